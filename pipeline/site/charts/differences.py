"""Charts of pairs on the same samples: how far apart rows are, and where they disagree; maps and a random one."""

from __future__ import annotations

from typing import Any

from pipeline.results.labels import METHODS, row_label
from pipeline.results.number_formats import gain, points
from pipeline.results.schemas.attention import Contrast
from pipeline.results.schemas.metrics import Comparison
from pipeline.site.charts.chart import Chart, Studio, axis, escaped_label, placed, stacked_rows
from pipeline.site.charts.chart_table import Series, tabulate
from pipeline.site.run_results import Results

MOST_PAIRS = 40
"""Pairs that a chart shows at most, the clearest differences: each takes a line of its height."""


def headline_comparisons(results: Results) -> list[Comparison]:
    """Trained rows against their own zero-shot row, and backbones against each other in the same recipe.

    Pairs of backbones grow with their square: where there are more than can be read, the clearest are shown.
    """
    telling = telling_comparisons(results)
    # Chosen by certainty and shown in the order of the table: a place must not move with a p-value's last digit.
    clearest = sorted(telling, key=_certainty)[:MOST_PAIRS]
    return [item for item in telling if item in clearest]


def _certainty(item: Comparison) -> tuple[float, float, float]:
    """Least for the clearest difference; of those that are all the same after correction, for the smallest p-value."""
    # Files of before had no adjusted p-values.
    return item.p_value if item.p_adjusted is None else item.p_adjusted, item.p_value, -abs(item.difference)


def telling_comparisons(results: Results) -> list[Comparison]:
    """As ``headline_comparisons``, however many."""
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
    every = telling_comparisons(studio.results)
    # By the verdict, which knows all comparisons of the page, and not by whether one interval holds zero.
    clear = [item for item in every if item.verdict != "no evidence of a difference"]
    shown = [item for item in items if item in clear]
    unclear = [item for item in items if item not in clear]
    return Chart(
        name="forest",
        title="Differences in accuracy, paired on the same samples",
        summary=f"{len(clear)} of {len(every)} differences are distinguishable from zero: "
        + ("; ".join(_sentence(studio, item) for item in clear[:3]) if clear else "none")
        + (f"; and {len(clear) - 3} more." if len(clear) > 3 else ".")
        + (f" The {len(items)} clearest are shown; metrics.json has all." if len(items) < len(every) else ""),
        table=tabulate("", [_differences(studio, shown), _differences(studio, unclear)]),
        traces=[_marks(studio, shown, True), _marks(studio, unclear, False)],
        layout=stacked_rows([_stacked(_pair(studio, item), "−") for item in items])
        | {"xaxis": axis("Difference in percentage points"), "shapes": [_zero_line(studio)]},
        source=("metrics", "/comparisons"),
        note="forest",
        height=90 + 58 * len(items),
        wide=True,
    )


def _zero_line(studio: Studio) -> dict[str, Any]:
    line = {"color": studio.palette.grey, "width": 1.5}
    return {"type": "line", "x0": 0, "x1": 0, "yref": "paper", "y0": 0, "y1": 1, "line": line}


def _sentence(studio: Studio, item: Comparison) -> str:
    rows = [studio.results.row(item.model), studio.results.row(item.baseline)]
    return f"{row_label(rows[0])} {item.verdict} than {row_label(rows[1])} ({points(item.difference)})"


def _pair(studio: Studio, item: Comparison) -> tuple[str, str]:
    return row_label(studio.results.row(item.model)), row_label(studio.results.row(item.baseline))


def _stacked(pair: tuple[str, str], word: str) -> str:
    """The label of a pair in a chart: its rows one above the other."""
    return f"{escaped_label(pair[0])}<br>{word} {escaped_label(pair[1])}"


def _differences(studio: Studio, items: list[Comparison]) -> Series:
    return Series(
        "Difference in points",
        [", − ".join(_pair(studio, item)) for item in items],
        # Points have the digits of the share behind them; 100 × 0.07 is 7.000000000000001.
        [round(100 * item.difference, 4) for item in items],
        [(100 * item.interval[0], 100 * item.interval[1]) for item in items],
    )


def _marks(studio: Studio, items: list[Comparison], clear: bool) -> dict[str, Any]:
    colour = studio.palette.colour(0) if clear else studio.palette.grey
    series = _differences(studio, items)
    return placed(series, sideways=True) | {
        "y": [_stacked(_pair(studio, item), "−") for item in items],
        "type": "scatter",
        "mode": "markers",
        # Said in words and by the filling, never by colour alone.
        "name": "distinguishable from zero" if clear else "no evidence of a difference",
        "marker": {"color": colour, "symbol": "circle" if clear else "circle-open", "size": 11, "line": {"width": 2}},
        "meta": {"column": series.name},
        "hovertemplate": "%{x:+.2f} points<extra>%{y}</extra>",
    }


def agreement_chart(studio: Studio) -> Chart | None:
    """On how many samples two rows agree, and which of them is right where they do not; None without comparisons."""
    shown = {row.model: row for row in studio.results.headline}
    items = headline_comparisons(studio.results)
    if not items:
        return None
    pairs = [", and ".join(_pair(studio, item)) for item in items]
    labels = [_stacked(_pair(studio, item), "and") for item in items]
    parts = [
        (Series("both right", pairs, [item.both for item in items]), studio.palette.colour(2), ""),
        (Series("only the first", pairs, [item.only_model for item in items]), studio.palette.colour(0), "/"),
        (Series("only the second", pairs, [item.only_baseline for item in items]), studio.palette.colour(1), "x"),
        (Series("both wrong", pairs, [item.neither for item in items]), studio.palette.grey, "."),
    ]
    # Where rows disagree, not where they differ in the sum: two rows of one accuracy may err on other samples.
    most = max(items, key=lambda c: c.only_model + c.only_baseline)
    return Chart(
        name="agreement",
        title="Agreement: who got which samples right?",
        summary=f"The pair that disagrees most ({row_label(shown[most.model])} and {row_label(shown[most.baseline])}) "
        f"differs on {most.only_model + most.only_baseline:,} of {most.samples:,} samples.",
        table=tabulate("", [series for series, _, _ in parts]),
        traces=[
            placed(series, sideways=True)
            | {
                "y": labels,
                "type": "bar",
                "orientation": "h",
                "name": series.name,
                "marker": {"color": colour, "pattern": {"shape": shape}},
                "hovertemplate": "%{x} samples<extra>" + series.name + "</extra>",
            }
            for series, colour, shape in parts
        ],
        layout=stacked_rows(labels) | {"barmode": "stack", "xaxis": axis("Test samples")},
        source=("metrics", "/comparisons"),
        note="agreement",
        height=90 + 64 * len(items),
        wide=True,
    )


def faithfulness_chart(studio: Studio) -> Chart | None:
    """`faithfulness`: insertion minus deletion of every method, less that of a random map of the same images."""
    names = {facts.id: facts.name for facts in studio.results.run.backbones}
    items = [
        ((names.get(row.backbone, row.backbone), METHODS.get(row.method, row.method)), one)
        for row in studio.results.attention.scores
        for one in row.contrasts
        # The contrast, not the bare score: how much a picture bears to lose differs from set to set.
        if one.other == "random"
    ]
    if not items:
        return None
    better = [item for item in items if item[1].verdict == "better"]
    others = [item for item in items if item not in better]
    best = max(items, key=lambda item: item[1].difference)
    return Chart(
        name="faithfulness",
        title="Insertion minus deletion, against a random map of the same images",
        summary=f"{len(better)} of {len(items)} methods are better than chance; furthest above it is {best[0][1]} of "
        f"{best[0][0]} ({gain(best[1].difference)}).",
        table=tabulate("", [_above_random(better), _above_random(others)]),
        traces=[
            placed(_above_random(part), sideways=True)
            | {
                "y": [_above(pair) for pair, _ in part],
                "type": "scatter",
                "mode": "markers",
                "name": name,
                "marker": {"color": colour, "symbol": symbol, "size": 11, "line": {"width": 2}},
                "meta": {"column": "Above random"},
                "hovertemplate": "%{x:+.3f}<extra>%{y}</extra>",
            }
            for part, name, colour, symbol in (
                (better, "better than chance", studio.palette.colour(0), "circle"),
                (others, "no evidence of that", studio.palette.grey, "circle-open"),
            )
        ],
        layout=stacked_rows([_above(pair) for pair, _ in items])
        | {"xaxis": axis("Above a random map"), "shapes": [_zero_line(studio)]},
        source=("attention", "/scores"),
        note="faithfulness",
        height=90 + 58 * len(items),
        wide=True,
    )


def _above(pair: tuple[str, str]) -> str:
    """A backbone's name above a method's."""
    return "<br>".join(map(escaped_label, pair))


def _above_random(items: list[tuple[tuple[str, str], Contrast]]) -> Series:
    return Series(
        "Above random",
        [", ".join(pair) for pair, _ in items],
        [one.difference for _, one in items],
        [one.interval for _, one in items],
    )
