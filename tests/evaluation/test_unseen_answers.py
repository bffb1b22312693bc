"""Intervals where hardly an answer is wrong, or none: how far they reach, and how often they hold the truth."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.evaluation.answer_views import accuracy_by_candidates
from pipeline.evaluation.intervals import Resampling, bootstrap_intervals, proportion_interval
from pipeline.evaluation.outcomes import Origin, Outcome
from pipeline.evaluation.row_figures import measure
from pipeline.evaluation.sample_table import SampleTable
from pipeline.evaluation.sums import Sums
from pipeline.evaluation.unseen_answers import exchanged
from pipeline.results.schemas.metrics import MetricsRow

CHOICES, CATEGORIES = 6, 3
LOSSES, SCORES = ("nll", "brier"), ("mrr", "f1_macro", "f1_weighted")


class Answered:
    """Logits that rank the right caption first as often as ``shift`` lets them, and what is known of the samples."""

    def __init__(self, n: int, shift: float, scale: float, seed: int = 0) -> None:
        rng = np.random.default_rng(seed)
        self.correct, self.labels = rng.integers(0, CHOICES, n), rng.integers(0, CATEGORIES, n)
        self.choice_labels = rng.integers(0, CATEGORIES, (n, CHOICES))
        self.choice_labels[np.arange(n), self.correct] = self.labels
        self.logits = rng.normal(size=(n, CHOICES))
        self.logits[np.arange(n), self.correct] += shift
        self.logits *= scale

    def of(self, rows: np.ndarray) -> tuple[Outcome, SampleTable]:
        n = len(rows)
        table = SampleTable(
            ids=tuple(map(str, range(n))),
            categories=tuple("abc"),
            labels=self.labels[rows],
            choice_labels=self.choice_labels[rows],
            correct=self.correct[rows],
            images=np.arange(n),
            words=np.zeros(n, int),
            objects=None,
            flagged=np.zeros((n, CHOICES), bool),
            false_negatives=(),
        )
        return Outcome(Origin("m", "b", "B", 0, None), self.logits[rows], self.correct[rows]), table


def measured(outcome: Outcome, table: SampleTable, seed: int = 0) -> MetricsRow:
    (row,) = measure([outcome], table, Sums([outcome], table, 15), Resampling(0.95, 200, seed))
    return row


def with_errors(errors: int, n: int = 20) -> MetricsRow:
    """Sure answers, so many of them wrong."""
    world = Answered(400, 3, 3)
    right = world.of(np.arange(400))[0].right
    rows = np.concatenate([np.flatnonzero(~right)[:errors], np.flatnonzero(right)[: n - errors]])
    return measured(*world.of(rows))


def test_a_perfect_row_is_never_surer_than_one_short_of_it() -> None:
    """From all right to five wrong of twenty, the lower ends of scores fall step by step.

    Losses have no end of their own: a perfect row's are no narrower beside one short of it than accuracies are.
    """
    found = [with_errors(errors) for errors in range(6)]

    def width(row: MetricsRow, name: str) -> float:
        low, high = getattr(row, f"{name}_interval")
        return high - low

    for name in SCORES:
        lows = [getattr(row, f"{name}_interval")[0] for row in found]
        assert lows == sorted(lows, reverse=True), name
    for name in LOSSES:
        assert width(found[0], name) / width(found[1], name) >= width(found[0], "accuracy") / width(
            found[1], "accuracy"
        )


def test_a_perfect_row_is_as_unsure_in_every_figure_as_its_accuracy_is() -> None:
    row = with_errors(0)
    assert row.accuracy == 1
    unseen = 1 - row.accuracy_interval[0]
    assert unseen == pytest.approx(1 - 1 / (1 + 1.959964**2 / 20), abs=1e-6)
    # A wrong answer would have rank 2 at best, and the loss of its strongest distractor.
    assert row.mrr_interval == pytest.approx((1 - unseen / 2, 1), abs=1e-6)
    assert row.f1_macro_interval[0] < 1 - unseen / 2
    assert row.brier_interval[1] > row.brier + unseen
    assert row.nll_interval[1] > row.nll + unseen
    # Sure picks are calibrated if as many are wrong as they are unsure, and too sure if more are.
    assert row.ece_interval[0] == pytest.approx(0, abs=0.01)
    assert row.ece_interval[1] > 0.1


def test_ends_that_are_reached_are_said_without_dust() -> None:
    assert [with_errors(errors).accuracy_interval[place] for errors, place in ((0, 1), (20, 0))] == [1, 0]


def test_a_row_that_is_always_wrong_may_have_been_unlucky() -> None:
    row = with_errors(20)
    assert row.accuracy == 0
    assert row.mrr_interval[1] > row.mrr + 0.05
    assert row.f1_macro_interval[1] > 0.05
    assert row.nll_interval[0] < row.nll


@given(st.integers(0, 10_000), st.integers(1, 30), st.floats(-1, 6), st.floats(0.01, 30))
def test_a_figure_lies_in_its_interval(seed: int, n: int, shift: float, scale: float) -> None:
    row = measured(*Answered(n, shift, scale, seed).of(np.arange(n)))
    for name in (*LOSSES, *SCORES, "ece"):
        low, high = getattr(row, f"{name}_interval")
        assert low - 1e-9 <= getattr(row, name) <= high + 1e-9, name
        assert high > low


def test_the_truth_lies_inside_as_often_as_is_said_with_a_handful_of_errors() -> None:
    """Twenty answers of which one is wrong on average: a bootstrap alone holds the truth in two cases of three."""
    world = Answered(40_000, 3.3, 2)
    outcome, table = world.of(np.arange(40_000))
    truth = dict(zip(("mrr", "nll", "brier", "ece"), Sums([outcome], table, 15).values[0].tolist(), strict=False))
    assert 0.03 < 1 - outcome.right.mean() < 0.07
    rng = np.random.default_rng(1)
    rows = [measured(*world.of(rng.integers(40_000, size=20)), seed) for seed in range(120)]
    for name, value in truth.items():
        inside = [getattr(row, f"{name}_interval")[0] <= value <= getattr(row, f"{name}_interval")[1] for row in rows]
        assert np.mean(inside) >= 0.93, name


def test_chance_alone_makes_no_calibration_error() -> None:
    """Confidences that are as often right as they say: what the bins find is chance, and 0 stays possible."""
    rng, held = np.random.default_rng(2), 0
    for seed in range(40):
        logits = rng.normal(size=(200, CHOICES)) * 2
        chances = np.exp(logits) / np.exp(logits).sum(1, keepdims=True)
        world = Answered(200, 0, 1)
        world.logits, world.correct = logits, np.array([rng.choice(CHOICES, p=each) for each in chances])
        row = measured(*world.of(np.arange(200)), seed)
        assert row.ece > 0.02
        held += row.ece_interval[0] < 0.005
    assert held >= 38


def test_fewer_candidates_are_as_unsure_as_all_of_them() -> None:
    outcome, _ = Answered(30, 40, 1).of(np.arange(30))
    assert outcome.right.all()
    share = proportion_interval(outcome.right, confidence=0.95)
    how = Resampling(0.95, 100, 0)
    (found,) = accuracy_by_candidates(
        [outcome], lambda counts, of: bootstrap_intervals(counts, of, how), lambda right: share
    )
    assert found.interval[-1] == pytest.approx(share)
    lows = [low for low, _ in found.interval]
    assert lows == sorted(lows, reverse=True)
    # With two candidates, the one that would win is left out in four of five ways.
    assert lows[0] == pytest.approx(1 - (1 - share[0]) / 5)


def test_an_exchanged_answer_has_the_strongest_distractor_in_the_place_of_the_right_caption() -> None:
    logits = np.array([[3.0, 1.0, 2.0], [0.0, 5.0, 4.0], [1.0, -np.inf, -np.inf]])
    plain = Outcome(Origin("m", "b", "B", 0, None), logits, np.array([0, 2, 0]))
    other = exchanged(plain)
    assert other.logits.tolist() == [[2.0, 1.0, 3.0], [0.0, 4.0, 5.0], [1.0, -np.inf, -np.inf]]
    assert plain.right.tolist() == [True, False, True]
    assert other.rank.tolist() == [2, 1, 1]
    assert other.confidence == pytest.approx(plain.confidence)


def test_distractors_that_no_model_can_tell_from_the_right_caption_leave_nothing_open() -> None:
    """All of them read the same: no answer can be wrong, and no number is infinite."""
    outcome, table = Answered(5, 3, 1).of(np.arange(5))
    logits = np.full((5, CHOICES), -np.inf)
    logits[np.arange(5), outcome.correct] = 1
    row = measured(Outcome(outcome.origin, logits, outcome.correct), table)
    assert row.nll_interval == pytest.approx((0, 0), abs=1e-9)
    assert row.mrr_interval == (1, 1)
