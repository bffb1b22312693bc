"""The folders of an experiment: apart from each other, and held by one command at a time."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import permutations
from pathlib import Path

from pipeline.errors import PipelineError
from pipeline.results.earlier import ARTIFACTS, earlier_checkpoints, earlier_site
from pipeline.results.files import HeldFolder, hold, hold_beside
from pipeline.results.manifest import Manifest
from pipeline.settings import Settings


@contextmanager
def hold_experiment(settings: Settings) -> Iterator[None]:
    """Hold everything that a run writes: docs, models, and the experiment's own part of the cache.

    Raises:
        PipelineError: folders overlap, or another process holds one (``FolderBusy``).
    """
    with ExitStack() as stack:
        # The folder that a second command most likely wants comes first: it is refused before anything else is locked.
        stack.enter_context(hold_docs(settings))
        stack.enter_context(hold_models(settings))
        stack.enter_context(hold_work(settings))
        yield


@contextmanager
def hold_docs(settings: Settings) -> Iterator[HeldFolder]:
    """Hold docs/, whoever writes there: a run, a build, a single stage.

    Raises:
        PipelineError: folders overlap, or another process holds it (``FolderBusy``).
    """
    check_folders(settings)
    with hold(settings.docs, earlier=earlier_site) as held:
        yield held


@contextmanager
def hold_models(settings: Settings) -> Iterator[HeldFolder]:
    """Hold models/, whoever writes there: a run, or the training of the demo's backbones.

    Raises:
        PipelineError: folders overlap, or another process holds it (``FolderBusy``).
    """
    check_folders(settings)
    with hold(settings.models, earlier=lambda _: earlier_checkpoints(settings)) as held:
        yield held


@contextmanager
def hold_work(settings: Settings) -> Iterator[HeldFolder]:
    """Hold the experiment's own part of the cache; the rest is shared, its files are named by their content."""
    with hold(settings.work, covers=settings.cache) as held:
        yield held


@contextmanager
def join_work(settings: Settings) -> Iterator[None]:
    """Write into the cache while another rank of the same run holds the experiment."""
    with hold_beside(settings.work, covers=settings.cache):
        yield


def check_folders(settings: Settings) -> None:
    """See that no command can write over what it reads.

    Raises:
        PipelineError: one line for every pair of folders that overlap, by way of links too.
    """
    docs, mistakes = settings.docs, []
    for key, path in _read(settings):
        if path.is_relative_to(docs):
            mistakes.append(
                f"{key}: {path} lies in paths.docs ({docs}), which builds write to: move it out, or name another folder"
            )
    # Either way round, since either may lie in the other.
    for (inner_key, inner), (outer_key, outer) in permutations(_written(settings), 2):
        # Equal ones are told of once.
        if inner.is_relative_to(outer) and (inner != outer or inner_key < outer_key):
            mistakes.append(f"{inner_key}: {inner} lies in {outer_key} ({outer}): name a folder of its own")
    if mistakes:
        raise PipelineError.of(mistakes)


def check_places(settings: Settings, checkpoints: Iterable[Path]) -> None:
    """See that nobody else's file stands where a run will write artifacts and checkpoints.

    Raises:
        PipelineError: one line for each that does.
    """
    docs = Manifest(settings.docs, earlier_site)
    models = Manifest(settings.models, lambda _: earlier_checkpoints(settings))
    # As if nothing were written yet: whatever stands there and is not ours is in the way.
    found = [docs.complaint(f"data/{name}.json", b"") for name in ARTIFACTS]
    found += [models.complaint(path.relative_to(settings.models).as_posix(), b"") for path in checkpoints]
    if mistakes := list(filter(None, found)):
        raise PipelineError.of(mistakes)


def check_pictures(settings: Settings, pictures: Iterable[Path]) -> None:
    """See that no picture that is read lies where pages' copies are written.

    Raises:
        PipelineError: one line for each that does.
    """
    inside = [path for path in pictures if settings.path(path).is_relative_to(settings.docs)]
    if inside:
        raise PipelineError.of(
            f"{path}: lies in paths.docs ({settings.docs}), which builds write to: move it out" for path in inside
        )


def check_output(settings: Settings, path: Path) -> None:
    """See that a file that the user names, for a report, goes over nothing of the experiment.

    Raises:
        PipelineError: it would lie among what the experiment reads or writes.
    """
    # Through links: a report named by a link goes where the link leads.
    target = Path(os.path.realpath(path))  # of links in a circle, the first one
    if target == settings.path(settings._file):
        raise PipelineError(f"{path}: the settings file itself: name another file")
    places = [*_written(settings), *((key, place) for key, place in _read(settings) if place != settings.root)]
    for key, place in places:
        if target.is_relative_to(place):
            raise PipelineError(f"{path}: lies in {key} ({place}), which is the experiment's own: name another file")


def _written(settings: Settings) -> list[tuple[str, Path]]:
    """The folders that commands write to, by the key that names them."""
    return [("paths.docs", settings.docs), ("paths.models", settings.models), ("paths.cache", settings.cache)]


def _read(settings: Settings) -> Iterator[tuple[str, Path]]:
    """What the experiment is made from, by the key that names it."""
    yield "the settings file's folder", settings.root
    for key in ("templates", "static"):
        if (folder := getattr(settings.paths, key)) is not None:
            yield f"paths.{key}", settings.path(folder)
    for key in ("image_dir", "subset_file", "instances", "captions", "verified"):
        if (path := getattr(settings.dataset, key)) is not None:
            yield f"dataset.{key}", settings.path(path)
    for backbone in settings.backbones:
        if backbone.features:
            yield f"backbones.{backbone.id}.features", settings.path(backbone.features)
        # A tag of open_clip's is no file; only what is there can be written over.
        elif (path := settings.path(backbone.pretrained)).exists():
            yield f"backbones.{backbone.id}.pretrained", path
