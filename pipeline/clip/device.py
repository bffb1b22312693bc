"""Where models run."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self

import torch
from torch import Tensor

from pipeline.errors import PipelineError
from pipeline.ranks import Ranks
from pipeline.settings import Settings


def pick_device(settings: Settings) -> torch.device:
    """The device the settings ask for; ``auto`` takes CUDA when there is some, else Apple's MPS, else the CPU.

    Raises:
        PipelineError: the device asked for is not on this machine.
    """
    wanted = settings.device
    if wanted == "auto":
        wanted = "cuda" if torch.cuda.is_available() else "mps" if torch.backends.mps.is_available() else "cpu"
    ranks = Ranks.here()
    # Each rank of a machine has a GPU of its own, unless the settings name one for all.
    device = torch.device(f"cuda:{ranks.local}" if wanted == "cuda" and ranks.count > 1 else wanted)
    asked = f"device: {wanted} is asked for by profile {settings.profile!r}, but PyTorch {torch.__version__} sees"
    if device.type == "cuda":
        if not torch.cuda.is_available():
            raise PipelineError(f"{asked} no CUDA device: check the driver, or pass --device cpu")
        if (device.index or 0) >= torch.cuda.device_count():
            last = torch.cuda.device_count() - 1
            raise PipelineError(
                f"{asked} cuda:0 to cuda:{last} only: name one of these, or start no more ranks than there are GPUs"
            )
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


def copied(batch: Tensor, device: torch.device) -> Tensor:
    """The batch [b, ...] on the device. On CUDA the copy, of pinned memory, does not wait for what the GPU works on."""
    if device.type != "cuda":
        return batch.to(device)
    working, copying = torch.cuda.current_stream(device), torch.cuda.Stream(device)
    with torch.cuda.stream(copying):
        there = batch.to(device, non_blocking=True)
    working.wait_stream(copying)
    # Else its memory could be given away while the model still reads it.
    there.record_stream(working)
    return there


class Stopwatch:
    """Seconds in which a device works on what it is asked within; on a GPU that ends after the block does."""

    def __init__(self, device: torch.device) -> None:
        self._device, self._started, self._stopped = device, 0.0, 0.0
        self._events = [torch.cuda.Event(enable_timing=True) for _ in range(2)] if device.type == "cuda" else []

    def __enter__(self) -> Self:
        self._started = time.perf_counter()
        self._record(self._events[:1])
        return self

    def __exit__(self, *failure: object) -> None:
        self._record(self._events[1:])
        self._stopped = time.perf_counter()

    def _record(self, events: list[torch.cuda.Event]) -> None:
        for event in events:
            event.record(torch.cuda.current_stream(self._device))

    def seconds(self) -> float:
        """Waits for the end."""
        if not self._events:
            return self._stopped - self._started
        first, last = self._events
        last.synchronize()
        return float(first.elapsed_time(last)) / 1000


def be_deterministic(seed: int) -> None:
    """Make equal runs on one machine give equal bytes."""
    # cuBLAS reads this once, when the first handle is made; without it deterministic mode raises.
    os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8")
    # Only warned of: some operations have no deterministic form on CUDA, and a run without them would be none.
    torch.use_deterministic_algorithms(True, warn_only=True)
    # Else cuDNN picks its algorithm by a race, and another one adds in another order.
    torch.backends.cudnn.benchmark = False
    torch.manual_seed(seed)
