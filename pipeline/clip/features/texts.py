"""Captions as the model sees them: tokens, which of them matter, and which captions it cannot tell apart."""

from __future__ import annotations

import torch
from open_clip.hf_model import HFTextEncoder
from open_clip.transformer import text_global_pool
from torch import Tensor, nn

from pipeline.clip.backbones.loading import Model


def needed_lengths(model: Model, tokens: Tensor) -> Tensor:
    """How many leading tokens of each caption reach its features: what follows may be cut.

    A causal tower that pools at the end-of-text token never looks past it, and Hugging Face's towers mask padding.
    Towers that read both ways, pool at the last position or append a class token see the padding too (SigLIP, CoCa):
    nothing of theirs may go.

    Args:
        tokens: [m, l] int64.

    Returns:
        [m] int64.
    """
    text: Model = getattr(model, "text", model)
    if isinstance(text, HFTextEncoder):
        positions = torch.arange(1, tokens.shape[1] + 1, device=tokens.device)
        # At least one: of an empty caption some tokenizers leave padding alone, and a tower must have something to
        # read.
        return ((tokens != text.config.pad_token_id) * positions).amax(dim=1).clamp(min=1)
    ends = _end_positions(model, text, tokens)
    return torch.full((len(tokens),), tokens.shape[1]) if ends is None else ends + 1


def _end_positions(model: Model, text: Model, tokens: Tensor) -> Tensor | None:
    """[m] positions at which a causal tower pools; None where the tower is of another make."""
    pool, end = _pooling(model, text)
    if text.attn_mask is None or getattr(text, "cls_emb", None) is not None:
        return None
    if pool == "argmax":
        # CLIP's end-of-text token has the highest number of all.
        return tokens.argmax(dim=-1)
    # Without an end-of-text token both this and the tower pick position 0.
    return tokens.eq(end).int().argmax(dim=-1) if pool == "eos" else None


def _pooling(model: Model, text: Model) -> tuple[str, int]:
    """``CLIP`` keeps its caption tower's parts under names of its own."""
    if text is model:
        return str(model.text_pool_type), model.text_eos_id
    return str(text.pool_type), text.eos_id


def encode_cut(model: Model, tokens: Tensor) -> Tensor:
    """Tokens [b, l] → raw features [b, d], l the context length or less where ``needed_lengths`` allows it.

    open_clip's own ``encode_text`` takes full-length tokens only, short of Hugging Face's towers.
    """
    text: Model = getattr(model, "text", model)
    if isinstance(text, HFTextEncoder) or _end_positions(model, text, tokens) is None:
        return model.encode_text(tokens, normalize=False)  # CoCa would normalise unless told otherwise
    length, dtype = tokens.shape[1], text.transformer.get_cast_dtype()
    x = text.token_embedding(tokens).to(dtype) + text.positional_embedding[:length].to(dtype)
    # The mask is cut like the positions: open_clip's own forward has it at full length and fails.
    x = text.ln_final(text.transformer(x, attn_mask=text.attn_mask[:length, :length]))
    pool, end = _pooling(model, text)
    x = text_global_pool(x, tokens, pool, eos_token_id=end)
    projection = text.text_projection
    if projection is None:
        return x
    return projection(x) if isinstance(projection, nn.Linear) else x @ projection
