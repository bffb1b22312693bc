"""Features of every picture and every distinct caption, from every frozen backbone; nothing twice."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

import torch

from pipeline.clip.backbones.loading import LoadedBackbone, load_backbone
from pipeline.clip.backbones.precision import note_on, pick_precision
from pipeline.clip.device import be_deterministic, pick_device
from pipeline.clip.features.encoding import Encoded
from pipeline.clip.features.feature_store import FeatureStore, extraction_conditions
from pipeline.clip.features.filling import KINDS, captions_by_key, fill_store, lacking
from pipeline.data.prepared import Prepared, load_prepared_by_all
from pipeline.data.samples import ImageIds
from pipeline.errors import PipelineError
from pipeline.progress import Reporter
from pipeline.ranks import Ranks
from pipeline.results.conditions import Conditions, Versions
from pipeline.results.files import write_text
from pipeline.results.form.row_writer import dumps
from pipeline.results.schemas.run import BackboneFacts
from pipeline.settings import Backbone, Settings

if TYPE_CHECKING:
    from pipeline.clip.features.feature_folders import FeatureFolder, FoundFeatures


def run(settings: Settings, reporter: Reporter) -> None:
    """Fill the feature store of every backbone with what it lacks; every rank of a run computes its batches."""
    ranks = Ranks.here()
    # Every rank looks for its own, and all end together where one finds none.
    device = ranks.each(lambda: pick_device(settings))
    if line := note_on(pick_precision(settings, device), device):
        reporter.note(line)
    be_deterministic(settings.training.seed)
    prepared = load_prepared_by_all(settings)
    for backbone in settings.backbones:
        facts = _fill(settings, backbone, prepared, device, reporter)
        # A copy beside the samples, so that recording the run needs neither the store nor torch.
        ranks.first(partial(_keep_facts, settings, backbone, facts))
    if ranks.number == 0:
        extraction_conditions(settings, prepared).write(settings.work)


def _keep_facts(settings: Settings, backbone: Backbone, facts: BackboneFacts) -> None:
    write_text(settings.work / f"backbone-{backbone.id}.json", dumps(facts.model_dump(mode="json")))


def _fill(
    settings: Settings, backbone: Backbone, prepared: Prepared, device: torch.device, reporter: Reporter
) -> BackboneFacts:
    """Load the backbone and compute what the store lacks, if it lacks anything.

    Raises:
        PipelineError: a picture, or the weights, changed since they were digested.
    """
    ranks = Ranks.here()
    # The first decides for all: ranks that saw the store at different moments would part ways, and wait for ever.
    if known := ranks.first(lambda: _known(settings, backbone, prepared)):
        return known
    if backbone.features:
        return ranks.first(lambda: _take_from_elsewhere(settings, backbone, prepared, reporter))
    # Each loads the model itself; weights that one cannot read end the run on all of them.
    store, loaded = ranks.each(lambda: _open(settings, backbone, device))
    fill_store(store, loaded, settings, prepared, reporter)
    ranks.first(lambda: store.write_facts(loaded.facts))
    return loaded.facts


def _known(settings: Settings, backbone: Backbone, prepared: Prepared) -> BackboneFacts | None:
    """What is known of a backbone whose features are all there; None where some are not."""
    store = FeatureStore.open(settings, backbone, verify=True)
    return None if any(lacking(store, prepared)) else store.read_facts()


def _open(settings: Settings, backbone: Backbone, device: torch.device) -> tuple[FeatureStore, LoadedBackbone]:
    store = FeatureStore.open(settings, backbone)
    loaded = load_backbone(settings, backbone, device)
    # The folder's name holds the digest of the weights: opened again, it tells whether they are still those loaded.
    if FeatureStore.open(settings, backbone).folder != store.folder:
        raise PipelineError(f"backbones.{backbone.id}: its weights changed while they were read: run the command again")
    return store, loaded


def _take_from_elsewhere(
    settings: Settings, backbone: Backbone, prepared: Prepared, reporter: Reporter
) -> BackboneFacts:
    # Only here, since arrow takes a moment to load.
    from pipeline.clip.features.feature_folders import FeatureFolder, facts_of

    assert backbone.features is not None
    store, facts = FeatureStore.open(settings, backbone), facts_of(settings, backbone)
    repeated = _take_features(store, FeatureFolder.open(settings.path(backbone.features)), prepared)
    if repeated:
        # Pictures that are here are told apart by their bytes; of those that are not, only this can be seen.
        reporter.note(
            f"extract: {backbone.name}: {repeated} images have the very feature of another one: if they are the same "
            "pictures, intervals are too narrow, and the test set may know the pool: leave out all but one"
        )
    store.write_facts(facts)
    return facts


def _take_features(store: FeatureStore, elsewhere: FeatureFolder, prepared: Prepared) -> int:
    """Take what the store lacks from a folder of features computed elsewhere.

    Returns:
        How many of the images have the feature of an earlier one.

    Raises:
        PipelineError: one line for the images and one for the captions that the folder lacks.
    """
    names, captions = {sample.sha256: sample.id for sample in prepared.samples}, captions_by_key(prepared)
    # Nothing is known of who computed them; what is recorded is who took them over.
    conditions = Conditions("another machine", 0, 0, Versions.now())
    images_left, captions_left = store.missing("images", names), store.missing("captions", captions)
    found: list[FoundFeatures] = []
    # Images and captions in one breath: whoever exports features again should do so once.
    mistakes: list[str] = []
    for find, keys, named in (
        (partial(elsewhere.find_images, known=ImageIds(names.values())), images_left, names),
        (elsewhere.find_captions, captions_left, captions),
    ):
        try:
            found.append(find([named[key] for key in keys]))
        except PipelineError as error:
            mistakes += error.mistakes
    if mistakes:
        raise PipelineError.of(mistakes)
    for kind, keys, features in zip(KINDS, (images_left, captions_left), found, strict=True):
        store.fill(kind, keys, _batches(features), lambda steps: None, conditions)
    pictures, _ = found
    # By hashes of 64 bits: of a million different features, no two are expected to share one.
    seen = {hash(row.tobytes()) for block in pictures.blocks() for row in block}
    return len(pictures.names) - len(seen)


def _batches(found: FoundFeatures) -> Iterator[Encoded]:
    start = 0
    for block in found.blocks():
        # No seconds: what another machine took is not known here, and timings.json has no such rows.
        yield Encoded(list(range(start, start + len(block))), torch.from_numpy(block), 0.0, 0.0)
        start += len(block)
