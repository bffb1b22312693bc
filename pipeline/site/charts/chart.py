"""A chart of the page and the frame all charts share."""

from __future__ import annotations

import html
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from pipeline.results.artifact import Interval
from pipeline.results.labels import row_label
from pipeline.results.schemas.metrics import MetricsRow
from pipeline.site.charts.chart_table import DataTable, Series
from pipeline.site.charts.palette import Palette, dash, symbol
from pipeline.site.run_results import Results

LEGEND_ROW = 19
"""Pixels."""

CELLS_IN_PAGE = 12
"""Numbers of a table that the page itself holds: it has to open fast, and few read more of them there."""


@dataclass(frozen=True)
class Chart:
    """One figure of docs/plot with everything that is said about it."""

    name: str
    """Stem of its files."""
    title: str
    summary: str
    """What it shows, in words and numbers."""
    table: DataTable
    """The data that the traces are drawn from."""
    traces: list[Any]
    layout: dict[str, Any]
    source: tuple[str, str]
    """Artifact and JSON pointer that its numbers come from."""
    note: str | None = None
    """The text of templates/prose/notes that explains how to read it."""
    height: int = 320
    """Pixels; the width is the page's."""
    wide: bool = False
    """Takes the whole width of the page."""
    figure: dict[str, Any] = field(init=False)
    """What is written to docs/plot: validated by plotly."""

    @property
    def table_in_page(self) -> bool:
        """The table is small enough to stand beside the chart; larger ones have a page of their own."""
        return len(self.table.rows) * (len(self.table.header) - 1) <= CELLS_IN_PAGE

    def __post_init__(self) -> None:
        entries = sum(trace.get("showlegend", "name" in trace) for trace in self.traces)
        # The class is frozen, and these two follow from all its other fields.
        if entries > 1:  # room for a legend of one column, as on a phone
            object.__setattr__(self, "height", self.height + LEGEND_ROW * entries)
        drawn = json.dumps([self.traces, frame(self.height) | self.layout])
        object.__setattr__(self, "figure", _validated(drawn))


# Half the time of a build: whoever watches templates, or checks what was just built, draws the same figures again.
@lru_cache(maxsize=500)
def _validated(drawn: str) -> dict[str, Any]:
    """The figure of traces and a layout, written as JSON."""
    # Only who draws loads Plotly: a table or a CSV is made without.
    import plotly.graph_objects as go

    # By plotly itself, so that a misspelt property fails the build and not silently in a browser.
    figure = go.Figure(*json.loads(drawn)).to_dict()
    # Plotly writes its default look into every figure, and the page has its own.
    figure["layout"].pop("template", None)
    return figure


@dataclass(frozen=True)
class Studio:
    """What drawing needs: the results and the colours."""

    results: Results
    palette: Palette

    def backbone(self, identifier: str) -> int:
        """Place of a backbone: the index of its colour."""
        # Colours follow the settings' order, not who is best: a new result leaves every backbone its own.
        return [facts.id for facts in self.results.run.backbones].index(identifier)

    def colour(self, backbone: str) -> str:
        """The colour of a backbone, the same in all charts."""
        return self.palette.colour(self.backbone(backbone))

    def recipe(self, adapter: str | None) -> int:
        """Place of a recipe, zero-shot first: the index of its dash and marker."""
        # Zero-shot is always there and always first, so a recipe more changes no other one's mark.
        recipes = dict.fromkeys([None, *(row.adapter for row in self.results.metrics.rows)])
        return list(recipes).index(adapter)


def frame(height: int) -> dict[str, Any]:
    """Layout of every chart, height in pixels; the page's script sets fonts and colours, since it knows the theme."""
    return {
        "height": height,
        "margin": {"l": 8, "r": 12, "t": 12, "b": 8},
        # A finger that is drawn over a chart means to scroll the page.
        "dragmode": False,
        "hovermode": "closest",
        "legend": {"orientation": "h", "yanchor": "bottom", "y": 1.02, "xanchor": "left", "x": 0},
    }


def axis(title: str = "", *, percent: bool = False, **more: Any) -> dict[str, Any]:
    """An axis with its title, fixed against accidental zooming on touch screens."""
    # The tilde cuts zeros at the end: 90 %, and 92.5 % where ticks lie close.
    shown = {"tickformat": ".1~%"} if percent else {}
    # Fixed: on a phone, a finger that scrolls the page would else zoom the chart and lose its data.
    return {"title": {"text": title, "standoff": 8}, "automargin": True, "fixedrange": True} | shown | more


def error_bars(values: Sequence[float], intervals: Sequence[Interval]) -> dict[str, Any]:
    """Plotly's error bars from a value's own interval."""
    pairs = list(zip(values, intervals, strict=True))
    return {
        "type": "data",
        "symmetric": False,
        # Bars hang on the value; where a bias was taken off, an end may lie on its other side, and none is negative.
        "array": [round(max(0.0, high - value), 6) for value, (_, high) in pairs],
        "arrayminus": [round(max(0.0, value - low), 6) for value, (low, _) in pairs],
        "thickness": 1.5,
        "width": 4,
    }


def escaped_label(value: str) -> str:
    """Data as plain text in a chart: Plotly reads some HTML in labels."""
    return html.escape(value, quote=False)


def placed(series: Series, *, sideways: bool = False) -> dict[str, Any]:
    """Where a series lies in a chart: keys along x and values up y, or turned on its side."""
    along, up = ("y", "x") if sideways else ("x", "y")
    # Text alone: a number that became text would turn its axis into one of names.
    keys = [escaped_label(key) if isinstance(key, str) else key for key in series.keys]
    bars = {f"error_{up}": error_bars(series.values, series.intervals)} if series.intervals is not None else {}
    return {along: keys, up: list(series.values)} | bars


def dots(series: Series, hover: str, marker: dict[str, Any]) -> dict[str, Any]:
    """A mark in each row of a chart on its side; the legend has the series once."""
    return placed(series, sideways=True) | {
        "type": "scatter",
        "mode": "markers",
        "hovertemplate": f"{hover}<extra>%{{fullData.name}}</extra>",
        "name": series.name,
        "marker": marker,
    }


def reference_tick(studio: Studio) -> dict[str, Any]:
    """The mark of what a row is held against: an upright stroke, behind which no dot can hide."""
    return {"color": studio.palette.grey, "symbol": "line-ns-open", "size": 16, "line": {"width": 3}}


def row_line(studio: Studio, row: MetricsRow, series: Series, hover: str) -> dict[str, Any]:
    """A row's course over a number, in its own style."""
    course = {"type": "scatter", "mode": "lines+markers", "hovertemplate": f"{hover}<extra>%{{fullData.name}}</extra>"}
    return placed(series) | course | row_style(studio, row)


def band(
    keys: Sequence[Any], low: Sequence[float], high: Sequence[float], colour: str, **more: Any
) -> list[dict[str, Any]]:
    """An area from low to high, as two traces whose lines are not drawn: what a line of its own is seen against."""
    edge: dict[str, Any] = {"type": "scatter", "mode": "lines", "line": {"width": 0}, "showlegend": False}
    edge |= {"hoverinfo": "skip", "x": list(keys)} | more
    # In this order: Plotly fills up to the trace before.
    return [edge | {"y": list(low)}, edge | {"y": list(high), "fill": "tonexty", "fillcolor": colour}]


def stacked_rows(labels: list[str]) -> dict[str, Any]:
    """A y axis of rows whose labels stand above them: long names leave the width to the data, on a phone too."""
    # Annotations, since Plotly sets tick labels beside an axis only.
    above = {"showarrow": False, "xref": "paper", "x": 0, "xanchor": "left", "yanchor": "bottom", "align": "left"}
    return {
        "yaxis": axis(
            type="category",
            categoryorder="array",
            categoryarray=labels,
            # Downwards, so that the first row is the uppermost; with room above it for its label.
            range=[len(labels) - 0.4, -0.85],
            showticklabels=False,
            ticks="",
        ),
        "annotations": [
            above | {"y": place, "yshift": 8, "text": label, "font": {"size": 11}} for place, label in enumerate(labels)
        ],
        "bargap": 0.68,
    }


def row_style(studio: Studio, row: MetricsRow) -> dict[str, Any]:
    """Colour by backbone, dash and marker by recipe."""
    recipe, colour = studio.recipe(row.adapter), studio.colour(row.backbone)
    return {
        "line": {"color": colour, "dash": dash(recipe), "width": 2},
        "marker": {
            "color": colour,
            "symbol": symbol(recipe, studio.backbone(row.backbone)),
            "size": 8,
            "line": {"color": colour, "width": 1.5},
        },
        "name": escaped_label(row_label(row)),
    }
