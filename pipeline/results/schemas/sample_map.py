"""map.json: pictures and right captions of the test set in two dimensions."""

from __future__ import annotations

from typing import Annotated

from pydantic import PlainSerializer

from pipeline.results.artifact import Approximate, Artifact, Part

Coordinate = Annotated[float, PlainSerializer(lambda value: round(value, 3), return_type=float)]
"""Between -1 and 1; to three decimals, since another machine's features differ behind them."""


class MapDirections(Part):
    """What one backbone's map shows."""

    backbone: str
    explained: tuple[Approximate, Approximate]
    """Share of the features' variance along each of its two directions."""


class MapPoint(Part):
    """One sample on the maps of all backbones."""

    # Not its id: predictions.json says everything else of the sample, once.
    sample: int
    """Place in predictions.json."""
    # Four numbers without names: thousands of points have a line each.
    positions: list[tuple[Coordinate, Coordinate, Coordinate, Coordinate]]
    """By backbone: x and y of the picture, x and y of its right caption."""


class SampleMap(Artifact):
    """map.json: the test set in two dimensions, by principal component analysis of each backbone's features."""

    kind = "map"

    total: int
    """Samples of the test set; where there are more than points, these are a seeded sample."""
    maps: list[MapDirections]
    points: list[MapPoint]
