"""What a comparison found: plain data that every output format renders."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from pipeline.results.artifact import Artifact, Interval

Presence = Literal["changed", "new", "vanished"]

Verdict = Literal[
    "regression",
    "vanished",
    "improvement",
    "no interval",
    "not comparable",
    "new",
    "within noise",
    "unchanged",
]
"""Most important first."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)


class SideFacts(_Part):
    """One of the two sets of artifacts."""

    name: str
    """As it was asked for."""
    commit: str | None
    """Full id, of a git revision."""
    missing: list[str]
    """Artifacts that are not there."""


class Change(_Part):
    """A fact of one side that is another on the other side."""

    group: Literal["settings", "data", "weights", "environment", "rows"]
    what: str
    base: Any
    head: Any


class SampleJoin(_Part):
    """Test samples of the two sides, joined by id."""

    base: int
    head: int
    common: int
    """In both, with the same label and the same candidates as far as the artifacts show them."""
    only_base: list[str]
    only_head: list[str]
    altered: list[str]
    """In both, with another label, another right answer or other captions."""
    reason: str
    """Why the common samples must not be compared; empty when they may."""


class MetricChange(_Part):
    """One metric of one row of the comparison table."""

    model: str
    metric: str
    base: float | None
    head: float | None
    difference: float | None
    """Head minus base: paired, over ``samples``, where there is an interval; of the two values otherwise."""
    interval: Interval | None
    p_value: float | None
    samples: int | None
    """Paired values behind the interval: common samples, or draws."""
    verdict: Verdict
    reason: str = ""


class ConclusionChange(_Part):
    """A row's verdict against its baseline that turned out otherwise."""

    model: str
    baseline: str
    base: str | None
    head: str | None


class Flip(_Part):
    """A sample that one side got right and the other wrong."""

    id: str
    label: str
    probability_base: float | None
    """Of the right caption."""
    probability_head: float | None
    right: str | None
    """The right caption, where an artifact holds it."""
    picked: str | None
    """The wrong caption: picked by head when the sample broke, by base when it was fixed."""
    picture: str | None
    """Path relative to docs/."""


class ModelFlips(_Part):
    model: str
    broken: list[Flip]
    """Those with captions and picture first, then by the change of probability."""
    fixed: list[Flip]
    repicked: int
    """Wrong on both sides, with another caption."""


class CurveSummary(_Part):
    epochs: int
    best_epoch: int
    best_accuracy: float | None
    """Validation accuracy at the best epoch."""
    last_loss: float | None
    """Training loss of the last epoch."""
    gaps: int
    """Values that are no numbers."""


class CurveChange(_Part):
    model: str
    draw: int
    presence: Presence
    base: CurveSummary | None
    head: CurveSummary | None


class PictureChange(_Part):
    path: str
    """Relative to docs/."""
    kind: Literal["heat map", "picture"]
    presence: Presence
    correlation: float | None = None
    """Pearson, of the two maps of a heat map."""
    distance: int | None = None
    """Bits of 64 in which the perceptual hashes of two pictures differ."""
    mean_difference: float | None = None
    """Mean absolute difference of all channels, 0 to 1."""
    reason: str = ""
    """Why there is no number, or what else changed."""


class CheckpointChange(_Part):
    name: str
    presence: Presence
    base_bytes: int | None
    head_bytes: int | None
    base_sha256: str | None
    head_sha256: str | None
    distance: float | None = None
    """Euclidean, over all parameters."""
    relative: float | None = None
    """Distance divided by the norm of base; None when base is all zero."""
    tensors: list[str] = []
    """Parameters that are new, vanished, of another shape, or not finite: named."""
    reason: str = ""


class TimingChange(_Part):
    model: str
    base: float | None
    """Milliseconds per sample."""
    head: float | None
    ratio: float | None
    verdict: Literal["slower", "faster", "equal within tolerance", "new", "vanished", "not comparable"]
    reason: str = ""


class FileChange(_Part):
    path: str
    """Starts with docs/ or models/, wherever the settings put these folders."""
    presence: Presence


class GateFailure(_Part):
    model: str
    metric: str
    message: str


class GateResult(_Part):
    passed: bool
    checked: int
    """Pairs of a row and a rule."""
    failures: list[GateFailure]


class Report(Artifact):
    """Everything a comparison found."""

    kind = "diff"

    base: SideFacts
    head: SideFacts
    headline: str
    identical: bool
    """No file differs."""
    confidence: float
    notes: list[str]
    """What a reader must know before believing the rest."""
    provenance: list[Change]
    samples: SampleJoin | None
    metrics: list[MetricChange]
    conclusions: list[ConclusionChange]
    flips: list[ModelFlips]
    curves: list[CurveChange]
    curves_unchanged: int
    pictures: list[PictureChange]
    checkpoints: list[CheckpointChange]
    timings: list[TimingChange]
    files: list[FileChange]
    gate: GateResult
