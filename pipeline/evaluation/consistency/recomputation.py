"""metrics.json once more, from the published answers by the evaluation's own code, and where it comes out otherwise.

Every field of every table is held against what follows. Only what nobody can compute from docs/data is taken as given:
``GIVEN`` names it, and why.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np
from scipy.special import ndtri

from pipeline.evaluation.consistency.leaf_differences import differing_leaves
from pipeline.evaluation.consistency.published_answers import PublishedAnswers
from pipeline.evaluation.consistency.published_run import Contradiction, PublishedRun
from pipeline.evaluation.consistency.row_checks import source_of
from pipeline.evaluation.intervals import Resampling
from pipeline.evaluation.measurements import measured
from pipeline.evaluation.sample_table import Array
from pipeline.results.artifact import Part
from pipeline.results.names import Highlights, highlights
from pipeline.results.schemas.metrics import Metrics
from pipeline.settings import Evaluation, Settings

GIVEN = {
    "gamma": "the blend that a checkpoint carries: it stands in models/, not in docs/data",
    "parameters": "counted in the checkpoint, likewise",
    "f1_note": "a sentence on the data",
    "reason": "how a distractor is known to be true: people, or the source, said so",
}
"""Fields of metrics.json that no other file of docs/data determines, and why."""

TABLES: dict[str, tuple[str, ...]] = {
    "rows": ("model",),
    "comparisons": ("model", "baseline"),
    "groups": ("model", "group", "value"),
    "calibration": ("model", "scaled"),
    "unseen": ("model", "baseline"),
    **dict.fromkeys(("confusion", "errors", "positions", "candidates", "risk_coverage", "redrawn"), ("model",)),
}
"""Tables of metrics.json, and the fields that tell one of their rows from the others."""

RESAMPLED = ("mrr", "f1_macro", "f1_weighted", "nll", "brier", "ece", "area", "nll_scaled", "brier_scaled",
             "ece_scaled")  # fmt: skip
"""Figures of which the interval is a bootstrap; so are those of ``candidates``."""

FROM_ROUNDED = ("nll", "brier")
"""Figures of published values that are rounded themselves."""

MOST_WEIGHTS = 150_000_000
"""Rows times samples times resamples: a page of forty rows on 1,580 samples is recomputed in full, in two seconds."""
FEW = 100
"""Resamples that are drawn at least; as many as a run may ask for."""


class Recomputation:
    """What metrics.json has to be.

    Args:
        published: a sound run, of today's formulas.
    """

    def __init__(self, published: PublishedRun, answers: PublishedAnswers) -> None:
        assert published.metrics
        self._published, self._answers, self._metrics = published, answers, published.metrics
        self._settings = _settings_of(published)

    def contradictions(self) -> Iterator[Contradiction]:
        """Every figure that comes out otherwise, table by table."""
        claimed, follows = self._metrics, self._follows
        for name in ("chance", "confidence"):
            said, meant = getattr(claimed, name), getattr(follows, name)
            if not abs(said - meant) <= 1e-6:
                yield Contradiction("all rows", name, said, meant, "dataset.json and run.json")
        for table, keys in TABLES.items():
            if table != "groups" or self._answers.captions_known:
                yield from self._table(table, keys, getattr(claimed, table), getattr(follows, table))
        yield from self._ties(claimed.ties, follows.ties)

    # ------------------------------------------------------------ what follows

    @cached_property
    def _follows(self) -> Metrics:
        answers, asked = self._answers, self._asked
        rows = [answers.outcome(row.model) for row in self._metrics.rows]
        samples = len(answers.samples)
        resamples = min(asked.bootstrap, max(FEW, MOST_WEIGHTS // (samples * len(rows))))
        # Without clusters where there are none: they give the same figures, and take their time.
        shared = answers.table.images if answers.predictions.same_picture else None
        how = replace(Resampling.of(asked, shared), resamples=resamples)
        self._seen = how.resamples
        return measured(
            rows, answers.table, self._names, how, asked.calibration_bins, self._metrics.f1_note,
            at_once=answers.rows_at_once,
        )  # fmt: skip

    @cached_property
    def _asked(self) -> Evaluation:
        """The settings of the evaluation; as far as metrics.json shows them where run.json does not say."""
        if self._settings:
            return self._settings.evaluation
        bins = max((len(one.bins) for one in self._metrics.calibration), default=15)
        try:
            return Evaluation(confidence=self._metrics.confidence, calibration_bins=bins, bootstrap=FEW)
        except ValueError:
            return Evaluation(bootstrap=FEW)  # no run has such figures, and none of these will follow

    @property
    def _names(self) -> Highlights:
        """The rows that speak for the others; where run.json does not say, those that metrics.json shows as such."""
        rows = {row.model for row in self._metrics.rows}
        if self._settings and {*(told := highlights(self._settings)).headline} <= rows:
            return told
        shown = [one.model for one in self._metrics.candidates] + [one.model for one in self._metrics.redrawn]
        leading = [one.model for one in self._metrics.calibration]
        return Highlights(list(dict.fromkeys(shown)), [], list(dict.fromkeys(leading)), [])

    # ------------------------------------------------------------ what is claimed

    def _table(
        self, table: str, keys: Sequence[str], claimed: Sequence[Part], follows: Sequence[Part]
    ) -> Iterator[Contradiction]:
        def key(row: Part) -> tuple[object, ...]:
            return tuple(getattr(row, name) for name in keys)

        meant, said = {key(row): row for row in follows}, {key(row): row for row in claimed}
        for each, times in Counter(map(key, claimed)).items():
            if times > 1:
                yield Contradiction(str(each[0]), f"number of entries{_place(table, said[each])}", times, 1, "its name")
        for each, row in (meant | said).items():
            if each in meant and each in said:
                yield from self._row(table, row, meant[each])
            else:
                what = f"number of entries{_place(table, row)}"
                yield Contradiction(str(each[0]), what, int(each in said), int(each in meant))

    def _row(self, table: str, claimed: Part, follows: Part) -> Iterator[Contradiction]:
        model = str(getattr(claimed, "model", ""))

        def allowed(name: str, value: float) -> float:
            return self._allowed(model, table, name, follows)

        for where, said, meant in differing_leaves(claimed, follows, allowed):
            name = where.partition("[")[0].removeprefix("number of ")
            if not self._unknown(table, model, name, where):
                yield Contradiction(model, f"{where}{_place(table, claimed)}", said, meant, _source(table, name))

    def _unknown(self, table: str, model: str, name: str, where: str) -> bool:
        """Whether docs/data does not say what the figure has to be."""
        answers = self._answers
        # Where no answer is wrong, or none right, such are made up from the logits, which are not published.
        if self._resampled(table, name) and name != "area_interval" and answers.outcome(model).right.mean() in (0, 1):
            return True
        if name in GIVEN or (table == "errors" and name == "chance_share" and not answers.captions_known):
            return True
        return not answers.pictures_known and any(
            word in where for word in ("interval", "p_value", "p_adjusted", "detectable", "verdict")
        )

    def _allowed(self, model: str, table: str, name: str, follows: Part) -> float:
        """What a figure may differ by beyond its own digits."""
        figure = name.removesuffix("_interval")
        allowed = 0.0
        if figure.removesuffix("_scaled") in FROM_ROUNDED:
            allowed += self._answers.loss_rounding(model, figure, resampled=name != figure)
        if self._resampled(table, name):
            allowed += self._luck(getattr(follows, name))
        return allowed

    @staticmethod
    def _resampled(table: str, name: str) -> bool:
        """Whether a field is an interval by the bootstrap."""
        if table == "candidates":
            return name == "interval"
        return name.endswith("_interval") and name.removesuffix("_interval") in RESAMPLED

    def _luck(self, interval: Array | Sequence[float] | Sequence[Sequence[float]]) -> float:
        """How far the ends of a bootstrap may lie from those of other resamples; nothing where they are the same."""
        asked = self._asked.bootstrap
        if self._seen == asked and self._settings and self._answers.resamples_known:
            return 0.0
        tail = (1 - self._asked.confidence) / 2
        normal = -float(ndtri(tail))
        density = math.exp(-(normal**2) / 2) / math.sqrt(2 * math.pi)
        # Five standard errors of a quantile of so many draws, as a share of the interval's width; and one sample more,
        # since near a perfect score a quantile jumps from sample to sample.
        error = math.sqrt(tail * (1 - tail)) / density * math.sqrt(1 / self._seen + 1 / asked)
        ends = np.reshape(np.array(interval, dtype=float), (-1, 2))
        width = float((ends[:, 1] - ends[:, 0]).max())
        return 5 * error * width / (2 * normal) + 2 / len(self._answers.samples)

    def _ties(self, claimed: list[list[str]], follows: list[list[str]]) -> Iterator[Contradiction]:
        if self._answers.pictures_known:
            for group in [one for one in claimed if one not in follows]:
                yield Contradiction(group[0] if group else "nobody", "ties", ", ".join(group), "told apart")
            for group in [one for one in follows if one not in claimed]:
                yield Contradiction(group[0], "ties", None, ", ".join(group))
            if sorted(claimed) == sorted(follows) and claimed != follows:
                yield Contradiction("all rows", "order of ties", "another one", "by accuracy")


def _settings_of(published: PublishedRun) -> Settings | None:
    try:
        return Settings.recorded(published.run.settings) if published.run else None
    except ValueError:
        # Of another version: then only what metrics.json shows of them is known.
        return None


def _place(table: str, row: Part) -> str:
    """Where in metrics.json a figure stands, for a message; nothing for a row of the comparison table."""
    if table == "groups":
        return f" of {getattr(row, 'group', '')} {getattr(row, 'value', '')}"
    if table == "comparisons":
        return f" against {getattr(row, 'baseline', '')}"
    words = {"rows": "", "unseen": " on unseen categories", "redrawn": " over redraws"}
    return words.get(table, f" of {table}")


def _source(table: str, name: str) -> str:
    return "draws.json" if table in ("comparisons", "unseen", "redrawn") else source_of(name)
