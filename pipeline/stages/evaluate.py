"""Every row on the same test set: metrics, predictions, the galleries' samples, and what inference costs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from pipeline.clip.adapters.checkpoint_files import load_checkpoint, load_draws
from pipeline.clip.adapters.known_adapters import find_adapter
from pipeline.clip.device import be_deterministic, describe, pick_device
from pipeline.clip.features.feature_store import extraction_conditions, extraction_times, load_features
from pipeline.clip.scoring import Scored, Scorer
from pipeline.data.false_negatives import false_negatives, flags
from pipeline.data.prepared import Prepared, load_prepared
from pipeline.data.samples import Sample, tabulate
from pipeline.data.splits import Indices, test_indices, validation
from pipeline.evaluation.intervals import Resampling
from pipeline.evaluation.measurements import report_draws, report_metrics, report_predictions
from pipeline.evaluation.outcomes import Origin, Outcome
from pipeline.evaluation.sample_table import Array, SampleTable
from pipeline.evaluation.selection import samples_to_explain, select_hard_cases
from pipeline.progress import Reporter
from pipeline.results.names import (
    RowName,
    adapted_pairs,
    all_rows,
    checkpoint_name,
    draws_path,
    headline_rows,
    shown_rows,
)
from pipeline.results.schemas.shown_samples import ShownSamples
from pipeline.results.schemas.timings import Step, TimingRow, Timings
from pipeline.settings import Backbone, Settings


def run(settings: Settings, reporter: Reporter) -> None:
    """Evaluate every row; writes metrics.json, predictions.json, draws.json, shown_samples.json and timings.json."""
    device = pick_device(settings)
    be_deterministic(settings.training.seed)
    prepared = load_prepared(settings)
    test = test_indices(prepared)
    outcomes: list[Outcome] = []
    timings: list[TimingRow] = []
    for backbone in settings.backbones:
        scorer = Scorer(load_features(settings, backbone, prepared), test, device)
        seconds = extraction_times(settings, backbone, prepared, test.tolist())
        total = len(list(all_rows([backbone], settings.training)))
        with reporter.task(f"Evaluating {backbone.name}", total) as advance:
            for scored in _rows(settings, backbone, prepared, scorer):
                outcomes.append(scored.outcome)
                # What another machine took for its features is not known here.
                if not backbone.features:
                    timings.append(_timing(scored, seconds))
                advance(1)
    data = settings.docs / "data"
    with reporter.task("Comparing rows", 1) as advance:
        _report(settings, prepared, [prepared.samples[row] for row in test], outcomes, data)
        advance(1)
    extraction = extraction_conditions(settings, prepared)
    Timings(
        device=extraction.device,
        head_device=describe(device),
        threads=extraction.threads,
        workers=extraction.workers,
        rows=timings,
        stages=[],
    ).write(data)


# ---------------------------------------------------------------- the rows of a backbone


def _rows(settings: Settings, backbone: Backbone, prepared: Prepared, scorer: Scorer) -> Iterator[Scored]:
    """Zero-shot, the rows without training, and the trained ones."""
    pool = np.array([row for row, sample in enumerate(prepared.samples) if sample.split == "pool"], dtype=np.int64)
    training, categories = settings.training, len(prepared.categories)
    # Every row's temperature is fitted on the same images, those that no row trained on: like is compared with like.
    held_out = pool[:0]
    if training.validation == "pool":
        held_out = validation(prepared, max(training.few_shots, default=0), 0, training.seed)
    for row in all_rows([backbone], training):
        origin = Origin(row.model, backbone.id, backbone.name, row.shots, row.adapter)
        if row.adapter:
            yield _adapted(settings, row, origin, categories, pool, scorer, held_out)
        else:
            yield scorer.zero_shot(origin, held_out)


def _adapted(
    settings: Settings,
    row: RowName,
    origin: Origin,
    categories: int,
    pool: Indices,
    scorer: Scorer,
    held_out: Indices,
) -> Scored:
    assert row.adapter is not None
    adapter, labelled = find_adapter(row.adapter), row.shots * categories
    validated = adapter.validated and settings.training.validation == "pool"
    checkpoint = checkpoint_name(settings, row.backbone.id, row.shots, row.adapter)
    origin = replace(
        origin,
        support_images=labelled,
        validation_images=len(pool) - labelled if validated else 0,
        unlabelled_images=len(pool) if adapter.uses_pool else 0,
        checkpoint=checkpoint,
    )
    draws = load_draws(draws_path(settings, row.model), adapter) if row.shots else []
    return scorer.adapted(origin, load_checkpoint(settings.path(checkpoint), scorer.width, adapter), draws, held_out)


def _timing(scored: Scored, extraction: dict[str, float]) -> TimingRow:
    """End-to-end inference of the test set: what extraction measured, and the head."""
    parts = {**extraction, "head": scored.seconds}
    samples, total = len(scored.outcome.correct), sum(parts.values())
    return TimingRow(
        model=scored.outcome.origin.model,
        samples=samples,
        seconds=total,
        ms_per_sample=1000 * total / max(1, samples),
        steps=[Step.model_validate({"step": step, "seconds": seconds}) for step, seconds in parts.items()],
    )


# ---------------------------------------------------------------- all rows together


def _report(
    settings: Settings, prepared: Prepared, samples: Sequence[Sample], outcomes: Sequence[Outcome], data: Path
) -> None:
    """Write what the outcomes on the test ``samples`` say."""
    evaluation = settings.evaluation
    table = tabulate(samples, prepared.categories)
    flagged = flags(samples)
    report_metrics(
        table,
        outcomes,
        flagged,
        false_negatives(samples),
        headline=headline_rows(settings.backbones, settings.training),
        how=Resampling(evaluation.confidence, evaluation.bootstrap, evaluation.seed),
        bins=evaluation.calibration_bins,
        f1_note=prepared.choice_categories_note,
    ).write(data)
    report_predictions(table, outcomes).write(data)
    report_draws(outcomes).write(data)
    _shown(settings, table, outcomes, flagged).write(data)


def _shown(settings: Settings, table: SampleTable, outcomes: Sequence[Outcome], flagged: Array) -> ShownSamples:
    """Which samples the galleries show."""
    models = shown_rows(settings.backbones, settings.training)
    by_model = {one.origin.model: one for one in outcomes}
    adapted = adapted_pairs(settings.backbones, settings.training)
    probabilities = {model: by_model[model].probabilities for model in models}
    right = np.array([by_model[model].right for model in models])
    tied = np.any([by_model[model].twins for model in models], axis=0)
    evaluation, wanted = settings.evaluation, settings.explain.samples
    return ShownSamples(
        models=models,
        cases=select_hard_cases(table, probabilities, flagged, tied, adapted, evaluation.hard_cases),
        explained=samples_to_explain(table, right, wanted=wanted, seed=evaluation.seed),
    )
