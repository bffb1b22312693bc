"""Bear, dog and cat in profile."""

# Outlines are laid out by hand, several points to a line.
# fmt: off
from __future__ import annotations

import random

from pipeline.demo.figures.canvas import Colour, Pen, limb, oval, shade, smooth, tail
from pipeline.demo.figures.hoofed import legs

NOSE = (30, 26, 28)
COLLARS = ((214, 48, 49), (9, 132, 227), (250, 200, 40))


def _eye(pen: Pen, x: float, y: float, radius: float, iris: Colour = NOSE) -> None:
    pen.dot(x, y, radius, iris)
    pen.dot(x, y, radius * 0.6, (18, 16, 18))
    pen.dot(x + radius * 0.3, y + radius * 0.35, radius * 0.33, (250, 250, 250))


def _dark(coat: Colour) -> float:
    """Factor that sets far legs apart from ``coat``: black coats can only get lighter."""
    return 0.74 if sum(coat) > 200 else 1.14


def bear(pen: Pen, coat: Colour, pose: str, rng: random.Random) -> None:
    """Total height 1; poses: standing, walking, sitting, upright (on its hind legs)."""
    muzzle = shade(coat, 1.35)
    if pose in ("sitting", "upright"):
        _bear_up(pen, coat, muzzle, seated=pose == "sitting")
        return
    stride = 0.08 if pose == "walking" else 0.015
    far = shade(coat, _dark(coat))
    legs(pen, [(-0.40, 0.42), (0.24, 0.42)], stride=-stride, widths=(0.23, 0.16), colour=far, foot=far)
    legs(pen, [(-0.47, 0.44), (0.31, 0.46)], stride=stride, widths=(0.29, 0.18),
        colour=coat, foot=shade(coat, _dark(coat)))
    pen.dot(-0.655, 0.66, 0.05, coat)
    body = smooth([(-0.66, 0.56), (-0.57, 0.80), (-0.30, 0.90), (0.0, 0.88), (0.25, 0.98), (0.46, 0.84),
                   (0.48, 0.55), (0.30, 0.33), (0.0, 0.30), (-0.35, 0.30), (-0.60, 0.36)])
    pen.fill(body, coat)
    pen.pattern([body], [oval(-0.05, 0.29, 0.40, 0.08)], shade(coat, 0.86))
    pen.dot(0.52, 0.97, 0.075, shade(coat, _dark(coat)))
    pen.fill(smooth([(0.32, 0.84), (0.45, 0.97), (0.63, 0.98), (0.76, 0.84), (0.74, 0.64), (0.55, 0.54),
        (0.36, 0.58)]), coat)
    pen.dot(0.62, 0.985, 0.075, coat)
    pen.dot(0.62, 0.985, 0.04, shade(coat, 0.7))
    pen.fill(smooth([(0.68, 0.80), (0.80, 0.76), (0.91, 0.70), (0.89, 0.60), (0.76, 0.565),
        (0.66, 0.63)]), muzzle)
    pen.fill(oval(0.885, 0.70, 0.04, 0.034), NOSE)
    pen.fill(limb([(0.75, 0.615), (0.85, 0.625)], [0.012, 0.012]), shade(coat, 0.4))
    _eye(pen, 0.70, 0.825, 0.026)


def _bear_up(pen: Pen, coat: Colour, muzzle: Colour, *, seated: bool) -> None:
    """Facing the viewer, the head turned a little."""
    far = shade(coat, _dark(coat))
    lift = 0.0 if seated else 0.16
    if seated:
        for side in (-1, 1):
            pen.fill(oval(side * 0.30, 0.13, 0.20, 0.13, side * 12), far)
            pen.fill(oval(side * 0.40, 0.13, 0.085, 0.10), shade(coat, 1.25))
    else:
        for side in (-1, 1):
            pen.fill(limb([(side * 0.15, 0.42), (side * 0.17, 0.09)], [0.24, 0.18]), far)
            pen.fill(oval(side * 0.18 + 0.03, 0.055, 0.12, 0.055), far)
    size = 0.86 if not seated else 1.0
    pen.fill(smooth([(-0.33 * size, 0.22 + lift), (-0.30 * size, 0.50 + lift), (-0.17, 0.66 + lift * 0.8),
        (0.17, 0.66 + lift * 0.8),
                     (0.30 * size, 0.50 + lift), (0.33 * size, 0.22 + lift), (0.15,
                         0.05 + lift * 1.2), (-0.15, 0.05 + lift * 1.2)]), coat)
    pen.fill(oval(0, 0.32 + lift, 0.19 * size, 0.22), muzzle)
    for side in (-1, 1):
        pen.fill(tail([(side * 0.22, 0.60 + lift * 0.8), (side * 0.33, 0.42 + lift),
            (side * 0.24, 0.26 + lift)], 0.16, 0.13), far)
    top = 0.76 + lift * 0.35
    for side in (-1, 1):
        pen.dot(side * 0.16 + 0.02, top + 0.15, 0.07, coat)
        pen.dot(side * 0.16 + 0.02, top + 0.15, 0.038, shade(coat, 0.7))
    pen.fill(oval(0.02, top, 0.23, 0.19), coat)
    pen.fill(oval(0.06, top - 0.06, 0.105, 0.085), muzzle)
    pen.fill(oval(0.075, top - 0.02, 0.04, 0.028), NOSE)
    for x in (-0.05, 0.15):
        _eye(pen, x, top + 0.05, 0.024)


def dog(pen: Pen, coat: Colour, pose: str, rng: random.Random) -> None:
    """Total height 1; poses: standing, walking, running, sitting."""
    far, ear, collar = shade(coat, _dark(coat)), shade(coat, 0.62), rng.choice(COLLARS)
    if sum(coat) < 200:
        ear = shade(coat, 0.6)
    if pose == "sitting":
        pen.fill(tail([(-0.34, 0.10), (-0.52, 0.10), (-0.60, 0.26)], 0.09, 0.05), coat)
        pen.fill(limb([(0.20, 0.45), (0.21, 0.04)], [0.13, 0.09]), far)
        pen.fill(smooth([(-0.36, 0.18), (-0.26, 0.42), (0.0, 0.66), (0.20, 0.70), (0.27, 0.50),
            (0.20, 0.22), (0.0, 0.06), (-0.26, 0.05)]), coat)
        pen.fill(oval(-0.15, 0.19, 0.20, 0.17, -20), shade(coat, 0.92))
        pen.fill(limb([(-0.12, 0.05), (0.10, 0.045)], [0.09, 0.08]), coat)
        pen.fill(limb([(0.17, 0.50), (0.20, 0.045), (0.27, 0.04)], [0.15, 0.09, 0.075]), coat)
        x, y = 0.18, 0.80
    else:
        stride = {"standing": 0.02, "walking": 0.10, "running": 0.24}[pose]
        legs(pen, [(-0.36, 0.38), (0.22, 0.38)], stride=-stride, widths=(0.14, 0.085), colour=far, foot=far)
        pen.fill(tail([(-0.48, 0.56), (-0.62, 0.64), (-0.68, 0.82)], 0.09, 0.05), coat)
        legs(pen, [(-0.42, 0.40), (0.27, 0.42)], stride=stride, widths=(0.18, 0.09), colour=coat, foot=coat)
        body = smooth([(-0.53, 0.50), (-0.46, 0.63), (-0.20, 0.64), (0.10, 0.645), (0.32, 0.68), (0.42, 0.55),
                       (0.34, 0.36), (0.12, 0.30), (-0.16, 0.36), (-0.40, 0.36), (-0.52, 0.40)])
        pen.fill(body, coat)
        pen.fill(limb([(0.30, 0.56), (0.43, 0.76)], [0.26, 0.20]), coat)
        x, y = 0.42, 0.80
    pen.fill(limb([(x - 0.10, y - 0.10), (x + 0.11, y - 0.165)], [0.05, 0.05]), collar)
    pen.fill(smooth([(x - 0.15, y), (x - 0.08, y + 0.15), (x + 0.08, y + 0.17), (x + 0.19, y + 0.06),
        (x + 0.36, y + 0.02),
                     (x + 0.385, y - 0.06), (x + 0.32, y - 0.115), (x + 0.12, y - 0.13), (x - 0.08,
                         y - 0.12)]), coat)
    pen.fill(oval(x + 0.37, y + 0.005, 0.04, 0.034), NOSE)
    pen.fill(limb([(x + 0.20, y - 0.075), (x + 0.33, y - 0.075)], [0.012, 0.012]), NOSE)
    pen.fill(smooth([(x - 0.06, y + 0.16), (x + 0.02, y + 0.10), (x - 0.01, y - 0.10),
        (x - 0.09, y - 0.17), (x - 0.17, y - 0.08), (x - 0.15, y + 0.08)]), ear)
    _eye(pen, x + 0.13, y + 0.065, 0.028)


def cat(pen: Pen, coat: Colour, pose: str, rng: random.Random) -> None:
    """Total height 1; poses: standing, walking, sitting, lying."""
    far, iris = shade(coat, _dark(coat)), rng.choice(((150, 200, 60), (240, 190, 50), (90, 180, 210)))
    marks = shade(coat, 0.78) if sum(coat) > 200 else shade(coat, 1.12)
    if pose == "sitting":
        pen.fill(tail([(-0.22, 0.08), (-0.46, 0.05), (-0.56, 0.20), (-0.46, 0.34)], 0.09, 0.06), far)
        body = smooth([(-0.30, 0.16), (-0.22, 0.42), (-0.02, 0.62), (0.16, 0.62), (0.22, 0.40),
            (0.20, 0.10), (0.0, 0.02), (-0.24, 0.03)])
        pen.fill(body, coat)
        pen.fill(oval(-0.13, 0.15, 0.16, 0.14), shade(coat, 0.93))
        for dx in (0.07, 0.16):
            pen.fill(limb([(dx, 0.40), (dx + 0.01, 0.045), (dx + 0.06, 0.04)], [0.11, 0.075, 0.075]), coat)
        x, y = 0.10, 0.75
    elif pose == "lying":
        pen.fill(tail([(-0.62, 0.14), (-0.84, 0.08), (-0.98, 0.16), (-1.0, 0.30)], 0.11, 0.08), far)
        body = smooth([(-0.70, 0.20), (-0.58, 0.44), (-0.25, 0.54), (0.10, 0.50), (0.36, 0.42),
            (0.42, 0.16), (0.20, 0.02), (-0.50, 0.02)])
        pen.fill(body, coat)
        pen.fill(oval(-0.42, 0.18, 0.23, 0.17), shade(coat, 0.93))
        pen.fill(limb([(0.22, 0.09), (0.62, 0.06)], [0.15, 0.11]), coat)
        x, y = 0.38, 0.66
    else:
        stride = 0.09 if pose == "walking" else 0.02
        legs(pen, [(-0.40, 0.34), (0.18, 0.34)], stride=-stride, widths=(0.12, 0.08), colour=far, foot=far)
        pen.fill(tail([(-0.50, 0.46), (-0.68, 0.52), (-0.70, 0.76), (-0.60, 0.95)], 0.085, 0.065), coat)
        legs(pen, [(-0.46, 0.36), (0.23, 0.36)], stride=stride, widths=(0.15, 0.085), colour=coat, foot=coat)
        body = smooth([(-0.56, 0.42), (-0.46, 0.55), (-0.18, 0.56), (0.12, 0.545), (0.32, 0.58),
            (0.38, 0.42), (0.26, 0.27), (-0.05, 0.26), (-0.36, 0.28), (-0.53, 0.32)])
        pen.fill(body, coat)
        x, y = 0.36, 0.70
    stripes = [limb([(x0, 0.9), (x0 - 0.06, 0.32)], [0.05, 0.02]) for x0 in (-0.48, -0.33, -0.18, -0.03)]
    pen.pattern([body], stripes, marks)
    for side, lean in ((-1, -0.03), (1, 0.03)):
        ear_x = x + side * 0.13
        pen.fill([(ear_x - 0.085, y + 0.09), (ear_x + lean, y + 0.29), (ear_x + 0.085, y + 0.09)], coat)
        pen.fill([(ear_x - 0.04, y + 0.12), (ear_x + lean, y + 0.23),
            (ear_x + 0.045, y + 0.12)], (226, 150, 150))
    pen.fill(oval(x, y, 0.225, 0.185), coat)
    pen.fill(oval(x + 0.05, y - 0.075, 0.10, 0.07), shade(coat, 1.4))
    for dx in (-0.06, 0.13):
        _eye(pen, x + dx, y + 0.03, 0.038, iris)
    pen.fill([(x + 0.03, y - 0.03), (x + 0.09, y - 0.03), (x + 0.06, y - 0.065)], (214, 110, 120))
    whisker = shade(coat, 0.55) if sum(coat) > 330 else (235, 235, 235)
    for dy in (-0.05, -0.09):
        pen.fill(limb([(x + 0.12, y - 0.07), (x + 0.32, y + dy)], [0.012, 0.008]), whisker)
        pen.fill(limb([(x - 0.04, y - 0.07), (x - 0.22, y + dy)], [0.012, 0.008]), whisker)
