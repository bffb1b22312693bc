"""All support draws on stored features: seconds to train and to evaluate.

    python benchmarks/draws.py

2 backbones × 6 shot counts × 10 draws × 4 adapters and the rows without training, 1,500 test samples with 12
captions each, features of width 128, all of them made up; training and evaluation as the stages do them. The aim is
60 s on 2 cores.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import torch

from pipeline.clip.features.features import Features
from pipeline.data.prepared import Prepared
from pipeline.data.samples import Sample
from pipeline.progress import Silent
from pipeline.results.conditions import Conditions, Versions
from pipeline.settings import Backbone, Settings, Training
from pipeline.stages import evaluate, train

CATEGORIES = tuple(f"category {number}" for number in range(10))
POOL, TEST, CHOICES, WIDTH = 320, 1500, 12, 128
LIMIT_SECONDS = 60
ADAPTERS = ["hub_bilinear", "linear_anchor", "residual_dual", "residual_dual_all_epochs"]


def make_features(seed: int) -> Features:
    """Images near their own captions, far enough that some are missed."""
    generator = torch.Generator().manual_seed(seed)
    n = POOL + TEST
    captions = torch.randn(n, WIDTH, generator=generator)
    candidates = torch.randint(n, (n, CHOICES), generator=generator)
    correct = torch.randint(CHOICES, (n,), generator=generator)
    candidates[torch.arange(n), correct] = torch.arange(n)
    images = captions + 2.5 * torch.randn(n, WIDTH, generator=generator)
    return Features(images, captions, candidates, correct, logit_scale=30.0)


def make_prepared(features: Features) -> Prepared:
    """Samples to go with the features, categories taking turns; the first 32 of each are the pool."""
    return Prepared(
        samples=tuple(
            Sample(
                id=str(number),
                label=CATEGORIES[number % 10],
                choices=tuple(f"caption {caption}" for caption in row),
                correct=int(features.correct[number]),
                choice_labels=tuple(CATEGORIES[caption % 10] for caption in row),
                image="",
                sha256=str(number),
                width=1,
                height=1,
                split="pool" if number < POOL else "test",
            )
            for number, row in enumerate(features.choices.tolist())
        ),
        categories=CATEGORIES,
        source="subset",
        description="Made up.",
        choice_categories_note="",
    )


def main() -> None:
    features = {"one": make_features(0), "two": make_features(1)}
    settings = Settings(
        profile="benchmark",
        backbones=[Backbone(id=name, name=name, architecture="none", pretrained="none") for name in features],
        training=Training(shots=[1, 2, 4, 8, 16, 32], adapters=ADAPTERS),
        device="cpu",
    )
    # Extraction is not what this measures: hand the stages what it would have stored.
    for stage in (train, evaluate):
        stage.load_features = lambda settings, backbone, prepared: features[backbone.id]  # type: ignore[attr-defined]
    evaluate.extraction_times = lambda *arguments: {}  # type: ignore[attr-defined,assignment]
    with tempfile.TemporaryDirectory() as folder:
        settings._root = Path(folder)
        make_prepared(features["one"]).save(settings)
        Conditions("cpu", 1, 0, Versions.now()).write(settings.work)
        total = 0.0
        busy = time.process_time()
        for stage in (train, evaluate):
            started = time.perf_counter()
            stage.run(settings, Silent())
            seconds = time.perf_counter() - started
            print(f"{stage.__name__.rpartition('.')[2]:<9} {seconds:6.1f} s")
            total += seconds
    verdict = "within" if total <= LIMIT_SECONDS else "MORE THAN"
    busy = time.process_time() - busy
    print(f"together  {total:6.1f} s: {verdict} {LIMIT_SECONDS} s; the processor was busy with it for {busy:.1f} s")


if __name__ == "__main__":
    main()
