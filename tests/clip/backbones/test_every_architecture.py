"""Every architecture and every tag that open_clip knows passes the checks, without memory for a single weight."""

from __future__ import annotations

import warnings
from typing import Any

import open_clip
import pytest

from pipeline import MODEL_CONFIGS
from pipeline.clip.backbones.architectures import Architecture, check_on_meta, find_architecture
from pipeline.clip.backbones.preprocessing import Preprocessing
from pipeline.clip.backbones.towers import text_tower, vision_tower
from pipeline.clip.backbones.weights import Weights, check_activation
from pipeline.settings import Backbone, Settings

OURS = {path.stem for path in MODEL_CONFIGS.glob("*.json")}
NAMES = sorted(path.stem for path in (open_clip.factory._MODEL_CONFIG_PATHS[0]).glob("*.json"))
# The configurations of Hugging Face's own text towers, in their real sizes: the hub is not asked in a test.
_TOWERS: dict[str, tuple[str, dict[str, Any]]] = {
    "roberta-base": ("RobertaConfig", {}),
    "xlm-roberta-base": ("XLMRobertaConfig", {"vocab_size": 250002, "max_position_embeddings": 514}),
    "xlm-roberta-large": (
        "XLMRobertaConfig",
        {"vocab_size": 250002, "max_position_embeddings": 514, "hidden_size": 1024, "num_hidden_layers": 24,
         "num_attention_heads": 16, "intermediate_size": 4096},
    ),
    "google/mt5-base": ("MT5Config", {"d_model": 768, "d_ff": 2048, "num_layers": 12, "num_heads": 12}),
    "google/mt5-xl": ("MT5Config", {"d_model": 2048, "d_ff": 5120, "num_layers": 24, "num_heads": 32}),
    "facebook/nllb-200-distilled-600M": ("M2M100Config", {"vocab_size": 256206}),
    "facebook/nllb-200-distilled-1.3B": ("M2M100Config", {"vocab_size": 256206, "encoder_layers": 24}),
}  # fmt: skip


@pytest.fixture(autouse=True)
def text_towers_without_the_hub(monkeypatch: pytest.MonkeyPatch) -> None:
    import transformers

    def local(name: str, *_: object, **__: object) -> Any:
        kind, changes = _TOWERS[name]
        return getattr(transformers, kind)(**changes)

    monkeypatch.setattr(transformers.AutoConfig, "from_pretrained", local)
    warnings.simplefilter("ignore")


def check(name: str) -> None:
    config = open_clip.get_model_config(name)
    architecture = Architecture(name, config, name, name)
    model = check_on_meta(architecture, name)
    vision, text = vision_tower(model.visual), text_tower(model)
    assert vision.kind in ("resnet", "vit", "hierarchical")
    assert vision.layers
    assert vision.width
    assert vision.pooling
    assert text.layers
    assert text.width
    assert text.heads
    size = Preprocessing.merged(model, {}, name).size
    assert size == (model.visual.image_size if isinstance(model.visual.image_size, tuple) else (size[0],) * 2)


# One of each family; all 144 are the slow test below.
@pytest.mark.parametrize(
    "name",
    ["RN50", "ViT-B-32", "coca_ViT-B-32", "convnext_tiny", "EVA02-B-16", "MobileCLIP2-S0", "PE-Core-T-16-384",
     "ViT-B-16-SigLIP2", "roberta-ViT-B-32", "nllb-clip-base"],
)  # fmt: skip
def test_an_architecture_of_each_family_can_serve(name: str) -> None:
    check(name)


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_every_architecture_can_serve(name: str) -> None:
    check(name)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "tag"), open_clip.list_pretrained())
def test_every_tag_is_taken_or_sent_to_the_architecture_with_its_activation(name: str, tag: str) -> None:
    backbone = Backbone(id="x", name="x", architecture=name, pretrained=tag)
    settings = Settings(profile="x", backbones=[backbone])
    architecture = find_architecture(settings, backbone)
    trained_with = open_clip.get_pretrained_cfg(name, tag).get("quick_gelu", False)
    weights = Weights({}, settings.root / "none", trained_with)
    better = f"{name}-quickgelu"
    if trained_with and not architecture.config.get("quick_gelu"):
        assert tag in open_clip.list_pretrained_tags_by_model(better)
        architecture = Architecture(better, open_clip.get_model_config(better), better, better)
    check_activation(architecture, weights, backbone)


def test_the_table_is_complete() -> None:
    assert len(NAMES) >= 144
    assert len(open_clip.list_pretrained()) >= 196
    assert OURS.isdisjoint(NAMES)
