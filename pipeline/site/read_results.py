"""Everything the page is made of is read at once: mistakes of all files are told together."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar, cast

from pipeline.errors import PipelineError
from pipeline.evaluation.consistency.soundness import nonsense
from pipeline.results.artifact import Artifact
from pipeline.results.parts import part_names, read_whole
from pipeline.results.schemas.attention import Attention
from pipeline.results.schemas.curves import Curves
from pipeline.results.schemas.dataset import DatasetFacts
from pipeline.results.schemas.draws import Draws
from pipeline.results.schemas.eda import Eda
from pipeline.results.schemas.hard_cases import HardCases
from pipeline.results.schemas.history import ReleaseHistory
from pipeline.results.schemas.metrics import Metrics
from pipeline.results.schemas.predictions import Predictions
from pipeline.results.schemas.run import Run
from pipeline.results.schemas.sample_map import SampleMap
from pipeline.results.schemas.shown_samples import ShownSamples
from pipeline.results.schemas.slices import Slices
from pipeline.results.schemas.test_samples import SampleArchive
from pipeline.results.schemas.timings import Timings
from pipeline.results.schemas.validation import Validation
from pipeline.site.run_results import Results

Kind = TypeVar("Kind", bound=Artifact)

MOST_LINES = 20


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
        # Files of later versions of the project may be missing: results of before are shown without them.
        history=read_if_there(ReleaseHistory),
        plain=plain,
        parts=parts,
    )
    # Only artifacts that are valid one by one can be held against each other.
    if not mistakes:
        mistakes = [f"{data / str(found)}: run the pipeline again" for found in nonsense(results.published)]
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
