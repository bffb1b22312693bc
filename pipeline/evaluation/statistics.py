"""Statistics of right and wrong answers: thin, pure functions over NumPy, SciPy and statsmodels.

Shapes: ``n`` samples, ``c`` candidates per sample, ``k`` categories. SciPy and statsmodels take about a second
to import, so the functions that need them import them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

TEMPERATURES = (1e-3, 1e3)


# ---------------------------------------------------------------- answer positions


def position_bias(picked: Array, correct: Array, choices: int) -> float | None:
    """Chi-square p-value of wrong picks by answer position.

    Args:
        picked, correct: [n] positions. Only samples answered wrongly count: without bias, a wrong pick falls on
            each of the other c - 1 positions alike.

    Returns:
        None when a position expects fewer than 5 wrong picks (Cochran's rule): the approximation fails there.
    """
    from scipy.stats import chisquare

    wrong = picked != correct
    if choices < 3 or not wrong.any():
        return None
    observed = np.bincount(picked[wrong], minlength=choices)
    expected = (wrong.sum() - np.bincount(correct[wrong], minlength=choices)) / (choices - 1)
    return float(chisquare(observed, expected).pvalue) if expected.min() >= 5 else None


# ---------------------------------------------------------------- ranking


def ranks(scores: Array, correct: Array) -> Array:
    """Rank [n] of the right candidate, from 1; of equal scores [n, c] the earlier candidate ranks first.

    So rank 1 is the same as ``scores.argmax(1) == correct``.
    """
    right = np.take_along_axis(scores, correct[:, None], axis=1)
    earlier = np.arange(scores.shape[1]) < correct[:, None]
    return 1 + ((scores > right) | ((scores == right) & earlier)).sum(axis=1)


# ---------------------------------------------------------------- calibration


def softmax(logits: Array) -> Array:
    """Probabilities [n, c] of logits [n, c], in float64."""
    shifted = np.asarray(logits, dtype=np.float64)
    shifted = np.exp(shifted - shifted.max(axis=1, keepdims=True))
    return shifted / shifted.sum(axis=1, keepdims=True)


def log_losses(logits: Array, correct: Array) -> Array:
    """Negative log-likelihood [n] of the right candidate; from logits, so that it is finite for sure mistakes."""
    from scipy.special import logsumexp

    logits = np.asarray(logits, dtype=np.float64)
    return np.asarray(logsumexp(logits, axis=1) - np.take_along_axis(logits, correct[:, None], axis=1)[:, 0])


def brier_scores(probabilities: Array, correct: Array) -> Array:
    """Brier score [n] of all candidates, 0 to 2: Σ (p - y)² (Brier 1950)."""
    errors = probabilities.copy()
    errors[np.arange(len(errors)), correct] -= 1
    return np.asarray((errors**2).sum(axis=1))


@dataclass(frozen=True)
class Reliability:
    """Samples by how sure their pick was; NaN stands for the mean of an empty bin."""

    edges: Array
    """[bins + 1]."""
    samples: Array
    """[bins]."""
    confidence: Array
    """[bins] mean probability of the pick."""
    accuracy: Array
    """[bins]."""


def bin_counts(confidence: Array, right: Array, bins: int) -> Array:
    """[n, 3, bins] of every sample: 1, its confidence and whether it was right, in its bin.

    Bins have equal width and are open below: (low, high].

    Args:
        confidence: [n] probability of the pick.
        right: [n] whether it was right.
    """
    edges = np.linspace(0, 1, bins + 1)
    place = np.clip(np.searchsorted(edges, confidence, side="left") - 1, 0, bins - 1)
    counts = np.zeros((len(confidence), 3, bins))
    counts[np.arange(len(confidence)), :, place] = np.stack([np.ones(len(confidence)), confidence, right], axis=1)
    return counts


def reliability(confidence: Array, right: Array, bins: int) -> Reliability:
    """How often picks [n] of each confidence were right [n]; see ``bin_counts``."""
    samples, confident, correct = bin_counts(confidence, right, bins).sum(axis=0)
    with np.errstate(invalid="ignore"):
        return Reliability(np.linspace(0, 1, bins + 1), samples.astype(int), confident / samples, correct / samples)


def calibration_error(counts: Array) -> Array:
    """ECE [...] (Naeini et al. 2015; Guo et al. 2017) of summed ``bin_counts`` [..., 3, bins]: the mean gap between
    confidence and accuracy, bins weighted by samples."""
    samples, confident, correct = counts[..., 0, :], counts[..., 1, :], counts[..., 2, :]
    return np.asarray(np.abs(confident - correct).sum(-1) / samples.sum(-1))


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
    low, high = np.log(TEMPERATURES)

    def loss(log_temperature: float) -> float:
        return float(log_losses(logits / np.exp(log_temperature), correct).mean())

    found = minimize_scalar(loss, bounds=(low, high), method="bounded")
    return float(np.exp(found.x))


# ---------------------------------------------------------------- F1 by category


@dataclass(frozen=True)
class CaptionF1:
    """Caption-level F1; NaN for a category that was neither there nor picked."""

    by_category: Array
    """[..., k]."""
    macro: Array
    """[...], like the two below."""
    micro: Array
    weighted: Array


def caption_counts(labels: Array, picked_labels: Array, right: Array, categories: int) -> Array:
    """[n, 3, k] of every sample: its true positive, its false negative, its false positive, by category.

    For category c, a true positive is a sample of c whose right caption was picked, a false negative one where
    it was not, and a false positive a wrong pick of a caption that belongs to c.

    Args:
        labels: [n] category of the sample.
        picked_labels: [n] category of the caption picked.
        right: [n] whether it was the right caption.
    """
    rows = np.arange(len(labels))
    counts = np.zeros((len(labels), 3, categories))
    counts[rows, np.where(right, 0, 1), labels] = 1
    counts[rows[~right], 2, picked_labels[~right]] = 1
    return counts


def f1_of(counts: Array) -> CaptionF1:
    """F1 of summed ``counts`` [..., 3, k]. A wrong pick is one false negative and one false positive, so micro F1
    equals accuracy."""
    true, missed, false = counts[..., 0, :], counts[..., 1, :], counts[..., 2, :]
    every, support = 2 * true + missed + false, true + missed
    with np.errstate(invalid="ignore", divide="ignore"):
        each = 2 * true / every
        known = np.nan_to_num(each)
        return CaptionF1(
            each,
            macro=np.nan_to_num(known.sum(-1) / (every > 0).sum(-1)),
            micro=np.nan_to_num(2 * true.sum(-1) / every.sum(-1)),
            weighted=np.nan_to_num((known * support).sum(-1) / support.sum(-1)),
        )


def caption_f1(labels: Array, picked_labels: Array, right: Array, categories: int) -> CaptionF1:
    """F1 per category at caption level; see ``caption_counts``."""
    return f1_of(caption_counts(labels, picked_labels, right, categories).sum(axis=0))


def confusion(labels: Array, picked_labels: Array, categories: int) -> Array:
    """counts[i, j]: samples of category i for which a caption of category j was picked."""
    flat = np.bincount(labels * categories + picked_labels, minlength=categories**2)
    return flat.reshape(categories, categories)
