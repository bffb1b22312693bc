"""The rows of metrics.json: every figure of a row, and how sure it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from pipeline.evaluation.intervals import Resampling, around, proportion_interval, resampled
from pipeline.evaluation.outcomes import Outcome
from pipeline.evaluation.sample_table import Array, SampleTable
from pipeline.evaluation.sums import FIGURES, Sums
from pipeline.evaluation.unseen_answers import reached, widened
from pipeline.results.schemas.metrics import MetricsRow

BOUNDED = ("mrr", "f1_macro", "f1_weighted")
"""Figures between 0 and 1; losses and errors have no upper end."""


def measure(outcomes: Sequence[Outcome], table: SampleTable, sums: Sums, how: Resampling) -> list[MetricsRow]:
    """The rows of metrics.json, of ``outcomes`` on the samples of ``table``.

    Args:
        sums: of these outcomes.
    """
    shares = [_shares(one, table) for one in outcomes]
    accuracies = [
        proportion_interval(right["accuracy"], confidence=how.confidence, clusters=how.images) for right in shares
    ]
    # Where hardly an answer is wrong, the accuracy knows better than resamples how little that may mean.
    ends = widened(_bootstrapped(sums, how), reached(sums.kinds, len(table.ids), sums.figures, accuracies))
    rows = []
    for row, (fields, right) in enumerate(zip(figures(outcomes, table, sums), shares, strict=True)):
        known = _known(outcomes[row], table)
        for name, one in right.items():
            fields[f"{name}_interval"] = proportion_interval(one, confidence=how.confidence, clusters=how.images)
        for name, (low, high) in zip(FIGURES, ends[row].tolist(), strict=True):
            if name in known:
                fields[f"{name}_interval"] = (max(0.0, low), min(high, 1.0) if name in BOUNDED else high)
        if "f1_macro" in known:
            fields["f1_micro_interval"] = fields["accuracy_interval"]
        rows.append(MetricsRow(**fields))
    return rows


def figures(outcomes: Sequence[Outcome], table: SampleTable, sums: Sums) -> list[dict[str, Any]]:
    """Every row's fields but the intervals; arguments as above."""
    rows = []
    for outcome, values in zip(outcomes, sums.values.tolist(), strict=True):
        known, shares = _known(outcome, table), _shares(outcome, table)
        fields = _facts(outcome)
        # Not accuracy_mean: a row that was drawn only once has that mean without an interval, among the facts.
        fields |= {name: float(shares[name].mean()) for name in ("accuracy", "top3", "cleaned_accuracy")}
        fields |= {name: value for name, value in zip(FIGURES, values, strict=True) if name in known}
        if "f1_macro" in known:
            # Caption-level micro F1 is accuracy by its definition.
            fields["f1_micro"] = fields["accuracy"]
        rows.append(fields)
    return rows


def _bootstrapped(sums: Sums, how: Resampling) -> Array:
    """[r, 9, 2] the bootstrap's intervals of all figures."""
    # One bootstrap for all rows: the same images are drawn for each of them.
    every = resampled(sums.counted, lambda some: np.concatenate([sums.figures(some), sums.gaps_apart(some)], -1), how)
    figures, apart = np.split(every, [sums.values.size], axis=1)
    ends = around(sums.values.ravel(), figures, sums.counted.shape[0], how).reshape(*sums.values.shape, 2)
    # Of gaps that are nothing but chance, resamples are made of twice the chance, and none lies near the truth. So
    # only what chance can add at most is taken off; upwards the resamples reach far enough.
    most = np.quantile(apart, (1 + how.confidence) / 2, axis=0).reshape(len(ends), -1)
    for name, added in zip(("ece", "ece_scaled"), most.T, strict=True):
        place = FIGURES.index(name)
        ends[:, place, 0] = np.minimum(ends[:, place, 0], sums.values[:, place] - added)
    return ends


def _facts(outcome: Outcome) -> dict[str, Any]:
    """Fields that no interval belongs to; figures that the row may lack are None until they are known."""
    origin, draws = outcome.origin, outcome.draw_accuracies()
    return dict.fromkeys((*FIGURES, "f1_micro")) | {
        "model": origin.model,
        "backbone": origin.backbone,
        "name": origin.name,
        "shots": origin.shots,
        "mode": "Few-shot" if origin.shots else "Zero-shot",
        "adapter": origin.adapter,
        "samples": len(outcome.right),
        "draws": len(draws),
        "draw_accuracy": draws,
        "accuracy_mean": outcome.accuracy if draws else None,
        "accuracy_sd": float(np.std(draws, ddof=1)) if len(draws) > 1 else None,
        "temperature": outcome.temperature,
        "support_images": origin.support_images,
        "validation_images": origin.validation_images,
        "unlabelled_images": origin.unlabelled_images,
        "parameters": origin.parameters,
        "checkpoint": origin.checkpoint,
        "gamma": origin.gamma,
    }


def _shares(outcome: Outcome, table: SampleTable) -> dict[str, Array]:
    """What is right [n] or [D, n], by the field that its share is published in."""
    flagged = np.take_along_axis(table.flagged, outcome.chosen[:, None], axis=1)[:, 0]
    shares = {"accuracy": outcome.right, "top3": outcome.rank <= 3, "cleaned_accuracy": outcome.right | flagged}
    return shares | ({"accuracy_mean": outcome.right_by_draw} if len(outcome.draw_right) > 1 else {})


def _known(outcome: Outcome, table: SampleTable) -> set[str]:
    """Which of ``FIGURES`` the row has: some take a temperature, some the categories of the captions."""
    scaled = {name for name in FIGURES if name.endswith("_scaled")} if outcome.scaled is None else set()
    return set(FIGURES) - scaled - ({"f1_macro", "f1_weighted"} if table.choice_labels is None else set())
