"""The artifacts of one run as far as they are there: what the page and the comparison hold against each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from sys import intern

import numpy as np

from pipeline.evaluation.sample_table import Array
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
    offered: OfferedCaptions | None = None
    attention: Attention | None = None
    curves: Curves | None = None
    validation: Validation | None = None
    slices: Slices | None = None
    timings: Timings | None = None

    @property
    def choices(self) -> int:
        """Candidates of every sample: where no file says it, as many as anybody picked from at least."""
        if self.dataset:
            return self.dataset.choices
        if self.offered and self.offered.ids:
            return int(self.offered.counts[0])
        samples = self.predictions.samples if self.predictions else []
        return 1 + max((max(one.correct, *one.chosen) for one in samples if one.chosen), default=0)


@dataclass(frozen=True, eq=False)
class OfferedCaptions:
    """test_samples.json as arrays: a million samples' candidates as lists take ten times the room.

    Shapes: ``n`` samples, ``c`` candidates, ``m`` captions.
    """

    ids: tuple[str, ...]
    counts: Array
    """[n] candidates of each sample: in a sound file ``c`` of each."""
    places: Array
    """[n x c] their captions, sample after sample."""
    beyond: Mapping[str, int]
    """By sample, a place beyond the last caption; none in a sound file."""
    categories: tuple[str | None, ...]
    """[m] of the images that the captions were written for."""
    words: Array
    """[m] in each caption."""

    @classmethod
    def of(cls, archive: SampleArchive) -> OfferedCaptions:
        """The file's; its texts are left behind."""
        end = len(archive.captions)
        every = chain.from_iterable(sample.choices for sample in archive.samples)
        return cls(
            ids=tuple(sample.id for sample in archive.samples),
            counts=np.array([len(sample.choices) for sample in archive.samples], dtype=np.int64),
            # A number of a stranger's file may be larger than any that an array holds.
            places=np.fromiter((min(place, end) for place in every), dtype=np.int32),
            beyond={
                sample.id: next(place for place in sample.choices if place >= end)
                for sample in archive.samples
                if max(sample.choices, default=-1) >= end
            },
            # A category once for all its captions, not once for each.
            categories=tuple(one.category and intern(one.category) for one in archive.captions),
            words=np.array([len(one.text.split()) for one in archive.captions], dtype=np.int64),
        )

    @property
    def choices(self) -> Array:
        """[n, c] the captions of every sample's candidates, of a sound file."""
        return self.places.reshape(len(self.ids), -1)


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
