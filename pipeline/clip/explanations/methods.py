"""Which maps suit which image tower: tried on the tower itself, not guessed from its name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import torch
from open_clip.modified_resnet import ModifiedResNet
from torch import Tensor

from pipeline.clip.backbones.loading import LoadedBackbone
from pipeline.clip.device import telling_what_is_missing
from pipeline.clip.explanations.attention_maps import attention_maps, patch_grid
from pipeline.clip.explanations.attribution import Logits, Target, single
from pipeline.clip.explanations.gradient_maps import channel_axis, elementwise_gradcams, gradcam_before_pooling
from pipeline.clip.explanations.occlusion import occlusion
from pipeline.clip.explanations.recorded_attention import recorded_attention
from pipeline.results.schemas.attention import MapMethod

IMAGE_ONLY: frozenset[MapMethod] = frozenset({"rollout"})
"""Methods that no caption enters."""


@dataclass(frozen=True)
class Explanation:
    """Maps that one pass gives, and the towers that it suits."""

    methods: tuple[MapMethod, ...]
    """The first is taken where nothing was measured."""
    draw: Callable[[LoadedBackbone, Tensor, Target], dict[str, Tensor]]
    suits: Callable[[LoadedBackbone], bool]


def maps_of(
    backbone: LoadedBackbone, methods: tuple[MapMethod, ...], pictures: Tensor, target: Target
) -> dict[str, Tensor]:
    """Maps [b, s, w] of pictures [b, 3, s, w] by every method, from one pass; on the CPU.

    Args:
        methods: what ``methods_of`` found for the backbone.
    """
    # All methods of a tower from one pass forward and back, which is what costs.
    draw = next(one.draw for one in EXPLANATIONS if one.methods == methods)
    with telling_what_is_missing(backbone.device):
        return {method: heat.cpu() for method, heat in draw(backbone, pictures, target).items()}


def caption_map(
    backbone: LoadedBackbone, picture: Tensor, logits: Logits, choice: int, method: MapMethod | None = None
) -> Tensor:
    """The map [s, w] of one caption of one picture, on the CPU; by the tower's first method when None is named."""
    methods = methods_of(backbone)
    return maps_of(backbone, methods, picture[None], single(logits, choice))[method or methods[0]][0]


def methods_of(backbone: LoadedBackbone) -> tuple[MapMethod, ...]:
    """The methods of the first explanation that suits a backbone, found by a pass of an empty picture."""
    return next(one.methods for one in EXPLANATIONS if one.suits(backbone))


def _is_modified_resnet(backbone: LoadedBackbone) -> bool:
    return isinstance(backbone.model.visual, ModifiedResNet)


@torch.no_grad()
def _pools_a_map(backbone: LoadedBackbone) -> bool:
    """Whether a tower with stages ends in a feature map with one axis of channels, and two of places."""
    if backbone.facts.kind != "hierarchical":
        return False
    visual = backbone.model.visual
    places = visual.trunk.forward_features(torch.zeros(1, 3, *backbone.input_size, device=backbone.device))
    # Of several branches there are several maps, as in CrossViT, and no common grid.
    return isinstance(places, Tensor) and places.dim() == 4 and channel_axis(places[0], visual) is not None


def _attends_over_patches(backbone: LoadedBackbone) -> bool:
    grid = patch_grid(backbone.model.visual)
    if grid is None or backbone.facts.pooling is None:
        return False
    with recorded_attention() as steps:
        _pass(backbone)
    weights = [step.weights for step in steps]
    # A pool's attention has other queries than the blocks have tokens, and comes last.
    blocks = weights[:-1] if backbone.facts.pooling == "attention" else weights
    tokens = weights[0].shape[-1] if weights else 0
    others = tokens - grid[0] * grid[1]
    # An attention within windows has as many rows as there are windows: one picture alone is one grid throughout.
    whole = all(one.dim() == 4 and one.shape[0] == 1 and one.shape[-1] == tokens for one in weights)
    # Class and register tokens: DINOv2 with registers has five. Of far more, nobody here knows what they are.
    return bool(blocks) and 0 <= others <= 16 and whole and all(one.shape[-2] == tokens for one in blocks)


@torch.no_grad()
def _pass(backbone: LoadedBackbone) -> None:
    backbone.features_of(torch.zeros(1, 3, *backbone.input_size, device=backbone.device))


EXPLANATIONS = (
    Explanation(("gradcam", "gradcam_fine"), elementwise_gradcams, _is_modified_resnet),
    Explanation(("gradcam",), gradcam_before_pooling, _pools_a_map),
    # Towers whose attention spans one grid of patches throughout.
    Explanation(("relevance", "grad_eclip", "rollout"), attention_maps, _attends_over_patches),
    # Asks nothing of a tower, and takes 49 passes for a map: the last resort.
    Explanation(("occlusion",), occlusion, lambda backbone: True),
)
"""In the order in which they are tried."""
