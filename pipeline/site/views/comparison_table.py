"""The comparison of all rows: the page's table, the table of qualities beside it, and both as CSV."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.results.catalogue import MEASURES, Measure, columns
from pipeline.results.labels import adapter_label
from pipeline.results.schemas.metrics import MetricsRow
from pipeline.site.charts.chart_table import Cell, to_csv
from pipeline.site.read_results import Results
from pipeline.site.views.claims import SYMBOLS
from pipeline.site.views.number_links import pointer


@dataclass(frozen=True)
class RowVerdict:
    """How a row compares with its own zero-shot row, in the few words that a cell has room for."""

    tone: str
    """better, worse or same."""
    symbol: str
    text: str
    pointer: str
    """Of the comparison in metrics.json."""


@dataclass(frozen=True)
class ComparedRow:
    """A row of the table."""

    row: MetricsRow
    index: int
    """Its place in metrics.json."""
    headline: bool
    """Shown before the table is unfolded."""
    verdict: RowVerdict | None
    timing: int | None
    """Its place in timings.json, if it was timed."""


@dataclass(frozen=True)
class ComparisonView:
    """What the section on the evaluation shows as tables."""

    measures: list[Measure]
    rows: list[ComparedRow]
    qualities: list[Measure]


def comparison_view(results: Results) -> ComparisonView:
    """Every row of metrics.json, in its order."""
    timings = {row.model: place for place, row in enumerate(results.timings.rows)}
    rows = [
        ComparedRow(row, index, row in results.headline, _verdict(results, row), timings.get(row.model))
        for index, row in enumerate(results.metrics.rows)
    ]
    return ComparisonView(columns("comparison"), rows, columns("quality"))


def _verdict(results: Results, row: MetricsRow) -> RowVerdict | None:
    found = results.against_zero_shot(row)
    if found is None:
        return None
    place, item = found
    clear = item.verdict in ("better", "worse")
    return RowVerdict(
        tone=item.verdict if clear else "same",
        symbol=SYMBOLS[item.verdict],
        text=item.verdict if clear else "no evidence",
        pointer=pointer("comparisons", place),
    )


def comparison_csv(results: Results) -> str:
    """Exact values of every row, with the measures that the page shows elsewhere."""
    rows = [_csv_row(results, item) for item in comparison_view(results).rows]
    return to_csv(list(rows[0]), [list(row.values()) for row in rows])


def _csv_row(results: Results, item: ComparedRow) -> dict[str, Cell]:
    row = item.row
    time = None if item.timing is None else results.timings.rows[item.timing]
    found = results.against_zero_shot(row)
    accuracy, *others = MEASURES
    cells: dict[str, Cell] = {
        "Model": row.name,
        "Adapter": adapter_label(row.adapter),
        "Shots": row.shots,
        "Mode": row.mode,
        **_cells(row, accuracy),
        "Time (s)": time.seconds if time else None,
        "Time / Sample (ms)": time.ms_per_sample if time else None,
        "Verdict against zero-shot": found[1].verdict if found else None,
    }
    for measure in others:
        cells |= _cells(row, measure)
    return cells


def _cells(row: MetricsRow, measure: Measure) -> dict[str, Cell]:
    """A measure and the ends of its interval, by column."""
    cells: dict[str, Cell] = {measure.title: getattr(row, measure.field)}
    if measure.interval:
        low, high = getattr(row, measure.interval) or (None, None)
        cells |= {f"{measure.title}, low": low, f"{measure.title}, high": high}
    return cells
