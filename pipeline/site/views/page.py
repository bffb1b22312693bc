"""Templates, prose and results together: the HTML of the page."""

from __future__ import annotations

import re
import traceback
from pathlib import Path
from typing import Any, ClassVar

import jinja2
import markdown
from jinja2.bccache import Bucket
from markupsafe import Markup

import pipeline
from pipeline.errors import PipelineError
from pipeline.evaluation.maps.heat_scale import css_gradient
from pipeline.results.labels import adapter_label, recipe_label, row_label
from pipeline.results.number_formats import FORMS
from pipeline.settings import Settings
from pipeline.site.charts.chart import Chart
from pipeline.site.page_bounds import page_bounds, unseen_table
from pipeline.site.resources import template_folders
from pipeline.site.run_results import Results
from pipeline.site.views.caption_contrast import Stretch
from pipeline.site.views.case_views import anchor
from pipeline.site.views.claims import claims_of
from pipeline.site.views.comparison_table import comparison_data
from pipeline.site.views.failures.error_slices import slice_groups
from pipeline.site.views.failures.map_points import map_view
from pipeline.site.views.first_screen import first_screen
from pipeline.site.views.map_score_views import said
from pipeline.site.views.number_links import NumberLinks, pointer
from pipeline.site.views.release_views import history_view
from pipeline.site.views.sections import page_sections


def environment(settings: Settings) -> jinja2.Environment:
    """Jinja as the page uses it: a missing value fails the build, and everything from artifacts is escaped."""
    made = jinja2.Environment(
        # The user's own folder first: a template of the same name stands in place of the project's.
        loader=jinja2.ChoiceLoader([jinja2.FileSystemLoader(folder) for folder in template_folders(settings)]),
        # A misspelt name would else print nothing, and a page without a number looks finished.
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=_Compiled(),
    )
    # Jinja's own filters keep their names.
    made.filters |= {name: form for name, form in FORMS.items() if name not in made.filters}
    made.filters |= {"anchor": anchor, "recipe": recipe_label, "row_label": row_label, "adapter": adapter_label}
    made.filters |= {"isolate": isolate, "contrast": contrast, "methods": said, "pointer": pointer}
    made.tests["card"] = lambda place: place.startswith("exports/cards/")
    return made


class _Compiled(jinja2.BytecodeCache):
    """Templates that this process has compiled, by place and text: compiling them anew is half the time of a build."""

    _code: ClassVar[dict[tuple[str, str], bytes]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if code := self._code.get((bucket.key, bucket.checksum)):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


def isolate(value: str) -> Markup:
    """Text from strangers, kept from turning the text around it right-to-left."""
    # Markup.format escapes what it is given; an f-string would not.
    return Markup("<bdi>{}</bdi>").format(value)


def contrast(stretches: list[Stretch]) -> Markup:
    """A caption with the words marked that set it apart from another."""
    marks = (Markup("<mark>{}</mark>" if one.differs else "{}").format(one.text) for one in stretches)
    return Markup("<bdi>{}</bdi>").format(Markup("").join(marks))


def rendered(settings: Settings, environment: jinja2.Environment, template: str, context: dict[str, Any]) -> str:
    """A template with its values; blank lines are dropped.

    Raises:
        PipelineError: a template is malformed, or asks for a value that is not there.
    """
    try:
        text = environment.get_template(template).render(context)
    except jinja2.TemplateSyntaxError as error:
        raise PipelineError(f"{error.name}:{error.lineno}: {error.message}: correct the template") from error
    # Before ValueError, of which it is one.
    except UnicodeDecodeError as error:
        raise PipelineError(f"{template}: it, or a text that it shows, is not UTF-8: save it as UTF-8") from error
    except (jinja2.UndefinedError, TypeError, ValueError, ArithmeticError) as error:
        # The last three as well: a template computes, and a user's own may add a number to a word.
        raise PipelineError(f"{_place(settings, error)}: {error}: correct the template") from error
    except jinja2.TemplateNotFound as error:
        raise PipelineError(f"{template}: asks for {error.name}, which is not there: correct the name") from error
    # Blank lines are what is left of loops and conditions.
    return re.sub(r"\n\s*\n+", "\n", text).strip() + "\n"


def _place(settings: Settings, error: Exception) -> str:
    """Template and line that an error came from."""
    folders = template_folders(settings)
    # Jinja names the line of a template in the traceback only, among frames of its own.
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        for folder in folders:
            if Path(frame.filename).is_relative_to(folder):
                return f"{Path(frame.filename).relative_to(folder).as_posix()}:{frame.lineno}"
    return "templates"


class Page:
    """Renders the site's pages from one set of results.

    Args:
        exports: files to take away, by their places in docs/.
    """

    def __init__(self, settings: Settings, results: Results, charts: dict[str, Chart], exports: list[str]) -> None:
        self.settings, self.results, self.charts, self.exports = settings, results, charts, exports
        self.environment = environment(settings)
        self.templates = set(self.environment.list_templates())
        self.sections = page_sections(settings, results, self.environment)

    def render(self, template: str) -> str:
        """A template in the context that every template has; see ``rendered``."""
        return rendered(self.settings, self.environment, template, self.context())

    def context(self) -> dict[str, Any]:
        """What every template gets; a section's own template also gets its view as ``view``."""
        # Computed once: the first screen shows the row that the sentences call the best.
        claims = claims_of(self.results)
        return {
            "site": self.settings.site,
            "settings": self.settings,
            "results": self.results,
            "sections": self.sections,
            "charts": self.charts,
            "exports": self.exports,
            "n": NumberLinks(self.results.plain),
            "claims": claims,
            "bounds": page_bounds(self.results),
            "all_rows": comparison_data(self.results),
            "all_unseen": unseen_table(self.results),
            "heat_scale": css_gradient(),
            "first": first_screen(self.results, claims.best.row),
            "views": {section.id: section.view(self.results) for section in self.sections},
            "sample_map": map_view(self.results),
            "slices": slice_groups(self.results),
            "releases": history_view(self.results.history) if self.results.history else None,
            "prose": self.prose,
            "has_prose": lambda name: f"prose/{name}.md" in self.templates,
            "has_template": lambda name: name in self.templates,
            "version": pipeline.__version__,
        }

    def prose(self, name: str) -> Markup:
        """A text of templates/prose as HTML; <name>.zero-shot.md stands in where nothing was trained.

        Texts belong to the page's author and may contain HTML.
        """
        path = f"prose/{name}.md"
        without = f"prose/{name}.zero-shot.md"
        if not self.results.few_shot and without in self.templates:
            # A text on training would tell of what this run did not do.
            path = without
        assert self.environment.loader is not None
        source, _, _ = self.environment.loader.get_source(self.environment, path)
        return Markup(markdown.markdown(source, extensions=["tables", "smarty"]))
