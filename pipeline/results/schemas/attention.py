"""attention.json: the heat maps under docs/images/."""

from __future__ import annotations

from typing import ClassVar, Literal

from pipeline.results.artifact import Approximate, Artifact, Part
from pipeline.results.schemas.pictures import Picture


class HeatMap(Part):
    """A map over a picture: the whole picture's aspect, transparent where the model saw nothing."""

    sample: str
    backbone: str
    model: str
    """The row whose picks it explains."""
    method: Literal["gradcam", "rollout", "relevance", "occlusion"]
    """gradcam: element-wise, a gradient for each place; rollout knows only the image; occlusion serves any model."""
    caption: str | None
    """None: the method knows only the image."""
    choice: int | None
    """Index of the caption among the sample's candidates."""
    role: Literal["right", "picked", "image only"]
    image: str
    energy_in_boxes: Approximate | None
    """Share of the map's energy inside the category's boxes, within what the model saw."""
    box_area: float | None
    """Share of what the model saw that the boxes cover: what a uniform map would score."""
    pointing_hit: bool | None
    """The map's peak lies in a box."""


class AttentionSample(Part):
    id: str
    label: str
    correct: int
    choices: list[str]
    picture: Picture
    outcome: dict[str, bool]
    """Per explained row: was its pick right?"""


class Attention(Artifact):
    """attention.json: the heat maps under docs/images/."""

    kind = "attention"
    version = 2
    migrations: ClassVar = {1: lambda plain: plain}  # version 2 knows one more method

    samples: list[AttentionSample]
    """The attention gallery; hard cases that have maps are described in hard_cases.json."""
    maps: list[HeatMap]
