"""How a picture lies on a model's input: one geometry for what the model sees, for boxes and for heat maps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ResizeMode = Literal["shortest", "longest", "squash"]
Span = tuple[float, float]


@dataclass(frozen=True)
class Geometry:
    """A picture of ``width`` × ``height`` pixels, scaled and centred on an input.

    The input covers ``span`` pixels of the picture, horizontally and vertically, about the same centre: fewer than the
    picture has where it is cropped, more where it is padded.
    """

    width: int
    height: int
    span: Span

    @classmethod
    def of(cls, width: int, height: int, size: tuple[int, int], mode: ResizeMode = "shortest") -> Geometry:
        """A picture on an input of ``size`` (height, width).

        Args:
            mode: open_clip's ``resize_mode``: the shorter side fills the input and the rest is cropped, the longer
                one does and the rest is padded, or both do and the picture is distorted.
        """
        rows, columns = size
        if mode == "squash":
            return cls(width, height, (float(width), float(height)))
        width_binds = width * rows <= height * columns  # relative to the input, the width is the shorter side
        if width_binds is (mode == "shortest"):
            # In fractions of pixels: rounding to whole ones would shift a box by one where the picture is small.
            return cls(width, height, (float(width), rows * width / columns))
        return cls(width, height, (columns * height / rows, float(height)))

    def to_input(self, x: float, y: float) -> tuple[float, float]:
        """A point of the picture, in pixels, in shares of the input; outside 0..1 where the model does not see it."""
        # About the centre, as every crop and padding of open_clip's is.
        left, top = (self.width - self.span[0]) / 2, (self.height - self.span[1]) / 2
        return (x - left) / self.span[0], (y - top) / self.span[1]

    @property
    def seen(self) -> tuple[float, float, float, float]:
        """The part of the picture that the model sees: left, top, width, height in shares of the picture."""
        across, down = min(1.0, self.span[0] / self.width), min(1.0, self.span[1] / self.height)
        return (1 - across) / 2, (1 - down) / 2, across, down

    @property
    def filled(self) -> tuple[float, float, float, float]:
        """The part of the input that shows the picture and not padding, in shares of the input."""
        across, down = min(1.0, self.width / self.span[0]), min(1.0, self.height / self.span[1])
        return (1 - across) / 2, (1 - down) / 2, across, down
