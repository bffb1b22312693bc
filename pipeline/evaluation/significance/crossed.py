"""Differences of accuracy over support draws crossed with test images, both of which could have been others.

Draws and images are two crossed random effects, as are readers and cases of a medical reading study. The variance of
a mean is that between the draws' means, in which what draw and image make of each other is contained, and what the
images add to it (Hillis 2007, https://doi.org/10.1002/sim.2532). Each has a Student quantile of its own degrees of
freedom; the half-widths add in quadrature (Howe 1974, https://doi.org/10.1080/01621459.1974.10480177). So a handful of
draws is never too sure: of normal effects false alarms stay below their level whatever the ratio of the variances, at
0.05 and at the small levels that Holm asks for. One quantile with Satterthwaite's degrees of freedom does not hold them
with three draws, nor does a variance of the draws from which the interaction is subtracted. `benchmarks/verdicts.py`
has the table, and what is left where draws spread so far below a perfect score that they are skewed.

Shapes: ``D`` draws, ``n`` samples, ``m`` images. A row without draws (zero-shot) is given as one draw; it is the same
for every draw of the other row. All figures hold for draws from the given pool: its images are what the draws share.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
from scipy.special import bdtr, stdtrit

from pipeline.evaluation.sample_table import Array

POWER = 0.8
"""How often the smallest detectable difference would be found."""


# ---------------------------------------------------------------- the spread of one mean


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
    # Not `sums[members] +=`, which adds only the last sample of an image.
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
        # Quantiles of a lower tail are negative, and it is their square that counts.
        return math.sqrt(sum(variance * stdtrit(freedom, tail) ** 2 for variance, freedom in self.parts))

    def p_value(self) -> float:
        """Two-sided: the level at which the interval around the centre ends at 0."""
        # `reach` falls as the tail grows; 60 halvings of a half come below what a double can tell apart.
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
        # Two columns of ±√½ have together the squares of one image at ±1, and leave the sum at 0.
        half = math.sqrt(0.5) / len(layers)
        layers = [np.hstack([one, np.full((len(one), 1), half), np.full((len(one), 1), -half)]) for one in layers]
    images = layers[0].shape[1]
    whole = np.sum([one.mean(axis=0) for one in layers], axis=0)
    # One image says nothing of how others would have come out: every difference remains possible.
    if images < 2:
        return Spread(float(whole.mean()), ((math.inf, 1),))
    of_images, parts = float(np.var(whole, ddof=1)) / images, []
    for one in layers:
        if (draws := len(one)) > 1:
            # What neither the draw nor the image explains: the interaction of the two-way layout.
            own = one - one.mean(axis=0) - one.mean(axis=1)[:, None] + one.mean()
            # It is in the spread over images and in that over draws, and counts once: with the draws, since taken off
            # their spread it would leave too little wherever a few draws happen to lie close together.
            of_images -= float((own**2).sum()) / ((draws - 1) * (images - 1)) / (draws * images)
            # Shares of m images are known to 1 / m, so draws that agree may lie 1 / (12 m²) apart (Sheppard 1898).
            of_draws = float(np.var(one.mean(axis=1), ddof=1)) + 1 / (12 * images**2)
            parts.append((of_draws / draws, draws - 1))
    # Not less than a single image at 1 would give: mean squares are estimates, and their difference may be nothing.
    of_images = max(of_images, 1 / images**2)
    return Spread(float(whole.mean()), ((of_images, images - 1), *parts))


# ---------------------------------------------------------------- differences of two


@dataclass(frozen=True)
class Difference:
    """A difference of two accuracies, as shares, and how sure it is."""

    value: float
    interval: tuple[float, float]
    p_value: float
    """Two-sided, of no difference; for this comparison alone."""
    detectable: float
    """The smallest true difference that this test would find with a probability of ``POWER``."""


def crossed_difference(
    model: Array,
    baseline: Array,
    *,
    confidence: float,
    clusters: Array | None = None,
    same_draws: bool = True,
) -> Difference:
    """Mean over draws and images of ``model`` minus ``baseline``, when other draws and other images were possible.

    Where few answers differ, the images say too little of their own spread: one made-up image, half of it right for
    each side, keeps the interval honest. So it is never empty, not even between rows that agree on every sample.

    The p-value is the level at which the interval ends at 0; without draws, that of McNemar's exact test.

    Args:
        model, baseline: [D, n] or [n] right (1) or wrong (0), or any other score of each sample between 0 and 1.
        clusters: [n] the image of each sample, when an image occurs in several.
        same_draws: draw d of both is trained on the same images; otherwise their draws vary apart.
    """
    ours, theirs = np.atleast_2d(np.asarray(model, float)), np.atleast_2d(np.asarray(baseline, float))
    if not ours.shape[1]:
        return Difference(0.0, (-1.0, 1.0), 1.0, 1.0)
    # Draw by draw, since what both owe to the same training images takes itself off.
    if same_draws or 1 in (len(ours), len(theirs)):
        spread = spread_of([by_image(ours - theirs, clusters)], made_up=True)
    else:
        spread = spread_of([by_image(ours, clusters), -by_image(theirs, clusters)], made_up=True)
    reach = spread.reach((1 - confidence) / 2)
    distinct = clusters is None or len(np.unique(clusters)) == ours.shape[1]
    # McNemar's test knows neither draws nor images that come twice.
    if len(ours) == len(theirs) == 1 and distinct and _binary(ours, theirs):
        p_value = mcnemar_exact(int((ours > theirs).sum()), int((ours < theirs).sum()))
    else:
        p_value = spread.p_value()
    return Difference(
        value=float(ours.mean() - theirs.mean()),
        # Around the centre with the made-up image, not around the value: the two differ by little.
        interval=(max(-1.0, spread.centre - reach), min(1.0, spread.centre + reach)),
        p_value=p_value,
        detectable=min(1.0, reach + spread.reach(1 - POWER)),
    )


def _binary(*scores: Array) -> bool:
    return all(((one == 0) | (one == 1)).all() for one in scores)


def mcnemar_exact(only_a: int, only_b: int) -> float:
    """McNemar's (1947) exact, binomial, two-sided p-value from the samples that only one of two models got right."""
    return min(1.0, 2 * float(bdtr(min(only_a, only_b), only_a + only_b, 0.5)))


def every_difference(
    rows: Mapping[str, Array], *, confidence: float, clusters: Array | None = None
) -> dict[tuple[str, str], Difference]:
    """The difference of every two rows, each way, by the names of the row and of the one that it is held against.

    Args:
        rows: [D, n] right or wrong, by name, on the same samples.
        clusters: [n] the image of each sample, when an image occurs in several.
    """
    found = {}
    for baseline, model in combinations(rows, 2):
        one = crossed_difference(rows[model], rows[baseline], confidence=confidence, clusters=clusters)
        low, high = one.interval
        found[model, baseline] = one
        # The other way round all is mirrored; p-value and detectable difference are the same.
        found[baseline, model] = replace(one, value=-one.value, interval=(-high, -low))
    return found
