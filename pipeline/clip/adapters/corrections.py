"""Rows without training: similarities corrected by unlabelled images, so that captions close to everything lose.

Shapes: ``p`` reference images, ``m`` captions, ``d`` feature width, all L2-normalised here.
"""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor
from torch.nn.functional import normalize

from pipeline.clip.adapters.adapter import candidate_scores
from pipeline.clip.features.features import Features

NEAREST = 16
NEAREST_WEIGHT = 0.75
MEAN_WEIGHT = 0.5


def nearest_neighbour_bias(captions: Tensor, reference: Tensor) -> Tensor:
    """α × the mean similarity [m] of each caption to its k nearest reference images.

    Nearest neighbour normalisation, Chowdhury et al. 2024 (https://arxiv.org/abs/2410.24114), with constants
    fixed beforehand instead of tuned on labelled data.
    """
    similarities = captions @ reference.T
    return NEAREST_WEIGHT * similarities.topk(min(NEAREST, len(reference)), dim=1).values.mean(1)


def distribution_bias(captions: Tensor, reference: Tensor) -> Tensor:
    """Half the similarity [m] of each caption to the mean reference image.

    Distribution normalisation, Zhou et al. 2023 (https://arxiv.org/abs/2302.11084): (x - μ/2)·(y - ν/2) for an
    image x and a caption y. The terms in ν, the mean caption, are equal for all candidates of an image.
    """
    return MEAN_WEIGHT * captions @ reference.mean(0)


TRAINING_FREE: dict[str, Callable[[Tensor, Tensor], Tensor]] = {
    "nearest_neighbour": nearest_neighbour_bias,
    "distribution": distribution_bias,
}


@torch.no_grad()
def normalised_scores(name: str, features: Features, reference: Tensor) -> Tensor:
    """Logits [n, c] of zero-shot CLIP, corrected by reference images [p, d]."""
    images, captions = normalize(features.images, dim=-1), normalize(features.captions, dim=-1)
    bias = TRAINING_FREE[name](captions, normalize(reference, dim=-1))
    return candidate_scores(images, captions, features) - features.logit_scale * bias[features.choices]
