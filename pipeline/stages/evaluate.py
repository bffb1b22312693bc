"""Every row on the same test set: metrics, predictions, and what inference costs."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np
import torch
from torch import Tensor

from pipeline.clip.adapters.adapter import Adapter, TrainedAdapter, compact, find_adapter, moved, zero_shot_scores
from pipeline.clip.adapters.checkpoint_files import load_checkpoint, load_draws
from pipeline.clip.adapters.corrections import normalised_scores
from pipeline.clip.device import be_deterministic, describe, pick_device
from pipeline.clip.features.encoding import default_workers
from pipeline.clip.features.feature_store import extraction_times, load_features
from pipeline.clip.features.features import Features
from pipeline.data.datasets.registry import scenes_folder
from pipeline.data.prepared import Prepared, load_prepared
from pipeline.data.samples import Sample
from pipeline.data.splits import test_indices, validation
from pipeline.demo.scenes.world_files import read_scenes
from pipeline.errors import PipelineError
from pipeline.evaluation.false_negatives import (
    VerifiedPositives,
    drawn_positives,
    find_false_negatives,
    verified_positives,
)
from pipeline.evaluation.measurements import report_metrics, report_predictions
from pipeline.evaluation.outcomes import Origin, Outcome
from pipeline.evaluation.probabilities import save_probabilities
from pipeline.evaluation.sample_table import Array, SampleTable
from pipeline.progress import Reporter
from pipeline.results.names import checkpoint_name, draws_path, row_id, shown_rows
from pipeline.results.schemas.timings import Step, TimingRow, Timings
from pipeline.settings import Backbone, Settings


def run(settings: Settings, reporter: Reporter) -> None:
    """Evaluate every row; writes metrics.json, predictions.json and timings.json."""
    device = pick_device(settings)
    be_deterministic(settings.training.seed)
    prepared = load_prepared(settings)
    test = test_indices(prepared)
    outcomes: list[Outcome] = []
    timings: list[TimingRow] = []
    for backbone in settings.backbones:
        bench = _Bench(settings, backbone, prepared, test, device)
        with reporter.task(f"Evaluating {backbone.name}", bench.rows) as advance:
            for outcome, seconds in bench.outcomes():
                outcomes.append(outcome)
                timings.append(bench.timing(outcome.origin.model, seconds))
                advance(1)
    samples = [prepared.samples[row] for row in test]
    verified = _verified(settings, prepared, samples)
    data = settings.docs / "data"
    with reporter.task("Comparing rows", 1) as advance:
        table = SampleTable.of(samples, prepared.categories)
        found = list(find_false_negatives(samples, verified))
        note = prepared.choice_categories_note
        report_metrics(settings, samples, table, outcomes, found, f1_note=note).write(data)
        report_predictions(samples, outcomes).write(data)
        advance(1)
    shown = {one.origin.model: one.probabilities for one in outcomes if one.origin.model in shown_rows(settings)}
    save_probabilities(settings, shown)
    workers = settings.extraction.workers
    Timings(
        device=describe(device),
        threads=torch.get_num_threads(),
        workers=default_workers() if workers is None else workers,
        rows=timings,
        stages=[],
    ).write(data)


def _verified(settings: Settings, prepared: Prepared, samples: Sequence[Sample]) -> VerifiedPositives:
    """Captions of other images that are known to be true of the samples' images."""
    if prepared.source == "scenes":
        return drawn_positives(samples, read_scenes(scenes_folder(settings) / "instances.json"))
    captions = settings.dataset.captions
    return verified_positives(samples, settings.path(captions) if captions else None)


class _Bench:
    """One backbone's features of the test set, and every row that stands on them."""

    def __init__(
        self, settings: Settings, backbone: Backbone, prepared: Prepared, test: Array, device: torch.device
    ) -> None:
        self.settings, self.training, self.backbone = settings, settings.training, backbone
        self.prepared, self.test, self.device = prepared, test, device
        self.everything = load_features(settings, backbone, prepared)
        self.features = self._features(test)
        self.pool = np.array([row for row, sample in enumerate(prepared.samples) if sample.split == "pool"])
        self.extraction = extraction_times(settings, backbone, prepared, test.tolist())

    def _features(self, rows: Array) -> Features:
        """Features of some samples and of the captions that these use, on the device."""
        return moved(compact(self.everything.subset(torch.as_tensor(rows))), self.device)

    @property
    def rows(self) -> int:
        trained = len(self.training.adapters) * len(self.training.few_shots)
        return 1 + len(self.training.training_free) + trained

    def outcomes(self) -> Iterator[tuple[Outcome, float]]:
        """Every row, with the seconds that its head took for the test set."""
        yield self._untrained(None, zero_shot_scores)
        for name in self.training.training_free:
            yield self._untrained(name, self._normalised(name))
        for adapter in map(find_adapter, self.training.adapters):
            for shots in self.training.few_shots:
                yield self._trained(adapter, shots)

    def _normalised(self, name: str) -> Callable[[Features], Tensor]:
        if not len(self.pool):
            raise PipelineError(
                f"training.training_free: {name} normalises by images of the pool, and training.pool_per_class is 0: "
                "raise it, or leave the row out"
            )
        reference = self.everything.images[torch.as_tensor(self.pool)].to(self.device)
        return lambda features: normalised_scores(name, features, reference)

    def _untrained(self, name: str | None, score: Callable[[Features], Tensor]) -> tuple[Outcome, float]:
        scores, seconds = self._timed(lambda: score(self.features))
        origin = replace(self._origin(0, name), unlabelled_images=len(self.pool) if name else 0)
        return self._outcome(origin, scores, score, self._pool_if_validating), seconds

    @cached_property
    def _pool_if_validating(self) -> Array:
        """Rows whose labels may fit a temperature of rows that trained on none of them."""
        return self.pool if self.training.validation == "pool" else self.pool[:0]

    def _trained(self, adapter: type[Adapter], shots: int) -> tuple[Outcome, float]:
        model = row_id(self.backbone.id, shots, adapter.name)
        draws = [one.to(self.device) for one in load_draws(draws_path(self.settings, model), adapter)]
        checkpoint = checkpoint_name(self.settings, self.backbone.id, shots, adapter.name)
        width = self.features.images.shape[1]
        released = load_checkpoint(self.settings.path(checkpoint), width).to(self.device)
        held_out = self.pool[:0]
        if self.training.validation == "pool":
            held_out = validation(self.prepared, shots, 0, self.training.seed)
        scores, seconds = self._timed(lambda: released.scores(self.features))
        origin = replace(
            self._origin(shots, adapter.name),
            support_images=shots * len(self.prepared.categories),
            validation_images=len(held_out),
            parameters=released.parameters,
            checkpoint=checkpoint,
            gamma=released.gamma if adapter.blended else None,
        )
        outcome = self._outcome(origin, scores, released.scores, held_out)
        rest = [self._right(one) for one in draws[1:]]
        return replace(outcome, draw_right=[outcome.right, *rest]), seconds

    def _right(self, trained: TrainedAdapter) -> Array:
        picked = trained.scores(self.features).argmax(1)
        return (picked == self.features.correct).cpu().numpy()

    def _origin(self, shots: int, adapter: str | None) -> Origin:
        model = row_id(self.backbone.id, shots, adapter)
        return Origin(model, self.backbone.id, self.backbone.name, shots, adapter)

    def _outcome(self, origin: Origin, scores: Tensor, score: Callable[[Features], Tensor], held_out: Array) -> Outcome:
        """The outcome of logits ``scores`` on the test set; ``held_out`` rows fit the temperature."""
        if not len(held_out):
            return Outcome(origin, _numpy(scores), _numpy(self.features.correct))
        asked = self._features(held_out)
        return Outcome(
            origin, _numpy(scores), _numpy(self.features.correct), _numpy(score(asked)), _numpy(asked.correct)
        )

    def _timed(self, work: Callable[[], Tensor]) -> tuple[Tensor, float]:
        """The result of ``work``, and its seconds in a second pass: the first one also warms up."""
        work()
        self._wait()
        started = time.perf_counter()
        result = work()
        self._wait()
        return result, time.perf_counter() - started

    def _wait(self) -> None:
        if self.device.type == "cuda":
            torch.cuda.synchronize(self.device)

    def timing(self, model: str, head: float) -> TimingRow:
        """End-to-end inference of the test set: what extraction measured, and the head."""
        parts = {**self.extraction, "head": head}
        total = sum(parts.values())
        return TimingRow(
            model=model,
            samples=len(self.test),
            seconds=total,
            ms_per_sample=1000 * total / max(1, len(self.test)),
            steps=[Step.model_validate({"step": step, "seconds": seconds}) for step, seconds in parts.items()],
        )


def _numpy(tensor: Tensor) -> Array:
    return tensor.cpu().numpy()
