"""Frozen CLIP models, ready to encode: in eval mode, with the preprocessing that they were trained with."""

from __future__ import annotations

import logging
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import open_clip
import torch
from open_clip.model import CLIP, get_model_preprocess_cfg
from open_clip.transform import PreprocessCfg, image_transform_v2, merge_preprocess_dict
from open_clip.transformer import QuickGELU, VisionTransformer
from PIL import Image
from torch import Tensor, nn
from torch.nn.utils.fusion import fuse_conv_bn_eval

from pipeline.clip.backbones.architectures import architecture_config
from pipeline.clip.backbones.weights import Weights, check_fit, read_weights
from pipeline.data.digests import Digests
from pipeline.errors import PipelineError
from pipeline.results.schemas.run import BackboneFacts
from pipeline.settings import Backbone, Settings


@dataclass(frozen=True)
class LoadedBackbone:
    """A frozen model with everything needed to feed it."""

    settings: Backbone
    model: CLIP
    preprocess: Callable[[Image.Image], Tensor]
    """RGB picture → [3, size, size] float32, resized, centre-cropped and normalised."""
    tokenize: Callable[[list[str]], Tensor]
    """Texts → [b, context length] int64."""
    facts: BackboneFacts
    device: torch.device
    autocast: torch.dtype | None
    """Arithmetic of the forward passes when it is not fp32."""

    @property
    def logit_scale(self) -> float:
        return self.facts.logit_scale


def load_backbone(settings: Settings, backbone: Backbone, device: torch.device) -> LoadedBackbone:
    """Load a backbone onto ``device``: frozen, in eval mode, its activation checked against its weights.

    Raises:
        PipelineError: unknown architecture, weights that are missing, unreadable or another architecture's,
            or trained with another activation.
    """
    config = architecture_config(settings, backbone)
    weights = read_weights(settings, backbone)
    _check_activation(config, weights, backbone)
    model = _create(backbone, "cpu")
    check_fit(model, weights, backbone)
    model.load_state_dict(weights.state)
    # Models come back in train mode, where BatchNorm would drift although nothing is trained.
    model = model.eval().requires_grad_(False).to(device)
    # A tag may have been trained with a mean, a size or a resampling of its own.
    tag = open_clip.get_pretrained_cfg(backbone.architecture_name, backbone.pretrained) or {}
    preprocess = merge_preprocess_dict(PreprocessCfg(**get_model_preprocess_cfg(model)), tag)
    digest = Digests.of(settings).digest(weights.path)
    facts = describe_model(model, backbone, config, digest, preprocess)
    if facts.kind == "resnet":
        fold_batch_norms(model.visual)
        model.visual.to(memory_format=torch.channels_last)
    return LoadedBackbone(
        settings=backbone,
        model=model,
        preprocess=image_transform_v2(PreprocessCfg(**preprocess), is_train=False),
        tokenize=open_clip.get_tokenizer(backbone.architecture_name),
        facts=facts,
        device=device,
        autocast={"fp16": torch.float16, "bf16": torch.bfloat16}.get(settings.precision),
    )


def fold_batch_norms(module: nn.Module) -> None:
    """Put every BatchNorm that follows a convolution into it: the same function of frozen weights, one pass less.

    Works in place, on children that stand in the order in which they are called, as in CLIP's ResNets.
    """
    convolution: tuple[str, nn.Conv2d] | None = None
    for name, child in list(module.named_children()):
        if isinstance(child, nn.BatchNorm2d) and convolution is not None:
            setattr(module, convolution[0], fuse_conv_bn_eval(convolution[1], child).requires_grad_(False))
            setattr(module, name, nn.Identity().eval())
        else:
            fold_batch_norms(child)
        convolution = (name, child) if isinstance(child, nn.Conv2d) else None


def check_backbone(settings: Settings, backbone: Backbone) -> None:
    """Find what would keep ``load_backbone`` from loading, without building the model.

    Raises:
        PipelineError: as ``load_backbone`` would.
    """
    config = architecture_config(settings, backbone)
    weights = read_weights(settings, backbone)
    _check_activation(config, weights, backbone)
    with torch.device("meta"):
        check_fit(_create(backbone, "meta"), weights, backbone)


def _create(backbone: Backbone, device: str) -> CLIP:
    """The model without weights; open_clip's warning that it has none would only worry the reader."""
    logging.disable(logging.WARNING)
    try:
        model = open_clip.create_model(backbone.architecture_name, pretrained=None, device=device)
    finally:
        logging.disable(logging.NOTSET)
    if not isinstance(model, CLIP):
        raise PipelineError(
            f"backbones.{backbone.id}.architecture: {backbone.architecture!r} is not a plain CLIP: name one that is"
        )
    return model


def _check_activation(config: dict[str, Any], weights: Weights, backbone: Backbone) -> None:
    configured = bool(config.get("quick_gelu", False))
    if weights.quick_gelu is None or weights.quick_gelu == configured:
        return
    better = (
        f"{backbone.architecture_name}-quickgelu"
        if weights.quick_gelu
        else backbone.architecture_name.removesuffix("-quickgelu")
    )
    raise PipelineError(
        f"backbones.{backbone.id}: {backbone.pretrained} was trained with "
        f"{'QuickGELU' if weights.quick_gelu else 'GELU'}, which {backbone.architecture_name} does not use: "
        f"set architecture: {better}"
    )


def is_untrained(model: nn.Module) -> bool:
    """Whether every normalisation layer still stands where initialisation left it.

    Gains of one (or of zero, as the last ones of residual branches start) and biases of zero in all of them do
    not survive a single optimiser step, so this tells random weights from trained ones.
    """
    layers = [layer for layer in model.modules() if isinstance(layer, nn.LayerNorm | nn.BatchNorm2d)]
    return bool(layers) and all(_at_start(layer.weight.detach(), layer.bias.detach()) for layer in layers)


def _at_start(gain: Tensor, bias: Tensor) -> bool:
    first = gain.flatten()[0]
    return float(first) in (0.0, 1.0) and bool(torch.equal(gain, first.expand_as(gain))) and not bool(bias.any())


def describe_model(
    model: CLIP, backbone: Backbone, config: dict[str, Any], digest: str, preprocess: dict[str, Any]
) -> BackboneFacts:
    """What the page tells about a backbone, read from the model itself."""
    vision, text = config["vision_cfg"], config["text_cfg"]
    size = preprocess["size"]
    activation = type(model.transformer.resblocks[0].mlp.gelu)
    return BackboneFacts(
        id=backbone.id,
        name=backbone.name,
        architecture=backbone.architecture_name,
        pretrained=backbone.pretrained,
        weights_sha256=digest,
        untrained=is_untrained(model),
        kind="vit" if isinstance(model.visual, VisionTransformer) else "resnet",
        embed_dim=int(config["embed_dim"]),
        image_size=int(size[0] if isinstance(size, tuple | list) else size),
        parameters=sum(parameter.numel() for parameter in model.parameters()),
        activation="QuickGELU" if activation is QuickGELU else activation.__name__,
        logit_scale=math.exp(float(model.logit_scale)),
        vision_layers=vision["layers"],
        vision_width=int(vision["width"]),
        patch_size=vision.get("patch_size"),
        text_width=int(text["width"]),
        text_layers=int(text["layers"]),
        text_heads=int(text["heads"]),
        context_length=int(model.context_length),
        mean=list(preprocess["mean"]),
        std=list(preprocess["std"]),
        interpolation=str(preprocess["interpolation"]),
    )
