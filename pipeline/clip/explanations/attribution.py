"""What all maps have in common: the score that they explain, and their form.

Shapes: ``b`` pictures, ``s`` and ``w`` height and width of the model's input, ``c`` candidate captions, ``d`` the
feature width. Every map is scaled to 0..1 by itself, so magnitudes do not compare across maps.
"""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor
from torch.nn import functional

from pipeline.clip.backbones.loading import LoadedBackbone

Logits = Callable[[Tensor], Tensor]
"""Raw image features [1, d] → logits [c] of the candidates: a row's whole head, adapters included."""

Target = Callable[[Tensor], Tensor]
"""Raw image features [b, d] → the score [b] that the pictures' maps explain, each its own."""


def why_this(logits: Tensor, choice: int | Tensor) -> Tensor:
    """Logit of a caption minus the best other one: "why this and not that".

    Args:
        logits: [c], or [b, c] with a choice [b] for each.

    Returns:
        A scalar, or [b].
    """
    own = functional.one_hot(torch.as_tensor(choice, device=logits.device), logits.shape[-1]).bool()
    # Against the strongest rival: a logit alone rises with whatever all candidates have in common.
    others = logits.masked_fill(own, float("-inf"))
    # gather would be shorter, and its gradient is not deterministic on every device.
    return logits.masked_fill(~own, 0).sum(dim=-1) - others.amax(dim=-1)


def single(head: Logits, choice: int) -> Target:
    """The target of one picture, or of several that share their candidates."""
    return lambda features: torch.stack([why_this(head(one[None]), choice) for one in features])


def over_input(backbone: LoadedBackbone, heat: Tensor) -> Tensor:
    """Coarse maps [b, h, w] over the model's input, [b, s, w] in 0..1; on the CPU."""
    # align_corners off: cells are areas here, and the outermost centres lie half a cell inside.
    fine = functional.interpolate(heat[:, None], size=backbone.input_size, mode="bilinear", align_corners=False)
    return scaled(fine[:, 0].detach().float().cpu())


def scaled(heat: Tensor) -> Tensor:
    """Shift and scale every map [..., s, w] to 0..1; a flat one says nothing and becomes zero."""
    low, high = heat.amin(dim=(-2, -1), keepdim=True), heat.amax(dim=(-2, -1), keepdim=True)
    # A division by next to nothing would blow rounding up to a map that looks like one.
    says = torch.isfinite(high) & (high - low >= 1e-12)
    return torch.where(says, (heat - low) / torch.where(says, high - low, 1), 0)
