"""Fewer candidates, and doubtful samples left out: against what one would do by hand."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import combinations

import numpy as np
import pytest

from pipeline.evaluation.answer_views import accuracy_by_candidates, redrawn, risk_coverages
from pipeline.evaluation.intervals import Resampling, bootstrap_intervals, proportion_interval, weighted_intervals
from pipeline.evaluation.outcomes import Origin, Outcome
from pipeline.results.form.row_writer import dumps

HOW = Resampling(0.95, 200, 0)
BOOTSTRAP = partial(bootstrap_intervals, how=HOW)
WEIGHTED = partial(weighted_intervals, how=HOW)
SHARE = partial(proportion_interval, confidence=0.95)


def outcome(logits, correct):
    return Outcome(Origin("m", "b", "B", 0, None), np.array(logits, dtype=float), np.array(correct))


def test_accuracy_with_fewer_candidates_is_that_over_all_choices_of_distractors():
    rng = np.random.default_rng(0)
    logits, correct = rng.normal(size=(40, 6)), rng.integers(0, 6, 40)
    (found,) = accuracy_by_candidates([outcome(logits, correct)], BOOTSTRAP, SHARE)
    assert found.candidates == [2, 3, 4, 5, 6]
    for count, accuracy, (low, high) in zip(found.candidates, found.accuracy, found.interval, strict=True):
        wins = [
            logits[row, right] > max(logits[row, list(others)])
            for row, right in enumerate(correct)
            for others in combinations([c for c in range(6) if c != right], count - 1)
        ]
        assert accuracy == pytest.approx(np.mean(wins))
        assert low < accuracy < high


def test_rows_beside_each_other_have_the_accuracies_that_each_has_alone():
    rng = np.random.default_rng(1)
    correct = rng.integers(0, 5, 30)
    rows = [outcome(rng.normal(size=(30, 5)), correct) for _ in range(3)]
    alone = [one.model_dump() for row in rows for one in accuracy_by_candidates([row], BOOTSTRAP, SHARE)]
    # As published: sums of other shapes may end in another last bit.
    assert dumps([one.model_dump() for one in accuracy_by_candidates(rows, BOOTSTRAP, SHARE)]) == dumps(alone)
    assert accuracy_by_candidates([], BOOTSTRAP, SHARE) == []


def test_risk_is_that_of_the_surest_samples():
    confidence = np.array([0.9, 0.8, 0.7, 0.6, 0.55])
    # Two candidates: the logit of the first gives the confidence; the right one is the second where it is wrong.
    logits = np.stack([np.log(confidence / (1 - confidence)), np.zeros(5)], axis=1)
    found = risk_coverages([outcome(logits, [0, 0, 1, 0, 1])], WEIGHTED, SHARE)[0]
    by_coverage = dict(zip(np.round(found.coverage, 2), found.risk, strict=True))
    assert by_coverage[0.4] == 0
    assert by_coverage[0.6] == pytest.approx(1 / 3)
    assert by_coverage[1.0] == pytest.approx(2 / 5)
    assert found.area == pytest.approx(np.mean([0, 0, 1 / 3, 1 / 4, 2 / 5]))


def test_picks_of_equal_confidence_have_no_order():
    logits = np.tile([1.0, 0.0], (10, 1))
    wrong = np.array([1, 1, 1, 0, 0, 0, 0, 0, 0, 0])
    for order in (wrong, wrong[::-1]):
        assert risk_coverages([outcome(logits, order)], WEIGHTED, SHARE)[0].risk == pytest.approx([0.3] * 20)


@pytest.mark.parametrize("right", [0, 1])
def test_errors_never_seen_leave_the_mean_risk_as_unsure_as_the_accuracy(right):
    logits = np.stack([np.linspace(0.1, 2, 20), np.zeros(20)], axis=1)
    (found,) = risk_coverages([outcome(logits, np.full(20, 1 - right))], WEIGHTED, SHARE)
    assert found.area == 1 - right
    # Wilson's interval of 20 of 20 begins, and that of 0 of 20 ends, this far from its other end.
    width = 1 - 1 / (1 + 1.959964**2 / 20)
    assert found.area_interval == pytest.approx((0, width) if right else (1 - width, 1), abs=1e-6)


@pytest.mark.parametrize(("few", "redraws"), [(1, 200), (4, 200), (5, 200), (1, 10), (10, 10), (1, 1)])
def test_a_mean_over_redraws_lies_within_its_bar_and_so_do_most_redraws(few, redraws):
    """A few redraws that differ from all the others draw the mean out of the quantiles."""
    plain = outcome(np.zeros((400, 2)), np.zeros(400, dtype=int))
    ours = np.full(redraws, 300) + (np.arange(redraws) < few)
    rows = [replace(plain, redrawn=np.full(redraws, 300))]
    rows.append(replace(plain, origin=Origin("b-1shot", "b", "B", 1, "x"), redrawn=ours))
    found = redrawn(rows, 0.95)[1]
    for value, (low, high), each in (
        (found.accuracy, found.interval, ours / 400),
        (found.difference, found.difference_interval, (ours - 300) / 400),
    ):
        assert low <= value <= high
        assert ((each >= low) & (each <= high)).mean() >= 0.95
