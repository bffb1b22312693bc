"""Pictures per second: decoding alone, the model alone, and both together as extraction runs them.

    python benchmarks/throughput.py FOLDER [--architecture ViT-B-32-quickgelu] [--pictures 512] [--device cuda]

FOLDER holds picture files, as many as there are: they are gone through again until there are enough. Weights are
random, in the full-size shapes. Where decoding and the model use different hardware, the whole should reach the slower
of the two; on a CPU they share its cores, and the best that can be had is 1/(1/decoding + 1/model).
"""

from __future__ import annotations

import argparse
import logging
import tempfile
import time
from collections.abc import Iterable
from itertools import cycle, islice
from pathlib import Path

import open_clip
import torch
from torch.utils.data import DataLoader

from pipeline.clip.backbones.loading import LoadedBackbone, load_backbone
from pipeline.clip.device import Stopwatch, describe, pick_device
from pipeline.clip.features.encoding import Pictures, collate, default_workers, encode_images, encode_pixels
from pipeline.settings import Backbone, Settings

ROUNDS = 3
WARM_UP = 2
"""Batches that start workers, kernels and caches, and are not timed."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--architecture", default="ViT-B-32-quickgelu")
    parser.add_argument("--pictures", type=int, default=512)
    parser.add_argument("--batch-size", type=int, default=64)
    parser.add_argument("--workers", type=int, default=default_workers())
    parser.add_argument("--device", default="auto")
    parser.add_argument("--precision", default="auto")
    arguments = parser.parse_args()
    logging.disable(logging.WARNING)  # open_clip warns of random weights, which are meant here
    files = sorted(path for path in arguments.folder.rglob("*") if path.suffix.lower() in (".jpg", ".jpeg", ".png"))
    paths = list(islice(cycle(files), arguments.pictures + WARM_UP * arguments.batch_size))
    with tempfile.TemporaryDirectory() as folder:
        backbone = random_backbone(Path(folder), arguments.architecture, arguments.device, arguments.precision)
    size, workers = arguments.batch_size, arguments.workers
    print(f"{arguments.architecture}, {backbone.precision.name}, {describe(backbone.device)}, "
          f"{torch.get_num_threads()} threads, {workers} workers, batches of {size}")  # fmt: skip
    ways = (
        lambda: decode(backbone, paths, size, workers),
        lambda: compute(backbone, arguments.pictures, size),
        lambda: whole(backbone, paths, size, workers),
    )
    # In turns, and the best of each: what else the machine does comes and goes.
    decoding, model, both = (
        max(rates) for rates in zip(*[[way() for way in ways] for _ in range(ROUNDS)], strict=True)
    )
    print(f"decoding alone {decoding:.1f}, the model alone {model:.1f}, both together {both:.1f} pictures per second")
    print(f"both together reach {both / min(decoding, model):.0%} of the slower one")
    if backbone.device.type == "cpu":
        serial = 1 / (1 / decoding + 1 / model)
        print(f"{both / serial:.0%} of what one after the other on the same cores would give ({serial:.1f})")


def random_backbone(folder: Path, architecture: str, device: str, precision: str) -> LoadedBackbone:
    """A model of full size with random weights."""
    torch.manual_seed(0)
    torch.save(open_clip.create_model(architecture, pretrained=None).state_dict(), folder / "weights.pt")
    backbone = Backbone(id="x", name=architecture, architecture=architecture, pretrained="weights.pt")
    settings = Settings(profile="benchmark", backbones=[backbone], device=device, precision=precision)
    settings._root = folder
    return load_backbone(settings, backbone, pick_device(settings))


def decode(backbone: LoadedBackbone, paths: list[Path], size: int, workers: int) -> float:
    """Pictures per second to bytes as the model wants them."""
    loader = DataLoader(Pictures(paths, None, backbone), batch_size=size, num_workers=workers, collate_fn=collate)
    return _rate(len(batch) for batch, _ in loader)


def compute(backbone: LoadedBackbone, count: int, size: int) -> float:
    """Pictures per second from pixels on the device to features."""
    height, width = backbone.preprocess.size
    pixels = backbone.preprocess.normalised(torch.randint(0, 256, (size, 3, height, width), dtype=torch.uint8))
    pixels, seconds = pixels.to(backbone.device), []
    for _ in range(WARM_UP + -(-count // size)):
        with Stopwatch(backbone.device) as watch:
            encode_pixels(backbone, pixels)
        seconds.append(watch.seconds())
    return size * len(seconds[WARM_UP:]) / sum(seconds[WARM_UP:])


def whole(backbone: LoadedBackbone, paths: list[Path], size: int, workers: int) -> float:
    """Pictures per second from files to features."""
    return _rate(len(one.rows) for one in encode_images(backbone, paths, batch_size=size, workers=workers))


def _rate(batches: Iterable[int]) -> float:
    """Items per second of batches as they come, the first ones left out."""
    done, started = 0, 0.0
    for number, count in enumerate(batches):
        if number == WARM_UP - 1:
            started = time.perf_counter()
        if number >= WARM_UP:
            done += count
    return done / (time.perf_counter() - started)


if __name__ == "__main__":
    main()
