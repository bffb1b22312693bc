"""Random weights in OpenAI's layout, made by OpenAI's own code: right shapes and names, no download."""

from __future__ import annotations

import math
from pathlib import Path

import torch
from clip.model import CLIP

SHAPES = {
    "ViT-B/32": {"embed_dim": 512, "vision_layers": 12, "vision_width": 768, "vision_patch_size": 32},
    "RN50": {"embed_dim": 1024, "vision_layers": (3, 4, 6, 3), "vision_width": 64, "vision_patch_size": None},
}
ARCHITECTURES = {"ViT-B/32": "ViT-B-32-quickgelu", "RN50": "RN50-quickgelu"}


def random_model(name: str, *, lively: bool, seed: int = 0) -> CLIP:
    """A CLIP in eval mode.

    Args:
        lively: move normalisation layers away from their initial values, so that every one of them matters and
            features differ between pictures; as initialised otherwise.
    """
    torch.manual_seed(seed)
    model = CLIP(
        image_resolution=224,
        context_length=77,
        vocab_size=49408,
        transformer_width=512,
        transformer_heads=8,
        transformer_layers=12,
        **SHAPES[name],
    )
    if lively:
        for layer in model.modules():
            if isinstance(layer, torch.nn.LayerNorm | torch.nn.BatchNorm2d):
                torch.nn.init.uniform_(layer.weight, 0.5, 1.5)
                torch.nn.init.uniform_(layer.bias, -0.2, 0.2)
            if isinstance(layer, torch.nn.BatchNorm2d):
                layer.running_mean.uniform_(-0.1, 0.1)
                layer.running_var.uniform_(0.8, 1.2)
        model.logit_scale.data.fill_(math.log(100))
    return model.eval()


def save_weights(model: CLIP, path: Path) -> Path:
    """The model's state dict as a file."""
    torch.save(model.state_dict(), path)
    return path
