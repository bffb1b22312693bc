"""Comparisons of rows: their counts and differences follow from the answers, what they say from their p-values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from pipeline.evaluation.consistency.published_answers import Contradiction, PublishedAnswers, share_right
from pipeline.evaluation.significance.multiple_testing import FAMILIES, adjusted, verdict
from pipeline.results.catalogue import EXACT
from pipeline.results.schemas.metrics import Comparison, Metrics, UnseenAccuracy

Judged = Comparison | UnseenAccuracy
"""What has a p-value, one adjusted for others, and a verdict."""


def comparison_contradictions(metrics: Metrics, answers: PublishedAnswers) -> Iterator[Contradiction]:
    """Counts and differences that do not follow from the answers of both rows."""
    several = {row.model for row in metrics.rows if row.draws > 1}
    for one in metrics.comparisons:
        if answers.tell_of(one.model, one.baseline):
            yield from _counts(one, answers)
            # Without draws.json nobody knows what a row with several draws comes to; and files of before, which have no
            # families, judged the released checkpoints alone.
            if one.family and not {one.model, one.baseline} & (several - answers.bits.keys()):
                yield from _difference(one, answers)
    yield from _unseen(metrics, answers)


def _counts(one: Comparison, answers: PublishedAnswers) -> Iterator[Contradiction]:
    """Of the released pair."""
    ours, theirs = answers.right(one.model), answers.right(one.baseline)
    pairs = {"only_model": ours & ~theirs, "only_baseline": theirs & ~ours, "both": ours & theirs}
    for field, inside in pairs.items():
        if getattr(one, field) != inside.sum():
            what = f"{field} against {one.baseline}"
            yield Contradiction(one.model, what, getattr(one, field), int(inside.sum()))


def _difference(one: Comparison, answers: PublishedAnswers) -> Iterator[Contradiction]:
    """Over draws, where a side has several."""
    ours, theirs = (_accuracy(model, answers) for model in (one.model, one.baseline))
    if not abs(one.difference - (ours - theirs)) <= EXACT:
        source = "draws.json" if answers.bits else "predictions.json"
        yield Contradiction(one.model, f"difference against {one.baseline}", one.difference, ours - theirs, source)


def _accuracy(model: str, answers: PublishedAnswers) -> float:
    """Mean over draws, where there are some."""
    if model in answers.bits:
        return float(np.mean([share_right(bits) for bits in answers.bits[model]]))
    return float(answers.right(model).mean())


def _unseen(metrics: Metrics, answers: PublishedAnswers) -> Iterator[Contradiction]:
    """Accuracies on unseen categories, and their differences from zero-shot."""
    tried: dict[str, list[float]] = {}
    for bits in answers.draws.unseen if answers.draws else ():
        tried.setdefault(bits.model, []).append(share_right(bits.right))
    for one in metrics.unseen:
        if one.model in tried and answers.tell_of(one.baseline):
            accuracy = float(np.mean(tried[one.model]))
            claims = {"accuracy": accuracy, "difference": accuracy - float(answers.right(one.baseline).mean())}
            for name, follows in claims.items():
                if not abs(getattr(one, name) - follows) <= EXACT:
                    what = f"{name} on unseen categories"
                    yield Contradiction(one.model, what, getattr(one, name), follows, "draws.json")


# ---------------------------------------------------------------- what they say


def judgement_contradictions(metrics: Metrics) -> Iterator[Contradiction]:
    """Adjusted p-values that do not follow from those of all families, and verdicts that do not follow from them."""
    families: dict[str, list[Judged]] = {}
    for one in metrics.comparisons:
        # Files of before judged each comparison as if it were the only one.
        if one.family and one.p_adjusted is not None:
            families.setdefault(one.family, []).append(one)
    # As they were counted: to the comparisons unseen categories are one family more, and to those the comparisons are
    # two, whether or not there are any.
    yield from _judged(list(families.values()), bool(metrics.unseen), metrics.confidence)
    yield from _judged([metrics.unseen], len(FAMILIES), metrics.confidence)


def _judged(families: Sequence[Sequence[Judged]], others: int, confidence: float) -> Iterator[Contradiction]:
    p_values = adjusted([[one.p_value for one in family] for family in families], others)
    for family, corrected in zip(families, p_values, strict=True):
        for one, follows in zip(family, corrected, strict=True):
            claimed = one.p_adjusted or 0.0
            # Of p-values with six digits; multiplied, they have as many.
            if not abs(claimed - follows) <= 1e-4 * follows:
                name = f"p_adjusted against {one.baseline}"
                yield Contradiction(one.model, name, claimed, follows, "the p-values of its family")
            said = verdict(one.difference, claimed, confidence=confidence)
            if one.verdict != said:
                yield Contradiction(one.model, f"verdict against {one.baseline}", one.verdict, said, "its p_adjusted")
