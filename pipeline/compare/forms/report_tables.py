"""A report as tables of plain text, most important first: what Markdown and HTML have in common."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.compare.forms.report_text import if_known
from pipeline.compare.forms.result_tables import (
    accuracy_table,
    broken_table,
    conclusions_table,
    curves_table,
    fixed_table,
    flips_table,
    map_scores_table,
    other_metrics_table,
    samples_table,
)
from pipeline.compare.forms.table_cells import Link, ReportCell, ReportTable, mark
from pipeline.compare.report import Report
from pipeline.results.number_formats import file_size, setting_literal


def tables(report: Report) -> Iterator[ReportTable]:
    """The parts of a report that have something to say."""
    # Tables of digits that nobody knows would contradict the headline.
    if report.same_to_rounding:
        return
    # In the order in which a reviewer asks: the rules, what went in, what came out, the rest.
    for table in (
        _rules(report),
        _provenance(report),
        accuracy_table(report),
        conclusions_table(report),
        flips_table(report),
        broken_table(report),
        fixed_table(report),
        other_metrics_table(report),
        samples_table(report),
        curves_table(report),
        map_scores_table(report),
        _pictures(report),
        _checkpoints(report),
        _environment(report),
        _timings(report),
        _files(report),
    ):
        if table.rows or table.intro:
            yield table


def _rules(report: Report) -> ReportTable:
    rows: list[list[ReportCell]] = [
        [change.what, setting_literal(change.base), setting_literal(change.head)] for change in report.gate.rules
    ]
    intro = "Those of base were applied." if rows else ""
    return ReportTable("rules", "Rules of the gate that changed", ["Rule", "Base", "Head"], rows, "", True, intro)


def _provenance(report: Report) -> ReportTable:
    rows: list[list[ReportCell]] = [
        [change.group, change.what, setting_literal(change.base), setting_literal(change.head)]
        for change in report.provenance
        # What a run was made of on purpose; packages and devices follow further down.
        if change.group in ("settings", "data", "weights")
    ]
    # Said and not left to be guessed from an empty table: it is what a reader of changed numbers asks first.
    intro = "" if rows or report.identical else "Settings, data and weights are the same on both sides."
    columns = ["", "What", "Base", "Head"]
    return ReportTable("made-of", "Settings, data and weights", columns, rows, "configuration", True, intro)


def _environment(report: Report) -> ReportTable:
    rows: list[list[ReportCell]] = [
        [change.group, change.what, setting_literal(change.base), setting_literal(change.head)]
        for change in report.provenance
        if change.group in ("rows", "environment")
    ]
    return ReportTable("environment", "How rows were made, packages, devices", ["", "What", "Base", "Head"], rows)


def _pictures(report: Report) -> ReportTable:
    rows: list[list[ReportCell]] = []
    for change in report.pictures:
        numbers = []
        if change.correlation is not None:
            numbers.append(f"map correlation {change.correlation:.3f}")
        if change.mean_difference is not None:
            numbers.append(f"pixels differ by {change.mean_difference:.2%}")
        rows.append(
            [
                Link(change.path, change.path, change.presence == "vanished"),
                change.kind,
                mark(change.presence),
                "; ".join(numbers),
                change.reason,
            ]
        )
    columns = ["File", "", "", "How far apart", "Note"]
    return ReportTable("pictures", "Pictures and heat maps", columns, rows, "attention")


def _checkpoints(report: Report) -> ReportTable:
    rows: list[list[ReportCell]] = []
    for item in report.checkpoints:
        moved = "" if item.distance is None else f"{item.distance:.4g}"
        if item.relative is not None:
            moved += f" ({_share(item.relative)} the norm)"
        sizes = " → ".join(filter(None, (if_known(each, file_size) for each in (item.base_bytes, item.head_bytes))))
        hashes = " → ".join(value[:8] for value in (item.base_sha256, item.head_sha256) if value)
        notes = "; ".join(filter(None, (item.reason, *item.tensors)))
        rows.append([item.name, mark(item.presence), sizes, hashes, moved, notes])
    columns = ["File", "", "Size", "SHA-256", "Parameters moved by", "Note"]
    return ReportTable("checkpoints", "Checkpoints and weights", columns, rows, "", False, "", frozenset({4}))


def _share(relative: float) -> str:
    # Above the whole norm a share of 2,300 % is harder to read than 23 times.
    return f"{relative:.2%} of" if relative < 1 else f"{relative:.1f} ×"


def _timings(report: Report) -> ReportTable:
    rows: list[list[ReportCell]] = [
        [
            change.model, "" if change.base is None else f"{change.base:.3f}",
            "" if change.head is None else f"{change.head:.3f}",
            "" if change.ratio is None else f"× {change.ratio:.2f}", mark(change.verdict, change.reason),
        ]
        for change in report.timings
        # Times differ at every run: those within the tolerance would be a table of nothing.
        if change.verdict != "equal within tolerance"
    ]  # fmt: skip
    columns = ["Row", "Base, ms per sample", "Head", "Ratio", ""]
    return ReportTable("timings", "Timings (no result)", columns, rows, "evaluation", False, "", frozenset({1, 2, 3}))


def _files(report: Report) -> ReportTable:
    rows: list[list[ReportCell]] = [[change.path, mark(change.presence)] for change in report.files]
    return ReportTable("files", "Files", ["File", ""], rows)
