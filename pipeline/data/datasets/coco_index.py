"""COCO's instances and captions files, indexed: only what samples are made of is decoded and kept."""

from __future__ import annotations

import difflib
import gc
import mmap
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec

from pipeline.data.samples import BoxInPixels
from pipeline.errors import PipelineError


class _Licence(msgspec.Struct, gc=False):
    id: int
    name: str = ""
    url: str = ""


class _Image(msgspec.Struct, gc=False):
    id: int
    file_name: str
    width: int
    height: int
    license: int | None = None
    coco_url: str | None = None


class _Category(msgspec.Struct, gc=False):
    id: int
    name: str


class _Annotation(msgspec.Struct, gc=False):
    image_id: int
    category_id: int
    bbox: BoxInPixels


class _Instances(msgspec.Struct):
    images: list[_Image]
    annotations: list[_Annotation]
    categories: list[_Category]
    licenses: list[_Licence] = []


class _Caption(msgspec.Struct, gc=False):
    image_id: int
    caption: str


class _Captions(msgspec.Struct):
    annotations: list[_Caption]


_File = TypeVar("_File", _Instances, _Captions)


class CocoImage(NamedTuple):
    """An image that shows one of the categories asked for."""

    id: int
    label: str
    """The first of the categories that it shows."""
    file_name: str
    width: int
    height: int
    url: str | None
    licence: tuple[str, str] | None
    """Name and address."""
    boxes: tuple[BoxInPixels, ...]
    """Its objects of that category."""


def index_instances(path: Path, classes: Sequence[str]) -> dict[int, CocoImage]:
    """The images that show any of ``classes``, by id, each given to the first class it shows.

    Raises:
        PipelineError: the file is missing, damaged or no instances file, or COCO has no such class.
    """
    file = _decode(path, _Instances)
    rank = _ranks(path, file.categories, classes)
    best: dict[int, int] = {}
    for annotation in file.annotations:
        place = rank.get(annotation.category_id)
        if place is not None and place < best.get(annotation.image_id, len(classes)):
            best[annotation.image_id] = place
    boxes: dict[int, list[BoxInPixels]] = {}
    for annotation in file.annotations:
        place = rank.get(annotation.category_id)
        if place is not None and best[annotation.image_id] == place:
            boxes.setdefault(annotation.image_id, []).append(annotation.bbox)
    licences = {one.id: (one.name, one.url) for one in file.licenses}
    return {
        image.id: CocoImage(
            image.id,
            classes[best[image.id]],
            image.file_name,
            image.width,
            image.height,
            image.coco_url,
            licences.get(image.license) if image.license is not None else None,
            tuple(boxes[image.id]),
        )
        for image in file.images
        if image.id in best
    }


def index_captions(path: Path, images: dict[int, CocoImage]) -> dict[int, list[str]]:
    """The captions of ``images``, by image id, in the file's order; images without captions are left out.

    Raises:
        PipelineError: the file is missing, damaged or no captions file.
    """
    captions: dict[int, list[str]] = {}
    for image_id, caption in all_captions(path):
        if image_id in images:
            captions.setdefault(image_id, []).append(caption)
    return captions


def all_captions(path: Path) -> Iterator[tuple[int, str]]:
    """Every (image id, caption) of a captions file, on one line each, as some end with a line break."""
    for row in _decode(path, _Captions).annotations:
        if caption := " ".join(row.caption.split()):
            yield row.image_id, caption


def _ranks(path: Path, categories: Sequence[_Category], classes: Sequence[str]) -> dict[int, int]:
    """Place in ``classes`` of each category id that it names."""
    names = [category.name for category in categories]
    mistakes = []
    for wanted in classes:
        if wanted not in names:
            near = difflib.get_close_matches(wanted, names, n=3, cutoff=0.5) or sorted(names)[:10]
            mistakes.append(
                f"dataset.classes: {path} has no category {wanted!r}: nearest are {', '.join(near)}: correct it"
            )
    if mistakes:
        raise PipelineError.of(mistakes)
    place = {name: number for number, name in enumerate(classes)}
    return {category.id: place[category.name] for category in categories if category.name in place}


def _decode(path: Path, form: type[_File]) -> _File:
    kind = "instances" if form is _Instances else "captions"
    try:
        # Mapped, not read: the system can drop pages of the file again while objects grow.
        with (
            _collection_paused(),
            path.open("rb") as file,
            mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content,
        ):
            return msgspec.json.Decoder(form).decode(content)
    except FileNotFoundError:
        raise PipelineError(f"{path}: not there: run `python -m pipeline fetch-coco` to download it") from None
    except msgspec.ValidationError as error:
        raise PipelineError(f"{path}: not a COCO {kind} file: {error}: name the {kind} file") from None
    except (msgspec.DecodeError, UnicodeDecodeError, ValueError) as error:
        raise PipelineError(f"{path}: damaged or not JSON ({error}): download it again") from None


@contextmanager
def _collection_paused() -> Iterator[None]:
    """Without garbage collections: none of a million new objects is garbage, and each pass would visit them all."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
