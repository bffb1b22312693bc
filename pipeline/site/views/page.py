"""Templates, prose and results together: the HTML of the page."""

from __future__ import annotations

import re
import traceback
from pathlib import Path
from typing import Any

import jinja2
import markdown
from markupsafe import Markup

import pipeline
from pipeline.errors import PipelineError
from pipeline.settings import Settings
from pipeline.site.charts.chart import Chart
from pipeline.site.charts.table import chart_table, is_percent, read_cell
from pipeline.site.resources import template_folders
from pipeline.site.results import Results
from pipeline.site.views import claims, gallery, labels, numbers
from pipeline.site.views.caption_contrast import Run
from pipeline.site.views.sections import page_sections


def environment(settings: Settings) -> jinja2.Environment:
    """Jinja as the page uses it: a missing value fails the build, and everything from artifacts is escaped."""
    made = jinja2.Environment(
        loader=jinja2.ChoiceLoader([jinja2.FileSystemLoader(folder) for folder in template_folders(settings)]),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters |= {name: form for name, form in numbers.FORMS.items() if name not in made.filters}
    made.filters |= {"anchor": gallery.anchor, "recipe": labels.recipe_label, "row_label": labels.row_label}
    made.filters |= {"adapter": labels.adapter_label, "isolate": isolate, "contrast": contrast}
    return made


def isolate(value: str) -> Markup:
    """Text from strangers, kept from turning the text around it right-to-left."""
    return Markup("<bdi>{}</bdi>").format(value)


def contrast(runs: list[Run]) -> Markup:
    """A caption with the words marked that set it apart from another."""
    marks = (Markup("<mark>{}</mark>" if run.differs else "{}").format(run.text) for run in runs)
    return Markup("<bdi>{}</bdi>").format(Markup("").join(marks))


class Page:
    """Renders the site's pages from one set of results."""

    def __init__(self, settings: Settings, results: Results, charts: dict[str, Chart]) -> None:
        self.settings, self.results, self.charts = settings, results, charts
        self.environment = environment(settings)
        self.templates = set(self.environment.list_templates())
        self.sections = page_sections(settings, results, self.environment)

    def render(self, template: str) -> str:
        """A template in the context that every template has; blank lines are dropped.

        Raises:
            PipelineError: a template is malformed, or asks for a value that is not there.
        """
        try:
            text = self.environment.get_template(template).render(self.context())
        except jinja2.TemplateSyntaxError as error:
            raise PipelineError(f"{error.name}:{error.lineno}: {error.message}: correct the template") from error
        except jinja2.UndefinedError as error:
            raise PipelineError(f"{self._place(error)}: {error.message}: correct the template") from error
        return re.sub(r"\n\s*\n+", "\n", text).strip() + "\n"

    def _place(self, error: jinja2.UndefinedError) -> str:
        """Template and line that an error came from."""
        folders = template_folders(self.settings)
        for frame in reversed(traceback.extract_tb(error.__traceback__)):
            for folder in folders:
                if Path(frame.filename).is_relative_to(folder):
                    return f"{Path(frame.filename).relative_to(folder).as_posix()}:{frame.lineno}"
        return "templates"

    def context(self) -> dict[str, Any]:
        return {
            "site": self.settings.site,
            "settings": self.settings,
            "results": self.results,
            "sections": self.sections,
            "charts": self.charts,
            "n": numbers.Numbers(self.results.plain),
            "claims": claims,
            "gallery": gallery,
            "labels": labels,
            "prose": self.prose,
            "has_prose": lambda name: f"prose/{name}.md" in self.templates,
            "has_template": lambda name: name in self.templates,
            "table_of": self.table_of,
            "version": pipeline.__version__,
        }

    def prose(self, name: str) -> Markup:
        """A text of templates/prose as HTML; <name>.zero-shot.md stands in where nothing was trained.

        Texts belong to the page's author and may contain HTML.
        """
        path = f"prose/{name}.md"
        without = f"prose/{name}.zero-shot.md"
        if not self.results.few_shot and without in self.templates:
            path = without
        assert self.environment.loader is not None
        source, _, _ = self.environment.loader.get_source(self.environment, path)
        return Markup(markdown.markdown(source, extensions=["tables", "smarty"]))

    @staticmethod
    def table_of(chart: Chart) -> dict[str, Any]:
        """A chart's data for reading."""
        header, rows = chart_table(chart.figure)
        percent = is_percent(chart.figure)
        return {"header": header, "rows": [[row[0], *(read_cell(c, percent) for c in row[1:])] for row in rows]}
