"""Post a report on the pull request that it is about, or bring the earlier comment up to date.

Run: python scripts/comment.py EVENT REPORT

EVENT is the JSON of a `workflow_run` event, REPORT the Markdown that the run left behind. The run may have been that
of a stranger's fork: the report is text from a stranger, and nothing else is taken from the run. Which pull request
it belongs to is asked of GitHub. Only the standard library is used, so that nothing needs to be installed where
the token can write.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Any

# The first line of every report; see pipeline/compare/markdown.py.
MARKER = "<!-- clip-caption-dashboard: diff -->"
LIMIT = 60_000
AUTHOR = "github-actions[bot]"
PAGE = 100


class GitHub:
    """The few calls that this needs."""

    def __init__(self, repository: str, token: str, address: str = "https://api.github.com") -> None:
        self._base = f"{address}/repos/{repository}"
        self._token = token

    def open_pull_requests(self, head: str) -> list[dict[str, Any]]:
        """Of a branch, written ``owner:branch``; GitHub lists forks' branches here too."""
        return self._call("GET", f"/pulls?{urllib.parse.urlencode({'state': 'open', 'head': head})}")

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
    github = GitHub(
        os.environ["GITHUB_REPOSITORY"],
        os.environ["GITHUB_TOKEN"],
        os.environ.get("GITHUB_API_URL", "https://api.github.com"),
    )
    run = json.loads(given.event.read_text(encoding="utf-8"))["workflow_run"]
    print(post(github, run, safe(given.report.read_text(encoding="utf-8", errors="replace"))))
    return 0


def post(github: GitHub, run: dict[str, Any], body: str) -> str:
    """Create or update the comment; returns what was done."""
    number = find_pull_request(github, run)
    if number is None:
        return "no open pull request has this commit at its tip: nothing to comment on"
    for comment in github.comments(number):
        if comment["user"]["login"] == AUTHOR and comment["body"].startswith(MARKER):
            github.update(comment["id"], body)
            return f"updated the comment on #{number}"
    github.create(number, body)
    return f"commented on #{number}"


def find_pull_request(github: GitHub, run: dict[str, Any]) -> int | None:
    """The open pull request whose tip the run was about; a newer push will bring its own run."""
    # A deleted fork has no repository any more.
    owner = (run.get("head_repository") or {}).get("owner", {}).get("login")
    if run.get("event") != "pull_request" or not owner:
        return None
    for found in github.open_pull_requests(f"{owner}:{run['head_branch']}"):
        if found["head"]["sha"] == run["head_sha"]:
            return int(found["number"])
    return None


def safe(report: str) -> str:
    """The report with the marker first, within GitHub's limit, and without the power to notify anybody."""
    text = report.removeprefix(MARKER).lstrip()
    text = re.sub(r"@(?=\w)", "@\u200b", text)
    if len(text) > LIMIT:
        text = text[:LIMIT] + "\n\n…"
    return f"{MARKER}\n\n{text}"


if __name__ == "__main__":
    sys.exit(main())
