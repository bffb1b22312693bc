"""The documented adapter, and the same without early stopping."""

from __future__ import annotations

import math
from dataclasses import replace

import torch
from torch import Tensor

from pipeline.clip.adapters.adapter import GATES, Fitted, Gate, Lesson
from pipeline.clip.adapters.fitting import fit
from pipeline.clip.adapters.learned_map import LearnedMap, Schedule
from pipeline.settings import Training


class ResidualDual(LearnedMap):
    """x + W2·relu(W1·dropout(x)), without biases; W2 starts at zero, the map at the identity."""

    name = "residual_dual"
    keys = dict.fromkeys(GATES, frozenset({"0.weight", "2.weight"}))
    validated = True

    @classmethod
    def fit(cls, lesson: Lesson, training: Training) -> list[Fitted]:
        return fit(cls, lesson, training)

    @classmethod
    def schedule(cls, training: Training) -> Schedule:
        return Schedule(
            epochs=training.epochs,
            batch_size=training.batch_size,
            learning_rate=training.learning_rate,
            weight_decay=training.weight_decay,
            label_smoothing=training.label_smoothing,
            dropout=training.dropout,
            early_stopping=True,
        )

    @classmethod
    def initial(cls, width: int, training: Training, generator: torch.Generator) -> Gate:
        hidden = max(1, width // training.bottleneck_ratio)
        bound = 1 / math.sqrt(width)  # as torch.nn.Linear draws its weights
        drawn = torch.rand(hidden, width, generator=generator)
        return {"0.weight": (2 * drawn - 1) * bound, "2.weight": torch.zeros(width, hidden)}

    @classmethod
    def apply(cls, gate: Gate, x: Tensor, dropped: Tensor | None = None) -> Tensor:
        # Of the branch alone, as the documented adapter has it: x itself is added whole.
        inner = x if dropped is None else dropped
        hidden = torch.relu(inner @ gate["0.weight"].transpose(-1, -2))
        return x + hidden @ gate["2.weight"].transpose(-1, -2)

    @classmethod
    def width(cls, name: str, gate: Gate) -> int | None:
        down, up = gate["0.weight"], gate["2.weight"]
        return down.shape[1] if down.ndim == 2 and up.shape == down.T.shape else None


class ResidualDualAllEpochs(ResidualDual):
    """The documented adapter, trained for all its epochs: what early stopping gives up, or saves.

    With 240 validation images, early stopping nearly always keeps zero-shot or the first epoch.
    """

    name = "residual_dual_all_epochs"
    validated = False

    @classmethod
    def schedule(cls, training: Training) -> Schedule:
        return replace(super().schedule(training), early_stopping=False)
