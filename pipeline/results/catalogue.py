"""The catalogue of metrics: every figure of a row of metrics.json that can be better or worse, said once.

Tables, charts, reports and the gate ask here what a metric is called, which way is better, how it is written and how
its noise is known. A new metric is a field of ``MetricsRow`` and an entry here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Direction = Literal["higher", "lower"]

Noise = Literal["samples", "draws", "unknown"]
"""samples: artifacts hold its value for each test sample, so two rows can be paired; draws: one value for each support
draw; unknown: neither, so a difference gets no interval."""

EXACT = 2e-6
"""Floor of what follows from picks: two values rounded to six digits."""
APPROXIMATE = 1.5e-3
"""Floor of what follows from logits: two values rounded to three decimals, and the samples that another machine
puts on the other side of a bin's edge."""


@dataclass(frozen=True)
class Metric:
    """One figure of a row."""

    field: str
    """Of ``MetricsRow``."""
    title: str
    direction: Direction
    form: Literal["share", "percent"]
    """How it is written: a name of the page's number formats."""
    noise: Noise = "unknown"
    floor: float = EXACT
    """A smaller difference between two runs says nothing: it is what another machine, or rounding, makes of it."""


METRICS = (
    Metric("accuracy", "Accuracy", "higher", "share", "samples"),
    Metric("f1_macro", "F1 Macro", "higher", "share"),
    Metric("f1_micro", "F1 Micro", "higher", "share", "samples"),
    Metric("f1_weighted", "F1 Weighted", "higher", "share"),
    Metric("accuracy_mean", "Mean accuracy over draws", "higher", "share", "draws"),
    Metric("accuracy_sd", "Standard deviation over draws", "lower", "share"),
    Metric("mrr", "MRR", "higher", "share"),
    Metric("top3", "Top 3", "higher", "percent"),
    Metric("cleaned_accuracy", "Cleaned accuracy", "higher", "share"),
    Metric("nll", "NLL", "lower", "share", "samples", floor=APPROXIMATE),
    Metric("brier", "Brier", "lower", "share", floor=APPROXIMATE),
    Metric("ece", "ECE", "lower", "percent", floor=APPROXIMATE),
    Metric("nll_scaled", "NLL, rescaled", "lower", "share", floor=APPROXIMATE),
    Metric("brier_scaled", "Brier, rescaled", "lower", "share", floor=APPROXIMATE),
    Metric("ece_scaled", "ECE, rescaled", "lower", "percent", floor=APPROXIMATE),
)

BY_FIELD = {metric.field: metric for metric in METRICS}
