"""Comparisons of rows in files of before: their counts and differences follow from the answers, what they say from
their p-values. Those of today's files are made anew as a whole, by ``recomputation``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.evaluation.consistency.leaf_differences import differing_leaves
from pipeline.evaluation.consistency.published_answers import PublishedAnswers
from pipeline.evaluation.consistency.published_run import Contradiction
from pipeline.evaluation.significance.multiple_testing import FAMILIES, adjusted, verdict
from pipeline.results.schemas.metrics import Comparison, Metrics, RedrawnAccuracy, UnseenAccuracy

Judged = Comparison | UnseenAccuracy
"""What has a p-value, one adjusted for others, and a verdict."""


def comparison_contradictions(metrics: Metrics, answers: PublishedAnswers) -> Iterator[Contradiction]:
    """Counts, accuracies and differences that do not follow from the answers of both rows."""
    # Once for each row: it is compared with many.
    rows = {model: answers.outcome(model) for model in answers.rows if model in answers.place}
    found: list[tuple[Judged | RedrawnAccuracy, dict[str, object], str]] = []
    for one in metrics.comparisons:
        if {one.model, one.baseline} <= rows.keys():
            ours, theirs = rows[one.model], rows[one.baseline]
            follows: dict[str, object] = {
                "only_model": int((ours.right & ~theirs.right).sum()),
                "only_baseline": int((theirs.right & ~ours.right).sum()),
                "both": int((ours.right & theirs.right).sum()),
            }
            # Files without families judged the released checkpoints alone.
            if one.family and all(map(answers.tells_of_draws, (one.model, one.baseline))):
                follows["difference"] = ours.accuracy - theirs.accuracy
            found.append((one, follows, f" against {one.baseline}"))
    for each in metrics.unseen:
        tried = rows[each.model].unseen if each.model in rows else None
        if tried is not None and each.baseline in rows:
            accuracy = float(tried.mean())
            difference = accuracy - rows[each.baseline].accuracy
            found.append((each, {"accuracy": accuracy, "difference": difference}, " on unseen categories"))
    for among in metrics.redrawn:
        right = rows[among.model].redrawn if among.model in rows else None
        if right is not None and len(right):
            found.append((among, {"accuracy": float(right.mean()) / len(answers.samples)}, " over redraws"))
    for claimed, values, where in found:
        for name, said, meant in differing_leaves(claimed, claimed.model_copy(update=values), lambda *_: 0.0):
            yield Contradiction(claimed.model, f"{name}{where}", said, meant, "draws.json")


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
