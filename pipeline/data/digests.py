"""Digests of files: remembered between runs, so that a file that stands still is not read again; and SHA256SUMS."""

from __future__ import annotations

import hashlib
import time
from pathlib import Path
from typing import ClassVar

import msgspec

from pipeline.results.files import check_regular, read_file, write_bytes, write_text
from pipeline.settings import Settings

# A file changed this recently may change again within the clock's tick, unseen: it is not remembered.
RACY_NANOSECONDS = 2_000_000_000

Stamp = tuple[int, int, int]
Look = tuple[int, int, float]
"""Width, height and brightness of a picture."""


class _Remembered(msgspec.Struct):
    """What the file holds, after a line with its digest; a damaged file, or one of another form, counts as empty."""

    files: dict[str, tuple[Stamp, str]] = {}
    pictures: dict[str, Look] = {}


class Digests:
    """SHA-256 of files, by (path, size, modification and change time), like git's index."""

    _open: ClassVar[dict[Path, Digests]] = {}

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            checksum, _, content = read_file(path).partition(b"\n")
            # The cache is believed in place of the files themselves, so it must show that it is whole.
            if checksum.decode() != hashlib.sha256(content).hexdigest():
                raise ValueError("damaged")
            self._known = msgspec.json.decode(content, type=_Remembered)
        except (OSError, ValueError):
            self._known = _Remembered()
        self._changed = False

    @classmethod
    def of(cls, settings: Settings) -> Digests:
        """The digests of a cache folder; one object per folder and process, so that one ``save`` keeps all."""
        path = settings.cache / "digests.json"
        if path not in cls._open:
            cls._open[path] = cls(path)
        return cls._open[path]

    def digest(self, path: Path) -> str:
        """SHA-256 of a file's bytes, in hex.

        Raises:
            OSError: the file is not there or cannot be read.
        """
        if known := self.recall(path):
            return known
        check_regular(path)
        before = stamp_of(path)
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        self.remember(path, before, digest)
        return digest

    def recall(self, path: Path) -> str | None:
        """The digest of a file that has not changed since it was remembered."""
        stamp, digest = self._known.files.get(str(path), (None, ""))
        return digest if stamp is not None and stamp == stamp_of(path) else None

    def remember(self, path: Path, stamp: Stamp, digest: str) -> None:
        """Keep a digest, given the file's stamp from before it was read."""
        if time.time_ns() - max(stamp[1:]) > RACY_NANOSECONDS:
            self._known.files[str(path)] = (stamp, digest)
            self._changed = True

    def picture_look(self, digest: str) -> Look | None:
        """What a picture that decoded in full looks like, by its digest."""
        return self._known.pictures.get(digest)

    def remember_picture(self, digest: str, look: Look) -> None:
        """Keep what a picture of that digest looks like, once it was decoded in full."""
        self._known.pictures[digest] = look
        self._changed = True

    def save(self) -> None:
        """Write what was learned; files that are gone are forgotten."""
        if not self._changed:
            return
        # Else it would grow with every dataset that ever lay here.
        self._known.files = {path: entry for path, entry in self._known.files.items() if Path(path).exists()}
        content = msgspec.json.encode(self._known, order="sorted")
        write_bytes(self.path, hashlib.sha256(content).hexdigest().encode() + b"\n" + content)
        self._changed = False


def stamp_of(path: Path) -> Stamp:
    """What changes when a file does: size, modification time, change time."""
    status = path.stat()
    # Change time too: a copy that keeps the modification time still changes that one.
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns


# ---------------------------------------------------------------- what was downloaded, as `sha256sum --check` reads it

SUMS = "SHA256SUMS"


def read_checksums(folder: Path) -> dict[str, str]:
    """Digest by file name; empty when the folder has no list."""
    try:
        lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return {}
    pairs = (line.split("  ", 1) for line in lines if "  " in line)
    return {name: digest for digest, name in pairs}


def append_checksum(folder: Path, name: str, digest: str) -> None:
    """Note one more file at once; where a name comes twice, the later line holds."""
    # Appended: the whole list, written anew for each of ten thousand pictures, would be fifty million lines.
    with (folder / SUMS).open("a", encoding="utf-8") as file:
        file.write(f"{digest}  {name}\n")


def write_checksums(folder: Path, digests: dict[str, str]) -> None:
    """Write the list, sorted by file name."""
    write_text(folder / SUMS, "".join(f"{digest}  {name}\n" for name, digest in sorted(digests.items())))
