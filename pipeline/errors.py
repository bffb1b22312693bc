"""What a user sees instead of a traceback."""

from __future__ import annotations

import io
import os
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
        self.mistakes: tuple[str, ...] = tuple(dict.fromkeys(map(_one_line, mistakes)))
        super().__init__("\n".join(self.mistakes))

    @classmethod
    def of(cls, mistakes: Iterable[str]) -> PipelineError:
        """Several mistakes found in one pass, reported together."""
        return cls(*mistakes)


def visible(text: str, *, lines: bool = True) -> str:
    """Text without what a terminal obeys, or would not show: a bell becomes ``\\x07``.

    Args:
        lines: whether line breaks stay.
    """
    return _UNSEEN.sub(lambda found: found[0] if lines and found[0] == "\n" else _escaped(found[0]), text)


def _escaped(character: str) -> str:
    # Python has bytes that are no text in its file names and arguments as such halves of characters.
    byte = ord(character) - 0xDC00
    return f"\\x{byte:02x}" if 0x80 <= byte <= 0xFF else repr(character)[1:-1]


def _one_line(text: str) -> str:
    """A mistake as one line of a bearable length, whatever names from outside it repeats."""
    shown = visible(text, lines=False)
    # What to do stands at the end of a message, so a long name loses its middle.
    return shown if len(shown) <= LONGEST else f"{shown[: LONGEST // 2]} … {shown[-LONGEST // 2 :]}"


def print_anywhere() -> None:
    """Let a console that lacks a character show another, where Python would end with a traceback.

    A stream that the caller has closed swallows what it gets; its number is taken, or the next file to be opened for
    writing would get what libraries print.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    if sys.stdout is None:
        sys.stdout = os.fdopen(1, "w", encoding="utf-8")
    if sys.stderr is None:
        sys.stderr = os.fdopen(2, "w", encoding="utf-8")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
