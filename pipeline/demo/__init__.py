"""The demo: a drawn world in COCO's format, and two small CLIP models that never saw its scenes.

It needs nothing downloaded, and takes the very same road through the project as real photographs and weights.
"""

from __future__ import annotations

import hashlib
from pathlib import Path


def code_digest() -> str:
    """Digest of the code that draws and words the worlds: what older code made is never taken for current."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
