from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.data.prepared import Prepared
from pipeline.data.samples import Sample
from pipeline.data.splits import choose_pool, support, validation
from pipeline.errors import PipelineError

LABELS = ("cat", "dog", "bear")


def prepare(per_category: int, pool_per_class: int, seed: int = 42) -> Prepared:
    ids = {label: [f"{label}-{n}" for n in range(per_category)] for label in LABELS}
    pool = choose_pool(ids, pool_per_class, seed)
    samples = tuple(
        Sample(id=one, label=label, choices=("a", "b"), correct=0, image="", sha256=one, width=1, height=1,
               split="pool" if one in pool else "test")
        for label, own in ids.items() for one in own
    )  # fmt: skip
    return Prepared(samples=samples, categories=LABELS, source="coco", description="", choice_categories_note="")


@given(st.integers(1, 7), st.integers(0, 5), st.integers(0, 3))
def test_support_and_validation_share_out_the_pool(shots: int, draw: int, seed: int) -> None:
    prepared = prepare(12, 8, seed)
    chosen, rest, test = (
        support(prepared, shots, draw, seed), validation(prepared, shots, draw, seed), prepared.test_rows,
    )  # fmt: skip
    everything = np.concatenate([chosen, rest, test])
    assert sorted(everything) == list(range(36))
    assert [prepared.samples[row].label for row in chosen] == [label for label in LABELS for _ in range(shots)]
    assert [prepared.samples[row].split for row in everything] == ["pool"] * 24 + ["test"] * 12


@given(st.integers(1, 6), st.integers(0, 5))
def test_shots_nest_within_a_draw(shots: int, draw: int) -> None:
    prepared = prepare(12, 8)
    fewer, more = support(prepared, shots, draw, 42), support(prepared, shots + 1, draw, 42)
    for place, label in enumerate(LABELS):
        own = fewer[place * shots : (place + 1) * shots]
        assert list(own) == list(more[place * (shots + 1) : (place + 1) * (shots + 1)][:shots]), label


def test_draws_differ() -> None:
    prepared = prepare(40, 32)
    drawn = {tuple(support(prepared, 8, draw, 42)) for draw in range(10)}
    assert len(drawn) == 10


def test_an_added_image_moves_one_other_out_of_the_pool_at_most() -> None:
    ids = {"cat": [f"cat-{n}" for n in range(40)]}
    before = choose_pool(ids, 8, 42)
    for n in range(40, 80):
        after = choose_pool({"cat": [*ids["cat"], f"cat-{n}"]}, 8, 42)
        assert len(before - after) <= 1


def test_without_a_pool_everything_is_test() -> None:
    prepared = prepare(4, 0)
    assert len(prepared.test_rows) == 12
    assert len(support(prepared, 0, 0, 42)) == 0


def test_every_category_smaller_than_the_pool_is_named() -> None:
    ids = {"cat": ["1", "2"], "dog": ["3", "4", "5"], "bear": []}
    with pytest.raises(PipelineError) as caught:
        choose_pool(ids, 3, 42)
    assert len(caught.value.mistakes) == 2
    assert "'cat' has 2: lower pool_per_class to 2 at most" in caught.value.mistakes[0]
    assert "'bear' has 0" in caught.value.mistakes[1]


def test_a_category_may_be_all_pool_but_not_all_categories() -> None:
    assert len(choose_pool({"cat": ["1", "2"], "dog": ["3", "4", "5"]}, 2, 42)) == 4
    with pytest.raises(PipelineError, match="leave no test set"):
        choose_pool({"cat": ["1", "2"], "dog": ["3", "4"]}, 2, 42)
