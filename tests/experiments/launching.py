"""A command by several ranks, as a launcher starts it."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

import torch


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def be_rank(variables: dict[str, str], arguments: list[str], log: Path, harm) -> None:
    """In a process of its own: a command, as a launcher starts it."""
    from pipeline.cli import main

    os.environ.update(variables)
    if harm:
        harm()
    torch.set_num_threads(1)
    sys.argv = ["pipeline", *arguments]
    with log.open("w") as file:
        os.dup2(file.fileno(), 2)
        main()


def run(start, folder: Path, count: int, *arguments: object, harms=None) -> tuple[list[int], list[str]]:
    """Exit codes and what was written to stderr, by rank.

    Args:
        harms: what befalls a rank before it begins.
    """
    processes, logs = start(folder, count, *arguments, harms=harms)
    for process in processes:
        process.join(300)
    return [process.exitcode for process in processes], [log.read_text() for log in logs]
