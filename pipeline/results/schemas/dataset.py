"""dataset.json: where the samples come from and how they are split."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from pipeline.results.artifact import Artifact, Count, Part


class CategoryCount(Part):
    """Images of one category, and how they are split."""

    category: str
    images: Count
    pool: Count
    """Set aside: support shots first, the rest validation."""
    test: Count


class Licence(Part):
    """Under which some of the pictures were published."""

    name: str
    url: str
    images: Count


class CaptionsSeen(Part):
    """What one backbone's tokenizer leaves of the captions."""

    backbone: str
    tokens: Count
    """Of a caption, at most."""
    cut: Count
    """Distinct captions that have more."""
    # Samples and not captions: a caption alone is tied with nothing.
    tied: list[str]
    """Samples of which the model cannot tell two candidates apart."""


class DatasetFacts(Artifact):
    """dataset.json: where the samples come from and how they are split."""

    kind = "dataset"
    version = 3
    migrations: ClassVar = {
        1: lambda plain: plain | {"borrowed_distractors": None},
        2: lambda plain: plain | {"captions_seen": []},
    }

    source: str
    description: str
    samples: Count
    test: Count
    pool: Count
    pool_per_class: Count
    choices: Count
    """Captions per sample, the right one included."""
    # None where samples differ, or where nobody knows the captions' categories.
    same_class_distractors: Count | None
    distinct_captions: Count
    # Counted, since what is trained on and comes back as a distractor makes adapters look better than they are.
    borrowed_distractors: Count | None
    """Wrong candidates, over all samples, that were written for an image of the other split: a pool's for a test
    sample, or the reverse. None where nobody counted."""
    choice_categories_known: bool
    choice_categories_note: str
    """Why the categories of the choices are unknown, when they are."""
    categories: list[CategoryCount]
    licences: list[Licence]
    captions_seen: list[CaptionsSeen] = Field(default_factory=list)
    """By backbone; those whose features were computed elsewhere have none."""
