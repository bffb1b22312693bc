"""Groups in which a row does worse than elsewhere: found on one half of the test set, confirmed on the other.

Whoever searches among hundreds of groups finds some by luck. So the search sees one half only; what it brings is tested
on the other, which took no part in it, by Fisher's exact test (1922), and by Holm (1979) for all that it brought. A
page without any real difference then shows a group in at most 5 % of the cases, however many were searched (sample
splitting: Cox 1975, https://doi.org/10.1093/biomet/62.2.441).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from pipeline.evaluation.failures.slice_groups import CandidateGroup
from pipeline.evaluation.sample_table import Array
from pipeline.evaluation.significance.multiple_testing import holm
from pipeline.evaluation.statistics import log_ways

WORTH_TESTING = 0.01
"""p-value in the searched half, of a group that is brought to the other."""


@dataclass(frozen=True)
class HalfCount:
    """Right answers in one half of the test set."""

    inside: int
    inside_right: int
    outside: int
    outside_right: int


@dataclass(frozen=True)
class SliceTest:
    """A group that the search brought, tested on the other half."""

    row: int
    group: int
    searched: HalfCount
    confirmed: HalfCount
    p_value: float
    """One-sided: of so few right answers in the group, if it were like the rest."""
    p_adjusted: float
    """Among all groups that were brought, over all rows."""


def searched_half(labels: Array, images: Array, seed: int) -> Array:
    """[n] booleans: which samples are searched. Half of every category, to one; a picture is in one half only.

    Args:
        labels, images: [n] category and picture of each sample.
    """
    rng = np.random.default_rng(seed)
    searched = np.zeros(len(labels), dtype=bool)
    placed: dict[int, bool] = {}
    for turn, label in enumerate(np.unique(labels)):
        # A picture that an earlier category placed stays there, with all its samples.
        own = [image for image in dict.fromkeys(images[labels == label].tolist()) if image not in placed]
        for place, image in enumerate(rng.permutation(own).tolist()):
            # The odd one of a category goes by turns to either half, or one half would get them all.
            placed[image] = (place + turn) % 2 == 0
    searched[:] = [placed[image] for image in images.tolist()]
    return searched


def search_slices(
    right: Array, groups: Sequence[CandidateGroup], searched: Array, *, smallest: int, most: int
) -> list[SliceTest]:
    """Test on one half what the other suggests.

    Of each row, the search takes the group that stands out most, leaves its samples out, and goes on among the rest:
    two names for the same failures are brought once.

    Args:
        right: [r, n] whether each row answered each sample rightly.
        searched: [n] the half to search in; see ``searched_half``.
        smallest: samples that a group must have in either half.
        most: groups to bring, of each row.
    """
    masks = _masks(groups, right.shape[1])
    # In both halves: a group that cannot be confirmed is not worth searching for.
    fit = (np.minimum(masks @ searched, masks @ ~searched) >= smallest).nonzero()[0]
    shown = masks[fit][:, searched.nonzero()[0]]
    pairs = [
        (row, int(fit[found])) for row in range(len(right)) for found in _brought(right[row][searched], shown, most)
    ]
    counts = [
        [half_count(right[row], groups[group].inside, half) for half in (searched, ~searched)] for row, group in pairs
    ]
    p_values = np.array([fisher_lower(confirmed) for _, confirmed in counts])
    return [
        SliceTest(row, group, first, second, p_value, p_adjusted)
        for (row, group), (first, second), p_value, p_adjusted in zip(
            pairs, counts, p_values.tolist(), holm(p_values).tolist(), strict=True
        )
    ]


def _masks(groups: Sequence[CandidateGroup], samples: int) -> Any:
    """[g, n] a 1 for each sample of each group. Sparse, since most groups are small."""
    from scipy.sparse import csr_array

    members = np.concatenate([group.members for group in groups]) if groups else np.zeros(0, dtype=int)
    ends = np.cumsum([0, *(len(group.members) for group in groups)])
    return csr_array((np.ones(len(members)), members, ends), shape=(len(groups), samples))


def _brought(right: Array, masks: Any, most: int) -> Iterator[int]:
    """Groups of one row that stand out in the searched half, the clearest first.

    Args:
        right: [h] in the searched half.
        masks: [g, h] a 1 for each sample of each group.
    """
    from scipy.stats import hypergeom

    left = np.ones(len(right))
    for _ in range(most if masks.shape[0] else 0):
        inside, inside_right = masks @ left, masks @ (left * right)
        # Fisher's exact test of all groups at once; scipy's own takes one table at a time.
        p_values = hypergeom.cdf(inside_right, left.sum(), (left * right).sum(), inside)
        # What is left of a group must still be most of it, or the group is the one that was taken before.
        p_values[inside < masks.sum(axis=1) / 2] = 1
        best = int(p_values.argmin())
        if p_values[best] > WORTH_TESTING:
            return
        yield best
        left = left * (1 - masks[[best]].toarray()[0])


def half_count(right: Array, inside: Array, half: Array) -> HalfCount:
    """Right answers [n] inside and outside of a group [n], in one half [n]."""
    inner, outer = right[half & inside], right[half & ~inside]
    return HalfCount(len(inner), int(inner.sum()), len(outer), int(outer.sum()))


def fisher_lower(count: HalfCount) -> float:
    """One-sided p-value of Fisher's exact test (1922): so few right answers in the group, or fewer, by chance."""
    whole, right = count.inside + count.outside, count.inside_right + count.outside_right
    # The lower tail of the hypergeometric distribution; scipy's own costs two seconds to import.
    fewer = np.arange(max(0, count.inside - (whole - right)), count.inside_right + 1)
    ways = log_ways(right, fewer) + log_ways(whole - right, count.inside - fewer) - log_ways(whole, count.inside)
    return min(1.0, float(np.exp(ways).sum()))
