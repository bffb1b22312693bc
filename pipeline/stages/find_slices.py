"""Groups of test samples on which a row does worse than elsewhere: what is known of samples, searched and confirmed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from pipeline.data.prepared import load_prepared
from pipeline.data.samples import Aside, ExtraValue, Sample, normalised
from pipeline.evaluation.failures.slice_groups import KnownFacts, candidate_groups
from pipeline.evaluation.failures.slice_search import HalfCount, SliceTest, search_slices, searched_half
from pipeline.evaluation.significance.multiple_testing import is_clear
from pipeline.progress import Reporter
from pipeline.results.names import highlights
from pipeline.results.schemas.draws import as_bits
from pipeline.results.schemas.predictions import Predictions
from pipeline.results.schemas.slices import ErrorSlice, HalfFigures, Slices
from pipeline.settings import Evaluation, Settings

MOST = 5
"""Groups of a row that the search may bring: each one more asks more of all."""


def run(settings: Settings, reporter: Reporter) -> None:
    """Search and confirm; writes slices.json."""
    data = settings.docs / "data"
    prepared = load_prepared(settings)
    test = prepared.test_rows
    samples = [prepared.samples[place] for place in test]
    # Prepared by an earlier version, they may be missing; then only the samples themselves group.
    asides = [prepared.asides[place] for place in test] if prepared.asides else [Aside()] * len(test)
    models = highlights(settings).leading
    with reporter.task("Searching groups", 1) as advance:
        found = find_slices(samples, asides, Predictions.read(data), models, settings.evaluation)
        advance(1)
    found.write(data, largest=settings.site.largest_file)


def find_slices(
    samples: Sequence[Sample],
    asides: Sequence[Aside],
    predictions: Predictions,
    models: list[str],
    evaluation: Evaluation,
) -> Slices:
    """The confirmed groups of the test ``samples``, which are in the order of ``predictions``."""
    # Twice the smallest, since a group has to have as many in either half.
    groups = candidate_groups(known_facts(samples, asides), 2 * evaluation.slice_samples)
    searched = searched_half(
        np.unique([sample.label for sample in samples], return_inverse=True)[1],
        # By content: one picture under two ids must not be searched in one half and confirmed in the other.
        np.unique([sample.sha256 for sample in samples], return_inverse=True)[1],
        evaluation.seed,
    )
    right = np.array([_right(predictions, model) for model in models])
    found = search_slices(right, groups, searched, smallest=evaluation.slice_samples, most=MOST)
    # Judged by the adjusted value, ordered by the plain one: Holm makes equals of many.
    held = sorted(
        (one for one in found if is_clear(one.p_adjusted, evaluation.confidence)), key=lambda one: one.p_value
    )
    return Slices(
        confidence=evaluation.confidence,
        models=models,
        groups=len(groups),
        tested=len(found),
        searched=as_bits(searched),
        slices=[
            ErrorSlice(
                model=models[one.row],
                about=groups[one.group].about,
                value=groups[one.group].value,
                # Of both halves: the group is what a reader looks at; the figures say which half they are of.
                samples=groups[one.group].members.tolist(),
                **_figures(one),
            )
            for one in held
        ],
    )


def _right(predictions: Predictions, model: str) -> list[bool]:
    column = predictions.models.index(model)
    return [one.chosen[column] == one.correct for one in predictions.samples]


def _figures(test: SliceTest) -> dict[str, HalfFigures | float]:
    return {
        "searched": _half(test.searched),
        "confirmed": _half(test.confirmed),
        "p_value": test.p_value,
        "p_adjusted": test.p_adjusted,
    }


def _half(count: HalfCount) -> HalfFigures:
    return HalfFigures(
        samples=count.inside, right=count.inside_right, others=count.outside, others_right=count.outside_right
    )


# ---------------------------------------------------------------- what is known of the samples


def known_facts(samples: Sequence[Sample], asides: Sequence[Aside]) -> KnownFacts:
    """Everything that groups are made from: picture, caption, objects, and the user's own fields."""
    captions = [sample.choices[sample.correct] for sample in samples]
    numbers = {
        "words in the caption": [float(len(caption.split())) for caption in captions],
        "brightness of the picture": [_number(aside.brightness) for aside in asides],
        "width of the picture by its height": [s.width / s.height if s.height else np.nan for s in samples],
    }
    # Without any box it is unknown, which is not the same as none.
    if any(sample.boxes for sample in samples):
        numbers["objects of the category"] = [float(len(sample.boxes)) for sample in samples]
        numbers["share of the picture in the largest box"] = [_largest(sample) for sample in samples]
    names: dict[str, list[str | None]] = {"category": [sample.label for sample in samples]}
    for field, values in _extras(asides):
        # True is an int to Python, and yes or no to whoever wrote the file.
        if all(isinstance(value, int | float) and not isinstance(value, bool) for value in values if value is not None):
            numbers[f"field {field}"] = [_number(value) for value in values]
        else:
            names[f"field {field}"] = [None if value is None else _name(value) for value in values]
    return KnownFacts(
        names=names,
        numbers={about: np.array(values, dtype=np.float64) for about, values in numbers.items()},
        words={"word of the caption": [frozenset(normalised(caption).split()) for caption in captions]},
    )


def _extras(asides: Sequence[Aside]) -> Iterator[tuple[str, list[ExtraValue | None]]]:
    for field in sorted({field for aside in asides for field in aside.extra}):
        yield field, [aside.extra.get(field) for aside in asides]


def _name(value: ExtraValue) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _number(value: ExtraValue | None) -> float:
    try:
        return np.nan if value is None else float(value)
    # JSON has whole numbers of any length.
    except OverflowError:
        return np.nan


def _largest(sample: Sample) -> float:
    """Share of the picture that its largest object covers; NaN where that is unknown."""
    area = sample.width * sample.height
    if not sample.boxes or not area:
        return np.nan
    # Boxes of strangers may reach beyond their picture.
    return min(1.0, max(width * height for _, _, width, height in sample.boxes) / area)
