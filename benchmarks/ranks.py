"""Extraction by several ranks of one thread each against one such rank, on real photos.

    python benchmarks/ranks.py FOLDER [--ranks 2] [--backbone vit_b32]

FOLDER holds COCO's ``instances.json``, ``captions.json`` and ``images/``. Weights are random, in the full-size shapes.
Timed is what is shared, from the moment that all ranks have loaded the model until the last has stored its features.
"""

from __future__ import annotations

import argparse
import logging
import multiprocessing
import os
import socket
import tempfile
import time
from multiprocessing.queues import Queue
from pathlib import Path

from encoding import BACKBONES, experiment

from pipeline.progress import Silent
from pipeline.ranks import Ranks
from pipeline.settings import Settings
from pipeline.stages import prepare


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--ranks", type=int, default=2)
    parser.add_argument("--backbone", choices=list(BACKBONES), default="vit_b32")
    arguments = parser.parse_args()
    logging.disable(logging.WARNING)  # open_clip warns of random weights, which are meant here
    os.environ.update(OMP_NUM_THREADS="1", MKL_NUM_THREADS="1")
    with tempfile.TemporaryDirectory() as folder:
        settings = experiment(arguments.backbone, arguments.folder.resolve(), Path(folder))
        # No process beside a rank's own: a rank is one thread. Short batches deal out evenly.
        extraction = settings.extraction.model_copy(update={"workers": 0, "batch_size": 8, "caption_batch_size": 16})
        one, several = (extract(with_(settings, extraction=extraction), count) for count in (1, arguments.ranks))
    print(f"one rank {one:.1f} s, {arguments.ranks} ranks {several:.1f} s: {one / several:.2f} times as fast")


def extract(settings: Settings, count: int) -> float:
    """Seconds of extraction by so many ranks."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = {"MASTER_ADDR": "127.0.0.1", "MASTER_PORT": str(probe.getsockname()[1])}
    server = multiprocessing.get_context("spawn")
    seconds: Queue[float] = server.Queue()
    # Each count has a cache of its own, and finds nothing there.
    settings = with_(settings, paths=settings.paths.model_copy(update={"cache": Path(f"cache-{count}")}))
    prepare.run(settings, Silent())
    ranks = []
    for number in range(count):
        told = {"RANK": str(number), "WORLD_SIZE": str(count), "LOCAL_RANK": str(number), **address}
        ranks.append(server.Process(target=be_rank, args=(told, settings, settings.root, seconds)))
        ranks[-1].start()
    for rank in ranks:
        rank.join()
    return seconds.get(timeout=1)


def with_(settings: Settings, **sections: object) -> Settings:
    """The settings with other sections."""
    changed = settings.model_copy(update=sections)
    changed._root = settings.root
    return changed


def be_rank(told: dict[str, str], settings: Settings, root: Path, seconds: Queue[float]) -> None:
    """One rank, in a process of its own."""
    os.environ.update(told)
    import torch

    from pipeline.clip.backbones.loading import load_backbone
    from pipeline.clip.features.feature_store import FeatureStore
    from pipeline.clip.features.filling import fill_store
    from pipeline.data.prepared import load_prepared

    torch.set_num_threads(1)
    settings._root = root  # which does not travel
    with Ranks.here().meeting() as ranks:
        backbone = load_backbone(settings, settings.backbones[0], torch.device("cpu"))
        store, prepared = FeatureStore.open(settings, settings.backbones[0]), load_prepared(settings)
        ranks.gather(None)
        started = time.perf_counter()
        fill_store(store, backbone, settings, prepared, Silent())
        ranks.gather(None)
        if ranks.number == 0:
            seconds.put(time.perf_counter() - started)


if __name__ == "__main__":
    main()
