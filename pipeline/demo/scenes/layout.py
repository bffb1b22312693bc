"""Where everything in a picture stands, how large it is and which way it looks."""

from __future__ import annotations

import random
from collections.abc import Sequence

from pipeline.demo.figures.kinds import CATEGORIES, KINDS
from pipeline.demo.places.backdrops import RAIL_Y
from pipeline.demo.scenes.scene import Figure

CROWD = ((1, 0.42), (2, 0.28), (3, 0.18), (4, 0.12))
COMPANY = 0.4
"""Share of pictures in which another category keeps the main one company."""


class Layout:
    """Where everything stands: main figures side by side, company beside or behind them."""

    def __init__(self, rng: random.Random, category: str, coat: str, setting: str, aspect: float) -> None:
        self.rng, self.category, self.coat, self.setting, self.aspect = rng, category, coat, setting, aspect

    def figures(self, coats: Sequence[str]) -> list[Figure]:
        """``coats``: what main figures may wear here in this world."""
        rng, kind = self.rng, KINDS[self.category]
        most = min(kind.most, 4 if self.aspect > 1 else 2)
        counts = [c for c in CROWD if c[0] <= most]
        count = rng.choices([c for c, _ in counts], [share for _, share in counts])[0]
        guest = self._guest(count)
        ridden = guest == "person" and self.category == "horse" and rng.random() < 0.6
        guests = 0 if guest is None or ridden or guest in ("airplane", "train") else 1
        low, high = self._across()
        slot = (high - low) / (count + guests)
        places = [low + slot * (k + 0.5) for k in range(count + guests)]
        side = rng.choice((0, count)) if guests else count
        mine = [x for k, x in enumerate(places) if not (guests and k == side)]
        main = self._main(count, mine, slot, coats)
        if guest is None:
            return main
        if ridden:
            return [*main, self._rider(main[rng.randrange(count)])]
        return [*main, self._company(guest, places[side] if guests else rng.choice((low, high)), slot, main)]

    def _across(self) -> tuple[float, float]:
        """The part of the width that a square crop from the centre keeps, and a little beyond."""
        half = min(0.5 * self.aspect, 0.5) * 0.96 + (0.04 if self.aspect > 1 else 0)
        return self.aspect / 2 - half, self.aspect / 2 + half

    def _guest(self, count: int) -> str | None:
        rng, later = self.rng, CATEGORIES[CATEGORIES.index(self.category) + 1 :]
        able = [name for name in later if self.setting in KINDS[name].settings or self.setting == "plain"]
        if self.setting in ("room", "street", "station"):
            able = [name for name in able if name not in ("airplane", "train")]
        if self.category in ("airplane", "train"):
            able = [name for name in able if name == "person" and self.setting != "sky"]
        if not able or rng.random() > COMPANY or (count == 4 and rng.random() < 0.7):
            return None
        return "person" if "person" in able and rng.random() < 0.35 else rng.choice(able)

    def _main(self, count: int, places: list[float], slot: float, allowed: Sequence[str]) -> list[Figure]:
        rng, kind = self.rng, KINDS[self.category]
        coats = [self.coat] * count
        if count > 1 and rng.random() < 0.3:
            others = [name for name in allowed if name != self.coat]
            coats[rng.randrange(count)] = rng.choice(others) if others else self.coat
        facings = [rng.choice(("left", "right"))] * count
        if count > 1 and rng.random() < 0.3:
            facings[0], facings[-1] = "right", "left"
        pose = self._pose()
        scale, crowding = (rng.uniform(0.78, 1.0), rng.uniform(1.0, 1.3)) if count > 1 else (rng.uniform(0.6, 1.0), 1.0)
        young = rng.randrange(count) if count > 1 and self._has_young() and rng.random() < 0.25 else None
        figures = []
        for k, x in enumerate(places):
            height = self._height(self.category, slot * crowding, count) * scale * rng.uniform(0.93, 1.0)
            height *= 0.9 if self._behind(count, k) else 1.0
            height *= 0.58 if k == young else 1.0
            if count == 1:
                x += rng.uniform(-0.45, 0.45) * max(0.0, slot - height * (kind.left + kind.right))
            figures.append(self._figure(self.category, coats[k], pose, facings[k], x, height, young=k == young, rank=k))
            if self._behind(count, k) and kind.size > 0.5:
                figures[-1] = figures[-1]._replace(y=round(max(0.74, figures[-1].y - 0.07), 4))
        return figures

    def _behind(self, count: int, rank: int) -> bool:
        """Every other one of a crowd stands further back, so that all have room."""
        return count > 2 and rank % 2 == 1

    def _has_young(self) -> bool:
        return self.category not in ("airplane", "train")

    def _pose(self) -> str:
        poses = KINDS[self.category].poses
        if self.category == "airplane":
            return self.rng.choice(
                ("flying", "climbing") if self.setting != "airport" else ("parked", "parked", "climbing")
            )
        return self.rng.choice(poses)

    def _height(self, category: str, slot: float, count: int) -> float:
        """As tall as its slot's width and the picture allow, and as the category is beside others."""
        kind = KINDS[category]
        overlap = 0.98 if category == "airplane" else {1: 0.98, 2: 1.12}.get(count, 1.36)
        widest = slot * overlap / (kind.left + kind.right)
        if category == "train":
            return 0.36 if count == 1 else 0.25
        return min(widest, 0.5 * kind.size**0.6 * (1.2 if count == 1 else 1.0))

    def _figure(
        self, category: str, coat: str, pose: str, facing: str, x: float, height: float, *, young: bool, rank: int
    ) -> Figure:
        rng, kind = self.rng, KINDS[category]
        shift = (kind.right - kind.left) / 2 * height
        x += -shift if facing == "right" else shift
        lowest = 0.95 if self.aspect > 1 else 0.84
        y = rng.uniform(lowest - 0.15, lowest)
        if category == "airplane" and pose != "parked":
            y = rng.uniform(0.36, 0.52) if self.setting != "sky" else rng.uniform(0.35, 0.72)
            y = max(y + 0.12 * (rank % 2) - 0.05, 1.1 * height + 0.03)
        elif category == "train":
            front = rng.uniform(0.34, 0.5) - kind.right * height - 0.3 * rank
            x = self.aspect / 2 + (front if facing == "right" else -front)
            y = RAIL_Y if rank == 0 else RAIL_Y - 0.19
        else:
            y = max(y, min(lowest + 0.02, height + 0.06))
        return Figure(
            category, coat, pose, facing, round(x, 4), round(y, 4), round(height, 4), young, rng.getrandbits(31)
        )

    def _rider(self, mount: Figure) -> Figure:
        coat = self.rng.choice(sorted(KINDS["person"].coats))
        seat = mount.y - 0.30 * mount.height
        return Figure("person", coat, "riding", mount.facing, mount.x, round(seat, 4), round(mount.height * 0.86, 4),
                      False, self.rng.getrandbits(31))  # fmt: skip

    def _company(self, guest: str, x: float, slot: float, main: list[Figure]) -> Figure:
        rng, kind = self.rng, KINDS[guest]
        coat, facing = rng.choice(sorted(kind.coats)), rng.choice(("left", "right"))
        if guest in ("airplane", "train"):
            flies = guest == "airplane"
            pose = rng.choice(("flying", "climbing") if flies else kind.poses)
            x, y = self.aspect / 2 + rng.uniform(-0.2, 0.2), rng.uniform(0.2, 0.28) if flies else 0.67
            height = 0.155 if flies else 0.2
            return Figure(guest, coat, pose, facing, round(x, 4), round(y, 4), height, False, rng.getrandbits(31))
        lead = KINDS[self.category]
        height = max(figure.height for figure in main) * kind.size / lead.size
        if self.category in ("airplane", "train"):
            height = rng.uniform(0.3, 0.36)
        height = min(height, slot * 1.1 / (kind.left + kind.right), 0.68)
        pose = rng.choice([pose for pose in kind.poses if pose != "running"])
        figure = self._figure(guest, coat, pose, facing, x, max(height, 0.16), young=False, rank=0)
        return figure._replace(y=0.96) if self.category == "train" else figure
