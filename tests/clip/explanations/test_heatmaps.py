"""Maps as pictures, and their scores against boxes."""

from __future__ import annotations

import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from pipeline.clip.backbones.geometry import Geometry
from pipeline.clip.explanations.heatmaps import as_png, boxes_in_view, score_boxes
from pipeline.evaluation.maps.heat_scale import colour_at


def square(width: int, height: int) -> Geometry:
    return Geometry.of(width, height, (224, 224))


@given(st.integers(50, 900), st.integers(50, 900))
def test_a_map_has_the_photos_shape_and_is_clear_outside_the_view(width, height):
    heat = np.ones((32, 32), dtype=np.float32)
    content = as_png(heat, square(width, height))
    picture = Image.open(io.BytesIO(content)).convert("RGBA")
    assert picture.width / picture.height == pytest.approx(width / height, rel=0.05)
    seen = np.asarray(picture)[..., 3] > 0
    share = min(width, height) / max(width, height)
    assert seen.mean() == pytest.approx(share, abs=0.03)
    assert seen[seen.shape[0] // 2, seen.shape[1] // 2]


def test_nothing_is_laid_over_a_picture_where_a_map_is_low_but_the_outline_of_what_was_seen():
    faint = np.full((16, 16), 0.1, dtype=np.float32)
    picture = np.asarray(Image.open(io.BytesIO(as_png(faint, square(300, 200)))).convert("RGBA"))
    top, middle = picture[0, :, 3], picture[picture.shape[0] // 2, :, 3]
    assert (top > 0).sum() == pytest.approx(picture.shape[1] * 2 / 3, abs=2)
    assert list(np.flatnonzero(middle)) == [*np.flatnonzero(top)[:2], *np.flatnonzero(top)[-2:]]
    whole = np.asarray(Image.open(io.BytesIO(as_png(faint, square(200, 200)))).convert("RGBA"))
    assert not whole[..., 3].any(), "a picture that was seen whole needs no outline"


@pytest.mark.parametrize("shape", [(1, 900), (900, 1), (2, 3), (1, 1)])
def test_the_thinnest_pictures_have_maps(shape):
    Image.open(io.BytesIO(as_png(np.ones((4, 4), dtype=np.float32), square(*shape)))).load()


def test_more_is_brighter_and_less_transparent_all_along_the_scale():
    colours = [colour_at(level) for level in np.linspace(0, 1, 101)]
    light = [0.2126 * red + 0.7152 * green + 0.0722 * blue for red, green, blue, _ in colours]
    assert light == sorted(light)
    assert [opacity for *_, opacity in colours] == sorted(opacity for *_, opacity in colours)
    assert colours[0][3] == 0
    assert light[-1] - light[0] > 150


def test_equal_maps_are_equal_bytes():
    heat = np.linspace(0, 1, 64, dtype=np.float32).reshape(8, 8)
    assert as_png(heat, square(300, 200)) == as_png(heat.copy(), square(300, 200))


def test_boxes_are_cropped_and_scaled_as_the_picture_was():
    # 200 × 100: the model sees columns 50 to 150.
    inside = boxes_in_view(((50, 0, 50, 100),), square(200, 100), (10, 10))
    assert inside[:, :5].all()
    assert not inside[:, 5:].any()
    assert not boxes_in_view(((0, 0, 49, 100),), square(200, 100), (10, 10)).any()


@given(st.integers(0, 2**32 - 1))
def test_a_flat_map_scores_the_boxes_area(seed):
    rng = np.random.default_rng(seed)
    box = (float(rng.integers(0, 60)), float(rng.integers(0, 60)), 40.0, 30.0)
    scores = score_boxes(np.ones((100, 100), dtype=np.float32), (box,), square(100, 100))
    assert scores.energy_in_boxes == pytest.approx(scores.box_area)


def test_a_map_on_the_box_scores_all_of_its_energy():
    heat = np.zeros((10, 10), dtype=np.float32)
    heat[2, 3] = 1
    scores = score_boxes(heat, ((30, 20, 20, 20),), square(100, 100))
    assert scores.energy_in_boxes == 1
    assert scores.pointing_hit is True
    assert scores.box_area == pytest.approx(0.04)


@pytest.mark.parametrize(("heat", "boxes"), [(np.zeros((4, 4)), ((0, 0, 9, 9),)), (np.ones((4, 4)), ())])
def test_without_box_or_heat_there_is_no_score(heat, boxes):
    scores = score_boxes(heat.astype(np.float32), boxes, square(10, 10))
    assert (scores.energy_in_boxes, scores.box_area, scores.pointing_hit) == (None, None, None)
