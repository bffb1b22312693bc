"""Words and numbers of a report, safe to show.

Labels, captions and names are data from strangers. In Markdown every character that could mean something there
becomes an entity, and what GitHub would turn into a notification or a reference is broken by a zero-width space.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Any, TypeVar

from pipeline.results.number_formats import signed

Known = TypeVar("Known")

MOST = 160
INVISIBLE_BREAK = "\u200b"
# What GitHub would read as markup, a person, an issue or an address. The rest stays as it is: the report is also
# read in a terminal.
MEANINGFUL = re.compile(
    r"""[^\w\s,;()%.:/'+=<-] | <(?!\ ) | (?<![^\W_])_ | _(?![^\W_]) | :(?=//) | (?<=www)\. | (?<=[Gg][Hh])-(?=\d)""",
    re.VERBOSE | re.ASCII,
)
# Joiners belong to how some scripts and emoji are written; other invisible characters only deceive.
JOINERS = "\u200c\u200d"


def one_line(value: Any, most: int = MOST) -> str:
    """One line of visible text: no controls, no direction overrides, no more than ``most`` characters."""
    text = " ".join(str(value).split())
    text = "".join(letter for letter in text if letter in JOINERS or not unicodedata.category(letter).startswith("C"))
    return text if len(text) <= most else text[: most - 1] + "…"


def escaped(value: Any, most: int = MOST) -> str:
    """Text for GitHub's Markdown, inside tables, summaries and paragraphs alike."""
    return MEANINGFUL.sub(_entity, one_line(value, most))


def _entity(found: re.Match[str]) -> str:
    letter = found[0]
    if ord(letter) > 127:
        return letter
    # GitHub decodes entities before it looks for people and issues to notify, and for addresses to link.
    before, after = (INVISIBLE_BREAK if letter in those else "" for those in (".", "@#-:"))
    return f"{before}&#{ord(letter)};{after}"


def number(value: float | None) -> str:
    """A metric's value."""
    return "–" if value is None else f"{value:.4f}"


def interval(value: tuple[float, float]) -> str:
    """Both ends of an interval of differences."""
    return f"{signed(value[0])} to {signed(value[1])}"


def if_known(value: Known | None, form: Callable[[Known], str]) -> str:
    """A figure in its form; an empty cell where there is none."""
    return "" if value is None else form(value)
