"""Charts of confidence and confusion: is a model as sure as it is right, and what does it mix up?"""

from __future__ import annotations

from typing import Any

from pipeline.results.schemas.metrics import Confusion
from pipeline.site.charts.chart import Chart, Studio, axis, row_style, text
from pipeline.site.views.labels import row_label
from pipeline.site.views.numbers import percent
from pipeline.site.views.palette import tint


def calibration_chart(studio: Studio) -> Chart | None:
    results = studio.results
    rows = {row.model: row for row in results.headline}
    items = [item for item in results.metrics.calibration if item.model in rows]
    if not items:
        return None
    diagonal = {
        "type": "scatter",
        "mode": "lines",
        "x": [0, 1],
        "y": [0, 1],
        "showlegend": False,
        "hoverinfo": "skip",
        "line": {"color": studio.palette.grey, "dash": "dot", "width": 1.5},
        "meta": {"decoration": True},
    }
    panels = ["", "2"] if any(item.scaled for item in items) else [""]
    traces: list[dict[str, Any]] = [diagonal | {"xaxis": f"x{s}", "yaxis": f"y{s}"} for s in panels]
    for item in items:
        bins = item.bins
        suffix, stage = ("2", "after") if item.scaled else ("", "before")
        style = row_style(studio, rows[item.model])
        traces.append(
            {
                "type": "scatter",
                "mode": "lines+markers",
                "x": [b.confidence for b in bins],
                "y": [b.accuracy for b in bins],
                "xaxis": f"x{suffix}",
                "yaxis": f"y{suffix}",
                "legendgroup": item.model,
                "showlegend": not item.scaled,
                "connectgaps": True,
                "customdata": [b.samples for b in bins],
                "meta": {"column": f"{style['name']}, {stage}", "rows": [f"{b.low:.0%} to {b.high:.0%}" for b in bins]},
                "hovertemplate": "says %{x:.0%}, right %{y:.0%} (%{customdata} samples)<extra>%{fullData.name}</extra>",
            }
            | style
        )
    worst = max(rows.values(), key=lambda row: row.ece)
    layout = {
        "xaxis": axis("Confidence", percent=True, range=[0, 1.02], tickvals=[0, 0.5, 1]),
        "yaxis": axis("Accuracy", percent=True, range=[0, 1.05]),
    }
    if len(panels) > 1:
        layout["xaxis"] |= {"domain": [0, 0.46]}
        layout["xaxis2"] = axis(
            "Confidence, rescaled", percent=True, range=[0, 1.02], tickvals=[0, 0.5, 1], domain=[0.54, 1], anchor="y2"
        )
        layout["yaxis2"] = axis("", percent=True, range=[0, 1.05], anchor="x2", matches="y")
    scaled = [row.ece_scaled for row in rows.values() if row.ece_scaled is not None]
    return Chart(
        name="calibration",
        title="Calibration: is a confidence of 80 % right 8 times in 10?",
        summary=f"Largest expected calibration error: {percent(worst.ece)} ({row_label(worst)})"
        + (f"; after one temperature, at most {percent(max(scaled))}." if scaled else "."),
        traces=traces,
        layout=layout,
        source=("metrics", "/calibration"),
        note="calibration",
        height=420,
        wide=True,
    )


def confusion_charts(studio: Studio) -> list[Chart]:
    """One matrix for each backbone: its documented few-shot row, or zero-shot."""
    charts = []
    for facts in studio.results.run.backbones:
        rows = [row for row in studio.results.headline if row.backbone == facts.id]
        model = (rows[1] if len(rows) > 1 else rows[0]).model
        found = [(n, c) for n, c in enumerate(studio.results.metrics.confusion) if c.model == model]
        charts += [_confusion(studio, facts.id, place, item) for place, item in found]
    return charts


def _confusion(studio: Studio, backbone: str, place: int, item: Confusion) -> Chart:
    row = studio.results.row(item.model)
    names = [text(name) for name in item.categories]
    size = range(len(names))
    wrong = [[item.counts[i][j] - (item.right[i] if i == j else 0) for j in size] for i in size]
    worst = max(((wrong[i][j], i, j) for i in size for j in size), default=(0, 0, 0))
    colour = studio.colour(backbone)
    total = sum(map(sum, wrong))
    return Chart(
        name=f"confusion_{backbone}",
        title=f"Wrong picks of {text(row_label(row))}",
        summary=f"{total:,} wrong picks."
        + (
            f" Most frequent: a caption of {item.categories[worst[2]]} for a picture of {item.categories[worst[1]]}, "
            f"{worst[0]} times."
            if total
            else ""
        ),
        traces=[
            {
                "type": "heatmap",
                "x": names,
                "y": names,
                "z": wrong,
                "xgap": 2,
                "ygap": 2,
                "showscale": False,
                "colorscale": [[0, tint(colour, 0.04)], [1, tint(colour, 0.6)]],
                "texttemplate": "%{z}",
                "hovertemplate": "picture: %{y}<br>caption picked: %{x}<br>%{z} times<extra></extra>",
            }
        ],
        layout={
            "xaxis": axis("Category of the caption picked", type="category", tickangle=-45),
            "yaxis": axis("Category of the picture", type="category", autorange="reversed"),
        },
        source=("metrics", f"/confusion/{place}"),
        note="confusion",
        height=440,
    )
