"""A small change of the results is a small change of the files: a reviewer can read it line by line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.results.schemas.metrics import Metrics
from pipeline.settings import Settings
from pipeline.site.build import build_site
from tests.conftest import Git
from tests.fabricated import World
from tests.fabricated.artifacts import evaluated
from tests.site.conftest import with_site

pytestmark = pytest.mark.slow

PROSE = Path(__file__).parents[3] / "templates" / "prose"

CHARTS = (
    "acc", "agreement", "by_caption_length", "by_objects", "calibration", "candidates", "categories_rn", "cleaned",
    "confusion_rn", "errors", "f1_macro", "f1_micro", "f1_weighted", "forest", "labels", "positions", "redraws",
    "risk_coverage", "rn_eval", "shots",
)  # fmt: skip
"""Charts in which a pick of the row rn-8shot counts."""


WORLD = World(shots=(8,), adapters=("residual_dual",), samples=240)


def evaluate(settings: Settings, world: World = WORLD) -> None:
    """Write what the evaluation writes, and leave the galleries as they are."""
    for artifact in evaluated(world, settings, world.outcomes(settings)):
        artifact.write(settings.docs / "data")


@pytest.fixture
def site(tmp_path: Path, git: Git) -> Settings:
    """A built and committed site of four rows."""
    settings = WORLD.write(tmp_path)
    build_site(settings)
    git(tmp_path, "init")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-m", "results")
    return settings


def changed(settings: Settings, git: Git) -> dict[str, int]:
    """Changed lines by file."""
    git(settings.root, "add", "-A")
    lines = git(settings.root, "diff", "--cached", "--numstat").splitlines()
    counts = (line.split("\t") for line in lines)
    return {path.removeprefix("docs/"): int(added) for added, _, path in counts}


def test_building_and_evaluating_again_changes_nothing(site: Settings, git: Git) -> None:
    evaluate(site)
    build_site(site)
    assert changed(site, git) == {}


def test_the_title_changes_the_lines_that_show_it(site: Settings, git: Git) -> None:
    build_site(with_site(site, title="Another title"))
    # The browser's title and the heading; on the second page, the way back.
    pages = ("index.html", "hard-cases.html", "attention.html", "tables.html", "downloads.html")
    assert changed(site, git) == dict.fromkeys(pages, 2) | {"exports/table.tex": 1}


def test_a_sentence_of_ones_own_changes_one_line(site: Settings, git: Git) -> None:
    own = site.root / "own" / "prose"
    own.mkdir(parents=True)
    told = (PROSE / "evaluation.md").read_text(encoding="utf-8")
    (own / "evaluation.md").write_text(told, encoding="utf-8")
    with_own = site.model_copy(update={"paths": site.paths.model_copy(update={"templates": own.parent})})
    with_own._root = site.root
    build_site(with_own)
    assert {path for path in changed(site, git) if path.endswith(".html")} == set()
    git(site.root, "commit", "-m", "my own prose")
    (own / "evaluation.md").write_text(told.rstrip() + " One more sentence.\n", encoding="utf-8")
    build_site(with_own)
    assert changed(site, git) == {"index.html": 1, "own/prose/evaluation.md": 1}


@pytest.fixture
def unchecked(monkeypatch: pytest.MonkeyPatch) -> None:
    """What these change alone contradicts what was left as it was, and would be refused."""
    monkeypatch.setattr("pipeline.site.run_results.contradictions", lambda published: [])


@pytest.mark.usefixtures("unchecked")
def test_one_prediction_changes_the_files_that_show_its_row(site: Settings, git: Git) -> None:
    outcome = next(one for one in WORLD.outcomes(site) if one.origin.model == "rn-8shot")
    evaluate(site, replace(WORLD, picks={"rn-8shot": {int(outcome.right.argmax()): False}}))
    build_site(site)
    found = changed(site, git)
    assert set(found) == {
        "data/metrics.json", "data/predictions.json", "data/draws.json", "data/shown_samples.json",
        "index.html", "tables/comparison.csv", "gallery/samples.js", "tables.html", "tables/test_samples.csv",
        "gallery/map.js", "tables/map.csv", "exports/table.tex", "exports/cards/rn-8shot.md",
        *(f"{place}.{ending}" for chart in CHARTS for place, ending in (
            (f"plot/{chart}", "js"), (f"plot/{chart}", "json"), (f"tables/{chart}", "csv"),
        )),
    }  # fmt: skip
    assert found["data/predictions.json"] == 1
    assert found["data/draws.json"] == 3  # of all categories, of redrawn distractors, of categories that were not seen
    # The row, its comparisons, its groups, its confusion, its errors, its positions, its calibration, its four views.
    # Each changed figure is a line of its own.
    assert found["data/metrics.json"] <= 60
    assert found["index.html"] <= 60
    # One sample moves every point of a curve: their tables have a line for each.
    curves = {f"tables/{name}.csv" for name in ("candidates", "risk_coverage")}
    assert max(found[path] for path in curves) <= 20
    others = {path: n for path, n in found.items() if path.startswith(("plot/", "tables/")) and path not in curves}
    # Seven: a point of the calibration chart has its place, its number of samples and both ends of its bar.
    assert {path: n for path, n in others.items() if n > 7} == {}


@pytest.mark.usefixtures("unchecked")
def test_one_metric_changes_the_files_that_show_it(site: Settings, git: Git) -> None:
    data = site.docs / "data"
    metrics = Metrics.read(data)
    next(row for row in metrics.rows if row.model == "vit-8shot").cleaned_accuracy = 0.5
    metrics.write(data)
    build_site(site)
    assert changed(site, git) == {
        "data/metrics.json": 1,
        "index.html": 1,
        "tables.html": 2,
        "plot/cleaned.js": 1,
        "plot/cleaned.json": 1,
        "tables/cleaned.csv": 1,
        "tables/comparison.csv": 1,
    }
