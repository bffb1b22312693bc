"""Figures that follow from sums over samples: F1, calibration, log loss, reciprocal rank; of all rows at once.

Every sample is counted once, and every figure is a function of the summed counts. So a resample of the test set is a
weighted sum of the same counts, and a figure and its bootstrap cannot disagree on what they count. A sample adds to one
bin and to one or two categories of many: counts are sparse, or they would take more memory than all else together.

Shapes: ``n`` samples, ``k`` categories, ``r`` rows, ``q`` sums that a row's figures are made from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np
from scipy.sparse import csr_array, hstack

from pipeline.evaluation.outcomes import FromLogits, Outcome
from pipeline.evaluation.sample_table import Array, SampleTable
from pipeline.evaluation.unseen_answers import means_by_kind

FIGURES = ("mrr", "nll", "brier", "ece", "nll_scaled", "brier_scaled", "ece_scaled", "f1_macro", "f1_weighted")
"""In the order of ``Sums.figures``."""


class Sums:
    """What every sample adds to the sums of every row, and the figures of the sums.

    Args:
        outcomes: the ``r`` rows, on the same samples.
        bins: of the reliability tables.
    """

    def __init__(self, outcomes: Sequence[Outcome], table: SampleTable, bins: int) -> None:
        self._rows, self._bins, self._categories = len(outcomes), bins, len(table.categories)
        counted = [_counted(one, table, bins) for one in outcomes]
        self.kinds = [
            means_by_kind(one, each, partial(_counted, table=table, bins=bins))
            for one, each in zip(outcomes, counted, strict=True)
        ]
        """Of every row: what a right answer adds, and what a wrong one."""
        # Rows beside each other and not one by one: a resample's weights then multiply all rows at once.
        self.counted: csr_array = hstack(counted, format="csr")
        """[n, r x q]: flat, since a bootstrap multiplies it by the weights [b, n] of many resamples."""

    def figures(self, sums: Array) -> Array:
        """Sums [..., r x q] to figures [..., r x 9], those of one row together."""
        reciprocal, plain, scaled, captions = self._parts(sums)
        figures = [reciprocal]
        for losses, bins in (plain, scaled):
            # A row without a temperature has empty bins throughout: 0 / 0, and its figure is never shown.
            with np.errstate(invalid="ignore"):
                figures += [losses, calibration_error(bins)[..., None]]
        f1 = f1_of(captions)
        found = np.concatenate([*figures, f1.macro[..., None], f1.weighted[..., None]], axis=-1)
        return found.reshape(*sums.shape[:-1], -1)

    def gaps_apart(self, sums: Array) -> Array:
        """[..., r x 2] how far the gaps that calibration errors are made of lie from those of all samples, together:
        before and after the temperature.

        A calibration error adds up gaps without their sign, and so what chance did to each of them. It lies above the
        true one by this sum at most, with the gaps of the truth in the place of those of all samples.
        """
        with np.errstate(invalid="ignore"):  # empty bins throughout, as for `figures`
            found = [
                np.abs(signed_gaps(bins) - signed_gaps(whole)).sum(-1)
                for (_, bins), (_, whole) in zip(self._parts(sums)[1:3], self._parts(self._whole)[1:3], strict=True)
            ]
        return np.stack(found, axis=-1).reshape(*sums.shape[:-1], -1)

    @cached_property
    def values(self) -> Array:
        """[r, 9] the figures on all samples."""
        return self.figures(self._whole).reshape(self._rows, len(FIGURES))

    @cached_property
    def f1(self) -> CaptionF1:
        """Of every row: [r, k] by category; NaN where the captions' categories are unknown."""
        return f1_of(self._parts(self._whole)[-1])

    @cached_property
    def reliability(self) -> list[tuple[Reliability, Reliability]]:
        """Of every row, before and after its temperature; the latter is empty where none was fitted."""
        _, (_, plain), (_, scaled), _ = self._parts(self._whole)
        return [(reliability(before), reliability(after)) for before, after in zip(plain, scaled, strict=True)]

    @cached_property
    def _whole(self) -> Array:
        return np.asarray(self.counted.sum(axis=0))

    def _parts(self, sums: Array) -> tuple[Array, tuple[Array, Array], tuple[Array, Array], Array]:
        """Mean reciprocal rank [..., r, 1]; mean losses [..., r, 2] and bins [..., r, 3, bins], before and after the
        temperature; caption counts [..., r, 3, k]."""
        by_row = sums.reshape(*sums.shape[:-1], self._rows, -1)
        each = 2 + 3 * self._bins
        # In the order in which `_counted` stacks them. The first counts samples: resamples of images vary in size.
        samples, reciprocal, plain, scaled, captions = np.split(by_row, np.cumsum([1, 1, each, each]), axis=-1)

        def calibration(part: Array) -> tuple[Array, Array]:
            return part[..., :2] / samples, part[..., 2:].reshape(*part.shape[:-1], 3, self._bins)

        captions = captions.reshape(*captions.shape[:-1], 3, self._categories)
        return reciprocal / samples, calibration(plain), calibration(scaled), captions


def _counted(outcome: Outcome, table: SampleTable, bins: int) -> csr_array:
    """[n, q] what every sample adds to the sums of one row, in the order of ``Sums._parts``."""
    n, categories = len(outcome.correct), len(table.categories)
    # The reciprocal rank itself is summed: a mean of ranks would be ruled by a few hopeless samples.
    parts = [csr_array(np.stack([np.ones(n), 1 / outcome.rank], axis=1))]
    answers: Sequence[FromLogits | None] = (outcome, outcome.scaled)
    for one in answers:
        if one is None:
            parts.append(csr_array((n, 2 + 3 * bins)))
        else:
            parts.append(csr_array(np.stack([one.log_loss, one.brier], axis=1)))
            parts.append(bin_counts(one.confidence, outcome.right, bins))
    if (picked := table.picked_labels(outcome.chosen)) is None:
        parts.append(csr_array((n, 3 * categories)))
    else:
        parts.append(caption_counts(table.labels, picked, outcome.right, categories))
    return hstack(parts, format="csr")


def sparse_rows(columns: Sequence[Array], values: Sequence[Array], width: int) -> csr_array:
    """[n, width] of the few ``values`` [n] in every row, each in its column [n]; 0 elsewhere."""
    starts = np.arange(0, len(columns) * len(columns[0]) + 1, len(columns))
    stacked = np.stack(values, axis=1, dtype=np.float64).ravel(), np.stack(columns, axis=1).ravel()
    return csr_array((*stacked, starts), shape=(len(columns[0]), width))


# ---------------------------------------------------------------- calibration


@dataclass(frozen=True)
class Reliability:
    """Samples by how sure their pick was; NaN stands for the mean of an empty bin."""

    edges: Array
    """[bins + 1]."""
    samples: Array
    """[bins]."""
    confidence: Array
    """[bins] mean probability of the pick."""
    accuracy: Array
    """[bins]."""


def bin_of(confidence: Array, bins: int) -> Array:
    """The bin [n] of each confidence [n]."""
    edges = np.linspace(0, 1, bins + 1)
    # From the left for (low, high]; the clip puts a confidence of exactly 0 into the first bin.
    return np.asarray(np.clip(np.searchsorted(edges, confidence, side="left") - 1, 0, bins - 1))


def bin_counts(confidence: Array, right: Array, bins: int) -> csr_array:
    """[n, 3 x bins] of every sample: 1, its confidence and whether it was right, in its bin.

    Bins have equal width and are open below: (low, high].

    Args:
        confidence: [n] probability of the pick.
        right: [n] whether it was right.
    """
    place = bin_of(confidence, bins)
    return sparse_rows(
        [place, bins + place, 2 * bins + place], [np.ones(len(confidence)), confidence, right], width=3 * bins
    )


def reliability(counts: Array) -> Reliability:
    """How often picks of each confidence were right, of summed ``bin_counts`` [3, bins]."""
    samples, confident, correct = counts
    edges = np.linspace(0, 1, counts.shape[1] + 1)
    with np.errstate(invalid="ignore"):
        return Reliability(edges, samples.astype(int), confident / samples, correct / samples)


def calibration_error(counts: Array) -> Array:
    """ECE [...] (Naeini et al. 2015; Guo et al. 2017) of summed ``bin_counts`` [..., 3, bins]: the mean gap between
    confidence and accuracy, bins weighted by samples."""
    return np.asarray(np.abs(signed_gaps(counts)).sum(-1))


def signed_gaps(counts: Array) -> Array:
    """Confidence less accuracy [..., bins] of summed ``bin_counts`` [..., 3, bins], each bin's as its share of the
    samples."""
    samples, confident, correct = counts[..., 0, :], counts[..., 1, :], counts[..., 2, :]
    return np.asarray((confident - correct) / samples.sum(-1, keepdims=True))


# ---------------------------------------------------------------- F1 by category


@dataclass(frozen=True)
class CaptionF1:
    """Caption-level F1; NaN for a category that was neither there nor picked."""

    by_category: Array
    """[..., k]."""
    macro: Array
    """[...], like the two below."""
    micro: Array
    weighted: Array


def caption_counts(labels: Array, picked_labels: Array, right: Array, categories: int) -> csr_array:
    """[n, 3 x k] of every sample: its true positive, its false negative, its false positive, by category.

    For category c, a true positive is a sample of c whose right caption was picked, a false negative one where
    it was not, and a false positive a wrong pick of a caption that belongs to c.

    Args:
        labels: [n] category of the sample.
        picked_labels: [n] category of the caption picked.
        right: [n] whether it was the right caption.
    """
    own = labels + np.where(right, 0, categories)
    return sparse_rows([own, picked_labels + 2 * categories], [np.ones(len(labels)), ~right], width=3 * categories)


def f1_of(counts: Array) -> CaptionF1:
    """F1 of summed ``counts`` [..., 3, k]. A wrong pick is one false negative and one false positive, so micro F1
    equals accuracy."""
    true, missed, false = counts[..., 0, :], counts[..., 1, :], counts[..., 2, :]
    every, support = 2 * true + missed + false, true + missed
    with np.errstate(invalid="ignore", divide="ignore"):
        each = 2 * true / every
        # 0 / 0 is a category that was neither there nor picked: it counts in no mean.
        known = np.nan_to_num(each)
        return CaptionF1(
            each,
            # Over the categories of this resample: one that it missed is none of its.
            macro=np.nan_to_num(known.sum(-1) / (every > 0).sum(-1)),
            micro=np.nan_to_num(2 * true.sum(-1) / every.sum(-1)),
            weighted=np.nan_to_num((known * support).sum(-1) / support.sum(-1)),
        )


def caption_f1(labels: Array, picked_labels: Array, right: Array, categories: int) -> CaptionF1:
    """F1 per category at caption level of ``n`` samples, [k]; for what is counted see ``caption_counts``."""
    return f1_of(caption_counts(labels, picked_labels, right, categories).sum(axis=0).reshape(3, categories))
