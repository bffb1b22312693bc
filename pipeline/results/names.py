"""Names of rows, and of the files in the cache that belong to them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath

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


def headline_rows(backbones: Sequence[Backbone], training: Training) -> list[str]:
    """Each backbone's zero-shot row, then its rows of the headline number of shots."""
    return _rows(backbones, training.few_shots, training.adapters)


def shown_rows(backbones: Sequence[Backbone], training: Training) -> list[str]:
    """The rows that galleries show: each backbone's zero-shot row and its first headline row."""
    return _rows(backbones, training.few_shots, training.adapters[:1])


def adapted_pairs(backbones: Sequence[Backbone], training: Training) -> list[tuple[str, str]]:
    """Zero-shot and few-shot row of each backbone among the rows shown; none when nothing was trained."""
    shown = shown_rows(backbones, training)
    return list(zip(shown[::2], shown[1::2], strict=True)) if len(shown) > len(backbones) else []


def _rows(backbones: Sequence[Backbone], few_shots: Sequence[int], adapters: Sequence[str]) -> list[str]:
    shots = headline_shots(few_shots)
    rows = []
    for backbone in backbones:
        rows.append(row_id(backbone.id, 0))
        if shots is not None:
            rows += [row_id(backbone.id, shots, adapter) for adapter in adapters]
    return rows


def draws_path(settings: Settings, model: str) -> Path:
    """Weights of all draws of a trained row."""
    return settings.work / "adapters" / f"{model}.safetensors"
