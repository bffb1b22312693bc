"""Training runs that took another course."""

from __future__ import annotations

from pipeline.compare.file_changes import CurveChange, CurveSummary, Presence
from pipeline.compare.inputs.sides import Pair, Side
from pipeline.results.catalogue import APPROXIMATE, EXACT
from pipeline.results.schemas.curves import Curve

Key = tuple[str, int]
# By series: what another machine, or rounding, makes of a value.
SERIES = {
    "train_loss": APPROXIMATE,
    "train_accuracy": EXACT,
    "validation_loss": APPROXIMATE,
    "validation_accuracy": EXACT,
    "validation_f1_macro": EXACT,
}


def curve_changes(pair: Pair) -> tuple[list[CurveChange], int]:
    """Runs that changed, in the order of the artifact, and how many did not."""
    base, head = curves_by_run(pair.base), curves_by_run(pair.head)
    changes = [
        CurveChange(
            model=model,
            draw=draw,
            presence=presence(base.get((model, draw)), head.get((model, draw))),
            base=_summary(base.get((model, draw))),
            head=_summary(head.get((model, draw))),
        )
        for model, draw in dict.fromkeys([*head, *base])
        if not _same(base.get((model, draw)), head.get((model, draw)))
    ]
    return changes, sum(_same(curve, head.get(key)) for key, curve in base.items())


def curves_by_run(side: Side) -> dict[Key, Curve]:
    """Curves by model and draw."""
    return {(curve.model, curve.draw): curve for curve in side.curves.rows} if side.curves else {}


def presence(base: object | None, head: object | None) -> Presence:
    """What happened to a thing that is not the same on both sides."""
    if base is None:
        return "new"
    return "vanished" if head is None else "changed"


def _same(base: Curve | None, head: Curve | None) -> bool:
    """Whether two runs took the same course, to rounding."""
    if base is None or head is None:
        return False
    before, after = (vars(curve) for curve in (base, head))
    # All that is no series is exact: another best epoch is another course, however near the losses are.
    facts_alike = all(before[name] == after[name] for name in before if name not in SERIES)
    return facts_alike and all(_all_near(before[name], after[name], floor) for name, floor in SERIES.items())


def _all_near(a: list[float | None], b: list[float | None], floor: float) -> bool:
    return len(a) == len(b) and all(_near(old, new, floor) for old, new in zip(a, b, strict=True))


def _near(a: float | None, b: float | None, floor: float) -> bool:
    # Relative above 1: a loss of 3 is known to as many digits as one of 0.3.
    return a == b if a is None or b is None else abs(a - b) <= floor * max(1.0, abs(a))


def _summary(curve: Curve | None) -> CurveSummary | None:
    if curve is None:
        return None
    accuracy = curve.validation_accuracy
    # Epoch 0 first, since best_epoch counts from it.
    kept = [curve.zero_shot_validation_accuracy, *accuracy]
    return CurveSummary(
        epochs=len(curve.train_loss),
        best_epoch=curve.best_epoch,
        best_accuracy=kept[curve.best_epoch] if curve.best_epoch < len(kept) else None,
        last_loss=curve.train_loss[-1] if curve.train_loss else None,
        gaps=sum(value is None for name in SERIES for value in getattr(curve, name)),
        train_loss=curve.train_loss,
        validation_accuracy=accuracy,
    )
