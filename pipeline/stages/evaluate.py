"""Every row on the same test set: metrics, predictions, the galleries' samples, and what inference costs."""

from __future__ import annotations

from collections.abc import Iterator

import torch

from pipeline.clip.adapters.checkpoint_files import load_row
from pipeline.clip.device import be_deterministic, describe, pick_device
from pipeline.clip.features.feature_store import extraction_times, load_features
from pipeline.clip.generalisation import Elsewhere, read_elsewhere
from pipeline.clip.scoring import origin_of, score_row
from pipeline.data.prepared import Indices, Prepared, load_prepared
from pipeline.data.splits import held_out
from pipeline.evaluation.measurements import evaluate
from pipeline.evaluation.outcomes import Outcome
from pipeline.progress import Reporter
from pipeline.results.conditions import Conditions
from pipeline.results.names import Row, all_rows, highlights
from pipeline.results.schemas.timings import TimingRow, Timings
from pipeline.settings import Settings


def run(settings: Settings, reporter: Reporter) -> None:
    """Evaluate every row; writes metrics.json, predictions.json and all beside them, and timings.json.

    One way through: what the disk holds is opened, every row is scored on it, and one pure step makes all artifacts
    of the answers.
    """
    device = pick_device(settings)
    head_device = describe(device)
    # Before features are loaded: cuBLAS reads its setting when the first handle is made.
    be_deterministic(settings.training.seed)
    prepared = load_prepared(settings)
    table = prepared.table(prepared.test_rows)
    unseen = held_out(prepared, settings.training)
    rows, shown = all_rows(settings), highlights(settings)
    extraction = Conditions.read(settings.work)
    elsewhere = read_elsewhere(settings.work)
    scored = list(_scored(settings, prepared, rows, elsewhere, unseen, device, reporter))
    with reporter.task("Comparing rows", 1) as advance:
        artifacts = evaluate(
            [outcome for outcome, _ in scored],
            table,
            shown,
            settings.evaluation,
            explained=settings.explain.samples,
            f1_note=prepared.choice_categories_note,
            validation=[prepared.samples[row].id for row in unseen],
        )
        # Only now, when all are made: a row that diverges leaves the last results as they were.
        for artifact in artifacts:
            artifact.write(settings.docs / "data", largest=settings.site.largest_file)
        advance(1)
    encoded = {backbone.id for backbone in settings.backbones if not backbone.features}
    Timings(
        device=extraction.device,
        head_device=head_device,
        threads=extraction.threads,
        workers=extraction.workers,
        # What another machine took for its features is not known here.
        rows=[timing for outcome, timing in scored if outcome.origin.backbone in encoded],
        # The record of the run puts them in, for stages that run after this one or not at all.
        stages=[],
        maps=[],
    ).write(settings.docs / "data")


def _scored(
    settings: Settings,
    prepared: Prepared,
    rows: list[Row],
    elsewhere: dict[str, Elsewhere],
    unseen: Indices,
    device: torch.device,
    reporter: Reporter,
) -> Iterator[tuple[Outcome, TimingRow]]:
    """Every row's answers to the test set and what they cost, backbone by backbone.

    Args:
        unseen: samples that no row was trained on, for the temperatures.
    """
    for backbone in settings.backbones:
        seconds = extraction_times(settings, backbone, prepared, prepared.test_rows)
        features = load_features(settings, backbone, prepared)
        # Only what is asked goes to the device: the captions of all samples may not fit beside each other there.
        asked, validation = features.part(prepared.test_rows, device), features.part(unseen, device)
        del features  # most of it a second time
        # No samples, and still Features of the right width: who scores needs no second case.
        nothing = validation.subset(torch.empty(0, dtype=torch.int64, device=device))
        # Backbone by backbone: only one's features are held at a time.
        own = [row for row in rows if row.backbone is backbone]
        with reporter.task(f"Evaluating {backbone.name}", len(own)) as advance:
            for row in own:
                released, draws = load_row(row, settings.root, asked.width, device)
                origin = origin_of(row, released, settings.training, categories=len(prepared.categories))
                # Nothing of the pool is held out from who learnt from all of it.
                left = validation if row.shots < settings.training.pool_per_class else nothing
                outcome, timing = score_row(origin, released, draws, asked, left, seconds)
                if equal := outcome.undecided:
                    reporter.note(
                        f"evaluate: {row.model}: in {equal} of {len(asked)} test samples several candidates have the "
                        "highest score: the first of them is taken"
                    )
                if row.model in elsewhere:
                    outcome = elsewhere[row.model].beside(outcome)
                yield outcome, timing
                advance(1)
