"""Differences with what is known of their noise: paired by sample, or by support draw."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.compare.inputs.joining import Answers
from pipeline.evaluation.statistics import mcnemar_exact, paired_interval
from pipeline.results.artifact import Interval
from pipeline.settings import Evaluation

# The smallest probability whose logarithm is taken: a stored 0 stands for anything below it.
SMALLEST = 1e-300


@dataclass(frozen=True)
class Tested:
    """A difference with what is known of its noise."""

    difference: float
    interval: Interval
    p_value: float
    samples: int


def accuracy_test(base: Answers, head: Answers, how: Evaluation) -> Tested:
    """Bootstrap over samples, and McNemar's exact test."""
    difference = head.right.astype(float) - base.right
    interval = paired_interval(difference, confidence=how.confidence, resamples=how.bootstrap, seed=how.seed)
    p_value = mcnemar_exact(int((difference > 0).sum()), int((difference < 0).sum()))
    return Tested(float(difference.mean()), interval, p_value, len(difference))


def log_loss_test(base: Answers, head: Answers, how: Evaluation) -> Tested | None:
    """Paired over the samples whose probability is a number on both sides."""
    known = ~(np.isnan(base.probability) | np.isnan(head.probability))
    before, after = (-np.log(np.maximum(side.probability[known], SMALLEST)) for side in (base, head))
    return _paired_t(before, after, how.confidence)


def draws_test(base: Sequence[float], head: Sequence[float], how: Evaluation, *, paired: bool) -> Tested | None:
    """Over support draws; draws of one seed share their support images, so each is its own control."""
    if min(len(base), len(head)) < 2:
        return None
    before, after = np.array(base, dtype=float), np.array(head, dtype=float)
    if paired and len(base) == len(head):
        return _paired_t(before, after, how.confidence)
    return _welch_t(before, after, how.confidence)


def _paired_t(before: NDArray[Any], after: NDArray[Any], confidence: float) -> Tested | None:
    """Student's paired t (1908): interval and p of a mean difference; None below two pairs."""
    from scipy.stats import ttest_rel

    difference = after - before
    if len(difference) < 2:
        return None
    mean = float(difference.mean())
    # Equal differences have no spread to test against; float noise apart, they are the mean itself.
    if np.ptp(difference) < 1e-12:
        return Tested(mean, (mean, mean), 1.0 if mean == 0 else 0.0, len(difference))
    found = ttest_rel(after, before)
    low, high = found.confidence_interval(confidence)
    return Tested(mean, (float(low), float(high)), float(found.pvalue), len(difference))


def _welch_t(before: NDArray[Any], after: NDArray[Any], confidence: float) -> Tested | None:
    """Welch's t (1947) of two means whose spreads may differ; None when neither has any."""
    from scipy.stats import ttest_ind

    if np.ptp(before) == 0 and np.ptp(after) == 0:
        return None
    with warnings.catch_warnings():
        # Draws that all score the same are no mistake: the other side has the spread.
        warnings.filterwarnings("ignore", "Precision loss", RuntimeWarning)
        found = ttest_ind(after, before, equal_var=False)
        low, high = found.confidence_interval(confidence)
    difference = float(after.mean() - before.mean())
    return Tested(difference, (float(low), float(high)), float(found.pvalue), min(len(before), len(after)))
