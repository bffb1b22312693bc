"""What each recipe gains over zero-shot on embeddings of real photos: the figures of "Which adapter to pick".

    python benchmarks/recipes.py FOLDER [--sets 40] [--draws 3] [--shots 8]

FOLDER holds image_embeddings.npy and text_embeddings.npy, row by row one image and its caption, by a CLIP of scale 100.
The labels are k-means clusters. One set of samples says little, its distractors being drawn once: sets differ in the
clusters, the pool, and the distractors, of which six are of the image's own cluster. Once pool and test set draw theirs
from their own side, as the dataset sources do, and once from all images, as a subset file may.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path

import numpy as np
import torch
from sklearn.cluster import KMeans
from torch import Tensor
from tqdm import tqdm

from pipeline.clip.adapters.adapter import Lesson, zero_shot_scores
from pipeline.clip.adapters.known_adapters import ADAPTERS
from pipeline.clip.features.features import Features
from pipeline.settings import Training

CLUSTERS, POOL_PER_CLUSTER = 5, 32
OF_THE_OWN, OF_OTHERS = 6, 5
SCALE = 100.0


def sample_set(images: Tensor, captions: Tensor, seed: int, *, apart: bool) -> tuple[Features, Features, Tensor]:
    """The pool, the test set, and the cluster [p] of each sample of the pool."""
    generator = np.random.default_rng(seed)
    clusters = KMeans(CLUSTERS, random_state=seed, n_init=1).fit_predict(images.double().numpy())
    # A cluster that would be nearly all pool tests nothing.
    kept = [one for one in range(CLUSTERS) if (clusters == one).sum() > POOL_PER_CLUSTER + OF_THE_OWN + OF_OTHERS]
    in_pool = np.zeros(len(images), dtype=bool)
    for one in kept:
        in_pool[generator.choice(np.flatnonzero(clusters == one), POOL_PER_CLUSTER, replace=False)] = True
    used = np.isin(clusters, kept)
    choices = np.zeros((len(images), 1 + OF_THE_OWN + OF_OTHERS), dtype=np.int64)
    for row in np.flatnonzero(used):
        lent = used & (np.arange(len(images)) != row) & ((in_pool == in_pool[row]) | (not apart))
        own, other = (np.flatnonzero(lent & same) for same in (clusters == clusters[row], clusters != clusters[row]))
        drawn = generator.choice(own, OF_THE_OWN, replace=False), generator.choice(other, OF_OTHERS, replace=False)
        choices[row] = np.concatenate([[row], *drawn])
    # The right caption is the first everywhere: nothing that is measured looks at places.
    everything = Features(images, captions, torch.tensor(choices), torch.zeros(len(images), dtype=torch.int64), SCALE)
    pool, test = (torch.tensor(np.flatnonzero(part)) for part in (in_pool, used & ~in_pool))
    return everything.subset(pool), everything.subset(test), torch.tensor(clusters)[pool]


def lesson(pool: Features, clusters: Tensor, draws: int, shots: int, seed: int) -> Lesson:
    """``shots`` labelled samples of each cluster in every draw; the others validate."""
    generator = torch.Generator().manual_seed(seed)
    support, validation = [], []
    for _ in range(draws):
        orders = [rows[torch.randperm(len(rows), generator=generator)]
                  for rows in (torch.nonzero(clusters == one)[:, 0] for one in clusters.unique())]  # fmt: skip
        support.append(torch.cat([order[:shots] for order in orders]))
        validation.append(torch.cat([order[shots:] for order in orders]))
    return Lesson(pool, clusters, torch.stack(support), torch.stack(validation), shots)


def gains(folder: Path, sets: int, draws: int, shots: int, *, apart: bool) -> dict[str, list[list[float]]]:
    """Per adapter the points [sets][draws] over zero-shot."""
    images, captions = (
        torch.from_numpy(np.load(folder / f"{side}_embeddings.npy").astype(np.float32)) for side in ("image", "text")
    )
    found = defaultdict(list)
    for seed in tqdm(range(sets), leave=False):
        pool, test, clusters = sample_set(images, captions, seed, apart=apart)
        zero_shot = _accuracy(zero_shot_scores(test))
        labelled = lesson(pool, clusters, draws, shots, seed)
        unlabelled = Lesson(pool, clusters, torch.empty(1, 0, dtype=torch.int64), None, 0)
        for name, adapter in ADAPTERS.items():
            fitted = adapter.fit(labelled if adapter.needs_labels else unlabelled, Training())
            found[name].append([_accuracy(one.trained.scores(test)) - zero_shot for one in fitted])
    return found


def _accuracy(scores: Tensor) -> float:
    """In percent."""
    return 100 * (scores.argmax(1) == 0).double().mean().item()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    for name, default in (("sets", 40), ("draws", 3), ("shots", 8)):
        parser.add_argument(f"--{name}", type=int, default=default)
    options = parser.parse_args()
    for apart in (True, False):
        print("distractors from", "their own side" if apart else "all images")
        found = gains(options.folder, options.sets, options.draws, options.shots, apart=apart)
        for name, points in found.items():
            means = [float(np.mean(each)) for each in points]
            error = np.std(means, ddof=1) / len(means) ** 0.5 if len(means) > 1 else float("nan")
            print(f"  {name:26s}{np.mean(means):+.2f} ± {error:.2f}   worst {min(min(each) for each in points):+.2f}")


if __name__ == "__main__":
    main()
