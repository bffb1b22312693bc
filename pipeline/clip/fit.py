"""Training an adapter on stored features, many support draws side by side.

Shapes: ``D`` draws, ``s`` support samples of one draw, ``v`` validation samples, ``b`` batch, ``c`` candidates,
``d`` feature width. Parameters carry a leading D; losses of different draws share nothing, AdamW works on every
number by itself, and each draw has its own random numbers: a draw's result is the same in any company.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import cross_entropy, normalize

from pipeline.clip.adapters import GATES, Adapter, Gate, Recipe, TrainedAdapter
from pipeline.clip.features import Features
from pipeline.settings import Training

Gates = dict[str, Gate]


@dataclass
class History:
    """One value per epoch; the validation lists stay empty without validation."""

    train_loss: list[float] = field(default_factory=list)
    train_accuracy: list[float] = field(default_factory=list)
    validation_loss: list[float] = field(default_factory=list)
    validation_accuracy: list[float] = field(default_factory=list)
    validation_picks: list[Tensor] = field(default_factory=list)
    """[v] the candidate picked."""


@dataclass(frozen=True)
class Fitted:
    """One draw, trained."""

    trained: TrainedAdapter
    history: History


def draw_generator(seed: int, draw: int) -> torch.Generator:
    """Random numbers of one draw; on the CPU, so that a GPU run uses the same ones."""
    state = np.random.SeedSequence([seed, draw]).generate_state(1, np.uint64)[0]
    return torch.Generator().manual_seed(int(state >> np.uint64(1)))


def fit(
    adapter: type[Adapter],
    features: Features,
    support: Tensor,
    validation: Tensor | None,
    *,
    shots: int,
    training: Training,
    first_draw: int = 0,
) -> list[Fitted]:
    """Train one adapter per support draw.

    Args:
        features: samples and captions that the indices below point into, on the device to train on.
        support: [D, s] training samples of each draw.
        validation: [D, v] the samples that choose the epoch, or None for a fixed number of epochs.
        shots: support samples per category.
        first_draw: number of the first draw, which seeds it.
    """
    recipe = adapter.recipe(training)
    generators = [draw_generator(training.seed, first_draw + draw) for draw in range(len(support))]
    gates = _initial(adapter, features, training, generators)
    weights = [weight for gate in gates.values() for weight in gate.values()]
    optimizer = torch.optim.AdamW(weights, lr=recipe.learning_rate, weight_decay=recipe.weight_decay)
    runs = [_Run(adapter, recipe, training) for _ in generators]
    steps = _steps(recipe, support.shape[1])
    for epoch in range(recipe.epochs):
        losses = hits = torch.zeros(len(support), device=support.device)
        for step, batch in enumerate(_batches(support, recipe, generators)):
            if recipe.cosine:
                progress = (epoch * steps + step) / (recipe.epochs * steps)
                optimizer.param_groups[0]["lr"] = recipe.learning_rate * (1 + math.cos(math.pi * progress)) / 2
            loss, hit = _losses(adapter, gates, features, batch, recipe, generators)
            penalty = sum(adapter.penalty(gate, shots) for gate in gates.values())
            optimizer.zero_grad()
            (loss.mean(1) + penalty).sum().backward()
            optimizer.step()
            losses, hits = losses + loss.detach().sum(1), hits + hit.sum(1)
        for draw, run in enumerate(runs):
            if run.stopped:
                continue
            run.train(float(losses[draw]) / support.shape[1], float(hits[draw]) / support.shape[1])
            own = {name: {key: w.detach()[draw] for key, w in gate.items()} for name, gate in gates.items()}
            run.close_epoch(own, None if validation is None else features.subset(validation[draw]))
        if all(run.stopped for run in runs):
            break
    return [run.result() for run in runs]


class _Run:
    """What one draw remembers between epochs: its curves, and its best weights on validation."""

    def __init__(self, adapter: type[Adapter], recipe: Recipe, training: Training) -> None:
        self.adapter, self.recipe, self.training = adapter, recipe, training
        self.history = History()
        self.best: TrainedAdapter | None = None
        self.stopped = False

    def train(self, loss: float, accuracy: float) -> None:
        self.history.train_loss.append(loss)
        self.history.train_accuracy.append(accuracy)

    def close_epoch(self, gates: Gates, validation: Features | None) -> None:
        """Validate, keep the weights if they are the ones to keep, and see whether patience is out."""
        epoch = len(self.history.train_loss)
        accuracy = None if validation is None else self._validate(gates, validation)
        if self.best is None or self._improves(accuracy):
            copies = {name: {key: w.clone() for key, w in gate.items()} for name, gate in gates.items()}
            self.best = TrainedAdapter(self.adapter, copies, epoch, accuracy)
        elif self.recipe.early_stopping and accuracy is not None:
            self.stopped = epoch - self.best.epoch >= self.training.patience

    def _improves(self, accuracy: float | None) -> bool:
        assert self.best is not None
        if not self.recipe.early_stopping or accuracy is None or self.best.best_accuracy is None:
            return True
        return accuracy > self.best.best_accuracy + self.training.min_delta

    def _validate(self, gates: Gates, validation: Features) -> float:
        scores = TrainedAdapter(self.adapter, gates, 0, None).scores(validation)
        picks = scores.argmax(1)
        accuracy = (picks == validation.correct).double().mean().item()
        loss = cross_entropy(scores, validation.correct, label_smoothing=self.recipe.label_smoothing).item()
        self.history.validation_loss.append(loss)
        self.history.validation_accuracy.append(accuracy)
        self.history.validation_picks.append(picks.cpu())
        return accuracy

    def result(self) -> Fitted:
        assert self.best is not None
        return Fitted(self.best, self.history)


def _initial(
    adapter: type[Adapter], features: Features, training: Training, generators: list[torch.Generator]
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


def _steps(recipe: Recipe, support: int) -> int:
    return 1 if recipe.batch_size is None else math.ceil(support / recipe.batch_size)


def _batches(support: Tensor, recipe: Recipe, generators: list[torch.Generator]) -> Iterator[Tensor]:
    """Batches [D, b] of support samples, each draw in its own order."""
    if recipe.batch_size is None:
        yield support
        return
    orders = torch.stack([torch.randperm(support.shape[1], generator=generator) for generator in generators])
    shuffled = support.gather(1, orders.to(support.device))
    yield from shuffled.split(recipe.batch_size, dim=1)


def _losses(
    adapter: type[Adapter],
    gates: Gates,
    features: Features,
    batch: Tensor,
    recipe: Recipe,
    generators: list[torch.Generator],
) -> tuple[Tensor, Tensor]:
    """Cross-entropy [D, b] over the candidates of the samples in ``batch`` [D, b], and whether each was right."""
    draws, size = batch.shape
    images = features.images[batch]
    captions = features.captions[features.choices[batch]].flatten(1, 2)
    images = adapter.apply(gates["img_gate"], images, _dropout(images, recipe.dropout, generators))
    captions = adapter.apply(gates["txt_gate"], captions, _dropout(captions, recipe.dropout, generators))
    captions = normalize(captions, dim=-1).unflatten(1, (size, -1))
    logits = features.logit_scale * (captions @ normalize(images, dim=-1).unsqueeze(-1)).squeeze(-1)
    correct = features.correct[batch]
    loss = cross_entropy(
        logits.flatten(0, 1), correct.flatten(), label_smoothing=recipe.label_smoothing, reduction="none"
    )
    return loss.unflatten(0, (draws, size)), logits.detach().argmax(-1) == correct


def _dropout(x: Tensor, share: float, generators: list[torch.Generator]) -> Tensor | None:
    """``x`` [D, r, d] with a share of its numbers zeroed and the rest scaled up, by each draw's own generator."""
    if not share:
        return None
    keep = torch.stack([torch.rand(x.shape[1:], generator=generator) for generator in generators]) >= share
    return x * keep.to(x.device) / (1 - share)
