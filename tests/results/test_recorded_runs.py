"""Runs whose inputs, caches and machines change under them: nothing false is taken for current, or recorded."""

from __future__ import annotations

import hashlib
import importlib
import json
import re
import shutil
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock, Timeout

from pipeline.clip.features import filling
from pipeline.data import digests
from pipeline.data.digests import Digests
from pipeline.data.picture_files import publish_small
from pipeline.data.prepared import load_prepared
from pipeline.errors import PipelineError
from pipeline.progress import Silent
from pipeline.results import conditions
from pipeline.results.files import LOCK, WRITING
from pipeline.results.schemas.run import Run
from pipeline.results.schemas.timings import Timings
from pipeline.runner.stage_graph import BY_NAME, STAGES
from pipeline.runner.stage_runner import run_stages
from pipeline.settings import Paths, Settings
from pipeline.settings.settings_file import load_settings
from tests.experiments.small_worlds import write_pictures
from tests.invocation import invoke
from tests.worlds import REPOSITORY, TINY, contents, write_experiment

pytestmark = pytest.mark.slow

SMALL: dict[str, Any] = TINY | {
    "dataset": TINY["dataset"] | {"per_class": 6},
    "backbones": TINY["backbones"][1:],
    "training": TINY["training"] | {"shots": [1], "pool_per_class": 2, "adapters": ["residual_dual"]},
    "evaluation": {"bootstrap": 100, "hard_cases": 2},
    "explain": {"samples": 1, "hard_cases": 0, "scored": 2},
    "extraction": {"batch_size": 8, "caption_batch_size": 32, "workers": 0},
}


def run_all(config: Path, **options: Any) -> list[str]:
    Digests._open.clear()  # as a new process would begin
    return run_stages(load_settings(config), Silent(), **options)


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("finished")
    assert run_all(write_experiment(folder, SMALL)) == [stage.name for stage in STAGES]
    return folder


@pytest.fixture
def copy(finished: Path, tmp_path: Path) -> Path:
    """A copy of the finished run; the times of files stay as they are."""
    shutil.copytree(finished, tmp_path / "copy", copy_function=shutil.copy2)
    return tmp_path / "copy"


@pytest.fixture
def settings(copy: Path) -> Settings:
    return load_settings(copy / "site_config.yaml")


def test_no_run_leaves_what_only_a_run_needs(finished: Path) -> None:
    assert not list(finished.rglob(WRITING))
    assert not [path for path in finished.rglob(".*.*") if path.name.startswith(".") and path.is_file()
                and path.name != ".manifest"]  # fmt: skip


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b"\xff\xfe\x00", b'{"prepare": 3}', b'{"files": {"a": 1}}'])
@pytest.mark.parametrize("name", ["state.json", "digests.json"])
def test_damaged_records_count_as_empty(settings: Settings, name: str, damage: bytes) -> None:
    path = settings.work / name if name == "state.json" else settings.cache / name
    path.write_bytes(damage)
    done = run_all(settings.root / "site_config.yaml", last="prepare")
    assert done == (["prepare"] if name == "state.json" else [])


def test_a_changed_digest_in_the_record_is_not_believed(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(digests, "RACY_NANOSECONDS", 0)  # pictures just copied are remembered too
    config, path = settings.root / "site_config.yaml", settings.cache / "digests.json"
    assert run_all(config, last="prepare") == []
    content = path.read_bytes()
    changed = re.sub(rb'"[0-9a-f]{64}"', b'"' + b"0" * 64 + b'"', content, count=1)
    assert changed != content
    path.write_bytes(changed)
    assert run_all(config, last="prepare") == []


def test_a_run_records_what_made_the_results_not_what_is_there_today(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = settings.root / "site_config.yaml"
    before = contents(settings.docs)
    monkeypatch.setattr(conditions, "version", lambda package: "99")
    assert run_all(config) == []
    assert contents(settings.docs) == before
    assert run_all(config, last="explore", force=True)
    assert run_all(config) == []
    run = Run.read(settings.docs / "data")
    torch = json.loads(before["data/run.json"])["packages"]["torch"]
    assert run.packages["torch"] == f"{torch}, 99"  # features by the one, the description of the data by the other


@pytest.mark.slow
def test_timings_of_stored_features_are_those_of_the_device_that_made_them(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = settings.root / "site_config.yaml"
    shutil.rmtree(settings.cache / "features")
    monkeypatch.setattr(filling, "describe", lambda device: "A GPU")
    assert "extract" in run_all(config, last="evaluate")
    monkeypatch.undo()
    assert "evaluate" in run_all(config, force=True)
    timings = Timings.read(settings.docs / "data")
    assert timings.device == Run.read(settings.docs / "data").device == "A GPU"
    assert timings.head_device.startswith("CPU")


def test_timings_of_an_earlier_version_are_read() -> None:
    plain = {"schema": "timings/1", "device": "a CPU", "threads": 2, "workers": 2, "rows": [], "stages": []}
    assert Timings.parse(json.dumps(plain).encode(), "here").head_device == "a CPU"


def test_damaged_features_are_computed_again_to_the_same_results(settings: Settings) -> None:
    before = contents(settings.docs / "data", without=("timings.json",))
    for path in (settings.cache / "features").rglob("*.safetensors"):
        content = bytearray(path.read_bytes())
        content[-2] ^= 0x40
        path.write_bytes(content)
    assert "extract" in run_all(settings.root / "site_config.yaml")
    assert contents(settings.docs / "data", without=("timings.json",)) == before


@pytest.mark.slow
def test_a_picture_replaced_after_prepare_is_not_stored_under_the_old_digest(settings: Settings) -> None:
    config = settings.root / "site_config.yaml"
    shutil.rmtree(settings.cache / "features")
    first, second = sorted(settings.cache.glob("scenes-*/images/*.jpg"))[:2]
    stage = importlib.import_module("pipeline.stages.extract")
    stage_run = stage.run

    def replaced(*arguments: Any) -> None:
        first.write_bytes(second.read_bytes())
        stage_run(*arguments)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stage, "run", replaced)
        with pytest.raises(PipelineError, match="another picture than when it was prepared"):
            run_all(config)
    assert "prepare" in run_all(config)
    data = settings.docs / "data"
    assert len(json.loads((settings.work / "prepared.json").read_text())["samples"]) == 24
    assert Run.read(data).data_sha256


@pytest.mark.parametrize(
    ("name", "output"), [("explore", "eda"), ("explain", "attention"), ("hard-cases", "hard_cases")]
)
def test_pictures_replaced_before_a_stage_shows_them_are_not_shown(settings: Settings, name: str, output: str) -> None:
    (settings.docs / f"data/{output}.json").unlink()
    module = importlib.import_module(BY_NAME[name].module)
    stage_run = module.run

    def replaced(*arguments: Any) -> None:
        for path in settings.cache.glob("scenes-*/images/*.jpg"):
            path.write_bytes(path.read_bytes() + b"another")
        stage_run(*arguments)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "run", replaced)
        with pytest.raises(PipelineError, match="another picture than when it was prepared"):
            run_all(settings.root / "site_config.yaml")


def test_small_copies_are_of_the_prepared_pictures(settings: Settings) -> None:
    """Of test samples outside the galleries too, which are opened last."""
    sample = next(one for one in load_prepared(settings).samples if one.split == "test")
    assert sample.image
    path = settings.path(sample.image)
    path.write_bytes(path.read_bytes() + b"another")
    with pytest.raises(PipelineError, match="another picture than when it was prepared"):
        publish_small(sample, settings, 100_000)


@pytest.mark.slow
def test_weights_replaced_while_they_are_read_store_no_features(settings: Settings) -> None:
    from safetensors.torch import load_file, save_file

    from pipeline.stages import extract

    config, path = settings.root / "site_config.yaml", settings.root / "weights/demo_vit.safetensors"
    shutil.rmtree(settings.cache / "features")
    load = extract.load_backbone

    def replaced(*arguments: Any) -> Any:
        state = load_file(path)
        save_file({name: value * 1.01 if "proj" in name else value for name, value in state.items()}, path)
        return load(*arguments)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(extract, "load_backbone", replaced)
        with pytest.raises(PipelineError, match="weights changed while they were read"):
            run_all(config)
    assert not list((settings.cache / "features").rglob("*.safetensors"))
    assert "extract" in run_all(config)
    (facts,) = Run.read(settings.docs / "data").backbones
    assert facts.weights_sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_stage_times_that_a_killed_run_did_not_write_are_written_by_the_next(settings: Settings) -> None:
    data = settings.docs / "data"
    timings = Timings.read(data)
    whole, timings.stages = timings.stages, []
    timings.write(data)
    assert run_all(settings.root / "site_config.yaml") == []
    assert Timings.read(data).stages == whole != []


def test_what_an_earlier_version_kept_is_told_of_and_left(settings: Settings) -> None:
    notes: list[str] = []

    class Notes(Silent):
        def note(self, text: str) -> None:
            notes.append(text)

    old = settings.cache / "tiny/prepared.json"
    for there in (False, True):
        if there:
            old.parent.mkdir()
            old.write_text("{}")
        run_stages(settings, Notes(), last="prepare")
        assert any("left by an earlier version" in line and str(old.parent) in line for line in notes) == there
    assert old.is_file()


@pytest.mark.parametrize("when", ["before", "after"])
def test_an_input_edited_while_a_stage_runs_is_not_taken_for_what_it_used(
    settings: Settings, when: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = write_experiment(
        settings.root, SMALL,
        dataset={"source": "coco", "instances": "i.json", "captions": "c.json", "image_dir": "pictures",
                 "subset_file": "subset.json"},
    )  # fmt: skip
    (world,) = settings.cache.glob("scenes-*")
    shutil.copy(world / "instances.json", settings.root / "i.json")
    shutil.copy(world / "captions.json", settings.root / "c.json")
    shutil.copytree(world / "images", settings.root / "pictures")
    stage = importlib.import_module("pipeline.stages.prepare")
    stage_run, captions = stage.run, settings.root / "c.json"

    def edited(*arguments: Any) -> None:
        if when == "before":
            captions.write_text(captions.read_text() + " ")
        stage_run(*arguments)
        if when == "after":
            captions.write_text(captions.read_text() + " ")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stage, "run", edited)
        assert run_all(config, last="prepare") == ["prepare"]
    assert run_all(config, last="prepare") == ["prepare"]
    assert run_all(config, last="prepare") == []


@pytest.mark.slow
def test_another_batch_size_is_another_run(copy: Path) -> None:
    config = write_experiment(copy, SMALL, extraction={"batch_size": 5})
    assert {"extract", "train", "evaluate"} <= set(run_all(config))


@pytest.mark.slow
def test_an_edited_architecture_file_is_another_run(copy: Path) -> None:
    described = json.loads((REPOSITORY / "pipeline/model_configs/demo_vit.json").read_text())
    (copy / "mine.json").write_text(json.dumps(described))
    backbones = [SMALL["backbones"][0] | {"architecture": "mine.json"}]
    config = write_experiment(copy, SMALL, backbones=backbones)
    assert "extract" in run_all(config)
    assert run_all(config) == []
    (copy / "mine.json").write_text(json.dumps(described, indent=1))
    assert "extract" in run_all(config)


def test_a_run_holds_all_that_it_writes_from_its_first_stage_to_its_page(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Locks are free for this process alone, so they are asked themselves."""
    from pipeline.site import build

    free: list[tuple[str, str]] = []

    def asking(name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def asked(*arguments: Any) -> Any:
            for folder in (settings.docs, settings.models, settings.work):
                try:
                    with FileLock(folder / WRITING / LOCK, blocking=False):
                        free.append((name, folder.name))
                except Timeout:
                    asked_of.append(name)
            return work(*arguments)

        return asked

    asked_of: list[str] = []
    for stage in STAGES:
        module = importlib.import_module(stage.module)
        monkeypatch.setattr(module, "run", asking(stage.name, module.run))
    monkeypatch.setattr(build, "render_site", asking("the page", build.render_site))
    done = invoke("run-all", "--force", "--config", settings.root / "site_config.yaml")
    assert done.returncode == 0, done.stderr
    assert free == []
    assert asked_of == [name for stage in STAGES for name in [stage.name] * 3] + ["the page"] * 3


# ---------------------------------------------------------------- two experiments, one cache


def shared(folder: Path, cache: Path, seed: int) -> Settings:
    """Neither has the other's pictures: those would be encoded in other batches, and equal to rounding only."""
    return write_pictures(folder, 8 + 2 * seed, seed, paths=Paths(cache=cache))


def finish(settings: Settings, last: str | None = None) -> list[str]:
    Digests._open.clear()
    return run_stages(settings, Silent(), last=last)


def results(settings: Settings) -> dict[str, bytes]:
    """All but times, and the settings, where paths of the cache differ."""
    return contents(settings.docs, without=("timings.json", "run.json")) | contents(settings.models)


@pytest.mark.slow
def test_two_experiments_with_one_cache_end_as_if_alone(tmp_path: Path) -> None:
    seeds = (1, 2)
    alone = [shared(tmp_path / f"alone{seed}", tmp_path / f"cache{seed}", seed) for seed in seeds]
    together = [shared(tmp_path / f"together{seed}", tmp_path / "cache", seed) for seed in seeds]
    for settings in alone:
        finish(settings)
    assert results(alone[0]) != results(alone[1])
    for stage, settings in product(STAGES, together):
        finish(settings, last=stage.name)
    for settings, expected in zip(together, map(results, alone), strict=True):
        assert finish(settings) == []
        assert results(settings) == expected
