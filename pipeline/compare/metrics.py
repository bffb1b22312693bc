"""How each metric of each row changed, and whether that is more than noise.

Accuracy and log loss are paired: only samples that both sides have, each against itself. A metric whose values
per sample no artifact holds gets no interval, and says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from pipeline.artifacts import Interval, MetricsRow
from pipeline.compare.report import MetricChange, Verdict
from pipeline.compare.samples import Answers, Joined
from pipeline.compare.sides import Pair
from pipeline.settings import Evaluation
from pipeline.statistics import mcnemar_exact, paired_interval, verdict

DIRECTIONS: dict[str, Literal["higher", "lower"]] = {
    "accuracy": "higher",
    "f1_macro": "higher",
    "f1_micro": "higher",
    "f1_weighted": "higher",
    "accuracy_mean": "higher",
    "accuracy_sd": "lower",
    "mrr": "higher",
    "top3": "higher",
    "cleaned_accuracy": "higher",
    "nll": "lower",
    "brier": "lower",
    "ece": "lower",
    "nll_scaled": "lower",
    "brier_scaled": "lower",
    "ece_scaled": "lower",
}
"""Which way is better, for every metric of a row."""

# Artifacts are rounded to six significant digits.
ROUNDING = 2e-6
# The smallest probability whose logarithm is taken: a stored 0 stands for anything below it.
SMALLEST = 1e-12

ORDER = {word: rank for rank, word in enumerate(get_args(Verdict))}


@dataclass(frozen=True)
class Tested:
    """A difference with what is known of its noise."""

    difference: float
    interval: Interval
    p_value: float
    samples: int


def metric_changes(pair: Pair, joined: Joined | None, how: Evaluation) -> list[MetricChange]:
    """Every metric of every row of either side, most important first."""
    changes: list[MetricChange] = []
    for model in dict.fromkeys([*pair.head.rows, *pair.base.rows]):
        base, head = pair.base.rows.get(model), pair.head.rows.get(model)
        if base and head:
            changes += _row_changes(model, base, head, joined, how)
        else:
            changes += _one_sided(model, base, head)
    names = list(DIRECTIONS)
    return sorted(changes, key=lambda change: (ORDER[change.verdict], names.index(change.metric)))


def _one_sided(model: str, base: MetricsRow | None, head: MetricsRow | None) -> list[MetricChange]:
    word: Verdict = "new" if head else "vanished"
    return [
        MetricChange(
            model=model, metric=metric, base=getattr(base, metric, None), head=getattr(head, metric, None),
            difference=None, interval=None, p_value=None, samples=None, verdict=word,
            reason=f"the row is only in {'head' if head else 'base'}",
        )
        for metric in DIRECTIONS
        if getattr(head or base, metric) is not None
    ]  # fmt: skip


def _row_changes(
    model: str, base: MetricsRow, head: MetricsRow, joined: Joined | None, how: Evaluation
) -> list[MetricChange]:
    answers = joined.answers(model) if joined and model in joined.models() else None
    blocked = joined.facts.reason if joined else "no predictions.json on a side"
    if not blocked and answers is None:
        blocked = "the row's predictions are missing on a side"
    tests: dict[str, Tested | None] = {}
    if answers and not blocked:
        tests["accuracy"] = tests["f1_micro"] = _accuracy_test(*answers, how)
        tests["nll"] = _log_loss_test(*answers, how)
    tests["accuracy_mean"] = _draws_test(base.draw_accuracy, head.draw_accuracy, how)
    return [
        _judged(model, metric, getattr(base, metric), getattr(head, metric), tests, blocked, how)
        for metric in DIRECTIONS
    ]


def _judged(
    model: str, metric: str, base: float | None, head: float | None,
    tests: dict[str, Tested | None], blocked: str, how: Evaluation,
) -> MetricChange:  # fmt: skip
    test = tests.get(metric)
    difference = None if base is None or head is None else head - base
    word, reason = _verdict(metric, base, head, test, blocked, how)
    if test is None or difference is None:
        return MetricChange(
            model=model, metric=metric, base=base, head=head, difference=difference, interval=None,
            p_value=None, samples=None, verdict=word, reason=reason,
        )  # fmt: skip
    return MetricChange(
        model=model, metric=metric, base=base, head=head, difference=test.difference, interval=test.interval,
        p_value=test.p_value, samples=test.samples, verdict=word, reason=reason,
    )  # fmt: skip


def _verdict(
    metric: str, base: float | None, head: float | None, test: Tested | None, blocked: str, how: Evaluation
) -> tuple[Verdict, str]:
    if base is None and head is None:
        return "unchanged", "not a number on either side"
    if head is None:
        return "vanished", "head has null: not measured, or not a number"
    if base is None:
        return "new", "base has null: not measured, or not a number"
    if test is None:
        if abs(head - base) <= ROUNDING * abs(base):
            return "unchanged", ""
        if blocked:
            return "not comparable", blocked
        return "no interval", "no artifact holds its values per sample"
    if test.difference == 0 and test.interval == (0, 0):
        return "unchanged", ""
    sign = 1 if DIRECTIONS[metric] == "higher" else -1
    low, high = sorted(sign * bound for bound in test.interval)
    word = verdict(sign * test.difference, (low, high), test.p_value, confidence=how.confidence)
    return {"better": "improvement", "worse": "regression"}.get(word, "within noise"), ""  # type: ignore[return-value]


def _accuracy_test(base: Answers, head: Answers, how: Evaluation) -> Tested:
    difference = head.right.astype(float) - base.right
    interval = paired_interval(difference, confidence=how.confidence, resamples=how.bootstrap, seed=how.seed)
    p_value = mcnemar_exact(int((difference > 0).sum()), int((difference < 0).sum()))
    return Tested(float(difference.mean()), interval, p_value, len(difference))


def _log_loss_test(base: Answers, head: Answers, how: Evaluation) -> Tested | None:
    """Paired over the samples whose probability is a number on both sides."""
    known = ~(np.isnan(base.probability) | np.isnan(head.probability))
    before, after = (-np.log(np.maximum(side.probability[known], SMALLEST)) for side in (base, head))
    return _paired_t(before, after, how)


def _draws_test(base: list[float], head: list[float], how: Evaluation) -> Tested | None:
    """Over the draws: draw i of both sides shares its support images, so each is its own control."""
    if len(base) != len(head) or any(value is None for value in [*base, *head]):
        return None
    return _paired_t(np.array(base), np.array(head), how)


def _paired_t(before: NDArray[Any], after: NDArray[Any], how: Evaluation) -> Tested | None:
    """Student's paired t (1908): interval and p of a mean difference; None below two pairs."""
    from scipy.stats import ttest_rel

    difference = after - before
    if len(difference) < 2:
        return None
    mean = float(difference.mean())
    if np.ptp(difference) == 0:
        return Tested(mean, (mean, mean), 1.0 if mean == 0 else 0.0, len(difference))
    found = ttest_rel(after, before)
    low, high = found.confidence_interval(how.confidence)
    return Tested(mean, (float(low), float(high)), float(found.pvalue), len(difference))
