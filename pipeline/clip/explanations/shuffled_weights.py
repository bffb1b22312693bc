"""An image tower that has forgotten what it learnt: sanity checks for maps (Adebayo et al. 2018)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal, get_args

import torch
from torch import Tensor

from pipeline.clip.backbones.loading import LoadedBackbone

Scope = Literal["head", "all"]
SCOPES: tuple[Scope, ...] = get_args(Scope)

# What stands between an image tower's last block and its feature, by the names of open_clip's towers and timm's.
HEADS = (
    "attnpool", "attn_pool", "ln_post", "proj", "head", "trunk.head", "trunk.attn_pool", "trunk.fc_norm",
)  # fmt: skip


def parameters_of(visual: Any, scope: Scope) -> list[Tensor]:
    """Parameters of an image tower, or of its head alone, in the model's order."""
    # With a dot behind both names: proj is a parameter by itself, and head no beginning of another word.
    named = visual.named_parameters()
    return [one for name, one in named if scope == "all" or any(f"{name}.".startswith(f"{head}.") for head in HEADS)]


@contextmanager
@torch.no_grad()
def shuffled(backbone: LoadedBackbone, scope: Scope, seed: int) -> Iterator[None]:
    """Within, the numbers of every weight tensor of the image tower stand in another order.

    Each tensor keeps its mean and spread, so that the tower goes on computing in the range that it is made for, and
    only what it learnt is lost. Captions stay what they were.
    """
    parameters = parameters_of(backbone.model.visual, scope)
    # Copied, not shuffled back: the same bits have to stand there afterwards.
    kept = [one.detach().clone() for one in parameters]
    generator = torch.Generator().manual_seed(seed)
    for one in parameters:
        order = torch.randperm(one.numel(), generator=generator).to(one.device)
        one.copy_(one.flatten()[order].view_as(one))
    try:
        yield
    finally:
        for one, before in zip(parameters, kept, strict=True):
            one.copy_(before)
