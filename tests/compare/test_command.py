"""`python -m pipeline diff` as a person runs it: what it prints, where, and its exit codes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.compare.world import World
from tests.conftest import Git
from tests.invocation import Outcome, invoke
from tests.scripts.test_scripts import CONFIG
from tests.worlds import contents


def diff(folder: Path, *arguments: str) -> Outcome:
    """Run the command in a folder."""
    return invoke("diff", *arguments, cwd=folder)


@pytest.fixture
def repository(tmp_path: Path, git: Git) -> Path:
    """Its commit has good results; its work tree has a broken adapter."""
    (tmp_path / "site_config.yaml").write_text(CONFIG)
    World().write(tmp_path)
    git(tmp_path, "init")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-m", "good")
    World(accuracy={"rn-8shot": 0.2}).write(tmp_path)
    return tmp_path


def test_markdown_is_printed_and_a_difference_alone_is_no_failure(repository: Path) -> None:
    done = diff(repository, "main")
    assert (done.returncode, done.stderr) == (0, "")
    assert "**Accuracy of 2 rows: 1 worse." in done.stdout


def test_the_gate_exits_with_1_and_says_which_rule_failed(repository: Path) -> None:
    done = diff(repository, "main", "--gate", "--format", "json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["gate"]["passed"] is False
    assert "gate: rn-8shot: accuracy went from" in done.stderr
    assert "gate: failed, 2 of 4 checks" in done.stderr


def test_equal_inputs_exit_with_0_and_say_so(repository: Path) -> None:
    done = diff(repository, "HEAD", "main", "--gate")
    assert (done.returncode, done.stderr) == (0, "gate: nothing changed\n")


def test_a_report_goes_to_a_file(repository: Path) -> None:
    done = diff(repository, "main", "--format", "html", "--output", "report.html")
    assert (done.returncode, done.stdout) == (0, "")
    assert (repository / "report.html").read_text().startswith("<!doctype html>")


def test_wrong_input_is_one_line_and_2(repository: Path) -> None:
    done = diff(repository, "nowhere", "--gate")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("nowhere: neither a folder of artifacts")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("output", "words"),
    [
        ("site_config.yaml", "the settings file itself"),
        ("docs/data/metrics.json", "lies in paths.docs"),
        ("docs/report.html", "lies in paths.docs"),
        ("link.html", "lies in paths.docs"),
        ("models/best_rn_8shot.pth", "lies in paths.models"),
        ("photos/1.jpg", "lies in dataset.image_dir"),
        ("base/metrics.json", "one of the files that are compared"),
        ("folder", "a file is meant"),
    ],
)
def test_a_report_goes_over_nothing_of_the_experiment(repository: Path, output: str, words: str) -> None:
    shutil.copytree(repository / "docs/data", repository / "base")
    with (repository / "site_config.yaml").open("a") as file:
        file.write("dataset: {source: subset, subset_file: s.json, image_dir: photos}\n")
    for name in ("photos/1.jpg", "folder/mine"):
        (repository / name).parent.mkdir()
        (repository / name).write_text("mine")
    (repository / "link.html").symlink_to("docs/index.html")
    before = contents(repository)
    done = diff(repository, "base", "--output", output)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
    assert done.stderr.count("\n") == 1
    assert contents(repository) == before


def test_a_report_replaces_the_one_before(repository: Path) -> None:
    (repository / "report.md").write_text("an earlier one")
    assert diff(repository, "main", "--output", "report.md").returncode == 0
    assert "1 worse." in (repository / "report.md").read_text()
