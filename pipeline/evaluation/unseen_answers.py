"""How far figures may lie where a bootstrap has hardly a wrong answer to draw, or none.

A resample holds what the sample holds: where all answers are right every resample is as good, and where one of twenty
is wrong a third of them know no error. How many answers may be wrong, whatever was seen, the accuracy's interval says
(Wilson 1927). So every figure is computed again with each accuracy within it, the right answers and the wrong ones
weighted to that accuracy, each kind as it was seen; and an interval reaches at least as far as these figures. So are
means of values many of which are nil taken apart, into how many are and what the others come to (Zou, Taleban and Huo,
Computational Statistics and Data Analysis 53, 2009; they join both widths, here the wider counts, since a bootstrap
holds both). With many answers of both kinds the bootstrap reaches as far itself.

Where no answer is wrong, wrong ones are made up, the likeliest for each sample: its strongest distractor in the place
of the right caption. So too where none is right. `benchmarks/figures.py` has the coverage.

Shapes: ``n`` samples, ``q`` sums that a row's figures are made from, ``r`` rows, ``s`` figures of each.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from scipy.sparse import csr_array

from pipeline.evaluation.outcomes import Outcome
from pipeline.evaluation.sample_table import Array

STEPS = 41
"""Accuracies that are tried: a calibration error may be less between the ends of their interval than at both."""


def means_by_kind(outcome: Outcome, counted: csr_array, count: Callable[[Outcome], csr_array]) -> Array:
    """[2, q] what a right answer and a wrong one add to the sums of a row; made up where there are none of a kind.

    Args:
        counted: [n, q] what each sample adds.
        count: the same of other answers.
    """
    kinds = outcome.right, ~outcome.right
    if not all(kind.any() for kind in kinds):
        other = exchanged(outcome)
        # A sample may have no distractor that the model can tell from the right caption: no answer to it is wrong.
        able = (other.right != outcome.right) & np.isfinite(other.log_loss)
        if not able.any():
            return np.stack([np.asarray(counted.mean(axis=0))] * 2)
        made_up = _mean(count(other), able)
    return np.stack([_mean(counted, kind) if kind.any() else made_up for kind in kinds])


def _mean(counted: csr_array, inside: Array) -> Array:
    # Without the other rows, not with a weight of 0: that times an infinite loss would be no number.
    return np.asarray(counted[inside].mean(axis=0))


def exchanged(outcome: Outcome) -> Outcome:
    """The same answers, had the right caption and its strongest distractor scored as the other one did."""
    rows, correct = np.arange(len(outcome.correct)), outcome.correct
    others = outcome.logits.copy()
    others[rows, correct] = -np.inf
    strongest, logits = others.argmax(axis=1), outcome.logits.copy()
    logits[rows, correct], logits[rows, strongest] = outcome.logits[rows, strongest], outcome.logits[rows, correct]
    return replace(outcome, logits=logits)


def reached(
    kinds: Sequence[Array], samples: int, figures: Callable[[Array], Array], accuracies: Sequence[tuple[float, float]]
) -> Array:
    """Least and greatest figures [r, s, 2] of each row with the accuracies that its interval allows.

    Args:
        kinds: ``means_by_kind`` of each row.
        figures: sums [b, r x q] over so many samples to [b, r x s].
        accuracies: their interval, of each row.
    """
    steps = np.linspace(0, 1, STEPS)[:, None]
    shares = [low + steps * (high - low) for low, high in accuracies]
    tried = [
        samples * (share * right + (1 - share) * wrong) for share, (right, wrong) in zip(shares, kinds, strict=True)
    ]
    found = figures(np.concatenate(tried, axis=1)).reshape(STEPS, len(kinds), -1)
    return np.stack([found.min(axis=0), found.max(axis=0)], axis=-1)


def widened(ends: Array, reach: Array) -> Array:
    """Intervals [..., 2] that reach at least as far as others."""
    return np.stack([np.minimum(ends[..., 0], reach[..., 0]), np.maximum(ends[..., 1], reach[..., 1])], axis=-1)
