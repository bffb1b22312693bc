"""What a picture shows, as plain data, before anything is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Figure(NamedTuple):
    """One thing in the picture. ``x`` and ``y`` place its origin, in picture heights; ``height`` is its size there."""

    category: str
    coat: str
    pose: str
    facing: str
    x: float
    y: float
    height: float
    young: bool
    seed: int


@dataclass(frozen=True)
class Scene:
    """A whole picture; figures from the main category come first, in order from left to right."""

    category: str
    width: int
    height: int
    setting: str
    time: str
    weather: str
    figures: tuple[Figure, ...]
    seed: int

    @property
    def main(self) -> tuple[Figure, ...]:
        return tuple(figure for figure in self.figures if figure.category == self.category)

    @property
    def company(self) -> tuple[Figure, ...]:
        return tuple(figure for figure in self.figures if figure.category != self.category)
