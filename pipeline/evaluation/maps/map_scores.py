"""Scores of one map against boxes, and of two maps against each other; arrays in, numbers out.

Shapes: ``h`` and ``w`` are height and width of a map. NaN stands for a score that there is none of.
"""

from __future__ import annotations

import numpy as np

from pipeline.evaluation.sample_table import Array

# Ranks of two smooth maps agree on this grid as they do pixel by pixel, at a thousandth of the sorting.
GRID = 24


def energy_inside(heat: Array, inside: Array) -> float:
    """Share of a map's energy that lies inside (Wang et al. 2020, Score-CAM); NaN without energy or without an inside.

    Args:
        heat: [h, w], not negative.
        inside: [h, w] booleans.
    """
    total = float(heat.sum())
    return float(heat[inside].sum()) / total if total > 0 and inside.any() else float("nan")


def peak_inside(heat: Array, ranks: Array, inside: Array) -> float:
    """Pointing game (Zhang et al. 2016): 1 when the hottest place lies inside, 0 when not; NaN as for the energy.

    Args:
        ranks: [h, w] of ``first_places``, which break ties at random.
    """
    if not inside.any() or heat.sum() <= 0:
        return float("nan")
    # By ranks and not by argmax of the heat, whose ties go to the top left corner.
    return float(inside.ravel()[int(ranks.argmin())])


def on_grid(heat: Array, cells: int = GRID) -> Array:
    """Means of a map [h, w] over ``cells`` × ``cells`` cells; a map that is smaller keeps its own size."""
    rows, columns = (np.linspace(0, side, min(side, cells) + 1).round().astype(int) for side in heat.shape)
    sums = np.add.reduceat(np.add.reduceat(heat.astype(float), rows[:-1], axis=0), columns[:-1], axis=1)
    return np.asarray(sums / np.outer(np.diff(rows), np.diff(columns)))


def rank_correlation(a: Array, b: Array) -> float:
    """Spearman's (1904) correlation of two maps [h, w], equal values sharing a mean rank; NaN for a flat one."""
    from scipy.stats import rankdata

    if np.ptp(a) == 0 or np.ptp(b) == 0:
        return float("nan")
    return float(np.corrcoef(rankdata(a), rankdata(b))[0, 1])
