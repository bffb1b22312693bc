"""What scores of maps allow one to say: intervals that cover, verdicts that hold, and no verdict without evidence."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import ttest_1samp

from pipeline.evaluation.intervals import Resampling
from pipeline.evaluation.maps.faithfulness import SCORES, MeasuredMaps, paired_p_value, report_maps, report_samples

HOW = Resampling(confidence=0.95, resamples=400, seed=1)


def measured(seed: int = 0, images: int = 200, gains: dict[str, float] | None = None, **more: object) -> MeasuredMaps:
    """Maps whose insertion lies above their deletion by ``gains`` in the mean, images being easy or hard alike."""
    rng = np.random.default_rng(seed)
    easy = rng.normal(0, 0.1, images)
    gains = gains or {"relevance": 0.3, "grad_eclip": 0.1, "rollout": 0.0}
    scores = {}
    for method, gain in {**gains, "random": 0.0, "centre": 0.0, "boxes": 0.2}.items():
        own = {name: rng.random(images) for name in SCORES}
        for fill in ("blur", "mean"):
            own[f"deletion_{fill}"] = 0.5 - easy / 2 + rng.normal(0, 0.05, images)
            own[f"insertion_{fill}"] = 0.5 + gain + easy / 2 + rng.normal(0, 0.05, images)
        own["all_shuffled"] = rng.normal(0.9 if method == "rollout" else 0.1, 0.1, images)
        if method in ("random", "centre", "boxes"):
            own |= dict.fromkeys(("rival_correlation", "head_shuffled", "all_shuffled"), np.full(images, np.nan))
        scores[method] = own
    keys = {
        "backbone": "vit", "model": "vit-0shot", "samples": [str(n) for n in range(images)],
        "right": rng.random(images) < 0.8, "box_area": rng.random(images), "scores": scores,
    }  # fmt: skip
    return MeasuredMaps(**keys | more)


def test_the_best_method_is_named_with_its_evidence():
    rows, verdict = report_maps(measured(), HOW)
    assert [row.role for row in rows] == ["caption", "caption", "image only", "control", "control", "control"]
    assert (verdict.leading, verdict.by_evidence, verdict.tied) == ("relevance", True, [])
    assert verdict.no_better_than_random == ["rollout"]
    assert verdict.surviving == ["rollout"]
    assert verdict.destroyed == ["relevance", "grad_eclip"]
    against = {one.other: one for one in rows[0].contrasts}
    assert set(against) == {"random", "centre", "grad_eclip", "rollout"}
    assert against["grad_eclip"].difference == pytest.approx(0.2, abs=0.02)
    low, high = against["grad_eclip"].interval
    assert low < 0.2 < high


def test_what_cannot_be_told_apart_is_called_tied():
    _, verdict = report_maps(measured(gains={"relevance": 0.1, "grad_eclip": 0.1}), HOW)
    assert not verdict.by_evidence
    assert len(verdict.tied) == 1


def test_an_image_only_method_leads_nowhere():
    _, verdict = report_maps(measured(gains={"relevance": 0.05, "rollout": 0.4}), HOW)
    assert verdict.leading == "relevance"


def test_blind_maps_are_seldom_called_better_than_chance():
    called = 0
    for seed in range(120):
        _, verdict = report_maps(measured(seed, images=60, gains={"relevance": 0.0, "grad_eclip": 0.0}), HOW)
        called += len(verdict.no_better_than_random) < 2
    assert called <= 12  # 5 % at most in the long run


def test_means_are_over_the_images_that_have_a_score():
    maps = measured()
    energy = maps.scores["relevance"]["energy_in_boxes"]
    energy[::2] = np.nan
    row = report_maps(maps, HOW)[0][0]
    assert row.energy_in_boxes is not None
    assert row.energy_in_boxes.images == 100
    assert row.energy_in_boxes.value == pytest.approx(np.nanmean(energy))
    energy[:] = np.nan
    assert report_maps(maps, HOW)[0][0].energy_in_boxes is None


def test_intervals_cover_the_truth():
    covered = 0
    for seed in range(100):
        found = report_maps(measured(seed, images=100), HOW)[0][0].faithfulness
        assert found is not None
        covered += found.interval[0] <= 0.3 <= found.interval[1]
    assert covered >= 87


def test_the_p_value_is_that_of_students_paired_test():
    differences = np.random.default_rng(4).normal(0.02, 0.1, 80)
    assert paired_p_value(differences) == pytest.approx(ttest_1samp(differences, 0).pvalue)
    known = np.append(differences, np.nan)
    assert paired_p_value(known) == pytest.approx(ttest_1samp(differences, 0).pvalue)
    assert paired_p_value(np.zeros(5)) == 1


def test_samples_of_one_image_are_one_observation():
    maps = measured(images=40)
    alone = report_maps(maps, HOW)[0][0].faithfulness
    doubled = {method: {name: np.tile(score, 2) for name, score in own.items()} for method, own in maps.scores.items()}
    twice = MeasuredMaps(
        maps.backbone, maps.model, [*maps.samples, *(f"{one}b" for one in maps.samples)], np.tile(maps.right, 2),
        np.tile(maps.box_area, 2), doubled, clusters=np.tile(np.arange(40), 2),
    )  # fmt: skip
    paired = report_maps(twice, HOW)[0][0].faithfulness
    assert alone is not None
    assert paired is not None
    assert np.ptp(paired.interval) == pytest.approx(np.ptp(alone.interval), rel=0.05)


def test_every_image_keeps_its_scores():
    maps = measured(images=5)
    rows = report_samples(maps)
    assert [row.sample for row in rows] == list(maps.samples)
    assert rows[3].methods == list(maps.scores)
    assert rows[3].deletion_blur[1] == maps.scores["grad_eclip"]["deletion_blur"][3]
    assert rows[3].all_shuffled[-1] is None
