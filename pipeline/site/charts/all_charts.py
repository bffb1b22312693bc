"""All charts of a run, by name."""

from __future__ import annotations

from pipeline.settings import References
from pipeline.site.charts.chart import Chart, Studio
from pipeline.site.charts.data_charts import data_charts
from pipeline.site.charts.diagnostics import diagnostic_charts
from pipeline.site.charts.differences import faithfulness_chart, forest_chart
from pipeline.site.charts.metrics_by_row import metric_charts, time_chart
from pipeline.site.charts.shots import shot_charts
from pipeline.site.charts.training import training_charts


def draw(studio: Studio, references: References | None) -> dict[str, Chart]:
    """Every chart that the run has data for."""
    # In no order that a page shows: templates name the charts that they place, wherever that is.
    charts = [
        *data_charts(studio),
        *training_charts(studio),
        *metric_charts(studio, references),
        *shot_charts(studio),
        *filter(None, [forest_chart(studio), faithfulness_chart(studio), time_chart(studio)]),
        *diagnostic_charts(studio),
    ]
    return {chart.name: chart for chart in charts}
