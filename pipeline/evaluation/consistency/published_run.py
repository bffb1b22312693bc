"""The artifacts of one run as far as they are there: what the page and the comparison hold against each other."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.results.schemas.attention import Attention
from pipeline.results.schemas.curves import Curves
from pipeline.results.schemas.dataset import DatasetFacts
from pipeline.results.schemas.draws import Draws
from pipeline.results.schemas.eda import Eda
from pipeline.results.schemas.hard_cases import HardCases
from pipeline.results.schemas.metrics import Metrics
from pipeline.results.schemas.predictions import Predictions
from pipeline.results.schemas.run import Run
from pipeline.results.schemas.shown_samples import ShownSamples
from pipeline.results.schemas.slices import Slices
from pipeline.results.schemas.test_samples import SampleArchive
from pipeline.results.schemas.timings import Timings
from pipeline.results.schemas.validation import Validation


@dataclass(frozen=True, kw_only=True)
class PublishedRun:
    """Artifacts of one run; None where one is not there, or cannot be read."""

    run: Run | None = None
    dataset: DatasetFacts | None = None
    eda: Eda | None = None
    metrics: Metrics | None = None
    predictions: Predictions | None = None
    draws: Draws | None = None
    shown: ShownSamples | None = None
    hard_cases: HardCases | None = None
    archive: SampleArchive | None = None
    attention: Attention | None = None
    curves: Curves | None = None
    validation: Validation | None = None
    slices: Slices | None = None
    timings: Timings | None = None


@dataclass(frozen=True)
class Contradiction:
    """A figure that does not follow from what the rows are said to have answered."""

    model: str
    metric: str
    """What is contradicted: a field of the row, or a place in a table."""
    claimed: float | str | None
    follows: float | str | None
    source: str = "predictions.json"
    file: str = "metrics.json"

    def __str__(self) -> str:
        claimed, follows = (
            "null" if one is None else f"{one!r}" if isinstance(one, str) else f"{one:.6g}"
            for one in (self.claimed, self.follows)
        )
        return f"{self.model}: {self.metric} is {claimed} in {self.file}, and {follows} by {self.source}"


@dataclass(frozen=True)
class Nonsense:
    """What no run can have written: a name or a place that leads nowhere, a list of another length."""

    kind: str
    """The artifact."""
    what: str

    def __str__(self) -> str:
        return f"{self.kind}.json: {self.what}"
