"""The plane of pictures and captions: the components that another library finds, the same in every run."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.decomposition import PCA

from pipeline.evaluation.failures.plane import flatten_features
from pipeline.evaluation.sample_table import Array


def features(seed: int, samples: int = 60, width: int = 8) -> tuple[Array, Array]:
    """Pictures and captions that share two strong directions, in two cones apart from each other."""
    rng = np.random.default_rng(seed)
    shared = rng.normal(size=(samples, 2)) @ rng.normal(size=(2, width)) * 0.3
    gap = rng.normal(size=(2, width)) * 3
    pictures, captions = (shared + cone + rng.normal(size=(samples, width)) * 0.05 for cone in gap)
    return pictures, captions


@given(st.integers(0, 50))
def test_the_directions_are_those_of_another_library(seed: int) -> None:
    pictures, captions = features(seed)
    plane = flatten_features(pictures, captions)
    unit = [one / np.linalg.norm(one, axis=1, keepdims=True) for one in (pictures, captions)]
    both = np.concatenate([one - one.mean(axis=0) for one in unit])
    theirs = PCA(2, svd_solver="full").fit(both)
    expected = theirs.transform(both)
    found = np.concatenate([plane.pictures, plane.captions])
    for axis in range(2):
        ours = found[:, axis] / np.linalg.norm(found[:, axis])
        other = expected[:, axis] / np.linalg.norm(expected[:, axis])
        assert abs(ours @ other) == pytest.approx(1, abs=1e-6)
    assert plane.explained == pytest.approx(tuple(theirs.explained_variance_ratio_), abs=1e-9)
    assert np.abs(found).max() == pytest.approx(1)


@given(st.integers(0, 50))
def test_noise_of_another_machine_turns_no_map_over(seed: int) -> None:
    pictures, captions = features(seed)
    noise = np.random.default_rng(seed).normal(size=(2, *pictures.shape)) * 1e-6
    once, again = flatten_features(pictures, captions), flatten_features(pictures + noise[0], captions + noise[1])
    assert np.abs(once.pictures - again.pictures).max() < 1e-3
    assert (once.pictures == flatten_features(pictures, captions).pictures).all()


def test_lengths_of_features_do_not_matter_and_kinds_lie_over_each_other() -> None:
    pictures, captions = features(1)
    plane = flatten_features(pictures, captions)
    assert np.allclose(plane.pictures, flatten_features(7 * pictures, captions / 3).pictures)
    assert np.allclose(plane.pictures.mean(axis=0), 0)
    assert np.allclose(plane.captions.mean(axis=0), 0)


@pytest.mark.parametrize("samples", [1, 2])
@pytest.mark.parametrize("width", [1, 4])
def test_hardly_any_samples_or_directions_are_no_error(samples: int, width: int) -> None:
    pictures, captions = features(0, samples, width)
    plane = flatten_features(pictures, captions)
    assert plane.pictures.shape == plane.captions.shape == (samples, 2)
    assert np.isfinite(plane.pictures).all()
