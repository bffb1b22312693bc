"""How each metric of each row changed, and whether that is more than noise.

A verdict of better or worse takes three things: a difference above the metric's noise floor, an interval that leaves
out zero, and a p-value that holds among all the tests of this report (Holm 1979). A metric whose values per sample no
artifact holds gets no interval, and says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

import numpy as np

from pipeline.compare.answer_changes import ChangeVerdict, MetricChange
from pipeline.compare.inputs.joining import Joined
from pipeline.compare.inputs.sides import Pair
from pipeline.compare.verdicts.evidence import Evidence, gather
from pipeline.compare.verdicts.noise import Tested
from pipeline.evaluation.significance.multiple_testing import holm, verdict
from pipeline.results.catalogue import BY_FIELD
from pipeline.results.schemas.metrics import MetricsRow
from pipeline.settings import Evaluation

# Half a unit of the last decimal that a reader sees.
DISPLAYED = 5e-5

ORDER = {word: rank for rank, word in enumerate(get_args(ChangeVerdict))}


def metric_changes(pair: Pair, joined: Joined | None, how: Evaluation) -> list[MetricChange]:
    """Every metric of every row of either side, most important first."""
    both = [model for model in pair.head.rows if model in pair.base.rows]
    evidence = {model: gather(model, pair.base.rows[model], pair.head.rows[model], joined, pair, how) for model in both}
    family = _adjusted(evidence)
    changes: list[MetricChange] = []
    for model in dict.fromkeys([*pair.head.rows, *pair.base.rows]):
        base, head = pair.base.rows.get(model), pair.head.rows.get(model)
        if base and head:
            judge = _Judge(evidence[model], family, how)
            changes += [
                judge.change(model, metric, getattr(base, metric), getattr(head, metric)) for metric in BY_FIELD
            ]
        else:
            changes += _one_sided(model, base, head)
    names = list(BY_FIELD)
    # A stable sort: among equals, rows stay in the table's order.
    return sorted(changes, key=lambda change: (ORDER[change.verdict], names.index(change.metric)))


def _adjusted(evidence: dict[str, Evidence]) -> dict[int, float]:
    """Holm's p-value of every test of the report, by the test's identity: metrics that share a test count once.

    A test whose values did not change at all could not have said anything else, and takes no part (Tarone 1990).
    """
    # By identity: micro F1 is the same test as accuracy, and counting it twice would ask twice as much of all.
    tests = {id(test): test for row in evidence.values() for test in row.tests.values() if test.moved}
    return dict(zip(tests, holm(np.array([test.p_value for test in tests.values()])).tolist(), strict=True))


def _one_sided(model: str, base: MetricsRow | None, head: MetricsRow | None) -> Iterator[MetricChange]:
    word: ChangeVerdict = "new" if head else "vanished"
    # A new row improves nothing and breaks nothing: it is named, and not judged.
    for metric in BY_FIELD:
        if getattr(head or base, metric) is not None:
            yield MetricChange(
                model=model,
                metric=metric,
                base=getattr(base, metric, None),
                head=getattr(head, metric, None),
                verdict=word,
                reason=f"the row is only in {'head' if head else 'base'}",
                whole_row=True,
            )


@dataclass(frozen=True)
class _Judge:
    """Of one row."""

    evidence: Evidence
    family: dict[int, float]
    how: Evaluation

    def change(self, model: str, metric: str, base: float | None, head: float | None) -> MetricChange:
        """What became of one metric."""
        difference = None if base is None or head is None else head - base
        blocked = self.evidence.why_not(metric)
        test = None if blocked or difference is None else self.evidence.tests.get(metric)
        word, reason = self._verdict(metric, base, head, test, blocked)
        return MetricChange(
            model=model,
            metric=metric,
            base=base,
            head=head,
            difference=test.difference if test else difference,
            interval=test.interval if test else None,
            p_value=test.p_value if test else None,
            p_adjusted=self.family.get(id(test)) if test else None,
            samples=test.pairs if test else None,
            verdict=word,
            reason=reason,
        )

    def _verdict(
        self, metric: str, base: float | None, head: float | None, test: Tested | None, blocked: str
    ) -> tuple[ChangeVerdict, str]:
        if base is None and head is None:
            return "unchanged", "not a number on either side"
        if head is None:
            return "vanished", "head has null: not measured, or not a number"
        if base is None:
            return "new", "base has null: not measured, or not a number"
        if blocked:
            return "not comparable", blocked
        # Below it, the difference is what rounding or another machine makes of equal results.
        floor = BY_FIELD[metric].floor
        if test is None:
            if abs(head - base) <= floor:
                return "unchanged", ""
            another = self.evidence.another_checkpoint
            return ("another checkpoint", another) if another else ("no interval", self.evidence.unknown)
        reason = self._scope(head - base, test)
        if not test.moved and abs(head - base) <= floor:
            return "unchanged", ""
        return self._tested(metric, test, reason, floor)

    def _tested(self, metric: str, test: Tested, reason: str, floor: float) -> tuple[ChangeVerdict, str]:
        sign = 1 if BY_FIELD[metric].direction == "higher" else -1
        low, high = test.interval
        # Significance without size is noise: another machine's digits can make a tiny difference certain.
        alone = abs(test.difference) > floor and (low > 0 or high < 0)
        word = verdict(sign * test.difference, self.family.get(id(test), 1.0), confidence=self.how.confidence)
        if alone and word == "better":
            return "improvement", reason
        if alone and word == "worse":
            return "regression", reason
        # Only after the verdict: a row that is worse over its draws is so whichever draw was released.
        if self.evidence.another_checkpoint:
            return "another checkpoint", reason
        if alone:
            said = f"one of {len(self.family)} tests: chance alone would bring such a one"
            return "within noise", f"{reason}; {said}" if reason else said
        return "within noise", reason

    def _scope(self, difference: float, test: Tested) -> str:
        """What a difference is over, where it is not the one between the two values."""
        if test.scope:
            return test.scope
        apart = abs(difference - test.difference) > DISPLAYED
        return "the difference is over the common samples" if apart else ""
