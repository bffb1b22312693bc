"""Groups of test samples that may be harder than the rest: from what is known of them, never from the answers.

``n`` samples. A group is the places of ``k`` of them, with a name; its size is bounded, and two with the same samples
are one. Work and memory go with the facts that are known, not with groups times samples: captions may have ten thousand
words, and a field of the metadata file a value of its own for every sample.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    members: Array
    """[k] places of its samples, ascending."""
    samples: int
    """All that there are, n."""

    @property
    def inside(self) -> Array:
        """[n] booleans."""
        inside = np.zeros(self.samples, dtype=bool)
        inside[self.members] = True
        return inside


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
    for group in (*_named(facts.names, smallest), *_worded(facts.words, smallest), *_tails(facts.numbers)):
        size, samples = len(group.members), group.samples
        if smallest <= size <= min(LARGEST * samples, samples - smallest):
            # The first name stays: a category, rather than a word that all its captions have.
            found.setdefault(group.members.tobytes(), group)
    return list(found.values())


def _named(names: Mapping[str, Sequence[str | None]], smallest: int) -> Iterator[CandidateGroup]:
    for about, values in names.items():
        yield from _alike(about, ((place, value) for place, value in enumerate(values) if value), len(values), smallest)


def _worded(words: Mapping[str, Sequence[frozenset[str]]], smallest: int) -> Iterator[CandidateGroup]:
    for about, sets in words.items():
        spoken = ((place, word) for place, own in enumerate(sets) for word in own)
        yield from _alike(about, spoken, len(sets), smallest)


def _alike(about: str, named: Iterable[tuple[int, str]], samples: int, smallest: int) -> Iterator[CandidateGroup]:
    """A group for each name that is large enough, by name."""
    members: dict[str, list[int]] = {}
    for place, name in named:
        members.setdefault(name, []).append(place)
    for name in sorted(name for name, places in members.items() if len(places) >= smallest):
        yield CandidateGroup(about, name, np.array(members[name]), samples)


def _tails(numbers: Mapping[str, Array]) -> Iterator[CandidateGroup]:
    for about, values in numbers.items():
        known = values[~np.isnan(values)]
        distinct = np.unique(known)
        if len(distinct) < 2:
            continue
        if len(distinct) <= FEW_VALUES:
            # Not at the ends: a bound beyond all but nothing cuts nobody off.
            below, above = distinct[:-1], distinct[1:]
        else:
            # Bounds that occur, rounded outwards: "at most 0.31" then names a value that samples have.
            below = np.quantile(known, TAILS, method="lower")
            above = np.quantile(known, [1 - tail for tail in TAILS], method="higher")
        # NaN compares as false: a sample of which the number is unknown is in neither tail.
        with np.errstate(invalid="ignore"):
            for bound in below:
                yield CandidateGroup(about, f"at most {bound:.3g}", (values <= bound).nonzero()[0], len(values))
            for bound in above:
                yield CandidateGroup(about, f"at least {bound:.3g}", (values >= bound).nonzero()[0], len(values))
