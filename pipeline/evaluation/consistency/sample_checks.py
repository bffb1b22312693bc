"""Samples in several files: what predictions.json says of one follows from the candidates it had, and the counts of
dataset.json and eda.json are those of the samples."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial

import numpy as np

from pipeline.evaluation.consistency.published_answers import PublishedAnswers
from pipeline.evaluation.consistency.published_run import Contradiction, OfferedCaptions, PublishedRun
from pipeline.results.schemas.dataset import CategoryCount, DatasetFacts
from pipeline.results.schemas.predictions import Predictions

ROUNDED = 0.0011
"""Two probabilities that are written with three decimals."""
FROM_ROUNDED = 0.003
"""A Brier score, written with three decimals, of a probability that is."""


def sample_contradictions(published: PublishedRun, answers: PublishedAnswers) -> Iterator[Contradiction]:
    """Of every sample and row, and of the counts of samples."""
    predictions = answers.predictions
    yield from _answers(answers)
    if published.offered:
        yield from _picked(answers, published.offered)
    if published.dataset:
        yield from _counts(published.dataset, predictions)
        yield from _eda(published, published.dataset)


def _answers(answers: PublishedAnswers) -> Iterator[Contradiction]:
    """Pick, rank and probabilities of one answer; each kind of contradiction counted, row by row."""
    for model in answers.place:
        column = partial(answers.column, model)
        right, found = column("chosen") == answers.correct, {}
        if answers.samples[0].rank:
            found["ranks that contradict the pick"] = (column("rank") == 1) != right
        for end in ("", "_scaled"):
            # Comparisons with NaN are false: what files of before lack contradicts nothing.
            given, sure, brier = (column(f"{name}{end}") for name in ("probability", "confidence", "brier"))
            off = np.where(right, np.abs(given - sure), given - sure) > ROUNDED
            found[f"confidences{end} below the probability of the pick"] = off
            # The right caption misses what the others have: all of it on one of them, or spread over many.
            least = (1 - given) ** 2
            off = (brier < least - FROM_ROUNDED) | (brier > 2 * least + FROM_ROUNDED)
            found[f"brier{end} scores that no such probabilities have"] = off
        for what, wrong in found.items():
            if count := int(wrong.sum()):
                yield Contradiction(model, f"number of {what}", count, 0, "the answers", "predictions.json")


def _picked(answers: PublishedAnswers, offered: OfferedCaptions) -> Iterator[Contradiction]:
    """Categories of the captions picked."""
    codes = {name: number for number, name in enumerate(answers.predictions.categories)}
    of_caption = np.array([codes.get(name or "", -1) for name in offered.categories], dtype=np.int64)
    every = np.arange(len(offered.ids))
    for model in answers.place:
        picked = answers.column(model, "picked")
        chosen = offered.choices[every, answers.column(model, "chosen").astype(np.int64)]
        # Samples without the category of the pick are NaN there, and contradict nothing.
        if wrong := int(((of_caption[chosen] != picked) & ~np.isnan(picked)).sum()):
            what = "number of picks of another category"
            yield Contradiction(model, what, wrong, 0, "test_samples.json", "predictions.json")


# ---------------------------------------------------------------- counts


def _counts(dataset: DatasetFacts, predictions: Predictions) -> Iterator[Contradiction]:
    labels = Counter(sample.label for sample in predictions.samples)
    totals = {
        "test": len(predictions.samples),
        "samples": sum(one.images for one in dataset.categories),
        "pool": sum(one.pool for one in dataset.categories),
    }
    for name, follows in totals.items():
        if getattr(dataset, name) != follows:
            yield Contradiction("all samples", name, getattr(dataset, name), follows, file="dataset.json")
    for one in dataset.categories:
        for name, count in (("test", labels[one.category]), ("images", one.pool + one.test)):
            if getattr(one, name) != count:
                yield Contradiction(one.category, name, getattr(one, name), count, file="dataset.json")


def _eda(published: PublishedRun, dataset: DatasetFacts) -> Iterator[Contradiction]:
    if not (eda := published.eda):
        return
    told: dict[str, CategoryCount] = {one.category: one for one in dataset.categories}
    for one in eda.distribution:
        for name in ("images", "pool", "test"):
            said, meant = getattr(one, name), getattr(told.get(one.category), name, 0)
            if said != meant:
                yield Contradiction(
                    one.category, f"{name} in the distribution", said, meant, "dataset.json", "eda.json"
                )
    captions = sum(one.captions for one in eda.caption_lengths)
    if captions != dataset.samples:
        yield Contradiction("all samples", "captions by length", captions, dataset.samples, "dataset.json", "eda.json")
