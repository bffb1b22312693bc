"""Raw features on disk, keyed by everything that changes them: computed once, found again by content.

A store is a folder per backbone, named by a digest of its weights, architecture, preprocessing and precision.
In it, every file holds the rows of some finished batches: their keys (digests of image bytes or caption text),
their features, the seconds they took and what the machine was. Files are written whole and never changed, so a killed
run loses at most the batches since the last file, and several processes may write into one store. A file is named by
the digest of its content: one that disk or network has damaged is found out, and its rows are computed again.

Shapes: ``m`` keys asked for, ``d`` feature width.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import open_clip
import torch
from numpy.typing import NDArray
from torch import Tensor

from pipeline.clip.backbones.architectures import architecture_config
from pipeline.clip.backbones.precision import pick_precision
from pipeline.clip.backbones.weights import find_weights
from pipeline.clip.features.encoding import Encoded
from pipeline.clip.features.feature_file import (
    ComputedRows,
    Damaged,
    Digests32,
    FeatureFile,
    digests,
    encode_file,
    short_codes,
)
from pipeline.clip.features.features import ROWS_AT_ONCE, Features, Kind
from pipeline.data.digests import Digests
from pipeline.data.prepared import Prepared
from pipeline.data.samples import Sample
from pipeline.errors import PipelineError
from pipeline.results.conditions import Conditions, together
from pipeline.results.files import write_bytes, write_text
from pipeline.results.schemas.run import BackboneFacts
from pipeline.settings import Backbone, Settings

Rows = NDArray[np.int64]

# Part of every key: raise it when encoding itself, or the form of the files, changes.
ENCODING_VERSION = 4
# What a killed run may lose. More often would leave thousands of files behind a night of encoding.
SECONDS_BETWEEN_FILES = 10.0
MERGED_BYTES = 256_000_000
"""Of a file that small ones are merged into."""
MOST_SMALL_FILES = 8


def caption_key(caption: str) -> str:
    """The key of a caption: a digest of its text."""
    return hashlib.sha256(caption.encode("utf-8")).hexdigest()


class FeatureStore:
    """The features of one backbone."""

    def __init__(self, folder: Path, *, verify: bool = False) -> None:
        """The store in a folder, with whatever is in it so far.

        Args:
            verify: read every file in full, and remove those that are not what was written.
        """
        self.folder = folder
        self._files: dict[Kind, list[FeatureFile]] = {"images": [], "captions": []}
        for path in sorted(folder.glob("*.safetensors")):
            self._open(path, verify)

    @classmethod
    def open(cls, settings: Settings, backbone: Backbone, *, verify: bool = False) -> FeatureStore:
        """The store of a backbone under these settings; ``verify`` as above."""
        return cls(settings.cache / "features" / f"{backbone.id}-{store_key(settings, backbone)}", verify=verify)

    def _open(self, path: Path, verify: bool = False) -> None:
        kind: Kind = "images" if path.name.startswith("images") else "captions"
        try:
            file = FeatureFile(path)
            if verify and not file.is_whole:
                raise Damaged(path)
        except Damaged:
            path.unlink(missing_ok=True)  # its rows count as missing and are computed again
        except FileNotFoundError:
            pass  # another process has just merged it with others
        else:
            self._files[kind].append(file)

    def _locate(self, kind: Kind, keys: Sequence[str]) -> tuple[Rows, Rows]:
        """The file [m], -1 where there is none, and the row in it [m] of each key.

        Memory goes with the keys asked for, whatever else is in the store.
        """
        wanted = digests(keys)
        codes, first, places = np.unique(short_codes(wanted), return_index=True, return_inverse=True)
        if (wanted[first[places]] != wanted).any():  # two keys with one code, by an odd chance: apart they have none
            halves = [self._locate(kind, part) for part in (keys[: len(keys) // 2], keys[len(keys) // 2 :])]
            return np.concatenate([half[0] for half in halves]), np.concatenate([half[1] for half in halves])
        files, rows = np.full(len(codes), -1), np.zeros(len(codes), dtype=np.int64)
        for number, file in enumerate(self._files[kind] if len(codes) else []):
            stored = file.keys
            # A code beyond the last has no place among them: at the last one it will not be equal.
            place = np.minimum(np.searchsorted(codes, short_codes(stored)), len(codes) - 1)
            hits = np.flatnonzero(wanted[first[place]] == stored)
            files[place[hits]], rows[place[hits]] = number, hits
        return files[places], rows[places]

    def missing(self, kind: Kind, keys: Iterable[str]) -> list[str]:
        """The keys that have no features yet, each once, in their order."""
        distinct = list(dict.fromkeys(keys))
        files, _ = self._locate(kind, distinct)
        return [distinct[place] for place in np.flatnonzero(files < 0)]

    def fill(
        self,
        kind: Kind,
        keys: Sequence[str],
        batches: Iterable[Encoded],
        advance: Callable[[int], None],
        conditions: Conditions,
    ) -> None:
        """Store the features of ``keys`` as their batches come; an interruption keeps those that came."""
        pending: list[Encoded] = []
        last, size = time.monotonic(), 0
        try:
            for batch in batches:
                pending.append(batch)
                size += batch.features.nbytes
                advance(len(batch.rows))
                # By size too: what was computed elsewhere comes as fast as a disk reads.
                if time.monotonic() - last > SECONDS_BETWEEN_FILES or size > MERGED_BYTES:
                    self._write_batches(kind, keys, pending, conditions)
                    pending, last, size = [], time.monotonic(), 0
        finally:
            self._write_batches(kind, keys, pending, conditions)

    def _write_batches(self, kind: Kind, keys: Sequence[str], batches: list[Encoded], conditions: Conditions) -> None:
        if not batches:
            return
        rows = [row for batch in batches for row in batch.rows]
        waited, computed = sum(batch.waited for batch in batches), sum(batch.computed for batch in batches)
        part = ComputedRows(len(rows), waited, computed, conditions)
        self._write(kind, digests([keys[row] for row in rows]), torch.cat([one.features for one in batches]), [part])

    def _write(self, kind: Kind, keys: Digests32, features: Tensor, parts: Sequence[ComputedRows]) -> None:
        checksum, content = encode_file(keys, features, parts)
        path = self.folder / f"{kind}-{checksum}.safetensors"
        write_bytes(path, content)
        self._open(path)

    def compact(self) -> None:
        """Merge small files, so that a store has few however often a run was interrupted, and by whatever number."""
        for kind, files in self._files.items():
            # What has half of that already is left: copying it once more would save one file.
            small = [file for file in files if file.path.stat().st_size < MERGED_BYTES // 2]
            while len(small) > MOST_SMALL_FILES:
                # The new file first, then the old ones go: killed in between, rows lie in two files, never in none.
                merged, small = _first_up_to(small, MERGED_BYTES)
                self._files[kind] = [file for file in self._files[kind] if file not in merged]
                self._write(
                    kind,
                    np.concatenate([file.keys for file in merged]),
                    torch.cat([file.features for file in merged]),
                    [part for file in merged for part in file.parts],
                )
                for file in merged:
                    with suppress(OSError):  # Windows keeps what somebody has mapped; twice there does no harm
                        file.path.unlink()

    def load(self, kind: Kind, keys: Sequence[str]) -> Tensor:
        """Features [len(keys), d] float32, in the order of ``keys``; beside them, nothing of their size is held.

        Raises:
            PipelineError: some are not there.
        """
        files, rows = self._locate(kind, keys)
        if (absent := int((files < 0).sum())) or not len(keys):
            raise PipelineError(f"{self.folder}: no features for {absent} {kind}: run `python -m pipeline extract`")
        found: Tensor | None = None
        for number in np.unique(files):
            # Read in full and digested at each load: a flipped bit would be a feature like any other.
            features = _whole(self._files[kind][number]).features
            if found is None:
                found = torch.empty(len(keys), features.shape[1])
            places = torch.from_numpy(np.flatnonzero(files == number))
            for some in places.split(ROWS_AT_ONCE):
                found[some] = features[torch.from_numpy(rows)[some]]
        assert found is not None
        return found

    def seconds(self, kind: Kind, keys: Iterable[str]) -> tuple[float, float]:
        """Seconds (waiting for input, in the model) that the features of ``keys`` took when computed."""
        files, rows = self._locate(kind, list(dict.fromkeys(keys)))
        waited = computed = 0.0
        for number in np.unique(files):
            file = self._files[kind][number]
            used = np.bincount(file.part_of(rows[files == number]), minlength=len(file.parts))
            for part, count in zip(file.parts, used.tolist(), strict=True):
                # In proportion: how long each row of a batch took, nobody measured.
                waited += part.waited * count / part.rows
                computed += part.computed * count / part.rows
        return waited, computed

    def files(self, kind: Kind, keys: Iterable[str]) -> list[Path]:
        """The files that hold the features of ``keys``."""
        used = np.unique(self._locate(kind, list(dict.fromkeys(keys)))[0])
        return sorted(self._files[kind][number].path for number in used)

    def conditions(self, files: Iterable[Path]) -> list[Conditions]:
        """Under which the features in ``files`` were computed, the conditions of most of them first."""
        wanted, rows = set(files), Counter[bytes]()
        for file in chain(*self._files.values()):
            for part in file.parts if file.path in wanted else []:
                rows[msgspec.json.encode(part.conditions)] += part.rows
        return [msgspec.json.decode(plain, type=Conditions) for plain, _ in rows.most_common()]

    # ------------------------------------------------------------ the backbone behind the features

    def write_facts(self, facts: BackboneFacts) -> None:
        """Keep what was found when the backbone was loaded."""
        write_text(self.folder / "backbone.json", facts.model_dump_json(indent=2))

    def read_facts(self) -> BackboneFacts | None:
        """What was found when the backbone was loaded; None where that is not known, or damaged."""
        try:
            return BackboneFacts.model_validate_json((self.folder / "backbone.json").read_bytes())
        except (OSError, ValueError):
            return None


def _whole(file: FeatureFile) -> FeatureFile:
    """The file, its content checked.

    Raises:
        PipelineError: disk or network has damaged it.
    """
    if file.is_whole:
        return file
    file.path.unlink(missing_ok=True)
    raise PipelineError(f"{file.path}: damaged on disk, and removed: run the same command again to compute it anew")


def _first_up_to(files: list[FeatureFile], size: int) -> tuple[list[FeatureFile], list[FeatureFile]]:
    """The first files that have so many bytes together, two at least; and the others."""
    total = 0
    for count, file in enumerate(files):
        total += file.path.stat().st_size
        if total > size and count >= 2:
            return files[:count], files[count:]
    return files, []


def store_key(settings: Settings, backbone: Backbone) -> str:
    """Digest of everything, beside image bytes and caption text, that changes a feature.

    Preprocessing comes from the architecture's description and from the tag's, so both are part of it.
    """
    if backbone.features:
        from pipeline.clip.features.feature_folders import features_key

        return features_key(settings, backbone)
    config: dict[str, Any] = {
        "version": ENCODING_VERSION,
        "architecture": architecture_config(settings, backbone),
        "tag": open_clip.get_pretrained_cfg(backbone.architecture_name, backbone.pretrained),
        "weights": Digests.of(settings).digest(find_weights(settings, backbone)),
        "precision": pick_precision(settings).name,
        # The make-up of a batch moves the last digits.
        "batches": [settings.extraction.batch_size, settings.extraction.caption_batch_size],
    }
    return hashlib.sha256(json.dumps(config, sort_keys=True).encode()).hexdigest()[:16]


# ---------------------------------------------------------------- features of prepared samples


def distinct_captions(samples: Iterable[Sample]) -> list[str]:
    """Every caption once, in the order of first appearance."""
    return list(dict.fromkeys(caption for sample in samples for caption in sample.choices))


def load_features(settings: Settings, backbone: Backbone, prepared: Prepared) -> Features:
    """The stored features of all samples, in their order.

    Raises:
        PipelineError: some have not been extracted.
    """
    store = FeatureStore.open(settings, backbone)
    captions, alike = distinct_captions(prepared.samples), prepared.read_alike.get(backbone.id, {})
    rows = {caption: row for row, caption in enumerate(captions)}
    # Batches differ, and so do the last digits of captions that are one to the model: one row stands for all of them.
    rows |= {caption: rows[same] for caption, same in alike.items()}
    images = store.load("images", [sample.sha256 for sample in prepared.samples])
    facts = store.read_facts()
    if facts is None:
        raise PipelineError(f"{store.folder}: nothing known of its backbone: run `python -m pipeline extract`")
    return Features(
        images=images,
        captions=store.load("captions", [caption_key(caption) for caption in captions]),
        choices=_choices(prepared, rows),
        correct=torch.tensor([sample.correct for sample in prepared.samples]),
        logit_scale=facts.logit_scale,
    )


def _choices(prepared: Prepared, rows: dict[str, int]) -> Tensor:
    """[n, c] int64: the row of every candidate."""
    # Without a list for each sample: of a million, those alone would be hundreds of megabytes.
    flat = np.fromiter((rows[caption] for sample in prepared.samples for caption in sample.choices), dtype=np.int64)
    return torch.from_numpy(flat.reshape(len(prepared.samples), -1))


def feature_files(store: FeatureStore, prepared: Prepared) -> list[Path]:
    """The files that hold the features of these samples."""
    captions = map(caption_key, distinct_captions(prepared.samples))
    return store.files("images", (sample.sha256 for sample in prepared.samples)) + store.files("captions", captions)


def extraction_conditions(settings: Settings, prepared: Prepared) -> Conditions:
    """Under which the stored features of these samples were computed, by whatever run that was.

    Threads and workers are those of most features; devices and versions are all that there were.
    """
    stores = [FeatureStore.open(settings, backbone) for backbone in settings.backbones]
    found = [one for store in stores for one in store.conditions(feature_files(store, prepared))]
    return Conditions(
        device=" and ".join(dict.fromkeys(one.device for one in found)),
        threads=found[0].threads,
        workers=found[0].workers,
        versions=together(one.versions for one in found),
    )


def extraction_times(
    settings: Settings, backbone: Backbone, prepared: Prepared, rows: Iterable[int]
) -> dict[str, float]:
    """Measured seconds for the samples ``rows``: ``decode`` (waiting for pictures), ``image``, ``captions``."""
    store = FeatureStore.open(settings, backbone)
    samples = [prepared.samples[int(row)] for row in rows]
    decode, image = store.seconds("images", [sample.sha256 for sample in samples])
    tokenize, text = store.seconds("captions", map(caption_key, distinct_captions(samples)))
    return {"decode": decode, "image": image, "captions": tokenize + text}
