"""What groups of errors are made from, by the pictures, captions and fields of samples."""

from __future__ import annotations

import math
from typing import Any

from pipeline.data.samples import Aside, Sample
from pipeline.stages.find_slices import known_facts


def sample(**changes: Any) -> Sample:
    plain = {
        "id": "1", "label": "cat", "choices": ("A dog.", "The cat, asleep."), "correct": 1, "image": "1.jpg",
        "sha256": "f" * 64, "width": 40, "height": 20, "split": "test",
    }  # fmt: skip
    return Sample(**plain | changes)


def test_facts_are_those_of_picture_right_caption_objects_and_fields() -> None:
    samples = [sample(boxes=((0, 0, 10, 20), (5, 5, 1, 1))), sample(width=0, height=0)]
    asides = [Aside(brightness=0.25, extra={"weather": "fog", "iso": 200, "category": "x", "day": True}), Aside()]
    facts = known_facts(samples, asides)
    assert facts.names == {
        "category": ["cat", "cat"], "field weather": ["fog", None], "field category": ["x", None],
        "field day": ["yes", None],
    }  # fmt: skip
    numbers = {about: values.tolist() for about, values in facts.numbers.items()}
    assert {about: values[0] for about, values in numbers.items()} == {
        "words in the caption": 3,
        "brightness of the picture": 0.25,
        "width of the picture by its height": 2,
        "objects of the category": 2,
        "share of the picture in the largest box": 0.25,
        "field iso": 200,
    }
    unknown = {about for about, values in numbers.items() if math.isnan(values[1])}
    assert unknown == numbers.keys() - {"words in the caption", "objects of the category"}
    assert facts.words == {"word of the caption": [frozenset({"the", "cat", "asleep"})] * 2}


def test_a_number_beyond_all_floats_is_unknown() -> None:
    assert math.isnan(known_facts([sample()], [Aside(extra={"n": 10**400})]).numbers["field n"][0])
