"""Maps that know nothing of the model, to hold the others against: chance, the habit of photographers, the boxes."""

from __future__ import annotations

import numpy as np

from pipeline.evaluation.sample_table import Array

# About as coarse as the last stages of image towers: random pixels would spoil a picture far more than any map does.
CELLS = 8


def random_map(height: int, width: int, rng: np.random.Generator) -> Array:
    """Smooth noise [h, w] in 0..1, as likely as its negative, and as coarse as what it is compared with."""
    coarse = rng.standard_normal((CELLS, CELLS))
    rows, columns = _between(height), _between(width)
    fine = rows @ coarse @ columns.T
    return np.asarray((fine - fine.min()) / np.ptp(fine))


def _between(side: int) -> Array:
    """Weights [side, CELLS] of linear interpolation between the cells' centres."""
    place = np.clip((np.arange(side) + 0.5) * CELLS / side - 0.5, 0, CELLS - 1)
    # From the last centre on, the weight of the cell before is 0; a cell after it there is none.
    low = np.minimum(place.astype(int), CELLS - 2)
    weights = np.zeros((side, CELLS))
    weights[np.arange(side), low] = 1 - (place - low)
    weights[np.arange(side), low + 1] = place - low
    return weights


def centre_prior(height: int, width: int) -> Array:
    """A Gaussian [h, w] about the middle, of a quarter of each side: what stands there is often the thing."""
    down, across = ((np.arange(side) + 0.5) / side - 0.5 for side in (height, width))
    return np.exp(-(down[:, None] ** 2 + across[None, :] ** 2) / (2 * 0.25**2))


def box_oracle(inside: Array) -> Array:
    """1 inside the boxes and 0 outside [h, w]: the most energy that a map can have there."""
    return inside.astype(float)
