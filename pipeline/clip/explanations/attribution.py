"""Where a frozen backbone looks: maps over the picture as the model saw it.

Shapes: ``s`` is the model's image size, ``p`` its patches, ``t = p + 1`` tokens with the class token, ``h`` heads,
``c`` candidate captions, ``d`` the feature width. Every map is scaled to 0..1 by itself, so magnitudes do not
compare across maps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import torch
from open_clip.transformer import ResidualAttentionBlock, VisionTransformer
from pytorch_grad_cam import GradCAMElementWise
from torch import Tensor, nn
from torch.nn import functional

from pipeline.clip.backbones.loading import LoadedBackbone
from pipeline.errors import PipelineError

Logits = Callable[[Tensor], Tensor]
"""Raw image features [1, d] → logits [c] of the candidates: a row's whole head, adapters included."""


def why_this(logits: Tensor, choice: int) -> Tensor:
    """Logit of a caption minus the best other one: "why this and not that".

    Args:
        logits: [c].
    """
    others = torch.cat([logits[:choice], logits[choice + 1 :]])
    return logits[choice] - others.max()


def gradcam(backbone: LoadedBackbone, picture: Tensor, head: Logits, choice: int) -> Tensor:
    """Element-wise Grad-CAM on the ResNet's last stage but one, for one caption.

    Grad-CAM (Selvaraju et al. 2017) weights a channel of the last stage by its mean gradient, which suits networks
    that end in average pooling. CLIP's ResNets end in attention pooling: its gradients differ from place to place, and
    it can gather what it needs at any place of the last stage, corners included. So each place keeps its own gradient,
    relu(gradient) ⊙ activation summed over channels, which holds its ground in earlier and finer stages too (LayerCAM,
    Jiang et al. 2021).

    Args:
        picture: [3, s, s], preprocessed.
        choice: the caption to explain.

    Returns:
        [s, s] in 0..1; all zero when nothing speaks for the caption.
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
    return _scaled(torch.from_numpy(heat[0]))


def relevance(backbone: LoadedBackbone, picture: Tensor, head: Logits, choice: int) -> Tensor:
    """Relevance propagation through the ViT's attention (Chefer et al. 2021), for one caption.

    R starts as the identity; each block adds mean over heads of relu(∇A ⊙ A) times R. The class token's row
    tells which patches the score rests on.

    Returns:
        [s, s] in 0..1.
    """
    with torch.enable_grad(), recorded_attention(backbone) as attentions:
        pixels = picture[None].to(backbone.device).requires_grad_(True)
        score = why_this(head(backbone.model.encode_image(pixels)), choice)
        gradients = torch.autograd.grad(score, attentions)
    tokens = attentions[0].shape[-1]
    total = torch.eye(tokens, device=backbone.device)
    for attention, gradient in zip(attentions, gradients, strict=True):
        step = (gradient * attention).relu().mean(dim=1)[0]
        total = total + step @ total
    return _patches_to_picture(backbone, total.detach())


@torch.no_grad()
def rollout(backbone: LoadedBackbone, picture: Tensor) -> Tensor:
    """Attention rollout (Abnar & Zuidema 2020): knows only the image, the same for every caption.

    Returns:
        [s, s] in 0..1.
    """
    with recorded_attention(backbone) as attentions:
        backbone.model.encode_image(picture[None].to(backbone.device))
    total = torch.eye(attentions[0].shape[-1], device=backbone.device)
    for attention in attentions:
        with_residual = (attention.mean(dim=1)[0] + torch.eye(len(total), device=backbone.device)) / 2
        total = with_residual @ total
    return _patches_to_picture(backbone, total)


@contextmanager
def recorded_attention(backbone: LoadedBackbone) -> Iterator[list[Tensor]]:
    """Within, every forward pass appends its attention weights [1, h, t, t], one per block, to the list given.

    PyTorch's fused attention keeps no weights that gradients reach, so the blocks compute
    softmax(QKᵀ/√width)V step by step meanwhile.
    """
    visual = backbone.model.visual
    blocks = list(visual.transformer.resblocks) if isinstance(visual, VisionTransformer) else []
    if not blocks or not all(isinstance(block, ResidualAttentionBlock) for block in blocks):
        raise PipelineError(
            f"backbones.{backbone.settings.id}: {backbone.settings.architecture} has no attention blocks "
            "that can be explained: set explain.samples and explain.hard_cases to 0"
        )
    attentions: list[Tensor] = []

    def attend(attn: nn.MultiheadAttention) -> Callable[..., Tensor]:
        def attention(q_x: Tensor, **_: object) -> Tensor:
            out, weights = explicit_attention(attn, q_x)
            attentions.append(weights)
            return out

        return attention

    for block in blocks:
        block.attention = attend(block.attn)
    try:
        yield attentions
    finally:
        for block in blocks:
            del block.attention  # the class's own method shows again


def explicit_attention(attn: nn.MultiheadAttention, x: Tensor) -> tuple[Tensor, Tensor]:
    """What ``attn`` computes of x [1, t, width], and its weights [1, h, t, t], within the graph."""
    batch, length, width = x.shape
    heads = attn.num_heads
    projected = functional.linear(x, attn.in_proj_weight, attn.in_proj_bias)
    q, k, v = (part.view(batch, length, heads, width // heads).transpose(1, 2) for part in projected.chunk(3, dim=-1))
    weights = (q @ k.transpose(-2, -1) / (width // heads) ** 0.5).softmax(dim=-1)
    mixed = (weights @ v).transpose(1, 2).reshape(batch, length, width)
    return functional.linear(mixed, attn.out_proj.weight, attn.out_proj.bias), weights


def _patches_to_picture(backbone: LoadedBackbone, relations: Tensor) -> Tensor:
    """Relations between tokens [t, t] → the pooled token's view of the patches, [s, s] in 0..1."""
    visual = backbone.model.visual
    pooled = relations[0, 1:] if visual.pool_type == "tok" else relations[1:, 1:].mean(dim=0)
    grid = pooled.reshape(1, 1, *visual.grid_size)
    size = (backbone.facts.image_size, backbone.facts.image_size)
    return _scaled(functional.interpolate(grid, size=size, mode="bilinear", align_corners=False)[0, 0].cpu())


def _scaled(heat: Tensor) -> Tensor:
    """Shift and scale to 0..1; a flat map says nothing and becomes zero."""
    low, high = heat.min(), heat.max()
    if not torch.isfinite(high) or high - low < 1e-12:
        return torch.zeros_like(heat)
    return (heat - low) / (high - low)
