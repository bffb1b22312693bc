"""No place at all: bands, ridges and things without a name, in colours drawn by chance.

A model that learns from such pictures cannot lean on the places it knows, and has to look at what stands in them.
"""

from __future__ import annotations

import colorsys
from collections.abc import Callable

from pipeline.demo.figures.canvas import Colour, oval, shade
from pipeline.demo.places.scenery import Backdrop, cloud, pine, tree, tufts


def plain(s: Backdrop) -> None:
    """A horizon somewhere, things along it, marks on the ground, shapes anywhere."""
    rng, horizon = s.rng, s.rng.uniform(0.42, 0.74)
    above, ground = _colour(s), _colour(s)
    s.gradient(shade(above, 1.25), above, 0, horizon)
    for _ in range(rng.choice((0, 0, 1, 2))):
        s.ridge(horizon, rng.uniform(0.04, 0.3), rng.randint(2, 5), _colour(s))
    for _ in range(rng.randint(0, 3)):
        cloud(s, rng.uniform(0, s.aspect), rng.uniform(0.05, 0.35), rng.uniform(0.03, 0.07), _colour(s))
    s.gradient(ground, shade(ground, rng.uniform(0.7, 1)), horizon, 1)
    if rng.random() < 0.4:
        s.gradient(_colour(s), _colour(s), horizon, horizon + rng.uniform(0.05, 0.2))
    for _ in range(rng.randint(0, 2)):
        rng.choice(THINGS)(s, horizon)
    _marks(s, horizon)
    for _ in range(rng.randint(0, 9)):
        _shape(s)


def _colour(s: Backdrop) -> Colour:
    """Any hue, from pale to strong."""
    r, g, b = colorsys.hsv_to_rgb(s.rng.random(), s.rng.uniform(0.05, 0.85), s.rng.uniform(0.3, 1))
    return (int(r * 255), int(g * 255), int(b * 255))


def _slabs(s: Backdrop, horizon: float) -> None:
    """Blocks with a grid of lighter or darker cells, side by side or apart."""
    wall, x = _colour(s), s.rng.uniform(-0.1, 0.3)
    while x < s.aspect:
        width, height = s.rng.uniform(0.1, 0.45), s.rng.uniform(0.15, 0.5)
        s.box(x, horizon - height, width, height + 0.03, wall)
        columns, rows, cell = s.rng.randint(1, 5), s.rng.randint(1, 6), shade(wall, s.rng.choice((0.6, 1.5)))
        for i in range(columns):
            for j in range(rows):
                left, top = x + width * (i + 0.25) / columns, horizon - height * (1 - (j + 0.25) / rows)
                s.box(left, top, width * 0.5 / columns, height * 0.5 / rows, cell)
        if s.rng.random() < 0.4:
            s.fill([(x - 0.03, horizon - height), (x + width / 2, horizon - height - 0.13),
                    (x + width + 0.03, horizon - height)], _colour(s))  # fmt: skip
        x += width * s.rng.choice((1.0, 1.0, 2.2))
        wall = _colour(s) if s.rng.random() < 0.5 else wall


def _posts(s: Backdrop, horizon: float) -> None:
    """Upright bars at even distances, with or without rails between them."""
    colour, step, height = _colour(s), s.rng.uniform(0.06, 0.4), s.rng.uniform(0.1, 0.5)
    for k in range(int(s.aspect / step) + 1):
        s.box(k * step, horizon + 0.08 - height, step * s.rng.uniform(0.1, 0.2), height, colour)
    for k in range(s.rng.randint(0, 2)):
        s.box(0, horizon + 0.05 - height * 0.5 * (k + 0.3), s.aspect, 0.016, colour)


def _growth(s: Backdrop, horizon: float) -> None:
    """Trees and the like, of any colour."""
    leaf, draw = _colour(s), s.rng.choice((tree, pine, _umbel))
    for x in s.along(s.rng.randint(1, 6)):
        draw(s, x, horizon + s.rng.uniform(0.0, 0.05), s.rng.uniform(0.14, 0.5), leaf)


def _umbel(s: Backdrop, x: float, y: float, size: float, leaf: Colour) -> None:
    """A stem and a flat crown."""
    s.box(x - size * 0.04, y - size * 0.8, size * 0.08, size * 0.8, shade(leaf, 0.6))
    s.fill(oval(x, y - size * 0.8, size * s.rng.uniform(0.2, 0.6), size * s.rng.uniform(0.1, 0.3)), leaf)


THINGS: tuple[Callable[[Backdrop, float], None], ...] = (_slabs, _posts, _growth)


def _marks(s: Backdrop, horizon: float) -> None:
    """What lies on the ground: tufts, pebbles, stripes or nothing."""
    colour, kind = _colour(s), s.rng.randrange(4)
    if kind == 0:
        tufts(s, s.rng.randint(6, 26), horizon, colour)
    elif kind == 1:
        for _ in range(s.rng.randint(4, 16)):
            width = s.rng.uniform(0.01, 0.14)
            s.fill(oval(s.rng.uniform(0, s.aspect), s.rng.uniform(horizon, 1), width, width * 0.3), colour)
    elif kind == 2:
        for y in s.rng.sample((0.76, 0.82, 0.88, 0.94), s.rng.randint(1, 3)):
            s.box(0, y, s.aspect, s.rng.uniform(0.006, 0.03), colour)


def _shape(s: Backdrop) -> None:
    """An ellipse, a box or a triangle, anywhere."""
    colour, x, y, r = _colour(s), s.rng.uniform(0, s.aspect), s.rng.uniform(0, 0.95), s.rng.uniform(0.015, 0.11)
    shape = s.rng.randrange(3)
    if shape == 0:
        s.fill(oval(x, y, r, r * s.rng.uniform(0.3, 1)), colour)
    elif shape == 1:
        s.box(x, y, r * s.rng.uniform(0.3, 2), r * s.rng.uniform(0.3, 2), colour)
    else:
        s.fill([(x - r, y), (x + r, y), (x, y - r * 1.6)], colour)
