"""Raw features on disk, keyed by everything that changes them: computed once, found again by content.

A store is a folder per backbone, named by a digest of its weights, architecture, preprocessing and precision.
In it, every file holds the rows of some finished batches: their keys (digests of image bytes or caption text),
their features, and the seconds they took. Files are written whole and never changed, so a killed run loses at
most the batches since the last file, and several processes may write into one store.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import open_clip
import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save
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
from pipeline.results.files import write_bytes, write_text
from pipeline.results.schemas.run import BackboneFacts
from pipeline.settings import Backbone, Settings

Kind = Literal["images", "captions"]

# Part of every key: raise it when encoding itself changes.
ENCODING_VERSION = 2
SECONDS_BETWEEN_FILES = 10.0


def caption_key(caption: str) -> str:
    """The key of a caption: a digest of its text."""
    return hashlib.sha256(caption.encode("utf-8")).hexdigest()


@dataclass
class FeatureStore:
    """The features of one backbone."""

    folder: Path
    _rows: dict[tuple[Kind, str], tuple[Path, int]] = field(default_factory=dict)
    _seconds: dict[Path, tuple[float, float]] = field(default_factory=dict)

    @classmethod
    def open(cls, settings: Settings, backbone: Backbone) -> FeatureStore:
        """The store of a backbone under these settings, whatever is in it so far."""
        store = cls(settings.cache / "features" / f"{backbone.id}-{store_key(settings, backbone)}")
        for path in sorted(store.folder.glob("*.safetensors")):
            store._index(path)
        return store

    def _index(self, path: Path) -> None:
        kind: Kind = "images" if path.name.startswith("images") else "captions"
        try:
            with safe_open(path, framework="pt") as file:
                facts = json.loads(file.metadata()["facts"])
        except (SafetensorError, KeyError, TypeError, ValueError):
            path.unlink()  # damaged on disk: its rows count as missing and are computed again
            return
        self._seconds[path] = (facts["waited"], facts["computed"])
        for row, key in enumerate(facts["keys"]):
            self._rows[kind, key] = (path, row)

    def missing(self, kind: Kind, keys: Iterable[str]) -> list[str]:
        """The keys that have no features yet, each once, in their order."""
        return [key for key in dict.fromkeys(keys) if (kind, key) not in self._rows]

    def fill(self, kind: Kind, keys: Sequence[str], batches: Iterable[Encoded], advance: Callable[[int], None]) -> None:
        """Store the features of ``keys`` as their batches come; an interruption keeps those that came."""
        pending: list[Encoded] = []
        last = time.monotonic()
        try:
            for batch in batches:
                pending.append(batch)
                advance(len(batch.rows))
                if time.monotonic() - last > SECONDS_BETWEEN_FILES:
                    self._write(kind, keys, pending)
                    pending, last = [], time.monotonic()
        finally:
            self._write(kind, keys, pending)

    def _write(self, kind: Kind, keys: Sequence[str], batches: list[Encoded]) -> None:
        if not batches:
            return
        names = [keys[row] for batch in batches for row in batch.rows]
        facts = {
            "keys": names,
            "waited": sum(batch.waited for batch in batches),
            "computed": sum(batch.computed for batch in batches),
        }
        content = save(
            {"features": torch.cat([batch.features for batch in batches]).contiguous()},
            metadata={"facts": json.dumps(facts)},
        )
        digest = hashlib.sha256("".join(names).encode()).hexdigest()[:16]
        path = self.folder / f"{kind}-{digest}.safetensors"
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
        sizes: dict[Path, int] = {}
        for path, _ in self._rows.values():
            sizes[path] = sizes.get(path, 0) + 1
        waited = sum(self._seconds[path][0] * used / sizes[path] for path, used in share.items())
        computed = sum(self._seconds[path][1] * used / sizes[path] for path, used in share.items())
        return waited, computed

    # ------------------------------------------------------------ the backbone and device behind the features

    def write_facts(self, facts: BackboneFacts, device: str) -> None:
        write_text(self.folder / "backbone.json", json.dumps({"device": device, **facts.model_dump()}, indent=2))

    def read_facts(self) -> tuple[BackboneFacts, str]:
        """What was found when the backbone was loaded, and the device that it ran on."""
        plain = json.loads((self.folder / "backbone.json").read_text(encoding="utf-8"))
        device = str(plain.pop("device"))
        return BackboneFacts.model_validate(plain), device

    def has_facts(self) -> bool:
        return (self.folder / "backbone.json").is_file()


def _read(path: Path) -> Tensor:
    with safe_open(path, framework="pt") as file:
        return file.get_tensor("features")


def store_key(settings: Settings, backbone: Backbone) -> str:
    """Digest of everything, beside image bytes and caption text, that changes a feature.

    Preprocessing comes from the architecture's description and from the tag's, so both are part of it.
    """
    config: dict[str, Any] = {
        "version": ENCODING_VERSION,
        "architecture": architecture_config(settings, backbone),
        "tag": open_clip.get_pretrained_cfg(backbone.architecture_name, backbone.pretrained),
        "weights": Digests.of(settings).digest(find_weights(settings, backbone)),
        "precision": pick_precision(settings).name,
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
    captions = distinct_captions(prepared.samples)
    rows = {caption: row for row, caption in enumerate(captions)}
    images = store.load("images", [sample.sha256 for sample in prepared.samples])
    facts, _ = store.read_facts()
    return Features(
        images=images,
        captions=store.load("captions", [caption_key(caption) for caption in captions]),
        choices=torch.tensor([[rows[caption] for caption in sample.choices] for sample in prepared.samples]),
        correct=torch.tensor([sample.correct for sample in prepared.samples]),
        logit_scale=facts.logit_scale,
    )


def extraction_times(
    settings: Settings, backbone: Backbone, prepared: Prepared, rows: Iterator[int] | Sequence[int]
) -> dict[str, float]:
    """Measured seconds for the samples ``rows``: ``decode`` (waiting for pictures), ``image``, ``captions``."""
    store = FeatureStore.open(settings, backbone)
    samples = [prepared.samples[int(row)] for row in rows]
    decode, image = store.seconds("images", [sample.sha256 for sample in samples])
    tokenize, text = store.seconds("captions", map(caption_key, distinct_captions(samples)))
    return {"decode": decode, "image": image, "captions": tokenize + text}
