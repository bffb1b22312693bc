"""A ``Scene`` becomes a picture and the boxes of what it shows."""

from __future__ import annotations

import random
from collections.abc import Collection

from PIL import Image, ImageDraw

from pipeline.demo.figures.canvas import SUPERSAMPLE, Pen
from pipeline.demo.figures.kinds import KINDS
from pipeline.demo.places.backdrops import BACKDROPS, rails
from pipeline.demo.places.scenery import Backdrop
from pipeline.demo.places.weather import fall, light
from pipeline.demo.scenes.scene import Figure, Scene
from pipeline.demo.scenes.worlds import INDOORS

Box = tuple[float, float, float, float]


def render(scene: Scene, *, hidden: Collection[int] = (), scale: int = SUPERSAMPLE) -> tuple[Image.Image, list[Box]]:
    """The picture, and left, top, width and height in pixels of each figure of ``scene.figures``.

    Figures in ``hidden`` (indices) are left out, their shadows stay. Boxes end at the picture's edge.
    """
    canvas = Image.new("RGB", (scene.width * scale, scene.height * scale))
    stage = Backdrop(canvas, random.Random(scene.seed), scene.time, scene.weather)
    BACKDROPS[scene.setting](stage)
    tracks = sorted({figure.y for figure in scene.figures if figure.category == "train"})
    for y in tracks:
        rails(stage, y)
    boxes: dict[int, Box] = {}
    for index in _back_to_front(scene):
        figure = scene.figures[index]
        _shadow(canvas, figure)
        pen = _draw(canvas if index not in hidden else Image.new("RGB", canvas.size), figure)
        boxes[index] = _clipped(pen, scene, scale)
    fall(canvas, scene.weather, random.Random(scene.seed + 1))
    picture = light(canvas.reduce(scale), scene.time, indoors=scene.setting in INDOORS)
    return picture, [boxes[index] for index in range(len(scene.figures))]


def _draw(canvas: Image.Image, figure: Figure) -> Pen:
    """Draw ``figure``; the pen knows its extent."""
    kind, h = KINDS[figure.category], canvas.height
    climb = 14 if figure.pose == "climbing" else 0
    pen = Pen(canvas, (figure.x * h, figure.y * h), figure.height * h, flip=figure.facing == "left", turn=climb)
    kind.draw(pen, kind.coats[figure.coat], figure.pose, random.Random(figure.seed))
    return pen


def _back_to_front(scene: Scene) -> list[int]:
    """Far things first; a rider right after the mount, which shares its place."""

    def depth(index: int) -> tuple[float, int]:
        figure = scene.figures[index]
        if figure.category == "airplane" and figure.pose != "parked":
            return (0.0, index)
        mounts = [f.y for f in scene.main if f.x == figure.x] if figure.pose == "riding" else []
        return (mounts[0] if mounts else figure.y, index)

    return sorted(range(len(scene.figures)), key=depth)


def _shadow(canvas: Image.Image, figure: Figure) -> None:
    """A soft ellipse on the ground, which is no part of the figure's box."""
    if figure.category in ("airplane", "train") or figure.pose == "riding":
        return
    kind, h = KINDS[figure.category], canvas.height
    side = 1 if figure.facing == "right" else -1
    centre = figure.x + side * (kind.right - kind.left) * 0.35 * figure.height
    half, low = (kind.left + kind.right) * 0.42 * figure.height * h, 0.035 * figure.height * h
    x, y = centre * h, figure.y * h
    ImageDraw.Draw(canvas, "RGBA").ellipse([x - half, y - low, x + half, y + low * 1.3], fill=(20, 30, 40, 70))


def _clipped(pen: Pen, scene: Scene, scale: int) -> Box:
    box = pen.box()
    assert box is not None, "a figure drew nothing"
    left, top = max(box[0] / scale, 0.0), max(box[1] / scale, 0.0)
    right, bottom = min(box[2] / scale, scene.width), min(box[3] / scale, scene.height)
    return (round(left, 2), round(top, 2), round(right - left, 2), round(bottom - top, 2))
