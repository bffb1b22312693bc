"""Rows that go by another name since: found by what they are made of, or by what they answered."""

from __future__ import annotations

import copy
from collections.abc import Mapping

import numpy as np

from pipeline.compare.inputs.joining import join
from pipeline.compare.inputs.sides import Pair, Side
from pipeline.results.catalogue import APPROXIMATE
from pipeline.results.schemas.history import RenamedRow
from pipeline.results.schemas.metrics import MetricsRow

SAME_RECIPE = "the same weights, recipe and number of shots"
SAME_ANSWERS = "the same picks with the same probabilities"


def renamed_rows(pair: Pair) -> list[RenamedRow]:
    """Rows of head that are a vanished row of base; only where there is no second candidate on either side."""
    gone = [name for name in pair.base.rows if name not in pair.head.rows]
    new = [name for name in pair.head.rows if name not in pair.base.rows]
    found: list[RenamedRow] = []
    # What a row is made of goes before what it answered: two recipes may answer alike by chance.
    for reason, same in ((SAME_RECIPE, _recipes(pair)), (SAME_ANSWERS, _answers(pair, gone, new))):
        taken = {name for one in found for name in (one.model, one.earlier)}
        matches = [(old, now) for old in gone for now in new if {old, now}.isdisjoint(taken) and (old, now) in same]
        for old, now in matches:
            # A guess between two candidates would be a false history; then the row ends, and another begins.
            if sum(old in match or now in match for match in matches) == 1:
                found.append(RenamedRow(model=now, earlier=old, reason=reason))
    return found


def _recipes(pair: Pair) -> set[tuple[str, str]]:
    """Pairs of rows with equal weights, adapter and shots."""
    base, head = _made_of(pair.base), _made_of(pair.head)
    return {(old, now) for old, facts in base.items() for now, other in head.items() if facts == other}


def _made_of(side: Side) -> dict[str, tuple[str, str | None, int]]:
    weights = {one.id: one.weights_sha256 for one in side.run.backbones} if side.run else {}
    rows: list[MetricsRow] = list(side.rows.values())
    return {row.model: (weights[row.backbone], row.adapter, row.shots) for row in rows if row.backbone in weights}


def _answers(pair: Pair, gone: list[str], new: list[str]) -> set[tuple[str, str]]:
    """Pairs of rows that answered every common sample alike."""
    joined = join(pair)
    if joined is None or joined.facts.reason or not joined.all_common:
        return set()
    found = set()
    for old in gone:
        for now in new:
            try:
                before, after = joined.answers_of(old, now)
            except ValueError:
                continue
            # As 0 on both sides, gaps agree with gaps and with nothing else that matters.
            moved = np.abs(np.nan_to_num(before.probability) - np.nan_to_num(after.probability))
            if (before.chosen == after.chosen).all() and (moved <= APPROXIMATE).all():
                found.add((old, now))
    return found


def with_names(side: Side, names: Mapping[str, str]) -> Side:
    """The side with rows called as ``names`` has it; the others keep theirs."""
    if not names:
        return side
    # Shallow: the artifacts are shared, and what was computed of the old names is thrown away.
    made = copy.copy(side)
    for known in ("rows", "contradictions", "figure_contradictions"):
        made.__dict__.pop(known, None)
    # As the files have it: only there do all places in which a row stands call it by one name, and all are checked.
    made.__dict__["answers"], made.names = side.answers, names
    if made.metrics:
        rows = [row.model_copy(update={"model": names.get(row.model, row.model)}) for row in made.metrics.rows]
        made.metrics = made.metrics.model_copy(update={"rows": rows})
    if made.predictions:
        models = [names.get(model, model) for model in made.predictions.models]
        made.predictions = made.predictions.model_copy(update={"models": models})
    if made.draws:
        told = [one.model_copy(update={"model": names.get(one.model, one.model)}) for one in made.draws.rows]
        made.draws = made.draws.model_copy(update={"rows": told})
    return made
