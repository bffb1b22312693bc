"""A process that is killed at a step towards a file, played in this one: from there on it does nothing more."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from pipeline.data.digests import Digests
from pipeline.results import files

Tree = dict[str, bytes | None]
"""Files by their paths, folders as None."""

STEPS = ((tempfile, "mkstemp"), (os, "fsync"), (os, "replace"), (os, "unlink"))


class Killed(BaseException):
    """No handler of the code's own stops this."""


class Killer:
    """Kills once at each step towards a file; cleaning up after that is killed too, as no dead process cleans up.

    A step is known by what it does to which file, and by the ``phase`` of the work, for files that are written in
    several. So work that is begun again and again, and passes over what it finds done, is killed further on each time.

    Args:
        every: kill at every so-manieth step only.
    """

    def __init__(self, patch: pytest.MonkeyPatch, every: int = 1) -> None:
        self.phase = ""
        self._every, self._seen = every, set[tuple[str, str, str]]()
        self._armed = self._dead = False
        self._target = ""
        self._locks: list[FileLock] = []
        whole = files._replace

        def noted(path: Path, content: bytes, temporaries: Path) -> None:
            self._target = str(path)
            whole(path, content, temporaries)

        def locked(*arguments: Any, **options: Any) -> FileLock:
            self._locks.append(FileLock(*arguments, **options))
            return self._locks[-1]

        patch.setattr(files, "_replace", noted)
        patch.setattr(files, "FileLock", locked)
        for module, name in STEPS:
            patch.setattr(module, name, self._watched(name, getattr(module, name)))

    def kill_everywhere(self, work: Callable[[], object], after: Callable[[], None] = lambda: None) -> int:
        """Begin the work until it comes to its end; gives the number of kills.

        Args:
            after: called after each kill, to look at what it left.
        """
        kills = 0
        while not self._survives(work):
            kills += 1
            after()
            assert kills < 5000
        return kills

    def _survives(self, work: Callable[[], object]) -> bool:
        self._armed, self._dead, self.phase = True, False, ""
        try:
            work()
        except Killed:
            return False
        finally:
            # What the system does when a process is gone: its locks are free, and what it remembered is forgotten.
            self._armed = self._dead = False
            while self._locks:
                self._locks.pop().release(force=True)
            files._held.clear()
            Digests._open.clear()
        return True

    def _watched(self, name: str, step: Callable[..., Any]) -> Callable[..., Any]:
        def watched(*arguments: Any, **options: Any) -> Any:
            if self._armed and (self._dead or self._is_time(name, arguments)):
                self._dead = True
                raise Killed
            return step(*arguments, **options)

        return watched

    def _is_time(self, name: str, arguments: tuple[Any, ...]) -> bool:
        place = {"replace": 1, "unlink": 0}.get(name)
        target = self._target if place is None else str(arguments[place])
        # Clearing away what an earlier kill left is no step of its own.
        if name == "unlink" and Path(target).parent.name == files.WRITING:
            return False
        step = (self.phase, name, target)
        if step in self._seen:
            return False
        self._seen.add(step)
        return len(self._seen) % self._every == 0


class Recorder:
    """Notes what a folder holds before every step towards a file: what a process that is killed there leaves.

    Args:
        phase: what the work is at.
    """

    def __init__(self, patch: pytest.MonkeyPatch, folder: Path) -> None:
        self.phase = ""
        self.left: list[tuple[str, Tree]] = []
        self._folder, self._known = folder, dict[tuple[str, int, int, int], bytes]()
        for module, name in STEPS:
            patch.setattr(module, name, self._watched(getattr(module, name)))

    def _watched(self, step: Callable[..., Any]) -> Callable[..., Any]:
        def watched(*arguments: Any, **options: Any) -> Any:
            self.left.append((self.phase, self._tree()))
            return step(*arguments, **options)

        return watched

    def _tree(self) -> Tree:
        found: Tree = {}
        for parent, folders, names in os.walk(self._folder):
            found |= dict.fromkeys(os.path.join(parent, name) for name in folders)
            for name in names:
                place = os.path.join(parent, name)
                stat = os.stat(place)
                # Hundreds of files, hundreds of times: read anew is only what was written since.
                key = (place, stat.st_ino, stat.st_mtime_ns, stat.st_size)
                if key not in self._known:
                    self._known[key] = Path(place).read_bytes()
                found[place] = self._known[key]
        return found


def tree(folder: Path) -> Tree:
    """Everything below a folder."""
    found: Tree = {}
    for parent, folders, names in os.walk(folder):
        found |= dict.fromkeys(os.path.join(parent, name) for name in folders)
        found |= {place: Path(place).read_bytes() for place in (os.path.join(parent, name) for name in names)}
    return found


def restore(folder: Path, wanted: Tree) -> None:
    """Make a folder hold what it held; what is equal stays as it is."""
    for parent, folders, names in os.walk(folder, topdown=False):
        for path in (Path(parent) / name for name in (*folders, *names)):
            plain = path.is_dir() if wanted.get(str(path), b"") is None else path.is_file()
            if path.is_symlink() or str(path) not in wanted or not plain:
                path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()
    for place, content in sorted(wanted.items()):
        path = Path(place)
        if content is None:
            path.mkdir(parents=True, exist_ok=True)
        elif not path.is_file() or path.stat().st_size != len(content) or path.read_bytes() != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    Digests._open.clear()
