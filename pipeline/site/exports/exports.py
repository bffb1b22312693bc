"""What ``export`` prints or writes, and what the page offers under its downloads."""

from __future__ import annotations

import re

from pipeline.errors import PipelineError
from pipeline.settings import Settings
from pipeline.site.exports.citation import citation
from pipeline.site.exports.latex import latex_table
from pipeline.site.exports.model_card import model_card, released
from pipeline.site.exports.reproducibility import reproducibility
from pipeline.site.read_results import read_results
from pipeline.site.run_results import Results
from pipeline.site.views.case_views import anchor


def exported(settings: Settings, what: str, model: str | None = None) -> dict[str, str]:
    """The texts of an export, by a name for the file of each.

    Args:
        what: latex, model-card, citation or reproducibility.
        model: the row that a model card is of; every released one when None.

    Raises:
        PipelineError: artifacts or settings lack what it takes.
    """
    if what == "citation":
        # Of the settings alone: it can be had before anything was run.
        return {"CITATION.cff": citation(settings)}
    results = read_results(settings.docs / "data")
    # What is taken away is believed elsewhere, where no page and no check stands beside it.
    if results.contradictions:
        raise PipelineError.of(results.contradictions)
    if what == "latex":
        return {"table.tex": latex_table(settings, results)}
    if what == "reproducibility":
        return {"REPRODUCIBILITY.md": reproducibility(results)}
    return model_cards(settings, results) if model is None else {"README.md": model_card(settings, results, model)}


def model_cards(settings: Settings, results: Results) -> dict[str, str]:
    """The card of every released checkpoint, by a name for its file.

    Raises:
        PipelineError: there is none.
    """
    rows = released(results)
    if not rows:
        raise PipelineError(
            "model-card: nothing was trained, so there is no checkpoint to describe: set training.shots"
        )
    return {f"{_file_name(row.model)}.md": model_card(settings, results, row.model) for row in rows}


def _file_name(model: str) -> str:
    """A row's id, where nothing in it means something to a file system."""
    # Ids come from artifacts, which may be a stranger's: none leads out of the folder.
    return model if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]*", model) else anchor(model)


def offered(settings: Settings, results: Results) -> dict[str, str]:
    """What the page offers to take away, by its place below docs/exports."""
    made = {"table.tex": latex_table(settings, results), "REPRODUCIBILITY.md": reproducibility(results)}
    # Who is not named cannot be cited, and the format asks for somebody.
    if settings.site.authors:
        made["CITATION.cff"] = citation(settings)
    if released(results):
        made |= {f"cards/{name}": text for name, text in model_cards(settings, results).items()}
    return made
