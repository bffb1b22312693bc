"""Which places go first, and areas under curves, against loops that nobody could get wrong."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from pipeline.evaluation.maps.perturbation import FRACTIONS, area_under, first_places, hottest

HEATS = arrays(
    np.float32, st.tuples(st.integers(1, 12), st.integers(1, 12)), elements=st.sampled_from([0, 0.25, 0.5, 1])
)


@given(HEATS, st.integers(0, 2**32 - 1))
def test_the_hottest_places_come_first(heat, seed):
    ranks = first_places(heat, np.random.default_rng(seed))
    assert sorted(ranks.ravel()) == list(range(heat.size))
    ordered = heat.ravel()[np.argsort(ranks.ravel())]
    assert (np.diff(ordered) <= 0).all()


@given(HEATS, st.floats(0, 1))
def test_a_fraction_is_taken_of_all_places(heat, fraction):
    ranks = first_places(heat, np.random.default_rng(0))
    assert hottest(ranks, fraction).sum() == round(fraction * heat.size)
    assert not hottest(ranks, 0).any()
    assert hottest(ranks, 1).all()


def test_ties_fall_anywhere_and_not_in_raster_order():
    flat = np.zeros((20, 20), dtype=np.float32)
    firsts = [first_places(flat, np.random.default_rng(seed)) for seed in range(200)]
    middles = np.mean([np.argwhere(hottest(ranks, 0.2)).mean(axis=0) for ranks in firsts], axis=0)
    assert middles == pytest.approx([9.5, 9.5], abs=0.3)
    assert np.array_equal(firsts[3], first_places(flat, np.random.default_rng(3)))


def test_areas_are_those_of_trapezoids():
    rng = np.random.default_rng(0)
    curves = rng.random((5, len(FRACTIONS)))
    for curve, area in zip(curves, area_under(curves), strict=True):
        slow = sum((FRACTIONS[n + 1] - FRACTIONS[n]) * (curve[n] + curve[n + 1]) / 2 for n in range(len(FRACTIONS) - 1))
        assert area == pytest.approx(slow)
    assert area_under(np.ones(len(FRACTIONS))) == pytest.approx(1)


def test_fractions_lie_even_about_one_half_so_that_blind_maps_gain_nothing():
    assert [1 - one for one in reversed(FRACTIONS)] == pytest.approx(FRACTIONS)
    assert FRACTIONS[0] == 0
