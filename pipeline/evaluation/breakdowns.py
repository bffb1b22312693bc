"""What kind of errors: between categories, by answer position, by how sure the pick was, and accuracy by group."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
from scipy.special import chdtrc

from pipeline.evaluation.intervals import ShareInterval
from pipeline.evaluation.outcomes import FromLogits, Outcome
from pipeline.evaluation.sample_table import Array, SampleTable
from pipeline.evaluation.sums import Reliability, bin_of
from pipeline.results.schemas.metrics import (
    Calibration,
    CalibrationBin,
    Confusion,
    ErrorKinds,
    GroupAccuracy,
    GroupKind,
    PositionBias,
)

# Upper bounds of the groups, the last one open.
WORDS = (7, 9, 11, 14)
OBJECTS = (0, 1, 2, 4)


def category_confusion(outcome: Outcome, table: SampleTable) -> Confusion | None:
    """Which categories' captions were picked for which images; None when the captions' categories are unknown."""
    picked = table.picked_labels(outcome.chosen)
    if picked is None:
        return None
    size = len(table.categories)
    return Confusion(
        model=outcome.origin.model,
        categories=list(table.categories),
        # One number for each pair of categories, so that a single count fills the square.
        counts=np.bincount(table.labels * size + picked, minlength=size**2).reshape(size, size).tolist(),
        right=np.bincount(table.labels[outcome.right], minlength=size).tolist(),
    )


def error_kinds(outcome: Outcome, table: SampleTable, interval_of: ShareInterval) -> ErrorKinds | None:
    """Same-category against cross-category errors, with the share that blind guessing would have."""
    picked = table.picked_labels(outcome.chosen)
    if picked is None or table.choice_labels is None:
        return None
    wrong = ~outcome.right
    own = picked[wrong] == table.labels[wrong]
    same = int(own.sum())
    distractors = np.ones(table.choice_labels.shape, dtype=bool)
    distractors[np.arange(len(distractors)), table.correct] = False
    same_category = (table.choice_labels == table.labels[:, None]) & distractors
    errors = int(wrong.sum())
    return ErrorKinds(
        model=outcome.origin.model,
        errors=errors,
        same_category=same,
        cross_category=errors - same,
        # Of no errors there is no share, and 0 would read as praise.
        same_category_share=same / errors if errors else None,
        same_category_share_interval=interval_of(own, table.images[wrong]) if errors else None,
        # Blind guessing falls on every distractor alike, so its share is theirs.
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


def position_bias(picked: Array, correct: Array, choices: int) -> float | None:
    """Chi-square p-value (Pearson 1900) of wrong picks by answer position.

    Args:
        picked, correct: [n] positions. Only samples answered wrongly count: without bias, a wrong pick falls on
            each of the other c - 1 positions alike.

    Returns:
        None when a position expects fewer than 5 wrong picks (Cochran 1954): the approximation fails there.
    """
    wrong = picked != correct
    if choices < 3 or not wrong.any():
        return None
    observed = np.bincount(picked[wrong], minlength=choices)
    expected = (wrong.sum() - np.bincount(correct[wrong], minlength=choices)) / (choices - 1)
    if expected.min() < 5:
        return None
    # Both sum to the wrong picks: each wrong pick is expected on the other positions.
    return float(chdtrc(choices - 1, ((observed - expected) ** 2 / expected).sum()))


def calibrations(
    outcome: Outcome, tables: tuple[Reliability, Reliability], samples: SampleTable, interval_of: ShareInterval
) -> Iterator[Calibration]:
    """Reliability before, and where a temperature was fitted, after it.

    Args:
        tables: of both.
    """
    before, after = tables
    answers: list[tuple[FromLogits | None, Reliability]] = [(outcome, before), (outcome.scaled, after)]
    for one, table in answers:
        if one is not None:
            place = bin_of(one.confidence, len(table.samples))
            yield Calibration(
                model=outcome.origin.model,
                scaled=one is not outcome,
                bins=[
                    _bin(table, each, outcome.right, place == each, samples, interval_of)
                    for each in range(len(table.samples))
                ],
            )


def _bin(
    table: Reliability, place: int, right: Array, inside: Array, samples: SampleTable, interval_of: ShareInterval
) -> CalibrationBin:
    low, high = table.edges[place : place + 2].tolist()
    if not inside.any():
        return CalibrationBin(low=low, high=high, samples=0, confidence=None, accuracy=None)
    return CalibrationBin(
        low=low,
        high=high,
        samples=int(table.samples[place]),
        confidence=float(table.confidence[place]),
        accuracy=float(table.accuracy[place]),
        interval=interval_of(right[inside], samples.images[inside]),
    )


# ---------------------------------------------------------------- accuracy by group


def groups(outcome: Outcome, table: SampleTable, f1: Array, interval_of: ShareInterval) -> list[GroupAccuracy]:
    """Accuracy by category, caption length, and number of annotated objects; empty groups are left out.

    Args:
        f1: [k] by category; NaN where it is not known.
    """
    members = list(_members(table, f1))
    return [
        GroupAccuracy(
            model=outcome.origin.model,
            group=group,
            value=value,
            samples=int(inside.sum()),
            accuracy=float(outcome.right[inside].mean()),
            interval=interval_of(outcome.right[inside], table.images[inside]),
            f1=own,
        )
        for group, value, inside, own in members
    ]


def _members(table: SampleTable, f1: Array) -> Iterator[tuple[GroupKind, str, Array, float | None]]:
    """Kind and name of every group, its members [n], and its F1 where a group has one."""
    for number, (category, own) in enumerate(zip(table.categories, f1.tolist(), strict=True)):
        # Categories of distractors alone have no test image, and so no accuracy.
        if (inside := table.labels == number).any():
            yield "category", category, inside, None if math.isnan(own) else own
    for value, inside in _binned(table.words, WORDS):
        yield "caption length", value, inside, None
    if table.objects is not None:
        for value, inside in _binned(table.objects, OBJECTS):
            yield "objects", value, inside, None


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
