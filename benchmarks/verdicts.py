"""What the verdicts promise, by simulation: coverage of intervals over draws and images, and pages without any effect.

    python benchmarks/verdicts.py [--worlds 1000] [--pages 300]

Answers are right where a normal score is above a threshold; scores vary by image, by support draw, by image and row,
and where draw and image meet. So the true accuracy, and the true difference, are known.
"""

from __future__ import annotations

import argparse

import numpy as np
from scipy.stats import norm

from pipeline.evaluation.comparisons import comparisons
from pipeline.evaluation.crossed import crossed_difference, every_difference
from pipeline.evaluation.outcomes import Origin, Outcome

SPREADS = ((0.05, 0.1, 0.1), (0.15, 0.2, 0.2), (0.3, 0.3, 0.3))
"""Standard deviations by draw, by image, and where they meet; 1 is the spread of what makes an image easy."""
THRESHOLD = norm.ppf(0.87)


def answers(
    rng: np.random.Generator, ease: np.ndarray, draws: int, shift: float, spread: tuple[float, ...]
) -> np.ndarray:
    """Right or wrong [D, n]."""
    by_draw, by_image, by_both = spread
    noise = by_draw * rng.normal(size=(draws, 1)) + by_image * rng.normal(size=(1, len(ease)))
    return ease + shift + noise + by_both * rng.normal(size=(draws, len(ease))) > 0


def null_shift(spread: tuple[float, ...]) -> float:
    """The shift that leaves the true accuracy as it is."""
    return float(THRESHOLD * (np.sqrt(1 + np.square(spread).sum()) - 1))


def coverage(worlds: int) -> None:
    print("samples draws spread (draw, image, both)  covered  false alarms")
    rng = np.random.default_rng(0)
    for samples in (300, 1580):
        for draws in (3, 5, 10):
            for spread in SPREADS:
                size = np.sqrt(1 + np.square(spread).sum())
                truth = norm.cdf((THRESHOLD + 0.1) / size) - 0.87
                covered = false = 0
                for _ in range(worlds):
                    ease = rng.normal(size=samples) + THRESHOLD
                    found = crossed_difference(answers(rng, ease, draws, 0.1, spread), ease > 0, confidence=0.95)
                    covered += found.interval[0] <= truth <= found.interval[1]
                    null = answers(rng, ease, draws, null_shift(spread), spread)
                    false += crossed_difference(null, ease > 0, confidence=0.95).p_value < 0.05
                print(f"{samples:7} {draws:5} {spread!s:27} {covered / worlds:8.1%} {false / worlds:8.1%}")


def null_page(rng: np.random.Generator, samples: int = 600) -> bool:
    """Whether a page of two backbones with ten trained rows each, none of any use, says "better" or "worse"."""
    outcomes, headline = [], []
    for backbone in ("a", "b"):
        ease = rng.normal(size=samples) + THRESHOLD
        rows = [(f"{backbone}-0shot", 0, (ease > 0)[None])]
        for number in range(10):
            spread = SPREADS[number % 2]
            rows.append((f"{backbone}-{number + 1}shot", 8, answers(rng, ease, 10, null_shift(spread), spread)))
        for model, shots, right in rows:
            logits = np.stack([right[0], ~right[0]], axis=1).astype(float)
            origin = Origin(model, backbone, backbone, shots, None)
            draws = list(right) if shots else []
            outcomes.append(Outcome(origin, logits, np.zeros(samples, dtype=int), draw_right=draws))
        headline += [model for model, *_ in rows[:4]]
    differences = every_difference({one.origin.model: one.right_by_draw for one in outcomes}, confidence=0.95)
    found = comparisons(outcomes, differences, headline, 0.95)
    return any(item.verdict != "no evidence of a difference" for item in found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worlds", type=int, default=1000)
    parser.add_argument("--pages", type=int, default=300)
    chosen = parser.parse_args()
    coverage(chosen.worlds)
    rng = np.random.default_rng(1)
    wrong = sum(null_page(rng) for _ in range(chosen.pages))
    print(f"{wrong} of {chosen.pages} pages without any effect claim one ({wrong / chosen.pages:.1%})")


if __name__ == "__main__":
    main()
