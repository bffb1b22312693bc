"""All outcomes together: metrics.json, predictions.json and draws.json."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.evaluation import breakdowns
from pipeline.evaluation.answer_views import accuracy_by_candidates, risk_coverage
from pipeline.evaluation.comparisons import RowComparer
from pipeline.evaluation.intervals import Resampling
from pipeline.evaluation.outcomes import Outcome
from pipeline.evaluation.row_figures import measure
from pipeline.evaluation.sample_table import Array, SampleTable
from pipeline.results.schemas.draws import DrawAnswers, Draws
from pipeline.results.schemas.metrics import FalseNegative, Metrics
from pipeline.results.schemas.predictions import Prediction, Predictions


def report_metrics(
    table: SampleTable,
    outcomes: Sequence[Outcome],
    flagged: Array,
    false_negatives: Sequence[FalseNegative],
    *,
    headline: Sequence[str],
    how: Resampling,
    bins: int,
    f1_note: str,
) -> Metrics:
    """Every figure of the evaluation, of all rows on the same ``n`` test samples with ``c`` candidates each.

    Args:
        flagged: [n, c] candidates that are true of the image beside the right one.
        false_negatives: the same, with their reasons.
        headline: rows that are compared with each other.
        bins: of the reliability tables.
        f1_note: why the categories of the choices are unknown, where they are.
    """
    confusions = (breakdowns.category_confusion(one, table) for one in outcomes)
    errors = (breakdowns.error_kinds(one, table) for one in outcomes)
    comparer = RowComparer(outcomes, table.images, how.confidence)
    shown = [one for one in outcomes if one.origin.model in headline]
    return Metrics(
        chance=1 / flagged.shape[1],
        confidence=how.confidence,
        f1_note="" if table.choice_labels is not None else f1_note.rstrip("."),
        rows=measure(outcomes, table, flagged, how, bins),
        comparisons=comparer.comparisons(headline),
        ties=comparer.ties(),
        groups=[group for one in outcomes for group in breakdowns.groups(one, table, how.confidence)],
        confusion=[one for one in confusions if one is not None],
        errors=[one for one in errors if one is not None],
        positions=[breakdowns.positions(one) for one in outcomes],
        calibration=[part for one in outcomes for part in breakdowns.calibrations(one, bins)],
        candidates=[accuracy_by_candidates(one, table.images, how) for one in shown],
        risk_coverage=[risk_coverage(one) for one in shown],
        false_negatives=list(false_negatives),
    )


def report_predictions(table: SampleTable, outcomes: Sequence[Outcome]) -> Predictions:
    """What every row picked for every test sample, and how sure it was."""
    scaled = [one.scaled for one in outcomes]
    columns: dict[str, list[Array | None]] = {
        "chosen": [one.chosen for one in outcomes],
        "probability": [one.probability for one in outcomes],
        "rank": [one.rank for one in outcomes],
        "confidence": [one.confidence for one in outcomes],
        "brier": [one.brier for one in outcomes],
        "probability_scaled": [None if one is None else one.probability for one in scaled],
        "confidence_scaled": [None if one is None else one.confidence for one in scaled],
        "brier_scaled": [None if one is None else one.brier for one in scaled],
    }
    if table.choice_labels is not None:
        columns["picked"] = [table.picked_labels(one.chosen) for one in outcomes]
    nothing = [None] * len(table.ids)
    by_field = {
        name: list(zip(*(nothing if one is None else one.tolist() for one in each), strict=True))
        for name, each in columns.items()
    }
    return Predictions(
        models=[one.origin.model for one in outcomes],
        categories=list(table.categories),
        samples=[
            Prediction(
                id=table.ids[row],
                label=table.categories[table.labels[row]],
                correct=int(correct),
                **{name: list(each[row]) for name, each in by_field.items()},
            )
            for row, correct in enumerate(table.correct)
        ],
    )


def report_draws(outcomes: Sequence[Outcome]) -> Draws:
    """Which test samples every draw of every row got right."""
    return Draws(
        rows=[
            DrawAnswers(model=one.origin.model, draw=draw, right="".join("1" if hit else "0" for hit in right))
            for one in outcomes
            for draw, right in enumerate(one.draw_right)
        ]
    )
