"""What the workflows call, run here as they run it: the report, and the comment against a GitHub made up for it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from pipeline.compare.forms.markdown import LIMIT, MARKER
from tests.compare.conftest import Git
from tests.compare.world import World

SCRIPTS = Path(__file__).parents[2] / "scripts"

CONFIG = """profile: demo
backbones: [{id: rn, name: RN, architecture: demo_rn, pretrained: models/rn.safetensors}]
training: {shots: [8]}
"""


def run_script(name: str, *arguments: str | Path, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a script as a workflow would."""
    return subprocess.run(
        [sys.executable, SCRIPTS / name, *map(str, arguments)],
        cwd=folder,
        env=os.environ | environment,
        capture_output=True,
        text=True,
    )


@pytest.fixture
def repository(tmp_path: Path, git: Git) -> Path:
    """Tags: `base`, `same` (no results changed) and `broken`."""
    root = tmp_path / "repository"
    root.mkdir()
    git(root, "init")
    git(root, "commit", "--allow-empty", "-m", "nothing yet")
    git(root, "tag", "empty")
    (root / "site_config.yaml").write_text(CONFIG)
    for tag, world in (("base", World()), ("same", World()), ("broken", World(accuracy={"rn-8shot": 0.2}))):
        world.write(root)
        git(root, "add", "-A")
        git(root, "commit", "--allow-empty", "-m", tag)
        git(root, "tag", tag)
    return root


def test_the_report_is_written_in_three_forms_and_in_the_summary(repository: Path) -> None:
    summary = repository / "summary.md"
    summary.write_text("what other steps said\n")
    done = run_script("report.py", "base", "same", "out", folder=repository, GITHUB_STEP_SUMMARY=str(summary))
    assert (done.returncode, done.stdout) == (0, "gate: nothing changed\n")
    assert sorted(path.name for path in (repository / "out").iterdir()) == [
        "report.html",
        "report.json",
        "report.md",
    ]
    assert summary.read_text() == "what other steps said\n" + (repository / "out/report.md").read_text()


def test_the_gate_decides_the_exit_code(repository: Path) -> None:
    done = run_script("report.py", "HEAD^1", "HEAD", "out", folder=repository)
    assert done.returncode == 1
    assert "gate: rn-8shot: accuracy went from" in done.stdout
    assert (repository / "out/report.md").exists()


def test_a_base_without_results_is_said_in_the_report(repository: Path) -> None:
    done = run_script("report.py", "empty", "base", "out", folder=repository)
    assert done.returncode == 2
    assert "empty: the revision has no artifacts in docs/data" in done.stderr
    text = (repository / "out/report.md").read_text()
    assert text.startswith(MARKER)
    assert "The results cannot be compared" in text
    assert "Traceback" not in done.stderr


# ---------------------------------------------------------------- the comment


@dataclass
class FakeGitHub:
    """Pull requests and comments, and the calls that were made."""

    address: str = ""
    pulls: list[dict[str, Any]] = field(default_factory=list)
    comments: list[dict[str, Any]] = field(default_factory=list)
    calls: list[tuple[str, str, Any]] = field(default_factory=list)

    def answer(self, method: str, path: str, content: Any) -> Any:
        self.calls.append((method, path, content))
        url = urlsplit(path)
        query = parse_qs(url.query)
        if url.path.endswith("/pulls"):
            return [pull for pull in self.pulls if query["head"] == [pull["label"]]]
        if method == "GET":
            start = (int(query["page"][0]) - 1) * 100
            return self.comments[start : start + 100]
        return {}

    def written(self) -> list[tuple[str, str]]:
        return [(method, path) for method, path, _ in self.calls if method != "GET"]


@pytest.fixture
def github() -> Iterator[FakeGitHub]:
    fake = FakeGitHub()

    class Handler(BaseHTTPRequestHandler):
        def respond(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            content = json.loads(self.rfile.read(length)) if length else None
            allowed = self.headers["Authorization"] == "Bearer secret"
            answer = json.dumps(fake.answer(self.command, self.path, content) if allowed else {}).encode()
            self.send_response(200 if allowed else 401)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        do_GET = do_POST = do_PATCH = respond

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    fake.address = f"http://127.0.0.1:{server.server_port}"
    yield fake
    server.shutdown()
    server.server_close()


def event(**keys: Any) -> dict[str, Any]:
    """A completed run for a fork's pull request."""
    run = {
        "event": "pull_request",
        "head_branch": "better",
        "head_sha": "a" * 40,
        "head_repository": {"owner": {"login": "stranger"}},
        "pull_requests": [],
    }
    return {"workflow_run": run | keys}


def comment(tmp_path: Path, github: FakeGitHub, what: dict[str, Any], report: str) -> subprocess.CompletedProcess[str]:
    (tmp_path / "event.json").write_text(json.dumps(what))
    (tmp_path / "report.md").write_text(report, encoding="utf-8")
    return run_script(
        "comment.py",
        "event.json",
        "report.md",
        folder=tmp_path,
        GITHUB_REPOSITORY="owner/name",
        GITHUB_TOKEN="secret",
        GITHUB_API_URL=github.address,
    )


PULL = {"number": 7, "label": "stranger:better", "head": {"sha": "a" * 40}}


def test_a_forks_pull_request_gets_its_first_comment(tmp_path: Path, github: FakeGitHub) -> None:
    github.pulls = [PULL]
    done = comment(tmp_path, github, event(), f"{MARKER}\n\n## What changed\n")
    assert (done.returncode, done.stdout) == (0, "commented on #7\n")
    assert github.calls[-1] == (
        "POST",
        "/repos/owner/name/issues/7/comments",
        {"body": f"{MARKER}\n\n## What changed\n"},
    )


def test_the_comment_is_brought_up_to_date_not_repeated(tmp_path: Path, github: FakeGitHub) -> None:
    github.pulls = [PULL]
    bot = {"login": "github-actions[bot]"}
    github.comments = [{"id": n, "user": {"login": "somebody"}, "body": "hm"} for n in range(150)]
    github.comments.append({"id": 990, "user": {"login": "somebody"}, "body": f"{MARKER} quoted by a person"})
    github.comments.append({"id": 991, "user": bot, "body": "of another workflow"})
    github.comments.append({"id": 992, "user": bot, "body": f"{MARKER}\n\nold"})
    done = comment(tmp_path, github, event(), "new")
    assert done.stdout == "updated the comment on #7\n"
    assert github.written() == [("PATCH", "/repos/owner/name/issues/comments/992")]


@pytest.mark.parametrize(
    "what",
    [
        event(head_sha="b" * 40),
        event(event="push"),
        event(head_repository=None),
        event(head_branch="unknown"),
    ],
    ids=["a newer push", "no pull request", "a deleted fork", "closed"],
)
def test_nothing_is_written_for_another_commit(tmp_path: Path, github: FakeGitHub, what: dict[str, Any]) -> None:
    github.pulls = [PULL]
    done = comment(tmp_path, github, what, "text")
    assert done.returncode == 0
    assert github.written() == []


def test_a_strangers_report_notifies_nobody_and_fits(tmp_path: Path, github: FakeGitHub) -> None:
    github.pulls = [PULL]
    comment(tmp_path, github, event(), f"{MARKER}\n\n@everybody @org/team\n" + "x" * 200_000)
    body = github.calls[-1][2]["body"]
    assert not re.search(r"@\w", body)
    assert len(body) < LIMIT + 100
    assert body.startswith(MARKER)


def test_a_refused_token_fails(tmp_path: Path, github: FakeGitHub) -> None:
    github.pulls = [PULL]
    (tmp_path / "event.json").write_text(json.dumps(event()))
    (tmp_path / "report.md").write_text("text")
    done = run_script(
        "comment.py",
        "event.json",
        "report.md",
        folder=tmp_path,
        GITHUB_REPOSITORY="owner/name",
        GITHUB_TOKEN="wrong",
        GITHUB_API_URL=github.address,
    )
    assert done.returncode != 0
    assert "401" in done.stderr
