"""Reading commits from git's object store, without touching the work tree.

`git archive` into a folder would do with less code, and is not used: it stops at the first damaged object, writes every
file though equal ids tell equal files unread, and lets a commit's own .gitattributes leave files out (export-ignore),
write into them (export-subst) or have them fetched (filters such as Git LFS's).
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

# As many as git itself writes: SHA-1 or SHA-256.
OBJECT_ID = re.compile(r"[0-9a-f]{40}([0-9a-f]{24})?")
# A revision longer than this is none, and would fill the screen that says so.
LONGEST = 1000


class GitError(Exception):
    """What git said, in one line."""


class UnreadableObject(OSError):
    """An object that git lists and cannot give: missing, as in a partial clone, or damaged."""


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
        if len(revision) > LONGEST or "\0" in revision:
            raise GitError("no name of a revision")
        # Without --end-of-options a revision such as --help would be taken for an option.
        found = _git(self.top, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}").decode().strip()
        # A revision such as ^HEAD is a valid way to leave commits out, and names none.
        if not OBJECT_ID.fullmatch(found):
            raise GitError("it names no single commit")
        return found

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
                known = int(size) if size.isdigit() else 0
                yield (name if prefix == "." else name.removeprefix(f"{prefix}/")), object_id, known

    def content(self, commit: str, path: Path) -> bytes | None:
        """A single file at a commit; None when the commit does not have it."""
        try:
            relative = path.relative_to(self.top.resolve()).as_posix()
            return self.read(_git(self.top, "rev-parse", "--verify", f"{commit}:{relative}").decode().strip())
        except (ValueError, GitError, UnreadableObject):
            return None

    def tags(self) -> list[str]:
        """Names of all tags."""
        return _lines(_git(self.top, "for-each-ref", "--format=%(refname:strip=2)", "refs/tags"))

    def commits_changing(self, path: Path) -> list[str]:
        """Commits before HEAD that changed a file, oldest first; none before the first commit, or outside the tree."""
        try:
            relative = path.relative_to(self.top.resolve()).as_posix()
            listed = _git(self.top, "--literal-pathspecs", "log", "--reverse", "--format=%H", "HEAD", "--", relative)
        except (ValueError, GitError):
            return []
        return [line for line in _lines(listed) if OBJECT_ID.fullmatch(line)]

    def described(self, commit: str) -> tuple[int, str, str]:
        """Seconds since 1970 when a commit was made, the day, and the first line of its message."""
        said = _git(self.top, "show", "--no-show-signature", "-s", "--format=%ct%n%cs%n%s", commit)
        seconds, day, subject = said.decode(errors="replace").split("\n")[:3]
        return int(seconds), day, subject

    def is_shallow(self) -> bool:
        """Whether commits before some point were never fetched."""
        return _git(self.top, "rev-parse", "--is-shallow-repository").strip() == b"true"

    def paths_changed(self, base: str, head: str | None) -> list[str]:
        """Files that differ between two commits, or between a commit and the work tree; relative to the top."""
        compared = [base] if head is None else [base, head]
        listed = _git(self.top, "diff", "--no-ext-diff", "--no-renames", "--name-only", "-z", *compared, "--")
        return [os.fsdecode(path) for path in listed.split(b"\0") if path]

    def read(self, object_id: str) -> bytes:
        """Content of a blob.

        Raises:
            UnreadableObject: git has lost it, or it is damaged.
        """
        reader = self._started()
        assert reader.stdin
        assert reader.stdout
        reader.stdin.write(object_id.encode() + b"\n")
        reader.stdin.flush()
        header = reader.stdout.readline().decode().split()
        # Of a missing object git says so and goes on; at a damaged one it ends, and the next read starts it anew.
        content = reader.stdout.read(int(header[2])) if len(header) == 3 else b""
        if len(header) != 3 or len(content) != int(header[2]):
            self.close()
            raise UnreadableObject(f"git cannot read object {object_id[:10]}: check the repository with git fsck")
        reader.stdout.read(1)
        return content

    def close(self) -> None:
        """End the reading process."""
        if self._reader and self._reader.stdin and self._reader.stdout:
            with suppress(BrokenPipeError):
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
                stderr=subprocess.DEVNULL,
                env=_environment(),
            )
        return self._reader


def _lines(said: bytes) -> list[str]:
    return said.decode(errors="replace").splitlines()


def _git(folder: Path, *arguments: str) -> bytes:
    try:
        done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, env=_environment())
    except FileNotFoundError:
        raise GitError("git is not installed") from None
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise GitError(said[0].removeprefix("fatal: ") if said else f"git ended with {done.returncode}")
    return done.stdout


def _environment() -> dict[str, str]:
    # Messages are shown to the user, and in one language they can be tested. A comparison must not wait for a server:
    # what a partial clone does not have counts as missing.
    # Looking at the work tree must not write to its index either.
    quiet = {"GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}
    return os.environ | {"LC_ALL": "C"} | quiet
