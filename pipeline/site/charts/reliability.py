"""Charts of confidence and confusion: is a model as sure as it is right, may it abstain, and what does it mix up?"""

from __future__ import annotations

from typing import Any

from pipeline.results.labels import row_label
from pipeline.results.number_formats import percent
from pipeline.results.schemas.metrics import Calibration, Confusion, MetricsRow
from pipeline.site.charts.chart import Chart, Studio, axis, error_bars, escaped_label, row_line, row_style
from pipeline.site.charts.chart_table import Series, matrix, tabulate
from pipeline.site.charts.palette import tint


def calibration_chart(studio: Studio) -> Chart | None:
    """How often picks of each confidence were right, before and after the temperature; None without any."""
    results = studio.results
    rows = {row.model: row for row in results.leading}
    items = [item for item in results.metrics.calibration if item.model in rows]
    if not items:
        return None
    # Two panels and not two lines each: before and after must not be taken for two rows.
    panels = ["", "2"] if any(item.scaled for item in items) else [""]
    # The worst is what a reader has to know; the table has all.
    worst = max(rows.values(), key=lambda row: row.ece)
    scaled = [row.ece_scaled for row in rows.values() if row.ece_scaled is not None]
    return Chart(
        name="calibration",
        title="Calibration: is a confidence of 80 % right 8 times in 10?",
        summary=f"Largest expected calibration error: {percent(worst.ece)} ({row_label(worst)})"
        + (f"; after one temperature, at most {percent(max(scaled))}." if scaled else "."),
        table=tabulate("Confidence", [_observed(item, rows[item.model]) for item in items]),
        traces=[_diagonal(studio, suffix) for suffix in panels]
        + [_reliability_line(studio, item, rows[item.model]) for item in items],
        layout=_panels_beside_each_other() if len(panels) > 1 else _one_panel(),
        source=("metrics", "/calibration"),
        note="calibration",
        height=420,
        wide=True,
    )


def _diagonal(studio: Studio, suffix: str) -> dict[str, Any]:
    """What a row that is as sure as it is right would show, in the panel whose axes end in ``suffix``."""
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [0, 1],
        "y": [0, 1],
        "showlegend": False,
        "hoverinfo": "skip",
        "line": {"color": studio.palette.grey, "dash": "dot", "width": 1.5},
        "meta": {"decoration": True},
        "xaxis": f"x{suffix}",
        "yaxis": f"y{suffix}",
    }


def _reliability_line(studio: Studio, item: Calibration, row: MetricsRow) -> dict[str, Any]:
    suffix = "2" if item.scaled else ""
    series = _observed(item, row)
    return {
        "type": "scatter",
        "mode": "lines+markers",
        # At the mean confidence of its samples, not at the bin's middle: most of the last bin lies near 1.
        "x": [one.confidence for one in item.bins],
        "y": series.values,
        **_whiskers(item),
        "xaxis": f"x{suffix}",
        "yaxis": f"y{suffix}",
        "legendgroup": item.model,
        "showlegend": not item.scaled,
        # An empty bin has no accuracy, and a line with a hole reads as an end.
        "connectgaps": True,
        "customdata": [one.samples for one in item.bins],
        "meta": {"column": escaped_label(series.name), "rows": series.keys},
        "hovertemplate": "says %{x:.0%}, right %{y:.0%} (%{customdata} samples)<extra>%{fullData.name}</extra>",
    } | row_style(studio, row)


def _one_panel() -> dict[str, Any]:
    return {
        "xaxis": axis("Confidence", percent=True, range=[0, 1.02], tickvals=[0, 0.5, 1]),
        # A little beyond 1, where most marks of a good model lie: the edge would cut them in half.
        "yaxis": axis("Accuracy", percent=True, range=[0, 1.05]),
    }


def _panels_beside_each_other() -> dict[str, Any]:
    """Before the temperature on the left, after it on the right."""
    layout = _one_panel()
    layout["xaxis"] |= {"domain": [0, 0.46]}
    layout["xaxis2"] = axis(
        "Confidence, rescaled", percent=True, range=[0, 1.02], tickvals=[0, 0.5, 1], domain=[0.54, 1], anchor="y2"
    )
    # One scale for both, or the panels could not be compared.
    layout["yaxis2"] = axis("", percent=True, range=[0, 1.05], anchor="x2", matches="y")
    return layout


def _whiskers(item: Calibration) -> dict[str, Any]:
    """Bars of each bin's own interval, thin, since lines of several rows cross; none in results of before."""
    told = [(one.accuracy or 0.0, one.interval or (one.accuracy or 0.0,) * 2) for one in item.bins]
    if all(one.interval is None for one in item.bins):
        return {}
    bars = error_bars([value for value, _ in told], [interval for _, interval in told])
    return {"error_y": bars | {"thickness": 0.8, "width": 0}}


def _observed(item: Calibration, row: MetricsRow) -> Series:
    """Accuracy in each bin of confidence."""
    bins = [f"{one.low:.0%} to {one.high:.0%}" for one in item.bins]
    stage = "after" if item.scaled else "before"
    return Series(f"{row_label(row)}, {stage}", bins, [one.accuracy for one in item.bins], percent=True)


def risk_coverage_chart(studio: Studio) -> Chart | None:
    """Errors among the samples that a row is surest of, by how many it answers."""
    rows = {row.model: row for row in studio.results.leading}
    items = [item for item in studio.results.metrics.risk_coverage if item.model in rows]
    if not items:
        return None
    lines = {
        item.model: Series(row_label(rows[item.model]), [round(c, 6) for c in item.coverage], item.risk, percent=True)
        for item in items
    }
    best = min(items, key=lambda item: item.area)
    between = "" if best.area_interval is None else f", interval {' to '.join(map(percent, best.area_interval))}"
    # The point nearest to one half: the grid of coverages is the artifact's, and may hold no half.
    half = [min(zip(item.coverage, item.risk, strict=True), key=lambda at: abs(at[0] - 0.5))[1] for item in items]
    return Chart(
        name="risk_coverage",
        title="Errors when it may abstain",
        summary=f"Answering only the surer half, at most {percent(max(half))} of the picks are wrong. "
        f"Least mean risk over all coverages: {percent(best.area)} ({row_label(rows[best.model])}{between}).",
        table=tabulate("Share of samples answered", list(lines.values())),
        traces=[
            row_line(studio, rows[model], line, "%{x:.0%} answered: %{y:.1%} wrong") for model, line in lines.items()
        ],
        layout={
            "xaxis": axis("Share of samples answered, the surest first", percent=True, range=[0, 1.02]),
            "yaxis": axis("Share of wrong picks among them", percent=True, rangemode="tozero"),
        },
        source=("metrics", "/risk_coverage"),
        note="risk-coverage",
        height=360,
    )


def confusion_charts(studio: Studio) -> list[Chart]:
    """One matrix for each backbone: its few-shot row of the galleries, or zero-shot."""
    charts = []
    for facts in studio.results.run.backbones:
        # The last: a backbone's rows stand zero-shot first.
        model = [row for row in studio.results.leading if row.backbone == facts.id][-1].model
        found = [(n, c) for n, c in enumerate(studio.results.metrics.confusion) if c.model == model]
        charts += [_confusion(studio, facts.id, place, item) for place, item in found]
    return charts


def _confusion(studio: Studio, backbone: str, place: int, item: Confusion) -> Chart:
    row = studio.results.row(item.model)
    names = [escaped_label(name) for name in item.categories]
    size = range(len(names))
    # The diagonal as well: another caption of the right category is a wrong pick too.
    wrong = [[item.counts[i][j] - (item.right[i] if i == j else 0) for j in size] for i in size]
    # Of equal counts the later pair, as good as any: the sentence names one, the chart has all.
    worst = max(((wrong[i][j], i, j) for i in size for j in size), default=(0, 0, 0))
    colour = studio.colour(backbone)
    total = sum(map(sum, wrong))
    return Chart(
        name=f"confusion_{backbone}",
        title=f"Wrong picks of {row_label(row)}",
        summary=f"{total:,} wrong picks."
        + (
            f" Most frequent: a caption of {item.categories[worst[2]]} for a picture of {item.categories[worst[1]]}, "
            f"{worst[0]} times."
            if total
            else ""
        ),
        table=matrix(item.categories, wrong),
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
                # Numbers in the cells: shades alone tell nobody whether 12 or 15 pictures were mixed up.
                "texttemplate": "%{z}",
                "hovertemplate": "picture: %{y}<br>caption picked: %{x}<br>%{z} times<extra></extra>",
            }
        ],
        layout={
            "xaxis": axis("Category of the caption picked", type="category", tickangle=-45, showgrid=False),
            "yaxis": axis("Category of the picture", type="category", autorange="reversed", showgrid=False),
        },
        source=("metrics", f"/confusion/{place}"),
        note="confusion",
        height=440,
    )
