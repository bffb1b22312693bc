"""Which samples the galleries show: hard cases, and samples to explain. Seeded, and balanced over categories."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, zip_longest
from typing import get_args

import numpy as np

from pipeline.evaluation.sample_table import Array, SampleTable
from pipeline.results.schemas.hard_cases import CaseKind
from pipeline.results.schemas.shown_samples import ShownCase

# The right caption and its strongest rival are this close in probability: the pick could have gone either way.
AMBIGUOUS_MARGIN = 0.2

KINDS: tuple[CaseKind, ...] = get_args(CaseKind)


def margins(probabilities: Array, correct: Array) -> Array:
    """[n] probability of the right candidate minus the largest other one, of probabilities [n, c]."""
    rows = np.arange(len(correct))
    # A copy, since the right candidate's own probability is written over.
    others = probabilities.copy()
    others[rows, correct] = -np.inf
    return probabilities[rows, correct] - others.max(axis=1)


def select_hard_cases(
    table: SampleTable,
    probabilities: Mapping[str, Array],
    picked: Mapping[str, Array],
    tied: Array,
    adapted: Sequence[tuple[str, str]],
    limit: int,
) -> list[ShownCase]:
    """At most ``limit`` cases, shared out evenly over kinds and categories; hardest first.

    Args:
        probabilities: [n, c] by row shown.
        picked: [n] likewise; not found again here, since unequal logits may have equal probabilities.
        tied: [n, c] distractors that a row shown cannot tell from the right caption.
        adapted: zero-shot row and few-shot row of each backbone, for "fixed" and "broken".
    """
    margin = np.array([margins(each, table.correct) for each in probabilities.values()])
    right = {model: picks == table.correct for model, picks in picked.items()}
    answers, rows = list(right.values()), np.arange(len(table.correct))
    some, every = np.logical_or.reduce(answers), np.logical_and.reduce(answers)
    has: dict[CaseKind, Array] = {
        "all wrong": ~some,
        "some wrong": some & ~every,
        "fixed": _any_of([right[few] & ~right[zero] for zero, few in adapted], len(rows)),
        "broken": _any_of([right[zero] & ~right[few] for zero, few in adapted], len(rows)),
        "ambiguous": (np.abs(margin) < AMBIGUOUS_MARGIN).any(axis=0),
        "false negative": _any_of([table.flagged[rows, picks] for picks in picked.values()], len(rows)),
    }
    # Before the queues are made: each of them then begins with its hardest. Stable, so that equals stay in order.
    order = np.argsort(margin.min(axis=0), kind="stable")
    queues = [_in_turn(order[has[kind][order]].tolist(), table.labels) for kind in KINDS]
    # Cases are made of those chosen alone: most of a large test set would be one, with every probability.
    chosen = set(_first_distinct(_alternating(queues), limit))
    return [
        ShownCase(
            place=place,
            id=table.ids[place],
            kinds=[kind for kind in KINDS if has[kind][place]],
            flagged=np.flatnonzero(table.flagged[place]).tolist(),
            tied=np.flatnonzero(tied[place]).tolist(),
            margins=margin[:, place].tolist(),
            probabilities=[each[place].tolist() for each in probabilities.values()],
        )
        for place in order.tolist()
        if place in chosen
    ]


def _any_of(masks: Sequence[Array], n: int) -> Array:
    """[n] where any of ``masks`` [n] is true."""
    return np.logical_or.reduce([np.zeros(n, dtype=bool), *masks])


def _first_distinct(places: Iterable[int], limit: int) -> Iterator[int]:
    """At most so many of the places, each once."""
    seen: set[int] = set()
    for place in places:
        if len(seen) >= limit:
            return
        if place not in seen:
            seen.add(place)
            yield place


def samples_to_explain(table: SampleTable, right: Array, *, wanted: int, seed: int) -> list[int]:
    """Places of the samples to explain: half of them answered wrongly by a row shown, where there are as many.

    Args:
        right: [rows shown, n] whether each row's pick was right.
    """
    # Wrong is what any row shown got wrong: there a map has something to explain.
    answered: Array = np.all(right, axis=0)
    # One permutation, of which both sides are subsequences: more samples asked for begin with the same ones.
    order = np.random.default_rng(seed).permutation(len(answered)).tolist()
    wrongs, rights = (
        list(_in_turn([place for place in order if answered[place] == value], table.labels)) for value in (False, True)
    )
    # Where one side has too few, the other fills up.
    half = min(len(wrongs), max(wanted // 2, wanted - len(rights)))
    return [*wrongs[:half], *rights[: wanted - half]]


def _in_turn(places: Iterable[int], labels: Array) -> Iterator[int]:
    """The places in their order, the categories taking turns."""
    by_label: dict[int, list[int]] = {}
    for place in places:
        by_label.setdefault(int(labels[place]), []).append(place)
    return _alternating(by_label.values())


def _alternating(queues: Iterable[Iterable[int]]) -> Iterator[int]:
    """First of each queue, second of each, and so on."""
    return (place for place in chain.from_iterable(zip_longest(*queues)) if place is not None)
