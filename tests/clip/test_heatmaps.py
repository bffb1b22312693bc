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
