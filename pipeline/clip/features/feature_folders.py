"""Features computed elsewhere: a folder of embeddings with the image and caption that each row belongs to.

Two layouts are read. Plain: ``image_embeddings.npy`` and ``text_embeddings.npy``, [n, d] of fp16 or fp32 in aligned
rows, and ``metadata.csv`` with ``image_id`` and ``caption``, one row a caption, images repeated. And clip-retrieval's:
``img_emb/*.npy``, ``text_emb/*.npy`` and ``metadata/*.parquet`` in equally numbered parts. Arrays are mapped, not read:
of a million rows, those are read that the samples need.
"""

from __future__ import annotations

import hashlib
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

from pipeline.data.digests import Digests
from pipeline.data.samples import bare
from pipeline.errors import PipelineError
from pipeline.results.files import check_regular
from pipeline.results.schemas.run import BackboneFacts
from pipeline.settings import Backbone, Settings

Array = np.ndarray[Any, np.dtype[Any]]
MOST_NAMED = 5


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


@dataclass(frozen=True)
class FeatureFolder:
    """Embeddings of images and captions, in one or more parts."""

    path: Path
    parts: list[FeaturePart]

    @property
    def width(self) -> int:
        """Numbers in a feature: ``d``."""
        return int(self.parts[0].images.shape[1])

    @classmethod
    def open(cls, path: Path) -> FeatureFolder:
        """Map a folder's arrays; nothing of the rows is read.

        Raises:
            PipelineError: one line for every file that is missing, of another form, or of another number of rows.
        """
        if not path.is_dir():
            raise PipelineError(f"{path}: no folder: put the features there, or name theirs")
        files = _plain(path) if (path / "metadata.csv").exists() else _clip_retrieval(path)
        parts = [_part(*one) for one in files]
        if len(widths := {array.shape[1] for part in parts for array in (part.images, part.captions)}) > 1:
            raise PipelineError(
                f"{path}: images and captions have features of different widths "
                f"({', '.join(map(str, sorted(widths)))}): they must come from one model"
            )
        return cls(path, parts)

    def image_rows(self, image_ids: Sequence[str]) -> Array:
        """[m, d] float32 features of the images named, in their order; leading zeros of ids do not count.

        Raises:
            PipelineError: images that the folder lacks, named; or features that are no numbers, or zero.
        """
        keys = [bare(one) for one in image_ids]
        found = self._find("image_id", set(keys), lambda ids: _or_zero(pc.utf8_ltrim(ids, characters="0")))
        return self._take(keys, found, "images", dict(zip(keys, image_ids, strict=True)))

    def caption_rows(self, captions: Sequence[str]) -> Array:
        """[m, d] float32 features of the captions, in their order; spaces around and between words do not count.

        Raises:
            PipelineError: as ``image_rows``.
        """
        keys = [_collapsed(one) for one in captions]
        found = self._find("caption", set(keys), lambda texts: texts)
        if left := set(keys) - found.keys():
            # Only where wordings differ in their spaces, since a million captions take a while to tidy.
            found |= self._find("caption", left, _collapsed_all)
        return self._take(keys, found, "captions", dict(zip(keys, captions, strict=True)))

    def _find(
        self, column: str, wanted: set[str], prepare: Callable[[pa.ChunkedArray], pa.ChunkedArray]
    ) -> dict[str, tuple[int, int]]:
        """Part and row of the first occurrence of each key."""
        places: dict[str, tuple[int, int]] = {}
        for number, part in enumerate(self.parts):
            values = prepare(part.ids[column])
            hits = pc.indices_nonzero(pc.is_in(values, value_set=pa.array(sorted(wanted), pa.string())))
            for row, key in zip(hits.to_pylist(), values.take(hits).to_pylist(), strict=True):
                # The first of equals: an image stands in as many rows as it has captions, with the same feature in
                # each.
                places.setdefault(key, (number, row))
        return places

    def _take(self, keys: Sequence[str], found: dict[str, tuple[int, int]], kind: str, named: dict[str, str]) -> Array:
        if missing := [named[key] for key in dict.fromkeys(keys) if key not in found]:
            more = f" and {len(missing) - MOST_NAMED} more" if len(missing) > MOST_NAMED else ""
            shown = ", ".join(repr(one) for one in missing[:MOST_NAMED])
            raise PipelineError(
                f"{self.path}: no features of {len(missing)} {kind}: {shown}{more}: compute them too, or "
                "leave the samples that need them out of dataset.subset_file"
            )
        rows = np.empty((len(keys), self.width), np.float32)
        for number, part in enumerate(self.parts):
            here = [place for place, key in enumerate(keys) if found[key][0] == number]
            array = part.images if kind == "images" else part.captions
            rows[here] = array[[found[keys[place]][1] for place in here]]
        # A zero has no direction: normalised, it would be equally like everything.
        usable = np.isfinite(rows).all(1) & (rows != 0).any(1)
        if not usable.all():
            first = keys[int(np.flatnonzero(~usable)[0])]
            raise PipelineError(
                f"{self.path}: features of {int((~usable).sum())} {kind} are zero or no numbers, the first of "
                f"{named[first]!r}: compute them again"
            )
        return rows


def features_key(settings: Settings, backbone: Backbone) -> str:
    """Digest of a backbone's features and of how their similarities are scaled."""
    assert backbone.features is not None
    digests = Digests.of(settings)
    # By names and content: the same files in another folder are the same features.
    content = [(file.name, digests.digest(file)) for file in files_of(settings.path(backbone.features))]
    return hashlib.sha256(repr((content, backbone.logit_scale)).encode()).hexdigest()[:16]


def facts_of(settings: Settings, backbone: Backbone) -> BackboneFacts:
    """What is known of the model behind a folder of features: how wide they are, and no more.

    Raises:
        PipelineError: as ``FeatureFolder.open``.
    """
    assert backbone.features is not None
    return BackboneFacts(
        id=backbone.id,
        name=backbone.name,
        architecture="",
        pretrained=backbone.features.as_posix(),
        weights_sha256=features_key(settings, backbone),
        untrained=False,
        kind="features",
        embed_dim=FeatureFolder.open(settings.path(backbone.features)).width,
        image_size=None,
        parameters=None,
        activation="",
        logit_scale=backbone.logit_scale,
        vision_layers=None,
        vision_width=None,
        patch_size=None,
        text_width=None,
        text_layers=None,
        text_heads=None,
        context_length=None,
        mean=[],
        std=[],
        interpolation="",
    )


def files_of(path: Path) -> list[Path]:
    """Every file that a folder's features come from."""
    patterns = ("*_embeddings.npy", "metadata.csv", "img_emb/*.npy", "text_emb/*.npy", "metadata/*.parquet")
    return sorted(file for pattern in patterns for file in path.glob(pattern))


# ---------------------------------------------------------------- the two layouts

_Files = tuple[Path, Path, Path, Callable[[], pa.Table]]


def _plain(path: Path) -> list[_Files]:
    images, captions = path / "image_embeddings.npy", path / "text_embeddings.npy"
    metadata = path / "metadata.csv"
    return [(images, captions, metadata, partial(_read_csv, metadata))]


def _clip_retrieval(path: Path) -> list[_Files]:
    parts = {}
    for folder, ending in (("img_emb", "npy"), ("text_emb", "npy"), ("metadata", "parquet")):
        # By number, not by place in the folder: sorted by name, part 10 stands before part 2.
        parts[folder] = {_number(file): file for file in sorted((path / folder).glob(f"*.{ending}"))}
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


def _number(file: Path) -> int:
    """clip-retrieval numbers its parts: img_emb_0.npy, img_emb_1.npy, …"""
    digits = re.findall(r"\d+", file.stem)
    return int(digits[-1]) if digits else 0


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
    except FileNotFoundError:
        raise PipelineError(f"{file}: not there: put the features there") from None
    except Exception as error:  # of any kind: a header is parsed as Python, and may claim what no computer has
        raise PipelineError(f"{file}: no .npy array ({_reason(error)}): save it with numpy.save") from None
    if array.ndim != 2 or array.dtype not in (np.float16, np.float32) or not array.size:
        raise PipelineError(
            f"{file}: {array.dtype} of shape {list(array.shape)}: expected fp16 or fp32 features, one row each"
        )
    return array


def _reason(error: Exception) -> str:
    """The first sentence of what a library says; numpy's next one advises to load pickles after all."""
    return (str(error) or type(error).__name__).splitlines()[0].split(". ")[0]


def _read_csv(path: Path) -> pa.Table:
    try:
        check_regular(path)
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
    except (OSError, pa.ArrowException) as error:
        raise PipelineError(
            f"{path}: cannot be read ({_reason(error)}): expected a table with image_id and caption"
        ) from None
    return table


def _read_parquet(path: Path) -> pa.Table:
    """image_id, or what clip-retrieval has instead: the sample's key, or the image's file name without ending."""
    try:
        check_regular(path)
        known = pyarrow.parquet.read_schema(path).names
        named = next((name for name in ("image_id", "key", "image_path") if name in known), None)
        if named is None or "caption" not in known:
            raise PipelineError(
                f"{path}: has {', '.join(known)}: expected caption and one of image_id, key or image_path"
            )
        table = pyarrow.parquet.read_table(path, columns=[named, "caption"])
    except (OSError, pa.ArrowException) as error:
        raise PipelineError(f"{path}: cannot be read ({_reason(error)}): write it again") from None
    ids = table[named].cast(pa.string())
    if named == "image_path":
        ids = pc.replace_substring_regex(ids, r"^.*/|\.[^./]*$", "")
    return pa.table({"image_id": ids, "caption": table["caption"].cast(pa.string())})


# ---------------------------------------------------------------- keys


def _collapsed(text: str) -> str:
    return " ".join(text.split())


def _collapsed_all(texts: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.utf8_trim_whitespace(pc.replace_substring_regex(texts, r"\s+", " "))


def _or_zero(ids: pa.ChunkedArray) -> pa.ChunkedArray:
    """As ``bare`` has it: an id of zeros alone is "0"."""
    return pc.if_else(pc.equal(ids, ""), "0", ids)
