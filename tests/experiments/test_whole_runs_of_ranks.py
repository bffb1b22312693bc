"""Whole runs by several processes, killed again and again: the same bytes as one process leaves."""

from __future__ import annotations

import os
import random
import shutil
import signal
from functools import partial
from pathlib import Path

import pytest

from ..worlds import contents, untimed
from .launching import run
from .small_worlds import write_run

KILLS = 20


def left(folder: Path) -> dict[str, bytes]:
    return untimed(folder / "docs") | contents(folder / "models")


@pytest.fixture(scope="module")
def alone(start, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The run of a single process."""
    config = write_run(tmp_path_factory.mktemp("alone"))
    codes, logs = run(start, config.parent, 1, "run-all", "--config", config)
    assert codes == [0], logs
    return config.parent


@pytest.mark.slow
@pytest.mark.parametrize("count", [2, 3])
def test_any_number_of_ranks_leaves_what_one_leaves(start, alone: Path, tmp_path: Path, count: int) -> None:
    config = write_run(tmp_path)
    # The pictures of the gallery wait for no rank, and the maps for all of them.
    for command in ("explain", "run-all"):
        codes, logs = run(start, tmp_path, count, command, "--config", config)
        assert codes == [0] * count, logs
        assert logs[1:] == [""] * (count - 1)
        if command == "explain":
            # One bar, or in a log its one line, for each of them.
            assert logs[0].count("Scoring heat maps of tiny_vit (60)") == 1
            assert logs[0].count("Drawing heat maps of tiny_vit (") == 1
    assert left(tmp_path) == left(alone)
    assert not list(tmp_path.rglob(".writing"))


@pytest.mark.slow
def test_explanations_are_shared_and_a_missing_share_is_named(start, alone: Path, tmp_path: Path) -> None:
    shutil.copytree(alone, tmp_path, dirs_exist_ok=True)
    config = tmp_path / "site_config.yaml"
    for folder in tmp_path.glob(".cache/**/*_maps"):
        shutil.rmtree(folder)
    for folder in tmp_path.glob(".cache/**/map_scores"):
        shutil.rmtree(folder)
    harms = {0: see_little, 1: keep_elsewhere}
    codes, logs = run(start, tmp_path, 2, "explain", "--force", "--config", config, harms=harms)
    assert codes == [2, 2]
    assert "1 of the 1 files of rank 1 of 2 are not there: see that all machines have this folder" in logs[0]
    # What the first rank did stands: blocks 1 and 3 of the scores.
    assert len(list(tmp_path.glob(".cache/**/map_scores/tiny_vit-scores-*.npz"))) == 2


def see_little() -> None:
    """For the first rank: no patience with a file system that is slow."""
    from pipeline.clip.explanations import kept_arrays

    kept_arrays.PATIENCE = 0


def keep_elsewhere() -> None:
    """A machine with a folder of its own under the same name."""
    from pipeline.clip.explanations import kept_arrays

    kept_arrays.write_bytes = lambda path, content: None


@pytest.mark.slow
def test_twenty_kills_by_other_numbers_of_ranks_leave_what_one_leaves(start, alone: Path, tmp_path: Path) -> None:
    config, dice, kills, ends = write_run(tmp_path), random.Random(20), 0, 0
    while kills < KILLS:
        count = dice.randint(1, 3)
        victim = dice.randrange(count)
        # The first rank writes everything that is not shared.
        harm = partial(die_at, dice.randint(1, 60 if victim == 0 else 6))
        codes, logs = run(start, tmp_path, count, "run-all", "--config", config, harms={victim: harm})
        if codes == [0] * count:  # it came to its end first: begun again, from nothing
            assert left(tmp_path) == left(alone)
            ends += 1
            for name in ("docs", "models", ".cache"):
                shutil.rmtree(tmp_path / name)
        else:
            assert codes == [-signal.SIGKILL if number == victim else 2 for number in range(count)], logs
            kills += 1
    assert run(start, tmp_path, dice.randint(1, 3), "run-all", "--config", config)[0][0] == 0
    assert left(tmp_path) == left(alone)
    assert not list(tmp_path.rglob(".writing"))
    assert ends < KILLS


def die_at(step: int) -> None:
    """Harm for a rank: it is killed at its so-manieth batch or file."""
    from pipeline.clip.features import encoding, feature_store
    from pipeline.results import files

    steps = 0

    def counted(whole):
        def call(*arguments):
            nonlocal steps
            steps += 1
            if steps == step:
                os.kill(os.getpid(), signal.SIGKILL)
            return whole(*arguments)

        return call

    feature_store.SECONDS_BETWEEN_FILES = 0
    encoding.encode_pixels = counted(encoding.encode_pixels)
    files._replace = counted(files._replace)
