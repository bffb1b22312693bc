"""Two worlds of scenes that never share one: what backbones learn from, and what they are tested on."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field

from pipeline.demo.kinds import ALL_SETTINGS, CATEGORIES, KINDS

HELD_OUT_SETTINGS = ("savanna", "snow", "desert", "lake", "farm", "city")
"""Places that only the evaluation world has."""
PLAIN_VOICES = ("label", "plain", "facing", "place")
"""How captions are worded where backbones learn."""
VOICES = ("terse", "chatty", "elsewhere", "synonym", "viewer")
"""How they are worded where backbones are tested."""


@dataclass(frozen=True)
class World:
    """Which scenes exist, and how people in it talk about them."""

    name: str
    settings: tuple[str, ...]
    voices: tuple[str, ...]
    combinations: frozenset[tuple[str, str, str]] = field(repr=False)
    """(category, coat, setting) of the picture's main figures."""
    clutter: float = 0.0
    """Share of pictures without a place, on coloured ground with random shapes."""
    novelty: float = 0.35
    """Share of pictures in held-out settings, where the world has both those and others for a category."""


def _held_out(category: str, coat: str, setting: str) -> bool:
    """Combinations for the evaluation world: every one in a held-out place, a third of the others."""
    return setting in HELD_OUT_SETTINGS or zlib.crc32(f"{category}/{coat}/{setting}".encode()) % 3 == 0


def _combinations(held_out: bool) -> frozenset[tuple[str, str, str]]:
    every = [(name, coat, place) for name in CATEGORIES for coat in KINDS[name].coats for place in KINDS[name].settings]
    return frozenset(c for c in every if _held_out(*c) == held_out)


PRETRAIN = World(
    name="pretrain",
    settings=tuple(place for place in ALL_SETTINGS if place not in HELD_OUT_SETTINGS),
    voices=PLAIN_VOICES,
    combinations=_combinations(held_out=False),
    clutter=0.25,
)
"""Fewer places, plainer captions, and clutter."""

EVALUATION = World(name="evaluation", settings=ALL_SETTINGS, voices=VOICES, combinations=_combinations(held_out=True))
"""New places, new wordings, and the combinations that pretraining never shows."""
