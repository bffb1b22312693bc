"""What tests of several rooms need."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest

# Before anything imports torch, and for child processes too: tests run side by side, one core each, and sums are made
# in one order.
for _name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

# The same examples on every run, few enough for every property, and no verdict on a busy machine's speed.
hypothesis.settings.register_profile("steady", deadline=None, derandomize=True, max_examples=50)
hypothesis.settings.load_profile("steady")

Git = Callable[..., str]


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """The whole suite takes a process per core; files that are named run in this one, which begins sooner."""
    return None if config.args_source is pytest.Config.ArgsSource.TESTPATHS else 0


@pytest.fixture(scope="session", autouse=True)
def _quick_disk() -> Iterator[None]:
    """What tests write need not outlive a power cut: waiting for the disk is half of a build."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda handle: None)
        yield


@pytest.fixture
def git(tmp_path: Path) -> Git:
    """Runs git in a folder, and returns what it printed."""

    def run(folder: Path, *arguments: str) -> str:
        identity = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main"]
        done = subprocess.run(
            ["git", "-C", str(folder), *identity, *arguments], check=True, capture_output=True, text=True
        )
        return done.stdout.strip()

    return run
