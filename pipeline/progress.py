"""What long work tells the person who waits for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

Advance = Callable[[int], None]


class Reporter(Protocol):
    """Where stages say how far they are."""

    def task(self, description: str, total: int) -> AbstractContextManager[Advance]:
        """A bar for ``total`` steps; entering it gives the function that moves it on."""

    def note(self, text: str) -> None:
        """One line that stays on the screen."""


class Silent:
    """Says nothing: for tests and library use."""

    @contextmanager
    def task(self, description: str, total: int) -> Iterator[Advance]:
        yield lambda steps: None

    def note(self, text: str) -> None:
        pass


class Terminal:
    """Bars on a terminal, plain lines elsewhere (a log file keeps no half-drawn bars)."""

    def __init__(self, console: Console | None = None) -> None:
        self.console = console or Console(stderr=True)

    @contextmanager
    def task(self, description: str, total: int) -> Iterator[Advance]:
        if not self.console.is_terminal:
            self.console.print(f"  {description} ({total})", highlight=False)
            yield lambda steps: None
            return
        columns = (
            TextColumn("  {task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("left"),
            TimeRemainingColumn(),
        )
        with Progress(*columns, console=self.console) as bars:
            bar = bars.add_task(description, total=total)
            yield lambda steps: bars.advance(bar, steps)

    def note(self, text: str) -> None:
        self.console.print(text, highlight=False, markup=False)
