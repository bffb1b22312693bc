"""Groups of test samples that may be harder than the rest: from what is known of them, never from the answers.

``n`` samples. A group is a boolean mask [n] with a name; its size is bounded, and two with the same samples are one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.evaluation.sample_table import Array

TAILS = (0.1, 0.25)
"""Shares of the samples at either end of a number that has many values."""
FEW_VALUES = 12
"""A number with no more values is cut between any two of them."""
LARGEST = 0.5
"""Share of the samples: a larger group is not one that stands out."""


@dataclass(frozen=True)
class CandidateGroup:
    """Samples that have something in common."""

    about: str
    """What is known of them: "category", "words of the caption", "brightness", or a field of the metadata file."""
    value: str
    """What it is in this group: "zebra", "snow", "at most 0.31"."""
    inside: Array
    """[n] booleans."""


@dataclass(frozen=True)
class KnownFacts:
    """What is known of ``n`` samples; a sample of which something is unknown is in no group of it."""

    names: Mapping[str, Sequence[str | None]]
    """By what they are about: a name for each sample."""
    numbers: Mapping[str, Array]
    """[n] each, NaN where unknown."""
    words: Mapping[str, Sequence[frozenset[str]]]
    """A set of words for each sample."""


def candidate_groups(facts: KnownFacts, smallest: int) -> list[CandidateGroup]:
    """Every group with at least ``smallest`` samples inside and outside of it, and at most half of all inside."""
    found: dict[bytes, CandidateGroup] = {}
    for group in (*_named(facts.names), *_worded(facts.words), *_tails(facts.numbers)):
        size, samples = int(group.inside.sum()), len(group.inside)
        if smallest <= size <= min(LARGEST * samples, samples - smallest):
            # The first name stays: a category, rather than a word that all its captions have.
            found.setdefault(np.packbits(group.inside).tobytes(), group)
    return list(found.values())


def _named(names: Mapping[str, Sequence[str | None]]) -> Iterator[CandidateGroup]:
    for about, values in names.items():
        column = np.array(["" if value is None else value for value in values], dtype=object)
        for value in sorted({value for value in values if value}):
            yield CandidateGroup(about, value, column == value)


def _worded(words: Mapping[str, Sequence[frozenset[str]]]) -> Iterator[CandidateGroup]:
    for about, sets in words.items():
        members: dict[str, list[int]] = {}
        for place, spoken in enumerate(sets):
            for word in spoken:
                members.setdefault(word, []).append(place)
        for word in sorted(members):
            inside = np.zeros(len(sets), dtype=bool)
            inside[members[word]] = True
            yield CandidateGroup(about, word, inside)


def _tails(numbers: Mapping[str, Array]) -> Iterator[CandidateGroup]:
    for about, values in numbers.items():
        known = values[~np.isnan(values)]
        distinct = np.unique(known)
        if len(distinct) < 2:
            continue
        if len(distinct) <= FEW_VALUES:
            below, above = distinct[:-1], distinct[1:]
        else:
            below = np.quantile(known, TAILS, method="lower")
            above = np.quantile(known, [1 - tail for tail in TAILS], method="higher")
        with np.errstate(invalid="ignore"):
            for bound in below:
                yield CandidateGroup(about, f"at most {bound:.3g}", values <= bound)
            for bound in above:
                yield CandidateGroup(about, f"at least {bound:.3g}", values >= bound)
