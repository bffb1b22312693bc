"""The gate: rules of the settings that a change must pass."""

from __future__ import annotations

import difflib

from pipeline.compare.report import GateFailure, GateResult, MetricChange
from pipeline.errors import PipelineError
from pipeline.results.catalogue import BY_FIELD
from pipeline.settings import Gate, GateRule

# A difference of two values that are rounded to six digits can miss its allowance by this much.
ROUNDING = 1e-6

NOISE_UNKNOWN = ("no interval", "not comparable")


def judge(changes: list[MetricChange], gate: Gate) -> GateResult:
    """Apply every rule to every row.

    Raises:
        PipelineError: a rule names a metric that rows do not have.
    """
    check_rules(gate)
    ruled = [change for change in changes if change.metric in gate.rules]
    failures = [
        GateFailure(model=change.model, metric=change.metric, message=message)
        for change in ruled
        if (message := _message(change, gate.rules[change.metric]))
    ]
    return GateResult(passed=not failures, checked=len(ruled), failures=failures)


def check_rules(gate: Gate) -> None:
    """Refuse a rule for a metric that rows do not have: it would never fire."""
    mistakes = []
    for name in gate.rules:
        if name not in BY_FIELD:
            close = difflib.get_close_matches(name, BY_FIELD, n=1)
            hint = f"did you mean {close[0]!r}?" if close else f"known are {', '.join(BY_FIELD)}"
            mistakes.append(f"gate.rules.{name}: no metric of the comparison table: {hint}")
    if mistakes:
        raise PipelineError(*mistakes)


def _message(change: MetricChange, rule: GateRule) -> str:
    """Why the rule fails; empty when it holds."""
    who = f"{change.model}: {change.metric}"
    if change.verdict == "vanished":
        return f"{who} vanished: it was {change.base:.6g} ({change.reason})"
    if change.base is None or change.head is None or change.difference is None:
        return ""
    direction = rule.direction or BY_FIELD[change.metric].direction
    worse = -change.difference if direction == "higher" else change.difference
    allowed = max(rule.absolute, rule.relative * abs(change.base))
    if worse <= allowed + ROUNDING:
        return ""
    if change.verdict in ("within noise", "unchanged") and not rule.fail_within_noise:
        return ""
    went = f"{who} went from {change.base:.6g} to {change.head:.6g}: worse by {worse:.6g}"
    return f"{went}, {_allowed(rule, allowed)}{_noise(change)}"


def _allowed(rule: GateRule, allowed: float) -> str:
    source = "relative" if rule.relative and allowed > rule.absolute else "absolute"
    return f"allowed are {allowed:.6g} ({source} tolerance)"


def _noise(change: MetricChange) -> str:
    if change.verdict in NOISE_UNKNOWN:
        return f"; its noise is unknown: {change.reason}"
    if change.interval is None:
        return ""
    low, high = change.interval
    return f"; paired difference {change.difference:+.6g}, interval {low:+.6g} to {high:+.6g}: {change.verdict}"
