"""What one row answered on the test set, and the figures that follow from the answers alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from pipeline.evaluation.intervals import Resampling
from pipeline.evaluation.sample_table import Array, SampleTable
from pipeline.evaluation.statistics import (
    accuracy_interval,
    brier,
    caption_f1,
    expected_calibration_error,
    fit_temperature,
    log_loss,
    mean_reciprocal_rank,
    ranks,
    reliability,
    softmax,
    top_k,
)
from pipeline.results.schemas.metrics import MetricsRow


@dataclass(frozen=True)
class Origin:
    """Where a row comes from: everything in it that is no measurement."""

    model: str
    backbone: str
    name: str
    shots: int
    adapter: str | None
    support_images: int = 0
    validation_images: int = 0
    unlabelled_images: int = 0
    parameters: int = 0
    checkpoint: str | None = None
    gamma: float | None = None


@dataclass(frozen=True)
class Outcome:
    """Logits of one row's released model on ``n`` test samples with ``c`` candidates, and its other draws."""

    origin: Origin
    logits: Array
    """[n, c]."""
    correct: Array
    """[n]."""
    validation_logits: Array | None = None
    """[v, c] on images that were not trained on, for the temperature; None without."""
    validation_correct: Array | None = None
    draw_right: list[Array] = field(default_factory=list)
    """[n] right or wrong, for each support draw; the first is the released one."""

    @cached_property
    def chosen(self) -> Array:
        """[n] position picked; the first of equals."""
        return self.logits.argmax(axis=1)

    @cached_property
    def right(self) -> Array:
        """[n] booleans."""
        return self.chosen == self.correct

    @cached_property
    def probabilities(self) -> Array:
        """[n, c]."""
        return softmax(self.logits)

    @cached_property
    def temperature(self) -> float | None:
        if self.validation_logits is None or self.validation_correct is None:
            return None
        return fit_temperature(self.validation_logits, self.validation_correct)

    def draw_accuracies(self) -> list[float]:
        return [float(right.mean()) for right in self.draw_right]


def measure(outcome: Outcome, table: SampleTable, flagged: Array, how: Resampling, bins: int) -> MetricsRow:
    """The row of metrics.json.

    Args:
        flagged: [n, c] candidates that are true of the image beside the right one.
        bins: of the reliability table behind ECE.
    """
    draws = outcome.draw_accuracies()
    rank = ranks(outcome.logits, outcome.correct)
    picked_flagged = np.take_along_axis(flagged, outcome.chosen[:, None], axis=1)[:, 0]
    origin = outcome.origin
    return MetricsRow(
        model=origin.model,
        backbone=origin.backbone,
        name=origin.name,
        shots=origin.shots,
        mode="Few-shot" if origin.shots else "Zero-shot",
        adapter=origin.adapter,
        samples=len(outcome.right),
        accuracy=float(outcome.right.mean()),
        accuracy_interval=accuracy_interval(
            outcome.right,
            confidence=how.confidence,
            resamples=how.resamples,
            seed=how.seed,
            clusters=table.images,
        ),
        **_f1(outcome, table),
        draws=len(draws),
        draw_accuracy=draws,
        accuracy_mean=float(np.mean(draws)) if draws else None,
        accuracy_sd=float(np.std(draws, ddof=1)) if len(draws) > 1 else None,
        mrr=mean_reciprocal_rank(rank),
        top3=top_k(rank, 3),
        **_calibration(outcome, bins),
        cleaned_accuracy=float((outcome.right | picked_flagged).mean()),
        support_images=origin.support_images,
        validation_images=origin.validation_images,
        unlabelled_images=origin.unlabelled_images,
        parameters=origin.parameters,
        checkpoint=origin.checkpoint,
        gamma=origin.gamma,
    )


def _f1(outcome: Outcome, table: SampleTable) -> dict[str, float | None]:
    picked = table.picked_labels(outcome.chosen)
    if picked is None:
        return {"f1_macro": None, "f1_micro": None, "f1_weighted": None}
    f1 = caption_f1(table.labels, picked, outcome.right, len(table.categories))
    accuracy = outcome.right.mean()
    if not np.isclose(f1.micro, accuracy, rtol=0, atol=1e-12):
        raise AssertionError(f"{outcome.origin.model}: micro F1 {f1.micro} is not the accuracy {accuracy}")
    return {"f1_macro": f1.macro, "f1_micro": f1.micro, "f1_weighted": f1.weighted}


def _calibration(outcome: Outcome, bins: int) -> dict[str, float | None]:
    temperature = outcome.temperature
    plain = _calibration_of(outcome.logits, outcome, bins)
    scaled = _calibration_of(outcome.logits / temperature, outcome, bins) if temperature else (None, None, None)
    return {
        "nll": plain[0],
        "brier": plain[1],
        "ece": plain[2],
        "temperature": temperature,
        "nll_scaled": scaled[0],
        "brier_scaled": scaled[1],
        "ece_scaled": scaled[2],
    }


def _calibration_of(logits: Array, outcome: Outcome, bins: int) -> tuple[float, float, float]:
    probabilities = softmax(logits)
    table = reliability(probabilities.max(axis=1), outcome.right, bins)
    return (
        log_loss(logits, outcome.correct),
        brier(probabilities, outcome.correct),
        expected_calibration_error(table),
    )
