"""Charts that compare rows: accuracy, F1, time."""

from __future__ import annotations

from typing import Any

from pipeline.results.catalogue import MEASURES, Measure
from pipeline.results.labels import row_label, shots_label
from pipeline.results.number_formats import percent
from pipeline.results.schemas.metrics import MetricsRow
from pipeline.results.schemas.timings import TimingRow
from pipeline.settings import References, Reported
from pipeline.site.charts.chart import Chart, Studio, axis, escaped_label, placed, stacked_rows
from pipeline.site.charts.chart_table import Series, tabulate
from pipeline.site.charts.palette import symbol

STEPS = {
    "decode": "reading pictures",
    "image": "image tower",
    "captions": "text tower",
    "head": "comparison and choice",
}


def metric_charts(studio: Studio, references: References | None) -> list[Chart]:
    """The headline rows by each measure of the catalogue that names a chart; one that nobody knows is left out."""
    return [
        _metric(studio, measure, measure.chart, references if measure.field == "accuracy" else None)
        for measure in MEASURES
        if measure.chart and any(getattr(row, measure.field) is not None for row in studio.results.headline)
    ]


def _metric(studio: Studio, measure: Measure, name: str, references: References | None) -> Chart:
    rows = studio.results.headline
    own = [[row for row in rows if row.backbone == facts.id] for facts in studio.results.run.backbones]
    drawn = [_series(measure, some) for some in own]
    traces = [_dots(studio, some, series) for some, series in zip(own, drawn, strict=True)]
    # A series and marks of their own: they were measured on other samples.
    reported = _reported(measure, references.rows) if references and references.rows else None
    if reported:
        drawn.append(reported)
        traces.append(_reported_dots(studio, reported))
    labels = [escaped_label(key) for one in drawn for key in one.keys]
    layout: dict[str, Any] = stacked_rows(labels) | {"xaxis": axis(measure.title, percent=True)}
    # Far above chance, its line would only press the rows together.
    if measure.field == "accuracy" and min(row.accuracy for row in rows) < 3 * studio.results.metrics.chance:
        layout |= _chance_line(studio)
    # Without the reported rows, which come last: the sentence is about what was measured here.
    measured = [value or 0.0 for one in drawn[: len(own)] for value in one.values]
    shown = dict(zip((row.model for some in own for row in some), measured, strict=True))
    # By the values drawn: the mean over draws, where the released checkpoint may have been lucky.
    best = max(rows, key=lambda row: shown[row.model])
    trained = "mean over draws" if measure.field == "accuracy" else "the released checkpoint"
    whiskers = f" Whiskers are {100 * studio.results.metrics.confidence:g} % intervals."
    return Chart(
        name=name,
        title=f"{measure.title} of the headline rows",
        summary=_ends(row_label(best), shown[best.model], min(shown.values()))
        + (f" Trained rows: {trained}." if studio.results.few_shot else "")
        + (whiskers if any(one.intervals for one in drawn) else "")
        + (" Hollow grey marks are reported elsewhere, not measured here." if reported else ""),
        table=tabulate("", drawn),
        traces=traces,
        layout=layout,
        source=("metrics", "/rows"),
        note={"acc": "accuracy", "f1_macro": "f1"}.get(name),
        height=90 + 44 * len(labels),
    )


def _ends(best: str, highest: float, lowest: float) -> str:
    # No row is named where all are written with the same figure: none of them is the highest.
    if percent(highest) == percent(lowest):
        return f"All rows: {percent(highest)}."
    return f"Highest: {best} with {percent(highest)}; lowest {percent(lowest)}."


def _series(measure: Measure, rows: list[MetricsRow]) -> Series:
    # A trained row is shown by the mean over its draws, as it is judged.
    judged = measure.field == "accuracy"
    values = [row.judged_accuracy if judged else getattr(row, measure.field) for row in rows]
    found = [row.judged_interval if judged else getattr(row, str(measure.interval), None) for row in rows]
    # Files of before have no intervals of some measures.
    known = [interval for interval in found if interval is not None]
    return Series(
        measure.title,
        [row_label(row) for row in rows],
        values,
        known if len(known) == len(rows) else None,
        percent=True,
    )


def _dots(studio: Studio, rows: list[MetricsRow], series: Series) -> dict[str, Any]:
    colour = studio.colour(rows[0].backbone)
    return placed(series, sideways=True) | {
        "type": "scatter",
        "mode": "markers",
        "name": escaped_label(rows[0].name),
        "marker": {
            "color": colour,
            "symbol": [symbol(studio.recipe(row.adapter), studio.backbone(row.backbone)) for row in rows],
            "size": 10,
            "line": {"color": colour, "width": 2},
        },
        "meta": {"column": series.name},
        "hovertemplate": "%{y}: %{x:.2%}<extra></extra>",
    }


def _reported(measure: Measure, rows: list[Reported]) -> Series:
    labels = [f"{row.name} {shots_label(row.shots)}, reported" for row in rows]
    return Series(measure.title, labels, [getattr(row, measure.field) for row in rows], percent=True)


def _reported_dots(studio: Studio, series: Series) -> dict[str, Any]:
    return placed(series, sideways=True) | {
        "type": "scatter",
        "mode": "markers",
        "name": "reported, not measured here",
        "marker": {"color": studio.palette.grey, "symbol": "circle-open", "size": 10, "line": {"width": 2}},
        "meta": {"column": series.name},
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


def time_chart(studio: Studio) -> Chart | None:
    """`time`: ms per sample, by step; None where nothing was timed, as with features computed elsewhere."""
    timings = studio.results.timings
    known = studio.results.row_index
    rows = [row for row in timings.rows if row.model in known]
    if not rows:
        return None
    shown = {row.model for row in studio.results.headline}
    # Times may be of rows that no headline has, and then say more than an empty chart.
    rows = [row for row in rows if row.model in shown] or rows
    labels = [row_label(studio.results.row(row.model)) for row in rows]
    parts = {
        step: Series(STEPS[step], labels, [_ms_per_sample(row, step) for row in rows])
        # Steps as they follow each other in a run, which is how timings.json lists them.
        for step in dict.fromkeys(step.step for row in rows for step in row.steps)
    }
    traces = [
        placed(part, sideways=True)
        | {
            "type": "bar",
            "orientation": "h",
            "name": part.name,
            "marker": {"color": studio.palette.colour(index), "pattern": {"shape": ["", "/", ".", "x"][index % 4]}},
            "hovertemplate": "%{x:.3g} ms<extra>" + part.name + "</extra>",
        }
        for index, part in enumerate(parts.values())
    ]
    fastest = min(rows, key=lambda row: row.ms_per_sample)
    return Chart(
        name="time",
        title="Time for one sample, from file to choice",
        summary=f"Fastest: {row_label(studio.results.row(fastest.model))} with {fastest.ms_per_sample:.3g} ms a sample "
        f"on {timings.device}, {timings.threads} threads.",
        table=tabulate("", list(parts.values())),
        traces=traces,
        layout=stacked_rows(list(map(escaped_label, labels)))
        | {"barmode": "stack", "xaxis": axis("Milliseconds per sample")},
        source=("timings", "/rows"),
        note="time",
        height=90 + 48 * len(rows),
    )


def _ms_per_sample(row: TimingRow, step: str) -> float:
    return round(1000 * sum(one.seconds for one in row.steps if one.step == step) / row.samples, 4)
