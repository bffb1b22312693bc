"""Charts of the data: categories, caption lengths, objects."""

from __future__ import annotations

from typing import Any

from pipeline.site.charts.chart import Chart, Studio, axis, placed
from pipeline.site.charts.chart_table import Series, tabulate


def data_charts(studio: Studio) -> list[Chart]:
    """The charts of the section on the data; one without data is left out."""
    charts = [_distribution(studio), _caption_lengths(studio)]
    eda = studio.results.eda
    if eda.object_counts:
        charts.append(
            _images_by(
                studio,
                "objects",
                "Objects of the category in a picture",
                "Objects of the image's own category",
                [(row["objects"], row["images"]) for row in eda.object_counts],
                "/object_counts",
            )
        )
    if eda.aspect_ratios:
        charts.append(
            _images_by(
                studio,
                "aspect_ratios",
                "Shape of the pictures",
                "Width divided by height",
                [(row["ratio"], row["images"]) for row in eda.aspect_ratios],
                "/aspect_ratios",
            )
        )
    return charts


def _distribution(studio: Studio) -> Chart:
    counts = studio.results.eda.distribution
    names = [item.category for item in counts]
    parts = [Series("test", names, [item.test for item in counts])]
    # Zero-shot runs set nothing aside, and a series of zeros would take a line of the legend.
    if any(item.pool for item in counts):
        parts.append(Series("pool: shots and validation", names, [item.pool for item in counts]))
    sizes = [item.images for item in counts]
    least, most = min(sizes, default=0), max(sizes, default=0)
    spread = f"{least:,} images each" if least == most else f"between {least:,} and {most:,} images each"
    return Chart(
        name="distribution",
        title="Images per category and split",
        summary=f"{len(counts)} categories with {spread}; "
        f"{sum(c.test for c in counts):,} images are tested on, {sum(c.pool for c in counts):,} are set aside.",
        table=tabulate("", parts),
        traces=[
            placed(part, sideways=True)
            | {
                "type": "bar",
                "orientation": "h",
                "name": part.name,
                # A hatch as well as a colour: stacked parts are told apart in print and by who sees no colours.
                "marker": {"color": studio.palette.colour(place), "pattern": {"shape": ["", "/"][place]}},
                "hovertemplate": "%{y}: %{x} images<extra>" + part.name + "</extra>",
            }
            for place, part in enumerate(parts)
        ],
        layout={
            "barmode": "stack",
            "bargap": 0.3,
            "xaxis": axis("Images"),
            "yaxis": axis("", autorange="reversed", type="category"),
        },
        source=("eda", "/distribution"),
        # By the number of categories, or Plotly leaves out every other name.
        height=max(240, 110 + 24 * len(names)),
    )


def _caption_lengths(studio: Studio) -> Chart:
    lengths = studio.results.eda.caption_lengths
    total = sum(item.captions for item in lengths)
    # Of captions, not of lengths: the artifact holds how many have each.
    mean = sum(item.words * item.captions for item in lengths) / total if total else 0
    bars = Series("Captions", [item.words for item in lengths], [item.captions for item in lengths])
    return Chart(
        name="caption_lengths",
        title="Length of the right captions",
        summary=f"{total:,} right captions with {mean:.1f} words on average, "
        f"from {min((i.words for i in lengths), default=0)} to {max((i.words for i in lengths), default=0)}.",
        table=tabulate("Words", [bars]),
        traces=[_bars(studio, bars, "%{x} words: %{y} captions<extra></extra>")],
        layout={"bargap": 0.15, "xaxis": axis("Words"), "yaxis": axis("Captions")},
        source=("eda", "/caption_lengths"),
    )


def _images_by(
    studio: Studio, name: str, title: str, along: str, counts: list[tuple[float, float]], pointer: str
) -> Chart:
    """A bar for every value, of the images that have it."""
    most, images = max(counts, key=lambda item: item[1])
    bars = Series("Images", [value for value, _ in counts], [number for _, number in counts])
    return Chart(
        name=name,
        title=title,
        summary=f"Most frequent: {most:g}, in {images:,.0f} of {sum(bars.values):,.0f} images.",
        table=tabulate(along, [bars]),
        traces=[_bars(studio, bars, "%{x}: %{y} images<extra></extra>")],
        layout={"bargap": 0.15, "xaxis": axis(along), "yaxis": axis("Images")},
        source=("eda", pointer),
    )


def _bars(studio: Studio, series: Series, hover: str) -> dict[str, Any]:
    return placed(series) | {
        "type": "bar",
        "name": series.name,
        "showlegend": False,
        "hovertemplate": hover,
        "marker": {"color": studio.palette.colour(0)},
    }
