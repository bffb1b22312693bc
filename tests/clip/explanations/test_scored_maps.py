"""Scores of a backbone's maps: the controls behave, nothing is done twice, and an interrupted run goes on."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from pipeline.clip.backbones.loading import load_backbone
from pipeline.clip.explanations import scored_maps
from pipeline.clip.explanations.scored_maps import BLOCK, Candidates, MapScorer
from pipeline.clip.features.features import Features
from pipeline.data.picture_files import open_picture
from pipeline.data.samples import Sample
from pipeline.evaluation.maps.faithfulness import SCORES

from ..tiny import WIDTH, tiny_settings

pytestmark = pytest.mark.slow

IMAGES = BLOCK + 3


def write_samples(folder: Path) -> list[Sample]:
    """Noise with a bright square, which is the thing."""
    rng, samples = np.random.default_rng(0), []
    for number in range(IMAGES):
        pixels = rng.integers(0, 120, (90, 120, 3), dtype=np.uint8)
        left, top = int(rng.integers(15, 60)), int(rng.integers(0, 45))
        pixels[top : top + 40, left : left + 40] += 130
        path = folder / f"{number}.png"
        Image.fromarray(pixels).save(path)
        samples.append(
            Sample(
                id=str(number), label="square", choices=("a", "b", "c", "d"), correct=number % 4, image=path.name,
                sha256=hashlib.sha256(path.read_bytes()).hexdigest(), width=120, height=90,
                boxes=((left, top, 40, 40),) if number else (), split="test",
            )
        )  # fmt: skip
    return samples


@pytest.fixture(params=["tiny_rn", "tiny_vit"])
def scorer(request, tmp_path) -> MapScorer:
    settings = tiny_settings(tmp_path, request.param)
    backbone = load_backbone(settings, settings.backbones[0], torch.device("cpu"))
    samples = write_samples(tmp_path)
    pictures = torch.stack([backbone.preprocess(open_picture(tmp_path / str(one.image))) for one in samples])
    with torch.no_grad():
        images = backbone.features_of(pictures)
    captions = torch.randn(4, WIDTH, generator=torch.Generator().manual_seed(2))
    choices = torch.arange(4).expand(IMAGES, 4)
    features = Features(images, captions, choices, torch.arange(IMAGES) % 4, backbone.logit_scale)
    return MapScorer(settings, backbone, samples, features, "key")


def measure(scorer: MapScorer):
    scorer.compute(lambda images: None)
    return scorer.measured("tiny-0shot")[0]


def same(one, other) -> bool:
    return all(
        np.array_equal(one.scores[method][name], other.scores[method][name], equal_nan=True)
        for method in one.scores
        for name in SCORES
    )


def test_every_map_is_scored_and_controls_behave(scorer):
    measured = measure(scorer)
    scores = measured.scores
    assert list(scores) == [*scorer.methods, "random", "centre", "boxes"]
    assert np.isnan(measured.box_area).tolist() == [True] + [False] * (IMAGES - 1)
    seen = slice(1, None)
    assert (scores["boxes"]["energy_in_boxes"][seen] == 1).all()
    assert (scores["boxes"]["pointing"][seen] == 1).all()
    assert np.isnan(scores["boxes"]["deletion_blur"]).all()
    assert (scores["random"]["energy_in_boxes"][seen] < 1).all()
    for method in scorer.methods:
        for name in SCORES[:4]:
            assert ((scores[method][name] >= 0) & (scores[method][name] <= 1)).all()
        correlations = scores[method]["all_shuffled"]
        assert (np.abs(correlations[np.isfinite(correlations)]) <= 1 + 1e-9).all()
    assert np.isnan(scores["random"]["rival_correlation"]).all()
    if "rollout" in scores:
        assert np.isnan(scores["rollout"]["rival_correlation"]).all()
        # Its attention does not know of the head, which comes after.
        assert scores["rollout"]["head_shuffled"] == pytest.approx(np.ones(IMAGES))
        assert np.nanmean(scores["rollout"]["all_shuffled"]) < 0.9


def test_what_is_done_is_not_done_again(scorer, monkeypatch):
    first = measure(scorer)
    monkeypatch.setattr(scored_maps, "maps_of", None)
    assert same(first, measure(scorer))


def test_an_interrupted_run_goes_on_and_ends_the_same(scorer, monkeypatch):
    done: list[int] = []

    def stop_later(images):
        done.append(images)
        if sum(done) > BLOCK:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        scorer.compute(stop_later)
    kept = sorted((scorer.settings.work / "map_scores").iterdir())
    assert len(kept) == 2
    times = [path.stat().st_mtime_ns for path in kept]
    kept[0].write_bytes(kept[0].read_bytes()[:-40])  # damaged on disk: done again
    resumed = measure(scorer)
    assert [path.stat().st_mtime_ns for path in kept][1:] == times[1:]
    for path in (scorer.settings.work / "map_scores").iterdir():
        path.unlink()
    assert same(resumed, measure(scorer))


def test_other_captions_are_other_scores(scorer):
    before = measure(scorer)
    asked = scorer.asked
    scorer.asked = replace(asked, captions=asked.captions.flip(2))
    assert not same(before, measure(scorer))


def test_the_rival_is_the_picked_caption_or_the_next(scorer):
    features = Features(
        torch.eye(3), torch.eye(3), torch.tensor([[0, 1], [0, 1], [1, 2]]), torch.tensor([0, 0, 1]), 1.0
    )
    asked = Candidates.of(features)
    assert asked.right.tolist() == [True, False, True]
    assert asked.rival.tolist() == [1, 1, 0]


def test_a_caption_that_reads_like_the_right_one_is_no_rival(scorer):
    features = Features(torch.eye(3), torch.eye(3), torch.tensor([[0, 0, 1]] * 3), torch.zeros(3, dtype=int), 1.0)
    assert Candidates.of(features.subset(torch.tensor([0]))).rival.tolist() == [2]
