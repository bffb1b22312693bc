"""Features of every picture and every distinct caption, from every frozen backbone; nothing twice."""

from __future__ import annotations

from pathlib import Path

import msgspec
import torch

from pipeline.clip.backbones.loading import LoadedBackbone, load_backbone
from pipeline.clip.backbones.precision import note_on, pick_precision
from pipeline.clip.device import be_deterministic, describe, pick_device
from pipeline.clip.features.encoding import default_workers, encode_captions, encode_images
from pipeline.clip.features.feature_store import (
    FeatureStore,
    caption_key,
    distinct_captions,
    extraction_conditions,
)
from pipeline.data.prepared import Prepared, load_prepared
from pipeline.errors import PipelineError
from pipeline.progress import Reporter
from pipeline.results.artifact import dumps
from pipeline.results.conditions import Conditions, Versions
from pipeline.results.files import write_bytes, write_text
from pipeline.results.schemas.run import BackboneFacts
from pipeline.settings import Backbone, Settings


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
    conditions = extraction_conditions(settings, prepared)
    write_bytes(settings.work / "extraction.json", msgspec.json.encode(conditions))


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
    images, captions = _pictures(settings, prepared), _captions(prepared)
    known = store.read_facts()
    if known and not store.missing("images", images) and not store.missing("captions", captions):
        return known
    loaded = load_backbone(settings, backbone, device)
    if FeatureStore.open(settings, backbone).folder != store.folder:
        raise PipelineError(f"backbones.{backbone.id}: its weights changed while they were read: run the command again")
    fill_store(store, loaded, settings, prepared, reporter)
    store.write_facts(loaded.facts)
    return loaded.facts


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
    return {sample.sha256: settings.path(sample.image) for sample in prepared.samples}


def _captions(prepared: Prepared) -> dict[str, str]:
    """Every distinct caption, by key."""
    return {caption_key(caption): caption for caption in distinct_captions(prepared.samples)}
