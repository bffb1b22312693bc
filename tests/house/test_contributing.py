"""The recipes of CONTRIBUTING.md, followed to the letter in a copy of the project, as a built page shows."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import yaml

from ..worlds import REPOSITORY

CHART = """
from pipeline.site.charts.chart import Chart, Studio
from pipeline.site.charts.chart_table import DataTable


def samples_chart(studio: Studio) -> Chart:
    rows = studio.results.metrics.rows
    table = DataTable(["", "Samples"], [[row.model, row.samples] for row in rows])
    bars = {"type": "bar", "name": "Samples", "x": [row.model for row in rows], "y": [row.samples for row in rows]}
    return Chart("samples", "Samples by row", "As many for each row.", table, [bars], {}, ("metrics", "/rows"))
"""

BUILD = """
import sys
from pathlib import Path
from pipeline.site.build import build_site
from tests.fabricated import World
build_site(World(shots=(8,), adapters=("residual_dual",), cases=2, attention=0).write(Path(sys.argv[1])))
"""


def add(path: Path, before: str, line: str) -> None:
    """Put a line before another one that stands in a file once."""
    text = path.read_text(encoding="utf-8")
    assert text.count(before) == 1, (path, before)
    path.write_text(text.replace(before, line + before), encoding="utf-8")


def test_a_metric_a_chart_and_a_section_reach_the_page(tmp_path: Path) -> None:
    for name in ("pipeline", "templates", "static", "tests/fabricated"):
        shutil.copytree(REPOSITORY / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "tests/__init__.py").touch()
    project = tmp_path / "pipeline"
    # A metric
    add(project / "results/schemas/metrics.py", "    top3: Share\n", "    top5: float | None = None\n")
    value = "        top5=float((outcome.rank <= 5).mean()),\n"
    add(project / "evaluation/row_figures.py", "        top3=", value)
    entry = '    Metric(field="top5", title="Top 5", form="percent", direction="higher", table="quality"),\n'
    add(project / "results/catalogue.py", '    Metric(field="top3"', entry)
    # A chart
    (project / "site/charts/samples.py").write_text(CHART, encoding="utf-8")
    charts = project / "site/charts/all_charts.py"
    add(charts, "        time_chart(studio),\n", "        samples_chart(studio),\n")
    add(charts, "\n\ndef draw(", "from pipeline.site.charts.samples import samples_chart\n")
    # A section, with the chart in it
    page = '{% from "macros.html" import chart %}\n<p>What it cost.</p>\n{{ chart(charts["samples"], n) }}\n'
    (tmp_path / "templates/sections/budget.html").write_text(page, encoding="utf-8")
    add(project / "site/views/sections.py", '    Section("evaluation"', '    Section("budget", "The budget"),\n')

    environment = os.environ | {"PYTHONPATH": str(tmp_path)}
    command = [sys.executable, "-c", BUILD, str(tmp_path / "run")]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    shown = (tmp_path / "run/docs/index.html").read_text(encoding="utf-8")
    assert re.search(r'<section id="budget"[^>]*>\s*<h2[^>]*>The budget</h2>', shown)
    assert "What it cost." in shown
    assert ">Top 5</th>" in re.sub(r"<button[^>]*>|</button>", "", shown)
    assert 'id="chart-samples"' in shown
    assert (tmp_path / "run/docs/plot/samples.json").is_file()
    assert "Top 5" in (tmp_path / "run/docs/tables/comparison.csv").read_text(encoding="utf-8")


def test_the_recipes_name_places_that_are_there() -> None:
    text = (REPOSITORY / "CONTRIBUTING.md").read_text(encoding="utf-8")
    recipes = text.split("\n## ")[1:]
    assert [recipe.split("\n")[0] for recipe in recipes[:6]] == [
        "A metric", "A chart", "A section", "An adapter", "A data source", "An explanation method",
    ]  # fmt: skip
    for recipe in recipes[:6]:
        assert 2 <= len(re.findall(r"^\d\.", recipe, re.M)) <= 4
    for path in re.findall(r"`((?:pipeline|templates|tests)/[\w/.]*)`", text.replace("/ID.", "/evaluation.")):
        assert (REPOSITORY / path).exists(), path
    named = (
        "MetricsRow", "MEASURES", "BUILT_IN", "ADAPTERS", "LearnedMap", "LoadedSource", "load_source", "MapMethod",
        "_MAPS", "methods_of",
    )  # fmt: skip
    source = "\n".join(path.read_text(encoding="utf-8") for path in (REPOSITORY / "pipeline").rglob("*.py"))
    assert [name for name in named if not re.search(rf"\b{name}\b", source) or name not in text] == []


def test_every_commit_is_linted_as_ci_lints() -> None:
    hooks = yaml.safe_load((REPOSITORY / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"][0]["hooks"]
    linted = re.findall(r"\$\(BIN\)/(.+)", (REPOSITORY / "Makefile").read_text().split("\nlint:")[1].split("\n\n")[0])
    assert [
        hook["entry"].removeprefix(".venv/bin/") + " ." * hook.get("pass_filenames", True) for hook in hooks
    ] == linted
