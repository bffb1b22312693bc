"""What every row answers: logits, and nothing that follows from them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from pipeline.evaluation.outcomes import Origin, Outcome
from tests.fabricated.samples import CHOICES

Array = NDArray[np.float64]

DRAWS = 10


def make_outcome(
    origin: Origin,
    correct: NDArray[np.int64],
    first: int,
    accuracy: float,
    *,
    seed: int,
    validation: int,
    picks: dict[int, bool],
) -> Outcome:
    """Answers [n, c] of one row to samples ``first``, ``first`` + 1 …, right for about a share ``accuracy`` of them.

    How hard a sample is, and how a backbone sees it, is the same for all rows of a backbone, so rows differ as paired
    rows do: in few samples. A trained row differs a little with every training ``seed`` as well.

    Args:
        validation: number of further samples, for the temperature.
        picks: samples whose answer is given: right or wrong.
    """
    draws = DRAWS if origin.shots else 0
    numbers = slice(first, first + len(correct))
    margin, *others = (_margins(origin, numbers, accuracy, seed, draw) for draw in range(max(1, draws)))
    for sample, right in picks.items():
        margin[sample] = 1.0 if right else -1.0
    held_out, rest = np.random.default_rng(2).integers(CHOICES, size=validation), slice(0, validation)
    outcome = Outcome(
        origin,
        _logits(origin, numbers, margin, correct),
        correct,
        _logits(origin, rest, _margins(origin, rest, accuracy, seed, 0), held_out) if validation else None,
        held_out if validation else None,
    )
    return replace(outcome, draw_right=[outcome.right, *(other > 0 for other in others)]) if draws else outcome


def _margins(origin: Origin, numbers: slice, accuracy: float, seed: int, draw: int) -> Array:
    """[n] how clearly the right caption leads; below 0 another one does."""
    ease = np.random.default_rng(0).random(numbers.stop)
    own = np.random.default_rng([seed, draw, *origin.model.encode()] if origin.shots else [*origin.model.encode()])
    score = np.clip(ease + 0.05 * own.standard_normal(numbers.stop), 0.001, 0.999)
    return score[numbers] - (1 - accuracy)


def _logits(origin: Origin, numbers: slice, margin: Array, correct: NDArray[np.int64]) -> Array:
    """[n, c] logits: of the wrong candidates as the backbone sees them, of the right one as ``margin`` says."""
    seen = np.random.default_rng([*origin.backbone.encode()]).standard_normal((numbers.stop, CHOICES))
    logits, rows = seen[numbers], np.arange(len(correct))
    logits[rows, correct] = -np.inf
    logits[rows, correct] = logits.max(axis=1) + 6 * margin
    return logits
