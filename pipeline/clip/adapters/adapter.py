"""What stands behind the frozen towers: a form for features, its weights, and how it comes by them.

Shapes: ``p`` samples of the pool, ``D`` support draws, ``s`` support samples of one draw, ``v`` validation samples,
``n`` samples, ``c`` candidates, ``m`` distinct captions, ``d`` feature width, ``e`` width of what is compared. The
weights of one gate are the state dict that a checkpoint holds.

A new adapter is one class in this folder and its line in ``known_adapters.py``.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

import torch
from torch import Tensor
from torch.nn.functional import normalize

from pipeline.clip.features.features import ROWS_AT_ONCE, Features
from pipeline.settings import Training

Gate = dict[str, Tensor]
GATES = ("img_gate", "txt_gate")

# Rows whose candidates are gathered at a time: 256 × 12 captions of width 1,024 are 12 MB. More is no faster.
CHUNK = 256


@dataclass(frozen=True)
class Lesson:
    """What an adapter may learn from: the pool, of which some samples are given with their labels."""

    features: Features
    """Of the pool's ``p`` samples."""
    labels: Tensor
    """[p] category of each."""
    support: Tensor
    """[D, s] the labelled samples of each draw; [1, 0] for an adapter that needs none."""
    validation: Tensor | None
    """[D, v] the samples that may choose an epoch or a share; None without."""
    shots: int
    """Support samples per category."""

    @property
    def own_captions(self) -> Tensor:
        """[p] the right caption of every sample, a row of ``features.captions``."""
        rows = torch.arange(len(self.features), device=self.features.choices.device)
        return self.features.choices[rows, self.features.correct]


class Adapter(ABC):
    """The form of an adapter; its weights live outside. Logits are CLIP's scale times dot products of its vectors."""

    name: ClassVar[str]
    keys: ClassVar[Mapping[str, frozenset[str]]]
    """Of the state dict of each gate."""
    blended: ClassVar[bool] = False
    """Logits are mixed with the zero-shot ones, by a share chosen after training."""
    needs_labels: ClassVar[bool] = True
    validated: ClassVar[bool] = False
    """Labels of the validation images choose its epoch or its share."""
    uses_pool: ClassVar[bool] = False
    """Looks at all images of the pool, whatever their labels."""

    @classmethod
    @abstractmethod
    def fit(cls, lesson: Lesson, training: Training) -> list[Fitted]:
        """One adapter per support draw."""

    @classmethod
    @abstractmethod
    def images(cls, gate: Gate, x: Tensor, logit_scale: float) -> Tensor:
        """Vectors [n, e] of raw image features [n, d]; differentiable."""

    @classmethod
    @abstractmethod
    def captions(cls, gate: Gate, x: Tensor, logit_scale: float) -> Tensor:
        """Vectors [m, e] of raw caption features [m, d]; differentiable."""

    @classmethod
    @abstractmethod
    def width(cls, name: str, gate: Gate) -> int | None:
        """Feature width ``d`` that the gate ``name`` was made for; None when its shapes do not fit together."""

    @classmethod
    def parameters(cls, gates: Mapping[str, Gate]) -> int:
        """Trained numbers."""
        return sum(weight.numel() for gate in gates.values() for weight in gate.values())


@dataclass(frozen=True)
class TrainedAdapter:
    """An adapter with the weights of one draw."""

    adapter: type[Adapter]
    gates: dict[str, Gate]
    """img_gate and txt_gate."""
    epoch: int = 0
    best_accuracy: float | None = None
    """On validation; None without."""
    gamma: float = 1.0
    """Share of the adapted logits; 0 is zero-shot exactly."""

    @property
    def parameters(self) -> int:
        """Trained numbers."""
        return self.adapter.parameters(self.gates)

    def logits(self, images: Tensor, captions: Tensor, logit_scale: float) -> Tensor:
        """Logits [n, m] of raw image features [n, d] and raw caption features [m, d]; differentiable."""
        sides = self._images(images, logit_scale), self._captions(captions, logit_scale)
        adapted = logit_scale * sides[0] @ sides[1].T
        if self.gamma == 1:
            return adapted
        # γ mixes logits, not probabilities: the two sides keep CLIP's own scale.
        plain = logit_scale * normalize(images, dim=-1) @ normalize(captions, dim=-1).T
        return (1 - self.gamma) * plain + self.gamma * adapted

    @torch.no_grad()
    def scores(self, features: Features) -> Tensor:
        """Logits [n, c] of every sample's candidates."""
        # To the bit: 0 × an overflow of the adapted side would be no number.
        if self.gamma == 0:
            return zero_shot_scores(features)
        scale = features.logit_scale
        # Candidates are gathered after the captions are mapped: each distinct caption is mapped once.
        adapted = candidate_scores(
            self._images(features.images, scale), self._captions(features.captions, scale), features
        )
        if self.gamma == 1:
            return adapted
        return (1 - self.gamma) * zero_shot_scores(features) + self.gamma * adapted

    @torch.no_grad()
    def vectors(self, features: Features) -> tuple[Tensor, Tensor]:
        """[n, e] and [m, e], whose scaled dot products are the logits of every image with every caption."""
        adapted = (
            self._images(features.images, features.logit_scale),
            self._captions(features.captions, features.logit_scale),
        )
        if self.gamma == 1:
            return adapted
        # A mixture of two dot products is one of longer vectors.
        images, captions = zero_shot_vectors(features)
        images = torch.cat([(1 - self.gamma) * images, self.gamma * adapted[0]], dim=1)
        return images, torch.cat([captions, adapted[1]], dim=1)

    def _images(self, x: Tensor, logit_scale: float) -> Tensor:
        return _some_at_a_time(lambda some: self.adapter.images(self.gates["img_gate"], some, logit_scale), x)

    def _captions(self, x: Tensor, logit_scale: float) -> Tensor:
        return _some_at_a_time(lambda some: self.adapter.captions(self.gates["txt_gate"], some, logit_scale), x)


@dataclass
class History:
    """How a training went, one value per epoch; empty for what needs no epochs, the rest without validation."""

    train_loss: list[float] = field(default_factory=list)
    train_accuracy: list[float] = field(default_factory=list)
    validation_loss: list[float] = field(default_factory=list)
    validation_accuracy: list[float] = field(default_factory=list)
    validation_picks: list[Tensor] = field(default_factory=list)
    """[v] the candidate picked."""
    untrained_accuracy: float | None = None
    """On validation, before the first step: epoch 0, zero-shot."""
    steps_per_epoch: int = 0
    """Steps of the optimiser."""


@dataclass(frozen=True)
class Fitted:
    """One draw, trained."""

    trained: TrainedAdapter
    history: History = field(default_factory=History)


def _some_at_a_time(vectors: Callable[[Tensor], Tensor], x: Tensor) -> Tensor:
    """``vectors`` [n, e] of features [n, d]; differentiable."""
    first = vectors(x[:ROWS_AT_ONCE])
    if len(first) == len(x):
        return first
    # Into one tensor made beforehand: concatenated, all would be there twice for a moment.
    found = first.new_empty(len(x), first.shape[1])
    found[: len(first)] = first
    for start in range(ROWS_AT_ONCE, len(x), ROWS_AT_ONCE):
        found[start : start + ROWS_AT_ONCE] = vectors(x[start : start + ROWS_AT_ONCE])
    return found


@torch.no_grad()
def zero_shot_scores(features: Features) -> Tensor:
    """Logits [n, c] of CLIP as it is: scaled cosine similarities."""
    return candidate_scores(*zero_shot_vectors(features), features)


def zero_shot_vectors(features: Features) -> tuple[Tensor, Tensor]:
    """[n, d] and [m, d], whose scaled dot products are the logits of CLIP as it is."""
    return normalize(features.images, dim=-1), normalize(features.captions, dim=-1)


def candidate_scores(images: Tensor, captions: Tensor, features: Features) -> Tensor:
    """Scaled dot products [n, c] of images [n, d] with their own candidates among captions [m, d]."""
    parts = [
        torch.einsum("nd,ncd->nc", images[start : start + CHUNK], captions[features.choices[start : start + CHUNK]])
        for start in range(0, len(images), CHUNK)
    ]
    return features.logit_scale * torch.cat(parts)
