"""JSON as people have it: packed, with a byte-order mark, in UTF-16, or a record a line."""

from __future__ import annotations

import codecs
import gzip
import zlib
from pathlib import Path
from typing import Any

import msgspec

from pipeline.results.files import read_file

# A metadata file of a million samples takes a third of this; what unpacks to more was made to.
MOST_BYTES = 2**31
_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def read_json(path: Path) -> Any:
    """What a file says; JSON lines give the list of their values.

    Raises:
        OSError: the file is not there, is no regular file, or cannot be read.
        ValueError: it is not JSON; says why.
    """
    content = read_file(path)
    if content.startswith(b"\x1f\x8b"):
        content = _unpacked(path)
    encoding = next((name for mark, name in _MARKS.items() if content.startswith(mark)), None)
    if encoding:
        content = content.decode(encoding).encode()
    try:
        return msgspec.json.decode(content)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    except msgspec.DecodeError as error:
        if len(values := _lines(content)) > 1:
            return values
        raise ValueError(str(error)) from None


def _lines(content: bytes) -> list[Any]:
    """The values of JSON lines; none when any line is no JSON."""
    try:
        return [msgspec.json.decode(line) for line in content.splitlines() if line.strip()]
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return []


def _unpacked(path: Path) -> bytes:
    try:
        with gzip.open(path) as file:
            content = file.read(MOST_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise ValueError(f"damaged gzip: {error}") from None
    if len(content) > MOST_BYTES:
        raise ValueError(f"more than {MOST_BYTES >> 30} GiB unpacked")
    return content
