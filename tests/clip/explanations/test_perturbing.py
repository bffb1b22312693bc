"""Deletion and insertion of the project's own against torchcam's, on the same map, and against a slow loop."""

from __future__ import annotations

from contextlib import nullcontext
from itertools import pairwise

import numpy as np
import pytest
import torch
from torchcam.metrics import DeletionInsertionMetric
from torchvision.transforms.functional import gaussian_blur

from pipeline.clip.explanations.perturbing import PER_PASS, Perturbed, blurred
from pipeline.clip.explanations.scored_maps import cosine_logits
from pipeline.evaluation.maps.perturbation import FRACTIONS, first_places

from ..tiny import WIDTH, tiny_backbone


@pytest.fixture
def backbone(tmp_path):
    # The tiny ResNet hardly sees its pictures, and would agree with anybody.
    return tiny_backbone(tmp_path, "tiny_vit")


@pytest.fixture
def asked(backbone):
    """Three pictures, twelve captions for each."""
    generator = torch.Generator().manual_seed(5)
    pictures = torch.randn(3, 3, *backbone.input_size, generator=generator)
    captions = torch.randn(3, 12, WIDTH, generator=generator)
    with torch.no_grad():
        picked = head(captions)(backbone.features_of(pictures), torch.arange(3)).argmax(dim=1)
    asked = Perturbed(backbone, head(captions), pictures, picked)
    asked.captions = captions
    return asked


def head(captions):
    """At a scale that leaves the probabilities of a random model between 0 and 1."""
    return lambda images, pictures: cosine_logits(images, captions[pictures], 8.0)


def noise_maps(asked):
    rng = np.random.default_rng(9)
    return rng.random((len(asked.pictures), *asked.pictures.shape[-2:]), dtype=np.float32)


class OneMap:
    """What torchcam asks of an extractor, for a map that is known already."""

    def __init__(self, model, heat):
        self.model, self.heat = model, torch.from_numpy(heat)

    def __call__(self, *args, **kwargs):
        return [self.heat[None]]

    def fuse_cams(self, maps):
        return maps[0]

    def _hooks_off(self):
        return nullcontext()


class Probabilities(torch.nn.Module):
    def __init__(self, backbone, captions):
        super().__init__()
        self.backbone, self.captions = backbone, captions

    def forward(self, pictures):
        scores = head(self.captions[None])(self.backbone.features_of(pictures), torch.zeros(len(pictures), dtype=int))
        return scores.softmax(dim=-1)


def test_areas_are_torchcams_on_the_same_map(backbone, asked):
    heats = noise_maps(asked)  # no two places are equal: torchcam breaks ties in raster order
    ours = asked.areas(np.stack([first_places(heat, np.random.default_rng(0)) for heat in heats]))
    moved = 0.0
    for row, heat in enumerate(heats):
        for fill in ("blur", "mean"):
            extractor = OneMap(Probabilities(backbone, asked.captions[row]), heat)
            metric = DeletionInsertionMetric(
                extractor, steps=len(FRACTIONS) - 1, baseline=asked.fills[fill][row : row + 1]
            )
            metric.update(asked.pictures[row : row + 1], int(asked.correct[row]))
            theirs = metric.summary()
            # Its steps are whole places, ours the nearest to a fraction: they differ by a place.
            assert ours[f"deletion_{fill}"][row] == pytest.approx(theirs["deletion_auc"], abs=5e-3)
            assert ours[f"insertion_{fill}"][row] == pytest.approx(theirs["insertion_auc"], abs=5e-3)
            moved += abs(theirs["insertion_auc"] - theirs["deletion_auc"])
    assert moved > 0.01, "the curves are to differ"


def test_areas_are_those_of_a_slow_loop(backbone, asked, monkeypatch):
    monkeypatch.setitem(PER_PASS, "cpu", 5)  # batches that end within a picture
    heats = np.round(noise_maps(asked), 1)  # many ties
    ranks = np.stack([first_places(heat, np.random.default_rng(1)) for heat in heats])
    ours = asked.areas(ranks)
    for row in range(3):
        for way in ("deletion", "insertion"):
            curve = []
            for fraction in FRACTIONS:
                picture = asked.pictures[row].clone()
                for y, x in np.ndindex(*ranks.shape[1:]):
                    first = ranks[row, y, x] < round(fraction * ranks[row].size)
                    if first == (way == "deletion"):
                        picture[:, y, x] = 0
                shares = Probabilities(backbone, asked.captions[row])(picture[None])[0]
                curve.append(float(shares[asked.correct[row]]))
            slow = sum((a + b) / 2 / (len(FRACTIONS) - 1) for a, b in pairwise(curve))
            assert ours[f"{way}_mean"][row] == pytest.approx(slow, abs=1e-4)


def test_blur_is_torchvisions(asked):
    side = asked.pictures.shape[-1]
    reach = int(3 * 4.0 + 0.5)
    expected = gaussian_blur(asked.pictures, [2 * reach + 1, 2 * reach + 1], [4.0, 4.0])
    torch.testing.assert_close(blurred(asked.pictures, 4.0), expected, atol=1e-5, rtol=1e-4)
    assert blurred(asked.pictures, 2.0 * side).std() < 0.2 * asked.pictures.std()


def test_a_map_and_its_negative_exchange_deletion_and_insertion(asked):
    heats = noise_maps(asked)
    ranks = np.stack([first_places(heat, np.random.default_rng(2)) for heat in heats])
    there, back = asked.areas(ranks), asked.areas(ranks.max() - ranks)
    for fill in ("blur", "mean"):
        # What deletion leaves of one, insertion shows of the other: blind maps gain nothing in the mean.
        assert there[f"deletion_{fill}"] == pytest.approx(back[f"insertion_{fill}"], abs=5e-3)
