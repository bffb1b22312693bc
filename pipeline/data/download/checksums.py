"""SHA256SUMS: what was downloaded into a folder, in the form that ``sha256sum --check`` reads too."""

from __future__ import annotations

from pathlib import Path

from pipeline.results.files import write_text

NAME = "SHA256SUMS"


def read_checksums(folder: Path) -> dict[str, str]:
    """Digest by file name; empty when the folder has no list."""
    try:
        lines = (folder / NAME).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return {}
    pairs = (line.split("  ", 1) for line in lines if "  " in line)
    return {name: digest for digest, name in pairs}


def append_checksum(folder: Path, name: str, digest: str) -> None:
    """Note one more file at once; where a name comes twice, the later line holds."""
    with (folder / NAME).open("a", encoding="utf-8") as file:
        file.write(f"{digest}  {name}\n")


def write_checksums(folder: Path, digests: dict[str, str]) -> None:
    """Write the list, sorted by file name."""
    write_text(folder / NAME, "".join(f"{digest}  {name}\n" for name, digest in sorted(digests.items())))
