"""What each category can look like: coats, poses, where it is found, how much room it takes."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from pipeline.demo.figures import hoofed, pawed, people, tall, vehicles
from pipeline.demo.figures.canvas import Colour, Pen

OUTDOORS = ("meadow", "savanna", "forest", "snow", "beach", "street", "city", "desert", "lake", "mountains", "farm")
ALL_SETTINGS = (*OUTDOORS, "station", "room", "sky", "airport")
BROWN, BLACK, WHITE, GREY = (126, 80, 50), (52, 48, 54), (244, 240, 232), (148, 152, 162)
RED, BLUE, GREEN, YELLOW, ORANGE = (212, 56, 54), (44, 108, 190), (52, 140, 90), (242, 190, 48), (232, 138, 58)


@dataclass(frozen=True)
class Kind:
    """One category's looks."""

    draw: Callable[[Pen, Colour, str, random.Random], None]
    coats: dict[str, Colour]
    """Colour by the name captions use for it."""
    poses: tuple[str, ...]
    settings: tuple[str, ...]
    left: float
    """Reach behind the origin, in units of the figure's height."""
    right: float
    """Reach before it."""
    size: float
    """Height beside the others; milder differences than in life, so that small ones stay visible."""
    most: int = 4
    """How many a picture shows at most."""


_WILD = tuple(place for place in OUTDOORS if place not in ("street", "city"))

KINDS: dict[str, Kind] = {
    "bear": Kind(
        pawed.bear, {"brown": BROWN, "black": BLACK, "white": WHITE}, ("standing", "walking", "sitting", "upright"),
        (*_WILD, "street"), left=0.70, right=0.93, size=0.85,
    ),
    "zebra": Kind(
        hoofed.zebra, {"striped": (246, 244, 238)}, ("standing", "walking", "running", "grazing"),
        OUTDOORS, left=0.57, right=0.71, size=1.0,
    ),
    "elephant": Kind(
        tall.elephant, {"grey": GREY, "brown": (150, 118, 96)}, ("standing", "walking", "trumpeting"),
        OUTDOORS, left=0.60, right=0.90, size=1.15,
    ),
    "giraffe": Kind(
        tall.giraffe, {"spotted": (242, 204, 126)}, ("standing", "walking", "running", "eating"),
        OUTDOORS, left=0.30, right=0.60, size=1.5,
    ),
    "horse": Kind(
        hoofed.horse, {"brown": (140, 84, 48), "black": BLACK, "white": WHITE, "grey": GREY},
        ("standing", "walking", "running", "grazing"), OUTDOORS, left=0.57, right=0.74, size=1.1,
    ),
    "dog": Kind(
        pawed.dog, {"brown": BROWN, "black": BLACK, "white": WHITE, "golden": (222, 172, 94)},
        ("standing", "walking", "running", "sitting"), (*OUTDOORS, "room", "station"), left=0.70, right=0.82, size=0.72,
    ),
    "cat": Kind(
        pawed.cat, {"orange": ORANGE, "black": BLACK, "white": WHITE, "grey": GREY},
        ("standing", "walking", "sitting", "lying"),
        ("meadow", "forest", "snow", "beach", "street", "city", "farm", "room", "station", "lake"),
        left=0.85, right=0.70, size=0.62,
    ),
    "airplane": Kind(
        vehicles.airplane, {"white": vehicles.WHITE, "red": RED, "blue": BLUE, "yellow": YELLOW, "green": GREEN},
        ("flying", "climbing", "parked"),
        ("sky", "airport", "mountains", "beach", "city", "desert", "snow", "lake", "meadow"),
        left=1.42, right=1.30, size=0.5, most=3,
    ),
    "train": Kind(
        vehicles.train, {"red": RED, "blue": BLUE, "green": GREEN, "yellow": YELLOW}, ("modern", "steam"),
        ("station", "meadow", "forest", "snow", "city", "desert", "mountains", "farm", "lake", "beach"),
        left=1.85, right=1.80, size=0.5, most=2,
    ),
    "person": Kind(
        people.person, {"red": RED, "blue": BLUE, "green": GREEN, "yellow": YELLOW, "white": WHITE},
        ("standing", "walking", "running", "waving", "umbrella", "ball"),
        (*OUTDOORS, "room", "station", "airport"), left=0.22, right=0.32, size=1.1,
    ),
}  # fmt: skip
CATEGORIES = tuple(KINDS)
"""In the reference order: an image belongs to the first one it shows, so companions come from later ones."""
