"""Two worlds that never share a scene, one to learn from and one to be tested in; and the scenes of each."""

from __future__ import annotations

import math
import random
import zlib
from dataclasses import dataclass, field

from pipeline.demo.figures.kinds import ALL_SETTINGS, CATEGORIES, KINDS
from pipeline.demo.language.captions import PLAIN_VOICES
from pipeline.demo.scenes.layout import Layout
from pipeline.demo.scenes.scene import Scene

SIZES = ((320, 240), (320, 240), (320, 240), (320, 256), (240, 320))
"""Width and height in pixels; portrait one time in five."""
INDOORS = frozenset({"room"})
SHELTERED = INDOORS | {"station", "plain"}
"""Places where no sky is seen, so that time and weather go without saying."""

HELD_OUT_SETTINGS = ("savanna", "snow", "desert", "lake", "farm", "city")
"""Places that only the evaluation world has."""
VOICES = ("terse", "chatty", "elsewhere", "synonym", "viewer")
"""How captions are worded where backbones are tested; where they learn, in plain ones."""


@dataclass(frozen=True)
class World:
    """Which scenes exist, and how people in it talk about them."""

    name: str
    settings: tuple[str, ...]
    voices: tuple[str, ...]
    combinations: frozenset[tuple[str, str, str]] = field(repr=False)
    """(category, coat, setting) of the picture's main figures."""
    clutter: float = 0.0
    """Share of pictures without a place, among things of random shape and colour."""
    novelty: float = 0.35
    """Share of pictures in held-out settings, where the world has both those and others for a category."""


def _held_out(category: str, coat: str) -> frozenset[str]:
    """Places where only the evaluation world shows ``coat``: the held-out ones, and a third of the others."""
    places = KINDS[category].settings
    known = [place for place in places if place not in HELD_OUT_SETTINGS]
    shuffled = sorted(known, key=lambda place: zlib.crc32(f"{category}/{coat}/{place}".encode()))
    return frozenset({*shuffled[: math.ceil(len(known) / 3)], *(p for p in places if p in HELD_OUT_SETTINGS)})


def _combinations(held_out: bool) -> frozenset[tuple[str, str, str]]:
    return frozenset(
        (category, coat, place)
        for category in CATEGORIES
        for coat in KINDS[category].coats
        for place in KINDS[category].settings
        if (place in _held_out(category, coat)) == held_out
    )


PRETRAIN = World(
    name="pretrain",
    settings=tuple(place for place in ALL_SETTINGS if place not in HELD_OUT_SETTINGS),
    voices=PLAIN_VOICES,
    combinations=_combinations(held_out=False),
    clutter=0.5,
)
"""Fewer places, plainer captions, and clutter."""

EVALUATION = World(name="evaluation", settings=ALL_SETTINGS, voices=VOICES, combinations=_combinations(held_out=True))
"""New places, new wordings, and the combinations that pretraining never shows."""


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
