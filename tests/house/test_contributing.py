"""The recipes of CONTRIBUTING.md, followed to the letter in a copy of the project, as the page of a run shows."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml
from PIL import Image

from ..worlds import REPOSITORY

RECIPES = ("A metric", "A chart", "A section", "An adapter", "A data source", "An explanation method")
SETTINGS = {
    "profile": "small",
    "device": "cpu",
    "dataset": {"distractors": 3},
    "backbones": [
        {"id": "vit", "name": "ViT", "architecture": "demo_vit",
         "pretrained": str(REPOSITORY / "models/demo_vit.safetensors")},
    ],
    "training": {"shots": [2], "pool_per_class": 4, "draws": 2, "epochs": 2, "batch_size": 4, "training_free": []},
    "evaluation": {"bootstrap": 100, "hard_cases": 2},
    "explain": {"samples": 2, "hard_cases": 0, "scored": 2},
}  # fmt: skip
"""Of the smallest experiment that shows everything; the recipes add their own keys."""


def steps(recipe: str) -> list[str]:
    text = (REPOSITORY / "CONTRIBUTING.md").read_text(encoding="utf-8")
    body = text.split(f"\n## {recipe}\n")[1].split("\n## ")[0]
    return re.split(r"^\d+\. ", body, flags=re.M)[1:]


def edits(step: str) -> Iterator[tuple[str, str, str, str]]:
    """File, where, words of the line there, and text of every edit that a step shows."""
    prose = step.split("```")[0]
    blocks = [textwrap.dedent(block) for block in re.findall(r"^ +```\w+\n(.*?)^ +```", step, re.M | re.S)]
    if not blocks:
        return
    places = [("new", "")]
    if "a new file" not in prose:
        places = re.findall(r"(above|below|instead of) `([^`]+)`", prose) or places
    for (where, line), block in zip(places, blocks, strict=True):
        yield re.findall(r"`([^`]+)`", prose)[0], where, line, block


def follow(project: Path, settings: dict[str, Any], file: str, where: str, words: str, block: str) -> None:
    """Do one edit."""
    path = project / file
    if file == "site_config.yaml":
        for section, keys in yaml.safe_load(block).items():
            settings[section] = settings.get(section, {}) | keys
        return
    if where == "new":
        assert not path.exists(), f"{file} is no new file"
        path.write_text(block, encoding="utf-8")
        return
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    (place,) = [number for number, line in enumerate(lines) if words in line]
    if where == "instead of":
        lines[place] = lines[place].replace(words, block.strip())
    else:
        indent = lines[place][: len(lines[place]) - len(lines[place].lstrip())]
        lines.insert(place + (where == "below"), textwrap.indent(block, indent))
    path.write_text("".join(lines), encoding="utf-8")


def draw_folders(folder: Path) -> None:
    """Three categories of eight pictures, each named by its caption."""
    rng = np.random.default_rng(0)
    for colour, category in enumerate(("red", "green", "blue")):
        (folder / category).mkdir(parents=True)
        for number in range(8):
            pixels = rng.integers(0, 90, (48, 48, 3), dtype=np.uint8)
            pixels[..., colour] += 150
            Image.fromarray(pixels).save(folder / category / f"a {category} square, number {number}.png")


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of an experiment that a copy of the project ran, once every recipe was followed in it."""
    project = tmp_path_factory.mktemp("project")
    for name in ("pipeline", "templates", "static"):
        shutil.copytree(REPOSITORY / name, project / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md"):
        shutil.copy(REPOSITORY / name, project / name)
    settings: dict[str, Any] = json.loads(json.dumps(SETTINGS))
    for recipe in RECIPES:
        for step in steps(recipe):
            for edit in edits(step):
                follow(project, settings, *edit)
    experiment = project / "experiment"
    draw_folders(experiment / "pictures")
    (experiment / "site_config.yaml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    for command in (
        [sys.executable, "-m", "ruff", "check", "--no-cache", "pipeline"],
        [sys.executable, "-m", "ruff", "format", "--no-cache", "--check", "pipeline"],
        [sys.executable, "-m", "pipeline", "run-all", "--config", str(experiment / "site_config.yaml")],
    ):
        environment = os.environ | {"PYTHONPATH": str(project)}
        done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
    return experiment


def read(run: Path, name: str) -> Any:
    return json.loads((run / f"docs/data/{name}.json").read_text(encoding="utf-8"))


def page(run: Path) -> str:
    return (run / "docs/index.html").read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_new_metric_has_a_column(run: Path) -> None:
    assert ">Top 2</th>" in re.sub(r"<button[^>]*>|</button>", "", page(run))
    header, *lines = (run / "docs/tables/comparison.csv").read_text(encoding="utf-8").splitlines()
    assert "Top 2" in header
    assert len(lines) == 2
    samples = read(run, "predictions")["samples"]
    for column, row in enumerate(read(run, "metrics")["rows"]):
        assert row["top2"] == pytest.approx(np.mean([sample["rank"][column] <= 2 for sample in samples]), abs=1e-6)


@pytest.mark.slow
def test_a_new_chart_is_drawn(run: Path) -> None:
    assert 'id="chart-samples"' in page(run)
    (bars,) = json.loads((run / "docs/plot/samples.json").read_text())["data"]
    assert bars["y"] == [12, 12]


@pytest.mark.slow
def test_a_new_section_stands_in_its_place(run: Path) -> None:
    assert re.search(r'<section id="budget"[^>]*>\s*<h2[^>]*>The budget</h2>', page(run))
    assert "What it cost." in page(run)
    assert page(run).index('id="training"') < page(run).index('id="budget"') < page(run).index('id="evaluation"')


@pytest.mark.slow
def test_a_new_adapter_has_a_row(run: Path) -> None:
    rows = read(run, "metrics")["rows"]
    assert [row["model"] for row in rows] == ["vit-0shot", "vit-2shot-scaled"]
    assert rows[1]["parameters"] == 2 * 128
    assert "scaled features" in page(run)


@pytest.mark.slow
def test_a_new_source_is_what_the_page_is_about(run: Path) -> None:
    assert "24 pictures in folders." in page(run)
    assert "a green square, number 3" in page(run) + "".join(
        path.read_text(encoding="utf-8") for path in (run / "docs/data").glob("*.json")
    )


@pytest.mark.slow
def test_a_new_explanation_draws_the_maps(run: Path) -> None:
    maps = read(run, "attention")["maps"]
    assert {one["method"] for one in maps} == {"saliency"}
    assert all((run / "docs" / one["image"]).is_file() for one in maps)
    assert "saliency" in page(run)


def test_every_recipe_takes_a_handful_of_steps_in_files_that_are_there() -> None:
    text = (REPOSITORY / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert tuple(re.findall(r"^## (.*)$", text, re.M))[: len(RECIPES)] == RECIPES
    for recipe in RECIPES:
        assert 2 <= len(steps(recipe)) <= 5


def test_every_commit_is_linted_as_ci_lints() -> None:
    hooks = yaml.safe_load((REPOSITORY / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"][0]["hooks"]
    linted = re.findall(r"\$\(BIN\)/(.+)", (REPOSITORY / "Makefile").read_text().split("\nlint:")[1].split("\n\n")[0])
    assert [
        hook["entry"].removeprefix(".venv/bin/") + " ." * hook.get("pass_filenames", True) for hook in hooks
    ] == linted
