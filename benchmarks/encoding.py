"""Time a whole evaluation against encoding every sample's padded captions afresh, on real photos.

    python benchmarks/encoding.py FOLDER [--samples N]

FOLDER holds COCO's ``instances.json``, ``captions.json`` and ``images/``. Weights are random, in the full-size shapes:
the arithmetic is the same. Both ways decode the pictures and end with a prediction per sample, and must agree.
"""

from __future__ import annotations

import argparse
import math
import tempfile
import time
from pathlib import Path

import open_clip
import torch

from pipeline.clip.adapters import zero_shot_scores
from pipeline.clip.backbones import LoadedBackbone, load_backbone
from pipeline.clip.device import pick_device
from pipeline.clip.feature_store import load_features
from pipeline.data.pictures import open_picture
from pipeline.data.prepared import Prepared, load_prepared
from pipeline.progress import Silent
from pipeline.settings import Backbone, Settings
from pipeline.stages import extract, prepare

BACKBONES = {"vit_b32": ("ViT-B/32", "ViT-B-32-quickgelu"), "rn50": ("RN50", "RN50-quickgelu")}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--samples", type=int, help="time the slow way on so many samples and scale up")
    arguments = parser.parse_args()
    print(f"{torch.get_num_threads()} threads, PyTorch {torch.__version__}")
    for identifier in BACKBONES:
        with tempfile.TemporaryDirectory() as folder:
            compare(identifier, arguments.folder.resolve(), Path(folder), arguments.samples)


def compare(identifier: str, coco: Path, folder: Path, limit: int | None) -> None:
    """Print both times for one backbone and their ratio."""
    settings = experiment(identifier, coco, folder)
    prepare.run(settings, Silent())
    prepared = load_prepared(settings)

    started = time.perf_counter()
    extract.run(settings, Silent())
    scores = zero_shot_scores(load_features(settings, settings.backbones[0], prepared))
    ours = time.perf_counter() - started

    backbone = load_backbone(settings, settings.backbones[0], pick_device(settings))
    count = min(limit or len(prepared.samples), len(prepared.samples))
    started = time.perf_counter()
    picks = afresh(backbone, settings, prepared, count)
    theirs = (time.perf_counter() - started) * len(prepared.samples) / count
    agree = sum(int(a) == b for a, b in zip(scores.argmax(1)[:count], picks, strict=True))
    print(
        f"{identifier}: {len(prepared.samples)} samples: ours {ours:.1f} s, afresh {theirs:.1f} s: "
        f"1/{theirs / ours:.1f}; {agree} of {count} predictions agree"
    )


def experiment(identifier: str, coco: Path, folder: Path) -> Settings:
    """A zero-shot run on every sample of the folder's ten categories."""
    name, architecture = BACKBONES[identifier]
    torch.manual_seed(0)
    model = open_clip.create_model(architecture, pretrained=None)
    model.logit_scale.data.fill_(math.log(100))
    torch.save(model.state_dict(), folder / "weights.pt")
    settings = Settings(
        profile="benchmark",
        dataset={
            "source": "coco",
            "instances": coco / "instances.json",
            "captions": coco / "captions.json",
            "image_dir": coco / "images",
        },
        backbones=[Backbone(id=identifier, name=name, architecture=architecture, pretrained="weights.pt")],
        training={"shots": [], "pool_per_class": 0},
    )
    settings._root = folder
    return settings


@torch.inference_mode()
def afresh(backbone: LoadedBackbone, settings: Settings, prepared: Prepared, count: int) -> list[int]:
    """Sample by sample: the picture, then its 12 captions at full length, every time."""
    picks = []
    for sample in prepared.samples[:count]:
        pixels = backbone.preprocess(open_picture(settings.path(sample.image)))[None].to(backbone.device)
        image = backbone.model.encode_image(pixels, normalize=True)
        captions = backbone.model.encode_text(
            backbone.tokenize(list(sample.choices)).to(backbone.device), normalize=True
        )
        picks.append(int((image @ captions.T).argmax()))
    return picks


if __name__ == "__main__":
    main()
