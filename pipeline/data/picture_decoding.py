"""Bytes to pictures: of the formats that people use, within bounds that are known before anything is decoded."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
from PIL import ExifTags, Image, ImageOps

# Pillow knows some fifty formats more, and files made to break those decoders come under any name.
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF", "PPM")
MOST_PIXELS = 100_000_000
"""Decoded, three bytes each."""
LONGEST = 100
"""The long side in units of the short one: models scale the short side up, and memory goes with the long one."""

# Whatever a decoder raises, the file is to blame: Pillow's raise OSError, SyntaxError, struct.error, KeyError and more.
DAMAGED = Exception
# Orientations that exchange width and height.
_TURNED = (5, 6, 7, 8)

# Pillow warns from 89 million pixels on; the bound here is an error, and known to the user.
warnings.filterwarnings("ignore", category=Image.DecompressionBombWarning)
# What it finds odd and reads all the same, EXIF data that is cut short, is nothing that a user could do about.
warnings.filterwarnings("ignore", module=r"PIL\.")


class OutOfBounds(ValueError):
    """A picture that would take too much memory; says how large it is."""


def complaint(error: BaseException) -> str:
    """What is wrong with a picture's file, and what to do."""
    if isinstance(error, FileNotFoundError):
        return "not there: put the picture in its place"
    if isinstance(error, Image.UnidentifiedImageError):
        return f"not a picture ({', '.join(FORMATS)}): replace it"
    if isinstance(error, OutOfBounds):
        return f"too large to decode safely ({error}): scale it down or crop it"
    if isinstance(error, Image.DecompressionBombError):
        return "too large to decode safely: scale it down"
    if isinstance(error, OSError) and error.errno:
        return f"cannot be read ({error.strerror}): make it readable"
    if "truncated" in str(error).lower() or isinstance(error, EOFError):
        return f"truncated ({error}): copy or download it again"
    return f"damaged ({error}): copy or download it again"


@contextmanager
def _opened(content: bytes) -> Iterator[Image.Image]:
    """A picture whose header has been read, and nothing else."""
    with Image.open(io.BytesIO(content), formats=FORMATS) as image:
        width, height = image.size
        if width * height > MOST_PIXELS:
            raise OutOfBounds(f"{width} × {height} pixels, at most {MOST_PIXELS // 10**6} million")
        if max(width, height) > LONGEST * min(width, height):
            raise OutOfBounds(f"{width} × {height} pixels, one side at most {LONGEST} times the other")
        yield image


def decoded_size(content: bytes) -> tuple[int, int]:
    """Width and height of a picture, upright, after decoding it to the end; raises what Pillow raises."""
    width, height, _ = size_and_brightness(content)
    return width, height


def size_and_brightness(content: bytes) -> tuple[int, int, float]:
    """Width and height of a picture, upright, and its mean luma from 0 to 1, after decoding it to the end.

    Raises what Pillow raises.
    """
    with _opened(content) as image:
        width, height = image.size
        turned = image.getexif().get(ExifTags.Base.Orientation) in _TURNED
        # JPEG at an eighth of its size still reads all of its data, in a third of the time.
        image.draft(None, (max(width // 8, 1), max(height // 8, 1)))
        image.load()
        grey = _deep_grey(image) if image.mode.startswith("I") or image.mode == "F" else image.convert("L")
    # To two digits: decoders differ in the last bits.
    brightness = round(float(np.asarray(grey).mean()) / 255, 2)
    return (height, width, brightness) if turned else (width, height, brightness)


def as_seen(content: bytes) -> Image.Image:
    """The picture upright, as RGB; what is transparent shows white. Raises what Pillow raises."""
    with _opened(content) as image:
        image.load()
        upright = ImageOps.exif_transpose(image)
        if upright.mode.startswith("I") or upright.mode == "F":
            return _deep_grey(upright).convert("RGB")
        if upright.has_transparency_data:
            layer = upright.convert("RGBA")
            white = Image.new("RGBA", layer.size, "white")
            return Image.alpha_composite(white, layer).convert("RGB")
        return upright.convert("RGB")


def _deep_grey(image: Image.Image) -> Image.Image:
    """Grey of more than 8 bits, scaled down; Pillow's own conversion clips it to white."""
    values = np.asarray(image).astype(np.float64)
    if image.mode == "F" or values.min() < 0 or values.max() > 65535:
        values -= values.min()
        values *= 65535 / max(values.max(), 1e-12)
    # 65,535 by 257 is 255: the whole range of 16 bits onto that of 8.
    return Image.fromarray(np.round(values / 257).astype(np.uint8))
