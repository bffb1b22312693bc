"""Training curves, one chart for each backbone."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from pipeline.results.labels import adapter_label
from pipeline.results.schemas.curves import Curve
from pipeline.site.charts.chart import Chart, Studio, axis, band, placed
from pipeline.site.charts.chart_table import Series, tabulate
from pipeline.site.charts.palette import DASHES, symbol, tint

PANELS = (
    ("Loss", (("train_loss", "training"), ("validation_loss", "validation"))),
    ("Accuracy", (("train_accuracy", "training"), ("validation_accuracy", "validation"))),
    ("F1, macro", (("validation_f1_macro", "validation"),)),
)


def training_charts(studio: Studio) -> list[Chart]:
    """`<backbone>_train` for every backbone that was trained."""
    shots = studio.results.headline_shots
    charts = []
    for facts in studio.results.run.backbones:
        curves = [c for c in studio.results.curves.rows if c.backbone == facts.id and c.shots == shots]
        # A row without epochs has no curve, and a backbone may have no other.
        if curves:
            charts.append(_chart(studio, facts.id, facts.name, curves))
    return charts


def _chart(studio: Studio, backbone: str, name: str, curves: list[Curve]) -> Chart:
    traces: list[dict[str, Any]] = []
    columns: list[Series] = []
    layout: dict[str, Any] = {}
    panels = [panel for panel in PANELS if any(_known(curve, panel) for curve in curves)]
    # groupby joins neighbours only: curves.json has the runs of an adapter side by side.
    by_adapter = {key: list(group) for key, group in groupby(curves, key=lambda curve: curve.adapter)}
    for number, (title, parts) in enumerate(panels):
        suffix = str(number + 1) if number else ""
        top = 1 - number / len(panels)
        # Plotly counts axes y, y2, y3 and places them from the bottom; panels are read from the top.
        # A twentieth of the height stays free between two panels, or their outermost ticks would meet.
        layout[f"yaxis{suffix}"] = axis(title, percent=number > 0, domain=[top - 1 / len(panels) + 0.05, top])
        # All panels have the epochs of the first: a course is compared with the one above it.
        shared: dict[str, Any] = {"matches": "x"} if number else {}
        last = number == len(panels) - 1
        layout[f"xaxis{suffix}"] = axis("Epoch" if last else "", anchor=f"y{suffix}", dtick=5, **shared)
        for index, (adapter, runs) in enumerate(by_adapter.items()):
            colour = studio.palette.colour(index + (0 if studio.backbone(backbone) == 0 else 2))
            for field, kind in parts:
                released = _released(runs, field, f"{title}: {adapter_label(adapter)}, {kind}", percent=number > 0)
                # Not measured: F1 without the captions' categories, and all of validation where nothing was held out.
                if released is None:
                    continue
                columns.append(released)
                # Training is dotted: it lies above validation from some epoch on, and is not what anything is chosen
                # by.
                dash = DASHES[0 if kind == "validation" else 2]
                style = {
                    "colour": colour,
                    "dash": dash,
                    "symbol": symbol(index),
                    "name": f"{adapter_label(adapter)}, {kind}",
                }
                traces += _lines(runs, field, released, suffix, style, legend=number == 0)
    return Chart(
        name=f"{backbone}_train",
        title=f"{name}: {curves[0].shots}-shot training",
        summary=_summary(by_adapter),
        table=tabulate("Epoch", columns),
        traces=traces,
        layout=layout,
        source=("curves", "/rows"),
        note="training",
        height=180 * len(panels) + 60,
    )


def _known(curve: Curve, panel: tuple[str, tuple[tuple[str, str], ...]]) -> bool:
    return any(value is not None for field, _ in panel[1] for value in getattr(curve, field))


def _released(runs: list[Curve], field: str, name: str, *, percent: bool) -> Series | None:
    """The curve of the draw whose checkpoint is released; None where it was not measured."""
    # The first draw, since its checkpoint is the released one, whatever the others reached.
    values = getattr(runs[0], field)
    known = any(value is not None for value in values)
    return Series(name, list(range(1, len(values) + 1)), values, percent=percent) if known else None


def _lines(
    runs: list[Curve], field: str, released: Series, suffix: str, style: dict[str, str], *, legend: bool
) -> list[dict[str, Any]]:
    """The released draw as a line, the range over all draws as a band behind it."""
    axes = {"xaxis": f"x{suffix}", "yaxis": f"y{suffix}"}
    line = (
        placed(released)
        | {
            "type": "scatter",
            "mode": "lines+markers",
            "name": style["name"],
            "legendgroup": style["name"],
            "showlegend": legend,
            "line": {"color": style["colour"], "dash": style["dash"], "width": 2},
            "marker": {"size": 5, "symbol": style["symbol"]},
            "meta": {"column": released.name},
            "hovertemplate": "epoch %{x}: %{y:.3g}<extra>" + style["name"] + "</extra>",
        }
        | axes
    )
    low, high = _band([getattr(run, field) for run in runs])
    epochs, colour = range(1, len(low) + 1), tint(style["colour"], 0.15)
    spread = band(epochs, low, high, colour, legendgroup=style["name"], meta={"decoration": True}, **axes)
    # The band first: Plotly draws in order, and the line belongs on top.
    return [*spread, line] if len(runs) > 1 else [line]


def _band(runs: list[list[float | None]]) -> tuple[list[float], list[float]]:
    """Lowest and highest value at each epoch over the draws that reached it."""
    epochs = [
        # Early stopping leaves runs of many lengths: late epochs are those of the patient ones.
        [v for v in (run[e] for run in runs if e < len(run)) if v is not None]
        for e in range(max(map(len, runs)))
    ]
    return [min(values) for values in epochs if values], [max(values) for values in epochs if values]


def _summary(by_adapter: dict[str, list[Curve]]) -> str:
    return " ".join(f"{adapter_label(adapter).capitalize()}: {_course(runs)}." for adapter, runs in by_adapter.items())


def _course(runs: list[Curve]) -> str:
    """What the draws of a row came to: "10 draws, kept after 0–3 epochs (0–9 steps of the optimiser), …"."""
    first, best = runs[0], [curve.best_epoch for curve in runs]
    parts = [f"{len(runs)} draw{'s' * (len(runs) > 1)}", f"kept after {_span(best)} epoch{'s' * (max(best) != 1)}"]
    # Files of before did not count steps.
    if first.steps_per_epoch is not None:
        steps = [kept * (curve.steps_per_epoch or 0) for kept, curve in zip(best, runs, strict=True)]
        parts[-1] += f", {_span(steps)} step{'s' * (max(steps) != 1)} of the optimiser"
    if untrained := best.count(0):
        parts.append(f"{untrained} of them are zero-shot, since no epoch was better on validation")
    return "; ".join(parts)


def _span(values: list[int]) -> str:
    return f"{min(values)}–{max(values)}" if min(values) != max(values) else str(values[0])
