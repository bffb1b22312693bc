"""Samples as arrays: what the statistics of an evaluation need to know of them, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.data.samples import Sample

Array = NDArray[Any]


@dataclass(frozen=True)
class SampleTable:
    """``n`` samples with ``c`` candidates each; categories are numbers into ``categories``."""

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

    @classmethod
    def of(cls, samples: Sequence[Sample], categories: Sequence[str]) -> SampleTable:
        """The table of ``samples``; categories that only they name come after ``categories``."""
        known = all(sample.choice_labels is not None for sample in samples)
        named = [sample.label for sample in samples]
        named += [label for sample in samples for label in sample.choice_labels or ()]
        every = tuple(dict.fromkeys([*categories, *sorted(set(named))]))
        code = {category: number for number, category in enumerate(every)}
        choice_labels = [[code[label] for label in sample.choice_labels or ()] for sample in samples]
        objects = np.array([len(sample.boxes) for sample in samples], dtype=np.int64)
        return cls(
            categories=every,
            labels=np.array([code[sample.label] for sample in samples], dtype=np.int64),
            choice_labels=np.array(choice_labels, dtype=np.int64) if known and samples else None,
            correct=np.array([sample.correct for sample in samples], dtype=np.int64),
            images=np.unique([sample.sha256 for sample in samples], return_inverse=True)[1],
            words=np.array([len(sample.choices[sample.correct].split()) for sample in samples], dtype=np.int64),
            objects=objects if objects.any() else None,
        )

    def picked_labels(self, chosen: Array) -> Array | None:
        """[n] category of the caption picked at ``chosen`` [n]; None when unknown."""
        if self.choice_labels is None:
            return None
        return np.take_along_axis(self.choice_labels, chosen[:, None], axis=1)[:, 0]
