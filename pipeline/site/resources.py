"""Where templates and static files lie: beside the package in a checkout, inside it in an installed wheel."""

from __future__ import annotations

from pathlib import Path

import pipeline
from pipeline.errors import PipelineError
from pipeline.settings import Settings


def template_folders(settings: Settings) -> list[Path]:
    """Folders to look for templates and prose in, the user's own first."""
    return _folders(settings, "templates", settings.paths.templates)


def static_folders(settings: Settings) -> list[Path]:
    """Folders to look for scripts and styles in, the user's own first."""
    return _folders(settings, "static", settings.paths.static)


def _folders(settings: Settings, name: str, own: Path | None) -> list[Path]:
    folders = [_project(name)]
    if own is not None:
        folder = settings.path(own)
        if not folder.is_dir():
            raise PipelineError(f"paths.{name}: {own}: no such folder: make it, or leave the key out")
        # First, so that what is found there stands for the project's own.
        folders.insert(0, folder)
    return folders


def _project(name: str) -> Path:
    package = Path(pipeline.__file__).resolve().parent
    # The wheel's copy first: beside an installed package lie other people's folders of that name.
    for folder in (package / name, package.parent / name):
        if folder.is_dir():
            return folder
    raise PipelineError(f"{name}: the project's own folder is missing: install the project again")
