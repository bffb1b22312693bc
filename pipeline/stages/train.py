"""Train every adapter on every backbone, for every number of shots and every support draw."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from pipeline.clip.adapters.adapter import Adapter, compact, find_adapter, moved
from pipeline.clip.adapters.blending import fit_and_blend
from pipeline.clip.adapters.checkpoint_files import save_checkpoint, save_draws
from pipeline.clip.adapters.fitting import Fitted, few_threads
from pipeline.clip.device import be_deterministic, pick_device
from pipeline.clip.features.feature_store import load_features
from pipeline.data.prepared import Prepared, load_prepared
from pipeline.data.samples import tabulate
from pipeline.data.splits import support, validation
from pipeline.evaluation.statistics import caption_f1
from pipeline.progress import Reporter
from pipeline.results.names import checkpoint_name, draws_path, row_id
from pipeline.results.schemas.curves import Curve, Curves
from pipeline.settings import Backbone, Settings


def run(settings: Settings, reporter: Reporter) -> None:
    """Train what the settings ask for; writes curves, the first draw's checkpoints, and all draws' weights."""
    adapters = [find_adapter(name) for name in settings.training.adapters]
    shots = settings.training.few_shots
    curves: list[Curve] = []
    if shots and adapters:
        device = pick_device(settings)
        be_deterministic(settings.training.seed)
        prepared = load_prepared(settings)
        total = len(settings.backbones) * len(adapters) * len(shots)
        with reporter.task("Training adapters", total) as advance:
            for backbone in settings.backbones:
                pool = _Pool(settings, backbone, prepared, device)
                for adapter in adapters:
                    for k in shots:
                        curves += pool.train(adapter, k)
                        advance(1)
    Curves(rows=curves).write(settings.docs / "data")


class _Split(Protocol):
    """``pipeline.data.splits.support`` or ``validation``."""

    def __call__(self, prepared: Prepared, shots: int, draw: int, seed: int) -> NDArray[np.int64]: ...


class _Pool:
    """The pool's samples, with one backbone's features of them."""

    def __init__(self, settings: Settings, backbone: Backbone, prepared: Prepared, device: torch.device) -> None:
        self.settings, self.backbone, self.prepared = settings, backbone, prepared
        rows = [row for row, sample in enumerate(prepared.samples) if sample.split == "pool"]
        self.place = {row: place for place, row in enumerate(rows)}
        self.features = moved(compact(load_features(settings, backbone, prepared).subset(torch.tensor(rows))), device)
        self.table = tabulate([prepared.samples[row] for row in rows], prepared.categories)

    def train(self, adapter: type[Adapter], shots: int) -> Iterator[Curve]:
        """Train all draws of one row, and keep them; gives their curves."""
        training = self.settings.training
        chosen_on = self._rows(validation, shots) if training.validation == "pool" else None
        with few_threads(self.features.images.shape[1]):
            fitted = fit_and_blend(
                adapter,
                self.features,
                self._rows(support, shots),
                chosen_on,
                shots=shots,
                training=training,
                labels=torch.from_numpy(self.table.labels).to(self.features.images.device),
            )
        model = row_id(self.backbone.id, shots, adapter.name)
        # The first draw is released, whatever the others reached: choosing among them would be tuning.
        released = checkpoint_name(self.settings, self.backbone.id, shots, adapter.name)
        save_checkpoint(self.settings.path(released), fitted[0].trained)
        save_draws(draws_path(self.settings, model), [one.trained for one in fitted])
        for draw, one in enumerate(fitted):
            rows = None if chosen_on is None else chosen_on[draw].cpu().numpy()
            yield self._curve(model, adapter, shots, draw, one, rows)

    def _rows(self, split: _Split, shots: int) -> Tensor:
        """Rows [D, s] of the pool in every draw of ``split``: support or validation."""
        training = self.settings.training
        draws = [
            [self.place[int(row)] for row in split(self.prepared, shots, draw, training.seed)]
            for draw in range(training.draws)
        ]
        return torch.tensor(draws, device=self.features.images.device)

    def _curve(
        self, model: str, adapter: type[Adapter], shots: int, draw: int, one: Fitted, rows: NDArray[Any] | None
    ) -> Curve:
        history, epochs = one.history, len(one.history.train_loss)
        unknown: list[float | None] = [None] * epochs
        return Curve(
            model=model,
            backbone=self.backbone.id,
            adapter=adapter.name,
            shots=shots,
            draw=draw,
            best_epoch=one.trained.epoch,
            train_loss=list(history.train_loss),
            train_accuracy=list(history.train_accuracy),
            validation_loss=list(history.validation_loss) or unknown,
            validation_accuracy=list(history.validation_accuracy) or unknown,
            validation_f1_macro=unknown if rows is None else [self._f1(rows, p) for p in history.validation_picks],
        )

    def _f1(self, rows: NDArray[Any], picks: Tensor) -> float | None:
        if self.table.choice_labels is None:
            return None
        chosen = picks.numpy()
        picked = self.table.choice_labels[rows, chosen]
        right = chosen == self.table.correct[rows]
        return caption_f1(self.table.labels[rows], picked, right, len(self.table.categories)).macro
