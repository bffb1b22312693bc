"""The sources of samples, each ending in the same list of records."""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline import demo
from pipeline.data.datasets.coco_index import index_captions, index_instances
from pipeline.data.datasets.coco_sampling import build_records
from pipeline.data.datasets.records import LoadedSource, Record
from pipeline.data.datasets.subset import read_subset
from pipeline.data.datasets.verified import VerifiedPositives, eccv_positives, joined, read_verified
from pipeline.errors import PipelineError
from pipeline.progress import Reporter
from pipeline.settings import Dataset, Settings


@dataclass(frozen=True)
class Source:
    """Where samples come from."""

    load: Callable[[Settings, Reporter], LoadedSource]
    reads: tuple[str, ...] = ()
    """Keys of ``dataset`` that name files which the records come from: when one changes, samples are prepared anew."""
    makes: Callable[[Settings], Iterable[Path]] = lambda settings: ()
    """Files that loading leaves behind."""


def load_source(settings: Settings, reporter: Reporter) -> LoadedSource:
    """The records that the settings describe.

    Raises:
        PipelineError: files are missing or of the wrong shape, or hold too little for the settings.
    """
    return SOURCES[settings.dataset.source].load(settings, reporter)


def source_files(settings: Settings) -> Iterator[Path]:
    """The user's own files that the records come from, whether they are there or not."""
    named = (getattr(settings.dataset, key) for key in SOURCES[settings.dataset.source].reads)
    yield from (settings.path(path) for path in named if path)


def made_files(settings: Settings) -> Iterable[Path]:
    """The files that loading the source leaves behind: a drawn world, or the metadata file of a COCO subset."""
    return SOURCES[settings.dataset.source].makes(settings)


# ---------------------------------------------------------------- one function a source


def _from_subset(settings: Settings, reporter: Reporter) -> LoadedSource:
    dataset = settings.dataset
    assert dataset.subset_file is not None
    subset = read_subset(settings)
    labels = {record.true_label for record in subset.records}
    # The settings' order, and what only the file knows after it: pages and seeds go by this order.
    categories = [name for name in dataset.classes if name in labels]
    categories += sorted(labels - set(categories))
    description = f"{len(subset.records)} samples of the metadata file {dataset.subset_file.name}."
    verified = _verified(settings, subset.records)
    return LoadedSource(subset.records, dataset.image_dir, tuple(categories), description, subset.note, verified)


def _from_coco(settings: Settings, reporter: Reporter) -> LoadedSource:
    dataset = settings.dataset
    assert dataset.instances is not None
    assert dataset.captions is not None
    assert dataset.image_dir is not None
    check_annotations(settings)
    instances, captions = settings.path(dataset.instances), settings.path(dataset.captions)
    records = _records(instances, captions, settings, reporter)
    description = f"{len(records)} images of COCO ({dataset.instances.name}), one category each."
    verified = _verified(settings, records)
    return LoadedSource(records, dataset.image_dir, tuple(dataset.classes), description, verified=verified)


def _verified(settings: Settings, records: Sequence[Record]) -> VerifiedPositives:
    """What the user's own file and eccv-caption know."""
    dataset = settings.dataset
    own = read_verified(settings.path(dataset.verified)) if dataset.verified else {}
    captions = settings.path(dataset.captions) if dataset.captions else None
    return joined(own, eccv_positives((str(record.image_id) for record in records), captions))


def _coco_files(settings: Settings) -> Iterator[Path]:
    if settings.dataset.subset_file is not None:
        yield settings.path(settings.dataset.subset_file)


def check_annotations(settings: Settings) -> None:
    """See that COCO's annotation files are there, where the settings need them.

    Raises:
        PipelineError: one line for each that is not.
    """
    files = (settings.dataset.instances, settings.dataset.captions) if settings.dataset.source == "coco" else ()
    absent = [path for file in files if file and not (path := settings.path(file)).is_file()]
    if absent:
        raise PipelineError.of(f"{path}: not there: {fetch_hint(settings)} to download it" for path in absent)


def fetch_hint(settings: Settings) -> str:
    """The command that downloads what a coco profile lacks."""
    return f"run `python -m pipeline fetch-coco --profile {settings.profile}`"


def _from_scenes(settings: Settings, reporter: Reporter) -> LoadedSource:
    from pipeline.demo.scenes.world_files import CAPTIONS, INSTANCES, VERIFIED, draw_world, is_complete
    from pipeline.demo.scenes.worlds import EVALUATION, HELD_OUT_SETTINGS

    dataset = settings.dataset
    world = scenes_folder(settings)

    def draw() -> None:
        count = _scenes_per_class(dataset)
        with reporter.task("Drawing scenes", count * len(dataset.classes)) as advance:
            draw_world(
                world,
                world=EVALUATION,
                images_per_class=dict.fromkeys(dataset.classes, count),
                seed=dataset.seed,
                progress=lambda done, total: advance(1),
            )

    # A damaged drawing is deleted, since whole ones are left alone when the world is drawn again.
    def redraw(pictures: Sequence[Path]) -> None:
        for path in pictures:
            path.unlink(missing_ok=True)
        draw()

    # Drawn once for these settings and this code: both are in the folder's name.
    if not is_complete(world):
        draw()
    records = _records(world / INSTANCES, world / CAPTIONS, settings, reporter)
    description = (
        f"{len(records)} drawn scenes, one category each. The demo's models learned in another world: no combination "
        f"of category, colour and place is the same, and {len(HELD_OUT_SETTINGS)} places are new to them "
        f"({', '.join(HELD_OUT_SETTINGS)})."
    )
    images = settings.paths.cache / world.name / "images"
    verified = read_verified(world / VERIFIED)
    return LoadedSource(records, images, tuple(dataset.classes), description, verified=verified, redraw=redraw)


def _scenes_files(settings: Settings) -> Iterator[Path]:
    from pipeline.demo.scenes.world_files import CAPTIONS, INSTANCES, VERIFIED

    # The pictures are not listed: each is checked by its own digest whenever samples are prepared.
    yield from (scenes_folder(settings) / name for name in (INSTANCES, CAPTIONS, VERIFIED))


def scenes_folder(settings: Settings) -> Path:
    """Where the drawn world of these settings lies."""
    return settings.cache / f"scenes-{_scenes_digest(settings.dataset)}"


def _scenes_per_class(dataset: Dataset) -> int:
    """Scenes to draw of every category, so that ``per_class`` and ``extra`` can be met."""
    return dataset.per_class + math.ceil(dataset.extra / len(dataset.classes))


def _scenes_digest(dataset: Dataset) -> str:
    """Digest of what a drawn world follows from, the code that draws included."""
    # The code that draws belongs to it: what older code made is no such world.
    facts = (dataset.seed, dataset.per_class, dataset.extra, *dataset.classes)
    return hashlib.sha256(repr((demo.code_digest(), facts)).encode()).hexdigest()[:16]


def _records(instances: Path, captions: Path, settings: Settings, reporter: Reporter) -> list[Record]:
    # Counted and said at the end: a line for every odd box of COCO's 860,000 would be no help.
    odd: dict[Path, Counter[str]] = {instances: Counter(), captions: Counter()}
    images = index_instances(instances, settings.dataset.classes, odd[instances])
    captioned = index_captions(captions, images, odd[captions])
    for path, counts in odd.items():
        for what, number in counts.items():
            reporter.note(f"prepare: {path.name}: {number} {what}")
    return build_records(images, captioned, settings.dataset, settings.training.pool_per_class)


SOURCES = {
    "subset": Source(_from_subset, reads=("subset_file", "instances", "captions", "verified")),
    # Its subset_file is written, not read.
    "coco": Source(_from_coco, reads=("instances", "captions", "verified"), makes=_coco_files),
    "scenes": Source(_from_scenes, makes=_scenes_files),
}
"""By their name in ``dataset.source``."""
