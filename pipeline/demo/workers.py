"""Drawing in several processes, in order, and stopping at once when asked to."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
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
    pool = ProcessPoolExecutor(count, mp_context=context, initializer=_follow_the_parent)
    try:
        yield from pool.map(work, jobs, chunksize=chunk)
    finally:
        pool.shutdown(cancel_futures=True)


def _follow_the_parent() -> None:
    """End when the parent does, killed or not, and no sooner.

    Ctrl-C reaches every process of a terminal: the workers leave it to the parent. A killed parent says nothing, and a
    worker that waits for its next job would wait for ever: each keeps the job queue open for the others.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_parent, daemon=True).start()


def _end_with_the_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
