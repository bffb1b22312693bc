"""Pictures of a report as data URIs: small, so that the report stays one file."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator

import numpy as np
from PIL import Image, ImageChops, ImageOps

from pipeline.compare.answer_changes import ModelFlips, flipped_samples
from pipeline.compare.file_changes import PictureChange
from pipeline.compare.findings.image_changes import decode, intensity
from pipeline.compare.inputs.sides import Pair, Side

EDGE = 200
# Pictures make a report heavy; what goes beyond is in the tables.
MOST_SAMPLES, MOST_CHANGES = 60, 60
# Differences of maps: more in one colour, less in the other, both readable on white and on black.
MORE, LESS = (214, 96, 77), (67, 147, 195)


def sample_thumbnails(pair: Pair, flips: list[ModelFlips]) -> dict[str, str]:
    """Pictures of the first samples that broke and that were fixed, by path relative to docs/."""
    found: dict[str, str] = {}
    for broken in (True, False):
        for sample in flipped_samples(flips, broken=broken)[:MOST_SAMPLES]:
            path = sample.flip.picture
            sides = pair.either(f"docs/{path}") if path else []
            # One sample may have flipped in both directions, in different rows.
            if path and path not in found and sides and (image := _load(sides[0], path)):
                found[path] = _uri(_small(image))
    return found


def with_thumbnails(pair: Pair, changes: list[PictureChange]) -> Iterator[PictureChange]:
    """The changes, the first of them with what they looked like before and after, and where they differ."""
    left = MOST_CHANGES
    for change in changes:
        if change.presence == "changed" and left:
            left -= 1
            yield change.model_copy(update=_triple(pair, change))
        else:
            yield change


def _triple(pair: Pair, change: PictureChange) -> dict[str, str | None]:
    """The pictures of a change, heat maps laid over what they explain."""
    before, after = _load(pair.base, change.path), _load(pair.head, change.path)
    is_map = change.kind == "heat map"
    apart = None
    if before and after:
        apart = _map_difference(before, after) if is_map else _pixel_difference(before, after)
    if is_map:
        before, after = _laid_over(pair.base, change.path, before), _laid_over(pair.head, change.path, after)
    named = {"before": before, "after": after, "difference": apart}
    return {name: _uri(_small(image)) if image else None for name, image in named.items()}


def _load(side: Side, path: str) -> Image.Image | None:
    name = f"docs/{path}"
    if name not in side.source.files:
        return None
    try:
        return decode(side.source.read(name))
    except OSError:
        return None


def _laid_over(side: Side, path: str, heat: Image.Image | None) -> Image.Image | None:
    """A heat map over its sample's picture, as the page shows it."""
    sample = next((item.sample for item in side.attention.maps if item.image == path), None) if side.attention else None
    known = side.known.get(sample) if sample else None
    picture = _load(side, known.picture) if known and known.picture else None
    if heat is None or picture is None:
        return heat
    picture = _small(picture)
    # Small before the map is laid over it: all other pixels would be thrown away again.
    return Image.alpha_composite(picture, heat.resize(picture.size, Image.Resampling.BILINEAR))


def _map_difference(before: Image.Image, after: Image.Image) -> Image.Image:
    change = intensity(after) - intensity(before)
    # Stretched to the largest change; of two equal maps that is 0, and all stays transparent.
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
    # JPEG is the smaller by far and knows no transparency, which only maps need.
    opaque = image.getchannel("A").getextrema()[0] == 255
    if opaque:
        image.convert("RGB").save(stream, "JPEG", quality=80)
    else:
        image.save(stream, "PNG", optimize=True)
    return f"data:image/{'jpeg' if opaque else 'png'};base64,{base64.b64encode(stream.getvalue()).decode()}"
