"""Differences of figures that no formula gives a spread: F1, ranks, Brier scores and calibration errors.

Both sides answered the same samples, so a resample takes a sample with its answers on both sides (Efron and Tibshirani
1993, chapter 8). A bootstrap knows nothing of a handful of changed answers; the sign test, exact there, asks for more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, hstack
from scipy.special import ndtr, ndtri

from pipeline.compare.inputs.joining import RowAnswers
from pipeline.compare.verdicts.noise import SMALLEST, Tested
from pipeline.evaluation.intervals import Resampling, bootstrap_intervals
from pipeline.evaluation.sums import bin_counts, calibration_error, caption_counts, f1_of
from pipeline.results.catalogue import APPROXIMATE
from pipeline.settings import Evaluation

Array = NDArray[Any]

# The ends of an interval that a verdict goes by; more resamples would move its third digit.
RESAMPLES = 1000


@dataclass(frozen=True)
class _Figure:
    """Of one side: what every sample adds [n, q] to sums, and the figure of the sums [..., q]."""

    metric: str
    counted: csr_array
    of_sums: Callable[[Array], Array]


def resampled_tests(base: RowAnswers, head: RowAnswers, how: Evaluation, bins: int) -> dict[str, Tested]:
    """By metric, as far as both sides published what it follows from.

    Args:
        bins: of the published calibration errors.
    """
    names = np.unique(
        np.concatenate([side.others.get(key, ()) for side in (base, head) for key in ("label", "picked")])
    )
    # Categories of both sides, so that a column means the same on either.
    before, after = ({one.metric: one for one in _figures(side, names, bins)} for side in (base, head))
    moved = _moved(base, head)
    metrics = [metric for metric in after if metric in before]
    if not metrics or not moved:
        return {}
    pairs = [(before[metric], after[metric]) for metric in metrics]
    # Both sides in one row: a resample draws a sample with its two answers.
    totals = hstack([side.counted for pair in pairs for side in pair], format="csr")
    ends = np.cumsum([side.counted.shape[1] for pair in pairs for side in pair])[:-1]

    def differences(sums: Array) -> Array:
        parts = np.split(sums, ends, axis=-1)
        both = zip(pairs, parts[::2], parts[1::2], strict=True)
        return np.stack([new.of_sums(late) - old.of_sums(early) for (old, new), early, late in both], axis=-1)

    values = differences(totals.sum(axis=0))
    resampling = Resampling(how.confidence, min(how.bootstrap, RESAMPLES), how.seed)
    intervals = bootstrap_intervals(totals, differences, resampling)
    return {
        metric: _tested(float(value), (float(low), float(high)), moved, len(base.right), how.confidence)
        for metric, value, (low, high) in zip(metrics, values, intervals, strict=True)
    }


def _tested(value: float, interval: tuple[float, float], moved: int, samples: int, confidence: float) -> Tested:
    """The p-value as if normal, with the spread that the interval shows."""
    # From the interval's width, as if normal: a bootstrap of a thousand cannot tell p-values below a thousandth.
    spread = (interval[1] - interval[0]) / (2 * float(ndtri((1 + confidence) / 2)))
    p_value = 2 * float(ndtr(-abs(value) / spread)) if spread else 1.0
    # Never less than the sign test of as many changed answers could give: 2 · 2⁻ᵐ.
    return Tested(value, interval, max(p_value, min(1.0, 2.0 ** (1 - moved))), samples, moved=True)


def _moved(base: RowAnswers, head: RowAnswers) -> int:
    """Samples whose answer is another one, or as sure by more than the digits that are known."""
    moved = base.chosen != head.chosen
    for name in ("rank", "confidence", "brier", "confidence_scaled", "brier_scaled"):
        if name in base.others and name in head.others:
            moved |= np.abs(base.others[name] - head.others[name]) > APPROXIMATE
    return int(moved.sum())


# ---------------------------------------------------------------- figures as functions of sums


def _figures(side: RowAnswers, names: Array, bins: int) -> Iterator[_Figure]:
    """Args: ``names`` of all categories of both sides."""
    told = side.others
    if "rank" in told:
        yield _mean("mrr", 1 / told["rank"])
        yield _mean("top3", told["rank"] <= 3)
    for end in ("", "_scaled"):
        if f"brier{end}" in told:
            yield _mean(f"brier{end}", told[f"brier{end}"])
        if (confidence := told.get(f"confidence{end}")) is not None:
            yield _Figure(f"ece{end}", bin_counts(confidence, side.right, bins), _error(bins))
    if "probability_scaled" in told:
        yield _mean("nll_scaled", -np.log(np.maximum(told["probability_scaled"], SMALLEST)))
    if "picked" in told and told["picked"].dtype.kind == "U":
        labels, picked = (np.searchsorted(names, told[key]) for key in ("label", "picked"))
        counts = caption_counts(labels, picked, side.right, len(names))
        yield _Figure("f1_macro", counts, lambda sums: f1_of(_by_category(sums)).macro)
        yield _Figure("f1_weighted", counts, lambda sums: f1_of(_by_category(sums)).weighted)


def _mean(metric: str, values: Array) -> _Figure:
    counted = csr_array(np.stack([np.ones(len(values)), values], axis=1))
    return _Figure(metric, counted, lambda sums: sums[..., 1] / sums[..., 0])


def _error(bins: int) -> Callable[[Array], Array]:
    return lambda sums: calibration_error(sums.reshape(*sums.shape[:-1], 3, bins))


def _by_category(sums: Array) -> Array:
    return sums.reshape(*sums.shape[:-1], 3, -1)
