"""How often the intervals of the comparison table's figures hold the truth, by simulation: few answers, few errors.

    python benchmarks/figures.py [--tests 200]

A large population of samples stands for the truth; every test set is drawn from it. Twelve candidates, normal scores,
the right caption's shifted by what makes the error rate, and multiplied by what makes a row too sure of itself.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent))

from pipeline.evaluation.intervals import Resampling
from pipeline.evaluation.outcomes import Origin, Outcome
from pipeline.evaluation.row_figures import measure
from pipeline.evaluation.sample_table import SampleTable
from pipeline.evaluation.sums import FIGURES, Sums

POPULATION, CHOICES, CATEGORIES, BINS, RESAMPLES = 60_000, 12, 5, 15, 300
WORLDS = ((5, 2), (4, 2), (3, 2), (3, 4))
"""Shift of the right caption, and the factor on all scores."""
SAMPLES = (5, 20, 100, 400)
SHOWN = ("mrr", "nll", "brier", "ece", "f1_macro", "f1_weighted")


class Population:
    """Samples and a row's answers to them."""

    def __init__(self, rng: np.random.Generator, shift: float, factor: float) -> None:
        every = np.arange(POPULATION)
        self.correct, self.labels = rng.integers(0, CHOICES, POPULATION), rng.integers(0, CATEGORIES, POPULATION)
        self.choice_labels = rng.integers(0, CATEGORIES, (POPULATION, CHOICES))
        self.choice_labels[every, self.correct] = self.labels
        self.logits = rng.normal(size=(POPULATION, CHOICES))
        self.logits[every, self.correct] += shift + rng.normal(size=POPULATION)
        self.logits *= factor

    def drawn(self, rows: np.ndarray) -> tuple[Outcome, SampleTable]:
        """The samples ``rows`` as a test set."""
        table = SampleTable(
            ids=tuple(map(str, rows)),
            categories=tuple(map(str, range(CATEGORIES))),
            labels=self.labels[rows],
            choice_labels=self.choice_labels[rows],
            correct=self.correct[rows],
            images=np.arange(len(rows)),
            words=np.zeros(len(rows), dtype=int),
            objects=None,
            flagged=np.zeros((len(rows), CHOICES), dtype=bool),
            false_negatives=(),
        )
        return Outcome(Origin("m", "b", "B", 0, None), self.logits[rows], self.correct[rows]), table


def coverage(population: Population, samples: int, tests: int, rng: np.random.Generator) -> None:
    """One line of the table: of each figure, how often its interval holds the truth, and its mean width."""
    outcome, table = population.drawn(np.arange(POPULATION))
    truth = dict(zip(FIGURES, Sums([outcome], table, BINS).values[0].tolist(), strict=True))
    held, width, perfect = dict.fromkeys(SHOWN, 0), dict.fromkeys(SHOWN, 0.0), 0
    for seed in range(tests):
        asked, own = population.drawn(rng.integers(POPULATION, size=samples))
        (row,) = measure([asked], own, Sums([asked], own, BINS), Resampling(0.95, RESAMPLES, seed))
        perfect += row.accuracy == 1
        for name in SHOWN:
            low, high = getattr(row, f"{name}_interval")
            held[name] += low <= truth[name] <= high
            width[name] += (high - low) / tests
    cells = "  ".join(f"{name} {100 * held[name] / tests:5.1f} % ({width[name]:.3f})" for name in SHOWN)
    errors = 100 * (1 - outcome.right.mean())
    print(f"{errors:4.1f} % wrong, {samples:3} samples, {100 * perfect / tests:3.0f} % perfect:  {cells}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tests", type=int, default=200, help="test sets of each kind")
    tests = parser.parse_args().tests
    print("coverage at 95 %, and mean width in brackets")
    rng = np.random.default_rng(0)
    for shift, factor in WORLDS:
        population = Population(rng, shift, factor)
        print(f"shift {shift}, factor {factor}")
        for samples in SAMPLES:
            coverage(population, samples, tests, rng)


if __name__ == "__main__":
    main()
