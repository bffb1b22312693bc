"""Time a whole evaluation against encoding every sample's padded captions afresh, on real photos.

    python benchmarks/encoding.py FOLDER [--half bf16]

FOLDER holds COCO's ``instances.json``, ``captions.json`` and ``images/``. Weights are random, in the full-size shapes:
the arithmetic is the same. Every way decodes the pictures and ends with a prediction per sample; loading the model is
left out of each. "Afresh" is timed in the same precision, fp32, in batches of 32 samples, the documented batch size,
and one sample at a time. With ``--half`` the project's way is timed once more in that precision.
"""

from __future__ import annotations

import argparse
import logging
import math
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import open_clip
import torch
from msgspec.structs import replace

from pipeline.clip.adapters.adapter import zero_shot_scores
from pipeline.clip.backbones.loading import LoadedBackbone, load_backbone
from pipeline.clip.backbones.precision import note_on, pick_precision
from pipeline.clip.device import describe, pick_device
from pipeline.clip.features.feature_store import FeatureStore, load_features
from pipeline.clip.features.filling import fill_store
from pipeline.data.picture_files import open_picture
from pipeline.data.prepared import Prepared, load_prepared
from pipeline.progress import Silent
from pipeline.settings import Backbone, Settings
from pipeline.stages import prepare

BACKBONES = {"vit_b32": ("ViT-B/32", "ViT-B-32-quickgelu"), "rn50": ("RN50", "RN50-quickgelu")}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--backbone", choices=list(BACKBONES), action="append", help="both when not given")
    parser.add_argument("--size", type=int, action="append", help="samples at a time, afresh; 32 and 1 when not given")
    parser.add_argument("--samples", type=int, help="only the first; all when not given, which takes minutes")
    parser.add_argument("--half", help="a precision to time the project's way in once more")
    arguments = parser.parse_args()
    logging.disable(logging.WARNING)  # open_clip warns of random weights, which are meant here
    print(f"{torch.get_num_threads()} threads, PyTorch {torch.__version__}")
    for identifier in arguments.backbone or BACKBONES:
        with tempfile.TemporaryDirectory() as folder:
            settings = experiment(identifier, arguments.folder.resolve(), Path(folder))
            compare(settings, arguments.samples, arguments.size or (32, 1), arguments.half)


def compare(settings: Settings, samples: int | None, sizes: Sequence[int], half: str | None) -> None:
    """Print the times for one backbone and their ratios."""
    prepare.run(settings, Silent())
    prepared = load_prepared(settings)
    prepared = replace(prepared, samples=prepared.samples[:samples], read_alike={})
    name, full = settings.backbones[0].name, settings.precision
    backbone = loaded(settings)
    ours, picks = timed(lambda: once(backbone, settings, prepared))
    print(
        f"{name}, {full}, {describe(backbone.device)}: {len(picks)} samples, each picture and caption once: "
        f"{ours:.1f} s",
        flush=True,
    )
    for size in sizes:
        seconds, others = timed(lambda size=size: afresh(backbone, settings, prepared, size))
        print(
            f"{name}, {full}: afresh, {size} at a time: {seconds:.1f} s, {seconds / ours:.1f} times as long; "
            f"{equal(picks, others)} of the picks are equal",
            flush=True,
        )
    if half:
        halved = settings.model_copy(update={"precision": half})
        if line := note_on(pick_precision(halved), backbone.device):
            print(line)
        backbone = loaded(halved)
        seconds, others = timed(lambda: once(backbone, halved, prepared))
        print(f"{name}, {half}: {seconds:.1f} s, {full} takes {ours / seconds:.2f} times as long; "
              f"{equal(picks, others)} of the picks are equal", flush=True)  # fmt: skip


def loaded(settings: Settings) -> LoadedBackbone:
    return load_backbone(settings, settings.backbones[0], pick_device(settings))


def equal(picks: list[int], others: list[int]) -> str:
    return f"{sum(a == b for a, b in zip(picks, others, strict=True)) / len(picks):.1%}"


def timed(work: Callable[[], list[int]]) -> tuple[float, list[int]]:
    """Seconds that ``work`` takes, and what it returns."""
    started = time.perf_counter()
    result = work()
    return time.perf_counter() - started, result


def once(backbone: LoadedBackbone, settings: Settings, prepared: Prepared) -> list[int]:
    """The project's way: fill the feature store, then compare stored features."""
    store = FeatureStore.open(settings, backbone.settings)
    fill_store(store, backbone, settings, prepared, Silent())
    store.write_facts(backbone.facts)
    return zero_shot_scores(load_features(settings, backbone.settings, prepared)).argmax(1).tolist()


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
        precision="fp32",
    )
    settings._root = folder
    return settings


@torch.inference_mode()
def afresh(backbone: LoadedBackbone, settings: Settings, prepared: Prepared, size: int) -> list[int]:
    """Batch by batch: the pictures, and all their captions at full length, every time."""
    picks: list[int] = []
    for start in range(0, len(prepared.samples), size):
        samples = prepared.samples[start : start + size]
        pixels = torch.stack([backbone.preprocess(open_picture(settings.path(sample.image))) for sample in samples])
        images = backbone.model.encode_image(pixels.to(backbone.device), normalize=True)
        texts = [caption for sample in samples for caption in sample.choices]
        captions = backbone.model.encode_text(backbone.tokenize(texts).to(backbone.device), normalize=True)
        scores = torch.einsum("nd,ncd->nc", images, captions.view(len(samples), -1, captions.shape[1]))
        picks += scores.argmax(1).tolist()
    return picks


if __name__ == "__main__":
    main()
