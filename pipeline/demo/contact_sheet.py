"""The drawn worlds at a glance: every category in every setting, and what is said about some pictures.

``python -m pipeline.demo.contact_sheet FOLDER`` writes both pages.
"""

from __future__ import annotations

import random
import sys
import textwrap
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from pipeline.demo.figures.kinds import ALL_SETTINGS, CATEGORIES
from pipeline.demo.language.captions import captions
from pipeline.demo.scenes.render import render
from pipeline.demo.scenes.scene import Scene
from pipeline.demo.scenes.worlds import EVALUATION, PRETRAIN, World, compose
from pipeline.errors import PipelineError

PAGES = ("settings.png", "captions.png")
THUMB = (160, 120)
MARGIN = 26
ATTEMPTS = 400
"""Pictures looked through for one that shows a category in a setting."""
PAPER, INK, FADED, FAINT = (250, 249, 246), (34, 38, 46), (150, 148, 142), (226, 224, 218)


def contact_sheet(directory: Path, *, seed: int = 42) -> list[Path]:
    """Write ``settings.png`` (category × setting) and ``captions.png``; returns their paths.

    Raises:
        PipelineError: the folder cannot be written, or has a file of one of these names.
    """
    paths = [directory / name for name in PAGES]
    if there := [path for path in paths if path.exists() or path.is_symlink()]:
        raise PipelineError.of(f"{path}: there already: move it, or choose another folder" for path in there)
    try:
        directory.mkdir(parents=True, exist_ok=True)  # drawing takes a minute: a folder that cannot be is found before
        for path, page in zip(paths, (settings_page(seed), captions_page(EVALUATION, seed)), strict=True):
            page.save(path)
    except OSError as error:
        raise PipelineError(f"cannot write to {directory}: {error}; choose another folder") from error
    return paths


def settings_page(seed: int) -> Image.Image:
    """A row per category, a column per setting; held-out settings come from the evaluation world."""
    width, height = THUMB[0] + 4, THUMB[1] + 4
    page = Image.new("RGB", (90 + width * len(ALL_SETTINGS), MARGIN + height * len(CATEGORIES)), PAPER)
    draw, font = ImageDraw.Draw(page), ImageFont.load_default(15)
    for column, setting in enumerate(ALL_SETTINGS):
        draw.text((94 + column * width, 5), setting, fill=INK, font=font)
    for row, category in enumerate(CATEGORIES):
        top = MARGIN + row * height
        draw.text((6, top + THUMB[1] // 2 - 8), category, fill=INK, font=font)
        found = _one_per_setting(category, seed)
        for column, setting in enumerate(ALL_SETTINGS):
            left = 90 + column * width
            draw.rectangle([left, top, left + THUMB[0], top + THUMB[1]], fill=FAINT)
            if setting in found:
                _paste(page, found[setting], left, top, THUMB)
            else:
                draw.text((left + THUMB[0] // 2, top + THUMB[1] // 2), "not here", fill=FADED, font=font, anchor="mm")
    return page


def _one_per_setting(category: str, seed: int) -> dict[str, Scene]:
    """The first scene of each setting, in daylight and fair weather if there is one."""
    found: dict[str, Scene] = {}
    for world in (EVALUATION, PRETRAIN):
        for index in range(ATTEMPTS):
            scene = compose(world, category, index, seed)
            clear = scene.time == "day" and scene.weather == "clear"
            if clear or scene.setting not in found:
                found.setdefault(scene.setting, scene)
                if clear and found[scene.setting].time != "day":
                    found[scene.setting] = scene
    return found


def captions_page(world: World, seed: int, *, pictures: int = 20) -> Image.Image:
    """``pictures`` scenes, the categories taking turns, each with its five captions."""
    size, columns, wide = (240, 180), 2, 980
    rows = -(-pictures // columns)
    page = Image.new("RGB", (columns * wide, rows * (size[1] + 14) + 10), PAPER)
    draw, font = ImageDraw.Draw(page), ImageFont.load_default(15)
    rng = random.Random(seed)
    for k in range(pictures):
        scene = compose(world, CATEGORIES[k % len(CATEGORIES)], rng.randrange(150), seed)
        left, top = 10 + (k % columns) * wide, 10 + (k // columns) * (size[1] + 14)
        _paste(page, scene, left, top, size)
        for line, text in enumerate(captions(scene, world.voices)):
            wrapped = textwrap.fill(text, 88)
            draw.multiline_text((left + size[0] + 14, top + line * 37), wrapped, fill=INK, font=font, spacing=1)
    return page


def _paste(page: Image.Image, scene: Scene, left: int, top: int, size: tuple[int, int]) -> None:
    """The scene's picture, as large as ``size`` allows, centred in it."""
    picture = render(scene)[0]
    picture.thumbnail(size, Image.Resampling.LANCZOS)
    page.paste(picture, (left + (size[0] - picture.width) // 2, top + (size[1] - picture.height) // 2))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m pipeline.demo.contact_sheet FOLDER")
    for written in contact_sheet(Path(sys.argv[1])):
        print(written)
