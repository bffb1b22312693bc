"""The map of the test set: for its script, as a table by category, and as CSV."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist
from typing import Any, NamedTuple

import numpy as np

from pipeline.errors import PipelineError
from pipeline.results.schemas.draws import as_bits
from pipeline.results.schemas.predictions import Prediction
from pipeline.results.schemas.sample_map import MapPoint
from pipeline.results.schemas.test_samples import OpenSample
from pipeline.site.charts.chart_table import DataTable, to_csv
from pipeline.site.run_results import Results
from pipeline.site.views.heat_map_views import row_name


class MappedPoint(NamedTuple):
    """A sample with its place on the maps."""

    point: MapPoint
    answer: Prediction
    opened: OpenSample
    caption: str
    """The right one."""
    right: list[bool]
    """By row of the galleries."""


@dataclass(frozen=True)
class PlaneView:
    """What the page says without its script."""

    names: list[str]
    """Backbones."""
    explained: list[tuple[float, float]]
    rows: list[str]
    shown: int
    total: int
    table: DataTable
    """By category: where its pictures lie, and what its accuracy is."""


def mapped_points(results: Results) -> list[MappedPoint]:
    """The samples of the map; none in results from before there was one.

    Raises:
        PipelineError: the map is of other predictions than those that are here.
    """
    if results.sample_map is None or results.archive is None:
        return []
    answers, opened, captions = results.predictions.samples, results.archive.samples, results.archive.captions
    columns = [results.predictions.models.index(model) for model in results.hard_cases.models]
    points = results.sample_map.points
    # An old map beside new answers: its places would point at other samples, or at none.
    if any(point.sample >= min(len(answers), len(opened)) for point in points):
        raise PipelineError(
            "data/map.json: its samples are not those of predictions.json: run `python -m pipeline map-samples`"
        )
    found = []
    for point in points:
        answer, sample = answers[point.sample], opened[point.sample]
        right = [answer.chosen[column] == answer.correct for column in columns]
        found.append(MappedPoint(point, answer, sample, captions[sample.choices[answer.correct]].text, right))
    return found


def map_view(results: Results) -> PlaneView | None:
    """The map's words and table; None where there is no map."""
    points = mapped_points(results)
    if not points or results.sample_map is None:
        return None
    rows = [row_name(results, model) for model in results.hard_cases.models]
    return PlaneView(
        names=[results.run.backbones[place].name for place in _backbones(results)],
        explained=[one.explained for one in results.sample_map.maps],
        rows=rows,
        shown=len(points),
        total=results.sample_map.total,
        table=_by_category(points, rows),
    )


def map_data(results: Results, points: list[MappedPoint]) -> dict[str, Any]:
    """As the map's script reads it: lists instead of mappings, since there may be thousands."""
    labels = sorted({one.answer.label for one in points})
    place = {label: number for number, label in enumerate(labels)}
    return {
        "rows": [row_name(results, model) for model in results.hard_cases.models],
        "labels": labels,
        # The quantile is handed over, as a browser has no such function: Wilson's interval of a selection is made
        # there.
        "z": round(NormalDist().inv_cdf((1 + results.metrics.confidence) / 2), 6),
        "points": [
            [
                one.answer.id,
                place[one.answer.label],
                one.caption,
                one.opened.thumbnail and [one.opened.thumbnail, one.opened.width, one.opened.height],
                as_bits(one.right),
                [list(where) for where in one.point.positions],
            ]
            for one in points
        ],
    }


def map_csv(results: Results, points: list[MappedPoint]) -> str:
    """Every point of every map, and which rows were right."""
    names = [results.run.backbones[place].name for place in _backbones(results)]
    header = ["Sample", "Category", "Right caption"]
    header += [f"{name}: {what}" for name in names for what in ("x", "y", "caption x", "caption y")]
    header += [f"{row_name(results, model)}: right" for model in results.hard_cases.models]
    rows: list[list[str | float | int | None]] = [
        [
            one.answer.id,
            one.answer.label,
            one.caption,
            *(value for where in one.point.positions for value in where),
            *map(int, one.right),
        ]
        for one in points
    ]
    return to_csv(header, rows)


def _backbones(results: Results) -> list[int]:
    """Places in run.json of the backbones that have a map."""
    known = [facts.id for facts in results.run.backbones]
    return [known.index(one.backbone) for one in (results.sample_map.maps if results.sample_map else [])]


def _by_category(points: list[MappedPoint], rows: list[str]) -> DataTable:
    """Samples, the middle of the first map's pictures, and the accuracy of every row."""
    table: list[list[str | float | int | None]] = []
    for label in sorted({one.answer.label for one in points}):
        own = [one for one in points if one.answer.label == label]
        # Of the first map alone: each backbone's plane is another one, and their places have no common mean.
        middle = np.mean([one.point.positions[0][:2] for one in own], axis=0)
        shares = np.mean([one.right for one in own], axis=0) if rows else []
        # Two digits of a place: the table tells where a category lies, the CSV where a sample does.
        table.append(
            [label, len(own), *(round(float(v), 2) for v in middle), *(round(float(share), 4) for share in shares)]
        )
    return DataTable(["Category", "Samples", "x", "y", *rows], table, frozenset(rows))
