"""Verdicts over draws, images and many rows: against simulations whose truth is known, and against statsmodels."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest, norm
from statsmodels.stats.proportion import proportion_confint

from pipeline.evaluation.intervals import Resampling, bootstrap_intervals, proportion_interval
from pipeline.evaluation.significance.crossed import crossed_difference, mcnemar_exact, spread_of
from pipeline.evaluation.significance.multiple_testing import adjusted, holm, tie_groups, verdict


def answers(rng, ease, draws, shift, spread):
    """Right or wrong [D, n]: probit answers that vary by draw, by image, and where the two meet."""
    by_draw, by_image, by_both = spread
    noise = by_draw * rng.normal(size=(draws, 1)) + by_image * rng.normal(size=(1, len(ease)))
    return ease + shift + noise + by_both * rng.normal(size=(draws, len(ease))) > 0


def true_accuracy(threshold, shift, spread):
    return norm.cdf((threshold + shift) / np.sqrt(1 + np.square(spread).sum()))


@pytest.mark.parametrize("draws", [3, 10])
@pytest.mark.parametrize("spread", [(0.05, 0.1, 0.1), (0.15, 0.2, 0.2), (0.3, 0.3, 0.3)])
def test_intervals_over_draws_and_images_cover_the_truth(draws, spread):
    rng, threshold, repeats = np.random.default_rng(7), norm.ppf(0.87), 400
    truth = true_accuracy(threshold, 0.1, spread) - 0.87
    covered = 0
    for _ in range(repeats):
        ease = rng.normal(size=600) + threshold
        found = crossed_difference(answers(rng, ease, draws, 0.1, spread), ease > 0, confidence=0.95)
        covered += found.interval[0] <= truth <= found.interval[1]
    # 93 to 97 %, and the 2 % that 400 repeats leave open.
    assert 0.91 <= covered / repeats <= 0.99


@pytest.mark.parametrize("draws", [2, 3, 5])
@pytest.mark.parametrize(("by_draw", "by_image", "by_both"), [(1, 0, 1), (1, 1, 0.1), (3, 1, 0.5), (0, 0, 1)])
def test_a_handful_of_draws_is_never_too_sure_at_the_levels_of_many_comparisons(draws, by_draw, by_image, by_both):
    """Variances as they add to that of the mean; of normal effects, so that the draws' share is the only difficulty."""
    rng, images, worlds, level = np.random.default_rng(5), 60, 3000, 0.01
    false = 0
    for _ in range(worlds):
        cells = by_both * rng.normal(size=(draws, images)) * np.sqrt(draws)
        cells += by_image * rng.normal(size=(1, images)) + by_draw * rng.normal(size=(draws, 1)) * np.sqrt(
            draws / images
        )
        spread = spread_of([cells])
        false += abs(spread.centre) > spread.reach(level / 2)
    # Subtracting the interaction from the spread between draws made this 2 to 3 times the level.
    assert false <= worlds * level + 2.5 * np.sqrt(worlds * level)


def test_draws_that_happen_to_agree_leave_the_images_doubt():
    """Three draws each gain two other samples: their shares are equal, and say nothing of the spread of draws."""
    few, zero = np.zeros((3, 200), dtype=bool), np.zeros(200, dtype=bool)
    for draw in range(3):
        few[draw, 2 * draw : 2 * draw + 2] = True
    assert crossed_difference(few, zero, confidence=0.95).p_value > 0.05


def test_the_released_draw_alone_would_be_too_sure():
    rng, threshold, spread = np.random.default_rng(1), norm.ppf(0.87), (0.2, 0.1, 0.1)
    shift = threshold * (np.sqrt(1 + np.square(spread).sum()) - 1)
    false = {"one": 0, "all": 0}
    for _ in range(200):
        ease = rng.normal(size=800) + threshold
        few = answers(rng, ease, 10, shift, spread)
        false["one"] += crossed_difference(few[0], ease > 0, confidence=0.95).p_value < 0.05
        false["all"] += crossed_difference(few, ease > 0, confidence=0.95).p_value < 0.05
    assert false["one"] > 80
    assert false["all"] <= 20


def test_the_interval_ends_at_zero_where_the_p_value_says_so():
    rng = np.random.default_rng(2)
    few, zero = rng.random((5, 300)) < 0.85, rng.random(300) < 0.8
    p_value = crossed_difference(few, zero, confidence=0.95).p_value
    low, high = crossed_difference(few, zero, confidence=1 - p_value).interval
    assert min(abs(low), abs(high)) == pytest.approx(0, abs=1e-9)


def test_without_draws_the_test_is_mcnemars():
    rng = np.random.default_rng(3)
    a, b = rng.random(200) < 0.9, rng.random(200) < 0.8
    found = crossed_difference(a, b, confidence=0.95)
    assert found.p_value == mcnemar_exact(int((a & ~b).sum()), int((b & ~a).sum()))
    assert found.value == a.mean() - b.mean()


@given(st.integers(0, 30), st.integers(0, 30))
def test_mcnemar_is_the_binomial_test_of_the_discordant_samples(only_a, only_b):
    p_value = mcnemar_exact(only_a, only_b)
    assert p_value == pytest.approx(binomtest(only_a, only_a + only_b).pvalue if only_a + only_b else 1)


def test_rows_that_agree_on_every_sample_are_no_proof_of_equality():
    right = np.random.default_rng(4).random((10, 100)) < 0.9
    found = crossed_difference(right, right, confidence=0.95)
    assert (found.value, found.p_value) == (0, 1)
    assert found.interval[0] < -0.01 < 0.01 < found.interval[1]


def test_samples_of_one_image_count_once():
    rng = np.random.default_rng(5)
    few, zero = rng.random((4, 80)) < 0.9, rng.random(80) < 0.8
    once = crossed_difference(few, zero, confidence=0.95)
    images = np.repeat(np.arange(80), 5)
    five = crossed_difference(np.repeat(few, 5, 1), np.repeat(zero, 5), confidence=0.95, clusters=images)
    assert five.value == pytest.approx(once.value)
    assert five.interval == pytest.approx(once.interval, abs=1e-3)


def test_draws_of_another_seed_vary_apart():
    rng, threshold, spread = np.random.default_rng(6), norm.ppf(0.87), (0.2, 0.1, 0.1)
    false = 0
    for _ in range(200):
        ease = rng.normal(size=500) + threshold
        base, head = (answers(rng, ease, 10, 0, spread) for _ in range(2))
        false += crossed_difference(head, base, confidence=0.95, same_draws=False).p_value < 0.05
    assert false <= 20


def test_a_detectable_difference_is_found_four_times_in_five():
    rng, threshold, spread = np.random.default_rng(8), norm.ppf(0.85), (0.1, 0.2, 0.2)

    def compared(shift):
        ease = rng.normal(size=800) + threshold
        return crossed_difference(answers(rng, ease, 10, shift, spread), ease > 0, confidence=0.95)

    size = np.mean([compared(0.1).detectable for _ in range(50)])
    shift = next(s for s in np.arange(0, 2, 0.005) if true_accuracy(threshold, s, spread) - 0.85 >= size)
    found = np.mean([compared(shift).p_value < 0.05 for _ in range(300)])
    assert 0.72 <= found <= 0.88


# ---------------------------------------------------------------- many comparisons


@given(st.lists(st.floats(0, 1), min_size=1, max_size=20), st.floats(0.001, 0.999))
def test_holm_rejects_step_by_step(p_values, level):
    """By the procedure itself: the smallest is held against level / m, the next against level / (m - 1), and so on."""
    rejected, left = set(), sorted(range(len(p_values)), key=p_values.__getitem__)
    while left and p_values[left[0]] * len(left) <= level:
        rejected.add(left.pop(0))
    assert set(np.flatnonzero(holm(np.array(p_values)) <= level)) == rejected


def test_families_share_the_level():
    first, second, none = adjusted([[0.01, 0.04], [0.02], []])
    assert first == pytest.approx([0.04, 0.08])
    assert second == pytest.approx([0.04])
    assert none == []


@pytest.mark.parametrize(
    ("difference", "p_value", "expected"),
    [
        (0.1, 0.05, "better"),
        (-0.1, 0.01, "worse"),
        (0.1, 0.051, "no evidence of a difference"),
        (0.0, 0.0, "no evidence of a difference"),
    ],
)
def test_a_verdict_needs_an_adjusted_p_value(difference, p_value, expected):
    assert verdict(difference, p_value, confidence=0.95) == expected


@given(st.integers(0, 6), st.randoms(use_true_random=False))
def test_tie_groups_are_the_largest_sets_of_rows_that_are_alike(size, random):
    apart = np.zeros((size, size), dtype=bool)
    for a, b in combinations(range(size), 2):
        apart[a, b] = apart[b, a] = random.random() < 0.4
    alike = [
        set(group)
        for count in range(1, size + 1)
        for group in combinations(range(size), count)
        if not any(apart[a, b] for a, b in combinations(group, 2))
    ]
    assert list(map(set, tie_groups(apart))) == sorted(
        (group for group in alike if not any(group < other for other in alike)), key=sorted
    )


# ---------------------------------------------------------------- intervals of one row


@given(st.integers(1, 200), st.data())
def test_a_proportion_has_wilsons_interval(n, data):
    right = data.draw(st.integers(0, n))
    found = proportion_interval(np.arange(n) < right, confidence=0.95)
    assert found == pytest.approx(proportion_confint(right, n, method="wilson"), abs=1e-9)


@given(st.integers(2, 60), st.integers(1, 4), st.integers(1, 3))
def test_a_perfect_score_is_never_surer_than_one_short_of_it(images, each, draws):
    clusters = np.repeat(np.arange(images), each)
    perfect = np.ones((draws, images * each))
    short = perfect.copy()
    short[0, 0] = 0
    low, _ = proportion_interval(perfect, confidence=0.95, clusters=clusters)
    lower, _ = proportion_interval(short, confidence=0.95, clusters=clusters)
    assert lower <= low


def test_samples_of_one_image_make_a_proportion_no_surer():
    once = np.random.default_rng(2).random(60) < 0.7
    alone = proportion_interval(once, confidence=0.95)
    together = proportion_interval(np.repeat(once, 10), confidence=0.95, clusters=np.repeat(np.arange(60), 10))
    assert together == pytest.approx(alone, abs=0.02)


def test_the_mean_over_draws_is_surer_than_one_draw_and_less_sure_than_its_images_say():
    rng = np.random.default_rng(3)
    means, covered = [], 0
    for _ in range(300):
        right = answers(rng, rng.normal(size=500) + norm.ppf(0.87), 10, 0, (0.1, 0.2, 0.2))
        low, high = proportion_interval(right, confidence=0.95)
        means.append(right.mean())
        covered += low <= true_accuracy(norm.ppf(0.87), 0, (0.1, 0.2, 0.2)) <= high
    assert 0.92 <= covered / 300 <= 0.99


def test_the_bootstrap_of_a_mean_is_that_of_plain_resampling():
    rng = np.random.default_rng(5)
    values = rng.exponential(size=200)
    means = [values[rng.integers(0, 200, 200)].mean() for _ in range(20_000)]
    found = bootstrap_intervals(
        np.stack([values, np.ones(200)], axis=1), lambda s: s[..., :1] / s[..., 1:], Resampling(0.95, 20_000, 9)
    )
    assert found[0] == pytest.approx(np.quantile(means, [0.025, 0.975]), abs=0.01)


def test_the_bootstrap_of_few_images_is_about_as_wide_as_students_interval():
    """Plain percentiles of five normal values hold their mean in four cases of five."""
    rng, how = np.random.default_rng(7), Resampling(0.95, 400, 0)
    held = 0
    for _ in range(300):
        totals = np.stack([rng.normal(size=5), np.ones(5)], axis=1)
        ((low, high),) = bootstrap_intervals(totals, lambda s: s[..., :1] / s[..., 1:], how)
        held += low <= 0 <= high
    assert held / 300 >= 0.88


def test_the_bootstrap_resamples_images():
    values = np.random.default_rng(6).normal(size=50)
    how = Resampling(0.95, 4000, 1)

    def mean(sums):
        return sums[..., :1] / sums[..., 1:]

    once = bootstrap_intervals(np.stack([values, np.ones(50)], axis=1), mean, how)
    totals = np.stack([np.repeat(values, 9), np.ones(450)], axis=1)
    assert bootstrap_intervals(totals, mean, replace(how, images=np.repeat(np.arange(50), 9))) == pytest.approx(once)
