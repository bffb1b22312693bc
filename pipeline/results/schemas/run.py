"""run.json: what was run, on what, with what."""

from __future__ import annotations

from typing import Any, Literal

from pipeline.results.artifact import Artifact, Part


class Fingerprint(Part):
    """What a file was when the run used it."""

    name: str
    sha256: str
    bytes: int


class BackboneFacts(Part):
    """What was found when a backbone was loaded."""

    id: str
    name: str
    architecture: str
    pretrained: str
    weights_sha256: str
    untrained: bool
    """Every normalisation layer is still at its initial value: the weights are random."""
    kind: Literal["resnet", "vit"]
    embed_dim: int
    image_size: int
    parameters: int
    """All frozen parameters."""
    activation: str
    logit_scale: float
    vision_layers: list[int] | int
    vision_width: int
    patch_size: int | None
    text_width: int
    text_layers: int
    text_heads: int
    context_length: int
    mean: list[float]
    std: list[float]
    interpolation: str


class Run(Artifact):
    """run.json: what was run, on what, with what."""

    kind = "run"

    profile: str
    settings: dict[str, Any]
    device: str
    """Name of the device that computed the features."""
    precision: str
    python: str
    packages: dict[str, str]
    seeds: dict[str, int]
    data_sha256: str
    """Of all samples: image bytes, captions, split."""
    backbones: list[BackboneFacts]
    checkpoints: list[Fingerprint]
    """Trained adapters, by their paths relative to the settings file."""
