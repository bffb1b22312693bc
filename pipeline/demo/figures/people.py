"""A person in flat clothes: the shirt carries the colour that captions name."""

# Outlines are laid out by hand, several points to a line.
# fmt: off
from __future__ import annotations

import random

from pipeline.demo.figures.canvas import Colour, Pen, bend, limb, oval, shade, smooth

SKINS = ((246, 208, 176), (226, 172, 128), (172, 116, 78), (112, 74, 52))
HAIRS = ((44, 32, 28), (98, 60, 34), (212, 166, 90), (150, 64, 40))
TROUSERS = ((52, 66, 98), (70, 70, 76), (128, 104, 78), (40, 44, 54))


def person(pen: Pen, coat: Colour, pose: str, rng: random.Random) -> None:
    """Total height 1; poses: standing, walking, running, waving, umbrella, ball, riding."""
    skin, hair, trousers = rng.choice(SKINS), rng.choice(HAIRS), rng.choice(TROUSERS)
    long_hair = rng.random() < 0.5
    if pose == "riding":
        _rider(pen, coat, skin, hair, trousers)
        return
    stride = {"walking": 0.09, "running": 0.15}.get(pose, 0.035)
    _legs(pen, stride, trousers, running=pose == "running")
    back_arm = [(-0.05, 0.765), (-0.09 + stride * 0.6, 0.62), (-0.09 + stride * 1.9, 0.49)]
    if long_hair:
        pen.fill(smooth([(-0.085, 0.95), (-0.10, 0.80), (-0.07, 0.72), (0.02, 0.74), (0.03, 0.90)]), hair)
    _arm(pen, back_arm, shade(coat, 0.78), skin)
    pen.fill(smooth([(-0.10, 0.79), (0.0, 0.815), (0.10, 0.79), (0.095, 0.62), (0.095, 0.46),
        (-0.095, 0.46), (-0.095, 0.62)]), coat)
    pen.fill([(-0.098, 0.455), (0.098, 0.455), (0.098, 0.48), (-0.098, 0.48)], shade(trousers, 0.7))
    _head(pen, 0.0, 0.0, skin, hair)
    _gesture(pen, pose, stride, coat, skin, rng)


def _legs(pen: Pen, stride: float, trousers: Colour, *, running: bool) -> None:
    for swing, colour in ((-stride, shade(trousers, 0.78)), (stride, trousers)):
        heel = 0.12 if running and swing < 0 else 0.03
        knee = (swing * 0.75 + (0.05 if running else 0.012), 0.25)
        pen.fill(limb([(swing * 0.3, 0.48), knee, (swing, heel + 0.02)], [0.11, 0.085, 0.065]), colour)
        pen.fill(limb([(swing, heel), (swing + 0.065, heel - 0.005)], [0.055, 0.045]), (46, 40, 40))


def _arm(pen: Pen, path: list[tuple[float, float]], sleeve: Colour, skin: Colour) -> None:
    pen.fill(limb(bend(path, 3), [0.075 - 0.003 * k for k in range(7)]), sleeve)
    pen.dot(*path[-1], 0.032, skin)


def _head(pen: Pen, x: float, y: float, skin: Colour, hair: Colour) -> None:
    pen.fill(limb([(x, y + 0.79), (x + 0.005, y + 0.86)], [0.065, 0.06]), shade(skin, 0.88))
    pen.fill(oval(x + 0.012, y + 0.90, 0.078, 0.092), skin)
    pen.fill(smooth([(x - 0.082, y + 0.88), (x - 0.075, y + 0.965), (x + 0.0, y + 1.005),
        (x + 0.075, y + 0.975),
                     (x + 0.082, y + 0.935), (x + 0.01, y + 0.945), (x - 0.035, y + 0.90), (x - 0.055,
                         y + 0.85)]), hair)
    for dx in (0.025, 0.065):
        pen.dot(x + dx, y + 0.905, 0.010, (40, 30, 30))
    pen.fill(limb([(x + 0.03, y + 0.858), (x + 0.065, y + 0.862)], [0.010, 0.010]), shade(skin, 0.6))


def _gesture(pen: Pen, pose: str, stride: float, coat: Colour, skin: Colour, rng: random.Random) -> None:
    """The near arm, and what it holds."""
    sleeve = shade(coat, 0.84)
    if pose == "waving":
        _arm(pen, [(0.06, 0.765), (0.16, 0.84), (0.19, 1.0)], sleeve, skin)
    elif pose == "umbrella":
        cover = rng.choice(((226, 60, 70), (250, 196, 60), (70, 120, 200), (130, 80, 160)))
        pen.fill(limb([(0.17, 0.62), (0.17, 1.16)], [0.016, 0.016]), (70, 60, 56))
        canopy = [(-0.20, 1.06), (-0.13, 1.19), (0.03, 1.28), (0.17, 1.31), (0.31, 1.28), (0.47, 1.19),
            (0.54, 1.06),
                  (0.42, 1.09), (0.295, 1.06), (0.17, 1.09), (0.045, 1.06), (-0.08, 1.09)]
        pen.fill(canopy, cover)
        pen.fill([(0.045, 1.06), (0.17, 1.31), (0.295, 1.06), (0.17, 1.09)], shade(cover, 0.8))
        _arm(pen, [(0.05, 0.765), (0.10, 0.63), (0.17, 0.66)], sleeve, skin)
    elif pose == "ball":
        ball = rng.choice(((240, 120, 40), (250, 250, 250), (220, 50, 60)))
        _arm(pen, [(0.05, 0.765), (0.10, 0.62), (0.18, 0.60)], sleeve, skin)
        pen.dot(0.23, 0.64, 0.085, ball)
        pen.fill(limb(bend([(0.155, 0.66), (0.23, 0.64), (0.30, 0.60)], 2), [0.012] * 5), shade(ball, 0.6))
    else:
        _arm(pen, [(0.06, 0.765), (0.085 - stride * 0.6, 0.62), (0.11 - stride * 1.7, 0.49)], sleeve, skin)


def _rider(pen: Pen, coat: Colour, skin: Colour, hair: Colour, trousers: Colour) -> None:
    """Astride: the seat is at y = 0.46, one leg hangs down."""
    pen.fill(limb(bend([(-0.02, 0.48), (0.15, 0.36), (0.10, 0.16)], 3),
        [0.13 - 0.008 * k for k in range(7)]), trousers)
    pen.fill(limb([(0.10, 0.13), (0.17, 0.12)], [0.06, 0.05]), (46, 40, 40))
    pen.fill(smooth([(-0.10, 0.79), (0.0, 0.82), (0.10, 0.79), (0.10, 0.62), (0.09, 0.44), (-0.11, 0.44),
        (-0.11, 0.62)]), coat)
    _head(pen, 0.0, 0.0, skin, hair)
    _arm(pen, [(0.04, 0.765), (0.10, 0.62), (0.24, 0.60)], shade(coat, 0.85), skin)
