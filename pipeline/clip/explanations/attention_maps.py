"""Where a tower of attention looks: maps from the attention that it pays, and from the gradients of it.

Shapes as in ``attribution``; ``t`` tokens of a picture, class token included, ``q`` queries, ``h`` heads.
"""

from __future__ import annotations

from typing import Any

import torch
from open_clip.transformer import VisionTransformer
from torch import Tensor
from torch.nn import functional

from pipeline.clip.backbones.loading import LoadedBackbone
from pipeline.clip.explanations.attribution import Target, over_input
from pipeline.clip.explanations.recorded_attention import AttentionStep, recorded_attention


def attention_maps(backbone: LoadedBackbone, pictures: Tensor, target: Target) -> dict[str, Tensor]:
    """Every map that a transformer's attention gives, from one pass forward and back.

    Args:
        pictures: [b, 3, s, w], preprocessed.

    Returns:
        [b, s, w] in 0..1, by method: ``relevance`` and ``grad_eclip`` for the target, ``rollout`` for the image alone.
    """
    with torch.enable_grad(), recorded_attention() as steps:
        pixels = pictures.to(backbone.device).requires_grad_(True)
        score = target(backbone.features_of(pixels)).sum()
        # An attention pool may have queries that the feature does not use.
        gradients = torch.autograd.grad(score, [step.weights for step in steps] + [steps[-1].mixed], allow_unused=True)
    *attended, mixed = gradients
    return {
        "relevance": relevance(backbone, steps, attended),
        "grad_eclip": grad_eclip(backbone, steps[-1], mixed),
        "rollout": _rollout(backbone, steps),
    }


def relevance(backbone: LoadedBackbone, steps: list[AttentionStep], gradients: list[Tensor]) -> Tensor:
    """Relevance propagation through a transformer's attention (Chefer et al. 2021).

    R starts as the identity; each block adds mean over heads of relu(∇A ⊙ A) times R, and an attention pool at the
    end multiplies it by its own. The row of what was pooled tells which patches the score rests on.

    Args:
        gradients: of the target by each step's weights, [b, h, q, t].

    Returns:
        [b, s, w] in 0..1.
    """
    relations = [
        (gradient * step.weights.detach()).relu().mean(dim=1)
        for step, gradient in zip(steps, gradients, strict=True)
        if gradient is not None
    ]
    return _patches_to_picture(backbone, _propagated(backbone, relations))


def grad_eclip(backbone: LoadedBackbone, last: AttentionStep, gradient: Tensor) -> Tensor:
    """Grad-ECLIP (Zhao et al. 2024, https://arxiv.org/abs/2502.18816): what the last attention carries to the feature.

    Of every patch, relu(Σ over channels of gradient ⊙ value · λ): the gradient is that of what a query gathered, λ the
    likeness of the query and the patch's key, over all heads and scaled to 0..1. It loosens the softmax, which often
    leaves one patch only. A class token is the only query whose gradient is not zero; where patches are averaged, each
    of them is one.

    Args:
        gradient: of the target by ``last.mixed``, [b, h, q, d / h].
    """
    width = last.weights.shape[-1]
    queries, keys, values, gradients = (
        _joined(one.detach()) for one in (last.queries, last.keys, last.values, gradient)
    )
    patches = slice(width - _patches(backbone), width)
    # Patches stand last, behind class and register tokens.
    keys, values = keys[:, patches], values[:, patches]
    likeness = functional.normalize(queries, dim=-1) @ functional.normalize(keys, dim=-1).mT
    # By query: each has a range of its own.
    low, high = likeness.amin(-1, keepdim=True), likeness.amax(-1, keepdim=True)
    # Where all keys are equally like the query, 0 / 0 would be no number.
    likeness = (likeness - low) / (high - low).clamp(min=1e-12)
    votes = (likeness * (gradients @ values.mT)).sum(dim=1).relu()
    return over_input(backbone, votes.unflatten(1, _grid(backbone)))


def _joined(heads: Tensor) -> Tensor:
    """[b, h, t, d / h] → [b, t, d]."""
    return heads.transpose(1, 2).flatten(2)


@torch.no_grad()
def rollout(backbone: LoadedBackbone, pictures: Tensor) -> Tensor:
    """Attention rollout (Abnar & Zuidema 2020), maps [b, s, w] of pictures [b, 3, s, w]: the same for every caption."""
    with recorded_attention() as steps:
        backbone.features_of(pictures.to(backbone.device))
    return _rollout(backbone, steps)


def _rollout(backbone: LoadedBackbone, steps: list[AttentionStep]) -> Tensor:
    relations = [step.weights.detach().mean(dim=1) for step in steps]
    return _patches_to_picture(backbone, _propagated(backbone, relations, halved=True))


def _propagated(backbone: LoadedBackbone, relations: list[Tensor], *, halved: bool = False) -> Tensor:
    """Relations of blocks [b, t, t], and of a pool [b, q, t], multiplied in order, residual paths included.

    Args:
        halved: give a residual path and its block half each, so that rows go on summing to one.
    """
    # A pool has no residual path around it: its relation ends the chain as it is.
    pools = backbone.facts.pooling == "attention"
    blocks, pool = (relations[:-1], relations[-1]) if pools else (relations, None)
    # At the start, each token rests on itself.
    total = torch.eye(relations[0].shape[-1], device=backbone.device)
    for block in blocks:
        total = (block @ total + total) / 2 if halved else total + block @ total
    return total if pool is None else pool @ total


def patch_grid(visual: Any) -> tuple[int, int] | None:
    """Rows and columns of a transformer's patches; None where it does not tell."""
    place = visual if hasattr(visual, "grid_size") else getattr(getattr(visual, "trunk", None), "patch_embed", None)
    grid = getattr(place, "grid_size", None)
    return None if grid is None else (int(grid[0]), int(grid[1]))


def _grid(backbone: LoadedBackbone) -> tuple[int, int]:
    grid = patch_grid(backbone.model.visual)
    assert grid is not None, "methods.methods_of gives these methods to towers with a grid only"
    return grid


def _patches(backbone: LoadedBackbone) -> int:
    rows, columns = _grid(backbone)
    return rows * columns


def _patches_to_picture(backbone: LoadedBackbone, relations: Tensor) -> Tensor:
    """Relations between tokens [b, t, t] → what was pooled of the patches, [b, s, w] in 0..1."""
    others = relations.shape[-1] - _patches(backbone)  # class and register tokens stand first
    visual, relations = backbone.model.visual, relations[..., others:]
    if backbone.facts.pooling == "average":
        pooled = relations[:, others:].mean(dim=1)
    elif isinstance(visual, VisionTransformer) and visual.attn_pool is not None and visual.pool_type == "avg":
        # open_clip averages an attention pool's queries as it does tokens: without the first.
        pooled = relations[:, 1:].mean(dim=1)
    else:
        # Of an attention pool's queries the first one is the feature; a class token is the first token itself.
        pooled = relations[:, 0]
    return over_input(backbone, pooled.unflatten(1, _grid(backbone)))
