"""What a person sees of long work, at a terminal and in a log."""

from __future__ import annotations

import io

from rich.console import Console

from pipeline.progress import Silent, Terminal


def console(terminal: bool) -> tuple[Console, io.StringIO]:
    text = io.StringIO()
    return Console(file=text, force_terminal=terminal, width=120), text


def test_a_log_gets_a_line_for_every_twentieth() -> None:
    log, text = console(terminal=False)
    with Terminal(log).tasks({"one": 40, "two": 3}) as reach:
        for done in range(1, 41):
            reach("one", done, f"loss {done}")
        reach("two", 3, "")
    lines = text.getvalue().splitlines()
    assert len(lines) == 21
    assert lines[0] == "  one: 2 of 40 loss 2"
    assert lines[-1] == "  two: 3 of 3"


def test_a_terminal_gets_a_bar_a_task() -> None:
    screen, text = console(terminal=True)
    with Terminal(screen).tasks({"one": 40, "two": 3}) as reach:
        reach("one", 20, "loss 0.5")
        reach("two", 3, "")
    shown = text.getvalue()
    assert "20/40" in shown
    assert "loss 0.5" in shown
    assert "3/3" in shown


def test_silence() -> None:
    with Silent().tasks({"one": 1}) as reach:
        reach("one", 1, "")
