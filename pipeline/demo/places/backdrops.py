"""Every setting by its name, and the rails that a train brings to any of them."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.demo.places import built as places
from pipeline.demo.places import clutter, nature
from pipeline.demo.places.scenery import Backdrop

RAIL_Y = 0.86
"""Where a train's wheels stand, when there is one."""


def rails(s: Backdrop, y: float) -> None:
    """A track across the picture, for wheels that stand at ``y``."""
    s.box(0, y - 0.012, s.aspect, 0.06, (142, 132, 122))
    for k in range(int(s.aspect / 0.07) + 2):
        x = k * 0.07
        s.fill([(x, y), (x + 0.028, y), (x + 0.02, y + 0.04), (x - 0.01, y + 0.04)], (98, 76, 60))
    for rail in (y - 0.002, y + 0.028):
        s.box(0, rail, s.aspect, 0.009, (196, 200, 206))


BACKDROPS: dict[str, Callable[[Backdrop], None]] = {
    **{draw.__name__: draw for draw in (nature.meadow, nature.savanna, nature.forest, nature.snow, nature.beach)},
    **{draw.__name__: draw for draw in (nature.sky, nature.desert, nature.lake, nature.mountains)},
    **{draw.__name__: draw for draw in (places.street, places.city, places.station, places.room)},
    **{draw.__name__: draw for draw in (places.airport, places.farm, clutter.plain)},
}
"""What draws each setting."""
