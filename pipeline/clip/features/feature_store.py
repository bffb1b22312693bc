"""Raw features on disk, keyed by everything that changes them: computed once, found again by content.

A store is a folder per backbone, named by a digest of its weights, architecture, preprocessing and precision.
In it, every file holds the rows of some finished batches: their keys (digests of image bytes or caption text),
their features, the seconds they took and what the machine was. Files are written whole and never changed, so a killed
run loses at most the batches since the last file, and several processes may write into one store. A file is named by
the digest of its content: one that disk or network has damaged is found out, and its rows are computed again.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import msgspec
import open_clip
import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import load, save
from torch import Tensor

from pipeline.clip.backbones.architectures import architecture_config
from pipeline.clip.backbones.precision import pick_precision
from pipeline.clip.backbones.weights import find_weights
from pipeline.clip.features.encoding import Encoded
from pipeline.clip.features.features import Features
from pipeline.data.digests import Digests
from pipeline.data.prepared import Prepared
from pipeline.data.samples import Sample
from pipeline.errors import PipelineError
from pipeline.results.conditions import Conditions, together
from pipeline.results.files import write_bytes, write_text
from pipeline.results.schemas.run import BackboneFacts
from pipeline.settings import Backbone, Settings

Kind = Literal["images", "captions"]

# Part of every key: raise it when encoding itself, or the form of the files, changes.
ENCODING_VERSION = 3
SECONDS_BETWEEN_FILES = 10.0


def caption_key(caption: str) -> str:
    """The key of a caption: a digest of its text."""
    return hashlib.sha256(caption.encode("utf-8")).hexdigest()


@dataclass
class FeatureStore:
    """The features of one backbone."""

    folder: Path
    _rows: dict[tuple[Kind, str], tuple[Path, int]] = field(default_factory=dict)
    _facts: dict[Path, _FileFacts] = field(default_factory=dict)

    @classmethod
    def open(cls, settings: Settings, backbone: Backbone, *, verify: bool = False) -> FeatureStore:
        """The store of a backbone under these settings, whatever is in it so far.

        Args:
            verify: read every file in full, and remove those that are not what was written.
        """
        store = cls(settings.cache / "features" / f"{backbone.id}-{store_key(settings, backbone)}")
        for path in sorted(store.folder.glob("*.safetensors")):
            if verify and not _is_whole(path, path.read_bytes()):
                path.unlink()
            else:
                store._index(path)
        return store

    def _index(self, path: Path) -> None:
        kind: Kind = "images" if path.name.startswith("images") else "captions"
        try:
            with safe_open(path, framework="pt") as file:
                facts = msgspec.json.decode(file.metadata()["facts"], type=_FileFacts)
        except (SafetensorError, KeyError, TypeError, ValueError):
            path.unlink()  # damaged on disk: its rows count as missing and are computed again
            return
        self._facts[path] = facts
        for row, key in enumerate(facts.keys):
            self._rows[kind, key] = (path, row)

    def missing(self, kind: Kind, keys: Iterable[str]) -> list[str]:
        """The keys that have no features yet, each once, in their order."""
        return [key for key in dict.fromkeys(keys) if (kind, key) not in self._rows]

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
        last = time.monotonic()
        try:
            for batch in batches:
                pending.append(batch)
                advance(len(batch.rows))
                if time.monotonic() - last > SECONDS_BETWEEN_FILES:
                    self._write(kind, keys, pending, conditions)
                    pending, last = [], time.monotonic()
        finally:
            self._write(kind, keys, pending, conditions)

    def _write(self, kind: Kind, keys: Sequence[str], batches: list[Encoded], conditions: Conditions) -> None:
        if not batches:
            return
        facts = _FileFacts(
            keys=[keys[row] for batch in batches for row in batch.rows],
            waited=sum(batch.waited for batch in batches),
            computed=sum(batch.computed for batch in batches),
            conditions=conditions,
        )
        content = save(
            {"features": torch.cat([batch.features for batch in batches]).contiguous()},
            metadata={"facts": msgspec.json.encode(facts).decode()},
        )
        path = self.folder / f"{kind}-{_checksum(content)}.safetensors"
        write_bytes(path, content)
        self._index(path)

    def load(self, kind: Kind, keys: Sequence[str]) -> Tensor:
        """Features [len(keys), d] float32, in the order of ``keys``.

        Raises:
            PipelineError: some are not there.
        """
        if missing := self.missing(kind, keys):
            raise PipelineError(
                f"{self.folder}: no features for {len(missing)} {kind}: run `python -m pipeline extract`"
            )
        places = [self._rows[kind, key] for key in keys]
        tables = {path: _read(path) for path in {path for path, _ in places}}
        return torch.stack([tables[path][row] for path, row in places])

    def seconds(self, kind: Kind, keys: Iterable[str]) -> tuple[float, float]:
        """Seconds (waiting for input, in the model) that the features of ``keys`` took when computed."""
        share: dict[Path, int] = {}
        for key in dict.fromkeys(keys):
            path, _ = self._rows[kind, key]
            share[path] = share.get(path, 0) + 1
        parts = [(self._facts[path], used / len(self._facts[path].keys)) for path, used in share.items()]
        return sum(one.waited * part for one, part in parts), sum(one.computed * part for one, part in parts)

    def files(self, kind: Kind, keys: Iterable[str]) -> list[Path]:
        """The files that hold the features of ``keys``."""
        return sorted({self._rows[kind, key][0] for key in keys})

    def conditions(self, files: Iterable[Path]) -> list[Conditions]:
        """Under which the features in ``files`` were computed, the conditions of most of them first."""
        rows: Counter[bytes] = Counter()
        for path in files:
            rows[msgspec.json.encode(self._facts[path].conditions)] += len(self._facts[path].keys)
        return [msgspec.json.decode(plain, type=Conditions) for plain, _ in rows.most_common()]

    # ------------------------------------------------------------ the backbone behind the features

    def write_facts(self, facts: BackboneFacts) -> None:
        write_text(self.folder / "backbone.json", facts.model_dump_json(indent=2))

    def read_facts(self) -> BackboneFacts | None:
        """What was found when the backbone was loaded; None where that is not known, or damaged."""
        try:
            return BackboneFacts.model_validate_json((self.folder / "backbone.json").read_bytes())
        except (OSError, ValueError):
            return None


class _FileFacts(msgspec.Struct):
    """What a file of features says of itself."""

    keys: list[str]
    waited: float
    computed: float
    conditions: Conditions


def _read(path: Path) -> Tensor:
    content = path.read_bytes()
    if not _is_whole(path, content):
        path.unlink()
        raise PipelineError(f"{path}: damaged on disk, and removed: run the same command again to compute it anew")
    return load(content)["features"]


def _checksum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:32]


def _is_whole(path: Path, content: bytes) -> bool:
    return path.stem.partition("-")[2] == _checksum(content)


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
        choices=torch.tensor([[rows[caption] for caption in sample.choices] for sample in prepared.samples]),
        correct=torch.tensor([sample.correct for sample in prepared.samples]),
        logit_scale=facts.logit_scale,
    )


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
