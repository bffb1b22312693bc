"""Maps as pictures, and how well they lie on what they should show."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from pipeline.clip.backbones.geometry import Geometry
from pipeline.evaluation.maps.heat_scale import colour_at
from pipeline.evaluation.maps.map_scores import energy_inside, peak_inside
from pipeline.evaluation.maps.perturbation import first_places

Box = tuple[float, float, float, float]

LONGEST_SIDE = 320
"""Pixels: as large as a thumbnail; browsers stretch it smoothly over the picture."""
# The last two colours of the palette are those of the outline, which shows on light and on dark pictures.
LEVELS = 254
DARK, LIGHT = 254, 255


def as_png(heat: NDArray[np.float32], geometry: Geometry) -> bytes:
    """A map [s, w] in 0..1 as a transparent picture of the photo's shape, empty where the model saw nothing."""
    scale = LONGEST_SIDE / max(geometry.width, geometry.height)
    size = (max(1, round(geometry.width * scale)), max(1, round(geometry.height * scale)))
    left, top, width, height = geometry.seen
    inner = (max(1, round(size[0] * width)), max(1, round(size[1] * height)))
    levels = Image.fromarray((_without_padding(heat, geometry) * (LEVELS - 1)).astype(np.uint8))
    canvas = Image.new("L", size, 0)
    corner = (round(size[0] * left), round(size[1] * top))
    canvas.paste(levels.resize(inner, Image.Resampling.BILINEAR), corner)
    if inner != size:
        _outline(canvas, (*corner, corner[0] + inner[0] - 1, corner[1] + inner[1] - 1))
    # A palette with its own transparency keeps the file small: a level stands for colour and opacity at once.
    picture = Image.frombytes("P", size, canvas.tobytes())
    picture.putpalette(_palette())
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", optimize=True, transparency=_alphas())
    return buffer.getvalue()


def _without_padding(heat: NDArray[np.float32], geometry: Geometry) -> NDArray[np.float32]:
    rows, columns = heat.shape
    left, top, width, height = geometry.filled
    x, y = round(columns * left), round(rows * top)
    return heat[y : y + max(1, round(rows * height)), x : x + max(1, round(columns * width))]


def _outline(canvas: Image.Image, box: tuple[int, int, int, int]) -> None:
    """A light line inside a dark one around what the model saw of the picture."""
    left, top, right, bottom = box
    draw = ImageDraw.Draw(canvas)
    draw.rectangle(box, outline=DARK)
    if min(right - left, bottom - top) > 2:
        draw.rectangle((left + 1, top + 1, right - 1, bottom - 1), outline=LIGHT)


@lru_cache
def _palette() -> bytes:
    colours = [colour_at(level / (LEVELS - 1))[:3] for level in range(LEVELS)]
    return bytes(part for colour in [*colours, (0, 0, 0), (255, 255, 255)] for part in colour)


@lru_cache
def _alphas() -> bytes:
    opacities = [colour_at(level / (LEVELS - 1))[3] for level in range(LEVELS)]
    return bytes(round(255 * opacity) for opacity in [*opacities, 0.5, 0.8])


@dataclass(frozen=True)
class BoxScores:
    """How a map lies on boxes; None where there is no box in view or the map is empty."""

    energy_in_boxes: float | None
    box_area: float | None
    pointing_hit: bool | None


def score_boxes(heat: NDArray[np.float32], boxes: tuple[Box, ...], geometry: Geometry) -> BoxScores:
    """Share of a map's energy inside the boxes, beside the share of the view that they cover.

    Args:
        heat: [s, w] over the model's input; what lies on padding is outside every box.
        boxes: left, top, width, height in the photo's pixels.
    """
    inside = boxes_in_view(boxes, geometry, heat.shape)
    if not inside.any() or heat.sum() == 0:
        return BoxScores(None, None, None)
    # Seeded by a constant: a map's own ties are broken alike in every run.
    ranks = first_places(heat, np.random.default_rng(0))
    return BoxScores(energy_inside(heat, inside), float(inside.mean()), bool(peak_inside(heat, ranks, inside)))


def boxes_in_view(boxes: tuple[Box, ...], geometry: Geometry, shape: tuple[int, ...]) -> NDArray[np.bool_]:
    """Which of the input's [s, w] cells lie in a box: boxes cropped and scaled as the picture was."""
    inside = np.zeros(shape, dtype=bool)
    for x, y, width, height in boxes:
        left, top = geometry.to_input(x, y)
        right, bottom = geometry.to_input(x + width, y + height)
        # Clipped first, so that a box half out of view counts with the half that is seen.
        rows = np.clip([top * shape[0], bottom * shape[0]], 0, shape[0]).round().astype(int)
        columns = np.clip([left * shape[1], right * shape[1]], 0, shape[1]).round().astype(int)
        inside[rows[0] : rows[1], columns[0] : columns[1]] = True
    return inside
