"""What a user sees instead of a traceback."""

from __future__ import annotations

import difflib
import io
import os
import re
import sys
from collections.abc import Iterable

LONGEST = 1000
"""Characters of one line of a message, whatever values from outside it repeats."""
MOST_LINES = 100
"""Mistakes that are told one by one: nobody reads more, and a file can hold a hundred thousand."""

FAR = 0.6
"""Of how many of their letters two words must share to be taken for one mistyped: difflib's own measure and bound."""

# Control characters, line and paragraph separators, what has no width or turns the direction of text, and halves of
# characters.
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


class PipelineError(Exception):
    """The user's input is wrong: one line per mistake, each saying what, where and what to do.

    Commands print the lines on stderr and exit with code 2. A bug keeps its traceback.
    Long lines are cut and many are counted here, so no message has to do so itself.
    """

    def __init__(self, *mistakes: str) -> None:
        told = list(dict.fromkeys(map(one_line, mistakes)))
        if len(told) > MOST_LINES:
            told[MOST_LINES:] = [f"and {len(told) - MOST_LINES} more mistakes: correct these first, and run again"]
        self.mistakes: tuple[str, ...] = tuple(told)
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


def one_line(text: str) -> str:
    """A message as one line of a bearable length, whatever names from outside it repeats."""
    # What to do stands at the end of a message, so a long name loses its middle.
    half = LONGEST // 2 - 2
    if len(text) > LONGEST:  # before the rest, which takes time by the length
        text = f"{text[:half]} … {text[-half:]}"
    shown = visible(text, lines=False)
    return shown if len(shown) <= LONGEST else f"{shown[:half]} … {shown[-half:]}"


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that was most likely meant by one that is not known; None where none is like it."""
    # Names of models differ in their letters' case more often than in anything.
    by_letters = {name.casefold(): name for name in known}
    # The comparison takes time by the length of both; nobody mistypes hundreds of letters.
    close = difflib.get_close_matches(word[:100].casefold(), by_letters, n=1, cutoff=FAR)
    return by_letters[close[0]] if close else None


def hint(word: str, known: Iterable[str]) -> str:
    """What to write for a word that is not known: the nearest one, else those that there are."""
    known = list(known)
    meant, names = nearest(word, known), ", ".join(known)
    # One guess alone: rows differ by a digit, and three guesses would be half of them.
    return f"did you mean {meant!r}?" if meant else f"known are {names if len(names) <= 600 else names[:599] + '…'}"


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
