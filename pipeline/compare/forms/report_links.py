"""Addresses of what a report names: files of a commit, and sections of the published page."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from urllib.parse import quote

from pipeline.compare.report import Report
from pipeline.settings import Settings


@dataclass(frozen=True)
class Links:
    """Where things are on the web; empty answers where that is not known."""

    repository: str = ""
    base: str = ""
    head: str = ""
    docs: str = "docs"
    """The site's folder in the repository."""

    @property
    def page(self) -> str:
        """The published site of a repository on GitHub Pages."""
        found = re.fullmatch(r"https://github\.com/([\w.-]+)/([\w.-]+)", self.repository)
        if not found:
            return ""
        owner, name = found[1].lower(), found[2]
        return f"https://{owner}.github.io/" + ("" if name.lower() == f"{owner}.github.io" else f"{name}/")

    def section(self, section: str) -> str:
        """A section of the published page."""
        return f"{self.page}#{section}" if self.page and section else ""

    def picture(self, path: str, *, vanished: bool = False) -> str:
        """A file of docs/ as it is at head, or was at base; its bytes, not a page about it."""
        commit = self.base if vanished else self.head
        return f"{self.repository}/raw/{commit}/{quote(f'{self.docs}/{path}')}" if self.repository and commit else ""


def links(settings: Settings, report: Report) -> Links:
    """From the settings' repository, else from the one that a GitHub workflow runs in."""
    repository = settings.site.repository or ""
    if not repository and (name := os.environ.get("GITHUB_REPOSITORY")):
        repository = f"{os.environ.get('GITHUB_SERVER_URL', 'https://github.com')}/{name}"
    repository = repository.rstrip("/").removesuffix(".git")
    if not re.fullmatch(r"https?://[\w.:/~-]+", repository):
        repository = ""
    return Links(
        repository=repository,
        base=report.base.commit or "",
        head=report.head.commit or "",
        docs=settings.paths.docs.as_posix(),
    )
