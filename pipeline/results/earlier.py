"""What earlier versions wrote, which kept no list of their files: known by content, not by place."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pipeline.results.files import read_file
from pipeline.results.parts import part_names
from pipeline.settings import Settings

ARTIFACTS = (
    "run", "dataset", "eda", "curves", "metrics", "predictions", "shown_samples", "attention", "hard_cases", "timings",
)  # fmt: skip
PAGES = ("index.html", "hard-cases.html")
FOLDERS = ("plot", "static", "tables", "gallery")


def earlier_site(docs: Path) -> set[str]:
    """The files of a site without a list: its artifacts, the pictures that they name, and what its pages load."""
    artifacts = {name: plain for name in ARTIFACTS if (plain := _artifact(docs, name)) is not None}
    # Without run.json nothing shows that these artifacts are a run's, and not somebody's own files.
    if "run" not in artifacts:
        return set()
    ours = {f"data/{name}.json" for name in artifacts} | {".nojekyll"}
    ours.update(f"data/{part}" for name in artifacts for part in part_names(docs / f"data/{name}.json"))
    for plain in artifacts.values():
        ours.update(pictures_in(plain))
    for page in PAGES:
        ours |= _page(docs, page)
    return ours | set(_charts(docs)) | set(_gallery(docs))


def _artifact(docs: Path, name: str) -> Any:
    try:
        plain = json.loads(read_file(docs / f"data/{name}.json"))
    except (OSError, ValueError, RecursionError):
        return None
    # A schema field of that name, as every version wrote it: anybody may have a metrics.json.
    return plain if isinstance(plain, dict) and str(plain.get("schema", "")).startswith(f"{name}/") else None


def pictures_in(value: Any) -> Iterator[str]:
    """Every picture that an artifact names, by its path in docs/."""
    if isinstance(value, dict):
        for key, item in value.items():
            if key in ("image", "thumbnail") and isinstance(item, str):
                yield item
            else:
                yield from pictures_in(item)
    elif isinstance(value, list):
        for item in value:
            yield from pictures_in(item)


def _page(docs: Path, name: str) -> set[str]:
    """A page of ours leads from its figures to the artifacts; scripts, styles and tables that it names are ours too."""
    try:
        markup = read_file(docs / name).decode(errors="replace")
    except OSError:
        return set()
    if not re.search(r'"data/[a-z_]+\.json#/', markup):
        return set()
    return {name, *re.findall(rf'"((?:{"|".join(FOLDERS)})/[^"?#]+)', markup)}


def _charts(docs: Path) -> Iterator[str]:
    """A chart's script says its name, and its figure and table have the same one."""
    for script in docs.glob("plot/*.js"):
        name = script.stem
        with script.open("rb") as file:
            # By how our scripts begin: a chart of the user's own may lie beside them.
            ours = file.read(200).startswith(f'dashboard.figure("{name}", '.encode())
        if ours:
            yield from (f"plot/{name}.js", f"plot/{name}.json", f"tables/{name}.csv")


def _gallery(docs: Path) -> Iterator[str]:
    """The gallery's data, which no page names: a script loads it."""
    for script in docs.glob("gallery/*.js"):
        with script.open("rb") as file:
            if file.read(20).startswith(b"dashboard.cases("):
                yield f"gallery/{script.name}"


def earlier_checkpoints(settings: Settings) -> Iterable[str]:
    """Trained adapters of a run without a list: those whose digest is the one that run.json recorded."""
    run = _artifact(settings.docs, "run") or {}
    listed = run.get("checkpoints")
    for entry in listed if isinstance(listed, list) else ():
        name = entry.get("name") if isinstance(entry, dict) else None
        if not isinstance(name, str) or "\0" in name:
            continue
        path = settings.path(name)
        if path.is_relative_to(settings.models) and path.is_file() and _sha256(path) == entry.get("sha256"):
            yield path.relative_to(settings.models).as_posix()


def earlier_work(settings: Settings) -> Path | None:
    """What an earlier version kept between stages, under the profile's name alone; it may still be at work there."""
    folder = settings.cache / settings.profile
    return folder if (folder / "prepared.json").is_file() else None


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
