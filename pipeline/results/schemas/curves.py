"""curves.json: every training run by epoch."""

from __future__ import annotations

from typing import Any, ClassVar

from pipeline.results.artifact import Approximate, Artifact, Count, Migration, Part


class Curve(Part):
    """One training run: one value per epoch in every list."""

    model: str
    backbone: str
    adapter: str
    shots: Count
    draw: Count
    best_epoch: Count
    """Counted from 1; chosen on validation, or the last one without. 0: nothing beat zero-shot, which was kept."""
    steps_per_epoch: Count | None = None
    """Steps of the optimiser in one epoch; None in files of before they were counted."""
    validation_samples: Count | None = None
    """Images that the epoch was chosen on; 0 where none were used, None in older files."""
    zero_shot_validation_accuracy: float | None = None
    """Epoch 0: before the first step."""
    # None, and not a gap: lists of one run are as long as each other, whatever was measured.
    train_loss: list[Approximate | None]
    train_accuracy: list[float | None]
    validation_loss: list[Approximate | None]
    validation_accuracy: list[float | None]
    validation_f1_macro: list[float | None]


def _steps_unknown(plain: dict[str, Any]) -> dict[str, Any]:
    """From 1 to 2: steps, validation images and epoch 0 were not noted, and stay None."""
    return plain


class Curves(Artifact):
    """curves.json: the runs of every adapter that is trained epoch by epoch."""

    kind = "curves"
    version = 2
    migrations: ClassVar[dict[int, Migration]] = {1: _steps_unknown}

    rows: list[Curve]
