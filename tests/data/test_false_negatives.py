"""Distractors that are true of the image."""

from __future__ import annotations

import json

import pytest
from msgspec.structs import replace

from pipeline.data.datasets.verified import (
    VerifiedPositives,
    eccv_positives,
    joined,
    of_samples,
    read_verified,
    true_distractors,
)
from pipeline.data.prepared import as_table
from pipeline.data.samples import ImageIds, Sample, normalised
from pipeline.errors import PipelineError


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


def flagged(one: Sample, verified: VerifiedPositives) -> Sample:
    return replace(one, true_distractors=tuple(true_distractors(one, verified)))


def test_each_distractor_is_flagged_once_with_the_plainest_reason():
    one = sample(
        ["A dog runs.", "a dog runs", "Its owner waits", "A red bus", "A cat"],
        image_ids=("42", "42", "42", "7", "000042"),
    )
    one = flagged(one, {"42": frozenset({"a red bus", "a dog runs"})})
    assert one.true_distractors == (
        (1, "equal caption"),
        (2, "caption of the same image"),
        (3, "verified positive"),
    )
    table = as_table([one], [])
    assert [(each.id, each.choice, each.reason) for each in table.false_negatives] == [
        ("42", choice, reason) for choice, reason in one.true_distractors
    ]
    assert table.flagged.tolist() == [[False, True, True, True, False]]


def test_an_image_in_two_samples_keeps_their_flags_apart():
    pair = [flagged(sample(["x", "y", "X"]), {}), flagged(sample(["x", "y", "z"]), {})]
    assert as_table(pair, []).flagged.tolist() == [[False, False, True], [False, False, False]]


def test_nothing_known_flags_nothing():
    assert list(true_distractors(sample(["x", "y"]), {})) == []
    assert as_table([sample(["x", "y"])], []).flagged.tolist() == [[False, False]]
    assert as_table([], []).flagged.shape == (0, 0)


# ---------------------------------------------------------------- who knows


def test_a_file_of_verified_captions(tmp_path):
    path = tmp_path / "verified.json"
    path.write_text(json.dumps({"000042": ["A red bus!"], "7": [], "elsewhere": ["x"]}))
    verified = joined(read_verified(path), {"42": frozenset({"y"})})
    verified = of_samples(verified, ImageIds(["42"]))
    assert verified == {"42": {"a red bus", "y"}}
    assert flagged(sample(["x", "a red bus"]), verified).true_distractors == ((1, "verified positive"),)


def test_what_is_known_of_a_number_that_two_samples_have_is_known_of_neither():
    known = {"0042": frozenset({"a"}), "42": frozenset({"b"}), "042": frozenset({"c"}), "0x": frozenset({"d"})}
    assert of_samples(known, ImageIds(["42", "0042", "x"])) == {"42": {"b"}, "0042": {"a"}}
    assert of_samples(known, ImageIds(["00042", "0x"])) == {"00042": {"a", "b", "c"}, "0x": {"d"}}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "cannot be read"),
        ("[]", "not lists of captions by image id"),
        ('{"42": "a"}', "not lists of captions"),
        ("{", "not lists of captions"),
    ],
)
def test_a_file_of_verified_captions_that_is_none_is_named(tmp_path, content, words):
    path = tmp_path / "verified.json"
    if content is not None:
        path.write_text(content)
    with pytest.raises(PipelineError, match=words) as caught:
        read_verified(path)
    assert str(path) in str(caught.value)


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
    verified = eccv_positives([one.id], captions)
    assert verified == {one.id: frozenset({"a train at a station"})}
    assert flagged(one, verified).true_distractors == ((1, "verified positive"),)


def test_nothing_is_verified_without_captions_or_known_images(tmp_path):
    assert eccv_positives(["373119"], None) == {}
    assert eccv_positives(["373119"], tmp_path / "missing.json") == {}
    (tmp_path / "captions.json").write_text("never read: no sample has an image that the package knows")
    assert eccv_positives(["bear-1", "²"], tmp_path / "captions.json") == {}


def test_a_captions_file_of_another_kind_is_named(tmp_path):
    pytest.importorskip("eccv_caption")
    (tmp_path / "captions.json").write_text('{"images": []}')
    with pytest.raises(PipelineError, match=r"captions\.json: not COCO's captions file"):
        eccv_positives(["373119"], tmp_path / "captions.json")
