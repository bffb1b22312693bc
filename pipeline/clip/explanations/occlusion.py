"""A map for any model whatever: what is lost when a part of the picture is covered."""

from __future__ import annotations

from collections.abc import Iterator

import torch
from torch import Tensor

from pipeline.clip.backbones.loading import LoadedBackbone
from pipeline.clip.explanations.attribution import Logits, scaled, why_this

# A window covers a quarter of the picture's side and moves by half of that: 49 passes a map.
WINDOWS_ACROSS = 4
BATCH = 16


@torch.no_grad()
def occlusion(backbone: LoadedBackbone, picture: Tensor, head: Logits, choice: int) -> Tensor:
    """Occlusion sensitivity (Zeiler & Fergus 2014), for one caption; needs neither gradients nor a known tower.

    A window of mean grey slides over the picture; a place is worth the mean loss of the caption's lead over the best
    other one, over all windows that cover it. What speaks against the caption counts as nothing.

    Returns:
        [s, w] in 0..1.
    """
    height, width = picture.shape[1:]
    windows = list(_windows(height, width))
    lead = _leads(backbone, picture[None], head, choice)[0]
    losses, covered = torch.zeros(height, width), torch.zeros(height, width)
    for start in range(0, len(windows), BATCH):
        batch = windows[start : start + BATCH]
        pictures = picture.repeat(len(batch), 1, 1, 1)
        for one, (rows, columns) in zip(pictures, batch, strict=True):
            one[:, rows, columns] = 0  # the training pictures' mean, once normalised
        for loss, (rows, columns) in zip(lead - _leads(backbone, pictures, head, choice), batch, strict=True):
            losses[rows, columns] += loss.clamp(min=0)
            covered[rows, columns] += 1
    return scaled(losses / covered)


def _leads(backbone: LoadedBackbone, pictures: Tensor, head: Logits, choice: int) -> Tensor:
    features = backbone.features_of(pictures.to(backbone.device))
    return torch.stack([why_this(head(one[None]), choice) for one in features]).cpu()


def _windows(height: int, width: int) -> Iterator[tuple[slice, slice]]:
    steps = 2 * WINDOWS_ACROSS
    for row in range(steps - 1):
        for column in range(steps - 1):
            yield (
                slice(row * height // steps, (row + 2) * height // steps),
                slice(column * width // steps, (column + 2) * width // steps),
            )
