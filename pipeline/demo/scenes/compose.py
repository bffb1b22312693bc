"""Which scene a world's picture number i shows: place, time, weather, and who is in it."""

from __future__ import annotations

import random

from pipeline.demo.scenes.layout import Layout
from pipeline.demo.scenes.scene import Scene
from pipeline.demo.scenes.worlds import HELD_OUT_SETTINGS, World

SIZES = ((320, 240), (320, 240), (320, 240), (320, 256), (240, 320))
"""Width and height in pixels; portrait one time in five."""
INDOORS = frozenset({"room"})
SHELTERED = INDOORS | {"station", "plain"}
"""Places where no sky is seen, so that time and weather go without saying."""


def compose(world: World, category: str, index: int, seed: int) -> Scene:
    """Picture ``index`` of ``category``: depends on nothing but the arguments."""
    rng = random.Random(f"{world.name}/{seed}/{category}/{index}")
    width, height = rng.choice(SIZES)
    if category in ("train", "airplane"):
        width, height = max(width, height), min(width, height)
    chosen = sorted(c for c in world.combinations if c[0] == category)
    _, coat, setting = rng.choice(_one_place(chosen, world.novelty, rng))
    if rng.random() < world.clutter:
        setting = "plain"
    time = rng.choices(("day", "sunset", "night"), (0.6, 0.2, 0.2))[0]
    weather = "clear"
    if setting not in SHELTERED:
        weather = rng.choices(("clear", "rain", "snowfall", "fog"), (0.72, 0.13, 0.07, 0.08))[0]
        weather = "clear" if weather == "snowfall" and setting in ("desert", "beach", "savanna") else weather
    if setting == "station":
        time = "day"
    others = [c[1] for c in chosen if c[2] == setting or setting == "plain"]
    figures = Layout(rng, category, coat, setting, width / height).figures(sorted(set(others)))
    return Scene(category, width, height, setting, time, weather, tuple(figures), rng.getrandbits(32))


def _one_place(
    combinations: list[tuple[str, str, str]], novelty: float, rng: random.Random
) -> list[tuple[str, str, str]]:
    """The combinations of one place: each equally often, whatever the number of coats it is combined with."""
    places = sorted({c[2] for c in combinations})
    new = [place for place in places if place in HELD_OUT_SETTINGS]
    if 0 < len(new) < len(places):
        fresh = rng.random() < novelty
        places = [place for place in places if (place in new) == fresh]
    place = rng.choice(places)
    return [c for c in combinations if c[2] == place]
