"""Linear layers as 1 × 1 convolutions: the same sums, on some processors in half the time.

On the CPU, PyTorch hands matrix products to MKL, which uses the widest instructions (AVX-512) of Intel's processors
only; it hands convolutions to oneDNN, which uses them wherever they are. For fp32 on AMD's that is a factor of two.
Where there are none, both run at the same speed and the detour would cost a fifth of a ViT's time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import conv2d, linear, multi_head_attention_forward, scaled_dot_product_attention
from torch.overrides import TorchFunctionMode

# Below this many rows the detour costs more than it saves.
FEWEST_ROWS = 64


def fast_linear(device: torch.device) -> AbstractContextManager[object]:
    """Within, linear layers on a CPU with wide instructions are computed as convolutions; others are left alone."""
    return _LinearAsConvolution() if device.type == "cpu" and _has_wide_instructions() else nullcontext()


def _has_wide_instructions() -> bool:
    # Asked of the processor, not timed: a timing could fall either way, and the last digits of features with it.
    return torch.backends.cpu.get_cpu_capability().startswith("AVX512")


class _LinearAsConvolution(TorchFunctionMode):
    def __torch_function__(
        self, func: Callable[..., Any], types: Iterable[type], args: Any = (), kwargs: Any = None
    ) -> Any:
        kwargs = kwargs or {}
        if func is linear:
            return linear_as_convolution(*args, **kwargs)
        if func is multi_head_attention_forward and _is_plain_self_attention(args, kwargs):
            return _self_attention(args, kwargs), None
        return func(*args, **kwargs)


def _is_plain_self_attention(args: Any, kwargs: Any) -> bool:
    """What CLIP's towers ask for: queries, keys and values of one input, no weights returned, no dropout."""
    query, key, value, *_ = args
    return (
        query is key is value
        # Dropout lives in train mode only; whoever turns it on shall get PyTorch's own.
        and not kwargs["training"]
        and not kwargs["need_weights"]
        and kwargs["key_padding_mask"] is None
    )


def _self_attention(args: Any, kwargs: Any) -> Tensor:
    """softmax(QKᵀ/√width + mask)V of x [t, b, d], whose linear layers a plain call would hide from the mode."""
    x, heads, in_weight, in_bias, out_weight, out_bias = args[0], args[4], args[5], args[6], args[11], args[12]
    length, batch, width = x.shape
    if kwargs["use_separate_proj_weight"]:
        weights = [kwargs[f"{name}_proj_weight"] for name in "qkv"]
    else:
        weights = in_weight.chunk(3)
    # Heads as a dimension of their own, which is what the fused attention wants.
    q, k, v = (
        linear_as_convolution(x, weight, bias).view(length, batch, heads, width // heads).permute(1, 2, 0, 3)
        for weight, bias in zip(weights, in_bias.chunk(3), strict=True)
    )
    mask = kwargs["attn_mask"]
    if mask is not None and mask.dim() == 3:  # one for every head of every caption, as CoCa has it
        mask = mask.view(batch, heads, length, length)
    mixed = scaled_dot_product_attention(q, k, v, attn_mask=mask)
    return linear_as_convolution(mixed.permute(2, 0, 1, 3).reshape(length, batch, width), out_weight, out_bias)


def linear_as_convolution(x: Tensor, weight: Tensor, bias: Tensor | None = None) -> Tensor:
    """x [..., i] → [..., o] with weight [o, i] and bias [o], as ``torch.nn.functional.linear``."""
    rows = x.reshape(-1, x.shape[-1])
    # In half precision plain products are fast already, wherever there are instructions for them.
    if len(rows) < FEWEST_ROWS or x.dtype != torch.float32:
        return linear(x, weight, bias)
    # Rows as pixels of one tall picture, inputs as its channels: in channels-last order that is the same memory.
    picture = rows[None, :, None, :].permute(0, 3, 1, 2)
    result = conv2d(picture, weight[:, None, None, :].permute(0, 3, 1, 2), bias)
    return result.permute(0, 2, 3, 1).reshape(*x.shape[:-1], len(weight))
