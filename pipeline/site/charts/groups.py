"""Charts of accuracy in groups of samples: category, caption length, number of objects; and among other candidates."""

from __future__ import annotations

from typing import Any

from pipeline.results.labels import row_label
from pipeline.results.number_formats import percent
from pipeline.results.schemas.metrics import GroupAccuracy, MetricsRow
from pipeline.site.charts.chart import (
    Chart,
    Studio,
    axis,
    dots,
    escaped_label,
    placed,
    reference_tick,
    row_line,
    row_style,
    stacked_rows,
)
from pipeline.site.charts.chart_table import Series, tabulate

AXES = {"category": "", "caption length": "Words in the right caption", "objects": "Objects of the category"}


# A little above one half, what guessing gives among the two candidates that the chart begins with.
NEAR_CHANCE = 0.6
"""Where a row is no better than this, the chart of candidates shows what guessing would give."""


def group_charts(studio: Studio) -> list[Chart]:
    """Categories for each backbone, caption length and objects for all; a single group is no chart."""
    results = studio.results
    charts = [
        _chart(
            studio,
            "category",
            f"categories_{facts.id}",
            f"{facts.name}: accuracy by category",
            [row for row in results.leading if row.backbone == facts.id],
        )
        for facts in results.run.backbones
    ]
    lengths = "Accuracy by length of the right caption"
    charts.append(_chart(studio, "caption length", "by_caption_length", lengths, results.leading))
    charts.append(_chart(studio, "objects", "by_objects", "Accuracy by number of objects", results.leading))
    return [chart for chart in charts if chart is not None]


def _chart(studio: Studio, group: str, name: str, title: str, rows: list[MetricsRow]) -> Chart | None:
    by_model = {row.model: row for row in rows}
    items = [item for item in studio.results.metrics.groups if item.group == group and item.model in by_model]
    values = list(dict.fromkeys(item.value for item in items))
    if len(values) < 2:
        return None
    sideways = group == "category"
    by_row = {row.model: _series(row, [item for item in items if item.model == row.model]) for row in rows}
    low, high = min(item.interval[0] for item in items), max(item.interval[1] for item in items)
    # Cut to what the whiskers reach: from 0 on, groups that differ by points would look alike.
    along = axis("Accuracy", percent=True, range=[max(-0.01, low - 0.03), min(1.01, high + 0.03)])
    across = axis(AXES[group], type="category") | ({"autorange": "reversed"} if sideways else {})
    return Chart(
        name=name,
        title=title,
        summary=_extremes(items),
        table=tabulate(AXES[group], list(by_row.values())),
        traces=[_trace(studio, by_model[model], series, sideways) for model, series in by_row.items()],
        layout={"scattermode": "group", "scattergap": 0.35}
        | ({"xaxis": along, "yaxis": across} if sideways else {"xaxis": across, "yaxis": along}),
        source=("metrics", "/groups"),
        note="groups",
        height=80 + len(values) * (12 + 12 * len(rows)) if sideways else 300,
    )


def candidates_chart(studio: Studio) -> Chart | None:
    """Accuracy with 2, 3, … of the candidates, guessing beside it."""
    rows = {row.model: row for row in studio.results.leading}
    items = [item for item in studio.results.metrics.candidates if item.model in rows]
    if not items or len(items[0].candidates) < 2:
        return None
    counts = items[0].candidates
    chance = Series("by chance", counts, [1 / count for count in counts], percent=True)
    lines = {
        item.model: Series(row_label(rows[item.model]), counts, item.accuracy, item.interval, percent=True)
        for item in items
    }
    first, last = ([item.accuracy[end] for item in items] for end in (0, -1))
    # By the lowest whisker, since it has to be seen as well.
    lowest = min(low for item in items for low, _ in item.interval)
    # Far below all rows, the line of guessing would only press them together.
    guessing = [chance] if lowest < NEAR_CHANCE else []
    return Chart(
        name="candidates",
        title="Accuracy by number of candidates",
        summary=f"{percent(min(first))} to {percent(max(first))} with {counts[0]} candidates, "
        f"{percent(min(last))} to {percent(max(last))} with all {counts[-1]}; guessing "
        f"would give {percent(1 / counts[0])} and {percent(1 / counts[-1])}.",
        table=tabulate("Candidates", [*guessing, *lines.values()]),
        traces=[
            *(
                placed(line)
                | {"type": "scatter", "mode": "lines", "name": line.name}
                | {"line": {"color": studio.palette.grey, "dash": "dot"}, "hoverinfo": "skip"}
                for line in guessing
            ),
            *(row_line(studio, rows[model], line, "%{x} candidates: %{y:.1%}") for model, line in lines.items()),
        ],
        layout={
            "xaxis": axis("Candidates, the right caption among them", dtick=1),
            "yaxis": axis("Accuracy", percent=True, range=[0 if guessing else lowest - 0.02, 1.01]),
        },
        source=("metrics", "/candidates"),
        note="candidates",
        height=360,
    )


def redraws_chart(studio: Studio) -> Chart | None:
    """Accuracy of the headline rows over redraws of the distractors, beside that on the test set as it is."""
    items = studio.results.metrics.redrawn
    if not items:
        return None
    rows = [studio.results.row(item.model) for item in items]
    labels = [row_label(row) for row in rows]
    given = Series("the test set as it is", labels, [row.accuracy for row in rows], percent=True)
    over = Series(
        "over redraws", labels, [item.accuracy for item in items], [item.interval for item in items], percent=True
    )
    # Zero-shot rows have nothing to be ahead of.
    told = [item for item in items if item.difference_interval is not None]
    ahead = [item for item in told if item.difference_interval and item.difference_interval[0] > 0]
    summary = f"Over {items[0].redraws} redraws, no row's accuracy spreads by more than "
    summary += f"{100 * max(high - low for low, high in (item.interval for item in items)):.1f} points. "
    summary += (
        f"{len(ahead)} of {len(told)} rows are ahead of their zero-shot row in nearly every redraw."
        if told
        else "Every row is plain zero-shot."
    )
    return Chart(
        name="redraws",
        title="Accuracy over redraws of the distractors",
        summary=summary,
        table=tabulate("", [over, given]),
        traces=[
            dots(over, "%{y}: %{x:.2%}", {"color": studio.palette.colour(0), "size": 10}),
            dots(given, "%{y}: %{x:.2%}", reference_tick(studio)),
        ],
        layout=stacked_rows(list(map(escaped_label, labels))) | {"xaxis": axis("Accuracy", percent=True)},
        source=("metrics", "/redrawn"),
        note="redraws",
        height=90 + 44 * len(items),
    )


def _series(row: MetricsRow, items: list[GroupAccuracy]) -> Series:
    shares, intervals = [item.accuracy for item in items], [item.interval for item in items]
    return Series(row_label(row), [item.value for item in items], shares, intervals, percent=True)


def _trace(studio: Studio, row: MetricsRow, series: Series, sideways: bool) -> dict[str, Any]:
    style = row_style(studio, row)
    # Groups have no order that a line could follow.
    del style["line"]
    where = placed(series, sideways=sideways) | ({"orientation": "h"} if sideways else {})
    where["error_x" if sideways else "error_y"] |= {"thickness": 1, "width": 2}
    value = "%{x:.1%}" if sideways else "%{y:.1%}"
    return (
        {"type": "scatter", "mode": "markers", "hovertemplate": f"{value}<extra>%{{fullData.name}}</extra>"}
        | where
        | style
    )


def _extremes(items: list[GroupAccuracy]) -> str:
    """Lowest and highest group, on average over the rows."""
    by_value: dict[str, list[float]] = {}
    for item in items:
        by_value.setdefault(item.value, []).append(item.accuracy)
    # Over the rows: of a single row, which group is lowest is often luck.
    means = {value: sum(shares) / len(shares) for value, shares in by_value.items()}
    low, high = min(means, key=means.__getitem__), max(means, key=means.__getitem__)
    # By what is written: two names with one figure would say a difference that nobody can see.
    if percent(means[low]) == percent(means[high]):
        return f"On average over the rows, {percent(means[low])} for {'each of them' if len(means) > 1 else low}."
    ends = f"lowest for {low} ({percent(means[low])}), highest for {high} ({percent(means[high])})"
    return f"On average over the rows, {ends}."
