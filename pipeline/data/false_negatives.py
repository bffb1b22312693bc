"""Distractors that are true of the image: wrong only on paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from pipeline.data.datasets.verified import VerifiedPositives
from pipeline.data.samples import Sample, TrueDistractor, bare, normalised
from pipeline.evaluation.sample_table import Array
from pipeline.results.schemas.metrics import FalseNegative


def true_distractors(sample: Sample, verified: VerifiedPositives) -> Iterator[TrueDistractor]:
    """The sample's distractors that are right as well, each with the plainest reason."""
    right = normalised(sample.choices[sample.correct])
    positives = verified.get(bare(sample.id), frozenset())
    for choice, caption in enumerate(sample.choices):
        if choice == sample.correct:
            continue
        if normalised(caption) == right:
            yield choice, "equal caption"
        elif sample.choice_image_ids and bare(sample.choice_image_ids[choice]) == bare(sample.id):
            yield choice, "caption of the same image"
        elif normalised(caption) in positives:
            yield choice, "verified positive"


def false_negatives(samples: Sequence[Sample]) -> list[FalseNegative]:
    """The true distractors of all samples, as metrics.json names them."""
    return [
        FalseNegative(id=sample.id, choice=choice, reason=reason)
        for sample in samples
        for choice, reason in sample.true_distractors
    ]


def flags(samples: Sequence[Sample]) -> Array:
    """[n, c] booleans: the true distractors of each sample."""
    mask = np.zeros((len(samples), max((len(sample.choices) for sample in samples), default=0)), dtype=bool)
    for row, sample in enumerate(samples):
        for choice, _ in sample.true_distractors:
            mask[row, choice] = True
    return mask
