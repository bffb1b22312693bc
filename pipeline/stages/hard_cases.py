"""The gallery of hard cases: misclassified and ambiguous samples with all their candidates."""

from __future__ import annotations

import numpy as np

from pipeline.data.pictures import publish_picture
from pipeline.data.prepared import load_prepared
from pipeline.data.samples import Sample
from pipeline.data.splits import test_indices
from pipeline.evaluation.probabilities import load_probabilities
from pipeline.evaluation.sample_table import Array
from pipeline.evaluation.selection import Case, flagged_choices, hard_cases, margins
from pipeline.progress import Reporter
from pipeline.results.names import shown_rows
from pipeline.results.schemas.hard_cases import CaseModel, HardCase, HardCases
from pipeline.results.schemas.predictions import Predictions
from pipeline.settings import Settings


def run(settings: Settings, reporter: Reporter) -> None:
    """Select the cases and publish their pictures; writes hard_cases.json."""
    data = settings.docs / "data"
    prepared = load_prepared(settings)
    test = test_indices(prepared)
    probabilities = load_probabilities(settings)
    flagged = flagged_choices(settings)
    cases = hard_cases(settings, Predictions.read(data))
    gallery = []
    with reporter.task("Hard cases", len(cases)) as advance:
        for case in cases:
            sample = prepared.samples[test[case.row]]
            gallery.append(_describe(settings, sample, case, probabilities, flagged.get(sample.id, [])))
            advance(1)
    HardCases(models=shown_rows(settings), cases=gallery).write(data)


def _describe(
    settings: Settings, sample: Sample, case: Case, probabilities: dict[str, Array], flagged: list[int]
) -> HardCase:
    return HardCase(
        id=sample.id,
        label=sample.label,
        correct=sample.correct,
        choices=list(sample.choices),
        choice_labels=list(sample.choice_labels) if sample.choice_labels else None,
        kinds=list(case.kinds),
        flagged=flagged,
        margin=case.margin,
        picture=publish_picture(sample, settings),
        models=[_answer(model, sample, each[case.row]) for model, each in probabilities.items()],
    )


def _answer(model: str, sample: Sample, probabilities: Array) -> CaseModel:
    """What one row said, from its probabilities [c]."""
    return CaseModel(
        model=model,
        chosen=int(probabilities.argmax()),
        margin=float(margins(probabilities[None], np.array([sample.correct]))[0]),
        probabilities=[float(value) for value in probabilities],
    )
