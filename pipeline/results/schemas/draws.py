"""draws.json: what every support draw and every redraw got right, so that figures over them can be recomputed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from pipeline.results.artifact import Artifact, Count, Part

# Who posts a comment with these schemas has few packages, and NumPy is none of them.
if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def as_bits(right: Sequence[bool] | NDArray[np.bool_]) -> str:
    """Right or wrong [n] as text: a 1 for each that is right, a 0 for each other."""
    import numpy as np

    # A letter a sample, and a draw a line: as a list of numbers it would be three times as long, and no diff of it
    # readable.
    return (np.asarray(right, dtype=np.uint8) + ord("0")).tobytes().decode("ascii")


def from_bits(text: str) -> NDArray[np.bool_]:
    """The reverse of ``as_bits``, [n]."""
    import numpy as np

    return np.frombuffer(text.encode("ascii", "replace"), dtype=np.uint8) == ord("1")


class DrawAnswers(Part):
    """One draw of one row."""

    model: str
    draw: Count
    """From 0, the released one."""
    right: str
    """A 1 for every test sample whose right caption was picked and a 0 for the others, in predictions.json's order."""


class RedrawnAnswers(Part):
    """One row among other distractors, drawn again and again."""

    model: str
    right: list[Count]
    """Samples right, per redraw; redraw r gives every row the same distractors."""


class Draws(Artifact):
    """draws.json: right or wrong, by row, draw and test sample."""

    kind = "draws"
    by_sample = True
    version = 3
    # Before 2 unseen categories were not tried; before 3 redraws stood among the metrics.
    migrations: ClassVar = {1: lambda plain: plain, 2: lambda plain: plain}

    rows: list[DrawAnswers]
    unseen: list[DrawAnswers] = Field(default_factory=list)
    """By adapters of the row's recipe that saw no image of the sample's category."""
    redrawn: list[RedrawnAnswers] = Field(default_factory=list)
    """Of the headline rows, over redraws of their distractors."""
