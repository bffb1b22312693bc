"""Small charts as inline SVG: they need no script, scale with the page and follow its colours."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from pipeline.compare.answer_changes import MetricChange
from pipeline.compare.file_changes import CurveSummary
from pipeline.compare.forms import report_text as text
from pipeline.results.number_formats import counted

WIDTH, ROW, LABEL, MARGIN = 760, 26, 250, 40


def forest_plot(changes: Sequence[MetricChange], confidence: float) -> Markup:
    """Paired differences with their intervals around a line at zero."""
    # Without an interval there is nothing to hold against zero.
    tested = [change for change in changes if change.interval and change.verdict != "unchanged"]
    if not tested:
        return Markup()
    # As far to either side, so that zero stands in the middle and no side looks larger.
    reach = _round_up(max(abs(bound) for change in tested for bound in change.interval or ()))
    scale = _Scale(-reach, reach, LABEL, WIDTH - MARGIN)
    height = ROW * (len(tested) + 1) + 24
    parts = [_line(scale(0), 8, scale(0), height - 28, "zero")]
    for tick in (-reach, -reach / 2, 0.0, reach / 2, reach):
        words = f"{100 * tick:+.3g} points".replace("-", "−") if tick else "0"
        parts.append(_text(scale(tick), height - 8, words, "tick middle"))
    for number, change in enumerate(tested):
        y = ROW * number + 22
        low, high = change.interval or (0.0, 0.0)
        kind = change.verdict.replace(" ", "-")
        parts += [
            _text(LABEL - 12, y + 4, change.model, "end"),
            _line(scale(low), y, scale(high), y, f"bar {kind}"),
            Markup('<circle class="dot {}" cx="{:.1f}" cy="{}" r="5"/>').format(kind, scale(change.difference or 0), y),
        ]
    title = f"Accuracy of head minus base, in points, with {confidence:.0%} intervals"
    return _svg(title, WIDTH, height, parts)


def overlay(model: str, base: CurveSummary | None, head: CurveSummary | None) -> Markup:
    """Training loss and validation accuracy by epoch: base dashed, head solid."""
    panels = [
        _panel("training loss", [_series(base, "train_loss"), _series(head, "train_loss")], 0),
        _panel(
            "validation accuracy",
            [_series(base, "validation_accuracy"), _series(head, "validation_accuracy")],
            200,
        ),
    ]
    title = f"Training of {model}: base dashed, head solid"
    return _svg(title, 400, 150, [part for panel in panels for part in panel])


def _round_up(value: float) -> float:
    """The next of 1, 2, 4, 10, … at any power of ten: an axis whose half is a round number too."""
    # Not below a hundredth of a point: what lies there is rounding, and logarithms of 0 there are none.
    power = 10.0 ** math.floor(math.log10(max(value, 1e-4)))
    return next(step * power for step in (1, 2, 4, 10) if step * power >= value)


@dataclass(frozen=True)
class _Scale:
    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        # A course that never moves has no span, and lies flat.
        span = (self.high - self.low) or 1.0
        return self.start + (value - self.low) / span * (self.end - self.start)


def _panel(name: str, series: list[list[float | None]], left: float) -> list[Markup]:
    known = [value for values in series for value in values if value is not None]
    parts = [_text(left + 36, 14, name, "label"), _line(left + 36, 124, left + 188, 124, "axis")]
    if not known:
        return [*parts, _text(left + 36, 70, "not measured", "tick")]
    down = _Scale(min(known), max(known), 118, 26)
    # A single epoch would have no width to stand on.
    along = _Scale(1, max(2, *map(len, series)), left + 36, left + 188)
    parts += [
        _text(left + 32, 122, f"{min(known):.3g}", "tick end"),
        _text(left + 32, 32, f"{max(known):.3g}", "tick end"),
        _text(left + 188, 140, counted(max(map(len, series)), "epoch"), "tick end"),
    ]
    for kind, values in zip(("base", "head"), series, strict=True):
        # A gap stays a gap: joining over it would draw an epoch that was not measured.
        for stretch in _stretches(values):
            points = " ".join(f"{along(epoch):.1f},{down(value):.1f}" for epoch, value in stretch)
            parts.append(Markup('<polyline class="{}" points="{}"/>').format(kind, points))
    return parts


def _series(curve: CurveSummary | None, name: str) -> list[float | None]:
    return getattr(curve, name) if curve else []


def _stretches(values: list[float | None]) -> list[list[tuple[int, float]]]:
    found: list[list[tuple[int, float]]] = [[]]
    for epoch, value in enumerate(values, start=1):
        if value is None:
            found.append([])
        else:
            found[-1].append((epoch, value))
    return [stretch for stretch in found if stretch]


def _line(x1: float, y1: float, x2: float, y2: float, kind: str) -> Markup:
    return Markup('<line class="{}" x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}"/>').format(kind, x1, y1, x2, y2)


def _text(x: float, y: float, words: str, kind: str) -> Markup:
    return Markup('<text class="{}" x="{:.1f}" y="{:.1f}">{}</text>').format(kind, x, y, text.one_line(words, 40))


def _svg(title: str, width: int, height: int, parts: list[Markup]) -> Markup:
    return Markup('<svg class="chart" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>').format(
        width, height, escape(title), Markup("").join(parts)
    )
