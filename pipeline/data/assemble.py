"""From records to samples: pictures checked, splits chosen, everything in a stable order."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import msgspec

from pipeline.data.datasets.records import LoadedSource, Record, leads_out, picture_file, picture_name
from pipeline.data.datasets.registry import fetch_hint
from pipeline.data.datasets.verified import of_samples, true_distractors
from pipeline.data.digests import Digests
from pipeline.data.inspection import Inspected, inspect_pictures
from pipeline.data.prepared import Prepared
from pipeline.data.samples import Aside, BoxInPixels, ImageIds, Sample
from pipeline.data.splits import choose_pool, seeded_key
from pipeline.errors import PipelineError
from pipeline.progress import Reporter
from pipeline.settings import Settings

# How far a picture's aspect may be from that of the annotated one before its boxes are taken for another's.
ASPECT_TOLERANCE = 0.02


def assemble(source: LoadedSource, settings: Settings, digests: Digests, reporter: Reporter) -> Prepared:
    """The prepared dataset of a source.

    Raises:
        PipelineError: pictures are missing or damaged, or a category is too small for its pool.
    """
    ids = {category: [str(r.image_id) for r in source.records if r.true_label == category]
           for category in source.categories}  # fmt: skip
    # By the dataset's seed: another training seed draws other shots, and is tested on the same samples.
    pool = choose_pool(ids, settings.training.pool_per_class, settings.dataset.seed)
    pictures = _pictures(source, settings, digests, reporter)
    known = ImageIds(str(record.image_id) for record in source.records)
    verified = of_samples(source.verified, known)
    plain = [
        _sample(record, path, seen, known, in_pool=str(record.image_id) in pool)
        for record, (path, seen) in zip(source.records, pictures, strict=True)
    ]
    # Beside the samples and not in them: no model looks at these, and the digest of the data must not move with them.
    asides = {
        str(record.image_id): Aside(brightness=seen.brightness, extra=record.extra or {})
        for record, (_, seen) in zip(source.records, pictures, strict=True)
    }
    samples = [msgspec.structs.replace(s, true_distractors=tuple(true_distractors(s, verified))) for s in plain]
    if boxless := sum(bool(r.boxes) and not s.boxes for r, s in zip(source.records, samples, strict=True)):
        reporter.note(f"prepare: boxes of {boxless} pictures left out: annotated on pictures of another shape")
    # Within a category by seeded keys: a listing's order would put what belongs together side by side.
    rank = {category: place for place, category in enumerate(source.categories)}
    if empty := [category for category, own in ids.items() if not own]:
        reporter.note(f"prepare: no pictures of {', '.join(empty)}: left out")
    samples.sort(key=lambda s: (rank[s.label], seeded_key(settings.dataset.seed, "sample", s.id)))
    return Prepared(
        samples=tuple(samples),
        categories=tuple(category for category, own in ids.items() if own),
        source=settings.dataset.source,
        description=source.description,
        choice_categories_note=source.choice_categories_note,
        asides=tuple(asides[sample.id] for sample in samples),
    )


def _pictures(
    source: LoadedSource, settings: Settings, digests: Digests, reporter: Reporter
) -> Sequence[tuple[Path | None, Inspected]]:
    """Where each record's picture lies, and what it is; without pictures, what its id and its record say."""
    folder = source.image_dir
    if folder is None:
        return [(None, _unseen(record)) for record in source.records]
    if nameless := [record for record in source.records if "\0" in picture_file(record, folder).name]:
        raise PipelineError.of(
            f"image {one.image_id!r}: no file can have a NUL character in its name: give it another file_name"
            for one in nameless
        )
    names = {record.image_id: picture_name(record.image_id, record.file_name) for record in source.records}
    if outside := [image_id for image_id, name in names.items() if leads_out(name)]:
        raise PipelineError.of(
            f"image {one!r}: its picture {names[one]!r} leads out of dataset.image_dir ({folder}): put it there"
            for one in outside
        )
    paths = [_existing(record, folder, settings) for record in source.records]
    places = [settings.path(path) for path in paths]
    inside = settings.path(folder)
    # Somebody put such links there, as shared disks and git-annex do, and may have forgotten that copies are published.
    if links := [pair for pair in zip(paths, places, strict=True) if not pair[1].is_relative_to(inside)]:
        reporter.note(
            f"prepare: {len(links)} pictures are links that lead out of {folder} (the first: {links[0][0]} is "
            f"{links[0][1]}): the page shows copies of what they lead to"
        )
    missing = "put it in its place"
    if settings.dataset.source == "coco":
        missing = f"{fetch_hint(settings)} to download what is missing"
    inspected = inspect_pictures(places, digests, reporter, missing=missing, redraw=source.redraw)
    return list(zip(paths, inspected, strict=True))


def _unseen(record: Record) -> Inspected:
    # Features are stored by what was encoded; of a picture that is not here, only its id can stand for it.
    digest = hashlib.sha256(f"image {record.image_id}".encode("utf-8", "surrogatepass")).hexdigest()
    return Inspected(digest, record.width or 0, record.height or 0, None)


def _existing(record: Record, image_dir: Path, settings: Settings) -> Path:
    """The record's picture; one named by its id serves as well, as the metadata file's own form has it."""
    named = picture_file(record, image_dir)
    by_id = image_dir / f"{record.image_id}.jpg"
    try:
        if by_id != named and not settings.path(named).is_file() and settings.path(by_id).is_file():
            return by_id
    except OSError:
        pass  # a name that no file can have: inspection says so
    return named


def _sample(record: Record, path: Path | None, seen: Inspected, known: ImageIds, *, in_pool: bool) -> Sample:
    return Sample(
        id=str(record.image_id),
        label=record.true_label,
        choices=tuple(record.choices),
        correct=record.ground_truth_idx,
        choice_labels=tuple(record.choice_labels) if record.choice_labels else None,
        choice_image_ids=tuple(known.meant(one) or one for one in map(str, record.choice_image_ids or ())) or None,
        image=path.as_posix() if path else None,
        sha256=seen.sha256,
        width=seen.width,
        height=seen.height,
        boxes=_fitted(record, seen),
        image_url=record.image_url,
        licence=(record.license.name, record.license.url) if record.license else None,
        split="pool" if in_pool else "test",
    )


def _fitted(record: Record, seen: Inspected) -> tuple[BoxInPixels, ...]:
    """The record's boxes on the picture as it is: scaled with it, dropped when it is another or turned."""
    boxes: Sequence[BoxInPixels] = record.boxes or ()
    # Without the annotated size there is nothing to scale by, and the boxes are believed.
    if not record.width or not record.height:
        return tuple(boxes)
    across, down = seen.width / record.width, seen.height / record.height
    # Cropped, turned, or another picture: wherever the boxes lay, it is not where they lie now.
    if abs(across / down - 1) > ASPECT_TOLERANCE:
        return ()
    if across == down == 1:
        return tuple(boxes)
    return tuple((left * across, top * down, width * across, height * down) for left, top, width, height in boxes)
