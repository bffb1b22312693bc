"""Pictures of a report as data URIs: small, and the report stays one file."""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageChops, ImageOps

from pipeline.compare.findings.image_changes import decode, intensity
from pipeline.compare.inputs.sides import Pair, Side
from pipeline.compare.report import PictureChange

EDGE = 200
# Differences of maps: more in one colour, less in the other, both readable on white and on black.
MORE, LESS = (214, 96, 77), (67, 147, 195)


@dataclass(frozen=True)
class Triple:
    """A picture before, after, and where the two differ; None where there is none."""

    change: PictureChange
    before: str | None
    after: str | None
    difference: str | None


def thumbnail(side: Side, path: str) -> str | None:
    """A picture of docs/ as a data URI; None when it is not there or broken."""
    image = _load(side, path)
    return _uri(_small(image)) if image else None


def triple(pair: Pair, change: PictureChange) -> Triple:
    """The pictures of a change, heat maps laid over what they explain."""
    before, after = _load(pair.base, change.path), _load(pair.head, change.path)
    is_map = change.kind == "heat map"
    apart = None
    if before and after:
        apart = _map_difference(before, after) if is_map else _pixel_difference(before, after)
    if is_map:
        before, after = _laid_over(pair.base, change.path, before), _laid_over(pair.head, change.path, after)
    uris = [_uri(_small(image)) if image else None for image in (before, after, apart)]
    return Triple(change, *uris)


def _load(side: Side, path: str) -> Image.Image | None:
    name = f"docs/{path}"
    if name not in side.source.files:
        return None
    try:
        return decode(side.source.read(name))
    except (OSError, ValueError, SyntaxError):
        return None


def _laid_over(side: Side, path: str, heat: Image.Image | None) -> Image.Image | None:
    """A heat map over its sample's picture, as the page shows it."""
    sample = next((item.sample for item in side.attention.maps if item.image == path), None) if side.attention else None
    known = side.known.get(sample) if sample else None
    picture = _load(side, known.picture) if known and known.picture else None
    if heat is None or picture is None:
        return heat
    picture = _small(picture)
    return Image.alpha_composite(picture, heat.resize(picture.size, Image.Resampling.BILINEAR))


def _map_difference(before: Image.Image, after: Image.Image) -> Image.Image:
    change = intensity(after) - intensity(before)
    strength = np.abs(change) / (np.abs(change).max() or 1.0) * 255
    pixels = np.empty((*change.shape, 4), dtype=np.uint8)
    pixels[..., :3] = np.where((change > 0)[..., None], MORE, LESS)
    pixels[..., 3] = strength.astype(np.uint8)
    return Image.fromarray(pixels).resize(after.size, Image.Resampling.BILINEAR)


def _pixel_difference(before: Image.Image, after: Image.Image) -> Image.Image:
    """Dark where the two differ; stretched, since most differences are faint."""
    apart = ImageChops.difference(before.convert("RGB"), after.convert("RGB").resize(before.size)).convert("L")
    return ImageOps.invert(ImageOps.autocontrast(apart)).convert("RGBA")


def _small(image: Image.Image) -> Image.Image:
    small = image.copy()
    small.thumbnail((EDGE, EDGE))
    return small


def _uri(image: Image.Image) -> str:
    stream = io.BytesIO()
    opaque = image.getchannel("A").getextrema()[0] == 255
    if opaque:
        image.convert("RGB").save(stream, "JPEG", quality=80)
    else:
        image.save(stream, "PNG", optimize=True)
    return f"data:image/{'jpeg' if opaque else 'png'};base64,{base64.b64encode(stream.getvalue()).decode()}"
