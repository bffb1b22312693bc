"""Joining the test samples of two runs by id, and refusing to where the ids no longer mean the same."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.compare.answer_changes import SampleJoin
from pipeline.compare.inputs.sides import Pair
from pipeline.results.schemas.predictions import PER_MODEL, Prediction

# With most of the shared samples altered, those that look the same do so by chance.
MOST = 0.5


@dataclass(frozen=True)
class RowAnswers:
    """What one row did with the ``n`` common samples."""

    chosen: NDArray[np.int64]
    right: NDArray[np.bool_]
    probability: NDArray[np.float64]
    """Of the right caption; NaN where it is no number."""
    others: dict[str, NDArray[Any]] = field(default_factory=dict)
    """[n] what else predictions.json holds of every answer, by its field there; and the label's and the picked
    caption's category, by name."""


@dataclass
class Joined:
    """Samples of both sides, in the order of head."""

    facts: SampleJoin
    base: list[Prediction]
    head: list[Prediction]
    _models: tuple[list[str], list[str]]
    _categories: tuple[list[str], list[str]]
    _same_order: bool

    @property
    def all_common(self) -> bool:
        """Whether both sides have the same samples."""
        return self.facts.common == self.facts.base == self.facts.head

    @property
    def same_order(self) -> bool:
        """Whether the n-th sample is the same one in both files."""
        return self._same_order and self.all_common

    def models(self) -> list[str]:
        """Rows that both sides predicted with, in the order of head."""
        return [model for model in self._models[1] if model in self._models[0]]

    def answers(self, model: str) -> tuple[RowAnswers, RowAnswers]:
        """What a row did on the two sides."""
        return self.answers_of(model, model)

    def answers_of(self, base: str, head: str) -> tuple[RowAnswers, RowAnswers]:
        """What a row of base and a row of head did.

        Raises:
            ValueError: a side has no answers of its row.
        """
        (before, after), (old, new) = self._models, self._categories
        return _answers(self.base, before.index(base), old), _answers(self.head, after.index(head), new)


def join(pair: Pair) -> Joined | None:
    """The samples that both sides have; None when a side has no predictions."""
    base, head = pair.base.predictions, pair.head.predictions
    if base is None or head is None:
        return None
    # By id: test sets may overlap in part, and in another order.
    before = {sample.id: sample for sample in base.samples}
    after = {sample.id: sample for sample in head.samples}
    # In head's order, which is the one that its galleries and draws go by.
    shared = [key for key in after if key in before]
    altered = [key for key in shared if _altered(before[key], after[key], pair)]
    common = [key for key in shared if key not in set(altered)] if altered else shared
    facts = SampleJoin(
        base=len(before),
        head=len(after),
        common=len(common),
        only_base=[key for key in before if key not in after],
        only_head=[key for key in after if key not in before],
        altered=altered,
        reason=_reason(len(shared), len(altered)),
    )
    # draws.json has no ids: a bit belongs to the sample of the same place.
    ordered = list(before) == list(after)
    models, categories = (base.models, head.models), (base.categories, head.categories)
    pairs = [before[key] for key in common], [after[key] for key in common]
    return Joined(facts, *pairs, models, categories, ordered)


def _altered(before: Prediction, after: Prediction, pair: Pair) -> bool:
    # An id may come back for another picture: only what both sides say of a sample makes it the same.
    if (before.label, before.correct) != (after.label, after.correct):
        return True
    old, new = pair.base.known.get(before.id), pair.head.known.get(after.id)
    if not (old and new):
        return False
    return old.right != new.right or bool(old.choices and new.choices and old.choices != new.choices)


def _reason(shared: int, altered: int) -> str:
    if not shared:
        return "no common samples"
    if altered > MOST * shared:
        return f"{altered:,} of {shared:,} shared samples have another label or other candidates"
    return ""


def _answers(samples: list[Prediction], column: int, categories: list[str]) -> RowAnswers:
    chosen = np.array([sample.chosen[column] for sample in samples], dtype=np.int64)
    correct = np.array([sample.correct for sample in samples], dtype=np.int64)
    probability: list[Any] = [sample.probability[column] for sample in samples]
    others: dict[str, NDArray[Any]] = {"label": np.array([sample.label for sample in samples])}
    for name in PER_MODEL:
        lists = [getattr(sample, name) for sample in samples]
        if None not in lists and None not in (values := [each[column] for each in lists]):
            # Categories by name: on the other side the same number may stand for another one.
            named = name == "picked" and all(0 <= value < len(categories) for value in values)
            others[name] = np.array([categories[value] for value in values] if named else values)
    return RowAnswers(chosen, chosen == correct, np.array(probability, dtype=np.float64), others)
