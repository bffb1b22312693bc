"""The gallery of hard cases: misclassified and ambiguous samples with all their candidates."""

from __future__ import annotations

from pipeline.data.picture_files import publish_picture
from pipeline.data.prepared import load_prepared
from pipeline.data.samples import Sample
from pipeline.data.splits import test_indices
from pipeline.progress import Reporter
from pipeline.results.schemas.hard_cases import CaseModel, HardCase, HardCases
from pipeline.results.schemas.pictures import Picture
from pipeline.results.schemas.predictions import Predictions
from pipeline.results.schemas.shown_samples import ShownCase, ShownSamples
from pipeline.settings import Settings


def run(settings: Settings, reporter: Reporter) -> None:
    """Publish the pictures of the cases that the evaluation selected; writes hard_cases.json."""
    data = settings.docs / "data"
    prepared = load_prepared(settings)
    test = test_indices(prepared)
    shown, predictions = ShownSamples.read(data), Predictions.read(data)
    columns = [predictions.models.index(model) for model in shown.models]
    gallery = []
    with reporter.task("Hard cases", len(shown.cases)) as advance:
        for case in shown.cases:
            sample = prepared.samples[test[case.place]]
            picks = [predictions.samples[case.place].chosen[column] for column in columns]
            answers = list(map(_answer, shown.models, picks, case.margins, case.probabilities))
            gallery.append(_describe(sample, case, answers, publish_picture(sample, settings)))
            advance(1)
    HardCases(models=shown.models, cases=gallery).write(data)


def _describe(sample: Sample, case: ShownCase, answers: list[CaseModel], picture: Picture) -> HardCase:
    return HardCase(
        id=sample.id,
        label=sample.label,
        correct=sample.correct,
        choices=list(sample.choices),
        choice_labels=list(sample.choice_labels) if sample.choice_labels else None,
        kinds=case.kinds,
        flagged=case.flagged,
        margin=min(case.margins),
        picture=picture,
        models=answers,
    )


def _answer(model: str, chosen: int, margin: float, probabilities: list[float]) -> CaseModel:
    """What one row said, from its probabilities [c]."""
    return CaseModel(model=model, chosen=chosen, margin=margin, probabilities=probabilities)
