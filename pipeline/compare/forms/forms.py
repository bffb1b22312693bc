"""The three forms of a report. Each is made from the report alone, so the JSON form holds all that the others show."""

from __future__ import annotations

from typing import Literal

from pipeline.compare.report import Report
from pipeline.results.form.row_writer import dumps
from pipeline.settings import Settings

ReportForm = Literal["markdown", "json", "html"]


def render_report(form: ReportForm, report: Report, settings: Settings) -> str:
    """The report as Markdown for a comment, JSON for machines, or one HTML file for a reader.

    Args:
        settings: where the templates and styles of the HTML form lie; no fact comes from there.
    """
    if form == "json":
        return dumps({"schema": f"{Report.kind}/{Report.version}", **report.model_dump(mode="json")})
    if form == "markdown":
        from pipeline.compare.forms.markdown import markdown

        return markdown(report)
    from pipeline.compare.forms.html_page import page

    return page(report, settings)
