"""What an evaluation holds for every sample: of a test set that does not fit, nothing can be said."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import numpy as np
import pytest

from pipeline.evaluation import intervals
from pipeline.evaluation.measurements import evaluate
from pipeline.evaluation.outcomes import Origin, Outcome
from pipeline.evaluation.sample_table import SampleTable
from pipeline.results.names import Highlights
from pipeline.settings import Evaluation

ROWS, CANDIDATES, CATEGORIES, DRAWS = 4, 12, 80, 10
MOST = 1000
"""Bytes for a sample of a row: a million samples of ten rows are 10 GB, which leaves 6 of 16 to features and torch."""


def answers(samples: int) -> tuple[list[Outcome], SampleTable]:
    rng = np.random.default_rng(0)
    correct = rng.integers(0, CANDIDATES, samples)
    table = SampleTable(
        ids=tuple(f"{place:012d}" for place in range(samples)),
        categories=tuple(f"category {number}" for number in range(CATEGORIES)),
        labels=rng.integers(0, CATEGORIES, samples),
        choice_labels=rng.integers(0, CATEGORIES, (samples, CANDIDATES)),
        correct=correct,
        images=rng.permutation(samples),
        words=rng.integers(5, 20, samples),
        objects=None,
        flagged=np.zeros((samples, CANDIDATES), dtype=bool),
        false_negatives=(),
    )
    outcomes = []
    for row in range(ROWS):
        logits = rng.normal(size=(samples, CANDIDATES)).astype(np.float32)
        logits[np.arange(samples), correct] += 1
        right = logits.argmax(1) == correct
        outcomes.append(
            Outcome(
                Origin(f"b-{8 * row}shot", "b", "B", 8 * row, "residual" if row else None),
                logits,
                correct,
                validation_logits=logits[:200],
                validation_correct=correct[:200],
                draw_right=[right] * DRAWS if row else [],
            )
        )
    return outcomes, table


def peak(samples: int, folder: Path) -> int:
    """Bytes held at most while everything is measured and written."""
    outcomes, table = answers(samples)
    rows = [one.origin.model for one in outcomes]
    tracemalloc.start()
    try:
        artifacts = evaluate(
            outcomes, table, Highlights(headline=rows, shown=rows, leading=rows[:2], adapted=[(rows[0], rows[1])]),
            Evaluation(bootstrap=100), explained=10, f1_note="", validation=table.ids[:200],
        )  # fmt: skip
        for artifact in artifacts:
            artifact.write(folder, largest=100_000)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.slow
def test_a_sample_more_takes_little_memory_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Weights of resamples take as much for few samples as for many; here they are to take next to nothing.
    monkeypatch.setattr(intervals, "CHUNK", 1 << 14)
    # Once before: modules that are imported on the way are traced as well.
    peak(200, tmp_path / "before")
    less, more = 1000, 3000
    grown = peak(more, tmp_path / "more") - peak(less, tmp_path / "less")
    assert grown / (more - less) / ROWS <= MOST
