"""Differences with what is known of their noise: paired by sample, or over support draws crossed with samples."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from pipeline.compare.inputs.joining import RowAnswers
from pipeline.evaluation.significance.crossed import crossed_difference
from pipeline.results.artifact import Interval
from pipeline.results.catalogue import APPROXIMATE
from pipeline.settings import Evaluation

# The smallest probability whose logarithm is taken: a stored 0 stands for anything below it.
SMALLEST = 1e-300


@dataclass(frozen=True)
class Tested:
    """A difference with what is known of its noise."""

    difference: float
    interval: Interval
    p_value: float
    """For this difference alone."""
    pairs: int
    """Samples, or draws where only their accuracies are known."""
    moved: bool
    """Whether any of the values behind it changed by more than the digits that are known."""
    scope: str = ""
    """What the difference is over, where it is not the one between the two values of the row."""


def accuracy_test(base: RowAnswers, head: RowAnswers, how: Evaluation) -> Tested:
    """Of one checkpoint on both sides, paired by sample; McNemar's exact p-value."""
    found = crossed_difference(head.right, base.right, confidence=how.confidence)
    moved = bool((base.right != head.right).any())
    return Tested(found.value, found.interval, found.p_value, len(base.right), moved)


def log_loss_test(base: RowAnswers, head: RowAnswers, how: Evaluation) -> Tested | None:
    """Paired over the samples whose probability is a number on both sides; Student's t (1908)."""
    known = ~(np.isnan(base.probability) | np.isnan(head.probability))
    # From probabilities of three decimals: the losses have as many digits, not more.
    before, after = (-np.log(np.maximum(side.probability[known], SMALLEST)) for side in (base, head))
    difference = after - before
    if len(difference) < 2:
        return None
    moved = bool((np.abs(head.probability - base.probability)[known] > APPROXIMATE).any())
    mean = float(difference.mean())
    error = float(difference.std(ddof=1)) / math.sqrt(len(difference))
    return _student(mean, error, len(difference) - 1, how.confidence, len(difference), moved)


def crossed_test(base: NDArray[np.bool_], head: NDArray[np.bool_], how: Evaluation, *, same_draws: bool) -> Tested:
    """Over all draws [D, n] of both sides crossed with the samples: other draws and other samples were possible."""
    found = crossed_difference(head, base, confidence=how.confidence, same_draws=same_draws)
    moved = base.shape != head.shape or bool((base != head).any())
    return Tested(found.value, found.interval, found.p_value, base.shape[1], moved, _over(base, head))


def draws_test(
    base: NDArray[np.float64], head: NDArray[np.float64], samples: int, how: Evaluation, *, same_draws: bool
) -> Tested:
    """Over the accuracies [D] of at least two draws on the same samples, where nothing else is known of the draws.

    Draws may all agree, but an accuracy over n samples is only known to 1 / n, which has a variance of 1 / (12 n²). And
    a difference takes at least as many samples as it is large: if all of these turned one way, their share d has the
    variance (d - d²) / n. So no spread is ever zero.
    """
    mean = float(head.mean() - base.mean())
    images = ((abs(mean) - mean**2) / samples, samples - 1)
    rounding = 1 / (12 * samples**2)
    if same_draws and len(base) == len(head):
        parts = [((float(np.var(head - base, ddof=1)) + 2 * rounding) / len(base), len(base) - 1), images]
    else:
        draws = [((float(np.var(side, ddof=1)) + rounding) / len(side), len(side) - 1) for side in (base, head)]
        parts = [*draws, images]
    variance = sum(part for part, _ in parts)
    # Degrees of freedom of a sum of variances: Satterthwaite (1946), as in Welch's test.
    freedom = variance**2 / sum(part**2 / max(1, own) for part, own in parts)
    moved = len(base) != len(head) or bool((base != head).any())
    least = min(len(base), len(head))
    found = _student(mean, math.sqrt(variance), freedom, how.confidence, least, moved, _over(base, head))
    # For a handful of samples the sign test is exact, and asks for more.
    return replace(found, p_value=max(found.p_value, min(1.0, 2 ** (1 - round(abs(mean) * samples)))))


def _student(
    mean: float, error: float, freedom: float, confidence: float, pairs: int, moved: bool, scope: str = ""
) -> Tested:
    # SciPy takes a second, and most comparisons have nothing to test.
    from scipy.special import stdtr, stdtrit

    if error == 0:
        return Tested(mean, (mean, mean), 1.0, pairs, moved, scope)
    reach = error * float(stdtrit(freedom, (1 + confidence) / 2))
    return Tested(
        mean, (mean - reach, mean + reach), float(2 * stdtr(freedom, -abs(mean / error))), pairs, moved, scope
    )


def _over(base: NDArray[np.generic], head: NDArray[np.generic]) -> str:
    draws = f"{len(head)}" if len(base) == len(head) else f"{len(base)} and {len(head)}"
    return f"over all {draws} draws, from {base.mean():.4f} to {head.mean():.4f}"
