"""All outcomes together: metrics.json and predictions.json."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pipeline.data.samples import Sample
from pipeline.evaluation import breakdowns
from pipeline.evaluation.comparisons import compare, pairs
from pipeline.evaluation.false_negatives import flags
from pipeline.evaluation.outcomes import Outcome, measure
from pipeline.evaluation.sample_table import SampleTable
from pipeline.results.names import headline_rows
from pipeline.results.schemas.metrics import FalseNegative, Metrics
from pipeline.results.schemas.predictions import Prediction, Predictions
from pipeline.settings import Settings


def report_metrics(
    settings: Settings,
    samples: Sequence[Sample],
    table: SampleTable,
    outcomes: Sequence[Outcome],
    false_negatives: Sequence[tuple[int, FalseNegative]],
    *,
    f1_note: str,
) -> Metrics:
    """Every figure of the evaluation, of all rows on the same test ``samples``.

    Args:
        f1_note: why the categories of the choices are unknown, where they are.
    """
    evaluation = settings.evaluation
    flagged = flags(samples, false_negatives)
    confusions = (breakdowns.category_confusion(one, table) for one in outcomes)
    errors = (breakdowns.error_kinds(one, table) for one in outcomes)
    bins = evaluation.calibration_bins
    return Metrics(
        chance=float(np.mean([1 / len(sample.choices) for sample in samples])),
        confidence=evaluation.confidence,
        f1_note="" if table.choice_labels is not None else f1_note.rstrip("."),
        rows=[measure(one, table, flagged, evaluation) for one in outcomes],
        comparisons=[
            compare(model, baseline, table, evaluation) for model, baseline in pairs(outcomes, headline_rows(settings))
        ],
        groups=[group for one in outcomes for group in breakdowns.groups(one, table, evaluation)],
        confusion=[one for one in confusions if one is not None],
        errors=[one for one in errors if one is not None],
        positions=[breakdowns.positions(one) for one in outcomes],
        calibration=[part for one in outcomes for part in breakdowns.calibrations(one, bins)],
        false_negatives=[one for _, one in false_negatives],
    )


def report_predictions(samples: Sequence[Sample], outcomes: Sequence[Outcome]) -> Predictions:
    """What every row picked for every test sample."""
    return Predictions(
        models=[one.origin.model for one in outcomes],
        samples=[
            Prediction(
                id=sample.id,
                label=sample.label,
                correct=sample.correct,
                chosen=[int(one.chosen[row]) for one in outcomes],
                probability=[float(one.probabilities[row, sample.correct]) for one in outcomes],
            )
            for row, sample in enumerate(samples)
        ],
    )
