"""The headline rows elsewhere: among other distractors, and on categories that their adapters never saw."""

from __future__ import annotations

from collections.abc import Iterator

import torch

from pipeline.clip.adapters.checkpoint_files import load_released
from pipeline.clip.device import be_deterministic, pick_device
from pipeline.clip.features.feature_store import load_features
from pipeline.clip.generalisation import Elsewhere, UnseenCategories, redrawn_right, write_elsewhere
from pipeline.data.prepared import Prepared, load_prepared
from pipeline.evaluation.answer_views import Redraws
from pipeline.progress import Reporter
from pipeline.results.names import Row, all_rows, highlights
from pipeline.settings import Backbone, Settings


def run(settings: Settings, reporter: Reporter) -> None:
    """Ask every headline row; what it answers is measured with its other answers, by the stage after this one."""
    device = pick_device(settings)
    be_deterministic(settings.training.seed)
    prepared, headline = load_prepared(settings), highlights(settings).headline
    # Once, for all rows and backbones: rows are compared redraw by redraw.
    redraws = Redraws(prepared.table(prepared.test_rows), settings.evaluation.redraws, settings.evaluation.seed)
    answers: dict[str, Elsewhere] = {}
    for backbone in settings.backbones:
        rows = [row for row in all_rows(settings) if row.backbone is backbone and row.model in headline]
        with reporter.task(f"Trying {backbone.name} elsewhere", len(rows)) as advance:
            for model, answer in _asked(settings, prepared, backbone, rows, redraws, device):
                answers[model] = answer
                advance(1)
    write_elsewhere(settings.work, answers)


def _asked(
    settings: Settings, prepared: Prepared, backbone: Backbone, rows: list[Row], redraws: Redraws, device: torch.device
) -> Iterator[tuple[str, Elsewhere]]:
    features = load_features(settings, backbone, prepared)
    asked = features.part(prepared.test_rows, device)
    draws, unseen = settings.evaluation.unseen_draws, None
    # A single category has no other half, and zero-shot rows learn nothing that could fail there.
    if draws and len(prepared.categories) > 1 and any(row.shots for row in rows):
        unseen = UnseenCategories(features, asked, prepared, settings.training, draws)
    del features  # most of it a second time
    for row in rows:
        released = load_released(row, settings.root, asked.width, device)
        # Sums alone are kept: 200 redraws of COCO's test set would be 2.3 million bits for each row.
        right = redrawn_right(released, asked, redraws) if redraws.count else None
        yield row.model, Elsewhere.of(right, unseen.right(row) if unseen and row.shots else None)
