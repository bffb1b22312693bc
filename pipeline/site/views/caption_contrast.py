"""Two captions side by side: which words make the difference."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import groupby
from typing import NamedTuple

ALIKE = 0.5
"""Captions that share fewer of their words than this are of different things: no single word makes the difference."""


class Stretch(NamedTuple):
    """A stretch of a caption."""

    text: str
    differs: bool


def differing(caption: str, other: str) -> list[Stretch]:
    """``caption`` in stretches that, joined, give it back; the words that ``other`` lacks at that place are marked.

    Case and punctuation do not count. Nothing is marked in captions that have too little in common.
    """
    # With the white space between, so that the stretches joined are the caption to the letter.
    parts = re.split(r"(\s+)", caption)
    mine, theirs = [_plain(word) for word in parts[::2]], [_plain(word) for word in re.split(r"\s+", other)]
    # autojunk takes words of long texts that come often for noise; captions are short, and every word counts.
    matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
    if matcher.ratio() < ALIKE:
        return [Stretch(caption, False)]
    marked = [True] * len(mine)
    for start, _, size in matcher.get_matching_blocks():
        marked[start : start + size] = [False] * size
    # White space between two marked words is marked with them.
    flags = [marked[k // 2] if k % 2 == 0 else marked[k // 2] and marked[k // 2 + 1] for k in range(len(parts))]
    stretches = (
        Stretch("".join(parts[k] for k in group), key) for key, group in groupby(range(len(parts)), flags.__getitem__)
    )
    return [one for one in stretches if one.text]


def _plain(word: str) -> str:
    # A word of punctuation alone stays what it is, or all such words would be equal.
    return re.sub(r"\W", "", word).casefold() or word
