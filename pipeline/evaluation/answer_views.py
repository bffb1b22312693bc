"""Views of the answers beyond accuracy: with fewer candidates, and with the doubtful samples left out."""

from __future__ import annotations

import numpy as np
from scipy.special import gammaln

from pipeline.evaluation.intervals import Resampling, bootstrap_intervals
from pipeline.evaluation.outcomes import Outcome
from pipeline.evaluation.sample_table import Array
from pipeline.results.schemas.metrics import CandidateAccuracy, RiskCoverage

COVERAGES = np.linspace(0.05, 1, 20)


def accuracy_by_candidates(outcome: Outcome, images: Array, how: Resampling) -> CandidateAccuracy:
    """Accuracy with 2, 3, … c candidates, over all ways of leaving distractors out.

    With m of c candidates left, a right caption of rank r wins if none of the r - 1 better distractors is among the
    m - 1 of c - 1 that stay: C(c - r, m - 1) of C(c - 1, m - 1) ways.

    Args:
        images: [n] the image of each sample.
    """
    choices = outcome.logits.shape[1]
    left = np.arange(2, choices + 1)
    wins = np.exp(_log_ways(choices - outcome.rank[:, None], left - 1) - _log_ways(choices - 1, left - 1))
    ends = bootstrap_intervals(
        np.hstack([wins, np.ones((len(wins), 1))]), lambda sums: sums[..., :-1] / sums[..., -1:], how, images
    )
    return CandidateAccuracy(
        model=outcome.origin.model,
        candidates=left.tolist(),
        accuracy=wins.mean(axis=0).tolist(),
        interval=[(max(0.0, low), min(1.0, high)) for low, high in ends.tolist()],
    )


def _log_ways(of: Array | int, some: Array) -> Array:
    """Logarithm of the binomial coefficient; minus infinity where there are not that many."""
    of, some = np.broadcast_arrays(np.asarray(of, dtype=float), np.asarray(some, dtype=float))
    enough = of >= some
    ways = gammaln(of + 1) - gammaln(some + 1) - gammaln(np.where(enough, of - some, 0) + 1)
    return np.where(enough, ways, -np.inf)


def risk_coverage(outcome: Outcome) -> RiskCoverage:
    """Share of wrong picks among the samples that the row is surest of (El-Yaniv and Wiener 2010).

    Samples of equal published confidence have no order among them: where a coverage ends within such a group, the
    group's mean stands for the part that is in.
    """
    confidence, wrong = outcome.confidence, ~outcome.right
    _, group = np.unique(-confidence, return_inverse=True)
    sizes = np.bincount(group)
    expected = (np.bincount(group, weights=wrong) / sizes).repeat(sizes)
    errors = np.concatenate([[0], np.cumsum(expected)])
    answered = np.arange(len(errors))
    taken = COVERAGES * len(wrong)
    risk = np.interp(taken, answered, errors) / taken
    return RiskCoverage(
        model=outcome.origin.model,
        coverage=COVERAGES.tolist(),
        risk=risk.tolist(),
        area=float((errors[1:] / answered[1:]).mean()),
    )
