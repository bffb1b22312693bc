"""Drawing in several processes, in order, and stopping at once when asked to."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

Job = TypeVar("Job")
Result = TypeVar("Result")


def in_processes(
    work: Callable[[Job], Result], jobs: Sequence[Job], workers: int | None, *, chunk: int = 1
) -> Generator[Result, None, None]:
    """Results in the order of ``jobs``, whoever works; close it, so that a caller's exception ends the workers.

    Args:
        workers: processes; as many as there are cores when None, none but this one for 0 or 1.
        chunk: jobs handed over at a time.
    """
    count = min(os.cpu_count() or 1 if workers is None else workers, len(jobs) // chunk)
    if count <= 1:
        yield from map(work, jobs)
        return
    # Spawned, since a fork would copy PyTorch's threads half-way through their work.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(count, mp_context=context, initializer=_leave_interrupts_to_the_parent)
    try:
        yield from pool.map(work, jobs, chunksize=chunk)
    finally:
        pool.shutdown(cancel_futures=True)


def _leave_interrupts_to_the_parent() -> None:
    """Ctrl-C reaches every process of a terminal; the workers end when the parent says so."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
