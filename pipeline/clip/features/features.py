"""Features of samples, as stored: everything after the frozen backbones works on these."""

from __future__ import annotations

from dataclasses import dataclass

from torch import Tensor


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
    """[n, c] int64, rows of ``captions``."""
    correct: Tensor
    """[n] int64, position of the right caption among the candidates."""
    logit_scale: float
    """CLIP's own factor on cosine similarities, already exponentiated."""

    def __len__(self) -> int:
        return len(self.images)

    def subset(self, rows: Tensor) -> Features:
        """The samples ``rows`` ([k] int64), in that order; captions stay shared."""
        return Features(self.images[rows], self.captions, self.choices[rows], self.correct[rows], self.logit_scale)
