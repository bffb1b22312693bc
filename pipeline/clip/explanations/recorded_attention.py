"""The attention weights that an image tower really pays, within the graph that gradients follow."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import linear, multi_head_attention_forward, scaled_dot_product_attention
from torch.overrides import TorchFunctionMode


@dataclass(frozen=True)
class AttentionStep:
    """One attention of a forward pass: ``b`` pictures, ``h`` heads, ``q`` queries, ``t`` keys, ``e`` channels each."""

    queries: Tensor
    """[b, h, q, e]."""
    keys: Tensor
    """[b, h, t, e], like the values."""
    values: Tensor
    weights: Tensor
    """[b, h, q, t]."""
    mixed: Tensor
    """[b, h, q, e], weights times values."""


@contextmanager
def recorded_attention() -> Iterator[list[AttentionStep]]:
    """Within, every forward pass appends what its attention did to the list, in order.

    PyTorch's fused attention keeps no weights that gradients reach. Whichever library a tower comes from, it ends in
    one of two functions, and those compute softmax(QKᵀ/√width + mask)V step by step meanwhile.
    """
    steps: list[AttentionStep] = []
    with _Recording(steps):
        yield steps


class _Recording(TorchFunctionMode):
    def __init__(self, steps: list[AttentionStep]) -> None:
        super().__init__()
        self.steps = steps

    def __torch_function__(
        self, func: Callable[..., Any], types: Iterable[type], args: Any = (), kwargs: Any = None
    ) -> Any:
        kwargs = kwargs or {}
        if func is scaled_dot_product_attention:
            return self.attend(*args, **kwargs)
        if func is multi_head_attention_forward:
            return self.attend_heads(args, kwargs), None
        return func(*args, **kwargs)

    def attend(
        self,
        q: Tensor,
        k: Tensor,
        v: Tensor,
        attn_mask: Tensor | None = None,
        dropout_p: float = 0.0,
        is_causal: bool = False,
        scale: float | None = None,
        **_: object,
    ) -> Tensor:
        """What ``scaled_dot_product_attention`` gives in eval mode; image towers are never causal."""
        scores = q @ k.transpose(-2, -1)
        scores = scores / q.shape[-1] ** 0.5 if scale is None else scores * scale
        if attn_mask is not None and attn_mask.dtype == torch.bool:
            scores = scores.masked_fill(~attn_mask, float("-inf"))
        elif attn_mask is not None:
            scores = scores + attn_mask
        weights = scores.softmax(dim=-1)
        mixed = weights @ v
        self.steps.append(AttentionStep(q, k, v, weights, mixed))
        return mixed

    def attend_heads(self, args: Any, kwargs: Any) -> Tensor:
        """What ``nn.MultiheadAttention`` gives of queries, keys and values [t, b, width]."""
        # By place, as nn.MultiheadAttention calls it: thirteen arguments, and the rest by name.
        query, key, value, _, heads, in_weight, in_bias = args[:7]
        out_weight, out_bias = args[11], args[12]
        length, batch, width = query.shape
        # One product for all three, as PyTorch does it: another order of sums would move the last digits.
        if query is key is value and not kwargs["use_separate_proj_weight"]:
            parts = linear(query.transpose(0, 1), in_weight, in_bias).chunk(3, dim=-1)
        else:
            separate = kwargs["use_separate_proj_weight"]
            matrices = [kwargs[f"{name}_proj_weight"] for name in "qkv"] if separate else in_weight.chunk(3)
            biases = in_bias.chunk(3) if in_bias is not None else (None,) * 3
            parts = tuple(
                linear(x.transpose(0, 1), matrix, bias)
                for x, matrix, bias in zip((query, key, value), matrices, biases, strict=True)
            )
        q, k, v = (part.view(batch, part.shape[1], heads, width // heads).transpose(1, 2) for part in parts)
        mixed = self.attend(q, k, v, kwargs["attn_mask"])
        mixed = mixed.transpose(1, 2).reshape(batch, length, width)
        return linear(mixed, out_weight, out_bias).transpose(0, 1)
