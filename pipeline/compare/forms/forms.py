"""The three forms of a report."""

from __future__ import annotations

from pipeline.compare import Format
from pipeline.compare.forms.report_links import links
from pipeline.compare.inputs.sides import Pair
from pipeline.compare.report import Report
from pipeline.results.artifact import dumps
from pipeline.settings import Settings


def render(form: Format, report: Report, pair: Pair, settings: Settings) -> str:
    """The report as Markdown for a comment, JSON for machines, or one HTML file for a reader."""
    if form == "json":
        return dumps({"schema": f"{Report.kind}/{Report.version}", **report.model_dump(mode="json")})
    if form == "markdown":
        from pipeline.compare.forms.markdown import markdown

        return markdown(report, links(settings, report))
    from pipeline.compare.forms.html_page import page

    return page(report, pair, settings)
