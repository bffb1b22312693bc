"""Which samples the galleries show."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from pipeline.errors import PipelineError
from pipeline.evaluation.probabilities import load_probabilities, save_probabilities
from pipeline.evaluation.selection import attention_samples, margins, select_hard_cases
from pipeline.results.schemas.predictions import Prediction, Predictions
from tests.evaluation.world import CATEGORIES, make_settings


def predictions(models, chosen, labels=None):
    """Sample i has its right caption at position 0."""
    labels = labels or [CATEGORIES[i % 4] for i in range(len(chosen))]
    samples = [
        Prediction(id=f"s{i}", label=labels[i], correct=0, chosen=list(picks), probability=[0.5] * len(models))
        for i, picks in enumerate(chosen)
    ]
    return Predictions(models=models, samples=samples)


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
    made = predictions(["a-0shot", "a-8shot"], list(zip(zero, few, strict=True)))
    found = select_hard_cases(made, probabilities, {"s5": [2], "s0": [2]}, [("a-0shot", "a-8shot")], 10)
    assert {case.id: case.kinds for case in found} == {
        "s0": ("all wrong",),
        "s1": ("some wrong", "fixed"),
        "s2": ("some wrong", "broken"),
        "s3": ("ambiguous",),
        "s5": ("some wrong", "fixed", "false negative"),
    }
    assert [case.margin for case in found] == sorted(case.margin for case in found)
    assert {case.row for case in found} == {0, 1, 2, 3, 5}


def test_kinds_and_categories_share_the_gallery():
    rng = np.random.default_rng(0)
    # Many bears that nobody gets right, a few others that only one row misses.
    wrong = rng.random(200) < 0.9
    labels = ["bear" if i < 150 else CATEGORIES[1 + i % 3] for i in range(200)]
    zero, few = wrong.astype(int), np.where(np.arange(200) % 4 == 0, 0, wrong).astype(int)
    made = predictions(["z", "f"], list(zip(zero, few, strict=True)), labels)
    noise = rng.random((200, 1)) * 0.1
    probabilities = {"z": sure(zero) - noise * 0, "f": sure(few)}
    found = select_hard_cases(made, probabilities, {}, [("z", "f")], 40)
    assert len(found) == 40
    by_kind = Counter(kind for case in found for kind in case.kinds)
    assert min(by_kind["all wrong"], by_kind["some wrong"]) >= 15
    by_label = Counter(labels[case.row] for case in found)
    assert max(by_label.values()) <= 16
    assert found == select_hard_cases(made, probabilities, {}, [("z", "f")], 40)


def test_no_case_is_taken_twice_and_a_limit_of_none_is_kept():
    made = predictions(["z"], [[1], [1], [0]])
    found = select_hard_cases(made, {"z": sure([1, 1, 0])}, {}, [], 10)
    assert [case.id for case in found] == ["s0", "s1"]
    assert select_hard_cases(made, {"z": sure([1, 1, 0])}, {}, [], 0) == []


def test_samples_to_explain_are_half_wrong_and_of_many_categories(tmp_path):
    settings = make_settings(tmp_path)
    models = ["one-0shot", "one-4shot", "two-0shot", "two-4shot"]
    chosen = [[0, 0, 0, int(i % 3 == 0)] for i in range(60)]
    made = predictions(models, chosen)
    ids = attention_samples(settings, made)
    rows = [int(name[1:]) for name in ids]
    assert len(set(ids)) == settings.explain.samples == 8
    assert sum(row % 3 == 0 for row in rows) == 4
    assert {row % 4 for row in rows[:4]} == {row % 4 for row in rows[4:]} == {0, 1, 2, 3}
    assert ids == attention_samples(settings, made)


@pytest.mark.parametrize(("wrong", "expected"), [(0, 0), (2, 2), (58, 6), (60, 8)])
def test_samples_to_explain_where_errors_are_few_or_many(tmp_path, wrong, expected):
    settings = make_settings(tmp_path)
    models = ["one-0shot", "one-4shot", "two-0shot", "two-4shot"]
    made = predictions(models, [[int(i < wrong)] * 4 for i in range(60)])
    rows = [int(name[1:]) for name in attention_samples(settings, made)]
    assert len(rows) == 8
    assert sum(row < wrong for row in rows) == expected


def test_probabilities_come_back_by_shown_row(tmp_path):
    settings = make_settings(tmp_path)
    with pytest.raises(PipelineError, match="pipeline evaluate"):
        load_probabilities(settings)
    rows = {name: sure([0, 1]) for name in ("two-4shot", "two-0shot", "one-0shot", "one-4shot")}
    save_probabilities(settings, rows)
    assert list(load_probabilities(settings)) == ["one-0shot", "one-4shot", "two-0shot", "two-4shot"]
    save_probabilities(settings, {"one-0shot": sure([0])})
    with pytest.raises(PipelineError, match="lacks rows"):
        load_probabilities(settings)
