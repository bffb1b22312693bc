"""Rows of the comparison table as models: a backbone, and perhaps a trained adapter on top."""

from __future__ import annotations

import difflib
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn.functional import normalize

from pipeline.clip.adapters.adapter import TrainedAdapter
from pipeline.clip.adapters.checkpoint_files import load_checkpoint
from pipeline.clip.adapters.known_adapters import find_adapter
from pipeline.clip.explanations.attribution import Logits
from pipeline.errors import PipelineError
from pipeline.results.names import all_rows, checkpoint_name
from pipeline.settings import Backbone, Settings


@dataclass(frozen=True)
class Row:
    """One row: which backbone, how many shots, which adapter."""

    model: str
    backbone: Backbone
    shots: int
    adapter: str | None

    def checkpoint(self, settings: Settings) -> str | None:
        """Path of the released adapter, relative to the settings file; None for zero-shot."""
        return self.adapter and checkpoint_name(settings, self.backbone.id, self.shots, self.adapter)

    def load_adapter(self, settings: Settings, width: int) -> TrainedAdapter | None:
        """The released adapter of the row; None for zero-shot.

        Raises:
            PipelineError: the checkpoint is missing, of another adapter, or does not fit features of this ``width``.
        """
        name = self.checkpoint(settings)
        if not name:
            return None
        return load_checkpoint(settings.path(name), width, find_adapter(self.adapter or ""))


def trained_rows(settings: Settings) -> list[Row]:
    """Every row that the settings describe."""
    return [Row(row.model, *row) for row in all_rows(settings.backbones, settings.training)]


def find_row(settings: Settings, model: str) -> Row:
    """The row named ``model``.

    Raises:
        PipelineError: there is none; the message names the nearest.
    """
    rows = {row.model: row for row in trained_rows(settings)}
    if model not in rows:
        close = difflib.get_close_matches(model, rows, n=1)
        hint = f"did you mean {close[0]!r}?" if close else f"known are {', '.join(rows)}"
        raise PipelineError(f"model {model!r}: no such row in profile {settings.profile!r}: {hint}")
    return rows[model]


def head(adapter: TrainedAdapter | None, captions: Tensor, logit_scale: float) -> Logits:
    """A row's head over fixed candidates: raw image features [1, d] → logits [c].

    Args:
        captions: [c, d], raw.
    """

    def logits(images: Tensor) -> Tensor:
        if adapter is not None:
            return adapter.logits(images.float(), captions, logit_scale)[0]
        similarity = normalize(images.float(), dim=-1) @ normalize(captions, dim=-1).T
        return logit_scale * similarity[0]

    return logits


@torch.inference_mode()
def probabilities(logits: Logits, images: Tensor) -> Tensor:
    """Probabilities [c] of the candidates for image features [1, d]."""
    return logits(images).softmax(dim=-1)
