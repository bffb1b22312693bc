"""Whether a caption written for one scene is true of another: it is, when nothing it mentions differs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

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
    category = written_for.category
    if _dress_of(category, written_for) != _dress_of(category, scene):
        return False
    return _survives(caption, _differences(written_for, scene))


def true_elsewhere(scenes: Sequence[Scene], captions: Sequence[Sequence[str]]) -> list[list[str]]:
    """For each scene, the captions of the others that are true of it.

    Args:
        captions: of each scene, true of it.
    """
    # Few scenes have the same main figures, and no others can share a caption.
    alike: dict[tuple[str, _Dress], list[int]] = {}
    for place, scene in enumerate(scenes):
        alike.setdefault((scene.category, _dress_of(scene.category, scene)), []).append(place)
    found: list[list[str]] = []
    for place, scene in enumerate(scenes):
        shown = dict.fromkeys(figure.category for figure in scene.figures)
        others = [one for name in shown for one in alike.get((name, _dress_of(name, scene)), ()) if one != place]
        differing = ((one, _differences(scenes[one], scene)) for one in others)
        found.append([text for one, lies in differing for text in captions[one] if _survives(text, lies)])
    return found


_Dress = frozenset[tuple[tuple[str, bool], int]]
"""How many there are of each colour; of the young ones captions do not tell it."""
_Difference = tuple[Iterable[str], ...]
"""Groups of phrases: a caption that has one of each says what only the scene that it was written for bears out."""


def _survives(caption: str, differences: Iterable[_Difference]) -> bool:
    said = _Said(caption)
    return not any(all(said.any(phrases) for phrases in groups) for groups in differences)


def _differences(written_for: Scene, scene: Scene) -> list[_Difference]:
    """What is so in ``written_for`` and not in ``scene``, beside number and colour of the main figures."""
    category = written_for.category
    mine = [figure for figure in scene.figures if figure.category == category]
    differing: list[_Difference] = []
    if scene.setting != written_for.setting:
        differing.append((_place(written_for),))
    if scene.time != written_for.time:
        differing.append((TIMES.get(written_for.time, ()),))
    if scene.weather != written_for.weather:
        differing.append((WEATHERS.get(written_for.weather, ()),))
    if mine[0].pose != written_for.main[0].pose:
        differing.append((_doing(written_for.main[0]),))
    if _looks(mine) != _looks(written_for.main):
        differing.append((("facing", "heading"),))
    if not any(figure.pose == "steam" for figure in scene.figures):
        differing.append((("steam",),))
    if not any(figure.pose == "riding" for figure in scene.figures):
        differing.append((("riding", "rider"),))
    if _aloft(scene) != _aloft(written_for):
        differing.append((("over", "overhead", "above", "below"),))
    for guest in {figure.category for figure in written_for.company}:
        if _dress_of(guest, written_for) != _dress_of(guest, scene):
            differing.append((_names(guest),))
        elif _on_the_left(guest, category, written_for) != _on_the_left(guest, category, scene):
            differing.append((_names(guest), ("left and",)))
    return differing


class _Said:
    """The words of a caption."""

    def __init__(self, caption: str) -> None:
        self.words = _words(caption)

    def any(self, phrases: Iterable[str]) -> bool:
        return any(f" {_words(phrase).strip()} " in self.words for phrase in phrases if phrase)


@lru_cache(maxsize=2**16)
def _words(text: str) -> str:
    """Kept, since a world asks of few phrases hundreds of thousands of times."""
    return f" {' '.join(re.findall(r'[a-z]+', text.lower()))} "


def _dress_of(category: str, scene: Scene) -> _Dress:
    figures = (figure for figure in scene.figures if figure.category == category)
    return frozenset(Counter(("" if figure.young else figure.coat, figure.young) for figure in figures).items())


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


def _on_the_left(guest: str, category: str, scene: Scene) -> bool:
    """Whether the first guest stands left of every figure of the category."""
    first = next(figure for figure in scene.figures if figure.category == guest)
    return first.x < min(figure.x for figure in scene.figures if figure.category == category)
