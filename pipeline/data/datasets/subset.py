"""The user's own metadata file, checked record by record: every mistake is one line."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from pipeline.data.datasets.choice_lookup import look_up_choices
from pipeline.data.datasets.json_files import read_json
from pipeline.data.datasets.records import Record, RecordLicence
from pipeline.data.samples import BoxInPixels
from pipeline.errors import PipelineError
from pipeline.settings import Settings

MOST_LINES = 20


class Subset(NamedTuple):
    """A metadata file that was read."""

    records: list[Record]
    note: str
    """Why the categories of the choices are unknown; empty when they are known."""


def read_subset(settings: Settings) -> Subset:
    """The records of ``dataset.subset_file``; categories of the choices are looked up in COCO where it lacks them.

    Raises:
        PipelineError: up to 20 lines of mistakes, each naming the record and the field.
    """
    assert settings.dataset.subset_file is not None
    path = settings.path(settings.dataset.subset_file)
    document = _document(path)
    # By hand, not by a schema: a schema's messages name types, and stop at the first mistake of a record.
    mistakes = [f"{path}: {mistake}" for mistake in _mistakes(document, settings.dataset.distractors + 1)]
    if mistakes:
        more = len(mistakes) - MOST_LINES
        rest = [f"{path}: and {more} more mistakes like these"] if more > 0 else []
        raise PipelineError.of(mistakes[:MOST_LINES] + rest)
    records = msgspec.convert([_record(record) for record in document], list[Record])
    if all(record.choice_labels is not None for record in records):
        return Subset(records, "")
    return Subset(*look_up_choices(records, settings))


def _document(path: Path) -> list[Any]:
    try:
        document = read_json(path)
    except FileNotFoundError:
        raise PipelineError(f"{path}: not there: put your metadata file there, or set dataset.subset_file") from None
    except OSError as error:
        raise PipelineError(f"{path}: cannot be read ({error.strerror}): name your metadata file") from None
    except ValueError as error:
        raise PipelineError(f"{path}: not JSON ({error}): correct it") from None
    if not isinstance(document, list):
        raise PipelineError(f"{path}: expected a list of records, got {_kind(document)}: put the records in a list")
    if not document:
        raise PipelineError(f"{path}: the list of records is empty: add records")
    return document


# ---------------------------------------------------------------- mistakes


def _mistakes(document: list[Any], choices: int) -> Iterator[str]:
    """What is wrong, as "record 3: field: what: what to do"; records count from 0, as in the file's list."""
    seen: dict[str, int] = {}
    for number, record in enumerate(document):
        if not isinstance(record, dict):
            yield f"record {number}: expected an object, got {_kind(record)}: give it its fields"
            continue
        # All of a record's mistakes at once: a script that writes such files makes the same few in each record.
        found = [*_required(record, choices), *_optional(record, choices)]
        yield from (f"record {number}: {mistake}" for mistake in found)
        if "image_id" not in record:
            continue
        # As text, since 7 and "7" would get one file name and one place in every table.
        first = seen.setdefault(str(record["image_id"]), number)
        if first != number:
            yield (
                f"record {number}: image_id: {record['image_id']!r} is that of record {first} too: "
                "keep one record per image"
            )


def _required(record: dict[str, Any], choices: int) -> Iterator[str]:
    for name in ("image_id", "true_label", "choices", "ground_truth_idx"):
        if name not in record:
            yield f"{name}: missing: add it"
    if "image_id" in record and not _is_id(record["image_id"]):
        yield f"image_id: expected a number or a text, got {record['image_id']!r}: correct it"
    if "true_label" in record and not _is_text(record["true_label"]):
        yield f"true_label: expected a category, got {record['true_label']!r}: name one"
    if "choices" in record:
        yield from _captions(record["choices"], choices)
    if "ground_truth_idx" in record:
        index = record["ground_truth_idx"]
        if not _is_whole(index) or not 0 <= index < choices:
            yield f"ground_truth_idx: expected a number from 0 to {choices - 1}, got {index!r}: correct it"


def _captions(captions: Any, wanted: int) -> Iterator[str]:
    if not isinstance(captions, list):
        yield f"choices: expected a list of captions, got {_kind(captions)}: list them"
        return
    if len(captions) != wanted:
        yield (
            f"choices: expected {wanted} captions (dataset.distractors and the right one), got {len(captions)}: "
            "correct it, or set dataset.distractors"
        )
    for place, caption in enumerate(captions):
        if not _is_text(caption):
            yield f"choices[{place}]: expected a caption, got {caption!r}: write one"


class _Optional(msgspec.Struct):
    """The fields that a record may have."""

    choice_labels: list[str] | None = None
    choice_image_ids: list[int | str] | None = None
    file_name: str | None = None
    image_url: str | None = None


# What the coco source adds. Other people's files may mean something else by these names: then they are ignored.
_EXTRAS: dict[str, Any] = {"width": int, "height": int, "license": RecordLicence, "boxes": list[BoxInPixels]}


_FIELDS = {field.encode_name for field in msgspec.structs.fields(Record)} - {"extra"}
LONGEST_EXTRA = 100
"""A longer text names no group."""


def _record(record: dict[str, Any]) -> dict[str, Any]:
    """The record as it is read: without what others mean by names of ours, and their own fields as ``extra``."""
    # Fields of theirs by names of ours are dropped, not refused: the file serves other programs as well.
    known = {key: value for key, value in record.items() if key in _FIELDS}
    own = {key: value for key, value in record.items() if key not in _FIELDS and _is_extra(value)}
    return {key: value for key, value in known.items() if key not in _EXTRAS or _fits(value, _EXTRAS[key])} | {
        "extra": own or None
    }


def _is_extra(value: Any) -> bool:
    if isinstance(value, float):
        return math.isfinite(value)
    # Lists and objects name no group, and a paragraph names a group of one.
    return isinstance(value, int) or (isinstance(value, str) and 0 < len(value) <= LONGEST_EXTRA)


def _fits(value: Any, form: Any) -> bool:
    try:
        msgspec.convert(value, form)
    except msgspec.ValidationError:
        return False
    return True


def _optional(record: dict[str, Any], choices: int) -> Iterator[str]:
    try:
        given = msgspec.convert(record, _Optional)
    except msgspec.ValidationError as error:
        message, _, place = str(error).partition(" - at ")
        yield f"{place.strip('`').removeprefix('$.')}: {message[0].lower()}{message[1:]}: correct it or leave it out"
        return
    for name in ("choice_labels", "choice_image_ids"):
        values = getattr(given, name)
        if values is not None and len(values) != choices:
            yield f"{name}: expected {choices} of them, one per choice, got {len(values)}: correct it or leave it out"
    index: Any = record.get("ground_truth_idx")
    labels = given.choice_labels
    # Only where both are sound; what is wrong with either is told already.
    if labels and _is_whole(index) and 0 <= index < len(labels) and labels[index] != record.get("true_label"):
        yield (
            f"choice_labels[{index}]: {labels[index]!r} is not true_label, {record.get('true_label')!r}, although "
            "that caption is the right one: correct either"
        )


def _is_id(value: Any) -> bool:
    return _is_whole(value) or _is_text(value)


def _is_whole(value: Any) -> bool:
    """A whole number; true and false are none, although Python counts them as such."""
    return isinstance(value, int) and not isinstance(value, bool)


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _kind(value: Any) -> str:
    names = {dict: "an object", list: "a list", str: "a text", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")
