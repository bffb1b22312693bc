"""Whether artifacts that are valid one by one can be those of one run: every name and every place leads somewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np

from pipeline.evaluation.consistency.published_run import Nonsense, OfferedCaptions, PublishedRun
from pipeline.results.artifact import Artifact
from pipeline.results.schemas.attention import Attention
from pipeline.results.schemas.curves import Curve, Curves
from pipeline.results.schemas.dataset import DatasetFacts
from pipeline.results.schemas.draws import Draws
from pipeline.results.schemas.hard_cases import HardCase, HardCases
from pipeline.results.schemas.metrics import Metrics
from pipeline.results.schemas.predictions import PER_MODEL, Prediction, Predictions
from pipeline.results.schemas.run import Run
from pipeline.results.schemas.shown_samples import ShownSamples
from pipeline.results.schemas.slices import Slices
from pipeline.results.schemas.test_samples import SampleArchive
from pipeline.results.schemas.timings import Timings
from pipeline.results.schemas.validation import Validation

CURVE_LISTS = ("train_loss", "train_accuracy", "validation_loss", "validation_accuracy", "validation_f1_macro")


def nonsense(published: PublishedRun) -> Iterator[Nonsense]:
    """What cannot be true of a run, artifact by artifact; those that are not there say nothing."""
    metrics, predictions, dataset = published.metrics, published.predictions, published.dataset
    if dataset:
        # First: what is said of the other files goes by it.
        yield from (Nonsense("dataset", what) for what in _dataset(dataset))
    if metrics is None:
        return
    rows = [row.model for row in metrics.rows]
    samples = len(predictions.samples) if predictions else None
    found: list[tuple[type[Artifact], Iterable[str]]] = [
        (Metrics, _metrics(metrics, rows, published.run)),
        (Predictions, _predictions(predictions, rows, published.choices) if predictions else ()),
        (HardCases, _cases(published.hard_cases, rows) if published.hard_cases else ()),
        (Attention, _attention(published.attention, rows) if published.attention else ()),
        (Curves, _curves(published.curves, rows) if published.curves else ()),
        (Timings, _timings(published.timings, rows) if published.timings else ()),
    ]
    if samples is not None and predictions:
        choices = published.choices
        found += [
            (Metrics, _flagged(metrics, predictions, choices)),
            (Validation, _validation(published.validation, rows) if published.validation else ()),
            (Draws, _draws(published.draws, rows, samples) if published.draws else ()),
            (ShownSamples, _shown(published.shown, rows, samples) if published.shown else ()),
            (SampleArchive, _offered(published.offered, predictions, choices) if published.offered else ()),
            (Slices, _slices(published.slices, rows, samples) if published.slices else ()),
        ]
    for artifact, lines in found:
        yield from (Nonsense(artifact.kind, what) for what in lines)


def _dataset(dataset: DatasetFacts) -> Iterator[str]:
    if not dataset.samples:
        yield "samples: there are none"
    if dataset.choices < 2:
        yield f"choices: {dataset.choices}, and a sample has two at least"
    if not dataset.categories:
        yield "categories: there are none"


def _metrics(metrics: Metrics, rows: list[str], run: Run | None) -> Iterator[str]:
    if not rows:
        yield "rows: there are none"
    yield from _repeated("rows", rows)
    if run:
        backbones = {facts.id for facts in run.backbones}
        yield from _unknown("rows", [row.backbone for row in metrics.rows], backbones, "backbone of run.json")
    yield from (f"{row.model}: samples: there are none" for row in metrics.rows if not row.samples)
    for one in metrics.comparisons:
        yield from _unknown("comparisons", (one.model, one.baseline), rows)
    for place in ("groups", "confusion", "errors", "positions", "calibration", "candidates", "risk_coverage"):
        yield from _unknown(place, [one.model for one in getattr(metrics, place)], rows)
    for tie in metrics.ties:
        yield from _unknown("ties", tie, rows)
    for table in metrics.confusion:
        yield from _lengths(f"confusion of {table.model}", categories=table.categories, counts=table.counts,
                            right=table.right)  # fmt: skip
        for counts in table.counts:
            yield from _lengths(f"confusion of {table.model}", categories=table.categories, counts=counts)
    for bias in metrics.positions:
        yield from _lengths(f"positions of {bias.model}", picked=bias.picked, correct=bias.correct)
    for fewer in metrics.candidates:
        yield from _lengths(f"candidates of {fewer.model}", candidates=fewer.candidates, accuracy=fewer.accuracy,
                            interval=fewer.interval)  # fmt: skip
    for curve in metrics.risk_coverage:
        yield from _lengths(f"risk_coverage of {curve.model}", coverage=curve.coverage, risk=curve.risk)


def _predictions(predictions: Predictions, rows: list[str], choices: int) -> Iterator[str]:
    yield from _unknown("models", predictions.models, rows)
    yield from _repeated("models", predictions.models)
    # Whose figures nobody can check may claim what they like.
    yield from (f"models: {model} of metrics.json has no answers" for model in rows if model not in predictions.models)
    # Places serve as names between the two files: another order would exchange rows in silence.
    if sorted(rows) == sorted(predictions.models) and rows != predictions.models:
        yield "models: not in the order of metrics.json"
    yield from _repeated("samples", [sample.id for sample in predictions.samples])
    if not predictions.models or not predictions.samples:
        yield "models or samples: there are none"
    for sample in predictions.samples:
        yield from _prediction(sample, len(predictions.models), choices, len(predictions.categories))
    # A column is there for all samples or for none: figures are made of whole ones.
    for name in PER_MODEL:
        if len({getattr(sample, name) is None for sample in predictions.samples}) > 1:
            yield f"samples: some have no {name}"
    yield from _repeated("categories", predictions.categories)
    labels = {sample.label for sample in predictions.samples}
    if predictions.categories:
        yield from _unknown("samples", labels, predictions.categories, "category of the file")
    several = [place for group in predictions.same_picture or () for place in group]
    yield from _beyond("same_picture", "place", several, len(predictions.samples))
    yield from _repeated("same_picture", list(map(str, several)))


def _flagged(metrics: Metrics, predictions: Predictions, choices: int) -> Iterator[str]:
    """Distractors that metrics.json says are true."""
    known = {sample.id for sample in predictions.samples}
    yield from _unknown(
        "false_negatives", [one.id for one in metrics.false_negatives], known, "sample of predictions.json"
    )
    yield from _beyond("false_negatives", "choice", [one.choice for one in metrics.false_negatives], choices)


def _prediction(sample: Prediction, models: int, choices: int, categories: int) -> Iterator[str]:
    where = f"sample {sample.id}"
    # Whatever lists the form has: a field that comes to it is checked without a word here.
    lists = {name: value for name, value in sample if isinstance(value, list)}
    if wrong := [name for name, value in lists.items() if len(value) != models]:
        yield f"{where}: {wrong[0]}: has {len(lists[wrong[0]])} values for {models} models"
    yield from _beyond(where, "correct", [sample.correct], choices)
    yield from _beyond(where, "chosen", sample.chosen, choices)
    # Ranks count from 1, so the last is as many as there are choices.
    yield from _beyond(where, "rank", sample.rank or (), choices + 1)
    yield from (f"{where}: rank: 0, and the first is 1" for rank in (sample.rank or ()) if not rank)
    yield from _beyond(where, "picked", sample.picked or (), categories)


def _cases(gallery: HardCases, rows: list[str]) -> Iterator[str]:
    yield from _unknown("models", gallery.models, rows)
    yield from _repeated("cases", [case.id for case in gallery.cases])
    for case in gallery.cases:
        yield from _case(case, gallery.models)


def _case(case: HardCase, models: list[str]) -> Iterator[str]:
    where = f"case {case.id}"
    if len(case.choices) < 2:
        yield f"{where}: choices: {len(case.choices)}, and a case has two at least"
    if [one.model for one in case.models] != models:
        yield f"{where}: models: not those of the gallery"
    # Only beyond the end: below 0 the form itself refuses.
    places = [case.correct, *case.flagged, *(one.chosen for one in case.models)]
    yield from _beyond(where, "correct, flagged or chosen", places, len(case.choices))
    for one in case.models:
        yield from _lengths(f"{where}, {one.model}", choices=case.choices, probabilities=one.probabilities)
    if case.choice_labels is not None:
        yield from _lengths(where, choices=case.choices, choice_labels=case.choice_labels)


def _attention(attention: Attention, rows: list[str]) -> Iterator[str]:
    yield from _repeated("samples", [sample.id for sample in attention.samples])
    choices = {sample.id: len(sample.choices) for sample in attention.samples}
    for sample in attention.samples:
        yield from _beyond(f"sample {sample.id}", "correct", [sample.correct], len(sample.choices))
        yield from _unknown(f"sample {sample.id}: outcome", sample.outcome, rows)
    yield from _unknown("maps", [one.model for one in attention.maps], rows)
    for one in attention.maps:
        if one.choice is not None and one.sample in choices:
            yield from _beyond(f"map of {one.sample}", "choice", [one.choice], choices[one.sample])


def _curves(curves: Curves, rows: list[str]) -> Iterator[str]:
    yield from _unknown("rows", [one.model for one in curves.rows], rows)
    for one in curves.rows:
        yield from _curve(one)


def _curve(one: Curve) -> Iterator[str]:
    where = f"{one.model}, draw {one.draw}"
    yield from _lengths(where, **{name: getattr(one, name) for name in CURVE_LISTS})
    # Epoch 0 is zero-shot, so there is one more than there are losses.
    yield from _beyond(where, "best_epoch", [one.best_epoch], len(one.train_loss) + 1)


def _timings(timings: Timings, rows: list[str]) -> Iterator[str]:
    yield from _unknown("rows", [row.model for row in timings.rows], rows)
    yield from (f"{row.model}: samples: there are none" for row in timings.rows if not row.samples)


def _draws(draws: Draws, rows: list[str], samples: int) -> Iterator[str]:
    for where, answers in (("rows", draws.rows), ("unseen", draws.unseen)):
        yield from _unknown(where, [one.model for one in answers], rows)
        numbers: dict[str, list[int]] = {}
        for one in answers:
            numbers.setdefault(one.model, []).append(one.draw)
        for model, own in numbers.items():
            if sorted(own) != [*range(len(own))]:
                yield f"{where}: {model}: draws are numbered from 0 on, each once"
        for one in answers:
            if len(one.right) != samples or not {*one.right} <= {"0", "1"}:
                yield f"{where}: {one.model}, draw {one.draw}: right: {samples} digits of 0 and 1 are expected"
    yield from _unknown("redrawn", [one.model for one in draws.redrawn], rows)
    yield from _repeated("redrawn", [one.model for one in draws.redrawn])
    # Rows are compared redraw by redraw.
    yield from _lengths("redrawn", **{one.model: one.right for one in draws.redrawn})
    for each in draws.redrawn:
        yield from _beyond(f"{each.model}, redrawn", "right", each.right, samples + 1)


def _shown(shown: ShownSamples, rows: list[str], samples: int) -> Iterator[str]:
    yield from _unknown("models", shown.models, rows)
    yield from _beyond("explained", "place", shown.explained, samples)
    for case in shown.cases:
        yield from _beyond(f"case {case.id}", "place", [case.place], samples)
        yield from _lengths(f"case {case.id}", models=shown.models, margins=case.margins,
                            probabilities=case.probabilities)  # fmt: skip


def _validation(validation: Validation, rows: list[str]) -> Iterator[str]:
    yield from _unknown("models", validation.models, rows)
    for sample in validation.samples:
        yield from _lengths(f"sample {sample.id}", models=validation.models, behind=sample.behind)
    if len({len(each) for sample in validation.samples for each in sample.behind if each is not None}) > 1:
        yield "samples: behind: as many for each row and sample are expected"


def _slices(slices: Slices, rows: list[str], samples: int) -> Iterator[str]:
    yield from _unknown("models", slices.models, rows)
    if len(slices.searched) != samples or not {*slices.searched} <= {"0", "1"}:
        yield f"searched: {samples} digits of 0 and 1 are expected"
    for one in slices.slices:
        yield from _unknown("slices", [one.model], slices.models, "model of the file")
        yield from _beyond(f"slices: {one.value}", "samples", one.samples, samples)
        if min(one.samples, default=0) < 0:
            yield f"slices: {one.value}: samples: {min(one.samples)} is before the first one"


def _offered(offered: OfferedCaptions, predictions: Predictions, choices: int) -> Iterator[str]:
    if [*offered.ids] != [sample.id for sample in predictions.samples]:
        yield "samples: not those of predictions.json, in its order"
    end = len(offered.categories)
    for sample, place in offered.beyond.items():
        yield from _beyond(f"sample {sample}", "choices", [place], end)
    for number in np.flatnonzero(offered.counts != choices):
        yield f"sample {offered.ids[number]}: choices: {offered.counts[number]}, and {choices} are expected"


# ---------------------------------------------------------------- what can be wrong with a list


def _unknown(where: str, names: Iterable[str], known: Iterable[str], of: str = "row of metrics.json") -> Iterator[str]:
    # Each once and in order: hundreds of maps may name the one row that is missing.
    for name in sorted({*names} - {*known}):
        yield f"{where}: {name} is no {of}"


def _repeated(where: str, names: Sequence[str]) -> Iterator[str]:
    if len({*names}) < len(names):
        yield f"{where}: {max(names, key=names.count)} stands there more than once"


def _beyond(where: str, field: str, places: Iterable[int], end: int) -> Iterator[str]:
    if wrong := [place for place in places if place >= end]:
        yield f"{where}: {field}: {wrong[0]} is beyond the last one, {end - 1}"


def _lengths(where: str, **lists: Sequence[Any]) -> Iterator[str]:
    if len({*map(len, lists.values())}) > 1:
        said = ", ".join(f"{len(values)} {name}" for name, values in lists.items())
        yield f"{where}: {said}: as many of each are expected"
