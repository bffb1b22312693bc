"""The parts of a report that speak of what a run left behind: curves, pictures, checkpoints, times, files."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from pipeline.results.artifact import Part

Presence = Literal["changed", "new", "vanished"]

Thumbnail = Annotated[str, Field(pattern=r"^data:image/(png|jpeg);base64,[A-Za-z0-9+/]+={0,2}$", max_length=300_000)]
"""A small picture as a data URI: a report asks for nothing, not even its own pictures."""


class CurveSummary(Part):
    """One training run of one side, in a few figures."""

    epochs: int
    best_epoch: int
    best_accuracy: float | None
    """Validation accuracy at the best epoch."""
    last_loss: float | None
    """Training loss of the last epoch."""
    # Told by number: a loss that is none is written as null, and null is easily passed over.
    gaps: int
    """Values that are no numbers."""
    train_loss: list[float | None]
    """By epoch, like the next."""
    validation_accuracy: list[float | None]


class CurveChange(Part):
    """A training run that went another way, or that one side does not have."""

    model: str
    draw: int
    presence: Presence
    base: CurveSummary | None
    head: CurveSummary | None


class PictureChange(Part):
    """A published picture or heat map that is not the same."""

    path: str
    """Relative to docs/."""
    kind: Literal["heat map", "picture"]
    presence: Presence
    correlation: float | None = None
    """Pearson, of the two maps of a heat map."""
    mean_difference: float | None = None
    """Of two pictures: mean absolute difference of all channels, 0 to 1."""
    reason: str = ""
    """Why there is no number, or what else changed."""
    # Inside the report: files of the other side are not where it is read.
    before: Thumbnail | None = None
    """Small pictures, for the first changes only; a heat map lies over what it explains."""
    after: Thumbnail | None = None
    difference: Thumbnail | None = None


class CheckpointChange(Part):
    """A trained adapter, or weights of a backbone, that are not the same."""

    name: str
    presence: Presence
    base_bytes: int | None
    head_bytes: int | None
    base_sha256: str | None
    head_sha256: str | None
    distance: float | None = None
    """Euclidean, over all parameters."""
    # A distance alone says nothing: weights of two models differ in size by orders.
    relative: float | None = None
    """Distance divided by the norm of base; None when base is all zero."""
    tensors: list[str] = Field(default_factory=list)
    """Parameters that are new, vanished, of another shape, or not finite: named."""
    reason: str = ""


class TimingChange(Part):
    """What a row takes, on both sides: no result, and never a failure."""

    model: str
    base: float | None
    """Milliseconds per sample."""
    head: float | None
    ratio: float | None
    verdict: Literal["slower", "faster", "equal within tolerance", "new", "vanished", "not comparable"]
    reason: str = ""


class FileChange(Part):
    """A file of the site or of the models that is not the same."""

    path: str
    """Starts with docs/ or models/, wherever the settings put these folders."""
    presence: Presence
