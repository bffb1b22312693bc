"""Workflows hold no logic, pin what they use, and may do no more than they must."""

from __future__ import annotations

import re
import stat
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / ".github" / "workflows").glob("*.yml"))

MAY_WRITE = {
    ("comment.yml", "comment"): {"pull-requests"},
    ("pages.yml", "deploy"): {"pages", "id-token"},
}


def load(path: Path) -> dict[str, Any]:
    """A workflow; YAML reads its key `on` as true."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def steps(path: Path) -> list[dict[str, Any]]:
    return [step for job in load(path)["jobs"].values() for step in job["steps"]]


def test_there_are_workflows() -> None:
    assert [path.name for path in FILES] == ["comment.yml", "pages.yml", "report.yml", "tests.yml"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_actions_are_pinned_by_commit_with_their_version(path: Path) -> None:
    for line in path.read_text(encoding="utf-8").splitlines():
        if "uses:" in line:
            assert re.search(r"uses: actions/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line), line


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_permissions_are_the_least(path: Path) -> None:
    workflow = load(path)
    assert all(level == "read" for level in workflow["permissions"].values())
    for name, job in workflow["jobs"].items():
        granted = {scope for scope, level in job.get("permissions", {}).items() if level == "write"}
        assert granted == MAY_WRITE.get((path.name, name), set())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_steps_are_one_command_that_exists_here(path: Path) -> None:
    for step in steps(path):
        if "run" not in step:
            continue
        assert "\n" not in step["run"]
        # An expression in a script is where a branch's name becomes a command.
        assert "${{" not in step["run"]
        for word in step["run"].split():
            if word.endswith(".py") or word.startswith(".ci/"):
                assert (ROOT / word).is_file()
            if word.startswith(".ci/"):
                assert (ROOT / word).stat().st_mode & stat.S_IXUSR


def test_no_checkout_leaves_its_token_behind() -> None:
    for path in FILES:
        for step in steps(path):
            if str(step.get("uses")).startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False


def test_where_the_token_can_write_no_code_of_a_pull_request_runs() -> None:
    workflow = load(ROOT / ".github/workflows/comment.yml")
    assert list(workflow[True]) == ["workflow_run"]
    for path in FILES:
        assert "pull_request_target" not in load(path)[True]
    for step in steps(ROOT / ".github/workflows/comment.yml"):
        if str(step.get("uses")).startswith("actions/checkout@"):
            assert "ref" not in step["with"]
            assert "repository" not in step["with"]


def test_the_comment_follows_the_report() -> None:
    report = load(ROOT / ".github/workflows/report.yml")
    comment = load(ROOT / ".github/workflows/comment.yml")
    assert comment[True]["workflow_run"]["workflows"] == [report["name"]]
    workflows = [ROOT / ".github/workflows" / name for name in ("report.yml", "comment.yml")]
    exchanged = [step for path in workflows for step in steps(path) if "artifact@" in str(step.get("uses"))]
    assert {step["with"]["name"] for step in exchanged} == {"report"}


def test_every_change_is_checked_against_the_published_page() -> None:
    assert ".ci/run" in [step.get("run") for step in steps(ROOT / ".github/workflows/tests.yml")]
    commands = (ROOT / ".ci/run").read_text(encoding="utf-8").splitlines()
    assert ".venv/bin/python -m pipeline build-site --check" in commands
    assert "set -euo pipefail" in commands
