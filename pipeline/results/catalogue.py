"""The catalogue of metrics: every figure of a row of metrics.json that tables, charts and reports show, said once.

They ask here what a figure is called, which way is better, how it is written, how its noise is known and where the page
shows it. A new metric is a field of ``MetricsRow`` and an entry here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipeline.results.schemas.metrics import MetricsRow

Direction = Literal["higher", "lower"]

Noise = Literal["samples", "draws", "unknown"]
"""samples: artifacts hold for each test sample what it follows from, so two rows can be paired; draws: one value for
each support draw; unknown: neither, so a difference gets no interval."""

EXACT = 2e-6
"""Floor of what follows from picks: two values rounded to six digits."""
APPROXIMATE = 1.5e-3
"""Floor of what follows from logits: two values rounded to three decimals, and the samples that another machine
puts on the other side of a bin's edge."""


@dataclass(frozen=True, kw_only=True)
class Measure:
    """One figure of a row, good or bad or neither."""

    field: str
    """Of ``MetricsRow``."""
    title: str
    form: Literal["share", "percent", "count"]
    """How it is written: a name of ``number_formats.FORMS``."""
    table: Literal["comparison", "quality"] | None = None
    """The table of the page that has a column of it; the CSV has every measure."""
    chart: str | None = None
    """Name of the chart that compares the headline rows by it."""

    @property
    def interval(self) -> str | None:
        """Field of its interval, where it has one."""
        name = f"{self.field}_interval"
        return name if name in MetricsRow.model_fields else None


@dataclass(frozen=True, kw_only=True)
class Metric(Measure):
    """A figure that can be better or worse: ``diff`` judges it, and the gate takes rules for it."""

    direction: Direction
    noise: Noise = "unknown"
    floor: float = EXACT
    """A smaller difference between two runs says nothing: it is what another machine, or rounding, makes of it."""


# fmt: off
MEASURES: tuple[Measure, ...] = (
    Metric(field="accuracy", title="Accuracy", form="share", direction="higher", noise="samples",
           table="comparison", chart="acc"),
    Metric(field="f1_macro", title="F1 Macro", form="share", direction="higher", noise="samples",
           table="comparison", chart="f1_macro"),
    Metric(field="f1_micro", title="F1 Micro", form="share", direction="higher", noise="samples",
           table="comparison", chart="f1_micro"),
    Metric(field="f1_weighted", title="F1 Weighted", form="share", direction="higher", noise="samples",
           table="comparison", chart="f1_weighted"),
    Measure(field="support_images", title="Labelled images trained on", form="count"),
    Measure(field="validation_images", title="Labelled images validated on", form="count"),
    Measure(field="draws", title="Draws", form="count"),
    Metric(field="accuracy_mean", title="Mean accuracy over draws", form="share", direction="higher", noise="draws"),
    # A smaller spread is better; how sure it is, no artifact tells.
    Metric(field="accuracy_sd", title="Standard deviation over draws", form="share", direction="lower"),
    Metric(field="mrr", title="MRR", form="share", direction="higher", noise="samples", table="quality"),
    Metric(field="top3", title="Top 3", form="percent", direction="higher", noise="samples", table="quality"),
    Metric(field="ece", title="ECE", form="percent", direction="lower", noise="samples",
           floor=APPROXIMATE, table="quality"),
    Metric(field="ece_scaled", title="ECE, rescaled", form="percent", direction="lower", noise="samples",
           floor=APPROXIMATE, table="quality"),
    Metric(field="nll", title="NLL", form="share", direction="lower", noise="samples",
           floor=APPROXIMATE, table="quality"),
    Metric(field="nll_scaled", title="NLL, rescaled", form="share", direction="lower", noise="samples",
           floor=APPROXIMATE, table="quality"),
    Metric(field="brier", title="Brier", form="share", direction="lower", noise="samples",
           floor=APPROXIMATE, table="quality"),
    Metric(field="brier_scaled", title="Brier, rescaled", form="share", direction="lower", noise="samples",
           floor=APPROXIMATE, table="quality"),
    # Neither good nor bad: it says how much too sure a row was, and the rescaled figures what that cost.
    Measure(field="temperature", title="Temperature", form="share", table="quality"),
    Metric(field="cleaned_accuracy", title="Cleaned accuracy", form="share", direction="higher"),
)
# fmt: on
"""In the order in which tables show them."""

METRICS = tuple(measure for measure in MEASURES if isinstance(measure, Metric))

BY_FIELD = {metric.field: metric for metric in METRICS}


def columns(table: Literal["comparison", "quality"]) -> list[Measure]:
    """The measures that a table of the page shows, in its order."""
    return [measure for measure in MEASURES if measure.table == table]
