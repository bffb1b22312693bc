"""What the workflows call, run here as they run it: the report, and the comment against a GitHub made up for it."""

from __future__ import annotations

import copy
import html
import importlib.util
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
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest

from pipeline.compare.diff import diff
from pipeline.compare.forms.markdown import LIMIT, MARKER
from tests.compare.world import World
from tests.conftest import Git

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
    parents: list[str] = field(default_factory=lambda: ["b" * 40, "a" * 40])
    """Of the merge commit."""

    def answer(self, method: str, path: str, content: Any) -> Any:
        self.calls.append((method, path, content))
        url = urlsplit(path)
        query = parse_qs(url.query)
        if url.path.endswith(f"/git/commits/{'c' * 40}"):
            return {"parents": [{"sha": parent} for parent in self.parents]}
        if "/git/commits/" in url.path:
            return {"parents": []}
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


MERGE, BASE, TIP = "c" * 40, "b" * 40, "a" * 40
PULL = {"number": 7, "label": "stranger:better", "head": {"sha": TIP}, "merge_commit_sha": MERGE}


def comment(
    tmp_path: Path, github: FakeGitHub, what: dict[str, Any], report: str, token: str = "secret"
) -> subprocess.CompletedProcess[str]:
    (tmp_path / "event.json").write_text(json.dumps(what))
    (tmp_path / "report.json").write_text(report, encoding="utf-8")
    return run_script(
        "comment.py",
        "event.json",
        "report.json",
        folder=tmp_path,
        GITHUB_REPOSITORY="owner/name",
        GITHUB_TOKEN=token,
        GITHUB_API_URL=github.address,
    )


@pytest.fixture(scope="module")
def a_report(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Plain data of a report with flips and pictures, of the commits that the pull request is about."""
    folder = tmp_path_factory.mktemp("report")
    World(accuracy={"rn-8shot": 1.0}).write(folder / "base")
    settings = World(accuracy={"rn-8shot": 0.0}).write(folder / "head")
    diff(settings, str(folder / "base"), form="json", output=folder / "report.json")
    found = json.loads((folder / "report.json").read_text())
    found["base"]["commit"], found["head"]["commit"] = BASE, MERGE
    return found


def written(tmp_path: Path, report: str) -> str:
    """The comment that the script makes of a report, without a process of its own."""
    path = tmp_path / "report.json"
    path.write_text(report, encoding="utf-8")
    return script().comment(path, "https://github.com/owner/name", (BASE, MERGE))


def script() -> Any:
    """scripts/comment.py as a module."""
    spec = importlib.util.spec_from_file_location("comment", SCRIPTS / "comment.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def body(github: FakeGitHub) -> str:
    """The comment that was written last."""
    return github.calls[-1][2]["body"]


def test_a_forks_pull_request_gets_its_first_comment(
    tmp_path: Path, github: FakeGitHub, a_report: dict[str, Any]
) -> None:
    github.pulls = [PULL]
    done = comment(tmp_path, github, event(), json.dumps(a_report))
    assert (done.returncode, done.stdout, done.stderr) == (0, "commented on #7\n", "")
    assert github.written() == [("POST", "/repos/owner/name/issues/7/comments")]
    assert body(github).startswith(f"{MARKER}\n\n## What changed in the results\n\n**Accuracy of 2 rows: 1 worse.")
    assert "what it says is what that run says" in body(github)
    assert f'<img src="https://github.com/owner/name/raw/{MERGE}/docs/images/' in body(github)


def test_the_comment_is_brought_up_to_date_not_repeated(
    tmp_path: Path, github: FakeGitHub, a_report: dict[str, Any]
) -> None:
    github.pulls = [PULL]
    bot = {"login": "github-actions[bot]"}
    github.comments = [{"id": n, "user": {"login": "somebody"}, "body": "hm"} for n in range(150)]
    github.comments.append({"id": 990, "user": {"login": "somebody"}, "body": f"{MARKER} quoted by a person"})
    github.comments.append({"id": 991, "user": bot, "body": "of another workflow"})
    github.comments.append({"id": 992, "user": bot, "body": f"{MARKER}\n\nold"})
    done = comment(tmp_path, github, event(), json.dumps(a_report))
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


@pytest.mark.parametrize(
    "change",
    [
        {"pull": {"merge_commit_sha": None}},
        {"pull": {"merge_commit_sha": "d" * 40}},
        {"head": "d" * 40},
        {"base": "d" * 40},
        {"parents": [BASE, "e" * 40]},
        {"parents": [BASE]},
    ],
    ids=["not mergeable", "merged anew", "another head", "another base", "a merge of another tip", "no merge"],
)
def test_pictures_come_only_from_the_commits_that_github_says_were_compared(
    tmp_path: Path, github: FakeGitHub, a_report: dict[str, Any], change: dict[str, Any]
) -> None:
    github.pulls = [PULL | change.get("pull", {})]
    github.parents = change.get("parents", github.parents)
    claimed = copy.deepcopy(a_report)
    for side in ("base", "head"):
        claimed[side]["commit"] = change.get(side, claimed[side]["commit"])
    assert comment(tmp_path, github, event(), json.dumps(claimed)).returncode == 0
    assert "<img" not in body(github)
    assert "/raw/" not in body(github)
    assert "**Accuracy of 2 rows" in body(github)


HOSTILE_TEXTS = (
    "&#64;octocat", "@octocat", "@&#111;ctocat", "&commat;octocat", "\uff20octocat @\u200boctocat @org/team",
    "![x](https://evil.example/x.png)", "owner/repo#1", "GH-12", "https://evil.example", "www.evil.example",
    "<img src=https://evil.example/x.png>", "[a]: https://evil.example", "<https://evil.example>", "ftp://evil.example",
    "somebody@evil.example", "mailto:somebody@evil.example", "<!-- " + MARKER,
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_no_text_of_a_stranger_notifies_links_or_shows_anything(
    tmp_path: Path, a_report: dict[str, Any], text: str
) -> None:
    check_harmless(written(tmp_path, json.dumps(replaced(a_report, text))))


def replaced(value: Any, text: str, key: str = "") -> Any:
    """A report with a stranger's text wherever its schema lets one stand."""
    if isinstance(value, dict):
        return {name: replaced(item, text, name) for name, item in value.items() if name != "thumbnails"} | (
            {"thumbnails": {}} if "thumbnails" in value else {}
        )
    if isinstance(value, list):
        return [replaced(item, text, key) for item in value]
    kept = (
        "schema",
        "verdict",
        "presence",
        "kind",
        "group",
        "commit",
        "model",
        "baseline",
        "before",
        "after",
        "difference",
    )
    return text if isinstance(value, str) and key not in kept else value


def check_harmless(text: str) -> None:
    """As GitHub would: entities are decoded before people, issues and addresses are looked for."""
    shown = html.unescape(re.sub(r"<[^>]*>", " ", text))
    # What is outside of our own tags must not become a tag either.
    assert not re.search(r"<(?!/?(details|summary|b|a|img|br)\b|!-- clip)[a-z!/?]", text, re.IGNORECASE)
    assert not re.search(r"@\w", shown)
    assert not re.search(r"#\d", shown)
    assert not re.search(r"gh-\d", shown, re.IGNORECASE)
    assert "://" not in shown
    assert "www." not in shown
    assert "](" not in text
    assert "![" not in text
    assert text.count(MARKER) == 1
    for address in re.findall(r'(?:src|href)="([^"]*)"', text):
        assert re.match(rf"https://(github\.com/owner/name/raw/({BASE}|{MERGE})/|owner\.github\.io/name/#)", address)
        assert "/../" not in address
    assert len(text) < LIMIT + 1000


@pytest.mark.parametrize(
    "path",
    [
        "../../../../../other/repo/raw/main/pixel.png", "images/../../../../../../x.png", "..", "/etc/passwd",
        "\\..\\x.png", "images/./x.png", "images//x.png", "https://evil.example/x.png", "x\" onerror=\"alert(1)",
    ],
)  # fmt: skip
def test_no_path_leads_out_of_the_repository(tmp_path: Path, a_report: dict[str, Any], path: str) -> None:
    hostile = copy.deepcopy(a_report)
    for row in hostile["flips"]:
        for flip in row["broken"]:
            flip["picture"] = path
    for docs in ("docs", "../../other", "/"):
        hostile["docs"] = docs
        for address in re.findall(r'(?:src|href)="([^"]*)"', written(tmp_path, json.dumps(hostile))):
            assert re.match(
                rf"https://(github\.com/owner/name/raw/({BASE}|{MERGE})/|owner\.github\.io/name/#)",
                urljoin(address, address),
            )
            assert "/../" not in address


@pytest.mark.parametrize(
    ("report", "words"),
    [
        ("text", "not JSON"),
        ('{"schema": "diff/99"}', "newer version"),
        ('{"schema": "metrics/1"}', "expected schema diff"),
        ('{"schema": "diff/4", "headline": "@octocat"}', "Field required"),
        ('{"schema": "diff/4", "x": NaN}', "NaN is no JSON"),
        ("[" * 100_000, "not JSON"),
        ('{"schema": "diff_failure/1", "mistakes": ["no results of @octocat in <b>base</b>"]}', "no results of"),
    ],
)
def test_what_is_no_report_is_said_in_a_line(tmp_path: Path, report: str, words: str) -> None:
    said = written(tmp_path, report)
    assert "## The results cannot be compared" in said
    assert words in said.replace("&#95;", "_").replace("\u200b", "")
    check_harmless(said)


def test_a_long_report_fits(tmp_path: Path, a_report: dict[str, Any]) -> None:
    long = copy.deepcopy(a_report)
    long["headline"], long["notes"] = "x" * 200_000, ["note " * 10_000] * 5000
    long["provenance"] = [{"group": "settings", "what": "w" * 500, "base": "b" * 500, "head": "h"}] * 5000
    said = written(tmp_path, json.dumps(long))
    assert len(said) < LIMIT + 1000
    assert said.startswith(MARKER)


def test_a_refused_token_fails(tmp_path: Path, github: FakeGitHub) -> None:
    github.pulls = [PULL]
    done = comment(tmp_path, github, event(), "text", token="wrong")
    assert done.returncode != 0
    assert "401" in done.stderr


def test_the_comment_needs_few_packages_of_others() -> None:
    """They are installed where the token can write."""
    listed = (
        "import sys, comment; print(*{name.partition('.')[0] for name, module in sys.modules.items() "
        "if 'site-packages' in (getattr(module, '__file__', None) or '')})"
    )
    done = subprocess.run([sys.executable, "-c", listed], cwd=SCRIPTS, capture_output=True, text=True, check=True)
    names = {name for name in done.stdout.split() if not name.startswith(("_", "__editable__"))}
    assert names <= {
        "pydantic",
        "pydantic_core",
        "annotated_types",
        "typing_extensions",
        "typing_inspection",
        "filelock",
    }
