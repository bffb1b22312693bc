"""Pool and test, and the support draws within the pool.

One seeded permutation per category and draw, of which the shots are prefixes: draws nest in the number of shots, as
in big_vision's few-shot evaluator. The test set is the same for all of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from pipeline.data.prepared import Indices, Prepared
from pipeline.errors import PipelineError
from pipeline.settings import Training


def seeded_key(seed: int, purpose: str, identifier: object) -> bytes:
    """A sort key that shuffles ids the same way whatever else is in the list."""
    # The purpose as well, or what is drawn twice from one set would be drawn alike.
    return hashlib.sha256(f"{seed}/{purpose}/{identifier}".encode()).digest()


def choose_pool(ids_by_category: Mapping[str, Sequence[str]], pool_per_class: int, seed: int) -> set[str]:
    """The ids set aside from the test set: ``pool_per_class`` of every category.

    Raises:
        PipelineError: categories with fewer images than the pool, one line each; or nothing is left to test on.
    """
    mistakes = [
        f"training.pool_per_class: {pool_per_class} images are set aside per category, and {category!r} has "
        f"{len(ids)}: lower pool_per_class to {len(ids)} at most, or leave {category!r} out of dataset.classes"
        for category, ids in ids_by_category.items()
        if len(ids) < pool_per_class
    ]
    if mistakes:
        raise PipelineError.of(mistakes)
    pool: set[str] = set()
    for ids in ids_by_category.values():
        # By digests of ids, not by shuffling a list: an image more displaces at most one other.
        pool.update(sorted(ids, key=lambda identifier: _draw_key(seed, 0, identifier))[:pool_per_class])
    total = sum(len(ids) for ids in ids_by_category.values())
    if len(pool) == total:
        raise PipelineError(
            f"training.pool_per_class: {pool_per_class} images per category set aside all {total} samples and leave "
            "no test set: lower pool_per_class, or add images"
        )
    return pool


def support(prepared: Prepared, shots: int, draw: int, seed: int) -> Indices:
    """Indices [s] of the labelled samples of a draw: ``shots`` per category, category by category."""
    return _indices(pool[:shots] for pool in _drawn(prepared, draw, seed))


def validation(prepared: Prepared, shots: int, draw: int, seed: int) -> Indices:
    """Indices [v] of the pool's other samples: what the draw's epoch or blend may be chosen on."""
    # Never the test set: what chooses an epoch on it has seen it.
    return _indices(pool[shots:] for pool in _drawn(prepared, draw, seed))


def held_out(prepared: Prepared, training: Training) -> Indices:
    """Indices [v] of what no row's released adapter was trained on: the pool's samples beyond the largest support.

    The same for every row, so that what is fitted on them, a temperature, is like compared with like. Rows whose shots
    are the whole pool do not count: nothing is left for them. None where the settings ask for no validation.
    """
    if training.validation != "pool":
        return prepared.pool_rows[:0]
    # Beyond the largest support: the same samples for every row, though rows of fewer shots leave more.
    shots = [each for each in training.few_shots if each < training.pool_per_class]
    return validation(prepared, max(shots, default=0), 0, training.seed)


def _drawn(prepared: Prepared, draw: int, seed: int) -> list[list[int]]:
    """The pool's rows, category by category, in the order of a draw."""
    rows: dict[str, list[int]] = {category: [] for category in prepared.categories}
    for row in prepared.pool_rows.tolist():
        rows[prepared.samples[row].label].append(row)
    for own in rows.values():
        own.sort(key=lambda row: _draw_key(seed, draw, prepared.samples[row].id))
    return list(rows.values())


def _draw_key(seed: int, draw: int, identifier: str) -> bytes:
    return seeded_key(seed, f"draw-{draw}", identifier)


def _indices(parts: Iterable[Sequence[int]]) -> Indices:
    return np.array([row for part in parts for row in part], dtype=np.int64)
