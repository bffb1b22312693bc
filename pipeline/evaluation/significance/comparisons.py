"""What differences of accuracy allow one to say: which rows differ, in families of comparisons, and which are tied."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from pipeline.evaluation.intervals import ShareInterval
from pipeline.evaluation.outcomes import Outcome, zero_shot_rows
from pipeline.evaluation.sample_table import Array, SampleTable, every_other
from pipeline.evaluation.significance.crossed import Difference
from pipeline.evaluation.significance.multiple_testing import FAMILIES, adjusted, holm, is_clear, tie_groups, verdict
from pipeline.results.schemas.metrics import Comparison, Family, HalfAccuracy, UnseenAccuracy

Pair = tuple[str, str]
Differences = Mapping[Pair, Difference]
"""Of every two rows, by the row and the one that it is held against."""


def comparisons(
    outcomes: Sequence[Outcome], differences: Differences, headline: Sequence[str], confidence: float
) -> list[Comparison]:
    """The comparisons that the page makes; a verdict takes its whole family into account, and the other one."""
    rows = {one.origin.model: one for one in outcomes}
    pairs = _families(rows, headline)
    families = [[differences[pair].p_value for pair in pairs[family]] for family in FAMILIES]
    # Unseen categories are judged on the same page, and a false alarm there is one of this page's.
    p_values = adjusted(families, others=int(any(one.unseen is not None for one in outcomes)))
    return [
        _comparison(rows, pair, differences[pair], family, p_value, confidence)
        for family, corrected in zip(FAMILIES, p_values, strict=True)
        for pair, p_value in zip(pairs[family], corrected, strict=True)
    ]


def _families(rows: Mapping[str, Outcome], headline: Sequence[str]) -> dict[Family, list[Pair]]:
    """Every row against its backbone's zero-shot row; and every two of the headline rows, each pair once."""
    # A row that answers as zero-shot does counts as well, though its test cannot come out (Tarone 1990 would leave it
    # out): how many such rows there are is known from the answers alone, and verdicts should owe nothing to them.
    plain = zero_shot_rows(rows.values())
    own = [(model, plain[one.origin.backbone].origin.model) for model, one in rows.items() if not one.is_plain]
    shown = [model for model in rows if model in set(headline)]
    rest = [(later, earlier) for earlier, later in combinations(shown, 2) if (later, earlier) not in own]
    return {"against zero-shot": own, "between headline rows": rest}


def _comparison(
    rows: Mapping[str, Outcome], pair: Pair, found: Difference, family: Family, p_adjusted: float, confidence: float
) -> Comparison:
    model, baseline = (rows[name] for name in pair)
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
        # Of the released pair beside that over draws: a reader of the checkpoint gets this one.
        released_difference=float(right.mean() - other.mean()),
        only_model=int((right & ~other).sum()),
        only_baseline=int((other & ~right).sum()),
        both=int((right & other).sum()),
        neither=int((~right & ~other).sum()),
        verdict=verdict(found.value, p_adjusted, confidence=confidence),
        draw_differences=list(_draw_differences(model, baseline)),
    )


def _draw_differences(model: Outcome, baseline: Outcome) -> Iterator[float]:
    """Per support draw; a row without draws is the same for each draw of the other."""
    if model.draw_right or baseline.draw_right:
        yield from (model.right_by_draw.mean(axis=1) - baseline.right_by_draw.mean(axis=1)).tolist()


def ties(outcomes: Sequence[Outcome], differences: Differences, confidence: float) -> list[list[str]]:
    """Groups of rows no two of which can be told apart, the best group first.

    Any two rows may be compared here, so Holm takes every pair into account.
    """
    # A stable sort: rows of equal accuracy stay in the order of the table.
    models = [one.origin.model for one in sorted(outcomes, key=lambda one: -one.accuracy)]
    places = list(combinations(range(len(models)), 2))
    p_values = [differences[models[a], models[b]].p_value for a, b in places]
    apart = np.zeros((len(models), len(models)), dtype=bool)
    for (a, b), p_value in zip(places, holm(np.array(p_values)), strict=True):
        apart[a, b] = apart[b, a] = is_clear(p_value, confidence)
    return [[models[place] for place in group] for group in tie_groups(apart)]


# ---------------------------------------------------------------- unseen categories


@dataclass(frozen=True)
class Tried:
    """A row on unseen categories against its zero-shot row: on all of them, and on each half."""

    whole: Difference
    halves: list[Difference]
    """In the order of ``unseen_halves``."""


def unseen_halves(table: SampleTable) -> list[Array]:
    """The samples [n] of each half of the categories that has any."""
    halves = (np.isin(table.labels, half) for half in every_other(range(len(table.categories))))
    return [inside for inside in halves if inside.any()]


def unseen(
    outcomes: Sequence[Outcome],
    tried: Mapping[str, Tried],
    table: SampleTable,
    interval_of: ShareInterval,
    *,
    confidence: float,
) -> list[UnseenAccuracy]:
    """What the recipes come to on categories that their adapters never saw, against zero-shot on the same samples.

    Args:
        tried: of every row that was, by its name.
    """
    plain, rows = zero_shot_rows(outcomes), {one.origin.model: one for one in outcomes}
    # Likewise: the families of the comparisons stand on the same page.
    (p_values,) = adjusted([[found.whole.p_value for found in tried.values()]], others=len(FAMILIES))
    return [
        _unseen(rows[model], plain[rows[model].origin.backbone], found, p_value, table, interval_of, confidence)
        for (model, found), p_value in zip(tried.items(), p_values, strict=True)
    ]


def _unseen(
    model: Outcome,
    baseline: Outcome,
    tried: Tried,
    p_adjusted: float,
    table: SampleTable,
    interval_of: ShareInterval,
    confidence: float,
) -> UnseenAccuracy:
    assert model.unseen is not None
    found = tried.whole
    return UnseenAccuracy(
        model=model.origin.model,
        baseline=baseline.origin.model,
        draws=len(model.unseen),
        accuracy=float(model.unseen.mean()),
        difference=found.value,
        interval=found.interval,
        p_value=found.p_value,
        p_adjusted=p_adjusted,
        verdict=verdict(found.value, p_adjusted, confidence=confidence),
        accuracy_interval=interval_of(model.unseen, table.images),
        halves=[
            _half(model.unseen[:, inside], baseline.right[inside], each, table, inside)
            for inside, each in zip(unseen_halves(table), tried.halves, strict=True)
        ],
    )


def _half(right: Array, baseline: Array, found: Difference, table: SampleTable, inside: Array) -> HalfAccuracy:
    """Args: ``right`` [D, h] and ``baseline`` [h] of the half's samples, ``inside`` [n]."""
    return HalfAccuracy(
        tested_on=list(dict.fromkeys(table.categories[label] for label in np.unique(table.labels[inside]))),
        samples=int(inside.sum()),
        accuracy=float(right.mean()),
        baseline_accuracy=float(baseline.mean()),
        interval=found.interval,
    )
