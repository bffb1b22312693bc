"""A whole experiment on a tiny drawn world: files to dashboard, again, interrupted, changed, broken."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PIL import Image

from pipeline.clip.features import encoding as encode
from pipeline.progress import Silent
from pipeline.results.schemas.attention import Attention
from pipeline.results.schemas.curves import Curves
from pipeline.results.schemas.hard_cases import HardCases
from pipeline.results.schemas.metrics import Metrics
from pipeline.results.schemas.predictions import Predictions
from pipeline.results.schemas.run import Run
from pipeline.results.schemas.timings import Timings
from pipeline.runner.stage_graph import STAGES
from pipeline.runner.stage_runner import run_stages
from pipeline.settings.settings_file import load_settings
from pipeline.site.build import build_site

from ..invocation import invoke
from ..worlds import contents, take_interrupts, untimed, write_experiment


def run_all(config: Path) -> list[str]:
    settings = load_settings(config)
    done = run_stages(settings, Silent())
    build_site(settings)
    return done


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a finished run."""
    folder = tmp_path_factory.mktemp("finished")
    assert run_all(write_experiment(folder)) == [stage.name for stage in STAGES]
    return folder


@pytest.fixture
def copy(finished: Path, tmp_path: Path) -> Path:
    """A copy of the finished run that a test may change; the times of files stay as they are."""
    shutil.copytree(finished, tmp_path / "copy", copy_function=shutil.copy2)
    return tmp_path / "copy"


def test_every_row_is_there_and_agrees_with_the_predictions(finished: Path) -> None:
    data = finished / "docs/data"
    metrics, predictions = Metrics.read(data), Predictions.read(data)
    recipes = ("", "-linear_anchor")
    expected = [
        model
        for backbone in ("demo_rn", "demo_vit")
        for model in (
            f"{backbone}-0shot",
            *(f"{backbone}-0shot-{name}" for name in ("nearest_neighbour", "distribution", "inverse_softmax")),
            *(f"{backbone}-{k}shot{r}" for r in recipes for k in (1, 2)),
        )
    ]
    assert [row.model for row in metrics.rows] == expected == predictions.models
    for column, row in enumerate(metrics.rows):
        right = [sample.chosen[column] == sample.correct for sample in predictions.samples]
        assert row.samples == len(right) == 24
        assert row.accuracy == pytest.approx(sum(right) / len(right), abs=1e-5)
        assert row.f1_micro == pytest.approx(row.accuracy, abs=1e-5)
    assert {curve.draw for curve in Curves.read(data).rows} == {0, 1}


def test_the_run_says_what_it_used(finished: Path) -> None:
    run = Run.read(finished / "docs/data")
    assert [backbone.kind for backbone in run.backbones] == ["resnet", "vit"]
    assert not any(backbone.untrained for backbone in run.backbones)
    assert {"torch", "open_clip_torch"} <= run.packages.keys()
    for checkpoint in run.checkpoints:
        assert (finished / checkpoint.name).stat().st_size == checkpoint.bytes
    assert str(finished) not in (finished / "docs/data/run.json").read_text()


def test_maps_explain_right_and_picked_captions(finished: Path) -> None:
    attention = Attention.read(finished / "docs/data")
    cases = HardCases.read(finished / "docs/data").cases
    methods = {"gradcam", "gradcam_fine", "rollout", "relevance", "grad_eclip"}
    assert {heat.method for heat in attention.maps} == methods
    assert all((heat.caption is None) == (heat.method == "rollout") for heat in attention.maps)
    firsts: dict[tuple[str, str], str] = {}
    for heat in attention.maps:
        firsts.setdefault((heat.sample, heat.model), heat.method)
    assert {(row.split("-")[0], method) for (_, row), method in firsts.items()} == {
        (verdict.backbone, verdict.leading) for verdict in attention.verdicts
    }
    for heat in attention.maps:
        assert Image.open(finished / "docs" / heat.image).mode == "P"
    assert cases
    assert all(len(case.choices) == 5 and len(model.probabilities) == 5 for case in cases for model in case.models)


def test_maps_of_the_same_images_are_scored_for_every_backbone(finished: Path) -> None:
    attention = Attention.read(finished / "docs/data")
    scored = {verdict.backbone: verdict for verdict in attention.verdicts}
    assert [verdict.images for verdict in scored.values()] == [3, 3]
    by_backbone = {name: [row for row in attention.sample_scores if row.backbone == name] for name in scored}
    assert len({tuple(row.sample for row in rows) for rows in by_backbone.values()}) == 1
    for rows in by_backbone.values():
        for row in rows:
            assert row.methods[-3:] == ["random", "centre", "boxes"]
            assert all(0 <= value <= 1 for value in row.deletion_blur[:-1] if value is not None)
    oracles = [row.energy_in_boxes for row in attention.scores if row.method == "boxes"]
    assert [one and one.value for one in oracles] == [1, 1]
    assert [one.methods for one in Timings.read(finished / "docs/data").maps] == [
        ["gradcam", "gradcam_fine"], ["relevance", "grad_eclip", "rollout"],
    ]  # fmt: skip


def test_a_second_run_computes_nothing(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(copy / "docs")
    monkeypatch.setattr(encode, "encode_pixels", None)  # any encoding would fail
    assert run_all(copy / "site_config.yaml") == []
    assert contents(copy / "docs") == before


def test_a_lost_world_is_drawn_again(copy: Path) -> None:
    before = untimed(copy / "docs")
    (world,) = (copy / ".cache").glob("scenes-*/instances.json")
    drawn = world.read_bytes()
    world.unlink()
    assert "prepare" in run_all(copy / "site_config.yaml")
    assert world.read_bytes() == drawn
    assert untimed(copy / "docs") == before


@pytest.mark.slow
def test_two_runs_give_the_same_bytes(finished: Path, tmp_path: Path) -> None:
    """The other one in a process of its own, with other hashes and another time zone."""
    config = write_experiment(tmp_path / "elsewhere" / "deeper")
    arguments = [sys.executable, "-m", "pipeline", "run-all", "--config", str(config)]
    environment = os.environ | {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}
    done = subprocess.run(arguments, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert untimed(config.parent / "docs") == untimed(finished / "docs")
    assert contents(config.parent / "models") == contents(finished / "models")


def test_an_experiment_that_was_moved_builds_the_same(copy: Path, tmp_path: Path) -> None:
    before = contents(copy / "docs")
    moved = tmp_path / "another place"
    shutil.move(copy, moved)
    for path in (moved / "docs").glob("*.html"):
        path.unlink()
    done = invoke("build-site", cwd=moved)
    assert done.returncode == 0, done.stderr
    assert contents(moved / "docs") == before


@pytest.mark.slow
def test_a_changed_image_alone_is_encoded_again(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    encoded: list[int] = []
    whole = encode.encode_pixels

    def counting(backbone, pictures):
        encoded.append(len(pictures))
        return whole(backbone, pictures)

    monkeypatch.setattr(encode, "encode_pixels", counting)
    samples = json.loads((load_settings(copy / "site_config.yaml").work / "prepared.json").read_text())["samples"]
    picture = copy / samples[0]["image"]
    Image.open(picture).transpose(Image.Transpose.FLIP_LEFT_RIGHT).save(picture, quality=88)
    done = run_all(copy / "site_config.yaml")
    assert encoded == [1, 1]  # once for each backbone
    assert {"prepare", "extract", "train", "evaluate"} <= set(done)


@pytest.mark.slow
def test_a_changed_learning_rate_encodes_nothing(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encode, "encode_pixels", None)
    config = write_experiment(copy, training={"learning_rate": 1e-2})
    done = run_all(config)
    assert "extract" not in done
    assert "prepare" not in done
    assert {"train", "evaluate"} <= set(done)


def test_a_lost_result_is_made_again(copy: Path, finished: Path) -> None:
    (copy / "docs/data/curves.json").unlink()
    done = run_all(copy / "site_config.yaml")
    assert "train" in done
    assert untimed(copy / "docs") == untimed(finished / "docs")


@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_interrupted_anywhere_it_goes_on_to_the_same_end(finished: Path, tmp_path: Path, how: signal.Signals) -> None:
    """Whole processes, workers and all; every step towards a file is in tests/results/test_kills.py."""
    config = write_experiment(tmp_path)
    arguments = [sys.executable, "-m", "pipeline", "run-all", "--config", str(config)]
    for seconds in (2.0, 7.0, 11.0):
        process = subprocess.Popen(
            arguments, stderr=subprocess.PIPE, text=True, start_new_session=True, preexec_fn=take_interrupts
        )
        time.sleep(seconds)
        os.killpg(process.pid, how)
        _, errors = process.communicate()
        assert "Traceback" not in errors
        index = tmp_path / "docs/index.html"
        assert not index.exists() or index.read_text().rstrip().endswith("</html>")
    done = invoke("run-all", "--config", config)
    assert done.returncode == 0, done.stderr
    assert untimed(tmp_path / "docs") == untimed(finished / "docs")
    assert contents(tmp_path / "models") == contents(finished / "models")
