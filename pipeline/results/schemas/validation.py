"""validation.json: what temperatures are fitted on, so that they can be fitted again."""

from __future__ import annotations

from pipeline.results.artifact import Artifact, Part


class ValidationSample(Part):
    """A sample of the pool that no released adapter named here was trained on."""

    id: str
    behind: list[list[int | None] | None]
    """Per model and wrong candidate, in tenths, how far its logit lies below the right caption's; negative where it
    lies above, None where it reads the same to the model. None for a row without a temperature to fit.

    The log loss at a temperature T follows: log(1 + Σ exp(-behind / 10 T)). Another machine agrees on all but one tenth
    of ten thousand, and rounding to tenths moves a temperature near 1 by less than a hundredth."""


class Validation(Artifact):
    """validation.json: the samples behind the temperatures."""

    kind = "validation"
    by_sample = True

    models: list[str]
    samples: list[ValidationSample]
