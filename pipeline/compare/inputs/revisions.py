"""Where a set of artifacts comes from: a folder, or a revision in git's object store.

Both list their files under the same names, wherever the settings put the folders: ``docs/...`` for what the
site shows and ``models/...`` for checkpoints.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pipeline.compare.inputs.git_objects import GitError, Repository
from pipeline.errors import PipelineError
from pipeline.results.parts import whole
from pipeline.results.schemas import ARTIFACTS
from pipeline.settings import Settings

LONGEST_SHOWN = 200
LARGE_FILE_POINTER = b"version https://git-lfs.github.com/spec/"
"""How a file begins that Git LFS keeps elsewhere."""
KINDS = {kind.kind for kind in ARTIFACTS}


@dataclass(frozen=True)
class Entry:
    """A file of a source."""

    size: int
    """Bytes."""
    place: str
    """Path on disk, or id of the git object."""
    object_id: str | None
    """Equal ids are equal contents; None where nothing is known without reading."""


class ArtifactSource(Protocol):
    """A set of artifacts."""

    name: str
    commit: str | None
    files: dict[str, Entry]
    settings_file: bytes | None
    """Content of the settings file that belongs to the artifacts, where there is one."""

    def read(self, path: str) -> bytes:
        """Content of one of ``files``.

        Raises:
            OSError: it is listed and cannot be read.
        """

    def close(self) -> None:
        """Let go of what reading needed."""


class Folder(ArtifactSource):
    """Artifacts on disk."""

    commit: str | None = None

    def __init__(
        self, name: str, *, docs: Path | None, data: Path, models: Path | None, settings_file: Path | None = None
    ) -> None:
        self.name = shortened(name)
        found = settings_file is not None and settings_file.is_file()
        self.settings_file = settings_file.read_bytes() if settings_file and found else None
        # First, since a data folder may be named alone; the same files come again with docs.
        self.files = dict(_walk("docs/data", data))
        if docs:
            self.files |= dict(_walk("docs", docs))
        if models:
            self.files |= dict(_walk("models", models))

    def read(self, path: str) -> bytes:
        return Path(self.files[path].place).read_bytes()

    def close(self) -> None:
        pass


class Revision(ArtifactSource):
    """Artifacts of a commit; the work tree is not touched."""

    def __init__(self, name: str, commit: str, repository: Repository, settings: Settings) -> None:
        self.name = shortened(name)
        self.commit: str | None = commit
        self._repository = repository
        self.settings_file = repository.content(commit, settings.root / settings._file)
        self.files: dict[str, Entry] = {}
        for role, folder in (("docs", settings.docs), ("models", settings.models)):
            for path, object_id, size in repository.listing(commit, folder):
                self.files[f"{role}/{_shown(path)}"] = Entry(size, object_id, object_id)

    def read(self, path: str) -> bytes:
        return self._repository.read(self.files[path].place)

    def close(self) -> None:
        self._repository.close()


def work_tree(settings: Settings) -> ArtifactSource:
    """The artifacts of the settings' own folders.

    Raises:
        PipelineError: there are none.
    """
    data = settings.docs / "data"
    if not _holds_artifacts(data):
        raise PipelineError(f"{data}: no artifacts: run `python -m pipeline run-all` to make them")
    file = settings.root / settings._file
    return Folder("work tree", docs=settings.docs, data=data, models=settings.models, settings_file=file)


def open_source(settings: Settings, name: str) -> ArtifactSource:
    """The artifacts that ``name`` means: a folder that holds some, otherwise a git revision.

    Raises:
        PipelineError: it is neither, or a revision without artifacts.
    """
    if not name.strip():
        # As Path has it, this would be the current folder; a variable of a script that was not set looks so.
        raise PipelineError(f"{name!r}: no name of a revision or a folder: name a commit, a branch, or a folder")
    try:
        # A folder goes before a revision of the same name: who has both can say the commit.
        if folder := _folder(settings, Path(name), name):
            return folder
    except (OSError, ValueError):
        # Too long for a path, or with a byte that no path has: perhaps it is a revision.
        pass
    try:
        repository = Repository.around(settings.root)
        commit = repository.commit(name)
    except GitError as error:
        raise PipelineError(
            f"{shortened(name)}: neither a folder of artifacts ({_tried(name)}) nor a git revision ({error}): "
            "name a commit, a branch, or a project's, docs or data folder"
        ) from None
    revision = Revision(name, commit, repository, settings)
    if not any(path.startswith("docs/data/") and is_artifact(path) for path in revision.files):
        raise PipelineError(
            f"{name}: the revision has no artifacts in {settings.paths.docs / 'data'}: "
            "name one that committed the results of a run"
        )
    return revision


def shortened(name: str) -> str:
    """A name in one line of a message, however long and odd it is."""
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in name).split())
    return line if len(line) <= LONGEST_SHOWN else f"{line[:LONGEST_SHOWN]}…"


def _tried(name: str) -> str:
    try:
        return "holds no data/*.json of a run" if Path(name).is_dir() else "no such folder"
    except (OSError, ValueError):
        return "no such folder"


def same(base: ArtifactSource, head: ArtifactSource, path: str) -> bool:
    """Whether a file that both have is the same, read only where it must be."""
    a, b = base.files[path], head.files[path]
    # Git has digested both already: nothing is to be read.
    if a.object_id and b.object_id and (a.object_id == b.object_id or not is_artifact(path)):
        return a.object_id == b.object_id
    try:
        if is_artifact(path):  # may be whole on one side and in parts on the other
            return read_artifact(base, path) == read_artifact(head, path)
        # Sizes first: of most changed files they differ, and nothing is read.
        return a.size == b.size and base.read(path) == head.read(path)
    except (OSError, PipelineError):
        # Whoever shows the file says why it cannot be read.
        return False


def read_artifact(source: ArtifactSource, path: str) -> bytes:
    """The text of an artifact, in whichever form the source has it.

    Raises:
        OSError: it is listed and cannot be read.
        PipelineError: a part of it is not there, or not what was written.
    """
    folder = path.rpartition("/")[0]
    return whole(source.read(path), f"{source.name}: {path}", lambda name: source.read(f"{folder}/{name}"))


def _folder(settings: Settings, path: Path, name: str) -> Folder | None:
    """A project's folder, its docs folder, or the data folder in that."""
    docs_name = Path("docs") if settings.paths.docs.is_absolute() else settings.paths.docs
    models_name = Path("models") if settings.paths.models.is_absolute() else settings.paths.models
    # As the settings call it, as it is called everywhere, or the folder itself.
    for docs in (path / docs_name, path / "docs", path):
        if _holds_artifacts(docs / "data"):
            project = _project_of(docs, docs_name)
            models = project / models_name
            return Folder(
                name,
                docs=docs,
                data=docs / "data",
                models=models if models.is_dir() else None,
                settings_file=project / settings._file,
            )
    if not _holds_artifacts(path):
        return None
    if path.resolve().name == "data":
        return _folder(settings, path.resolve().parent, name)
    return Folder(name, docs=None, data=path, models=None)


def _project_of(docs: Path, docs_name: Path) -> Path:
    """The project's folder that has ``docs`` where the settings put it; otherwise its parent."""
    docs = docs.resolve()
    parts = docs_name.parts
    return docs.parents[len(parts) - 1] if parts and docs.parts[-len(parts) :] == parts else docs.parent


def _holds_artifacts(folder: Path) -> bool:
    return folder.is_dir() and any(is_artifact(entry.name) for entry in folder.iterdir())


def is_artifact(path: str) -> bool:
    """Whether a file is an artifact by its name; parts of one are not."""
    folder_free = path.rpartition("/")[2]
    return folder_free.endswith(".json") and folder_free.removesuffix(".json") in KINDS


def _walk(role: str, folder: Path) -> Iterator[tuple[str, Entry]]:
    for parent, _, names in os.walk(folder):
        for name in names:
            path = Path(parent) / name
            # No pipes and no links into nowhere: whoever reads one waits, or fails.
            if path.is_file():
                relative = path.relative_to(folder).as_posix()
                yield f"{role}/{_shown(relative)}", Entry(path.stat().st_size, str(path), None)


def _shown(path: str) -> str:
    """A file's name as text: what is not UTF-8 in it as its bytes' numbers."""
    return os.fsencode(path).decode("utf-8", errors="backslashreplace")
