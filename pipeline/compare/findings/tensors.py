"""Parameters of a checkpoint as arrays, read without torch and without running anything that a file names.

A .pth file is a zip of raw storages and a pickle that says how tensors lie in them. The unpickler here knows the
few names that such a pickle needs and refuses all others, so a hostile file can do nothing.
"""

from __future__ import annotations

import collections
import io
import math
import pickle
import zipfile
from collections.abc import Iterator
from itertools import count
from typing import Any

import numpy as np
from numpy.typing import NDArray

Arrays = dict[str, NDArray[Any]]

STORAGES = {
    "DoubleStorage": "<f8", "FloatStorage": "<f4", "HalfStorage": "<f2", "BFloat16Storage": "bfloat16",
    "LongStorage": "<i8", "IntStorage": "<i4", "ShortStorage": "<i2", "CharStorage": "i1", "ByteStorage": "u1",
    "BoolStorage": "?",
}  # fmt: skip


# A checkpoint has a few hundred tensors; a pickle of a kilobyte can nest dictionaries to 2^40 of them.
MOST_ENTRIES = 100_000


class Unreadable(Exception):
    """Why a checkpoint's parameters cannot be read."""


def read_tensors(name: str, content: bytes) -> Arrays:
    """Tensors of a .pth or .safetensors file by their dotted names.

    Raises:
        Unreadable: the file is of another form, or broken.
    """
    try:
        if name.endswith(".safetensors"):
            return _safetensors(content)
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _bounded(_flatten(_Checkpoint(archive).load(), count()), len(content))
    except Unreadable:
        raise
    except zipfile.BadZipFile:
        raise Unreadable("no zip archive, as torch.save writes since 1.6") from None
    except Exception as error:
        # A broken or hostile file can fail anywhere in here; the comparison goes on without its numbers.
        raise Unreadable(f"{type(error).__name__}: {error}") from None


def _safetensors(content: bytes) -> Arrays:
    from safetensors.numpy import load

    return dict(load(content))


class _Checkpoint(pickle.Unpickler):
    """The pickle in a checkpoint's archive, with NumPy arrays for tensors."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        pickles = [name for name in archive.namelist() if name.rpartition("/")[2] == "data.pkl"]
        if len(pickles) != 1:
            raise Unreadable("holds no data.pkl")
        self._archive = archive
        self._folder = pickles[0].removesuffix("data.pkl")
        super().__init__(io.BytesIO(self._read("data.pkl")))

    def find_class(self, module: str, name: str) -> Any:
        # A list of what is let in: a list of what is kept out always lacks something.
        if (module, name) == ("collections", "OrderedDict"):
            return collections.OrderedDict
        if (module, name) == ("torch._utils", "_rebuild_tensor_v2"):
            return _tensor
        if (module, name) == ("torch._utils", "_rebuild_parameter"):
            return _parameter
        if module == "torch" and name in STORAGES:
            return STORAGES[name]
        raise Unreadable(f"names {module}.{name}, which no plain checkpoint needs")

    def persistent_load(self, pid: Any) -> NDArray[Any]:
        _, kind, key, _, _ = pid
        raw = self._read(f"data/{key}")
        if kind == "bfloat16":
            # bfloat16 is the upper half of a float32, and NumPy has no such type.
            return (np.frombuffer(raw, "<u2").astype("<u4") << 16).view("<f4")
        return np.frombuffer(raw, kind)

    def _read(self, name: str) -> bytes:
        entry = self._archive.getinfo(self._folder + name)
        # Before it is read: a compressed entry of a kilobyte may unfold into gigabytes.
        if entry.compress_type != zipfile.ZIP_STORED:
            raise Unreadable("is compressed, which torch.save never does")
        return self._archive.read(entry)


def _tensor(storage: NDArray[Any], offset: int, size: Any, stride: Any, *_: Any) -> NDArray[Any]:
    """The view of a storage that a tensor is; bounds are checked, since the numbers come from the file."""
    last = offset + sum((length - 1) * step for length, step in zip(size, stride, strict=True))
    if min((offset, *size, *stride)) < 0 or (0 not in size and last >= len(storage)):
        raise Unreadable("a tensor reaches beyond its storage")
    # A step of 0 makes a terabyte of one number, and the next sum would ask for it.
    if math.prod(size) > len(storage):
        raise Unreadable("a tensor repeats its storage, and may be of any size")
    if 0 in size:
        return np.empty(size, storage.dtype)
    strides = [step * storage.itemsize for step in stride]
    return np.lib.stride_tricks.as_strided(storage[offset:], size, strides, writeable=False)


def _parameter(tensor: NDArray[Any], *_: Any) -> NDArray[Any]:
    return tensor


def _bounded(found: Iterator[tuple[str, NDArray[Any]]], size: int) -> Arrays:
    """The arrays, as long as they hold no more values than the file of ``size`` bytes could mean."""
    arrays: Arrays = {}
    values = 0
    for name, array in found:
        values += array.size
        # Bytes hold at most as many values; four times leaves room for tied weights.
        if values > 4 * size:
            raise Unreadable("its tensors share their storage many times over")
        arrays[name] = array
    return arrays


def _flatten(value: Any, visited: Iterator[int], name: str = "") -> Iterator[tuple[str, NDArray[Any]]]:
    """Arrays of a nested checkpoint by dotted name."""
    if next(visited) > MOST_ENTRIES:
        raise Unreadable(f"holds more than {MOST_ENTRIES:,} entries")
    if isinstance(value, np.ndarray):
        yield name, value
    elif isinstance(value, dict):
        for key, item in value.items():
            # One counter for the whole walk: shared references make of a small file an endless one.
            yield from _flatten(item, visited, f"{name}.{key}" if name else str(key))
