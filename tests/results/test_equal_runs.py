"""Two equal runs give the same bytes, short of the files that the README names."""

from __future__ import annotations

import fnmatch
from pathlib import Path
from typing import Any

import pytest

from pipeline.progress import Silent
from pipeline.results.schemas.timings import Timings
from pipeline.runner.stage_runner import run_stages
from pipeline.settings import Settings
from pipeline.site.build import build_site
from tests.experiments.small_worlds import write_pictures
from tests.worlds import contents, shows_times, timed_files

pytestmark = pytest.mark.slow


def published(settings: Settings) -> dict[str, bytes]:
    build_site(settings)
    models = {f"models/{name}": content for name, content in contents(settings.models).items()}
    return contents(settings.docs) | models


def slower(value: Any) -> Any:
    """Times of a slower machine."""
    if isinstance(value, dict):
        return {key: slower(one) for key, one in value.items()}
    if isinstance(value, list):
        return [slower(one) for one in value]
    return 3 * value + 1 if isinstance(value, float) else value


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> list[Settings]:
    made = [write_pictures(tmp_path_factory.mktemp("run") / "experiment") for _ in range(2)]
    for settings in made:
        run_stages(settings, Silent())
    return made


def test_what_differs_between_two_equal_runs_is_what_the_readme_names(runs: list[Settings]) -> None:
    once, again = map(published, runs)
    assert once.keys() == again.keys()
    assert shows_times("data/timings.json")
    assert not [name for name in once if once[name] != again[name] and not shows_times(name)]


def test_the_readme_names_no_more_than_what_shows_times(runs: list[Settings]) -> None:
    before = published(runs[1])
    data: Path = runs[1].docs / "data"
    timings = Timings.read(data)
    Timings.model_validate(slower(timings.model_dump())).write(data)
    after = published(runs[1])
    timings.write(data)
    shown = {name for name in before if before[name] != after[name]}
    assert {one for one in timed_files() if not fnmatch.filter(shown, one)} == set()
    assert not [name for name in shown if not shows_times(name)]
