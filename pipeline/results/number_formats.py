"""How numbers are written, on the page and in reports: one rule for each kind of figure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

# As wide as a plus: signed numbers then stand under each other. The space keeps a number and its unit on one line.
MINUS = "\N{MINUS SIGN}"
NARROW = "\N{NARROW NO-BREAK SPACE}"

SMALLEST_P = 0.001
"""Below it a p-value says "less than": its digits are no longer known, and zero would be false."""


def share(value: float) -> str:
    """0.901718 → 0.902."""
    return f"{value:.3f}"


def percent(value: float) -> str:
    """0.901718 → 90.2 %."""
    return f"{100 * value:.1f}{NARROW}%"


def signed(value: float, digits: int = 4) -> str:
    """A difference with its sign and a true minus: -0.00125 → −0.0013."""
    return f"{value:+.{digits}f}".replace("-", MINUS)


def points(value: float) -> str:
    """A difference of two shares in percentage points, signed: 0.0213 → +2.1."""
    text = signed(100 * value, digits=1)
    # No sign where nothing is left of the number: −0.0 would be read as a loss.
    return text[1:] if text[1:] == "0.0" else text


def gain(value: float) -> str:
    """A difference of two scores between 0 and 1, signed: 0.0213 → +0.021."""
    return signed(value, digits=3)


def count(value: float) -> str:
    """11640 → 11,640."""
    return f"{value:,.0f}"


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: ``3 rows``, ``1 row``."""
    return f"{count(number)} {one if number == 1 else many or one + 's'}"


def duration(value: float) -> str:
    """Seconds with about three digits: 0.123, 12.3, 153."""
    # Three digits are what a clock on a shared machine is good for.
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"


def file_size(value: int) -> str:
    """Bytes as a person reads them: 525000 → 525.0 kB."""
    for unit, factor in (("MB", 1_000_000), ("kB", 1_000)):
        if value >= factor:
            return f"{value / factor:.1f} {unit}"
    return f"{value} B"


def probability(value: float) -> str:
    """A p-value or another probability, never a false zero: 0.5 → 0.500, 0.00004 → < 0.001."""
    return f"< {SMALLEST_P}" if 0 <= value < SMALLEST_P else f"{value:.3f}"


def p_value(value: float) -> str:
    """A p-value in a sentence: p = 0.012."""
    text = probability(value)
    return ("p " + (text if text.startswith("<") else f"= {text}")).replace(" ", NARROW)


def setting(value: Any) -> str:
    """A setting in words."""
    if isinstance(value, list):
        return ", ".join(map(setting, value)) or "none"
    if value is None:
        return "not set"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)


def setting_literal(value: Any) -> str:
    """A setting as it would stand in the settings file."""
    if isinstance(value, list):
        return f"[{', '.join(map(setting_literal, value))}]"
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "null"}[value]
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def digest(value: str) -> str:
    """The beginning of a checksum."""
    return value[:12]


FORMS: dict[str, Callable[[Any], str]] = {
    "share": share,
    "percent": percent,
    "points": points,
    "gain": gain,
    "count": count,
    "seconds": duration,
    "p": p_value,
    "probability": probability,
    "digest": digest,
    "plain": setting,
}
"""The forms by the names that templates and the catalogue of metrics call them by."""
