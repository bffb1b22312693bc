"""What adapters learn from: the pool's samples with one backbone's features of them, whole or of some categories."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

import torch
from torch import Tensor

from pipeline.clip.adapters.adapter import Adapter, Lesson
from pipeline.clip.features.features import Features
from pipeline.data.prepared import Indices, Prepared
from pipeline.data.splits import support, validation
from pipeline.settings import Training


class _Split(Protocol):
    """``pipeline.data.splits.support`` or ``validation``."""

    def __call__(self, prepared: Prepared, shots: int, draw: int, seed: int) -> Indices: ...


class Pool:
    """The pool of one backbone.

    Args:
        features: of all prepared samples.
        categories: those whose images the pool has; all when None.
    """

    def __init__(
        self,
        features: Features,
        prepared: Prepared,
        training: Training,
        device: torch.device,
        categories: Collection[str] | None = None,
    ) -> None:
        self.prepared, self.training = prepared, training
        inside = [categories is None or prepared.samples[row].label in categories for row in prepared.pool_rows]
        rows = prepared.pool_rows[inside]
        self.place = {int(row): place for place, row in enumerate(rows)}
        self.features = features.part(rows, device)
        self.table = prepared.table(rows)

    def lesson(self, adapter: type[Adapter], shots: int, draws: int | None = None) -> Lesson:
        """All draws of ``shots`` per category, or the first ``draws``; one empty one for an adapter without labels."""
        training, device = self.training, self.features.images.device
        # Zero shots validate nothing, and all of the pool leaves nothing to validate on.
        held_out = training.validation == "pool" and 0 < shots < training.pool_per_class
        times = min(training.draws_of(shots), draws or training.draws)
        return Lesson(
            features=self.features,
            labels=torch.from_numpy(self.table.labels).to(device),
            # One draw without samples, and not no draw: an adapter is fitted all the same.
            support=self._rows(support, shots, times) if adapter.needs_labels else torch.empty(1, 0, dtype=torch.int64),
            validation=self._rows(validation, shots, times) if held_out else None,
            shots=shots,
        )

    def _rows(self, split: _Split, shots: int, draws: int) -> Tensor:
        """Rows [D, s] of the pool in every draw of ``split``: support or validation."""
        rows = [split(self.prepared, shots, draw, self.training.seed).tolist() for draw in range(draws)]
        # Of the drawn samples those that are in this pool: a half of the categories keeps its part of each draw.
        places = [[self.place[row] for row in each if row in self.place] for each in rows]
        return torch.tensor(places, device=self.features.images.device)
