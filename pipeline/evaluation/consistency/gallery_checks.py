"""The galleries show what was predicted: shown_samples.json, hard_cases.json and the outcomes of attention.json."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from pipeline.evaluation.consistency.published_answers import PublishedAnswers
from pipeline.evaluation.consistency.published_run import Contradiction, PublishedRun
from pipeline.results.catalogue import APPROXIMATE
from pipeline.results.schemas.attention import Attention
from pipeline.results.schemas.hard_cases import HardCase
from pipeline.results.schemas.predictions import Prediction
from pipeline.results.schemas.shown_samples import ShownCase, ShownSamples

SHOWN, CASES, MAPS = "shown_samples.json", "hard_cases.json", "attention.json"


def gallery_contradictions(published: PublishedRun, answers: PublishedAnswers) -> Iterator[Contradiction]:
    """Where a gallery shows what was not predicted."""
    samples = {sample.id: sample for sample in answers.samples}
    shown, gallery = published.shown, published.hard_cases
    if shown:
        for case in shown.cases:
            yield from _shown(
                case, answers.samples[case.place], [answers.place[one] for one in shown.models], published
            )
    if gallery:
        told = {case.id: case for case in shown.cases} if shown else {}
        if shown and [case.id for case in shown.cases] != [case.id for case in gallery.cases]:
            yield Contradiction("all cases", "their ids", "others, or in another order", "those shown", SHOWN, CASES)
        for hard in gallery.cases:
            yield from _hard_case(hard, samples.get(hard.id), told.get(hard.id), answers)
    if published.attention:
        yield from _attention(published.attention, samples, shown, answers)


def _shown(case: ShownCase, sample: Prediction, columns: list[int], published: PublishedRun) -> Iterator[Contradiction]:
    if sample.id != case.id:
        yield Contradiction(case.id, "place", case.place, f"that of {sample.id}", file=SHOWN)
        return
    assert published.metrics
    flagged = sorted(one.choice for one in published.metrics.false_negatives if one.id == case.id)
    if sorted(case.flagged) != flagged:
        yield Contradiction(case.id, "flagged", str(sorted(case.flagged)), str(flagged), "metrics.json", SHOWN)
    answered = [sample.chosen[column] == sample.correct for column in columns]
    for kind, follows in (("all wrong", not any(answered)), ("some wrong", any(answered) and not all(answered))):
        if (kind in case.kinds) != follows:
            yield Contradiction(case.id, f"kind {kind!r}", int(kind in case.kinds), int(follows), file=SHOWN)
    for column, each, margin in zip(columns, case.probabilities, case.margins, strict=True):
        # Two at least: of a single candidate there is no margin.
        if max(sample.correct, sample.chosen[column], 1) >= len(each):
            yield Contradiction(case.id, "number of candidates", len(each), "more", file=SHOWN)
            continue
        right, others = each[sample.correct], [value for n, value in enumerate(each) if n != sample.correct]
        yield from _close(case.id, "probability", right, sample.probability[column], 1e-9)
        if each[sample.chosen[column]] < max(each) - 1e-9:
            yield Contradiction(case.id, "pick", int(np.argmax(each)), sample.chosen[column], file=SHOWN)
        if sample.confidence and sample.rank:
            yield from _close(case.id, "largest probability", max(each), sample.confidence[column], 0.0006)
            ahead, alike = (sum(value > right for value in others), sum(value == right for value in others))
            if not ahead < sample.rank[column] <= 1 + ahead + alike:
                yield Contradiction(case.id, "rank by probabilities", ahead + 1, sample.rank[column], file=SHOWN)
        if sample.brier:
            scores = sum((value - (n == sample.correct)) ** 2 for n, value in enumerate(each))
            yield from _close(
                case.id, "Brier score of the probabilities", scores, sample.brier[column], 2 * APPROXIMATE
            )
        yield from _close(case.id, "sum of probabilities", sum(each), 1.0, 0.0005 * len(each) + 1e-9)
        # Of two rounded probabilities, and rounded itself.
        yield from _close(case.id, "margin", margin, right - max(others), 0.00151)


def _hard_case(
    case: HardCase, sample: Prediction | None, shown: ShownCase | None, answers: PublishedAnswers
) -> Iterator[Contradiction]:
    if sample is None:
        yield Contradiction(case.id, "number of test samples of that id", 1, 0, file=CASES)
        return
    if (case.label, case.correct) != (sample.label, sample.correct):
        said, meant = (f"{one.label}, {one.correct}" for one in (case, sample))
        yield Contradiction(case.id, "label and right caption", said, meant, file=CASES)
    # Both lists are of the gallery's rows, in its order.
    for place, one in enumerate(case.models):
        column = answers.place[one.model]
        if one.chosen != sample.chosen[column]:
            yield Contradiction(case.id, f"pick of {one.model}", one.chosen, sample.chosen[column], file=CASES)
        yield from _close(
            case.id, f"probability of {one.model}", one.probabilities[case.correct], sample.probability[column],
            APPROXIMATE, file=CASES,
        )  # fmt: skip
        if shown:
            told = [
                (f"probability {n}", *both)
                for n, both in enumerate(zip(one.probabilities, shown.probabilities[place], strict=False))
            ]
            for figure, given, other in [("margin", one.margin, shown.margins[place]), *told]:
                yield from _close(case.id, f"{figure} of {one.model}", given, other, 1e-9, SHOWN, CASES)
    if shown:
        yield from _close(case.id, "margin", case.margin, min(shown.margins), 1e-9, SHOWN, CASES)
        for name in ("kinds", "flagged", "tied"):
            if getattr(case, name) != getattr(shown, name):
                yield Contradiction(case.id, name, str(getattr(case, name)), str(getattr(shown, name)), SHOWN, CASES)


def _close(
    who: str, what: str, said: float, meant: float, within: float, source: str = "predictions.json", file: str = SHOWN
) -> Iterator[Contradiction]:
    if not abs(said - meant) <= within:
        yield Contradiction(who, what, said, meant, source, file)


# ---------------------------------------------------------------- heat maps


def _attention(
    attention: Attention, samples: Mapping[str, Prediction], shown: ShownSamples | None, answers: PublishedAnswers
) -> Iterator[Contradiction]:
    """What the gallery of maps says of picks; the maps and their scores follow from the models alone."""
    if shown:
        # Where there is a picture, and a model to ask: of some there is none.
        meant = {answers.samples[place].id for place in shown.explained}
        for sample in attention.samples:
            if sample.id not in meant:
                yield Contradiction(sample.id, "number of galleries of maps", 1, 0, SHOWN, MAPS)
    for looked in attention.samples:
        predicted = samples.get(looked.id)
        if predicted is None or (looked.label, looked.correct) != (predicted.label, predicted.correct):
            yield Contradiction(looked.id, "label and right caption", looked.label, "another", file=MAPS)
            continue
        for model, right in looked.outcome.items():
            if right != (follows := predicted.chosen[answers.place[model]] == predicted.correct):
                yield Contradiction(looked.id, f"outcome of {model}", str(right), str(follows), file=MAPS)
    for one in attention.maps:
        if one.role == "image only" or one.model not in answers.place or one.sample not in samples:
            continue
        asked = samples[one.sample]
        choice = asked.correct if one.role == "right" else asked.chosen[answers.place[one.model]]
        if one.choice != choice:
            yield Contradiction(one.sample, f"caption of a map of {one.model}", one.choice, choice, file=MAPS)
