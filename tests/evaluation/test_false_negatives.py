"""Distractors that are true of the image."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from pipeline.data.caption_text import normalised
from pipeline.data.samples import Sample
from pipeline.demo.language.captions import caption
from pipeline.demo.scenes.compose import compose
from pipeline.demo.scenes.worlds import EVALUATION
from pipeline.errors import PipelineError
from pipeline.evaluation.false_negatives import drawn_positives, find_false_negatives, flags, verified_positives


def sample(choices, correct=0, image_ids=None, image_id="42"):
    return Sample(
        id=image_id,
        label="dog",
        choices=tuple(choices),
        correct=correct,
        choice_image_ids=image_ids,
        image="a.png",
        sha256="0" * 64,
        width=4,
        height=4,
        split="test",
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A dog runs.", "a dog  runs"),
        ("Ein HUND läuft!", "ein hund läuft"),
        ("Un café", "Un cafe\u0301"),
        ("dog-house", "dog house"),
    ],
)
def test_captions_of_the_same_words_are_equal(one, other):
    assert normalised(one) == normalised(other)


def test_other_words_are_not_equal():
    assert normalised("a dog runs") != normalised("a dog ran")
    assert normalised("猫が走る") != normalised("犬が走る")


def test_each_distractor_is_flagged_once_with_the_plainest_reason():
    one = sample(
        ["A dog runs.", "a dog runs", "Its owner waits", "A red bus", "A cat"],
        image_ids=("42", "42", "000042", "7", "8"),
    )
    found = list(find_false_negatives([one], {"42": frozenset({"a red bus", "a dog runs"})}))
    assert [(row, each.choice, each.reason) for row, each in found] == [
        (0, 1, "equal caption"),
        (0, 2, "caption of the same image"),
        (0, 3, "verified positive"),
    ]
    assert flags([one], found).tolist() == [[False, True, True, True, False]]


def test_an_image_in_two_samples_keeps_their_flags_apart():
    pair = [sample(["x", "y", "X"]), sample(["x", "y", "z"])]
    found = list(find_false_negatives(pair, {}))
    assert flags(pair, found).tolist() == [[False, False, True], [False, False, False]]


def test_drawings_bear_candidates_out():
    scenes = {str(index): compose(EVALUATION, "dog", index, seed=1) for index in range(3)}
    dusk = replace(scenes["0"], time="sunset")
    choices = [caption(scenes["0"], "terse", 1), caption(scenes["1"], "terse", 1), "A dog like that."]
    one = sample(choices, image_ids=("0", "1", "5"), image_id="0")
    assert drawn_positives([one], scenes | {"5": dusk}) == {"0": frozenset({"a dog like that"})}


def test_unknown_image_ids_flag_nothing():
    assert list(find_false_negatives([sample(["x", "y"])], {})) == []
    assert flags([], []).shape == (0, 0)


def test_verified_positives_of_eccv_caption(tmp_path):
    """Image 373119 has verified captions of other images, named by annotation id."""
    package = pytest.importorskip("eccv_caption")
    known = package.Metrics().eccv_gts["i2t"][373119]
    captions = tmp_path / "captions.json"
    rows = [
        {"image_id": 1, "id": known[0], "caption": "A Train, at a station."},
        {"image_id": 2, "id": 1, "caption": "No"},
    ]
    captions.write_text(json.dumps({"info": {}, "images": [], "annotations": rows}))
    one = sample(["x", "a train at a station", "no"], image_id="000000373119")
    verified = verified_positives([one], captions)
    assert verified == {"373119": frozenset({"a train at a station"})}
    assert [each.reason for _, each in find_false_negatives([one], verified)] == ["verified positive"]


def test_nothing_is_verified_without_captions_or_known_images(tmp_path):
    assert verified_positives([sample(["x", "y"], image_id="373119")], None) == {}
    assert verified_positives([sample(["x", "y"], image_id="373119")], tmp_path / "missing.json") == {}
    (tmp_path / "captions.json").write_text("never read: no sample has an image that the package knows")
    assert verified_positives([sample(["x", "y"], image_id="bear-1")], tmp_path / "captions.json") == {}
    assert np.array_equal(flags([sample(["x", "y"])], []), [[False, False]])


def test_a_captions_file_of_another_kind_is_named(tmp_path):
    pytest.importorskip("eccv_caption")
    (tmp_path / "captions.json").write_text('{"images": []}')
    with pytest.raises(PipelineError, match=r"captions\.json: not COCO's captions file"):
        verified_positives([sample(["x", "y"], image_id="373119")], tmp_path / "captions.json")
