"""curves.json: every training run by epoch."""

from __future__ import annotations

from pipeline.results.artifact import Approximate, Artifact, Part


class Curve(Part):
    """One training run: one value per epoch in every list."""

    model: str
    backbone: str
    adapter: str
    shots: int
    draw: int
    best_epoch: int
    """Counted from 1; chosen on validation, or the last one without validation."""
    train_loss: list[Approximate | None]
    train_accuracy: list[float | None]
    validation_loss: list[Approximate | None]
    validation_accuracy: list[float | None]
    validation_f1_macro: list[float | None]


class Curves(Artifact):
    kind = "curves"

    rows: list[Curve]
