"""The comparison table as CSV: exact values, every row."""

from __future__ import annotations

from pipeline.site.charts.table import Cell, to_csv
from pipeline.site.labels import adapter_label
from pipeline.site.results import Results

HEADER = [
    "Model",
    "Adapter",
    "Shots",
    "Mode",
    "Accuracy",
    "Accuracy low",
    "Accuracy high",
    "F1 Macro",
    "F1 Micro",
    "F1 Weighted",
    "Time (s)",
    "Time / Sample (ms)",
    "Verdict against zero-shot",
]


def comparison_csv(results: Results) -> str:
    """The rows of metrics.json with their times."""
    times = {row.model: row for row in results.timings.rows}
    rows: list[list[Cell]] = []
    for row in results.metrics.rows:
        time, found = times.get(row.model), results.against_zero_shot(row)
        rows.append(
            [
                row.name,
                adapter_label(row.adapter),
                row.shots,
                row.mode,
                row.accuracy,
                *row.accuracy_interval,
                row.f1_macro,
                row.f1_micro,
                row.f1_weighted,
                time.seconds if time else None,
                time.ms_per_sample if time else None,
                found[1].verdict if found else None,
            ]
        )
    return to_csv((HEADER, rows))
