"""What stands in the page itself, however many rows and backbones a run has; the rest is one click away.

A page that opens on a phone has room for so many diagrams, tables and charts, whoever's results it shows.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.results.labels import row_label
from pipeline.results.schemas.metrics import MetricsRow
from pipeline.results.schemas.run import BackboneFacts
from pipeline.site.charts.chart_table import Cell, DataTable
from pipeline.site.run_results import Results

# Two numbers, since a page of its own for a single one more would cost a reader a click and save nothing.
BACKBONES, ALL_BACKBONES = 3, 4
"""So many have their diagram and curves in the page; up to the second number, all of them have."""

ROWS, ALL_ROWS = 24, 40
"""Of a table, likewise."""

ROW_MAPS = 4
"""Rows whose maps lie side by side over one picture, at most."""

TIES = 6
"""Groups of rows that cannot be told apart, at most."""

SLICES = 10
"""Groups of samples on which rows do worse, with their pictures, at most."""


@dataclass(frozen=True)
class Bounds:
    """What is where."""

    near: list[BackboneFacts]
    """Backbones that the page itself shows in detail."""
    far: list[BackboneFacts]
    """Those with a page of their own."""
    ties: int = TIES
    slices: int = SLICES
    names: int = ROW_MAPS
    """Rows that a list in a sentence names before it counts the others."""

    @property
    def ids(self) -> list[str]:
        """Of the backbones that the page itself shows in detail."""
        return [facts.id for facts in self.near]

    def rows(self, number: int) -> int:
        """See ``rows_in_page``; templates are given data, not functions."""
        return rows_in_page(number)


def rows_in_page(number: int) -> int:
    """How many rows of a table of ``number`` are in the page."""
    return number if number <= ALL_ROWS else ROWS


def page_bounds(results: Results) -> Bounds:
    """The first backbones, in the settings' order, and the others."""
    backbones = results.run.backbones
    number = len(backbones) if len(backbones) <= ALL_BACKBONES else BACKBONES
    return Bounds(backbones[:number], backbones[number:])


def leading_rows(rows: list[MetricsRow], results: Results) -> list[MetricsRow]:
    """As many rows as a table of the page holds, those first that speak for the others; in the order given."""
    # Those that charts and sentences speak of: a reader looks for them here.
    first = {row.model for row in results.headline}
    # sorted keeps the order of equals.
    chosen = {row.model for row in sorted(rows, key=lambda row: row.model not in first)[: rows_in_page(len(rows))]}
    return [row for row in rows if row.model in chosen]


def unseen_table(results: Results) -> DataTable:
    """Every row on categories that its adapter has not seen."""
    header = ["Row", "Unseen categories", "Against zero-shot, points", "low", "high", "Verdict", "All categories seen"]
    rows: list[list[Cell]] = []
    for item in results.metrics.unseen:
        row = results.row(item.model)
        apart = [100 * value for value in (item.difference, *item.interval)]
        rows.append([row_label(row), item.accuracy, *apart, item.verdict, row.judged_accuracy])
    return DataTable(header, rows, frozenset({"Unseen categories", "All categories seen"}))
