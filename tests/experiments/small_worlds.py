"""Experiments that are done in a moment: features from nowhere, and plain pictures for a model of two layers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from PIL import Image

from pipeline.settings import Dataset, Evaluation, Explain, Extraction, Settings, Training
from tests.clip.tiny import tiny_settings

IMAGES, WIDTH, CHOICES = 36, 16, 4
TOPICS = ("boats", "cars", "planes")


def write_features(folder: Path, *, scale: float = 30.0, **dataset: Any) -> Path:
    """Features in the plain layout that tell images apart, not always: samples, and a settings file."""
    generator = np.random.default_rng(3)
    images = generator.normal(size=(IMAGES, WIDTH))
    captions = images + 2.5 * generator.normal(size=images.shape)
    embeddings = folder / "embeddings"
    embeddings.mkdir(parents=True)
    np.save(embeddings / "image_embeddings.npy", images.astype(np.float16))
    np.save(embeddings / "text_embeddings.npy", captions.astype(np.float32))
    lines = [f"{number:012d},caption number {number}" for number in range(IMAGES)]
    (embeddings / "metadata.csv").write_text("\n".join(["image_id,caption", *lines, ""]))
    records = []
    for number in range(IMAGES):
        chosen = [number, *generator.choice(np.delete(np.arange(IMAGES), number), CHOICES - 1, False)]
        order = generator.permutation(CHOICES)
        records.append(
            {
                "image_id": number,
                "true_label": TOPICS[number % 3],
                "choices": [f"caption number {chosen[place]}" for place in order],
                "ground_truth_idx": int(np.flatnonzero(order == 0)[0]),
            }
        )
    (folder / "samples.json").write_text(json.dumps(records))
    settings = {
        "profile": "elsewhere",
        "dataset": {"source": "subset", "subset_file": "samples.json", "distractors": CHOICES - 1} | dataset,
        "backbones": [{"id": "far", "name": "Far away", "features": "embeddings", "logit_scale": scale}],
        "training": {"shots": [2], "pool_per_class": 4, "draws": 2, "epochs": 3},
        "evaluation": {"bootstrap": 200, "hard_cases": 6},
    }
    path = folder / "site_config.yaml"
    path.write_text(yaml.safe_dump(settings))
    return path


def write_pictures(folder: Path, count: int = 10, seed: int = 42, **sections: Any) -> Settings:
    """Plain pictures with a caption each, and a vision transformer with random weights that looks at them.

    Args:
        seed: of the pictures, of their captions and of the training.
    """
    (folder / "pictures").mkdir(parents=True)
    captions = [f"caption number {number} of {seed}" for number in range(count)]
    records = []
    for number in range(count):
        colour = 20 * number % 256, 90 + number // 13, 20 * (seed % 10)
        Image.new("RGB", (80, 60), colour).save(folder / f"pictures/{number}.jpg")
        choices = [captions[(number + step) % count] for step in range(CHOICES)]
        label = "cat" if number % 2 else "dog"
        records.append({"image_id": number, "true_label": label, "choices": choices, "ground_truth_idx": 0})
    (folder / "records.json").write_text(json.dumps(records))
    return tiny_settings(
        folder,
        "tiny_vit",
        dataset=Dataset(source="subset", subset_file="records.json", image_dir="pictures", distractors=CHOICES - 1),
        training=Training(
            shots=[1], pool_per_class=2, draws=1, epochs=2, adapters=["residual_dual"], training_free=[], seed=seed
        ),
        evaluation=Evaluation(bootstrap=100, hard_cases=2),
        explain=Explain(samples=1, hard_cases=1, scored=2),
        extraction=Extraction(batch_size=8, caption_batch_size=32, workers=0),
        **sections,
    )


def write_run(folder: Path) -> Path:
    """Plain pictures as above, as a folder for commands; returns the settings file.

    Enough for two batches of each of three ranks, and for three blocks of maps.
    """
    settings = write_pictures(folder, 48)
    plain = settings.model_dump(mode="json", exclude_unset=True)
    plain["explain"] = {"samples": 3, "hard_cases": 2, "scored": 20}
    # Another process does not know the architecture by its name.
    plain["backbones"][0]["architecture"] += ".json"
    (folder / "site_config.yaml").write_text(yaml.safe_dump(plain))
    return folder / "site_config.yaml"
