"""From a ``pretrained`` setting to a state dict: open_clip tags, plain files, OpenAI's TorchScript archives."""

from __future__ import annotations

import math
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import open_clip
import torch
from open_clip.convert import convert_state_dict
from open_clip.model import convert_to_custom_text_state_dict, resize_pos_embed, resize_text_pos_embed
from safetensors.torch import load_file
from torch import Tensor

from pipeline.clip.backbones.architectures import Architecture, repository_of
from pipeline.clip.backbones.downloads import asking_the_hub, explain_failure, hub_file
from pipeline.clip.backbones.torchscript import is_torchscript, read_torchscript
from pipeline.clip.tensor_files import check_tensors, read_saved
from pipeline.errors import PipelineError
from pipeline.settings import Backbone, Settings

# Facts about the model that OpenAI stores among its weights.
OPENAI_EXTRAS = ("input_resolution", "context_length", "vocab_size")
# Hugging Face's towers kept these among their weights once.
POSITION_IDS = "text.transformer.embeddings.position_ids"
# What open_clip calls the weights of a repository, its own preference first.
REPOSITORY_NAMES = (
    "open_clip_model.safetensors", "open_clip_pytorch_model.safetensors", "open_clip_pytorch_model.bin",
    "open_clip_pytorch_model.pth", "model.safetensors", "pytorch_model.bin", "pytorch_model.pth", "model.pth",
)  # fmt: skip

# CLIP holds its logit scale at 100 and SigLIP's are near 117; e to the power of a broken one is no number at all.
LOGIT_SCALE = 10_000


@dataclass(frozen=True)
class Weights:
    """A state dict and what is known of its origin."""

    state: dict[str, Tensor]
    path: Path
    quick_gelu: bool | None
    """Whether the weights were trained with QuickGELU; None where nothing tells."""
    published: bool = False
    """Whether open_clip pairs them with the architecture: a tag, or a repository's own."""


def find_weights(settings: Settings, backbone: Backbone) -> Path:
    """The file that ``pretrained`` names: a path, a repository's weights, or an open_clip tag; downloaded when needed.

    Raises:
        PipelineError: no such file and no such tag, or it cannot be downloaded.
    """
    kind, place = repository_of(backbone)
    if kind == "hf-hub":
        return Path(hub_file(backbone, place))
    if kind == "local-dir":
        return _weights_in(settings.path(place), backbone)
    path = settings.path(backbone.pretrained)
    if path.is_file():
        return path
    tag = open_clip.get_pretrained_cfg(backbone.architecture_name, backbone.pretrained)
    if not tag:
        tags = ", ".join(open_clip.list_pretrained_tags_by_model(backbone.architecture_name)) or "none"
        elsewhere = open_clip.list_pretrained_models_by_tag(backbone.pretrained)
        hint = f"; it is a tag of {', '.join(elsewhere[:3])}" if elsewhere else ""
        raise PipelineError(
            f"backbones.{backbone.id}.pretrained: {backbone.pretrained!r} is neither a file "
            f"nor a tag of {backbone.architecture_name} ({tags}){hint}: name one of these"
        )
    where = f"backbones.{backbone.id}.pretrained: {backbone.pretrained!r}"
    try:
        # Other tags come from elsewhere, and whether the hub answers is nothing to them.
        with asking_the_hub() if tag.get("hf_hub") else nullcontext():
            return Path(open_clip.download_pretrained(tag))
    except Exception as error:
        # Whatever the network library raises, the user can do the same about it.
        raise PipelineError(explain_failure(where, error)) from None


def _weights_in(folder: Path, backbone: Backbone) -> Path:
    """A repository's weights under one of the names that open_clip writes, else the only file that can be weights."""
    for name in REPOSITORY_NAMES:
        if (folder / name).is_file():
            return folder / name
    found = sorted(path for path in folder.glob("*") if path.suffix in (".safetensors", ".bin", ".pt", ".pth"))
    # Two candidates may be halves of one, or versions: a guess could load the wrong one in silence.
    if len(found) != 1:
        raise PipelineError(
            f"backbones.{backbone.id}.pretrained: {folder}: {len(found)} weights files, none of them called "
            f"{REPOSITORY_NAMES[0]}: put the right one there by that name"
        )
    return found[0]


def read_weights(settings: Settings, backbone: Backbone) -> Weights:
    """Find and read the weights of a backbone, checking that they are whole.

    Raises:
        PipelineError: the file is no weights file, damaged, or has values that are no numbers.
    """
    path = find_weights(settings, backbone)
    where = f"backbones.{backbone.id}: {path}"
    try:
        state, scripted = _read(path)
        check_tensors(state, finite=False)
    except OSError as error:
        raise PipelineError(f"{where}: cannot be read ({error.strerror}): make it readable") from None
    except Exception as error:
        # Foreign bytes fail in many ways; nothing of ours runs in there.
        reason = str(error).partition("\n")[0][:120] or type(error).__name__
        remedy = "name another" if settings.path(backbone.pretrained) == path else "delete it to download it again"
        raise PipelineError(f"{where}: not a weights file, or only a part of one ({reason}): {remedy}") from None
    # Once, here: a single NaN makes every feature one, and picks of NaN look like answers.
    broken = [name for name, value in state.items() if value.is_floating_point() and not value.isfinite().all()]
    # A mask of minus infinities is how attention leaves tokens out; some files carry it among their weights.
    if broken := [name for name in broken if not name.endswith("attn_mask")]:
        raise PipelineError(
            f"{where}: {len(broken)} of {len(state)} tensors hold NaN or infinity, e.g. {broken[0]}: name sound weights"
        )
    scale = state.get("logit_scale")
    if scale is not None and scale.numel() == 1 and float(scale) > math.log(LOGIT_SCALE):
        raise PipelineError(
            f"{where}: a logit scale of e^{float(scale):g} is beyond {LOGIT_SCALE:,}, where no probability is left: "
            "name other weights"
        )
    from_openai = scripted or backbone.pretrained == "openai" or any(key in state for key in OPENAI_EXTRAS)
    tag = open_clip.get_pretrained_cfg(backbone.architecture_name, backbone.pretrained) or {}
    quick_gelu = True if from_openai else tag.get("quick_gelu", False) if tag else None
    state = {key: value for key, value in state.items() if key not in OPENAI_EXTRAS}
    return Weights(state, path, quick_gelu, published=bool(tag) or backbone.architecture is None)


def check_activation(architecture: Architecture, weights: Weights, backbone: Backbone) -> None:
    """See that the architecture has the activation that its weights were trained with.

    Raises:
        PipelineError: another architecture has it.
    """
    configured = bool(architecture.config.get("quick_gelu", False))
    if weights.quick_gelu is None or weights.quick_gelu == configured:
        return
    plain = architecture.name.removesuffix("-quickgelu")
    better = f"{plain}-quickgelu" if weights.quick_gelu else plain
    if better == architecture.name:  # a tag that leaves it out: the architecture's own description stands
        return
    raise PipelineError(
        f"backbones.{backbone.id}: {backbone.pretrained} was trained with "
        f"{'QuickGELU' if weights.quick_gelu else 'GELU'}, which {architecture.name} does not use: "
        f"set architecture: {better}"
    )


def _read(path: Path) -> tuple[dict[str, Tensor], bool]:
    if path.suffix == ".safetensors":
        return load_file(path), False
    if is_torchscript(path):
        return read_torchscript(path), True
    content = read_saved(path)
    if isinstance(content, dict) and isinstance(content.get("state_dict"), dict):
        content = content["state_dict"]
    if not isinstance(content, dict):
        raise ValueError(f"expected a state dict, tensors by name, not a {type(content).__name__}")
    return {_plain_name(key): value for key, value in content.items()}, False


def _plain_name(key: Any) -> Any:
    """Data-parallel training puts ``module.`` before every name."""
    return key.removeprefix("module.") if isinstance(key, str) else key


def load_weights(model: torch.nn.Module, weights: Weights, architecture: Architecture, where: str) -> None:
    """Put the weights into the model, converted as open_clip would; on a model without memory, only see that they fit.

    Raises:
        PipelineError: the weights are another architecture's.
    """
    state = _converted(model, weights)
    _check_fit(model, state, f"{where}: {weights.path}", architecture.name)
    if not any(parameter.is_meta for parameter in model.parameters()):
        model.load_state_dict(state)


def _converted(model: torch.nn.Module, weights: Weights) -> dict[str, Tensor]:
    """Weights of older and of foreign layouts in the model's own, by the steps of ``open_clip.load_checkpoint``."""
    # A copy, since conversion works in place and the weights may be checked again.
    state = dict(convert_state_dict(model, dict(weights.state)))
    if "positional_embedding" in state and not hasattr(model, "positional_embedding"):
        state = convert_to_custom_text_state_dict(state)
    for name in ("logit_scale", "logit_bias"):
        own = getattr(model, name, None)
        if own is not None and name in state:
            state[name] = state[name].reshape(own.shape)
    if getattr(model, "logit_bias", None) is not None and "logit_scale" in state:
        state.setdefault("logit_bias", torch.zeros_like(state["logit_scale"]))
    if POSITION_IDS not in model.state_dict():
        state.pop(POSITION_IDS, None)
    if weights.published:
        # Positions of another image size or caption length are interpolated; for a file of the user's own that would
        # hide that it belongs to another architecture.
        resize_pos_embed(state, model)
        resize_text_pos_embed(state, model)
    return state


def _check_fit(model: torch.nn.Module, state: dict[str, Tensor], where: str, architecture: str) -> None:
    expected = {name: tuple(value.shape) for name, value in model.state_dict().items()}
    found = {name: tuple(value.shape) for name, value in state.items()}
    differing = [name for name in expected if name in found and expected[name] != found[name]]
    missing = sorted(expected.keys() - found.keys())
    extra = sorted(found.keys() - expected.keys())
    if differing or missing or extra:
        name = (differing or missing or extra)[0]
        raise PipelineError(
            f"{where}: weights of another architecture than {architecture} "
            f"({len(missing)} missing, {len(extra)} unexpected, {len(differing)} of another shape; e.g. {name}: "
            f"expected {expected.get(name, 'nothing')}, found {found.get(name, 'nothing')}): "
            "set architecture to theirs, or name other weights"
        )
