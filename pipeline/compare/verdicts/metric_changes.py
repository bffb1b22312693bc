"""How each metric of each row changed, and whether that is more than noise.

Accuracy and log loss are paired: only samples that both sides have, each against itself. A metric whose values
per sample no artifact holds gets no interval, and says so.
"""

from __future__ import annotations

from typing import get_args

from pipeline.compare.inputs.joining import Joined
from pipeline.compare.inputs.sides import Pair
from pipeline.compare.report import ChangeVerdict, MetricChange
from pipeline.compare.verdicts.evidence import Evidence, gather
from pipeline.compare.verdicts.noise import Tested
from pipeline.evaluation.statistics import verdict
from pipeline.results.catalogue import BY_FIELD
from pipeline.results.schemas.metrics import MetricsRow
from pipeline.settings import Evaluation

# Artifacts are rounded to six significant digits.
ROUNDING = 2e-6
# Half a unit of the last decimal that a reader sees.
DISPLAYED = 5e-5

ORDER = {word: rank for rank, word in enumerate(get_args(ChangeVerdict))}


def metric_changes(pair: Pair, joined: Joined | None, how: Evaluation) -> list[MetricChange]:
    """Every metric of every row of either side, most important first."""
    changes: list[MetricChange] = []
    for model in dict.fromkeys([*pair.head.rows, *pair.base.rows]):
        base, head = pair.base.rows.get(model), pair.head.rows.get(model)
        if base and head:
            evidence = gather(model, base, head, joined, pair, how)
            changes += [
                _judged(model, metric, getattr(base, metric), getattr(head, metric), evidence, how)
                for metric in BY_FIELD
            ]
        else:
            changes += _one_sided(model, base, head)
    names = list(BY_FIELD)
    return sorted(changes, key=lambda change: (ORDER[change.verdict], names.index(change.metric)))


def _one_sided(model: str, base: MetricsRow | None, head: MetricsRow | None) -> list[MetricChange]:
    word: ChangeVerdict = "new" if head else "vanished"
    return [
        MetricChange(
            model=model, metric=metric, base=getattr(base, metric, None), head=getattr(head, metric, None),
            difference=None, interval=None, p_value=None, samples=None, verdict=word,
            reason=f"the row is only in {'head' if head else 'base'}", whole_row=True,
        )
        for metric in BY_FIELD
        if getattr(head or base, metric) is not None
    ]  # fmt: skip


def _judged(
    model: str, metric: str, base: float | None, head: float | None, evidence: Evidence, how: Evaluation
) -> MetricChange:
    difference = None if base is None or head is None else head - base
    blocked = evidence.why_not(metric)
    test = None if blocked or difference is None else evidence.tests.get(metric)
    word, reason = _verdict(metric, base, head, test, blocked, how)
    return MetricChange(
        model=model,
        metric=metric,
        base=base,
        head=head,
        difference=test.difference if test else difference,
        interval=test.interval if test else None,
        p_value=test.p_value if test else None,
        samples=test.samples if test else None,
        verdict=word,
        reason=reason,
    )


def _verdict(
    metric: str, base: float | None, head: float | None, test: Tested | None, blocked: str, how: Evaluation
) -> tuple[ChangeVerdict, str]:
    if base is None and head is None:
        return "unchanged", "not a number on either side"
    if head is None:
        return "vanished", "head has null: not measured, or not a number"
    if base is None:
        return "new", "base has null: not measured, or not a number"
    if blocked:
        return "not comparable", blocked
    if test is None:
        if abs(head - base) <= ROUNDING * abs(base):
            return "unchanged", ""
        return "no interval", "no artifact holds its values per sample"
    reason = _scope(metric, head - base, test)
    if test.difference == 0 and test.interval == (0, 0):
        return "unchanged", reason
    sign = 1 if BY_FIELD[metric].direction == "higher" else -1
    low, high = sorted(sign * bound for bound in test.interval)
    word = verdict(sign * test.difference, (low, high), test.p_value, confidence=how.confidence)
    return {"better": "improvement", "worse": "regression"}.get(word, "within noise"), reason  # type: ignore[return-value]


def _scope(metric: str, difference: float, test: Tested) -> str:
    """What a difference is over, where it is not the one between the two values."""
    if metric == "accuracy_mean":
        return f"over {test.samples} support draws"
    apart = abs(difference - test.difference) > DISPLAYED
    return "the difference is over the common samples" if apart else ""
