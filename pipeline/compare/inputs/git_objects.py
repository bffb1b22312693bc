"""Reading commits from git's object store, without touching the work tree."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import PipelineError


class GitError(Exception):
    """What git said, in one line."""


class Repository:
    """A repository, read through one `git cat-file --batch` process."""

    def __init__(self, top: Path) -> None:
        self.top = top
        self._reader: subprocess.Popen[bytes] | None = None

    @classmethod
    def around(cls, folder: Path) -> Repository:
        """The repository that ``folder`` lies in."""
        return cls(Path(_git(folder, "rev-parse", "--show-toplevel").decode().rstrip("\n")))

    def commit(self, revision: str) -> str:
        """Full id of the commit that a revision names."""
        # Without --end-of-options a revision such as --help would be taken for an option.
        return _git(self.top, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}").decode().strip()

    def listing(self, commit: str, folder: Path) -> Iterator[tuple[str, str, int]]:
        """Files under ``folder`` at a commit: path relative to it, object id, size."""
        try:
            prefix = folder.relative_to(self.top.resolve()).as_posix()
        except ValueError:
            return
        within = () if prefix == "." else (prefix,)
        listed = _git(
            self.top, "--literal-pathspecs", "ls-tree", "-r", "-l", "-z", "--full-tree", commit, "--", *within
        )
        for line in listed.split(b"\0"):
            facts, _, path = line.partition(b"\t")
            mode, kind, object_id, size = facts.decode().split() if facts else ("", "", "", "")
            # Links and submodules have no content of their own to compare.
            if kind == "blob" and mode != "120000":
                name = os.fsdecode(path)
                yield (name if prefix == "." else name.removeprefix(f"{prefix}/")), object_id, int(size)

    def content(self, commit: str, path: Path) -> bytes | None:
        """A single file at a commit; None when the commit does not have it."""
        try:
            relative = path.relative_to(self.top.resolve()).as_posix()
            return self.read(_git(self.top, "rev-parse", "--verify", f"{commit}:{relative}").decode().strip())
        except (ValueError, GitError):
            return None

    def read(self, object_id: str) -> bytes:
        """Content of a blob."""
        reader = self._started()
        assert reader.stdin
        assert reader.stdout
        reader.stdin.write(object_id.encode() + b"\n")
        reader.stdin.flush()
        header = reader.stdout.readline().decode().split()
        if len(header) != 3:
            raise PipelineError(f"{self.top}: git cannot read object {object_id}: check the repository with git fsck")
        content = reader.stdout.read(int(header[2]))
        reader.stdout.read(1)
        return content

    def close(self) -> None:
        """End the reading process."""
        if self._reader and self._reader.stdin and self._reader.stdout:
            self._reader.stdin.close()
            self._reader.stdout.close()
            self._reader.wait()
            self._reader = None

    def _started(self) -> subprocess.Popen[bytes]:
        if self._reader is None:
            self._reader = subprocess.Popen(
                ["git", "-C", str(self.top), "cat-file", "--batch"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
        return self._reader


def _git(folder: Path, *arguments: str) -> bytes:
    try:
        # The messages of errors are shown to the user; in one language they can be tested.
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments], capture_output=True, env=os.environ | {"LC_ALL": "C"}
        )
    except FileNotFoundError:
        raise GitError("git is not installed") from None
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise GitError(said[0].removeprefix("fatal: ") if said else f"git ended with {done.returncode}")
    return done.stdout
