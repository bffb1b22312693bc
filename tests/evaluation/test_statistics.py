"""Against scikit-learn, torchmetrics, SciPy and plain resampling, on random and on degenerate answers."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from sklearn.metrics import brier_score_loss, f1_score
from sklearn.metrics import log_loss as sklearn_log_loss
from torchmetrics.classification import MulticlassCalibrationError
from torchmetrics.retrieval import RetrievalMRR

from pipeline.evaluation import statistics as stats
from pipeline.evaluation.breakdowns import position_bias
from pipeline.evaluation.sums import bin_counts, calibration_error, caption_f1, reliability


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


# ---------------------------------------------------------------- answer positions


def test_position_bias_is_seen_and_chance_is_not():
    rng = np.random.default_rng(0)
    correct = rng.integers(0, 12, 4000)
    fair = (correct + rng.integers(1, 12, 4000)) % 12
    biased = np.where(correct == 0, 1, 0)
    assert position_bias(fair, correct, 12) > 0.01
    assert position_bias(biased, correct, 12) < 1e-6


def test_position_bias_is_not_tested_without_enough_errors():
    correct = np.arange(12)
    assert position_bias(correct, correct, 12) is None
    assert position_bias((correct + 1) % 12, correct, 12) is None
    assert position_bias(np.array([1] * 50), np.array([0] * 50), 2) is None


# ---------------------------------------------------------------- ranking


@given(answers())
def test_rank_one_is_being_picked(case):
    logits, correct = case
    rank = stats.ranks(logits, correct)
    assert ((rank == 1) == (logits.argmax(1) == correct)).all()
    assert ((rank >= 1) & (rank <= logits.shape[1])).all()


def test_mean_reciprocal_rank_is_torchmetrics():
    logits, correct = random_answers()
    targets = torch.nn.functional.one_hot(torch.tensor(correct), 12).bool()
    rows = torch.arange(len(correct))[:, None].expand(-1, 12)
    oracle = RetrievalMRR()(torch.tensor(stats.softmax(logits)).flatten(), targets.flatten(), rows.flatten())
    assert (1 / stats.ranks(logits, correct)).mean() == pytest.approx(float(oracle))


# ---------------------------------------------------------------- calibration


@given(answers())
def test_scores_are_scikit_learns(case):
    logits, correct = case
    classes = list(range(logits.shape[1]))
    probabilities = stats.softmax(logits)
    assert probabilities.sum(1) == pytest.approx(1)
    assert stats.log_losses(logits, correct).mean() == pytest.approx(
        sklearn_log_loss(correct, probabilities, labels=classes)
    )
    one_hot = np.eye(len(classes))[correct]
    by_class = [
        brier_score_loss(one_hot[:, c], probabilities[:, c], pos_label=1) for c in classes if len(set(one_hot[:, c]))
    ]
    assert stats.brier_scores(probabilities, correct).mean() == pytest.approx(sum(by_class))


def test_log_loss_of_a_sure_mistake_is_finite():
    assert stats.log_losses(np.array([[2000.0, 0.0]]), np.array([1])) == pytest.approx([2000])


@pytest.mark.parametrize("bins", [5, 15])
def test_calibration_error_is_torchmetrics(bins):
    logits, correct = random_answers()
    probabilities = stats.softmax(logits).astype(np.float32)
    right = probabilities.argmax(1) == correct
    ours = calibration_error(bin_counts(probabilities.max(1), right, bins).sum(axis=0).reshape(3, bins))
    oracle = MulticlassCalibrationError(12, n_bins=bins, norm="l1")(torch.tensor(probabilities), torch.tensor(correct))
    assert ours == pytest.approx(float(oracle), abs=1e-6)


def test_every_sample_has_a_bin_and_empty_bins_do_not_count():
    picks = np.array([0.0, 0.2, 1.0, 1.0]), np.array([False, True, True, True]), 5
    counts = bin_counts(*picks).sum(axis=0).reshape(3, 5)
    table = reliability(counts)
    assert table.samples.tolist() == [2, 0, 0, 0, 2]
    assert np.isnan(table.accuracy[1])
    assert calibration_error(counts) == pytest.approx((2 * abs(0.1 - 0.5) + 0) / 4)


def test_a_temperature_that_was_put_in_is_found():
    rng = np.random.default_rng(0)
    logits = rng.normal(size=(6000, 12)) * 2
    correct = np.array([rng.choice(12, p=row) for row in stats.softmax(logits)])
    assert stats.fit_temperature(logits * 2.5, correct) == pytest.approx(2.5, rel=0.05)
    scaled = logits * 2.5 / stats.fit_temperature(logits * 2.5, correct)
    assert stats.log_losses(scaled, correct).mean() < stats.log_losses(logits * 2.5, correct).mean()


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
def test_f1_is_scikit_learns_on_the_events_of_each_category(case):
    labels, picked, right, k = case
    f1 = caption_f1(labels, picked, right, k)
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
    f1 = caption_f1(labels, labels, np.full(3, value), 3)
    assert (float(f1.macro), float(f1.micro), float(f1.weighted)) == (value, value, value)
    assert np.isnan(f1.by_category[2])


def test_importing_it_loads_neither_torch_nor_scipy_nor_statsmodels():
    heavy = ("torch", "scipy", "statsmodels")
    code = f"import sys, pipeline.evaluation.statistics; print([m for m in {heavy} if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "[]"
