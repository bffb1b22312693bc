"""predictions.json: every test sample, by every row's released checkpoint."""

from __future__ import annotations

from typing import ClassVar, Self

from pydantic import Field, model_validator

from pipeline.results.artifact import Approximate, ApproximateShare, Artifact, Count, Migration, Part


class Prediction(Part):
    """One test sample. Lists have an entry for every model; None in files of before they were kept."""

    id: str
    label: str
    correct: Count
    """Index of the right caption."""
    chosen: list[Count]
    """Per model."""
    probability: list[ApproximateShare]
    """Of the right caption, per model."""
    rank: list[Count] | None = None
    """Of the right caption, from 1."""
    confidence: list[ApproximateShare] | None = None
    """Probability of the caption picked, to three decimals."""
    brier: list[Approximate] | None = None
    """Σ (p - y)² over the candidates."""
    picked: list[Count] | None = None
    """Category of the caption picked, a place in ``categories``; None where they are unknown."""
    probability_scaled: list[ApproximateShare | None] | None = None
    """After the row's temperature, as are those below; None for a row without one."""
    confidence_scaled: list[ApproximateShare | None] | None = None
    brier_scaled: list[Approximate | None] | None = None
    objects: int | None = None
    """Annotated objects of the image's category; the one field that is no list. None where nothing is annotated."""


PER_MODEL = (
    "chosen",
    "probability",
    *(name for name, field in Prediction.model_fields.items() if not field.is_required() and name != "objects"),
)
"""Fields of a sample with an entry for every model."""


class Predictions(Artifact):
    """predictions.json: every test sample, by every row's released checkpoint."""

    kind = "predictions"
    by_sample = True
    version = 4
    migrations: ClassVar[dict[int, Migration]] = {
        1: lambda plain: plain | {"categories": []},
        2: lambda plain: plain,
        3: lambda plain: plain,  # which samples share a picture was not told
    }

    models: list[str]
    categories: list[str] = Field(default_factory=list)
    same_picture: list[list[Count]] | None = None
    """Places of the samples that show one picture, picture by picture; every other sample has one of its own. Intervals
    count pictures. None in files of before."""
    samples: list[Prediction]

    @model_validator(mode="after")
    def _has_every_answer(self) -> Self:
        # Once, here: whoever reads a row as a column trusts that each sample has an entry for it.
        rows = len(self.models)
        for sample in self.samples:
            lists = [getattr(sample, name) for name in PER_MODEL]
            if any(len(each) != rows for each in lists if each is not None):
                raise ValueError(f"sample {sample.id} does not have one answer for each of the {rows} models")
        return self
