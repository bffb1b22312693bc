"""shown_samples.json: which test samples the galleries show, chosen once, with what the shown rows made of them."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from pipeline.results.artifact import Approximate, Artifact, Count, Part
from pipeline.results.schemas.hard_cases import CaseKind


class ShownCase(Part):
    """A sample for the gallery of hard cases."""

    # The place finds it, the id proves it: one picture may be in several samples and so share its id.
    place: Count
    """Among the samples of predictions.json."""
    id: str
    kinds: list[CaseKind]
    flagged: list[Count]
    """Choices that may be true of the image as well."""
    tied: list[Count] = Field(default_factory=list)
    """Distractors that a model shown cannot tell from the right caption: picking one is right."""
    margins: list[Approximate]
    """Per model: probability of the right caption minus the largest other one."""
    probabilities: list[list[Approximate]]
    """Per model, of every candidate."""


class ShownSamples(Artifact):
    """shown_samples.json: what the stages that draw the galleries go by."""

    kind = "shown_samples"
    version = 2
    migrations: ClassVar = {1: lambda plain: plain}  # ties were not known

    models: list[str]
    """The rows that galleries show."""
    cases: list[ShownCase]
    """Hardest first."""
    explained: list[Count]
    """Places of the samples of the attention gallery."""
