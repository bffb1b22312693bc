"""Every picture looked at before anything is computed: is it there, and does it decode to the end?"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import NamedTuple

from pipeline.data.digests import Digests, stamp_of
from pipeline.data.picture_decoding import DAMAGED, complaint, size_and_brightness
from pipeline.errors import PipelineError
from pipeline.progress import Reporter
from pipeline.results.files import read_file


class Inspected(NamedTuple):
    """A picture that decodes."""

    sha256: str
    width: int
    height: int
    """Both in pixels, of the picture turned as a person sees it."""
    brightness: float | None
    """Mean luma, 0 to 1; None where there is no picture."""


def inspect_pictures(
    paths: Sequence[Path],
    digests: Digests,
    reporter: Reporter,
    *,
    missing: str = "put it in its place",
    redraw: Callable[[Sequence[Path]], None] | None = None,
) -> list[Inspected]:
    """Digest, upright size and brightness of every picture; unchanged ones are not read again.

    Args:
        missing: what to do about a file that is not there.
        redraw: makes those again that are not as they should be, where that can be done.

    Raises:
        PipelineError: one line for each picture that is missing, truncated or no picture; when none is there, one
            line for all.
    """
    results = _look(paths, digests, reporter)
    if redraw and (wrong := [path for path, one in zip(paths, results, strict=True) if not isinstance(one, Inspected)]):
        redraw(wrong)
        results = _look(paths, digests, reporter)
    # One line for a wrong folder, where a thousand for its pictures would say less.
    if len(paths) > 1 and not any(map(_is_there, paths)):
        folder = os.path.commonpath([path.parent for path in paths])
        raise PipelineError(f"{folder}: none of the {len(paths)} pictures is there: {missing}")
    found: list[Inspected] = []
    mistakes: list[str] = []
    for path, result in zip(paths, results, strict=True):
        if isinstance(result, Inspected):
            found.append(result)
        elif isinstance(result, FileNotFoundError):
            mistakes.append(f"{path}: not there: {missing}")
        else:
            mistakes.append(f"{path}: {complaint(result)}")
    if mistakes:
        # Each once: several samples may show one picture.
        raise PipelineError.of(dict.fromkeys(mistakes))
    return found


def _look(paths: Sequence[Path], digests: Digests, reporter: Reporter) -> list[Inspected | BaseException]:
    found = []
    # Threads suffice: Pillow and hashlib let go of the interpreter while they work.
    with reporter.task("Checking pictures", len(paths)) as advance, ThreadPoolExecutor() as pool:
        for result in pool.map(partial(_inspect, digests), paths):
            found.append(result)
            advance(1)
    return found


def _is_there(path: Path) -> bool:
    """Whether something is there; a name that no file can have is not."""
    try:
        return path.exists()
    except OSError:
        return False


def _inspect(digests: Digests, path: Path) -> Inspected | BaseException:
    try:
        known = digests.recall(path)
        if known and (look := digests.picture_look(known)):
            return Inspected(known, *look)
        # From before the reading: a picture that changes meanwhile then has another stamp, and is read again.
        before = stamp_of(path)
        content = read_file(path)
        look = size_and_brightness(content)
    except DAMAGED as error:
        return error
    digest = hashlib.sha256(content).hexdigest()
    digests.remember(path, before, digest)
    digests.remember_picture(digest, look)
    return Inspected(digest, *look)
