"""Linear maps held to the identity, and mixed with zero-shot."""

from __future__ import annotations

import torch
from torch import Tensor

from pipeline.clip.adapters.adapter import GATES, Fitted, Gate, Lesson
from pipeline.clip.adapters.blending import fit_and_blend
from pipeline.clip.adapters.learned_map import LearnedMap, Schedule
from pipeline.settings import Training


class LinearAnchor(LearnedMap):
    """Linear maps that start at the identity and are held to it: W·x with λ‖W - I‖² in the loss, λ = 1 / shots.

    The regularised linear adapter of Fahes et al. 2024, "CLIP's Visual Embedding Projector is a Few-shot
    Cornucopia" (https://arxiv.org/abs/2410.05270, there for images only): plain cross-entropy, no dropout, no
    weight decay, a cosine schedule, a fixed number of epochs. They find it indifferent to the learning rate from
    1e-5 to 1e-2; the one here does not follow the settings, which are the documented adapter's. Its logits are
    blended with the zero-shot ones, (1 - γ)·zero-shot + γ·adapted (compare Wortsman et al. 2022,
    https://arxiv.org/abs/2109.01903).
    """

    name = "linear_anchor"
    keys = dict.fromkeys(GATES, frozenset({"weight"}))
    blended = True
    validated = True

    @classmethod
    def fit(cls, lesson: Lesson, training: Training) -> list[Fitted]:
        return fit_and_blend(cls, lesson, training)

    @classmethod
    def schedule(cls, training: Training) -> Schedule:
        # 1e-3 lies well inside the range in which the paper finds the rate to make no difference.
        return Schedule(epochs=training.epochs, batch_size=training.batch_size, learning_rate=1e-3, cosine=True)

    @classmethod
    def initial(cls, width: int, training: Training, generator: torch.Generator) -> Gate:
        # The identity is zero-shot: whatever the shots do not speak for stays as it was.
        return {"weight": torch.eye(width)}

    @classmethod
    def apply(cls, gate: Gate, x: Tensor, dropped: Tensor | None = None) -> Tensor:
        return x @ gate["weight"].transpose(-1, -2)

    @classmethod
    def width(cls, name: str, gate: Gate) -> int | None:
        weight = gate["weight"]
        return weight.shape[0] if weight.ndim == 2 and weight.shape[0] == weight.shape[1] else None

    @classmethod
    def penalty(cls, gate: Gate, shots: int) -> Tensor:
        weight = gate["weight"]
        identity = torch.eye(weight.shape[-1], device=weight.device)
        return (weight - identity).square().sum((-2, -1)) / shots
