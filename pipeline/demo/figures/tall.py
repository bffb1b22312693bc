"""Giraffe and elephant in profile."""

# Outlines are laid out by hand, several points to a line.
# fmt: off
from __future__ import annotations

import random

from pipeline.demo.figures.canvas import Colour, Pen, limb, oval, shade, smooth, tail
from pipeline.demo.figures.hoofed import DARK, draw_eye, legs


def giraffe(pen: Pen, coat: Colour, pose: str, rng: random.Random) -> None:
    """Total height 1; poses: standing, walking, running, eating (head lowered forwards)."""
    brown = (150, 84, 40)
    stride = {"standing": 0.01, "walking": 0.05, "running": 0.1, "eating": 0.02}[pose]
    legs(pen, [(-0.15, 0.36), (0.14, 0.38)], stride=-stride, widths=(0.065, 0.028),
        colour=shade(coat, 0.75), foot=DARK)
    pen.fill(tail([(-0.22, 0.50), (-0.28, 0.42), (-0.28, 0.32)], 0.016, 0.012), shade(coat, 0.8))
    pen.fill(oval(-0.28, 0.29, 0.018, 0.045), DARK)
    near = legs(pen, [(-0.18, 0.38), (0.16, 0.40)], stride=stride, widths=(0.08, 0.03),
        colour=coat, foot=DARK)
    body = smooth([(-0.235, 0.46), (-0.19, 0.525), (-0.05, 0.555), (0.12, 0.62), (0.22, 0.56), (0.21, 0.42),
                   (0.08, 0.35), (-0.08, 0.34), (-0.21, 0.38)])
    top, far_top = ((0.50, 0.72), (0.46, 0.66)) if pose == "eating" else ((0.36, 0.955), (0.335, 0.90))
    x, y = top
    neck = [(0.03, 0.575), (0.16, 0.68), (x - 0.045, y - 0.03), (x + 0.03, y - 0.02),
        (far_top[0] + 0.05, far_top[1] - 0.07), (0.23, 0.50), (0.14, 0.46)]
    mane = [(0.06, 0.605), (0.19, 0.70 if pose != "eating" else 0.66), (x - 0.05, y - 0.02)]
    pen.fill(tail(mane, 0.03, 0.03), shade(brown, 0.8))
    pen.fill(body, coat)
    pen.fill(neck, coat)
    spots = []
    for row in range(13):
        for column in range(16):
            cx = -0.27 + column * 0.052 + (row % 2) * 0.026 + rng.uniform(-0.006, 0.006)
            cy = 0.28 + row * 0.055 + rng.uniform(-0.006, 0.006)
            spots.append(oval(cx, cy, rng.uniform(0.017, 0.022), rng.uniform(0.018, 0.024),
                rng.uniform(0, 90), 6))
    pen.pattern([body, neck, *near], [s for s in spots if s[0][1] > 0.2], brown)
    for dx in (-0.022, 0.008):
        pen.fill(limb([(x + dx, y - 0.01), (x + dx - 0.012, y + 0.045)], [0.014, 0.012]), shade(coat, 0.8))
        pen.dot(x + dx - 0.012, y + 0.05, 0.011, DARK)
    pen.fill(oval(x - 0.055, y + 0.004, 0.038, 0.016, 160), shade(coat, 0.85))
    pen.fill(smooth([(x - 0.04, y + 0.005), (x + 0.02, y + 0.018), (x + 0.075, y - 0.015),
        (x + 0.135, y - 0.055),
                     (x + 0.125, y - 0.085), (x + 0.06, y - 0.08), (x - 0.02, y - 0.055)]), coat)
    pen.fill(oval(x + 0.118, y - 0.066, 0.022, 0.02), shade(coat, 0.85))
    draw_eye(pen, x + 0.028, y - 0.016, 0.011)


def elephant(pen: Pen, coat: Colour, pose: str, rng: random.Random) -> None:
    """Total height 1; poses: standing, walking, trumpeting (trunk raised), running."""
    far, fold = shade(coat, 0.72), shade(coat, 0.84)
    stride = {"standing": 0.01, "walking": 0.06, "trumpeting": 0.02, "running": 0.1}[pose]
    nail = shade(coat, 1.5)
    legs(pen, [(-0.30, 0.45), (0.20, 0.45)], stride=-stride, widths=(0.19, 0.15), colour=far, foot=far)
    pen.fill(tail([(-0.50, 0.68), (-0.58, 0.55), (-0.58, 0.40)], 0.035, 0.02), far)
    pen.fill(oval(-0.58, 0.36, 0.025, 0.055), DARK)
    body = smooth([(-0.52, 0.62), (-0.44, 0.82), (-0.22, 0.92), (0.04, 0.90), (0.26, 0.84), (0.38, 0.66),
                   (0.32, 0.42), (0.10, 0.33), (-0.16, 0.32), (-0.40, 0.36), (-0.51, 0.46)])
    near = legs(pen, [(-0.37, 0.48), (0.25, 0.48)], stride=stride, widths=(0.23, 0.16),
        colour=coat, foot=coat)
    pen.fill(body, coat)
    pen.pattern([body], [oval(-0.05, 0.31, 0.34, 0.07)], fold)
    for index, x in enumerate((-0.37, 0.25)):
        foot = x + (stride if index % 2 else -stride)
        for dx in (-0.04, 0.01, 0.06):
            pen.pattern(near, [oval(foot + dx + 0.01, 0.02, 0.02, 0.025)], nail)
    trunk = (
        [(0.66, 0.72), (0.82, 0.68), (0.91, 0.80), (0.87, 0.99)]
        if pose == "trumpeting"
        else [(0.64, 0.70), (0.72, 0.50), (0.72, 0.28), (0.78, 0.10)]
    )
    pen.fill(tail(trunk, 0.20, 0.065), coat)
    pen.fill(smooth([(0.28, 0.82), (0.40, 0.97), (0.56, 0.98), (0.70, 0.86), (0.71, 0.68), (0.58, 0.56),
        (0.38, 0.58)]), coat)
    pen.fill(tail([(0.60, 0.58), (0.72, 0.46), (0.86, 0.50)], 0.05, 0.018), (246, 240, 222))
    ear = smooth([(0.46, 0.90), (0.34, 0.96), (0.18, 0.90), (0.14, 0.70), (0.22, 0.52), (0.34, 0.48),
        (0.44, 0.64)])
    pen.fill(ear, fold)
    pen.pattern([ear], [oval(0.30, 0.74, 0.10, 0.17, 8)], shade(fold, 0.9))
    draw_eye(pen, 0.585, 0.79, 0.02)
