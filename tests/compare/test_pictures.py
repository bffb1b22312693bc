"""How far two pictures are apart, and pictures that are broken or gone."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from pipeline.compare.findings.image_changes import correlation, intensity
from pipeline.compare.report import PictureChange, Report
from tests.compare.conftest import Compare
from tests.compare.world import World, heat_map, save


def one(report: Report) -> PictureChange:
    """The only picture that changed."""
    assert len(report.pictures) == 1
    return report.pictures[0]


@pytest.mark.parametrize(("x", "low", "high"), [(21, 0.98, 1.0), (30, 0.5, 0.95), (90, -1.0, 0.1)])
def test_maps_correlate_less_the_further_they_move(
    tmp_path: Path, compared: Compare, x: int, low: float, high: float
) -> None:
    World().write(tmp_path / "base")
    settings = World().write(tmp_path / "head")
    save(settings.docs / "images/s00000_map.png", heat_map(x, 30))
    found = one(compared(settings, tmp_path / "base"))
    assert found.kind == "heat map"
    assert found.correlation is not None
    assert low < found.correlation < high


def test_correlation_is_numpys_on_the_opacity() -> None:
    a, b = heat_map(20, 30), heat_map(40, 30)
    assert intensity(a).max() > 200
    expected = np.corrcoef(intensity(a).ravel(), intensity(b).ravel())[0, 1]
    assert correlation(intensity(a), intensity(b)) == pytest.approx(expected)
    assert correlation(intensity(a), np.full((64, 64), 3.0)) is None


def test_an_opaque_map_is_read_by_its_brightness() -> None:
    grey = np.linspace(0, 255, 64 * 64).reshape(64, 64).astype(np.uint8)
    map_ = intensity(Image.fromarray(grey).convert("RGBA"))
    assert correlation(map_, grey.astype(float)) == pytest.approx(1.0, abs=1e-6)


def test_a_flat_map_has_no_correlation_and_says_so(tmp_path: Path, compared: Compare) -> None:
    World().write(tmp_path / "base")
    settings = World().write(tmp_path / "head")
    save(settings.docs / "images/s00000_map.png", Image.new("RGBA", (96, 72)))
    found = one(compared(settings, tmp_path / "base"))
    assert (found.correlation, found.reason) == (None, "a map is flat")


def test_a_touched_up_photo_is_near_and_another_is_far(tmp_path: Path, compared: Compare) -> None:
    World().write(tmp_path / "base")
    settings = World().write(tmp_path / "head")
    path = settings.docs / "images/s00000.png"
    pixels = np.asarray(Image.open(path)).copy()
    save(path, Image.fromarray(np.clip(pixels.astype(int) + 3, 0, 255).astype(np.uint8)))
    near = one(compared(settings, tmp_path / "base"))
    assert near.kind == "picture"
    assert near.mean_difference == pytest.approx(3 / 255 * 3 / 4, rel=0.1)  # three of four channels
    save(path, Image.open(settings.docs / "images/s00001.png").copy())
    far = one(compared(settings, tmp_path / "base"))
    assert far.mean_difference is not None
    assert far.mean_difference > 5 * near.mean_difference


def test_a_resized_picture_says_so(tmp_path: Path, compared: Compare) -> None:
    World().write(tmp_path / "base")
    settings = World().write(tmp_path / "head")
    path = settings.docs / "images/s00000.png"
    save(path, Image.open(path).resize((48, 36)))
    found = one(compared(settings, tmp_path / "base"))
    assert found.reason == "96 × 72 became 48 × 36"
    assert found.mean_difference is not None
    assert found.mean_difference < 0.03


@pytest.mark.parametrize("content", [b"", b"no picture", b"\x89PNG\r\n\x1a\n" + b"\0" * 40])
def test_a_broken_picture_is_named(tmp_path: Path, compared: Compare, content: bytes) -> None:
    World().write(tmp_path / "base")
    settings = World().write(tmp_path / "head")
    (settings.docs / "images/s00000.png").write_bytes(content)
    found = one(compared(settings, tmp_path / "base"))
    assert found.reason.startswith("cannot be decoded: ")


def test_pictures_that_came_and_went(tmp_path: Path, compared: Compare) -> None:
    World().write(tmp_path / "base")
    settings = World().write(tmp_path / "head")
    images = settings.docs / "images"
    (images / "s00000.png").rename(images / "other.png")
    found = {item.path: item.presence for item in compared(settings, tmp_path / "base").pictures}
    assert found == {"images/s00000.png": "vanished", "images/other.png": "new"}
