"""A map for any model whatever: what is lost when a part of the picture is covered."""

from __future__ import annotations

from collections.abc import Iterator

import torch
from torch import Tensor

from pipeline.clip.backbones.loading import LoadedBackbone
from pipeline.clip.explanations.attribution import Target, scaled

# A window covers a quarter of the picture's side and moves by half of that: 49 passes a map.
WINDOWS_ACROSS = 4


@torch.no_grad()
def occlusion(backbone: LoadedBackbone, pictures: Tensor, target: Target) -> dict[str, Tensor]:
    """Occlusion sensitivity (Zeiler & Fergus 2014); needs neither gradients nor a known tower.

    A window of mean grey slides over the pictures; a place is worth the mean loss of the target, over all windows that
    cover it. What speaks against the caption counts as nothing.

    Args:
        pictures: [b, 3, s, w], preprocessed.

    Returns:
        [b, s, w] in 0..1, as ``occlusion``.
    """
    number, _, height, width = pictures.shape
    whole = target(backbone.features_of(pictures.to(backbone.device))).cpu()
    losses, covered = torch.zeros(number, height, width), torch.zeros(height, width)
    for rows, columns in _windows(height, width):
        hidden = pictures.clone()
        hidden[..., rows, columns] = 0  # the training pictures' mean, once normalised
        # What rises when covered spoke against the caption: it is no reason for it.
        loss = whole - target(backbone.features_of(hidden.to(backbone.device))).cpu()
        losses[:, rows, columns] += loss.clamp(min=0)[:, None, None]
        covered[rows, columns] += 1
    return {"occlusion": scaled(losses / covered)}


def _windows(height: int, width: int) -> Iterator[tuple[slice, slice]]:
    steps = 2 * WINDOWS_ACROSS
    for row in range(steps - 1):
        for column in range(steps - 1):
            yield (
                slice(row * height // steps, (row + 2) * height // steps),
                slice(column * width // steps, (column + 2) * width // steps),
            )
