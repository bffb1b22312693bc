"""Checkpoints that changed: size, hash, and how far the parameters moved."""

from __future__ import annotations

import hashlib
import math
import re
from dataclasses import dataclass, field

import numpy as np

from pipeline.compare.file_changes import CheckpointChange
from pipeline.compare.findings.curve_changes import presence
from pipeline.compare.findings.tensors import Arrays, Unreadable, read_tensors
from pipeline.compare.inputs.revisions import LARGE_FILE_POINTER, same
from pipeline.compare.inputs.sides import Pair, Side
from pipeline.results.schemas.run import Fingerprint

ENDINGS = (".pth", ".pt", ".safetensors")
FACTORS = tuple(f"{gate}_gate.{part}" for gate in ("img", "txt") for part in ("weight", "bias"))
"""Of hub_bilinear, which multiplies what its two gates make of an image and of a caption."""
MOST_FACTORS = 4096
POINTER = re.compile(rb"^oid sha256:([0-9a-f]{64})$.*?^size ([0-9]{1,15})$", re.MULTILINE | re.DOTALL)


@dataclass
class ParameterDistance:
    """How far two sets of parameters are apart."""

    distance: float | None = None
    relative: float | None = None
    tensors: list[str] = field(default_factory=list)
    reason: str = ""


def checkpoint_changes(pair: Pair) -> list[CheckpointChange]:
    """Checkpoints that are not the same on both sides: files under models/ and those that run.json names."""
    found: list[CheckpointChange] = []
    for name in sorted({*_names(pair.base), *_names(pair.head)}):
        path = f"models/{name}"
        # Git knows the digests of both: nothing is read where nothing changed.
        if len(pair.either(path)) == 2 and same(pair.base.source, pair.head.source, path):
            continue
        base, head = _fingerprint(pair.base, name), _fingerprint(pair.head, name)
        if base and head and base.sha256 == head.sha256:
            continue
        found.append(_change(pair, name, base, head))
    return found


def false_claims(side: Side) -> list[str]:
    """Checkpoints that are not the files which run.json says were made."""
    return [
        f"{side.source.name}: models/{name} is not the file that run.json describes"
        for name, claimed in _claims(side).items()
        if f"models/{name}" in side.source.files
        and (found := _fingerprint(side, name))
        and found.sha256 != claimed.sha256
    ]


def parameter_distance(base: Arrays, head: Arrays) -> ParameterDistance:
    """Euclidean distance over the parameters that both have in the same shape; the others are named.

    Factors count as their product: of the same one there are as many as there are bases, and another machine may well
    find another of them.
    """
    named = [f"{name}: vanished" for name in base.keys() - head.keys()]
    named += [f"{name}: new" for name in head.keys() - base.keys()]
    multiplied = _multiplied(base) and _multiplied(head)
    # Factors of other spaces have no common product, and are named below.
    multiplied = multiplied and all(base[name].shape[1:] == head[name].shape[1:] for name in FACTORS)
    moved, norm = _products_apart(base, head) if multiplied else (0.0, 0.0)
    for name in (base.keys() & head.keys()).difference(FACTORS if multiplied else ()):
        before, after = base[name], head[name]
        if before.shape != after.shape:
            named.append(f"{name}: {_shape(before)} became {_shape(after)}")
            continue
        if not (np.isfinite(before).all() and np.isfinite(after).all()):
            named.append(f"{name}: holds values that are no numbers")
            continue
        # Half precision ends at 65,504, and sums of squares go beyond.
        old, new = before.astype(np.float64), after.astype(np.float64)
        # Over all tensors together: the distance of two checkpoints as points, not of their largest layer.
        moved += float(((new - old) ** 2).sum())
        norm += float((old**2).sum())
    # Sorted, since sets of names come in an order of their own in every process.
    return ParameterDistance(math.sqrt(moved), math.sqrt(moved / norm) if norm else None, sorted(named))


def _multiplied(arrays: Arrays) -> bool:
    """Whether these are an image's and a caption's map into the same space, and no other adapter's gates."""
    if not {*FACTORS, "txt_gate.reference"} <= arrays.keys():
        return False
    (weight, bias), (other, shift) = ((arrays[name] for name in FACTORS[at : at + 2]) for at in (0, 2))
    rows = {each.shape[0] if each.ndim else 0 for each in (weight, bias, other, shift)}
    fits = weight.ndim == other.ndim == 2 and bias.ndim == shift.ndim == 1 and len(rows) == 1
    return fits and max(rows) <= MOST_FACTORS and all(np.isfinite(arrays[name]).all() for name in FACTORS)


def _products_apart(base: Arrays, head: Arrays) -> tuple[float, float]:
    """Squared distance of the two products AᵀB, and the square of the first: from the rows' own dot products, since
    AᵀB of a hostile file may be of any size."""
    a, b, c, d = (
        np.column_stack([arrays[f"{gate}_gate.{part}"].astype(np.float64) for part in ("weight", "bias")])
        for arrays in (base, head)
        for gate in ("img", "txt")
    )
    square = float(((a @ a.T) * (b @ b.T)).sum())
    moved = square - 2 * float(((a @ c.T) * (b @ d.T)).sum()) + float(((c @ c.T) * (d @ d.T)).sum())
    # A difference of equal sums comes out a little below nothing.
    return max(0.0, moved), square


def _change(pair: Pair, name: str, base: Fingerprint | None, head: Fingerprint | None) -> CheckpointChange:
    apart = ParameterDistance()
    if base and head:
        apart = _distance(pair, name)
    return CheckpointChange(
        name=name,
        presence=presence(base, head),
        base_bytes=base.bytes if base else None,
        head_bytes=head.bytes if head else None,
        base_sha256=base.sha256 if base else None,
        head_sha256=head.sha256 if head else None,
        **vars(apart),
    )


def _distance(pair: Pair, name: str) -> ParameterDistance:
    path = f"models/{name}"
    if len(pair.either(path)) < 2:
        return ParameterDistance(reason="the file itself is not on both sides: hashes are those of run.json")
    try:
        contents = [side.source.read(path) for side in (pair.base, pair.head)]
    except OSError as error:
        return ParameterDistance(reason=f"cannot be read: {error}")
    if any(content.startswith(LARGE_FILE_POINTER) for content in contents):
        return ParameterDistance(reason="kept in Git LFS: its parameters are not in the repository")
    try:
        return parameter_distance(*(read_tensors(name, content) for content in contents))
    except Unreadable as error:
        return ParameterDistance(reason=f"parameters cannot be read: {error}")


def _names(side: Side) -> set[str]:
    files = {path.removeprefix("models/") for path in side.source.files if path.startswith("models/")}
    return {name for name in files if name.endswith(ENDINGS)} | _claims(side).keys()


def _claims(side: Side) -> dict[str, Fingerprint]:
    """What run.json says of checkpoints, by file name: their folder may have another name elsewhere."""
    # Without run.json nothing is claimed, and files speak for themselves.
    checkpoints = side.run.checkpoints if side.run else []
    return {item.name.rpartition("/")[2]: item for item in checkpoints}


def _fingerprint(side: Side, name: str) -> Fingerprint | None:
    """Of the file where it is there and can be read, else what run.json says of it."""
    path = f"models/{name}"
    if path not in side.source.files:
        return _claims(side).get(name)
    try:
        content = side.source.read(path)
    except OSError:
        return _claims(side).get(name)
    if content.startswith(LARGE_FILE_POINTER) and (told := POINTER.search(content)):
        return Fingerprint(name=name, sha256=told[1].decode(), bytes=int(told[2]))
    # A pointer that names no object stands for itself: it is what the repository has.
    return Fingerprint(name=name, sha256=hashlib.sha256(content).hexdigest(), bytes=len(content))


def _shape(array: np.ndarray) -> str:
    return " × ".join(map(str, array.shape)) or "a number"
