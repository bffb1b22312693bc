"""The whole site in memory: every file of docs/ that is made from artifacts, templates and settings."""

from __future__ import annotations

import json
from importlib.resources import files

from pipeline.results.form.row_writer import dumps
from pipeline.settings import Settings
from pipeline.site.charts.all_charts import draw
from pipeline.site.charts.chart import Chart, Studio
from pipeline.site.charts.chart_table import to_csv
from pipeline.site.charts.palette import read_palette
from pipeline.site.exports.exports import offered
from pipeline.site.page_bounds import page_bounds
from pipeline.site.resources import static_folders
from pipeline.site.run_results import Results
from pipeline.site.views.case_views import explorer_data
from pipeline.site.views.comparison_table import comparison_csv
from pipeline.site.views.failures.map_points import map_csv, map_data, mapped_points
from pipeline.site.views.page import Page
from pipeline.site.views.release_views import history_csv
from pipeline.site.views.sample_archive import archive_csv, archive_data

INDEX = "index.html"
PLOTLY = "static/plotly.min.js"

Files = dict[str, bytes]
"""Content by path relative to docs/."""


def render_site(settings: Settings, results: Results) -> Files:
    """Every file of the site.

    Raises:
        PipelineError: a template, a text or a style sheet is not as it should be.
    """
    made = static_files(settings)
    # Charts are drawn in the colours of the style sheet, so that it is their only place.
    palette = read_palette(made["static/site.css"].decode())
    charts = draw(Studio(results, palette), settings.references)
    for chart in charts.values():
        made |= _chart_files(chart)
    exports = {f"exports/{name}": text for name, text in offered(settings, results).items()}
    page = Page(settings, results, charts, list(exports))
    made |= {name: text.encode() for name, text in exports.items()}
    made |= {
        # Else GitHub Pages would run the folder through Jekyll, which leaves out what it does not know.
        ".nojekyll": b"",
        "tables/comparison.csv": comparison_csv(results).encode(),
        "tables.html": page.render("tables.html").encode(),
        "downloads.html": page.render("downloads.html").encode(),
        INDEX: page.render("index.html").encode(),
    }
    if page_bounds(results).far:
        made["backbones.html"] = page.render("backbones.html").encode()
    if results.history:
        made["history.html"] = page.render("history.html").encode()
        made["tables/history.csv"] = history_csv(results.history).encode()
    if points := mapped_points(results):
        made["gallery/map.js"] = f"dashboard.map({dumps(map_data(results, points)).rstrip()});\n".encode()
        made["tables/map.csv"] = map_csv(results, points).encode()
    # A page of its own goes with its section: nothing may lead to what the settings left out.
    shown = {section.id for section in page.sections}
    if "attention" in shown:
        made["attention.html"] = page.render("attention.html").encode()
    if "hard-cases" in shown:
        made["gallery/cases.js"] = f"dashboard.cases({dumps(explorer_data(results)).rstrip()});\n".encode()
        if results.openable:
            archive = dumps(archive_data(results, results.openable))
            made["gallery/samples.js"] = f"dashboard.samples({archive.rstrip()});\n".encode()
            made["tables/test_samples.csv"] = archive_csv(results, results.openable).encode()
        made["hard-cases.html"] = page.render("hard-cases.html").encode()
    return made


def static_files(settings: Settings) -> Files:
    """Scripts, styles and Plotly's own script."""
    found: Files = {}
    # The user's own folder is named first and read last: a file in it replaces ours of the same name.
    for folder in reversed(static_folders(settings)):
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                found[f"static/{path.relative_to(folder).as_posix()}"] = path.read_bytes()
    return found | {PLOTLY: files("plotly").joinpath("package_data", "plotly.min.js").read_bytes()}


def _chart_files(chart: Chart) -> Files:
    """The figure as JSON, the same as a script for pages opened as files, and its data as CSV."""
    figure = dumps(chart.figure)
    # A page that is opened as a file may run scripts, but fetch nothing: browsers see a foreign origin in every file.
    script = f"dashboard.figure({json.dumps(chart.name)}, {figure.rstrip()});\n"
    return {
        f"plot/{chart.name}.json": figure.encode(),
        f"plot/{chart.name}.js": script.encode(),
        f"tables/{chart.name}.csv": to_csv(chart.table.header, chart.table.rows).encode(),
    }
