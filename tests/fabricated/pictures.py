"""Pictures of noise, and heat maps over them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

from pipeline.data.samples import Sample
from pipeline.results.schemas.pictures import Box, Picture


def publish(docs: Path, sample: Sample) -> Picture:
    """Write a sample's picture and its thumbnail; what artifacts say of them."""
    names = {folder: f"images/{folder}/{sample.id}.jpg" for folder in ("pictures", "thumbs")}
    # Coarse noise, another for each sample: pictures that a perceptual hash tells apart.
    noise = np.random.default_rng([*sample.id.encode()]).integers(0, 255, (6, 8, 3), dtype=np.uint8)
    for name, scale in zip(names.values(), (1, 2), strict=True):
        size = (sample.width // scale, sample.height // scale)
        save(docs / name, Image.fromarray(noise).resize(size, Image.Resampling.BICUBIC))
    left, top, width, height = sample.boxes[0]
    box = Box(
        left=left / sample.width, top=top / sample.height, width=width / sample.width, height=height / sample.height
    )
    return Picture(
        image=names["pictures"], thumbnail=names["thumbs"], width=sample.width, height=sample.height, image_url=None,
        licence="CC0", boxes=[box],
    )  # fmt: skip


def save(path: Path, image: Image.Image) -> None:
    """Write a picture, making its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    image.save(path)


def heat_map(x: float, y: float, size: tuple[int, int] = (96, 72)) -> Image.Image:
    """A red blob that fades into nothing around a point."""
    columns, rows = np.meshgrid(np.arange(size[0]), np.arange(size[1]))
    alpha = 255 * np.exp(-((columns - x) ** 2 + (rows - y) ** 2) / 300)
    pixels = np.zeros((size[1], size[0], 4), dtype=np.uint8)
    pixels[..., 0], pixels[..., 3] = 255, alpha.astype(np.uint8)
    return Image.fromarray(pixels)
