"""A small world of features that behave like CLIP's: images and captions share a class-structured code."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec
import torch
from PIL import Image

from pipeline.clip.features.features import Features
from pipeline.data.prepared import Prepared
from pipeline.data.samples import Sample
from pipeline.settings import Backbone, Evaluation, Settings, Training

CATEGORIES = ("bear", "cat", "dog", "horse")
WIDTH = 32


def make_features(n: int = 120, choices: int = 6, *, width: int = WIDTH, seed: int = 0, noise: float = 1.0) -> Features:
    """Sample i is of category i mod 4; one distractor is of its category, the others are of other ones."""
    generator = torch.Generator().manual_seed(seed)

    def normal(*shape: int) -> torch.Tensor:
        return torch.randn(*shape, generator=generator)

    kinds, code = len(CATEGORIES), 12
    latent = normal(kinds, code)[torch.arange(n) % kinds] + normal(n, code)
    spread, mismatch = normal(code, width) / code**0.5, torch.eye(code) + 0.5 * normal(code, code) / code**0.5
    images = latent @ mismatch @ spread + noise * normal(n, width) + normal(1, width)
    captions = latent @ spread + 0.5 * noise * normal(n, width) + normal(1, width)
    candidates, correct = torch.zeros(n, choices, dtype=torch.int64), torch.zeros(n, dtype=torch.int64)
    for i in range(n):
        same = [j for j in range(n) if j % kinds == i % kinds and j != i]
        other = [j for j in range(n) if j % kinds != i % kinds]
        picks = [same[int(torch.randint(len(same), (1,), generator=generator))]]
        picks += [other[int(j)] for j in torch.randperm(len(other), generator=generator)[: choices - 2]]
        order = torch.randperm(choices, generator=generator)
        candidates[i] = torch.tensor([i, *picks])[order]
        correct[i] = int((order == 0).nonzero()[0, 0])
    return Features(images, captions, candidates, correct, logit_scale=20.0)


def make_prepared(features: Features, *, pool_per_class: int = 8, known: bool = True) -> Prepared:
    """Samples to go with the features; the first ones of each category are the pool."""
    samples = []
    for i, row in enumerate(features.choices.tolist()):
        samples.append(
            Sample(
                id=f"{i:012d}",
                label=CATEGORIES[i % 4],
                choices=tuple(f"a {CATEGORIES[j % 4]} doing thing number {j}{' slowly' * (j % 9)}" for j in row),
                correct=int(features.correct[i]),
                choice_labels=tuple(CATEGORIES[j % 4] for j in row) if known else None,
                choice_image_ids=tuple(f"{j:012d}" for j in row) if known else None,
                image=f"pictures/{i}.png",
                sha256=f"{i:064x}",
                width=40,
                height=30,
                boxes=((1.0, 1.0, 20.0, 20.0),) * (i % 3 + 1),
                split="pool" if i < 4 * pool_per_class else "test",
            )
        )
    return Prepared(
        samples=tuple(samples),
        categories=CATEGORIES,
        source="subset",
        description="Numbers that behave like CLIP features.",
        choice_categories_note="" if known else "The file does not name them.",
    )


def make_settings(root: Path, **training: object) -> Settings:
    """Two backbones, two shot counts, three draws."""
    chosen = {
        "shots": [1, 4],
        "pool_per_class": 8,
        "draws": 3,
        "epochs": 6,
        "adapters": ["residual_dual", "linear_anchor"],
        "training_free": [],
    }
    settings = Settings(
        profile="tiny",
        backbones=[
            Backbone(id="one", name="One", architecture="none", pretrained="none"),
            Backbone(id="two", name="Two", architecture="none", pretrained="none"),
        ],
        training=Training.model_validate(chosen | training),
        evaluation=Evaluation(bootstrap=200, hard_cases=12),
        device="cpu",
    )
    settings._root = root
    return settings


def draw_pictures(prepared: Prepared, settings: Settings) -> None:
    """The files that the samples name; the prepared samples know them by their bytes from then on."""
    samples = []
    for number, sample in enumerate(prepared.samples):
        path = settings.path(sample.image)
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (sample.width, sample.height), (number % 256, 90, 120)).save(path)
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        samples.append(msgspec.structs.replace(sample, sha256=digest))
    msgspec.structs.replace(prepared, samples=tuple(samples)).save(settings)
