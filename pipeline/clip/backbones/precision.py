"""The arithmetic of the frozen towers: weights cast once, norms and softmax left in fp32."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import torch
from torch import nn

from pipeline.clip.backbones.matmul import fast_linear
from pipeline.clip.device import pick_device
from pipeline.errors import PipelineError
from pipeline.settings import Settings

Name = Literal["fp32", "tf32", "fp16", "bf16"]
_HALVES: dict[str, torch.dtype] = {"fp16": torch.float16, "bf16": torch.bfloat16}
# Flags of /proc/cpuinfo, on x86 and on ARM.
_INSTRUCTIONS = {"fp16": ("avx512_fp16", "amx_fp16", "fphp"), "bf16": ("avx512_bf16", "avx_bf16", "amx_bf16", "bf16")}


@dataclass(frozen=True)
class Precision:
    """The arithmetic of forward passes."""

    name: Name

    @property
    def half(self) -> torch.dtype | None:
        """The 16-bit type of weights and activations; None for full precision."""
        return _HALVES.get(self.name)

    def context(self, device: torch.device) -> AbstractContextManager[object]:
        """Within, forward passes run in this arithmetic, the fastest way there.

        Autocast finds the weights cast already: what is left to it are the activations between layers of two types.
        """
        if self.half is None:
            return fast_linear(device)
        return torch.autocast(device.type, dtype=self.half)


FP32 = Precision("fp32")


def pick_precision(settings: Settings, device: torch.device | None = None) -> Precision:
    """The arithmetic that the settings ask for; ``auto`` is fp16 on CUDA and fp32 elsewhere.

    Raises:
        PipelineError: the device does not have it.
    """
    kind = (device or pick_device(settings)).type
    if settings.precision == "auto":
        # As OpenAI's own code runs CLIP: fp16 on a GPU, fp32 on a processor that has no fp16 units.
        return Precision("fp16") if kind == "cuda" else FP32
    if settings.precision == "tf32" and kind != "cuda":
        raise PipelineError(f"precision: tf32 is CUDA's, and models run on {kind}: set precision: fp32")
    if settings.precision in _HALVES and kind == "mps":
        raise PipelineError(f"precision: {settings.precision} is not offered on mps: set precision: fp32")
    return Precision(settings.precision)


def note_on(precision: Precision, device: torch.device) -> str | None:
    """A line for the reader where the processor has no instructions for the arithmetic asked for; None else."""
    if precision.half is None or device.type == "mps":
        return None
    if device.type == "cuda":
        # Ampere, 8.0, is the first with bf16 units; before it they are emulated.
        lacking = precision.name == "bf16" and torch.cuda.get_device_capability(device) < (8, 0)
    else:
        lacking = not _cpu_flags() & set(_INSTRUCTIONS[precision.name])
    return f"precision: {device} has no {precision.name} instructions: fp32 would be faster" if lacking else None


def _cpu_flags() -> set[str]:
    try:
        return set(Path("/proc/cpuinfo").read_text(encoding="utf-8").split())
    except OSError:  # another system than Linux
        return set()


def set_tf32(precision: Precision) -> None:
    """fp32 on CUDA means fp32: cuDNN's convolutions would round to 19 bits unless told otherwise."""
    torch.backends.cudnn.allow_tf32 = torch.backends.cuda.matmul.allow_tf32 = precision.name == "tf32"


def cast_weights(model: nn.Module, precision: Precision) -> None:
    """Cast a frozen model's weights to the 16-bit type, once and in place; norms and the logit scale stay in fp32.

    Left to autocast alone, they are cast anew for every batch.
    """
    if precision.half is None:
        return
    for module in model.modules():
        # Norms of every library are called so; in 16 bits their variances lose what they are there for.
        if "Norm" in type(module).__name__:
            continue
        for name, parameter in module.named_parameters(recurse=False):
            if parameter.is_floating_point() and name not in ("logit_scale", "logit_bias"):
                parameter.data = parameter.data.to(precision.half)
