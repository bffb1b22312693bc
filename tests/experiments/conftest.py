"""Ranks of a run, each a process of its own."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.runner.stage_graph import STAGES

from .launching import be_rank, free_port


@pytest.fixture(scope="session")
def start() -> Iterator:
    """Starts a command with so many ranks; returns their processes and what each will have written to stderr.

    A server that has loaded torch once is forked: loading takes longer than the work.
    """
    server = multiprocessing.get_context("forkserver")
    stages = [stage.module for stage in STAGES]
    server.set_forkserver_preload(
        [be_rank.__module__, "pipeline.cli", "pipeline.runner.stage_runner", "pipeline.site.build", *stages,
         "torch.distributed"]
    )  # fmt: skip

    def started(folder: Path, count: int, *arguments: object, harms=None) -> tuple[list, list[Path]]:
        logs = [folder / f"stderr-{number}.txt" for number in range(count)]
        common = {"WORLD_SIZE": str(count), "MASTER_ADDR": "127.0.0.1", "MASTER_PORT": str(free_port())}
        processes = []
        for number, log in enumerate(logs):
            variables = common | {"RANK": str(number), "LOCAL_RANK": str(number), "LOCAL_WORLD_SIZE": str(count)}
            process = server.Process(
                target=be_rank, args=(variables, list(map(str, arguments)), log, (harms or {}).get(number))
            )
            process.start()
            processes.append(process)
        return processes, logs

    return started
