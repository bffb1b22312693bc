"""When two captions say the same."""

from __future__ import annotations

import re
import unicodedata


def normalised(caption: str) -> str:
    """A caption without case, punctuation and spacing, so that only its words count."""
    folded = unicodedata.normalize("NFKC", caption).casefold()
    return " ".join(re.sub(r"[^\w\s]", " ", folded).split())
