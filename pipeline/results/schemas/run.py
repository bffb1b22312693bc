"""run.json: what was run, on what, with what."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from pipeline.results.artifact import Artifact, Count, Part
from pipeline.settings.settings_values import Identifier


class Fingerprint(Part):
    """What a file was when the run used it."""

    name: str
    sha256: str
    bytes: Count


class BackboneFacts(Part):
    """What was found when a backbone was loaded."""

    id: Identifier
    name: str
    architecture: str
    pretrained: str
    # Of the file's bytes, not of its name: a tag can be given other weights.
    weights_sha256: str
    untrained: bool
    """Every normalisation layer is still at its initial value: the weights are random."""
    kind: Literal["resnet", "vit", "hierarchical", "other", "features"]
    """The image tower: OpenAI's ResNet, one grid of patches, stages of ever coarser grids, or none of these; features:
    computed elsewhere, by a model of which no more than the width is known, so that all of this is null."""
    embed_dim: Count
    image_size: Count | None
    parameters: Count | None
    """All frozen parameters."""
    activation: str
    logit_scale: float
    vision_layers: list[Count] | Count | None
    vision_width: Count | None
    patch_size: Count | None
    text_width: Count | None
    text_layers: Count | None
    text_heads: Count | None
    context_length: Count | None
    mean: list[float]
    std: list[float]
    interpolation: str
    family: str | None = None
    """The image tower in words: Vision transformer, ConvNeXt, ...; None where it was not recorded, like all below."""
    text_family: str | None = None
    pooling: Literal["class token", "average", "attention"] | None = None
    """How the image tower makes one feature of many places."""
    vision_parameters: Count | None = None
    text_parameters: Count | None = None
    """Of everything else: the caption tower, and where there is one the decoder that it shares with."""
    logit_bias: float | None = None
    """SigLIP's: a constant that every logit carries; it moves no pick and no softmax."""
    input_size: list[Count] | None = None
    """Height and width, where they differ from ``image_size`` both."""
    resize_mode: Literal["shortest", "longest", "squash"] = "shortest"
    fill_color: Count = 0
    """Grey level of the padding where pictures are padded."""
    precision: str | None = None
    """Arithmetic of the forward passes, as used."""


def _with_precision(plain: dict[str, Any]) -> dict[str, Any]:
    """Version 1 knew plain CLIP models only, in one precision for all."""
    families = {"resnet": "ResNet", "vit": "Vision transformer"}
    known = {"text_family": "transformer", "precision": plain["precision"]}
    plain["backbones"] = [{**facts, "family": families[facts["kind"]], **known} for facts in plain["backbones"]]
    return plain


class Run(Artifact):
    """run.json: what was run, on what, with what."""

    kind = "run"
    version = 2
    migrations: ClassVar = {1: _with_precision}

    profile: str
    # Plain and not Settings: a run of before has keys that today's settings refuse.
    settings: dict[str, Any]
    device: str
    """Name of the device that computed the features."""
    precision: str
    python: str
    packages: dict[str, str]
    seeds: dict[str, Count]
    data_sha256: str
    """Of all samples: image bytes, captions, split."""
    backbones: list[BackboneFacts]
    checkpoints: list[Fingerprint]
    """Trained adapters, by their paths relative to the settings file."""
