"""How sure a figure of one row is: intervals of proportions, and the bootstrap over images for everything else.

Shapes: ``D`` support draws, ``n`` samples, ``m`` images, ``B`` resamples, ``q`` quantities.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.special import ndtr, ndtri, stdtrit

from pipeline.evaluation.sample_table import Array
from pipeline.evaluation.significance.crossed import by_image, spread_of
from pipeline.settings import Evaluation

# Weights of samples that are held at a time, 64 MB: of COCO's 11,640 test images, those of 720 resamples.
CHUNK = 1 << 23


@dataclass(frozen=True)
class Resampling:
    """How sure intervals are, and the bootstrap behind them."""

    confidence: float
    """Coverage of every interval."""
    resamples: int
    seed: int
    images: Array | None = None
    """[n] the image of each sample, when an image occurs in several: images are drawn, with all their samples."""

    @classmethod
    def of(cls, asked: Evaluation, images: Array | None = None) -> Resampling:
        """As the settings ask for it; ``images`` [n] as above."""
        return cls(asked.confidence, asked.bootstrap, asked.seed, images)


# Views of the answers are handed the ways in which intervals are made: how sure those are is decided in one place.
ShareInterval = Callable[[Array, Array], tuple[float, float]]
"""``proportion_interval`` of right answers and the image of each."""
SumsInterval = Callable[[csr_array, Callable[[Array], Array]], Array]
"""``bootstrap_intervals`` of totals and statistics of their sums."""
WeightedInterval = Callable[[Callable[[Array], Array], int], Array]
"""``weighted_intervals`` of statistics of so many samples."""


# ---------------------------------------------------------------- proportions


def proportion_interval(right: Array, clusters: Array | None = None, *, confidence: float) -> tuple[float, float]:
    """Interval of a proportion: Wilson (1927), with as many observations as the answers are worth.

    Samples of one image, and answers of several draws to one image, say less than as many images of their own: the
    number of observations is the one at which simple answers would be as sure (Korn and Graubard 1998), and never more
    than there are images. A perfect score counts every image once: one short of it is never surer.

    Args:
        right: [n] right (1) or wrong (0); [D, n] for the mean over draws, when other draws were possible.
        clusters: [n] the image of each sample, when an image occurs in several.

    Returns:
        (0, 1) without samples.
    """
    answers = np.atleast_2d(np.asarray(right, dtype=float))
    if not answers.shape[1]:
        return 0.0, 1.0
    share, normal = float(answers.mean()), -float(ndtri((1 - confidence) / 2))
    values = by_image(answers, clusters)
    images = values.shape[1]
    simple = len(answers) == 1 and images == answers.shape[1]
    worth = float(images)
    # Of a share of 0 or 1 no spread can be seen, and the images are all there is to count.
    if 0 < share < 1 and not simple:
        reach = spread_of([values]).reach((1 - confidence) / 2)
        worth = min(worth, share * (1 - share) * (normal / reach) ** 2 if reach else worth)
    return _wilson(share, max(worth, 1.0), normal)


def _wilson(share: float, worth: float, normal: float) -> tuple[float, float]:
    centre = share + normal**2 / (2 * worth)
    half = normal * math.sqrt(share * (1 - share) / worth + (normal / (2 * worth)) ** 2)
    scale = 1 + normal**2 / worth
    # By name, since rounding leaves 1e-17 of a share of 0.
    return (centre - half) / scale if share > 0 else 0.0, (centre + half) / scale if share < 1 else 1.0


# ---------------------------------------------------------------- the bootstrap over images


def bootstrap_intervals(totals: Array | csr_array, statistics: Callable[[Array], Array], how: Resampling) -> Array:
    """Percentile intervals [s, 2] of statistics of sums over samples, resampling whole images.

    A resample weighs each image by how often it was drawn; every sum of it is one product of matrices. What the
    bootstrap shows of a statistic's bias is taken off, since it is in the published figure already: the calibration
    error of a resample is larger than that of the sample, as that is larger than the population's (Efron and
    Tibshirani 1993, chapters 10 and 13).

    Args:
        totals: [n, q] what each sample adds to q sums.
        statistics: [..., q] sums to [..., s] statistics.
    """
    return around(statistics(totals.sum(axis=0)), resampled(totals, statistics, how), totals.shape[0], how)


def resampled(totals: Array | csr_array, statistics: Callable[[Array], Array], how: Resampling) -> Array:
    """[B, s] what the statistics of ``bootstrap_intervals`` come to in each resample."""
    return np.concatenate([statistics(weights @ totals) for weights in _resamples(totals.shape[0], how)])


def weighted_intervals(statistics: Callable[[Array], Array], samples: int, how: Resampling) -> Array:
    """Likewise [s, 2] of statistics that are no function of sums.

    Args:
        statistics: weights [b, n] of the samples to [b, s].
    """
    found = statistics(np.ones((1, samples)))[0]
    every = np.concatenate([statistics(weights) for weights in _resamples(samples, how)])
    return around(found, every, samples, how)


def around(found: Array, every: Array, samples: int, how: Resampling) -> Array:
    """Percentiles of the resamples ``every`` [B, s], less their bias from what was ``found`` [s]: [s, 2].

    Further out than the confidence says, as resamples of few images spread less than test sets do, by √((m - 1) / m),
    and do not know that their spread is itself an estimate (Hesterberg 2015, "expanded percentile" intervals,
    https://doi.org/10.1080/00031305.2015.1089789). With 400 images it is 1.97 in the place of 1.96 standard errors.
    """
    images = samples if how.images is None else len(np.unique(how.images))
    tail = expanded_tail((1 - how.confidence) / 2, images)
    # From the sums as they are published, not from the mean of resamples: it is their bias that is taken off.
    # A loss may be infinite, in some resamples or in all: then the end is, or is no number.
    with np.errstate(invalid="ignore"):
        return (np.quantile(every, [tail, 1 - tail], axis=0) - (every.mean(axis=0) - found)).T


def expanded_tail(tail: float, images: int) -> float:
    """The share of a bootstrap's resamples of so many images beyond an end, for ``tail`` of all test sets beyond it."""
    if images < 2:
        return 0.0
    return float(ndtr(math.sqrt(images / (images - 1)) * stdtrit(images - 1, tail)))


def _resamples(samples: int, how: Resampling) -> Iterator[Array]:
    """How often each of ``n`` samples was drawn with its image, [b, n] at a time."""
    members = None if how.images is None else np.unique(how.images, return_inverse=True)[1]
    images = samples if members is None else int(members.max()) + 1
    # Seeded anew for every call: all figures meet the same resamples, and one figure more moves no other.
    rng = np.random.default_rng(how.seed)
    at_once = max(1, CHUNK // samples)
    for start in range(0, how.resamples, at_once):
        count = min(at_once, how.resamples - start)
        # One by one: a count that fits into the processor's cache is made twice as fast.
        drawn = [np.bincount(rng.integers(images, size=images), minlength=images) for _ in range(count)]
        weights = np.array(drawn, dtype=float)
        yield weights if members is None else weights.take(members, axis=1)
