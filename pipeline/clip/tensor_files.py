"""Files of tensors from strangers: claims are checked before memory is spent on them, and nothing in them runs."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

ORDINARY = {
    torch.float64, torch.float32, torch.float16, torch.bfloat16,
    torch.int64, torch.int32, torch.int16, torch.int8, torch.uint8, torch.bool,
}  # fmt: skip
"""Kinds of numbers that PyTorch computes with everywhere; of others it cannot even say whether they are finite."""


def read_saved(path: Path) -> Any:
    """What ``torch.save`` wrote into a file: tensors, plain values, and containers of them.

    Raises:
        OSError: the file cannot be read.
        ValueError: it is no such file, or claims to hold more than it does.
        Exception: PyTorch fails on foreign bytes in many ways.
    """
    check_archive(path)
    # To the CPU whatever the file says: a checkpoint saved on cuda:3 would not load elsewhere.
    return torch.load(path, map_location="cpu", weights_only=True)


def check_archive(path: Path) -> None:
    """See that an archive of ``torch.save`` cannot unfold into more than its own size.

    Raises:
        ValueError: it is no such archive; or entries are compressed, which PyTorch's never are, or overlap.
    """
    if not path.stat().st_size:
        raise ValueError("it is empty")
    if not zipfile.is_zipfile(path):
        raise ValueError("it is no archive of torch.save, as PyTorch writes them since 1.6")
    with zipfile.ZipFile(path) as archive:
        # TorchScript compresses the code beside its weights; that is never unpacked here.
        entries = [entry for entry in archive.infolist() if "/code/" not in entry.filename]
    if any(entry.compress_type != zipfile.ZIP_STORED for entry in entries):
        raise ValueError("it is compressed, which torch.save never does")
    # Overlapping entries are how a small archive unfolds into a large one without compression.
    if sum(entry.file_size for entry in entries) > path.stat().st_size:
        raise ValueError("it claims to hold more than its own size")


def check_tensors(tensors: object, *, finite: bool) -> None:
    """See that something is a state dict of ordinary numbers.

    Args:
        finite: whether NaN and infinity are refused as well.

    Raises:
        ValueError: it holds something else; the message names it.
    """
    if not isinstance(tensors, Mapping):
        raise ValueError(f"expected tensors by name, and it is a {type(tensors).__name__}")
    for name, value in tensors.items():
        if not isinstance(name, str):
            raise ValueError(f"expected tensors by name, and one is called {name!r:.40}")
        if not isinstance(value, Tensor):
            raise ValueError(f"expected a state dict, tensors by name, and {name} is a {type(value).__name__}")
        if value.layout is not torch.strided or value.is_quantized or value.device.type != "cpu":
            kind = "quantised" if value.is_quantized else "on no device" if value.is_meta else "sparse"
            raise ValueError(f"{name} is {kind}: save it as an ordinary tensor")
        # A tensor whose steps are 0 repeats one number for as many as it likes: 10¹¹ of them fit a file of a kilobyte.
        if value.numel() * value.element_size() > value.untyped_storage().nbytes():
            raise ValueError(f"{name} claims {value.numel():,} numbers and stores fewer")
        if not value.is_complex() and value.dtype not in ORDINARY:
            raise ValueError(f"{name} is {str(value.dtype).removeprefix('torch.')}: save it as float32")
        if value.is_complex() or (finite and not torch.isfinite(value).all()):
            raise ValueError(f"{name} holds values that are no real numbers")
