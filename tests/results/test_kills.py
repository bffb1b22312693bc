"""Killed at any step, builds and runs go on to the same bytes and leave nothing over; the page leads nowhere dead."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import pytest

from pipeline.data.digests import Digests
from pipeline.progress import Silent
from pipeline.results.files import WRITING
from pipeline.results.schemas.timings import Timings
from pipeline.results.workspace import hold_experiment
from pipeline.runner import stage_state
from pipeline.runner.stage_graph import STAGES
from pipeline.runner.stage_runner import run_stages
from pipeline.settings import Explain, Settings
from pipeline.settings.settings_file import load_settings
from pipeline.site import build
from pipeline.site.build import build_site
from pipeline.site.markup import read_markup
from pipeline.site.read_results import read_results
from pipeline.site.render_site import render_site
from tests.experiments.small_worlds import write_features, write_pictures
from tests.results.killing import Killer, Recorder, Tree, restore, tree
from tests.site.conftest import with_site
from tests.site.fabricate import World
from tests.worlds import contents


def dead_links(docs: Path) -> list[str]:
    """Files that the pages standing there name, and that are not there."""
    found = []
    for name in ("index.html", "hard-cases.html"):
        if (docs / name).is_file():
            targets = named_by((docs / name).read_text(encoding="utf-8"))
            found += [f"{name}: {target}" for target in targets if not (docs / target).is_file()]
    return found


@lru_cache(maxsize=8)
def named_by(markup: str) -> set[str]:
    page = read_markup(markup)
    return {link.partition("#")[0] for link in (*page.links, *page.loaded)} - {""}


def smaller(world: World, settings: Settings) -> None:
    """Artifacts of a smaller world in the place of those that are there."""
    other = world.write(settings.root / "smaller")
    for path in (other.docs / "data").iterdir():
        shutil.copy(path, settings.docs / "data")
    shutil.rmtree(settings.root / "smaller")


@pytest.mark.slow
def test_a_build_killed_at_every_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From one site to another that has fewer pictures, charts and tables: files come, change and go."""
    settings = World(samples=30, shots=(8,), cases=3, attention=2).write(tmp_path)
    settings = with_site(settings, sections=["dataset", "hard-cases"])
    build_site(settings)
    fewer = World(samples=30, backbones=1, shots=(8,), adapters=("residual_dual",), cases=1, attention=1)
    smaller(fewer, settings)
    results = read_results(settings.docs / "data")
    made = render_site(settings, results)
    made["static/plotly.min.js"] = b"// stands for four megabytes"
    named = named_by(made["index.html"].decode()) | named_by(made["hard-cases.html"].decode())
    made = {name: made[name] for name in made if name in named or not name.startswith(("plot/", "tables/"))}
    # Reading and drawing take time and no step towards a file.
    monkeypatch.setattr(build, "read_results", lambda folder: results)
    monkeypatch.setattr(build, "render_site", lambda settings, results: made)

    def after() -> None:
        assert dead_links(settings.docs) == []

    kills = Killer(monkeypatch).kill_everywhere(lambda: build_site(settings), after)
    assert kills > 20
    assert dead_links(settings.docs) == []
    assert not (settings.docs / WRITING).exists()
    left = contents(settings.docs)
    assert not [name for name in left if name.split("/")[-1].startswith(".") and name not in (".manifest", ".nojekyll")]
    assert {name: left[name] for name in made} == made
    assert {name for name in left if name.split("/")[0] in ("plot", "tables", "gallery", "static")} <= made.keys()


# ---------------------------------------------------------------- runs


class Phases(Silent):
    """Tells the killer which stage is running."""

    def __init__(self, killer: Killer) -> None:
        self.killer = killer

    def note(self, text: str) -> None:
        self.killer.phase = text


def features(folder: Path) -> Settings:
    return load_settings(write_features(folder))


def few_pictures(folder: Path) -> Settings:
    """A run of every stage, with as few files as it can have."""
    explain = Explain(samples=1, hard_cases=0, scored=1)
    settings = write_pictures(folder, 8)
    small = settings.model_copy(update={"explain": explain})
    small._root = settings.root
    return small


def left(settings: Settings) -> dict[str, bytes]:
    """What a run leaves, short of what tells times."""
    found = contents(settings.root, without=("timings.json", "map_times.json", "state.json", "digests.json"))
    # Stored features keep the batches that they came in, which a kill may cut apart; scores of maps keep their seconds.
    return {
        name: content for name, content in found.items() if not {"features", "map_scores"} & {*name.split("/")[:-1]}
    }


@pytest.mark.parametrize(
    ("make", "every"),
    [(features, 7), pytest.param(write_pictures, 13, marks=pytest.mark.slow)],
)
def test_a_run_killed_again_and_again_on_its_way(
    make: Callable[[Path], Settings], every: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = make(tmp_path)
    inputs = contents(tmp_path)
    run_stages(settings, Silent())
    undisturbed = left(settings)
    times = [one.stage for one in Timings.read(settings.docs / "data").stages]
    for folder in (settings.docs, settings.models, settings.cache):
        shutil.rmtree(folder)
    Digests._open.clear()
    killer = Killer(monkeypatch, every)

    def after() -> None:
        assert {name: (tmp_path / name).read_bytes() for name in inputs} == inputs

    kills = killer.kill_everywhere(lambda: run_stages(settings, Phases(killer)), after)
    assert kills >= 60 // every
    assert left(settings) == undisturbed
    assert [one.stage for one in Timings.read(settings.docs / "data").stages] == times
    assert {path.name for path in tmp_path.rglob(".*")} == {".cache", ".manifest"}


class Running(Silent):
    """Tells the recorder which stage is running."""

    def __init__(self, recorder: Recorder) -> None:
        self.recorder = recorder

    def note(self, text: str) -> None:
        stage, _, word = text.partition(": ")
        self.recorder.phase = stage if word == "running" else self.recorder.phase


@pytest.mark.slow
@pytest.mark.parametrize("make", [features, few_pictures])
def test_a_run_killed_once_at_every_step(
    make: Callable[[Path], Settings], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By what a kill leaves: the next command clears it away, and its stage then ends with the same files.

    Many kills leave the same but for files that are half made. What is the same is brought to the stage's end once; the
    stages after that begin from the same files, and end with them.
    """
    settings = make(tmp_path)
    own = (settings.docs, settings.models, settings.cache)
    expected: dict[str, dict[str, bytes]] = {}
    for stage in STAGES:
        run_stages(settings, Silent(), last=stage.name)
        expected[stage.name] = left(settings)
    for folder in own:
        shutil.rmtree(folder)
    Digests._open.clear()
    with pytest.MonkeyPatch.context() as patch:
        recorder = Recorder(patch, tmp_path)
        run_stages(settings, Running(recorder))
    whole = left(settings)
    # The code is the same all along, and its digest a tenth of what every beginning costs.
    digest = stage_state.package_digest()
    monkeypatch.setattr(stage_state, "package_digest", lambda: digest)
    assert len(recorder.left) > 100
    assert {phase for phase, _ in recorder.left} == {stage.name for stage in STAGES}
    seen: list[Tree] = []
    for number, (phase, state) in enumerate(recorder.left):
        restore(tmp_path, state)
        with hold_experiment(settings):
            pass
        cleared = tree(tmp_path)
        assert not [name for name in cleared if WRITING in Path(name).parts]
        if cleared in seen[-3:]:
            continue
        seen.append(cleared)
        # After the last stage a run records itself.
        final = phase == STAGES[-1].name
        run_stages(settings, Silent(), last=None if final else phase)
        assert left(settings) == (whole if final else expected[phase]), (phase, number)
        assert {path.name for path in tmp_path.rglob(".*")} <= {".cache", ".manifest"}
    assert len(recorder.left) / 5 < len(seen) < len(recorder.left)
