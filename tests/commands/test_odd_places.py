"""What stands where a file or a folder is meant: one line that names it, and nothing else is touched."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.results.files import write_bytes
from tests.experiments.small_worlds import write_features as write_experiment
from tests.invocation import Outcome, invoke
from tests.results.killing import Tree, restore, tree

Occupy = Callable[[Path], object]

OCCUPANTS: dict[str, Occupy] = {
    "a folder": lambda path: path.mkdir(),
    "a file": lambda path: path.write_text("mine"),
    "a link to itself": lambda path: path.symlink_to(path.name),
    "a pipe": os.mkfifo,
}


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line of a message is a line of the stream."""
    monkeypatch.setenv("COLUMNS", "10000")


def quick(config: Path) -> Path:
    """The experiment with as little to compute and to draw as it can have: what is asked is where files go."""
    settings = yaml.safe_load(config.read_text(encoding="utf-8"))
    few = {"draws": 1, "epochs": 1, "adapters": ["residual_dual"], "training_free": []}
    settings["training"] |= few
    settings["evaluation"] = {"bootstrap": 100, "hard_cases": 1, "redraws": 0, "unseen_draws": 0, "thumbnails_kb": 0}
    settings["site"] = {"sections": ["dataset", "evaluation"]}
    config.write_text(yaml.safe_dump(settings), encoding="utf-8")
    return config


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Tree]:
    """An experiment that has run, and what its folder then holds."""
    config = quick(write_experiment(tmp_path_factory.mktemp("finished") / "experiment"))
    done = invoke("run-all", "--config", config)
    assert done.returncode == 0, done.stderr
    return config.parent, tree(config.parent)


@pytest.fixture
def experiment(finished: tuple[Path, Tree]) -> Path:
    """It, to spoil: what a test before this one has spoiled is put right first, and only that."""
    restore(*finished)
    return finished[0]


def others(folder: Path) -> dict[str, object]:
    """Everything around the experiment's own folders, links as what they name."""
    own = ("docs", "models", ".cache")
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.relative_to(folder).parts[0] not in own:
            plain = path.is_file() and not path.is_symlink()
            found[str(path)] = path.read_bytes() if plain else os.readlink(path) if path.is_symlink() else "no file"
    return found


def check(done: Outcome, *named: object) -> None:
    """The command did its work in spite of what is there, or says what is in the way, a line for each file."""
    assert done.returncode in (0, 1, 2)
    assert len(done.mistakes) <= 12, done.stderr
    for line in done.mistakes[-1:]:  # a run may have noted something before
        assert any(str(name) in line for name in named), (line, named)


# Where run-all and build-site read and write.
PLACES = (
    "docs", "docs/data", "docs/data/metrics.json", "docs/plot", "docs/plot/acc.json", "docs/index.html",
    "docs/.manifest", "docs/.writing", "docs/.writing/lock", "docs/images", "models", "models/best_far_2shot.pth",
    ".cache", "samples.json", "embeddings", "embeddings/metadata.csv",
)  # fmt: skip


def occupied(root: Path, place: str, kind: str) -> Path:
    path = root / place
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    OCCUPANTS[kind](path)
    return path


@pytest.mark.slow
@pytest.mark.parametrize("kind", OCCUPANTS)
@pytest.mark.parametrize("place", PLACES)
def test_what_stands_in_a_place_of_the_experiment(experiment: Path, place: str, kind: str) -> None:
    path = occupied(experiment, place, kind)
    config, before = experiment / "site_config.yaml", others(experiment)
    commands = [["build-site"], ["build-site", "--check"], ["diff", str(experiment)]]
    for command in commands if place.startswith("docs") else [["run-all"]]:
        check(invoke(*command, "--config", config), place, path.name, "docs/data", "metrics.json", "run.json")
        assert others(experiment) == before
    if kind == "a file" and place not in ("docs/data/metrics.json", "docs/.writing/lock", "docs/.manifest"):
        assert path.is_dir() or path.read_text(encoding="utf-8", errors="replace")


KEYS = (
    "paths.docs", "paths.models", "paths.cache", "paths.templates", "paths.static", "dataset.subset_file",
    "dataset.verified", "dataset.instances", "dataset.captions", "dataset.image_dir", "backbones.features",
    "backbones.pretrained", "backbones.architecture", "backbones.repository",
)  # fmt: skip
VALUES = ("file", "file/x", "folder", "loop", "loop/x", "pipe", "dangling", "x" * 5000, "~/x", ".", "a\u00e9/\u2603")


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Tree]:
    """An experiment that has not run, and things of every kind that a setting may name."""
    config = quick(write_experiment(tmp_path_factory.mktemp("inputs") / "experiment"))
    (config.parent / "file").write_text("mine")
    (config.parent / "folder").mkdir()
    return config.parent, tree(config.parent)


@pytest.mark.slow
@pytest.mark.parametrize("key", KEYS)
def test_whatever_a_setting_names(inputs: tuple[Path, Tree], key: str) -> None:
    root, before = inputs
    config = root / "site_config.yaml"
    for value in VALUES:
        restore(root, before)
        for name, occupy in {"loop": "a link to itself", "pipe": "a pipe"}.items():
            OCCUPANTS[occupy](root / name)
        (root / "dangling").symlink_to("nowhere/else")
        config.write_text(yaml.safe_dump(named(yaml.safe_load(config.read_text()), key, value)))
        done = invoke("run-all", "--config", config)
        assert done.returncode in (0, 2)
        assert len(done.mistakes) <= 6, (value, done.stderr)  # one for each folder that lies in another
        assert (root / "file").read_text() == "mine"


def named(settings: dict[str, Any], key: str, value: str) -> dict[str, Any]:
    """Settings with a path in them, and whatever else they then need."""
    section, _, name = key.partition(".")
    model = {
        "backbones.features": {"features": value},
        "backbones.pretrained": {"architecture": "RN50", "pretrained": value},
        "backbones.architecture": {"architecture": f"{value}/own.json", "pretrained": "file"},
        "backbones.repository": {"pretrained": f"local-dir:{value}"},
        "dataset.image_dir": {"architecture": "RN50", "pretrained": "file"},
    }.get(key)
    if model:
        settings["backbones"] = [{"id": "own", "name": "Own"} | model]
    if section == "backbones":
        settings["dataset"]["image_dir"] = "folder"
    else:
        settings.setdefault(section, {})[name] = value
    if name in ("instances", "captions"):
        coco = {
            "source": "coco",
            "instances": "file",
            "captions": "file",
            "image_dir": "folder",
            "classes": list("abcd"),
        }
        settings["dataset"] = {"distractors": 3} | coco | {name: value}
    return settings


ARGUMENTS = ("file", "file/x", "folder", "loop", "pipe", "x" * 5000, "nowhere/x")


@pytest.mark.slow
@pytest.mark.parametrize("name", ARGUMENTS, ids=lambda name: name[:10])
def test_whatever_an_option_names(experiment: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Options and arguments that name a place, with each kind of thing there."""
    for place, occupy in {"file": "a file", "folder": "a folder", "loop": "a link to itself", "pipe": "a pipe"}.items():
        OCCUPANTS[occupy](experiment / place)
    monkeypatch.chdir(experiment)
    for command in (
        ["diff", ".", "--output", name],
        ["diff", name],
        ["predict", name, "a", "b"],
        ["predict", "file", "a", "b", "--heatmap", name],
        ["build-site", "--config", name],
        ["run-all", "--config", f"{name}/site_config.yaml"],
        ["fetch-coco", "--config", name],
        ["init", f"{name}/here"],
        ["contact-sheet", f"{name}/here"] if name in ("file", "pipe", "loop", "x" * 5000) else ["schema"],
    ):
        done = invoke(*command)
        assert done.returncode in (0, 2)
        assert len(done.mistakes) == (done.returncode == 2), (command, done.stderr)
    assert (experiment / "pipe").is_fifo()
    assert (experiment / "loop").is_symlink()


def test_a_device_or_a_pipe_is_never_replaced(tmp_path: Path) -> None:
    """A rename over /dev/null would take it from everybody."""
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="no regular file") as refused:
        write_bytes(tmp_path / "pipe", b"report")
    assert refused.value.filename == str(tmp_path / "pipe")
    assert os.listdir(tmp_path) == ["pipe"]


@pytest.mark.parametrize("number", [errno.EPERM, errno.EACCES, errno.EROFS, errno.EIO, errno.EMFILE, errno.ESTALE])
def test_what_the_system_refuses_is_one_line(experiment: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """Whoever runs the tests may be allowed everything: the system's answer is made up."""
    (experiment / "docs/index.html").unlink()
    replace = os.replace

    def refuse(source: str, target: Path) -> None:
        if Path(target).name == "index.html":
            raise OSError(number, os.strerror(number), source, None, str(target))
        replace(source, target)

    monkeypatch.setattr(os, "replace", refuse)
    done = invoke("build-site", "--config", experiment / "site_config.yaml")
    assert done.returncode == 2
    (line,) = done.mistakes
    assert line.startswith(f"{experiment}/docs/index.html: {os.strerror(number)}: ")
    assert line.endswith(", and run again")
    assert not list((experiment / "docs").rglob(".index.html*"))
