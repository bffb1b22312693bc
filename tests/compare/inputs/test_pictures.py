"""How far two pictures are apart, and pictures that are broken or gone."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from pipeline.compare.file_changes import PictureChange
from pipeline.compare.findings.image_changes import correlation, intensity
from pipeline.compare.report import Report
from tests.compare.conftest import Compare
from tests.compare.world import World, first_case, heat_map, map_of, picture_of, read, save


def one(report: Report) -> PictureChange:
    """The only picture that changed."""
    assert len(report.pictures) == 1
    return report.pictures[0]


@pytest.mark.parametrize(("x", "low", "high"), [(21, 0.98, 1.0), (30, 0.5, 0.95), (90, -1.0, 0.1)])
def test_maps_correlate_less_the_further_they_move(
    tmp_path: Path, compared: Compare, x: int, low: float, high: float
) -> None:
    base = World().write(tmp_path / "base")
    settings = World().write(tmp_path / "head")
    save(map_of(base, first_case(base)), heat_map(20, 30))
    save(map_of(settings, first_case(settings)), heat_map(x, 30))
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
    path = map_of(settings, first_case(settings))
    save(path, Image.new("RGBA", Image.open(path).size))
    found = one(compared(settings, tmp_path / "base"))
    assert (found.correlation, found.reason) == (None, "a map is flat")


def test_a_touched_up_photo_is_near_and_another_is_far(tmp_path: Path, compared: Compare) -> None:
    World().write(tmp_path / "base")
    settings = World().write(tmp_path / "head")
    first, second, *_ = (case["id"] for case in read(settings, "hard_cases")["cases"])
    path = picture_of(settings, first)
    pixels = np.asarray(Image.open(path)).copy()
    touched = Image.fromarray(np.clip(pixels.astype(int) + 3, 0, 255).astype(np.uint8))
    touched.save(path, "PNG")  # whatever its name says: JPEG would change more than the touch
    near = one(compared(settings, tmp_path / "base"))
    assert near.kind == "picture"
    assert near.mean_difference == pytest.approx(3 / 255 * 3 / 4, rel=0.1)  # three of four channels
    save(path, Image.open(picture_of(settings, second)).copy())
    far = one(compared(settings, tmp_path / "base"))
    assert far.mean_difference is not None
    assert far.mean_difference > 5 * near.mean_difference


def test_a_resized_picture_says_so(tmp_path: Path, compared: Compare) -> None:
    World().write(tmp_path / "base")
    settings = World().write(tmp_path / "head")
    path = picture_of(settings, first_case(settings))
    width, height = Image.open(path).size
    save(path, Image.open(path).resize((width // 2, height // 2)))
    found = one(compared(settings, tmp_path / "base"))
    assert found.reason == f"{width} × {height} became {width // 2} × {height // 2}"
    assert found.mean_difference is not None
    assert found.mean_difference < 0.03


@pytest.mark.parametrize("content", [b"", b"no picture", b"\x89PNG\r\n\x1a\n" + b"\0" * 40])
def test_a_broken_picture_is_named(tmp_path: Path, compared: Compare, content: bytes) -> None:
    World().write(tmp_path / "base")
    settings = World().write(tmp_path / "head")
    picture_of(settings, first_case(settings)).write_bytes(content)
    found = one(compared(settings, tmp_path / "base"))
    assert found.reason.startswith("cannot be decoded: ")


def test_pictures_that_came_and_went(tmp_path: Path, compared: Compare) -> None:
    World().write(tmp_path / "base")
    settings = World().write(tmp_path / "head")
    picture = picture_of(settings, first_case(settings))
    picture.rename(picture.with_name("other.png"))
    found = {item.path: item.presence for item in compared(settings, tmp_path / "base").pictures}
    assert found == {f"images/pictures/{picture.name}": "vanished", "images/pictures/other.png": "new"}
