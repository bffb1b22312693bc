"""A published picture, as several artifacts describe it."""

from __future__ import annotations

from pipeline.results.artifact import Count, Part


class Box(Part):
    """Of the sample's own category, as shares of the picture's width and height."""

    # Shares and not pixels: pages show copies of several sizes.
    left: float
    top: float
    width: float
    height: float


class Picture(Part):
    """A picture and its small copy, and what must be said of them; width and height in pixels, of ``image``."""

    image: str
    """Path relative to docs/."""
    thumbnail: str
    width: Count
    height: Count
    image_url: str | None
    licence: str | None
    boxes: list[Box]
