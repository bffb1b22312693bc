"""One pure step from answers to artifacts: metrics.json, predictions.json and the files beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain

import numpy as np

from pipeline.evaluation.answer_views import accuracy_by_candidates, redrawn, risk_coverages
from pipeline.evaluation.breakdowns import calibrations, category_confusion, error_kinds, groups, positions
from pipeline.evaluation.intervals import (
    Resampling,
    bootstrap_intervals,
    proportion_interval,
    weighted_intervals,
)
from pipeline.evaluation.outcomes import Outcome, zero_shot_rows
from pipeline.evaluation.row_figures import measure
from pipeline.evaluation.sample_table import Array, SampleTable
from pipeline.evaluation.selection import samples_to_explain, select_hard_cases
from pipeline.evaluation.significance.comparisons import Tried, comparisons, ties, unseen, unseen_halves
from pipeline.evaluation.significance.crossed import crossed_difference, every_difference
from pipeline.evaluation.sums import Reliability, Sums
from pipeline.results.form.row_writer import LazyRows
from pipeline.results.names import Highlights
from pipeline.results.schemas.draws import DrawAnswers, Draws, RedrawnAnswers, as_bits
from pipeline.results.schemas.metrics import Metrics, MetricsRow
from pipeline.results.schemas.predictions import Prediction, Predictions
from pipeline.results.schemas.shown_samples import ShownSamples
from pipeline.results.schemas.validation import Validation, ValidationSample
from pipeline.settings import Evaluation


def evaluate(
    outcomes: Sequence[Outcome],
    table: SampleTable,
    rows: Highlights,
    asked: Evaluation,
    *,
    explained: int,
    f1_note: str,
    validation: Sequence[str],
) -> tuple[Metrics, Predictions, Draws, Validation, ShownSamples]:
    """Everything that the evaluation publishes, of all rows on the same ``n`` test samples.

    Each view of the answers is computed by one module of this room, which needs at most one below it.

    Args:
        rows: which of the outcomes are compared and shown.
        asked: the settings of the evaluation.
        explained: samples to choose for heat maps.
        validation: ids of the samples that temperatures are fitted on.
        f1_note: why the categories of the choices are unknown, where they are.
    """
    how = Resampling.of(asked, table.images)
    predictions, draws = _predictions(outcomes, table), _draws(outcomes, rows.headline)
    metrics = measured(outcomes, table, rows, how, asked.calibration_bins, f1_note)
    by_model = {one.origin.model: one for one in outcomes}
    probabilities = {model: by_model[model].probabilities for model in rows.shown}
    right = np.array([by_model[model].right for model in rows.shown])
    picked = {model: by_model[model].chosen for model in rows.shown}
    tied = np.any([by_model[model].twins for model in rows.shown], axis=0)
    shown = ShownSamples(
        models=rows.shown,
        cases=select_hard_cases(table, probabilities, picked, tied, rows.adapted, asked.hard_cases),
        # Chosen here and not where maps are drawn: docs/data alone says what the page shows.
        explained=samples_to_explain(table, right, wanted=explained, seed=asked.seed),
    )
    return metrics, predictions, draws, _validation(outcomes, validation), shown


def measured(
    outcomes: Sequence[Outcome],
    table: SampleTable,
    names: Highlights,
    how: Resampling,
    bins: int,
    f1_note: str,
    at_once: int | None = None,
) -> Metrics:
    """metrics.json of the outcomes.

    Args:
        names: which of the outcomes are compared and shown.
        bins: of the reliability tables.
        at_once: rows whose counts are held at a time, all when None; the figures are the same.
    """
    # Over draws for what is compared; the released checkpoint's own answers stay in predictions.json.
    answers = {one.origin.model: one.right_by_draw for one in outcomes}
    interval_of = partial(proportion_interval, confidence=how.confidence)
    rows: list[MetricsRow] = []
    f1s: list[Array] = []
    reliabilities: list[tuple[Reliability, Reliability]] = []
    step = at_once or len(outcomes)
    for some in (outcomes[start : start + step] for start in range(0, len(outcomes), step)):
        sums = Sums(some, table, bins)
        rows += measure(some, table, sums, how)
        f1s += list(sums.f1.by_category)
        reliabilities += sums.reliability
    differences = every_difference(answers, confidence=how.confidence, clusters=how.images)
    tried = {
        model: Tried(
            crossed_difference(right, plain, confidence=how.confidence, clusters=table.images),
            [
                crossed_difference(
                    right[:, inside], plain[inside], confidence=how.confidence, clusters=table.images[inside]
                )
                for inside in unseen_halves(table)
            ],
        )
        for model, (right, plain) in _on_unseen(outcomes).items()
    }
    confusions = (category_confusion(one, table) for one in outcomes)
    errors = (error_kinds(one, table, interval_of) for one in outcomes)
    # Of no more rows than are drawn: a sample on the edge of a bin falls to either side by the last digit of a logit.
    calibration = (
        calibrations(one, tables, table, interval_of)
        for one, tables in zip(outcomes, reliabilities, strict=True)
        if one.origin.model in names.leading
    )
    by_group = (groups(one, table, f1, interval_of) for one, f1 in zip(outcomes, f1s, strict=True))
    shown = [one for one in outcomes if one.origin.model in names.headline]
    share_of = partial(interval_of, clusters=how.images)
    return Metrics(
        # All samples have as many candidates; prepare sees to that.
        chance=1 / table.flagged.shape[1],
        confidence=how.confidence,
        f1_note="" if table.choice_labels is not None else f1_note.rstrip("."),
        rows=rows,
        comparisons=comparisons(outcomes, differences, names.headline, how.confidence),
        ties=ties(outcomes, differences, how.confidence),
        unseen=unseen(outcomes, tried, table, interval_of, confidence=how.confidence),
        confusion=[one for one in confusions if one is not None],
        errors=[one for one in errors if one is not None],
        positions=[positions(one) for one in outcomes],
        calibration=list(chain.from_iterable(calibration)),
        groups=list(chain.from_iterable(by_group)),
        risk_coverage=risk_coverages(shown, partial(weighted_intervals, how=how), share_of),
        redrawn=redrawn(shown, how.confidence),
        candidates=accuracy_by_candidates(shown, partial(bootstrap_intervals, how=how), share_of),
        false_negatives=list(table.false_negatives),
    )


def _on_unseen(outcomes: Sequence[Outcome]) -> dict[str, tuple[Array, Array]]:
    """Answers on unseen categories: of every row that was tried there [D, n], and of its zero-shot row [n]."""
    plain = zero_shot_rows(outcomes)
    return {
        one.origin.model: (one.unseen, plain[one.origin.backbone].right)
        for one in outcomes
        if one.unseen is not None and one.origin.backbone in plain
    }


def _predictions(outcomes: Sequence[Outcome], table: SampleTable) -> Predictions:
    """What every row picked for every test sample, and how sure it was."""
    scaled = [one.scaled for one in outcomes]
    # All that figures follow from: whoever has this file can count everything again without the model.
    columns: dict[str, list[Array | None]] = {
        "chosen": [one.chosen for one in outcomes],
        "probability": [one.probability for one in outcomes],
        "rank": [one.rank for one in outcomes],
        "confidence": [one.confidence for one in outcomes],
        "brier": [one.brier for one in outcomes],
        "probability_scaled": [None if one is None else one.probability for one in scaled],
        "confidence_scaled": [None if one is None else one.confidence for one in scaled],
        "brier_scaled": [None if one is None else one.brier for one in scaled],
    }
    if table.choice_labels is not None:
        columns["picked"] = [table.picked_labels(one.chosen) for one in outcomes]

    def some(start: int, stop: int) -> list[Prediction]:
        # A row without a temperature keeps its place in every sample's lists: a column is a row's number.
        nothing = [None] * (stop - start)
        by_field = {
            name: list(zip(*(nothing if one is None else one[start:stop].tolist() for one in each), strict=True))
            for name, each in columns.items()
        }
        return [
            Prediction(
                id=table.ids[row],
                label=table.categories[table.labels[row]],
                correct=int(table.correct[row]),
                objects=None if table.objects is None else int(table.objects[row]),
                **{name: list(each[row - start]) for name, each in by_field.items()},
            )
            for row in range(start, stop)
        ]

    return Predictions.with_lazy_rows(
        models=[one.origin.model for one in outcomes],
        categories=list(table.categories),
        same_picture=_same_picture(table.images),
        samples=LazyRows(len(outcomes[0].correct), some),
    )


def _same_picture(images: Array) -> list[list[int]]:
    """Places of the samples of every image [n] that several show."""
    order = np.argsort(images, kind="stable")
    groups = np.split(order, np.flatnonzero(np.diff(images[order])) + 1)
    return [group.tolist() for group in groups if len(group) > 1]


def _draws(outcomes: Sequence[Outcome], headline: Sequence[str]) -> Draws:
    """Which test samples every draw of every row got right."""
    return Draws(
        rows=[bits for one in outcomes for bits in _bits(one.origin.model, one.draw_right)],
        unseen=[bits for one in outcomes if one.unseen is not None for bits in _bits(one.origin.model, one.unseen)],
        redrawn=[
            RedrawnAnswers(model=one.origin.model, right=one.redrawn.tolist())
            for one in outcomes
            if one.redrawn is not None and one.origin.model in headline
        ],
    )


def _validation(outcomes: Sequence[Outcome], ids: Sequence[str]) -> Validation:
    """The logits that temperatures follow from, as far as they are known."""
    behind = [one.behind for one in outcomes]
    return Validation(
        models=[one.origin.model for one in outcomes],
        samples=[
            ValidationSample(id=identifier, behind=[None if each is None else each[place] for each in behind])
            for place, identifier in enumerate(ids)
        ],
    )


def _bits(model: str, draws: Iterable[Array]) -> Iterator[DrawAnswers]:
    """A bit [n] for each sample of each draw."""
    for draw, right in enumerate(draws):
        yield DrawAnswers(model=model, draw=draw, right=as_bits(right))
