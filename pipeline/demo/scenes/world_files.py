"""A drawn world on disk, in the files that any dataset may have, so that it takes the same road as real photographs."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.demo.figures.kinds import CATEGORIES
from pipeline.demo.language.captions import captions
from pipeline.demo.language.truth import true_elsewhere
from pipeline.demo.scenes.render import Box, render
from pipeline.demo.scenes.scene import Scene
from pipeline.demo.scenes.worlds import World, compose
from pipeline.demo.workers import in_processes
from pipeline.errors import PipelineError

COCO_IDS = {"bear": 23, "zebra": 24, "elephant": 22, "giraffe": 25, "horse": 19, "dog": 18, "cat": 17,
            "airplane": 5, "train": 7, "person": 1}  # fmt: skip
SUPERCATEGORIES = {"airplane": "vehicle", "train": "vehicle", "person": "person"}
LICENSE = {
    "id": 1,
    "name": "Drawn by this project, no rights reserved",
    "url": "https://creativecommons.org/publicdomain/zero/1.0/",
}
QUALITY = 88
SHARE = 32
"""Pictures that a drawing process is given at a time; fewer are drawn before it has started."""
INSTANCES, CAPTIONS, VERIFIED = "instances.json", "captions.json", "verified.json"
"""COCO's two files, and the captions that a picture bears out although they were written for another."""


class DrawnPicture(NamedTuple):
    """One drawn picture and what the annotation files say about it."""

    file_name: str
    scene: Scene
    boxes: list[Box]
    captions: list[str]


def draw_world(
    directory: Path,
    *,
    world: World,
    images_per_class: int | Mapping[str, int],
    seed: int,
    workers: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> None:
    """Write ``instances.json``, ``captions.json``, ``verified.json`` and ``images/*.jpg`` under ``directory``.

    Picture i of a category depends on (seed, world, category, i) only. The JSON files come last, so a
    directory that has them is complete; pictures already there are kept, so an interrupted call goes on.

    Args:
        images_per_class: one number for all ten categories, or a number by category; others are left out.
        workers: drawing processes; as many as there are cores when None, none but this one for 0 or 1.
        progress: called with (pictures done, pictures in all).

    Raises:
        PipelineError: an unknown category, a negative number, or a directory that cannot be written.
    """
    jobs = _jobs(images_per_class)
    try:
        (directory / "images").mkdir(parents=True, exist_ok=True)
        pictures = []
        draw = partial(_draw, directory, world, seed)
        with contextlib.closing(in_processes(draw, jobs, workers, chunk=SHARE)) as drawn:
            for picture in drawn:
                pictures.append(picture)
                if progress is not None:
                    progress(len(pictures), len(jobs))
        instances, texts = _annotations(pictures, world, seed)
        for name, content in {CAPTIONS: texts, VERIFIED: _verified(pictures), INSTANCES: instances}.items():
            _write(directory / name, content)
    except OSError as error:
        raise PipelineError(
            f"cannot draw into {directory}: {error}; free some space or choose another folder"
        ) from error


def _jobs(images_per_class: int | Mapping[str, int]) -> list[tuple[str, int]]:
    counts = dict.fromkeys(CATEGORIES, images_per_class) if isinstance(images_per_class, int) else images_per_class
    if unknown := sorted(set(counts) - set(CATEGORIES)):
        raise PipelineError(f"drawn scenes have no category {', '.join(unknown)}: choose from {', '.join(CATEGORIES)}")
    if bad := sorted(name for name, number in counts.items() if number < 0):
        raise PipelineError(f"a negative number of images for {', '.join(bad)}: give 0 or more")
    return [(name, index) for name in CATEGORIES if name in counts for index in range(counts[name])]


def _draw(directory: Path, world: World, seed: int, job: tuple[str, int]) -> DrawnPicture:
    category, index = job
    scene = compose(world, category, index, seed)
    name = f"{category}_{index:05d}.jpg"
    image, boxes = render(scene)
    path = directory / "images" / name
    if not path.exists():
        part = path.with_name(f".{name}.{os.getpid()}.part")
        try:
            image.save(part, "JPEG", quality=QUALITY)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    return DrawnPicture(name, scene, boxes, captions(scene, world.voices))


def _annotations(pictures: list[DrawnPicture], world: World, seed: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """COCO's instances and captions, ids counted from 1 in the order of ``pictures``."""
    images = [
        {"id": k, "file_name": p.file_name, "width": p.scene.width, "height": p.scene.height, "license": LICENSE["id"]}
        for k, p in enumerate(pictures, 1)
    ]
    boxes = [
        (k, figure.category, box)
        for k, p in enumerate(pictures, 1)
        for figure, box in zip(p.scene.figures, p.boxes, strict=True)
    ]
    instances = [
        {"id": k, "image_id": image, "category_id": COCO_IDS[name], "bbox": list(box),
         "area": round(box[2] * box[3], 2), "iscrowd": 0}
        for k, (image, name, box) in enumerate(boxes, 1)
    ]  # fmt: skip
    texts = [(k, text) for k, p in enumerate(pictures, 1) for text in p.captions]
    spoken = [{"id": k, "image_id": image, "caption": text} for k, (image, text) in enumerate(texts, 1)]
    info = {"description": f"Drawn scenes, {world.name} world, seed {seed}"}
    head = {"info": info, "licenses": [LICENSE]}
    categories = [
        {"id": COCO_IDS[name], "name": name, "supercategory": SUPERCATEGORIES.get(name, "animal")}
        for name in sorted(CATEGORIES, key=COCO_IDS.__getitem__)
    ]
    return (
        {**head, "images": images, "annotations": instances, "categories": categories},
        {**head, "images": images, "annotations": spoken},
    )


def _verified(pictures: list[DrawnPicture]) -> dict[str, list[str]]:
    """By image id, the captions of other pictures that are true of it."""
    found = true_elsewhere([p.scene for p in pictures], [p.captions for p in pictures])
    return {str(k): texts for k, texts in enumerate(found, 1) if texts}


def is_complete(directory: Path) -> bool:
    """Whether a world was drawn there to the end, and its annotations can still be read."""
    try:
        for name in (INSTANCES, CAPTIONS, VERIFIED):
            json.loads((directory / name).read_bytes())
    except (OSError, ValueError):
        return False
    return True


def _write(path: Path, content: dict[str, Any]) -> None:
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
        os.replace(part, path)
    finally:
        with contextlib.suppress(OSError):
            part.unlink()
