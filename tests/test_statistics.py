"""Against scikit-learn, torchmetrics, SciPy and plain resampling, on random and on degenerate answers."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import binomtest
from sklearn.metrics import brier_score_loss, f1_score
from sklearn.metrics import log_loss as sklearn_log_loss
from torchmetrics.classification import MulticlassCalibrationError
from torchmetrics.retrieval import RetrievalMRR

from pipeline.evaluation import statistics as stats

QUICK = {"confidence": 0.95, "resamples": 2000, "seed": 3}


@st.composite
def answers(draw, most: int = 40):
    """Logits [n, c] with ties now and then, and the right positions [n]."""
    n, c = draw(st.integers(1, most)), draw(st.integers(2, 6))
    logits = draw(arrays(np.float64, (n, c), elements=st.sampled_from([-3.0, -1.0, 0.0, 0.5, 2.0, 9.0])))
    return logits, draw(arrays(np.int64, n, elements=st.integers(0, c - 1)))


def random_answers(n: int = 500, c: int = 12, seed: int = 0):
    rng = np.random.default_rng(seed)
    logits, correct = rng.normal(size=(n, c)) * 3, rng.integers(0, c, n)
    logits[np.arange(n), correct] += 4
    return logits, correct


# ---------------------------------------------------------------- intervals


def test_the_interval_is_that_of_plain_resampling():
    right = np.random.default_rng(1).random(300) < 0.8
    rng = np.random.default_rng(5)
    means = [right[rng.integers(0, 300, 300)].mean() for _ in range(20_000)]
    low, high = stats.accuracy_interval(right, confidence=0.95, resamples=20_000, seed=9)
    assert (low, high) == pytest.approx(np.quantile(means, [0.025, 0.975]), abs=0.004)


def test_samples_of_one_image_are_resampled_together():
    # 60 images with 10 samples each that agree: as uncertain as 60 samples, not as 600.
    once = np.random.default_rng(2).random(60) < 0.7
    right, images = np.repeat(once, 10), np.repeat(np.arange(60), 10)
    alone = stats.accuracy_interval(once, **QUICK)
    together = stats.accuracy_interval(right, clusters=images, **QUICK)
    apart = stats.accuracy_interval(right, **QUICK)
    assert together == pytest.approx(alone, abs=0.02)
    assert apart[1] - apart[0] < (together[1] - together[0]) / 2


def test_clusters_of_one_sample_change_nothing():
    right = np.random.default_rng(4).random(100) < 0.5
    assert stats.accuracy_interval(right, clusters=np.arange(100), **QUICK) == stats.accuracy_interval(right, **QUICK)


@pytest.mark.parametrize("n", [1, 3, 50])
@pytest.mark.parametrize("value", [0, 1])
def test_equal_answers_fall_back_to_the_exact_binomial_interval(n, value):
    low, high = stats.accuracy_interval(np.full(n, value), **QUICK)
    exact = binomtest(n * value, n).proportion_ci(0.95, method="exact")
    assert (low, high) == pytest.approx((exact.low, exact.high))
    assert low < high


def test_no_samples_give_the_widest_interval():
    assert stats.accuracy_interval(np.array([]), **QUICK) == (0, 1)
    assert stats.paired_interval(np.array([]), **QUICK) == (-1, 1)


@given(arrays(np.int64, st.integers(1, 60), elements=st.integers(-1, 1)))
def test_the_paired_interval_holds_the_difference_and_turns_round_with_the_pair(differences):
    low, high = stats.paired_interval(differences, **QUICK)
    assert -1 <= low <= differences.mean() + 1e-12
    assert differences.mean() - 1e-12 <= high <= 1
    assert stats.paired_interval(np.zeros(5), **QUICK) == (0, 0)


def test_equal_seeds_give_equal_intervals():
    values = np.random.default_rng(0).integers(-1, 2, 200)
    assert stats.paired_interval(values, **QUICK) == stats.paired_interval(values, **QUICK)


# ---------------------------------------------------------------- tests and verdicts


@given(st.integers(0, 60), st.integers(0, 60))
def test_mcnemar_is_the_binomial_test_of_the_discordant_samples(only_a, only_b):
    p = stats.mcnemar_exact(only_a, only_b)
    assert p == pytest.approx(binomtest(only_a, only_a + only_b).pvalue if only_a + only_b else 1)
    assert p == pytest.approx(stats.mcnemar_exact(only_b, only_a))


@pytest.mark.parametrize(
    ("difference", "interval", "p_value", "expected"),
    [
        (0.02, (0.01, 0.03), 0.001, "better"),
        (-0.02, (-0.03, -0.01), 0.001, "worse"),
        (0.02, (0.01, 0.03), 0.05, "no evidence of a difference"),
        (0.02, (0.0, 0.03), 0.001, "no evidence of a difference"),
        (0.0, (0.0, 0.0), 1.0, "no evidence of a difference"),
        (1.0, (1.0, 1.0), 1.0, "no evidence of a difference"),
    ],
)
def test_a_difference_needs_both_the_interval_and_the_test(difference, interval, p_value, expected):
    assert stats.verdict(difference, interval, p_value, confidence=0.95) == expected


def test_the_reported_differences_get_their_verdicts():
    """RN50: 114 of 11,640 worse; ViT-B/32: 3 better. With a realistic share of discordant samples."""
    n = 11_640

    def judge(only_model, only_baseline):
        differences = np.r_[np.ones(only_model), -np.ones(only_baseline), np.zeros(n - only_model - only_baseline)]
        interval = stats.paired_interval(differences, **QUICK)
        p_value = stats.mcnemar_exact(only_model, only_baseline)
        return stats.verdict(differences.mean(), interval, p_value, confidence=0.95)

    assert judge(200, 314) == "worse"
    assert judge(203, 200) == "no evidence of a difference"


def test_position_bias_is_seen_and_chance_is_not():
    rng = np.random.default_rng(0)
    correct = rng.integers(0, 12, 4000)
    fair = (correct + rng.integers(1, 12, 4000)) % 12
    biased = np.where(correct == 0, 1, 0)
    assert stats.position_bias(fair, correct, 12) > 0.01
    assert stats.position_bias(biased, correct, 12) < 1e-6


def test_position_bias_is_not_tested_without_enough_errors():
    correct = np.arange(12)
    assert stats.position_bias(correct, correct, 12) is None
    assert stats.position_bias((correct + 1) % 12, correct, 12) is None
    assert stats.position_bias(np.array([1] * 50), np.array([0] * 50), 2) is None


# ---------------------------------------------------------------- ranking


@given(answers())
def test_rank_one_is_being_picked(case):
    logits, correct = case
    rank = stats.ranks(logits, correct)
    assert ((rank == 1) == (logits.argmax(1) == correct)).all()
    assert ((rank >= 1) & (rank <= logits.shape[1])).all()
    assert stats.top_k(rank, 1) == pytest.approx((logits.argmax(1) == correct).mean())
    assert stats.top_k(rank, logits.shape[1]) == 1


def test_mean_reciprocal_rank_is_torchmetrics():
    logits, correct = random_answers()
    targets = torch.nn.functional.one_hot(torch.tensor(correct), 12).bool()
    rows = torch.arange(len(correct))[:, None].expand(-1, 12)
    oracle = RetrievalMRR()(torch.tensor(stats.softmax(logits)).flatten(), targets.flatten(), rows.flatten())
    assert stats.mean_reciprocal_rank(stats.ranks(logits, correct)) == pytest.approx(float(oracle))


# ---------------------------------------------------------------- calibration


@given(answers())
def test_scores_are_scikit_learns(case):
    logits, correct = case
    classes = list(range(logits.shape[1]))
    probabilities = stats.softmax(logits)
    assert probabilities.sum(1) == pytest.approx(1)
    assert stats.log_loss(logits, correct) == pytest.approx(sklearn_log_loss(correct, probabilities, labels=classes))
    one_hot = np.eye(len(classes))[correct]
    by_class = [
        brier_score_loss(one_hot[:, c], probabilities[:, c], pos_label=1) for c in classes if len(set(one_hot[:, c]))
    ]
    assert stats.brier(probabilities, correct) == pytest.approx(sum(by_class))


def test_log_loss_of_a_sure_mistake_is_finite():
    assert stats.log_loss(np.array([[2000.0, 0.0]]), np.array([1])) == pytest.approx(2000)


@pytest.mark.parametrize("bins", [5, 15])
def test_calibration_error_is_torchmetrics(bins):
    logits, correct = random_answers()
    probabilities = stats.softmax(logits).astype(np.float32)
    right = probabilities.argmax(1) == correct
    ours = stats.expected_calibration_error(stats.reliability(probabilities.max(1), right, bins))
    oracle = MulticlassCalibrationError(12, n_bins=bins, norm="l1")(torch.tensor(probabilities), torch.tensor(correct))
    assert ours == pytest.approx(float(oracle), abs=1e-6)


def test_every_sample_has_a_bin_and_empty_bins_do_not_count():
    table = stats.reliability(np.array([0.0, 0.2, 1.0, 1.0]), np.array([False, True, True, True]), 5)
    assert table.samples.tolist() == [2, 0, 0, 0, 2]
    assert np.isnan(table.accuracy[1])
    assert stats.expected_calibration_error(table) == pytest.approx((2 * abs(0.1 - 0.5) + 0) / 4)


def test_a_temperature_that_was_put_in_is_found():
    rng = np.random.default_rng(0)
    logits = rng.normal(size=(6000, 12)) * 2
    correct = np.array([rng.choice(12, p=row) for row in stats.softmax(logits)])
    assert stats.fit_temperature(logits * 2.5, correct) == pytest.approx(2.5, rel=0.05)
    scaled = logits * 2.5 / stats.fit_temperature(logits * 2.5, correct)
    assert stats.log_loss(scaled, correct) < stats.log_loss(logits * 2.5, correct)


@pytest.mark.parametrize(
    ("logits", "correct"),
    [
        (np.eye(4) * 5, np.arange(4)),  # all right: sharper is always better
        (np.eye(4) * 5, (np.arange(4) + 1) % 4),  # all wrong: flatter is always better
        (np.zeros((3, 4)), np.zeros(3, dtype=int)),  # all tied: nothing depends on it
        (np.zeros((0, 4)), np.zeros(0, dtype=int)),
    ],
)
def test_a_temperature_that_nothing_determines_is_none(logits, correct):
    assert stats.fit_temperature(logits, correct) is None


# ---------------------------------------------------------------- F1


@st.composite
def picks(draw):
    n, k = draw(st.integers(1, 40)), draw(st.integers(1, 5))
    category = arrays(np.int64, n, elements=st.integers(0, k - 1))
    labels, picked, right = draw(category), draw(category), draw(arrays(np.bool_, n))
    return labels, np.where(right, labels, picked), right, k


def as_binary_events(labels, picked, right, category):
    """(truth, claim) pairs of one category, as scikit-learn counts them."""
    hits = [(1, 1)] * int((right & (labels == category)).sum())
    misses = [(1, 0)] * int((~right & (labels == category)).sum())
    false = [(0, 1)] * int((~right & (picked == category)).sum())
    return hits + misses + false


@given(picks())
@settings(max_examples=200)
def test_f1_is_scikit_learns_on_the_events_of_each_category(case):
    labels, picked, right, k = case
    f1 = stats.caption_f1(labels, picked, right, k)
    expected = []
    for category in range(k):
        events = as_binary_events(labels, picked, right, category)
        expected.append(f1_score(*zip(*events, strict=True), zero_division=0) if events else np.nan)
    assert f1.by_category == pytest.approx(expected, nan_ok=True)
    assert f1.macro == pytest.approx(np.nanmean(expected))
    support = np.bincount(labels, minlength=k)
    assert f1.weighted == pytest.approx(np.average(np.nan_to_num(expected), weights=support))
    assert f1.micro == pytest.approx(right.mean())


@pytest.mark.parametrize("value", [True, False])
def test_f1_of_all_right_and_all_wrong(value):
    labels = np.array([0, 0, 1])
    f1 = stats.caption_f1(labels, labels, np.full(3, value), 3)
    assert (f1.macro, f1.micro, f1.weighted) == (value, value, value)
    assert np.isnan(f1.by_category[2])


def test_confusion_counts_every_sample_once():
    labels, picked = np.array([0, 0, 1, 2]), np.array([0, 1, 1, 0])
    assert stats.confusion(labels, picked, 3).tolist() == [[1, 1, 0], [0, 1, 0], [1, 0, 0]]


def test_importing_it_loads_neither_torch_nor_scipy_nor_statsmodels():
    heavy = ("torch", "scipy", "statsmodels")
    code = f"import sys, pipeline.evaluation.statistics; print([m for m in {heavy} if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "[]"
