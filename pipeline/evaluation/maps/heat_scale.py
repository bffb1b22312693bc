"""The one colour scale of heat maps: their pictures and the page's legend are made from the same stops.

Colours are those of matplotlib's inferno from violet to pale yellow, whose brightness rises all along, so that they
read the same without seeing colours and in print. Where a map is low nothing is laid over the picture.
"""

from __future__ import annotations

from itertools import pairwise

Stop = tuple[float, tuple[int, int, int], float]
"""Level in 0..1, colour, opacity in 0..1."""

STOPS: tuple[Stop, ...] = (
    (0.0, (101, 21, 110), 0.0),
    (0.12, (101, 21, 110), 0.0),
    (0.35, (188, 55, 84), 0.45),
    (0.65, (249, 142, 9), 0.72),
    (1.0, (252, 255, 164), 0.85),
)


def colour_at(level: float) -> tuple[int, int, int, float]:
    """Red, green, blue in 0..255 and opacity in 0..1 at a level in 0..1."""
    for (low, start, faint), (high, end, strong) in pairwise(STOPS):
        if level <= high:
            share = (level - low) / (high - low)
            red, green, blue = (round(a + share * (b - a)) for a, b in zip(start, end, strict=True))
            return red, green, blue, faint + share * (strong - faint)
    *_, (_, (red, green, blue), opacity) = STOPS
    return red, green, blue, opacity


def css_gradient() -> str:
    """The scale from left to right, as a CSS image."""
    parts = [f"rgb({r} {g} {b} / {opacity:g}) {100 * level:g}%" for level, (r, g, b), opacity in STOPS]
    return f"linear-gradient(to right, {', '.join(parts)})"
