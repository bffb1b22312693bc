"""An experiment on real features of real photos: an embeddings folder, and samples made from its metadata."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from sklearn.cluster import KMeans

TOPICS = 5
DISTRACTORS, OF_THE_TOPIC = 11, 6


def write_experiment(folder: Path, features: Path, **changes: Any) -> Path:
    """A subset file and one settings file for a folder of features; returns the settings file.

    Clusters of the image features serve as categories; six of the eleven distractors are of the own one.
    """
    with (features / "metadata.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    images = np.load(features / "image_embeddings.npy").astype(np.float64)
    topics = KMeans(TOPICS, random_state=0, n_init=10).fit_predict(images)
    generator = np.random.default_rng(0)
    records = []
    for number, row in enumerate(rows):
        own = np.flatnonzero((topics == topics[number]) & (np.arange(len(rows)) != number))
        other = np.flatnonzero(topics != topics[number])
        like, unlike = OF_THE_TOPIC, DISTRACTORS - OF_THE_TOPIC
        chosen = [number, *generator.choice(own, like, False), *generator.choice(other, unlike, False)]
        order = generator.permutation(DISTRACTORS + 1)
        candidates = [chosen[place] for place in order]
        records.append(
            {
                "image_id": row["image_id"],
                "true_label": f"topic {topics[number] + 1}",
                "choices": [rows[one]["caption"] for one in candidates],
                "ground_truth_idx": int(np.flatnonzero(order == 0)[0]),
                "choice_labels": [f"topic {topics[one] + 1}" for one in candidates],
                "choice_image_ids": [rows[one]["image_id"] for one in candidates],
            }
        )
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "subset.json").write_text(json.dumps(records), encoding="utf-8")
    settings = {
        "profile": "features",
        "dataset": {"source": "subset", "subset_file": "subset.json", "distractors": DISTRACTORS},
        "backbones": [{"id": "vit_b16", "name": "ViT-B/16", "features": str(features), "logit_scale": 100}],
        "training": {"shots": [1, 4, 8], "pool_per_class": 16, "draws": 3},
        "evaluation": {"bootstrap": 500, "hard_cases": 40},
    }
    path = folder / "site_config.yaml"
    path.write_text(yaml.safe_dump(settings | changes, sort_keys=False), encoding="utf-8")
    return path
