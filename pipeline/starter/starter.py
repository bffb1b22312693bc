"""An experiment of one's own: settings with comments, git's attributes, the workflows that publish and compare."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from pipeline import SETTINGS_FILE
from pipeline.errors import PipelineError, visible
from pipeline.results.files import write_bytes

Source = Literal["subset", "coco", "scenes"]

HERE = Path(__file__).parent
REPORT = ".github/workflows/report.yml"
# What this project uses itself; a built wheel carries copies.
SHARED = (".gitattributes", ".github/workflows/pages.yml")
DEMO_WEIGHTS = ("models/demo_rn.safetensors", "models/demo_vit.safetensors")

STEPS = {
    "subset": (
        "Put your pictures into {folder}/pictures.",
        "Write {folder}/pictures.json, a list of records; the picture of this one is {folder}/pictures/first.jpg:\n"
        '     [{{"image_id": "first", "true_label": "dog", "ground_truth_idx": 0,\n'
        '       "choices": ["A dog.", "A cat.", "A bus.", "A cup.", "A tree.", "A boat."]}}]',
        "python -m pipeline run-all{config}",
    ),
    "coco": ("python -m pipeline fetch-coco{config}", "python -m pipeline run-all{config}"),
    "scenes": ("python -m pipeline run-all{config}",),
}


def start_experiment(folder: Path, source: Source) -> tuple[list[str], list[str]]:
    """Write what an experiment starts with; a file that is there already stays as it is.

    Returns:
        Lines on the files, and what to do next.

    Raises:
        PipelineError: there is a settings file already.
    """
    settings = folder / SETTINGS_FILE
    if settings.exists():
        raise PipelineError(f"{settings}: there already: init begins new experiments; name another folder")
    told = []
    # The settings come last: a folder that has them has everything.
    for name, content in sorted(_files(source), key=lambda file: file[0] == SETTINGS_FILE):
        path = folder / name
        # Somebody's workflow or .gitignore may stand there, and is worth more than ours.
        if path.exists():
            told.append(f"{_shown(path)}: there already, left as it is")
        else:
            write_bytes(path, content)
            told.append(f"{_shown(path)}: written")
    if source == "subset":
        (folder / "pictures").mkdir(exist_ok=True)
    # Commands that can be pasted as they are printed, from where the user stands.
    config = "" if folder.resolve() == Path.cwd() else f" --config {shlex.quote(_shown(settings))}"
    steps = [step.format(folder=_shown(folder), config=config) for step in STEPS[source]]
    return told, [*steps, f"Open {_shown(folder / 'docs/index.html')}"]


def _shown(path: Path) -> str:
    return visible(path.as_posix(), lines=False)


def _files(source: Source) -> Iterator[tuple[str, bytes]]:
    yield SETTINGS_FILE, (HERE / "files" / f"{source}.yaml").read_bytes()
    yield ".gitignore", (HERE / "files/gitignore").read_bytes()
    yield REPORT, (HERE / "files/report.yml").read_bytes()
    for name in SHARED + (DEMO_WEIGHTS if source == "scenes" else ()):
        yield name, _shared(name)


def _shared(name: str) -> bytes:
    """A file of the project: beside the package in a checkout, inside it in an installed wheel."""
    for folder in (HERE / "shared", HERE.parent.parent):
        if (folder / name).is_file():
            return (folder / name).read_bytes()
    raise PipelineError(f"{name}: the project's own file is missing: install the project again")
