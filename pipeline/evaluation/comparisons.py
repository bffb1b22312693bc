"""Rows against each other on the same samples: which differ, in families of comparisons, and which are tied."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from typing import get_args

import numpy as np

from pipeline.evaluation.outcomes import Outcome
from pipeline.evaluation.sample_table import Array
from pipeline.evaluation.verdicts import Difference, adjusted, crossed_difference, holm, tie_groups, verdict
from pipeline.results.schemas.metrics import Comparison, Family

Pair = tuple[str, str]
FAMILIES: tuple[Family, ...] = get_args(Family)


class RowComparer:
    """Every two rows of an evaluation, each pair tested once.

    Args:
        outcomes: the rows, on the same ``n`` samples.
        images: [n] the image of each sample.
    """

    def __init__(self, outcomes: Sequence[Outcome], images: Array, confidence: float) -> None:
        self.rows = {one.origin.model: one for one in outcomes}
        self.confidence = confidence
        distinct = len(np.unique(images)) == len(images)
        self.differences: dict[Pair, Difference] = {}
        for baseline, model in combinations(self.rows, 2):
            found = crossed_difference(
                self.rows[model].right_by_draw,
                self.rows[baseline].right_by_draw,
                confidence=confidence,
                clusters=None if distinct else images,
            )
            self.differences[model, baseline] = found
            self.differences[baseline, model] = _turned(found)

    def comparisons(self, headline: Sequence[str]) -> list[Comparison]:
        """The comparisons that the page makes; a verdict takes its whole family into account, and the other one."""
        pairs = self._families(headline)
        p_values = adjusted([[self.differences[pair].p_value for pair in pairs[family]] for family in FAMILIES])
        return [
            self._comparison(pair, family, p_value)
            for family, corrected in zip(FAMILIES, p_values, strict=True)
            for pair, p_value in zip(pairs[family], corrected, strict=True)
        ]

    def _families(self, headline: Sequence[str]) -> dict[Family, list[Pair]]:
        """Every row against its backbone's zero-shot row; and every two of the headline rows, each pair once."""
        plain = {one.origin.backbone: model for model, one in self.rows.items() if _is_plain(one)}
        own = [(model, plain[one.origin.backbone]) for model, one in self.rows.items() if not _is_plain(one)]
        shown = [model for model in self.rows if model in set(headline)]
        rest = [(later, earlier) for earlier, later in combinations(shown, 2) if (later, earlier) not in own]
        return {"against zero-shot": own, "between headline rows": rest}

    def _comparison(self, pair: Pair, family: Family, p_adjusted: float) -> Comparison:
        found, (model, baseline) = self.differences[pair], map(self.rows.__getitem__, pair)
        right, other = model.right, baseline.right
        return Comparison(
            model=pair[0],
            baseline=pair[1],
            family=family,
            samples=len(right),
            difference=found.value,
            interval=found.interval,
            p_value=found.p_value,
            p_adjusted=p_adjusted,
            detectable=found.detectable,
            released_difference=float(right.mean() - other.mean()),
            only_model=int((right & ~other).sum()),
            only_baseline=int((other & ~right).sum()),
            both=int((right & other).sum()),
            neither=int((~right & ~other).sum()),
            verdict=verdict(found.value, p_adjusted, confidence=self.confidence),
            draw_differences=list(_draw_differences(model, baseline)),
        )

    def ties(self) -> list[list[str]]:
        """Groups of rows no two of which can be told apart, the best group first.

        Any two rows may be compared here, so Holm takes every pair into account.
        """
        models = sorted(self.rows, key=lambda model: -self.rows[model].accuracy)
        places = list(combinations(range(len(models)), 2))
        p_values = [self.differences[models[a], models[b]].p_value for a, b in places]
        apart = np.zeros((len(models), len(models)), dtype=bool)
        for (a, b), p_value in zip(places, holm(np.array(p_values)), strict=True):
            apart[a, b] = apart[b, a] = p_value + self.confidence <= 1
        return [[models[place] for place in group] for group in tie_groups(apart)]


def _is_plain(outcome: Outcome) -> bool:
    return not outcome.origin.shots and not outcome.origin.adapter


def _turned(difference: Difference) -> Difference:
    low, high = difference.interval
    return replace(difference, value=-difference.value, interval=(-high, -low))


def _draw_differences(model: Outcome, baseline: Outcome) -> Iterator[float]:
    """Per support draw; a row without draws is the same for each draw of the other."""
    if model.draw_right or baseline.draw_right:
        yield from (model.right_by_draw.mean(axis=1) - baseline.right_by_draw.mean(axis=1)).tolist()
