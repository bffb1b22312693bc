"""Frozen CLIP models, ready to encode: in eval mode, with the preprocessing that they were trained with."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias, cast

import torch
from open_clip.modified_resnet import ModifiedResNet
from torch import Tensor, nn
from torch.nn.utils.fusion import fuse_conv_bn_eval

from pipeline.clip.backbones.architectures import (
    Architecture,
    build,
    build_tokenizer,
    check_on_meta,
    find_architecture,
)
from pipeline.clip.backbones.precision import Precision, cast_weights, pick_precision, set_tf32
from pipeline.clip.backbones.preprocessing import Preprocessing
from pipeline.clip.backbones.towers import text_tower, vision_tower
from pipeline.clip.backbones.weights import check_activation, load_weights, read_weights
from pipeline.data.digests import Digests
from pipeline.results.schemas.run import BackboneFacts
from pipeline.settings import Backbone, Settings

Model: TypeAlias = Any
"""open_clip's CLIP, CustomTextCLIP or CoCa, none of which is typed."""


@dataclass(frozen=True)
class LoadedBackbone:
    """A frozen model with everything needed to feed it."""

    settings: Backbone
    model: Model
    preprocess: Preprocessing
    """RGB picture → [3, height, width] float32, as the model was trained."""
    tokenize: Callable[[list[str]], Tensor]
    """Texts → [b, context length] int64."""
    facts: BackboneFacts
    device: torch.device
    precision: Precision

    @property
    def logit_scale(self) -> float:
        """CLIP's own factor on cosine similarities, already exponentiated."""
        return self.facts.logit_scale

    @property
    def input_size(self) -> tuple[int, int]:
        """Height and width of the model's input, and of maps over it."""
        return self.preprocess.size

    def features_of(self, pictures: Tensor) -> Tensor:
        """Pictures [b, 3, height, width] → raw features [b, d]; gradients reach the pictures."""
        # CoCa would return features of length 1 unless told otherwise.
        return cast(Tensor, self.model.encode_image(pictures, normalize=False))


def load_backbone(
    settings: Settings, backbone: Backbone, device: torch.device, precision: Precision | None = None
) -> LoadedBackbone:
    """Load a backbone onto ``device``: frozen, in eval mode, its activation checked against its weights.

    Args:
        precision: another arithmetic than the settings'; maps are drawn in fp32, whose gradients do not vanish.

    Raises:
        PipelineError: unknown architecture, weights that are missing, unreadable or another architecture's,
            trained with another activation, or an extra that is not installed.
    """
    where = f"backbones.{backbone.id}"
    precision = precision or pick_precision(settings, device)
    set_tf32(precision)
    architecture = find_architecture(settings, backbone)
    weights = read_weights(settings, backbone)
    check_activation(architecture, weights, backbone)
    model = build(architecture, where)
    load_weights(model, weights, architecture, where)
    # open_clip hands models over in train mode, where BatchNorm would use, and keep, the statistics of each batch:
    # every feature would then depend on its neighbours, although nothing is trained.
    model = model.eval().requires_grad_(False)
    preprocess = Preprocessing.merged(model, architecture.preprocess, where)
    # Before norms are folded and weights are cast: the facts are of the model as it was published.
    facts = describe_model(model, backbone, architecture, preprocess)
    # Of the file, not of the tensors: their conversion may change with the library's version.
    facts.weights_sha256 = Digests.of(settings).digest(weights.path)
    facts.precision = precision.name
    if isinstance(model.visual, ModifiedResNet):
        fold_batch_norms(model.visual)
    cast_weights(model, precision)
    model = model.to(device)
    # Last: folding and casting make new tensors, in PyTorch's usual order.
    if runs_channels_last(model):
        model.visual.to(memory_format=torch.channels_last)
    return LoadedBackbone(
        settings=backbone,
        model=model,
        preprocess=preprocess,
        tokenize=build_tokenizer(architecture, where),
        facts=facts,
        device=device,
        precision=precision,
    )


def check_backbone(settings: Settings, backbone: Backbone) -> None:
    """Find what would keep ``load_backbone`` from loading, without memory for the model.

    Raises:
        PipelineError: as ``load_backbone`` would.
    """
    where = f"backbones.{backbone.id}"
    architecture = find_architecture(settings, backbone)
    weights = read_weights(settings, backbone)
    check_activation(architecture, weights, backbone)
    # On the meta device, which has shapes and no memory: ViT-bigG would take ten gigabytes to find a typing mistake.
    model = check_on_meta(architecture, where)
    load_weights(model, weights, architecture, where)
    Preprocessing.merged(model, architecture.preprocess, where)
    build_tokenizer(architecture, where)


def runs_channels_last(model: Model) -> bool:
    """Whether the image tower is convolutional, which processors compute faster with channels innermost."""
    return vision_tower(model.visual).kind in ("resnet", "hierarchical")


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
        # Only the very next module may be folded in: anything between would see other numbers.
        convolution = (name, child) if isinstance(child, nn.Conv2d) else None


def is_untrained(model: nn.Module) -> bool:
    """Whether every normalisation layer still stands where initialisation left it.

    Gains of one (or of zero, as the last ones of residual branches start) and biases of zero in all of them do
    not survive a single optimiser step, so this tells random weights from trained ones.
    """
    layers = [layer for layer in model.modules() if isinstance(layer, nn.LayerNorm | nn.BatchNorm2d)]
    # A norm without gain and bias has nothing to learn, and tells nothing.
    layers = [layer for layer in layers if layer.weight is not None]
    return bool(layers) and all(_at_start(layer.weight.detach(), layer.bias) for layer in layers)


def _at_start(gain: Tensor, bias: Tensor | None) -> bool:
    first = gain.flatten()[0]
    still = float(first) in (0.0, 1.0) and bool(torch.equal(gain, first.expand_as(gain)))
    # A bias is optional, and one that is missing says nothing.
    return still and (bias is None or not bool(bias.any()))


def describe_model(
    model: Model, backbone: Backbone, architecture: Architecture, preprocess: Preprocessing
) -> BackboneFacts:
    """What the page tells about a backbone, read from the model itself; the digest of its weights is left empty."""
    vision, text = vision_tower(model.visual), text_tower(model)
    parameters = _count(model)
    return BackboneFacts(
        id=backbone.id,
        name=backbone.name,
        architecture=architecture.name,
        pretrained=backbone.pretrained,
        weights_sha256="",
        untrained=is_untrained(model),
        kind=vision.kind,
        embed_dim=int(architecture.config["embed_dim"]),
        image_size=min(preprocess.size),
        parameters=parameters,
        activation=text.activation,
        # Stored as a logarithm, so that training kept it positive.
        logit_scale=math.exp(float(model.logit_scale)),
        vision_layers=vision.layers,
        vision_width=vision.width,
        patch_size=vision.patch_size,
        text_width=text.width,
        text_layers=text.layers,
        text_heads=text.heads,
        context_length=architecture.context_length,
        mean=list(preprocess.mean),
        std=list(preprocess.std),
        interpolation=preprocess.interpolation,
        family=vision.family,
        text_family=text.family,
        pooling=vision.pooling,
        vision_parameters=_count(model.visual),
        text_parameters=parameters - _count(model.visual),
        logit_bias=None if model.logit_bias is None else float(model.logit_bias),
        input_size=list(preprocess.size) if len(set(preprocess.size)) > 1 else None,
        resize_mode=preprocess.mode,
        fill_color=preprocess.fill,
    )


def _count(module: nn.Module) -> int:
    return sum(parameter.numel() for parameter in module.parameters())
