"""Charts of the data: categories, caption lengths, objects."""

from __future__ import annotations

from typing import Any

from pipeline.site.charts.chart import Chart, Studio, axis, text


def data_charts(studio: Studio) -> list[Chart]:
    """The charts of the section on the data; one without data is left out."""
    charts = [_distribution(studio), _caption_lengths(studio)]
    eda = studio.results.eda
    if eda.object_counts:
        charts.append(_bars(studio, "objects", "Objects of the category in a picture", "/object_counts", "objects"))
    if eda.aspect_ratios:
        charts.append(_bars(studio, "aspect_ratios", "Shape of the pictures", "/aspect_ratios", "ratio"))
    return charts


def _distribution(studio: Studio) -> Chart:
    counts = studio.results.eda.distribution
    names = [text(item.category) for item in counts]
    parts = [("test", studio.palette.colour(0), [c.test for c in counts])]
    if any(item.pool for item in counts):
        pool = [c.pool for c in counts]
        parts.append(("pool: shots and validation", studio.palette.colour(1), pool))
    sizes = [item.images for item in counts]
    least, most = min(sizes, default=0), max(sizes, default=0)
    spread = f"{least:,} images each" if least == most else f"between {least:,} and {most:,} images each"
    return Chart(
        name="distribution",
        title="Images per category and split",
        summary=f"{len(counts)} categories with {spread}; "
        f"{sum(c.test for c in counts):,} images are tested on, {sum(c.pool for c in counts):,} are set aside.",
        traces=[
            {
                "type": "bar",
                "orientation": "h",
                "name": name,
                "y": names,
                "x": values,
                "marker": {"color": colour, "pattern": {"shape": "" if name == "test" else "/"}},
                "hovertemplate": "%{y}: %{x} images<extra>" + name + "</extra>",
            }
            for name, colour, values in parts
        ],
        layout={
            "barmode": "stack",
            "bargap": 0.3,
            "xaxis": axis("Images"),
            "yaxis": axis("", autorange="reversed", type="category"),
        },
        source=("eda", "/distribution"),
        height=max(240, 110 + 24 * len(names)),
    )


def _caption_lengths(studio: Studio) -> Chart:
    lengths = studio.results.eda.caption_lengths
    total = sum(item.captions for item in lengths)
    mean = sum(item.words * item.captions for item in lengths) / total if total else 0
    return Chart(
        name="caption_lengths",
        title="Length of the right captions",
        summary=f"{total:,} right captions with {mean:.1f} words on average, "
        f"from {min((i.words for i in lengths), default=0)} to {max((i.words for i in lengths), default=0)}.",
        traces=[
            _bar(
                studio,
                "Captions",
                [i.words for i in lengths],
                [i.captions for i in lengths],
                "%{x} words: %{y} captions<extra></extra>",
            )
        ],
        layout={"bargap": 0.15, "xaxis": axis("Words"), "yaxis": axis("Captions")},
        source=("eda", "/caption_lengths"),
    )


def _bars(studio: Studio, name: str, title: str, pointer: str, key: str) -> Chart:
    """A bar for every value of a list of {key: value, "images": n}."""
    rows: list[dict[str, Any]] = getattr(studio.results.eda, name if name != "objects" else "object_counts")
    total = sum(row["images"] for row in rows)
    most = max(rows, key=lambda row: row["images"])
    what = {"objects": "Objects of the image's own category", "ratio": "Width divided by height"}[key]
    return Chart(
        name=name,
        title=title,
        summary=f"Most frequent: {most[key]:g}, in {most['images']:,.0f} of {total:,.0f} images.",
        traces=[
            _bar(
                studio,
                "Images",
                [r[key] for r in rows],
                [r["images"] for r in rows],
                "%{x}: %{y} images<extra></extra>",
            )
        ],
        layout={"bargap": 0.15, "xaxis": axis(what), "yaxis": axis("Images")},
        source=("eda", pointer),
    )


def _bar(studio: Studio, name: str, x: list[Any], y: list[Any], hover: str) -> dict[str, Any]:
    return {
        "type": "bar",
        "name": name,
        "x": x,
        "y": y,
        "showlegend": False,
        "hovertemplate": hover,
        "marker": {"color": studio.palette.colour(0)},
    }
