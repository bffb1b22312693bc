"""Probabilities of all candidates for the rows that galleries show: predictions.json keeps the right one's only."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from safetensors.numpy import load_file, save

from pipeline.errors import PipelineError
from pipeline.evaluation.sample_table import Array
from pipeline.results.files import write_bytes
from pipeline.results.names import shown_rows
from pipeline.settings import Settings


def probabilities_path(settings: Settings) -> Path:
    """Where they are kept."""
    return settings.work / "probabilities.safetensors"


def save_probabilities(settings: Settings, probabilities: Mapping[str, Array]) -> None:
    """Keep [n, c] probabilities of the test samples, in their order, by row."""
    write_bytes(probabilities_path(settings), save(dict(probabilities)))


def load_probabilities(settings: Settings) -> dict[str, Array]:
    """[n, c] probabilities by shown row, in the order in which pages show them.

    Raises:
        PipelineError: the evaluation has not been run with these settings.
    """
    path = probabilities_path(settings)
    try:
        kept = load_file(path)
        return {model: kept[model] for model in shown_rows(settings)}
    except (FileNotFoundError, KeyError):
        raise PipelineError(f"{path}: lacks rows of these settings: run `python -m pipeline evaluate`") from None
