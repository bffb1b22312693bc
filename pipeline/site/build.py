"""docs/data → docs/: the site is rendered in memory first, then written file by file, index.html last."""

from __future__ import annotations

from pipeline.errors import PipelineError
from pipeline.progress import Reporter, Silent
from pipeline.results.files import write_bytes
from pipeline.results.manifest import Manifest
from pipeline.results.workspace import hold_docs
from pipeline.settings import Settings
from pipeline.site.read_results import read_results
from pipeline.site.render_site import INDEX, Files, render_site
from pipeline.site.resources import static_folders
from pipeline.site.run_results import Results
from pipeline.site.views.page import environment
from pipeline.site.views.sections import wanted_sections

# Without data/: what lies there is for the stages to delete, which wrote it.
OWNED = ("plot", "static", "tables", "gallery", "images", "exports")
"""Folders of docs/ where a build deletes what an earlier one wrote and nothing needs any more."""

PAGES = ("attention.html", "backbones.html", "hard-cases.html", "history.html")
"""Pages that only some runs have."""


def build_site(settings: Settings, reporter: Reporter | None = None) -> None:
    """Build the site from the artifacts in docs/data.

    Raises:
        PipelineError: an artifact is missing, not as expected or contradicted by another one, somebody else's file
            stands where one of the site's goes, or another command is writing to docs/; docs/ is left as it was.
    """
    with hold_docs(settings) as held:
        # Read under the lock: another command may be about to replace half of it.
        results = read_results(settings.docs / "data")
        if results.contradictions:
            raise PipelineError.of(map(told_otherwise, results.contradictions))
        made = render_site(settings, results)
        assert held.manifest is not None
        # All names before the first byte: either every file can be written or none is.
        if mistakes := list(filter(None, (held.manifest.complaint(name, made[name]) for name in made))):
            raise PipelineError.of(mistakes)
        # Before the files: a build killed from here on leaves names without files, never files that nobody owns.
        held.manifest.adopt([*made, *named_files(results)])
        for name in sorted(made, key=_writing_order):
            write_bytes(settings.docs / name, made[name])
        # Last: until index.html is replaced, the page that stands there still leads to them.
        for name in sorted(leftovers(held.manifest, made, results), key=_writing_order, reverse=True):
            held.manifest.delete(name)
    (reporter or Silent()).note(f"{settings.paths.docs / INDEX} is built from {settings.paths.docs / 'data'}")


def told_otherwise(what: str) -> str:
    """A contradiction between artifacts, and what to do."""
    return f"data: {what}: run `python -m pipeline run-all` to make them anew"


def check_page_settings(settings: Settings) -> None:
    """Find what is wrong with the page's sections, templates and static files, which needs no results to be seen.

    Raises:
        PipelineError: one line for every mistake.
    """
    mistakes: list[str] = []
    for look in (static_folders, lambda chosen: wanted_sections(chosen, environment(chosen))):
        try:
            look(settings)
        except PipelineError as error:
            mistakes += error.mistakes
    if mistakes:
        raise PipelineError.of(mistakes)


def _writing_order(name: str) -> tuple[bool, bool, str]:
    """What pages name before the pages that name it, and index.html last; deleting goes the other way round.

    So the page that stands there leads to files that are there, wherever a build ends.
    """
    return name.endswith(".html"), name == INDEX, name


def leftovers(manifest: Manifest, made: Files, results: Results) -> list[str]:
    """Files of ours in the site's own folders that nothing makes or names any more."""
    needed = made.keys() | results.named_pictures.keys()
    return [name for name in manifest.names - needed if name in PAGES or name.split("/")[0] in OWNED]


def named_files(results: Results) -> list[str]:
    """The artifacts that were read, and the pictures that they name."""
    data = [*(f"{kind}.json" for kind in results.plain), *results.parts]
    return [f"data/{name}" for name in data] + list(results.named_pictures)
