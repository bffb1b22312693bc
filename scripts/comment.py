"""Post a report on the pull request that it is about, or bring the earlier comment up to date.

Run: python scripts/comment.py EVENT REPORT

EVENT is the JSON of a `workflow_run` event, REPORT the `report.json` that the run left behind. The run may have been
that of a stranger's fork, so the report is data from a stranger: its schema is checked, and the comment is written
here, by the default branch's code. Which pull request it belongs to, and which commits were compared, is asked of
GitHub; a picture is shown only from these commits of the repository itself.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from pipeline.compare.forms.markdown import MARKER, failure, markdown
from pipeline.compare.report import FailedReport, Report
from pipeline.errors import PipelineError

AUTHOR = "github-actions[bot]"
PAGE = 100
# A report with all its small pictures is a few megabytes.
MOST_BYTES = 50_000_000
ORIGIN = "_Written from the data of the pull request's own run: what it says is what that run says._"


class GitHub:
    """The few calls that this needs."""

    def __init__(self, repository: str, token: str, address: str = "https://api.github.com") -> None:
        self._base = f"{address}/repos/{repository}"
        self._token = token

    def open_pull_requests(self, head: str) -> list[dict[str, Any]]:
        """Of a branch, written ``owner:branch``; GitHub lists forks' branches here too."""
        return self._call("GET", f"/pulls?{urllib.parse.urlencode({'state': 'open', 'head': head})}")

    def parents(self, commit: str) -> list[str]:
        """Of a commit, the first one first."""
        return [parent["sha"] for parent in self._call("GET", f"/git/commits/{commit}")["parents"]]

    def comments(self, pull_request: int) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        for page in range(1, 1000):
            some = self._call("GET", f"/issues/{pull_request}/comments?per_page={PAGE}&page={page}")
            found += some
            if len(some) < PAGE:
                break
        return found

    def create(self, pull_request: int, body: str) -> None:
        self._call("POST", f"/issues/{pull_request}/comments", {"body": body})

    def update(self, comment: int, body: str) -> None:
        self._call("PATCH", f"/issues/comments/{comment}", {"body": body})

    def _call(self, method: str, path: str, content: dict[str, Any] | None = None) -> Any:
        request = urllib.request.Request(
            self._base + path,
            method=method,
            data=None if content is None else json.dumps(content).encode(),
            headers={
                "Accept": "application/vnd.github+json",
                "Authorization": f"Bearer {self._token}",
                "Content-Type": "application/json",
                "X-GitHub-Api-Version": "2022-11-28",
            },
        )
        with urllib.request.urlopen(request, timeout=30) as response:
            return json.load(response)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("event", type=Path)
    parser.add_argument("report", type=Path)
    given = parser.parse_args(arguments)
    repository = os.environ["GITHUB_REPOSITORY"]
    github = GitHub(repository, os.environ["GITHUB_TOKEN"], os.environ.get("GITHUB_API_URL", "https://api.github.com"))
    run = json.loads(given.event.read_text(encoding="utf-8"))["workflow_run"]
    pull_request = find_pull_request(github, run)
    if pull_request is None:
        print("no open pull request has this commit at its tip: nothing to comment on")
        return 0
    address = f"{os.environ.get('GITHUB_SERVER_URL', 'https://github.com')}/{repository}"
    commits = compared_commits(github, run, pull_request)
    print(post(github, int(pull_request["number"]), comment(given.report, address, commits)))
    return 0


def find_pull_request(github: GitHub, run: dict[str, Any]) -> dict[str, Any] | None:
    """The open pull request whose tip the run was about; a newer push will bring its own run."""
    # A deleted fork has no repository any more.
    owner = (run.get("head_repository") or {}).get("owner", {}).get("login")
    if run.get("event") != "pull_request" or not owner:
        return None
    for found in github.open_pull_requests(f"{owner}:{run['head_branch']}"):
        if found["head"]["sha"] == run["head_sha"]:
            return found
    return None


def compared_commits(github: GitHub, run: dict[str, Any], pull_request: dict[str, Any]) -> tuple[str, str] | None:
    """Base and head of a comparison of this pull request: what merging it would make, and that commit's first parent.

    None when GitHub does not say. The report's own word for it is no evidence: every commit of every fork can be
    addressed through the repository.
    """
    merge = pull_request.get("merge_commit_sha")
    if not merge:
        return None
    parents = github.parents(merge)
    return (parents[0], merge) if parents[1:] == [run["head_sha"]] else None


def comment(path: Path, repository: str, commits: tuple[str, str] | None) -> str:
    """The comment for a report, links and pictures only to what is known of the repository itself."""
    try:
        report = _read(path)
    except PipelineError as error:
        return failure(["The report of this run cannot be read.", *error.mistakes])
    if isinstance(report, FailedReport):
        return failure(report.mistakes)
    claimed = (report.base.commit, report.head.commit)
    base, head = claimed if claimed == commits else (None, None)
    known = report.model_copy(
        update={
            "repository": repository,
            "base": report.base.model_copy(update={"commit": base}),
            "head": report.head.model_copy(update={"commit": head}),
        }
    )
    return f"{markdown(known)}\n{ORIGIN}\n"


def _read(path: Path) -> Report | FailedReport:
    if path.is_symlink() or not path.is_file() or path.stat().st_size > MOST_BYTES:
        raise PipelineError(f"{path.name}: no file of at most {MOST_BYTES:,} bytes")
    content = path.read_bytes()
    try:
        return FailedReport.parse(content, path.name)
    except PipelineError:
        return Report.parse(content, path.name)


def post(github: GitHub, number: int, body: str) -> str:
    """Create or update the comment; returns what was done."""
    for found in github.comments(number):
        if found["user"]["login"] == AUTHOR and found["body"].startswith(MARKER):
            github.update(found["id"], body)
            return f"updated the comment on #{number}"
    github.create(number, body)
    return f"commented on #{number}"


if __name__ == "__main__":
    sys.exit(main())
