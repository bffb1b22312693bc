"""The rows of metrics.json: every figure of a row, and how sure it is.

Shapes: ``n`` samples, ``k`` categories, ``q`` sums that a row's figures are made from.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from pipeline.evaluation.intervals import Resampling, bootstrap_intervals, proportion_interval
from pipeline.evaluation.outcomes import FromLogits, Outcome
from pipeline.evaluation.sample_table import Array, SampleTable
from pipeline.evaluation.statistics import bin_counts, calibration_error, caption_counts, f1_of
from pipeline.results.schemas.metrics import MetricsRow

RESAMPLED = ("mrr", "nll", "brier", "ece", "nll_scaled", "brier_scaled", "ece_scaled", "f1_macro", "f1_weighted")
"""Figures whose interval is a bootstrap over images, in the order of ``_figures``."""


def measure(
    outcomes: Sequence[Outcome], table: SampleTable, flagged: Array, how: Resampling, bins: int
) -> list[MetricsRow]:
    """The rows of metrics.json.

    Args:
        flagged: [n, c] candidates that are true of the image beside the right one.
        bins: of the reliability table behind ECE.
    """
    categories = len(table.categories)
    totals = np.stack([_totals(one, table, bins) for one in outcomes], axis=1)
    count = totals.shape[2]

    def figures(sums: Array) -> Array:
        """[..., rows × q] sums to [..., rows × figures]."""
        by_row = sums.reshape(*sums.shape[:-1], len(outcomes), count)
        found = _figures(by_row, bins, categories)
        return found.reshape(*sums.shape[:-1], -1)

    # One bootstrap for all rows: the same images are drawn for each of them.
    flat = totals.reshape(len(totals), -1)
    values = figures(flat.sum(axis=0)).reshape(len(outcomes), -1)
    ends = bootstrap_intervals(flat, figures, how, table.images).reshape(len(outcomes), len(RESAMPLED), 2)
    return [
        _row(one, table, flagged, how, _named(one, table, value, end))
        for one, value, end in zip(outcomes, values, ends, strict=True)
    ]


def _totals(outcome: Outcome, table: SampleTable, bins: int) -> Array:
    """[n, q] what every sample adds to the sums behind ``_figures``."""
    n, categories = len(outcome.correct), len(table.categories)
    picked = table.picked_labels(outcome.chosen)
    counts = np.zeros((n, 3, categories))
    if picked is not None:
        counts = caption_counts(table.labels, picked, outcome.right, categories)
    parts = [np.ones((n, 1)), 1 / outcome.rank[:, None]]
    answers: Sequence[FromLogits | None] = (outcome, outcome.scaled)
    for one in answers:
        parts += _calibration_totals(one, outcome.right, bins) if one else [np.zeros((n, 2 + 3 * bins))]
    return np.hstack([*parts, counts.reshape(n, -1)])


def _calibration_totals(answers: FromLogits, right: Array, bins: int) -> list[Array]:
    counted = bin_counts(answers.confidence, right, bins)
    return [answers.log_loss[:, None], answers.brier[:, None], counted.reshape(len(right), -1)]


def _figures(sums: Array, bins: int, categories: int) -> Array:
    """[..., q] sums to the figures [..., 9] that ``RESAMPLED`` names."""
    samples, reciprocal, plain, scaled, counts = np.split(sums, np.cumsum([1, 1, 2 + 3 * bins, 2 + 3 * bins]), axis=-1)
    f1 = f1_of(counts.reshape(*counts.shape[:-1], 3, categories))
    parts = [reciprocal / samples]
    for one in (plain, scaled):
        with np.errstate(invalid="ignore"):
            error = calibration_error(one[..., 2:].reshape(*one.shape[:-1], 3, bins))
        parts += [one[..., :2] / samples, error[..., None]]
    return np.concatenate([*parts, f1.macro[..., None], f1.weighted[..., None]], axis=-1)


def _named(outcome: Outcome, table: SampleTable, values: Array, ends: Array) -> dict[str, Any]:
    """Figures and their intervals by field; None where a row has none."""
    unknown = {name for name in RESAMPLED if name.endswith("_scaled") and outcome.scaled is None}
    if table.choice_labels is None:
        unknown |= {"f1_macro", "f1_weighted"}
    fields: dict[str, Any] = {}
    for name, value, (low, high) in zip(RESAMPLED, values.tolist(), ends.tolist(), strict=True):
        fields[name] = None if name in unknown else value
        # No loss, error or share is below 0; a share is not above 1 either.
        top = 1.0 if name in ("mrr", "f1_macro", "f1_weighted") else high
        fields[f"{name}_interval"] = None if name in unknown else (max(0.0, low), min(high, top))
    return fields


def _row(
    outcome: Outcome, table: SampleTable, flagged: Array, how: Resampling, resampled: dict[str, Any]
) -> MetricsRow:
    origin, draws = outcome.origin, outcome.draw_accuracies()
    picked_flagged = np.take_along_axis(flagged, outcome.chosen[:, None], axis=1)[:, 0]
    cleaned, top3 = outcome.right | picked_flagged, outcome.rank <= 3

    def proportion(right: Array) -> tuple[float, float]:
        return proportion_interval(right, confidence=how.confidence, clusters=table.images)

    accuracy, interval = float(outcome.right.mean()), proportion(outcome.right)
    known = resampled["f1_macro"] is not None
    if outcome.right.all():
        # Every resample of a perfect score is perfect: only the proportion knows how little that may mean.
        for name in ("mrr", *(("f1_macro", "f1_weighted") if known else ())):
            resampled[f"{name}_interval"] = interval
    return MetricsRow(
        model=origin.model,
        backbone=origin.backbone,
        name=origin.name,
        shots=origin.shots,
        mode="Few-shot" if origin.shots else "Zero-shot",
        adapter=origin.adapter,
        samples=len(outcome.right),
        accuracy=accuracy,
        accuracy_interval=interval,
        # Caption-level micro F1 is accuracy by its definition.
        f1_micro=accuracy if known else None,
        f1_micro_interval=interval if known else None,
        draws=len(draws),
        draw_accuracy=draws,
        accuracy_mean=outcome.accuracy if draws else None,
        accuracy_sd=float(np.std(draws, ddof=1)) if len(draws) > 1 else None,
        accuracy_mean_interval=proportion(outcome.right_by_draw) if len(draws) > 1 else None,
        top3=float(top3.mean()),
        top3_interval=proportion(top3),
        cleaned_accuracy=float(cleaned.mean()),
        cleaned_accuracy_interval=proportion(cleaned),
        temperature=outcome.temperature,
        support_images=origin.support_images,
        validation_images=origin.validation_images,
        unlabelled_images=origin.unlabelled_images,
        parameters=origin.parameters,
        checkpoint=origin.checkpoint,
        gamma=origin.gamma,
        **resampled,
    )
