"""The checks themselves: metrics.json against the published answers, and the gallery against the predictions."""

from __future__ import annotations

import numpy as np

from pipeline.evaluation.consistency.comparison_checks import comparison_contradictions, judgement_contradictions
from pipeline.evaluation.consistency.published_answers import Contradiction, PublishedAnswers
from pipeline.evaluation.consistency.row_checks import redrawn_contradictions, row_contradictions
from pipeline.results.catalogue import APPROXIMATE
from pipeline.results.schemas.draws import Draws
from pipeline.results.schemas.metrics import Metrics
from pipeline.results.schemas.predictions import Prediction, Predictions
from pipeline.results.schemas.shown_samples import ShownCase, ShownSamples


def contradictions(metrics: Metrics, predictions: Predictions, draws: Draws | None = None) -> list[Contradiction]:
    """Every figure that comes out otherwise when it is recomputed from the predictions, or from the draws."""
    answers = PublishedAnswers(predictions, draws)
    return [
        *row_contradictions(metrics, answers),
        *comparison_contradictions(metrics, answers),
        *judgement_contradictions(metrics),
        *redrawn_contradictions(metrics, answers),
    ]


def shown_otherwise(shown: ShownSamples, predictions: Predictions) -> list[str]:
    """Where shown_samples.json shows what was not predicted, in words."""
    columns = {model: number for number, model in enumerate(predictions.models)}
    if unknown := [model for model in shown.models if model not in columns]:
        return [f"shown_samples.json shows {unknown[0]}, which predictions.json does not know"]
    found = []
    for place in shown.explained:
        if not 0 <= place < len(predictions.samples):
            found.append(f"shown_samples.json explains sample {place} of {len(predictions.samples)}")
    for case in shown.cases:
        sample = predictions.samples[case.place] if 0 <= case.place < len(predictions.samples) else None
        if sample is None or sample.id != case.id:
            found.append(f"shown_samples.json: {case.id} is not sample {case.place} of predictions.json")
        elif wrong := _shown_wrongly(case, sample, [columns[model] for model in shown.models]):
            found.append(f"shown_samples.json: {case.id}: {wrong}, and otherwise in predictions.json")
    return found


def _shown_wrongly(case: ShownCase, sample: Prediction, columns: list[int]) -> str:
    """What a case shows of a sample that the rows did not answer; empty when it is as they did."""
    if not len(case.probabilities) == len(case.margins) == len(columns):
        return f"it has answers of {len(case.probabilities)} rows"
    for column, each, margin in zip(columns, case.probabilities, case.margins, strict=True):
        # Two at least: of a single candidate there is no margin.
        if max(sample.correct, sample.chosen[column], 1) >= len(each):
            return f"it has {len(each)} candidates"
        right, others = each[sample.correct], [value for n, value in enumerate(each) if n != sample.correct]
        if not abs(right - sample.probability[column]) <= APPROXIMATE:
            return f"the right caption has probability {right:.3g}"
        if each[sample.chosen[column]] < max(each) - APPROXIMATE:
            return f"caption {int(np.argmax(each))} is picked"
        if not abs(margin - (right - max(others))) <= 2 * APPROXIMATE:
            return f"its margin is {margin:.3g}"
    return ""
