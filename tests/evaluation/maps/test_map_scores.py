"""Energy, pointing and rank correlation, and the maps that know nothing."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import spearmanr

from pipeline.evaluation.maps.control_maps import box_oracle, centre_prior, random_map
from pipeline.evaluation.maps.map_scores import energy_inside, on_grid, peak_inside, rank_correlation
from pipeline.evaluation.maps.perturbation import first_places


def chance(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


@given(st.integers(0, 2**32 - 1), st.integers(2, 60), st.integers(2, 60))
def test_no_map_has_more_energy_in_the_boxes_than_the_oracle(seed, height, width):
    rng = chance(seed)
    inside = rng.random((height, width)) < 0.3
    inside[0, 0] = True
    oracle = energy_inside(box_oracle(inside), inside)
    assert oracle == 1
    assert energy_inside(random_map(height, width, rng), inside) <= oracle
    assert peak_inside(box_oracle(inside), first_places(box_oracle(inside), rng), inside) == 1


def test_a_random_map_scores_the_boxes_area_in_the_mean():
    inside = np.zeros((48, 40), dtype=bool)
    inside[10:30, 5:25] = True
    energies = [energy_inside(random_map(48, 40, chance(seed)), inside) for seed in range(400)]
    assert np.mean(energies) == pytest.approx(inside.mean(), abs=0.01)


def test_a_random_map_is_as_likely_as_its_negative():
    maps = np.stack([random_map(32, 32, chance(seed)) for seed in range(400)])
    assert maps.mean(axis=0) == pytest.approx(np.full((32, 32), 0.5), abs=0.06)
    assert (maps.min(), maps.max()) == (0, 1)
    assert np.array_equal(maps[7], random_map(32, 32, chance(7)))


def test_a_random_map_is_smooth():
    heat = random_map(96, 96, chance())
    assert np.abs(np.diff(heat, axis=0)).max() < 0.15


@given(st.integers(8, 70), st.integers(8, 70))
def test_the_centre_prior_falls_off_alike_on_all_sides(height, width):
    heat = centre_prior(height, width)
    assert np.allclose(heat, heat[::-1])
    assert np.allclose(heat, heat[:, ::-1])
    assert heat.max() == pytest.approx(heat[height // 2, width // 2])
    assert heat[0, 0] < 0.2


def test_without_energy_or_box_there_is_no_score():
    none, some = np.zeros((4, 4)), np.ones((4, 4))
    ranks = first_places(some, chance())
    for heat, inside in ((none, some.astype(bool)), (some, none.astype(bool))):
        assert np.isnan(energy_inside(heat, inside))
        assert np.isnan(peak_inside(heat, ranks, inside))


def test_a_peak_that_is_tied_is_drawn_by_lot():
    heat = np.zeros((10, 10))
    heat[0], inside = 1, np.zeros((10, 10), dtype=bool)
    inside[0, :5] = True
    hits = [peak_inside(heat, first_places(heat, chance(seed)), inside) for seed in range(400)]
    assert np.mean(hits) == pytest.approx(0.5, abs=0.08)


@given(st.integers(0, 2**32 - 1))
def test_rank_correlation_is_scipys(seed):
    a, b = chance(seed).integers(0, 6, (2, 7, 9))
    if np.ptp(a) and np.ptp(b):
        assert rank_correlation(a, b) == pytest.approx(spearmanr(a.ravel(), b.ravel()).statistic)
    assert np.isnan(rank_correlation(a, np.zeros_like(a)))


@given(st.integers(1, 90), st.integers(1, 90), st.integers(1, 30))
def test_a_coarse_map_holds_the_means_of_its_cells(height, width, cells):
    heat = chance(height * 100 + width).random((height, width))
    coarse = on_grid(heat, cells)
    assert coarse.shape == (min(height, cells), min(width, cells))
    rows, columns = (np.linspace(0, side, min(side, cells) + 1).round().astype(int) for side in heat.shape)
    row, column = coarse.shape[0] // 2, coarse.shape[1] - 1
    cell = heat[rows[row] : rows[row + 1], columns[column] : columns[column + 1]]
    assert coarse[row, column] == pytest.approx(cell.mean())
