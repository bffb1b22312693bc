"""Charts: valid figures whose tables and summaries say the same as the picture."""

from __future__ import annotations

import csv
import io
import json
import re

import plotly.graph_objects as go
import pytest

from pipeline.settings import Settings
from pipeline.site.charts.all_charts import draw
from pipeline.site.charts.chart import Chart, Studio, error_bars
from pipeline.site.charts.table import chart_table, to_csv
from pipeline.site.results import read_results
from pipeline.site.views.palette import read_palette

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
    for chart in charts.values():
        titles = [axis.get("title", {}).get("text") for name, axis in chart.figure["layout"].items() if "axis" in name]
        assert any(titles), chart.name


def test_series_differ_by_more_than_colour(charts: dict[str, Chart]) -> None:
    for chart in charts.values():
        looks = []
        for trace in chart.figure["data"]:
            if trace.get("showlegend", "name" in trace):
                marker, line = trace.get("marker", {}), trace.get("line", {})
                looks.append((str(marker.get("symbol")), str(marker.get("pattern")), line.get("dash")))
        assert len(set(looks)) == len(looks), chart.name


def test_table_holds_what_is_drawn(charts: dict[str, Chart]) -> None:
    header, rows = chart_table(charts["acc"].figure)
    assert header == ["Accuracy", "Accuracy, low", "Accuracy, high"] or header[1:] == [
        "Accuracy",
        "Accuracy, low",
        "Accuracy, high",
    ]
    drawn = {
        (label, value)
        for trace in charts["acc"].figure["data"]
        for label, value in zip(trace["y"], trace["x"], strict=True)
    }
    assert {(row[0], row[1]) for row in rows} == drawn
    for chart in charts.values():
        header, rows = chart_table(chart.figure)
        assert rows, chart.name
        assert all(len(row) == len(header) for row in rows), chart.name
        assert len(set(header)) == len(header), chart.name


def test_published_files_agree(demo: Settings) -> None:
    for path in (demo.docs / "plot").glob("*.json"):
        script = path.with_suffix(".js").read_text()
        name, figure = re.fullmatch(r'dashboard\.figure\("(\w+)", (.*)\);\n', script, re.S).groups()  # type: ignore[union-attr]
        assert name == path.stem
        assert json.loads(figure) == json.loads(path.read_text())
        table = list(csv.reader(io.StringIO((demo.docs / f"tables/{name}.csv").read_text())))
        assert len(table) > 1


def test_intervals_are_drawn_from_low_to_high() -> None:
    bars = error_bars([0.5, 0.9], [(0.4, 0.7), (0.85, 0.9)])
    assert bars["array"] == [0.2, 0.0]
    assert bars["arrayminus"] == [0.1, 0.05]


def test_csv_cells_do_not_become_formulas() -> None:
    assert to_csv((["a"], [["=1+1"], ["@x"], [-1.5], ["plain"]])) == "a\n'=1+1\n'@x\n-1.5\nplain\n"


def test_category_names_are_data() -> None:
    figure = {
        "data": [{"type": "bar", "x": ["&lt;b&gt;cats&lt;/b&gt;", "a<br>b"], "y": [1, 2], "name": "n"}],
        "layout": {"xaxis": {"title": {"text": "Category"}}},
    }
    assert chart_table(figure) == (["Category", "n"], [["<b>cats</b>", 1], ["a, b", 2]])
