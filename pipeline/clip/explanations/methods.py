"""Which map suits which image tower: tried on the tower itself, not guessed from its name."""

from __future__ import annotations

from typing import Literal

import torch
from open_clip.modified_resnet import ModifiedResNet
from torch import Tensor

from pipeline.clip.backbones.loading import LoadedBackbone
from pipeline.clip.device import telling_what_is_missing
from pipeline.clip.explanations.attribution import Logits, channel_axis, gradcam, patch_grid, relevance
from pipeline.clip.explanations.occlusion import occlusion
from pipeline.clip.explanations.recorded_attention import recorded_attention

CaptionMethod = Literal["gradcam", "relevance", "occlusion"]
_MAPS = {"gradcam": gradcam, "relevance": relevance, "occlusion": occlusion}


def caption_map(
    backbone: LoadedBackbone, picture: Tensor, logits: Logits, choice: int, method: CaptionMethod
) -> Tensor:
    """The map [s, w] of one caption, on the CPU; ``method`` is what ``method_of`` found for the backbone."""
    with telling_what_is_missing(backbone.device):
        return _MAPS[method](backbone, picture, logits, choice).cpu()


def method_of(backbone: LoadedBackbone) -> CaptionMethod:
    """The method that suits a backbone, found by a pass of an empty picture.

    Grad-CAM for towers with stages, relevance propagation for those whose attention spans one grid of
    patches throughout, and for all others occlusion, which asks nothing of a tower.
    """
    if isinstance(backbone.model.visual, ModifiedResNet) or _pools_a_map(backbone):
        return "gradcam"
    return "relevance" if _attends_over_patches(backbone) else "occlusion"


@torch.no_grad()
def _pools_a_map(backbone: LoadedBackbone) -> bool:
    """Whether a tower with stages ends in a feature map with one axis of channels, and two of places."""
    if backbone.facts.kind != "hierarchical":
        return False
    visual = backbone.model.visual
    places = visual.trunk.forward_features(torch.zeros(1, 3, *backbone.input_size, device=backbone.device))
    return places.dim() == 4 and channel_axis(places[0], visual) is not None


def _attends_over_patches(backbone: LoadedBackbone) -> bool:
    grid = patch_grid(backbone.model.visual)
    if grid is None or backbone.facts.pooling is None:
        return False
    with recorded_attention() as attentions:
        _pass(backbone)
    blocks = attentions[:-1] if backbone.facts.pooling == "attention" else attentions
    tokens = attentions[0].shape[-1] if attentions else 0
    others = tokens - grid[0] * grid[1]
    whole = all(one.dim() == 4 and one.shape[0] == 1 and one.shape[-1] == tokens for one in attentions)
    return bool(blocks) and 0 <= others <= 16 and whole and all(one.shape[-2] == tokens for one in blocks)


@torch.no_grad()
def _pass(backbone: LoadedBackbone) -> None:
    backbone.features_of(torch.zeros(1, 3, *backbone.input_size, device=backbone.device))
