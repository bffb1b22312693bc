"""The spread of a mean over support draws crossed with test images, both of which could have been others.

Draws and images are two crossed random effects, as are readers and cases of a medical reading study (Hillis 2007,
https://doi.org/10.1002/sim.2532). Each has a variance from the mean squares of the two-way layout and a Student
quantile of its own degrees of freedom; the half-widths add in quadrature (Howe 1974,
https://doi.org/10.1080/01621459.1974.10480177). A bootstrap of both ways says the same of the images and too little of
a handful of draws; one quantile with Satterthwaite's degrees of freedom covers 90 % instead of 95 % with three draws.

Shapes: ``D`` draws, ``n`` samples, ``m`` images.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import stdtrit

from pipeline.evaluation.sample_table import Array


def by_image(scores: Array, clusters: Array | None) -> Array:
    """Per draw and image [D, m], values whose mean over images is the mean over samples of ``scores`` [D, n].

    An image of several samples counts as often as it occurs: its share of the mean is linearised around the mean, as
    for any ratio of sums over clusters.
    """
    if clusters is None:
        return scores
    _, members = np.unique(clusters, return_inverse=True)
    images = members.max() + 1
    if images == scores.shape[1]:
        return scores
    mean = scores.mean()
    sums = np.zeros((images, len(scores)))
    np.add.at(sums, members, (scores - mean).T)
    return mean + sums.T * images / scores.shape[1]


@dataclass(frozen=True)
class Spread:
    """A mean over draws and images, and what each of the two adds to its variance."""

    centre: float
    parts: tuple[tuple[float, int], ...]
    """Variance and its degrees of freedom."""

    def reach(self, tail: float) -> float:
        """How far above the centre the error has only the probability ``tail`` left."""
        return math.sqrt(sum(variance * stdtrit(freedom, tail) ** 2 for variance, freedom in self.parts))

    def p_value(self) -> float:
        """Two-sided: the level at which the interval around the centre ends at 0."""
        low, high = 0.0, 0.5
        for _ in range(60):
            middle = (low + high) / 2
            low, high = (low, middle) if self.reach(middle) < abs(self.centre) else (middle, high)
        return 2 * high


def spread_of(layers: Sequence[Array], *, made_up: bool = False) -> Spread:
    """Of the mean of the sum of ``layers``.

    Args:
        layers: [D, m] each, over the same m images; draws of different layers vary apart.
        made_up: add one image, half of it at +1 and half at -1, for the variance of differences that are nearly all 0
            (Agresti and Min 2005, https://doi.org/10.1002/sim.1781).
    """
    if made_up:
        half = math.sqrt(0.5) / len(layers)
        layers = [np.hstack([one, np.full((len(one), 1), half), np.full((len(one), 1), -half)]) for one in layers]
    images = layers[0].shape[1]
    whole = np.sum([one.mean(axis=0) for one in layers], axis=0)
    if images < 2:
        return Spread(float(whole.mean()), ((math.inf, 1),))
    parts = [(float(np.var(whole, ddof=1)) / images, images - 1)]
    for one in layers:
        if (draws := len(one)) > 1:
            own = one - one.mean(axis=0) - one.mean(axis=1)[:, None] + one.mean()
            both_ways = float((own**2).sum()) / ((draws - 1) * (images - 1)) / (draws * images)
            # The noise where a draw meets an image is in the spread over images already, and counts once.
            parts.append((max(0.0, float(np.var(one.mean(axis=1), ddof=1)) / draws - both_ways), draws - 1))
    return Spread(float(whole.mean()), tuple(parts))
