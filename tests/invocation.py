"""Commands as a shell runs them, but in this process: a child process spends five seconds on importing torch."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from pipeline import cli
from pipeline.data.digests import Digests


@dataclass(frozen=True)
class Outcome:
    """How a command ended, and what it said; a bug's exception comes out of ``invoke`` itself."""

    returncode: int
    stdout: str
    stderr: str

    @property
    def mistakes(self) -> list[str]:
        """What a command refused: the lines on stderr that are no progress of long work."""
        progress = ("  ", *(f"{stage.name}: " for stage in cli.STAGES))
        return [line for line in self.stderr.splitlines() if self.returncode == 2 and not line.startswith(progress)]


def invoke(*arguments: str | Path, cwd: Path | None = None) -> Outcome:
    """Run ``python -m pipeline ARGUMENTS``, in a folder.

    What a process remembers of files is forgotten first, as a new process would begin.
    """
    Digests._open.clear()
    streams = {name: TextIOWrapper(BytesIO(), encoding="utf-8", write_through=True) for name in ("stdout", "stderr")}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["pipeline", *map(str, arguments)])
        for name, stream in streams.items():
            patch.setattr(sys, name, stream)
        if cwd is not None:
            patch.chdir(cwd)
        code = _exit_code()
    said = {name: stream.buffer.getvalue().decode() for name, stream in streams.items()}
    return Outcome(code, **said)


def _exit_code() -> int:
    try:
        cli.main()
    except SystemExit as stopped:
        return int(stopped.code or 0)
    return 0
