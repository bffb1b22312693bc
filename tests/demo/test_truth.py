"""Captions that are true of another scene than their own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.demo.figures.kinds import CATEGORIES
from pipeline.demo.language.captions import captions
from pipeline.demo.language.truth import true_of
from pipeline.demo.language.words import DOING, DOING_TOGETHER, PLACES, SCENERY, TIMES, WEATHERS
from pipeline.demo.scenes.scene import Figure, Scene
from pipeline.demo.scenes.worlds import EVALUATION, compose


def figure(category: str, coat: str, x: float = 0.5, *, pose: str = "standing", facing: str = "left", young=False):
    return Figure(category, coat, pose, facing, x, 0.9, 0.4, young, 1)


def scene(*figures: Figure, setting: str = "forest", time: str = "day", weather: str = "clear") -> Scene:
    return Scene(figures[0].category, 320, 240, setting, time, weather, figures, 1)


DOG, CAT = figure("dog", "white", 0.4), figure("cat", "grey", 0.8, pose="sitting")
BEAR, JET = figure("bear", "brown"), figure("airplane", "red", pose="climbing")
STEAM, MODERN = figure("train", "red", pose="steam"), figure("train", "red", pose="modern")
SIDES, ASTRIDE = "A white dog on the left and a grey cat on the right.", "A brown horse with a rider in red."
HORSE = figure("horse", "brown", 0.5, facing="right")
RIDER = figure("person", "red", 0.5, pose="riding")


@pytest.mark.parametrize(
    ("caption", "written_for", "other", "true"),
    [
        # What is not mentioned may differ.
        ("A white dog in the woods.", scene(DOG, CAT, time="night"), scene(DOG), True),
        ("A white dog.", scene(DOG), scene(DOG, setting="beach", time="night", weather="rain"), True),
        # Other words for the same.
        ("A white hound among tall trees.", scene(DOG), scene(DOG), True),
        # Number, colour, age.
        ("A white dog.", scene(DOG), scene(DOG, DOG), False),
        ("A white dog.", scene(DOG), scene(figure("dog", "black")), False),
        ("A white dog and its puppy.", scene(DOG, figure("dog", "white", young=True)), scene(DOG, DOG), False),
        # Place, time, weather, doing, facing.
        ("A white dog in the forest.", scene(DOG), scene(DOG, setting="snow"), False),
        ("A white dog at night.", scene(DOG, time="night"), scene(DOG), False),
        ("A white dog in the rain.", scene(DOG, weather="rain"), scene(DOG, weather="fog"), False),
        ("A white dog standing still.", scene(DOG), scene(DOG._replace(pose="running")), False),
        ("A white dog facing left.", scene(DOG), scene(DOG._replace(facing="right")), False),
        ("A brown bear facing left.", scene(BEAR), scene(BEAR._replace(pose="sitting")), False),
        # Company, and where it is.
        ("A white dog with a grey cat.", scene(DOG, CAT), scene(DOG), False),
        ("A white dog with a grey cat.", scene(DOG, CAT), scene(DOG, CAT._replace(coat="orange")), False),
        ("A grey cat next to a white dog.", scene(CAT, DOG), scene(DOG, CAT), True),
        (SIDES, scene(DOG, CAT), scene(DOG, CAT._replace(x=0.1)), False),
        (SIDES, scene(DOG, CAT), scene(DOG, CAT._replace(x=0.9)), True),
        # A category that only keeps company in the other picture.
        ("A grey cat in the forest.", scene(CAT), scene(DOG, CAT), True),
        ("A white dog in the forest.", scene(DOG), scene(CAT), False),
        # Riders, steam, height.
        (ASTRIDE, scene(HORSE, RIDER), scene(HORSE, RIDER._replace(pose="walking")), False),
        (ASTRIDE, scene(HORSE, RIDER), scene(HORSE, RIDER), True),
        ("A red steam train.", scene(STEAM), scene(MODERN), False),
        ("A red train.", scene(MODERN), scene(STEAM), True),
        (
            "A red jet over the airport.",
            scene(JET, setting="airport"),
            scene(JET._replace(pose="parked"), setting="airport"),
            False,
        ),
    ],
)  # fmt: skip
def test_true_when_nothing_mentioned_differs(caption, written_for, other, true):
    assert true_of(caption, written_for, written_for)
    assert true_of(caption, written_for, other) == true


@pytest.mark.parametrize("category", CATEGORIES)
def test_captions_are_true_of_their_own_scene_and_false_where_what_they_mention_changes(category):
    for index in range(40):
        own = compose(EVALUATION, category, index, seed=77)
        elsewhere = replace(own, setting="desert" if own.setting != "desert" else "lake")
        another_hour = replace(own, time="night" if own.time != "night" else "day")
        dry = replace(own, weather="clear")
        turned = replace(
            own, figures=tuple(f._replace(facing="left" if f.facing == "right" else "right") for f in own.figures)
        )
        fewer = replace(own, figures=own.figures[1:])
        for text in captions(own, EVALUATION.voices):
            assert true_of(text, own, own), text
            assert not true_of(text, own, fewer), text
            places = (*PLACES[own.setting], SCENERY[own.setting])
            assert true_of(text, own, elsewhere) == (not mentions(text, places)), text
            assert true_of(text, own, another_hour) == (not mentions(text, TIMES.get(own.time, ()))), text
            assert true_of(text, own, dry) == (not mentions(text, WEATHERS.get(own.weather, ()))), text
            sides = " facing left" in text or " facing right" in text or " heading" in text
            assert true_of(text, own, turned) == (not sides and "facing each other" not in text), text


def mentions(text: str, phrases: tuple[str, ...]) -> bool:
    return any(f" {phrase}" in text.lower().replace(",", "").replace(".", "") for phrase in phrases)


def test_apt_words_are_mentions_too():
    jogging, standing = (scene(figure("person", "red", pose=pose)) for pose in ("running", "standing"))
    assert not true_of("A person in red jogging.", jogging, standing)


def test_every_way_of_doing_is_told_from_the_others():
    for pose, phrases in DOING.items():
        for phrase in (*phrases, *DOING_TOGETHER.get(pose, ())):
            cat, dog = (scene(figure("person", "red", pose=each)) for each in (pose, "nothing"))
            assert not true_of(f"A person in red {phrase}.", cat, dog)
