"""The data of a chart: named series, and the table they make. Figures are drawn from the same series."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.results.artifact import Interval
from pipeline.results.number_formats import percent

Cell = str | float | int | None


@dataclass(frozen=True)
class Series:
    """A column of a table: values by the category or position they belong to."""

    name: str
    keys: Sequence[Any]
    values: Sequence[Any]
    intervals: Sequence[Interval] | None = None
    percent: bool = False
    """Its numbers are shares, and read as per cent."""


@dataclass(frozen=True)
class DataTable:
    """A chart's data: a header, and rows that begin with the category or position they are of."""

    header: list[str]
    rows: list[list[Cell]]
    percent: frozenset[str] = frozenset()
    """Columns whose numbers are shares."""

    def shown(self) -> list[list[str]]:
        """The rows for reading."""
        shares = [name in self.percent for name in self.header]
        return [[str(row[0]), *map(_read, row[1:], shares[1:])] for row in self.rows]


def _read(cell: Cell, share: bool) -> str:
    if cell is None:
        return "–"
    if isinstance(cell, str):
        return cell
    return percent(cell) if share else f"{round(cell, 4):,g}"


def tabulate(first: str, columns: Sequence[Series]) -> DataTable:
    """Series side by side, a row for each key: numbers ascending, names as they come.

    Series of one name fill one column between them; an interval adds two, its low and its high end.

    Args:
        first: header of the keys.
    """
    header = [first]
    shares = set()
    rows: dict[Any, dict[str, Cell]] = {}
    for column in columns:
        for name, values in _named_values(column):
            if name not in header:
                header.append(name)
            if column.percent:
                shares.add(name)
            for key, value in zip(column.keys, values, strict=True):
                rows.setdefault(key, {})[name] = value
    # Names stay as they come. Numbers do not: the shots of one series may lie between those of another.
    ordered = sorted(rows) if all(isinstance(key, int | float) for key in rows) else list(rows)
    return DataTable(
        header, [[key, *(rows[key].get(name) for name in header[1:])] for key in ordered], frozenset(shares)
    )


def _named_values(column: Series) -> list[tuple[str, Sequence[Cell]]]:
    named: list[tuple[str, Sequence[Cell]]] = [(column.name, column.values)]
    if column.intervals is not None:
        ends = list(zip(*column.intervals, strict=True)) or [(), ()]
        # Six digits, as the artifacts have: a difference of two rounded numbers has a tail of nines.
        named += [(f"{column.name}, {end}", [round(v, 6) for v in ends[i]]) for i, end in enumerate(("low", "high"))]
    return named


def matrix(names: list[str], counts: Sequence[Sequence[Cell]]) -> DataTable:
    """A square of counts: rows and columns are of the same names."""
    return DataTable(["", *names], [[name, *row] for name, row in zip(names, counts, strict=True)])


def to_csv(header: Sequence[str], rows: Sequence[Sequence[Cell]]) -> str:
    """A table as CSV; a cell that a spreadsheet would run as a formula is quoted as text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    # Categories and rows have their names from data, and head the columns of a matrix.
    writer.writerows([[_safe(cell) for cell in row] for row in (header, *rows)])
    return out.getvalue()


def _safe(cell: Cell) -> Cell:
    # Captions are strangers' text: =HYPERLINK(…) in a cell is run by whoever opens the file (CSV injection).
    return f"'{cell}" if isinstance(cell, str) and re.match(r"\s*[-=+@]", cell) else cell
