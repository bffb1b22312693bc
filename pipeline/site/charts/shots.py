"""Charts of the number of labelled images: accuracy over draws, and every metric of a backbone."""

from __future__ import annotations

from typing import Any

from pipeline.results.schemas.metrics import MetricsRow
from pipeline.site.charts.chart import Chart, Studio, axis, text
from pipeline.site.charts.metrics_by_row import METRICS
from pipeline.site.views.labels import adapter_label, recipe_label
from pipeline.site.views.numbers import percent, points
from pipeline.site.views.palette import dash, symbol


def shot_charts(studio: Studio) -> list[Chart]:
    """`shots` and, for each backbone, `<backbone>_eval`: metrics by number of labelled images."""
    if not studio.results.few_shot:
        return []
    return [_shots(studio), *(_eval(studio, facts.id, facts.name) for facts in studio.results.run.backbones)]


def _shots(studio: Studio) -> Chart:
    results = studio.results
    traces: list[dict[str, Any]] = []
    gains = []
    for facts in results.run.backbones:
        for adapter, rows in _recipes(studio, facts.id).items():
            start = results.zero_shot.get(facts.id)
            points_ = ([(0, start.accuracy, 0.0)] if start else []) + [
                (row.shots, row.accuracy if row.accuracy_mean is None else row.accuracy_mean, row.accuracy_sd or 0.0)
                for row in rows
            ]
            traces += _band_line(studio, facts.id, facts.name, adapter, points_)
            if start:
                gains.append((points_[-1][1] - start.accuracy, facts.name, adapter))
    best = max(gains, default=None)
    return Chart(
        name="shots",
        title="Accuracy by labelled images per category",
        summary=(
            f"With the most labels, the largest mean change against zero-shot is {points(best[0])} points: "
            f"{best[1]}, {adapter_label(best[2])}. "
            if best
            else ""
        )
        + "Lines are means over support draws, bands one standard deviation.",
        traces=traces,
        layout={"xaxis": _shots_axis(studio), "yaxis": axis("Accuracy, mean over draws", percent=True)},
        source=("metrics", "/rows"),
        note="shots",
        height=400,
        wide=True,
    )


def _recipes(studio: Studio, backbone: str) -> dict[str | None, list[MetricsRow]]:
    """The few-shot rows of a backbone by adapter, ascending in shots."""
    grouped: dict[str | None, list[MetricsRow]] = {}
    for row in sorted(studio.results.metrics.rows, key=lambda row: row.shots):
        if row.backbone == backbone and row.shots:
            grouped.setdefault(row.adapter, []).append(row)
    return grouped


def _shots_axis(studio: Studio) -> dict[str, Any]:
    shots = sorted({row.shots for row in studio.results.metrics.rows})
    return axis("Labelled images per category (0: zero-shot)", tickvals=shots)


def _band_line(
    studio: Studio, backbone: str, name: str, adapter: str | None, values: list[tuple[int, float, float]]
) -> list[dict[str, Any]]:
    label = f"{text(name)}, {text(adapter_label(adapter))}"
    recipe = studio.recipe(adapter)
    x = [shots for shots, _, _ in values]
    edge = {
        "type": "scatter",
        "mode": "lines",
        "line": {"width": 0},
        "showlegend": False,
        "hoverinfo": "skip",
        "legendgroup": label,
        "x": x,
    }
    return [
        edge | {"y": [m - s for _, m, s in values], "meta": {"column": f"{label}: mean − sd"}},
        edge
        | {"y": [m + s for _, m, s in values], "meta": {"column": f"{label}: mean + sd"}}
        | {"fill": "tonexty", "fillcolor": studio.palette.tint(studio.backbone(backbone), 0.13)},
        {
            "type": "scatter",
            "mode": "lines+markers",
            "name": label,
            "legendgroup": label,
            "x": x,
            "y": [m for _, m, _ in values],
            "line": {"color": studio.colour(backbone), "dash": dash(recipe - 1), "width": 2},
            "marker": {"size": 8, "symbol": symbol(recipe, studio.backbone(backbone))},
            "hovertemplate": "%{x} shots: %{y:.2%}<extra>" + label + "</extra>",
        },
    ]


def _eval(studio: Studio, backbone: str, name: str) -> Chart:
    """Every metric of one backbone across shot counts: released checkpoints, as in the table."""
    zero = studio.results.zero_shot.get(backbone)
    traces = []
    for adapter, few in _recipes(studio, backbone).items():
        rows = ([zero] if zero else []) + few
        for index, (field, title) in enumerate(METRICS.values()):
            values = [getattr(row, field) for row in rows]
            if field == "f1_micro" or all(value is None for value in values):
                continue  # micro F1 is accuracy, by definition
            traces.append(
                {
                    "type": "scatter",
                    "mode": "lines+markers",
                    "name": f"{title}, {text(adapter_label(adapter))}",
                    "x": [row.shots for row in rows],
                    "y": values,
                    "line": {"color": studio.palette.colour(index), "dash": dash(studio.recipe(adapter) - 1)},
                    "marker": {"size": 7, "symbol": symbol(index, studio.recipe(adapter) - 1)},
                    "hovertemplate": "%{x} shots: %{y:.2%}<extra>%{fullData.name}</extra>",
                }
            )
    own = [row for row in studio.results.metrics.rows if row.backbone == backbone]
    best = max(own, key=lambda row: row.accuracy)
    return Chart(
        name=f"{backbone}_eval",
        title=f"{text(name)} across shot counts",
        summary=f"Highest accuracy of the released checkpoints: {percent(best.accuracy)}, {recipe_label(best)}. "
        "Micro F1 equals accuracy and is not drawn twice.",
        traces=traces,
        layout={"xaxis": _shots_axis(studio), "yaxis": axis("Score", percent=True)},
        source=("metrics", "/rows"),
        height=400,
    )
