"""Features computed elsewhere: a folder of embeddings with the image and caption that each row belongs to.

Of a million rows, those are read that the samples need, some at a time.

Shapes: ``m`` keys asked for, ``d`` feature width.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.clip.features.feature_layouts import Array, FeaturePart, files_of, open_parts
from pipeline.data.digests import Digests
from pipeline.data.samples import bare
from pipeline.errors import PipelineError
from pipeline.results.schemas.run import BackboneFacts
from pipeline.settings import Backbone, Settings

MOST_NAMED = 5
ROWS_AT_ONCE = 65_536


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

    def find_images(self, image_ids: Sequence[str]) -> FoundFeatures:
        """The features of the images named, in their order; leading zeros of ids do not count.

        Raises:
            PipelineError: images that the folder lacks, named; or features that are no numbers, or zero.
        """
        found = self._find("image_id", [bare(one) for one in image_ids], _bare_all)
        return FoundFeatures(self, "images", image_ids, *found)

    def find_captions(self, captions: Sequence[str]) -> FoundFeatures:
        """The features of the captions, in their order; spaces around and between words do not count.

        Raises:
            PipelineError: as ``find_images``.
        """
        keys = [_collapsed(one) for one in captions]
        parts, rows = self._find("caption", keys, lambda texts: texts)
        if len(left := np.flatnonzero(parts < 0)):
            # Only where wordings differ in their spaces, since a million captions take a while to tidy.
            parts[left], rows[left] = self._find("caption", [keys[place] for place in left], _collapsed_all)
        return FoundFeatures(self, "captions", captions, parts, rows)

    def _find(
        self, column: str, keys: Sequence[str], prepare: Callable[[pa.ChunkedArray], pa.ChunkedArray]
    ) -> tuple[Array, Array]:
        """Part [m], -1 where there is none, and row in it [m] of the first occurrence of each key."""
        wanted = pa.array(keys, pa.string()).dictionary_encode()
        parts, rows = np.full(len(wanted.dictionary), -1), np.zeros(len(wanted.dictionary), dtype=np.int64)
        for number, part in enumerate(self.parts):
            places = pc.index_in(prepare(part.ids[column]), value_set=wanted.dictionary).fill_null(-1).to_numpy()
            hits = np.flatnonzero(places >= 0)
            # The first of equals: an image stands in as many rows as it has captions, with the same feature in each.
            new, first = np.unique(places[hits], return_index=True)
            first, new = first[parts[new] < 0], new[parts[new] < 0]
            parts[new], rows[new] = number, hits[first]
        order = wanted.indices.to_numpy()
        return parts[order], rows[order]


@dataclass(frozen=True)
class FoundFeatures:
    """Where in a folder features lie that all are there and can be used.

    Raises:
        PipelineError: some are missing, no numbers, or zero; named.
    """

    folder: FeatureFolder
    kind: str
    """images, captions"""
    names: Sequence[str]
    """[m] as the samples have them."""
    parts: Array
    """[m] the part of the folder that each lies in."""
    rows: Array
    """[m] its row there."""

    def __post_init__(self) -> None:
        if missing := list(dict.fromkeys(self.names[place] for place in np.flatnonzero(self.parts < 0).tolist())):
            more = f" and {len(missing) - MOST_NAMED} more" if len(missing) > MOST_NAMED else ""
            shown = ", ".join(repr(one) for one in missing[:MOST_NAMED])
            raise PipelineError(
                f"{self.folder.path}: no features of {len(missing)} {self.kind}: {shown}{more}: compute them too, or "
                "leave the samples that need them out of dataset.subset_file"
            )
        # A zero has no direction: normalised, it would be equally like everything.
        usable = [np.isfinite(some).all(1) & (some != 0).any(1) for some in self.blocks()]
        if len(bad := np.flatnonzero(~np.concatenate([np.empty(0, dtype=bool), *usable]))):
            raise PipelineError(
                f"{self.folder.path}: features of {len(bad)} {self.kind} are zero or no numbers, the first of "
                f"{self.names[int(bad[0])]!r}: compute them again"
            )

    def blocks(self) -> Iterator[Array]:
        """[k, d] float32 features, some at a time, in the order of ``names``."""
        for start in range(0, len(self.names), ROWS_AT_ONCE):
            parts, rows = (each[start : start + ROWS_AT_ONCE] for each in (self.parts, self.rows))
            found = np.empty((len(rows), self.folder.width), np.float32)
            for number in np.unique(parts):
                part, here = self.folder.parts[number], parts == number
                found[here] = (part.images if self.kind == "images" else part.captions)[rows[here]]
            yield found


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


def _collapsed(text: str) -> str:
    return " ".join(text.split())


def _collapsed_all(texts: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.utf8_trim_whitespace(pc.replace_substring_regex(texts, r"\s+", " "))


def _bare_all(ids: pa.ChunkedArray) -> pa.ChunkedArray:
    """As ``bare`` has it: an id of zeros alone is "0"."""
    stripped = pc.utf8_ltrim(ids, characters="0")
    return pc.if_else(pc.equal(stripped, ""), "0", stripped)
