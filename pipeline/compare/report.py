"""What a comparison found: plain data, and all of it. Every form is made from this alone.

A report may come from a stranger's pull request, so whatever a form would turn into an address has a pattern here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

from pydantic import Field

from pipeline.results.artifact import Artifact, Interval, Part

Presence = Literal["changed", "new", "vanished"]

ChangeVerdict = Literal[
    "regression",
    "vanished",
    "improvement",
    "no interval",
    "not comparable",
    "new",
    "another checkpoint",
    "within noise",
    "unchanged",
]
"""Most important first."""


Commit = Annotated[str, Field(pattern=r"^[0-9a-f]{40}([0-9a-f]{24})?$")]
Thumbnail = Annotated[str, Field(pattern=r"^data:image/(png|jpeg);base64,[A-Za-z0-9+/]+={0,2}$", max_length=300_000)]
"""A small picture as a data URI: a report asks for nothing, not even its own pictures."""
Scalar = str | int | float | bool | None
Fact = Scalar | list[Scalar]


class SideFacts(Part):
    """One of the two sets of artifacts."""

    name: str
    """As it was asked for."""
    commit: Commit | None
    """Full id, of a git revision."""
    missing: list[str]
    """Artifacts that are not there."""


class Change(Part):
    """A fact of one side that is another on the other side."""

    group: Literal["settings", "data", "weights", "environment", "rows", "rules"]
    what: str
    base: Fact
    head: Fact


class SampleJoin(Part):
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


class MetricChange(Part):
    """One metric of one row of the comparison table."""

    model: str
    metric: str
    base: float | None
    head: float | None
    difference: float | None = None
    """Head minus base: over ``samples`` where there is an interval, of the two values otherwise."""
    interval: Interval | None = None
    p_value: float | None = None
    """For this difference alone."""
    p_adjusted: float | None = None
    """Among all the tests of this report (Holm 1979); None where the values behind it did not change."""
    samples: int | None = None
    """Values behind the interval: common samples, or draws where nothing else is known of them."""
    verdict: ChangeVerdict
    reason: str = ""
    whole_row: bool = False
    """The row itself is only on one side."""


class ConclusionChange(Part):
    """A row's verdict against its baseline that turned out otherwise."""

    model: str
    baseline: str
    base: str | None
    head: str | None


class Flip(Part):
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


class ModelFlips(Part):
    model: str
    broken: list[Flip]
    """Those with captions and picture first, then by the change of probability."""
    fixed: list[Flip]
    repicked: int
    """Wrong on both sides, with another caption."""


@dataclass
class FlippedSample:
    """A sample that flipped, with the rows in which it did."""

    flip: Flip
    rows: list[tuple[str, Flip]] = field(default_factory=list)


def flipped_samples(flips: list[ModelFlips], *, broken: bool) -> list[FlippedSample]:
    """One for each sample; those with captions and a picture first, since they say more."""
    found: dict[str, FlippedSample] = {}
    for row in flips:
        for flip in row.broken if broken else row.fixed:
            found.setdefault(flip.id, FlippedSample(flip)).rows.append((row.model, flip))
    return sorted(found.values(), key=lambda one: (one.flip.picked is None, one.flip.picture is None, -len(one.rows)))


class CurveSummary(Part):
    epochs: int
    best_epoch: int
    best_accuracy: float | None
    """Validation accuracy at the best epoch."""
    last_loss: float | None
    """Training loss of the last epoch."""
    gaps: int
    """Values that are no numbers."""
    train_loss: list[float | None]
    """By epoch, like the next."""
    validation_accuracy: list[float | None]


class CurveChange(Part):
    model: str
    draw: int
    presence: Presence
    base: CurveSummary | None
    head: CurveSummary | None


class PictureChange(Part):
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
    before: Thumbnail | None = None
    """Small pictures, for the first changes only; a heat map lies over what it explains."""
    after: Thumbnail | None = None
    difference: Thumbnail | None = None


class CheckpointChange(Part):
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
    tensors: list[str] = Field(default_factory=list)
    """Parameters that are new, vanished, of another shape, or not finite: named."""
    reason: str = ""


class TimingChange(Part):
    model: str
    base: float | None
    """Milliseconds per sample."""
    head: float | None
    ratio: float | None
    verdict: Literal["slower", "faster", "equal within tolerance", "new", "vanished", "not comparable"]
    reason: str = ""


class MapScoreChange(Part):
    """One score of one method's heat maps, for one backbone."""

    backbone: str
    method: str
    score: Literal["faithfulness", "energy_in_boxes", "pointing", "rival_correlation", "all_shuffled"]
    base: float | None
    """Mean over the images that the side scored."""
    head: float | None
    difference: float | None = None
    """Head minus base, over the images that both sides scored."""
    interval: Interval | None = None
    """Paired bootstrap over these images."""
    p_adjusted: float | None = None
    """Paired t test, among all such tests of this report (Holm 1979)."""
    images: int = 0
    verdict: Literal["worse", "vanished", "better", "not comparable", "new", "within noise", "unchanged"]
    reason: str = ""


class FileChange(Part):
    path: str
    """Starts with docs/ or models/, wherever the settings put these folders."""
    presence: Presence


class GateFailure(Part):
    model: str
    metric: str
    message: str


class GateResult(Part):
    rules: list[Change]
    """Rules that head changed; those of base were applied."""
    passed: bool
    checked: int
    """Pairs of a row and a rule, and rows that must not contradict themselves."""
    failures: list[GateFailure]


class FailedReport(Artifact):
    """Why there is nothing to compare."""

    kind = "diff_failure"

    mistakes: list[str]


class Report(Artifact):
    """Everything a comparison found."""

    kind = "diff"
    # Version 2: pictures and curves became part of it; 3: scores of maps. A report is made anew, so older ones are not
    # read.
    version = 3

    base: SideFacts
    head: SideFacts
    repository: str
    """Address of the repository on the web; empty where it is not known."""
    docs: str
    """The site's folder in the repository."""
    headline: str
    identical: bool
    """No file differs."""
    same_to_rounding: bool
    """Files differ, and none of them by a digit that is known."""
    confidence: float = Field(gt=0, lt=1)
    notes: list[str]
    """What a reader must know before believing the rest."""
    provenance: list[Change]
    samples: SampleJoin | None
    metrics: list[MetricChange]
    conclusions: list[ConclusionChange]
    flips: list[ModelFlips]
    thumbnails: dict[str, Thumbnail]
    """Of the samples to look at first, by path relative to docs/."""
    curves: list[CurveChange]
    curves_unchanged: int
    """Runs that are equal, or equal to rounding."""
    pictures: list[PictureChange]
    map_scores: list[MapScoreChange]
    checkpoints: list[CheckpointChange]
    timings: list[TimingChange]
    files: list[FileChange]
    gate: GateResult
