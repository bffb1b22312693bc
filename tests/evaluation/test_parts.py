"""Rows, comparisons and breakdowns on answers small enough to count by hand."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest

from pipeline.data.prepared import as_table
from pipeline.evaluation import breakdowns
from pipeline.evaluation.intervals import Resampling, proportion_interval
from pipeline.evaluation.outcomes import Origin, Outcome
from pipeline.evaluation.row_figures import measure
from pipeline.evaluation.sample_table import SampleTable
from pipeline.evaluation.significance.comparisons import comparisons, ties
from pipeline.evaluation.significance.crossed import every_difference
from pipeline.evaluation.significance.multiple_testing import FAMILIES
from pipeline.evaluation.statistics import softmax
from pipeline.evaluation.sums import Sums
from tests.evaluation.world import make_features, make_prepared

HOW = Resampling(confidence=0.95, resamples=200, seed=42)
INTERVAL_OF = partial(proportion_interval, confidence=HOW.confidence)
BINS = 15


def outcome(picks, correct, model="a-0shot", backbone="a", shots=0, adapter=None, draws=(), choices=4):
    """Logits 2 at the pick, 1 at the right caption, 0 elsewhere."""
    logits = np.zeros((len(picks), choices))
    logits[np.arange(len(picks)), correct] = 1
    logits[np.arange(len(picks)), picks] = 2
    origin = Origin(model, backbone, "A", shots, adapter)
    return Outcome(origin, logits, np.array(correct), draw_right=[np.array(one, dtype=bool) for one in draws])


def table(labels, choice_labels, correct, objects=None, words=None, categories=("bear", "cat", "dog"), flagged=()):
    n = len(labels)
    mask = np.zeros((n, 4), dtype=bool)
    for place in flagged:
        mask[place] = True
    return SampleTable(
        ids=tuple(f"s{i}" for i in range(n)),
        categories=categories,
        labels=np.array(labels),
        choice_labels=None if choice_labels is None else np.array(choice_labels),
        correct=np.array(correct),
        images=np.arange(n),
        words=np.array(words or [8] * n),
        objects=None if objects is None else np.array(objects),
        flagged=mask,
        false_negatives=(),
    )


CHOICES = [[0, 0, 1, 2], [0, 0, 1, 2], [1, 1, 0, 2], [2, 2, 0, 1]]
FOUR = table([0, 0, 1, 2], CHOICES, [0, 0, 0, 0], objects=[1, 1, 3, 9])


def measured(outcomes, samples=FOUR):
    return measure(outcomes, samples, Sums(outcomes, samples, BINS), HOW)


def grouped(one, samples):
    return breakdowns.groups(one, samples, Sums([one], samples, BINS).f1.by_category[0], INTERVAL_OF)


def calibrated(one):
    return list(breakdowns.calibrations(one, Sums([one], FOUR, BINS).reliability[0], FOUR, INTERVAL_OF))


def test_a_row_counts_what_was_picked():
    one = outcome([0, 1, 2, 0], [0, 0, 0, 0])
    row = measured([one])[0]
    assert (row.samples, row.accuracy, row.mode, row.mrr, row.top3) == (4, 0.5, "Zero-shot", 0.75, 1.0)
    assert row.f1_micro == row.accuracy
    # bear: 1 right, 1 missed, 1 wrongly picked for the cat and 1 for the bear itself.
    assert row.f1_macro == pytest.approx(np.mean([2 / (2 + 1 + 2), 0, 1]))
    assert row.f1_weighted == pytest.approx((2 * 2 / 5 + 0 + 1) / 4)
    assert row.accuracy_interval[0] < 0.5 < row.accuracy_interval[1]
    assert (row.draws, row.accuracy_mean, row.temperature, row.ece_scaled) == (0, None, None, None)
    assert row.brier == pytest.approx(np.mean([((p - np.eye(4)[0]) ** 2).sum() for p in softmax(one.logits)]))


def test_unknown_categories_leave_f1_out():
    unknown = table([0, 0, 1, 2], None, [0, 0, 0, 0])
    one = outcome([0, 1, 2, 0], [0, 0, 0, 0])
    row = measured([one], unknown)[0]
    assert (row.f1_macro, row.f1_micro, row.f1_weighted) == (None, None, None)
    assert breakdowns.category_confusion(one, unknown) is None
    assert breakdowns.error_kinds(one, unknown, INTERVAL_OF) is None
    assert {group.f1 for group in grouped(one, unknown)} == {None}


def test_a_pick_of_a_true_distractor_counts_as_right_when_cleaned():
    doubtful = table([0, 0, 1, 2], CHOICES, [0, 0, 0, 0], flagged=[(1, 1), (3, 2)])
    row = measured([outcome([0, 1, 2, 0], [0, 0, 0, 0])], doubtful)[0]
    assert (row.accuracy, row.cleaned_accuracy) == (0.5, 0.75)


def test_spread_is_over_draws_and_accuracy_is_the_first_ones():
    draws = ([1, 0, 0, 1], [1, 1, 1, 1])
    row = measured([outcome([0, 1, 2, 0], [0, 0, 0, 0], "a-8shot", shots=8, draws=draws)])[0]
    assert (row.mode, row.accuracy, row.draw_accuracy, row.accuracy_mean) == ("Few-shot", 0.5, [0.5, 1.0], 0.75)
    assert row.accuracy_sd == pytest.approx(np.std([0.5, 1.0], ddof=1))


def test_a_temperature_comes_from_validation_and_changes_no_pick():
    rng = np.random.default_rng(0)
    logits = rng.normal(size=(300, 4)) * 3
    correct = np.array([rng.choice(4, p=row) for row in softmax(logits / 3)])
    one = outcome([0, 1, 2, 0], [0, 0, 0, 0])
    tempered = Outcome(one.origin, one.logits, one.correct, logits, correct)
    row, plain = measured([tempered, one])
    assert row.temperature == pytest.approx(3, rel=0.2)
    assert (row.accuracy, row.nll) == (plain.accuracy, plain.nll)
    assert row.nll_scaled != row.nll
    assert [each.scaled for each in calibrated(tempered)] == [False, True]
    assert [each.scaled for each in calibrated(one)] == [False]


def compared(rows, headline=()):
    """Comparisons by (model, baseline)."""
    found = comparisons(rows, differences(rows), headline, 0.95)
    return {(one.model, one.baseline): one for one in found}


def differences(rows):
    return every_difference({one.origin.model: one.right_by_draw for one in rows}, confidence=0.95)


def test_a_comparison_is_over_draws_and_counts_the_released_pairs():
    zero = outcome([0, 1, 1, 0], [0, 0, 0, 0])
    few = outcome([0, 0, 1, 1], [0, 0, 0, 0], "a-8shot", shots=8, draws=([1, 1, 0, 0], [1, 1, 1, 1]))
    found = compared([zero, few])["a-8shot", "a-0shot"]
    assert (found.only_model, found.only_baseline, found.both, found.neither) == (1, 1, 1, 1)
    assert (found.difference, found.released_difference) == (0.25, 0.0)
    assert found.draw_differences == [0.0, 0.5]
    assert found.verdict == "no evidence of a difference"
    assert found.interval[0] < 0 < found.interval[1]


def test_rows_without_draws_have_no_differences_by_draw():
    rows = [outcome([0, 1], [0, 0]), outcome([0, 0], [0, 0], "b-0shot", "b")]
    found = compared(rows, ["a-0shot", "b-0shot"])["b-0shot", "a-0shot"]
    assert (found.draw_differences, found.difference, found.p_value) == ([], 0.5, 1)


def test_every_row_meets_its_zero_shot_row_and_headline_rows_meet_each_other_once():
    correct = [0, 0, 0, 0]
    rows = [
        outcome([0, 1, 1, 1], correct, "a-0shot"),
        outcome([0, 0, 1, 1], correct, "a-8shot", shots=8),
        outcome([1, 1, 1, 1], correct, "b-0shot", "b"),
        outcome([0, 0, 0, 0], correct, "b-0shot-distribution", "b", adapter="distribution"),
        outcome([0, 0, 0, 1], correct, "b-8shot", "b", 8),
    ]
    found = compared(rows, ["a-0shot", "a-8shot", "b-0shot", "b-8shot"])
    families = {family: {pair for pair, one in found.items() if one.family == family} for family in FAMILIES}
    assert families == {
        "against zero-shot": {("a-8shot", "a-0shot"), ("b-8shot", "b-0shot"), ("b-0shot-distribution", "b-0shot")},
        "between headline rows": {
            ("b-0shot", "a-0shot"), ("b-0shot", "a-8shot"), ("b-8shot", "a-0shot"), ("b-8shot", "a-8shot"),
        },
    }  # fmt: skip


def test_a_verdict_takes_all_comparisons_of_the_page_into_account():
    rng = np.random.default_rng(0)
    correct = np.zeros(400, dtype=int)
    picks = [(rng.random(400) < 0.2).astype(int) for _ in range(12)]
    # Three samples in a hundred better than the first row: clear enough alone, not as one of many.
    better = picks[0].copy()
    better[np.flatnonzero(better)[:7]] = 0
    rows = [outcome(picks[0], correct), outcome(better, correct, "a-8shot", shots=8)]
    alone = compared(rows)["a-8shot", "a-0shot"]
    assert (alone.verdict, alone.p_adjusted) == ("better", alone.p_value)
    rows += [outcome(one, correct, f"a-{k}shot", shots=k) for k, one in enumerate(picks[1:], start=10)]
    among = compared(rows)["a-8shot", "a-0shot"]
    assert among.p_value == alone.p_value
    assert among.p_adjusted == pytest.approx(12 * alone.p_value)
    assert among.verdict == "no evidence of a difference"


def test_rows_that_cannot_be_told_apart_are_tied():
    rng = np.random.default_rng(1)
    correct = np.zeros(500, dtype=int)
    good, alike, poor = ((rng.random(500) < share).astype(int) for share in (0.1, 0.1, 0.5))
    rows = [outcome(poor, correct, "poor"), outcome(alike, correct, "alike"), outcome(good, correct, "good")]
    best = sorted(["alike", "good"], key=lambda name: -next(r.accuracy for r in rows if r.origin.model == name))
    assert ties(rows, differences(rows), 0.95) == [best, ["poor"]]


def test_groups_hold_every_sample_once_per_kind():
    one = outcome([0, 1, 2, 0], [0, 0, 0, 0])
    found = grouped(one, table([0, 0, 1, 2], None, [0] * 4, [1, 1, 3, 9], [3, 9, 12, 40]))
    assert [(g.group, g.value, g.samples, g.accuracy) for g in found] == [
        ("category", "bear", 2, 0.5),
        ("category", "cat", 1, 0.0),
        ("category", "dog", 1, 1.0),
        ("caption length", "up to 7", 1, 1.0),
        ("caption length", "8–9", 1, 0.0),
        ("caption length", "12–14", 1, 0.0),
        ("caption length", "15 or more", 1, 1.0),
        ("objects", "1", 2, 0.5),
        ("objects", "3–4", 1, 0.0),
        ("objects", "5 or more", 1, 1.0),
    ]
    assert all(g.interval[0] <= g.accuracy <= g.interval[1] for g in found)


def test_errors_are_split_by_category_with_chance_beside():
    one = outcome([0, 1, 2, 3], [0, 0, 0, 0])
    kinds = breakdowns.error_kinds(one, FOUR, INTERVAL_OF)
    assert (kinds.errors, kinds.same_category, kinds.cross_category, kinds.same_category_share) == (3, 1, 2, 1 / 3)
    assert kinds.chance_share == pytest.approx(4 / 12)
    found = breakdowns.category_confusion(one, FOUR)
    assert found.counts == [[2, 0, 0], [1, 0, 0], [0, 1, 0]]
    assert found.right == [1, 0, 0]


def test_without_errors_there_is_no_share_of_them():
    kinds = breakdowns.error_kinds(outcome([0, 0, 0, 0], [0, 0, 0, 0]), FOUR, INTERVAL_OF)
    assert (kinds.errors, kinds.same_category_share) == (0, None)


def test_positions_are_counted():
    found = breakdowns.positions(outcome([0, 1, 3, 3], [0, 0, 2, 3]))
    assert (found.picked, found.correct, found.p_value) == ([1, 1, 0, 2], [2, 0, 1, 1], None)


def test_calibration_bins_hold_every_sample_and_no_nan():
    one = outcome([0, 1, 2, 0], [0, 0, 0, 0])
    (plain,) = calibrated(one)
    assert sum(each.samples for each in plain.bins) == 4
    assert all((each.confidence is None) == (each.samples == 0) for each in plain.bins)


def test_a_table_of_samples():
    prepared = make_prepared(make_features(24))
    found = as_table(prepared.samples, ("bear", "cat"))
    assert found.categories == ("bear", "cat", "dog", "horse")
    first = prepared.samples[0]
    names = [found.categories[number] for number in found.choice_labels[0]]
    assert tuple(names) == first.choice_labels
    assert found.words[0] == len(first.choices[first.correct].split())
    assert found.objects.tolist() == [len(sample.boxes) for sample in prepared.samples]
    assert len(set(found.images)) == 24
    picked = found.picked_labels(found.correct)
    assert (picked == found.labels).all()


def test_a_table_where_little_is_known():
    prepared = make_prepared(make_features(24), known=False)
    assert as_table(prepared.samples, prepared.categories).choice_labels is None
    assert as_table([], prepared.categories).labels.shape == (0,)
