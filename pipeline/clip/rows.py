"""Rows of the comparison table as models: a backbone, and perhaps a trained adapter on top."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn.functional import normalize

from pipeline.clip.adapters.adapter import TrainedAdapter
from pipeline.clip.explanations.attribution import Logits
from pipeline.errors import PipelineError, hint
from pipeline.results.names import Row, all_rows
from pipeline.settings import Settings


def find_row(settings: Settings, model: str) -> Row:
    """The row named ``model``.

    Raises:
        PipelineError: there is none; the message names the nearest.
    """
    rows = {row.model: row for row in all_rows(settings)}
    if model not in rows:
        raise PipelineError(f"model {model!r}: no such row in profile {settings.profile!r}: {hint(model, rows)}")
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
        # One picture at a time: gradients of its own logits are all that a map needs.
        return logit_scale * similarity[0]

    return logits


@torch.inference_mode()
def probabilities(logits: Logits, images: Tensor) -> Tensor:
    """Probabilities [c] of the candidates for image features [1, d]."""
    return logits(images).softmax(dim=-1)
