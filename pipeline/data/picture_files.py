"""Pictures as a person sees them, and the small copies that the page shows."""

from __future__ import annotations

import hashlib
import io
import re
from pathlib import Path

from PIL import Image

from pipeline.data.picture_decoding import DAMAGED, as_seen, complaint
from pipeline.data.samples import BoxInPixels, Sample
from pipeline.errors import PipelineError
from pipeline.results.files import read_file, write_bytes, write_text
from pipeline.results.schemas.pictures import Box, Picture
from pipeline.settings import Settings

LONGEST_SIDE, LARGEST_FILE = 640, 90_000
THUMBNAIL_SIDE, THUMBNAIL_FILE = 320, 40_000
SMALL_SIDE, SMALL_FILE = 160, 8_000

Thumbnail = tuple[str, int, int]
"""Path relative to docs/, width, height."""


def open_picture(path: Path, sha256: str | None = None) -> Image.Image:
    """Read a picture in full, upright, as RGB; what is transparent shows white.

    Args:
        sha256: the digest under which the picture is known: what is read is what was digested; None for one that is
            not known.

    Raises:
        PipelineError: the file is missing, truncated, not a picture, or another than the one that was digested.
    """
    try:
        content = read_file(path)
    except OSError as error:
        raise PipelineError(f"{path}: {complaint(error)}") from None
    if sha256 is not None and hashlib.sha256(content).hexdigest() != sha256:
        raise PipelineError(f"{path}: another picture than when it was prepared: run the same command again")
    return read_picture(content, str(path))


def read_picture(content: bytes, name: str) -> Image.Image:
    """A picture from its file's bytes, upright, as RGB.

    Raises:
        PipelineError: it is truncated, not a picture, or too large; begins with ``name``.
    """
    try:
        return as_seen(content)
    except DAMAGED as error:
        raise PipelineError(f"{name}: {complaint(error)}") from None


# ---------------------------------------------------------------- copies for the page


def page_copy(picture: Image.Image) -> tuple[bytes, Image.Image]:
    """A picture as pages show it large: a JPEG, and what it shows."""
    copy = _shrunk(picture, LONGEST_SIDE)
    return _jpeg(copy, LARGEST_FILE), copy


def publish_picture(sample: Sample, settings: Settings) -> Picture:
    """Write a sample's picture and thumbnail under docs/images; the same picture gives the same bytes.

    A sample of which only the features are here gets a drawing that says so.
    """
    if sample.image is None:
        return _publish_placeholder(sample, settings)
    picture = open_picture(settings.path(sample.image), sample.sha256)
    name = f"{safe_name(sample.id)}.jpg"
    image, thumbnail = f"images/{name}", f"images/thumbs/{name}"
    content, copy = page_copy(picture)
    write_bytes(settings.docs / image, content)
    write_bytes(settings.docs / thumbnail, _jpeg(_shrunk(picture, THUMBNAIL_SIDE), THUMBNAIL_FILE))
    return Picture(
        image=image,
        thumbnail=thumbnail,
        width=copy.width,
        height=copy.height,
        image_url=sample.image_url,
        licence=sample.licence[0] if sample.licence else None,
        boxes=[_share(box, sample) for box in sample.boxes],
    )


def publish_small(sample: Sample, settings: Settings, room: int) -> tuple[Thumbnail, int] | None:
    """Write a sample's smallest copy under docs/images/small, if it takes no more than ``room`` bytes.

    Returns:
        The copy and its bytes; None when there is no room, or no picture.
    """
    if sample.image is None:
        return None
    copy = _shrunk(open_picture(settings.path(sample.image), sample.sha256), SMALL_SIDE)
    content = _jpeg(copy, SMALL_FILE)
    if len(content) > room:
        return None
    path = f"images/small/{safe_name(sample.id)}.jpg"
    write_bytes(settings.docs / path, content)
    return (path, copy.width, copy.height), len(content)


# One for all samples, and right on light and dark pages.
_PLACEHOLDER = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 240" width="320" height="240">
<rect width="320" height="240" fill="#8a94a6" fill-opacity=".16"/>
<g fill="none" stroke="#7b8597" stroke-width="3" stroke-linejoin="round" opacity=".75">
<rect x="112" y="58" width="96" height="72" rx="6"/>
<circle cx="138" cy="82" r="8"/>
<path d="M118 124l28-26 16 14 22-24 20 22"/>
</g>
<g fill="#7b8597" font-family="system-ui,sans-serif" text-anchor="middle">
<text x="160" y="166" font-size="18">Picture not here</text>
<text x="160" y="190" font-size="15">only its features are</text>
</g>
</svg>
"""


def _publish_placeholder(sample: Sample, settings: Settings) -> Picture:
    name = "images/no-picture.svg"
    write_text(settings.docs / name, _PLACEHOLDER)
    return Picture(
        image=name,
        thumbnail=name,
        width=320,
        height=240,
        image_url=sample.image_url,
        licence=sample.licence[0] if sample.licence else None,
        boxes=[],
    )


def safe_name(identifier: str) -> str:
    """A file name for an id: the id itself where it is one, else its words and a digest; no two ids share one."""
    # Lower case alone: some file systems take A.jpg and a.jpg for one file. An id that ends like our digests gets one,
    # too.
    if re.fullmatch(r"[a-z0-9][a-z0-9._-]{0,99}", identifier) and not re.search(r"-[0-9a-f]{12}$", identifier):
        return identifier
    words = re.sub(r"[^a-z0-9]+", "-", identifier.lower()).strip("-")[:40].strip("-")
    digest = hashlib.sha256(identifier.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return f"{words or 'image'}-{digest}"


def _shrunk(picture: Image.Image, longest: int) -> Image.Image:
    # thumbnail works in place, and the same picture is made into several sizes.
    copy = picture.copy()
    copy.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    return copy


def _jpeg(picture: Image.Image, largest: int) -> bytes:
    """The best JPEG of at most ``largest`` bytes, without EXIF."""
    # The last one stands even where it is too large: a poor picture is better than none.
    # From good to poor, since size follows from content: a plain sky fits at once, a crowd does not.
    for quality in range(85, 25, -10):
        buffer = io.BytesIO()
        picture.save(buffer, "JPEG", quality=quality, optimize=True, progressive=True)
        if buffer.tell() <= largest:
            break
    return buffer.getvalue()


def _share(box: BoxInPixels, sample: Sample) -> Box:
    left, top, width, height = box
    return Box(
        left=left / sample.width,
        top=top / sample.height,
        width=width / sample.width,
        height=height / sample.height,
    )
