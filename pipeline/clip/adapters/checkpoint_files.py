"""Trained adapters on disk: the released checkpoint of one draw, and all draws of a row for the evaluation."""

from __future__ import annotations

import io
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save
from torch import Tensor

from pipeline.clip.adapters.adapter import GATES, Adapter, Gate, TrainedAdapter
from pipeline.clip.adapters.known_adapters import ADAPTERS
from pipeline.clip.adapters.residual_dual import ResidualDual
from pipeline.clip.tensor_files import check_tensors, read_saved
from pipeline.errors import PipelineError
from pipeline.results.files import write_bytes
from pipeline.results.names import Row

CPU = torch.device("cpu")
RETRAIN = "run `python -m pipeline train` to make it anew"


def save_checkpoint(path: Path, trained: TrainedAdapter) -> None:
    """Write {epoch, best_acc, img_gate, txt_gate}; equal weights, equal bytes.

    The documented adapter's file holds nothing else. Others name themselves, and a blended one its share gamma.
    """
    plain: dict[str, Any] = {"epoch": trained.epoch, "best_acc": trained.best_accuracy}
    if trained.adapter is not ResidualDual:
        plain["adapter"] = trained.adapter.name
    for name in GATES:
        gate = trained.gates[name]
        # Copies in a fixed order: torch.save writes a view with all of the storage behind it, and equal weights must be
        # equal bytes.
        plain[name] = {key: gate[key].detach().cpu().contiguous().clone() for key in sorted(gate)}
    if trained.adapter.blended:
        plain["gamma"] = trained.gamma
    buffer = io.BytesIO()
    torch.save(plain, buffer)
    write_bytes(path, buffer.getvalue())


def load_row(
    row: Row, root: Path, width: int, device: torch.device
) -> tuple[TrainedAdapter | None, list[TrainedAdapter]]:
    """The released adapter of a row, None for plain zero-shot; and those of all its support draws.

    Args:
        root: the settings file's folder.
        width: numbers in a feature of the row's backbone.
        device: where their weights are wanted.

    Raises:
        PipelineError: the row has not been trained, or its files do not fit.
    """
    # The released one from models/, where a published checkpoint may stand in place of the first draw.
    released = load_released(row, root, width, device)
    return released, load_draws(row.draws, released.adapter, device) if released and row.draws else []


def load_released(row: Row, root: Path, width: int, device: torch.device) -> TrainedAdapter | None:
    """The released adapter of a row alone; see ``load_row``."""
    return None if row.checkpoint is None else load_checkpoint(root / row.checkpoint, width, row.adapter, device)


def load_checkpoint(path: Path, width: int, wanted: str | None = None, device: torch.device = CPU) -> TrainedAdapter:
    """The adapter in a checkpoint, for features of that width.

    Args:
        wanted: name of the adapter that it has to be; any when None.

    Raises:
        PipelineError: the file is missing, no such checkpoint, of another kind, holds values that are no numbers,
            or was made for features of another width.
    """
    try:
        plain = read_saved(path)
    except FileNotFoundError:
        raise PipelineError(f"{path}: no such checkpoint: run `python -m pipeline train`") from None
    except Exception:
        # Foreign bytes fail in many ways, and PyTorch's own message recommends to load them unsafely.
        raise PipelineError(f"{path}: not a checkpoint of weights alone, or damaged: {RETRAIN}") from None
    if not isinstance(plain, Mapping):
        raise PipelineError(f"{path}: not a checkpoint: it holds a {type(plain).__name__}, not a dict: {RETRAIN}")
    if missing := [key for key in ("epoch", "best_acc", *GATES) if key not in plain]:
        raise PipelineError(f"{path}: not a checkpoint: it lacks {', '.join(missing)}: {RETRAIN}")
    # Before anything is computed with them: a NaN would pick some caption all the same, and be believed.
    for name in GATES:
        try:
            check_tensors(plain[name], finite=True)
        except ValueError as error:
            raise PipelineError(f"{path}: {name} is not a state dict of weights ({error}): {RETRAIN}") from None
    gates = {name: {str(key): value.to(device, torch.float32) for key, value in plain[name].items()} for name in GATES}
    # Published checkpoints name no adapter: their keys have to tell.
    adapter = _adapter(path, plain.get("adapter"), gates)
    if wanted not in (None, adapter.name):
        raise PipelineError(f"{path}: holds a {adapter.name} adapter where {wanted} is wanted: {RETRAIN}")
    for name, gate in gates.items():
        if gate:
            _check_width(path, name, adapter.width(name, gate), width)
    accuracy = plain["best_acc"]
    return TrainedAdapter(
        adapter,
        gates,
        epoch=int(_number(path, plain, "epoch")),
        best_accuracy=None if accuracy is None else _number(path, plain, "best_acc"),
        gamma=_number(path, plain, "gamma") if "gamma" in plain else 1.0,
    )


def _number(path: Path, plain: Mapping[str, Any], key: str) -> float:
    """A finite number, or a tensor of one: scripts of all kinds write these files."""
    value = plain[key]
    if isinstance(value, Tensor) and value.numel() == 1:
        value = value.item()
    if not isinstance(value, int | float) or not math.isfinite(value):
        raise PipelineError(f"{path}: {key} is no number: {RETRAIN}")
    return float(value)


def _adapter(path: Path, name: object, gates: dict[str, Gate]) -> type[Adapter]:
    """The adapter that the file names; without a name, the first whose weights have the same keys."""
    if name is not None and not (isinstance(name, str) and name in ADAPTERS):
        raise PipelineError(f"{path}: holds an adapter called {name!r:.60}, which is not known here: {RETRAIN}")
    known = {name: ADAPTERS[name]} if isinstance(name, str) else ADAPTERS
    for adapter in known.values():
        if all(gates[gate].keys() == adapter.keys[gate] for gate in GATES):
            return adapter
    expected = " or ".join(f"{', '.join(sorted(one.keys['txt_gate']))} ({name})" for name, one in known.items())
    found = "; ".join(f"{name} has {', '.join(sorted(gate)) or 'none'}" for name, gate in gates.items())
    raise PipelineError(f"{path}: expected the weights {expected}, but {found}: {RETRAIN}")


def _check_width(path: Path, name: str, found: int | None, width: int) -> None:
    if found is None:
        raise PipelineError(f"{path}: the shapes in {name} do not fit together: {RETRAIN}")
    if found != width:
        raise PipelineError(
            f"{path}: {name} was trained on features of width {found}, but this backbone's have width {width}: "
            "use the backbone it was trained for"
        )


def save_draws(path: Path, draws: list[TrainedAdapter]) -> None:
    """Write all draws of a row into one file."""
    tensors = {
        f"{name}.{key}": torch.stack([one.gates[name][key].detach().cpu() for one in draws]).contiguous()
        for name in GATES
        for key in sorted(draws[0].gates[name])
    }
    # A tensor holds no None; nan is no accuracy of anything.
    accuracies = [math.nan if one.best_accuracy is None else one.best_accuracy for one in draws]
    tensors["epoch"] = torch.tensor([one.epoch for one in draws])
    tensors["best_accuracy"] = torch.tensor(accuracies, dtype=torch.float64)
    tensors["gamma"] = torch.tensor([one.gamma for one in draws], dtype=torch.float64)
    write_bytes(path, save(tensors))


def load_draws(path: Path, adapter: type[Adapter], device: torch.device = CPU) -> list[TrainedAdapter]:
    """All draws of a row, in their order.

    Raises:
        PipelineError: the row has not been trained.
    """
    # Asked beforehand: safetensors' own words for it name no file.
    if not path.is_file():
        raise PipelineError(f"{path}: not there: run `python -m pipeline train`")
    # Not checked as checkpoints are: this file is nobody else's, and the record of stages has its digest.
    tensors = load_file(path)
    return [
        TrainedAdapter(
            adapter,
            {name: {key: tensors[f"{name}.{key}"][draw].to(device) for key in adapter.keys[name]} for name in GATES},
            epoch=int(tensors["epoch"][draw]),
            best_accuracy=None if accuracy.isnan() else float(accuracy),
            gamma=float(tensors["gamma"][draw]),
        )
        for draw, accuracy in enumerate(tensors["best_accuracy"])
    ]
