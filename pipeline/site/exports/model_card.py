"""A card for a released checkpoint, as the Hugging Face hub reads it: YAML with the metrics, then words.

The form is that of https://huggingface.co/docs/hub/model-cards, with its ``model-index``.
"""

from __future__ import annotations

from typing import Any

import yaml

from pipeline.errors import PipelineError
from pipeline.results.labels import adapter_label, row_label
from pipeline.results.schemas.metrics import MetricsRow
from pipeline.settings import Settings
from pipeline.site.exports.reproducibility import reproducibility
from pipeline.site.run_results import Results
from pipeline.site.views.claims import in_words

METRICS = {"accuracy": "Accuracy", "f1_macro": "Macro F1", "top3": "Right caption among the first three", "ece": "ECE"}


def released(results: Results) -> list[MetricsRow]:
    """The rows that have a checkpoint, in the order of the table."""
    return [row for row in results.metrics.rows if row.checkpoint]


def model_card(settings: Settings, results: Results, model: str) -> str:
    """The card of one row.

    Raises:
        PipelineError: there is no such row, or nothing was released for it.
    """
    rows = {row.model: row for row in released(results)}
    if model not in rows:
        known = ", ".join(rows) or "none, nothing was trained"
        raise PipelineError(f"model {model!r}: no released checkpoint: known are {known}")
    row = rows[model]
    header = yaml.safe_dump(_header(settings, results, row), sort_keys=False, allow_unicode=True, width=100)
    return f"---\n{header}---\n\n{_text(settings, results, row)}"


def _header(settings: Settings, results: Results, row: MetricsRow) -> dict[str, Any]:
    metrics = [
        # By the hub's own names of metrics, among which there is one F1: the name says which.
        {"type": "f1" if field == "f1_macro" else field, "value": getattr(row, field), "name": name}
        for field, name in METRICS.items()
        if getattr(row, field) is not None
    ]
    result = {
        # The hub has no task of choosing among captions. Under this one people look for CLIP models.
        "task": {"type": "zero-shot-image-classification", "name": "Choosing the caption of a picture"},
        "dataset": {"type": results.dataset.source, "name": results.dataset.description[:200], "split": "test"},
        "metrics": metrics,
    }
    # The hub knows licences by their SPDX identifiers in small letters.
    header: dict[str, Any] = {"license": settings.site.licence.lower()} if settings.site.licence else {}
    return header | {
        "library_name": "open_clip",
        "pipeline_tag": "zero-shot-image-classification",
        "tags": ["clip", "few-shot", "image-text-matching"],
        "model-index": [{"name": row.model, "results": [result]}],
    }


def _text(settings: Settings, results: Results, row: MetricsRow) -> str:
    facts = next(one for one in results.run.backbones if one.id == row.backbone)
    return "\n".join(
        [
            f"# {_plain(row_label(row))}",
            "",
            f"{_capital(adapter_label(row.adapter))} on the frozen features of {_plain(facts.name)} "
            f"({_plain(facts.architecture)}, weights {_plain(facts.pretrained)}); "
            f"trained parameters: {row.parameters:,}.",
            "",
            "## Data",
            "",
            f"{_plain(results.dataset.description)} {_pictures_used(row)}",
            "",
            *_licences(settings, results),
            "",
            "## Results",
            "",
            *_figures(results, row),
            "",
            "## Limits",
            "",
            *_limits(results, row),
            "",
            "## Loading it",
            "",
            *_loading(settings, row, facts.embed_dim),
            "",
            # A level down: a card has one title.
            reproducibility(results).replace("# How", "## How", 1),
        ]
    )


def _pictures_used(row: MetricsRow) -> str:
    """Which pictures of the pool the checkpoint has seen, with and without labels."""
    said = ["It uses no labels."]
    if row.support_images:
        said = [f"It was trained on {row.support_images:,} labelled pictures, {row.shots} of each category."]
    if row.validation_images:
        said.append(f"{row.validation_images:,} more labelled ones chose how far it goes: its epoch or its blend.")
    if row.unlabelled_images:
        said.append(
            f"It corrects by the features of {row.unlabelled_images:,} pictures of the pool, without their labels."
        )
    return " ".join(said)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _plain(text: str) -> str:
    """One line that Markdown and HTML leave as it is."""
    marked = "".join(f"\\{one}" if one in "\\`*_[]<>#|!" else one for one in " ".join(text.split()))
    return marked.replace("&", "&amp;")


def _licences(settings: Settings, results: Results) -> list[str]:
    own = settings.site.licence or "not stated: ask its authors"
    pictures = [f"{_plain(one.name)} ({one.images:,} pictures)" for one in results.dataset.licences]
    return [
        f"Licence of the checkpoint: {_plain(own)}.",
        f"Licences of the pictures: {', '.join(pictures) or 'not stated in the data'}.",
    ]


def _figures(results: Results, row: MetricsRow) -> list[str]:
    low, high = row.judged_interval
    over = f"mean over {row.draws} draws of its labelled pictures" if row.judged == "accuracy_mean" else "accuracy"
    lines = [
        f"On {row.samples:,} test samples of {results.dataset.choices} candidate captions (chance "
        f"{results.metrics.chance:.3f}): {over} {row.judged_accuracy:.3f}, {100 * results.metrics.confidence:g} % "
        f"interval {low:.3f} to {high:.3f}; this checkpoint {row.accuracy:.3f}."
    ]
    zero = results.zero_shot.get(row.backbone)
    if zero is not None:
        found = in_words(results, row, zero)
        lines.append(
            f"Against its zero-shot row: {_plain(found.text)}{f' ({found.numbers})' if found.numbers else ''}."
        )
    return lines


def _limits(results: Results, row: MetricsRow) -> list[str]:
    categories = ", ".join(_plain(one.category) for one in results.dataset.categories)
    lines = [
        f"- It was measured on these categories alone: {categories}.",
        "- It chooses among candidates; its probabilities say nothing of whether any candidate is true.",
        "- Intervals hold for pictures like the test set's, not for other sources.",
    ]
    if row.unlabelled_images and results.dataset.borrowed_distractors:
        lines.append(
            "- Wrong candidates written for the pool's pictures lie close to them, so the correction gains more here "
            "than on captions from elsewhere."
        )
    if row.draws > 1:
        lines.append("- The labelled pictures were drawn from one pool: other pools may vary more.")
    return lines


def _loading(settings: Settings, row: MetricsRow, width: int) -> list[str]:
    return [
        "With the project's code and settings file:",
        "",
        "```python",
        "from pathlib import Path",
        "from pipeline.clip.adapters.checkpoint_files import load_checkpoint",
        # With all that the function asks for, so that the lines run as they are pasted.
        f'trained = load_checkpoint(Path("{row.checkpoint}"), {width}, "{row.adapter}")',
        "# raw features [n, width] and [captions, width] of the backbone above, and its logit scale",
        "scores = trained.logits(image_features, caption_features, logit_scale)",
        "```",
        "",
        f"Or from a shell: `python -m pipeline predict PICTURE CAPTION CAPTION --model {row.model} "
        f"--profile {settings.profile}`.",
    ]
