"""What predictions.json and draws.json tell of every row, as arrays; and how a figure contradicts them.

Shapes: ``n`` samples.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from pipeline.results.schemas.draws import Draws
from pipeline.results.schemas.predictions import Predictions


@dataclass(frozen=True)
class Contradiction:
    """A figure of a row that does not follow from what the row is said to have answered."""

    model: str
    metric: str
    claimed: float | str | None
    follows: float | str
    source: str = "predictions.json"
    file: str = "metrics.json"

    def __str__(self) -> str:
        claimed, follows = (
            "null" if one is None else f"{one!r}" if isinstance(one, str) else f"{one:.6g}"
            for one in (self.claimed, self.follows)
        )
        return f"{self.model}: {self.metric} is {claimed} in {self.file}, and {follows} by {self.source}"


class PublishedAnswers:
    """predictions.json and draws.json by row; what files of before did not keep is None, or empty."""

    def __init__(self, predictions: Predictions, draws: Draws | None) -> None:
        self.columns = {model: number for number, model in enumerate(predictions.models)}
        self.correct = np.array([sample.correct for sample in predictions.samples], dtype=np.int64)
        self.samples = predictions.samples
        self.categories = predictions.categories
        self.draws = draws

    def of(self, model: str, field: str) -> NDArray[np.float64] | None:
        """A column [n] of predictions.json; NaN where a value is no number."""
        column = self.columns[model]
        lists = [getattr(sample, field) for sample in self.samples]
        return None if None in lists else np.array([each[column] for each in lists], dtype=np.float64)

    def right(self, model: str) -> NDArray[np.bool_]:
        """[n] of the released checkpoint."""
        chosen = self.of(model, "chosen")
        assert chosen is not None
        return chosen == self.correct

    def tell_of(self, *models: str) -> bool:
        """Whether the answers of all these rows are here."""
        return {*models} <= self.columns.keys() and bool(self.samples)

    @cached_property
    def labels(self) -> NDArray[np.int64]:
        """[n] places among the categories; -1 for another label."""
        places = {name: place for place, name in enumerate(self.categories)}
        return np.array([places.get(sample.label, -1) for sample in self.samples], dtype=np.int64)

    @cached_property
    def bits(self) -> dict[str, list[str]]:
        """The bit strings of each row in draws.json, in the order of its draws."""
        found: dict[str, list[str]] = {}
        for one in sorted(self.draws.rows if self.draws else [], key=lambda one: one.draw):
            found.setdefault(one.model, []).append(one.right)
        return found


def share_right(bits: str) -> float:
    """Of the samples that a draw got right."""
    return bits.count("1") / max(1, len(bits))
