"""The gallery of hard cases with all their candidates, and the archive of every test sample."""

from __future__ import annotations

from pipeline.data.picture_files import Thumbnail, publish_picture, publish_small
from pipeline.data.prepared import load_prepared
from pipeline.data.samples import Sample
from pipeline.progress import Reporter
from pipeline.results.form.row_writer import LazyRows
from pipeline.results.schemas.hard_cases import CaseModel, HardCase, HardCases
from pipeline.results.schemas.pictures import Picture
from pipeline.results.schemas.predictions import Predictions
from pipeline.results.schemas.shown_samples import ShownCase, ShownSamples
from pipeline.results.schemas.test_samples import CandidateCaption, OpenSample, SampleArchive
from pipeline.settings import Settings


def run(settings: Settings, reporter: Reporter) -> None:
    """Publish the pictures of the cases that the evaluation selected; writes hard_cases.json and test_samples.json."""
    data = settings.docs / "data"
    prepared = load_prepared(settings)
    test = prepared.test_rows
    shown, predictions = ShownSamples.read(data), Predictions.read(data)
    columns = [predictions.models.index(model) for model in shown.models]
    gallery = []
    with reporter.task("Hard cases", len(shown.cases)) as advance:
        for case in shown.cases:
            sample = prepared.samples[test[case.place]]
            picks = [predictions.samples[case.place].chosen[column] for column in columns]
            answers = list(map(_answer, shown.models, picks, case.margins, case.probabilities))
            gallery.append(describe_case(sample, case, answers, publish_picture(sample, settings)))
            advance(1)
    HardCases(models=shown.models, cases=gallery).write(data)
    samples = [prepared.samples[place] for place in test]
    # There may be room for some small pictures only, and mistakes are what people open.
    wrong = [any(one.chosen[column] != one.correct for column in columns) for one in predictions.samples]
    # The gallery's cases have thumbnails already, which take none of the room.
    small = {case.id: _thumbnail(case.picture) for case in gallery}
    small |= _publish_small(settings, [sample for sample in _first(wrong, samples) if sample.id not in small], reporter)
    make_archive(samples, small).write(data, largest=settings.site.largest_file)


def _thumbnail(picture: Picture) -> Thumbnail:
    return picture.thumbnail, picture.width, picture.height


def _first(wanted: list[bool], samples: list[Sample]) -> list[Sample]:
    """The samples, those wanted before the others."""
    return [samples[place] for place in sorted(range(len(samples)), key=lambda place: (not wanted[place], place))]


def _publish_small(settings: Settings, samples: list[Sample], reporter: Reporter) -> dict[str, Thumbnail]:
    """The smallest copies of as many samples, from the first on, as the settings have room for."""
    room = 1000 * settings.evaluation.thumbnails_kb
    made: dict[str, Thumbnail] = {}
    with reporter.task("Small pictures", len(samples)) as advance:
        for sample in samples:
            published = publish_small(sample, settings, room) if room else None
            # Stop at the first without room, not at the first that fits: which ones are there is then plain to say.
            if published is None:
                break
            made[sample.id], size = published
            room -= size
            advance(1)
    return made


def make_archive(samples: list[Sample], thumbnails: dict[str, Thumbnail]) -> SampleArchive:
    """Every test sample; captions that several samples offer are written once."""
    captions: dict[tuple[str, str | None], int] = {}
    places = []
    for sample in samples:
        candidates = zip(sample.choices, sample.choice_labels or [None] * len(sample.choices), strict=True)
        # The number that a new caption gets is its place: Python's dicts keep the order of insertion.
        places.append([captions.setdefault(candidate, len(captions)) for candidate in candidates])
    said = list(captions)

    def some_captions(start: int, stop: int) -> list[CandidateCaption]:
        return [CandidateCaption(text=text, category=category) for text, category in said[start:stop]]

    def some_samples(start: int, stop: int) -> list[OpenSample]:
        rows = []
        for sample, choices in zip(samples[start:stop], places[start:stop], strict=True):
            path, width, height = thumbnails.get(sample.id, (None, None, None))
            rows.append(OpenSample(id=sample.id, choices=choices, thumbnail=path, width=width, height=height))
        return rows

    return SampleArchive.with_lazy_rows(
        captions=LazyRows(len(said), some_captions), samples=LazyRows(len(samples), some_samples)
    )


def describe_case(sample: Sample, case: ShownCase, answers: list[CaseModel], picture: Picture) -> HardCase:
    """A case as its card shows it.

    Args:
        answers: of the rows shown, in the order of ``case.margins``.
    """
    return HardCase(
        id=sample.id,
        label=sample.label,
        correct=sample.correct,
        choices=list(sample.choices),
        choice_labels=list(sample.choice_labels) if sample.choice_labels else None,
        kinds=case.kinds,
        flagged=case.flagged,
        tied=case.tied,
        margin=min(case.margins),
        picture=picture,
        models=answers,
    )


def _answer(model: str, chosen: int, margin: float, probabilities: list[float]) -> CaseModel:
    """What one row said, from its probabilities [c]."""
    return CaseModel(model=model, chosen=chosen, margin=margin, probabilities=probabilities)
