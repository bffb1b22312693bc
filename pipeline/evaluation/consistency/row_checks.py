"""Rows of metrics.json: their figures follow from what the row answered, in its released draw and in the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from pipeline.evaluation.consistency.published_answers import Contradiction, PublishedAnswers, share_right
from pipeline.evaluation.sums import bin_of, calibration_error, f1_of
from pipeline.results.catalogue import APPROXIMATE, BY_FIELD, EXACT
from pipeline.results.schemas.draws import from_bits
from pipeline.results.schemas.metrics import Metrics, MetricsRow


def row_contradictions(metrics: Metrics, answers: PublishedAnswers) -> Iterator[Contradiction]:
    """Figures of the comparison table that come out otherwise."""
    bins = max((len(one.bins) for one in metrics.calibration), default=0)
    for model, times in Counter(row.model for row in metrics.rows).items():
        if times > 1:
            yield Contradiction(model, "number of rows", times, 1, "its name")
    for row in metrics.rows:
        yield from _over_draws(row)
        if answers.tell_of(row.model):
            right = answers.right(row.model)
            # Of other samples nothing else can be said.
            if row.samples != len(right):
                yield Contradiction(row.model, "samples", row.samples, len(right))
            else:
                yield from _figures(row, answers, right)
                for end in ("", "_scaled"):
                    yield from _calibrated(row, answers, right, bins, end)
                yield from _drawn(row, answers.bits.get(row.model, []), right)


def redrawn_contradictions(metrics: Metrics, answers: PublishedAnswers) -> Iterator[Contradiction]:
    """Accuracies among redrawn distractors that do not follow from what each redraw got right."""
    redrawn = {one.model: one.right for one in answers.draws.redrawn} if answers.draws else {}
    for row in metrics.redrawn:
        if redrawn.get(row.model) and answers.samples:
            follows = float(np.mean(redrawn[row.model])) / len(answers.samples)
            if not abs(row.accuracy - follows) <= APPROXIMATE:
                yield Contradiction(row.model, "accuracy over redraws", row.accuracy, follows, "draws.json")


# ---------------------------------------------------------------- draws


def _over_draws(row: MetricsRow) -> Iterator[Contradiction]:
    accuracies = row.draw_accuracy
    if len(accuracies) != row.draws:
        yield Contradiction(row.model, "draws", row.draws, len(accuracies), "its draw_accuracy")
    if accuracies:
        mean = float(np.mean(accuracies))
        yield from _check(row, "accuracy_mean", mean, BY_FIELD["accuracy_mean"].floor, "its draw_accuracy")
    if len(accuracies) > 1:
        spread = float(np.std(accuracies, ddof=1))
        yield from _check(row, "accuracy_sd", spread, BY_FIELD["accuracy_sd"].floor, "its draw_accuracy")


def _drawn(row: MetricsRow, told: list[str], right: NDArray[np.bool_]) -> Iterator[Contradiction]:
    """The draws' own bits; the first draw is the released checkpoint, which predictions.json tells of."""
    if not told:
        return
    if len(told) != row.draws:
        yield Contradiction(row.model, "draws", row.draws, len(told), "draws.json")
        return
    for draw, (bits, accuracy) in enumerate(zip(told, row.draw_accuracy, strict=False)):
        follows = share_right(bits)
        if len(bits) != len(right) or not abs(accuracy - follows) <= EXACT:
            yield Contradiction(row.model, f"draw_accuracy of draw {draw}", accuracy, follows, "draws.json")
    # By sample: as shares, answers to other samples may look alike.
    if len(told[0]) == len(right) and (otherwise := int((from_bits(told[0]) != right).sum())):
        what = "number of samples that draw 0 answered otherwise"
        yield Contradiction(row.model, what, otherwise, 0, file="draws.json")


# ---------------------------------------------------------------- the released checkpoint


def _figures(row: MetricsRow, answers: PublishedAnswers, right: NDArray[np.bool_]) -> Iterator[Contradiction]:
    """What follows from picks and ranks."""
    accuracy = float(right.mean())
    yield from _check(row, "accuracy", accuracy, EXACT)
    # A wrong pick is one false negative and one false positive, so micro F1 is accuracy.
    yield from _check(row, "f1_micro", accuracy, EXACT)
    if (rank := answers.of(row.model, "rank")) is not None:
        if otherwise := int(((rank == 1) != right).sum()):
            what = "number of ranks that contradict the pick"
            yield Contradiction(row.model, what, otherwise, 0, "the picks", file="predictions.json")
        yield from _check(row, "mrr", float((1 / rank).mean()), EXACT)
        yield from _check(row, "top3", float((rank <= 3).mean()), EXACT)
    if (picked := answers.of(row.model, "picked")) is not None:
        f1 = f1_of(_caption_counts(answers.labels, picked.astype(np.int64), right, len(answers.categories)))
        yield from _check(row, "f1_macro", float(f1.macro), EXACT)
        yield from _check(row, "f1_weighted", float(f1.weighted), EXACT)


def _caption_counts(
    labels: NDArray[np.int64], picked: NDArray[np.int64], right: NDArray[np.bool_], categories: int
) -> NDArray[np.float64]:
    """True positives, false negatives and false positives by category, [3, k]."""

    def counted(places: NDArray[np.int64]) -> NDArray[np.float64]:
        # A damaged file may name a category that is not there.
        inside = places[(places >= 0) & (places < categories)]
        return np.bincount(inside, minlength=categories).astype(float)

    return np.array([counted(labels[right]), counted(labels[~right]), counted(picked[~right])])


def _calibrated(
    row: MetricsRow, answers: PublishedAnswers, right: NDArray[np.bool_], bins: int, end: str
) -> Iterator[Contradiction]:
    """What follows from probabilities, before or after the temperature."""
    probability, confidence, brier = (
        answers.of(row.model, f"{name}{end}") for name in ("probability", "confidence", "brier")
    )
    if probability is not None and (probability > 0).all():
        loss = float(-np.log(probability).mean())
        yield from _check(row, f"nll{end}", loss, rounding_of_the_log_loss(probability))
    if brier is not None and not np.isnan(brier).any():
        yield from _check(row, f"brier{end}", float(brier.mean()), APPROXIMATE)
    if bins and confidence is not None and not np.isnan(confidence).any():
        place = bin_of(confidence, bins)
        counts = [np.bincount(place, weights, minlength=bins) for weights in (None, confidence, right)]
        # The tolerance is for a confidence that was rounded over an edge, and counts in the other bin.
        yield from _check(row, f"ece{end}", float(calibration_error(np.array(counts))), APPROXIMATE)


def rounding_of_the_log_loss(probability: NDArray[np.float64]) -> float:
    """How far ``known_digits`` of probabilities [n] may move their mean log loss, at most, and its own rounding."""
    share = np.where(probability < 0.01, 0.05, 0.0005 / probability)
    return float(-np.log1p(-share).mean()) + BY_FIELD["nll"].floor


def _check(
    row: MetricsRow, metric: str, follows: float, tolerance: float, source: str = "predictions.json"
) -> Iterator[Contradiction]:
    claimed: float | None = getattr(row, metric)
    if claimed is not None and not abs(claimed - follows) <= tolerance:
        yield Contradiction(row.model, metric, claimed, follows, source)
