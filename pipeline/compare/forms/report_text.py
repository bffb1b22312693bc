"""Words and numbers of a report, safe to show.

Labels, captions and names are data from strangers. In Markdown every character that could mean something there
becomes an entity, and what GitHub would turn into a notification or a reference is broken by a zero-width space.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from pipeline.results import number_formats

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


def signed(value: float | None) -> str:
    """A difference, with its sign and a true minus."""
    return "" if value is None else number_formats.signed(value)


def interval(value: tuple[float, float] | None) -> str:
    """Both ends of an interval of differences."""
    return "" if value is None else f"{signed(value[0])} to {signed(value[1])}"


def probability(value: float | None) -> str:
    """A p-value or a probability, never a false zero."""
    return "" if value is None else number_formats.probability(value)


def size(value: int | None) -> str:
    """Bytes as a person reads them."""
    return "" if value is None else number_formats.file_size(value)
