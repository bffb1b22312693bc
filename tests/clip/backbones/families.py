"""One CLIP of every family that open_clip builds, shrunk to test size: small configurations, lively random weights."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import open_clip
import timm
import torch
from timm.models import register_model
from torch import nn

from ..tiny import TEXT, VISION, WIDTH, lively

SIDE = 64
WORDS = ["a", "the", "dog", "cat", "bear", "zebra", "train", "and", "on", "in", "red", "runs", "sleeps", "two", "of"]

# Arguments that shrink one of timm's models; its own entry point takes them over its usual ones.
_PLAIN = {"img_size": SIDE, "embed_dim": 32, "depth": 2, "num_heads": 2}
_SHRUNK: dict[str, tuple[str, dict[str, Any]]] = {
    "tiny_convnext": ("convnext_atto", {"depths": (1, 1, 1, 1), "dims": (8, 16, 32, 64)}),
    "tiny_swin": (
        "swin_tiny_patch4_window7_224",
        {"img_size": SIDE, "window_size": 2, "embed_dim": 16, "depths": (1, 1, 1, 1), "num_heads": (1, 2, 2, 4)},
    ),
    "tiny_gap": ("vit_medium_patch16_gap_256", _PLAIN),
    "tiny_relpos": ("vit_relpos_medium_patch16_cls_224", _PLAIN),
    "tiny_eva02": ("eva02_base_patch16_clip_224", _PLAIN),
    "tiny_siglip": ("vit_base_patch16_siglip_224", _PLAIN),
    "tiny_mobile": ("fastvit_mci0", {"layers": (1, 1, 1, 1), "embed_dims": (16, 32, 64, 64)}),
    "tiny_pe": ("vit_pe_core_tiny_patch16_384", {**_PLAIN, "attn_pool_num_heads": 2}),
    "tiny_mixer": ("mixer_s32_224", {"img_size": SIDE}),
}


def _register(name: str, base: str, shrunk: dict[str, Any]) -> None:
    def entry(pretrained: bool = False, **kwargs: Any) -> nn.Module:
        return timm.create_model(base, pretrained=False, **{**shrunk, **kwargs})

    entry.__name__ = name
    register_model(entry)


for _name, (_base, _arguments) in _SHRUNK.items():
    _register(_name, _base, _arguments)


@register_model
def tiny_vitamin(pretrained: bool = False, **kwargs: Any) -> nn.Module:
    from timm.models.vitamin import VitCfg, VitConvCfg

    stem = VitCfg(
        embed_dim=(8, 16, 32),
        depths=(1, 1, 1),
        stem_width=8,
        conv_cfg=VitConvCfg(norm_layer="layernorm2d", norm_eps=1e-6),
        head_type="1d",
    )
    return timm.create_model("vitamin_small_224", pretrained=False, **{**_PLAIN, "embed_cfg": stem, **kwargs})


def seen_by(name: str, pool: str = "", proj: str | None = "linear", side: int = SIDE) -> dict[str, Any]:
    return {
        "timm_model_name": name, "timm_model_pretrained": False, "timm_pool": pool, "timm_proj": proj,
        "image_size": side,
    }  # fmt: skip


SIGLIP_TEXT = {
    "context_length": 16, "vocab_size": 40, "width": WIDTH, "heads": 2, "layers": 2, "no_causal_mask": True,
    "proj_bias": True, "pool_type": "last", "norm_kwargs": {"eps": 1e-6}, "tokenizer_kwargs": {"clean": "canonicalize"},
}  # fmt: skip
COCA_TEXT = {**TEXT, "context_length": 76, "embed_cls": True, "output_tokens": True}


@dataclass(frozen=True)
class Family:
    """A shrunk model and what is to be expected of it."""

    name: str
    vision: dict[str, Any]
    text: dict[str, Any]
    kind: str
    method: str
    more: dict[str, Any] = field(default_factory=dict)
    tokenizer: str | None = None
    """The end-of-text habit of its Hugging Face tokenizer: eos, bos and eos, or none."""
    hf_config: Callable[[], Any] | None = None


def _roberta() -> Any:
    from transformers import RobertaConfig

    return RobertaConfig(vocab_size=40, hidden_size=32, num_hidden_layers=2, num_attention_heads=2,
                         intermediate_size=64, max_position_embeddings=90, pad_token_id=3)  # fmt: skip


def _nllb() -> Any:
    from transformers import M2M100Config

    return M2M100Config(vocab_size=40, d_model=32, encoder_layers=2, decoder_layers=1, encoder_attention_heads=2,
                        decoder_attention_heads=2, encoder_ffn_dim=64, decoder_ffn_dim=64, pad_token_id=3,
                        max_position_embeddings=90)  # fmt: skip


CUSTOM = {"custom_text": True}
SIGLIP = {"custom_text": True, "init_logit_bias": -10}
# fmt: off
FAMILIES = [
    Family("fam_resnet", VISION["tiny_rn"], TEXT, "resnet", "gradcam", {"quick_gelu": True}),
    Family("fam_vit", VISION["tiny_vit"], TEXT, "vit", "relevance", {"quick_gelu": True}),
    Family("fam_convnext", seen_by("tiny_convnext"), TEXT, "hierarchical", "gradcam"),
    Family("fam_swin", seen_by("tiny_swin"), TEXT, "hierarchical", "gradcam"),
    Family("fam_gap", seen_by("tiny_gap"), TEXT, "vit", "relevance"),
    Family("fam_relpos", seen_by("tiny_relpos"), TEXT, "vit", "relevance"),
    Family("fam_eva02", seen_by("tiny_eva02", "token", None), TEXT, "vit", "relevance", CUSTOM),
    Family("fam_siglip", seen_by("tiny_siglip", "map", "none"), SIGLIP_TEXT, "vit", "relevance", SIGLIP, "eos"),
    Family("fam_siglip2", seen_by("tiny_siglip", "map", "none"), SIGLIP_TEXT, "vit", "relevance", SIGLIP, "none"),
    Family(
        "fam_coca",
        {**VISION["tiny_vit"], "attentional_pool": True, "attn_pooler_queries": 5, "attn_pooler_heads": 2,
         "output_tokens": True},
        COCA_TEXT,
        "vit",
        "relevance",
        {"custom_text": True, "multimodal_cfg": {"width": 32, "heads": 2, "layers": 1, "context_length": 76,
                                                 "vocab_size": 49408}},
    ),
    Family("fam_mobile", seen_by("tiny_mobile", "avg", None), {**TEXT, "no_causal_mask": True}, "hierarchical",
           "gradcam", CUSTOM),
    Family("fam_pe", seen_by("tiny_pe", "map", None), {**TEXT, "context_length": 32}, "vit", "relevance", CUSTOM),
    Family("fam_vitamin", seen_by("tiny_vitamin"), TEXT, "vit", "relevance", CUSTOM),
    Family("fam_roberta", VISION["tiny_vit"], {"hf_pooler_type": "mean_pooler", "context_length": 20}, "vit",
           "relevance", {"quick_gelu": True}, "bos and eos", _roberta),
    Family("fam_nllb", VISION["tiny_vit"],
           {"hf_pooler_type": "cls_pooler", "hf_proj_type": "linear", "context_length": 20}, "vit", "relevance", {},
           "bos and eos", _nllb),
    Family("fam_mixer", seen_by("tiny_mixer"), TEXT, "other", "occlusion"),
]
# fmt: on


def write_family(family: Family, folder: Path) -> dict[str, str]:
    """Write a family's configuration and weights into a folder; returns a backbone's settings."""
    text = dict(family.text)
    if family.tokenizer:
        _save_tokenizer(folder / f"{family.name}-tokenizer", family.tokenizer)
        text["hf_tokenizer_name"] = str(folder / f"{family.name}-tokenizer")
    if family.hf_config:
        family.hf_config().save_pretrained(folder / f"{family.name}-text")
        text["hf_model_name"] = str(folder / f"{family.name}-text")
    config = {"embed_dim": WIDTH, "vision_cfg": family.vision, "text_cfg": text, **family.more}
    (folder / f"{family.name}.json").write_text(json.dumps(config))
    open_clip.add_model_config(folder / f"{family.name}.json")
    torch.manual_seed(0)
    model = open_clip.create_model(family.name, pretrained=None, pretrained_text=False)
    torch.save(lively(model).state_dict(), folder / f"{family.name}.pt")
    return {
        "id": family.name, "name": family.name, "architecture": f"{family.name}.json",
        "pretrained": f"{family.name}.pt",
    }  # fmt: skip


def _save_tokenizer(folder: Path, ends: str) -> None:
    """A tokenizer of whole words; its end-of-text token is also its padding where SigLIP's is."""
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Whitespace
    from tokenizers.processors import TemplateProcessing
    from transformers import PreTrainedTokenizerFast

    vocabulary = {word: number for number, word in enumerate(["<s>", "</s>", "<unk>", "<pad>", *WORDS])}
    tokenizer = Tokenizer(WordLevel(vocabulary, unk_token="<unk>"))
    tokenizer.pre_tokenizer = Whitespace()
    if ends != "none":
        template = "<s> $A </s>" if ends == "bos and eos" else "$A </s>"
        specials = [("<s>", 0), ("</s>", 1)]
        tokenizer.post_processor = TemplateProcessing(single=template, special_tokens=specials)
    padding = "</s>" if ends == "eos" else "<pad>"
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, unk_token="<unk>", bos_token="<s>", eos_token="</s>", pad_token=padding
    ).save_pretrained(folder)
