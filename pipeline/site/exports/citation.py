"""CITATION.cff, in the Citation File Format 1.2.0 (https://citation-file-format.github.io), from the settings."""

from __future__ import annotations

from typing import Any

import yaml

import pipeline
from pipeline.errors import PipelineError
from pipeline.settings import Settings


def citation(settings: Settings) -> str:
    """The file's text.

    Raises:
        PipelineError: the settings name no authors, whom the format demands.
    """
    site = settings.site
    if not site.authors:
        raise PipelineError(
            "site.authors: missing: name who is to be cited, a person as 'Family, Given', a group by its name"
        )
    content: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": "If you use these results, please cite them as below.",
        # The format knows software, which it takes for granted, and dataset: what is cited here are results.
        "type": "dataset",
        "title": site.title,
        "abstract": site.tagline,
        "authors": [_author(name) for name in site.authors],
        "keywords": ["CLIP", "few-shot learning", "image-text matching"],
        # No date-released beside it: a file that tells the day of its making would be another one at every build.
        "version": pipeline.__version__,
    }
    if site.repository:
        content["repository-code"] = site.repository
    if site.licence:
        content["license"] = site.licence
    return yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=100)


def _author(name: str) -> dict[str, str]:
    """A person where there is a comma, else a group."""
    family, comma, given = (part.strip() for part in name.partition(","))
    return {"family-names": family, "given-names": given} if comma and given else {"name": name.strip()}
