"""What a user sees instead of a traceback."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterable

LONGEST = 2000
"""Characters of one message."""

# Control characters, line and paragraph separators, what turns the direction of text, and halves of characters.
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


class PipelineError(Exception):
    """The user's input is wrong: one line per mistake, each saying what, where and what to do.

    Commands print the lines on stderr and exit with code 2. A bug keeps its traceback.
    """

    def __init__(self, *mistakes: str) -> None:
        self.mistakes: tuple[str, ...] = tuple(map(_one_line, mistakes))
        super().__init__("\n".join(self.mistakes))

    @classmethod
    def of(cls, mistakes: Iterable[str]) -> PipelineError:
        """Several mistakes found in one pass, reported together."""
        return cls(*mistakes)


def _one_line(text: str) -> str:
    """A mistake as one line of a bearable length, whatever names from outside it repeats."""
    shown = _UNSEEN.sub(lambda found: repr(found[0])[1:-1], text)
    # What to do stands at the end of a message, so a long name loses its middle.
    return shown if len(shown) <= LONGEST else f"{shown[: LONGEST // 2]} … {shown[-LONGEST // 2 :]}"


def print_anywhere() -> None:
    """Let a console that lacks a character show another, where Python would end with a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
