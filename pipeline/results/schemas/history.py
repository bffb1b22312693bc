"""history.json: every row over the releases of a repository, and what came between them."""

from __future__ import annotations

import hashlib
import json
from typing import Any, Literal

from pydantic import Field

from pipeline.results.artifact import Artifact, Interval, Part

ReleaseVerdict = Literal[
    "regression", "vanished", "improvement", "no interval", "not comparable", "new", "another checkpoint",
    "within noise", "unchanged",
]  # fmt: skip
"""The words of ``diff``."""


class Release(Part):
    """One set of results."""

    name: str
    """Its tags, else the beginning of the commit's id; "work tree" for results that no commit holds yet."""
    # A pattern, since the page makes an address of it.
    commit: str | None = Field(pattern=r"^[0-9a-f]{40}([0-9a-f]{24})?$")
    date: str | None
    """Day of the commit."""
    subject: str
    """First line of the commit's message."""
    samples: int
    """In the test set."""
    # None in releases that recorded no run.
    data_sha256: str | None
    metrics_sha256: str
    """Of the content of metrics.json; see ``content_digest``."""


class UnreadRelease(Part):
    """A revision without a place in the history, and why."""

    name: str
    reason: str


class HistoryPoint(Part):
    """A row in one release."""

    release: int
    """Place among the releases."""
    model: str
    """What the row was called then."""
    accuracy: float
    """Mean over draws where there are several, else the released checkpoint's."""
    interval: Interval | None
    """None where the release did not know it."""


class HistoryRow(Part):
    """One row of the comparison table, through all of its names."""

    model: str
    """Its latest name."""
    backbone: str
    name: str
    """Of the backbone, as it was shown last."""
    label: str
    points: list[HistoryPoint]


class ChangedFact(Part):
    """Something that may explain a changed result."""

    group: Literal["settings", "data", "weights", "code", "environment"]
    what: str
    before: str
    after: str


class RowChange(Part):
    """What became of a row's accuracy, by the rules of ``diff``."""

    model: str
    verdict: ReleaseVerdict
    difference: float | None
    interval: Interval | None
    p_adjusted: float | None
    """Among all tests of these two releases (Holm 1979)."""
    reason: str


class RenamedRow(Part):
    """A row that goes by another name since."""

    model: str
    earlier: str
    reason: str


class ReleaseStep(Part):
    """From one release to the next."""

    base: int
    head: int
    common: int | None
    """Test samples of both; None where a side has no predictions."""
    note: str
    """Why rows cannot be paired, or what else a reader must know; empty as a rule."""
    # All are counted and some are named: a new version of torch alone changes dozens.
    counts: dict[str, int]
    """Changed facts by group; ``changes`` holds the first of each."""
    changes: list[ChangedFact]
    renamed: list[RenamedRow]
    rows: list[RowChange]


class ReleaseHistory(Artifact):
    """history.json: every row over the releases of a repository."""

    kind = "history"

    confidence: float
    notes: list[str]
    """What a reader must know: how far back the history reaches."""
    releases: list[Release]
    """Oldest first."""
    unread: list[UnreadRelease]
    # Rows by their latest names: a renamed row is one line through all its names.
    rows: list[HistoryRow]
    """In the order of the newest release, then those that vanished."""
    steps: list[ReleaseStep]


def content_digest(plain: dict[str, Any]) -> str:
    """SHA-256 of an artifact's plain data, however its file is laid out."""
    # Keys sorted and nothing indented: line ends and layout are git's or an editor's, and no other result.
    return hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()
