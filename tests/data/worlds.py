"""Small made-up datasets in COCO's format, and settings for them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PIL import Image

from pipeline.data.datasets.coco_index import CocoImage
from pipeline.settings import Settings

CLASSES = ("cat", "dog", "bear", "zebra")


def make_settings(root: Path, **sections: Any) -> Settings:
    """Settings of a profile named test, in the folder ``root``."""
    backbone = {"id": "none", "name": "None", "architecture": "none", "pretrained": "none"}
    training = {"shots": [], "pool_per_class": 0} | sections.pop("training", {})
    settings = Settings.model_validate({"profile": "test", "backbones": [backbone], "training": training} | sections)
    settings._root = root
    return settings


def coco_settings(root: Path, **dataset: Any) -> Settings:
    """Settings that read the files of ``write_world``, with 4 choices: one of the same category, two of others."""
    training = dataset.pop("training", {})
    given = {
        "source": "coco",
        "image_dir": "images",
        "instances": "instances.json",
        "captions": "captions.json",
        "classes": list(CLASSES),
        "distractors": 3,
        "same_class_distractors": 1,
    }
    return make_settings(root, dataset=given | dataset, training=training)


def coco_images(counts: Mapping[str, int], first: int = 1) -> dict[int, CocoImage]:
    """So many images per category, ids counted on."""
    labels = [label for label, count in counts.items() for _ in range(count)]
    return {
        number: CocoImage(number, label, f"{number}.jpg", 4, 3, None, None, ((0.0, 0.0, 1.0, 1.0),))
        for number, label in enumerate(labels, first)
    }


def captions_of(images: Mapping[int, CocoImage], each: int = 2) -> dict[int, list[str]]:
    return {n: [f"{image.label} {n} number {k}" for k in range(each)] for n, image in images.items()}


def write_world(root: Path, counts: Mapping[str, int], *, each: int = 2, pictures: bool = True) -> None:
    """instances.json, captions.json and images/ under ``root``."""
    images = coco_images(counts)
    licenses = [{"id": 1, "name": "Free", "url": "https://example.org/free"}]
    base = "http://images.cocodataset.org/train2017"
    described = [
        {"id": n, "file_name": image.file_name, "width": 4, "height": 3, "license": 1, "coco_url": f"{base}/{n}.jpg"}
        for n, image in images.items()
    ]
    categories = [{"id": place, "name": name} for place, name in enumerate(CLASSES)]
    boxes = [
        {"image_id": n, "category_id": CLASSES.index(image.label), "bbox": [0, 0, 1, 2], "segmentation": [[1, 2]]}
        for n, image in images.items()
    ]
    texts = [{"image_id": n, "caption": text} for n, own in captions_of(images, each).items() for text in own]
    write_json(
        root / "instances.json",
        {"images": described, "annotations": boxes, "categories": categories, "licenses": licenses},
    )
    write_json(root / "captions.json", {"annotations": texts})
    if pictures:
        (root / "images").mkdir()
        for n, image in images.items():
            picture(n).save(root / "images" / image.file_name)


def picture(number: int) -> Image.Image:
    return Image.new("RGB", (4, 3), (number % 256, 40, 90))


def write_json(path: Path, content: Any) -> None:
    path.write_text(json.dumps(content), encoding="utf-8")


def tree(root: Path) -> dict[str, bytes]:
    """Every file under a folder, with its bytes."""
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def ids(records: Sequence[Any]) -> list[Any]:
    return [record.image_id for record in records]
