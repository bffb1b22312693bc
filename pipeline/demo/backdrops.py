"""Every setting by its name, and what belongs to none of them: clutter and rails."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.demo import nature, places
from pipeline.demo.canvas import oval, shade
from pipeline.demo.stage import Stage

RAIL_Y = 0.86
"""Where a train's wheels stand, when there is one."""


def plain(s: Stage) -> None:
    """No place at all: a coloured ground with clutter, so that a model learns to look at figures."""
    tone = (s.rng.randint(90, 250), s.rng.randint(90, 250), s.rng.randint(90, 250))
    s.gradient(shade(tone, 1.2), tone, 0, 0.62)
    floor = (s.rng.randint(80, 240), s.rng.randint(80, 240), s.rng.randint(80, 240))
    s.gradient(floor, shade(floor, 0.85), 0.62, 1)
    for _ in range(s.rng.randint(4, 16)):
        colour = (s.rng.randint(40, 250), s.rng.randint(40, 250), s.rng.randint(40, 250))
        x, y, r = s.rng.uniform(0, s.aspect), s.rng.uniform(0, 0.9), s.rng.uniform(0.02, 0.14)
        shape = s.rng.randrange(3)
        if shape == 0:
            s.fill(oval(x, y, r, r * s.rng.uniform(0.3, 1)), colour)
        elif shape == 1:
            s.box(x, y, r * s.rng.uniform(0.3, 2), r * s.rng.uniform(0.3, 2), colour)
        else:
            s.fill([(x - r, y), (x + r, y), (x, y - r * 1.6)], colour)


def rails(s: Stage, y: float) -> None:
    """A track across the picture, for wheels that stand at ``y``."""
    s.box(0, y - 0.012, s.aspect, 0.06, (142, 132, 122))
    for k in range(int(s.aspect / 0.07) + 2):
        x = k * 0.07
        s.fill([(x, y), (x + 0.028, y), (x + 0.02, y + 0.04), (x - 0.01, y + 0.04)], (98, 76, 60))
    for rail in (y - 0.002, y + 0.028):
        s.box(0, rail, s.aspect, 0.009, (196, 200, 206))


BACKDROPS: dict[str, Callable[[Stage], None]] = {
    **{draw.__name__: draw for draw in (nature.meadow, nature.savanna, nature.forest, nature.snow, nature.beach)},
    **{draw.__name__: draw for draw in (nature.sky, nature.desert, nature.lake, nature.mountains)},
    **{draw.__name__: draw for draw in (places.street, places.city, places.station, places.room)},
    **{draw.__name__: draw for draw in (places.airport, places.farm, plain)},
}
"""What draws each setting."""
