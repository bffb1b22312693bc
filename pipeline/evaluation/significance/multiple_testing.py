"""What many tests together allow one to say: p-values adjusted for each other, verdicts, and rows that are tied."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

import numpy as np

from pipeline.evaluation.sample_table import Array
from pipeline.results.schemas.metrics import Family, Verdict

FAMILIES: tuple[Family, ...] = get_args(Family)


def holm(p_values: Array) -> Array:
    """Holm's (1979) adjusted p-values [m]: below a level, the chance of any false one among the m stays below it."""
    p_values = np.asarray(p_values, dtype=float)
    order = np.argsort(p_values, kind="stable")
    # The procedure stops at the first that it keeps, so no adjusted p-value lies below an earlier one.
    stepped = np.maximum.accumulate(p_values[order] * np.arange(len(p_values), 0, -1))
    adjusted = np.empty_like(p_values)
    adjusted[order] = np.minimum(1, stepped)
    return adjusted


def adjusted(families: Sequence[Sequence[float]], others: int = 0) -> list[list[float]]:
    """Holm within each family of p-values, times the number of families: the chance of any false one among all of
    them stays below the level, not only within each.

    Args:
        others: families of the same page that are adjusted elsewhere.
    """
    count = others + sum(map(bool, map(len, families)))
    return [np.minimum(1, count * holm(np.array(family))).tolist() for family in families]


def is_clear(p_value: float, confidence: float) -> bool:
    """Whether an adjusted p-value is at most one less the confidence."""
    # The sum, since 1 - 0.95 is a little more than 0.05.
    return bool(p_value + confidence <= 1)


def verdict(difference: float, p_value: float, *, confidence: float) -> Verdict:
    """What a comparison allows one to say, from its p-value adjusted for the others."""
    if difference and is_clear(p_value, confidence):
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
    # The algorithm inserts one difference at a time; each split may leave groups that lie within others.
    # Each pair once: the matrix has it on both sides of its diagonal.
    for a, b in zip(*np.nonzero(np.triu(apart)), strict=True):
        split = []
        for group in groups:
            split += [group - {a}, group - {b}] if {a, b} <= group else [group]
        unique = list(dict.fromkeys(split))
        groups = [one for one in unique if not any(one < other for other in unique)]
    return sorted(sorted(int(row) for row in group) for group in groups)
