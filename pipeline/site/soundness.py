"""Whether artifacts that are valid one by one can be those of one run: every name and every place leads somewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pipeline.results.schemas.attention import Attention
from pipeline.results.schemas.curves import Curve, Curves
from pipeline.results.schemas.draws import Draws
from pipeline.results.schemas.hard_cases import HardCase, HardCases
from pipeline.results.schemas.metrics import Metrics
from pipeline.results.schemas.predictions import Prediction, Predictions
from pipeline.results.schemas.shown_samples import ShownSamples
from pipeline.results.schemas.test_samples import SampleArchive
from pipeline.results.schemas.timings import Timings
from pipeline.site.run_results import Results

CURVE_LISTS = ("train_loss", "train_accuracy", "validation_loss", "validation_accuracy", "validation_f1_macro")


def nonsense(results: Results) -> Iterator[tuple[str, str]]:
    """What cannot be true of a run, as (kind of artifact, what is wrong)."""
    rows = [row.model for row in results.metrics.rows]
    backbones = {facts.id for facts in results.run.backbones}
    choices = results.dataset.choices
    # First: what is said of the other files goes by it.
    if not results.dataset.samples:
        yield "dataset", "samples: there are none"
    if choices < 2:
        yield "dataset", f"choices: {choices}, and a sample has two at least"
    if not results.dataset.categories:
        yield "dataset", "categories: there are none"
    for kind, found in (
        ("metrics", _metrics(results.metrics, rows, backbones)),
        ("predictions", _predictions(results.predictions, rows, choices)),
        ("hard_cases", _cases(results.hard_cases, rows)),
        ("attention", _attention(results.attention, rows)),
        ("curves", _curves(results.curves, rows)),
        ("timings", _timings(results.timings, rows)),
        ("draws", _draws(results.draws, rows, len(results.predictions.samples)) if results.draws else ()),
        ("shown_samples", _shown(results.shown, rows, len(results.predictions.samples)) if results.shown else ()),
        ("test_samples", _archive(results.archive, results.predictions, choices) if results.archive else ()),
    ):
        yield from ((kind, what) for what in found)


def _metrics(metrics: Metrics, rows: list[str], backbones: set[str]) -> Iterator[str]:
    if not rows:
        yield "rows: there are none"
    yield from _repeated("rows", rows)
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
    yield from _repeated("samples", [sample.id for sample in predictions.samples])
    if not predictions.models or not predictions.samples:
        yield "models or samples: there are none"
    for sample in predictions.samples:
        yield from _prediction(sample, len(predictions.models), choices, len(predictions.categories))


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
    yield from _unknown("rows", [one.model for one in draws.rows], rows)
    for one in draws.rows:
        if len(one.right) != samples or not {*one.right} <= {"0", "1"}:
            yield f"{one.model}, draw {one.draw}: right: {samples} digits of 0 and 1 are expected"
    yield from _unknown("redrawn", [one.model for one in draws.redrawn], rows)
    for answers in draws.redrawn:
        yield from _beyond(f"{answers.model}, redrawn", "right", answers.right, samples + 1)


def _shown(shown: ShownSamples, rows: list[str], samples: int) -> Iterator[str]:
    yield from _unknown("models", shown.models, rows)
    yield from _beyond("explained", "place", shown.explained, samples)
    for case in shown.cases:
        yield from _beyond(f"case {case.id}", "place", [case.place], samples)
        yield from _lengths(f"case {case.id}", models=shown.models, margins=case.margins,
                            probabilities=case.probabilities)  # fmt: skip


def _archive(archive: SampleArchive, predictions: Predictions, choices: int) -> Iterator[str]:
    if [sample.id for sample in archive.samples] != [sample.id for sample in predictions.samples]:
        yield "samples: not those of predictions.json, in its order"
    for sample in archive.samples:
        yield from _beyond(f"sample {sample.id}", "choices", sample.choices, len(archive.captions))
        if len(sample.choices) != choices:
            yield f"sample {sample.id}: choices: {len(sample.choices)}, and dataset.json says {choices}"


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
