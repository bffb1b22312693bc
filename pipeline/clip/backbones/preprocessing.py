"""From a picture to a model's input, as the model was trained: size, crop or padding, resampling, mean and spread."""

from __future__ import annotations

from dataclasses import dataclass
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
    def merged(cls, model: torch.nn.Module, wanted: dict[str, Any], where: str) -> Preprocessing:
        """The preprocessing that the weights want, on the size that the model was built for.

        Raises:
            PipelineError: the description asks for what there is not.
        """
        # What comes with the weights goes over what the model has by itself.
        plain = merge_preprocess_dict(PreprocessCfg(**getattr(model.visual, "preprocess_cfg", {})), wanted)
        size, mean, std = plain["size"], plain["mean"], plain["std"]
        # Random resampling is an augmentation; in evaluation, open_clip takes bicubic for it.
        interpolation = "bicubic" if plain["interpolation"] == "random" else str(plain["interpolation"])
        known = [mode.value for mode in InterpolationMode]
        if interpolation not in known:
            raise PipelineError(f"{where}: unknown interpolation {interpolation!r}: known are {', '.join(known)}")
        if plain["resize_mode"] not in ("shortest", "longest", "squash"):
            raise PipelineError(f"{where}: unknown resize_mode {plain['resize_mode']!r}: shortest, longest or squash")
        return cls(
            size=(int(size), int(size)) if isinstance(size, int) else (int(size[0]), int(size[1])),
            mode=plain["resize_mode"],
            interpolation=interpolation,
            fill=int(plain["fill_color"]),
            mean=tuple(mean) if isinstance(mean, tuple | list) else (mean,) * 3,
            std=tuple(std) if isinstance(std, tuple | list) else (std,) * 3,
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
        for step in steps:
            picture = step(picture)
        return pil_to_tensor(picture)

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
