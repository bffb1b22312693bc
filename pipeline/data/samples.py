"""The unit of the experiment: one image and its candidate captions, one of them right; and many of them as arrays."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Literal

import msgspec
import numpy as np

from pipeline.evaluation.sample_table import SampleTable
from pipeline.results.schemas.metrics import FalseNegative, TruthReason

BoxInPixels = tuple[float, float, float, float]
"""Left, top, width, height."""
ExtraValue = str | int | float | bool
TrueDistractor = tuple[int, TruthReason]
"""Position of a wrong caption that is true of the image, and how that is known."""


class Sample(msgspec.Struct, frozen=True, kw_only=True):
    """One sample as every stage after ``prepare`` sees it."""

    id: str
    """The image's id."""
    label: str
    """The image's category."""
    choices: tuple[str, ...]
    """Candidate captions."""
    correct: int
    """Index of the right caption."""
    choice_labels: tuple[str, ...] | None = None
    """Category of each candidate's own image; None when unknown."""
    choice_image_ids: tuple[str, ...] | None = None
    """Image that each candidate was written for; None when unknown."""
    true_distractors: tuple[TrueDistractor, ...] = ()
    image: str | None
    """The picture's file, relative to the settings file's folder; None where only its features are here."""
    sha256: str
    """Of the picture's bytes; of the id without a picture."""
    width: int
    """Pixels, the picture turned as a person sees it; 0 when unknown."""
    height: int
    boxes: tuple[BoxInPixels, ...] = ()
    """Objects of the image's own category."""
    image_url: str | None = None
    licence: tuple[str, str] | None = None
    """Name and address."""
    split: Literal["pool", "test"]


class Aside(msgspec.Struct, frozen=True, kw_only=True):
    """What else is known of a sample: groups of errors may have it in common."""

    brightness: float | None = None
    """Mean luma of the picture, 0 to 1."""
    extra: dict[str, ExtraValue] = {}
    """Other fields of the user's metadata file."""


def tabulate(samples: Sequence[Sample], categories: Sequence[str]) -> SampleTable:
    """What an evaluation needs to know of ``samples``; categories that only they name come after ``categories``."""
    known = all(sample.choice_labels is not None for sample in samples)
    named = [sample.label for sample in samples]
    named += [label for sample in samples for label in sample.choice_labels or ()]
    # Captions may be of categories that no test image has: a confusion matrix needs a column for them.
    every = tuple(dict.fromkeys([*categories, *sorted(set(named))]))
    code = {category: number for number, category in enumerate(every)}
    choice_labels = [[code[label] for label in sample.choice_labels or ()] for sample in samples]
    objects = np.array([len(sample.boxes) for sample in samples], dtype=np.int64)
    flagged = np.zeros((len(samples), max((len(sample.choices) for sample in samples), default=0)), dtype=bool)
    for row, sample in enumerate(samples):
        flagged[row, [choice for choice, _ in sample.true_distractors]] = True
    return SampleTable(
        ids=tuple(sample.id for sample in samples),
        categories=every,
        labels=np.array([code[sample.label] for sample in samples], dtype=np.int64),
        choice_labels=np.array(choice_labels, dtype=np.int64) if known and samples else None,
        correct=np.array([sample.correct for sample in samples], dtype=np.int64),
        # By content: two ids of one picture are one observation to every interval.
        images=np.unique([sample.sha256 for sample in samples], return_inverse=True)[1],
        words=np.array([len(sample.choices[sample.correct].split()) for sample in samples], dtype=np.int64),
        objects=objects if objects.any() else None,
        flagged=flagged,
        false_negatives=tuple(
            FalseNegative(id=sample.id, choice=choice, reason=reason)
            for sample in samples
            for choice, reason in sample.true_distractors
        ),
    )


def normalised(caption: str) -> str:
    """A caption without case, punctuation and spacing: two that are equal then say the same."""
    folded = unicodedata.normalize("NFKC", caption).casefold()
    return " ".join(re.sub(r"[^\w\s]", " ", folded).split())


def bare(image_id: str) -> str:
    """COCO's image ids with and without leading zeros name the same image."""
    return image_id.lstrip("0") or "0"
