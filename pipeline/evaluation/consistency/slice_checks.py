"""slices.json: its halves, counts and p-values follow from the answers and from which samples a group has."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from pipeline.evaluation.consistency.leaf_differences import differing_leaves
from pipeline.evaluation.consistency.published_answers import PublishedAnswers
from pipeline.evaluation.consistency.published_run import Contradiction, PublishedRun
from pipeline.evaluation.failures.slice_search import HalfCount, fisher_lower, half_count
from pipeline.results.schemas.draws import from_bits
from pipeline.results.schemas.slices import ErrorSlice, HalfFigures


def slice_contradictions(published: PublishedRun, answers: PublishedAnswers) -> Iterator[Contradiction]:
    """Every figure of a group that its samples do not have."""
    if not (slices := published.slices):
        return
    assert published.metrics
    if slices.confidence != (confidence := published.metrics.confidence):
        yield Contradiction("all groups", "confidence", slices.confidence, confidence, "metrics.json", "slices.json")
    searched, least = from_bits(slices.searched), 0.0
    for number, one in enumerate(slices.slices):
        inside = np.zeros(len(answers.samples), dtype=bool)
        inside[one.samples] = True
        right = answers.outcome(one.model).right
        first, second = half_count(right, inside, searched), half_count(right, inside, ~searched)
        p_value = fisher_lower(second)
        # The surest stand first, and all that were confirmed are surer than the others that were tested (Holm 1979).
        least = min(1.0, max(least, (slices.tested - number) * p_value))
        follows = one.model_copy(
            update={
                "searched": _as_figures(first),
                "confirmed": _as_figures(second),
                "p_value": p_value,
                "p_adjusted": least,
                "samples": np.flatnonzero(_members(one, inside, answers)).tolist(),
            }
        )
        # Sums of tails: as many digits as the logarithms of factorials have.
        for name, said, meant in differing_leaves(one, follows, lambda name, value: 1e-9 * value):
            yield Contradiction(one.model, f"{name} of {one.about} {one.value}", said, meant, file="slices.json")


def _members(one: ErrorSlice, inside: np.ndarray, answers: PublishedAnswers) -> np.ndarray:
    """The group's samples, where docs/data says which these are; of other groups those that are named."""
    if one.about != "category":
        return inside
    return np.array([sample.label == one.value for sample in answers.samples])


def _as_figures(count: HalfCount) -> HalfFigures:
    return HalfFigures(
        samples=count.inside, right=count.inside_right, others=count.outside, others_right=count.outside_right
    )
