"""Adapters that gradient descent trains: one map for images and one for captions, compared by cosine.

Shapes: ``D`` support draws trained side by side, ``r`` rows, ``d`` feature width. While training, every tensor has a
leading ``D``.
"""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn.functional import normalize

from pipeline.clip.adapters.adapter import Adapter, Gate
from pipeline.settings import Training


@dataclass(frozen=True)
class Schedule:
    """How long and how fast an adapter is trained."""

    epochs: int
    batch_size: int
    learning_rate: float
    weight_decay: float = 0.0
    label_smoothing: float = 0.0
    dropout: float = 0.0
    early_stopping: bool = False
    """Stop, and keep the best epoch, by accuracy on validation; zero-shot, epoch 0, is among them."""
    cosine: bool = False
    """Let the learning rate fall to zero along half a cosine; constant otherwise."""


class LearnedMap(Adapter):
    """What gradient descent must know of an adapter. Fresh weights are zero-shot exactly."""

    @classmethod
    @abstractmethod
    def schedule(cls, training: Training) -> Schedule:
        """How it is trained under these settings."""

    @classmethod
    @abstractmethod
    def initial(cls, width: int, training: Training, generator: torch.Generator) -> Gate:
        """Fresh weights of one gate for features of that width, without the leading [D]."""

    @classmethod
    @abstractmethod
    def apply(cls, gate: Gate, x: Tensor, dropped: Tensor | None = None) -> Tensor:
        """Adapted features [..., r, d] of raw ones; ``dropped`` is ``x`` after dropout, while training."""

    @classmethod
    def penalty(cls, gate: Gate, shots: int) -> Tensor | float:
        """What is added to the loss of every draw, [D]."""
        return 0.0

    @classmethod
    def images(cls, gate: Gate, x: Tensor, logit_scale: float) -> Tensor:
        return normalize(cls.apply(gate, x), dim=-1)

    @classmethod
    def captions(cls, gate: Gate, x: Tensor, logit_scale: float) -> Tensor:
        return normalize(cls.apply(gate, x), dim=-1)
