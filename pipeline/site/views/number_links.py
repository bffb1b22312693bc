"""Numbers as links: each leads to the place in the artifact that it was read from, by its JSON pointer (RFC 6901)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from markupsafe import Markup, escape

from pipeline.errors import PipelineError
from pipeline.results.number_formats import FORMS


class NumberLinks:
    """Writes values of the artifacts as links into them."""

    def __init__(self, artifacts: Mapping[str, Any], folder: str = "data") -> None:
        self.artifacts, self.folder = artifacts, folder

    def value(self, kind: str, pointer: str) -> Any:
        """What a JSON pointer (RFC 6901) points at.

        Raises:
            PipelineError: nothing is there.
        """
        try:
            return resolve(self.artifacts[kind], pointer)
        except (KeyError, IndexError, TypeError, ValueError):
            raise PipelineError(
                f"{self.folder}/{kind}.json: {pointer}: not there, and the page shows it: run the pipeline again"
            ) from None

    def __call__(self, kind: str, pointer: str, form: str = "plain", quiet: bool = False) -> Markup:
        """A value, rounded, as a link whose fragment is its JSON pointer; the exact value on hover.

        Args:
            kind: the artifact: "metrics" for metrics.json.
            pointer: the place inside it: "/rows/3/accuracy".
            form: a name of ``number_formats.FORMS``.
            quiet: not a stop of the Tab key, for dense tables whose rows have a link of their own.
        """
        value = self.value(kind, pointer)
        if value is None:
            return Markup('<span class="na">not available</span>')
        # On hover: the number to its last digit, or the file in which a text stands.
        # A text would only repeat itself on hover; the file says where it comes from.
        exact = isinstance(value, int | float) or form == "digest"
        return Markup('<a class="n" href="{}"{} title="{}">{}</a>').format(
            f"{self.folder}/{kind}.json#{fragment(pointer)}",
            Markup(' tabindex="-1"') if quiet else "",
            value if exact else f"{kind}.json",
            FORMS[form](value),
        )

    def bare(self, kind: str, pointer: str, form: str = "plain", quiet: bool = True) -> Markup:
        """A value without its link, for rows that are folded away and have one link to all their numbers."""
        value = self.value(kind, pointer)
        if value is None:
            return Markup('<span class="na">not available</span>')
        return Markup('<span title="{}">{}</span>').format(value, FORMS[form](value))

    def source(self, kind: str, pointer: str = "") -> Markup:
        """A link that names an artifact and the place inside it."""
        return Markup('<a class="source" href="{}">{}</a>').format(
            f"{self.folder}/{kind}.json{'#' + fragment(pointer) if pointer else ''}",
            escape(f"{kind}.json {pointer}".strip()),
        )


def pointer(*steps: str | int) -> str:
    """A JSON pointer of keys and indices."""
    # The tilde first, or the one of an escaped slash would be escaped once more.
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)


def fragment(path: str) -> str:
    """A JSON pointer as the fragment of an address."""
    # All that a fragment may hold as it is (RFC 3986), so that addresses stay readable.
    return quote(path, safe="/~:@!$&'()*+,;=-._")


def resolve(document: Any, path: str) -> Any:
    """The value a JSON pointer points at; KeyError or IndexError when there is none."""
    for step in path.split("/")[1:]:
        # In this order, or ~01 would become a slash.
        key = step.replace("~1", "/").replace("~0", "~")
        document = document[int(key)] if isinstance(document, list) else document[key]
    return document
