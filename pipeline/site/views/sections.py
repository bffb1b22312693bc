"""The page's sections as data: adding one is a template (or a text) and one entry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import jinja2

from pipeline.errors import PipelineError
from pipeline.settings import Settings
from pipeline.site.results import Results


@dataclass(frozen=True)
class Section:
    """A section of the page: sections/<id>.html, introduced by prose/<id>.md."""

    id: str
    title: str
    shown: Callable[[Results], bool] = lambda results: True
    """Whether a run has what the section is about."""


BUILT_IN = (
    Section("dataset", "Dataset processing"),
    Section("configuration", "Model configuration"),
    Section("eda", "Exploratory data analysis (EDA)"),
    Section("architecture", "Model architecture"),
    Section("training", "Training phase (loss curves)", lambda results: bool(results.curves.rows)),
    Section("evaluation", "Evaluation"),
    Section("attention", "Attention maps", lambda results: bool(results.attention.samples)),
    Section("hard-cases", "Hard cases", lambda results: bool(results.hard_cases.cases)),
)


def page_sections(settings: Settings, results: Results, environment: jinja2.Environment) -> list[Section]:
    """The sections of this page, in the order of ``site.sections``.

    Raises:
        PipelineError: an id has neither a template nor a text.
    """
    known = {section.id: section for section in BUILT_IN}
    templates = set(environment.list_templates())
    mistakes, chosen = [], []
    for name in settings.site.sections:
        section = known.get(name) or Section(name, name.replace("-", " ").capitalize())
        if not {f"sections/{name}.html", f"prose/{name}.md"} & templates:
            mistakes.append(
                f"site.sections: {name}: no such section: add sections/{name}.html or prose/{name}.md "
                f"to your templates, or take one of {', '.join(known)}"
            )
        if section.shown(results):
            chosen.append(Section(name, settings.site.titles.get(name, section.title)))
    if mistakes:
        raise PipelineError.of(mistakes)
    return chosen
