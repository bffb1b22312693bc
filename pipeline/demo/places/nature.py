"""Settings outdoors, away from people."""

# Outlines are laid out by hand, several points to a line.
# fmt: off
from __future__ import annotations

from pipeline.demo.figures.canvas import blend, oval, smooth
from pipeline.demo.places.scenery import SKIES, Backdrop, cloud, heavens, pine, tree, tufts


def meadow(s: Backdrop) -> None:
    heavens(s)
    s.ridge(0.56, 0.12, 3, (142, 190, 110))
    for x in s.along(s.rng.randint(1, 4)):
        tree(s, x, 0.62, s.rng.uniform(0.16, 0.28), (78, 146, 84))
    s.gradient((126, 188, 92), (92, 158, 74), 0.6, 1)
    tufts(s, 16, 0.64, (74, 140, 66))
    petals = s.rng.choice(((250, 240, 250), (252, 214, 80), (236, 110, 130), (180, 130, 220)))
    for _ in range(18):
        s.dot(s.rng.uniform(0, s.aspect), s.rng.uniform(0.66, 1), 0.009, petals)


def savanna(s: Backdrop) -> None:
    heavens(s)
    s.ridge(0.58, 0.06, 3, (206, 172, 104))
    s.gradient((226, 190, 104), (202, 154, 76), 0.6, 1)
    for x in s.along(s.rng.randint(1, 3)):
        size = s.rng.uniform(0.22, 0.36)
        y = s.rng.uniform(0.61, 0.66)
        s.fill([(x - 0.012, y), (x + 0.012, y), (x + size * 0.3, y - size * 0.72), (x, y - size * 0.4),
                (x - size * 0.3, y - size * 0.7)], (104, 74, 52))
        s.fill(oval(x, y - size * 0.78, size * 0.62, size * 0.14), (122, 142, 62))
        s.fill(oval(x + size * 0.1, y - size * 0.86, size * 0.36, size * 0.1), (140, 158, 72))
    tufts(s, 26, 0.64, (168, 128, 58))


def forest(s: Backdrop) -> None:
    s.gradient((92, 140, 108), (160, 194, 140), 0, 0.7)
    for layer, (leaf, base) in enumerate((((70, 122, 88), 0.62), ((46, 98, 68), 0.68))):
        for x in s.along(7 - layer, 0.4):
            if s.rng.random() < 0.6:
                pine(s, x, base, s.rng.uniform(0.5, 0.78), leaf)
            else:
                s.box(x - 0.022, 0, 0.044, base, (92, 70, 54))
                s.fill(oval(x, 0.05, 0.2, 0.16), leaf)
    s.gradient((82, 122, 66), (60, 98, 56), 0.64, 1)
    for _ in range(10):
        s.fill(oval(s.rng.uniform(0, s.aspect), s.rng.uniform(0.68, 1), 0.04, 0.012), (104, 84, 54))
    tufts(s, 16, 0.68, (48, 84, 48))


def snow(s: Backdrop) -> None:
    heavens(s)
    s.ridge(0.54, 0.16, 3, (206, 220, 234))
    for x in s.along(s.rng.randint(3, 6)):
        pine(s, x, 0.62, s.rng.uniform(0.18, 0.34), (70, 110, 100), snow=True)
    s.gradient((244, 248, 252), (218, 230, 242), 0.6, 1)
    for _ in range(7):
        s.fill(oval(s.rng.uniform(0, s.aspect), s.rng.uniform(0.68, 1), 0.14, 0.014), (202, 218, 234))


def beach(s: Backdrop) -> None:
    heavens(s)
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


def sky(s: Backdrop) -> None:
    heavens(s)
    s.gradient(blend(*SKIES[s.time], 0.75), SKIES[s.time][1], 0.56, 1)
    white = (250, 252, 253) if s.time != "night" else (124, 136, 178)
    for _ in range(5):
        cloud(s, s.rng.uniform(0, s.aspect), s.rng.uniform(0.1, 0.9), s.rng.uniform(0.04, 0.09), white)
    for x in s.along(5):
        cloud(s, x, s.rng.uniform(0.94, 1.02), s.rng.uniform(0.08, 0.14), white)


def desert(s: Backdrop) -> None:
    heavens(s)
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


def lake(s: Backdrop) -> None:
    heavens(s)
    s.ridge(0.48, 0.12, 4, (104, 146, 120))
    for x in s.along(5):
        pine(s, x, 0.5, s.rng.uniform(0.12, 0.2), (74, 122, 92))
    top, bottom = SKIES[s.time]
    s.gradient(blend(top, (70, 150, 180), 0.6), blend(bottom, (110, 186, 204), 0.6), 0.5, 0.72)
    for _ in range(9):
        s.box(s.rng.uniform(0, s.aspect), s.rng.uniform(0.53, 0.7), 0.1, 0.005, (220, 238, 242))
    s.gradient((134, 170, 98), (104, 144, 80), 0.72, 1)
    for x in s.along(6):
        s.box(x, 0.62, 0.006, 0.13, (96, 128, 66))
        s.fill(oval(x + 0.003, 0.62, 0.01, 0.03), (124, 84, 54))
    tufts(s, 14, 0.75, (84, 124, 62))


def mountains(s: Backdrop) -> None:
    heavens(s)
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
