"""What the logits of each sample say: thin, pure functions over NumPy and SciPy.

Shapes: ``n`` samples, ``c`` candidates per sample. SciPy's larger parts take about a second to import, so the
functions that need them import them.
"""

from __future__ import annotations

import numpy as np

from pipeline.evaluation.sample_table import Array

TEMPERATURES = (1e-3, 1e3)


# ---------------------------------------------------------------- ranking


def ahead(against: Array, correct: Array) -> Array:
    """[n, c] booleans: the candidates that come before the right one; of equal scores, the earlier candidate.

    The one rule for equals, wherever candidates are ranked: the right caption gains nothing by being right. It is that
    of ``argmax``, in NumPy and in PyTorch: none is ahead exactly where ``scores.argmax(1) == correct``.

    Args:
        against: [n, c] the sign of each score less the right one's.
    """
    return (against > 0) | ((against == 0) & (np.arange(against.shape[1]) < correct[:, None]))


def ranks(scores: Array, correct: Array) -> Array:
    """Rank [n] of the right candidate among scores [n, c], from 1; for equals see ``ahead``."""
    right = np.take_along_axis(scores, correct[:, None], axis=1)
    # Compared, not subtracted: of infinite scores the difference is no number.
    return 1 + ahead((scores > right).astype(np.int8) - (scores < right), correct).sum(axis=1)


# ---------------------------------------------------------------- calibration


def softmax(logits: Array) -> Array:
    """Probabilities [n, c] of logits [n, c], in float64."""
    shifted = np.asarray(logits, dtype=np.float64)
    # Less the largest: exp overflows from 710 on, and a logit scale may be set up to 1,000.
    shifted = np.exp(shifted - shifted.max(axis=1, keepdims=True))
    return shifted / shifted.sum(axis=1, keepdims=True)


def log_losses(logits: Array, correct: Array) -> Array:
    """Negative log-likelihood [n] of the right candidate; from logits, so that it is finite for sure mistakes."""
    from scipy.special import logsumexp

    logits = np.asarray(logits, dtype=np.float64)
    return np.asarray(logsumexp(logits, axis=1) - np.take_along_axis(logits, correct[:, None], axis=1)[:, 0])


def brier_scores(probabilities: Array, correct: Array) -> Array:
    """Brier score [n] of all candidates, 0 to 2: Σ (p - y)² (Brier 1950)."""
    # A copy: the caller's probabilities are cached and used again.
    errors = probabilities.copy()
    errors[np.arange(len(errors)), correct] -= 1
    return np.asarray((errors**2).sum(axis=1))


def fit_temperature(logits: Array, correct: Array) -> float | None:
    """The temperature that divides logits [n, c] with the least log loss (Guo et al. 2017).

    The loss is convex in 1 / T. It has a minimum unless it falls for ever towards T = 0 (every right candidate has
    the highest logit) or towards infinity (right candidates have no more than the average logit).

    Returns:
        None when there is no such minimum: the samples do not determine a temperature.
    """
    from scipy.optimize import minimize_scalar

    if not len(logits):
        return None
    logits = np.asarray(logits, dtype=np.float64)
    right = np.take_along_axis(logits, correct[:, None], axis=1)[:, 0]
    if (logits.max(axis=1) == right).all() or right.mean() <= logits.mean():
        return None
    # On the logarithm: from a thousandth to a thousand, each factor is as far as any other.
    low, high = np.log(TEMPERATURES)

    def loss(log_temperature: float) -> float:
        return float(log_losses(logits / np.exp(log_temperature), correct).mean())

    found = minimize_scalar(loss, bounds=(low, high), method="bounded")
    return float(np.exp(found.x))


# ---------------------------------------------------------------- counting


def log_ways(of: Array | int, some: Array | int) -> Array:
    """Logarithm of the binomial coefficient; minus infinity where there are not that many."""
    from scipy.special import gammaln

    of, some = np.broadcast_arrays(np.asarray(of, dtype=float), np.asarray(some, dtype=float))
    enough = of >= some
    ways = gammaln(of + 1) - gammaln(some + 1) - gammaln(np.where(enough, of - some, 0) + 1)
    return np.where(enough, ways, -np.inf)
