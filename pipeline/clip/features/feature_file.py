"""One file of the feature store: keys and features side by side in columns, and what they took to compute.

Only the header is read when a file is opened; both columns are mapped into memory, and cost what of them is looked at.

Shapes: ``n`` rows, ``d`` feature width.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import torch
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open
from safetensors.torch import save
from torch import Tensor

from pipeline.errors import PipelineError
from pipeline.results.conditions import Conditions

# NumPy hides zeros at the end of such a string. Compared with each other all 32 bytes count all the same; one that is
# taken out by itself may have fewer, so bytes are only ever had by a view.
Digests32 = NDArray[np.bytes_]
"""[n] SHA-256 digests, 32 bytes each."""


class ComputedRows(msgspec.Struct):
    """Rows of a file that were computed one after another under the same conditions."""

    rows: int
    waited: float
    """Seconds for their input."""
    computed: float
    """Seconds in the model."""
    conditions: Conditions


class FeatureFile:
    """A file with ``n`` rows. It never changes, and is named by the digest of its content.

    Raises:
        Damaged: it is not such a file.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            with safe_open(path, framework="pt") as file:
                self.parts = msgspec.json.decode(file.metadata()["parts"], type=list[ComputedRows])
                self.rows = int(file.get_slice("keys").get_shape()[0])
        except (SafetensorError, KeyError, TypeError, ValueError):
            raise Damaged(path) from None

    @property
    def keys(self) -> Digests32:
        """[n]."""
        return self._column("keys").numpy().view("S32")[:, 0]

    @property
    def features(self) -> Tensor:
        """[n, d] float32, mapped."""
        return self._column("features")

    def _column(self, name: str) -> Tensor:
        try:
            with safe_open(self.path, framework="pt") as file:
                column: Tensor = file.get_tensor(name)
        except FileNotFoundError:  # merged with others by another run
            raise PipelineError(f"{self.path}: gone while it was in use: run the same command again") from None
        return column

    @property
    def is_whole(self) -> bool:
        """Whether its content is what was written."""
        with self.path.open("rb") as file:
            return self.path.stem.partition("-")[2] == hashlib.file_digest(file, "sha256").hexdigest()[:32]

    def part_of(self, rows: NDArray[Any]) -> NDArray[Any]:
        """Which of ``parts`` each of these rows [k] belongs to, [k]."""
        ends = np.cumsum([part.rows for part in self.parts])
        return np.searchsorted(ends, rows, side="right")


class Damaged(Exception):
    """A file that is not what was written."""


def digests(keys: Sequence[str]) -> Digests32:
    """Keys in hex as bytes, [n]."""
    return np.frombuffer(bytes.fromhex("".join(keys)), dtype="S32") if len(keys) else np.empty(0, dtype="S32")


def short_codes(keys: Digests32) -> NDArray[np.uint64]:
    """[n] 64 bits of each key, to sort and search by: numbers compare many times as fast as strings."""
    # Of a million keys two share a code once in 37 million stores (n² / 2⁶⁵): whoever searches by codes compares whole
    # keys after that.
    return np.bitwise_xor.reduce(np.ascontiguousarray(keys).view(np.uint64).reshape(-1, 4), axis=1)


def encode_file(keys: Digests32, features: Tensor, parts: Sequence[ComputedRows]) -> tuple[str, bytes]:
    """What goes into the name of a file with keys [n] and features [n, d], and its content."""
    columns = {
        # safetensors has no strings; a copy, since what is read from elsewhere may not be written to.
        "keys": torch.from_numpy(keys.view(np.uint8).reshape(len(keys), 32).copy()),
        "features": features.contiguous(),
    }
    content = save(columns, metadata={"parts": msgspec.json.encode(list(parts)).decode()})
    # Half of the digest: 128 bits never meet by chance, and a path of Windows ends at 260 letters.
    return hashlib.sha256(content).hexdigest()[:32], content
