"""docs/data → docs/: the whole site is made in memory first, then written file by file, index.html last."""

from __future__ import annotations

import shutil
from importlib.resources import files
from pathlib import Path

from pipeline.progress import Reporter, Silent
from pipeline.results.artifact import dumps
from pipeline.results.files import write_bytes
from pipeline.settings import Settings
from pipeline.site.charts.all_charts import draw
from pipeline.site.charts.chart import Chart, Studio
from pipeline.site.charts.table import chart_table, to_csv
from pipeline.site.named_images import named_pictures
from pipeline.site.resources import static_folders
from pipeline.site.results import Results, read_results
from pipeline.site.views.comparison_csv import comparison_csv
from pipeline.site.views.gallery import cases_data, models_data
from pipeline.site.views.labels import KINDS
from pipeline.site.views.page import Page
from pipeline.site.views.palette import read_palette

INDEX = "index.html"
PLOTLY = "static/plotly.min.js"

OWNED = ("plot", "static", "tables", "gallery", "images")
"""Folders of docs/ that hold nothing but what a build makes and the pictures that artifacts name."""

PAGES = ("hard-cases.html",)
"""Pages that only some runs have."""

Files = dict[str, bytes]
"""Content by path relative to docs/."""


def build_site(settings: Settings, reporter: Reporter | None = None) -> None:
    """Build the site from the artifacts in docs/data.

    Raises:
        PipelineError: an artifact is missing or not as expected; docs/ is left as it was.
    """
    docs = settings.docs
    results = read_results(docs / "data")
    made = render_site(settings, results)
    for name in sorted(made, key=lambda name: (name == INDEX, name)):
        write_bytes(docs / name, made[name])
    for name in leftovers(docs, made, results):
        (docs / name).unlink()
        _remove_empty_folders(docs, (docs / name).parent)
    (reporter or Silent()).note(f"{settings.paths.docs / INDEX} is built from {settings.paths.docs / 'data'}")


def check_site(settings: Settings) -> list[str]:
    """What is wrong with docs/, one line each: stale, missing or unused files, broken budgets and links."""
    from pipeline.site.check import check

    return check(settings)


def render_site(settings: Settings, results: Results) -> Files:
    """Every file of the site, made from artifacts, templates and settings, and from nothing else."""
    made = static_files(settings)
    palette = read_palette(made["static/site.css"].decode())
    charts = draw(Studio(results, palette), settings.references)
    for chart in charts.values():
        made |= _chart_files(chart)
    page = Page(settings, results, charts)
    made |= {
        ".nojekyll": b"",
        "tables/comparison.csv": comparison_csv(results).encode(),
        INDEX: page.render("index.html").encode(),
    }
    if any(section.id == "hard-cases" for section in page.sections):
        made["gallery/cases.js"] = _cases_script(results).encode()
        made["hard-cases.html"] = page.render("hard-cases.html").encode()
    return made


def static_files(settings: Settings) -> Files:
    """Scripts, styles and Plotly's own script."""
    found: Files = {}
    for folder in reversed(static_folders(settings)):
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                found[f"static/{path.relative_to(folder).as_posix()}"] = path.read_bytes()
    return found | {PLOTLY: files("plotly").joinpath("package_data", "plotly.min.js").read_bytes()}


def _chart_files(chart: Chart) -> Files:
    """The figure as JSON, the same as a script for pages opened as files, and its data as CSV."""
    figure = dumps(chart.figure)
    script = f'dashboard.figure("{chart.name}", {figure.rstrip()});\n'
    return {
        f"plot/{chart.name}.json": figure.encode(),
        f"plot/{chart.name}.js": script.encode(),
        f"tables/{chart.name}.csv": to_csv(chart_table(chart.figure)).encode(),
    }


def _cases_script(results: Results) -> str:
    data = {"kinds": KINDS, "models": models_data(results), "cases": cases_data(results)}
    return f"dashboard.cases({dumps(data).rstrip()});\n"


def leftovers(docs: Path, made: Files, results: Results) -> list[str]:
    """Files in the site's own folders that nothing makes or names any more."""
    present = [path for folder in OWNED for path in sorted((docs / folder).rglob("*")) if path.is_file()]
    present += [docs / name for name in PAGES if (docs / name).is_file()]
    needed = made.keys() | named_pictures(results).keys()
    return [name for name in (path.relative_to(docs).as_posix() for path in present) if name not in needed]


def _remove_empty_folders(docs: Path, folder: Path) -> None:
    while folder != docs and not any(folder.iterdir()):
        shutil.rmtree(folder)
        folder = folder.parent
