"""Pictures of which a part is taken away, and what a row makes of them: the passes behind deletion and insertion.

Shapes: ``b`` pictures, ``s`` and ``w`` height and width of the model's input, ``c`` candidate captions, ``d`` the
feature width.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from pipeline.clip.backbones.loading import LoadedBackbone
from pipeline.clip.explanations.attribution import Logits
from pipeline.clip.features.encoding import encode_pixels, finite
from pipeline.evaluation.maps.perturbation import FRACTIONS, area_under, hottest
from pipeline.evaluation.sample_table import Array

Head = Callable[[Tensor, Tensor], Tensor]
"""Raw image features [b, d], and the number [b] of the picture that each comes from → logits [b, c]."""

FILLS = ("blur", "mean")
WAYS = ("deletion", "insertion")

# Pictures in one pass: enough to keep a processor or a GPU busy, few enough for any memory.
PER_PASS = {"cpu": 64}
PER_PASS_ELSEWHERE = 256

# Of the shorter side. Things of this size are gone; where they stood, their colours still show.
BLUR = 1 / 12


def alone(logits: Logits) -> Head:
    """The head of one picture's row, for its forms."""
    return lambda images, pictures: torch.stack([logits(one[None]) for one in images])


def blurred(pictures: Tensor, sigma: float) -> Tensor:
    """Gaussian blur of pictures [b, 3, s, w], mirrored at the edges: along one axis, then along the other."""
    # Beyond three sigma a Gaussian has next to nothing; and a mirror shows no more than the picture has.
    reach = min(int(3 * sigma + 0.5), *(side - 1 for side in pictures.shape[-2:]))
    steps = torch.arange(-reach, reach + 1, dtype=pictures.dtype, device=pictures.device)
    kernel = torch.exp(-(steps**2) / (2 * sigma**2))
    kernel = (kernel / kernel.sum()).expand(3, 1, 1, -1)
    rows = functional.conv2d(functional.pad(pictures, (reach, reach, 0, 0), "reflect"), kernel, groups=3)
    return functional.conv2d(functional.pad(rows, (0, 0, reach, reach), "reflect"), kernel.mT, groups=3)


class Perturbed:
    """A few pictures, asked again and again with parts of them taken away.

    Args:
        head: what a row makes of features.
        pictures: [b, 3, s, w], preprocessed, on the CPU.
        correct: [b] the right caption's place.
    """

    def __init__(self, backbone: LoadedBackbone, head: Head, pictures: Tensor, correct: Tensor) -> None:
        self.backbone, self.head = backbone, head
        self.pictures, self.correct = pictures, correct
        # Zero is the mean of the pictures that the model learnt from, once normalised.
        side = min(pictures.shape[-2:])
        self.fills = {"blur": blurred(pictures, BLUR * side), "mean": torch.zeros_like(pictures)}
        # Both ends of all curves, whatever the map: asked once for each picture and not for each of its maps.
        self.whole = self._ask(pictures)
        self.empty = {fill: self._ask(self.fills[fill]) for fill in FILLS}

    def _ask(self, pictures: Tensor) -> Array:
        """Probability [b] of the right captions for other forms of the pictures."""
        rows = range(len(pictures))
        return np.array(self._probabilities(zip(pictures, rows, strict=True)))

    def _probabilities(self, jobs: Iterator[tuple[Tensor, int]]) -> list[float]:
        """Probability of the right caption of picture forms [3, s, w], each with the number of its picture."""
        size = PER_PASS.get(self.backbone.device.type, PER_PASS_ELSEWHERE)
        found: list[float] = []
        while batch := list(itertools.islice(jobs, size)):
            forms = torch.stack([form for form, _ in batch]).to(self.backbone.device)
            rows = torch.tensor([row for _, row in batch])
            logits = self.head(finite(encode_pixels(self.backbone, forms), self.backbone), rows).cpu()
            # In float64 on the CPU: MPS has none, and sums of small probabilities need it.
            found += logits.double().softmax(dim=-1)[torch.arange(len(rows)), self.correct[rows]].tolist()
        return found

    def areas(self, ranks: Array) -> dict[str, Array]:
        """Area [b] under each curve of p(right caption), by way and fill: ``deletion_blur`` and so on.

        Args:
            ranks: [b, s, w] of ``first_places``: the hottest places go, or come, first.
        """
        # Made one by one as they are asked: all forms at once would be gigabytes.
        asked = iter(self._probabilities(self._forms(ranks)))
        curves = {f"{way}_{fill}": np.empty((len(self.pictures), len(FRACTIONS))) for way in WAYS for fill in FILLS}
        for fill in FILLS:
            curves[f"deletion_{fill}"][:, 0] = curves[f"insertion_{fill}"][:, -1] = self.whole
            curves[f"deletion_{fill}"][:, -1] = curves[f"insertion_{fill}"][:, 0] = self.empty[fill]
        for row, step, fill, way in _places(len(self.pictures)):
            curves[f"{way}_{fill}"][row, step] = next(asked)
        return {name: area_under(curve) for name, curve in curves.items()}

    def _forms(self, ranks: Array) -> Iterator[tuple[Tensor, int]]:
        for row, step, fill, way in _places(len(self.pictures)):
            hot = torch.from_numpy(hottest(ranks[row], FRACTIONS[step]))
            picture, instead = self.pictures[row], self.fills[fill][row]
            yield torch.where(hot, *((instead, picture) if way == "deletion" else (picture, instead))), row


def _places(pictures: int) -> Iterator[tuple[int, int, str, str]]:
    """Picture, step, fill and way of every form that has to be asked; ends of curves are known."""
    return itertools.product(range(pictures), range(1, len(FRACTIONS) - 1), FILLS, WAYS)
