"""Which samples the galleries show."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from pipeline.evaluation.sample_table import SampleTable
from pipeline.evaluation.selection import margins, samples_to_explain, select_hard_cases
from tests.evaluation.world import CATEGORIES


def samples(n, labels=None, flagged=()):
    """Sample i has three candidates, its right caption at position 0; ``flagged`` names (sample, candidate)."""
    labels = np.arange(n) % len(CATEGORIES) if labels is None else np.array(labels)
    zeros, mask = np.zeros(n, dtype=int), np.zeros((n, 3), dtype=bool)
    for place in flagged:
        mask[place] = True
    ids = tuple(f"s{i}" for i in range(n))
    return SampleTable(
        ids=ids,
        categories=CATEGORIES,
        labels=labels,
        choice_labels=None,
        correct=zeros,
        images=np.arange(n),
        words=zeros,
        objects=None,
        flagged=mask,
        false_negatives=(),
    )


def sure(picks, confidence=0.9):
    """Probabilities [n, 3] with ``confidence`` at the picks."""
    each = np.full((len(picks), 3), (1 - confidence) / 2)
    each[np.arange(len(picks)), picks] = confidence
    return each


def test_margins_are_right_minus_strongest_rival():
    probabilities = np.array([[0.5, 0.3, 0.2], [0.2, 0.5, 0.3], [0.4, 0.4, 0.2]])
    assert margins(probabilities, np.array([0, 0, 0])) == pytest.approx([0.2, -0.3, 0])


def test_cases_are_named_by_what_happened():
    zero, few = [1, 1, 0, 0, 0, 2], [1, 0, 1, 0, 0, 0]
    probabilities = {"a-0shot": sure(zero), "a-8shot": sure(few)}
    probabilities["a-8shot"][3] = [0.45, 0.4, 0.15]
    table = samples(6, flagged=[(5, 2), (0, 2)])
    tied = np.zeros((6, 3), dtype=bool)
    tied[1, 2] = True
    picked = {"a-0shot": np.array(zero), "a-8shot": np.array(few)}
    found = select_hard_cases(table, probabilities, picked, tied, [("a-0shot", "a-8shot")], 10)
    assert {case.id: case.kinds for case in found} == {
        "s0": ["all wrong"],
        "s1": ["some wrong", "fixed"],
        "s2": ["some wrong", "broken"],
        "s3": ["ambiguous"],
        "s5": ["some wrong", "fixed", "false negative"],
    }
    hardness = [min(case.margins) for case in found]
    assert hardness == sorted(hardness)
    assert {case.place for case in found} == {0, 1, 2, 3, 5}
    by_id = {case.id: case for case in found}
    assert (by_id["s0"].flagged, by_id["s1"].flagged) == ([2], [])
    assert (by_id["s0"].tied, by_id["s1"].tied) == ([], [2])
    assert by_id["s3"].probabilities == [pytest.approx([0.9, 0.05, 0.05]), [0.45, 0.4, 0.15]]


def test_kinds_and_categories_share_the_gallery():
    rng = np.random.default_rng(0)
    # Many bears that nobody gets right, a few others that only one row misses.
    wrong = rng.random(200) < 0.9
    labels = [0 if i < 150 else 1 + i % 3 for i in range(200)]
    zero, few = wrong.astype(int), np.where(np.arange(200) % 4 == 0, 0, wrong).astype(int)
    picked = {"z": zero, "f": few}
    table = samples(200, labels)
    arguments = table, {model: sure(picks) for model, picks in picked.items()}, picked, table.flagged, [("z", "f")], 40
    found = select_hard_cases(*arguments)
    assert len(found) == 40
    by_kind = Counter(kind for case in found for kind in case.kinds)
    assert min(by_kind["all wrong"], by_kind["some wrong"]) >= 15
    by_label = Counter(labels[case.place] for case in found)
    assert max(by_label.values()) <= 16
    assert found == select_hard_cases(*arguments)


def test_no_case_is_taken_twice_and_a_limit_of_none_is_kept():
    table, picks = samples(3), np.array([1, 1, 0])
    answers = {"z": sure(picks)}, {"z": picks}
    found = select_hard_cases(table, *answers, table.flagged, [], 10)
    assert [case.id for case in found] == ["s0", "s1"]
    assert select_hard_cases(table, *answers, table.flagged, [], 0) == []


def test_cases_go_by_the_pick_and_not_by_probabilities_too_coarse_to_show_it():
    table, picks = samples(2), np.array([1, 0])
    equal = np.full((2, 3), 1 / 3)
    found = select_hard_cases(table, {"z": equal}, {"z": picks}, table.flagged, [], 10)
    assert {case.id: case.kinds for case in found} == {"s0": ["all wrong", "ambiguous"], "s1": ["ambiguous"]}


def test_samples_to_explain_are_half_wrong_and_of_many_categories():
    right = np.ones((4, 60), dtype=bool)
    right[3, ::3] = False
    places = samples_to_explain(samples(60), right, wanted=8, seed=42)
    assert len(set(places)) == 8
    assert sum(place % 3 == 0 for place in places) == 4
    assert {place % 4 for place in places[:4]} == {place % 4 for place in places[4:]} == {0, 1, 2, 3}
    assert places == samples_to_explain(samples(60), right, wanted=8, seed=42)


@pytest.mark.parametrize(("wrong", "expected"), [(0, 0), (2, 2), (58, 6), (60, 8)])
def test_samples_to_explain_where_errors_are_few_or_many(wrong, expected):
    right = np.arange(60)[None].repeat(4, axis=0) >= wrong
    places = samples_to_explain(samples(60), right, wanted=8, seed=0)
    assert len(places) == 8
    assert sum(place < wrong for place in places) == expected
