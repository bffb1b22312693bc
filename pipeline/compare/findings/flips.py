"""Which samples broke and which were fixed, row by row."""

from __future__ import annotations

import math
from collections.abc import Iterator

from pipeline.compare.answer_changes import Flip, ModelFlips
from pipeline.compare.inputs.joining import Joined, RowAnswers
from pipeline.compare.inputs.sides import Known, Pair


def flips(pair: Pair, joined: Joined | None) -> list[ModelFlips]:
    """Rows with a sample that changed sides, most broken samples first."""
    if joined is None or joined.facts.reason:
        return []
    found = [_of_model(model, pair, joined) for model in joined.models()]
    changed = [row for row in found if row.broken or row.fixed or row.repicked]
    return sorted(changed, key=lambda row: (-len(row.broken), -len(row.fixed), row.model))


def _of_model(model: str, pair: Pair, joined: Joined) -> ModelFlips:
    base, head = joined.answers(model)
    found = list(_changed(pair, joined, base, head))
    # No figure sees these, and a reader of cases may want to.
    other = ~base.right & ~head.right & (base.chosen != head.chosen)
    return ModelFlips(
        model=model,
        broken=sorted((flip for broke, flip in found if broke), key=_most_telling),
        fixed=sorted((flip for broke, flip in found if not broke), key=_most_telling),
        repicked=int(other.sum()),
    )


def _changed(pair: Pair, joined: Joined, base: RowAnswers, head: RowAnswers) -> Iterator[tuple[bool, Flip]]:
    """Whether it broke, and the sample."""
    # Right or wrong, not which caption: those who err on both sides otherwise are counted apart.
    for row in (base.right != head.right).nonzero()[0]:
        sample, broke = joined.head[row], bool(base.right[row])
        known = _known(pair, sample.id)
        wrong = int((head if broke else base).chosen[row])
        flip = Flip(
            id=sample.id,
            label=sample.label,
            probability_base=_number(base.probability[row]),
            probability_head=_number(head.probability[row]),
            right=known.right if known else None,
            picked=known.choice(wrong) if known else None,
            picture=known.picture if known else None,
        )
        yield broke, flip


def _known(pair: Pair, sample: str) -> Known | None:
    """What either side's galleries show of a sample, all candidates if one of them does."""
    # Head first: its pictures are there when the report is read.
    found = [side.known[sample] for side in (pair.head, pair.base) if sample in side.known]
    return next((known for known in found if known.choices), next(iter(found), None))


def _most_telling(flip: Flip) -> tuple[bool, bool, float, str]:
    """Samples that a reader can look at first, then the largest change of probability."""
    change = 0.0
    if flip.probability_base is not None and flip.probability_head is not None:
        change = abs(flip.probability_base - flip.probability_head)
    # The id last, so that equals stand in one order in every run.
    return flip.picked is None, flip.picture is None, -change, flip.id


def _number(value: float) -> float | None:
    return None if math.isnan(value) else float(value)
