"""Settings as flat landscapes and interiors: everything behind the figures.

Coordinates are in picture heights: x from 0 to the aspect ratio, y from 0 (top) to 1 (bottom).
"""

# Outlines are laid out by hand, several points to a line.
# fmt: off
from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from PIL import Image, ImageDraw

from pipeline.demo.canvas import Colour, Point, blend, oval, shade, smooth

SKIES: dict[str, tuple[Colour, Colour]] = {
    "day": ((108, 182, 232), (214, 238, 247)),
    "sunset": ((238, 116, 84), (255, 216, 150)),
    "night": ((30, 38, 86), (84, 100, 152)),
}
RAIL_Y = 0.86
"""Where a train's wheels stand, when there is one."""


class Stage:
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


def _sky(s: Stage) -> None:
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
        _cloud(s, s.rng.uniform(0, s.aspect), s.rng.uniform(0.06, 0.32), s.rng.uniform(0.03, 0.06), white)


def _cloud(s: Stage, x: float, y: float, r: float, colour: Colour) -> None:
    for dx, dy, k in ((-1.5, 0.2, 0.8), (-0.5, -0.4, 1.1), (0.7, -0.2, 1.0), (1.7, 0.25, 0.7)):
        s.fill(oval(x + dx * r, y + dy * r, k * r * 1.2, k * r, steps=16), colour)
    s.fill(oval(x, y + 0.55 * r, 2.6 * r, 0.5 * r, steps=16), colour)


def _tree(s: Stage, x: float, y: float, size: float, leaf: Colour) -> None:
    s.box(x - size * 0.05, y - size * 0.4, size * 0.1, size * 0.4, (112, 78, 54))
    for dx, dy, r in ((-0.16, -0.5, 0.2), (0.16, -0.52, 0.2), (0.0, -0.72, 0.24)):
        s.dot(x + dx * size, y + dy * size, r * size, leaf)
    s.dot(x + 0.06 * size, y - 0.78 * size, 0.12 * size, shade(leaf, 1.15))


def _pine(s: Stage, x: float, y: float, size: float, leaf: Colour, snow: bool = False) -> None:
    s.box(x - size * 0.04, y - size * 0.2, size * 0.08, size * 0.2, (98, 70, 52))
    for k in range(3):
        half, low = size * (0.26 - 0.06 * k), y - size * (0.14 + 0.25 * k)
        s.fill([(x - half, low), (x + half, low), (x, low - size * 0.42)], shade(leaf, 1 + 0.06 * k))
        if snow:
            s.fill([(x - half * 0.4, low - size * 0.25), (x + half * 0.4, low - size * 0.25),
                (x, low - size * 0.42)],
                   (248, 250, 252))


def _tufts(s: Stage, count: int, top: float, colour: Colour) -> None:
    for _ in range(count):
        x, y = s.rng.uniform(0, s.aspect), s.rng.uniform(top, 1)
        r = 0.012 + 0.02 * (y - top)
        s.fill([(x - r, y), (x - r * 0.7, y - 2 * r), (x, y - r * 0.4), (x + r * 0.2, y - 2.4 * r),
            (x + r, y)], colour)


def meadow(s: Stage) -> None:
    _sky(s)
    s.ridge(0.56, 0.12, 3, (142, 190, 110))
    for x in s.along(s.rng.randint(1, 4)):
        _tree(s, x, 0.62, s.rng.uniform(0.16, 0.28), (78, 146, 84))
    s.gradient((126, 188, 92), (92, 158, 74), 0.6, 1)
    _tufts(s, 16, 0.64, (74, 140, 66))
    petals = s.rng.choice(((250, 240, 250), (252, 214, 80), (236, 110, 130), (180, 130, 220)))
    for _ in range(18):
        s.dot(s.rng.uniform(0, s.aspect), s.rng.uniform(0.66, 1), 0.009, petals)


def savanna(s: Stage) -> None:
    _sky(s)
    s.ridge(0.58, 0.06, 3, (206, 172, 104))
    s.gradient((226, 190, 104), (202, 154, 76), 0.6, 1)
    for x in s.along(s.rng.randint(1, 3)):
        size = s.rng.uniform(0.22, 0.36)
        y = s.rng.uniform(0.61, 0.66)
        s.fill([(x - 0.012, y), (x + 0.012, y), (x + size * 0.3, y - size * 0.72), (x, y - size * 0.4),
                (x - size * 0.3, y - size * 0.7)], (104, 74, 52))
        s.fill(oval(x, y - size * 0.78, size * 0.62, size * 0.14), (122, 142, 62))
        s.fill(oval(x + size * 0.1, y - size * 0.86, size * 0.36, size * 0.1), (140, 158, 72))
    _tufts(s, 26, 0.64, (168, 128, 58))


def forest(s: Stage) -> None:
    s.gradient((92, 140, 108), (160, 194, 140), 0, 0.7)
    for layer, (leaf, base) in enumerate((((70, 122, 88), 0.62), ((46, 98, 68), 0.68))):
        for x in s.along(7 - layer, 0.4):
            if s.rng.random() < 0.6:
                _pine(s, x, base, s.rng.uniform(0.5, 0.78), leaf)
            else:
                s.box(x - 0.022, 0, 0.044, base, (92, 70, 54))
                s.fill(oval(x, 0.05, 0.2, 0.16), leaf)
    s.gradient((82, 122, 66), (60, 98, 56), 0.64, 1)
    for _ in range(10):
        s.fill(oval(s.rng.uniform(0, s.aspect), s.rng.uniform(0.68, 1), 0.04, 0.012), (104, 84, 54))
    _tufts(s, 16, 0.68, (48, 84, 48))


def snow(s: Stage) -> None:
    _sky(s)
    s.ridge(0.54, 0.16, 3, (206, 220, 234))
    for x in s.along(s.rng.randint(3, 6)):
        _pine(s, x, 0.62, s.rng.uniform(0.18, 0.34), (70, 110, 100), snow=True)
    s.gradient((244, 248, 252), (218, 230, 242), 0.6, 1)
    for _ in range(7):
        s.fill(oval(s.rng.uniform(0, s.aspect), s.rng.uniform(0.68, 1), 0.14, 0.014), (202, 218, 234))


def beach(s: Stage) -> None:
    _sky(s)
    s.gradient((52, 140, 178), (104, 190, 204), 0.46, 0.64)
    for _ in range(6):
        x, y = s.rng.uniform(0, s.aspect), s.rng.uniform(0.49, 0.6)
        s.box(x, y, 0.14, 0.006, (210, 236, 240))
    s.gradient((246, 222, 166), (232, 198, 134), 0.64, 1)
    s.fill(smooth([(-0.2, 0.62), (s.aspect * 0.3, 0.65), (s.aspect * 0.7, 0.63), (s.aspect + 0.2, 0.655),
        (s.aspect + 0.2, 0.67), (s.aspect * 0.6, 0.65), (s.aspect * 0.3, 0.67), (-0.2,
        0.64)]), (248, 250, 246))
    if s.rng.random() < 0.6:
        x = s.rng.choice((0.08, s.aspect - 0.08))
        s.fill([(x - 0.015, 0.74), (x + 0.02, 0.74), (x + 0.05, 0.34), (x + 0.03, 0.34)], (150, 108, 70))
        for dx, dy in ((-0.2, 0.06), (-0.14, -0.06), (0.02, -0.09), (0.17, -0.04), (0.22, 0.08)):
            s.fill(smooth([(x + 0.04, 0.34), (x + 0.04 + dx * 0.5, 0.32 + dy), (x + 0.04 + dx, 0.36 + dy),
                (x + 0.04 + dx * 0.5, 0.35 + dy)]), (70, 148, 86))
    for _ in range(8):
        s.fill(oval(s.rng.uniform(0, s.aspect), s.rng.uniform(0.72, 1), 0.014, 0.008), (250, 240, 220))


def _houses(s: Stage, base: float, low: float, high: float, walls: Sequence[Colour]) -> None:
    x = -s.rng.uniform(0, 0.2)
    lit = (255, 224, 130) if s.time == "night" else (190, 216, 230)
    while x < s.aspect:
        width, height, wall = s.rng.uniform(0.2, 0.34), s.rng.uniform(low, high), s.rng.choice(walls)
        s.box(x, base - height, width, height, wall)
        s.box(x - 0.008, base - height - 0.02, width + 0.016, 0.025, shade(wall, 0.75))
        columns, rows = int(width / 0.085), int(height / 0.12)
        for i in range(columns):
            for j in range(rows):
                dx = width * (i + 0.5) / columns - 0.02
                s.box(x + dx, base - height + 0.04 + j * 0.11, 0.042, 0.06,
                    lit if s.rng.random() < 0.8 else shade(wall, 0.6))
        x += width


def street(s: Stage) -> None:
    _sky(s)
    _houses(s, 0.62, 0.28, 0.52, ((206, 130, 98), (226, 190, 140), (156, 168, 180), (186, 106, 96),
        (140, 166, 146)))
    s.box(0, 0.62, s.aspect, 0.08, (190, 188, 184))
    s.gradient((112, 114, 122), (92, 94, 102), 0.69, 1)
    for k in range(-1, 6):
        s.fill([(k * 0.3, 0.86), (k * 0.3 + 0.16, 0.86), (k * 0.3 + 0.14, 0.885),
            (k * 0.3 - 0.02, 0.885)], (236, 234, 220))
    for x in s.along(2):
        s.box(x - 0.008, 0.28, 0.016, 0.4, (60, 64, 72))
        s.dot(x, 0.27, 0.03, (255, 236, 160))


def city(s: Stage) -> None:
    _sky(s)
    x = -0.05
    while x < s.aspect:
        width, height = s.rng.uniform(0.10, 0.2), s.rng.uniform(0.2, 0.5)
        tone = s.rng.choice(((112, 130, 158), (134, 150, 174), (96, 112, 140), (150, 160, 176)))
        s.box(x, 0.64 - height, width, height, tone)
        for j in range(int(height / 0.06)):
            for i in range(int(width / 0.045)):
                if s.rng.random() < 0.7:
                    s.box(x + 0.012 + i * 0.045, 0.655 - height + j * 0.06, 0.022, 0.03, (250, 230,
                        150) if s.time == "night" else (196, 212, 226))
        x += width * s.rng.uniform(0.8, 1.1)
    s.gradient((150, 176, 130), (128, 160, 112), 0.64, 0.72)
    s.gradient((178, 178, 180), (152, 152, 158), 0.72, 1)
    for k in range(9):
        s.fill([(k * 0.26 - 0.3, 1), (k * 0.26 - 0.285, 1), (s.aspect / 2 + (k - 4) * 0.12, 0.72),
            (s.aspect / 2 + (k - 4) * 0.12 - 0.006, 0.72)], (140, 140, 146))


def station(s: Stage) -> None:
    s.gradient((196, 208, 214), (226, 230, 230), 0, 0.7)
    wall = s.rng.choice(((196, 120, 92), (176, 160, 140), (150, 130, 120)))
    s.box(0, 0.16, s.aspect, 0.52, wall)
    for k in range(6):
        s.fill([*oval(0.17 + k * 0.3, 0.34, 0.075, 0.09, steps=20)], (150, 196, 214))
        s.box(0.095 + k * 0.3, 0.34, 0.15, 0.24, (150, 196, 214))
        s.box(0.165 + k * 0.3, 0.26, 0.01, 0.32, shade(wall, 0.7))
    s.fill([(0, 0), (s.aspect, 0), (s.aspect, 0.12), (0, 0.17)], (92, 100, 112))
    for x in s.along(3, 0.1):
        s.box(x - 0.014, 0.12, 0.028, 0.58, (70, 78, 92))
    x = s.rng.uniform(0.2, s.aspect - 0.2)
    s.dot(x, 0.22, 0.065, (60, 64, 72))
    s.dot(x, 0.22, 0.054, (250, 250, 246))
    s.box(x - 0.004, 0.18, 0.008, 0.042, (40, 40, 44))
    s.box(x, 0.216, 0.032, 0.008, (40, 40, 44))
    s.gradient((206, 200, 188), (182, 176, 164), 0.68, 1)
    s.box(0, 0.70, s.aspect, 0.014, (246, 206, 80))


def room(s: Stage) -> None:
    wall = s.rng.choice(((238, 212, 180), (186, 214, 206), (206, 200, 226), (240, 224, 158),
        (222, 178, 170), (176, 196, 218)))
    s.gradient(shade(wall, 1.1), wall, 0, 0.68)
    x = s.rng.uniform(0.12, s.aspect - 0.5)
    s.box(x, 0.10, 0.34, 0.32, (250, 250, 246))
    top, bottom = SKIES[s.time]
    s.box(x + 0.02, 0.12, 0.145, 0.28, blend(top, bottom, 0.4))
    s.box(x + 0.175, 0.12, 0.145, 0.28, blend(top, bottom, 0.4))
    cloth = s.rng.choice(((200, 90, 90), (90, 130, 160), (120, 150, 100)))
    s.fill([(x - 0.07, 0.07), (x + 0.05, 0.07), (x + 0.0, 0.5), (x - 0.08, 0.5)], cloth)
    s.fill([(x + 0.29, 0.07), (x + 0.41, 0.07), (x + 0.42, 0.5), (x + 0.34, 0.5)], cloth)
    s.box(0, 0.66, s.aspect, 0.03, shade(wall, 1.5))
    wood = s.rng.choice(((188, 136, 92), (160, 110, 76), (206, 164, 116)))
    s.gradient(wood, shade(wood, 0.86), 0.69, 1)
    for k in range(8):
        s.fill([(k * 0.26 - 0.2, 1), (k * 0.26 - 0.192, 1), (s.aspect / 2 + (k - 3.5) * 0.2, 0.69),
            (s.aspect / 2 + (k - 3.5) * 0.2 - 0.005, 0.69)], shade(wood, 0.78))
    _furniture(s, x < s.aspect / 2)
    s.fill(oval(s.aspect / 2, 0.9, s.aspect * 0.38, 0.075), shade(cloth, 1.25))


def _furniture(s: Stage, right: bool) -> None:
    fabric = s.rng.choice(((86, 128, 150), (170, 96, 80), (110, 140, 104), (148, 120, 160)))
    x = s.aspect - 0.46 if right else -0.06
    if s.rng.random() < 0.6:
        s.box(x, 0.46, 0.52, 0.26, fabric)
        s.box(x - 0.03, 0.54, 0.08, 0.22, shade(fabric, 0.85))
        s.box(x + 0.47, 0.54, 0.08, 0.22, shade(fabric, 0.85))
        s.box(x + 0.05, 0.60, 0.42, 0.1, shade(fabric, 1.15))
    else:
        x += 0.25
        s.fill([(x - 0.06, 0.62), (x + 0.06, 0.62), (x + 0.045, 0.76), (x - 0.045, 0.76)], (206, 120, 80))
        for dx, dy in ((-0.1, -0.2), (0.0, -0.28), (0.1, -0.2), (-0.12, -0.08), (0.12, -0.08)):
            s.fill(smooth([(x, 0.62), (x + dx * 0.4 - 0.03, 0.6 + dy * 0.6), (x + dx, 0.6 + dy),
                (x + dx * 0.5 + 0.03, 0.6 + dy * 0.5)]), (80, 146, 92))


def sky(s: Stage) -> None:
    _sky(s)
    s.gradient(blend(*SKIES[s.time], 0.75), SKIES[s.time][1], 0.56, 1)
    white = (250, 252, 253) if s.time != "night" else (124, 136, 178)
    for _ in range(5):
        _cloud(s, s.rng.uniform(0, s.aspect), s.rng.uniform(0.1, 0.9), s.rng.uniform(0.04, 0.09), white)
    for x in s.along(5):
        _cloud(s, x, s.rng.uniform(0.94, 1.02), s.rng.uniform(0.08, 0.14), white)


def desert(s: Stage) -> None:
    _sky(s)
    s.ridge(0.58, 0.14, 2, (232, 178, 110))
    s.ridge(0.66, 0.08, 3, (222, 160, 92))
    s.gradient((236, 184, 114), (214, 150, 86), 0.66, 1)
    for x in s.along(s.rng.randint(1, 3)):
        size = s.rng.uniform(0.14, 0.24)
        for dx, low, top in ((0, 0, 1), (-0.28, 0.4, 0.8), (0.28, 0.3, 0.7)):
            s.fill(oval(x + dx * size, 0.68 - size * (low + top) / 2, 0.1 * size,
                size * (top - low) / 2 + 0.02), (86, 140, 86))
        s.box(x - 0.28 * size, 0.68 - 0.42 * size, 0.56 * size, 0.09 * size, (86, 140, 86))
    for _ in range(8):
        s.fill(oval(s.rng.uniform(0, s.aspect), s.rng.uniform(0.74, 1), 0.02, 0.01), (186, 128, 76))


def lake(s: Stage) -> None:
    _sky(s)
    s.ridge(0.48, 0.12, 4, (104, 146, 120))
    for x in s.along(5):
        _pine(s, x, 0.5, s.rng.uniform(0.12, 0.2), (74, 122, 92))
    top, bottom = SKIES[s.time]
    s.gradient(blend(top, (70, 150, 180), 0.6), blend(bottom, (110, 186, 204), 0.6), 0.5, 0.72)
    for _ in range(9):
        s.box(s.rng.uniform(0, s.aspect), s.rng.uniform(0.53, 0.7), 0.1, 0.005, (220, 238, 242))
    s.gradient((134, 170, 98), (104, 144, 80), 0.72, 1)
    for x in s.along(6):
        s.box(x, 0.62, 0.006, 0.13, (96, 128, 66))
        s.fill(oval(x + 0.003, 0.62, 0.01, 0.03), (124, 84, 54))
    _tufts(s, 14, 0.75, (84, 124, 62))


def mountains(s: Stage) -> None:
    _sky(s)
    for x in s.along(3, 0.3):
        height, half = s.rng.uniform(0.28, 0.46), s.rng.uniform(0.3, 0.42)
        s.fill([(x - half, 0.64), (x, 0.64 - height), (x + half, 0.64)], (122, 134, 156))
        s.fill([(x, 0.64 - height), (x + half, 0.64), (x + half * 0.2, 0.64)], (102, 114, 138))
        s.fill([(x - half * 0.3, 0.64 - height * 0.7), (x, 0.64 - height),
            (x + half * 0.3, 0.64 - height * 0.7),
                (x + half * 0.1, 0.64 - height * 0.76), (x - half * 0.05,
                    0.64 - height * 0.66)], (246, 248, 252))
    s.gradient((134, 168, 112), (110, 144, 92), 0.62, 1)
    for _ in range(6):
        x, y = s.rng.uniform(0, s.aspect), s.rng.uniform(0.68, 0.98)
        s.fill(smooth([(x - 0.04, y), (x - 0.02, y - 0.035), (x + 0.03, y - 0.03), (x + 0.045, y)]),
            (150, 152, 154))


def airport(s: Stage) -> None:
    _sky(s)
    s.box(0, 0.60, s.aspect, 0.08, (148, 182, 120))
    x = s.rng.uniform(0.0, s.aspect - 0.55)
    s.box(x, 0.47, 0.6, 0.15, (222, 226, 230))
    s.box(x + 0.02, 0.50, 0.56, 0.06, (110, 160, 190))
    tower = x + s.rng.choice((-0.06, 0.5))
    s.fill([(tower, 0.62), (tower + 0.016, 0.3), (tower + 0.064, 0.3), (tower + 0.08, 0.62)], (200, 204, 210))
    s.fill([(tower - 0.02, 0.22), (tower + 0.10, 0.22), (tower + 0.08, 0.31), (tower, 0.31)], (72, 120, 150))
    s.box(tower - 0.025, 0.20, 0.13, 0.025, (226, 80, 70))
    s.gradient((130, 134, 142), (108, 112, 120), 0.68, 1)
    for k in range(-1, 7):
        s.box(k * 0.24, 0.9, 0.13, 0.02, (240, 240, 232))
    s.box(0, 0.70, s.aspect, 0.008, (246, 214, 90))


def farm(s: Stage) -> None:
    _sky(s)
    s.ridge(0.58, 0.08, 3, (170, 194, 104))
    x = s.rng.uniform(0.08, s.aspect - 0.5)
    s.box(x, 0.40, 0.36, 0.24, (186, 62, 52))
    s.fill([(x - 0.03, 0.41), (x + 0.05, 0.28), (x + 0.18, 0.22), (x + 0.31, 0.28),
        (x + 0.39, 0.41)], (112, 70, 62))
    s.box(x + 0.12, 0.48, 0.12, 0.16, (244, 236, 222))
    s.fill([(x + 0.13, 0.49), (x + 0.23, 0.63), (x + 0.22, 0.63), (x + 0.12, 0.49)], (186, 62, 52))
    s.gradient((164, 190, 94), (138, 168, 80), 0.63, 1)
    for k in range(int(s.aspect / 0.14) + 2):
        s.box(k * 0.14, 0.60, 0.018, 0.12, (236, 228, 212))
    for y in (0.62, 0.67):
        s.box(0, y, s.aspect, 0.016, (236, 228, 212))
    for x in s.along(s.rng.randint(1, 3)):
        s.fill(oval(x, 0.745, 0.06, 0.045), (222, 184, 96))
        s.dot(x, 0.745, 0.02, (196, 154, 76))


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
    draw.__name__: draw
    for draw in (meadow, savanna, forest, snow, beach, street, city, station, room, sky, desert, lake,
        mountains,
                 airport, farm, plain)
}
