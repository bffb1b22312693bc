"""Where models run."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

import torch

from pipeline.errors import PipelineError
from pipeline.settings import Settings


def pick_device(settings: Settings) -> torch.device:
    """The device the settings ask for; ``auto`` takes CUDA when there is some, else Apple's MPS, else the CPU.

    Raises:
        PipelineError: the device asked for is not on this machine.
    """
    wanted = settings.device
    if wanted == "auto":
        wanted = "cuda" if torch.cuda.is_available() else "mps" if torch.backends.mps.is_available() else "cpu"
    device = torch.device(wanted)
    asked = f"device: {wanted} is asked for by profile {settings.profile!r}, but PyTorch {torch.__version__} sees"
    if device.type == "cuda":
        if not torch.cuda.is_available():
            raise PipelineError(f"{asked} no CUDA device: check the driver, or pass --device cpu")
        if (device.index or 0) >= torch.cuda.device_count():
            last = torch.cuda.device_count() - 1
            raise PipelineError(f"{asked} cuda:0 to cuda:{last} only: name one of these")
    if device.type == "mps" and not torch.backends.mps.is_available():
        raise PipelineError(f"{asked} no Apple GPU: pass --device cpu")
    return device


def describe(device: torch.device) -> str:
    """What a reader should know of the device: its model, never this machine's name."""
    if device.type == "cuda":
        return str(torch.cuda.get_device_name(device))
    if device.type == "mps":
        return "Apple GPU (MPS)"
    return f"CPU, {os.cpu_count()} cores"


@contextmanager
def telling_what_is_missing(device: torch.device) -> Iterator[None]:
    """Within, an operation that the device does not have ends in one line that names it.

    Raises:
        PipelineError: the line.
    """
    try:
        yield
    except NotImplementedError as error:
        if device.type == "cpu":
            raise  # a bug, not a device's lack
        reason = str(error).split(". ")[0][:160]
        raise PipelineError(
            f"device: {device} lacks an operation that the model needs ({reason}): set device: cpu"
        ) from None


def be_deterministic(seed: int) -> None:
    """Make equal runs on one machine give equal bytes."""
    # cuBLAS reads this once, when the first handle is made; without it deterministic mode raises.
    os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8")
    torch.use_deterministic_algorithms(True, warn_only=True)
    torch.backends.cudnn.benchmark = False
    torch.manual_seed(seed)
