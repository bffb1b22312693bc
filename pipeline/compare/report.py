"""What a comparison found: plain data, and all of it. Every form is made from this alone.

A report may come from a stranger's pull request, so whatever a form would turn into an address has a pattern here.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from pipeline.compare.answer_changes import (
    ConclusionChange,
    LeadingMethodChange,
    MapScoreChange,
    MetricChange,
    ModelFlips,
    SampleJoin,
)
from pipeline.compare.file_changes import (
    CheckpointChange,
    CurveChange,
    FileChange,
    PictureChange,
    Thumbnail,
    TimingChange,
)
from pipeline.results.artifact import Artifact, Part

Commit = Annotated[str, Field(pattern=r"^[0-9a-f]{40}([0-9a-f]{24})?$")]

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


class GateFailure(Part):
    """Why the gate does not pass: a rule that a row broke, or a figure that contradicts itself."""

    model: str
    metric: str
    message: str


class GateResult(Part):
    """What the rules of base say of head."""

    # Told even when the gate passes: who changes the rules and the results at once should be seen.
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
    # Version 2: pictures and curves became part of it; 3: scores of maps; 4: the methods that lead. A report is made
    # anew, so older ones are not read.
    version = 4

    base: SideFacts
    head: SideFacts
    repository: str
    """Address of the repository on the web; empty where it is not known."""
    docs: str
    """The site's folder in the repository."""
    headline: str
    # Two flags, since equal files and equal results are two findings: another machine gives the second alone.
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
    leading_methods: list[LeadingMethodChange]
    checkpoints: list[CheckpointChange]
    timings: list[TimingChange]
    files: list[FileChange]
    gate: GateResult
