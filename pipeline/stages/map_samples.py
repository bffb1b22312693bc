"""Pictures and captions of the test set in two dimensions; see ``pipeline.evaluation.failures.plane``."""

from __future__ import annotations

import numpy as np

from pipeline.clip.features.feature_store import load_features
from pipeline.data.prepared import Prepared, load_prepared
from pipeline.data.splits import Indices, seeded_key
from pipeline.evaluation.failures.plane import Plane, flatten_features
from pipeline.progress import Reporter
from pipeline.results.schemas.sample_map import MapDirections, MapPoint, SampleMap
from pipeline.settings import Backbone, Settings


def run(settings: Settings, reporter: Reporter) -> None:
    """Flatten each backbone's features; writes map.json."""
    prepared = load_prepared(settings)
    test = prepared.test_rows
    shown = _shown(settings, prepared, test)
    planes = []
    with reporter.task("Mapping samples", len(settings.backbones)) as advance:
        for backbone in settings.backbones:
            planes.append(_plane(settings, backbone, prepared, test[shown]))
            advance(1)
    positions = np.stack([np.concatenate([one.pictures, one.captions], axis=1) for one in planes], axis=1)
    SampleMap(
        total=len(test),
        maps=[
            MapDirections(backbone=backbone.id, explained=plane.explained)
            for backbone, plane in zip(settings.backbones, planes, strict=True)
        ],
        points=[
            MapPoint(sample=int(sample), positions=where)
            for sample, where in zip(shown, positions.tolist(), strict=True)
        ],
    ).write(settings.docs / "data")


def _shown(settings: Settings, prepared: Prepared, test: Indices) -> Indices:
    """Places in the test set; of more than there is room for, those whose seeded keys come first."""
    seed = settings.evaluation.seed
    keys = [seeded_key(seed, "map", prepared.samples[place].id) for place in test]
    chosen = sorted(range(len(test)), key=keys.__getitem__)[: settings.evaluation.map_samples]
    # Chosen by key, listed by place: the artifact reads along predictions.json.
    return np.array(sorted(chosen), dtype=np.int64)


def _plane(settings: Settings, backbone: Backbone, prepared: Prepared, rows: Indices) -> Plane:
    features = load_features(settings, backbone, prepared)
    images, captions = features.images.numpy(), features.captions.numpy()
    right = features.choices.gather(1, features.correct[:, None])[:, 0].numpy()
    # Of the shown samples only, so that the directions are those of what is seen.
    return flatten_features(images[rows], captions[right[rows]])
