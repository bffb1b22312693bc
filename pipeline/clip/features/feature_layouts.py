"""The two layouts in which features computed elsewhere come, and how their files are read.

Plain: ``image_embeddings.npy`` and ``text_embeddings.npy``, [n, d] of fp16 or fp32 in aligned rows, and
``metadata.csv`` with ``image_id`` and ``caption``, one row a caption, images repeated. And clip-retrieval's:
``img_emb/*.npy``, ``text_emb/*.npy`` and ``metadata/*.parquet`` in equally numbered parts. Arrays are mapped, not read.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet

from pipeline.errors import PipelineError
from pipeline.results.files import check_regular

Array = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True)
class FeaturePart:
    """One set of aligned files: row i of each belongs together."""

    images: Array
    """[n, d], mapped."""
    captions: Array
    """[n, d], mapped."""
    read: Callable[[], pa.Table]
    """Reads ``image_id`` and ``caption`` of every row."""

    @cached_property
    def ids(self) -> pa.Table:
        """``image_id`` and ``caption`` of every row."""
        return self.read()


def open_parts(path: Path) -> list[FeaturePart]:
    """Map the arrays of a folder, in whichever of the two layouts; nothing of the rows is read.

    Raises:
        PipelineError: one line for every file that is missing, of another form, or of another number of rows.
    """
    files = _plain(path) if (path / "metadata.csv").exists() else _clip_retrieval(path)
    # A job that ran out of pictures leaves a last part without rows.
    if parts := [part for part in (_part(*one) for one in files) if len(part.images)]:
        return parts
    raise PipelineError(f"{path}: its arrays have no rows: put the features there")


def files_of(path: Path) -> list[Path]:
    """Every file that a folder's features come from."""
    patterns = ("*_embeddings.npy", "metadata.csv", "img_emb/*.npy", "text_emb/*.npy", "metadata/*.parquet")
    return sorted(file for pattern in patterns for file in path.glob(pattern))


_Files = tuple[Path, Path, Path, Callable[[], pa.Table]]


def _plain(path: Path) -> list[_Files]:
    images, captions = path / "image_embeddings.npy", path / "text_embeddings.npy"
    metadata = path / "metadata.csv"
    return [(images, captions, metadata, partial(_read_csv, metadata))]


def _clip_retrieval(path: Path) -> list[_Files]:
    parts = {}
    for folder, ending in (("img_emb", "npy"), ("text_emb", "npy"), ("metadata", "parquet")):
        # By number, not by place in the folder: sorted by name, part 10 stands before part 2.
        parts[folder] = _numbered(sorted((path / folder).glob(f"*.{ending}")))
    if not parts["metadata"]:
        raise PipelineError(
            f"{path}: neither metadata.csv with image_embeddings.npy and text_embeddings.npy, nor clip-retrieval's "
            "img_emb/, text_emb/ and metadata/: put either there"
        )
    numbers = sorted(set().union(*parts.values()))
    lacking = [
        f"{path / folder}: no part {number}: compute it with the others"
        for folder, own in parts.items()
        for number in numbers
        if number not in own
    ]
    if lacking:
        raise PipelineError.of(lacking)
    return [
        (parts["img_emb"][n], parts["text_emb"][n], parts["metadata"][n], partial(_read_parquet, parts["metadata"][n]))
        for n in numbers
    ]


def _numbered(files: list[Path]) -> dict[int, Path]:
    """clip-retrieval numbers its parts: img_emb_0.npy, img_emb_1.npy, …"""
    numbered: dict[int, Path] = {}
    for file in files:
        digits = re.findall(r"\d+", file.stem)
        number = int(digits[-1]) if digits else 0
        if number in numbered:
            raise PipelineError(f"{file}: part {number}, as {numbered[number].name} is: give each a number of its own")
        numbered[number] = file
    return numbered


def _part(images: Path, captions: Path, metadata: Path, ids: Callable[[], pa.Table]) -> FeaturePart:
    mapped = [_mapped(file) for file in (images, captions)]
    if len(mapped[0]) != len(mapped[1]):
        raise PipelineError(
            f"{images}: {len(mapped[0])} rows, and {captions.name} has {len(mapped[1])}: row i of both must "
            "belong together"
        )

    def checked() -> pa.Table:
        table = ids()
        if len(table) != len(mapped[0]):
            raise PipelineError(
                f"{metadata}: {len(table)} rows, and {images.name} has {len(mapped[0])}: row i of both must "
                "belong together"
            )
        return table

    return FeaturePart(mapped[0], mapped[1], checked)


def _mapped(file: Path) -> Array:
    try:
        check_regular(file)
        # Never with pickles: a file from elsewhere could run what it likes.
        with np.errstate(over="ignore"):  # of a size beyond all bounds it would warn, and then refuse it
            array = np.load(file, mmap_mode="r", allow_pickle=False)
        if not isinstance(array, np.ndarray):
            raise ValueError("several arrays in an archive")
    except FileNotFoundError:
        raise PipelineError(f"{file}: not there: put the features there") from None
    except Exception as error:  # of any kind: a header is parsed as Python, and may claim what no computer has
        raise PipelineError(f"{file}: no .npy array ({_reason(error)}): save it with numpy.save") from None
    # In whichever order of bytes: rows are copied into this machine's own.
    if array.ndim != 2 or array.dtype.kind != "f" or array.dtype.itemsize not in (2, 4) or not array.shape[1]:
        raise PipelineError(
            f"{file}: {array.dtype} of shape {list(array.shape)}: expected fp16 or fp32 features, one row each: save "
            "array.astype('float32')"
        )
    return array


def _reason(error: Exception) -> str:
    """The first sentence of what a library says; numpy's next one advises to load pickles after all."""
    return (str(error) or type(error).__name__).splitlines()[0].split(". ")[0]


def _read_csv(path: Path) -> pa.Table:
    try:
        check_regular(path)
        with path.open(newline="", encoding="utf-8-sig", errors="replace") as file:
            _check_once(path, next(csv.reader(file), []))
        table = pyarrow.csv.read_csv(
            path,
            # Captions may hold line breaks in quotes, where pyarrow would cut the file to read it in parallel.
            parse_options=pyarrow.csv.ParseOptions(newlines_in_values=True),
            convert_options=pyarrow.csv.ConvertOptions(
                column_types={"image_id": pa.string(), "caption": pa.string()},
                include_columns=["image_id", "caption"],
                strings_can_be_null=False,
            ),
        )
    except (OSError, pa.ArrowException, csv.Error) as error:
        raise PipelineError(
            f"{path}: cannot be read ({_reason(error)}): expected a table with image_id and caption, in UTF-8 and with "
            "commas between"
        ) from None
    return table


def _check_once(path: Path, columns: Sequence[str]) -> None:
    """See that no column that is read stands there twice: either could be meant."""
    if twice := [name for name in ("image_id", "key", "image_path", "caption") if list(columns).count(name) > 1]:
        raise PipelineError(f"{path}: has several columns {' and '.join(twice)}: leave one of each")


def _read_parquet(path: Path) -> pa.Table:
    """image_id, or what clip-retrieval has instead: the sample's key, or the image's file name without ending."""
    try:
        check_regular(path)
        known = pyarrow.parquet.read_schema(path).names
        _check_once(path, known)
        named = next((name for name in ("image_id", "key", "image_path") if name in known), None)
        if named is None or "caption" not in known:
            raise PipelineError(
                f"{path}: has {', '.join(known)}: expected caption and one of image_id, key or image_path"
            )
        table = pyarrow.parquet.read_table(path, columns=[named, "caption"])
    except (OSError, pa.ArrowException) as error:
        raise PipelineError(f"{path}: cannot be read ({_reason(error)}): write it again") from None
    ids, captions = (_as_text(path, table, name) for name in (named, "caption"))
    if named == "image_path":
        # The last step without its ending, whichever kind of slashes the other machine had.
        ids = pc.replace_substring_regex(ids, r"^.*[/\\]|\.[^./\\]*$", "")
    return pa.table({"image_id": ids, "caption": captions})


def _as_text(path: Path, table: pa.Table, name: str) -> pa.ChunkedArray:
    try:
        return table[name].cast(pa.string())
    except pa.ArrowException:
        raise PipelineError(f"{path}: {name} is of type {table[name].type}: expected one text in each row") from None
