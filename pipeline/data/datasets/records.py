"""The metadata file: one record per image, with its candidate captions; read by source subset, written by coco."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PureWindowsPath

import msgspec

from pipeline.data.datasets.verified import VerifiedPositives
from pipeline.data.samples import BoxInPixels, ExtraValue
from pipeline.errors import PipelineError
from pipeline.results.files import read_file, write_text
from pipeline.results.form.row_writer import dumps
from pipeline.settings import Settings


class RecordLicence(msgspec.Struct, frozen=True):
    """Under which a picture was published."""

    name: str
    url: str


class Record(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One image and its candidate captions, in the field names of the metadata file."""

    image_id: int | str
    true_label: str
    choices: list[str]
    ground_truth_idx: int
    """Index of the right caption."""
    choice_labels: list[str] | None = None
    """Category of each caption's own image."""
    choice_image_ids: list[int | str] | None = None
    """Image that each caption was written for."""
    file_name: str | None = None
    """The picture, relative to image_dir; ``<image_id>.jpg`` when None."""
    width: int | None = None
    """Pixels of the picture that ``boxes`` were drawn on."""
    height: int | None = None
    image_url: str | None = None
    license: RecordLicence | None = None
    boxes: list[BoxInPixels] | None = None
    """Objects of the image's own category."""
    extra: dict[str, ExtraValue] | None = None
    """What other fields of a user's file say; see ``Aside``."""


@dataclass(frozen=True)
class LoadedSource:
    """Records, and where their pictures lie."""

    records: list[Record]
    image_dir: Path | None
    """As the settings name it: relative to their file, or absolute; None when there are no pictures."""
    categories: tuple[str, ...]
    """In order; some may have no records."""
    description: str
    choice_categories_note: str = ""
    verified: VerifiedPositives = field(default_factory=dict)
    """Captions known to be true of the records' images although they were written for others."""
    redraw: Callable[[Sequence[Path]], None] | None = None
    """Makes pictures again that are damaged or gone; None where they are not ours to make."""


def dump_records(records: Sequence[Record]) -> str:
    """The text of a metadata file, one record a line."""
    return dumps(msgspec.to_builtins(list(records)))


def picture_name(image_id: int | str, file_name: str | None) -> str:
    """A picture's file, relative to ``image_dir``."""
    return file_name or f"{image_id}.jpg"


def leads_out(name: str) -> bool:
    """Whether a picture's name leads out of its folder, here or on Windows: a page would publish any file so named."""
    path = PureWindowsPath(name)  # knows both kinds of slashes
    return bool(path.drive or path.root) or posixpath.normpath(path.as_posix()).split("/")[0] == ".."


def picture_file(record: Record, image_dir: Path) -> Path:
    """Where a record's picture lies; ``image_dir`` as the settings name it."""
    return image_dir / picture_name(record.image_id, record.file_name)


# ---------------------------------------------------------------- writing it


def write_subset_file(records: Sequence[Record], settings: Settings) -> None:
    """Write ``dataset.subset_file`` when it is set; a file of somebody else's is left alone.

    Raises:
        PipelineError: a file of other content is there, and this project did not write it.
    """
    if settings.dataset.subset_file is None:
        return
    path = settings.path(settings.dataset.subset_file)
    # Equal records, equal bytes: so the digest tells our own file from one that was edited.
    text = dump_records(records)
    digest = hashlib.sha256(text.encode()).hexdigest()
    mark = _mark(path, settings)
    if path.exists():
        present = hashlib.sha256(read_file(path)).hexdigest()
        if present not in (digest, _written(mark)):
            raise PipelineError(
                f"{path}: holds other samples than the settings ask for, and was not written by this command: "
                "move it away, name another dataset.subset_file, or read it with dataset.source subset"
            )
    # In this order: killed in between, the file is what is asked for, and the next run leaves it as it is.
    write_text(path, text)
    write_text(mark, digest + "\n")


def _written(mark: Path) -> str | None:
    """Digest of the file as this project last wrote it."""
    try:
        return mark.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None


def _mark(path: Path, settings: Settings) -> Path:
    return settings.work / f"{path.name}.sha256"
