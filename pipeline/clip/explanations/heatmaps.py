"""Maps as pictures, and how well they lie on what they should show."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image

LONGEST_SIDE = 320
"""Pixels: as large as a thumbnail; browsers stretch it smoothly over the picture."""
# Full opacity would hide what the map is about.
HIGHEST_ALPHA = 217


@dataclass(frozen=True)
class View:
    """The part of a picture that the model saw, in shares of its width and height."""

    left: float
    top: float
    width: float
    height: float

    @classmethod
    def centre_square(cls, width: int, height: int) -> View:
        """What is left of a picture after resizing its shorter side and cropping the centre."""
        side = min(width, height)
        return cls((1 - side / width) / 2, (1 - side / height) / 2, side / width, side / height)


def as_png(heat: NDArray[np.float32], view: View, width: int, height: int) -> bytes:
    """A map [s, s] in 0..1 as a transparent picture of a photo's shape, empty where the model saw nothing.

    Args:
        width: of the photo, in pixels; with ``height`` it gives the shape.
    """
    scale = LONGEST_SIDE / max(width, height)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    inner = (max(1, round(size[0] * view.width)), max(1, round(size[1] * view.height)))
    levels = Image.fromarray((heat * 255).astype(np.uint8)).resize(inner, Image.Resampling.BILINEAR)
    canvas = Image.new("L", size, 0)
    canvas.paste(levels, (round(size[0] * view.left), round(size[1] * view.top)))
    # A palette with its own transparency keeps the file small: a level stands for colour and opacity at once.
    picture = Image.frombytes("P", size, canvas.tobytes())
    picture.putpalette(_palette())
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", optimize=True, transparency=_alphas())
    return buffer.getvalue()


@lru_cache
def _palette() -> bytes:
    """256 colours of matplotlib's inferno: even steps to the eye, and in print."""
    from matplotlib import colormaps

    return bytes((np.asarray(colormaps["inferno"](np.arange(256)))[:, :3] * 255).round().astype(np.uint8).tobytes())


def _alphas() -> bytes:
    return bytes(round(HIGHEST_ALPHA * level / 255) for level in range(256))


@dataclass(frozen=True)
class BoxScores:
    """How a map lies on boxes; None where there is no box in view or the map is empty."""

    energy_in_boxes: float | None
    box_area: float | None
    pointing_hit: bool | None


def score_boxes(
    heat: NDArray[np.float32], boxes: tuple[tuple[float, float, float, float], ...], width: int, height: int
) -> BoxScores:
    """Share of a map's energy inside the boxes, beside the share of the view that they cover.

    Args:
        heat: [s, s] over the centre square of the photo.
        boxes: left, top, width, height in the photo's pixels.
    """
    inside = boxes_in_view(boxes, width, height, len(heat))
    total = float(heat.sum())
    if not inside.any() or total == 0:
        return BoxScores(None, None, None)
    peak = np.unravel_index(int(heat.argmax()), heat.shape)
    return BoxScores(float(heat[inside].sum()) / total, float(inside.mean()), bool(inside[peak]))


def boxes_in_view(
    boxes: tuple[tuple[float, float, float, float], ...], width: int, height: int, size: int
) -> NDArray[np.bool_]:
    """Which of the view's [size, size] cells lie in a box: boxes cropped and scaled as the picture was."""
    side = min(width, height)
    left, top, scale = (width - side) / 2, (height - side) / 2, size / side
    inside = np.zeros((size, size), dtype=bool)
    for x, y, box_width, box_height in boxes:
        columns = np.clip([(x - left) * scale, (x + box_width - left) * scale], 0, size).round().astype(int)
        rows = np.clip([(y - top) * scale, (y + box_height - top) * scale], 0, size).round().astype(int)
        inside[rows[0] : rows[1], columns[0] : columns[1]] = True
    return inside
