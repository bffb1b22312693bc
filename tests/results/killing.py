"""A process that is killed at its n-th step towards a file, played in this one: from there on it does nothing more."""

from __future__ import annotations

import gc
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.results import files

STEPS = ((tempfile, "mkstemp"), (os, "fsync"), (os, "replace"), (os, "unlink"))


class Killed(BaseException):
    """No handler of the code's own stops this."""


class Killer:
    """Kills at the step that it is set to; cleaning up after that is killed too, as no dead process cleans up."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.left: int | None = None
        for module, name in STEPS:
            patch.setattr(module, name, self._counted(getattr(module, name)))

    def _counted(self, step: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*arguments: Any, **options: Any) -> Any:
            if self.left is None:
                return step(*arguments, **options)
            # Clearing away what an earlier kill left is no step of its own.
            clearing = step.__name__ == "unlink" and Path(arguments[0]).parent.name == files.WRITING
            if not clearing or self.left < 0:
                self.left -= 1
            if self.left < 0:
                raise Killed
            return step(*arguments, **options)

        return counted

    def run(self, work: Callable[[], object], step: int) -> bool:
        """Do the work and kill it at a step, counted from 0; says whether it came to its end before."""
        self.left = step
        try:
            work()
        except Killed:
            return False
        finally:
            # What the system does when a process is gone: its locks are free.
            self.left = None
            files._held.clear()
            gc.collect()
        return True


def killed_everywhere(killer: Killer, work: Callable[[], object], after: Callable[[], None]) -> int:
    """Do the work again and again, each time killed one step further on than it had come; gives the number of kills.

    A file that is in place is passed over when the work begins again, so the step to be killed at goes from a file's
    first (mkstemp) over its second (fsync) to its third (replace), and then to the first of the next file.
    """
    kills, step = 0, 0
    while not killer.run(work, step):
        kills += 1
        after()
        step = step + 1 if step < 3 else 1
        assert kills < 5000
    return kills
