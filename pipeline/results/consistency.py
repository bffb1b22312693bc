"""Whether the artifacts of an evaluation tell one story: whoever edits one of them by hand is found out.

metrics.json has to follow from predictions.json and draws.json, and shown_samples.json has to show what was predicted.
The formulas stand here once more, plain, since a check that used the evaluation's own would believe its mistakes.

Shapes: ``n`` samples, ``R`` rows, ``D`` draws.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from pipeline.results.catalogue import APPROXIMATE, BY_FIELD, EXACT
from pipeline.results.schemas.draws import Draws, as_bits
from pipeline.results.schemas.metrics import Comparison, Family, Metrics, MetricsRow, UnseenAccuracy
from pipeline.results.schemas.predictions import Prediction, Predictions
from pipeline.results.schemas.shown_samples import ShownCase, ShownSamples

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Contradiction:
    """A figure of a row that does not follow from what the row is said to have answered."""

    model: str
    metric: str
    claimed: float | str | None
    follows: float | str
    source: str = "predictions.json"
    file: str = "metrics.json"

    def __str__(self) -> str:
        claimed, follows = (
            "null" if one is None else f"{one!r}" if isinstance(one, str) else f"{one:.6g}"
            for one in (self.claimed, self.follows)
        )
        return f"{self.model}: {self.metric} is {claimed} in {self.file}, and {follows} by {self.source}"


def contradictions(metrics: Metrics, predictions: Predictions, draws: Draws | None = None) -> list[Contradiction]:
    """Every figure that comes out otherwise when it is recomputed from the predictions, or from the draws."""
    answers, bins = _Answers(predictions), max((len(one.bins) for one in metrics.calibration), default=0)
    told = _bits(draws)
    found: list[Contradiction] = []
    for row in metrics.rows:
        found += _over_draws(row)
        if row.model in answers.columns and len(answers.correct):
            figures = list(_figures(row, answers, bins))
            found += figures
            # Of other samples nothing else can be said.
            if not any(one.metric == "samples" for one in figures):
                found += _drawn(row, told.get(row.model, []), answers.right(row.model))
    several = {row.model for row in metrics.rows if row.draws > 1}
    for comparison in metrics.comparisons:
        found += _counts(comparison, answers)
        # Without draws.json nobody knows what a row with several draws comes to.
        if not {comparison.model, comparison.baseline} & (several - told.keys()):
            found += _difference(comparison, answers, told)
    return [*found, *_judged(metrics), *_elsewhere(metrics, answers, draws)]


# ---------------------------------------------------------------- what the files say, as arrays


class _Answers:
    """predictions.json by row; what files of before did not keep is None."""

    def __init__(self, predictions: Predictions) -> None:
        self.columns = {model: number for number, model in enumerate(predictions.models)}
        self.correct = np.array([sample.correct for sample in predictions.samples], dtype=np.int64)
        self.samples = predictions.samples
        self.categories = predictions.categories

    def of(self, model: str, field: str) -> Numbers | None:
        """[n]; NaN where a value is no number."""
        column = self.columns[model]
        lists = [getattr(sample, field) for sample in self.samples]
        return None if None in lists else np.array([each[column] for each in lists], dtype=np.float64)

    def right(self, model: str) -> NDArray[np.bool_]:
        chosen = self.of(model, "chosen")
        assert chosen is not None
        return chosen == self.correct

    def tell_of(self, one: Comparison) -> bool:
        """Whether the answers of both rows are here."""
        return {one.model, one.baseline} <= self.columns.keys() and bool(self.samples)

    @cached_property
    def labels(self) -> NDArray[np.int64]:
        """[n] places among the categories; -1 for another label."""
        places = {name: place for place, name in enumerate(self.categories)}
        return np.array([places.get(sample.label, -1) for sample in self.samples], dtype=np.int64)


def _share(bits: str) -> float:
    """Of the samples that a draw got right."""
    return bits.count("1") / max(1, len(bits))


def _bits(draws: Draws | None) -> dict[str, list[str]]:
    """The bit strings of each row, in the order of its draws."""
    found: dict[str, list[str]] = {}
    for one in sorted(draws.rows if draws else [], key=lambda one: one.draw):
        found.setdefault(one.model, []).append(one.right)
    return found


# ---------------------------------------------------------------- rows


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
        follows = _share(bits)
        if len(bits) != len(right) or not abs(accuracy - follows) <= EXACT:
            yield Contradiction(row.model, f"draw_accuracy of draw {draw}", accuracy, follows, "draws.json")
    if told[0] != as_bits(right):
        yield Contradiction(row.model, "draw 0", _share(told[0]), float(right.mean()), file="draws.json")


def _figures(row: MetricsRow, answers: _Answers, bins: int) -> Iterator[Contradiction]:
    """What follows from the [n] answers of a row's released checkpoint."""
    right = answers.right(row.model)
    if row.samples != len(right):
        yield Contradiction(row.model, "samples", row.samples, len(right))
        return
    accuracy = float(right.mean())
    yield from _check(row, "accuracy", accuracy, EXACT)
    # A wrong pick is one false negative and one false positive, so micro F1 is accuracy.
    yield from _check(row, "f1_micro", accuracy, EXACT)
    if (rank := answers.of(row.model, "rank")) is not None:
        if ((rank == 1) != right).any():
            yield Contradiction(row.model, "rank 1", float((rank == 1).mean()), accuracy, file="predictions.json")
        yield from _check(row, "mrr", float((1 / rank).mean()), EXACT)
        yield from _check(row, "top3", float((rank <= 3).mean()), EXACT)
    if (picked := answers.of(row.model, "picked")) is not None:
        macro, weighted = _f1(answers.labels, picked.astype(np.int64), right, len(answers.categories))
        yield from _check(row, "f1_macro", macro, EXACT)
        yield from _check(row, "f1_weighted", weighted, EXACT)
    for end in ("", "_scaled"):
        yield from _calibrated(row, answers, right, bins, end)


def _calibrated(
    row: MetricsRow, answers: _Answers, right: NDArray[np.bool_], bins: int, end: str
) -> Iterator[Contradiction]:
    """What follows from probabilities, before or after the temperature."""
    probability, confidence, brier = (
        answers.of(row.model, f"{name}{end}") for name in ("probability", "confidence", "brier")
    )
    if probability is not None and (probability > 0).all():
        loss = float(-np.log(probability).mean())
        yield from _check(row, f"nll{end}", loss, _rounding_of_the_log_loss(probability))
    if brier is not None and not np.isnan(brier).any():
        yield from _check(row, f"brier{end}", float(brier.mean()), APPROXIMATE)
    if bins and confidence is not None and not np.isnan(confidence).any():
        # Bins are (low, high]. A confidence that was rounded over an edge counts in the other bin: the tolerance is for
        # it.
        place = np.clip(np.searchsorted(np.linspace(0, 1, bins + 1), confidence) - 1, 0, bins - 1)
        gaps = np.bincount(place, weights=confidence - right, minlength=bins)
        yield from _check(row, f"ece{end}", float(np.abs(gaps).sum() / len(right)), APPROXIMATE)


def _rounding_of_the_log_loss(probability: Numbers) -> float:
    """How far ``known_digits`` of the probabilities may move their mean log loss, at most, and its own rounding."""
    share = np.where(probability < 0.01, 0.05, 0.0005 / probability)
    return float(-np.log1p(-share).mean()) + BY_FIELD["nll"].floor


def _f1(
    labels: NDArray[np.int64], picked: NDArray[np.int64], right: NDArray[np.bool_], categories: int
) -> tuple[float, float]:
    """Macro and weighted F1 at caption level, over categories that are there or were picked."""

    def counted(which: NDArray[np.int64]) -> Numbers:
        inside = which[(which >= 0) & (which < categories)]
        return np.bincount(inside, minlength=categories).astype(float)

    true, support, wrong = counted(labels[right]), counted(labels), counted(picked[~right])
    known = support + wrong > 0
    each = 2 * true[known] / (support + true + wrong)[known]
    return float(each.sum() / max(1, known.sum())), float((each * support[known]).sum() / max(1.0, support.sum()))


def _check(
    row: MetricsRow, metric: str, follows: float, tolerance: float, source: str = "predictions.json"
) -> Iterator[Contradiction]:
    claimed: float | None = getattr(row, metric)
    if claimed is not None and not abs(claimed - follows) <= tolerance:
        yield Contradiction(row.model, metric, claimed, follows, source)


# ---------------------------------------------------------------- comparisons


def _counts(one: Comparison, answers: _Answers) -> Iterator[Contradiction]:
    """Of the released pair."""
    if not answers.tell_of(one):
        return
    ours, theirs = answers.right(one.model), answers.right(one.baseline)
    pairs = {"only_model": ours & ~theirs, "only_baseline": theirs & ~ours, "both": ours & theirs}
    for field, inside in pairs.items():
        if getattr(one, field) != inside.sum():
            what = f"{field} against {one.baseline}"
            yield Contradiction(one.model, what, getattr(one, field), int(inside.sum()))


def _difference(one: Comparison, answers: _Answers, told: dict[str, list[str]]) -> Iterator[Contradiction]:
    """Over draws, where a side has several."""
    # Files of before judged the released checkpoints alone.
    if not (one.family and answers.tell_of(one)):
        return
    ours, theirs = (
        float(np.mean([_share(bits) for bits in told[model]]) if model in told else answers.right(model).mean())
        for model in (one.model, one.baseline)
    )
    if not abs(one.difference - (ours - theirs)) <= EXACT:
        source = "draws.json" if told else "predictions.json"
        yield Contradiction(one.model, f"difference against {one.baseline}", one.difference, ours - theirs, source)


def _judged(metrics: Metrics) -> Iterator[Contradiction]:
    """Adjusted p-values follow from those of a family (Holm 1979) and the number of families; verdicts from them."""
    families: dict[str, list[Comparison | UnseenAccuracy]] = {}
    for one in metrics.comparisons:
        # Files of before judged each comparison as if it were the only one.
        if one.family and one.p_adjusted is not None:
            families.setdefault(one.family, []).append(one)
    count = len(families) + bool(metrics.unseen)
    for family in families.values():
        yield from _judged_together(family, count, metrics.confidence)
    yield from _judged_together(metrics.unseen, 1 + len(get_args(Family)), metrics.confidence)


def _judged_together(
    family: Sequence[Comparison | UnseenAccuracy], families: int, confidence: float
) -> Iterator[Contradiction]:
    least = 0.0
    for place, one in enumerate(sorted(family, key=lambda one: one.p_value)):
        least = min(1.0, max(least, families * (len(family) - place) * one.p_value))
        adjusted = one.p_adjusted or 0.0
        # Of p-values with six digits; multiplied, they have as many.
        if not abs(adjusted - least) <= 1e-4 * least:
            name = f"p_adjusted against {one.baseline}"
            yield Contradiction(one.model, name, adjusted, least, "the p-values of its family")
        clear = one.difference != 0 and adjusted + confidence <= 1
        follows = ("better" if one.difference > 0 else "worse") if clear else "no evidence of a difference"
        if one.verdict != follows:
            yield Contradiction(one.model, f"verdict against {one.baseline}", one.verdict, follows, "its p_adjusted")


def _elsewhere(metrics: Metrics, answers: _Answers, draws: Draws | None) -> Iterator[Contradiction]:
    """On unseen categories, and among redrawn distractors."""
    if draws is None or not answers.samples:
        return
    unseen: dict[str, list[float]] = {}
    for bits in draws.unseen:
        unseen.setdefault(bits.model, []).append(_share(bits.right))
    for one in metrics.unseen:
        if one.model in unseen and one.baseline in answers.columns:
            accuracy = float(np.mean(unseen[one.model]))
            claims = {"accuracy": accuracy, "difference": accuracy - float(answers.right(one.baseline).mean())}
            for name, follows in claims.items():
                if not abs(getattr(one, name) - follows) <= EXACT:
                    what = f"{name} on unseen categories"
                    yield Contradiction(one.model, what, getattr(one, name), follows, "draws.json")
    redrawn = {each.model: each.right for each in draws.redrawn}
    for row in metrics.redrawn:
        if redrawn.get(row.model):
            follows = float(np.mean(redrawn[row.model])) / len(answers.samples)
            if not abs(row.accuracy - follows) <= APPROXIMATE:
                yield Contradiction(row.model, "accuracy over redraws", row.accuracy, follows, "draws.json")


# ---------------------------------------------------------------- the galleries


def shown_otherwise(shown: ShownSamples, predictions: Predictions) -> list[str]:
    """Where shown_samples.json shows what was not predicted, in words."""
    columns = {model: number for number, model in enumerate(predictions.models)}
    if unknown := [model for model in shown.models if model not in columns]:
        return [f"shown_samples.json shows {unknown[0]}, which predictions.json does not know"]
    found = []
    for place in shown.explained:
        if not 0 <= place < len(predictions.samples):
            found.append(f"shown_samples.json explains sample {place} of {len(predictions.samples)}")
    for case in shown.cases:
        sample = predictions.samples[case.place] if 0 <= case.place < len(predictions.samples) else None
        if sample is None or sample.id != case.id:
            found.append(f"shown_samples.json: {case.id} is not sample {case.place} of predictions.json")
        elif wrong := _shown_wrongly(case, sample, [columns[model] for model in shown.models]):
            found.append(f"shown_samples.json: {case.id}: {wrong}, and otherwise in predictions.json")
    return found


def _shown_wrongly(case: ShownCase, sample: Prediction, columns: list[int]) -> str:
    """What a case shows of a sample that the rows did not answer; empty when it is as they did."""
    if not len(case.probabilities) == len(case.margins) == len(columns):
        return f"it has answers of {len(case.probabilities)} rows"
    for column, each, margin in zip(columns, case.probabilities, case.margins, strict=True):
        # Two at least: of a single candidate there is no margin.
        if max(sample.correct, sample.chosen[column], 1) >= len(each):
            return f"it has {len(each)} candidates"
        right, others = each[sample.correct], [value for n, value in enumerate(each) if n != sample.correct]
        if not abs(right - sample.probability[column]) <= APPROXIMATE:
            return f"the right caption has probability {right:.3g}"
        if each[sample.chosen[column]] < max(each) - APPROXIMATE:
            return f"caption {int(np.argmax(each))} is picked"
        if not abs(margin - (right - max(others))) <= 2 * APPROXIMATE:
            return f"its margin is {margin:.3g}"
    return ""
