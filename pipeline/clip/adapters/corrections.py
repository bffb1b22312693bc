"""Rows without training: similarities corrected by unlabelled images, so that captions close to everything lose.

Captions that lie close to many images, "hubs", are picked too often. Each correction takes from a caption's logit a
bias that it estimates on the images of the pool, whatever their labels.

Shapes: ``p`` reference images, ``m`` captions, ``d`` feature width; L2-normalised in here.
"""

from __future__ import annotations

import math
from abc import abstractmethod
from collections.abc import Mapping
from typing import ClassVar

import torch
from torch import Tensor
from torch.nn.functional import normalize

from pipeline.clip.adapters.adapter import Adapter, Fitted, Gate, Lesson, TrainedAdapter
from pipeline.settings import Training

# Fixed beforehand: tuned on labels, these would be no rows without labels.
NEAREST = 16
NEAREST_WEIGHT = 0.75
MEAN_WEIGHT = 0.5
HUB_WEIGHT = 0.5


class Correction(Adapter):
    """Zero-shot logits minus a bias of the caption. The bias is one more number in a caption's vector."""

    # The pool's images lie in the checkpoint: a correction then needs no pool where it is used.
    keys: ClassVar = {"img_gate": frozenset(), "txt_gate": frozenset({"reference"})}
    needs_labels = False
    uses_pool = True

    @classmethod
    @abstractmethod
    def bias(cls, gate: Gate, captions: Tensor, logit_scale: float) -> Tensor:
        """What a caption's cosine loses, [m], for normalised captions [m, d]."""

    @classmethod
    def reference(cls, images: Tensor) -> Tensor:
        """What is kept [q, d] of the pool's normalised images [p, d]."""
        return images

    @classmethod
    def fit(cls, lesson: Lesson, training: Training) -> list[Fitted]:
        reference = cls.reference(normalize(lesson.features.images, dim=-1))
        return [Fitted(TrainedAdapter(cls, {"img_gate": {}, "txt_gate": {"reference": reference}}))]

    @classmethod
    def images(cls, gate: Gate, x: Tensor, logit_scale: float) -> Tensor:
        unit = normalize(x, dim=-1)
        # The one meets the bias in the caption's vector: their product is what the logit loses.
        return torch.cat([unit, torch.ones_like(unit[:, :1])], dim=1)

    @classmethod
    def captions(cls, gate: Gate, x: Tensor, logit_scale: float) -> Tensor:
        unit = normalize(x, dim=-1)
        return torch.cat([unit, -cls.bias(gate, unit, logit_scale)[:, None]], dim=1)

    @classmethod
    def width(cls, name: str, gate: Gate) -> int | None:
        # The gate of images has no weights, and so no width to be wrong.
        if name == "img_gate":
            return None
        return gate["reference"].shape[1] if gate["reference"].ndim == 2 else None

    @classmethod
    def parameters(cls, gates: Mapping[str, Gate]) -> int:
        return 0


class NearestNeighbour(Correction):
    """α × the mean similarity of a caption to its k nearest reference images, k = 16, α = ¾.

    Nearest neighbour normalisation, Chowdhury et al. 2024 (https://arxiv.org/abs/2410.24114), with constants
    fixed beforehand instead of tuned on labelled data.
    """

    name = "nearest_neighbour"

    @classmethod
    def bias(cls, gate: Gate, captions: Tensor, logit_scale: float) -> Tensor:
        # A pool may hold fewer images than k.
        similarities = captions @ gate["reference"].T
        return NEAREST_WEIGHT * similarities.topk(min(NEAREST, similarities.shape[1]), dim=1).values.mean(1)


class Distribution(Correction):
    """Half the similarity of a caption to the mean reference image.

    Distribution normalisation, Zhou et al. 2023 (https://arxiv.org/abs/2302.11084): (x - μ/2)·(y - ν/2) for an
    image x and a caption y. The terms in ν, the mean caption, are equal for all candidates of an image.
    """

    name = "distribution"

    @classmethod
    def reference(cls, images: Tensor) -> Tensor:
        return images.mean(0, keepdim=True)

    @classmethod
    def bias(cls, gate: Gate, captions: Tensor, logit_scale: float) -> Tensor:
        return MEAN_WEIGHT * captions @ gate["reference"][0]


class InverseSoftmax(Correction):
    """α/τ · log mean exp(τ · similarity to each reference image), τ = CLIP's own logit scale, α = ½: nothing to tune.

    With α = 1 this is the inverted softmax of Smith et al. 2017 (https://arxiv.org/abs/1702.03859), the probability
    of the image given the caption instead of the reverse; compare Bogolin et al. 2022, "Cross Modal Retrieval with
    Querybank Normalisation" (https://arxiv.org/abs/2112.12777). Half of it is the geometric mean of both directions.
    """

    name = "inverse_softmax"

    @classmethod
    def bias(cls, gate: Gate, captions: Tensor, logit_scale: float) -> Tensor:
        return HUB_WEIGHT * log_mean_exp(logit_scale * captions @ gate["reference"].T) / logit_scale


def log_mean_exp(logits: Tensor) -> Tensor:
    """Over the last axis of logits [..., q]: how close something lies to everything."""
    # Not log(mean(exp)): logits reach 100, and float32 ends at e⁸⁸.
    return logits.logsumexp(-1) - math.log(logits.shape[-1])
