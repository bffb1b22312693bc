"""Airplane and train from the side."""

# Outlines are laid out by hand, several points to a line.
# fmt: off
from __future__ import annotations

import random

from pipeline.demo.figures.canvas import Colour, Pen, limb, oval, shade, smooth

GLASS = (120, 176, 206)
METAL = (92, 98, 108)
WHITE = (244, 246, 248)


def airplane(pen: Pen, coat: Colour, pose: str, rng: random.Random) -> None:
    """Length about 2.6, height about 1; ``coat`` paints tail, belly and engines. Poses: flying, climbing, parked."""
    hull = WHITE if coat != WHITE else (232, 236, 240)
    trim = coat if coat != WHITE else (150, 160, 172)
    if pose == "parked":
        for x in (0.75, -0.15, -0.02):
            pen.fill(limb([(x, 0.34), (x, 0.07)], [0.04, 0.04]), METAL)
            pen.dot(x, 0.065, 0.065, (48, 50, 56))
            pen.dot(x, 0.065, 0.028, (180, 184, 190))
    pen.fill([(0.10, 0.50), (-0.16, 0.92), (-0.34, 0.92), (-0.22, 0.50)], shade(hull, 0.78))
    fuselage = smooth([(1.30, 0.44), (1.18, 0.56), (0.90, 0.63), (0.2, 0.64), (-0.7, 0.64), (-1.28, 0.66),
        (-1.30, 0.60),
                       (-0.95, 0.42), (-0.5, 0.32), (0.3, 0.29), (0.95, 0.31), (1.22, 0.36)])
    fin = [(-0.78, 0.60), (-1.16, 1.06), (-1.38, 1.06), (-1.26, 0.60)]
    pen.fill(fin, trim)
    pen.fill([(-1.2, 0.88), (-1.27, 0.97), (-1.36, 0.97), (-1.32, 0.88)], shade(trim, 1.4))
    pen.fill(fuselage, hull)
    pen.pattern([fuselage], [[(-1.5, 0.2), (1.5, 0.2), (1.5, 0.40), (-1.5, 0.44)]], trim)
    pen.pattern([fuselage], [[(-1.5, 0.43), (1.5, 0.39), (1.5, 0.41), (-1.5, 0.46)]], shade(trim, 0.7))
    for k in range(13):
        pen.fill(oval(0.86 - 0.125 * k, 0.525, 0.03, 0.038, steps=10), GLASS)
    pen.pattern([fuselage], [[(1.05, 0.50), (1.35, 0.50), (1.35, 0.60), (1.08, 0.60)]], (60, 92, 120))
    pen.fill(limb([(-0.30, 0.20), (0.02, 0.20)], [0.15, 0.17]), shade(trim, 0.85))
    pen.fill(oval(0.10, 0.20, 0.035, 0.085), (60, 64, 72))
    wing = [(0.30, 0.42), (-0.02, 0.38), (-0.66, 0.02), (-0.78, 0.02), (-0.36, 0.42)]
    pen.fill(wing, shade(hull, 0.88))
    pen.fill([(-0.62, 0.045), (-0.66, 0.02), (-0.78, 0.02), (-0.73, 0.10)], trim)
    pen.fill([(-0.92, 0.56), (-1.30, 0.44), (-1.42, 0.44), (-1.24, 0.58)], shade(trim, 0.85))


def train(pen: Pen, coat: Colour, pose: str, rng: random.Random) -> None:
    """Height about 1, length about 3.6, the locomotive at x = 0..1.8; poses: modern, steam."""
    (_steam if pose == "steam" else _modern)(pen, coat)


def _wheels(pen: Pen, xs: list[float], radius: float, colour: Colour) -> None:
    for x in xs:
        pen.dot(x, radius, radius, (40, 42, 48))
        pen.dot(x, radius, radius * 0.6, colour)
        pen.dot(x, radius, radius * 0.22, (40, 42, 48))


def _modern(pen: Pen, coat: Colour) -> None:
    band = shade(coat, 1.75)
    for left, right in ((-1.85, -0.08), (0.0, 1.78)):
        front = right > 1
        pen.fill([(left + 0.05, 0.10), (right - 0.1, 0.10), (right - 0.1, 0.20),
            (left + 0.05, 0.20)], (58, 60, 68))
        _wheels(pen, [left + 0.28, left + 0.50, right - 0.62, right - 0.40], 0.09, METAL)
        nose = [(right - 0.38, 0.86), (right - 0.16, 0.70), (right - 0.01, 0.38), (right, 0.20),
            (right - 0.06, 0.15)]
        end = nose if front else [(right, 0.86), (right, 0.15)]
        shell = [(left, 0.15), (left, 0.86), *end]
        pen.fill(shell, coat)
        pen.pattern([shell], [[(left - 1, 0.80), (right + 1, 0.80), (right + 1, 0.9),
            (left - 1, 0.9)]], shade(coat, 0.7))
        pen.pattern([shell], [[(left - 1, 0.26), (right + 1, 0.26), (right + 1, 0.33),
            (left - 1, 0.33)]], band)
        for k in range(4):
            x = left + 0.34 + 0.27 * k
            pen.fill([(x, 0.46), (x + 0.20, 0.46), (x + 0.20, 0.70), (x, 0.70)], (206, 228, 238))
            pen.fill([(x, 0.46), (x + 0.20, 0.46), (x, 0.70)], GLASS)
        pen.fill([(left + 0.10, 0.18), (left + 0.25, 0.18), (left + 0.25, 0.72),
            (left + 0.10, 0.72)], shade(coat, 0.8))
        if front:
            pen.fill([(right - 0.33, 0.76), (right - 0.23, 0.70), (right - 0.11, 0.48),
                (right - 0.36, 0.48)], (44, 66, 88))
            pen.dot(right - 0.07, 0.27, 0.045, (255, 240, 170))
    pen.fill([(-0.10, 0.22), (0.02, 0.22), (0.02, 0.78), (-0.10, 0.78)], (58, 60, 68))
    pen.fill(limb([(-1.2, 0.86), (-1.0, 0.99)], [0.02, 0.02]), METAL)
    pen.fill(limb([(-1.0, 0.99), (-1.2, 1.06)], [0.02, 0.02]), METAL)


def _steam(pen: Pen, coat: Colour) -> None:
    iron, red = (48, 50, 56), (196, 52, 44)
    for k, (x, y, r) in enumerate(((1.30, 1.10, 0.11), (1.12, 1.22, 0.15), (0.88, 1.30, 0.18),
        (0.60, 1.36, 0.15))):
        pen.dot(x, y, r, shade((226, 228, 232), 1 - 0.03 * k))
    for left, right in ((-1.85, -1.0), (-0.92, -0.08)):
        pen.fill([(left, 0.18), (right, 0.18), (right, 0.72), (left, 0.72)], shade(coat, 0.85))
        pen.fill([(left - 0.03, 0.72), (right + 0.03, 0.72), (right - 0.02, 0.80),
            (left + 0.02, 0.80)], shade(coat, 0.55))
        for j in range(3):
            x = left + 0.08 + 0.25 * j
            pen.fill([(x, 0.42), (x + 0.17, 0.42), (x + 0.17, 0.63), (x, 0.63)], (250, 226, 150))
        pen.fill([(left, 0.28), (right, 0.28), (right, 0.32), (left, 0.32)], shade(coat, 1.6))
        _wheels(pen, [left + 0.18, right - 0.18], 0.11, METAL)
    pen.fill([(-0.10, 0.18), (0.02, 0.18), (0.02, 0.24), (-0.10, 0.24)], iron)
    pen.fill([(0.0, 0.20), (1.62, 0.20), (1.62, 0.30), (0.0, 0.30)], iron)
    pen.fill([(1.58, 0.20), (1.80, 0.06), (1.55, 0.06)], red)
    pen.fill(limb([(0.60, 0.50), (1.46, 0.50)], [0.42, 0.42]), coat)
    for x in (0.82, 1.06, 1.32):
        pen.fill([(x, 0.29), (x + 0.035, 0.29), (x + 0.035, 0.71), (x, 0.71)], (228, 186, 84))
    pen.fill(oval(1.62, 0.50, 0.07, 0.205), iron)
    pen.fill([(1.30, 0.68), (1.44, 0.68), (1.50, 0.98), (1.24, 0.98)], iron)
    pen.fill([(1.22, 0.96), (1.52, 0.96), (1.52, 1.01), (1.22, 1.01)], red)
    pen.fill(smooth([(0.86, 0.68), (0.88, 0.80), (0.96, 0.83), (1.04, 0.80), (1.06, 0.68)]), (228, 186, 84))
    pen.fill([(0.02, 0.28), (0.56, 0.28), (0.56, 0.88), (0.02, 0.88)], coat)
    pen.fill([(0.14, 0.56), (0.44, 0.56), (0.44, 0.80), (0.14, 0.80)], (206, 228, 238))
    pen.fill([(-0.05, 0.86), (0.64, 0.86), (0.60, 0.95), (-0.01, 0.95)], iron)
    _wheels(pen, [0.25, 0.66, 1.02], 0.175, red)
    _wheels(pen, [1.40], 0.11, red)
    pen.fill(limb([(0.25, 0.175), (1.02, 0.175)], [0.035, 0.035]), (200, 204, 210))
