"""What one row answered on the test set, as it came and after its temperature."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from pipeline.evaluation.sample_table import Array
from pipeline.evaluation.statistics import brier_scores, fit_temperature, log_losses, ranks, softmax


@dataclass(frozen=True)
class Origin:
    """Where a row comes from: everything in it that is no measurement."""

    model: str
    backbone: str
    name: str
    shots: int
    adapter: str | None
    support_images: int = 0
    validation_images: int = 0
    unlabelled_images: int = 0
    parameters: int = 0
    checkpoint: str | None = None
    gamma: float | None = None


class FromLogits:
    """What follows from each sample's logits alone, of ``n`` samples with ``c`` candidates."""

    logits: Array
    """[n, c]; minus infinity for a distractor that reads the same to the model as the right caption."""
    correct: Array
    """[n]."""

    @property
    def twins(self) -> Array:
        """[n, c] booleans: distractors that read the same to the model as the right caption."""
        return np.isneginf(self.logits)

    @property
    def probabilities(self) -> Array:
        """[n, c]; computed each time, since of all rows together they would be the most that is held."""
        return softmax(self.logits)

    @cached_property
    def probability(self) -> Array:
        """[n] of the right candidate."""
        return np.take_along_axis(self.probabilities, self.correct[:, None], axis=1)[:, 0]

    @cached_property
    def confidence(self) -> Array:
        """[n] probability of the pick, to the three decimals that every machine agrees on and that are published."""
        return self.probabilities.max(axis=1).round(3)

    @cached_property
    def log_loss(self) -> Array:
        """[n]."""
        return log_losses(self.logits, self.correct)

    @cached_property
    def brier(self) -> Array:
        """[n]."""
        return brier_scores(self.probabilities, self.correct)


@dataclass(frozen=True)
class Answers(FromLogits):
    """Logits [n, c] and the positions [n] of the right candidates."""

    logits: Array
    correct: Array


@dataclass(frozen=True)
class Outcome(FromLogits):
    """Answers of one row's released model on the test set, and which of them its other draws got right."""

    origin: Origin
    logits: Array
    """[n, c]."""
    correct: Array
    """[n]."""
    validation_logits: Array | None = None
    """[v, c] on images that were not trained on, for the temperature; None without."""
    validation_correct: Array | None = None
    draw_right: list[Array] = field(default_factory=list)
    """[n] right or wrong, for each support draw; the first is the released one."""
    unseen: Array | None = None
    """[D, n] right or wrong by adapters that saw no image of the sample's category; None where that was not tried."""
    redrawn: Array | None = None
    """[R] how many samples are right among redrawn distractors; None where that was not tried."""

    @property
    def is_plain(self) -> bool:
        """Whether it is CLIP as it came."""
        # Corrections have no shots either, and are no zero-shot.
        return not self.origin.shots and not self.origin.adapter

    @cached_property
    def chosen(self) -> Array:
        """[n] position picked; the first of equals."""
        # The same rule as for ranks, see `ahead`: of equals, the first.
        return self.logits.argmax(axis=1)

    @property
    def undecided(self) -> int:
        """How many samples have several candidates of the highest score."""
        return int(((self.logits == self.logits.max(axis=1, keepdims=True)).sum(axis=1) > 1).sum())

    @cached_property
    def right(self) -> Array:
        """[n] booleans."""
        return self.chosen == self.correct

    @cached_property
    def rank(self) -> Array:
        """[n] of the right candidate, from 1."""
        return ranks(self.logits, self.correct)

    @cached_property
    def right_by_draw(self) -> Array:
        """[D, n] booleans; one row where nothing was drawn."""
        # Zero-shot counts as one draw: that is how crossed differences take a row without draws.
        return np.array(self.draw_right or [self.right], dtype=bool)

    @cached_property
    def accuracy(self) -> float:
        """Mean over draws, where there are some."""
        return float(self.right_by_draw.mean())

    @cached_property
    def temperature(self) -> float | None:
        """Divides the logits; None without validation, or where the samples determine none."""
        if self.validation_logits is None or self.validation_correct is None:
            return None
        return fit_temperature(self.validation_logits, self.validation_correct)

    @property
    def behind(self) -> list[list[int | None]] | None:
        """[v][c - 1] tenths by which the wrong candidates' validation logits lie below the right one's; None without
        validation. What lies infinitely far below is None."""
        if self.validation_logits is None or self.validation_correct is None:
            return None
        logits, correct = self.validation_logits.astype(float), self.validation_correct[:, None]
        wrong = np.arange(logits.shape[1]) != correct
        # Every machine agrees on tenths, and the temperature follows from them to within 0.02.
        gaps = np.rint(10 * (np.take_along_axis(logits, correct, axis=1) - logits))[wrong].reshape(len(logits), -1)
        return [[int(gap) if np.isfinite(gap) else None for gap in each] for each in gaps.tolist()]

    @cached_property
    def scaled(self) -> Answers | None:
        """The answers after the temperature, where one was fitted."""
        # A positive factor moves no pick and no rank; only how sure they are.
        return None if self.temperature is None else Answers(self.logits / self.temperature, self.correct)

    def draw_accuracies(self) -> list[float]:
        """Of every support draw, the released one first; none where nothing was drawn."""
        return [float(right.mean()) for right in self.draw_right]


def zero_shot_rows(outcomes: Iterable[Outcome]) -> dict[str, Outcome]:
    """Each backbone's row of CLIP as it came, by backbone."""
    return {one.origin.backbone: one for one in outcomes if one.is_plain}
