"""Captions say only what is there."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict

import pytest

from pipeline.demo.figures.kinds import CATEGORIES, KINDS
from pipeline.demo.language.captions import caption, captions
from pipeline.demo.language.words import NOUNS, NUMBERS, PLACES
from pipeline.demo.scenes.world_files import draw_world
from pipeline.demo.scenes.worlds import EVALUATION, PRETRAIN, compose

COUNTS = {"a": 1, "an": 1, "one": 1, "its": 1, **{word: number for number, word in NUMBERS.items()}}
NAMES = {
    word.split()[-1]: category
    for category, noun in NOUNS.items()
    for word in (noun.one, noun.many, *(form for pair in noun.others for form in pair))
}


def _spoken(text: str, main: str) -> Counter[str]:
    """How many of each category ``text`` says there are, in a picture of category ``main``."""
    said: Counter[str] = Counter()
    number = 0
    words = re.sub("one of them", "", text.lower()).replace(",", " ").rstrip(".").split()
    for word, following in zip(words, [*words[1:], ""], strict=True):
        number = COUNTS.get(word, number)
        name = NAMES.get(word)
        if word == NOUNS[main].young:
            name = main
        if word in COUNTS and following == "in":
            name = "person"
        if name:
            said[name] += number
        if word == "rider":
            said["person"] += number
    return said


def _scenes(world):
    return [compose(world, category, index, seed=21) for category in CATEGORIES for index in range(40)]


@pytest.mark.parametrize("world", [EVALUATION, PRETRAIN], ids=lambda world: world.name)
def test_numbers_and_names_agree_with_the_figures(world):
    for scene in _scenes(world):
        there = Counter(figure.category for figure in scene.figures)
        for text in captions(scene, world.voices):
            said = _spoken(text, scene.category)
            assert said[scene.category] == there[scene.category], text
            assert all(there[name] == number for name, number in said.items()), text


@pytest.mark.parametrize("world", [EVALUATION, PRETRAIN], ids=lambda world: world.name)
def test_colours_are_worn_by_somebody(world):
    colours = {coat for kind in KINDS.values() for coat in kind.coats} - {"spotted", "striped"}
    for scene in _scenes(world):
        worn = {figure.coat for figure in scene.figures}
        for text in captions(scene, world.voices):
            plain = re.sub("green field|red barn|orange light", "", text.lower())
            assert set(re.findall(r"[a-z]+", plain)) & colours <= worn, text


def test_places_are_the_scene_s_own():
    for scene in _scenes(EVALUATION):
        for text in captions(scene, EVALUATION.voices):
            foreign = [p for place, phrases in PLACES.items() if place != scene.setting for p in phrases if p]
            own = " ".join(PLACES[scene.setting])
            assert not any(f" {p}" in text and p not in own for p in foreign), text


def test_facing_left_means_left():
    for scene in _scenes(PRETRAIN):
        text = caption(scene, "facing", scene.seed)
        for side in ("left", "right"):
            if re.search(f"(facing|heading) {side}", text):
                assert {figure.facing for figure in scene.main} == {side}, text


def test_left_and_right_of_company():
    checked = 0
    for scene in _scenes(EVALUATION):
        text = caption(scene, "viewer", scene.seed)
        if "on the left and" in text:
            first = text.lower().split(" on the left")[0]
            guest_first = _spoken(first, scene.category)[scene.company[0].category] > 0
            guest, main = scene.company[0].x, min(figure.x for figure in scene.main)
            assert guest_first == (guest < main), text
            checked += 1
    assert checked > 10


@pytest.mark.parametrize("world", [EVALUATION, PRETRAIN], ids=lambda world: world.name)
def test_sentences_are_well_formed(world):
    for scene in _scenes(world):
        for text in captions(scene, world.voices):
            assert re.fullmatch(r"[A-Z][\w'-]*(,? [\w'-]+)*\.", text), text


def test_only_hoofed_animals_gallop_where_words_are_chosen():
    spoken = [(s.category, text) for s in _scenes(EVALUATION) for text in captions(s, EVALUATION.voices)]
    assert {category for category, text in spoken if "galloping" in text} == {"zebra", "giraffe", "horse"}
    assert {category for category, text in spoken if "jogging" in text or "racing" in text} == {"person", "dog"}


def test_captions_agree_with_the_boxes_on_disk(tmp_path):
    draw_world(tmp_path, world=EVALUATION, images_per_class=6, seed=8, workers=1)
    instances, texts = (json.loads((tmp_path / name).read_text()) for name in ("instances.json", "captions.json"))
    names = {category["id"]: category["name"] for category in instances["categories"]}
    boxes: dict[int, Counter[str]] = defaultdict(Counter)
    for box in instances["annotations"]:
        boxes[box["image_id"]][names[box["category_id"]]] += 1
    files = {image["id"]: image["file_name"] for image in instances["images"]}
    for annotation in texts["annotations"]:
        there, main = boxes[annotation["image_id"]], files[annotation["image_id"]].split("_")[0]
        said = _spoken(annotation["caption"], main)
        assert said[main] == there[main], annotation
        assert all(there[name] == number for name, number in said.items()), annotation


def test_five_sentences_in_five_voices():
    for scene in _scenes(EVALUATION)[::7]:
        texts = captions(scene, EVALUATION.voices)
        assert len(texts) == 5
        assert len(set(texts)) >= 3
        assert texts == captions(scene, EVALUATION.voices)


def test_distractors_of_the_same_category_mostly_differ():
    for category in CATEGORIES:
        texts = [captions(compose(EVALUATION, category, i, seed=2), EVALUATION.voices)[0] for i in range(100)]
        assert len(set(texts)) >= 60, f"{category}: captions repeat too often to tell pictures apart"
