"""Where models run."""

from __future__ import annotations

import os

import torch

from pipeline.errors import PipelineError
from pipeline.settings import Settings


def pick_device(settings: Settings) -> torch.device:
    """The device the settings ask for; ``auto`` takes CUDA when there is some.

    Raises:
        PipelineError: ``cuda`` is asked for on a machine without it.
    """
    available = torch.cuda.is_available()
    if settings.device == "cuda" and not available:
        raise PipelineError(
            f"device: cuda is asked for by profile {settings.profile!r}, but PyTorch {torch.__version__} sees no "
            "CUDA device: check the driver, or pass --device cpu"
        )
    wanted = settings.device if settings.device != "auto" else ("cuda" if available else "cpu")
    return torch.device(wanted)


def describe(device: torch.device) -> str:
    """What a reader should know of the device: its model, never this machine's name."""
    if device.type == "cuda":
        return str(torch.cuda.get_device_name(device))
    return f"CPU, {os.cpu_count()} cores"


def be_deterministic(seed: int) -> None:
    """Make equal runs on one machine give equal bytes."""
    # cuBLAS reads this once, when the first handle is made; without it deterministic mode raises.
    os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8")
    torch.use_deterministic_algorithms(True, warn_only=True)
    torch.backends.cudnn.benchmark = False
    torch.manual_seed(seed)
