"""The words that tell two captions apart."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.results.schemas.hard_cases import CaseModel, HardCase
from pipeline.results.schemas.pictures import Picture
from pipeline.site.views.caption_contrast import Stretch, differing
from pipeline.site.views.case_views import rival as rival_to

TEXTS = st.lists(st.sampled_from(["a", "dog", "DOG,", "two", "גמל", "<b>", "left.", "  ", "\n", "🐶"])).map(" ".join)


def marked(caption: str, other: str) -> list[str]:
    return [run.text for run in differing(caption, other) if run.differs]


@pytest.mark.parametrize(
    ("caption", "other", "words"),
    [
        ("Two black dogs on the beach.", "Three black dogs on the beach.", ["Two"]),
        ("A horse facing left, on a farm.", "A horse facing right on a farm", ["left,"]),
        ("A cat in a green field.", "A cat in the snow at night.", []),
        ("A cat lying in the snow.", "A cat in the snow.", ["lying"]),
        ("A cat in the snow.", "A cat lying in the snow.", []),
        ("A dog on the sand at night.", "A dog on the sand in falling snow.", ["at night."]),
        ("A grey horse in the city.", "A yellow steam train on the sand after dark.", []),
    ],
)
def test_words_that_make_the_difference(caption, other, words):
    assert marked(caption, other) == words


@given(TEXTS, TEXTS)
def test_runs_give_the_caption_back(caption, other):
    runs = differing(caption, other)
    assert "".join(run.text for run in runs) == caption
    assert all(one.differs != following.differs for one, following in pairwise(runs))


@given(TEXTS)
def test_a_caption_does_not_differ_from_itself(caption):
    assert marked(caption, caption.upper()) == []


def case(*picks: int) -> HardCase:
    def answer(pick: int) -> CaseModel:
        shares = [0.3, 0.1, 0.1, 0.2]
        shares[pick] += 0.3
        return CaseModel(model=f"m{pick}", chosen=pick, margin=0.0, probabilities=shares)

    return HardCase(
        id="1", label="dog", correct=0, choices=["A dog.", "Two dogs.", "A red dog.", "A cat."], choice_labels=None,
        kinds=[], flagged=[], margin=0.0, models=[answer(pick) for pick in picks],
        picture=Picture(image="a.jpg", thumbnail="b.jpg", width=4, height=3, image_url=None, licence=None, boxes=[]),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("picks", "place", "picked"),
    [((2, 2, 3), 2, True), ((1, 3), 3, True), ((0, 0), 3, False), ((0, 1), 1, True)],
)
def test_the_rival_is_what_most_rows_picked(picks, place, picked):
    rival = rival_to(case(*picks))
    assert (rival.place, rival.picked) == (place, picked)


def test_the_rival_differs_in_words():
    rival = rival_to(case(2))
    assert rival.right == [Stretch("A dog.", False)]
    assert rival.wrong == [Stretch("A ", False), Stretch("red", True), Stretch(" dog.", False)]
