"""Adapters: small maps between frozen CLIP features and the similarity, one for images and one for captions.

Shapes: ``D`` support draws trained side by side, ``n`` samples, ``c`` candidates, ``m`` distinct captions, ``d``
feature width, ``h`` hidden width. The weights of one gate are the state dict that a checkpoint holds; while
training, every tensor has a leading ``D``.

A new adapter is one class here and its line in ``ADAPTERS``.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar

import torch
from torch import Tensor
from torch.nn.functional import normalize

from pipeline.clip.features.features import Features
from pipeline.errors import PipelineError
from pipeline.settings import Training

Gate = dict[str, Tensor]
GATES = ("img_gate", "txt_gate")

# Rows whose candidates are gathered at a time: 1,024 × 12 captions of width 1,024 are 50 MB.
CHUNK = 1024


@dataclass(frozen=True)
class Recipe:
    """How an adapter is trained."""

    epochs: int
    batch_size: int
    learning_rate: float
    weight_decay: float
    label_smoothing: float
    dropout: float
    early_stopping: bool
    """Stop, and keep the best epoch, by accuracy on validation."""
    cosine: bool
    """Let the learning rate fall to zero along half a cosine; constant otherwise."""


class Adapter(ABC):
    """The form of an adapter; its weights live outside."""

    name: ClassVar[str]
    keys: ClassVar[frozenset[str]]
    """Of one gate's state dict."""
    blended: ClassVar[bool] = False
    """Logits are mixed with the zero-shot ones, by a share chosen after training."""

    @classmethod
    @abstractmethod
    def recipe(cls, training: Training) -> Recipe:
        """How it is trained under these settings."""

    @classmethod
    @abstractmethod
    def initial(cls, width: int, training: Training, generator: torch.Generator) -> Gate:
        """Fresh weights of one gate, without the leading draws."""

    @classmethod
    @abstractmethod
    def apply(cls, gate: Gate, x: Tensor, dropped: Tensor | None = None) -> Tensor:
        """Adapted features [..., r, d] of raw ones; ``dropped`` is ``x`` after dropout, while training."""

    @classmethod
    @abstractmethod
    def width(cls, gate: Gate) -> int | None:
        """Feature width that the gate was made for; None when its shapes do not fit together."""

    @classmethod
    def penalty(cls, gate: Gate, shots: int) -> Tensor | float:
        """What is added to the loss of every draw, [D]."""
        return 0.0


class ResidualDual(Adapter):
    """The documented adapter: x + W2·relu(W1·dropout(x)), without biases; W2 starts at zero, the map at identity."""

    name = "residual_dual"
    keys = frozenset({"0.weight", "2.weight"})

    @classmethod
    def recipe(cls, training: Training) -> Recipe:
        return Recipe(
            epochs=training.epochs,
            batch_size=training.batch_size,
            learning_rate=training.learning_rate,
            weight_decay=training.weight_decay,
            label_smoothing=training.label_smoothing,
            dropout=training.dropout,
            early_stopping=True,
            cosine=False,
        )

    @classmethod
    def initial(cls, width: int, training: Training, generator: torch.Generator) -> Gate:
        hidden = max(1, width // training.bottleneck_ratio)
        bound = 1 / math.sqrt(width)  # as torch.nn.Linear draws its weights
        drawn = torch.rand(hidden, width, generator=generator)
        return {"0.weight": (2 * drawn - 1) * bound, "2.weight": torch.zeros(width, hidden)}

    @classmethod
    def apply(cls, gate: Gate, x: Tensor, dropped: Tensor | None = None) -> Tensor:
        inner = x if dropped is None else dropped
        hidden = torch.relu(inner @ gate["0.weight"].transpose(-1, -2))
        return x + hidden @ gate["2.weight"].transpose(-1, -2)

    @classmethod
    def width(cls, gate: Gate) -> int | None:
        down, up = gate["0.weight"], gate["2.weight"]
        return down.shape[1] if down.ndim == 2 and up.shape == down.T.shape else None


class LinearAnchor(Adapter):
    """Linear maps that start at the identity and are held to it: W·x with λ‖W - I‖² in the loss, λ = 1 / shots.

    The regularised linear adapter of Fahes et al. 2024, "CLIP's Visual Embedding Projector is a Few-shot
    Cornucopia" (https://arxiv.org/abs/2410.05270, there for images only): plain cross-entropy, no dropout, no
    weight decay, a cosine schedule, a fixed number of epochs. They find it indifferent to the learning rate from
    1e-5 to 1e-2; the one here does not follow the settings, which are the documented adapter's. Its logits are
    blended with the zero-shot ones, (1 - γ)·zero-shot + γ·adapted (compare Wortsman et al. 2022,
    https://arxiv.org/abs/2109.01903).
    """

    name = "linear_anchor"
    keys = frozenset({"weight"})
    blended = True

    @classmethod
    def recipe(cls, training: Training) -> Recipe:
        return Recipe(
            epochs=training.epochs,
            batch_size=training.batch_size,
            learning_rate=1e-3,
            weight_decay=0.0,
            label_smoothing=0.0,
            dropout=0.0,
            early_stopping=False,
            cosine=True,
        )

    @classmethod
    def initial(cls, width: int, training: Training, generator: torch.Generator) -> Gate:
        return {"weight": torch.eye(width)}

    @classmethod
    def apply(cls, gate: Gate, x: Tensor, dropped: Tensor | None = None) -> Tensor:
        return x @ gate["weight"].transpose(-1, -2)

    @classmethod
    def width(cls, gate: Gate) -> int | None:
        weight = gate["weight"]
        return weight.shape[0] if weight.ndim == 2 and weight.shape[0] == weight.shape[1] else None

    @classmethod
    def penalty(cls, gate: Gate, shots: int) -> Tensor:
        weight = gate["weight"]
        identity = torch.eye(weight.shape[-1], device=weight.device)
        return (weight - identity).square().sum((-2, -1)) / shots


ADAPTERS: dict[str, type[Adapter]] = {adapter.name: adapter for adapter in (ResidualDual, LinearAnchor)}


def find_adapter(name: str) -> type[Adapter]:
    """The adapter of that name.

    Raises:
        PipelineError: there is none.
    """
    if name not in ADAPTERS:
        raise PipelineError(f"training.adapters: there is no adapter {name!r}: use {' or '.join(ADAPTERS)}")
    return ADAPTERS[name]


@dataclass(frozen=True)
class TrainedAdapter:
    """An adapter with the weights of one draw."""

    adapter: type[Adapter]
    gates: dict[str, Gate]
    """img_gate and txt_gate."""
    epoch: int
    best_accuracy: float | None
    """On validation; None without."""
    gamma: float = 1.0
    """Share of the adapted logits; 0 is zero-shot exactly."""

    @property
    def parameters(self) -> int:
        """Trainable numbers."""
        return sum(weight.numel() for gate in self.gates.values() for weight in gate.values())

    def to(self, device: torch.device) -> TrainedAdapter:
        gates = {name: {key: w.to(device) for key, w in gate.items()} for name, gate in self.gates.items()}
        return TrainedAdapter(self.adapter, gates, self.epoch, self.best_accuracy, self.gamma)

    def logits(self, images: Tensor, captions: Tensor, logit_scale: float) -> Tensor:
        """Logits [n, m] of raw image features [n, d] and raw caption features [m, d]; differentiable."""
        adapted = logit_scale * self._images(images) @ self._captions(captions).T
        if self.gamma == 1:
            return adapted
        plain = logit_scale * normalize(images, dim=-1) @ normalize(captions, dim=-1).T
        return (1 - self.gamma) * plain + self.gamma * adapted

    @torch.no_grad()
    def scores(self, features: Features) -> Tensor:
        """Logits [n, c] of every sample's candidates."""
        if self.gamma == 0:
            return zero_shot_scores(features)
        adapted = candidate_scores(self._images(features.images), self._captions(features.captions), features)
        if self.gamma == 1:
            return adapted
        return (1 - self.gamma) * zero_shot_scores(features) + self.gamma * adapted

    def _images(self, x: Tensor) -> Tensor:
        return normalize(self.adapter.apply(self.gates["img_gate"], x), dim=-1)

    def _captions(self, x: Tensor) -> Tensor:
        return normalize(self.adapter.apply(self.gates["txt_gate"], x), dim=-1)


@torch.no_grad()
def zero_shot_scores(features: Features) -> Tensor:
    """Logits [n, c] of CLIP as it is: scaled cosine similarities."""
    return candidate_scores(normalize(features.images, dim=-1), normalize(features.captions, dim=-1), features)


def candidate_scores(images: Tensor, captions: Tensor, features: Features) -> Tensor:
    """Scaled dot products [n, c] of images [n, d] with their own candidates among captions [m, d]."""
    parts = [
        torch.einsum("nd,ncd->nc", images[start : start + CHUNK], captions[features.choices[start : start + CHUNK]])
        for start in range(0, len(images), CHUNK)
    ]
    return features.logit_scale * torch.cat(parts)


def compact(features: Features) -> Features:
    """The same samples with only the captions that they use."""
    used, places = features.choices.unique(return_inverse=True)
    return Features(features.images, features.captions[used], places, features.correct, features.logit_scale)


def moved(features: Features, device: torch.device) -> Features:
    """The same features on a device."""
    return Features(
        features.images.to(device),
        features.captions.to(device),
        features.choices.to(device),
        features.correct.to(device),
        features.logit_scale,
    )
