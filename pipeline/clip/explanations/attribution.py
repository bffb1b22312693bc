"""Where a frozen backbone looks: maps over the picture as the model saw it.

Shapes: ``s`` and ``w`` are height and width of the model's input, ``t`` its tokens, class token included, ``h`` heads,
``c`` candidate captions, ``d`` the feature width. Every map is scaled to 0..1 by itself, so magnitudes do not
compare across maps.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from open_clip.modified_resnet import ModifiedResNet
from pytorch_grad_cam import GradCAMElementWise
from torch import Tensor, nn
from torch.nn import functional

from pipeline.clip.backbones.loading import LoadedBackbone
from pipeline.clip.explanations.recorded_attention import recorded_attention

Logits = Callable[[Tensor], Tensor]
"""Raw image features [1, d] → logits [c] of the candidates: a row's whole head, adapters included."""


def why_this(logits: Tensor, choice: int) -> Tensor:
    """Logit of a caption minus the best other one: "why this and not that".

    Args:
        logits: [c].
    """
    others = torch.cat([logits[:choice], logits[choice + 1 :]])
    return logits[choice] - others.max()


# ---------------------------------------------------------------- towers with stages


def gradcam(backbone: LoadedBackbone, picture: Tensor, head: Logits, choice: int) -> Tensor:
    """Grad-CAM for a tower with stages, for one caption: in the form that suits its pooling.

    Args:
        picture: [3, s, w], preprocessed.
        choice: the caption to explain.

    Returns:
        [s, w] in 0..1; all zero when nothing speaks for the caption.
    """
    if isinstance(backbone.model.visual, ModifiedResNet):
        return _gradcam_by_place(backbone, picture, head, choice)
    return _gradcam_before_pooling(backbone, picture, head, choice)


def _gradcam_by_place(backbone: LoadedBackbone, picture: Tensor, head: Logits, choice: int) -> Tensor:
    """Element-wise Grad-CAM on the last stage but one of OpenAI's ResNets.

    Grad-CAM (Selvaraju et al. 2017) weights a channel of the last stage by its mean gradient, which suits networks
    that end in average pooling. CLIP's ResNets end in attention pooling: its gradients differ from place to place, and
    it can gather what it needs at any place of the last stage, corners included. So each place keeps its own gradient,
    relu(gradient) ⊙ activation summed over channels, which holds its ground in earlier and finer stages too (LayerCAM,
    Jiang et al. 2021).
    """

    class Head(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.visual = backbone.model.visual

        def forward(self, pixels: Tensor) -> Tensor:
            return head(self.visual(pixels))[None]

    # The frozen parameters ask for no gradient, so the pixels must, or there is no graph to follow back.
    pixels = picture[None].to(backbone.device).requires_grad_(True)
    with GradCAMElementWise(model=Head(), target_layers=[backbone.model.visual.layer3[-1]]) as cam:
        heat = cam(input_tensor=pixels, targets=[lambda logits: why_this(logits, choice)])
    return scaled(torch.from_numpy(heat[0]))


def _gradcam_before_pooling(backbone: LoadedBackbone, picture: Tensor, head: Logits, choice: int) -> Tensor:
    """Grad-CAM on what timm's towers pool, after the norm that stands before pooling in some of them.

    Earlier outputs, the stages' own included, mostly run into a LayerNorm. It undoes their scale, so gradient and
    activation are orthogonal there at every place, and for and against a caption cannot be told apart. Averages hand
    every place the same gradient, and relu(Σ gradient ⊙ activation) over channels is Grad-CAM itself; after attention
    pooling the rectifier stands inside the sum, as for OpenAI's ResNets.
    """
    visual = backbone.model.visual
    with torch.enable_grad():
        pooled_from = visual.trunk.forward_features(picture[None].to(backbone.device).requires_grad_(True))
        features = visual.head(visual.trunk.forward_head(pooled_from))
        (gradient,) = torch.autograd.grad(why_this(head(features), choice), pooled_from)
    votes = (gradient * pooled_from.detach())[0]
    channels = channel_axis(votes, visual)
    assert channels is not None, "methods.method_of gives this method to towers with a feature map only"
    heat = votes.relu().sum(channels) if backbone.facts.pooling == "attention" else votes.sum(channels).relu()
    return _to_input(backbone, heat)


def channel_axis(places: Tensor, visual: Any) -> int | None:
    """Which axis of a feature map [c, h, w] or [h, w, c] holds the channels; None where neither has their number."""
    found = [axis for axis in (0, 2) if places.dim() == 3 and places.shape[axis] == visual.trunk.num_features]
    if len(found) == 2:
        return 2 if getattr(visual.trunk, "output_fmt", "NCHW") == "NHWC" else 0
    return found[0] if found else None


# ---------------------------------------------------------------- towers of attention


def relevance(backbone: LoadedBackbone, picture: Tensor, head: Logits, choice: int) -> Tensor:
    """Relevance propagation through a transformer's attention (Chefer et al. 2021), for one caption.

    R starts as the identity; each block adds mean over heads of relu(∇A ⊙ A) times R, and an attention pool at the
    end multiplies it by its own. The row of what was pooled tells which patches the score rests on.

    Returns:
        [s, w] in 0..1.
    """
    with torch.enable_grad(), recorded_attention() as attentions:
        pixels = picture[None].to(backbone.device).requires_grad_(True)
        score = why_this(head(backbone.features_of(pixels)), choice)
        # An attention pool may have queries that the feature does not use.
        gradients = torch.autograd.grad(score, attentions, allow_unused=True)
    steps = [
        (gradient * attention).relu().mean(dim=1)[0]
        for attention, gradient in zip(attentions, gradients, strict=True)
        if gradient is not None
    ]
    return _patches_to_picture(backbone, _propagated(backbone, steps).detach())


@torch.no_grad()
def rollout(backbone: LoadedBackbone, picture: Tensor) -> Tensor:
    """Attention rollout (Abnar & Zuidema 2020): knows only the image, the same for every caption.

    Returns:
        [s, w] in 0..1.
    """
    with recorded_attention() as attentions:
        backbone.features_of(picture[None].to(backbone.device))
    steps = [attention.mean(dim=1)[0] for attention in attentions]
    return _patches_to_picture(backbone, _propagated(backbone, steps, halved=True))


def _propagated(backbone: LoadedBackbone, steps: list[Tensor], *, halved: bool = False) -> Tensor:
    """Relations of blocks [t, t], and of a pool [queries, t], multiplied in order, residual paths included.

    Args:
        halved: give a residual path and its block half each, so that rows go on summing to one.
    """
    pools = backbone.facts.pooling == "attention"
    blocks, pool = (steps[:-1], steps[-1]) if pools else (steps, None)
    total = torch.eye(steps[0].shape[-1], device=backbone.device)
    for step in blocks:
        total = (step @ total + total) / 2 if halved else total + step @ total
    return total if pool is None else pool @ total


def patch_grid(visual: Any) -> tuple[int, int] | None:
    """Rows and columns of a transformer's patches; None where it does not tell."""
    place = visual if hasattr(visual, "grid_size") else getattr(getattr(visual, "trunk", None), "patch_embed", None)
    grid = getattr(place, "grid_size", None)
    return None if grid is None else (int(grid[0]), int(grid[1]))


def _patches_to_picture(backbone: LoadedBackbone, relations: Tensor) -> Tensor:
    """Relations between tokens [t, t] → what was pooled of the patches, [s, w] in 0..1."""
    grid = patch_grid(backbone.model.visual)
    assert grid is not None, "methods.method_of gives this method to towers with a grid only"
    others = relations.shape[1] - grid[0] * grid[1]  # class and register tokens stand first
    # Of an attention pool's queries the first one is the feature; a class token is the first token itself.
    pooled = relations[others:, others:].mean(dim=0) if backbone.facts.pooling == "average" else relations[0, others:]
    return _to_input(backbone, pooled.reshape(grid))


def _to_input(backbone: LoadedBackbone, heat: Tensor) -> Tensor:
    """A coarse map [h, w] over the model's input, [s, w] in 0..1; on the CPU."""
    fine = functional.interpolate(heat[None, None], size=backbone.input_size, mode="bilinear", align_corners=False)
    return scaled(fine[0, 0].cpu())


def scaled(heat: Tensor) -> Tensor:
    """Shift and scale to 0..1; a flat map says nothing and becomes zero."""
    low, high = heat.min(), heat.max()
    if not torch.isfinite(high) or high - low < 1e-12:
        return torch.zeros_like(heat)
    return (heat - low) / (high - low)
