"""What kind of errors: by category, caption length, number of objects and answer position; calibration."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Literal

import numpy as np

from pipeline.evaluation.intervals import proportion_interval
from pipeline.evaluation.outcomes import FromLogits, Outcome
from pipeline.evaluation.sample_table import Array, SampleTable
from pipeline.evaluation.statistics import (
    caption_f1,
    confusion,
    position_bias,
    reliability,
)
from pipeline.results.schemas.metrics import (
    Calibration,
    CalibrationBin,
    Confusion,
    ErrorKinds,
    GroupAccuracy,
    PositionBias,
)

# Upper bounds of the groups, the last one open.
WORDS = (7, 9, 11, 14)
OBJECTS = (0, 1, 2, 4)


def groups(outcome: Outcome, table: SampleTable, confidence: float) -> Iterator[GroupAccuracy]:
    """Accuracy by category, caption length, and number of annotated objects; empty groups are left out."""
    f1 = _f1_by_category(outcome, table)
    for number, category in enumerate(table.categories):
        if (inside := table.labels == number).any():
            yield _group(outcome, table, confidence, "category", category, inside, f1[number])
    for value, inside in _binned(table.words, WORDS):
        yield _group(outcome, table, confidence, "caption length", value, inside, None)
    if table.objects is not None:
        for value, inside in _binned(table.objects, OBJECTS):
            yield _group(outcome, table, confidence, "objects", value, inside, None)


def _f1_by_category(outcome: Outcome, table: SampleTable) -> list[float | None]:
    picked = table.picked_labels(outcome.chosen)
    if picked is None:
        return [None] * len(table.categories)
    each = caption_f1(table.labels, picked, outcome.right, len(table.categories)).by_category
    return [None if math.isnan(value) else float(value) for value in each]


def _binned(values: Array, bounds: tuple[int, ...]) -> Iterator[tuple[str, Array]]:
    """Name and members [n] of each group of whole numbers that has members: "0", "3–4", "5 or more"."""
    low = 0
    for high in bounds:
        inside = (values >= low) & (values <= high)
        if inside.any():
            yield (str(high) if low == high else f"{low}–{high}" if low else f"up to {high}"), inside
        low = high + 1
    if (inside := values >= low).any():
        yield f"{low} or more", inside


def _group(
    outcome: Outcome,
    table: SampleTable,
    confidence: float,
    group: Literal["category", "caption length", "objects"],
    value: str,
    inside: Array,
    f1: float | None,
) -> GroupAccuracy:
    right = outcome.right[inside]
    return GroupAccuracy(
        model=outcome.origin.model,
        group=group,
        value=value,
        samples=len(right),
        accuracy=float(right.mean()),
        interval=proportion_interval(right, confidence=confidence, clusters=table.images[inside]),
        f1=f1,
    )


def category_confusion(outcome: Outcome, table: SampleTable) -> Confusion | None:
    """Which categories' captions were picked for which images; None when the captions' categories are unknown."""
    picked = table.picked_labels(outcome.chosen)
    if picked is None:
        return None
    size = len(table.categories)
    return Confusion(
        model=outcome.origin.model,
        categories=list(table.categories),
        counts=confusion(table.labels, picked, size).tolist(),
        right=np.bincount(table.labels[outcome.right], minlength=size).tolist(),
    )


def error_kinds(outcome: Outcome, table: SampleTable) -> ErrorKinds | None:
    """Same-category against cross-category errors, with the share that blind guessing would have."""
    picked = table.picked_labels(outcome.chosen)
    if picked is None or table.choice_labels is None:
        return None
    wrong = ~outcome.right
    same = int((picked[wrong] == table.labels[wrong]).sum())
    distractors = np.ones(table.choice_labels.shape, dtype=bool)
    distractors[np.arange(len(distractors)), table.correct] = False
    same_category = (table.choice_labels == table.labels[:, None]) & distractors
    errors = int(wrong.sum())
    return ErrorKinds(
        model=outcome.origin.model,
        errors=errors,
        same_category=same,
        cross_category=errors - same,
        same_category_share=same / errors if errors else None,
        chance_share=float(same_category.sum() / distractors.sum()),
    )


def positions(outcome: Outcome) -> PositionBias:
    """Picks and right captions by answer position."""
    choices = outcome.logits.shape[1]
    return PositionBias(
        model=outcome.origin.model,
        picked=np.bincount(outcome.chosen, minlength=choices).tolist(),
        correct=np.bincount(outcome.correct, minlength=choices).tolist(),
        p_value=position_bias(outcome.chosen, outcome.correct, choices),
    )


def calibrations(outcome: Outcome, bins: int) -> Iterator[Calibration]:
    """Reliability before, and where a temperature was fitted, after it."""
    yield _calibration(outcome, outcome, bins, scaled=False)
    if outcome.scaled is not None:
        yield _calibration(outcome, outcome.scaled, bins, scaled=True)


def _calibration(outcome: Outcome, answers: FromLogits, bins: int, *, scaled: bool) -> Calibration:
    table = reliability(answers.confidence, outcome.right, bins)
    return Calibration(
        model=outcome.origin.model,
        scaled=scaled,
        bins=[
            CalibrationBin(
                low=float(table.edges[place]),
                high=float(table.edges[place + 1]),
                samples=int(samples),
                confidence=float(table.confidence[place]) if samples else None,
                accuracy=float(table.accuracy[place]) if samples else None,
            )
            for place, samples in enumerate(table.samples)
        ],
    )
