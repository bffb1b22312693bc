"""Two worlds of scenes that never share one: what backbones learn from, and what they are tested on."""

from __future__ import annotations

import math
import zlib
from dataclasses import dataclass, field

from pipeline.demo.figures.kinds import ALL_SETTINGS, CATEGORIES, KINDS
from pipeline.demo.language.captions import PLAIN_VOICES

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
