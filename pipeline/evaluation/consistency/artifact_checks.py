"""All that the artifacts of one run are held to: one list, for the page and for the gate."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.evaluation.consistency.comparison_checks import comparison_contradictions, judgement_contradictions
from pipeline.evaluation.consistency.gallery_checks import gallery_contradictions
from pipeline.evaluation.consistency.published_answers import PublishedAnswers
from pipeline.evaluation.consistency.published_run import Contradiction, PublishedRun
from pipeline.evaluation.consistency.recomputation import Recomputation
from pipeline.evaluation.consistency.row_checks import (
    first_draws,
    row_contradictions,
    row_facts,
    row_names,
    temperatures,
)
from pipeline.evaluation.consistency.sample_checks import sample_contradictions
from pipeline.evaluation.consistency.slice_checks import slice_contradictions


def contradictions(published: PublishedRun) -> list[Contradiction]:
    """Every figure that comes out otherwise when it is recomputed from what the same run published.

    Args:
        published: without ``nonsense``: what cannot be read as answers tells nothing of figures.
    """
    return list(_contradictions(published)) if published.metrics and published.predictions else []


def figure_contradictions(published: PublishedRun) -> list[Contradiction]:
    """Those of the comparison table's own figures alone, which cost no bootstrap; argument as above."""
    if not (published.metrics and published.predictions):
        return []
    return list(row_contradictions(published.metrics, PublishedAnswers(published)))


def _contradictions(published: PublishedRun) -> Iterator[Contradiction]:
    metrics, answers = published.metrics, PublishedAnswers(published)
    assert metrics
    yield from first_draws(answers)
    yield from sample_contradictions(published, answers)
    yield from gallery_contradictions(published, answers)
    yield from slice_contradictions(published, answers)
    if metrics.is_of_before:
        yield from row_contradictions(metrics, answers)
        yield from comparison_contradictions(metrics, answers)
        yield from judgement_contradictions(metrics)
        return
    if mistaken := list(row_names(metrics)):
        # Of rows that are not what they are called nothing else can be said.
        yield from mistaken
        return
    yield from row_facts(metrics, published)
    yield from temperatures(metrics, published)
    if answers.whole:
        yield from Recomputation(published, answers).contradictions()
    else:
        yield from row_contradictions(metrics, answers)
        for model, row in answers.rows.items():
            # The others' draws are found among the figures.
            if not answers.tells_of_draws(model):
                yield Contradiction(model, "draws", row.draws, 0, "draws.json")
