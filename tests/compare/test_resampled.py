"""Intervals of differences of F1, ranks and calibration: against resampling sample by sample, and against a formula."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.compare.inputs.joining import RowAnswers
from pipeline.compare.verdicts.resampled import resampled_tests
from pipeline.settings import Evaluation

HOW = Evaluation(bootstrap=1000)
NAMES = np.array(["ant", "bee", "cat"])
N = 600


def side(rng: np.random.Generator, ease: np.ndarray, gain: float) -> RowAnswers:
    """Answers to samples of three categories with four candidates; wrong picks are of any category."""
    score = ease + gain + 0.3 * rng.standard_normal(N)
    rank = np.where(score > 0, 1, 2 + (score < -1))
    confidence = (1 / (1 + np.exp(-np.abs(score) - 0.2))).round(3)
    label = NAMES[np.arange(N) % 3]
    right = rank == 1
    others = {
        "label": label, "picked": np.where(right, label, NAMES[rng.integers(3, size=N)]), "rank": rank,
        "confidence": confidence, "brier": ((1 - confidence) ** 2 * 2).round(3),
    }  # fmt: skip
    return RowAnswers(np.where(right, 0, 1), right, confidence, others)


@pytest.fixture(scope="module")
def pair() -> tuple[RowAnswers, RowAnswers]:
    rng = np.random.default_rng(0)
    ease = rng.standard_normal(N) + 0.8
    return side(rng, ease, 0.0), side(rng, ease, 0.3)


def caption_f1(one: RowAnswers, rows: np.ndarray) -> float:
    """Macro F1 at caption level, counted by hand: a wrong pick within the own category is a mistake as well."""
    label, picked = one.others["label"][rows], one.others["picked"][rows]
    wrong = ~one.right[rows]
    scores = []
    for name in NAMES:
        true = ((label == name) & ~wrong).sum()
        scores.append(2 * true / (2 * true + ((label == name) & wrong).sum() + ((picked == name) & wrong).sum()))
    return float(np.mean(scores))


def test_differences_are_those_of_the_figures(pair: tuple[RowAnswers, RowAnswers]) -> None:
    base, head = pair
    found = resampled_tests(base, head, HOW, 15)
    assert set(found) == {"mrr", "top3", "brier", "ece", "f1_macro", "f1_weighted"}
    every = np.arange(N)
    assert found["f1_macro"].difference == pytest.approx(caption_f1(head, every) - caption_f1(base, every))
    reciprocal = 1 / head.others["rank"] - 1 / base.others["rank"]
    assert found["mrr"].difference == pytest.approx(reciprocal.mean())


def test_intervals_are_those_of_resampled_samples(pair: tuple[RowAnswers, RowAnswers]) -> None:
    base, head = pair
    found, rng = resampled_tests(base, head, HOW, 15), np.random.default_rng(1)
    resampled = []
    for _ in range(1000):
        rows = rng.integers(N, size=N)
        resampled.append(caption_f1(head, rows) - caption_f1(base, rows))
    expected = np.quantile(resampled, [0.025, 0.975]) - (np.mean(resampled) - found["f1_macro"].difference)
    assert found["f1_macro"].interval == pytest.approx(expected, abs=0.004)
    error = (1 / head.others["rank"] - 1 / base.others["rank"]).std(ddof=1) / N**0.5
    reach = (found["mrr"].interval[1] - found["mrr"].interval[0]) / 2
    assert reach == pytest.approx(1.96 * error, rel=0.1)


def test_a_handful_of_changed_answers_is_no_evidence(pair: tuple[RowAnswers, RowAnswers]) -> None:
    base, _ = pair
    chosen, rank = base.chosen.copy(), base.others["rank"].copy()
    broken = np.flatnonzero(base.right)[:4]
    chosen[broken], rank[broken] = 1, 2
    head = RowAnswers(chosen, chosen == 0, base.probability, base.others | {"rank": rank})
    assert min(test.p_value for test in resampled_tests(base, head, HOW, 15).values()) >= 2 ** (1 - 4)


def test_equal_answers_are_no_test(pair: tuple[RowAnswers, RowAnswers]) -> None:
    assert resampled_tests(pair[0], pair[0], HOW, 15) == {}
