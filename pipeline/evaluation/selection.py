"""Which samples the galleries show: hard cases, and samples to explain. Seeded, and balanced over categories."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest

import numpy as np

from pipeline.evaluation.probabilities import load_probabilities
from pipeline.evaluation.sample_table import Array
from pipeline.results.names import adapted_pairs, shown_rows
from pipeline.results.schemas.hard_cases import CaseKind
from pipeline.results.schemas.metrics import Metrics
from pipeline.results.schemas.predictions import Predictions
from pipeline.settings import Settings

# The right caption and its strongest rival are this close in probability: the pick could have gone either way.
AMBIGUOUS_MARGIN = 0.2

KINDS: tuple[CaseKind, ...] = ("all wrong", "some wrong", "fixed", "broken", "ambiguous", "false negative")


@dataclass(frozen=True)
class Case:
    """A sample for the gallery of hard cases."""

    row: int
    """Its place among the test samples."""
    id: str
    kinds: tuple[CaseKind, ...]
    margin: float
    """Probability of the right caption minus the largest other one, the smallest over the rows shown."""


def margins(probabilities: Array, correct: Array) -> Array:
    """[n] probability of the right candidate minus the largest other one, of probabilities [n, c]."""
    rows = np.arange(len(correct))
    others = probabilities.copy()
    others[rows, correct] = -np.inf
    return probabilities[rows, correct] - others.max(axis=1)


def select_hard_cases(
    predictions: Predictions,
    probabilities: Mapping[str, Array],
    flagged: Mapping[str, Iterable[int]],
    adapted: Sequence[tuple[str, str]],
    limit: int,
) -> list[Case]:
    """At most ``limit`` cases, shared out evenly over kinds and categories; hardest first.

    Args:
        probabilities: [n, c] by row shown.
        flagged: candidates that are true of the image beside the right one, by sample id.
        adapted: zero-shot row and few-shot row of each backbone, for "fixed" and "broken".
    """
    samples = predictions.samples
    correct = np.array([sample.correct for sample in samples], dtype=np.int64)
    margin = np.array([margins(each, correct) for each in probabilities.values()])
    picked = {model: each.argmax(axis=1) for model, each in probabilities.items()}
    right = {model: picks == correct for model, picks in picked.items()}
    cases = []
    for row, sample in enumerate(samples):
        answers = [one[row] for one in right.values()]
        true_as_well = set(flagged.get(sample.id, ()))
        has: dict[CaseKind, bool] = {
            "all wrong": not any(answers),
            "some wrong": any(answers) and not all(answers),
            "fixed": any(right[few][row] and not right[zero][row] for zero, few in adapted),
            "broken": any(right[zero][row] and not right[few][row] for zero, few in adapted),
            "ambiguous": bool((np.abs(margin[:, row]) < AMBIGUOUS_MARGIN).any()),
            "false negative": any(int(picks[row]) in true_as_well for picks in picked.values()),
        }
        if kinds := tuple(kind for kind in KINDS if has[kind]):
            cases.append(Case(row, sample.id, kinds, float(margin[:, row].min())))
    cases.sort(key=lambda case: (case.margin, case.row))
    labels = [sample.label for sample in samples]
    queues = [_in_turn([case for case in cases if kind in case.kinds], labels) for kind in KINDS]
    chosen = list(dict.fromkeys(_alternating(queues)))[:limit]
    return sorted(chosen, key=lambda case: (case.margin, case.row))


def hard_cases(settings: Settings, predictions: Predictions) -> list[Case]:
    """The gallery's cases after an evaluation with these settings.

    Raises:
        PipelineError: there was none.
    """
    probabilities, flagged = load_probabilities(settings), flagged_choices(settings)
    limit = settings.evaluation.hard_cases
    return select_hard_cases(predictions, probabilities, flagged, adapted_pairs(settings), limit)


def flagged_choices(settings: Settings) -> dict[str, list[int]]:
    """By sample id, the candidates that the evaluation found true of the image beside the right one."""
    flagged: dict[str, list[int]] = {}
    for one in Metrics.read(settings.docs / "data").false_negatives:
        flagged.setdefault(one.id, []).append(one.choice)
    return flagged


def attention_samples(settings: Settings, predictions: Predictions) -> list[str]:
    """Ids of the samples to explain: half of them answered wrongly by a row shown, where there are as many."""
    columns = [predictions.models.index(model) for model in shown_rows(settings)]
    order = np.random.default_rng(settings.evaluation.seed).permutation(len(predictions.samples))
    wrong: list[Case] = []
    right: list[Case] = []
    for row in map(int, order):
        sample = predictions.samples[row]
        answered = all(sample.chosen[column] == sample.correct for column in columns)
        (right if answered else wrong).append(Case(row, sample.id, (), 0.0))
    labels = [sample.label for sample in predictions.samples]
    wanted = settings.explain.samples
    wrongs, rights = list(_in_turn(wrong, labels)), list(_in_turn(right, labels))
    half = min(len(wrongs), max(wanted // 2, wanted - len(rights)))
    return [case.id for case in [*wrongs[:half], *rights[: wanted - half]]]


def _in_turn(cases: Iterable[Case], labels: Sequence[str]) -> Iterator[Case]:
    """The cases in their order, the categories taking turns."""
    by_label: dict[str, list[Case]] = {}
    for case in cases:
        by_label.setdefault(labels[case.row], []).append(case)
    return _alternating(by_label.values())


def _alternating(queues: Iterable[Iterable[Case]]) -> Iterator[Case]:
    """First of each queue, second of each, and so on."""
    return (case for case in chain.from_iterable(zip_longest(*queues)) if case is not None)
