"""What differences of accuracy allow one to say: over support draws crossed with test images, and over many rows.

Shapes: ``D`` support draws, ``n`` test samples. A row without draws (zero-shot) is given as one draw; it is the same
for every draw of the other row. All figures hold for draws from the given pool: its images are what the draws share.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.special import bdtr

from pipeline.evaluation.crossed import by_image, spread_of
from pipeline.evaluation.sample_table import Array

Verdict = Literal["better", "worse", "no evidence of a difference"]

POWER = 0.8
"""How often the smallest detectable difference would be found."""


@dataclass(frozen=True)
class Difference:
    """A difference of two accuracies, and how sure it is."""

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
    if same_draws or 1 in (len(ours), len(theirs)):
        spread = spread_of([by_image(ours - theirs, clusters)], made_up=True)
    else:
        spread = spread_of([by_image(ours, clusters), -by_image(theirs, clusters)], made_up=True)
    reach = spread.reach((1 - confidence) / 2)
    distinct = clusters is None or len(np.unique(clusters)) == ours.shape[1]
    if len(ours) == len(theirs) == 1 and distinct and _binary(ours, theirs):
        p_value = mcnemar_exact(int((ours > theirs).sum()), int((ours < theirs).sum()))
    else:
        p_value = spread.p_value()
    return Difference(
        value=float(ours.mean() - theirs.mean()),
        interval=(max(-1.0, spread.centre - reach), min(1.0, spread.centre + reach)),
        p_value=p_value,
        detectable=min(1.0, reach + spread.reach(1 - POWER)),
    )


def _binary(*scores: Array) -> bool:
    return all(((one == 0) | (one == 1)).all() for one in scores)


def mcnemar_exact(only_a: int, only_b: int) -> float:
    """McNemar's exact two-sided p-value from the samples that only one of two models got right."""
    return min(1.0, 2 * float(bdtr(min(only_a, only_b), only_a + only_b, 0.5)))


# ---------------------------------------------------------------- many comparisons


def holm(p_values: Array) -> Array:
    """Holm's (1979) adjusted p-values [m]: below a level, the chance of any false one among the m stays below it."""
    p_values = np.asarray(p_values, dtype=float)
    order = np.argsort(p_values, kind="stable")
    stepped = np.maximum.accumulate(p_values[order] * np.arange(len(p_values), 0, -1))
    adjusted = np.empty_like(p_values)
    adjusted[order] = np.minimum(1, stepped)
    return adjusted


def adjusted(families: Sequence[Sequence[float]]) -> list[list[float]]:
    """Holm within each family of p-values, times the number of families: the chance of any false one among all of
    them stays below the level, not only within each."""
    counted = [family for family in families if len(family)]
    return [np.minimum(1, len(counted) * holm(np.array(family))).tolist() for family in families]


def verdict(difference: float, p_value: float, *, confidence: float) -> Verdict:
    """What a comparison allows one to say, from its p-value adjusted for the others."""
    # The sum, since 1 - 0.95 is a little more than 0.05.
    if difference and p_value + confidence <= 1:
        return "better" if difference > 0 else "worse"
    return "no evidence of a difference"


def tie_groups(apart: Array) -> list[list[int]]:
    """Groups of rows that cannot be told apart: every two of a group are alike, and no group lies within another.

    The insert-and-absorb algorithm of compact letter displays (Piepho 2004, https://doi.org/10.1198/1061860043515):
    a row may stand in several groups, since being alike is not transitive.

    Args:
        apart: [m, m] booleans, symmetric: which rows differ.
    """
    groups = [frozenset(range(len(apart)))] if len(apart) else []
    for a, b in zip(*np.nonzero(np.triu(apart)), strict=True):
        split = []
        for group in groups:
            split += [group - {a}, group - {b}] if {a, b} <= group else [group]
        unique = list(dict.fromkeys(split))
        groups = [one for one in unique if not any(one < other for other in unique)]
    return sorted(sorted(int(row) for row in group) for group in groups)
