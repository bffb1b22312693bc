"""Every row of one backbone on the test set: logits from stored features, and the seconds that its head takes."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import torch
from torch import Tensor

from pipeline.clip.adapters.adapter import TrainedAdapter, compact, moved, zero_shot_scores
from pipeline.clip.features.features import Features
from pipeline.data.splits import Indices
from pipeline.errors import PipelineError
from pipeline.evaluation.outcomes import Origin, Outcome
from pipeline.evaluation.sample_table import Array

Score = Callable[[Features], Tensor]
"""Logits [n, c] of the samples of some features."""


@dataclass(frozen=True)
class Scored:
    """A row's outcome, and what its head cost."""

    outcome: Outcome
    seconds: float


class Scorer:
    """One backbone's features of all samples, and of the test set on the device."""

    def __init__(self, features: Features, test: Indices, device: torch.device) -> None:
        self.everything, self.device = features, device
        self.features = self._some(test)

    @property
    def width(self) -> int:
        """Numbers in a feature."""
        return self.features.images.shape[1]

    def _some(self, rows: Indices) -> Features:
        """Features of some samples and of the captions that these use, on the device."""
        return moved(compact(self.everything.subset(torch.as_tensor(rows))), self.device)

    def zero_shot(self, origin: Origin, held_out: Indices) -> Scored:
        """CLIP as it came. ``held_out`` are the samples that the temperature is fitted on, here and below."""
        return self._scored(origin, zero_shot_scores, held_out)

    def adapted(
        self, origin: Origin, released: TrainedAdapter, draws: Sequence[TrainedAdapter], held_out: Indices
    ) -> Scored:
        """A released adapter; the first of ``draws``, where something was drawn, is the one that it was saved from."""
        released = released.to(self.device)
        origin = replace(
            origin, parameters=released.parameters, gamma=released.gamma if released.adapter.blended else None
        )
        scored = self._scored(origin, released.scores, held_out)
        if not draws:
            return scored
        rest = [self._right(draw.to(self.device)) for draw in draws[1:]]
        outcome = replace(scored.outcome, draw_right=[scored.outcome.right, *rest])
        return replace(scored, outcome=outcome)

    def _right(self, trained: TrainedAdapter) -> Array:
        return _numpy(self.features.picks(trained.scores(self.features)) == self.features.correct)

    def _scored(self, origin: Origin, score: Score, held_out: Indices) -> Scored:
        scores, seconds = self._timed(score)
        if not scores.isfinite().all():
            # argmax of no numbers is some candidate all the same, and would be believed.
            raise PipelineError(
                f"{origin.model}: its scores are no numbers: run `python -m pipeline train --force`, "
                "with a lower training.learning_rate if that does not help"
            )
        outcome = Outcome(origin, _numpy(self.features.without_twins(scores)), _numpy(self.features.correct))
        if len(held_out):
            asked = self._some(held_out)
            logits = asked.without_twins(score(asked))
            outcome = replace(outcome, validation_logits=_numpy(logits), validation_correct=_numpy(asked.correct))
        return Scored(outcome, seconds)

    def _timed(self, score: Score) -> tuple[Tensor, float]:
        """The test set's logits, and the seconds of a second pass: the first one also warms up."""
        score(self.features)
        self._wait()
        started = time.perf_counter()
        result = score(self.features)
        self._wait()
        return result, time.perf_counter() - started

    def _wait(self) -> None:
        if self.device.type == "cuda":
            torch.cuda.synchronize(self.device)


def _numpy(tensor: Tensor) -> Array:
    return tensor.cpu().numpy()
