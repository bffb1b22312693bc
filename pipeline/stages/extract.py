"""Features of every picture and every distinct caption, from every frozen backbone; nothing twice."""

from __future__ import annotations

import torch

from pipeline.artifacts import dumps, write_text
from pipeline.clip.backbones import load_backbone
from pipeline.clip.device import be_deterministic, describe, pick_device
from pipeline.clip.encode import default_workers, encode_captions, encode_images
from pipeline.clip.feature_store import FeatureStore, caption_key, distinct_captions
from pipeline.data.prepared import Prepared, load_prepared
from pipeline.progress import Reporter
from pipeline.settings import Backbone, Settings

NAME = "extract"


def run(settings: Settings, reporter: Reporter) -> None:
    """Fill the feature store of every backbone with what it lacks."""
    device = pick_device(settings)
    be_deterministic(settings.training.seed)
    prepared = load_prepared(settings)
    for backbone in settings.backbones:
        store = FeatureStore.open(settings, backbone)
        _fill(store, settings, backbone, prepared, device, reporter)
        facts, _ = store.read_facts()
        # A copy beside the samples, so that recording the run needs neither the store nor torch.
        write_text(settings.work / f"backbone-{backbone.id}.json", dumps(facts.model_dump(mode="json")))


def _fill(
    store: FeatureStore,
    settings: Settings,
    backbone: Backbone,
    prepared: Prepared,
    device: torch.device,
    reporter: Reporter,
) -> None:
    paths = {sample.sha256: settings.path(sample.image) for sample in prepared.samples}
    captions = {caption_key(caption): caption for caption in distinct_captions(prepared.samples)}
    images_left = store.missing("images", paths)
    captions_left = store.missing("captions", captions)
    if not images_left and not captions_left and store.has_facts():
        return
    loaded = load_backbone(settings, backbone, device)
    extraction = settings.extraction
    workers = default_workers() if extraction.workers is None else extraction.workers
    if images_left:
        with reporter.task(f"{backbone.name}: pictures", len(images_left)) as advance:
            batches = encode_images(
                loaded, [paths[key] for key in images_left], batch_size=extraction.batch_size, workers=workers
            )
            store.fill("images", images_left, batches, advance)
    if captions_left:
        with reporter.task(f"{backbone.name}: captions", len(captions_left)) as advance:
            texts = [captions[key] for key in captions_left]
            batches = encode_captions(loaded, texts, batch_size=extraction.caption_batch_size)
            store.fill("captions", captions_left, batches, advance)
    store.write_facts(loaded.facts, describe(loaded.device))
