"""The weights in a TorchScript archive, read as data: ``torch.jit.load`` would run what the archive brings along.

OpenAI publishes CLIP as TorchScript: a zip with code, raw storages, and a pickle that says how modules and tensors lie
in them. A module's ``__setstate__`` in that code may do anything, writing files included. Here the pickle alone is
read, by an unpickler that knows the few names such a pickle needs; a module becomes the mapping of its attributes.
"""

from __future__ import annotations

import collections
import io
import pickle
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from pipeline.clip.tensor_files import check_archive

STORAGES = {
    "DoubleStorage": torch.float64, "FloatStorage": torch.float32, "HalfStorage": torch.float16,
    "BFloat16Storage": torch.bfloat16, "LongStorage": torch.int64, "IntStorage": torch.int32,
    "ShortStorage": torch.int16, "CharStorage": torch.int8, "ByteStorage": torch.uint8, "BoolStorage": torch.bool,
}  # fmt: skip

MODULES = 100_000
"""Far more than any model has; a few hundred bytes can name 2⁴⁰ by holding one twice, forty times over."""


def is_torchscript(path: Path) -> bool:
    """Whether a file is a TorchScript archive: it carries its code beside its weights."""
    if not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as archive:
        # A name decides, and not an attempt: torch.jit.load would run the code to find out.
        return any("/code/" in name for name in archive.namelist())


def read_torchscript(path: Path) -> dict[str, Tensor]:
    """Tensors of the archive's modules by their dotted names, as ``state_dict`` would name them.

    Raises:
        ValueError: the archive is of another form; the message says how.
    """
    check_archive(path)
    with zipfile.ZipFile(path) as archive:
        root = _Archive(archive).load()
    if not isinstance(root, _Module):
        raise ValueError("its data.pkl describes no module")
    return dict(_tensors(root))


class _Module:
    """A scripted module: nothing but its attributes."""

    def __init__(self) -> None:
        self.attributes: dict[str, Any] = {}

    def __setstate__(self, state: Any) -> None:
        # A module with a __setstate__ of its own pickles whatever that takes; its tensors have no names then.
        if not isinstance(state, dict):
            raise ValueError("a module brings its own way of being loaded, which may do anything")
        self.attributes = state


class _Archive(pickle.Unpickler):
    """The pickle of an archive."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        pickles = [name for name in archive.namelist() if name.count("/") == 1 and name.endswith("/data.pkl")]
        if len(pickles) != 1:
            raise ValueError("it holds no data.pkl")
        self._archive, self._folder = archive, pickles[0].removesuffix("data.pkl")
        self._storages: dict[str, Tensor] = {}
        super().__init__(io.BytesIO(archive.read(pickles[0])))

    def find_class(self, module: str, name: str) -> Any:
        if module == "__torch__" or module.startswith("__torch__."):
            return _Module
        known = {
            ("collections", "OrderedDict"): collections.OrderedDict,
            ("torch._utils", "_rebuild_tensor_v2"): _tensor,
            ("torch._utils", "_rebuild_parameter"): lambda data, *_: data,
            # Lists and dicts of a declared type: the type says nothing about weights.
            ("torch.jit._pickle", "restore_type_tag"): lambda value, _: value,
            **{("torch.jit._pickle", f"build_{kind}list"): list for kind in ("int", "bool", "double", "tensor")},
        }
        if (module, name) in known:
            return known[module, name]
        if module == "torch" and name in STORAGES:
            return STORAGES[name]
        raise ValueError(f"it names {module}.{name}, which no weights need")

    def persistent_load(self, pid: Any) -> Tensor:
        """A storage, as a tensor of one dimension."""
        _, dtype, key, _, _ = pid
        # Read once: tied weights name one storage several times.
        if key not in self._storages:
            content = bytearray(self._archive.read(f"{self._folder}data/{key}"))
            self._storages[key] = torch.frombuffer(content, dtype=dtype) if content else torch.empty(0, dtype=dtype)
        return self._storages[key]


def _tensor(storage: Tensor, offset: int, size: Any, stride: Any, *_: Any) -> Tensor:
    # as_strided sees to it that nothing lies beyond the storage, but lets a stride of 0 repeat numbers without end.
    found = torch.as_strided(storage, tuple(size), tuple(stride), offset)
    if found.numel() > storage.numel():
        raise ValueError(f"a tensor claims {found.numel():,} numbers of a storage of {storage.numel():,}")
    return found


def _tensors(root: _Module) -> Iterator[tuple[str, Tensor]]:
    """Every tensor below a module by its dotted name, parents first."""
    waiting = [("", root)]
    for _ in range(MODULES):
        if not waiting:
            return
        prefix, module = waiting.pop()
        below = []
        for name, value in module.attributes.items():
            if isinstance(value, Tensor):
                yield f"{prefix}{name}", value
            elif isinstance(value, _Module):
                below.append((f"{prefix}{name}.", value))
        # A stack and not recursion: modules may nest deeper than Python's stack.
        waiting += reversed(below)
    raise ValueError(f"it names more than {MODULES:,} modules")
