"""Views of the answers beyond accuracy: fewer candidates, other distractors, the doubtful samples left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array, hstack
from scipy.special import digamma

from pipeline.evaluation.intervals import SumsInterval, WeightedInterval
from pipeline.evaluation.outcomes import Outcome
from pipeline.evaluation.sample_table import Array, SampleTable
from pipeline.evaluation.statistics import ahead, log_ways
from pipeline.evaluation.sums import sparse_rows
from pipeline.evaluation.unseen_answers import means_by_kind, reached, widened
from pipeline.results.schemas.metrics import (
    CandidateAccuracy,
    RedrawnAccuracy,
    RiskCoverage,
)

COVERAGES = np.linspace(0.05, 1, 20)


def accuracy_by_candidates(
    outcomes: Sequence[Outcome], intervals_of: SumsInterval, share_of: Callable[[Array], tuple[float, float]]
) -> list[CandidateAccuracy]:
    """Accuracy of rows with 2, 3, … c candidates, over all ways of leaving distractors out.

    With m of c candidates left, a right caption of rank r wins if none of the r - 1 better distractors is among the
    m - 1 of c - 1 that stay: C(c - r, m - 1) of C(c - 1, m - 1) ways.

    Args:
        share_of: interval of the share of right answers [n].
    """
    if not outcomes:
        return []
    choices = outcomes[0].logits.shape[1]
    left, rank = np.arange(2, choices + 1), np.arange(1, choices + 1)
    wins = np.exp(log_ways(choices - rank[:, None], left - 1) - log_ways(choices - 1, left - 1))

    def accuracies(counts: Array) -> Array:
        by_row = counts.reshape(*counts.shape[:-1], len(outcomes), choices)
        # Over the samples that were counted: resamples of whole images differ in how many they hold.
        return (by_row @ wins / by_row.sum(-1, keepdims=True)).reshape(*counts.shape[:-1], -1)

    # How often each rank came is all that follows from a row; beside each other, as they meet the same resamples.
    def ranks_of(one: Outcome) -> csr_array:
        return sparse_rows([one.rank - 1], [np.ones(len(one.rank))], choices)

    each = [ranks_of(one) for one in outcomes]
    ranks = hstack(each, format="csr")
    found = accuracies(ranks.sum(axis=0)).reshape(len(outcomes), -1)
    kinds = [means_by_kind(one, own, ranks_of) for one, own in zip(outcomes, each, strict=True)]
    reach = reached(kinds, ranks.shape[0], accuracies, [share_of(one.right) for one in outcomes])
    ends = widened(intervals_of(ranks, accuracies).reshape(*found.shape, 2), reach)
    return [
        CandidateAccuracy(
            model=one.origin.model,
            candidates=left.tolist(),
            accuracy=accuracy.tolist(),
            interval=[(max(0.0, low), min(1.0, high)) for low, high in intervals.tolist()],
        )
        for one, accuracy, intervals in zip(outcomes, found, ends, strict=True)
    ]


def risk_coverages(
    outcomes: Sequence[Outcome], intervals_of: WeightedInterval, share_of: Callable[[Array], tuple[float, float]]
) -> list[RiskCoverage]:
    """Share of wrong picks among the samples that each row is surest of (El-Yaniv and Wiener 2010).

    Samples of equal published confidence have no order among them: where a coverage ends within such a group, the
    group's mean stands for the part that is in.

    Args:
        share_of: interval of the share of right answers [n].
    """
    if not outcomes:
        return []
    ranked = [_Ranked.of(one) for one in outcomes]
    samples = len(outcomes[0].correct)
    # Over every number of answered samples, so that it owes nothing to the grid that is drawn; of all rows at once,
    # since to draw the resamples takes as long as to use them.
    areas = [float(one.mean_risk(np.ones((1, samples)))[0]) for one in ranked]
    ends = intervals_of(lambda w: np.stack([one.mean_risk(w) for one in ranked], axis=1), samples)
    return [
        RiskCoverage(
            model=one.origin.model,
            coverage=COVERAGES.tolist(),
            risk=each.risk().tolist(),
            area=area,
            area_interval=_area_interval(one, each, (low, high), share_of(one.right)),
        )
        for one, each, area, (low, high) in zip(outcomes, ranked, areas, ends.tolist(), strict=True)
    ]


def _area_interval(
    outcome: Outcome, ranked: _Ranked, ends: tuple[float, float], accuracy: tuple[float, float]
) -> tuple[float, float]:
    least, most = accuracy
    right = outcome.right
    if right.all() or not right.any():
        # Confidence can say nothing of answers that were never seen, and the mean risk is then the share of errors.
        return 1 - most, 1 - least
    # With each accuracy that is possible, as `unseen_answers` has it for figures of sums.
    weights = [np.where(right, share / right.mean(), (1 - share) / (~right).mean()) for share in (most, least)]
    low, high = ranked.mean_risk(np.array(weights)).tolist()
    return max(0.0, min(low, ends[0])), min(1.0, max(high, ends[1]))


@dataclass(frozen=True)
class _Ranked:
    """The samples of a row, the surest first, in ``g`` groups of equal confidence."""

    wrong: Array
    """[n], in that order."""
    starts: Array
    """[g] where the groups begin."""
    counted: csr_array
    """[n, 2 g] of every sample, as it comes: a 1 in its group, and once more, g further, where it is wrong."""

    @classmethod
    def of(cls, outcome: Outcome) -> _Ranked:
        # Negated, since unique sorts upwards and the surest are to come first.
        _, group, sizes = np.unique(-outcome.confidence, return_inverse=True, return_counts=True)
        wrong, groups = ~outcome.right, len(sizes)
        counted = sparse_rows([group, groups + group], [np.ones(len(wrong)), wrong], 2 * groups)
        return cls(wrong[np.argsort(group, kind="stable")], np.cumsum(sizes) - sizes, counted)

    def risk(self) -> Array:
        """At each of ``COVERAGES``."""
        n = len(self.wrong)
        sizes = np.diff(self.starts, append=n)
        expected = (np.add.reduceat(self.wrong, self.starts, dtype=float) / sizes).repeat(sizes)
        taken = COVERAGES * n
        # A coverage is seldom a whole number of samples: between two, the next one is answered in part.
        return np.interp(taken, np.arange(n + 1), np.concatenate([[0], np.cumsum(expected)])) / taken

    def mean_risk(self, weights: Array) -> Array:
        """Mean share of wrong picks [b] among the surest 1, 2, … of all samples, each as often as it weighs in [b, n].

        Within a group of equal confidence the errors rise evenly, from E before it by e a sample: the share among k
        samples is then e + (E - e s) / k, with s the samples before the group, and the sum of 1 / k is a difference of
        digammas.
        """
        sizes, errors = np.split(weights @ self.counted, 2, axis=1)
        ends = np.cumsum(sizes, axis=1)
        before, passed = np.cumsum(errors, axis=1) - errors, ends - sizes
        # A group that a resample left out has no errors and no length, and its term is 0.
        each = errors / np.maximum(sizes, 1)
        # Looked up: of the same few whole numbers it would be computed a million times.
        table = digamma(np.arange(1, ends.max() + 2))
        sums = errors + (before - each * passed) * (table[ends.astype(int)] - table[passed.astype(int)])
        return np.asarray(sums.sum(axis=1) / ends[:, -1])


# ---------------------------------------------------------------- other distractors


class Redraws:
    """Test samples with other distractors: right captions of other test samples, of the categories that they replace.

    Every redraw shuffles the captions of a category, and a sample takes as many in a row as it had distractors of it,
    from a place of its own: so no distractor comes twice. Each stands at the answer position of the one that it
    replaces, and the right caption at its own. Where the categories of distractors are unknown, all samples are one
    category.

    Args:
        count: redraws, ``R``.
    """

    def __init__(self, table: SampleTable, count: int, seed: int) -> None:
        n, choices = table.flagged.shape
        labels, wanted = np.zeros(n, dtype=int), np.zeros((n, choices), dtype=int)
        if table.choice_labels is not None:
            labels, wanted = table.labels, table.choice_labels
        distractors = np.ones((n, choices), dtype=bool)
        distractors[np.arange(n), table.correct] = False
        # A mask is read row by row, and each row has c - 1 of them: the shape comes back as it was.
        wanted = wanted[distractors].reshape(n, choices - 1)
        self._labels, self._images, self._correct, self._distractors = labels, table.images, table.correct, distractors
        self._sizes = np.bincount(labels, minlength=len(table.categories))
        self.count, self._wanted, self._seed = count, wanted, seed

    @property
    def pairs(self) -> int:
        """Of an image and a caption, for each sample."""
        return self.count * self._wanted.shape[1]

    def __iter__(self) -> Iterator[Array]:
        """R times [n, c]: the sample whose caption each candidate is; at a distractor, the own one stands for none.

        Drawn anew each time, since all of them take a kilobyte for every sample and more.
        """
        wanted, sizes = self._wanted, self._sizes
        # A category of which no test sample is left offers no captions.
        usable = sizes[wanted] > 0
        earlier = np.tril(np.ones((wanted.shape[1], wanted.shape[1]), dtype=bool), -1)
        # How many distractors of its own category stand before each: its steps from the sample's start.
        order = _count_alike(wanted, earlier)
        several = _count_alike(wanted, np.ones_like(earlier))
        # Stable: other sorts order equal labels as they like, and redraws would be others on another machine.
        members = np.argsort(self._labels, kind="stable")
        first = np.concatenate([[0], np.cumsum(sizes)])[:-1]
        # An empty category would divide by nothing; what comes of it is blanked below.
        own, size = np.arange(len(wanted))[:, None], np.maximum(sizes[wanted], 1)
        rng = np.random.default_rng(self._seed)
        for _ in range(self.count):
            shuffled = np.concatenate([rng.permutation(part) for part in np.split(members, first[1:])])
            # Only the remainder by the category's size counts; from so wide a range all remainders are as likely.
            start = rng.integers(1 << 30, size=(len(wanted), len(sizes)))
            place = np.take_along_axis(start, wanted, axis=1) + order
            picked = shuffled[first[wanted] + place % size]
            # The image's own caption is no distractor: the one after the last takes its place.
            after = shuffled[first[wanted] + (place - order + several) % size]
            picked = np.where(self._images[picked] == self._images[own], after, picked)
            blank = ~usable | (self._images[picked] == self._images[own])
            candidates = np.tile(own, self._distractors.shape[1])
            # Row by row, as the mask was read above.
            candidates[self._distractors] = np.where(blank, own, picked).ravel()
            yield candidates

    def right(self, against: Array) -> Array:
        """[R, n] whether the right caption is picked.

        Args:
            against: [n, n] the sign of the score of sample j's caption less that of the own one, on the image of i;
                -1 for one that reads the same.
        """
        own = np.arange(len(against))[:, None]
        return np.stack([~ahead(against[own, each], self._correct).any(axis=1) for each in self])


def _count_alike(wanted: Array, among: Array) -> Array:
    """[n, k] how many of the values [n, k] beside each, and itself, are equal to it, among those that [k, k] says."""
    counts = np.zeros_like(wanted)
    for place, others in enumerate(among):
        counts[:, place] = (wanted[:, [place]] == wanted[:, others]).sum(axis=1)
    return counts


def redrawn(outcomes: Sequence[Outcome], confidence: float) -> list[RedrawnAccuracy]:
    """What the rows come to among redrawn distractors, and against their backbone's zero-shot row in each redraw."""
    tried = [(one, one.redrawn) for one in outcomes if one.redrawn is not None]
    plain = {one.origin.backbone: (one, each) for one, each in tried if one.is_plain}
    found = []
    for one, right in tried:
        base = None if one.is_plain else plain.get(one.origin.backbone)
        accuracies = right / len(one.correct)
        # Redraw by redraw: both rows met the same distractors there, and most of the spread is common to them. Of
        # counts, whose difference is exact: of shares, rounding would leave 1e-17.
        differences = None if base is None else (right - base[1]) / len(one.correct)
        found.append(
            RedrawnAccuracy(
                model=one.origin.model,
                redraws=len(accuracies),
                accuracy=float(accuracies.mean()),
                interval=_most(accuracies, confidence),
                baseline=None if base is None else base[0].origin.model,
                difference=None if differences is None else float(differences.mean()),
                difference_interval=None if differences is None else _most(differences, confidence),
            )
        )
    return found


def _most(values: Array, share: float) -> tuple[float, float]:
    """The interval in which at least this share of the values lies, with their mean."""
    tail, mean = (1 - share) / 2, float(values.mean())
    # Outwards, since between two of a few values there is none, and less than the share would lie inside.
    low, high = np.quantile(values, tail, method="lower"), np.quantile(values, 1 - tail, method="higher")
    # Where nearly all redraws agree, the few others are all cut off, and draw the mean out of what is left.
    return min(float(low), mean), max(float(high), mean)
