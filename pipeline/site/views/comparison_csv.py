"""The comparison table as CSV: exact values, every row, and the measures that the page shows elsewhere."""

from __future__ import annotations

from pipeline.results.schemas.metrics import MetricsRow
from pipeline.results.schemas.timings import TimingRow
from pipeline.site.charts.table import Cell, to_csv
from pipeline.site.results import Results
from pipeline.site.views.labels import adapter_label

MEASURES = {
    "F1 Macro": "f1_macro",
    "F1 Micro": "f1_micro",
    "F1 Weighted": "f1_weighted",
    "Labelled images trained on": "support_images",
    "Labelled images validated on": "validation_images",
    "Draws": "draws",
    "Mean accuracy over draws": "accuracy_mean",
    "Standard deviation over draws": "accuracy_sd",
    "MRR": "mrr",
    "Top 3": "top3",
    "ECE": "ece",
    "ECE, rescaled": "ece_scaled",
    "NLL": "nll",
    "NLL, rescaled": "nll_scaled",
    "Brier": "brier",
    "Brier, rescaled": "brier_scaled",
    "Temperature": "temperature",
    "Cleaned accuracy": "cleaned_accuracy",
}


def comparison_csv(results: Results) -> str:
    """The rows of metrics.json with their times."""
    times = {row.model: row for row in results.timings.rows}
    rows = [_row(results, row, times.get(row.model)) for row in results.metrics.rows]
    return to_csv((list(rows[0]), [list(row.values()) for row in rows]))


def _row(results: Results, row: MetricsRow, time: TimingRow | None) -> dict[str, Cell]:
    found = results.against_zero_shot(row)
    cells: dict[str, Cell] = {
        "Model": row.name,
        "Adapter": adapter_label(row.adapter),
        "Shots": row.shots,
        "Mode": row.mode,
        "Accuracy": row.accuracy,
        "Accuracy, low": row.accuracy_interval[0],
        "Accuracy, high": row.accuracy_interval[1],
        "Time (s)": time.seconds if time else None,
        "Time / Sample (ms)": time.ms_per_sample if time else None,
        "Verdict against zero-shot": found[1].verdict if found else None,
    }
    return cells | {title: getattr(row, field) for title, field in MEASURES.items()}
