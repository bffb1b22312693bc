"""Horse and zebra in profile, and the legs and eyes that other animals share."""

# Outlines are laid out by hand, several points to a line.
# fmt: off
from __future__ import annotations

import random
from collections.abc import Sequence

from pipeline.demo.figures.canvas import Colour, Pen, Point, limb, oval, shade, smooth, tail

DARK = (38, 32, 34)


def legs(
    pen: Pen,
    hips: Sequence[Point],
    *,
    stride: float,
    widths: tuple[float, float],
    colour: Colour,
    foot: Colour,
    knee: float = 0.5,
) -> list[list[Point]]:
    """Legs from ``hips`` to the ground, each other one swung the other way; returns their outlines."""
    outlines = []
    for index, (x, y) in enumerate(hips):
        swing = stride if index % 2 else -stride
        middle = (x + swing * 0.45 + 0.01, y * knee)
        outline = limb(
            [(x, y), middle, (x + swing, widths[1] / 2)], [widths[0], (widths[0] + widths[1]) / 2, widths[1]]
        )
        pen.fill(outline, colour)
        pen.fill(
            limb([(x + swing, widths[1] / 2), (x + swing + 0.022, widths[1] / 2)],
                [widths[1] * 1.05] * 2), foot
        )
        outlines.append(outline)
    return outlines


def draw_eye(pen: Pen, x: float, y: float, radius: float) -> None:
    pen.dot(x, y, radius, (24, 20, 22))
    pen.dot(x + radius * 0.3, y + radius * 0.35, radius * 0.35, (250, 250, 250))


def horse(pen: Pen, coat: Colour, pose: str, rng: random.Random) -> None:
    """Total height 1; poses: standing, walking, running, grazing."""
    mane = shade(coat, 0.45) if sum(coat) > 250 else shade(coat, 1.22)
    if sum(coat) > 600:
        mane = (172, 164, 156)
    stride = {"standing": 0.015, "walking": 0.07, "grazing": 0.03, "running": 0.17}[pose]
    far = shade(coat, 0.72)
    legs(pen, [(-0.27, 0.5), (0.24, 0.5)], stride=-stride, widths=(0.11, 0.048), colour=far, foot=DARK)
    pen.fill(tail([(-0.40, 0.70), (-0.52, 0.62), (-0.55, 0.44), (-0.51, 0.28)], 0.06, 0.10), mane)
    legs(pen, [(-0.32, 0.52), (0.28, 0.52)], stride=stride, widths=(0.13, 0.052), colour=coat, foot=DARK)
    body = smooth([(-0.42, 0.66), (-0.33, 0.75), (-0.14, 0.735), (0.05, 0.70), (0.24, 0.755), (0.37, 0.68),
                   (0.37, 0.53), (0.22, 0.43), (-0.02, 0.41), (-0.22, 0.44), (-0.38, 0.50)])
    pen.fill(body, coat)
    pen.pattern([body], [oval(0.0, 0.40, 0.36, 0.085)], shade(coat, 0.85))
    if pose == "grazing":
        neck = [(0.16, 0.72), (0.30, 0.74), (0.56, 0.40), (0.50, 0.26), (0.40, 0.30), (0.33, 0.50)]
        head = [(0.47, 0.42), (0.57, 0.42), (0.66, 0.20), (0.64, 0.11), (0.55, 0.10), (0.47, 0.28)]
        crest, ear, eye = [(0.22, 0.77), (0.40, 0.66), (0.54, 0.44)], (0.50, 0.45), (0.545, 0.345)
    else:
        neck = [(0.16, 0.72), (0.30, 0.82), (0.44, 0.97), (0.56, 0.95), (0.50, 0.80), (0.39, 0.55),
            (0.26, 0.55)]
        head = [(0.44, 0.95), (0.53, 0.98), (0.62, 0.90), (0.73, 0.76), (0.71, 0.69), (0.63, 0.69),
            (0.52, 0.80)]
        crest, ear, eye = [(0.17, 0.76), (0.31, 0.87), (0.47, 1.0)], (0.48, 0.97), (0.575, 0.885)
    pen.fill(smooth(neck), coat)
    pen.fill(tail(crest, 0.05, 0.085), mane)
    pen.fill(smooth(head), coat)
    pen.fill([(ear[0] - 0.03, ear[1] - 0.02), (ear[0] + 0.005, ear[1] + 0.08),
        (ear[0] + 0.045, ear[1] - 0.02)], coat)
    muzzle = head[3]
    pen.dot(muzzle[0] - 0.022, muzzle[1] - 0.012, 0.014, shade(coat, 0.5))
    draw_eye(pen, *eye, 0.017)


def zebra(pen: Pen, coat: Colour, pose: str, rng: random.Random) -> None:
    """Total height 1; poses as the horse's."""
    black = (40, 36, 40)
    stride = {"standing": 0.015, "walking": 0.07, "grazing": 0.03, "running": 0.16}[pose]
    far = shade(coat, 0.78)
    far_legs = legs(pen, [(-0.29, 0.5), (0.25, 0.5)], stride=-stride, widths=(0.12, 0.055),
        colour=far, foot=DARK)
    pen.fill(tail([(-0.43, 0.70), (-0.51, 0.58), (-0.53, 0.42)], 0.03, 0.025), coat)
    pen.fill(oval(-0.53, 0.38, 0.03, 0.07), black)
    near_legs = legs(pen, [(-0.34, 0.52), (0.29, 0.52)], stride=stride, widths=(0.14, 0.058),
        colour=coat, foot=DARK)
    body = smooth([(-0.45, 0.66), (-0.36, 0.76), (-0.14, 0.755), (0.05, 0.735), (0.24, 0.775), (0.38, 0.68),
                   (0.38, 0.53), (0.22, 0.42), (-0.02, 0.39), (-0.22, 0.42), (-0.41, 0.50)])
    if pose == "grazing":
        neck = smooth([(0.16, 0.74), (0.30, 0.75), (0.57, 0.42), (0.52, 0.26), (0.40, 0.30), (0.31, 0.50)])
        head = smooth([(0.47, 0.44), (0.57, 0.42), (0.64, 0.22), (0.62, 0.12), (0.54, 0.11), (0.47, 0.28)])
        crest, ear, eye, muzzle = [(0.20, 0.80), (0.41, 0.68), (0.56, 0.45)], (0.50, 0.46), (0.55,
            0.35), (0.59, 0.14)
    else:
        neck = smooth([(0.14, 0.74), (0.30, 0.84), (0.42, 0.97), (0.54, 0.95), (0.51, 0.80), (0.40, 0.55),
            (0.25, 0.55)])
        head = smooth([(0.42, 0.95), (0.52, 0.98), (0.61, 0.89), (0.70, 0.76), (0.68, 0.69), (0.60, 0.69),
            (0.50, 0.80)])
        crest, ear, eye, muzzle = [(0.16, 0.80), (0.29, 0.90), (0.45, 1.02)], (0.46, 0.97), (0.56,
            0.88), (0.67, 0.73)
    pen.fill(tail(crest, 0.05, 0.07), black)
    for outline in (body, neck, head):
        pen.fill(outline, coat)
    slant = rng.uniform(-0.02, 0.03)
    bars = [[(x - 0.018, 0.3), (x + 0.018, 0.3), (x + slant + 0.02, 0.85), (x + slant - 0.012, 0.85)]
            for x in (-0.45 + 0.075 * k for k in range(11))]
    pen.pattern([body], bars, black)
    along = [crest[0], crest[-1]]
    rungs = []
    for k in range(7):
        share = k / 6
        cx, cy = (along[0][j] + (along[1][j] - along[0][j]) * share for j in (0, 1))
        rungs.append(limb([(cx - 0.04, cy + 0.03), (cx + 0.22, cy - 0.20)], [0.03, 0.022]))
    pen.pattern([neck], rungs, black)
    lean = [(eye[0] - 0.12 + 0.06 * k, eye[1] + 0.12 - 0.075 * k) for k in range(4)]
    pen.pattern([head], [limb([(x - 0.05, y - 0.08), (x + 0.09, y + 0.06)], [0.02, 0.02]) for x,
        y in lean], black)
    rings = [[(-0.7, y), (0.7, y), (0.7, y + 0.026), (-0.7, y + 0.026)] for y in (0.10, 0.165, 0.23,
        0.295, 0.36)]
    pen.pattern([*far_legs, *near_legs], rings, black)
    pen.dot(*muzzle, 0.035, black)
    pen.fill(oval(ear[0], ear[1] + 0.045, 0.025, 0.055, -10), black)
    pen.fill(oval(ear[0], ear[1] + 0.045, 0.012, 0.035, -10), coat)
    draw_eye(pen, *eye, 0.017)
