"""Samples as arrays: what the statistics of an evaluation need to know of them, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from pipeline.results.schemas.metrics import FalseNegative

Array = NDArray[Any]
_T = TypeVar("_T")


@dataclass(frozen=True)
class SampleTable:
    """``n`` samples with ``c`` candidates each; categories are numbers into ``categories``."""

    ids: tuple[str, ...]
    """[n] of the images, as the dataset names them."""
    categories: tuple[str, ...]
    labels: Array
    """[n] category of the image."""
    choice_labels: Array | None
    """[n, c] category of each candidate's own image; None when unknown for any sample."""
    correct: Array
    """[n] position of the right caption."""
    images: Array
    """[n] number of the image: equal for samples that show the same picture."""
    words: Array
    """[n] words of the right caption."""
    objects: Array | None
    """[n] annotated objects of the image's category; None when nothing is annotated."""

    flagged: Array
    """[n, c] booleans: candidates that are true of the image beside the right one."""
    false_negatives: tuple[FalseNegative, ...]
    """The same, with the reason of each."""

    def picked_labels(self, chosen: Array) -> Array | None:
        """[n] category of the caption picked at ``chosen`` [n]; None when unknown."""
        if self.choice_labels is None:
            return None
        return np.take_along_axis(self.choice_labels, chosen[:, None], axis=1)[:, 0]


def every_other(categories: Sequence[_T]) -> tuple[Sequence[_T], Sequence[_T]]:
    """Every other category, so that kinds that stand together in a data set's order are on both sides."""
    return categories[::2], categories[1::2]
