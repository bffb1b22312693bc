"""What ``export`` prints or writes."""

from __future__ import annotations

from pipeline.errors import PipelineError
from pipeline.settings import Settings
from pipeline.site.exports.citation import citation
from pipeline.site.exports.latex import latex_table
from pipeline.site.exports.model_card import model_card, released
from pipeline.site.exports.reproducibility import reproducibility
from pipeline.site.read_results import read_results
from pipeline.site.run_results import Results


def exported(settings: Settings, what: str, model: str | None = None) -> str:
    """The text of an export.

    Args:
        what: latex, model-card, citation or reproducibility.
        model: the row that a model card is of; the first released headline row when None.

    Raises:
        PipelineError: artifacts or settings lack what it takes.
    """
    if what == "citation":
        return citation(settings)
    results = read_results(settings.docs / "data")
    if results.contradictions:
        raise PipelineError.of(results.contradictions)
    if what == "latex":
        return latex_table(settings, results)
    if what == "reproducibility":
        return reproducibility(results)
    return model_card(settings, results, model or _headline(results))


def _headline(results: Results) -> str:
    rows = released(results)
    if not rows:
        raise PipelineError(
            "model-card: nothing was trained, so there is no checkpoint to describe: set training.shots"
        )
    return next((row.model for row in rows if row.shots == results.headline_shots), rows[0].model)
