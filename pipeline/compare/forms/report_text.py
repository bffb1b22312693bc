"""Words and numbers of a report, safe to show.

Labels, captions and names are data from strangers. In Markdown every character that could mean something there
becomes an entity, and what GitHub would turn into a notification or a reference is broken by a zero-width space.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

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


def plain(value: Any, most: int = MOST) -> str:
    """One line of visible text: no controls, no direction overrides, no more than ``most`` characters."""
    text = " ".join(str(value).split())
    text = "".join(letter for letter in text if letter in JOINERS or not unicodedata.category(letter).startswith("C"))
    return text if len(text) <= most else text[: most - 1] + "…"


def escaped(value: Any, most: int = MOST) -> str:
    """Text for GitHub's Markdown, inside tables, summaries and paragraphs alike."""
    return MEANINGFUL.sub(_entity, plain(value, most))


def _entity(found: re.Match[str]) -> str:
    letter = found[0]
    if ord(letter) > 127:
        return letter
    # GitHub decodes entities before it looks for people and issues to notify.
    return f"&#{ord(letter)};{INVISIBLE_BREAK if letter in '@#-' else ''}"


def number(value: float | None) -> str:
    """A metric's value."""
    return "–" if value is None else f"{value:.4f}"


def signed(value: float | None) -> str:
    """A difference, with its sign and a true minus."""
    return "" if value is None else f"{value:+.4f}".replace("-", "−")


def interval(value: tuple[float, float] | None) -> str:
    """Both ends of an interval of differences."""
    return "" if value is None else f"{signed(value[0])} to {signed(value[1])}"


def probability(value: float | None) -> str:
    """A p-value or a probability, never a false zero."""
    if value is None:
        return ""
    return "< 0.001" if 0 <= value < 0.001 else f"{value:.3f}"


def size(value: int | None) -> str:
    """Bytes as a person reads them."""
    if value is None:
        return ""
    for unit, factor in (("MB", 1_000_000), ("kB", 1_000)):
        if value >= factor:
            return f"{value / factor:.1f} {unit}"
    return f"{value} B"


def fact(value: Any) -> str:
    """A setting's value as it would stand in the settings file."""
    if isinstance(value, list):
        return f"[{', '.join(map(fact, value))}]"
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "null"}[value]
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def count(number: int, one: str, many: str = "") -> str:
    """``3 rows``, ``1 row``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
