"""A report as one HTML file that opens without a server and asks for nothing."""

from __future__ import annotations

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from pipeline.compare.answer_changes import flipped_samples
from pipeline.compare.file_changes import CurveChange
from pipeline.compare.forms import report_text as text
from pipeline.compare.forms.report_links import Links
from pipeline.compare.forms.report_tables import tables
from pipeline.compare.forms.svg import forest_plot, overlay
from pipeline.compare.forms.table_cells import Link
from pipeline.compare.report import Report
from pipeline.results.number_formats import counted, probability
from pipeline.settings import Settings
from pipeline.site.resources import static_folders, template_folders

# What goes beyond is in the tables, and all of it in the JSON form.
MOST_CARDS, MOST_CURVES, MOST_ROWS = 60, 24, 2000


def page(report: Report, settings: Settings) -> str:
    """The report in the site's look, which is all that the settings say."""
    environment = Environment(
        loader=FileSystemLoader(template_folders(settings)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["one_line"] = text.one_line
    environment.filters["probability"] = lambda value: text.if_known(value, probability)
    # Autoescape does the rest: nothing of a report reaches the page as markup.
    environment.tests["link"] = lambda cell: isinstance(cell, Link)
    accuracy = [change for change in report.metrics if change.metric == "accuracy"]
    return environment.get_template("compare/report.html").render(
        report=report,
        tables=list(tables(report)),
        # Of accuracy alone: one scale, on which rows can be compared.
        forest=forest_plot(accuracy, report.confidence),
        broken=flipped_samples(report.flips, broken=True)[:MOST_CARDS],
        fixed=flipped_samples(report.flips, broken=False)[:MOST_CARDS],
        curves=[
            (f"{change.model}, draw {change.draw}", overlay(change.model, change.base, change.head))
            for change in _first_draws(report.curves)[:MOST_CURVES]
        ],
        pictures=[change for change in report.pictures if change.before or change.after],
        style=_site_style(settings),
        links=Links.of(report),
        most_rows=MOST_ROWS,
        count=counted,
    )


def _site_style(settings: Settings) -> Markup:
    """The page's own style sheet, inlined so that the report stays one file."""
    sheets = [folder / "site.css" for folder in static_folders(settings)]
    found = next((sheet for sheet in sheets if sheet.is_file()), None)
    return Markup(found.read_text(encoding="utf-8")) if found else Markup()


def _first_draws(curves: list[CurveChange]) -> list[CurveChange]:
    """The first draw of each row whose training took another course: the others look much like it."""
    found: dict[str, CurveChange] = {}
    for change in curves:
        if change.presence == "changed":
            found.setdefault(change.model, change)
    return list(found.values())
