"""Numbers for reading: rounded, aligned, and each a link to the place in the artifact it came from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markupsafe import Markup, escape

MINUS = "\N{MINUS SIGN}"
NARROW = "\N{NARROW NO-BREAK SPACE}"


def share(value: float) -> str:
    """0.901718 → 0.902."""
    return f"{value:.3f}"


def percent(value: float) -> str:
    """0.901718 → 90.2 %."""
    return f"{100 * value:.1f}{NARROW}%"


def points(value: float) -> str:
    """A difference of two shares in percentage points, signed: 0.0213 → +2.1."""
    text = f"{100 * value:+.1f}"
    return "0.0" if float(text) == 0 else text.replace("-", MINUS)


def count(value: float) -> str:
    return f"{value:,.0f}"


def duration(value: float) -> str:
    """Seconds with about three digits: 0.123, 12.3, 153."""
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"


def p_value(value: float) -> str:
    return f"p{NARROW}<{NARROW}0.001" if value < 0.001 else f"p{NARROW}={NARROW}{value:.3f}"


def plain(value: Any) -> str:
    """A setting as it stands in the file."""
    if isinstance(value, list):
        return ", ".join(map(plain, value)) or "none"
    if value is None:
        return "not set"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)


def digest(value: str) -> str:
    """The beginning of a checksum."""
    return value[:12]


FORMS: dict[str, Callable[[Any], str]] = {
    "share": share,
    "percent": percent,
    "points": points,
    "count": count,
    "seconds": duration,
    "p": p_value,
    "digest": digest,
    "plain": plain,
}


class Numbers:
    """Writes values of the artifacts as links into them."""

    def __init__(self, artifacts: dict[str, Any], folder: str = "data") -> None:
        self.artifacts, self.folder = artifacts, folder

    def value(self, kind: str, pointer: str) -> Any:
        """What a JSON pointer (RFC 6901) points at."""
        return resolve(self.artifacts[kind], pointer)

    def __call__(self, kind: str, pointer: str, form: str = "plain", quiet: bool = False) -> Markup:
        """A value, rounded, as a link whose fragment is its JSON pointer; the exact value on hover.

        Args:
            kind: the artifact: "metrics" for metrics.json.
            pointer: the place inside it: "/rows/3/accuracy".
            form: a name of ``FORMS``.
            quiet: not a stop of the Tab key, for dense tables whose rows have a link of their own.
        """
        value = self.value(kind, pointer)
        if value is None:
            return Markup('<span class="na">not available</span>')
        exact = f"{value}" if isinstance(value, int | float) or form == "digest" else ""
        title = f"{exact} · {kind}.json {pointer}".removeprefix(" · ")
        return Markup('<a class="n" href="{}"{} title="{}">{}</a>').format(
            f"{self.folder}/{kind}.json#{fragment(pointer)}",
            Markup(' tabindex="-1"') if quiet else "",
            title,
            FORMS[form](value),
        )

    def source(self, kind: str, pointer: str = "") -> Markup:
        """A link that names an artifact and the place inside it."""
        return Markup('<a class="source" href="{}">{}</a>').format(
            f"{self.folder}/{kind}.json{'#' + fragment(pointer) if pointer else ''}",
            escape(f"{kind}.json {pointer}".strip()),
        )


def pointer(*steps: str | int) -> str:
    """A JSON pointer of keys and indices."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)


def fragment(path: str) -> str:
    """A JSON pointer as the fragment of an address."""
    from urllib.parse import quote

    return quote(path, safe="/~:@!$&'()*+,;=-._")


def resolve(document: Any, path: str) -> Any:
    """The value a JSON pointer points at; KeyError or IndexError when there is none."""
    for step in path.split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~")
        document = document[int(key)] if isinstance(document, list) else document[key]
    return document
