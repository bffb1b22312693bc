"""What the tables of a report are made of: cells of plain text, and marks that need no colour."""

from __future__ import annotations

from dataclasses import dataclass, field

# Signs that screen readers and people without colours take in; words stay, for who greps a report.
MARKS = {
    "regression": "▼ regression",
    "vanished": "✕ vanished",
    "improvement": "▲ improvement",
    "within noise": "≈ within noise",
    "not comparable": "? not comparable",
    "no interval": "? no interval",
    "another checkpoint": "≈ another checkpoint",
    "new": "＋ new",
    "changed": "changed",
    "better": "▲ better",
    "worse": "▼ worse",
}


@dataclass(frozen=True)
class Link:
    """A cell that shows a file of docs/."""

    text: str
    path: str
    vanished: bool = False
    """The file is there at base only."""


ReportCell = str | Link


@dataclass(frozen=True)
class ReportTable:
    """One part of a report."""

    id: str
    title: str
    columns: list[str]
    rows: list[list[ReportCell]]
    section: str = ""
    """The section of the page that shows these results."""
    open: bool = False
    """Shown unfolded."""
    intro: str = ""
    numbers: frozenset[int] = field(default_factory=frozenset)
    """Columns to align right."""


def mark(word: str, reason: str = "") -> str:
    """A verdict with a sign that needs no colour, and its reason."""
    return f"{MARKS.get(word, word)}{f': {reason}' if reason else ''}"
