"""What the verdicts promise, by simulation: coverage of intervals over draws and images, and pages without any effect.

    python benchmarks/verdicts.py [--worlds 1000] [--pages 300]

Answers are right where a normal score is above a threshold; scores vary by image, by support draw, by image and row,
and where draw and image meet. So the true accuracy, and the true difference, are known.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

import numpy as np
from scipy.stats import norm

sys.path.insert(0, str(Path(__file__).parent.parent))

from pipeline.evaluation.intervals import proportion_interval
from pipeline.evaluation.outcomes import Origin, Outcome
from pipeline.evaluation.sample_table import SampleTable
from pipeline.evaluation.significance.comparisons import Tried, comparisons, ties, unseen, unseen_halves
from pipeline.evaluation.significance.crossed import crossed_difference, every_difference

SPREADS = ((0.05, 0.1, 0.1), (0.15, 0.2, 0.2), (0.3, 0.3, 0.3), (0.02, 0.1, 0.4), (0.15, 0.05, 0.05))
"""Standard deviations by draw, by image, and where they meet; 1 is the spread of what makes an image easy."""
ACCURACY = 0.87
THRESHOLD = norm.ppf(ACCURACY)
GAIN = 0.03
"""Of the rows that are better, to see how often that is found."""


def answers(
    rng: np.random.Generator, ease: np.ndarray, draws: int, shift: float, spread: tuple[float, ...]
) -> np.ndarray:
    """Right or wrong [D, n]."""
    by_draw, by_image, by_both = spread
    noise = by_draw * rng.normal(size=(draws, 1)) + by_image * rng.normal(size=(1, len(ease)))
    return ease + shift + noise + by_both * rng.normal(size=(draws, len(ease))) > 0


def shift_to(accuracy: float, spread: tuple[float, ...]) -> float:
    """The shift of scores that leads to this true accuracy."""
    return float(norm.ppf(accuracy) * np.sqrt(1 + np.square(spread).sum()) - THRESHOLD)


def points_between_draws(spread: tuple[float, ...]) -> float:
    """Standard deviation of the true accuracies of single draws, in points."""
    by_draw, *rest = spread
    drawn = by_draw * norm.ppf((np.arange(1000) + 0.5) / 1000)
    shift = shift_to(ACCURACY, spread)
    return float(100 * norm.cdf((THRESHOLD + shift + drawn) / np.sqrt(1 + np.square(rest).sum())).std())


def coverage(worlds: int) -> None:
    """Of one comparison: how often the interval holds the truth, and how often it is said to be none."""
    print(f"one comparison at 95 %; false alarms also at the level of 0.5 %; an effect of {100 * GAIN:.0f} points")
    print("samples draws spread (draw, image, both)  points between draws   covered   false alarms     found")
    rng = np.random.default_rng(0)
    for samples in (300, 1580):
        for draws in (2, 3, 5, 10):
            for spread in SPREADS:
                found = [one_world(rng, samples, draws, spread) for _ in range(worlds)]
                covered, false, rarely, hit = np.mean(found, axis=0)
                print(
                    f"{samples:7} {draws:5} {spread!s:27} {points_between_draws(spread):12.1f} {covered:19.1%}"
                    f" {false:9.1%} {rarely:7.2%} {hit:9.0%}"
                )


def one_world(rng: np.random.Generator, samples: int, draws: int, spread: tuple[float, ...]) -> tuple[bool, ...]:
    """Whether the truth is covered, a null is rejected at 5 % and at 0.5 %, and an effect is found."""
    ease = rng.normal(size=samples) + THRESHOLD
    better = answers(rng, ease, draws, shift_to(ACCURACY + GAIN, spread), spread)
    found = crossed_difference(better, ease > 0, confidence=0.95)
    equal = answers(rng, ease, draws, shift_to(ACCURACY, spread), spread)
    null = crossed_difference(equal, ease > 0, confidence=0.95)
    covered = found.interval[0] <= GAIN <= found.interval[1]
    return covered, null.p_value < 0.05, null.p_value < 0.005, found.p_value < 0.05


# ---------------------------------------------------------------- pages

FEW_SHOT, HEADLINE, CATEGORIES = 10, 4, 10


class Page:
    """Two backbones with ten trained rows each, none of any use, and what a page says of them.

    The first rows of a backbone are headline rows; those were tried on unseen categories as well, where each half of
    the categories has adapters of its own, and so draws of its own.

    Args:
        draws: of every trained row, and of its recipe on unseen categories.
    """

    def __init__(self, rng: np.random.Generator, draws: int, unseen_draws: int, samples: int = 600) -> None:
        labels = np.arange(samples) % CATEGORIES
        self.outcomes, self.headline = [], []
        for backbone in ("a", "b"):
            ease = rng.normal(size=samples) + THRESHOLD
            self._add(f"{backbone}-0shot", backbone, (ease > 0)[None], None)
            for number in range(FEW_SHOT):
                spread = SPREADS[number % 2]
                shift = shift_to(ACCURACY, spread)
                elsewhere = None
                if number < HEADLINE - 1:
                    # Adapters of another half are others: their draws vary apart.
                    both = [answers(rng, ease, unseen_draws, shift, spread) for _ in range(2)]
                    elsewhere = np.where(labels % 2, *both)
                right = answers(rng, ease, draws, shift, spread)
                self._add(f"{backbone}-{number + 1}shot", backbone, right, elsewhere)
            self.headline += [one.origin.model for one in self.outcomes[-FEW_SHOT - 1 :][:HEADLINE]]
        nothing = np.zeros((samples, 2), dtype=bool)
        numbers, places = np.arange(samples), np.zeros(samples, dtype=int)
        names = tuple("abcdefghij"[:CATEGORIES])
        self.table = SampleTable(
            tuple(map(str, numbers)), names, labels, None, places, numbers, places, None, nothing, ()
        )

    def _add(self, model: str, backbone: str, right: np.ndarray, elsewhere: np.ndarray | None) -> None:
        few = not model.endswith("-0shot")
        logits = np.stack([right[0], ~right[0]], axis=1).astype(float)
        origin = Origin(model, backbone, backbone, 8 if few else 0, "linear_anchor" if few else None)
        draws, correct = list(right) if few else [], np.zeros(right.shape[1], dtype=int)
        self.outcomes.append(Outcome(origin, logits, correct, draw_right=draws, unseen=elsewhere))

    def claims(self) -> Iterator[str]:
        """The families in which anything is called better or worse, and "ties" where any two rows are told apart."""
        found = every_difference({one.origin.model: one.right_by_draw for one in self.outcomes}, confidence=0.95)
        for one in comparisons(self.outcomes, found, self.headline, 0.95):
            if one.verdict != "no evidence of a difference":
                yield str(one.family)
        interval_of = partial(proportion_interval, confidence=0.95)
        for other in unseen(self.outcomes, self._on_unseen(), self.table, interval_of, confidence=0.95):
            if other.verdict != "no evidence of a difference":
                yield "on unseen categories"
        # Rows of two backbones are as good as each other too.
        if len(ties(self.outcomes, found, 0.95)) > 1:
            yield "ties"

    def _on_unseen(self) -> Mapping[str, Tried]:
        plain = {one.origin.backbone: one.right for one in self.outcomes if one.is_plain}
        differences = {
            one.origin.model: crossed_difference(one.unseen, plain[one.origin.backbone], confidence=0.95)
            for one in self.outcomes
            if one.unseen is not None
        }
        # Halves have no verdict and nothing is asked of them here: the whole stands in for each.
        halves = len(unseen_halves(self.table))
        return {model: Tried(found, [found] * halves) for model, found in differences.items()}


def null_pages(pages: int) -> None:
    print("\npages without any effect that claim one, by family")
    for draws, unseen_draws in ((10, 3), (3, 3), (3, 2)):
        rng = np.random.default_rng(1)
        found = [set(Page(rng, draws, unseen_draws).claims()) for _ in range(pages)]
        counts = {name: sum(name in each for each in found) for name in sorted(set().union(*found))}
        wrong = sum(bool(each - {"ties"}) for each in found)
        print(f"{draws} draws, {unseen_draws} on unseen categories: {wrong} of {pages} ({wrong / pages:.1%}); {counts}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worlds", type=int, default=1000)
    parser.add_argument("--pages", type=int, default=300)
    chosen = parser.parse_args()
    coverage(chosen.worlds)
    null_pages(chosen.pages)


if __name__ == "__main__":
    main()
