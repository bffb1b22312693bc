"""From a picture to a model's input, as the model was trained: size, crop or padding, resampling, mean and spread."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from typing import Any

import torch
from open_clip.transform import PreprocessCfg, image_transform_v2, merge_preprocess_dict
from PIL import Image
from torch import Tensor
from torchvision.transforms import InterpolationMode
from torchvision.transforms.functional import pil_to_tensor

from pipeline.clip.backbones.geometry import Geometry, ResizeMode
from pipeline.errors import PipelineError


@dataclass(frozen=True)
class Preprocessing:
    """A model's own preprocessing, cut in two: what needs the picture, and arithmetic that can wait for the device."""

    size: tuple[int, int]
    """Height and width of the input, in pixels."""
    mode: ResizeMode
    interpolation: str
    fill: int
    """Grey level of the padding, 0 to 255."""
    mean: tuple[float, ...]
    std: tuple[float, ...]

    @classmethod
    def merged(cls, model: Any, wanted: dict[str, Any], where: str) -> Preprocessing:
        """The preprocessing that the weights want, on the size that the model was built for.

        Raises:
            PipelineError: the description asks for what there is not.
        """
        # What comes with the weights goes over what the model has by itself.
        plain = merge_preprocess_dict(getattr(model.visual, "preprocess_cfg", {}), wanted)
        plain = asdict(PreprocessCfg()) | plain
        # Whatever a description says: a tower takes pictures of its own size, and no other.
        size = model.visual.image_size
        # Random resampling is an augmentation; in evaluation, open_clip takes bicubic for it.
        interpolation = "bicubic" if plain["interpolation"] == "random" else str(plain["interpolation"])
        known = [mode.value for mode in InterpolationMode]
        if interpolation not in known:
            raise PipelineError(f"{where}: unknown interpolation {interpolation!r}: known are {', '.join(known)}")
        if plain["resize_mode"] not in ("shortest", "longest", "squash"):
            raise PipelineError(f"{where}: unknown resize_mode {plain['resize_mode']!r}: shortest, longest or squash")
        if plain["mode"] != "RGB":
            raise PipelineError(f"{where}: pictures are RGB here, and its preprocessing asks for {plain['mode']!r}")
        return cls(
            size=(size, size) if isinstance(size, int) else (int(size[0]), int(size[1])),
            mode=plain["resize_mode"],
            interpolation=interpolation,
            fill=_grey(plain["fill_color"], where),
            mean=_by_channel("mean", plain["mean"], -math.inf, where),
            std=_by_channel("std", plain["std"], 0, where),
        )

    def __call__(self, picture: Image.Image) -> Tensor:
        """RGB picture → [3, height, width] float32, ready for the model."""
        return self.normalised(self.pixels(picture))

    def pixels(self, picture: Image.Image) -> Tensor:
        """RGB picture → [3, height, width] uint8, resized and cropped or padded: a quarter of the bytes to carry."""
        config = PreprocessCfg(size=self.size, resize_mode=self.mode, fill_color=self.fill)
        *steps, _to_tensor, _normalise = image_transform_v2(config, is_train=False).transforms
        # open_clip takes two resamplings by name, and for oblong inputs always bicubic: the description decides.
        steps[0].interpolation = InterpolationMode(self.interpolation)
        picture = self._thick_enough(picture)
        for step in steps:
            picture = step(picture)
        return pil_to_tensor(picture)

    def _thick_enough(self, picture: Image.Image) -> Image.Image:
        """Of the thinnest pictures one row or column is to be left, where open_clip would round to none and fail."""
        if self.mode != "longest":
            return picture
        shrunk = max(picture.height / self.size[0], picture.width / self.size[1])
        least = int(shrunk / 2) + 1  # the smallest side that does not round to 0
        size = (max(picture.width, least), max(picture.height, least))
        return picture if size == picture.size else picture.resize(size, Image.Resampling.NEAREST)

    def normalised(self, pixels: Tensor) -> Tensor:
        """[..., 3, height, width] uint8 → float32, where it lies: the very arithmetic of torchvision, step by step."""
        mean, std = (
            torch.tensor(values, dtype=torch.float32, device=pixels.device).view(-1, 1, 1)
            for values in (self.mean, self.std)
        )
        # In this order, as torchvision has it: dividing by 255 · spread at once gives other last digits.
        return pixels.to(torch.float32).div_(255).sub_(mean).div_(std)

    def is_exact_on(self, device: torch.device) -> bool:
        """Whether ``normalised`` gives every level the same value on ``device`` as on the CPU."""
        levels = torch.arange(256, dtype=torch.uint8).expand(3, 1, 256)
        return torch.equal(self.normalised(levels.to(device)).cpu(), self.normalised(levels))

    def geometry(self, width: int, height: int) -> Geometry:
        """How a picture of this size, in pixels, lies on the input."""
        return Geometry.of(width, height, self.size, self.mode)


def _by_channel(key: str, value: Any, above: float, where: str) -> tuple[float, ...]:
    """Three numbers, or one for all channels, each finite and above a bound."""
    values = list(value) if isinstance(value, tuple | list) else [value]
    numbers = [one for one in values if isinstance(one, int | float) and math.isfinite(one) and one > above]
    if len(numbers) != len(values) or len(values) not in (1, 3):
        bound = "" if above == -math.inf else f" above {above:g}"
        raise PipelineError(f"{where}: preprocessing's {key}: expected three numbers{bound}, got {value!r}: correct it")
    return tuple(float(one) for one in numbers) * (3 // len(numbers))


def _grey(value: Any, where: str) -> int:
    """The padding's level: open_clip's fill_color is one number; a colour of equal parts is that grey too."""
    levels = list(value) if isinstance(value, tuple | list) and len(value) == 3 else [value]
    if not all(_is_level(level) and level == levels[0] for level in levels):
        raise PipelineError(
            f"{where}: preprocessing's fill_color: expected a grey level of 0 to 255, got {value!r}: correct it"
        )
    return int(levels[0])


def _is_level(value: Any) -> bool:
    return isinstance(value, int) and 0 <= value <= 255
