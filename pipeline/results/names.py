"""Names of rows, and of the files that belong to them; which of them the page speaks of first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pipeline.settings import Backbone, Settings

DOCUMENTED_ADAPTER = "residual_dual"
DOCUMENTED_SHOTS = 8


def row_id(backbone: str, shots: int, recipe: str | None = None) -> str:
    """Id of a row: ``rn50-0shot``, ``rn50-8shot``, ``rn50-8shot-linear_anchor``."""
    suffix = "" if recipe in (None, DOCUMENTED_ADAPTER) else f"-{recipe}"
    return f"{backbone}-{shots}shot{suffix}"


def headline_shots(shots: Iterable[int]) -> int | None:
    """The shot count that the page speaks of first: the documented one where it was run, else the largest."""
    trained = {k for k in shots if k > 0}
    return DOCUMENTED_SHOTS if DOCUMENTED_SHOTS in trained else max(trained, default=None)


@dataclass(frozen=True)
class Row:
    """One row of the comparison table: which backbone, how many shots, which adapter; and where its weights lie."""

    backbone: Backbone
    shots: int
    adapter: str | None
    """None for plain zero-shot."""
    checkpoint: str | None
    """The released adapter, relative to the settings file; None for plain zero-shot."""
    draws: Path | None
    """Weights of all its support draws; None where nothing is drawn."""

    @property
    def model(self) -> str:
        """Its id."""
        return row_id(self.backbone.id, self.shots, self.adapter)


@dataclass(frozen=True)
class Highlights:
    """Rows that speak for the others, by id."""

    headline: list[str]
    """Each backbone's rows without labels, then its rows of the headline number of shots."""
    shown: list[str]
    """The rows that galleries show: of the trained ones only those of the first adapter."""
    leading: list[str]
    """Each backbone's zero-shot row and, where something was trained, the few-shot row of the galleries."""
    adapted: list[tuple[str, str]]
    """Both of these, where something was trained."""


def all_rows(settings: Settings) -> list[Row]:
    """Every row, backbone by backbone: zero-shot, the training-free ones, the trained ones by adapter and shots."""
    training, models = settings.training, PurePosixPath(settings.paths.models.as_posix())
    recipes: list[tuple[int, str | None]] = [(0, None), *((0, name) for name in training.corrections)]
    recipes += [(shots, adapter) for adapter in training.adapters for shots in training.few_shots]
    rows = []
    for backbone in settings.backbones:
        for shots, adapter in recipes:
            # The documented adapter's file is named as published checkpoints are.
            suffix = "" if adapter == DOCUMENTED_ADAPTER else f"_{adapter}"
            released = models / f"best_{backbone.id}_{shots}shot{suffix}.pth"
            drawn = settings.work / "adapters" / f"{row_id(backbone.id, shots, adapter)}.safetensors"
            rows.append(Row(backbone, shots, adapter, str(released) if adapter else None, drawn if shots else None))
    return rows


def highlights(settings: Settings) -> Highlights:
    """Which rows of these settings speak for the others."""
    training, k = settings.training, headline_shots(settings.training.few_shots)
    # Without shots k is None, and only rows without labels are left.
    # One number of shots for all rows: columns of a comparison must not differ in two things.
    headline = [row for row in all_rows(settings) if row.shots in (0, k)]
    shown = [row for row in headline if not row.shots or row.adapter == training.adapters[0]]
    return Highlights(
        headline=[row.model for row in headline],
        shown=[row.model for row in shown],
        # Corrections have no shots either.
        leading=[row.model for row in shown if row.shots or row.adapter is None],
        adapted=[(row_id(row.backbone.id, 0), row.model) for row in shown if row.shots],
    )
