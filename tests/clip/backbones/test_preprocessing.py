"""Pictures as models want them, and where on the input a picture's points come to lie."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from open_clip.transform import PreprocessCfg, image_transform_v2
from PIL import Image

from pipeline.clip.backbones.geometry import Geometry
from pipeline.clip.backbones.preprocessing import Preprocessing
from pipeline.errors import PipelineError

MODES = ["shortest", "longest", "squash"]


def preprocessing(size: int | tuple[int, int] = 32, **changes: object) -> Preprocessing:
    visual = torch.nn.Module()
    visual.preprocess_cfg = {}
    visual.image_size = size
    model = torch.nn.Module()
    model.visual = visual
    return Preprocessing.merged(model, changes, "here")


def picture(width: int, height: int) -> Image.Image:
    noise = np.random.default_rng(width * height).integers(0, 255, (height, width, 3), dtype=np.uint8)
    return Image.fromarray(noise)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("interpolation", ["bicubic", "bilinear"])
@pytest.mark.parametrize("size", [(50, 40), (40, 50), (33, 33)])
def test_pictures_are_open_clips_own_to_the_bit(mode: str, interpolation: str, size: tuple[int, int]) -> None:
    wanted = {"resize_mode": mode, "interpolation": interpolation, "fill_color": 90, "mean": (0.5, 0.4, 0.3)}
    expected = image_transform_v2(PreprocessCfg(**{"size": 32, **wanted}), is_train=False)(picture(*size))
    assert torch.equal(preprocessing(**wanted)(picture(*size)), expected)


def test_bytes_become_the_same_floats_here() -> None:
    assert preprocessing().is_exact_on(torch.device("cpu"))


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("shape", [(3000, 2), (1, 9000), (1, 1)])
def test_the_thinnest_pictures_are_pictures(mode: str, shape: tuple[int, int]) -> None:
    pixels = preprocessing((32, 48), resize_mode=mode).pixels(Image.new("RGB", shape, (200, 200, 200)))
    assert pixels.shape == (3, 32, 48)
    assert pixels.max() == 200


@pytest.mark.parametrize("interpolation", ["nearest", "lanczos", "box"])
def test_any_interpolation_is_followed(interpolation: str) -> None:
    other = preprocessing(interpolation=interpolation)(picture(50, 40))
    assert not torch.equal(other, preprocessing()(picture(50, 40)))


@pytest.mark.parametrize("change", [{"interpolation": "magic"}, {"resize_mode": "stretch"}])
def test_what_there_is_not_is_refused(change: dict[str, str]) -> None:
    with pytest.raises(PipelineError, match=r"here: unknown (interpolation|resize_mode)"):
        preprocessing(**change)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("width", "height"), [(64, 32), (32, 64), (48, 48), (90, 40)])
@pytest.mark.parametrize("size", [(32, 32), (32, 48)])
def test_a_mark_on_a_picture_is_where_the_geometry_says(
    mode: str, width: int, height: int, size: tuple[int, int]
) -> None:
    """A white square is painted on black; its centre on the input is that of the geometry, to a pixel."""
    image = Image.new("RGB", (width, height))
    x, y = width // 2 - 6, height // 2 + 2
    image.paste((255, 255, 255), (x, y, x + 8, y + 8))
    seen = preprocessing(size=size, resize_mode=mode).pixels(image)[0].float()
    rows, columns = torch.meshgrid(torch.arange(size[0]), torch.arange(size[1]), indexing="ij")
    across, down = ((seen * axis).sum() / seen.sum() + 0.5 for axis in (columns, rows))
    expected = Geometry.of(width, height, size, mode).to_input(x + 4, y + 4)
    assert float(across) == pytest.approx(expected[0] * size[1], abs=1)
    assert float(down) == pytest.approx(expected[1] * size[0], abs=1)


@given(st.integers(1, 900), st.integers(1, 900), st.sampled_from(MODES), st.integers(8, 300), st.integers(8, 300))
def test_what_is_seen_and_what_is_filled_are_shares(
    width: int, height: int, mode: str, rows: int, columns: int
) -> None:
    geometry = Geometry.of(width, height, (rows, columns), mode)
    for left, top, across, down in (geometry.seen, geometry.filled):
        assert 0 <= left < 1
        assert 0 <= top < 1
        assert left + across <= 1 + 1e-9
        assert top + down <= 1 + 1e-9
    assert (mode != "longest") or geometry.seen == (0, 0, 1, 1)
    assert (mode != "shortest") or geometry.filled == (0, 0, 1, 1)
