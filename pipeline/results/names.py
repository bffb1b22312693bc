"""Names of rows, and of the files in the cache that belong to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from pipeline.settings import Backbone, Settings, Training

DOCUMENTED_ADAPTER = "residual_dual"
DOCUMENTED_SHOTS = 8


def row_id(backbone: str, shots: int, recipe: str | None = None) -> str:
    """Id of a row: ``rn50-0shot``, ``rn50-8shot``, ``rn50-8shot-linear_anchor``."""
    suffix = "" if recipe in (None, DOCUMENTED_ADAPTER) else f"-{recipe}"
    return f"{backbone}-{shots}shot{suffix}"


def checkpoint_name(settings: Settings, backbone: str, shots: int, adapter: str) -> str:
    """Path of the released checkpoint, relative to the settings file."""
    suffix = "" if adapter == DOCUMENTED_ADAPTER else f"_{adapter}"
    return str(PurePosixPath(settings.paths.models.as_posix()) / f"best_{backbone}_{shots}shot{suffix}.pth")


def headline_shots(shots: Iterable[int]) -> int | None:
    """The shot count that the page speaks of first: the documented one where it was run, else the largest."""
    trained = {k for k in shots if k > 0}
    return DOCUMENTED_SHOTS if DOCUMENTED_SHOTS in trained else max(trained, default=None)


class RowName(NamedTuple):
    """One row of the comparison table."""

    backbone: Backbone
    shots: int
    adapter: str | None
    """None for plain zero-shot."""

    @property
    def model(self) -> str:
        """Its id."""
        return row_id(self.backbone.id, self.shots, self.adapter)


def all_rows(backbones: Sequence[Backbone], training: Training) -> Iterator[RowName]:
    """Every row, backbone by backbone: zero-shot, the training-free ones, the trained ones by adapter and shots."""
    for backbone in backbones:
        yield from _untrained(backbone, training)
        for adapter in training.adapters:
            yield from (RowName(backbone, shots, adapter) for shots in training.few_shots)


def headline_rows(backbones: Sequence[Backbone], training: Training) -> list[str]:
    """Each backbone's rows without labels, then its rows of the headline number of shots."""
    return [row.model for row in _headline(backbones, training, training.adapters)]


def shown_rows(backbones: Sequence[Backbone], training: Training) -> list[str]:
    """The rows that galleries show: each backbone's rows without labels and its first headline row."""
    return [row.model for row in _headline(backbones, training, training.adapters[:1])]


def adapted_pairs(backbones: Sequence[Backbone], training: Training) -> list[tuple[str, str]]:
    """Zero-shot and few-shot row of each backbone among the rows shown; none when nothing was trained."""
    shown = _headline(backbones, training, training.adapters[:1])
    return [(row_id(row.backbone.id, 0), row.model) for row in shown if row.shots]


def _headline(backbones: Sequence[Backbone], training: Training, adapters: Sequence[str]) -> list[RowName]:
    shots = headline_shots(training.few_shots)
    rows: list[RowName] = []
    for backbone in backbones:
        rows += _untrained(backbone, training)
        if shots is not None:
            rows += [RowName(backbone, shots, adapter) for adapter in adapters]
    return rows


def _untrained(backbone: Backbone, training: Training) -> list[RowName]:
    return [RowName(backbone, 0, None), *(RowName(backbone, 0, name) for name in training.corrections)]


def draws_path(settings: Settings, model: str) -> Path:
    """Weights of all draws of a trained row."""
    return settings.work / "adapters" / f"{model}.safetensors"
