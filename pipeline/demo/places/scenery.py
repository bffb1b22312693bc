"""A picture to draw a backdrop on, and what many backdrops share: sky, clouds, trees, grass.

Coordinates are in picture heights: x from 0 to the aspect ratio, y from 0 (top) to 1 (bottom).
"""

# Outlines are laid out by hand, several points to a line.
# fmt: off
from __future__ import annotations

import random
from collections.abc import Sequence

from PIL import Image, ImageDraw

from pipeline.demo.figures.canvas import Colour, Point, blend, oval, shade, smooth

SKIES: dict[str, tuple[Colour, Colour]] = {
    "day": ((108, 182, 232), (214, 238, 247)),
    "sunset": ((238, 116, 84), (255, 216, 150)),
    "night": ((30, 38, 86), (84, 100, 152)),
}


class Backdrop:
    """A supersampled picture to draw a backdrop on."""

    def __init__(self, image: Image.Image, rng: random.Random, time: str, weather: str) -> None:
        self.image = image
        self.rng = rng
        self.time = time
        self.weather = weather
        self.aspect = image.width / image.height
        self._draw = ImageDraw.Draw(image, "RGBA")

    def fill(self, points: Sequence[Point], colour: Colour | tuple[int, int, int, int]) -> None:
        h = self.image.height
        self._draw.polygon([(x * h, y * h) for x, y in points], fill=colour)

    def box(
        self, x: float, y: float, width: float, height: float, colour: Colour | tuple[int, int, int, int]
    ) -> None:
        self.fill([(x, y), (x + width, y), (x + width, y + height), (x, y + height)], colour)

    def dot(self, x: float, y: float, r: float, colour: Colour | tuple[int, int, int, int]) -> None:
        self.fill(oval(x, y, r, r, steps=20), colour)

    def gradient(self, top: Colour, bottom: Colour, start: float = 0.0, end: float = 1.0) -> None:
        """A vertical gradient between two heights, over the whole width."""
        column = Image.new("RGB", (1, 24))
        column.putdata([blend(top, bottom, k / 23) for k in range(24)])
        upper, lower = int(start * self.image.height), int(end * self.image.height)
        self.image.paste(column.resize((self.image.width, lower - upper), Image.Resampling.BILINEAR),
            (0, upper))

    def along(self, count: int, jitter: float = 0.5) -> list[float]:
        """``count`` positions across the picture, spread evenly and then shaken."""
        step = self.aspect / count
        return [step * (k + 0.5) + step * self.rng.uniform(-jitter, jitter) for k in range(count)]

    def ridge(self, base: float, height: float, bumps: int, colour: Colour) -> None:
        """Hills whose tops lie ``height`` above ``base``; filled down to the bottom."""
        tops = [(self.aspect * k / bumps, base - height * self.rng.random()) for k in range(-1, bumps + 2)]
        self.fill(smooth([(-0.8, 1.3), *tops, (self.aspect + 0.8, 1.3)]), colour)


def heavens(s: Backdrop) -> None:
    top, bottom = SKIES[s.time]
    if s.weather != "clear":
        top, bottom = blend(top, (150, 158, 168), 0.6), blend(bottom, (188, 194, 200), 0.6)
    s.gradient(top, bottom, 0, 0.75)
    if s.weather == "clear":
        x, y = s.rng.uniform(0.1, s.aspect - 0.1), s.rng.uniform(0.08, 0.2)
        if s.time == "night":
            for _ in range(26):
                s.dot(s.rng.uniform(0, s.aspect), s.rng.uniform(0, 0.5), 0.005, (240, 240, 220))
            s.dot(x, y, 0.065, (250, 246, 214))
            s.dot(x + 0.028, y - 0.012, 0.055, blend(top, bottom, y))
        else:
            s.dot(x, y if s.time == "day" else 0.42, 0.075, (255, 236, 150) if s.time == "day" else (255,
                240, 190))
    white = blend((255, 255, 255), bottom, 0.25) if s.time != "night" else (112, 124, 166)
    for _ in range(s.rng.randint(1, 4)):
        cloud(s, s.rng.uniform(0, s.aspect), s.rng.uniform(0.06, 0.32), s.rng.uniform(0.03, 0.06), white)


def cloud(s: Backdrop, x: float, y: float, r: float, colour: Colour) -> None:
    for dx, dy, k in ((-1.5, 0.2, 0.8), (-0.5, -0.4, 1.1), (0.7, -0.2, 1.0), (1.7, 0.25, 0.7)):
        s.fill(oval(x + dx * r, y + dy * r, k * r * 1.2, k * r, steps=16), colour)
    s.fill(oval(x, y + 0.55 * r, 2.6 * r, 0.5 * r, steps=16), colour)


def tree(s: Backdrop, x: float, y: float, size: float, leaf: Colour) -> None:
    s.box(x - size * 0.05, y - size * 0.4, size * 0.1, size * 0.4, (112, 78, 54))
    for dx, dy, r in ((-0.16, -0.5, 0.2), (0.16, -0.52, 0.2), (0.0, -0.72, 0.24)):
        s.dot(x + dx * size, y + dy * size, r * size, leaf)
    s.dot(x + 0.06 * size, y - 0.78 * size, 0.12 * size, shade(leaf, 1.15))


def pine(s: Backdrop, x: float, y: float, size: float, leaf: Colour, snow: bool = False) -> None:
    s.box(x - size * 0.04, y - size * 0.2, size * 0.08, size * 0.2, (98, 70, 52))
    for k in range(3):
        half, low = size * (0.26 - 0.06 * k), y - size * (0.14 + 0.25 * k)
        s.fill([(x - half, low), (x + half, low), (x, low - size * 0.42)], shade(leaf, 1 + 0.06 * k))
        if snow:
            s.fill([(x - half * 0.4, low - size * 0.25), (x + half * 0.4, low - size * 0.25),
                (x, low - size * 0.42)],
                   (248, 250, 252))


def tufts(s: Backdrop, count: int, top: float, colour: Colour) -> None:
    for _ in range(count):
        x, y = s.rng.uniform(0, s.aspect), s.rng.uniform(top, 1)
        r = 0.012 + 0.02 * (y - top)
        s.fill([(x - r, y), (x - r * 0.7, y - 2 * r), (x, y - r * 0.4), (x + r * 0.2, y - 2.4 * r),
            (x + r, y)], colour)
