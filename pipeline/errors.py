"""What a user sees instead of a traceback."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable


class PipelineError(Exception):
    """The user's input is wrong: one line per mistake, each saying what, where and what to do.

    Commands print the lines on stderr and exit with code 2. A bug keeps its traceback.
    """

    def __init__(self, *mistakes: str) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes: tuple[str, ...] = mistakes

    @classmethod
    def of(cls, mistakes: Iterable[str]) -> PipelineError:
        """Several mistakes found in one pass, reported together."""
        return cls(*mistakes)


def print_anywhere() -> None:
    """Let a console that lacks a character show another, where Python would end with a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
