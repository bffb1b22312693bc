"""Training runs that took another course."""

from __future__ import annotations

from pipeline.compare.inputs.sides import Pair, Side
from pipeline.compare.report import CurveChange, CurveSummary, Presence
from pipeline.results.schemas.curves import Curve

Key = tuple[str, int]
SERIES = ("train_loss", "train_accuracy", "validation_loss", "validation_accuracy", "validation_f1_macro")


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
        if base.get((model, draw)) != head.get((model, draw))
    ]
    return changes, sum(head.get(key) == curve for key, curve in base.items())


def curves_by_run(side: Side) -> dict[Key, Curve]:
    """Curves by model and draw."""
    return {(curve.model, curve.draw): curve for curve in side.curves.rows} if side.curves else {}


def presence(base: object | None, head: object | None) -> Presence:
    """What happened to a thing that is not the same on both sides."""
    if base is None:
        return "new"
    return "vanished" if head is None else "changed"


def _summary(curve: Curve | None) -> CurveSummary | None:
    if curve is None:
        return None
    accuracy = curve.validation_accuracy
    best = curve.best_epoch - 1
    return CurveSummary(
        epochs=len(curve.train_loss),
        best_epoch=curve.best_epoch,
        best_accuracy=accuracy[best] if 0 <= best < len(accuracy) else None,
        last_loss=curve.train_loss[-1] if curve.train_loss else None,
        gaps=sum(value is None for name in SERIES for value in getattr(curve, name)),
        train_loss=curve.train_loss,
        validation_accuracy=accuracy,
    )
