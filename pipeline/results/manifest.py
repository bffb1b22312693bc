"""The list of the files in a folder that this project wrote: these may be replaced and deleted, and no others.

``.manifest`` names one file a line, sorted, so that a diff shows what came and went. A name is added before its file
is written: a command killed in between leaves a name without a file, never a file that nobody owns.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path

from pipeline.errors import PipelineError

NAME = ".manifest"


class Manifest:
    """The files of one folder that are ours, by their paths in it, with ``/`` between the parts.

    Args:
        folder: an absolute path without links.
        earlier: asked when the folder has no list yet: which of its files count as ours.
    """

    def __init__(self, folder: Path, earlier: Callable[[Path], Iterable[str]]) -> None:
        self.folder, self.path = folder, folder / NAME
        if self.path.exists() and not self.path.is_file():
            raise PipelineError(f"{self.path}: no regular file, and the list of files written here: move it away")
        try:
            # Without carriage returns: git on Windows may have put its own line ends into the list.
            lines = self.path.read_bytes().decode("utf-8", "replace").replace("\r", "").split("\n")
        except FileNotFoundError:
            lines = list(earlier(folder))
        self._names = {line for line in lines if _is_inside(line)}

    @property
    def names(self) -> set[str]:
        """Our files that are there, none of them behind a link."""
        parents = {Path(name).parent for name in self._names}
        open_ways = {parent for parent in parents if not self._obstacle((parent / NAME).as_posix())}
        return {name for name in self._names if Path(name).parent in open_ways and (self.folder / name).is_file()}

    def text(self) -> str:
        """The list as it ought to be: the files that are there, sorted."""
        return "".join(f"{name}\n" for name in sorted(self.names))

    def adopt(self, names: Iterable[str]) -> None:
        """Make names ours that are known to be: an artifact says so, or a file is about to be written."""
        new = {name for name in names if _is_inside(name)} - self._names
        if new:
            # A new list begins with what counted as ours without one.
            lines = new if self.path.exists() else self._names | new
            self._names |= new
            self.folder.mkdir(parents=True, exist_ok=True)
            # Appended, not rewritten: whatever kills us leaves all names that stood there.
            with self.path.open("ab") as file:
                file.write("".join(f"{name}\n" for name in sorted(lines)).encode())

    def admit(self, name: str, content: bytes) -> None:
        """Make a name ours, before its file is written.

        Raises:
            PipelineError: somebody else's file is there, or the way to it leads through a link.
        """
        if complaint := self.complaint(name, content):
            raise PipelineError(complaint)
        self.adopt([name])

    def complaint(self, name: str, content: bytes) -> str | None:
        """Why ``content`` cannot be written as ``name``; None when it can."""
        path = self.folder / name
        if (other := self._obstacle(name)) and other.is_dir():
            return f"{other}: leads to {other.resolve()}, and only {self.folder} is written to: remove the link"
        # What holds the very content already is taken over: nobody loses anything when it is written again.
        if other or path.is_dir() or not (name in self._names or _absent(path) or _holds(path, content)):
            return f"{other or path}: in the way of a file of the same name, and not written by this project: move it"
        return None

    def delete(self, name: str) -> None:
        """Delete one of our files, and the folders that it leaves empty."""
        if name not in self._names or self._obstacle(name):
            return
        (self.folder / name).unlink(missing_ok=True)
        for parent in Path(name).parents[:-1]:
            try:
                (self.folder / parent).rmdir()
            except OSError:  # it has other files
                break

    def _obstacle(self, name: str) -> Path | None:
        """What stands on the way to a file and is no folder of this one: a link, or another file."""
        for parent in reversed(Path(name).parents[:-1]):
            path = self.folder / parent
            if not _absent(path) and (os.path.realpath(path) != str(path) or not path.is_dir()):
                return path
        return None


def _is_inside(name: str) -> bool:
    """A list that came by a merge, or from a stranger, leads to no file outside its folder."""
    path = Path(name)
    # No file has a longer name, nor one with a NUL: the system would refuse to look for it.
    there = "\0" not in name and all(len(part.encode()) <= 255 for part in path.parts) and len(name) < 4096
    return bool(name) and there and not path.anchor and ".." not in path.parts


def _absent(path: Path) -> bool:
    return not path.exists() and not path.is_symlink()


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and not path.is_symlink() and path.read_bytes() == content
