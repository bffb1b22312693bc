"""eda.json: what the data looks like."""

from __future__ import annotations

from pipeline.results.artifact import Artifact, Count, Part
from pipeline.results.schemas.dataset import CategoryCount


class CaptionLength(Part):
    """How many right captions have so many words."""

    words: Count
    captions: Count


class SampledPair(Part):
    """A picture with its right caption, to look at."""

    id: str
    category: str
    caption: str
    image: str
    """Path relative to docs/."""
    width: Count
    """In pixels, of the file that ``image`` names."""
    height: Count
    image_url: str | None


class Eda(Artifact):
    """eda.json: what the data looks like."""

    kind = "eda"

    distribution: list[CategoryCount]
    caption_lengths: list[CaptionLength]
    """Right captions by number of words."""
    # Of two numbers each, in pairs by name: other people's scripts read them so, and the form stays.
    object_counts: list[dict[str, Count]]
    """[{"objects": n, "images": m}]: annotated objects of the image's own category; empty when unknown."""
    aspect_ratios: list[dict[str, float]]
    """[{"ratio": width / height, "images": m}], rounded to one decimal."""
    pairs: list[SampledPair]
