"""Experiments to ask: the demo's two backbones, and galleries of a run that never took place."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageDraw

from pipeline.settings import Settings
from pipeline.settings.settings_file import load_settings
from tests.fabricated import World

from ..worlds import write_experiment


def drawn(kind: str = "PNG", size: tuple[int, int] = (300, 200)) -> bytes:
    """A picture's file."""
    image = Image.new("RGB", size, "skyblue")
    ImageDraw.Draw(image).ellipse((80, 60, 200, 180), fill="saddlebrown")
    buffer = io.BytesIO()
    image.save(buffer, kind)
    return buffer.getvalue()


@pytest.fixture(scope="module")
def experiment(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Nothing is trained; the results beside it have galleries."""
    folder = tmp_path_factory.mktemp("experiment")
    World(samples=100, cases=6, attention=2).write(folder)
    return load_settings(write_experiment(folder))
