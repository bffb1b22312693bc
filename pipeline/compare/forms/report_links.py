"""Addresses of what a report names: files of a commit, and sections of the published page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

from pipeline.compare.report import Report


@dataclass(frozen=True)
class Links:
    """Where things are on the web; empty answers where that is not known, or would lead elsewhere."""

    repository: str = ""
    base: str = ""
    head: str = ""
    docs: str = "docs"
    """The site's folder in the repository."""

    @classmethod
    def of(cls, report: Report) -> Links:
        """Nothing leads out of the repository that the report is about."""
        # By a pattern of what an address is made of: javascript: and quotes have no place in it.
        known = re.fullmatch(r"https?://[\w.:-]+(/[\w.~-]+)+", report.repository, re.ASCII)
        repository = report.repository if known and ".." not in report.repository else ""
        return cls(repository, report.base.commit or "", report.head.commit or "", report.docs)

    @property
    def page(self) -> str:
        """The published site of a repository on GitHub Pages."""
        found = re.fullmatch(r"https://github\.com/([\w-]+)/([\w.-]+)", self.repository, re.ASCII)
        if not found:
            return ""
        owner, name = found[1].lower(), found[2]
        # A repository of the owner's own page is published at the root, without its name.
        return f"https://{owner}.github.io/" + ("" if name.lower() == f"{owner}.github.io" else f"{name}/")

    def section(self, section: str) -> str:
        """A section of the published page."""
        return f"{self.page}#{section}" if self.page and section else ""

    def picture(self, path: str, *, vanished: bool = False) -> str:
        """A file of docs/ as it is at head, or was at base; its bytes, not a page about it."""
        commit = self.base if vanished else self.head
        whole = f"{self.docs}/{path}".removeprefix("./")
        if not (self.repository and commit and _stays_inside(whole)):
            return ""
        return f"{self.repository}/raw/{commit}/{quote(whole)}"


def _stays_inside(path: str) -> bool:
    """Whether a path names a file below where it starts: a browser follows `..`, in an address too."""
    return "\\" not in path and all(step.strip(". ") for step in path.split("/"))
