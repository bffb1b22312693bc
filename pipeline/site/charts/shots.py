"""Charts of the number of labelled images: accuracy over draws, and every metric of a backbone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from pipeline.results.labels import adapter_label, recipe_label, row_label
from pipeline.results.number_formats import percent, points
from pipeline.results.schemas.metrics import MetricsRow
from pipeline.site.charts.chart import Chart, Studio, axis, band, escaped_label, placed
from pipeline.site.charts.chart_table import Series, tabulate
from pipeline.site.charts.palette import dash, symbol

LABELS_AXIS = "Labelled images per category (0: zero-shot)"
ALL_LABELS_AXIS = "Labelled images used: shots and validation"


def shot_charts(studio: Studio) -> list[Chart]:
    """`shots`, `labels` and, for each backbone, `<backbone>_eval`: metrics by number of labelled images."""
    if not studio.results.few_shot:
        return []
    return [
        _shots(studio),
        _labels(studio),
        *(_eval(studio, facts.id, facts.name) for facts in studio.results.run.backbones),
    ]


@dataclass(frozen=True)
class _Learning:
    """Accuracy of one recipe by number of shots, over its draws."""

    backbone: str
    adapter: str | None
    low: Series
    """Mean minus one standard deviation."""
    high: Series
    mean: Series
    gain: float | None
    """Of the most shots against zero-shot."""
    most: MetricsRow
    """The row of the most shots."""


def _shots(studio: Studio) -> Chart:
    lines = [
        _learning(studio, facts.id, facts.name, adapter, rows)
        for facts in studio.results.run.backbones
        for adapter, rows in _recipes(studio, facts.id).items()
    ]
    best = max((line for line in lines if line.gain is not None), key=lambda line: line.gain or 0, default=None)
    return Chart(
        name="shots",
        title="Accuracy by labelled images per category",
        summary=(
            f"With the most labels, the largest mean change against zero-shot is {points(best.gain or 0)} points"
            f"{_how_sure(studio, best.most)}: {best.mean.name}. "
            if best
            else ""
        )
        + "Lines are means over support draws, bands one standard deviation.",
        table=tabulate(LABELS_AXIS, [s for line in lines for s in (line.low, line.high, line.mean)]),
        traces=[trace for line in lines for trace in _band_and_line(studio, line)],
        layout={"xaxis": _shots_axis(studio), "yaxis": axis("Accuracy, mean over draws", percent=True)},
        source=("metrics", "/rows"),
        note="shots",
        height=400,
        wide=True,
    )


def _recipes(studio: Studio, backbone: str) -> dict[str | None, list[MetricsRow]]:
    """The few-shot rows of a backbone by adapter, ascending in shots."""
    grouped: dict[str | None, list[MetricsRow]] = {}
    # metrics.json has rows by adapter first; a line needs its points from left to right.
    for row in sorted(studio.results.metrics.rows, key=lambda row: row.shots):
        if row.backbone == backbone and row.shots:
            grouped.setdefault(row.adapter, []).append(row)
    return grouped


def _shots_axis(studio: Studio) -> dict[str, Any]:
    shots = sorted({row.shots for row in studio.results.metrics.rows})
    return axis(LABELS_AXIS, tickvals=shots)


def _labels(studio: Studio) -> Chart:
    """Accuracy against every label that a row saw: shots, and the validation images that chose its epoch or share."""
    traces, columns, gains = [], [], []
    for facts in studio.results.run.backbones:
        start = studio.results.zero_shot.get(facts.id)
        for adapter, rows in _recipes(studio, facts.id).items():
            for place, series in enumerate(_by_labels(f"{facts.name}, {adapter_label(adapter)}", rows)):
                columns.append(series)
                style = _labels_style(studio, facts.id, adapter, series.name)
                # One entry of the legend for a recipe: its points beside the line look like the line's own.
                traces.append(placed(series) | style | {"showlegend": place == 0})
            # Every row, not only those on the line: the largest gain may be a point beside it.
            gains += [(row.judged_accuracy - start.accuracy, row) for row in rows if start]
    gain, best = max(gains, key=lambda one: one[0], default=(0.0, None))
    said = f", with {_labels_of(best)} labels{_how_sure(studio, best)}: {row_label(best)}" if best else ""
    return Chart(
        name="labels",
        title="Accuracy by all labelled images used",
        summary=f"The largest mean change against zero-shot is {points(gain)} points{said}. "
        "Images that choose an epoch or a share have labels too, and count.",
        table=tabulate(ALL_LABELS_AXIS, columns),
        traces=traces,
        layout={"xaxis": axis(ALL_LABELS_AXIS), "yaxis": axis("Accuracy, mean over draws", percent=True)},
        source=("metrics", "/rows"),
        note="labels",
        height=400,
        wide=True,
    )


def _by_labels(label: str, rows: list[MetricsRow]) -> list[Series]:
    """A line of one row for each number of labels, that of the most shots; every other row as a point of its own."""
    line = {_labels_of(row): row for row in rows}  # ascending in shots: the last one stays
    series = [Series(label, list(line), [row.judged_accuracy for row in line.values()])]
    others = [row for row in rows if line[_labels_of(row)] is not row]
    return series + [Series(f"{label}, {row.shots}-shot", [_labels_of(row)], [row.judged_accuracy]) for row in others]


def _labels_of(row: MetricsRow) -> int:
    return row.support_images + row.validation_images


def _labels_style(studio: Studio, backbone: str, adapter: str | None, label: str) -> dict[str, Any]:
    recipe, name = studio.recipe(adapter), escaped_label(label)
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": name,
        "line": {"color": studio.colour(backbone), "dash": dash(recipe - 1), "width": 1},
        "marker": {"size": 9, "symbol": symbol(recipe, studio.backbone(backbone))},
        "hovertemplate": "%{x} labels: %{y:.2%}<extra>" + name + "</extra>",
    }


def _learning(studio: Studio, backbone: str, name: str, adapter: str | None, rows: list[MetricsRow]) -> _Learning:
    start = studio.results.zero_shot.get(backbone)
    # Zero-shot is drawn by nobody: its point has no spread.
    values = [(0, start.accuracy, 0.0)] if start else []
    for row in rows:
        # A single draw has no spread, and the band closes there.
        values.append((row.shots, row.judged_accuracy, row.accuracy_sd or 0.0))
    shots = [k for k, _, _ in values]
    label = f"{name}, {adapter_label(adapter)}"
    return _Learning(
        backbone=backbone,
        adapter=adapter,
        low=Series(f"{label}: mean − sd", shots, [mean - sd for _, mean, sd in values], percent=True),
        high=Series(f"{label}: mean + sd", shots, [mean + sd for _, mean, sd in values], percent=True),
        mean=Series(label, shots, [mean for _, mean, _ in values], percent=True),
        # Against zero-shot of the same backbone; without such a row nothing is gained or lost.
        gain=values[-1][1] - start.accuracy if start else None,
        most=rows[-1],
    )


def _how_sure(studio: Studio, row: MetricsRow) -> str:
    """Interval and verdict of a row against its zero-shot row, in brackets; empty where it was not compared."""
    found = studio.results.against_zero_shot(row)
    if found is None:
        return ""
    _, one = found
    low, high = map(points, one.interval)
    return f" ({100 * studio.results.metrics.confidence:g} % interval {low} to {high}, {one.verdict})"


def _band_and_line(studio: Studio, line: _Learning) -> list[dict[str, Any]]:
    label, recipe = escaped_label(line.mean.name), studio.recipe(line.adapter)
    colour = studio.palette.tint(studio.backbone(line.backbone), 0.13)
    low, high = band(line.low.keys, line.low.values, line.high.values, colour, legendgroup=label)
    return [
        low | {"meta": {"column": escaped_label(line.low.name)}},
        high | {"meta": {"column": escaped_label(line.high.name)}},
        placed(line.mean)
        | {
            "type": "scatter",
            "mode": "lines+markers",
            "name": label,
            "legendgroup": label,
            "line": {"color": studio.colour(line.backbone), "dash": dash(recipe - 1), "width": 2},
            "marker": {"size": 8, "symbol": symbol(recipe, studio.backbone(line.backbone))},
            "hovertemplate": "%{x} shots: %{y:.2%}<extra>" + label + "</extra>",
        },
    ]


def _eval(studio: Studio, backbone: str, name: str) -> Chart:
    """Accuracy over draws with its interval, and macro F1 of the released checkpoints, across shot counts."""
    zero = studio.results.zero_shot.get(backbone)
    columns: list[Series] = []
    traces: list[dict[str, Any]] = []
    for adapter, few in _recipes(studio, backbone).items():
        rows, recipe = ([zero] if zero else []) + few, studio.recipe(adapter) - 1
        shots, label = [row.shots for row in rows], adapter_label(adapter)
        accuracy = Series(
            f"Accuracy, {label}",
            shots,
            [row.judged_accuracy for row in rows],
            [row.judged_interval for row in rows],
            percent=True,
        )
        columns.append(accuracy)
        low, high = zip(*(row.judged_interval for row in rows), strict=True)
        # Bands are marked as decoration: their edges are the intervals, which the table has in columns of their own.
        traces += band(shots, low, high, studio.palette.tint(recipe, 0.1), meta={"decoration": True})
        traces.append(placed(replace(accuracy, intervals=None)) | _eval_style(studio, accuracy.name, 0, recipe))
        f1 = Series(f"F1 macro, {label}: released", shots, [row.f1_macro for row in rows], percent=True)
        if any(value is not None for value in f1.values):
            columns.append(f1)
            # One draw each: no line, since its ups and downs would be read as a course.
            traces.append(placed(f1) | _eval_style(studio, f1.name, 1, recipe) | {"mode": "markers"})
    own = [row for row in studio.results.metrics.rows if row.backbone == backbone]
    best = max(own, key=lambda row: row.judged_accuracy)
    return Chart(
        name=f"{backbone}_eval",
        title=f"{name} across shot counts",
        summary=f"Highest accuracy: {percent(best.judged_accuracy)}, {recipe_label(best)}; trained rows by the mean of "
        f"their draws. Bands are {100 * studio.results.metrics.confidence:g} % intervals; marks without a line are the "
        "released checkpoints' F1.",
        table=tabulate(LABELS_AXIS, columns),
        traces=traces,
        layout={"xaxis": _shots_axis(studio), "yaxis": axis("Score", percent=True)},
        source=("metrics", "/rows"),
        height=400,
    )


def _eval_style(studio: Studio, name: str, metric: int, recipe: int) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": escaped_label(name),
        "line": {"color": studio.palette.colour(recipe), "dash": dash(recipe)},
        "marker": {"size": 7, "symbol": symbol(metric, recipe)},
        "hovertemplate": "%{x} shots: %{y:.2%}<extra>%{fullData.name}</extra>",
    }
