"""Light and weather laid over a finished picture."""

from __future__ import annotations

import random

from PIL import Image, ImageChops, ImageDraw

LIGHT = {"day": None, "sunset": (255, 222, 196), "night": (156, 165, 214)}
"""What the picture is multiplied by at each time of day; a room has its lamps."""


def light(image: Image.Image, time: str, *, indoors: bool) -> Image.Image:
    """The picture as it looks at that time of day."""
    tint = LIGHT[time]
    if tint is None:
        return image
    if indoors:
        tint = (236, 214, 176) if time == "night" else (255, 236, 216)
    return ImageChops.multiply(image, Image.new("RGB", image.size, tint))


def fall(image: Image.Image, weather: str, rng: random.Random) -> None:
    """Rain, falling snow or fog, in place; ``image`` is supersampled."""
    draw = ImageDraw.Draw(image, "RGBA")
    w, h = image.size
    if weather == "rain":
        for _ in range(110):
            x, y, length = rng.uniform(0, w), rng.uniform(-0.05 * h, h), rng.uniform(0.03, 0.06) * h
            draw.line([(x, y), (x - length * 0.3, y + length)], fill=(226, 238, 250, 190), width=max(2, h // 300))
    elif weather == "snowfall":
        for _ in range(90):
            x, y, r = rng.uniform(0, w), rng.uniform(0, h), rng.uniform(0.005, 0.011) * h
            draw.ellipse([x - r, y - r, x + r, y + r], fill=(255, 255, 255, 235))
    elif weather == "fog":
        bank = Image.new("L", (1, 16))
        bank.putdata([40 + int(110 * max(0.0, 1 - abs(k - 9) / 8)) for k in range(16)])
        image.paste((224, 228, 232), (0, 0), bank.resize(image.size, Image.Resampling.BICUBIC))
