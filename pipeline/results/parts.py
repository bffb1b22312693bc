"""A large artifact in parts: its text, cut at ends of lines and compressed, beside a short file that lists them.

Sites such as GitHub take no file above some size. ``predictions.json`` then holds no samples but a list,

    {"schema": "predictions/4", "parts": [{"file": "predictions-001-91b0c4….json.gz", "bytes": 50000000, ...}, ...]}

and the parts, unpacked one after another (``gunzip -c docs/data/predictions-*.json.gz``), are the text that the file
would have had. A part is named by its text's digest: a list never leads to parts of another run, wherever a command was
killed, and equal results have equal names whatever compressed them.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.errors import PipelineError
from pipeline.results.files import delete_file, read_file, write_bytes

MOST_PER_BYTE = 100
"""Bytes of text behind each packed one, at most. Predictions and captions have 4 to 7, draws.json has 14; with answers
of which 99 in 100 are right, it has 48. What claims more was made to fill somebody's memory: gzip reaches 1,030."""

_NAME = re.compile(r"[a-z_]+-\d{3,}-[0-9a-f]{16}\.json\.gz")
# As written here: an artifact's text is not searched through for a list that it does not have.
_LIST = re.compile(rb'\{\s*"schema":\s*"[a-z_]+/\d+",\s*"parts":\s*\[')


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    file: str
    bytes: int
    """Of its text."""
    sha256: str
    """Of its text."""


class _PartList(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    schema_: str = Field(alias="schema")
    parts: list[_Part]


def write_in_parts(path: Path, schema: str, text: Iterable[str], largest: int) -> None:
    """Write an artifact of at most so many bytes as one file, and a larger one in parts; a part is held at a time.

    The list comes last, since it makes them the artifact.

    Raises:
        PipelineError: a part is larger all the same, one line being longer.
    """
    pieces = _cut(text, largest)
    first = next(pieces, b"")
    second = next(pieces, None)
    if second is None and len(first) <= largest:
        write_bytes(path, first)
        return
    parts = []
    for number, some in enumerate(chain([first], [] if second is None else [second], pieces), start=1):
        digest = hashlib.sha256(some).hexdigest()
        name = f"{path.stem}-{number:03d}-{digest[:16]}.json.gz"
        packed = _compress(some)
        if len(packed) > largest:
            raise PipelineError(
                f"{path.with_name(name)}: {len(packed):,} bytes, more than site.largest_file_mb admits: raise that"
            )
        write_bytes(path.with_name(name), packed)
        parts.append(_Part(file=name, bytes=len(some), sha256=digest))
    # One part a line, as all tables of artifacts have it.
    rows = b",\n".join(b"    " + part.model_dump_json().encode() for part in parts)
    write_bytes(path, b'{\n  "schema": "%s",\n  "parts": [\n%s\n  ]\n}\n' % (schema.encode(), rows))


def is_part(path: str) -> bool:
    """Whether a file is a part by its name."""
    return bool(_NAME.fullmatch(path.rpartition("/")[2]))


def remove_other_parts(path: Path) -> None:
    """Delete the parts of earlier results that lie beside an artifact and that it does not list."""
    kept = set(part_names(path))
    for other in path.parent.glob(f"{path.stem}-*.json.gz"):
        if is_part(other.name) and other.name not in kept:
            delete_file(other)


def part_names(path: Path) -> list[str]:
    """The files beside an artifact that it lists as its parts; none where it is whole, or not there."""
    try:
        with path.open("rb") as file:
            # Most files are whole, and may be large: their beginning says so.
            listed = _parts_of(file.read() if _LIST.match(file.read(200)) and not file.seek(0) else b"", str(path))
    except (OSError, PipelineError):
        # Who asks wants to list or to clear away: a file that cannot be read names nothing, and its reader says why.
        return []
    return [part.file for part in listed or ()]


def read_whole(path: Path) -> bytes:
    """The text of an artifact on disk, in whichever form it lies there.

    Raises:
        OSError: the artifact is not there, or cannot be read.
        PipelineError: a part is not there, or not what was written.
    """
    return whole(read_file(path), str(path), lambda name: read_file(path.with_name(name)))


def whole(content: bytes, where: str, beside: Callable[[str], bytes]) -> bytes:
    """The text of an artifact, given the content of its file.

    Args:
        where: names the file in messages.
        beside: content of a file in the same folder, by its name; raises OSError or KeyError where there is none.

    Raises:
        PipelineError: a part is not there, or not what was written.
    """
    listed = _parts_of(content, where)
    if listed is None:
        return content
    return b"".join(_unpacked(part, where, beside) for part in listed)


def _parts_of(content: bytes, where: str) -> list[_Part] | None:
    """What a file lists; None for a file that is no such list."""
    if not _LIST.match(content):
        return None
    try:
        listed = _PartList.model_validate_json(content).parts
    except ValidationError as error:
        reason = error.errors()[0]["msg"]
        raise PipelineError(f"{where}: no list of parts ({reason}): run the pipeline again") from None
    kind, names = Path(where).name.removesuffix(".json"), [part.file for part in listed]
    for part in listed:
        if not is_part(part.file) or "/" in part.file or not part.file.startswith(f"{kind}-") or part.bytes < 0:
            raise PipelineError(f"{where}: {part.file[:80]!r} is no part of it: run the pipeline again")
    if len(set(names)) < len(names):
        raise PipelineError(f"{where}: lists a part twice: run the pipeline again")
    return listed


def _unpacked(part: _Part, where: str, beside: Callable[[str], bytes]) -> bytes:
    try:
        packed = beside(part.file)
    except (OSError, KeyError):
        raise PipelineError(f"{where}: its part {part.file} is not there: run the pipeline again") from None
    # By what the list says, before anything is unpacked: below, no more is made than that.
    if part.bytes > (most := MOST_PER_BYTE * len(packed)):
        raise PipelineError(
            f"{where}: its part {part.file} would have more than {most:,} bytes of text: run the pipeline again"
        )
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(packed)) as file:
            # A few bytes can unpack to any number: no more are made than the list says, and one to see that it lies.
            text = file.read(part.bytes + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise PipelineError(f"{where}: its part {part.file} is damaged ({error}): run the pipeline again") from None
    if len(text) != part.bytes or hashlib.sha256(text).hexdigest() != part.sha256:
        raise PipelineError(f"{where}: its part {part.file} is not what was written: run the pipeline again")
    return text


def _cut(text: Iterable[str], largest: int) -> Iterator[bytes]:
    """The text in pieces of whole lines, each as long as fits."""
    held: list[bytes] = []
    size = 0
    for line in _lines(text):
        # A line that is longer than a part is taken whole: whether it fits once it is packed, the writer sees.
        if held and size + len(line) > largest:
            yield b"".join(held)
            held, size = [], 0
        held.append(line)
        size += len(line)
    if held:
        yield b"".join(held)


def _lines(text: Iterable[str]) -> Iterator[bytes]:
    """Whole lines of a text that comes in any pieces."""
    rest = b""
    for piece in text:
        *whole, rest = (rest + piece.encode()).split(b"\n")
        yield from (line + b"\n" for line in whole)
    if rest:
        yield rest


def _compress(text: bytes) -> bytes:
    """As gzip, without the hour."""
    packed = gzip.compress(text, compresslevel=6, mtime=0)
    if len(text) <= MOST_PER_BYTE * len(packed):
        return packed
    # Rows that are always right pack better than whoever reads them believes. Without repetitions, letter by letter,
    # nothing packs to less than an eighth; 31 is gzip's form.
    plainly = zlib.compressobj(wbits=31, strategy=zlib.Z_HUFFMAN_ONLY)
    return plainly.compress(text) + plainly.flush()
