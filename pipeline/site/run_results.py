"""The results of one run, and the questions that several sections of the page ask of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

from pipeline.evaluation.consistency.artifact_checks import contradictions
from pipeline.evaluation.consistency.published_run import OfferedCaptions, PublishedRun
from pipeline.results.names import headline_shots
from pipeline.results.schemas.attention import Attention
from pipeline.results.schemas.curves import Curves
from pipeline.results.schemas.dataset import DatasetFacts
from pipeline.results.schemas.draws import Draws
from pipeline.results.schemas.eda import Eda
from pipeline.results.schemas.hard_cases import HardCases
from pipeline.results.schemas.history import ReleaseHistory
from pipeline.results.schemas.metrics import Comparison, Metrics, MetricsRow
from pipeline.results.schemas.predictions import Predictions
from pipeline.results.schemas.run import Run
from pipeline.results.schemas.sample_map import SampleMap
from pipeline.results.schemas.shown_samples import ShownSamples
from pipeline.results.schemas.slices import Slices
from pipeline.results.schemas.test_samples import SampleArchive
from pipeline.results.schemas.timings import Timings
from pipeline.results.schemas.validation import Validation

MOST_OPENED = 20_000
"""Test samples that the page can open: the script that holds them has half a kilobyte of each."""
MOST_CONTRADICTIONS = 40
"""Lines: where the seed is another one, every interval is."""


@dataclass(frozen=True)
class Results:
    """The artifacts of one run, and the questions that several sections ask of them."""

    run: Run
    dataset: DatasetFacts
    eda: Eda
    curves: Curves
    metrics: Metrics
    predictions: Predictions
    attention: Attention
    hard_cases: HardCases
    timings: Timings
    archive: SampleArchive | None
    """None in results from before every test sample could be opened; likewise the next three."""
    draws: Draws | None
    shown: ShownSamples | None
    validation: Validation | None
    slices: Slices | None
    """None in results from before groups were searched."""
    sample_map: SampleMap | None
    """None in results from before there was one."""
    history: ReleaseHistory | None
    """None where nobody asked for one."""
    plain: Mapping[str, Any]
    """The same files as they lie on disk, by kind: what a JSON pointer of the page points into."""
    parts: list[str]
    """Files of data/ that hold large artifacts; see ``results.parts``."""

    @property
    def openable(self) -> SampleArchive | None:
        """The archive, where the page can open every test sample."""
        return self.archive if self.archive and len(self.archive.samples) <= MOST_OPENED else None

    @cached_property
    def contradictions(self) -> list[str]:
        """What one artifact tells and another one tells otherwise, a line each; the last counts those left out."""
        told = list(dict.fromkeys(map(str, contradictions(self.published))))
        more = [f"and {len(told) - MOST_CONTRADICTIONS} figures more"] if len(told) > MOST_CONTRADICTIONS else []
        return told[:MOST_CONTRADICTIONS] + more

    @property
    def published(self) -> PublishedRun:
        """The artifacts that are held against each other."""
        names = {each.name for each in fields(PublishedRun)} - {"offered"}
        offered = OfferedCaptions.of(self.archive) if self.archive else None
        return PublishedRun(offered=offered, **{name: getattr(self, name) for name in names})

    @cached_property
    def row_index(self) -> dict[str, int]:
        """Place of each row in metrics.json, by model."""
        return {row.model: index for index, row in enumerate(self.metrics.rows)}

    def row(self, model: str) -> MetricsRow:
        """The row of that id."""
        return self.metrics.rows[self.row_index[model]]

    @cached_property
    def headline_shots(self) -> int | None:
        """The shot count that the page speaks of first; None where nothing was trained."""
        return headline_shots(row.shots for row in self.metrics.rows)

    @cached_property
    def headline(self) -> list[MetricsRow]:
        """Zero-shot and the headline shot count: the rows that most charts compare."""
        return [row for row in self.metrics.rows if row.shots in (0, self.headline_shots)]

    @cached_property
    def leading(self) -> list[MetricsRow]:
        """Each backbone's plain zero-shot row and the few-shot row of the galleries.

        What has many marks or a picture for each row shows just these, so that it can be read.
        """
        # Without corrections: their galleries would repeat zero-shot's pictures.
        plain = [row for row in self.headline if row.shots or row.adapter is None]
        # As the artifact chose them; results without a gallery have no such rows, and then all lead.
        return [row for row in plain if row.model in self.hard_cases.models] or plain

    @cached_property
    def few_shot(self) -> bool:
        """Whether anything was trained."""
        return self.headline_shots is not None

    @cached_property
    def zero_shot(self) -> dict[str, MetricsRow]:
        """The plain zero-shot row of each backbone."""
        # Corrections have no shots either, and are rows of their own.
        return {row.backbone: row for row in self.metrics.rows if not row.shots and row.adapter is None}

    @cached_property
    def without_model(self) -> list[str]:
        """Names of backbones of which only features are here."""
        return [facts.name for facts in self.run.backbones if facts.kind == "features"]

    @cached_property
    def untrained(self) -> list[str]:
        """Names of backbones whose weights are random."""
        return [facts.name for facts in self.run.backbones if facts.untrained]

    @cached_property
    def alike(self) -> dict[str, list[str]]:
        """Backbones, by name, that cannot tell two candidates of a sample apart; by the sample's id."""
        names = {facts.id: facts.name for facts in self.run.backbones}
        found: dict[str, list[str]] = {}
        for seen in self.dataset.captions_seen:
            for sample in seen.tied:
                found.setdefault(sample, []).append(names.get(seen.backbone, seen.backbone))
        return found

    def comparison(self, model: str, baseline: str) -> tuple[int, Comparison] | None:
        """The paired comparison of two rows and its place in metrics.json, if it was made."""
        for index, item in enumerate(self.metrics.comparisons):
            if (item.model, item.baseline) == (model, baseline):
                return index, item
        return None

    def against_zero_shot(self, row: MetricsRow) -> tuple[int, Comparison] | None:
        """The comparison of a row with its backbone's zero-shot row and its place in metrics.json, if it was made."""
        zero = self.zero_shot.get(row.backbone)
        return self.comparison(row.model, zero.model) if zero else None

    @cached_property
    def named_pictures(self) -> dict[str, str]:
        """Every picture that an artifact names, relative to docs/, and the artifact that does."""
        named = {pair.image: "eda" for pair in self.eda.pairs}
        named |= {item.image: "attention" for item in self.attention.maps}
        for sample in self.attention.samples:
            named |= {sample.picture.image: "attention", sample.picture.thumbnail: "attention"}
        for case in self.hard_cases.cases:
            named |= {case.picture.image: "hard_cases", case.picture.thumbnail: "hard_cases"}
        for opened in self.archive.samples if self.archive else ():
            if opened.thumbnail is not None:
                # Last and without replacing: a case's thumbnail serves the archive too, and the gallery must have it.
                named.setdefault(opened.thumbnail, "test_samples")
        return named

    @cached_property
    def thumbnails(self) -> set[str]:
        """The small pictures of lists."""
        pictures = [sample.picture for sample in self.attention.samples]
        pictures += [case.picture for case in self.hard_cases.cases]
        return {picture.thumbnail for picture in pictures} | {pair.image for pair in self.eda.pairs}
