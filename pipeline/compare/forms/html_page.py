"""A report as one HTML file that opens without a server and asks for nothing."""

from __future__ import annotations

from dataclasses import dataclass, field

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from pipeline.compare.findings.curve_changes import curves_by_run
from pipeline.compare.forms import report_text as text
from pipeline.compare.forms.report_links import links
from pipeline.compare.forms.report_tables import Link, tables
from pipeline.compare.forms.svg import forest, overlay
from pipeline.compare.forms.thumbnails import Triple, thumbnail, triple
from pipeline.compare.inputs.sides import Pair
from pipeline.compare.report import Flip, Report
from pipeline.settings import Settings
from pipeline.site.resources import static_folders, template_folders

# Pictures make a report heavy; what goes beyond is in the tables.
MOST_CARDS, MOST_PICTURES, MOST_CURVES, MOST_ROWS = 60, 60, 24, 2000


@dataclass
class Card:
    """A sample that flipped, with the rows in which it did."""

    flip: Flip
    picture: str | None
    rows: list[tuple[str, Flip]] = field(default_factory=list)


def page(report: Report, pair: Pair, settings: Settings) -> str:
    """The report in the site's look."""
    environment = Environment(
        loader=FileSystemLoader(template_folders(settings)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["plain"] = text.plain
    environment.filters["probability"] = text.probability
    environment.tests["link"] = lambda cell: isinstance(cell, Link)
    accuracy = [change for change in report.metrics if change.metric == "accuracy"]
    return environment.get_template("compare/report.html").render(
        report=report,
        tables=list(tables(report)),
        forest=forest(accuracy, report.confidence),
        broken=_cards(report, pair, "broken"),
        fixed=_cards(report, pair, "fixed"),
        curves=_curves(report, pair),
        triples=_triples(report, pair),
        style=_site_style(settings),
        links=links(settings, report),
        most_rows=MOST_ROWS,
        count=text.count,
    )


def _site_style(settings: Settings) -> Markup:
    """The page's own style sheet, inlined so that the report stays one file."""
    sheets = [folder / "site.css" for folder in static_folders(settings)]
    found = next((sheet for sheet in sheets if sheet.is_file()), None)
    return Markup(found.read_text(encoding="utf-8")) if found else Markup()


def _cards(report: Report, pair: Pair, kind: str) -> list[Card]:
    """One card per sample, those with captions and a picture first: they say more."""
    cards: dict[str, Card] = {}
    for row in report.flips:
        for flip in getattr(row, kind):
            cards.setdefault(flip.id, Card(flip, None)).rows.append((row.model, flip))
    order = sorted(
        cards.values(), key=lambda card: (card.flip.picked is None, card.flip.picture is None, -len(card.rows))
    )
    first = order[:MOST_CARDS]
    for card in first:
        if path := card.flip.picture:
            sides = pair.either(f"docs/{path}")
            card.picture = thumbnail(sides[0], path) if sides else None
    return first


def _curves(report: Report, pair: Pair) -> list[tuple[str, Markup]]:
    base, head = curves_by_run(pair.base), curves_by_run(pair.head)
    return [
        (f"{change.model}, draw {change.draw}", overlay(base.get(key), head.get(key)))
        for change in report.curves
        if change.presence == "changed"
        and change.draw == min(draw for model, draw in {*base, *head} if model == change.model)
        for key in [(change.model, change.draw)]
    ][:MOST_CURVES]


def _triples(report: Report, pair: Pair) -> list[Triple]:
    changed = [change for change in report.pictures if change.presence == "changed"]
    return [triple(pair, change) for change in changed[:MOST_PICTURES]]
