"""The unit of the experiment: one image and its candidate captions, one of them right."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

import msgspec

from pipeline.results.schemas.metrics import TruthReason

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


def normalised(caption: str) -> str:
    """A caption without case, punctuation and spacing: two that are equal then say the same."""
    # Width and ligatures first, then case: casefold alone leaves full-width letters what they are.
    folded = unicodedata.normalize("NFKC", caption).casefold()
    return " ".join(re.sub(r"[^\w\s]", " ", folded).split())


def bare(image_id: str) -> str:
    """COCO's image ids with and without leading zeros name the same image."""
    # An id of zeros alone is still one.
    return image_id.lstrip("0") or "0"
