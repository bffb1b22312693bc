"""Whether a caption written for one scene is true of another: it is, when nothing it mentions differs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from pipeline.demo.language.words import (
    DOING,
    DOING_APTLY,
    DOING_TOGETHER,
    NOUNS,
    PLACES,
    SCENERY,
    TIMES,
    UNSEEN_FACING,
    WEATHERS,
)
from pipeline.demo.scenes.scene import Figure, Scene


def true_of(caption: str, written_for: Scene, scene: Scene) -> bool:
    """Whether ``caption``, which is true of ``written_for``, is true of ``scene`` as well.

    Colours, numbers and young ones of the main category are always spoken of; the rest counts where it is mentioned.
    In doubt a caption is not true: a bear that stands upright does not count as standing.
    """
    said = _Said(caption)
    main = written_for.category
    mine = [figure for figure in scene.figures if figure.category == main]
    if _dress(written_for.main) != _dress(mine):
        return False
    guests = {figure.category for figure in written_for.company}
    return not (
        (said.any(_place(written_for)) and scene.setting != written_for.setting)
        or (said.any(TIMES.get(written_for.time, ())) and scene.time != written_for.time)
        or (said.any(WEATHERS.get(written_for.weather, ())) and scene.weather != written_for.weather)
        or (said.any(_doing(written_for.main[0])) and mine[0].pose != written_for.main[0].pose)
        or (said.any(("facing", "heading")) and _looks(mine) != _looks(written_for.main))
        or (said.any(("steam",)) and not any(figure.pose == "steam" for figure in scene.figures))
        or (said.any(("riding", "rider")) and not any(figure.pose == "riding" for figure in scene.figures))
        or (said.any(("over", "overhead", "above", "below")) and _aloft(scene) != _aloft(written_for))
        or any(said.any(_names(guest)) and not _same_guest(said, guest, written_for, scene) for guest in guests)
    )


class _Said:
    """The words of a caption."""

    def __init__(self, caption: str) -> None:
        self.words = _words(caption)

    def any(self, phrases: Iterable[str]) -> bool:
        return any(f" {_words(phrase).strip()} " in self.words for phrase in phrases if phrase)


def _words(text: str) -> str:
    return f" {' '.join(re.findall(r'[a-z]+', text.lower()))} "


def _dress(figures: Iterable[Figure]) -> Counter[tuple[str, bool]]:
    """How many there are of each colour; of the young ones captions do not tell it."""
    return Counter(("" if figure.young else figure.coat, figure.young) for figure in figures)


def _looks(figures: Iterable[Figure]) -> list[str]:
    """Which way each looks."""
    return ["" if f.category == "bear" and f.pose in UNSEEN_FACING else f.facing for f in figures]


def _place(scene: Scene) -> tuple[str, ...]:
    return (*PLACES[scene.setting], SCENERY.get(scene.setting, ""))


def _doing(figure: Figure) -> tuple[str, ...]:
    apt = DOING_APTLY.get((figure.category, figure.pose), ())
    return (*DOING.get(figure.pose, ()), *DOING_TOGETHER.get(figure.pose, ()), *apt)


def _names(category: str) -> tuple[str, ...]:
    noun, rider = NOUNS[category], ("rider",) if category == "person" else ()
    return (noun.one, noun.many, *(form for pair in noun.others for form in pair), *rider)


def _aloft(scene: Scene) -> bool:
    return any(figure.category == "airplane" and figure.pose != "parked" for figure in scene.figures)


def _same_guest(said: _Said, guest: str, one: Scene, other: Scene) -> bool:
    """Whether both scenes have the same guests, on the same side of the main figures where ``said`` tells the side."""
    here, there = ([f for f in scene.figures if f.category == guest] for scene in (one, other))
    if _dress(here) != _dress(there):
        return False
    if not said.any(("left and",)):
        return True
    sides = [
        f[0].x < min(figure.x for figure in scene.figures if figure.category == one.category)
        for f, scene in ((here, one), (there, other))
    ]
    return sides[0] == sides[1]
