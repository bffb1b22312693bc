"""What one draw remembers between epochs: its curves, and the weights to keep."""

from __future__ import annotations

import math

import torch
from torch.nn.functional import cross_entropy

from pipeline.clip.adapters.adapter import Fitted, Gate, History, TrainedAdapter
from pipeline.clip.adapters.learned_map import LearnedMap, Schedule
from pipeline.clip.features.features import Features
from pipeline.errors import PipelineError
from pipeline.settings import Training


class DrawProgress:
    """One draw in training. With early stopping, the epoch with the best accuracy on validation is kept.

    Epoch 0, the untrained adapter, is zero-shot and stands for election like any other: an adapter that helps nobody
    on validation is not released.
    """

    def __init__(
        self,
        adapter: type[LearnedMap],
        schedule: Schedule,
        training: Training,
        validation: Features | None,
        untrained: dict[str, Gate],
        steps_per_epoch: int,
    ) -> None:
        self.adapter, self.schedule, self.training, self.validation = adapter, schedule, training, validation
        self.history = History(steps_per_epoch=steps_per_epoch)
        self.stopped = False
        if validation is not None:
            picks = validation.picks(TrainedAdapter(adapter, untrained).scores(validation))
            self.history.untrained_accuracy = (picks == validation.correct).double().mean().item()
        self.best = TrainedAdapter(adapter, _copied(untrained), 0, self.history.untrained_accuracy)

    def train(self, loss: float, accuracy: float) -> None:
        """Note what an epoch of training came to."""
        self._check(loss)
        self.history.train_loss.append(loss)
        self.history.train_accuracy.append(accuracy)

    def _check(self, loss: float) -> None:
        """Stop where the first loss that is no number arises, before anything made of it is written."""
        # At the first such loss: nothing that follows from it means anything.
        if not math.isfinite(loss):
            epoch = max(1, len(self.history.train_loss))
            raise PipelineError(
                f"training.learning_rate: {self.adapter.name} diverged in epoch {epoch} at "
                f"{self.schedule.learning_rate:g}: lower it"
            )

    def close_epoch(self, gates: dict[str, Gate]) -> None:
        """Validate, keep the weights if they are the ones to keep, and see whether patience is out.

        Args:
            gates: the weights after the epoch, as a checkpoint has them: without a leading [D].
        """
        epoch = len(self.history.train_loss)
        accuracy = None if self.validation is None else self._validate(gates, self.validation)
        if self._improves(accuracy):
            self.best = TrainedAdapter(self.adapter, _copied(gates), epoch, accuracy)
        else:
            # Counted from the kept epoch, zero-shot among them: two epochs without gain end a run at its second.
            self.stopped = epoch - self.best.epoch >= self.training.patience

    def _improves(self, accuracy: float | None) -> bool:
        if not self.schedule.early_stopping or accuracy is None or self.best.best_accuracy is None:
            return True
        # More, not as much: of equal epochs the earliest stays, which is the nearest to zero-shot.
        return accuracy > self.best.best_accuracy + self.training.min_delta

    def _validate(self, gates: dict[str, Gate], validation: Features) -> float:
        scores = TrainedAdapter(self.adapter, gates).scores(validation)
        picks = validation.picks(scores)
        accuracy = (picks == validation.correct).double().mean().item()
        # With twins as rivals, as the loss of training has them: both are drawn in one chart.
        loss = cross_entropy(scores, validation.correct, label_smoothing=self.schedule.label_smoothing).item()
        self._check(loss)
        self.history.validation_loss.append(loss)
        self.history.validation_accuracy.append(accuracy)
        self.history.validation_picks.append(picks.cpu())
        return accuracy

    def result(self) -> Fitted:
        """The weights to keep, and how the training went."""
        return Fitted(self.best, self.history)


def _copied(gates: dict[str, Gate]) -> dict[str, Gate]:
    # The optimiser goes on changing the weights in place.
    with torch.no_grad():
        return {name: {key: weight.clone() for key, weight in gate.items()} for name, gate in gates.items()}
