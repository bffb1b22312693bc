"""Settings that people built."""

# Outlines are laid out by hand, several points to a line.
# fmt: off
from __future__ import annotations

from collections.abc import Sequence

from pipeline.demo.figures.canvas import Colour, blend, oval, shade, smooth
from pipeline.demo.places.scenery import SKIES, Backdrop, heavens


def _houses(s: Backdrop, base: float, low: float, high: float, walls: Sequence[Colour]) -> None:
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


def street(s: Backdrop) -> None:
    heavens(s)
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


def city(s: Backdrop) -> None:
    heavens(s)
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


def station(s: Backdrop) -> None:
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


def room(s: Backdrop) -> None:
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


def _furniture(s: Backdrop, right: bool) -> None:
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


def airport(s: Backdrop) -> None:
    heavens(s)
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


def farm(s: Backdrop) -> None:
    heavens(s)
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
