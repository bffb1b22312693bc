"""Files that are written whole or not at all, and folders that one command holds while it writes there.

A held folder is locked against other processes and has a hidden one, ``.writing``, with the lock and with files that
are not whole yet. It is there only while a command is at work; what a killed one left goes when the next one begins.
"""

from __future__ import annotations

import errno
import os
import stat
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from pipeline.errors import PipelineError
from pipeline.results.manifest import Manifest

WRITING = ".writing"
LOCK = "lock"


class FolderBusy(PipelineError):
    """Another process holds the folder."""


def read_file(path: Path) -> bytes:
    """A regular file's bytes.

    Raises:
        OSError: the file is not there, or cannot be read.
    """
    check_regular(path)
    return path.read_bytes()


def check_regular(path: Path) -> None:
    """See that a path is no pipe, which would be waited for without end, and no device.

    Raises:
        OSError: it is one, or nothing is there.
    """
    kind = path.stat().st_mode
    if not stat.S_ISREG(kind) and not stat.S_ISDIR(kind):
        raise OSError(errno.EINVAL, "no regular file", str(path))


def write_text(path: Path, text: str) -> None:
    """Write a text file whole or not at all, leaving an equal one untouched."""
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: it is made elsewhere and renamed into its place.

    Raises:
        PipelineError: the place is somebody else's; see ``Manifest.admit``.
    """
    held = _holder_of(path)
    if held is not None and held.manifest is not None:
        held.manifest.admit(path.relative_to(held.folder).as_posix(), content)
    path.parent.mkdir(parents=True, exist_ok=True)
    _replace(path, content, _temporaries(path) if held is None else held.folder / WRITING)


def claim(path: Path, *, ours: bool) -> None:
    """Make a place ours where somebody else writes for us, another process, say: as ``write_bytes`` would.

    Args:
        ours: what is there says itself that this project wrote it.

    Raises:
        PipelineError: somebody else's file is there.
    """
    held = _holder_of(path)
    if held is not None and held.manifest is not None:
        name = path.relative_to(held.folder).as_posix()
        if ours:
            held.manifest.adopt([name])
        else:
            held.manifest.admit(name, b"")


def delete_file(path: Path) -> None:
    """Delete a file of ours; somebody else's stays."""
    held = _holder_of(path)
    if held is not None and held.manifest is not None:
        held.manifest.delete(path.relative_to(held.folder).as_posix())
    else:
        path.unlink(missing_ok=True)


def _temporaries(path: Path) -> Path:
    """Where a file outside the held folders becomes whole: with theirs if it can be, for these are cleared away."""
    device = path.parent.stat().st_dev
    same = (held.folder / WRITING for held in _held.values() if held.folder.stat().st_dev == device)
    return next(same, path.parent)


def _replace(path: Path, content: bytes, temporaries: Path) -> None:
    """Put ``content`` in the place of a file, by way of a folder on the same file system."""
    with suppress(FileNotFoundError):
        kind = path.stat()
        if stat.S_ISDIR(kind.st_mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        # A rename would take a device or a pipe away from everybody who uses it, /dev/null too.
        if not stat.S_ISREG(kind.st_mode):
            raise OSError(errno.EINVAL, "no regular file, and only such are written over", str(path))
        # An equal file keeps its time: what watches or synchronises the folder has nothing to do.
        if kind.st_size == len(content) and path.read_bytes() == content:
            return
    # The rank that holds the folder may have left, and this one still has finished work to store.
    temporaries.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=temporaries, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            # Else a power cut may leave the name of the new file with none of its content.
            os.fsync(file.fileno())
        # mkstemp makes files that only their owner may read, and a web server is somebody else.
        os.chmod(temporary, 0o644)
        _rename(temporary, path)
    # Ctrl-C too: nothing half-made is to stay.
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _rename(temporary: str, path: Path) -> None:
    """Rename over a file; on Windows that has to wait for whoever reads it, a served page or a virus scanner."""
    for pause in (0.05, 0.1, 0.2, 0.4, 0.8) if os.name == "nt" else ():
        try:
            return os.replace(temporary, path)
        except PermissionError:
            time.sleep(pause)
    return os.replace(temporary, path)


# ---------------------------------------------------------------- held folders


class HeldFolder:
    """A folder while this process holds it.

    Args:
        covers: the folder whose files are made in this one's ``.writing``: itself, or one around it.
    """

    def __init__(self, folder: Path, covers: Path, manifest: Manifest | None) -> None:
        self.folder, self.covers, self.manifest = folder, covers, manifest


_held: dict[Path, HeldFolder] = {}


def _holder_of(path: Path) -> HeldFolder | None:
    covering = [held for held in _held.values() if path.is_relative_to(held.covers)]
    return max(covering, key=lambda held: len(held.covers.parts), default=None)


@contextmanager
def hold(
    folder: Path, *, covers: Path | None = None, earlier: Callable[[Path], Iterable[str]] | None = None
) -> Iterator[HeldFolder]:
    """Hold a folder for this process; holding it once more inside changes nothing.

    Args:
        folder: an absolute path without links.
        covers: see ``HeldFolder``; the folder itself when None.
        earlier: given, the folder has a manifest, where every file written is noted; see ``Manifest``.

    Raises:
        FolderBusy: another process holds it.
    """
    # A run holds docs/ around its stages and the build, each of which holds it by itself as well.
    if folder in _held:
        yield _held[folder]
        return
    made = [one for one in (folder, *folder.parents) if not one.exists()]
    lock = _lock(folder)
    held = None
    try:
        # Only with the lock: what lies there now was left by a command that is dead.
        _clear(folder)
        held = _held[folder] = HeldFolder(folder, covers or folder, Manifest(folder, earlier) if earlier else None)
        yield held
    finally:
        _held.pop(folder, None)
        if held is not None and held.manifest is not None:
            _save(held.manifest, folder)
        _unlock(folder, lock)
        for one in made:
            with suppress(OSError):
                one.rmdir()  # has files, as a rule


@contextmanager
def hold_beside(folder: Path, *, covers: Path) -> Iterator[None]:
    """Write where another process of the same run holds the folder: files become whole in its ``.writing``.

    So what a killed process leaves goes when the next run begins, like the holder's own.
    """
    (folder / WRITING).mkdir(parents=True, exist_ok=True)
    _held[folder] = HeldFolder(folder, covers, None)
    try:
        yield
    finally:
        _held.pop(folder)


def _lock(folder: Path) -> FileLock:
    path = folder / WRITING / LOCK
    while True:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(path, blocking=False)
        try:
            lock.acquire()
        except Timeout:
            raise FolderBusy(f"{folder}: another command is writing there: wait for its end") from None
        except FileNotFoundError:
            continue  # the one before is just leaving, and took the hidden folder with it
        return lock


def _clear(folder: Path) -> None:
    """Delete what a killed command left."""
    for path in (folder / WRITING).iterdir():
        if path.name != LOCK:
            path.unlink()


def _save(manifest: Manifest, folder: Path) -> None:
    if manifest.path.exists():
        _replace(manifest.path, manifest.text().encode(), folder / WRITING)


def _unlock(folder: Path, lock: FileLock) -> None:
    """Remove the hidden folder and give the lock back.

    The lock's file goes while it is locked: whoever has it open by then finds it without a name, and opens a new one.
    Windows lets no open file go; there it goes afterwards, unless somebody has opened it.
    """
    _remove_hidden(folder)
    lock.release()
    if os.name == "nt":
        _remove_hidden(folder)


def _remove_hidden(folder: Path) -> None:
    with suppress(OSError):
        (folder / WRITING / LOCK).unlink()
    with suppress(OSError):
        (folder / WRITING).rmdir()
