"""Rows over releases: a small drawing of each on a common scale, a table, and what came between the releases."""

from __future__ import annotations

import math
from dataclasses import dataclass

from pipeline.results.number_formats import counted, percent, points
from pipeline.results.schemas.history import (
    ChangedFact,
    HistoryPoint,
    HistoryRow,
    Release,
    ReleaseHistory,
    ReleaseStep,
    ReleaseVerdict,
    RowChange,
)
from pipeline.site.charts.chart_table import to_csv

# The drawing, in units of its view box.
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 320, 150, 40, 10, 10, 24
TICKS = 4
"""At most, on the scale of accuracy."""

SIGNS: dict[ReleaseVerdict, str] = {
    "improvement": "▲", "regression": "▼", "within noise": "≈", "unchanged": "=", "another checkpoint": "≈",
}  # fmt: skip
WORDS: dict[ReleaseVerdict, str] = {"improvement": "better", "regression": "worse"}
GROUPS = ("data", "weights", "settings", "code", "environment")


@dataclass(frozen=True)
class Mark:
    """A row in one release, where the drawing has it."""

    x: float
    y: float
    low: float | None
    high: float | None
    says: str
    sign: str
    """Of a verdict against the release before; empty where nothing can be said for sure."""


@dataclass(frozen=True)
class RowCell:
    """A row in one release, where the table has it."""

    value: str
    interval: str
    sign: str
    word: str


@dataclass(frozen=True)
class RowCourse:
    """A row over all releases."""

    row: HistoryRow
    says: str
    """The course in words."""
    bands: list[str]
    """Corners of the intervals of neighbouring releases."""
    lines: list[str]
    marks: list[Mark]
    cells: list[RowCell | None]
    """By release; None where the row was not there."""


@dataclass(frozen=True)
class BackboneCourses:
    """The rows of a backbone, on the scale that all rows share."""

    name: str
    rows: list[RowCourse]


@dataclass(frozen=True)
class StepView:
    """What came between two releases."""

    step: ReleaseStep
    base: Release
    head: Release
    changed: list[tuple[str, int, list[ChangedFact]]]
    """Group, how many facts of it changed, and the first of them; groups without a change come with none."""
    verdicts: list[tuple[str, str, list[RowChange]]]
    """Sign, word and rows, most important first."""


@dataclass(frozen=True)
class HistoryView:
    """The page of the history."""

    history: ReleaseHistory
    ticks: list[tuple[float, str]]
    places: list[float]
    """Of the releases, along the drawing."""
    courses: list[BackboneCourses]
    steps: list[StepView]
    """Newest first."""


def history_view(history: ReleaseHistory) -> HistoryView:
    """Everything that the page shows."""
    scale = _Scale.of(history)
    changes = [{one.model: one for one in step.rows} for step in history.steps]
    courses: dict[str, list[RowCourse]] = {}
    for row in history.rows:
        courses.setdefault(row.backbone, []).append(_course(row, history, scale, changes))
    return HistoryView(
        history=history,
        ticks=[(scale.up(value), f"{100 * value:g}") for value in scale.ticks],
        places=[scale.along(place) for place in range(len(history.releases))],
        courses=[BackboneCourses(rows[0].row.name, rows) for rows in courses.values()],
        # Who opens the page asks first what the last release changed.
        steps=[_step(history, step) for step in reversed(history.steps)],
    )


def history_csv(history: ReleaseHistory) -> str:
    """Every point, with its interval and the verdict against the release before."""
    changes = [{one.model: one for one in step.rows} for step in history.steps]
    rows: list[list[str | float | int | None]] = []
    for row in history.rows:
        for point in row.points:
            low, high = point.interval or (None, None)
            change = changes[point.release - 1].get(row.model) if point.release else None
            # Step n leads to release n + 1; nothing came before the first.
            verdict = (change.verdict, change.difference, change.p_adjusted) if change else (None, None, None)
            rows.append(
                [row.label, point.model, history.releases[point.release].name, point.accuracy, low, high, *verdict]
            )
    header = ["Row", "Name then", "Release", "Accuracy", "low", "high", "Verdict", "Difference", "p, adjusted"]
    return to_csv(header, rows)


# ---------------------------------------------------------------- the drawing


@dataclass(frozen=True)
class _Scale:
    """From a release's place and an accuracy to the drawing."""

    releases: int
    low: float
    high: float
    ticks: list[float]

    @classmethod
    def of(cls, history: ReleaseHistory) -> _Scale:
        """Wide enough for every interval, with round ticks."""
        values = [end for row in history.rows for p in row.points for end in (p.accuracy, *(p.interval or ()))]
        least, most = min(values, default=0.0), max(values, default=1.0)
        # The finest that still has few ticks; the last of them spans all of 0 to 1.
        step = next(one for one in (0.01, 0.02, 0.05, 0.1, 0.2, 0.5) if (most - least) / one <= TICKS)
        first, last = math.floor(least / step), math.ceil(most / step)
        # Multiples of the step and not sums of it, whose last digits would drift.
        ticks = [round(step * number, 2) for number in range(first, max(last, first + 1) + 1)]
        return cls(len(history.releases), ticks[0], ticks[-1], ticks)

    def along(self, place: int) -> float:
        # A single release stands in the middle, where its mark has room for its words.
        share = place / (self.releases - 1) if self.releases > 1 else 0.5
        # Eight units in from the edges, where the marks of the first and the last release are whole.
        return round(LEFT + 8 + share * (WIDTH - LEFT - RIGHT - 16), 1)

    def up(self, value: float) -> float:
        return round(TOP + (self.high - value) / (self.high - self.low) * (HEIGHT - TOP - BOTTOM), 1)


def _course(row: HistoryRow, history: ReleaseHistory, scale: _Scale, changes: list[dict[str, RowChange]]) -> RowCourse:
    cells: list[RowCell | None] = [None] * len(history.releases)
    marks = []
    for point in row.points:
        change = changes[point.release - 1].get(row.model) if point.release else None
        cells[point.release] = _cell(point, change)
        marks.append(_mark(point, change, history.releases[point.release], scale))
    # A release that knew no interval interrupts the band and not the line.
    runs, banded = _runs(row.points), _runs([point for point in row.points if point.interval])
    return RowCourse(
        row=row,
        says=_in_words(row, history),
        bands=[_outline(run, scale) for run in banded],
        lines=[" ".join(f"{scale.along(p.release)},{scale.up(p.accuracy)}" for p in run) for run in runs],
        marks=marks,
        cells=cells,
    )


def _runs(points: list[HistoryPoint]) -> list[list[HistoryPoint]]:
    """Stretches of neighbouring releases: a row that was away for one has a gap there."""
    runs: list[list[HistoryPoint]] = []
    for point in points:
        if not runs or point.release != runs[-1][-1].release + 1:
            runs.append([])
        runs[-1].append(point)
    return runs


def _outline(run: list[HistoryPoint], scale: _Scale) -> str:
    # Along the upper ends, and back along the lower ones: the corners of a polygon in their order.
    above = [(scale.along(p.release), scale.up(p.interval[1])) for p in run if p.interval]
    below = [(scale.along(p.release), scale.up(p.interval[0])) for p in reversed(run) if p.interval]
    return " ".join(f"{x},{y}" for x, y in [*above, *below])


def _mark(point: HistoryPoint, change: RowChange | None, release: Release, scale: _Scale) -> Mark:
    low, high = point.interval or (None, None)
    # Only for what is sure: a sign at every mark would be read as news.
    sign = SIGNS[change.verdict] if change and change.verdict in WORDS else ""
    word = f", {WORDS[change.verdict]} than before" if change and change.verdict in WORDS else ""
    says = f"{release.name}: {percent(point.accuracy)}{_interval(point)}{word}"
    return Mark(
        scale.along(point.release),
        scale.up(point.accuracy),
        None if low is None else scale.up(low),
        None if high is None else scale.up(high),
        says,
        sign,
    )


def _cell(point: HistoryPoint, change: RowChange | None) -> RowCell:
    sign = SIGNS.get(change.verdict, "") if change else ""
    word = WORDS.get(change.verdict, change.verdict) if change else ""
    return RowCell(f"{100 * point.accuracy:.1f}", _interval(point).strip(), sign, word)


def _interval(point: HistoryPoint) -> str:
    if point.interval is None:
        return ""
    low, high = point.interval
    return f" ({100 * low:.1f} to {100 * high:.1f})"


def _in_words(row: HistoryRow, history: ReleaseHistory) -> str:
    first, last = row.points[0], row.points[-1]
    names = [history.releases[point.release].name for point in (first, last)]
    if len(row.points) == 1:
        return f"{row.label}: {percent(last.accuracy)} in {names[1]}, its only release."
    change = points(last.accuracy - first.accuracy)
    ended = "" if last.release == len(history.releases) - 1 else " Not in later releases."
    return (
        f"{row.label}: {percent(first.accuracy)} in {names[0]}, {percent(last.accuracy)} in {names[1]}, "
        f"{change} points over {counted(len(row.points), 'release')}.{ended}"
    )


# ---------------------------------------------------------------- between two releases


def _step(history: ReleaseHistory, step: ReleaseStep) -> StepView:
    changed = [
        (group, step.counts.get(group, 0), [fact for fact in step.changes if fact.group == group]) for group in GROUPS
    ]
    by_verdict: dict[ReleaseVerdict, list[RowChange]] = {}
    for change in step.rows:
        by_verdict.setdefault(change.verdict, []).append(change)
    verdicts = [(SIGNS.get(word, ""), WORDS.get(word, word), rows) for word, rows in by_verdict.items()]
    return StepView(step, history.releases[step.base], history.releases[step.head], changed, verdicts)
