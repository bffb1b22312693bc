"""Which revisions a history is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.compare.inputs.git_objects import GitError, Repository
from pipeline.compare.inputs.revisions import shortened
from pipeline.results.schemas.history import UnreadRelease

SHORT_ID = 7


@dataclass(frozen=True)
class NamedCommit:
    """A commit that may hold results."""

    name: str
    commit: str
    date: str
    subject: str


@dataclass
class ReleaseList:
    """Commits to read, oldest first unless their order was asked for."""

    commits: list[NamedCommit] = field(default_factory=list)
    unread: list[UnreadRelease] = field(default_factory=list)
    """Names that are no commit of this clone."""
    notes: list[str] = field(default_factory=list)


def list_releases(repository: Repository, revisions: Sequence[str], metrics: Path) -> ReleaseList:
    """The revisions asked for; without any the tags, and without tags that hold results the commits that changed them.

    Args:
        metrics: the file whose changes count, as an absolute path.
    """
    found = ReleaseList()
    if revisions:
        _resolve(repository, {name: name for name in revisions}, found)
    else:
        # In full, since a branch may bear a tag's name.
        _resolve(repository, {name: f"refs/tags/{name}" for name in repository.tags()}, found)
        times = {one.commit: repository.described(one.commit)[0] for one in found.commits}
        # By the commit's time: names of versions sort as text, and v10 comes before v9.
        found.commits.sort(key=lambda one: times[one.commit])
        # Tags of before there were results say nothing; then every commit that changed them is a release.
        if not any(repository.content(one.commit, metrics) for one in found.commits):
            found = ReleaseList()
            changed = repository.commits_changing(metrics)
            found.commits = [_named(repository, commit[:SHORT_ID], commit) for commit in changed]
    if repository.is_shallow():
        found.notes.append(
            "This clone is shallow: what came before its first commit is not here. `git fetch --unshallow --tags` "
            "brings it."
        )
    return found


def _resolve(repository: Repository, references: dict[str, str], found: ReleaseList) -> None:
    """Commits by their names; one with several names comes once."""
    names: dict[str, list[str]] = {}
    for name, reference in references.items():
        try:
            # One commit with two tags is one release.
            names.setdefault(repository.commit(reference), []).append(shortened(name))
        except GitError as error:
            found.unread.append(UnreadRelease(name=shortened(name), reason=f"no commit of this clone ({error})"))
    found.commits = [_named(repository, ", ".join(said), commit) for commit, said in names.items()]


def _named(repository: Repository, name: str, commit: str) -> NamedCommit:
    _, day, subject = repository.described(commit)
    return NamedCommit(name[:SHORT_ID] if name == commit else name, commit, day, shortened(subject))
