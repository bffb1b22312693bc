"""A process killed in the middle of a run: the same command again ends as if nothing had been, and nothing is left.

Where it dies is counted, never timed: the process kills itself before its so-manieth rename, or at a line it has said.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.results.files import LOCK, WRITING
from tests.experiments.small_worlds import write_features
from tests.invocation import invoke
from tests.worlds import TINY, contents, write_experiment

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal here"),
]

DIES = """
import os, signal, sys
from pipeline.cli import main

whole, left = os.replace, int(sys.argv.pop(1))

def replace(*arguments, **options):
    global left
    left -= 1
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)
    whole(*arguments, **options)

os.replace = replace
main()
"""


def results(folder: Path) -> dict[str, bytes]:
    """What a run leaves, short of what tells times and of features, which keep the batches that they came in.

    Of features computed elsewhere nothing was timed: no page of these sites shows a time.
    """
    found = contents(folder, without=("timings.json", "state.json", "digests.json"))
    return {name: content for name, content in found.items() if not {"features", "map_scores"} & {*name.split("/")}}


def hidden(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob(".*")}


@pytest.mark.parametrize("rename", [1, 5, 12, 25, 40, 60])
def test_killed_before_a_rename(tmp_path: Path, rename: int) -> None:
    config = write_features(tmp_path / "experiment")
    done = invoke("run-all", "--config", config)
    assert done.returncode == 0, done.stderr
    expected = results(config.parent)
    for folder in ("docs", "models", ".cache"):
        shutil.rmtree(config.parent / folder)
    killed = subprocess.run(
        [sys.executable, "-c", DIES, str(rename), "run-all", "--config", str(config)], capture_output=True, timeout=300
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    assert list(config.parent.rglob(f"{WRITING}/{LOCK}"))  # it had no time to leave
    done = invoke("run-all", "--config", config)
    assert done.returncode == 0, done.stderr
    assert results(config.parent) == expected
    assert hidden(config.parent) <= {".cache", ".manifest", ".nojekyll"}
    assert invoke("build-site", "--check", "--config", config).returncode == 0


def children(process: int) -> list[int]:
    """Processes that a process has started, and theirs."""
    own = [int(one) for one in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    return own + [one for child in own for one in children(child)]


def lives(process: int) -> bool:
    try:
        return "State:\tZ" not in Path(f"/proc/{process}/status").read_text()
    except OSError:
        return False


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="no list of processes here")
@pytest.mark.parametrize("line", ["  Drawing scenes (40)", "  Checking pictures (40)", "train: running"])
def test_killed_at_what_it_says_its_workers_end_too(tmp_path: Path, line: str) -> None:
    config = write_experiment(tmp_path / "experiment", TINY, backbones=TINY["backbones"][1:])
    process = subprocess.Popen(
        [sys.executable, "-m", "pipeline", "train", "--config", str(config)], stderr=subprocess.PIPE, text=True
    )
    assert process.stderr
    said = iter(process.stderr.readline, "")
    assert any(one.rstrip("\n") == line for one in said)
    started = children(process.pid)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stderr.close()
    deadline = time.monotonic() + 60  # for failures only: workers end when their pipe does
    while any(map(lives, started)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not list(filter(lives, started))
    done = invoke("train", "--config", config)
    assert done.returncode == 0, done.stderr
    after = results(config.parent)
    for folder in ("docs", "models", ".cache"):
        shutil.rmtree(config.parent / folder)
    done = invoke("train", "--config", config)
    assert done.returncode == 0, done.stderr
    assert results(config.parent) == after
    assert hidden(config.parent) <= {".cache", ".manifest"}
