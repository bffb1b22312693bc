"""Timings, apart from everything else: they differ between two equal runs."""

from __future__ import annotations

from pipeline.compare.file_changes import TimingChange
from pipeline.compare.inputs.sides import Pair, Side
from pipeline.results.schemas.timings import TimingRow


def timing_changes(pair: Pair, tolerance: float) -> list[TimingChange]:
    """Milliseconds per sample of every row; a smaller change than the tolerance is called equal."""
    base, head = _rows(pair.base), _rows(pair.head)
    reason = _reason(pair)
    return [
        _change(model, base.get(model), head.get(model), tolerance, reason) for model in dict.fromkeys([*head, *base])
    ]


def _change(model: str, base: TimingRow | None, head: TimingRow | None, tolerance: float, reason: str) -> TimingChange:
    before, after = (row.ms_per_sample if row else None for row in (base, head))
    if before is None or after is None:
        word = "new" if before is None else "vanished"
        return TimingChange(model=model, base=before, head=after, ratio=None, verdict=word)
    ratio = after / before if before else None
    if reason or ratio is None:
        why = reason or "base took no time"
        return TimingChange(model=model, base=before, head=after, ratio=ratio, verdict="not comparable", reason=why)
    # Both ways by the same factor: twice as long and half as long are equally far.
    slower, faster = ratio > 1 + tolerance, ratio < 1 / (1 + tolerance)
    word = "slower" if slower else "faster" if faster else "equal within tolerance"
    return TimingChange(model=model, base=before, head=after, ratio=ratio, verdict=word)


def _reason(pair: Pair) -> str:
    base, head = pair.base.timings, pair.head.timings
    if base is None or head is None:
        return ""
    # Of other devices the ratio is still told, but nothing is concluded from it.
    if base.device != head.device:
        return f"measured on other devices: {base.device} and {head.device}"
    if base.threads != head.threads:
        return f"measured with {base.threads} and {head.threads} threads"
    return ""


def _rows(side: Side) -> dict[str, TimingRow]:
    return {row.model: row for row in side.timings.rows} if side.timings else {}
