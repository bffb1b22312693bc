"""Rows against each other on the same samples, paired."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np

from pipeline.evaluation.intervals import Resampling
from pipeline.evaluation.outcomes import Outcome
from pipeline.evaluation.sample_table import SampleTable
from pipeline.evaluation.statistics import mcnemar_exact, paired_interval, verdict
from pipeline.results.schemas.metrics import Comparison


def compare(model: Outcome, baseline: Outcome, table: SampleTable, how: Resampling) -> Comparison:
    """Accuracy of ``model`` minus that of ``baseline``, how sure it is, and what that allows one to say."""
    right, other = model.right, baseline.right
    interval = paired_interval(
        right.astype(int) - other.astype(int),
        confidence=how.confidence,
        resamples=how.resamples,
        seed=how.seed,
        clusters=table.images,
    )
    only_model, only_baseline = int((right & ~other).sum()), int((other & ~right).sum())
    difference = (only_model - only_baseline) / len(right)
    p_value = mcnemar_exact(only_model, only_baseline)
    return Comparison(
        model=model.origin.model,
        baseline=baseline.origin.model,
        samples=len(right),
        difference=difference,
        interval=interval,
        p_value=p_value,
        only_model=only_model,
        only_baseline=only_baseline,
        both=int((right & other).sum()),
        neither=int((~right & ~other).sum()),
        verdict=verdict(difference, interval, p_value, confidence=how.confidence),
        draw_differences=_draw_differences(model, baseline),
    )


def _draw_differences(model: Outcome, baseline: Outcome) -> list[float]:
    """Per support draw; a row without draws is the same for each draw of the other."""
    ours, theirs = model.draw_accuracies(), baseline.draw_accuracies()
    if not ours and not theirs:
        return []
    draws = max(len(ours), len(theirs))
    ours = ours or [float(model.right.mean())] * draws
    theirs = theirs or [float(baseline.right.mean())] * draws
    return [a - b for a, b in zip(ours, theirs, strict=True)]


def pairs(outcomes: Sequence[Outcome], headline: Sequence[str]) -> Iterator[tuple[Outcome, Outcome]]:
    """The pairs that are compared, each once.

    Every row against its backbone's zero-shot row; the headline rows against each other; and the row with the
    best accuracy against every other row, so that a page which names the best can say whether that is
    distinguishable.
    """
    zero_shot = {one.origin.backbone: one for one in outcomes if not one.origin.shots and not one.origin.adapter}
    wanted = [(one, zero_shot[one.origin.backbone]) for one in outcomes]
    shown = [one for one in outcomes if one.origin.model in headline]
    wanted += [(later, earlier) for earlier, later in combinations(shown, 2)]
    best = outcomes[int(np.argmax([one.right.mean() for one in outcomes]))]
    wanted += [(best, one) for one in outcomes]
    seen: set[tuple[str, str]] = set()
    for model, baseline in wanted:
        pair = (model.origin.model, baseline.origin.model)
        if model is not baseline and pair not in seen:
            seen.add(pair)
            yield model, baseline
