"""From a ``pretrained`` setting to a state dict: open_clip tags, plain files, OpenAI's TorchScript archives."""

from __future__ import annotations

import pickle
import warnings
import zipfile
from dataclasses import dataclass
from pathlib import Path

import open_clip
import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import Tensor

from pipeline.errors import PipelineError
from pipeline.settings import Backbone, Settings

# Facts about the model that OpenAI stores among its weights.
OPENAI_EXTRAS = ("input_resolution", "context_length", "vocab_size")


@dataclass(frozen=True)
class Weights:
    """A state dict and what is known of its origin."""

    state: dict[str, Tensor]
    path: Path
    quick_gelu: bool | None
    """Whether the weights were trained with QuickGELU; None where nothing tells."""


def find_weights(settings: Settings, backbone: Backbone) -> Path:
    """The file that ``pretrained`` names: a path, or an open_clip tag, downloaded when it is not there.

    Raises:
        PipelineError: no such file and no such tag, or the tag cannot be downloaded.
    """
    path = settings.path(backbone.pretrained)
    if path.is_file():
        return path
    tag = open_clip.get_pretrained_cfg(backbone.architecture_name, backbone.pretrained)
    if not tag:
        tags = ", ".join(open_clip.list_pretrained_tags_by_model(backbone.architecture_name)) or "none"
        raise PipelineError(
            f"backbones.{backbone.id}.pretrained: {backbone.pretrained!r} is neither a file "
            f"nor a tag of {backbone.architecture_name} ({tags}): name one of these"
        )
    try:
        return Path(open_clip.download_pretrained(tag))
    except Exception as error:
        # Whatever the network library raises, the user can do the same about it.
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise PipelineError(
            f"backbones.{backbone.id}.pretrained: {backbone.pretrained!r} could not be downloaded ({reason}): "
            "connect to the network once, or name a weights file"
        ) from None


def read_weights(settings: Settings, backbone: Backbone) -> Weights:
    """Find and read the weights of a backbone, checking that they can be what the architecture needs.

    Raises:
        PipelineError: the file is not weights, or OpenAI's weights meet an architecture with plain GELU.
    """
    path = find_weights(settings, backbone)
    try:
        state, scripted = _read(path)
    except (RuntimeError, ValueError, KeyError, EOFError, pickle.UnpicklingError, SafetensorError) as error:
        reason = str(error).splitlines()[0][:120]
        raise PipelineError(f"backbones.{backbone.id}: {path}: not a weights file ({reason}): name another") from None
    from_openai = scripted or backbone.pretrained == "openai" or any(key in state for key in OPENAI_EXTRAS)
    tag = open_clip.get_pretrained_cfg(backbone.architecture_name, backbone.pretrained) or {}
    quick_gelu = True if from_openai else tag.get("quick_gelu", False) if tag else None
    return Weights({key: value for key, value in state.items() if key not in OPENAI_EXTRAS}, path, quick_gelu)


def _read(path: Path) -> tuple[dict[str, Tensor], bool]:
    if path.suffix == ".safetensors":
        return load_file(path), False
    if _is_torchscript(path):
        with warnings.catch_warnings():
            # PyTorch is retiring the format; OpenAI's files will keep it.
            warnings.simplefilter("ignore", FutureWarning)
            return dict(torch.jit.load(path, map_location="cpu").state_dict()), True
    content = torch.load(path, map_location="cpu", weights_only=True)
    if isinstance(content, dict) and isinstance(content.get("state_dict"), dict):
        content = content["state_dict"]
    if not isinstance(content, dict) or not all(isinstance(value, Tensor) for value in content.values()):
        raise ValueError("expected a state dict: tensors by name")
    return {key.removeprefix("module."): value for key, value in content.items()}, False


def _is_torchscript(path: Path) -> bool:
    """A TorchScript archive carries its code beside its weights."""
    if not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as archive:
        return any("/code/" in name for name in archive.namelist())


def check_fit(model: torch.nn.Module, weights: Weights, backbone: Backbone) -> None:
    """See that the weights are the model's, every one of them.

    Raises:
        PipelineError: the weights are another architecture's.
    """
    expected = {name: tuple(value.shape) for name, value in model.state_dict().items()}
    found = {name: tuple(value.shape) for name, value in weights.state.items()}
    differing = [name for name in expected if name in found and expected[name] != found[name]]
    missing = sorted(expected.keys() - found.keys())
    extra = sorted(found.keys() - expected.keys())
    if differing or missing or extra:
        name = (differing or missing or extra)[0]
        raise PipelineError(
            f"backbones.{backbone.id}: {weights.path}: weights of another architecture than "
            f"{backbone.architecture_name} ({len(missing)} missing, {len(extra)} unexpected, "
            f"{len(differing)} of another shape; e.g. {name}: "
            f"expected {expected.get(name, 'nothing')}, found {found.get(name, 'nothing')}): "
            "set architecture to theirs, or name other weights"
        )
