from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.data.datasets.coco_index import CocoImage
from pipeline.data.datasets.coco_sampling import build_records, select_images
from pipeline.data.datasets.records import Record
from pipeline.data.samples import normalised
from pipeline.data.splits import choose_pool
from pipeline.errors import PipelineError
from pipeline.settings import Dataset

from .worlds import CLASSES, captions_of, coco_images, ids

Counts = dict[str, int]
counts = st.fixed_dictionaries({label: st.integers(3, 12) for label in CLASSES})


def dataset(**given: object) -> Dataset:
    return Dataset.model_validate(
        {"classes": list(CLASSES), "per_class": 5, "extra": 4, "distractors": 4, "same_class_distractors": 2} | given
    )


def build(images: dict[int, CocoImage], settings: Dataset) -> list[Record]:
    return build_records(images, captions_of(images), settings)


@given(counts, st.integers(0, 3))
def test_records_are_what_the_settings_ask_for(counts: Counts, seed: int) -> None:
    images = coco_images(counts)
    captions = captions_of(images)
    records = build_records(images, captions, dataset(seed=seed))
    expected = sum(min(n, 5) for n in counts.values())
    assert len(records) == expected + min(4, sum(counts.values()) - expected)
    assert len(set(ids(records))) == len(records)
    chosen = set(ids(records))
    for record in records:
        label = record.true_label
        right = record.ground_truth_idx
        assert record.choice_labels is not None
        assert record.choice_image_ids is not None
        assert len(record.choices) == len({normalised(text) for text in record.choices}) == 5
        assert record.choices[right] in captions[int(record.image_id)]
        assert record.choice_image_ids.count(record.image_id) == 1
        assert record.choice_labels.count(label) == 3
        others = [one for one in record.choice_labels if one != label]
        assert len(others) == len(set(others)) == 2
        assert len(set(record.choice_image_ids)) == 5
        assert chosen.issuperset(record.choice_image_ids)
        for text, image, own in zip(record.choices, record.choice_image_ids, record.choice_labels, strict=True):
            assert text in captions[int(image)]
            assert images[int(image)].label == own


def test_order_of_the_files_changes_nothing_and_the_seed_does() -> None:
    images = coco_images(dict.fromkeys(CLASSES, 12))
    backwards = dict(reversed(images.items()))
    assert build(images, dataset()) == build(backwards, dataset())
    assert build(images, dataset()) != build(images, dataset(seed=1))


@given(st.sampled_from(CLASSES), st.integers(0, 50))
def test_an_added_image_displaces_one_image_and_few_captions(label: str, number: int) -> None:
    images = coco_images(dict.fromkeys(CLASSES, 30))
    newcomer = coco_images({label: 1}, first=1000 + number)
    settings = dataset(per_class=20, extra=0)
    before = {record.image_id: record for record in build(images, settings)}
    after = {record.image_id: record for record in build(images | newcomer, settings)}
    assert len(before.keys() - after.keys()) <= 1
    changed = [n for n in before.keys() & after.keys() if before[n].choices != after[n].choices]
    # Only samples that use a caption of the image that left or of the one that came.
    moved = set(before) ^ set(after)
    for n in changed:
        used = {*(before[n].choice_image_ids or ()), *(after[n].choice_image_ids or ())}
        assert used & moved


@given(st.integers(3, 6), st.integers(0, 3))
def test_pool_and_test_images_lend_each_other_no_captions(pool: int, seed: int) -> None:
    images = coco_images(dict.fromkeys(CLASSES, 12))
    settings = dataset(per_class=12, extra=0, seed=seed)
    records = build_records(images, captions_of(images), settings, pool)
    aside = choose_pool({label: [str(n) for n in images if images[n].label == label] for label in CLASSES}, pool, seed)
    assert len(aside) == pool * len(CLASSES)
    for record in records:
        sides = {str(image) in aside for image in record.choice_image_ids or ()}
        assert sides == {str(record.image_id) in aside}


def test_right_answers_are_spread_over_all_positions() -> None:
    records = build(coco_images(dict.fromkeys(CLASSES, 100)), dataset(per_class=100))
    places = [record.ground_truth_idx for record in records]
    assert all(50 < places.count(place) < 110 for place in range(5))


def test_images_without_captions_are_passed_over() -> None:
    images = coco_images(dict.fromkeys(CLASSES, 5))
    captions = captions_of(images)
    captions[1] = []
    del captions[2]
    assert not {1, 2} & set(ids(build_records(images, captions, dataset())))


def test_more_captions_of_the_same_images_serve_when_images_are_few() -> None:
    images = coco_images({"cat": 2, "dog": 3, "bear": 3, "zebra": 3})
    record = next(r for r in build(images, dataset()) if r.true_label == "cat")
    assert record.choice_labels is not None
    assert record.choice_labels.count("cat") == 3


def test_files_that_do_not_belong_together_are_named() -> None:
    with pytest.raises(PipelineError, match="do the two files belong together"):
        build_records(coco_images({"cat": 3}), {}, dataset())


def test_too_few_captions_of_a_category_are_named() -> None:
    images = coco_images({"cat": 1, "dog": 3, "bear": 3, "zebra": 3})
    with pytest.raises(PipelineError, match="category 'cat' has too few captions"):
        build(images, dataset())


def test_too_few_other_categories_are_named() -> None:
    images = coco_images({"cat": 3, "dog": 3})
    with pytest.raises(PipelineError, match="only 1 have images with captions"):
        build(images, dataset())


def test_no_distractor_says_what_any_own_caption_says() -> None:
    images = coco_images(dict.fromkeys(CLASSES, 4))
    captions = {n: [f"A {image.label}!", f"a  {image.label}.", f"{image.label} {n}"] for n, image in images.items()}
    for record in build_records(images, captions, dataset()):
        own = {normalised(text) for text in captions[int(record.image_id)]}
        wrong = [text for place, text in enumerate(record.choices) if place != record.ground_truth_idx]
        assert not own & {normalised(text) for text in wrong}


def test_extra_images_come_from_what_is_left() -> None:
    images = list(coco_images({"cat": 3, "dog": 10, "bear": 4, "zebra": 4}).values())
    chosen = select_images(images, dataset(per_class=4, extra=100))
    assert len(chosen) == 21
    assert [image.label for image in chosen] == ["cat"] * 3 + ["dog"] * 10 + ["bear"] * 4 + ["zebra"] * 4
