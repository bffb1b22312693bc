"""The colours of charts, read from the page's own style sheet, so that both always agree."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.errors import PipelineError

# One digit, since the names are sorted as text: series-10 would stand before series-2.
_TOKEN = re.compile(r"--(series-\d|series-grey):\s*(#[0-9a-fA-F]{6})\s*;")

DASHES = ("solid", "dash", "dot", "dashdot", "longdash")
_SYMBOLS = ("circle", "diamond", "square", "triangle-up", "cross", "star")
_FILLS = ("", "-open", "-dot", "-open-dot")


def symbol(shape: int, fill: int = 0) -> str:
    """A marker: its shape tells recipes apart, its filling backbones, for readers who see no colours."""
    return _SYMBOLS[shape % len(_SYMBOLS)] + _FILLS[fill % len(_FILLS)]


def dash(index: int) -> str:
    """A line style."""
    # More rows than styles repeat them; the legend and the hover still tell them apart.
    return DASHES[index % len(DASHES)]


@dataclass(frozen=True)
class Palette:
    """Colours in the order of their use; readable on the light and on the dark page."""

    series: tuple[str, ...]
    grey: str

    def colour(self, index: int) -> str:
        """A series' colour as #rrggbb; after the last one they begin again."""
        return self.series[index % len(self.series)]

    def tint(self, index: int, alpha: float) -> str:
        """A series colour, see-through."""
        return tint(self.colour(index), alpha)


def tint(colour: str, alpha: float) -> str:
    """A colour #rrggbb, see-through: ``alpha`` from 0 to 1."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{alpha:g})"


def read_palette(css: str) -> Palette:
    """The --series-1, --series-2, … and --series-grey of a style sheet.

    Raises:
        PipelineError: there are none.
    """
    tokens = dict(_TOKEN.findall(css))
    # The grey is for marks of reference, never for a backbone.
    grey = tokens.pop("series-grey", None)
    if grey is None or not tokens:
        raise PipelineError("static/site.css: --series-1 … and --series-grey: missing: add them as #rrggbb")
    return Palette(tuple(tokens[name] for name in sorted(tokens)), grey)
