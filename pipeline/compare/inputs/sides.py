"""One side of a comparison: its artifacts, read as far as they are there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, create_model

from pipeline.compare.inputs.revisions import ArtifactSource, read_artifact
from pipeline.compare.report import SideFacts
from pipeline.errors import PipelineError
from pipeline.evaluation.consistency.artifact_checks import contradictions, figure_contradictions
from pipeline.evaluation.consistency.published_run import Contradiction, Nonsense, OfferedCaptions, PublishedRun
from pipeline.evaluation.consistency.soundness import nonsense
from pipeline.results.artifact import Artifact
from pipeline.results.schemas.attention import Attention
from pipeline.results.schemas.curves import Curves
from pipeline.results.schemas.dataset import DatasetFacts
from pipeline.results.schemas.draws import Draws, from_bits
from pipeline.results.schemas.eda import Eda
from pipeline.results.schemas.hard_cases import HardCases
from pipeline.results.schemas.metrics import Metrics, MetricsRow
from pipeline.results.schemas.predictions import Prediction, Predictions
from pipeline.results.schemas.run import Run
from pipeline.results.schemas.shown_samples import ShownSamples
from pipeline.results.schemas.slices import Slices
from pipeline.results.schemas.test_samples import SampleArchive
from pipeline.results.schemas.timings import Timings
from pipeline.results.schemas.validation import Validation

Read = TypeVar("Read", bound=Artifact)

REQUIRED = (Run, DatasetFacts, Metrics, Predictions)


def _with_gaps(model: type[Any], *names: str) -> type[Any]:
    """The model with null allowed in the named fields: what was not a number is written as null.

    A page must refuse such a file; a comparison has to name the gap.
    """
    # Made from the form itself, so that a metric that comes to it may have gaps as well.
    fields: dict[str, Any] = {name: (model.model_fields[name].annotation | None, Field(None)) for name in names}
    return create_model(f"{model.__name__}WithGaps", __base__=model, **fields)


_NUMBERS = [name for name, field in MetricsRow.model_fields.items() if field.annotation is float]
_RowWithGaps: Any = _with_gaps(MetricsRow, *_NUMBERS)
_MetricsWithGaps = create_model("MetricsWithGaps", __base__=Metrics, rows=(list[_RowWithGaps], ...))
_PredictionWithGaps: Any = create_model(
    "PredictionWithGaps", __base__=Prediction, probability=(list[float | None], ...)
)
_PredictionsWithGaps = create_model(
    "PredictionsWithGaps", __base__=Predictions, samples=(list[_PredictionWithGaps], ...)
)


@dataclass
class Known:
    """What the galleries show of a sample."""

    picture: str
    right: str | None
    """The right caption."""
    choices: list[str] | None
    """All candidates, where the gallery shows them."""

    def choice(self, number: int) -> str | None:
        """A candidate; None where it is not known, or the artifacts contradict each other."""
        return _at(self.choices or [], number)


def _at(choices: list[str], number: int) -> str | None:
    return choices[number] if 0 <= number < len(choices) else None


class Side:
    """Artifacts of a source; None where one is not there.

    Args:
        forgiving: note an artifact of another form in ``unreadable`` and go on without it, in place of raising.
    """

    def __init__(self, source: ArtifactSource, *, forgiving: bool = False) -> None:
        self.source, self._forgiving = source, forgiving
        self.unreadable: dict[str, str] = {}
        """Artifacts that are listed and cannot be read, and why."""
        self.names: Mapping[str, str] = {}
        """What rows are called in place of their names in the files."""
        self.run = self._read(Run)
        self.dataset = self._read(DatasetFacts)
        # Typed as the form without gaps: a gap is a None where the reader expects a number, and each one asks.
        self.metrics: Metrics | None = self._read(_MetricsWithGaps)
        self.predictions: Predictions | None = self._read(_PredictionsWithGaps)
        self.draws = self._read(Draws)
        self.curves = self._read(Curves)
        self.attention = self._read(Attention)
        self.hard_cases = self._read(HardCases)
        self.eda = self._read(Eda)
        self.timings = self._read(Timings)

    def facts(self) -> SideFacts:
        """What a reader of the report must know of this side before its figures."""
        # Only what a comparison cannot do without; other artifacts came with later versions.
        missing = [f"{kind.kind}.json" for kind in REQUIRED if f"docs/data/{kind.kind}.json" not in self.source.files]
        return SideFacts(name=self.source.name, commit=self.source.commit, missing=missing)

    @cached_property
    def rows(self) -> dict[str, MetricsRow]:
        """Rows of the comparison table, by model."""
        return {row.model: row for row in self.metrics.rows} if self.metrics else {}

    def draws_right(self, model: str, samples: int) -> NDArray[np.bool_] | None:
        """Right or wrong by draw and test sample [D, n] of a row; None where draws.json does not tell."""
        # By draw, since a file of strangers may list them in any order.
        told = sorted((one.draw, one.right) for one in (self.draws.rows if self.draws else []) if one.model == model)
        rows = [from_bits(right) for _, right in told]
        if not rows or any(len(right) != samples for right in rows):
            return None
        return np.array(rows)

    @cached_property
    def contradictions(self) -> list[Contradiction]:
        """What one artifact tells and another one tells otherwise: all that a page is refused for, too."""
        return [] if self.nonsense else self._renamed(contradictions(self.published))

    @cached_property
    def figure_contradictions(self) -> list[Contradiction]:
        """Of these, figures of the comparison table: what a comparison of two sides must know of either."""
        return [] if any(nonsense(self.answers)) else self._renamed(figure_contradictions(self.answers))

    def _renamed(self, found: list[Contradiction]) -> list[Contradiction]:
        return [replace(one, model=self.names.get(one.model, one.model)) for one in found]

    @cached_property
    def nonsense(self) -> list[Nonsense]:
        """What no run can have written: names and places that lead nowhere."""
        return list(nonsense(self.published))

    @cached_property
    def answers(self) -> PublishedRun:
        """The figures and what they follow from, under the names that the files have."""
        return PublishedRun(
            run=self.run, dataset=self.dataset, metrics=self.metrics, predictions=self.predictions, draws=self.draws
        )

    @cached_property
    def published(self) -> PublishedRun:
        """All artifacts that are held against each other; some are read for this alone."""
        archive = self._read(SampleArchive)
        return replace(
            self.answers,
            eda=self.eda,
            shown=self._read(ShownSamples),
            hard_cases=self.hard_cases,
            offered=OfferedCaptions.of(archive) if archive else None,
            attention=self.attention,
            curves=self.curves,
            validation=self._read(Validation),
            slices=self._read(Slices),
            timings=self.timings,
        )

    @cached_property
    def known(self) -> dict[str, Known]:
        """Captions and pictures of the samples that a gallery shows, by id."""
        found: dict[str, Known] = {}
        # From what tells least to what tells most: the last one stands.
        for pair in self.eda.pairs if self.eda else []:
            found[pair.id] = Known(pair.image, pair.caption, None)
        for sample in self.attention.samples if self.attention else []:
            found[sample.id] = Known(sample.picture.thumbnail, _at(sample.choices, sample.correct), sample.choices)
        for case in self.hard_cases.cases if self.hard_cases else []:
            found[case.id] = Known(case.picture.thumbnail, _at(case.choices, case.correct), case.choices)
        return found

    def _refuse(self, path: str, error: PipelineError) -> None:
        if not self._forgiving:
            raise error
        self.unreadable[path] = error.mistakes[0].removeprefix(f"{self.source.name}: {path}: ")

    def _read(self, kind: type[Read]) -> Read | None:
        path = f"docs/data/{kind.kind}.json"
        if path not in self.source.files:
            return None
        try:
            return kind.parse(read_artifact(self.source, path), f"{self.source.name}: {path}")
        except OSError as error:
            self.unreadable[path] = str(error)
            return None
        except PipelineError as error:
            self._refuse(path, error)
            return None


@dataclass
class Pair:
    """The two sides."""

    base: Side
    head: Side

    def either(self, path: str) -> list[Side]:
        """The sides that have a file, head first."""
        return [side for side in (self.head, self.base) if path in side.source.files]
