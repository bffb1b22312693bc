"""Categories of candidate captions that a metadata file does not name, found in COCO's own files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from pipeline.data.datasets.coco_index import ImageId, all_captions, index_instances
from pipeline.data.datasets.records import Record
from pipeline.data.samples import normalised
from pipeline.settings import Settings


class _Origin(NamedTuple):
    label: str
    image_id: int | str


def look_up_choices(records: list[Record], settings: Settings) -> tuple[list[Record], str]:
    """Records with the category and image of every choice, by their wording in COCO's captions file.

    Returns:
        The records and an empty note; or, when any choice cannot be told, the records as they were and why.
    """
    dataset = settings.dataset
    if dataset.captions is None or dataset.instances is None:
        return records, (
            "The metadata file does not name the categories of the choices; with dataset.captions and "
            "dataset.instances set, they are looked up in COCO's captions."
        )
    # Only these: COCO has 600,000 captions, and most are nobody's choice here.
    texts = {normalised(caption) for record in records for caption in record.choices}
    written_for: dict[str, set[ImageId]] = {}
    for image_id, caption in all_captions(settings.path(dataset.captions)):
        if (words := normalised(caption)) in texts:
            written_for.setdefault(words, set()).add(image_id)
    images = index_instances(settings.path(dataset.instances), dataset.classes)
    labels = {image_id: image.label for image_id, image in images.items()}
    return _resolve(records, written_for, labels)


def _resolve(
    records: list[Record], written_for: dict[str, set[ImageId]], labels: dict[ImageId, str]
) -> tuple[list[Record], str]:
    resolved: list[Record] = []
    failures: Counter[str] = Counter()
    for record in records:
        if record.choice_labels is not None:
            resolved.append(record)
            continue
        origins: list[_Origin] = []
        for place, caption in enumerate(record.choices):
            if place == record.ground_truth_idx:
                origins.append(_Origin(record.true_label, record.image_id))
                continue
            origin = _origin(record, written_for.get(normalised(caption), set()), labels)
            if isinstance(origin, _Origin):
                origins.append(origin)
            else:
                failures[origin] += 1
        if len(origins) == len(record.choices):
            resolved.append(_with_origins(record, origins))
    if failures:
        total = sum(len(record.choices) for record in records)
        reasons = "; ".join(f"{count} {reason}" for reason, count in sorted(failures.items()))
        return records, f"Of {total} choices, the categories of some could not be told from COCO's captions: {reasons}."
    return resolved, ""


def _origin(record: Record, image_ids: set[ImageId], labels: dict[ImageId, str]) -> _Origin | str:
    """Where a caption comes from, or why that cannot be told."""
    own = next((image_id for image_id in image_ids if str(image_id) == str(record.image_id).lstrip("0")), None)
    if own is not None:
        return _Origin(record.true_label, record.image_id)
    if not image_ids:
        return "are not in the captions file"
    found = {labels.get(image_id) for image_id in image_ids}
    if None in found:
        return "belong to images that show none of the classes"
    if len(found) > 1:
        return "belong to images of several categories"
    # Several images of one category may share a wording; any of them will do, the first is stable.
    return _Origin(str(found.pop()), min(image_ids, key=lambda one: (isinstance(one, str), one)))


def _with_origins(record: Record, origins: Sequence[_Origin]) -> Record:
    return msgspec.structs.replace(
        record,
        choice_labels=[origin.label for origin in origins],
        choice_image_ids=[origin.image_id for origin in origins],
    )
