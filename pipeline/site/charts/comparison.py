"""Charts that compare rows: accuracy, F1, time, differences, shot counts."""

from __future__ import annotations

from typing import Any

from pipeline.artifacts import Comparison, MetricsRow
from pipeline.settings import References
from pipeline.site.charts.chart import Chart, Studio, axis, error_bars, stacked_rows, text
from pipeline.site.labels import adapter_label, recipe_label, row_label, shots_label
from pipeline.site.numbers import percent, points
from pipeline.site.palette import dash, symbol
from pipeline.site.results import Results

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


def headline_comparisons(results: Results) -> list[Comparison]:
    """Trained rows against their own zero-shot row, and backbones against each other in the same recipe."""
    rows = {row.model: row for row in results.headline}

    def telling(item: Comparison) -> bool:
        first, second = rows[item.model], rows[item.baseline]
        same_recipe = (first.shots, first.adapter) == (second.shots, second.adapter)
        own_zero_shot = first.backbone == second.backbone and not second.shots and second.adapter is None
        return same_recipe or own_zero_shot

    known = [item for item in results.metrics.comparisons if item.model in rows and item.baseline in rows]
    return [item for item in known if telling(item)]


def forest_chart(studio: Studio) -> Chart | None:
    """`forest`: paired differences with intervals; filled where the verdict is not "no evidence"."""
    items = headline_comparisons(studio.results)
    if not items:
        return None
    clear = [item for item in items if item.verdict != "no evidence of a difference"]
    return Chart(
        name="forest",
        title="Differences in accuracy, paired on the same samples",
        summary=f"{len(clear)} of {len(items)} differences are distinguishable from zero: "
        + ("; ".join(_sentence(studio, item) for item in clear[:3]) if clear else "none")
        + (f"; and {len(clear) - 3} more." if len(clear) > 3 else "."),
        traces=[_differences(studio, [i for i in items if (i in clear) is wanted], wanted) for wanted in (True, False)],
        layout=stacked_rows([_pair(studio, item) for item in items])
        | {
            "xaxis": axis("Difference in percentage points"),
            "shapes": [
                {
                    "type": "line",
                    "x0": 0,
                    "x1": 0,
                    "yref": "paper",
                    "y0": 0,
                    "y1": 1,
                    "line": {"color": studio.palette.grey, "width": 1.5},
                }
            ],
        },
        source=("metrics", "/comparisons"),
        note="forest",
        height=90 + 58 * len(items),
        wide=True,
    )


def _sentence(studio: Studio, item: Comparison) -> str:
    rows = [studio.results.row(item.model), studio.results.row(item.baseline)]
    return f"{row_label(rows[0])} {item.verdict} than {row_label(rows[1])} ({points(item.difference)})"


def _pair(studio: Studio, item: Comparison) -> str:
    return "<br>− ".join(text(row_label(studio.results.row(model))) for model in (item.model, item.baseline))


def _differences(studio: Studio, items: list[Comparison], clear: bool) -> dict[str, Any]:
    values = [round(100 * item.difference, 4) for item in items]
    bars = error_bars(values, [(100 * item.interval[0], 100 * item.interval[1]) for item in items])
    colour = studio.palette.colour(0) if clear else studio.palette.grey
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "distinguishable from zero" if clear else "no evidence of a difference",
        "x": values,
        "y": [_pair(studio, item) for item in items],
        "error_x": bars,
        "marker": {"color": colour, "symbol": "circle" if clear else "circle-open", "size": 11, "line": {"width": 2}},
        "meta": {"column": "Difference in points"},
        "hovertemplate": "%{x:+.2f} points<extra>%{y}</extra>",
    }
