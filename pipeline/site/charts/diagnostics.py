"""Charts of how rows err: kinds of errors, positions, false negatives; and the order of all such charts."""

from __future__ import annotations

import numpy as np

from pipeline.evaluation.significance.multiple_testing import holm
from pipeline.results.labels import row_label
from pipeline.results.number_formats import p_value, percent, probability
from pipeline.site.charts.chart import (
    Chart,
    Studio,
    axis,
    dots,
    escaped_label,
    placed,
    reference_tick,
    row_style,
    stacked_rows,
)
from pipeline.site.charts.chart_table import Series, tabulate
from pipeline.site.charts.differences import agreement_chart
from pipeline.site.charts.groups import candidates_chart, group_charts, redraws_chart
from pipeline.site.charts.reliability import calibration_chart, confusion_charts, risk_coverage_chart


def diagnostic_charts(studio: Studio) -> list[Chart]:
    """The charts that this run has data for."""
    charts = [
        calibration_chart(studio),
        risk_coverage_chart(studio),
        *confusion_charts(studio),
        *group_charts(studio),
        _error_kinds(studio),
        _positions(studio),
        candidates_chart(studio),
        redraws_chart(studio),
        agreement_chart(studio),
        _cleaned(studio),
    ]
    return [chart for chart in charts if chart is not None]


def _error_kinds(studio: Studio) -> Chart | None:
    rows = {row.model: row for row in studio.results.headline}
    items = [e for e in studio.results.metrics.errors if e.model in rows and e.same_category_share is not None]
    if not items:
        return None
    labels = [row_label(rows[item.model]) for item in items]
    shares = [item.same_category_share or 0 for item in items]
    found = [item.same_category_share_interval for item in items]
    # Files of before have no intervals of these.
    known = [interval for interval in found if interval is not None]
    whiskers = f" Whiskers are {100 * studio.results.metrics.confidence:g} % intervals." if known else ""
    measured = Series("measured", labels, shares, known if len(known) == len(found) else None, percent=True)
    chance = Series("by chance", labels, [item.chance_share for item in items], percent=True)
    return Chart(
        name="errors",
        title="Errors within the picture's own category",
        # The chance of the first row stands for all: it is the samples' own, whoever answers.
        summary=f"{percent(min(shares))} to {percent(max(shares))} of the errors pick a caption of the same category; "
        f"guessing among the distractors would give {percent(items[0].chance_share)}.{whiskers}",
        table=tabulate("", [measured, chance]),
        traces=[
            dots(measured, "%{y}: %{x:.1%}", {"color": studio.palette.colour(0), "size": 11}),
            dots(chance, "%{y}: %{x:.1%}", reference_tick(studio)),
        ],
        layout=stacked_rows(list(map(escaped_label, labels)))
        | {"xaxis": axis("Share of errors", percent=True, rangemode="tozero")},
        source=("metrics", "/errors"),
        note="errors",
        height=90 + 44 * len(items),
    )


def _positions(studio: Studio) -> Chart | None:
    rows = {row.model: row for row in studio.results.leading}
    items = [item for item in studio.results.metrics.positions if item.model in rows]
    if not items:
        return None
    places = list(range(1, len(items[0].picked) + 1))
    correct = Series("right caption lay here", places, items[0].correct)
    picked = {item.model: Series(row_label(rows[item.model]), places, item.picked) for item in items}
    # As steps between positions: a straight line would suggest positions in between.
    line = placed(correct) | {
        "type": "scatter",
        "mode": "lines",
        "name": correct.name,
        "line": {"color": studio.palette.grey, "dash": "dot", "shape": "hvh"},
    }
    # Where too few picks were wrong there is no test, and the sentence says so.
    known = [item.p_value for item in items if item.p_value is not None]
    verdict = "not tested: too few wrong picks"
    if known:
        # Several rows are looked at, and one of them is always the least even.
        among = f", {probability(float(min(holm(np.array(known)))))} among {len(known)} rows" if len(known) > 1 else ""
        verdict = f"smallest {p_value(min(known))}{among}"
    return Chart(
        name="positions",
        title="Position bias: does the order of the captions matter?",
        summary=f"Wrong picks against an even spread over the {len(places)} positions: {verdict}.",
        table=tabulate("Position among the captions", [correct, *picked.values()]),
        traces=[
            line,
            *(
                placed(series)
                | {
                    "type": "scatter",
                    "mode": "markers",
                    "hovertemplate": "position %{x}: picked %{y} times<extra>%{fullData.name}</extra>",
                }
                | {key: value for key, value in row_style(studio, rows[model]).items() if key != "line"}
                for model, series in picked.items()
            ),
        ],
        layout={
            "xaxis": axis("Position among the captions", dtick=1),
            "yaxis": axis("Times picked", rangemode="tozero"),
        },
        source=("metrics", "/positions"),
        note="positions",
        height=360,
    )


def _cleaned(studio: Studio) -> Chart | None:
    rows = [row for row in studio.results.headline if row.cleaned_accuracy is not None]
    if not rows:
        return None
    flagged = studio.results.metrics.false_negatives
    labels = [row_label(row) for row in rows]
    raw = Series("as it is", labels, [row.accuracy for row in rows], percent=True)
    cleaned = Series("cleaned", labels, [row.cleaned_accuracy for row in rows], percent=True)
    gain = max((row.cleaned_accuracy or 0) - row.accuracy for row in rows)
    samples = len({item.id for item in flagged})
    summary = "No distractor is known to be true of its picture, so nothing changes."
    if flagged:
        summary = (
            f"{len(flagged):,} distractor{'s' * (len(flagged) > 1)} of {samples:,} test "
            f"sample{'s' * (samples > 1)} flagged as true of the picture; counting their picks as right "
            f"changes no row by more than {100 * gain:.1f} points."
        )
    return Chart(
        name="cleaned",
        title="Accuracy with and without false negatives",
        summary=summary,
        table=tabulate("", [raw, cleaned]),
        traces=[
            dots(raw, "%{y}: %{x:.2%}", {"color": studio.palette.colour(0), "size": 10}),
            # Open and larger: where nothing changes, both marks are seen in one place.
            dots(
                cleaned,
                "%{y}: %{x:.2%}",
                {"color": studio.palette.colour(1), "symbol": "diamond-open", "size": 12, "line": {"width": 2}},
            ),
        ],
        layout=stacked_rows(list(map(escaped_label, labels))) | {"xaxis": axis("Accuracy", percent=True)},
        source=("metrics", "/false_negatives"),
        note="false-negatives",
        height=90 + 44 * len(rows),
    )
