"""Pictures and heat maps that changed, each with a number that says how much.

Two heat maps of one sample are compared as maps: the Pearson correlation of what the colours encode. Two other
pictures get the mean difference of their pixels: below a hundredth when one was encoded again, a tenth and more when it
is another picture.
"""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageStat, UnidentifiedImageError

from pipeline.compare.file_changes import PictureChange
from pipeline.compare.findings.curve_changes import presence
from pipeline.compare.inputs.revisions import LARGE_FILE_POINTER, same
from pipeline.compare.inputs.sides import Pair, Side

ENDINGS = (".png", ".jpg", ".jpeg", ".webp", ".gif")
# Maps are smooth: on this grid nothing of them is lost, and maps of two sizes can be compared.
GRID = (64, 64)
# A decoded picture larger than this is no figure of a page.
MOST_PIXELS = 25_000_000
# A page's; the other formats that Pillow reads are rarely used, and rarely tested against hostile files.
FORMATS = ("PNG", "JPEG", "WEBP", "GIF")


class UnreadablePicture(OSError):
    """Why a picture cannot be decoded, in words that are the same in every run."""


@dataclass(frozen=True)
class PictureDistance:
    """How far two pictures are apart."""

    correlation: float | None = None
    mean_difference: float | None = None
    reason: str = ""


def picture_changes(pair: Pair) -> list[PictureChange]:
    """Every picture under docs/ that is not the same on both sides; the most changed first."""
    base, head = pair.base.source.files, pair.head.source.files
    maps = _heat_maps(pair.base) | _heat_maps(pair.head)
    paths = [path for path in sorted({*base, *head}) if _is_picture(path)]
    # A side without any picture is a bare folder of data, not one whose pictures vanished.
    if not all(any(_is_picture(path) for path in files) for files in (base, head)):
        return []
    found = [_change(pair, path, path.removeprefix("docs/") in maps) for path in paths if _differs(pair, path)]
    order = ("changed", "vanished", "new")
    return sorted(found, key=lambda change: (order.index(change.presence), -_amount(change), change.path))


def decode(content: bytes) -> Image.Image:
    """A picture in RGBA.

    Raises:
        UnreadablePicture: it is broken, too large, or of no format that a page shows.
    """
    if content.startswith(LARGE_FILE_POINTER):
        raise UnreadablePicture("kept in Git LFS: the picture is not in the repository")
    try:
        with warnings.catch_warnings():
            # Pillow's own limit warns of what is refused below.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(content), formats=FORMATS)
            if image.width * image.height > MOST_PIXELS:
                raise UnreadablePicture(f"{image.width} × {image.height} pixels are too many")
            return image.convert("RGBA")
    except UnidentifiedImageError:
        raise UnreadablePicture(f"no picture in one of the formats {', '.join(FORMATS)}") from None
    except UnreadablePicture:
        raise
    except Exception as error:
        # A broken or hostile file can fail anywhere in here; the comparison goes on without its numbers.
        raise UnreadablePicture(f"broken: {type(error).__name__}") from None


def intensity(image: Image.Image) -> NDArray[np.float64]:
    """The map [64, 64] that a heat map's picture shows: its opacity, or its brightness when it has none."""
    small = np.asarray(image.resize(GRID, Image.Resampling.BILINEAR), dtype=np.float64)
    alpha = small[..., 3]
    return alpha if np.ptp(alpha) > 0 else small[..., :3].mean(axis=2)


def correlation(a: NDArray[np.float64], b: NDArray[np.float64]) -> float | None:
    """Pearson correlation of two maps [h, w] of one shape; None when one is flat and has nothing to correlate."""
    if np.ptp(a) == 0 or np.ptp(b) == 0:
        return None
    return float(np.corrcoef(a.ravel(), b.ravel())[0, 1])


def _change(pair: Pair, path: str, is_map: bool) -> PictureChange:
    before, after = (path in side.source.files for side in (pair.base, pair.head))
    apart = _distance(pair, path, is_map) if before and after else PictureDistance()
    return PictureChange(
        path=path.removeprefix("docs/"),
        kind="heat map" if is_map else "picture",
        presence=presence(before or None, after or None),
        **vars(apart),
    )


def _distance(pair: Pair, path: str, is_map: bool) -> PictureDistance:
    try:
        base, head = (decode(side.source.read(path)) for side in (pair.base, pair.head))
    except OSError as error:
        return PictureDistance(reason=f"cannot be decoded: {error}")
    resized = f"{base.width} × {base.height} became {head.width} × {head.height}" if base.size != head.size else ""
    if is_map:
        found = correlation(intensity(base), intensity(head))
        return PictureDistance(correlation=found, reason=resized or ("" if found is not None else "a map is flat"))
    return PictureDistance(mean_difference=_mean_difference(base, head), reason=resized)


def _mean_difference(base: Image.Image, head: Image.Image) -> float:
    apart = ImageChops.difference(base, head.resize(base.size))
    return float(np.mean(ImageStat.Stat(apart).mean)) / 255


def _amount(change: PictureChange) -> float:
    """How much a picture changed, from 0 to 2; what has no number counts as much."""
    if change.correlation is not None:
        return 1 - change.correlation
    return 1.0 if change.mean_difference is None else change.mean_difference


def _differs(pair: Pair, path: str) -> bool:
    base, head = pair.base.source, pair.head.source
    return path not in base.files or path not in head.files or not same(base, head, path)


def _heat_maps(side: Side) -> set[str]:
    return {item.image for item in side.attention.maps} if side.attention else set()


def _is_picture(path: str) -> bool:
    return path.startswith("docs/") and path.lower().endswith(ENDINGS)
