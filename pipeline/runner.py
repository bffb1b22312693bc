"""The stage graph behind run-all: what is up to date is not done again.

A stage is up to date when everything it depends on is what it was when the stage last finished: its settings, the
project's code, the files that it read, what earlier stages left behind, and the files that it wrote. Content
decides, not time: a touched but equal file changes nothing. The record is written after the stage's results,
so a run that is killed anywhere does that stage again and no other.
"""

from __future__ import annotations

import fcntl
import hashlib
import importlib
import json
import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from pipeline.data.digests import Digests
from pipeline.errors import PipelineError
from pipeline.progress import Reporter
from pipeline.record import record_run
from pipeline.results.files import write_text
from pipeline.results.names import checkpoint_name, draws_path
from pipeline.results.schemas.timings import StageTime, Timings
from pipeline.settings import Settings

PACKAGE = Path(__file__).parent
# Rooms whose code changes no result of a stage.
PRESENTATION = ("site", "compare")


@dataclass(frozen=True)
class Stage:
    """One node of the graph; ``pipeline.stages.<module>.run`` does the work."""

    name: str
    needs: tuple[str, ...]
    settings: tuple[str, ...]
    """Keys of the settings that change its results, dotted."""
    reads: Callable[[Settings], Iterable[Path]]
    """Files from outside that it read, known once it has run."""
    writes: Callable[[Settings], Iterable[Path]]
    """Files that it leaves behind, known once it has run."""

    @property
    def module(self) -> str:
        return f"pipeline.stages.{self.name.replace('-', '_')}"


def _nothing(settings: Settings) -> Iterable[Path]:
    return ()


def _sources(settings: Settings) -> Iterator[Path]:
    """The dataset's own files and every picture of the prepared samples."""
    from pipeline.data.datasets.registry import source_files
    from pipeline.data.prepared import load_prepared

    yield from source_files(settings)
    yield from (settings.path(sample.image) for sample in load_prepared(settings).samples)


def _weights(settings: Settings) -> Iterator[Path]:
    """Weights that are files of the user's; a tag's weights are named by the tag."""
    for backbone in settings.backbones:
        if (path := settings.path(backbone.pretrained)).is_file():
            yield path


def _backbone_facts(settings: Settings) -> Iterator[Path]:
    return (settings.work / f"backbone-{backbone.id}.json" for backbone in settings.backbones)


def _checkpoints(settings: Settings) -> Iterator[Path]:
    yield settings.docs / "data/curves.json"
    for row in _documents(settings, "curves")["rows"]:
        if row["draw"] == 0:
            yield settings.path(checkpoint_name(settings, row["backbone"], row["shots"], row["adapter"]))
            yield draws_path(settings, row["model"])


def _artifacts(*names: str) -> Callable[[Settings], Iterator[Path]]:
    """The artifacts named, and every picture under docs/ that they mention."""

    def paths(settings: Settings) -> Iterator[Path]:
        for name in names:
            yield settings.docs / f"data/{name}.json"
            yield from (settings.docs / image for image in _images_in(_documents(settings, name)))

    return paths


def _documents(settings: Settings, name: str) -> dict[str, Any]:
    return dict(json.loads((settings.docs / f"data/{name}.json").read_text(encoding="utf-8")))


def _images_in(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, item in value.items():
            if key in ("image", "thumbnail") and isinstance(item, str):
                yield item
            else:
                yield from _images_in(item)
    elif isinstance(value, list):
        for item in value:
            yield from _images_in(item)


# What every stage after extraction depends on, although it reads only stored features.
MODELS = ("backbones", "precision", "device")

STAGES = (
    Stage(
        "prepare",
        (),
        ("dataset", "training.pool_per_class", "paths"),
        _sources,
        lambda settings: [settings.work / "prepared.json", settings.docs / "data/dataset.json"],
    ),
    Stage("explore", ("prepare",), ("dataset.seed", "paths"), _nothing, _artifacts("eda")),
    Stage("extract", ("prepare",), MODELS, _weights, _backbone_facts),
    Stage("train", ("extract",), (*MODELS, "training", "paths"), _nothing, _checkpoints),
    Stage(
        "evaluate",
        ("train",),
        (*MODELS, "training", "evaluation", "explain.samples", "dataset", "paths"),
        _nothing,
        _artifacts("metrics", "predictions", "shown_samples"),
    ),
    Stage(
        "explain",
        ("evaluate",),
        (*MODELS, "training", "explain", "paths"),
        _nothing,
        _artifacts("attention"),
    ),
    Stage("hard-cases", ("evaluate",), ("paths",), _nothing, _artifacts("hard_cases")),
)
# Stages that cannot do without usable weights and a device: both are checked before anything is written.
NEED_MODELS = {"extract", "train", "evaluate", "explain"}
BY_NAME = {stage.name: stage for stage in STAGES}


def run_stages(settings: Settings, reporter: Reporter, *, last: str | None = None, force: bool = False) -> list[str]:
    """Bring stages up to date and record the run.

    Args:
        last: stop after this stage and do only what it needs; every stage when None.
        force: do them even where they are up to date (stored features are still used).

    Returns:
        Names of the stages that were done.
    """
    wanted = _needed(last) if last else set(BY_NAME)
    done = []
    with _alone(settings):
        state = _State(settings)
        if any(force or not state.is_current(BY_NAME[name]) for name in wanted & NEED_MODELS):
            preflight(settings)
        for stage in STAGES:
            if stage.name not in wanted:
                continue
            if not force and state.is_current(stage):
                reporter.note(f"{stage.name}: up to date")
                continue
            reporter.note(f"{stage.name}: running")
            started = time.perf_counter()
            importlib.import_module(stage.module).run(settings, reporter)
            state.finish(stage, time.perf_counter() - started)
            done.append(stage.name)
        if done:
            _write_stage_times(settings, state)
        if not last:
            record_run(settings)
    return done


def preflight(settings: Settings) -> None:
    """Find what is wrong with data, device, adapters and weights before any stage runs.

    Raises:
        PipelineError: one line for every mistake.
    """
    from pipeline.clip.adapters.adapter import find_adapter
    from pipeline.clip.backbones.loading import check_backbone
    from pipeline.clip.device import pick_device
    from pipeline.data.datasets.registry import check_annotations

    _all_of(
        partial(check_annotations, settings),
        partial(pick_device, settings),
        *(partial(find_adapter, name) for name in settings.training.adapters),
    )
    # Only now, since a tag's weights are downloaded to be checked.
    _all_of(*(partial(check_backbone, settings, backbone) for backbone in settings.backbones))


def _all_of(*checks: Callable[[], object]) -> None:
    mistakes: list[str] = []
    for check in checks:
        try:
            check()
        except PipelineError as error:
            mistakes += error.mistakes
    if mistakes:
        raise PipelineError.of(mistakes)


def _needed(name: str) -> set[str]:
    return {name}.union(*(_needed(other) for other in BY_NAME[name].needs))


@contextmanager
def _alone(settings: Settings) -> Iterator[None]:
    """Hold the experiment's folder for this process; two runs at once would overwrite each other's results."""
    folder = os.open(settings.root, os.O_RDONLY)
    try:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise PipelineError(f"{settings.root}: another run is at work in this folder: wait for its end") from None
        yield
    finally:
        os.close(folder)


def _write_stage_times(settings: Settings, state: _State) -> None:
    """Put the stages' own seconds beside the per-sample times that ``evaluate`` measured."""
    data = settings.docs / "data"
    if not Timings.path(data).is_file():
        return
    timings = Timings.read(data)
    seconds = {stage.name: state.seconds(stage) for stage in STAGES}
    timings.stages = [StageTime(stage=name, seconds=value) for name, value in seconds.items() if value is not None]
    timings.write(data)


class _State:
    """What every stage depended on and left behind when it last finished."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.path = settings.work / "state.json"
        self.digests = Digests.of(settings)
        self.code = _code_digest()
        try:
            self.stages: dict[str, Any] = json.loads(self.path.read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            self.stages = {}

    def is_current(self, stage: Stage) -> bool:
        record = self.stages.get(stage.name)
        return (
            record is not None
            and record["inputs"] == self._inputs(stage)
            and self._unchanged(record["read"])
            and self._unchanged(record["written"])
        )

    def _unchanged(self, files: dict[str, str]) -> bool:
        try:
            return all(self.digests.digest(self.settings.path(path)) == digest for path, digest in files.items())
        except OSError:
            return False

    def finish(self, stage: Stage, seconds: float) -> None:
        self.stages[stage.name] = {
            "inputs": self._inputs(stage),
            "read": self._digests(stage.reads(self.settings)),
            "written": self._digests(stage.writes(self.settings)),
            "seconds": seconds,
        }
        write_text(self.path, json.dumps(self.stages, indent=1))
        self.digests.save()

    def seconds(self, stage: Stage) -> float | None:
        record = self.stages.get(stage.name)
        return record["seconds"] if record else None

    def _inputs(self, stage: Stage) -> str:
        """Digest of the settings, the code, and what the stages before it left behind."""
        plain = self.settings.resolved()
        earlier = sorted(_needed(stage.name) - {stage.name})
        facts = {
            "code": self.code,
            "settings": {key: _lookup(plain, key) for key in stage.settings},
            "upstream": {name: self.stages.get(name, {}).get("written") for name in earlier},
        }
        return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()

    def _digests(self, paths: Iterable[Path]) -> dict[str, str]:
        root = self.settings.root
        return {_relative(path, root): self.digests.digest(path) for path in paths}


def _lookup(plain: dict[str, Any], dotted: str) -> Any:
    value: Any = plain
    for key in dotted.split("."):
        value = value[key]
    return value


def _relative(path: Path, root: Path) -> str:
    return str(path.relative_to(root)) if path.is_relative_to(root) else str(path)


def _code_digest() -> str:
    """Digest of the code that results depend on."""
    digest = hashlib.sha256()
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.relative_to(PACKAGE).parts[0] not in PRESENTATION:
            digest.update(path.read_bytes())
    return digest.hexdigest()
