"""docs/data → docs/: the site is rendered in memory first, then written file by file, index.html last."""

from __future__ import annotations

import shutil
from pathlib import Path

from pipeline.progress import Reporter, Silent
from pipeline.results.files import write_bytes
from pipeline.settings import Settings
from pipeline.site.named_images import named_pictures
from pipeline.site.read_results import Results, read_results
from pipeline.site.render_site import INDEX, Files, render_site

OWNED = ("plot", "static", "tables", "gallery", "images")
"""Folders of docs/ that hold nothing but what a build makes and the pictures that artifacts name."""

PAGES = ("hard-cases.html",)
"""Pages that only some runs have."""


def build_site(settings: Settings, reporter: Reporter | None = None) -> None:
    """Build the site from the artifacts in docs/data.

    Raises:
        PipelineError: an artifact is missing or not as expected; docs/ is left as it was.
    """
    docs = settings.docs
    results = read_results(docs / "data")
    made = render_site(settings, results)
    # The page comes last: whoever opens it while a build runs finds all that it loads.
    for name in sorted(made, key=lambda name: (name == INDEX, name)):
        write_bytes(docs / name, made[name])
    for name in leftovers(docs, made, results):
        (docs / name).unlink()
        _remove_empty_folders(docs, (docs / name).parent)
    (reporter or Silent()).note(f"{settings.paths.docs / INDEX} is built from {settings.paths.docs / 'data'}")


def leftovers(docs: Path, made: Files, results: Results) -> list[str]:
    """Files in the site's own folders that nothing makes or names any more."""
    present = [path for folder in OWNED for path in sorted((docs / folder).rglob("*")) if path.is_file()]
    present += [docs / name for name in PAGES if (docs / name).is_file()]
    needed = made.keys() | named_pictures(results).keys()
    return [name for name in (path.relative_to(docs).as_posix() for path in present) if name not in needed]


def _remove_empty_folders(docs: Path, folder: Path) -> None:
    while folder != docs and not any(folder.iterdir()):
        shutil.rmtree(folder)
        folder = folder.parent
