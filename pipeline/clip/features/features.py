"""Features of samples, as stored: everything after the frozen backbones works on these."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

Kind = Literal["images", "captions"]
"""Of what features are."""
ROWS_AT_ONCE = 65_536
"""Of features that are copied or mapped: of a million, what comes up on the way would be as large again, or larger."""


@dataclass(frozen=True)
class Features:
    """Raw (unnormalised) CLIP features of ``n`` samples with ``c`` candidate captions each.

    ``m`` is the number of distinct captions, ``d`` the feature width.
    """

    images: Tensor
    """[n, d] float32."""
    captions: Tensor
    """[m, d] float32, one row per distinct caption."""
    choices: Tensor
    """[n, c] int64, rows of ``captions``; captions that the model reads alike share a row."""
    correct: Tensor
    """[n] int64, position of the right caption among the candidates."""
    logit_scale: float
    """CLIP's own factor on cosine similarities, already exponentiated."""

    @property
    def width(self) -> int:
        """Numbers in a feature: ``d``."""
        return self.images.shape[1]

    def __len__(self) -> int:
        return len(self.images)

    @cached_property
    def twins(self) -> Tensor:
        """[n, c] bool: distractors that read the same to the model as the right caption."""
        twins = self.choices == self.choices.gather(1, self.correct[:, None])
        return twins.scatter(1, self.correct[:, None], False)

    def without_twins(self, scores: Tensor) -> Tensor:
        """Scores [n, c] with twins at minus infinity.

        A twin is no wrong answer: whoever cannot tell it from the right caption has picked that. Offered twice, it
        still is one answer, so that it counts once in ranks and probabilities.
        """
        return scores.masked_fill(self.twins, -math.inf)

    def picks(self, scores: Tensor) -> Tensor:
        """[n] the candidate picked, the first of equals; the right caption for one that reads the same."""
        return self.without_twins(scores).argmax(1)

    def subset(self, rows: Tensor) -> Features:
        """The samples ``rows`` ([k] int64), in that order; captions stay shared."""
        return Features(self.images[rows], self.captions, self.choices[rows], self.correct[rows], self.logit_scale)

    def compact(self) -> Features:
        """The same samples with only the captions that they use."""
        # Most captions of a subset's features are not its own: encoding heads over them, or moving them to a GPU, is
        # for nothing.
        used, places = self.choices.unique(return_inverse=True)
        return Features(self.images, self.captions[used], places, self.correct, self.logit_scale)

    def part(self, rows: NDArray[np.int64], device: torch.device) -> Features:
        """The samples ``rows`` [k], with only the captions that they use, on a device."""
        return self.subset(torch.from_numpy(rows)).compact().to(device)

    def to(self, device: torch.device) -> Features:
        """The same features on a device."""
        return Features(
            self.images.to(device),
            self.captions.to(device),
            self.choices.to(device),
            self.correct.to(device),
            self.logit_scale,
        )
