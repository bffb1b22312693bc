"""Whether metrics.json tells what predictions.json shows: whoever edits one of them by hand is found out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.results.catalogue import BY_FIELD
from pipeline.results.schemas.metrics import Metrics, MetricsRow
from pipeline.results.schemas.predictions import Predictions


@dataclass(frozen=True)
class Contradiction:
    """A figure of a row that does not follow from what the row is said to have answered."""

    model: str
    metric: str
    claimed: float | None
    follows: float

    def __str__(self) -> str:
        claimed = "null" if self.claimed is None else f"{self.claimed:.6g}"
        return f"{self.model}: {self.metric} is {claimed} in metrics.json, and {self.follows:.6g} by predictions.json"


def contradictions(metrics: Metrics, predictions: Predictions) -> list[Contradiction]:
    """Every figure that comes out otherwise when it is recomputed from the predictions, or from the row's own draws."""
    columns = {model: number for number, model in enumerate(predictions.models)}
    correct = np.array([sample.correct for sample in predictions.samples], dtype=np.int64)
    found: list[Contradiction] = []
    for row in metrics.rows:
        found += _draws(row)
        if (column := columns.get(row.model)) is not None and len(correct):
            chosen = np.array([sample.chosen[column] for sample in predictions.samples], dtype=np.int64)
            probability = np.array([sample.probability[column] for sample in predictions.samples], dtype=np.float64)
            found += _answers(row, chosen == correct, probability)
    return found


def _draws(row: MetricsRow) -> Iterator[Contradiction]:
    draws = row.draw_accuracy
    if len(draws) != row.draws:
        yield Contradiction(row.model, "draws", row.draws, len(draws))
    if draws:
        yield from _check(row, "accuracy_mean", float(np.mean(draws)), BY_FIELD["accuracy_mean"].floor)


def _answers(row: MetricsRow, right: NDArray[np.bool_], probability: NDArray[np.float64]) -> Iterator[Contradiction]:
    """Figures of [n] answers, right or wrong, with the probability of the right caption; NaN where it is no number."""
    if row.samples != len(right):
        yield Contradiction(row.model, "samples", row.samples, len(right))
        return
    accuracy = float(right.mean())
    yield from _check(row, "accuracy", accuracy, BY_FIELD["accuracy"].floor)
    if row.f1_micro is not None:
        # A wrong pick is one false negative and one false positive, so micro F1 is accuracy.
        yield from _check(row, "f1_micro", accuracy, BY_FIELD["f1_micro"].floor)
    known = probability[~np.isnan(probability)]
    if len(known) == len(right) and (known > 0).all():
        yield from _check(row, "nll", float(-np.log(known).mean()), _rounding_of_the_log_loss(known))


def _rounding_of_the_log_loss(probability: NDArray[np.float64]) -> float:
    """How far ``known_digits`` of the probabilities may move their mean log loss, at most, and its own rounding."""
    share = np.where(probability < 0.01, 0.05, 0.0005 / probability)
    return float(-np.log1p(-share).mean()) + BY_FIELD["nll"].floor


def _check(row: MetricsRow, metric: str, follows: float, tolerance: float) -> Iterator[Contradiction]:
    claimed: float | None = getattr(row, metric)
    if claimed is not None and not abs(claimed - follows) <= tolerance:
        yield Contradiction(row.model, metric, claimed, follows)
