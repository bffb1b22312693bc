"""Charts of how rows err: calibration, confusion, groups of samples, positions, agreement."""

from __future__ import annotations

from typing import Any

from pipeline.artifacts import Confusion
from pipeline.site.charts.chart import Chart, Studio, axis, row_style, stacked_rows, text
from pipeline.site.charts.comparison import headline_comparisons
from pipeline.site.charts.groups import group_charts
from pipeline.site.labels import row_label
from pipeline.site.numbers import percent
from pipeline.site.palette import tint


def diagnostic_charts(studio: Studio) -> list[Chart]:
    """The charts that this run has data for."""
    charts = [
        _calibration(studio),
        *_confusions(studio),
        *group_charts(studio),
        _error_kinds(studio),
        _positions(studio),
        _agreement(studio),
        _cleaned(studio),
    ]
    return [chart for chart in charts if chart is not None]


def _calibration(studio: Studio) -> Chart | None:
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


def _confusions(studio: Studio) -> list[Chart]:
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


def _error_kinds(studio: Studio) -> Chart | None:
    rows = {row.model: row for row in studio.results.headline}
    items = [e for e in studio.results.metrics.errors if e.model in rows and e.same_category_share is not None]
    if not items:
        return None
    labels = [text(row_label(rows[item.model])) for item in items]
    bar = {
        "type": "scatter",
        "mode": "markers",
        "y": labels,
        "hovertemplate": "%{y}: %{x:.1%}<extra>%{fullData.name}</extra>",
    }
    shares = [item.same_category_share or 0 for item in items]
    return Chart(
        name="errors",
        title="Errors within the picture's own category",
        summary=f"{percent(min(shares))} to {percent(max(shares))} of the errors pick a caption of the same category; "
        f"guessing among the distractors would give {percent(items[0].chance_share)}.",
        traces=[
            bar | {"name": "measured", "x": shares, "marker": {"color": studio.palette.colour(0), "size": 11}},
            bar
            | {
                "name": "by chance",
                "x": [item.chance_share for item in items],
                "marker": {"color": studio.palette.grey, "symbol": "line-ns-open", "size": 16, "line": {"width": 3}},
            },
        ],
        layout=stacked_rows(labels) | {"xaxis": axis("Share of errors", percent=True, rangemode="tozero")},
        source=("metrics", "/errors"),
        note="errors",
        height=90 + 44 * len(items),
    )


def _positions(studio: Studio) -> Chart | None:
    rows = {row.model: row for row in studio.results.headline}
    items = [item for item in studio.results.metrics.positions if item.model in rows]
    if not items:
        return None
    places = list(range(1, len(items[0].picked) + 1))
    correct = {
        "type": "scatter",
        "mode": "lines",
        "name": "right caption lay here",
        "x": places,
        "y": items[0].correct,
        "line": {"color": studio.palette.grey, "dash": "dot", "shape": "hvh"},
    }
    known = [item.p_value for item in items if item.p_value is not None]
    verdict = (
        "not tested: too few wrong picks"
        if not known
        else f"smallest p = {min(known):.3g} over {len(known)} rows, before correcting for looking at several"
    )
    return Chart(
        name="positions",
        title="Position bias: does the order of the captions matter?",
        summary=f"Wrong picks against an even spread over the {len(places)} positions: {verdict}.",
        traces=[
            correct,
            *(
                {
                    "type": "scatter",
                    "mode": "markers",
                    "x": places,
                    "y": item.picked,
                    "hovertemplate": "position %{x}: picked %{y} times<extra>%{fullData.name}</extra>",
                }
                | {key: value for key, value in row_style(studio, rows[item.model]).items() if key != "line"}
                for item in items
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


def _agreement(studio: Studio) -> Chart | None:
    shown = {row.model: row for row in studio.results.headline}
    items = headline_comparisons(studio.results)
    if not items:
        return None
    labels = ["<br>and ".join(text(row_label(shown[m])) for m in (c.model, c.baseline)) for c in items]
    parts = [
        ("both right", "both", studio.palette.colour(2), ""),
        ("only the first", "only_model", studio.palette.colour(0), "/"),
        ("only the second", "only_baseline", studio.palette.colour(1), "x"),
        ("both wrong", "neither", studio.palette.grey, "."),
    ]
    most = max(items, key=lambda c: c.only_model + c.only_baseline)
    return Chart(
        name="agreement",
        title="Agreement: who got which samples right?",
        summary=f"The pair that disagrees most ({row_label(shown[most.model])} and {row_label(shown[most.baseline])}) "
        f"differs on {most.only_model + most.only_baseline:,} of {most.samples:,} samples.",
        traces=[
            {
                "type": "bar",
                "orientation": "h",
                "name": name,
                "y": labels,
                "x": [getattr(c, field) for c in items],
                "marker": {"color": colour, "pattern": {"shape": shape}},
                "hovertemplate": "%{x} samples<extra>" + name + "</extra>",
            }
            for name, field, colour, shape in parts
        ],
        layout=stacked_rows(labels) | {"barmode": "stack", "xaxis": axis("Test samples")},
        source=("metrics", "/comparisons"),
        note="agreement",
        height=90 + 64 * len(items),
        wide=True,
    )


def _cleaned(studio: Studio) -> Chart | None:
    rows = [row for row in studio.results.headline if row.cleaned_accuracy is not None]
    if not rows:
        return None
    flagged = studio.results.metrics.false_negatives
    labels = [text(row_label(row)) for row in rows]
    dots = {
        "type": "scatter",
        "mode": "markers",
        "y": labels,
        "hovertemplate": "%{y}: %{x:.2%}<extra>%{fullData.name}</extra>",
    }
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
        traces=[
            dots
            | {
                "name": "as it is",
                "x": [row.accuracy for row in rows],
                "marker": {"color": studio.palette.colour(0), "size": 10},
            },
            dots
            | {
                "name": "cleaned",
                "x": [row.cleaned_accuracy for row in rows],
                "marker": {
                    "color": studio.palette.colour(1),
                    "symbol": "diamond-open",
                    "size": 12,
                    "line": {"width": 2},
                },
            },
        ],
        layout=stacked_rows(labels) | {"xaxis": axis("Accuracy", percent=True)},
        source=("metrics", "/false_negatives"),
        note="false-negatives",
        height=90 + 44 * len(rows),
    )
