"""Charts that compare rows: accuracy, F1, time."""

from __future__ import annotations

from typing import Any

from pipeline.results.schemas.metrics import MetricsRow
from pipeline.settings import References
from pipeline.site.charts.chart import Chart, Studio, axis, error_bars, stacked_rows, text
from pipeline.site.views.labels import row_label, shots_label
from pipeline.site.views.numbers import percent
from pipeline.site.views.palette import symbol

METRICS = {
    "acc": ("accuracy", "Accuracy"),
    "f1_macro": ("f1_macro", "F1 Macro"),
    "f1_micro": ("f1_micro", "F1 Micro"),
    "f1_weighted": ("f1_weighted", "F1 Weighted"),
}

STEPS = {
    "decode": "reading pictures",
    "image": "image tower",
    "captions": "text tower",
    "head": "comparison and choice",
}


def metric_charts(studio: Studio, references: References | None) -> list[Chart]:
    """`acc`, `f1_macro`, `f1_micro`, `f1_weighted`: the headline rows; a metric nobody knows is left out."""
    return [
        _metric(studio, name, field, title, references)
        for name, (field, title) in METRICS.items()
        if any(getattr(row, field) is not None for row in studio.results.headline)
    ]


def _metric(studio: Studio, name: str, field: str, title: str, references: References | None) -> Chart:
    rows = studio.results.headline
    traces = []
    for facts in studio.results.run.backbones:
        own = [row for row in rows if row.backbone == facts.id]
        values = [getattr(row, field) for row in own]
        bars = {"error_x": error_bars(values, [r.accuracy_interval for r in own])} if name == "acc" else {}
        traces.append(_dots(studio, own, values, title) | bars | {"name": text(facts.name)})
    reported = references.rows if references and name == "acc" else []
    if reported:
        traces.append(_reported(studio, reported))
    labels = [label for trace in traces for label in trace["y"]]
    layout: dict[str, Any] = stacked_rows(labels) | {"xaxis": axis(title, percent=True)}
    if name == "acc" and min(row.accuracy for row in rows) < 3 * studio.results.metrics.chance:
        layout |= _chance_line(studio)
    best = max(rows, key=lambda row: getattr(row, field) or 0)
    return Chart(
        name=name,
        title=f"{title} of the headline rows",
        summary=f"Highest: {row_label(best)} with {percent(getattr(best, field))}; "
        f"lowest {percent(min(getattr(row, field) or 0 for row in rows))}."
        + (" Whiskers are 95 % intervals." if name == "acc" else "")
        + (" Hollow grey marks are reported elsewhere, not measured here." if reported else ""),
        traces=traces,
        layout=layout,
        source=("metrics", "/rows"),
        note={"acc": "accuracy", "f1_macro": "f1"}.get(name),
        height=90 + 44 * len(labels),
    )


def _dots(studio: Studio, rows: list[MetricsRow], values: list[Any], column: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": values,
        "y": [text(row_label(row)) for row in rows],
        "marker": {
            "color": studio.colour(rows[0].backbone),
            "symbol": [symbol(studio.recipe(row.adapter), studio.backbone(row.backbone)) for row in rows],
            "size": 10,
            "line": {"color": studio.colour(rows[0].backbone), "width": 2},
        },
        "meta": {"column": column},
        "hovertemplate": "%{y}: %{x:.2%}<extra></extra>",
    }


def _reported(studio: Studio, rows: list[Any]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "reported, not measured here",
        "x": [row.accuracy for row in rows],
        "y": [f"{text(row.name)} {shots_label(row.shots)}, reported" for row in rows],
        "marker": {"color": studio.palette.grey, "symbol": "circle-open", "size": 10, "line": {"width": 2}},
        "meta": {"column": "Accuracy"},
        "hovertemplate": "%{y}: %{x:.2%}<extra></extra>",
    }


def _chance_line(studio: Studio) -> dict[str, Any]:
    chance = studio.results.metrics.chance
    line = {"color": studio.palette.grey, "dash": "dot", "width": 2}
    return {
        "shapes": [{"type": "line", "x0": chance, "x1": chance, "yref": "paper", "y0": 0, "y1": 1, "line": line}],
        "annotations": [
            {
                "x": chance,
                "yref": "paper",
                "y": 1,
                "text": "chance",
                "showarrow": False,
                "xanchor": "left",
                "yanchor": "top",
            }
        ],
    }


def time_chart(studio: Studio) -> Chart:
    """`time`: ms per sample, by step."""
    timings = studio.results.timings
    known = studio.results.row_index
    rows = [row for row in timings.rows if row.model in known]
    shown = {row.model for row in studio.results.headline}
    rows = [row for row in rows if row.model in shown] or rows
    labels = [text(row_label(studio.results.row(row.model))) for row in rows]
    steps = dict.fromkeys(step.step for row in rows for step in row.steps)
    traces = []
    for index, step in enumerate(steps):
        cost = [1000 * sum(s.seconds for s in row.steps if s.step == step) / row.samples for row in rows]
        traces.append(
            {
                "type": "bar",
                "orientation": "h",
                "name": STEPS[step],
                "y": labels,
                "x": [round(value, 4) for value in cost],
                "marker": {"color": studio.palette.colour(index), "pattern": {"shape": ["", "/", ".", "x"][index % 4]}},
                "hovertemplate": "%{x:.3g} ms<extra>" + STEPS[step] + "</extra>",
            }
        )
    fastest = min(rows, key=lambda row: row.ms_per_sample, default=None)
    return Chart(
        name="time",
        title="Time for one sample, from file to choice",
        summary=f"Fastest: {row_label(studio.results.row(fastest.model))} with {fastest.ms_per_sample:.3g} ms a sample "
        f"on {timings.device}, {timings.threads} threads."
        if fastest
        else "Nothing was timed.",
        traces=traces,
        layout=stacked_rows(labels) | {"barmode": "stack", "xaxis": axis("Milliseconds per sample")},
        source=("timings", "/rows"),
        note="time",
        height=90 + 48 * len(rows),
    )
