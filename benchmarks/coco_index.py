"""Index annotation files of train2017's size: seconds and peak memory.

    python benchmarks/coco_index.py [--keep FOLDER]

Writes an instances file (118,000 images, 860,000 boxes with polygons, 450 MB) and a captions file (590,000 captions)
of made-up content, then indexes them in a fresh process, as ``prepare`` does for the coco profile.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from pipeline.data.datasets.coco_index import index_captions, index_instances
from pipeline.data.datasets.coco_sampling import build_records
from pipeline.settings import COCO_CLASSES, Dataset

IMAGES, BOXES, CAPTIONS = 118_000, 860_000, 590_000
CATEGORIES = [*COCO_CLASSES, *(f"thing {number}" for number in range(70))]
WORDS = (
    "a", "the", "man", "woman", "dog", "red", "large", "two", "riding", "on", "next", "to", "field", "street",
    "table", "with", "of", "green", "small", "sits",
)  # fmt: skip
LIMIT_SECONDS, LIMIT_BYTES = 30, 2 * 2**30


def write_files(folder: Path) -> None:
    """The two files, one annotation at a time."""
    dice = random.Random(0)
    images = [
        {
            "license": dice.randint(1, 8),
            "file_name": f"{number:012d}.jpg",
            "coco_url": f"http://images.cocodataset.org/train2017/{number:012d}.jpg",
            "height": 480,
            "width": 640,
            "date_captured": "2013-11-14 16:28:13",
            "flickr_url": f"http://farm4.staticflickr.com/3153/{number:010d}_e3c8a3a7a0_z.jpg",
            "id": number,
        }
        for number in range(1, IMAGES + 1)
    ]
    categories = [{"supercategory": "x", "id": place + 1, "name": name} for place, name in enumerate(CATEGORIES)]
    head: dict[str, object] = {
        "info": {},
        "licenses": [{"id": n, "name": f"Licence {n}", "url": "u"} for n in range(1, 9)],
    }
    instances = ((number, _box(dice, number)) for number in range(BOXES))
    captions = ((number, _caption(dice, number)) for number in range(CAPTIONS))
    _write(folder / "instances.json", head | {"images": images, "categories": categories}, instances)
    _write(folder / "captions.json", head | {"images": images}, captions)


def _box(dice: random.Random, number: int) -> dict[str, object]:
    polygon = [round(dice.uniform(0, 640), 2) for _ in range(dice.randint(20, 80))]
    return {
        "segmentation": [polygon],
        "area": round(dice.uniform(10, 50_000), 4),
        "iscrowd": 0,
        "image_id": dice.randint(1, IMAGES),
        "bbox": [round(dice.uniform(0, 300), 2) for _ in range(4)],
        "category_id": min(int(dice.expovariate(0.1)) % len(CATEGORIES) + 1, len(CATEGORIES)),
        "id": number,
    }


def _caption(dice: random.Random, number: int) -> dict[str, object]:
    words = " ".join(dice.choices(WORDS, k=dice.randint(8, 13)))
    return {"image_id": number % IMAGES + 1, "id": number, "caption": f"{words} {number}."}


def _write(path: Path, head: dict[str, object], annotations: Iterable[tuple[int, dict[str, object]]]) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(json.dumps(head)[:-1] + ', "annotations": [')
        for number, annotation in annotations:
            file.write((", " if number else "") + json.dumps(annotation))
        file.write("]}")


def measure(folder: Path) -> None:
    """Index the files and print what it took."""
    started = time.perf_counter()
    images = index_instances(folder / "instances.json", COCO_CLASSES)
    captions = index_captions(folder / "captions.json", images)
    indexed = time.perf_counter()
    index_peak = _peak()
    records = build_records(images, captions, Dataset())
    built = time.perf_counter()
    print(f"indexed {len(images):,} images of ten categories in {indexed - started:.1f} s (limit {LIMIT_SECONDS} s)")
    print(f"peak memory {index_peak / 2**20:,.0f} MiB (limit {LIMIT_BYTES / 2**20:,.0f} MiB)")
    print(f"built {len(records):,} records in {built - indexed:.1f} s more, peak {_peak() / 2**20:,.0f} MiB")
    sys.exit(0 if indexed - started < LIMIT_SECONDS and index_peak < LIMIT_BYTES else 1)


def _peak() -> int:
    """Largest resident memory of this process so far, in bytes (the kernel counts KiB)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keep", type=Path, help="folder to write the files to and keep them in")
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.measure:
        measure(arguments.measure)
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / "captions.json").is_file():
            write_files(folder)
        for path in sorted(folder.glob("*.json")):
            print(f"{path.name}: {os.path.getsize(path) / 1e6:.0f} MB")
        sys.exit(subprocess.run([sys.executable, __file__, "--measure", folder]).returncode)


if __name__ == "__main__":
    main()
