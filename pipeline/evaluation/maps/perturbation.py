"""Deletion and insertion (Petsiuk et al. 2018, RISE): which places of a picture go first, and what the curves come to.

Shapes: ``h`` and ``w`` are height and width of the model's input, ``f`` fractions.
"""

from __future__ import annotations

import numpy as np

from pipeline.evaluation.sample_table import Array

FRACTIONS = (0.0, 1 / 3, 2 / 3, 1.0)
"""Shares of a picture that were taken away, or put in, when the model is asked again.

Symmetric about one half, so that a map that knows nothing has insertion minus deletion zero in the mean: what deletion
leaves at a fraction is then as large as what insertion shows at another one. Each step costs a pass for every map, fill
and way: most of what a score takes.
"""


def first_places(heat: Array, rng: np.random.Generator) -> Array:
    """Rank [h, w] of every place, 0 for the hottest; places that are equally hot stand in random order.

    Raster order would favour the top of the picture wherever a map is flat, and a rectified map is flat in most places.
    """
    shuffled = rng.permutation(heat.size)
    # Stable, on shuffled places: equals keep the order of chance.
    order = shuffled[np.argsort(-heat.ravel()[shuffled], kind="stable")]
    ranks = np.empty(heat.size, dtype=np.int32)
    ranks[order] = np.arange(heat.size, dtype=np.int32)
    return ranks.reshape(heat.shape)


def hottest(ranks: Array, fraction: float) -> Array:
    """Which places [h, w] are among the hottest ``fraction`` of all."""
    return np.asarray(ranks < round(fraction * ranks.size))


def area_under(curves: Array, fractions: Array | tuple[float, ...] = FRACTIONS) -> Array:
    """Area [...] under curves [..., f] over the fractions, by trapezoids; 0 to 1 for probabilities."""
    return np.asarray(np.trapezoid(curves, np.asarray(fractions), axis=-1))
