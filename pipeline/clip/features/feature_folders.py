"""Features computed elsewhere: a folder of embeddings with the image and caption that each row belongs to.

Of a million rows, those are read that the samples need, some at a time.

Shapes: ``m`` keys asked for, ``d`` feature width.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.clip.features.feature_layouts import Array, FeaturePart, files_of, open_parts
from pipeline.clip.features.features import ROWS_AT_ONCE, Kind
from pipeline.data.digests import Digests
from pipeline.data.samples import ImageIds, without_zeros
from pipeline.errors import PipelineError
from pipeline.results.schemas.run import BackboneFacts
from pipeline.settings import Backbone, Settings

MOST_NAMED = 5
_COLUMNS: dict[Kind, str] = {"images": "image_id", "captions": "caption"}
# Of a feature's length: half precision and other batches move it by a hundredth at most, another image by a half.
MOST_APART = 0.1


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
        parts = open_parts(path)
        if len(widths := {array.shape[1] for part in parts for array in (part.images, part.captions)}) > 1:
            raise PipelineError(
                f"{path}: images and captions have features of different widths "
                f"({', '.join(map(str, sorted(widths)))}): they must come from one model"
            )
        return cls(path, parts)

    def find_images(self, image_ids: Sequence[str], known: ImageIds | None = None) -> FoundFeatures:
        """The features of the images named, in their order; leading zeros of ids count only where they must.

        Args:
            known: ids of all samples, where ``image_ids`` are not all of them.

        Raises:
            PipelineError: images that the folder lacks, or has in several ways of writing, named; or features that are
                no numbers, or zero.
        """
        parts, rows = self._find("images", image_ids, lambda ids: ids)
        known = known or ImageIds(image_ids)
        # What is another sample's as a number may be its feature there, and is missing.
        if left := [place for place in np.flatnonzero(parts < 0).tolist() if known.is_alone(image_ids[place])]:
            numbers = [without_zeros(image_ids[place]) for place in left]
            self._check_one_way_of_writing(numbers)
            parts[left], rows[left] = self._find("images", numbers, _without_zeros_all)
        return FoundFeatures(self, "images", image_ids, parts, rows)

    def _check_one_way_of_writing(self, numbers: Sequence[str]) -> None:
        wanted, written = pa.array(numbers, pa.string()), dict[str, set[str]]()
        for part in self.parts:
            ids = part.ids["image_id"]
            inside = pc.is_in(_without_zeros_all(ids), value_set=wanted)
            for one in pc.unique(pc.filter(ids, inside)).to_pylist():
                written.setdefault(without_zeros(one), set()).add(one)
        if several := [f"image {one}: {' and '.join(sorted(ids))}" for one, ids in written.items() if len(ids) > 1]:
            raise PipelineError(
                f"{self.path}: ids that are equal as numbers ({_first_of(several)}), and none is written as in "
                "dataset.subset_file: write them there as they are here"
            )

    def find_captions(self, captions: Sequence[str]) -> FoundFeatures:
        """The features of the captions, in their order; spaces around and between words do not count, nor how
        accents are composed.

        Raises:
            PipelineError: as ``find_images``.
        """
        parts, rows = self._find("captions", captions, lambda texts: texts)
        if len(left := np.flatnonzero(parts < 0)):
            # Only where wordings differ in their spaces or accents, since a million captions take a while to tidy.
            parts[left], rows[left] = self._find(
                "captions", [_tidy(captions[place]) for place in left.tolist()], _tidy_all
            )
        return FoundFeatures(self, "captions", captions, parts, rows)

    def _find(
        self, kind: Kind, keys: Sequence[str], prepare: Callable[[pa.ChunkedArray], pa.ChunkedArray]
    ) -> tuple[Array, Array]:
        """Part [m], -1 where there is none, and row in it [m] of the first occurrence of each key."""
        column = _COLUMNS[kind]
        wanted = pa.array(keys, pa.string()).dictionary_encode()
        parts, rows = np.full(len(wanted.dictionary), -1), np.zeros(len(wanted.dictionary), dtype=np.int64)
        for number, part in enumerate(self.parts):
            places = pc.index_in(prepare(part.ids[column]), value_set=wanted.dictionary).fill_null(-1).to_numpy()
            hits = np.flatnonzero(places >= 0)
            # The first of equals: an image stands in as many rows as it has captions.
            named, first = np.unique(places[hits], return_index=True)
            new = parts[named] < 0
            parts[named[new]], rows[named[new]] = number, hits[first[new]]
            self._check_equal(kind, number, hits, parts[places[hits]], rows[places[hits]])
        order = wanted.indices.to_numpy()
        return parts[order], rows[order]

    def _check_equal(self, kind: Kind, number: int, rows: Array, parts: Array, firsts: Array) -> None:
        """Compare ``rows`` [k] of the part ``number`` with the first ones of the same key, ``firsts`` in ``parts``.

        Raises:
            PipelineError: one has another feature than the first: then rows of the arrays and of the table have moved
                against each other, and features belong to nobody knows whom.
        """
        again = (parts != number) | (firsts != rows)
        rows, parts, firsts = rows[again], parts[again], firsts[again]
        for start in range(0, len(rows), ROWS_AT_ONCE):
            some = slice(start, start + ROWS_AT_ONCE)
            one = self.read(kind, np.full(len(rows[some]), number), rows[some])
            other = self.read(kind, parts[some], firsts[some])
            with np.errstate(over="ignore", invalid="ignore"):  # what is no number is said of what is used
                far = np.linalg.norm(one - other, axis=1) > MOST_APART * np.linalg.norm(other, axis=1)
            if far.any():
                row = int(rows[some][int(far.argmax())])
                column = _COLUMNS[kind]
                key = self.parts[number].ids[column][row].as_py()
                raise PipelineError(
                    f"{self.path}: rows with {column} {key!r} have different features (one is row {row}): row i of "
                    "the arrays and of the table must belong together, and all come from one model: write them again"
                )

    def read(self, kind: Kind, parts: Array, rows: Array) -> Array:
        """[k, d] float32 features: the rows [k] of the parts [k]."""
        found = np.empty((len(rows), self.width), np.float32)
        for number in np.unique(parts):
            here = parts == number
            found[here] = getattr(self.parts[number], kind)[rows[here]]
        return found


@dataclass(frozen=True)
class FoundFeatures:
    """Where in a folder features lie that all are there and can be used.

    Raises:
        PipelineError: some are missing, no numbers, or zero; named.
    """

    folder: FeatureFolder
    kind: Kind
    names: Sequence[str]
    """[m] as the samples have them."""
    parts: Array
    """[m] the part of the folder that each lies in."""
    rows: Array
    """[m] its row there."""

    def __post_init__(self) -> None:
        if missing := list(dict.fromkeys(self.names[place] for place in np.flatnonzero(self.parts < 0).tolist())):
            shown = _first_of([repr(one) for one in missing])
            raise PipelineError(
                f"{self.folder.path}: no features of {len(missing)} {self.kind}: {shown}: compute them too, or "
                "leave the samples that need them out of dataset.subset_file"
            )
        usable = [np.empty(0, dtype=bool), *map(_has_direction, self.blocks())]
        if len(bad := np.flatnonzero(~np.concatenate(usable))):
            raise PipelineError(
                f"{self.folder.path}: features of {len(bad)} {self.kind} are zero, no numbers, or too large or small "
                f"to be squared in float32, the first of {self.names[int(bad[0])]!r}: compute them again"
            )

    def blocks(self) -> Iterator[Array]:
        """[k, d] float32 features, some at a time, in the order of ``names``."""
        for start in range(0, len(self.names), ROWS_AT_ONCE):
            some = slice(start, start + ROWS_AT_ONCE)
            yield self.folder.read(self.kind, self.parts[some], self.rows[some])


def _has_direction(features: Array) -> Array:
    """Whether features [k, d] can be normalised, [k]: a zero would be equally like everything, as would infinity."""
    with np.errstate(over="ignore", invalid="ignore"):
        lengths = np.linalg.norm(features, axis=1)
    # Below this length PyTorch's normalize divides by this instead.
    return np.isfinite(lengths) & (lengths > 1e-12)


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


# ---------------------------------------------------------------- keys


def _tidy(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _tidy_all(texts: pa.ChunkedArray) -> pa.ChunkedArray:
    # RE2's \s is ASCII's; what str.split takes for space is more.
    spaced = pc.replace_substring_regex(pc.utf8_normalize(texts, form="NFC"), r"[\s\v\x1c-\x1f\x{85}\p{Z}]+", " ")
    return pc.utf8_trim(spaced, characters=" ")


def _without_zeros_all(ids: pa.ChunkedArray) -> pa.ChunkedArray:
    """As ``without_zeros`` has it: an id of zeros alone is "0"."""
    return pc.replace_substring_regex(ids, r"^0+([0-9]+)$", r"\1")


def _first_of(texts: Sequence[str]) -> str:
    more = f" and {len(texts) - MOST_NAMED} more" if len(texts) > MOST_NAMED else ""
    return ", ".join(texts[:MOST_NAMED]) + more
