"""Everything the page is made of: the artifacts of docs/data, typed and as plain data."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar, cast

from pipeline.errors import PipelineError
from pipeline.results.artifact import Artifact
from pipeline.results.consistency import contradictions, shown_otherwise
from pipeline.results.names import headline_shots
from pipeline.results.parts import part_names, read_whole
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
from pipeline.site.soundness import nonsense

Kind = TypeVar("Kind", bound=Artifact)

MOST_LINES = 20
MOST_OPENED = 20_000
"""Test samples that the page can open: the script that holds them has half a kilobyte of each."""


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
        """What one artifact tells and another one tells otherwise, a line each."""
        told = list(map(str, contradictions(self.metrics, self.predictions, self.draws)))
        models = [row.model for row in self.metrics.rows]
        if models != self.predictions.models:
            told.append("metrics.json and predictions.json have other rows, or in another order")
        return told + (shown_otherwise(self.shown, self.predictions) if self.shown else [])

    @cached_property
    def row_index(self) -> dict[str, int]:
        """Place of each row in metrics.json, by model."""
        return {row.model: index for index, row in enumerate(self.metrics.rows)}

    def row(self, model: str) -> MetricsRow:
        return self.metrics.rows[self.row_index[model]]

    @cached_property
    def headline_shots(self) -> int | None:
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
        plain = [row for row in self.headline if row.shots or row.adapter is None]
        return [row for row in plain if row.model in self.hard_cases.models] or plain

    @cached_property
    def few_shot(self) -> bool:
        return self.headline_shots is not None

    @cached_property
    def zero_shot(self) -> dict[str, MetricsRow]:
        """The plain zero-shot row of each backbone."""
        return {row.backbone: row for row in self.metrics.rows if not row.shots and row.adapter is None}

    @cached_property
    def without_model(self) -> list[str]:
        """Names of backbones of which only features are here."""
        return [facts.name for facts in self.run.backbones if facts.kind == "features"]

    @cached_property
    def untrained(self) -> list[str]:
        """Names of backbones whose weights are random."""
        return [facts.name for facts in self.run.backbones if facts.untrained]

    def comparison(self, model: str, baseline: str) -> tuple[int, Comparison] | None:
        """The paired comparison of two rows and its place in metrics.json, if it was made."""
        for index, item in enumerate(self.metrics.comparisons):
            if (item.model, item.baseline) == (model, baseline):
                return index, item
        return None

    def against_zero_shot(self, row: MetricsRow) -> tuple[int, Comparison] | None:
        zero = self.zero_shot.get(row.backbone)
        return self.comparison(row.model, zero.model) if zero else None


def read_results(data: Path) -> Results:
    """Read every artifact of the folder ``data``.

    Raises:
        PipelineError: one line for each file that is missing or not as expected, or whose content cannot be that of a
            run with the others.
    """
    mistakes: list[str] = []
    plain = _Documents(data)
    parts: list[str] = []

    def read_if_there(kind: type[Kind]) -> Kind | None:
        return read(kind) if kind.path(data).exists() else None

    def read(kind: type[Kind]) -> Kind:
        path = kind.path(data)
        try:
            content = _visible(read_whole(path))
            found = kind.parse(content, str(path))
            # As it lies there, before it is migrated: links of the page lead into the file itself.
            plain.add(kind, content)
            parts.extend(part_names(path))
            return found
        except FileNotFoundError:
            mistakes.append(f"{path}: not there: run `python -m pipeline run-all` to make it")
        except OSError as error:
            mistakes.append(f"{path}: cannot be read ({error.strerror}): put the file itself in its place")
        except PipelineError as error:
            mistakes.extend(error.mistakes)
        # Something of the kind, so that all the other files are read and their mistakes told in the same breath.
        return cast(Kind, kind.model_construct())

    results = Results(
        run=read(Run),
        dataset=read(DatasetFacts),
        eda=read(Eda),
        curves=read(Curves),
        metrics=read(Metrics),
        predictions=read(Predictions),
        attention=read(Attention),
        hard_cases=read(HardCases),
        timings=read(Timings),
        archive=read_if_there(SampleArchive),
        draws=read_if_there(Draws),
        shown=read_if_there(ShownSamples),
        validation=read_if_there(Validation),
        slices=read_if_there(Slices),
        sample_map=read_if_there(SampleMap),
        history=read_if_there(ReleaseHistory),
        plain=plain,
        parts=parts,
    )
    if not mistakes:
        mistakes = [f"{data / kind}.json: {what}: run the pipeline again" for kind, what in nonsense(results)]
    if mistakes:
        more = [f"{data}: and {len(mistakes) - MOST_LINES} more like these"] if len(mistakes) > MOST_LINES else []
        raise PipelineError.of(mistakes[:MOST_LINES] + more)
    return results


class _Documents(Mapping[str, Any]):
    """Artifacts as plain data. Those that tell of every sample are held as such only once somebody looks into them."""

    def __init__(self, data: Path) -> None:
        self._data, self._kinds, self._parsed = data, list[str](), dict[str, Any]()

    def add(self, kind: type[Artifact], content: bytes) -> None:
        self._kinds.append(kind.kind)
        if not kind.by_sample:
            self._parsed[kind.kind] = json.loads(content)

    def __getitem__(self, kind: str) -> Any:
        if kind not in self._kinds:
            raise KeyError(kind)
        if kind not in self._parsed:
            self._parsed[kind] = json.loads(_visible(read_whole(self._data / f"{kind}.json")))
        return self._parsed[kind]

    def __iter__(self) -> Iterator[str]:
        return iter(self._kinds)

    def __len__(self) -> int:
        return len(self._kinds)


# As JSON has them: what a browser shows as nothing, or as a box, and halves of characters, which are no text at all.
_UNSEEN_IN_JSON = re.compile(rb"\\u(00[01]|00[7-9]|d[89a-f])|\\[bf]|\x7f|\xc2[\x80-\x9f]", re.IGNORECASE)
_SYMBOLS = {number: 0x2400 + number for number in range(32) if chr(number) not in "\t\n\r"}
_SYMBOLS |= {0x7F: 0x2421} | dict.fromkeys([*range(0x80, 0xA0), *range(0xD800, 0xE000)], 0xFFFD)


def _visible(content: bytes) -> bytes:
    """An artifact whose captions and names can be seen: a bell becomes ␇, as Unicode's pictures of controls have it."""
    if not _UNSEEN_IN_JSON.search(content):
        return content
    try:
        return json.dumps(_with_symbols(json.loads(content))).encode()
    except (ValueError, RecursionError):
        return content  # no JSON: the artifact's own reader says so


def _with_symbols(value: Any) -> Any:
    if isinstance(value, str):
        return value.translate(_SYMBOLS)
    if isinstance(value, dict):
        return {key.translate(_SYMBOLS): _with_symbols(item) for key, item in value.items()}
    return [_with_symbols(item) for item in value] if isinstance(value, list) else value
