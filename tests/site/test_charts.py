"""Charts: valid figures whose tables and summaries say the same as the picture."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import product

import plotly.graph_objects as go
import pytest

from pipeline.settings import Settings
from pipeline.site.charts.all_charts import draw
from pipeline.site.charts.chart import Chart, Studio, error_bars, placed
from pipeline.site.charts.chart_table import Series, tabulate, to_csv
from pipeline.site.charts.palette import read_palette
from pipeline.site.read_results import read_results

CSS = "--series-1: #112233; --series-2: #445566; --series-grey: #777777;"


@pytest.fixture(scope="module")
def charts(demo: Settings) -> dict[str, Chart]:
    return draw(Studio(read_results(demo.docs / "data"), read_palette(CSS)), None)


def test_every_figure_is_valid_and_carries_no_theme(charts: dict[str, Chart]) -> None:
    for chart in charts.values():
        go.Figure(chart.figure)
        layout = chart.figure["layout"]
        assert not {"template", "paper_bgcolor", "plot_bgcolor", "font"} & layout.keys(), chart.name
        assert layout["height"] == chart.height
        assert chart.summary.endswith("."), chart.name


def test_axes_of_numbers_have_titles(charts: dict[str, Chart]) -> None:
    """Each of its own, or one of those that it moves with."""
    for chart in charts.values():
        layout, titles, numbers = chart.figure["layout"], defaultdict[str, list[str]](list), set()
        for name, axis in layout.items():
            if "axis" in name:
                titles[axis.get("matches", name.replace("axis", ""))].append(axis["title"]["text"])
        for trace, letter in product(chart.figure["data"], "xy"):
            place = trace.get(f"{letter}axis", letter)
            axis = layout[f"{letter}axis{place[1:]}"]
            if axis.get("showticklabels", True) and not any(isinstance(value, str) for value in trace[letter]):
                numbers.add(axis.get("matches", place))
        assert [place for place in numbers if not any(titles[place])] == [], chart.name


def test_series_differ_by_more_than_colour(charts: dict[str, Chart]) -> None:
    for chart in charts.values():
        looks = []
        for trace in chart.figure["data"]:
            if trace.get("showlegend", "name" in trace):
                marker, line = trace.get("marker", {}), trace.get("line", {})
                looks.append((str(marker.get("symbol")), str(marker.get("pattern")), line.get("dash")))
        assert len(set(looks)) == len(looks), chart.name


def drawn_points(figure: dict) -> Iterator[tuple[str, str, float | None]]:
    """Column, row and value of everything that a published figure draws, read as a stranger would."""
    for trace in figure["data"]:
        if trace["type"] == "heatmap":
            for name, counts in zip(trace["y"], trace["z"], strict=True):
                yield from (
                    (plain(column), plain(name), count) for column, count in zip(trace["x"], counts, strict=True)
                )
        elif trace.get("hoverinfo") != "skip":
            meta = trace.get("meta", {})
            sideways = any(isinstance(value, str) for value in trace["y"])
            keys = meta.get("rows") or trace["y" if sideways else "x"]
            for key, value in zip(keys, trace["x" if sideways else "y"], strict=True):
                yield plain(meta.get("column") or trace["name"]), plain(str(key)), value


def plain(label: str) -> str:
    return html.unescape(label.replace("<br>", ", "))


def test_published_files_agree(demo: Settings) -> None:
    for path in (demo.docs / "plot").glob("*.json"):
        script = path.with_suffix(".js").read_text()
        name, figure = re.fullmatch(r'dashboard\.figure\("(\w+)", (.*)\);\n', script, re.S).groups()  # type: ignore[union-attr]
        assert name == path.stem
        assert json.loads(figure) == json.loads(path.read_text())
        header, *rows = csv.reader(io.StringIO((demo.docs / f"tables/{name}.csv").read_text()))
        assert len(set(header)) == len(header), name
        cells = {(column, row[0]): cell for row in rows for column, cell in zip(header, row, strict=True)}
        points = list(drawn_points(json.loads(figure)))
        assert points, name
        for column, row, value in points:
            assert cells[column, row] == ("" if value is None else str(value)), (name, column, row)


def test_intervals_stand_beside_their_values(demo: Settings) -> None:
    rows = json.loads((demo.docs / "data/metrics.json").read_text())["rows"]
    # Rows with draws are shown by their mean over them.
    fields = ["accuracy" if row["accuracy_mean_interval"] is None else "accuracy_mean" for row in rows]
    intervals = {row[field]: row[f"{field}_interval"] for row, field in zip(rows, fields, strict=True)}
    table = list(csv.DictReader(io.StringIO((demo.docs / "tables/acc.csv").read_text())))
    assert len(table) == 6
    for row in table:
        low, high = float(row["Accuracy, low"]), float(row["Accuracy, high"])
        assert [low, high] == pytest.approx(intervals[float(row["Accuracy"])], abs=1e-6)


def test_intervals_are_drawn_from_low_to_high() -> None:
    bars = error_bars([0.5, 0.9], [(0.4, 0.7), (0.85, 0.9)])
    assert bars["array"] == [0.2, 0.0]
    assert bars["arrayminus"] == [0.1, 0.05]


def test_csv_cells_do_not_become_formulas() -> None:
    assert to_csv(["a"], [["=1+1"], ["@x"], [-1.5], ["plain"]]) == "a\n'=1+1\n'@x\n-1.5\nplain\n"
    assert to_csv(["", "=HYPERLINK(1)"], [["\t+x", "a=b"]]) == ",'=HYPERLINK(1)\n'\t+x,a=b\n"


def test_category_names_are_data() -> None:
    series = Series("n", ["<b>cats</b>", "a & b"], [1, 2])
    assert placed(series)["x"] == ["&lt;b&gt;cats&lt;/b&gt;", "a &amp; b"]
    table = tabulate("Category", [series])
    assert (table.header, table.rows) == (["Category", "n"], [["<b>cats</b>", 1], ["a & b", 2]])


def test_series_of_one_name_share_a_column_and_gaps_are_said() -> None:
    table = tabulate("k", [Series("v", [2], [0.5], [(0.25, 0.75)]), Series("v", [1], [None]), Series("w", [1], [3.0])])
    assert table.header == ["k", "v", "v, low", "v, high", "w"]
    assert table.rows == [[1, None, None, None, 3.0], [2, 0.5, 0.25, 0.75, None]]
    assert table.shown() == [["1", "–", "–", "–", "3"], ["2", "0.5", "0.25", "0.75", "–"]]


def test_losses_are_no_percentages(charts: dict[str, Chart]) -> None:
    table = charts["rn_train"].table
    first = dict(zip(table.header, table.shown()[0], strict=True))
    assert first["Loss: residual adapter, training"] == "2.2"
    assert first["Accuracy: residual adapter, validation"].endswith("%")
