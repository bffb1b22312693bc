"""predictions.json: every test sample, by every row's released checkpoint."""

from __future__ import annotations

from pipeline.results.artifact import Approximate, Artifact, Part


class Prediction(Part):
    id: str
    label: str
    correct: int
    """Index of the right caption."""
    chosen: list[int]
    """Per model."""
    probability: list[Approximate]
    """Of the right caption, per model."""


class Predictions(Artifact):
    """predictions.json: every test sample, by every row's released checkpoint."""

    kind = "predictions"

    models: list[str]
    samples: list[Prediction]
