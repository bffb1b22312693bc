"""Predictions against an independent implementation: OpenAI's own code, full 77 tokens, nothing cached."""

from __future__ import annotations

from pathlib import Path

import clip
import numpy as np
import pytest
import torch
from clip.clip import _transform
from PIL import Image, ImageDraw

from pipeline.clip.backbones.loading import load_backbone
from pipeline.clip.features.encoding import encode_captions, encode_images, encode_tokens
from pipeline.settings import Backbone, Settings

from ..tiny import tiny_backbone
from .openai_weights import ARCHITECTURES, random_model, save_weights

CAPTIONS = [
    "a bear",
    "Two zebras drink at a water hole while a third one looks around.",
    "A man rides a horse along the beach.",
    "the train",
    "An airplane, seen from far below, in a cloudless sky above the mountains!",
    "A cat sleeping on a sofa next to a dog.",
    "a giraffe eats leaves",
    "people waiting for a bus in the rain",
    "elephant elephant elephant elephant elephant elephant elephant elephant elephant elephant",
    "Ünïcödé — and “quotes” 🐻",
    "a",
    "a very long caption that goes on and on " * 12,
]


def draw_pictures(folder: Path, count: int) -> list[Path]:
    paths = []
    for number in range(count):
        noise = np.random.default_rng(number).integers(0, 255, (9, 12, 3), dtype=np.uint8)
        picture = Image.fromarray(noise).resize((300 + 40 * number, 260), Image.Resampling.BICUBIC)
        ImageDraw.Draw(picture).ellipse((40, 30, 150 + 20 * number, 200), fill=(250, 30 * number, 10))
        paths.append(folder / f"{number}.png")
        picture.save(paths[-1])
    return paths


def settings_for(name: str, weights: Path, root: Path) -> Settings:
    backbone = Backbone(id="x", name=name, architecture=ARCHITECTURES[name], pretrained=str(weights))
    settings = Settings(profile="test", backbones=[backbone], device="cpu")
    settings._root = root
    return settings


@pytest.mark.slow
@pytest.mark.parametrize("name", ["ViT-B/32", "RN50"])
def test_logits_equal_openais(name: str, tmp_path: Path) -> None:
    model = random_model(name, lively=True)
    settings = settings_for(name, save_weights(model, tmp_path / "weights.pt"), tmp_path)
    paths = draw_pictures(tmp_path, 5)

    with torch.inference_mode():
        pictures = torch.stack([_transform(224)(Image.open(path)) for path in paths])
        expected = model(pictures, clip.tokenize(CAPTIONS, truncate=True))[0]

    ours = load_backbone(settings, settings.backbones[0], torch.device("cpu"))
    images = torch.cat([batch.features for batch in encode_images(ours, paths, batch_size=2, workers=1)])
    captions = torch.empty(len(CAPTIONS), ours.facts.embed_dim)
    for batch in encode_captions(ours, CAPTIONS, batch_size=4):
        captions[batch.rows] = batch.features
    unit = torch.nn.functional.normalize
    logits = ours.logit_scale * unit(images, dim=-1) @ unit(captions, dim=-1).T

    assert expected.std() > 0.1  # the captions are told apart, or equality would say little
    torch.testing.assert_close(logits, expected, atol=1e-3, rtol=0)
    assert logits.argmax(1).tolist() == expected.argmax(1).tolist()


def test_cutting_captions_changes_nothing(tmp_path: Path) -> None:
    ours = tiny_backbone(tmp_path, "tiny_vit")
    tokens = ours.tokenize(CAPTIONS[:4])
    full = ours.model.encode_text(tokens)
    torch.testing.assert_close(encode_tokens(ours, tokens[:, :20]), full, atol=1e-5, rtol=1e-5)
