"""A pen on a supersampled picture: smooth shapes in a figure's own coordinates.

A figure is drawn in units of its own height: x grows towards where it faces, y upwards, the ground at 0.
The pen remembers the extent of what it drew, which becomes the figure's box.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from PIL import Image, ImageChops, ImageDraw

Point = tuple[float, float]
Colour = tuple[int, int, int]

SUPERSAMPLE = 3
"""Pixels drawn per pixel kept, along each side."""


def shade(colour: Colour, factor: float) -> Colour:
    """Darker (factor < 1) or lighter (factor > 1, towards white)."""
    if factor <= 1:
        return (int(colour[0] * factor), int(colour[1] * factor), int(colour[2] * factor))
    return blend(colour, (255, 255, 255), factor - 1)


def blend(one: Colour, other: Colour, share: float) -> Colour:
    """``one`` moved towards ``other`` by ``share`` in 0..1."""
    r, g, b = (int(a + (z - a) * share) for a, z in zip(one, other, strict=True))
    return (r, g, b)


def smooth(points: Sequence[Point], steps: int = 6) -> list[Point]:
    """A closed Catmull-Rom curve through ``points``."""
    curve: list[Point] = []
    count = len(points)
    for i in range(count):
        a, b, c, d = (points[(i + k - 1) % count] for k in range(4))
        for step in range(steps):
            t = step / steps
            curve.append((_spline(a[0], b[0], c[0], d[0], t), _spline(a[1], b[1], c[1], d[1], t)))
    return curve


def _spline(a: float, b: float, c: float, d: float, t: float) -> float:
    return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)))


def oval(x: float, y: float, rx: float, ry: float, turn: float = 0.0, steps: int = 28) -> list[Point]:
    """An ellipse around (x, y), turned by ``turn`` degrees."""
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    around = [(rx * math.cos(math.tau * k / steps), ry * math.sin(math.tau * k / steps)) for k in range(steps)]
    return [(x + u * cos - v * sin, y + u * sin + v * cos) for u, v in around]


def limb(path: Sequence[Point], widths: Sequence[float]) -> list[Point]:
    """The outline of a stroke along ``path`` whose width changes from point to point, with round ends."""
    left: list[Point] = []
    right: list[Point] = []
    for i, (x, y) in enumerate(path):
        before, after = path[max(i - 1, 0)], path[min(i + 1, len(path) - 1)]
        dx, dy = after[0] - before[0], after[1] - before[1]
        length = math.hypot(dx, dy) or 1.0
        nx, ny = -dy / length * widths[i] / 2, dx / length * widths[i] / 2
        left.append((x + nx, y + ny))
        right.append((x - nx, y - ny))
    return [*left, *_cap(left[-1], right[-1]), *reversed(right), *_cap(right[0], left[0])]


def _cap(start: Point, end: Point) -> list[Point]:
    """Points of the half circle from ``start`` clockwise to ``end``."""
    cx, cy = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    radius = math.hypot(start[0] - cx, start[1] - cy)
    first = math.atan2(start[1] - cy, start[0] - cx)
    return [
        (cx + radius * math.cos(first - math.pi * k / 6), cy + radius * math.sin(first - math.pi * k / 6))
        for k in range(1, 6)
    ]


def bend(path: Sequence[Point], steps: int = 5) -> list[Point]:
    """An open Catmull-Rom curve through ``path``, ends included."""
    padded = [path[0], *path, path[-1]]
    curve: list[Point] = []
    for i in range(len(path) - 1):
        a, b, c, d = padded[i : i + 4]
        curve += [
            (_spline(a[0], b[0], c[0], d[0], k / steps), _spline(a[1], b[1], c[1], d[1], k / steps))
            for k in range(steps)
        ]
    return [*curve, path[-1]]


def tail(path: Sequence[Point], start: float, end: float) -> list[Point]:
    """A curved limb whose width runs evenly from ``start`` to ``end``."""
    curve = bend(path)
    last = len(curve) - 1
    return limb(curve, [start + (end - start) * k / last for k in range(last + 1)])


class Pen:
    """Draws one figure: ``unit`` pixels per unit, the figure's (0, 0) at ``origin``."""

    def __init__(
        self, image: Image.Image, origin: Point, unit: float, *, flip: bool = False, turn: float = 0.0
    ) -> None:
        """``image`` is supersampled; ``origin`` and ``unit`` are in its pixels. ``turn`` lifts the nose, in degrees."""
        self.image = image
        self._draw = ImageDraw.Draw(image, "RGBA")
        self._origin = origin
        self._unit = unit
        self._side = -1 if flip else 1
        self._cos, self._sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
        self._low = (math.inf, math.inf)
        self._high = (-math.inf, -math.inf)

    def place(self, points: Iterable[Point]) -> list[Point]:
        """Figure coordinates to pixels."""
        ox, oy = self._origin
        pixels = []
        for x, y in points:
            x, y = x * self._cos - y * self._sin, x * self._sin + y * self._cos
            pixels.append((ox + self._side * self._unit * x, oy - self._unit * y))
        return pixels

    def fill(self, points: Iterable[Point], colour: Colour | tuple[int, int, int, int]) -> None:
        """A filled polygon."""
        pixels = self.place(points)
        self._grow(pixels)
        self._draw.polygon(pixels, fill=colour)

    def dot(self, x: float, y: float, radius: float, colour: Colour) -> None:
        self.fill(oval(x, y, radius, radius, steps=16), colour)

    def pattern(self, outlines: Sequence[Sequence[Point]], marks: Iterable[Sequence[Point]], colour: Colour) -> None:
        """Fill ``marks``, but only where they fall on one of ``outlines``: stripes, spots, shading."""
        shapes = [self.place(outline) for outline in outlines]
        flat = [point for shape in shapes for point in shape]
        left, top = (int(min(point[k] for point in flat)) for k in (0, 1))
        size = tuple(int(max(point[k] for point in flat)) - (left, top)[k] + 2 for k in (0, 1))
        body, drawn = (Image.new("L", (size[0], size[1])) for _ in range(2))
        for mask, group in ((body, shapes), (drawn, [self.place(mark) for mark in marks])):
            pencil = ImageDraw.Draw(mask)
            for shape in group:
                pencil.polygon([(x - left, y - top) for x, y in shape], fill=255)
        self.image.paste(colour, (left, top), ImageChops.multiply(body, drawn))

    def box(self) -> tuple[float, float, float, float] | None:
        """Extent of everything drawn: left, top, right, bottom in pixels; None before the first shape."""
        if self._low[0] == math.inf:
            return None
        return (*self._low, *self._high)

    def _grow(self, pixels: Sequence[Point]) -> None:
        xs, ys = [p[0] for p in pixels], [p[1] for p in pixels]
        self._low = (min(self._low[0], *xs), min(self._low[1], *ys))
        self._high = (max(self._high[0], *xs), max(self._high[1], *ys))
