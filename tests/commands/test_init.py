"""Experiments of one's own: begun by `init`, from a checkout or an installed wheel."""

from __future__ import annotations

import json
import os
import re
import site
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml
from PIL import Image, ImageDraw
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.errors import PipelineError
from pipeline.settings.settings_file import load_settings
from pipeline.starter.starter import start_experiment
from tests.worlds import REPOSITORY, contents

SOURCES = ("subset", "coco", "scenes")
EVERYWHERE = {
    ".gitattributes", ".gitignore", ".github/workflows/pages.yml", ".github/workflows/report.yml", "site_config.yaml",
}  # fmt: skip


@pytest.mark.parametrize("source", SOURCES)
def test_an_experiment_begins_with_settings_that_load(tmp_path: Path, source: str) -> None:
    result = CliRunner().invoke(app, ["init", str(tmp_path / "my"), "--source", source])
    assert result.exit_code == 0, result.output
    assert set(contents(tmp_path / "my")) >= EVERYWHERE
    settings = load_settings(tmp_path / "my/site_config.yaml")
    assert settings.dataset.source == source
    assert f"run-all --config {tmp_path / 'my/site_config.yaml'}" in result.output
    for path in (tmp_path / "my/.github/workflows").iterdir():
        assert yaml.safe_load(path.read_text())["jobs"]
    if source == "scenes":
        assert all(settings.path(backbone.pretrained).is_file() for backbone in settings.backbones)


def test_in_this_folder_the_steps_need_no_options(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    _, steps = start_experiment(Path(), "coco")
    assert steps[:2] == ["python -m pipeline fetch-coco", "python -m pipeline run-all"]


def test_a_begun_experiment_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("mine")
    start_experiment(tmp_path, "subset")
    assert (tmp_path / ".gitignore").read_text() == "mine"
    before = contents(tmp_path)
    with pytest.raises(PipelineError, match="there already"):
        start_experiment(tmp_path, "scenes")
    assert contents(tmp_path) == before


def test_the_record_that_is_shown_is_one_that_is_read(tmp_path: Path) -> None:
    from pipeline.data.datasets.subset import read_subset

    _, steps = start_experiment(tmp_path, "subset")
    shown = re.search(r"\[\{.*\}\]", steps[1], re.S)
    assert shown
    (tmp_path / "pictures.json").write_text(shown[0])
    (record,) = read_subset(load_settings(tmp_path / "site_config.yaml")).records
    assert record.choices[record.ground_truth_idx] == "A dog."


# ---------------------------------------------------------------- from a wheel, by a newcomer


def draw_ten(folder: Path) -> None:
    """Ten pictures and their metadata file, as the README describes them."""
    colours = ("red", "green", "blue", "yellow", "white")
    records = []
    for number in range(10):
        picture = Image.new("RGB", (320, 240), "gray")
        ImageDraw.Draw(picture).ellipse((60, 20, 260, 220), fill=colours[number % 5])
        picture.save(folder / f"pictures/{number}.jpg")
        choices = [f"A {colour} ball." for colour in (*colours, "black")]
        label = "bright" if number % 5 > 2 else "dark"
        records.append({"image_id": number, "true_label": label, "choices": choices, "ground_truth_idx": number % 5})
    (folder / "pictures.json").write_text(json.dumps(records), encoding="utf-8")


@pytest.mark.slow
def test_a_newcomers_ten_pictures_from_an_installed_wheel(tmp_path: Path) -> None:
    built = tmp_path / "wheel"
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}

    def run(*arguments: object, folder: Path = tmp_path) -> str:
        done = subprocess.run([*map(str, arguments)], cwd=folder, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check")
    run(*pip, "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", built, REPOSITORY)
    run(sys.executable, "-m", "venv", "--without-pip", tmp_path / "venv")
    python = tmp_path / ("venv/Scripts/python.exe" if os.name == "nt" else "venv/bin/python")
    packages = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip())
    (wheel,) = built.glob("*.whl")
    run(*pip, "install", "--quiet", "--no-deps", "--target", packages, wheel)
    # Everything else comes from here, short of this project's own editable install.
    (packages / "others.pth").write_text("\n".join(site.getsitepackages()))
    assert str(packages) in run(python, "-c", "import pipeline; print(pipeline.__file__)")

    started = time.monotonic()
    empty = tmp_path / "empty"
    empty.mkdir()
    run(python, "-m", "pipeline", "init", "my", folder=empty)
    draw_ten(empty / "my")
    settings = empty / "my/site_config.yaml"
    # The one thing that needs a network: weights that are here already stand in for OpenAI's.
    own = "architecture: demo_vit, pretrained: " + (REPOSITORY / "models/demo_vit.safetensors").as_posix()
    text = settings.read_text(encoding="utf-8").replace("architecture: ViT-B-32-quickgelu, pretrained: openai", own)
    settings.write_text(text, encoding="utf-8")
    run(python, "-m", "pipeline", "run-all", "--config", "my/site_config.yaml", folder=empty)
    assert time.monotonic() - started < 120
    page = (empty / "my/docs/index.html").read_text(encoding="utf-8")
    assert page.rstrip().endswith("</html>")
    assert "ViT-B/32" in page
    run(python, "-m", "pipeline", "build-site", "--check", "--config", "my/site_config.yaml", folder=empty)
