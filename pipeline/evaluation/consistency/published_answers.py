"""What the published answers tell of every row, as the evaluation had it: all that figures follow from but the logits.

Shapes: ``n`` samples, ``c`` candidates, ``D`` support draws.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from pipeline.evaluation.consistency.published_run import PublishedRun
from pipeline.evaluation.intervals import proportion_interval
from pipeline.evaluation.outcomes import FromLogits, Origin, Outcome
from pipeline.evaluation.sample_table import Array, SampleTable
from pipeline.results.catalogue import EXACT
from pipeline.results.schemas.draws import DrawAnswers, from_bits
from pipeline.results.schemas.metrics import MetricsRow
from pipeline.results.schemas.predictions import Prediction

AT_ONCE = 1 << 20
"""Rows times samples whose counts are held at a time."""
ERRORS = 4
"""Standard errors that a mean of rounded values may be off by in a resample."""
COLUMNS = ("probability", "confidence", "brier")
"""Of predictions.json, for each row before and after its temperature."""


class PublishedConfidence(FromLogits):
    """How sure a row was, from the published columns [n]; the logits are unknown."""

    def __init__(self, columns: Mapping[str, Array]) -> None:
        # A probability that is published as 0 has an unknown loss: infinite in the mean, and checked by nobody.
        with np.errstate(divide="ignore", invalid="ignore"):
            loss = -np.log(columns["probability"])
        # In place of what would be computed from logits.
        self.__dict__.update(columns, log_loss=loss)


@dataclass(frozen=True)
class PublishedOutcome(Outcome):
    """A row's answers as they were published; its logits are unknown, and NaN throughout."""

    columns: Mapping[str, Array] = field(default_factory=dict)
    """[n] by the field of predictions.json, ``chosen`` and ``rank`` among them."""
    after: PublishedConfidence | None = None
    """After the temperature."""
    fitted: float | None = None
    """The temperature."""

    def __post_init__(self) -> None:
        self.__dict__.update(
            PublishedConfidence(self.columns).__dict__,
            chosen=self.columns["chosen"].astype(np.int64),
            rank=_whole(self.columns["rank"]),
            scaled=self.after,
            temperature=self.fitted,
        )


class PublishedAnswers:
    """predictions.json, draws.json and test_samples.json as arrays, of a run that is sound.

    Args:
        published: with metrics and predictions.
    """

    def __init__(self, published: PublishedRun) -> None:
        assert published.metrics
        assert published.predictions
        self._published, self.rows = published, {row.model: row for row in published.metrics.rows}
        self.predictions, self.samples = published.predictions, published.predictions.samples
        self.place = {model: number for number, model in enumerate(self.predictions.models)}
        self.correct = np.array([sample.correct for sample in self.samples], dtype=np.int64)
        told = published.draws
        self._draws = _by_draw(told.rows if told else ())
        self._unseen = _by_draw(told.unseen if told else ())
        self._redrawn = {one.model: np.array(one.right) for one in told.redrawn} if told else {}
        self._columns: dict[str, Array] = {}
        self._outcomes: dict[str, PublishedOutcome] = {}
        self._loss_roundings: dict[tuple[str, str], tuple[float, float]] = {}

    # ------------------------------------------------------------ rows

    def outcome(self, model: str) -> PublishedOutcome:
        """What the row answered; columns that files of before lack are NaN."""
        if model not in self._outcomes:
            self._outcomes[model] = self._outcome(self.rows[model])
        return self._outcomes[model]

    def _outcome(self, row: MetricsRow) -> PublishedOutcome:
        model = row.model
        unseen = self._unseen.get(model)
        scaled = {name: self.column(model, f"{name}_scaled") for name in COLUMNS}
        return PublishedOutcome(
            _origin(row),
            np.broadcast_to(np.float64(np.nan), (len(self.samples), self._published.choices)),
            self.correct,
            draw_right=self._right_by_draw(row),
            unseen=None if unseen is None else np.array(unseen),
            redrawn=self._redrawn.get(model),
            columns={name: self.column(model, name) for name in ("chosen", "rank", *COLUMNS)},
            # By what was answered and not by the row's word: without a temperature there is nothing to answer.
            after=None if any(np.isnan(one).any() for one in scaled.values()) else PublishedConfidence(scaled),
            fitted=row.temperature,
        )

    def tells_of_draws(self, model: str) -> bool:
        """Whether it is known what every draw of a row got right."""
        return self.rows[model].draws <= 1 or self.told_draws(model) > 0

    def told_draws(self, model: str) -> int:
        """How many draws of a row draws.json tells of."""
        return len(self._draws.get(model, ()))

    def _right_by_draw(self, row: MetricsRow) -> list[Array]:
        if (drawn := self._draws.get(row.model)) is not None:
            return drawn
        # One draw is the released one, of which predictions.json tells.
        return [self.column(row.model, "chosen") == self.correct] if row.draws == 1 else []

    def column(self, model: str, name: str) -> Array:
        """[n] of predictions.json; NaN where there is no number."""
        if name not in self._columns:
            # Of all rows at once: sample by sample, each list is looked at for the rows together.
            nothing = [None] * len(self.place)
            lists = [getattr(sample, name) or nothing for sample in self.samples]
            self._columns[name] = np.array(lists, dtype=np.float64).T
        return np.asarray(self._columns[name][self.place[model]])

    # ------------------------------------------------------------ samples

    @property
    def rows_at_once(self) -> int:
        """Rows whose counts are held at a time."""
        return max(1, AT_ONCE // len(self.samples))

    @cached_property
    def table(self) -> SampleTable:
        """The samples; caption lengths are 0 where test_samples.json does not tell of the captions."""
        assert self._published.metrics
        objects = [sample.objects for sample in self.samples]
        flagged = np.zeros((len(self.samples), self._published.choices), dtype=bool)
        numbers = {sample.id: number for number, sample in enumerate(self.samples)}
        for one in self._published.metrics.false_negatives:
            flagged[numbers[one.id], one.choice] = True
        return SampleTable(
            ids=tuple(numbers),
            categories=self.categories,
            labels=np.array([self._codes[sample.label] for sample in self.samples], dtype=np.int64),
            choice_labels=self._choice_labels(),
            correct=self.correct,
            images=self._images,
            words=self._words(),
            objects=None if None in objects else np.array(objects, dtype=np.int64),
            flagged=flagged,
            false_negatives=tuple(self._published.metrics.false_negatives),
        )

    @cached_property
    def categories(self) -> tuple[str, ...]:
        """Of pictures and captions."""
        return tuple(self.predictions.categories) or tuple(dict.fromkeys(one.label for one in self.samples))

    @cached_property
    def _codes(self) -> dict[str, int]:
        return {name: number for number, name in enumerate(self.categories)}

    @cached_property
    def _images(self) -> Array:
        images = np.arange(len(self.samples))
        for group in self.predictions.same_picture or ():
            images[group] = min(group, default=0)
        return images

    @cached_property
    def pictures_known(self) -> bool:
        """Whether it is known which samples share a picture, and so how much they say together."""
        if self.predictions.same_picture is not None:
            return True
        # A file of before does not say. Where every sample has a picture of its own, the intervals of accuracy are
        # Wilson's of as many; where some share one, no interval is, but those of perfect scores.
        assert self._published.metrics
        confidence = self._published.metrics.confidence
        return any(
            np.allclose(
                row.accuracy_interval,
                proportion_interval(self.column(row.model, "chosen") == self.correct, confidence=confidence),
                rtol=0,
                atol=EXACT,
            )
            for row in self.rows.values()
            if row.model in self.place and 0 < (row.accuracy or 0) < 1
        )

    def _choice_labels(self) -> Array | None:
        """[n, c] places of the categories; where only those of picks are told, the others are -1."""
        if any(sample.picked is None for sample in self.samples):
            return None
        if (offered := self._published.offered) and all(name in self._codes for name in offered.categories):
            of_caption = np.array([self._codes[name or ""] for name in offered.categories], dtype=np.int64)
            return np.asarray(of_caption[offered.choices])
        labels = np.full((len(self.samples), self._published.choices), -1)
        for model in self.place:
            chosen, picked = (self.column(model, name).astype(np.int64) for name in ("chosen", "picked"))
            labels[np.arange(len(labels)), chosen] = picked
        return labels

    def _words(self) -> Array:
        if not (offered := self._published.offered):
            return np.zeros(len(self.samples), dtype=np.int64)
        return np.asarray(offered.words[offered.choices[np.arange(len(self.samples)), self.correct]])

    # ------------------------------------------------------------ what the files do not tell

    @property
    def whole(self) -> bool:
        """Whether all that figures follow from is here; files of before lack some."""
        first: Prediction = self.samples[0]
        told = all(row.draws == self.told_draws(model) or row.draws == 1 for model, row in self.rows.items())
        return told and None not in (first.rank, first.confidence, first.brier)

    @property
    def of_before(self) -> bool:
        """Whether the figures may follow by formulas of before, or lack what came later."""
        return bool(self._published.metrics and self._published.metrics.is_of_before)

    @property
    def captions_known(self) -> bool:
        """Whether the candidates' captions are here."""
        return self._published.offered is not None

    @property
    def resamples_known(self) -> bool:
        """Whether samples are numbered as the bootstrap draws them; files of before had another order."""
        return self.predictions.same_picture is not None

    def unknown(self, figure: str) -> bool:
        """Whether a figure of the rows needs a column that is not there, or a loss that is written as no number."""
        name = figure.removesuffix("_scaled")
        column = {"mrr": "rank", "top3": "rank", "ece": "confidence", "brier": "brier"}.get(name)
        return column is not None and getattr(self.samples[0], column) is None

    def loss_rounding(self, model: str, figure: str, *, resampled: bool = False) -> float:
        """How far the digits of published values may move the mean ``nll`` or ``brier`` of a row; infinitely, where a
        probability is written as 0.

        Args:
            resampled: in place of the mean, the ends of its interval.
        """
        if figure.startswith("brier"):
            return 0.0005
        if (model, figure) not in self._loss_roundings:
            name = "probability_scaled" if figure.endswith("_scaled") else "probability"
            self._loss_roundings[model, figure] = self._log_loss_roundings(self.column(model, name), model)
        return self._loss_roundings[model, figure][resampled]

    def _log_loss_roundings(self, probability: Array, model: str) -> tuple[float, float]:
        """Of the mean, and of the ends of its interval."""
        every, right = log_loss_roundings(probability), self.outcome(model).right
        mean = float(every.mean())
        if not np.isfinite(mean):
            return mean, mean
        # A resample weighs the values otherwise than their mean does, and so does an accuracy that is tried.
        drawn = mean + ERRORS * float(every.std()) / np.sqrt(len(every))
        assert self._published.metrics
        least, _ = proportion_interval(right, confidence=self._published.metrics.confidence)
        kinds = [float(every[kind].mean()) if kind.any() else mean for kind in (right, ~right)]
        return mean, max(drawn, least * kinds[0] + (1 - least) * kinds[1])


def log_loss_roundings(probability: Array) -> Array:
    """How far ``known_digits`` of probabilities [n] may move each one's log loss, at most."""
    with np.errstate(divide="ignore", over="ignore"):
        share = np.where(probability < 0.01, 0.05, 0.0005 / probability)
    return np.where(probability > 0, -np.log1p(-share), np.inf)


def _whole(numbers: Array) -> Array:
    """As whole numbers, where all are there."""
    return numbers if np.isnan(numbers).any() else numbers.astype(np.int64)


def _origin(row: MetricsRow) -> Origin:
    return Origin(
        row.model,
        row.backbone,
        row.name,
        row.shots,
        row.adapter,
        row.support_images,
        row.validation_images,
        row.unlabelled_images,
        row.parameters,
        row.checkpoint,
        row.gamma,
    )


def _by_draw(rows: Iterable[DrawAnswers]) -> dict[str, list[Array]]:
    """Right or wrong [D][n] by row, in the order of its draws."""
    found: dict[str, list[Array]] = {}
    for one in sorted(rows, key=lambda one: one.draw):
        found.setdefault(one.model, []).append(from_bits(one.right))
    return found
