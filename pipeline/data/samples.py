"""The unit of the experiment: one image and its candidate captions, one of them right."""

from __future__ import annotations

from typing import Literal

import msgspec

BoxInPixels = tuple[float, float, float, float]
"""Left, top, width, height."""


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
    image: str
    """The picture's file, relative to the settings file's folder."""
    sha256: str
    """Of the picture's bytes."""
    width: int
    """Pixels, the picture turned as a person sees it."""
    height: int
    boxes: tuple[BoxInPixels, ...] = ()
    """Objects of the image's own category."""
    image_url: str | None = None
    licence: tuple[str, str] | None = None
    """Name and address."""
    split: Literal["pool", "test"]
