"""The metadata file: one record per image, with its candidate captions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from pipeline.data.samples import BoxInPixels
from pipeline.results.artifact import dumps


class RecordLicence(msgspec.Struct, frozen=True):
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


def dump_records(records: Sequence[Record]) -> str:
    """The text of a metadata file, one record a line."""
    return dumps(msgspec.to_builtins(list(records)))


def picture_file(record: Record, image_dir: Path) -> Path:
    """Where a record's picture lies; ``image_dir`` as the settings name it."""
    return image_dir / (record.file_name or f"{record.image_id}.jpg")
