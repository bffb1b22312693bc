"""CLIP models small enough to be run hundreds of times, with lively random weights."""

from __future__ import annotations

import json
import math
from pathlib import Path

import open_clip
import torch

from pipeline.clip.backbones.loading import LoadedBackbone, load_backbone
from pipeline.settings import Backbone, Settings

TEXT = {"context_length": 77, "vocab_size": 49408, "width": 32, "heads": 2, "layers": 2}
VISION = {
    "tiny_vit": {"image_size": 64, "layers": 3, "width": 64, "head_width": 32, "patch_size": 16},
    "tiny_rn": {"image_size": 128, "layers": [1, 1, 1, 1], "width": 8, "head_width": 16, "patch_size": None},
}
WIDTH = 32


def tiny_settings(folder: Path, *architectures: str, **more: object) -> Settings:
    """Settings in ``folder`` whose backbones are tiny models with random weights, written there."""
    for name in architectures:
        config = {"embed_dim": WIDTH, "quick_gelu": True, "vision_cfg": VISION[name], "text_cfg": TEXT}
        (folder / f"{name}.json").write_text(json.dumps(config))
        open_clip.add_model_config(folder / f"{name}.json")
        torch.save(random_weights(name), folder / f"{name}.pt")
    backbones = [Backbone(id=name, name=name, architecture=name, pretrained=f"{name}.pt") for name in architectures]
    settings = Settings(profile="tiny", backbones=backbones, device="cpu", **more)
    settings._root = folder
    return settings


def random_weights(architecture: str, seed: int = 0) -> dict[str, torch.Tensor]:
    """Weights whose normalisation layers have left their start, so that the model counts as trained."""
    torch.manual_seed(seed)
    return lively(open_clip.create_model(architecture, pretrained=None)).state_dict()


def lively(model: torch.nn.Module) -> torch.nn.Module:
    """The model with norms away from their start, random and with a logit scale that tells captions apart."""
    for layer in model.modules():
        if isinstance(layer, torch.nn.LayerNorm | torch.nn.BatchNorm2d) and layer.weight is not None:
            torch.nn.init.uniform_(layer.weight, 0.5, 1.5)
            torch.nn.init.uniform_(layer.bias, -0.2, 0.2)
        # Layer scales start at a millionth, and a random model would pass its input on untouched.
        if isinstance(gamma := getattr(layer, "gamma", None), torch.nn.Parameter):
            torch.nn.init.uniform_(gamma, 0.5, 1)
    if hasattr(model, "text_decoder"):  # which open_clip leaves uninitialised
        torch.nn.init.normal_(model.text_decoder.text_projection, std=0.1)
    model.logit_scale.data.fill_(math.log(30))
    return model


def tiny_backbone(folder: Path, architecture: str) -> LoadedBackbone:
    settings = tiny_settings(folder, architecture)
    return load_backbone(settings, settings.backbones[0], torch.device("cpu"))
