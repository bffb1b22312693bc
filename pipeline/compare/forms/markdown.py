"""A report as Markdown for a comment on GitHub."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.compare.forms.report_links import Links
from pipeline.compare.forms.report_tables import tables
from pipeline.compare.forms.report_text import escaped
from pipeline.compare.forms.table_cells import Link, ReportCell, ReportTable
from pipeline.compare.report import Report, SideFacts
from pipeline.results.number_formats import counted

MARKER = "<!-- clip-caption-dashboard: diff -->"
"""First line of every report: how the comment is found again."""

LIMIT = 60_000
"""Characters; GitHub refuses a comment of more than 65,536."""

# Rows that a table may have, tried from the top until the whole fits.
ROW_LIMITS = (1000, 300, 100, 50, 25, 10, 3, 0)
# Small pictures beside the first samples are a help; more would be a wall.
PICTURES = 12
# Failures of the gate to read at once; the rest is folded.
FAILURES = 8


def markdown(report: Report) -> str:
    """The report, cut to GitHub's limit with a word on what was left out."""
    parts, links = list(tables(report)), Links.of(report)
    for most in ROW_LIMITS:
        rendered = _render(report, parts, links, most)
        if len(rendered) <= LIMIT:
            break
    return rendered


def failure(mistakes: Sequence[str]) -> str:
    """Why there is no report."""
    # Mistakes name files and revisions, which are a stranger's words as well.
    lines = "\n".join(f"- {escaped(mistake, 400)}" for mistake in mistakes[:FAILURES])
    return f"{MARKER}\n\n## The results cannot be compared\n\n{lines}\n"


def _render(report: Report, parts: list[ReportTable], links: Links, most: int) -> str:
    blocks = [MARKER, "## What changed in the results", f"**{escaped(report.headline)}**", _sides(report)]
    # At least three notes, however little room there is: they limit all that follows.
    blocks += ["\n".join(f"- {escaped(note, 400)}" for note in report.notes[: max(most, 3)])] if report.notes else []
    blocks += _gate(report, most)
    blocks += [_table(table, links, most) for table in parts]
    if left := sum(max(0, len(table.rows) - most) for table in parts):
        blocks.append(
            f"_Left out to fit a comment: {counted(left, 'row')} of the tables; the HTML and JSON forms have all._"
        )
    return "\n\n".join(blocks) + "\n"


def _sides(report: Report) -> str:
    return f"Base: {_side(report.base)} · Head: {_side(report.head)}"


def _side(side: SideFacts) -> str:
    commit = f" ({side.commit[:10]})" if side.commit and not side.commit.startswith(side.name) else ""
    return f"{escaped(side.name)}{commit}"


def _gate(report: Report, most: int) -> list[str]:
    gate = report.gate
    if gate.passed:
        return [f"Gate: passed ({counted(gate.checked, 'check')})."] if gate.checked else []
    title = f"### ✕ The gate fails: {len(gate.failures):,} of {counted(gate.checked, 'check')}"
    lines = [f"- {escaped(failure.message, 400)}" for failure in gate.failures[: max(most, FAILURES)]]
    if more := len(gate.failures) - len(lines):
        lines.append(f"- and {more:,} more")
    first, rest = "\n".join(lines[:FAILURES]), "\n".join(lines[FAILURES:])
    folded = f"<details><summary>{len(lines) - FAILURES} more</summary>\n\n{rest}\n\n</details>"
    return [title, first, folded] if rest else [title, first]


def _table(table: ReportTable, links: Links, most: int) -> str:
    address = links.section(table.section)
    title = f"{escaped(table.title)}{f' ({len(table.rows):,})' if table.rows else ''}"
    lines = [f"<details{' open' if table.open else ''}><summary><b>{title}</b></summary>", ""]
    lines += [escaped(table.intro), ""] if table.intro else []
    if table.rows and most:
        lines.append(_line([escaped(column) for column in table.columns]))
        lines.append(_line(["--:" if number in table.numbers else "---" for number in range(len(table.columns))]))
        lines += [
            _line([_cell(cell, links, number < PICTURES) for cell in row])
            for number, row in enumerate(table.rows[:most])
        ]
        lines.append("")
    if len(table.rows) > most:
        lines += [f"… and {len(table.rows) - most:,} more.", ""]
    if address:
        lines += [f'<a href="{address}">this part of the published page</a>', ""]
    return "\n".join([*lines, "</details>"])


def _cell(cell: ReportCell, links: Links, with_picture: bool) -> str:
    if not isinstance(cell, Link):
        return escaped(cell)
    # Addresses are made of the report's own parts, and only inside its repository; else the text stands alone.
    address = links.picture(cell.path, vanished=cell.vanished)
    if not address:
        return escaped(cell.text)
    shown = escaped(cell.text)
    picture = f'<br><img src="{address}" width="96" alt="">' if with_picture else ""
    return f'<a href="{address}">{shown}{picture}</a>'


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cell or ' ' for cell in cells)} |"
