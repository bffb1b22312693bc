"""Names of rows, and of the files in the cache that belong to them."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from pipeline.settings import Settings

DOCUMENTED_ADAPTER = "residual_dual"


def row_id(backbone: str, shots: int, recipe: str | None = None) -> str:
    """Id of a row: ``rn50-0shot``, ``rn50-8shot``, ``rn50-8shot-linear_anchor``."""
    suffix = "" if recipe in (None, DOCUMENTED_ADAPTER) else f"-{recipe}"
    return f"{backbone}-{shots}shot{suffix}"


def checkpoint_name(settings: Settings, backbone: str, shots: int, adapter: str) -> str:
    """Path of the released checkpoint, relative to the settings file."""
    suffix = "" if adapter == DOCUMENTED_ADAPTER else f"_{adapter}"
    return str(PurePosixPath(settings.paths.models.as_posix()) / f"best_{backbone}_{shots}shot{suffix}.pth")


def headline_rows(settings: Settings) -> list[str]:
    """Each backbone's zero-shot row, then its rows of the headline number of shots."""
    shots = settings.training.headline_shots
    adapters = settings.training.adapters if shots is not None else []
    return [
        model
        for backbone in settings.backbones
        for model in (row_id(backbone.id, 0), *(row_id(backbone.id, shots or 0, name) for name in adapters))
    ]


def shown_rows(settings: Settings) -> list[str]:
    """The rows that galleries show: each backbone's zero-shot row and its first headline row."""
    first = settings.training.adapters[:1]
    only_first = settings.model_copy(update={"training": settings.training.model_copy(update={"adapters": first})})
    return headline_rows(only_first)


def draws_path(settings: Settings, model: str) -> Path:
    """Weights of all draws of a trained row."""
    return settings.work / "adapters" / f"{model}.safetensors"


def probabilities_path(settings: Settings) -> Path:
    """Probabilities of all candidates, per shown row, of the test samples in their order."""
    return settings.work / "probabilities.safetensors"
