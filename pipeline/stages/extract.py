"""Features of every picture and every distinct caption, from every frozen backbone; nothing twice."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import torch
from torch import Tensor

from pipeline.clip.backbones.loading import LoadedBackbone, load_backbone
from pipeline.clip.backbones.precision import note_on, pick_precision
from pipeline.clip.device import be_deterministic, describe, pick_device
from pipeline.clip.features.encoding import Encoded, default_workers, encode_captions, encode_images
from pipeline.clip.features.feature_store import (
    FeatureStore,
    Kind,
    caption_key,
    distinct_captions,
    extraction_conditions,
)
from pipeline.data.prepared import Prepared, load_prepared
from pipeline.errors import PipelineError
from pipeline.progress import Reporter
from pipeline.results.artifact import dumps
from pipeline.results.conditions import Conditions, Versions
from pipeline.results.files import write_text
from pipeline.results.schemas.run import BackboneFacts
from pipeline.settings import Backbone, Settings

if TYPE_CHECKING:
    from pipeline.clip.features.feature_folders import FeatureFolder


def run(settings: Settings, reporter: Reporter) -> None:
    """Fill the feature store of every backbone with what it lacks."""
    device = pick_device(settings)
    if line := note_on(pick_precision(settings, device), device):
        reporter.note(line)
    be_deterministic(settings.training.seed)
    prepared = load_prepared(settings)
    for backbone in settings.backbones:
        store = FeatureStore.open(settings, backbone, verify=True)
        facts = _fill(store, settings, backbone, prepared, device, reporter)
        # A copy beside the samples, so that recording the run needs neither the store nor torch.
        write_text(settings.work / f"backbone-{backbone.id}.json", dumps(facts.model_dump(mode="json")))
    extraction_conditions(settings, prepared).write(settings.work)


def _fill(
    store: FeatureStore,
    settings: Settings,
    backbone: Backbone,
    prepared: Prepared,
    device: torch.device,
    reporter: Reporter,
) -> BackboneFacts:
    """Load the backbone and compute what the store lacks, if it lacks anything.

    Raises:
        PipelineError: a picture, or the weights, changed since they were digested.
    """
    images, captions = (sample.sha256 for sample in prepared.samples), _captions(prepared)
    known = store.read_facts()
    if known and not store.missing("images", images) and not store.missing("captions", captions):
        return known
    if backbone.features:
        # Only here, since arrow takes a moment to load.
        from pipeline.clip.features.feature_folders import FeatureFolder, facts_of

        facts = facts_of(settings, backbone)
        _take_features(store, FeatureFolder.open(settings.path(backbone.features)), prepared)
        store.write_facts(facts)
        return facts
    loaded = load_backbone(settings, backbone, device)
    if FeatureStore.open(settings, backbone).folder != store.folder:
        raise PipelineError(f"backbones.{backbone.id}: its weights changed while they were read: run the command again")
    fill_store(store, loaded, settings, prepared, reporter)
    store.write_facts(loaded.facts)
    return loaded.facts


def _take_features(store: FeatureStore, elsewhere: FeatureFolder, prepared: Prepared) -> None:
    """Take what the store lacks from a folder of features computed elsewhere.

    Raises:
        PipelineError: one line for the images and one for the captions that the folder lacks.
    """
    names, captions = {sample.sha256: sample.id for sample in prepared.samples}, _captions(prepared)
    conditions = Conditions("another machine", 0, 0, Versions.now())
    images_left, captions_left = store.missing("images", names), store.missing("captions", captions)
    rows: list[Tensor] = []
    mistakes: list[str] = []
    for find, keys in ((elsewhere.image_rows, images_left), (elsewhere.caption_rows, captions_left)):
        named = names if keys is images_left else captions
        try:
            rows.append(torch.from_numpy(find([named[key] for key in keys])))
        except PipelineError as error:
            mistakes += error.mistakes
    if mistakes:
        raise PipelineError.of(mistakes)
    kinds: tuple[Kind, Kind] = ("images", "captions")
    for kind, keys, found in zip(kinds, (images_left, captions_left), rows, strict=True):
        batch = Encoded(list(range(len(keys))), found, 0.0, 0.0)
        store.fill(kind, keys, [batch] if keys else [], lambda steps: None, conditions)


def fill_store(
    store: FeatureStore, loaded: LoadedBackbone, settings: Settings, prepared: Prepared, reporter: Reporter
) -> None:
    """Compute the features that the store lacks of these samples."""
    extraction, name = settings.extraction, loaded.settings.name
    workers = default_workers() if extraction.workers is None else extraction.workers
    conditions = Conditions(describe(loaded.device), torch.get_num_threads(), workers, Versions.now())
    paths, captions = _pictures(settings, prepared), _captions(prepared)
    if left := store.missing("images", paths):
        with reporter.task(f"{name}: pictures", len(left)) as advance:
            files = [paths[key] for key in left]
            batches = encode_images(loaded, files, batch_size=extraction.batch_size, workers=workers, digests=left)
            store.fill("images", left, batches, advance, conditions)
    if left := store.missing("captions", captions):
        with reporter.task(f"{name}: captions", len(left)) as advance:
            texts = [captions[key] for key in left]
            batches = encode_captions(loaded, texts, batch_size=extraction.caption_batch_size)
            store.fill("captions", left, batches, advance, conditions)


def _pictures(settings: Settings, prepared: Prepared) -> dict[str, Path]:
    """A file for every distinct picture, by key."""
    return {sample.sha256: settings.path(sample.image) for sample in prepared.samples if sample.image}


def _captions(prepared: Prepared) -> dict[str, str]:
    """Every distinct caption, by key."""
    return {caption_key(caption): caption for caption in distinct_captions(prepared.samples)}
