"""What a built model is made of, read from its modules: what the page tells of it, and what maps and encoding need."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from open_clip.hf_configs import arch_dict
from open_clip.hf_model import HFTextEncoder
from open_clip.modified_resnet import ModifiedResNet
from open_clip.transformer import QuickGELU, VisionTransformer

Kind = Literal["resnet", "vit", "hierarchical", "other"]


_FAMILIES = {
    "VisionTransformer": "Vision transformer",
    "VisionTransformerRelPos": "Vision transformer, relative positions",
    "Eva": "EVA",
    "SwinTransformer": "Swin transformer",
    "FastVit": "FastViT",
}


@dataclass(frozen=True)
class VisionTower:
    """An image tower."""

    kind: Kind
    """resnet: OpenAI's; vit: one grid of patches throughout; hierarchical: stages of ever coarser grids."""
    family: str
    layers: list[int] | int | None
    """Blocks, by stage where there are stages."""
    width: int | None
    """Channels, of the first stage where there are stages; of a caption tower likewise."""
    patch_size: int | None
    """Pixels of a side."""
    pooling: str | None


@dataclass(frozen=True)
class TextTower:
    """A caption tower."""

    family: str
    width: int | None
    layers: int | None
    heads: int | None
    activation: str


def vision_tower(visual: Any) -> VisionTower:
    """What an image tower is, whichever library it comes from."""
    # By class and before timm's: open_clip wraps only the latter in a trunk.
    if isinstance(visual, ModifiedResNet):
        layers = [len(getattr(visual, f"layer{stage}")) for stage in (1, 2, 3, 4)]
        return VisionTower("resnet", "ResNet", layers, visual.layer1[0].conv1.out_channels, None, "attention")
    if isinstance(visual, VisionTransformer):
        attends = visual.attn_pool is not None
        pooling = "attention" if attends else {"tok": "class token", "avg": "average"}.get(visual.pool_type)
        blocks = visual.transformer
        return VisionTower(
            "vit", "Vision transformer", len(blocks.resblocks), blocks.width, visual.patch_size[0], pooling
        )
    return _timm_tower(visual)


def _timm_tower(visual: Any) -> VisionTower:
    trunk = visual.trunk
    stages = getattr(trunk, "feature_info", None) or []
    kind: Kind = "other"
    # By how coarse the stages are, since names are many and grow with every version of timm.
    if len({stage["reduction"] for stage in stages}) > 1:
        kind = "hierarchical"
    elif stages and hasattr(trunk, "num_prefix_tokens"):
        kind = "vit"
    return VisionTower(
        kind=kind,
        family=_FAMILIES.get(type(trunk).__name__, type(trunk).__name__),
        layers=_depth(trunk, kind),
        width=stages[0]["num_chs"] if stages else getattr(trunk, "num_features", None),
        patch_size=stages[0]["reduction"] if kind == "vit" else None,
        pooling=_timm_pooling(visual),
    )


def _depth(trunk: Any, kind: Kind) -> list[int] | int | None:
    if kind == "hierarchical":
        stages = getattr(trunk, "stages", None) or getattr(trunk, "layers", None) or []
        if not isinstance(stages, Iterable):  # a method in HRNet, and who knows what elsewhere
            return None
        return [len(stage.blocks) for stage in stages if hasattr(stage, "blocks")] or None
    return len(trunk.blocks) if hasattr(trunk, "blocks") else None


def _timm_pooling(visual: Any) -> str | None:
    names = {"token": "class token", "avg": "average", "map": "attention"}
    if "pool" in visual.head._modules or getattr(visual.trunk, "attn_pool", None) is not None:
        return "attention"
    # timm keeps it on the trunk or on its head, as a word or as a module that holds one.
    pool = getattr(visual.trunk, "global_pool", None) or getattr(getattr(visual.trunk, "head", None), "global_pool", "")
    return names.get(str(getattr(pool, "pool_type", pool)))


def text_tower(model: Any) -> TextTower:
    """What a caption tower is; ``CLIP`` keeps its parts on the model, the other classes in ``text``."""
    text = getattr(model, "text", model)
    if isinstance(text, HFTextEncoder):
        config = text.config
        # open_clip's own list of what Hugging Face calls the same thing in each architecture.
        names = arch_dict.get(config.model_type, {}).get("config_names", {})
        return TextTower(
            family=config.model_type,
            width=getattr(config, names.get("width", "hidden_size"), None),
            layers=getattr(config, names.get("layers", "num_hidden_layers"), None),
            heads=getattr(config, names.get("heads", "num_attention_heads"), None),
            activation=_hf_activation(config),
        )
    # All blocks of a tower are alike: the first speaks for them.
    blocks = text.transformer.resblocks
    activation = type(blocks[0].mlp.gelu)
    return TextTower(
        family="transformer",
        width=text.transformer.width,
        layers=len(blocks),
        heads=blocks[0].attn.num_heads,
        activation="QuickGELU" if activation is QuickGELU else activation.__name__,
    )


def _hf_activation(config: object) -> str:
    for name in ("hidden_act", "activation_function", "dense_act_fn"):
        if value := getattr(config, name, None):
            return str(value)
    return "unknown"
