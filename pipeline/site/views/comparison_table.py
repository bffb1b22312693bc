"""The comparison of all rows: the page's table, the table of qualities beside it, and both as CSV."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.results.catalogue import MEASURES, Measure, columns
from pipeline.results.labels import adapter_label, row_label
from pipeline.results.schemas.metrics import MetricsRow
from pipeline.site.charts.chart_table import Cell, DataTable, to_csv
from pipeline.site.page_bounds import leading_rows
from pipeline.site.run_results import Results
from pipeline.site.views.claims import SYMBOLS
from pipeline.site.views.number_links import pointer

ENOUGH_DRAWS = 5
"""With fewer, their spread is so little known that intervals are wide: of draws that spread by three points, three show
a gain of three points once in four times, and ten four times in five (benchmarks/verdicts.py)."""


@dataclass(frozen=True)
class RowVerdict:
    """How a row compares with its own zero-shot row, in the few words that a cell has room for."""

    tone: str
    """better, worse or same."""
    symbol: str
    text: str
    pointer: str
    """Of the comparison in metrics.json."""
    adjusted: bool
    """Its p-value is known among all comparisons, too."""


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
class Detectable:
    """The smallest differences that comparisons of one kind could show."""

    title: str
    smallest: str
    """JSON pointer of the finest comparison's in metrics.json."""
    largest: str
    """Likewise of the coarsest."""


@dataclass(frozen=True)
class EvidenceView:
    """What all comparisons together allow one to say."""

    ties: list[list[MetricsRow]]
    """Groups of several rows no two of which can be told apart."""
    all_tied: bool
    detectable: list[Detectable]
    few_draws: int | None
    """The fewest support draws of a row whose shots are drawn, where these are too few to show their own spread."""


@dataclass(frozen=True)
class ComparisonView:
    """What the section on the evaluation shows as tables."""

    measures: list[Measure]
    rows: list[ComparedRow]
    """Those that the page has room for."""
    qualities: list[Measure]
    evidence: EvidenceView


def comparison_view(results: Results) -> ComparisonView:
    """The rows of metrics.json that the page has room for, in its order."""
    shown = {row.model for row in leading_rows(results.metrics.rows, results)}
    rows = [item for item in compared_rows(results) if item.row.model in shown]
    return ComparisonView(columns("comparison"), rows, columns("quality"), _evidence(results))


def compared_rows(results: Results) -> list[ComparedRow]:
    """Every row of metrics.json, in its order."""
    # By name: timings.json lacks rows whose features were computed elsewhere.
    timings = {row.model: place for place, row in enumerate(results.timings.rows)}
    return [
        ComparedRow(row, index, row in results.headline, _verdict(results, row), timings.get(row.model))
        for index, row in enumerate(results.metrics.rows)
    ]


def _verdict(results: Results, row: MetricsRow) -> RowVerdict | None:
    found = results.against_zero_shot(row)
    if found is None:
        return None
    place, item = found
    # By the artifact's own verdict: a page that judged again could say otherwise.
    clear = item.verdict in ("better", "worse")
    return RowVerdict(
        tone=item.verdict if clear else "same",
        symbol=SYMBOLS[item.verdict],
        text=item.verdict if clear else "no evidence",
        pointer=pointer("comparisons", place),
        adjusted=item.p_adjusted is not None,
    )


def _evidence(results: Results) -> EvidenceView:
    """Ties and detectable differences; empty for results of before they were known."""
    headline = {row.model for row in results.headline}
    known = set(results.row_index)
    ties = [[results.row(model) for model in group if model in known] for group in results.metrics.ties]
    found: dict[str, list[tuple[float, str]]] = {}
    for index, item in enumerate(results.metrics.comparisons):
        if item.detectable is None or item.family is None or not {item.model, item.baseline} <= headline:
            continue
        # Rows of one backbone err on the same samples, so far smaller differences between them can be seen.
        same = results.row(item.model).backbone == results.row(item.baseline).backbone
        title = "between rows of one backbone" if same else "between backbones"
        found.setdefault(title, []).append((item.detectable, pointer("comparisons", index, "detectable")))
    return EvidenceView(
        ties=_largest([[row for row in group if row.model in headline] for group in ties]),
        # One group that holds every row: then the page may say so in a sentence.
        all_tied=len(ties) == 1 and len(ties[0]) == len(results.metrics.rows) > 1,
        detectable=[Detectable(title, min(each)[1], max(each)[1]) for title, each in found.items()],
        few_draws=_few_draws(results),
    )


def _few_draws(results: Results) -> int | None:
    """None where there are enough, or where nothing was drawn: shots that are the whole pool are drawn once."""
    pool = results.dataset.pool_per_class
    # Shots that are the whole pool are drawn once, and could not have been drawn otherwise.
    fewest = min((row.draws for row in results.metrics.rows if 0 < row.shots < pool), default=ENOUGH_DRAWS)
    return fewest if fewest < ENOUGH_DRAWS else None


def _largest(groups: list[list[MetricsRow]]) -> list[list[MetricsRow]]:
    """The groups of two rows or more that are no part of another, each once."""
    members = [frozenset(row.model for row in group) for group in groups]
    return [
        group
        for place, group in enumerate(groups)
        if len(group) > 1
        # Groups of all rows, cut down to headline rows, may become equal or part of another.
        and members[place] not in members[:place]
        and not any(members[place] < other for other in members)
    ]


def comparison_csv(results: Results) -> str:
    """Exact values of every row, with the measures that the page shows elsewhere."""
    rows = [_csv_row(results, item) for item in compared_rows(results)]
    # All rows have the same columns: a measure that one of them lacks is an empty cell.
    return to_csv(list(rows[0]), [list(row.values()) for row in rows])


def comparison_data(results: Results) -> DataTable:
    """The same for reading."""
    rows = [_csv_row(results, item) for item in compared_rows(results)]
    named = [[row_label(row), *cells.values()] for row, cells in zip(results.metrics.rows, rows, strict=True)]
    return DataTable(["Row", *rows[0]], named)


def _csv_row(results: Results, item: ComparedRow) -> dict[str, Cell]:
    row = item.row
    time = None if item.timing is None else results.timings.rows[item.timing]
    found = results.against_zero_shot(row)
    # First what the page's table shows, in its order; then all the rest.
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
        "Difference from zero-shot": found[1].difference if found else None,
        "p": found[1].p_value if found else None,
        "p, adjusted": found[1].p_adjusted if found else None,
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
