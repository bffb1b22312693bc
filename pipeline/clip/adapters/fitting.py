"""Training an adapter on stored features, many support draws side by side.

Shapes: ``D`` draws, ``s`` support samples of one draw, ``b`` batch, ``c`` candidates, ``d`` feature width. Parameters
carry a leading D; losses of different draws share nothing, AdamW works on every number by itself, and each draw has
its own random numbers: a draw's result is the same in any company.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import cross_entropy, normalize

from pipeline.clip.adapters.adapter import GATES, Fitted, Gate, Lesson
from pipeline.clip.adapters.early_stopping import DrawProgress
from pipeline.clip.adapters.learned_map import LearnedMap, Schedule
from pipeline.clip.features.features import Features
from pipeline.settings import Training

Gates = dict[str, Gate]

# Up to this feature width an operation is over before a second thread is awake; and where other programs keep
# the cores busy, threads that wait for each other make training ten times slower.
ONE_THREAD_WIDTH = 256


def draw_generator(seed: int, draw: int) -> torch.Generator:
    """Random numbers of one draw; on the CPU, so that a GPU run uses the same ones."""
    # Not seed + draw: neighbouring draws of neighbouring seeds would share their numbers, and PyTorch's generator asks
    # for seeds of as many ones as zeros, which small numbers are not.
    state = np.random.SeedSequence([seed, draw]).generate_state(1, np.uint64)[0]
    return torch.Generator().manual_seed(int(state >> np.uint64(1)))


@contextmanager
def few_threads(width: int) -> Iterator[None]:
    """Let PyTorch use one thread while features are narrow."""
    before = torch.get_num_threads()
    if width <= ONE_THREAD_WIDTH:
        torch.set_num_threads(1)
    try:
        yield
    finally:
        # Given back whatever happens: the setting is the whole process's.
        torch.set_num_threads(before)


def fit(adapter: type[LearnedMap], lesson: Lesson, training: Training, *, first_draw: int = 0) -> list[Fitted]:
    """Train one adapter per support draw of ``lesson``, on the device of its features.

    Args:
        first_draw: number of the first draw, which seeds it.
    """
    schedule, features = adapter.schedule(training), lesson.features
    generators = [draw_generator(training.seed, first_draw + draw) for draw in range(len(lesson.support))]
    fresh = _initial(adapter, features, training, generators)
    draws = _Draws(adapter, schedule, features, lesson.support, lesson.shots, fresh, generators)
    asked: list[Features | None] = [None] * len(lesson.support)
    if lesson.validation is not None:
        # Compact: validation is asked after every epoch, and most captions of the pool are not its own.
        asked = [features.subset(rows).compact() for rows in lesson.validation]
    runs = [
        DrawProgress(adapter, schedule, training, one, draws.weights(draw), draws.steps)
        for draw, one in enumerate(asked)
    ]
    for epoch in range(schedule.epochs):
        losses, accuracies = draws.epoch(epoch)
        for draw, run in enumerate(runs):
            if not run.stopped:
                run.train(float(losses[draw]), float(accuracies[draw]))
                run.close_epoch(draws.weights(draw))
        if all(run.stopped for run in runs):
            break
    return [run.result() for run in runs]


@dataclass
class _Draws:
    """All draws in training."""

    adapter: type[LearnedMap]
    schedule: Schedule
    features: Features
    support: Tensor
    """[D, s]."""
    shots: int
    gates: Gates
    """[D, ...] each."""
    generators: list[torch.Generator]

    def __post_init__(self) -> None:
        weights = [weight for gate in self.gates.values() for weight in gate.values()]
        schedule = self.schedule
        # One optimiser for all draws: AdamW works number by number, so they stay strangers to each other.
        self.optimizer = torch.optim.AdamW(weights, lr=schedule.learning_rate, weight_decay=schedule.weight_decay)
        self.steps = math.ceil(self.support.shape[1] / schedule.batch_size)

    def weights(self, draw: int) -> Gates:
        """The current weights of one draw: views, without the leading D."""
        return {name: {key: w.detach()[draw] for key, w in gate.items()} for name, gate in self.gates.items()}

    def epoch(self, number: int) -> tuple[Tensor, Tensor]:
        """Train on every support sample once; mean loss [D] and share right [D] while training."""
        draws, size = self.support.shape
        losses = hits = torch.zeros(draws, device=self.support.device)
        for step, batch in enumerate(self._batches()):
            if self.schedule.cosine:
                # Begins at the full rate. The last step is still one: a rate of zero would be a pass for nothing.
                self._set_rate((number * self.steps + step) / (self.schedule.epochs * self.steps))
            loss, hit = self._losses(batch)
            penalty = sum(self.adapter.penalty(gate, self.shots) for gate in self.gates.values())
            self.optimizer.zero_grad()
            # Summed over draws: what a draw's own weights get of the sum is the gradient of its own loss.
            (loss.mean(1) + penalty).sum().backward()
            self.optimizer.step()
            losses, hits = losses + loss.detach().sum(1), hits + hit.sum(1)
        return losses / size, hits / size

    def _set_rate(self, progress: float) -> None:
        self.optimizer.param_groups[0]["lr"] = self.schedule.learning_rate * (1 + math.cos(math.pi * progress)) / 2

    def _batches(self) -> Iterator[Tensor]:
        """Batches [D, b] of support samples, each draw in its own order."""
        size = self.support.shape[1]
        # Draws that have stopped are shuffled and trained on all the same: each has its own numbers, so they disturb
        # nobody.
        orders = torch.stack([torch.randperm(size, generator=generator) for generator in self.generators])
        yield from self.support.gather(1, orders.to(self.support.device)).split(self.schedule.batch_size, dim=1)

    def _losses(self, batch: Tensor) -> tuple[Tensor, Tensor]:
        """Cross-entropy [D, b] over the candidates of the samples ``batch`` [D, b], and whether each was right."""
        features, smoothing = self.features, self.schedule.label_smoothing
        images = self._adapt("img_gate", features.images[batch])
        captions = self._adapt("txt_gate", features.captions[features.choices[batch]].flatten(1, 2))
        captions = captions.unflatten(1, (batch.shape[1], -1))
        logits = features.logit_scale * (captions @ images.unsqueeze(-1)).squeeze(-1)
        correct = features.correct[batch]
        loss = cross_entropy(logits.flatten(0, 1), correct.flatten(), label_smoothing=smoothing, reduction="none")
        # Twins count as right here, though the loss takes them for rivals: one caption, no step parts them.
        picks = logits.detach().masked_fill(features.twins[batch], -math.inf).argmax(-1)
        return loss.view_as(correct), picks == correct

    def _adapt(self, gate: str, x: Tensor) -> Tensor:
        """Adapted, normalised features [D, r, d] of raw ones."""
        return normalize(self.adapter.apply(self.gates[gate], x, self._dropout(x)), dim=-1)

    def _dropout(self, x: Tensor) -> Tensor | None:
        """``x`` [D, r, d] with a share of its numbers zeroed and the rest scaled up, by each draw's generator."""
        share = self.schedule.dropout
        if not share:
            return None
        # Drawn on the CPU by each draw's own generator, so that a GPU drops the same numbers.
        keep = torch.stack([torch.rand(x.shape[1:], generator=generator) for generator in self.generators]) >= share
        return x * keep.to(x.device) / (1 - share)


def _initial(
    adapter: type[LearnedMap], features: Features, training: Training, generators: list[torch.Generator]
) -> Gates:
    """Fresh weights of all draws, [D, ...] each."""
    width = features.images.shape[1]
    gates: Gates = {}
    for name in GATES:
        each = [adapter.initial(width, training, generator) for generator in generators]
        gates[name] = {
            key: torch.stack([gate[key] for gate in each]).to(features.images.device).requires_grad_()
            for key in each[0]
        }
    return gates
