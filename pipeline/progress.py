"""What long work tells the person who waits for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from pipeline.errors import one_line

Advance = Callable[[int], None]
"""Takes the number of steps done since the last call."""
Reach = Callable[[str, int, str], None]
"""Takes which task, how many of its steps are done in all, and a word on how it goes."""


class Reporter(Protocol):
    """Where stages say how far they are."""

    def task(self, description: str, total: int) -> AbstractContextManager[Advance]:
        """A bar for ``total`` steps; entering it gives the function that moves it on."""

    def tasks(self, totals: Mapping[str, int]) -> AbstractContextManager[Reach]:
        """Bars side by side, each for as many steps as ``totals`` says of its description."""

    def note(self, text: str) -> None:
        """One line that stays on the screen."""


class Silent(Reporter):
    """Says nothing: for tests and library use."""

    @contextmanager
    def task(self, description: str, total: int) -> Iterator[Advance]:
        yield lambda steps: None

    @contextmanager
    def tasks(self, totals: Mapping[str, int]) -> Iterator[Reach]:
        yield lambda description, done, note: None

    def note(self, text: str) -> None:
        pass


class Terminal(Reporter):
    """Bars on a terminal, plain lines elsewhere (a log file keeps no half-drawn bars)."""

    def __init__(self, console: Console | None = None) -> None:
        # On the standard error: results that a command prints can be piped on without them.
        self.console = console or Console(stderr=True)

    @contextmanager
    def task(self, description: str, total: int) -> Iterator[Advance]:
        # Names of files and categories may hold control characters, which a terminal obeys.
        description = one_line(description)
        if not self.console.is_terminal:
            self.console.print(f"  {description} ({total})", highlight=False, markup=False)
            yield lambda steps: None
            return
        with Progress(*_columns(), console=self.console) as bars:
            bar = bars.add_task(description, total=total)
            yield lambda steps: bars.advance(bar, steps)

    @contextmanager
    def tasks(self, totals: Mapping[str, int]) -> Iterator[Reach]:
        if not self.console.is_terminal:
            yield _Milestones(self.console, totals)
            return
        with Progress(*_columns(), TextColumn("{task.fields[note]}", markup=False), console=self.console) as bars:
            places = {name: bars.add_task(name, total=total, note="") for name, total in totals.items()}
            yield lambda name, done, note: bars.update(places[name], completed=done, note=note)

    def note(self, text: str) -> None:
        # Unwrapped: a log, and whoever searches it, have a note in one piece.
        lines = "\n".join(map(one_line, text.split("\n")))
        self.console.print(lines, highlight=False, markup=False, soft_wrap=True)


def _columns() -> tuple[ProgressColumn, ...]:
    return (
        # Without markup: names may hold [brackets], which Rich would obey.
        TextColumn("  {task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
    )


class _Milestones:
    """A line in the log for every twentieth of a task."""

    def __init__(self, console: Console, totals: Mapping[str, int]) -> None:
        self.console, self.totals = console, totals
        self.told = dict.fromkeys(totals, 0)

    def __call__(self, name: str, done: int, note: str) -> None:
        # A line for each step would be thousands in a log that nobody watches live.
        part = 20 * done // self.totals[name]
        if part > self.told[name]:
            self.told[name] = part
            self.console.print(
                f"  {name}: {done} of {self.totals[name]} {note}".rstrip(), highlight=False, markup=False
            )
