"""slices.json: groups of test samples on which a row does worse, found on one half and tested on the other."""

from __future__ import annotations

from pipeline.results.artifact import Artifact, Part


class HalfFigures(Part):
    """Right answers in one half of the test set."""

    samples: int
    """In the group; likewise below."""
    right: int
    others: int
    """The half's other samples."""
    others_right: int


class ErrorSlice(Part):
    """A group of one row."""

    model: str
    about: str
    """What is known of its samples: "category", "word of the caption", a field of the user's metadata file."""
    value: str
    searched: HalfFigures
    confirmed: HalfFigures
    # The search has said which way before the other half was looked at, so the test need not ask about both.
    p_value: float
    """One-sided, by Fisher's exact test in the other half."""
    p_adjusted: float
    """Among all groups that the search brought, over all rows (Holm 1979)."""
    samples: list[int]
    """All samples of the group, as places in predictions.json."""


class Slices(Artifact):
    """slices.json: groups on which a row's released checkpoint does worse than elsewhere."""

    kind = "slices"
    by_sample = True

    confidence: float
    models: list[str]
    """Rows that were looked at."""
    groups: int
    """That were searched."""
    tested: int
    """That the search brought to the other half, over all rows."""
    searched: str
    """A 1 for every test sample of the half that was searched and a 0 for the others, in predictions.json's order."""
    slices: list[ErrorSlice]
    """Those that the other half confirms, the surest first."""
