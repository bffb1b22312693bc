"""COCO's instances and captions files, indexed: only what samples are made of is decoded and kept."""

from __future__ import annotations

import mmap
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import msgspec

from pipeline.data.datasets.json_files import read_json
from pipeline.data.datasets.records import leads_out, picture_name
from pipeline.data.samples import BoxInPixels
from pipeline.errors import PipelineError, hint
from pipeline.results.form.row_reader import collection_paused

ImageId = int | str
"""COCO's own are numbers. Other people's may be words: COCO's tools only compare them."""


class _Licence(msgspec.Struct, gc=False):
    id: int
    name: str = ""
    url: str = ""


class _Image(msgspec.Struct, gc=False):
    id: ImageId
    file_name: str
    width: int = 0
    height: int = 0
    license: int | str | None = None
    coco_url: str | None = None


class _Category(msgspec.Struct, gc=False):
    id: int | str
    name: str


class _Annotation(msgspec.Struct, gc=False):
    image_id: ImageId
    category_id: int | str
    bbox: tuple[float, ...] = ()
    iscrowd: int | bool = 0


class _Instances(msgspec.Struct):
    images: list[_Image]
    annotations: list[_Annotation]
    categories: list[_Category]
    licenses: list[_Licence] = []


class _Caption(msgspec.Struct, gc=False):
    image_id: ImageId
    caption: str


class _Captions(msgspec.Struct):
    annotations: list[_Caption]


_File = TypeVar("_File", _Instances, _Captions)


class CocoImage(NamedTuple):
    """An image that shows one of the categories asked for."""

    id: ImageId
    label: str
    """The first of the categories that it shows."""
    file_name: str
    width: int
    """Pixels, as COCO has them."""
    height: int
    url: str | None
    licence: tuple[str, str] | None
    """Name and address."""
    boxes: tuple[BoxInPixels, ...]
    """Its objects of that category."""


# No picture is as wide; what lies beyond is a slip of somebody's program.
_FURTHEST = 1e6


def index_instances(path: Path, classes: Sequence[str], odd: Counter[str] | None = None) -> dict[ImageId, CocoImage]:
    """The images that show any of ``classes``, by id, each given to the first class it shows.

    Regions of a crowd tell what an image shows, and are no box of one object.

    Args:
        odd: counts what cannot be used, by what is wrong with it; the rest is used.

    Raises:
        PipelineError: the file is missing, damaged or no instances file, or COCO has no such class.
    """
    odd = Counter() if odd is None else odd
    file = _decode(path, _Instances, odd)
    rank = _ranks(path, file.categories, classes)
    if repeated := [name for name, n in Counter(one.name for one in file.categories).items() if n > 1]:
        odd[f"categories that share a name ({', '.join(repeated)}), taken for one"] += len(repeated)
    # By place among the classes asked for: an image of a bear and a zebra belongs to whichever is named first.
    best: dict[ImageId, int] = {}
    for annotation in file.annotations:
        place = rank.get(annotation.category_id)
        if place is not None and place < best.get(annotation.image_id, len(classes)):
            best[annotation.image_id] = place
    # A second pass: which of its categories an image belongs to is known only after all of its objects.
    boxes: dict[ImageId, list[BoxInPixels]] = {}
    for annotation in file.annotations:
        place = rank.get(annotation.category_id)
        if place is None or best[annotation.image_id] != place or annotation.iscrowd:
            continue
        if (box := _usable(annotation.bbox)) is not None:
            boxes.setdefault(annotation.image_id, []).append(box)
        else:
            odd["boxes without four numbers, or without width and height"] += 1
    # As text on both sides: one program writes 1 where another one writes "1".
    licences = {str(one.id): (one.name, one.url) for one in file.licenses}
    indexed: dict[ImageId, CocoImage] = {}
    for image in file.images:
        if image.id in indexed:
            odd["images whose id another has, left out"] += 1
        # Images that show none of the classes are most of COCO, and never become objects.
        elif image.id not in best:
            continue
        elif leads_out(picture_name(image.id, image.file_name)):
            odd["images whose file_name leads out of the folder of pictures, left out"] += 1
        else:
            indexed[image.id] = CocoImage(
                image.id,
                classes[best[image.id]],
                image.file_name,
                max(image.width, 0),
                max(image.height, 0),
                image.coco_url,
                licences.get(str(image.license)),
                tuple(boxes.get(image.id, ())),
            )
    return indexed


def _usable(box: tuple[float, ...]) -> BoxInPixels | None:
    """Left, top, width, height, where they enclose something."""
    # NaN is smaller than nothing, and so refused by the same comparison.
    if len(box) != 4 or not all(abs(value) < _FURTHEST for value in box) or box[2] <= 0 or box[3] <= 0:
        return None
    return box[0], box[1], box[2], box[3]


def index_captions(
    path: Path, images: dict[ImageId, CocoImage], odd: Counter[str] | None = None
) -> dict[ImageId, list[str]]:
    """The captions of ``images``, by image id, in the file's order; images without captions are left out.

    Args:
        odd: as in ``index_instances``.

    Raises:
        PipelineError: the file is missing, damaged or no captions file.
    """
    captions: dict[ImageId, list[str]] = {}
    for image_id, caption in all_captions(path, odd):
        if image_id in images:
            captions.setdefault(image_id, []).append(caption)
    return captions


def all_captions(path: Path, odd: Counter[str] | None = None) -> Iterator[tuple[ImageId, str]]:
    """Every (image id, caption) of a captions file, on one line each, as some end with a line break."""
    for row in _decode(path, _Captions, Counter() if odd is None else odd).annotations:
        if caption := " ".join(row.caption.split()):
            yield row.image_id, caption


def _ranks(path: Path, categories: Sequence[_Category], classes: Sequence[str]) -> dict[int | str, int]:
    """Place in ``classes`` of each category id that it names."""
    names = [category.name for category in categories]
    mistakes = []
    for wanted in classes:
        if wanted not in names:
            mistakes.append(f"dataset.classes: {path} has no category {wanted!r}: {hint(wanted, sorted(names))}")
    if mistakes:
        raise PipelineError.of(mistakes)
    place = {name: number for number, name in enumerate(classes)}
    return {category.id: place[category.name] for category in categories if category.name in place}


def _decode(path: Path, form: type[_File], odd: Counter[str]) -> _File:
    kind = "instances" if form is _Instances else "captions"
    if path.exists() and not path.is_file():
        raise PipelineError(f"{path}: no regular file: name the {kind} file")
    try:
        # Mapped, not read: the system can drop pages of the file again while objects grow.
        with (
            collection_paused(),
            path.open("rb") as file,
            mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content,
        ):
            try:
                # By the form first: records that nobody needs are skipped as bytes, in a fraction of time and memory.
                found = msgspec.json.Decoder(form).decode(content)
            except (msgspec.DecodeError, RecursionError):
                # Of another form, or in other wrappings; what it is in truth is said from here.
                found = _one_by_one(read_json(path), form, odd)
        return _with_equal_ids(found)
    except FileNotFoundError:
        raise PipelineError(f"{path}: not there: run `python -m pipeline fetch-coco` to download it") from None
    except msgspec.ValidationError as error:
        raise PipelineError(f"{path}: not a COCO {kind} file: {error}: name the {kind} file") from None
    except ValueError as error:
        raise PipelineError(f"{path}: damaged or not JSON ({error}): download it again") from None


def _one_by_one(plain: Any, form: type[_File], odd: Counter[str]) -> _File:
    """Record by record, as COCO's own tools take them: numbers in quotes or with a point are numbers."""
    try:
        return msgspec.convert(plain, form)
    except msgspec.ValidationError as error:
        reason = error
    if not isinstance(plain, dict):
        raise reason
    file = form(**{field.name: [] for field in msgspec.structs.fields(form)})
    for field in msgspec.structs.fields(form):
        (record,) = field.type.__args__
        # Without licences a file is still COCO's; without the others it is something else.
        rows = plain.get(field.name, [] if field.name == "licenses" else None)
        if not isinstance(rows, list):
            raise reason
        for row in rows:
            try:
                getattr(file, field.name).append(msgspec.convert(_plain_numbers(row), record, strict=False))
            except msgspec.ValidationError as error:
                odd[f"{field.name} of another form (the first: {error})"] += 1
        # Not a single record of the form: this is another file, and not an odd one.
        if rows and not getattr(file, field.name):
            raise reason
    return file


def _with_equal_ids(file: _File) -> _File:
    """Ids of numbers in quotes become numbers, since one program writes 7 where another one writes "7"."""
    for field, names in (("images", ("id",)), ("categories", ("id",)), ("annotations", ("image_id", "category_id"))):
        for record in getattr(file, field, ()):
            for name in names:
                value = getattr(record, name, None)
                # Fewer than 19 digits fit 64 bits, as msgspec reads numbers.
                if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) < 19:
                    setattr(record, name, int(value))
    return file


def _plain_numbers(row: Any) -> Any:
    """A record whose whole numbers are written as such, an empty licence as none, unnamed ones as unnamed."""
    if not isinstance(row, dict):
        return row
    whole = {
        key: int(value) if isinstance(value, float) and value.is_integer() else value for key, value in row.items()
    }
    return {key: value for key, value in whole.items() if value is not None}
