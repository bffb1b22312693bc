"""The data of a chart as a table: made from the very figure that is drawn."""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Iterator
from typing import Any

Cell = str | float | int | None
Table = tuple[list[str], list[list[Cell]]]


def chart_table(figure: dict[str, Any]) -> Table:
    """Header and rows of a figure's data: one row per category or position, one column per trace."""
    traces = [trace for trace in figure["data"] if not (trace.get("meta") or {}).get("decoration")]
    if traces and traces[0]["type"] == "heatmap":
        return _matrix(traces[0])
    columns: list[str] = [_axis_title(figure, "y" if _sideways(traces) else "x")]
    rows: dict[Any, dict[str, Cell]] = {}
    for trace in traces:
        for name, values in _columns(trace):
            if name not in columns:
                columns.append(name)
            for key, value in zip(_keys(trace), values, strict=True):
                rows.setdefault(key, {})[name] = value
    ordered = sorted(rows) if all(isinstance(key, int | float) for key in rows) else list(rows)
    body = [[_plain(key), *(rows[key].get(name) for name in columns[1:])] for key in ordered]
    return columns, body


def _matrix(trace: dict[str, Any]) -> Table:
    header = ["", *map(_plain, trace["x"])]
    return [str(name) for name in header], [[_plain(y), *row] for y, row in zip(trace["y"], trace["z"], strict=True)]


def _sideways(traces: list[dict[str, Any]]) -> bool:
    """Categories run down the y axis."""
    return any(isinstance(value, str) for trace in traces for value in trace.get("y") or ())


def _keys(trace: dict[str, Any]) -> list[Any]:
    """Names of the table's rows: what the trace says, else its categories or positions."""
    named = (trace.get("meta") or {}).get("rows")
    return named or list(trace["y"] if _sideways([trace]) else trace["x"])


def _columns(trace: dict[str, Any]) -> Iterator[tuple[str, list[Cell]]]:
    sideways = _sideways([trace])
    values = list(trace["x"] if sideways else trace["y"])
    name = str(_plain((trace.get("meta") or {}).get("column") or trace.get("name") or "value"))
    yield name, values
    bars = trace.get("error_x" if sideways else "error_y")
    if bars:
        yield f"{name}, low", [_shift(v, -e) for v, e in zip(values, bars["arrayminus"], strict=True)]
        yield f"{name}, high", [_shift(v, e) for v, e in zip(values, bars["array"], strict=True)]


def _shift(value: Cell, by: float | None) -> Cell:
    return None if by is None or not isinstance(value, int | float) else round(value + by, 6)


def _axis_title(figure: dict[str, Any], letter: str) -> str:
    layout = figure["layout"]
    titles = [
        (layout[name].get("title") or {}).get("text")
        for name in sorted(layout)
        if re.fullmatch(rf"{letter}axis\d*", name)
    ]
    return str(_plain(next(filter(None, titles), "")))


def _plain(value: Cell) -> Cell:
    """A label without the markup that Plotly reads in it."""
    return html.unescape(value.replace("<br>", ", ")) if isinstance(value, str) else value


def read_cell(value: Cell, percent: bool) -> str:
    """A cell for reading: as the chart's axis shows it."""
    if value is None:
        return "–"
    if isinstance(value, str):
        return value
    return f"{100 * value:.1f}\N{NARROW NO-BREAK SPACE}%" if percent else f"{round(value, 4):,g}"


def is_percent(figure: dict[str, Any]) -> bool:
    return any("%" in str(part.get("tickformat", "")) for name, part in figure["layout"].items() if "axis" in name)


def to_csv(table: Table) -> str:
    """A table as CSV; a cell that a spreadsheet would run as a formula is quoted as text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table[0])
    writer.writerows([[_safe(cell) for cell in row] for row in table[1]])
    return out.getvalue()


def _safe(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@") else cell
