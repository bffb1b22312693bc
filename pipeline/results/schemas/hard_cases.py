"""hard_cases.json: misclassified and ambiguous samples, hardest first."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from pipeline.results.artifact import Approximate, ApproximateShare, Artifact, Count, Part
from pipeline.results.schemas.pictures import Picture


class CaseModel(Part):
    """What one row made of a case."""

    model: str
    chosen: Count
    margin: Approximate
    """Probability of the right caption minus the largest other one."""
    # Of every candidate: the card draws them all, and a reader sees how close the race was.
    probabilities: list[ApproximateShare]


CaseKind = Literal["all wrong", "some wrong", "fixed", "broken", "ambiguous", "false negative"]

CASE_KINDS: dict[CaseKind, str] = {
    "all wrong": "every row wrong",
    "some wrong": "some rows wrong",
    "fixed": "fixed by few-shot",
    "broken": "broken by few-shot",
    "ambiguous": "ambiguous",
    "false negative": "flagged false negative",
}
"""What the kinds are called, in the order in which they are asked and shown."""


class HardCase(Part):
    """A sample that some row got wrong or nearly wrong."""

    id: str
    label: str
    correct: Count
    choices: list[str]
    # None where nobody knows them: a metadata file need not name its captions' categories.
    choice_labels: list[str] | None
    kinds: list[CaseKind]
    flagged: list[Count]
    """Choices that may be true of the image as well."""
    tied: list[Count] = Field(default_factory=list)
    """Distractors that a model shown cannot tell from the right caption: picking one is right."""
    margin: Approximate
    """Smallest margin over the models."""
    picture: Picture
    models: list[CaseModel]


class HardCases(Artifact):
    """hard_cases.json: misclassified and ambiguous samples, hardest first."""

    kind = "hard_cases"
    version = 2
    migrations: ClassVar = {1: lambda plain: plain}  # ties were not known

    models: list[str]
    """The rows shown."""
    cases: list[HardCase]
