"""Fit every adapter on every backbone, for every number of shots and every support draw."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import torch
from numpy.typing import NDArray
from torch import Tensor

from pipeline.clip.adapters.adapter import Fitted, Lesson
from pipeline.clip.adapters.checkpoint_files import save_checkpoint, save_draws
from pipeline.clip.adapters.fitting import few_threads
from pipeline.clip.adapters.known_adapters import find_adapter
from pipeline.clip.adapters.lessons import Pool
from pipeline.clip.device import be_deterministic, pick_device
from pipeline.clip.features.feature_store import load_features
from pipeline.data.prepared import Prepared, load_prepared
from pipeline.evaluation.sums import caption_f1
from pipeline.progress import Reporter
from pipeline.results.names import Row, all_rows
from pipeline.results.schemas.curves import Curve, Curves
from pipeline.settings import Backbone, Settings, Training


def run(settings: Settings, reporter: Reporter) -> None:
    """Fit what the settings ask for; writes curves, the first draw's checkpoints, and all draws' weights."""
    # Without any, nothing is loaded: a zero-shot run needs no pool. Curves are written all the same, empty.
    rows = [row for row in all_rows(settings) if row.adapter]
    fitted: list[tuple[_Course, Row, Lesson, list[Fitted]]] = []
    if rows:
        device = pick_device(settings)
        be_deterministic(settings.training.seed)
        prepared = load_prepared(settings)
        if note := _idle_min_delta(settings.training, len(prepared.categories)):
            reporter.note(note)
        with reporter.task("Training adapters", len(rows)) as advance:
            for backbone in settings.backbones:
                pool = _Course(settings, backbone, prepared, device)
                for row in rows:
                    if row.backbone is backbone:
                        fitted.append((pool, row, *pool.fit(row)))
                        advance(1)
    # Only now, when every row has come to a good end: one that diverges leaves the last results as they were.
    curves = [curve for pool, row, lesson, draws in fitted for curve in pool.keep(row, lesson, draws)]
    Curves(rows=curves).write(settings.docs / "data")


def _idle_min_delta(training: Training, categories: int) -> str:
    """A note where ``min_delta`` cannot matter: one validation image more is already a larger gain."""
    left = [training.pool_per_class - shots for shots in training.few_shots if shots < training.pool_per_class]
    if training.validation == "none" or not left or not 0 < training.min_delta < 1 / (categories * max(left)):
        return ""
    return (
        f"training.min_delta {training.min_delta:g} does nothing: with up to {categories * max(left)} validation "
        f"images, one more right is a gain of {1 / (categories * max(left)):.4f}"
    )


class _Course:
    """All rows of one backbone."""

    def __init__(self, settings: Settings, backbone: Backbone, prepared: Prepared, device: torch.device) -> None:
        self.settings = settings
        self.pool = Pool(load_features(settings, backbone, prepared), prepared, settings.training, device)

    def fit(self, row: Row) -> tuple[Lesson, list[Fitted]]:
        """Fit all draws of one row."""
        assert row.adapter is not None
        adapter = find_adapter(row.adapter)
        lesson = self.pool.lesson(adapter, row.shots)
        # All draws train side by side in a few small products, where threads would wait for each other.
        with few_threads(self.pool.features.width):
            return lesson, adapter.fit(lesson, self.settings.training)

    def keep(self, row: Row, lesson: Lesson, fitted: list[Fitted]) -> Iterator[Curve]:
        """Write a row's weights; gives the curves of the draws that have epochs."""
        assert row.checkpoint is not None
        # The first draw is released, whatever the others reached: choosing among them would be tuning.
        save_checkpoint(self.settings.path(row.checkpoint), fitted[0].trained)
        if row.draws is not None:
            save_draws(row.draws, [one.trained for one in fitted])
        for draw, one in enumerate(fitted):
            if one.history.train_loss:
                held_out = None if lesson.validation is None else lesson.validation[draw].cpu().numpy()
                yield self._curve(row, draw, one, held_out)

    def _curve(self, row: Row, draw: int, one: Fitted, held_out: NDArray[Any] | None) -> Curve:
        history, epochs = one.history, len(one.history.train_loss)
        # As long as the others: a chart places values by epoch.
        unknown: list[float | None] = [None] * epochs
        return Curve(
            model=row.model,
            backbone=row.backbone.id,
            adapter=one.trained.adapter.name,
            shots=row.shots,
            draw=draw,
            best_epoch=one.trained.epoch,
            steps_per_epoch=history.steps_per_epoch,
            validation_samples=0 if held_out is None else len(held_out),
            zero_shot_validation_accuracy=history.untrained_accuracy,
            train_loss=list(history.train_loss),
            train_accuracy=list(history.train_accuracy),
            validation_loss=list(history.validation_loss) or unknown,
            validation_accuracy=list(history.validation_accuracy) or unknown,
            validation_f1_macro=(
                unknown if held_out is None else [self._f1(held_out, picks) for picks in history.validation_picks]
            ),
        )

    def _f1(self, rows: NDArray[Any], picks: Tensor) -> float | None:
        if self.pool.table.choice_labels is None:
            return None
        chosen = picks.numpy()
        picked = self.pool.table.choice_labels[rows, chosen]
        right = chosen == self.pool.table.correct[rows]
        return float(caption_f1(self.pool.table.labels[rows], picked, right, len(self.pool.table.categories)).macro)
