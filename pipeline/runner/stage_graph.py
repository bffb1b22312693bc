"""The stages of a run: what each does and needs, which settings change it, what it reads and what it leaves behind.

The commands are named by this graph, and ``--help`` has to answer at once: what takes a moment to import is imported
by the functions that need it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.settings import Settings


@dataclass(frozen=True)
class Stage:
    """One node of the graph; ``pipeline.stages.<module>.run`` does the work."""

    name: str
    """Of the command as well."""
    summary: str
    """What the command's help says."""
    needs: tuple[str, ...]
    settings: tuple[str, ...]
    """Keys of the settings that change its results, dotted."""
    writes: Callable[[Settings], Iterable[Path]]
    """Files that it leaves behind, known once it has run."""
    reads: Callable[[Settings], Iterable[Path]] = lambda settings: ()
    """Files from outside that it reads, known before it runs."""
    saw: Callable[[Settings], dict[Path, str]] = lambda settings: {}
    """Digests of more files from outside, as the stage itself found them."""
    shared: bool = False
    """Whether the ranks of a run take their parts of it; others are the first rank's alone."""

    @property
    def module(self) -> str:
        """Where its ``run`` is."""
        return f"pipeline.stages.{self.name.replace('-', '_')}"


def _sources(settings: Settings) -> Iterator[Path]:
    from pipeline.data.datasets.registry import source_files

    return source_files(settings)


def _pictures(settings: Settings) -> dict[Path, str]:
    """Every picture of the prepared samples."""
    from pipeline.data.prepared import load_prepared

    samples = load_prepared(settings).samples
    return {settings.path(sample.image): sample.sha256 for sample in samples if sample.image}


def _prepared(settings: Settings) -> Iterator[Path]:
    from pipeline.data.datasets.registry import made_files

    yield settings.work / "prepared.json"
    yield settings.docs / "data/dataset.json"
    yield from made_files(settings)


def _models(settings: Settings) -> Iterator[Path]:
    """Features, weights and architectures of the user's; a name of open_clip's is a file that is not there."""
    for backbone in settings.backbones:
        if backbone.features:
            from pipeline.clip.features.feature_folders import files_of

            yield from files_of(settings.path(backbone.features))
        # Also where it is no file: one that appears by that name later makes the stage stale.
        yield from (settings.path(named) for named in (backbone.pretrained, backbone.architecture) if named)
        if backbone.pretrained.startswith("local-dir:"):
            yield from settings.path(backbone.pretrained.removeprefix("local-dir:")).glob("*.*")


def _features(settings: Settings) -> Iterator[Path]:
    """What is known of each backbone, and the stored features of the samples."""
    from pipeline.clip.features.feature_store import FeatureStore, feature_files
    from pipeline.data.prepared import load_prepared

    prepared = load_prepared(settings)
    yield settings.work / "extraction.json"
    for backbone in settings.backbones:
        yield settings.work / f"backbone-{backbone.id}.json"
        yield from feature_files(FeatureStore.open(settings, backbone), prepared)


def _checkpoints(settings: Settings) -> Iterator[Path]:
    from pipeline.results.names import all_rows

    yield settings.docs / "data/curves.json"
    for row in all_rows(settings):
        if row.checkpoint:
            yield settings.path(row.checkpoint)
        if row.draws:
            yield row.draws


def _explained(settings: Settings) -> Iterator[Path]:
    from pipeline.results.schemas.timings import map_times_file

    # Its seconds too: lost, they would not come back before maps are drawn again.
    yield from _artifacts("attention")(settings)
    yield map_times_file(settings.work)


def _elsewhere(settings: Settings) -> Iterator[Path]:
    from pipeline.clip.generalisation import ELSEWHERE

    yield settings.work / ELSEWHERE


def _artifacts(*names: str) -> Callable[[Settings], Iterator[Path]]:
    """The artifacts named, and every picture under docs/ that they mention."""

    def paths(settings: Settings) -> Iterator[Path]:
        from pipeline.results.earlier import pictures_in
        from pipeline.results.parts import part_names, read_whole

        for name in names:
            path = settings.docs / f"data/{name}.json"
            yield path
            yield from (path.with_name(part) for part in part_names(path))
            yield from (settings.docs / picture for picture in pictures_in(json.loads(read_whole(path))))

    return paths


# What every stage after extraction depends on, although it reads only stored features.
MODELS = ("backbones", "precision", "device", "extraction.batch_size", "extraction.caption_batch_size")

STAGES = (
    Stage(
        "prepare",
        "Build the samples and their splits from the dataset's files, checking every picture.",
        needs=(),
        # backbones, since tokenizers decide which captions are one to a model.
        settings=("dataset", "backbones", "training.pool_per_class", "paths"),
        writes=_prepared,
        # Pictures are not among them: the stage digests each as it reads it, and tells of them afterwards.
        reads=_sources,
        saw=_pictures,
    ),
    Stage(
        "explore",
        "Describe the data: categories, captions, sampled pairs.",
        needs=("prepare",),
        settings=("dataset.seed", "paths"),
        writes=_artifacts("eda"),
    ),
    Stage(
        "extract",
        "Encode each picture and each distinct caption once with the frozen backbones.",
        needs=("prepare",),
        settings=MODELS,
        writes=_features,
        reads=_models,
        shared=True,
    ),
    Stage(
        "train",
        "Train the adapters on stored features.",
        needs=("extract",),
        settings=(*MODELS, "training", "paths"),
        writes=_checkpoints,
    ),
    Stage(
        "generalise",
        "Try the rows among other distractors, and on categories that their adapters never saw.",
        needs=("train",),
        settings=(*MODELS, "training", "evaluation.seed", "evaluation.redraws", "evaluation.unseen_draws", "paths"),
        writes=_elsewhere,
    ),
    Stage(
        "evaluate",
        "Measure every row on the test set.",
        needs=("generalise",),
        settings=(*MODELS, "training", "evaluation", "explain.samples", "dataset", "paths", "site.largest_file_mb"),
        writes=_artifacts("metrics", "predictions", "draws", "validation", "shown_samples"),
    ),
    Stage(
        "explain",
        "Draw heat maps for the samples that the page shows.",
        needs=("evaluate",),
        settings=(*MODELS, "training", "explain", "evaluation", "paths"),
        writes=_explained,
        # The models themselves, not only their stored features: a map needs their gradients.
        reads=_models,
        shared=True,
    ),
    Stage(
        "map-samples",
        "Place pictures and captions of the test set in two dimensions.",
        needs=("extract",),
        settings=(*MODELS, "evaluation.seed", "evaluation.map_samples", "paths"),
        writes=_artifacts("map"),
    ),
    Stage(
        "find-slices",
        "Find groups of samples on which a row does worse, and confirm them on others.",
        needs=("evaluate",),
        settings=("training", "evaluation", "paths", "site.largest_file_mb"),
        writes=_artifacts("slices"),
    ),
    Stage(
        "hard-cases",
        "Collect misclassified and ambiguous samples.",
        needs=("evaluate",),
        settings=("paths", "evaluation", "site.largest_file_mb"),
        writes=_artifacts("hard_cases", "test_samples"),
    ),
)
"""In the order in which they run: each after all that it needs."""

# Stages that cannot do without usable weights and a device: both are checked before anything is written.
NEED_MODELS = {"extract", "train", "generalise", "evaluate", "explain", "map-samples"}
BY_NAME = {stage.name: stage for stage in STAGES}


def needed(name: str) -> set[str]:
    """A stage and everything that must be done before it."""
    return {name}.union(*(needed(other) for other in BY_NAME[name].needs))
