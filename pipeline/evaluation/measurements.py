"""All outcomes together: metrics.json and predictions.json."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.evaluation import breakdowns
from pipeline.evaluation.comparisons import compare, pairs
from pipeline.evaluation.intervals import Resampling
from pipeline.evaluation.outcomes import Outcome, measure
from pipeline.evaluation.sample_table import Array, SampleTable
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
    return Metrics(
        chance=1 / flagged.shape[1],
        confidence=how.confidence,
        f1_note="" if table.choice_labels is not None else f1_note.rstrip("."),
        rows=[measure(one, table, flagged, how, bins) for one in outcomes],
        comparisons=[compare(model, baseline, table, how) for model, baseline in pairs(outcomes, headline)],
        groups=[group for one in outcomes for group in breakdowns.groups(one, table, how)],
        confusion=[one for one in confusions if one is not None],
        errors=[one for one in errors if one is not None],
        positions=[breakdowns.positions(one) for one in outcomes],
        calibration=[part for one in outcomes for part in breakdowns.calibrations(one, bins)],
        false_negatives=list(false_negatives),
    )


def report_predictions(table: SampleTable, outcomes: Sequence[Outcome]) -> Predictions:
    """What every row picked for every test sample."""
    return Predictions(
        models=[one.origin.model for one in outcomes],
        samples=[
            Prediction(
                id=table.ids[row],
                label=table.categories[table.labels[row]],
                correct=int(correct),
                chosen=[int(one.chosen[row]) for one in outcomes],
                probability=[float(one.probabilities[row, correct]) for one in outcomes],
            )
            for row, correct in enumerate(table.correct)
        ],
    )
