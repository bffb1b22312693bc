"""The page's sections as data: adding one is a template (or a text) and one entry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import jinja2

from pipeline.errors import PipelineError
from pipeline.settings import Settings
from pipeline.site.run_results import Results
from pipeline.site.views.case_views import case_gallery
from pipeline.site.views.comparison_table import comparison_view
from pipeline.site.views.heat_map_views import attention_view


@dataclass(frozen=True)
class Section:
    """A section of the page: sections/<id>.html, introduced by prose/<id>.md."""

    id: str
    title: str
    shown: Callable[[Results], bool] = lambda results: True
    """Whether a run has what the section is about."""
    view: Callable[[Results], Any] = lambda results: None
    """What its template is given as ``view``, besides what every template gets."""


BUILT_IN = (
    Section("dataset", "Dataset processing"),
    Section("configuration", "Model configuration"),
    Section("eda", "Exploratory data analysis (EDA)"),
    Section("architecture", "Model architecture"),
    Section("training", "Training phase (loss curves)", lambda results: bool(results.curves.rows)),
    Section("evaluation", "Evaluation", view=comparison_view),
    Section(
        "attention",
        "Attention maps",
        lambda results: bool(results.attention.samples or results.attention.verdicts or results.without_model),
        attention_view,
    ),
    Section("hard-cases", "Hard cases", lambda results: bool(results.hard_cases.cases), case_gallery),
)
"""In the order in which the page shows them, unless the settings say otherwise."""


def page_sections(settings: Settings, results: Results, environment: jinja2.Environment) -> list[Section]:
    """The sections of this page: those of the settings that a run has something to say about.

    Raises:
        PipelineError: an id has neither a template nor a text.
    """
    return [section for section in wanted_sections(settings, environment) if section.shown(results)]


def wanted_sections(settings: Settings, environment: jinja2.Environment) -> list[Section]:
    """The sections that the settings ask for, in their order, whatever a run has.

    Raises:
        PipelineError: an id has neither a template nor a text.
    """
    known = {section.id: section for section in BUILT_IN}
    templates = set(environment.list_templates())
    mistakes, chosen = [], []
    for name in known if settings.site.sections is None else settings.site.sections:
        section = known.get(name) or Section(name, name.replace("-", " ").capitalize())
        if not {f"sections/{name}.html", f"prose/{name}.md"} & templates:
            mistakes.append(
                f"site.sections: {name}: no such section: add sections/{name}.html or prose/{name}.md "
                f"to your templates, or take one of {', '.join(known)}"
            )
        chosen.append(replace(section, title=settings.site.titles.get(name, section.title)))
    if mistakes:
        raise PipelineError.of(mistakes)
    return chosen
