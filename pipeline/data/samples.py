"""The unit of the experiment: one image and its candidate captions, one of them right."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
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
    """Image that each candidate was written for, by the id of its sample where it has one; None when unknown."""
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


def without_zeros(image_id: str) -> str:
    """An id of digits alone without its leading zeros; any other as it is."""
    # Digits alone: in a key such as "0aB3" every letter counts.
    return (image_id.lstrip("0") or "0") if image_id.isascii() and image_id.isdecimal() else image_id


class ImageIds:
    """Ids of images as one side writes them, and which of them another side means.

    An id is text, and means the one that is written alike. COCO writes its ids with leading zeros here and without
    there: where none is written alike, the number counts, if it is that of one id only.
    """

    def __init__(self, ids: Iterable[str]) -> None:
        self._ids = frozenset(ids)
        self._by_number: dict[str, str | None] = {}
        for one in self._ids:
            number = without_zeros(one)
            self._by_number[number] = None if number in self._by_number else one

    def meant(self, image_id: str) -> str | None:
        """Ours that another's ``image_id`` means; None where it means none, or several could be meant."""
        return image_id if image_id in self._ids else self._by_number.get(without_zeros(image_id))

    def is_alone(self, image_id: str) -> bool:
        """Whether no other of ours is the same number."""
        return self._by_number.get(without_zeros(image_id)) == image_id
