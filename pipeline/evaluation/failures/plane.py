"""Pictures and captions in one plane, by principal component analysis (Hotelling 1933)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipeline.evaluation.sample_table import Array


@dataclass(frozen=True)
class Plane:
    """``n`` pictures and their ``n`` right captions in two dimensions, between -1 and 1."""

    pictures: Array
    """[n, 2]."""
    captions: Array
    """[n, 2]."""
    explained: tuple[float, float]
    """Share of the variance along each of the two directions."""


def flatten_features(pictures: Array, captions: Array) -> Plane:
    """The plane in which pictures and captions together vary most.

    Features have length 1, as similarities see them. CLIP's pictures and captions lie apart, each kind in a narrow cone
    (Liang et al. 2022, https://arxiv.org/abs/2203.02053); that gap says nothing of a sample, and would be the first
    direction, so each kind is centred on its own mean.

    Directions are those of the covariance, found exactly and without a seed. The largest entry of each is positive:
    a direction and its opposite are the same component, and a map must not turn over between runs.

    Args:
        pictures, captions: [n, d], any lengths.
    """
    kinds = [_centred(one) for one in (pictures, captions)]
    both = np.concatenate(kinds)
    # Of d × d and not of n × d: a thousand numbers wide at most, whatever the samples. eigh sorts upwards.
    values, vectors = np.linalg.eigh(both.T @ both)
    directions = vectors[:, ::-1][:, :2]
    # Features of a single number have no second direction: it is flat.
    directions = np.pad(directions, ((0, 0), (0, 2 - directions.shape[1])))
    # The entry largest in size, since one near 0 may change its sign with the last digit of a feature.
    largest = np.take_along_axis(directions, np.abs(directions).argmax(axis=0)[None], axis=0)
    directions = directions * np.where(largest < 0, -1, 1)
    placed = both @ directions
    # By one factor for both axes, or distances would be stretched along one of them.
    placed /= max(float(np.abs(placed).max()), 1e-12)
    shares = np.pad(values[::-1], (0, 2))[:2] / max(float(values.sum()), 1e-12)
    return Plane(placed[: len(pictures)], placed[len(pictures) :], (float(shares[0]), float(shares[1])))


def _centred(features: Array) -> Array:
    unit = np.asarray(features, dtype=np.float64)
    unit = unit / np.maximum(np.linalg.norm(unit, axis=1, keepdims=True), 1e-12)
    return np.asarray(unit - unit.mean(axis=0))
