"""One small CLIP model learning from the corpus: contrastive loss, batch by batch, restartable at any step."""

from __future__ import annotations

import math
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import open_clip
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from pipeline import MODEL_CONFIGS
from pipeline.demo.pretraining.batches import UNSEEN, Batches
from pipeline.demo.pretraining.corpus import Corpus


@dataclass(frozen=True)
class Plan:
    """How one architecture is trained."""

    architecture: str
    steps: int
    batch: int = 64
    categories: tuple[int, ...] = (10, 4)
    """Categories in a batch, taking turns: many teach what a thing is, few what sets it apart from its own kind."""
    learning_rate: float = 1e-3
    weight_decay: float = 0.05
    warmup: int = 200
    cooldown: int = 500
    """Last steps, over which the learning rate goes down; a longer training shares all steps before them."""
    word_dropout: float = 0.06
    """Share of words replaced by the unseen one, so that an unknown word later does no harm."""


class Learner:
    """A model, its optimiser and the step it has reached. Step s trains on the same batch in every run."""

    def __init__(self, plan: Plan, corpus: Corpus, seed: int, device: str = "cpu") -> None:
        open_clip.add_model_config(MODEL_CONFIGS)
        torch.manual_seed(seed)
        self.plan, self.device, self.step = plan, device, 0
        self.model = open_clip.create_model(plan.architecture, device=device)
        side = np.atleast_1d(self.model.visual.image_size)[0].item()
        self.batches = Batches(corpus, seed, size=plan.batch, categories=plan.categories, side=side,
                               word_dropout=plan.word_dropout, device=device)  # fmt: skip
        self.model.token_embedding = nn.Embedding(
            len(self.batches.vocabulary), self.model.token_embedding.embedding_dim, padding_idx=UNSEEN, device=device
        )
        nn.init.normal_(self.model.token_embedding.weight, std=0.02)
        with torch.no_grad():
            self.model.token_embedding.weight[UNSEEN] = 0
        self.model.visual.to(memory_format=torch.channels_last)
        self.optimiser = torch.optim.AdamW(self._groups(), lr=plan.learning_rate, betas=(0.9, 0.98), eps=1e-6)

    def _groups(self) -> list[dict[str, Any]]:
        """Biases, norms, embeddings and the logit scale are not decayed."""
        named = list(self.model.named_parameters())
        free = {name for name, value in named if value.ndim < 2 or "embedding" in name or name == "logit_scale"}
        return [
            {"params": [value for name, value in named if name not in free], "weight_decay": self.plan.weight_decay},
            {"params": [value for name, value in named if name in free], "weight_decay": 0.0},
        ]

    def train(
        self, checkpoint: Path, *, every_seconds: float = 30.0, report: Callable[[int, float], None] | None = None
    ) -> None:
        """Go on from ``checkpoint``, when there is one, to the last step."""
        self.load(checkpoint)
        self.model.train()
        saved = time.monotonic()
        while self.step < self.plan.steps:
            loss = self.advance()
            if report is not None:
                report(self.step, loss)
            if time.monotonic() - saved > every_seconds:
                self.save(checkpoint)
                saved = time.monotonic()
        self.save(checkpoint)

    def advance(self) -> float:
        """One step; returns its loss."""
        for group in self.optimiser.param_groups:
            group["lr"] = self.plan.learning_rate * self._schedule()
        images, rows, ends = self.batches.draw(self.step)
        seen, read = F.normalize(self.model.visual(images), dim=-1), F.normalize(self.read(rows, ends), dim=-1)
        logits = self.model.logit_scale.exp() * seen @ read.T
        loss = _contrast(logits, (rows[:, None] == rows[None]).all(-1))
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimiser.step()
        with torch.no_grad():
            self.model.logit_scale.clamp_(0, math.log(100))
        self.step += 1
        return float(loss.detach())

    def _schedule(self) -> float:
        """Linear warm-up, a plateau, then 1 - sqrt down to almost nothing (Hägele et al. 2024, section 3)."""
        if self.step < self.plan.warmup:
            return (self.step + 1) / self.plan.warmup
        left = self.plan.steps - self.step
        return min(1.0, 1 - math.sqrt(max(0.0, 1 - left / self.plan.cooldown)) + 0.01)

    def read(self, rows: Tensor, ends: Tensor) -> Tensor:
        """Captions (b, l) as rows of the compact embedding, cut to the longest, to features (b, d)."""
        model, length = self.model, rows.shape[1]
        x = model.token_embedding(rows) + model.positional_embedding[:length]
        x = model.ln_final(model.transformer(x, attn_mask=model.attn_mask[:length, :length]))
        return x[torch.arange(len(rows)), ends] @ model.text_projection

    def save(self, path: Path) -> None:
        """Everything needed to go on, written whole or not at all."""
        part = path.with_suffix(".part")
        torch.save(
            {"step": self.step, "model": self.model.state_dict(), "optimiser": self.optimiser.state_dict()}, part
        )
        os.replace(part, path)

    def load(self, path: Path) -> None:
        """Go on where ``path`` stopped; nothing happens without it."""
        if not path.exists():
            return
        state = torch.load(path, map_location=self.device, weights_only=True)
        self.model.load_state_dict(state["model"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.step = state["step"]

    def weights(self) -> dict[str, Tensor]:
        """The state dict of the full-size architecture in half precision; unseen words are zero rows."""
        state = {name: value.detach().cpu() for name, value in self.model.state_dict().items()}
        compact = state["token_embedding.weight"]
        full = torch.zeros(self.model.vocab_size, compact.shape[1])
        full[torch.from_numpy(self.batches.vocabulary.astype(np.int64))] = compact
        state["token_embedding.weight"] = full
        return {name: (v.half() if v.is_floating_point() else v).contiguous() for name, v in state.items()}


def _contrast(logits: Tensor, same: Tensor) -> Tensor:
    """CLIP's symmetric loss (Radford et al. 2021, figure 3), other pictures with the very same caption left out."""
    same = same & ~torch.eye(len(logits), dtype=torch.bool, device=logits.device)
    logits = logits.masked_fill(same, -1e4)
    target = torch.arange(len(logits), device=logits.device)
    return (F.cross_entropy(logits, target) + F.cross_entropy(logits.T, target)) / 2
