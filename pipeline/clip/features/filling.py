"""Fill a feature store with what it lacks: each rank of a run computes its batches; the first sees that all came."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import torch

from pipeline.clip.backbones.loading import LoadedBackbone
from pipeline.clip.device import describe
from pipeline.clip.features.encoding import caption_lengths, default_workers, encode_captions, encode_images
from pipeline.clip.features.feature_store import FeatureStore, caption_key, distinct_captions
from pipeline.clip.features.features import Kind
from pipeline.data.prepared import Prepared
from pipeline.errors import PipelineError
from pipeline.progress import Reporter
from pipeline.ranks import PATIENCE, Ranks
from pipeline.results.conditions import Conditions, Versions
from pipeline.settings import Backbone, Settings

KINDS: tuple[Kind, Kind] = ("images", "captions")


def fill_store(
    store: FeatureStore, loaded: LoadedBackbone, settings: Settings, prepared: Prepared, reporter: Reporter
) -> None:
    """Compute the features that the store lacks of these samples, each rank those of its batches.

    Raises:
        PipelineError: something is wrong with a picture, or a rank's features are not there in the end.
    """
    extraction, name, ranks = settings.extraction, loaded.settings.name, Ranks.here()
    workers = default_workers() if extraction.workers is None else extraction.workers
    conditions = Conditions(describe(loaded.device), torch.get_num_threads(), workers, Versions.now())
    paths, captions = pictures_by_key(settings, prepared), captions_by_key(prepared)
    # The first rank's view is everybody's: the others may be writing by the time that a slow one looks.
    images_left, captions_left = ranks.first(lambda: lacking(store, prepared))
    if images_left:
        with reporter.task(f"{name}: pictures", len(images_left)) as advance:
            mine = ranks.batches(images_left, extraction.batch_size)
            files = [paths[key] for key in mine]
            batches = encode_images(loaded, files, batch_size=extraction.batch_size, workers=workers, digests=mine)
            done = ranks.for_all(advance, len(images_left))
            ranks.each(partial(store.fill, "images", mine, batches, done, conditions))
    if captions_left:
        with reporter.task(f"{name}: captions", len(captions_left)) as advance:
            captions_left = _shortest_first(loaded, captions, captions_left)
            mine = ranks.batches(captions_left, extraction.caption_batch_size)
            texts = [captions[key] for key in mine]
            batches = encode_captions(loaded, texts, batch_size=extraction.caption_batch_size)
            done = ranks.for_all(advance, len(captions_left))
            ranks.each(partial(store.fill, "captions", mine, batches, done, conditions))
    if ranks.count > 1:
        parts: list[tuple[Kind, list[str], int]] = [
            ("images", images_left, extraction.batch_size),
            ("captions", captions_left, extraction.caption_batch_size),
        ]
        ranks.first(lambda: _see_that_all_came(settings, loaded.settings, parts))
    # Opened anew: files of the other ranks came after this one had looked.
    ranks.first(lambda: FeatureStore(store.folder).compact())


def _shortest_first(loaded: LoadedBackbone, captions: dict[str, str], keys: list[str]) -> list[str]:
    """The keys in the order in which their captions go into batches; each rank measures its part of them."""
    ranks = Ranks.here()
    if ranks.count == 1:
        return keys  # encoding measures them itself
    part = [captions[key] for key in keys[ranks.number :: ranks.count]]
    lengths = [0] * len(keys)
    for number, some in enumerate(ranks.gather(ranks.each(lambda: caption_lengths(loaded, part)))):
        lengths[number :: ranks.count] = some
    return [keys[row] for row in sorted(range(len(keys)), key=lengths.__getitem__)]


def _see_that_all_came(settings: Settings, backbone: Backbone, parts: Sequence[tuple[Kind, list[str], int]]) -> None:
    """See that the features that all ranks computed are in the store, as the first one sees it.

    Raises:
        PipelineError: a line for every rank whose features are not.
    """
    for patience in range(PATIENCE, -1, -1):
        store = FeatureStore.open(settings, backbone)
        if not any(store.missing(kind, keys) for kind, keys, _ in parts):
            return
        if patience:
            time.sleep(1)  # some file systems show late what another machine wrote
    mistakes = []
    for number in range(Ranks.here().count):
        rank = replace(Ranks.here(), number=number)
        for kind, keys, size in parts:
            mine = rank.batches(keys, size)
            if left := store.missing(kind, mine):
                mistakes.append(
                    f"backbones.{backbone.id}: {len(left)} of the {len(mine)} {kind} of {rank.name} are not in "
                    f"{store.folder}: see that all machines have this folder in common, and run the same command again"
                )
    raise PipelineError.of(mistakes)


def lacking(store: FeatureStore, prepared: Prepared) -> tuple[list[str], list[str]]:
    """Keys of the images and of the captions that the store lacks."""
    images = [sample.sha256 for sample in prepared.samples]
    return store.missing("images", images), store.missing("captions", captions_by_key(prepared))


def pictures_by_key(settings: Settings, prepared: Prepared) -> dict[str, Path]:
    """A file for every distinct picture."""
    return {sample.sha256: settings.path(sample.image) for sample in prepared.samples if sample.image}


def captions_by_key(prepared: Prepared) -> dict[str, str]:
    """Every distinct caption."""
    return {caption_key(caption): caption for caption in distinct_captions(prepared.samples)}
