"""The gate: rules of base that a change must pass."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.compare.answer_changes import MetricChange
from pipeline.compare.findings.provenance import changes
from pipeline.compare.inputs.gate_rules import GateRules
from pipeline.compare.inputs.sides import Pair
from pipeline.compare.report import GateFailure, GateResult
from pipeline.errors import PipelineError, hint
from pipeline.results.catalogue import BY_FIELD
from pipeline.settings import Gate, GateRule

# A difference of two values that are rounded to six digits can miss its allowance by this much.
ROUNDING = 1e-6

NOISE_UNKNOWN = ("no interval", "not comparable")
NO_EVIDENCE = ("within noise", "unchanged", "another checkpoint")


def judge(found: list[MetricChange], rules: GateRules, pair: Pair) -> GateResult:
    """Apply every rule of base to every row, and refuse results that contradict themselves or cannot be checked."""
    ruled = [change for change in found if change.metric in rules.base.rules]
    failures = [
        GateFailure(model=change.model, metric=change.metric, message=message)
        for change in ruled
        if (message := _message(change, rules.base.rules[change.metric]))
    ]
    told = [GateFailure(model="gate", metric=one.kind, message=str(one)) for one in pair.head.nonsense]
    told += [
        # Of samples and categories too, whose names are no names of rows.
        GateFailure(model=one.model if one.model in pair.head.rows else "gate", metric=one.metric, message=str(one))
        for one in pair.head.contradictions
    ]
    lost = [GateFailure(model="gate", metric=kind, message=message) for kind, message in _lost_answers(pair)]
    unknown = [
        GateFailure(
            model="gate", metric=name, message=f"{name}: base has a rule for it, and no such metric is known here"
        )
        for name in rules.base.rules.keys() - BY_FIELD.keys()
    ]
    # Contradictions first: what a rule says of figures that cannot be true is worth little.
    failures = [*told, *lost, *unknown, *failures]
    before, after = (gate.model_dump(mode="json") for gate in (rules.base, rules.head))
    return GateResult(
        rules=list(changes("rules", before, after, "gate.")),
        passed=not failures,
        checked=len(ruled) + len(told) + len(lost) + len(unknown),
        failures=failures,
    )


def _lost_answers(pair: Pair) -> Iterator[tuple[str, str]]:
    """Answers that base has and head has not: without them metrics.json may claim what it likes."""
    base, head = pair.base, pair.head
    if base.predictions and base.predictions.samples and not (head.predictions and head.predictions.samples):
        yield "predictions", "predictions.json vanished, or its samples: no figure of head can be checked against them"
    # Of rows that are still there: what becomes of the others is said by the rules.
    drawn, left = ({one.model for one in side.draws.rows} if side.draws else set() for side in (base, head))
    if gone := [model for model in head.rows if model in drawn - left]:
        more = f" and {len(gone) - 1} more" if len(gone) > 1 else ""
        yield "draws", f"draws.json vanished, or its draws of {gone[0]}{more}: no mean over them can be checked"


def check_rules(gate: Gate) -> None:
    """Refuse a rule that would never fire, or fire the wrong way.

    Raises:
        PipelineError: a rule names a metric that rows do not have, or takes the better direction for the worse.
    """
    if mistakes := list(_mistakes(gate)):
        raise PipelineError.of(mistakes)


def _mistakes(gate: Gate) -> Iterator[str]:
    for name, rule in gate.rules.items():
        if name not in BY_FIELD:
            yield f"gate.rules.{name}: no metric of the comparison table: {hint(name, BY_FIELD)}"
        # A rule the wrong way round would fail improvements and pass every loss.
        elif rule.direction not in (None, BY_FIELD[name].direction):
            better = BY_FIELD[name].direction
            yield f"gate.rules.{name}.direction: {better} is better for {name}: leave the key out"


def _message(change: MetricChange, rule: GateRule) -> str:
    """Why the rule fails; empty when it holds."""
    who = f"{change.model}: {change.metric}"
    if change.verdict == "vanished":
        was = "" if change.base is None else f": it was {change.base:.6g}"
        return f"{who} vanished{was} ({change.reason})"
    if change.base is None or change.head is None or change.difference is None:
        return ""
    # By the catalogue, whatever the rule says: a rule of base may be of a time when it was written there.
    worse = -change.difference if BY_FIELD[change.metric].direction == "higher" else change.difference
    # The larger of the two, so that small values are not held to a share of nearly nothing.
    allowed = max(rule.absolute, rule.relative * abs(change.base))
    if worse <= allowed + ROUNDING:
        return ""
    # After the allowance: within it, no noise need be spoken of.
    if change.verdict in NO_EVIDENCE and not rule.fail_within_noise:
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
    scope = f" {change.reason}" if change.reason else ""
    return f"; difference {change.difference:+.6g}{scope}, interval {low:+.6g} to {high:+.6g}: {change.verdict}"
