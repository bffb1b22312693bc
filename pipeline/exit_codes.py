"""How a command ends: 0 done, 1 a check says no, 2 a user's mistake, told in one line each, 130 interrupted."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import typer

from pipeline.errors import PipelineError, print_anywhere
from pipeline.ranks import Ranks

# Click's UsageError, or that of typer's own copy of click, which has no public name.
_UsageError: Any = typer.BadParameter.__base__

_REMEDIES = {
    errno.ENOSPC: "free some space, or set paths.cache and paths.docs to a disk with more",
    errno.EDQUOT: "free some of your quota",
    errno.EROFS: "set paths to a folder that can be written",
    errno.EACCES: "make it accessible to this user",
    errno.EPERM: "make it accessible to this user",
    errno.EISDIR: "a file is meant: name another, or move the folder away",
    errno.ENOTDIR: "a folder is meant: name another, or move the file away",
    errno.EEXIST: "a folder is meant: name another, or move the file away",
    errno.ENAMETOOLONG: "shorten the name",
    errno.ELOOP: "these links lead in a circle: name the place itself",
    errno.ENOENT: "put it there, or name another place",
    errno.EINVAL: "name a file",
}


def run_app(app: typer.Typer) -> None:
    """Run the command that the program's arguments name, and exit; a bug keeps its traceback."""
    print_anywhere()
    try:
        try:
            # Not as typer alone would: its own boxes have a line for every eighty letters of a wrong option.
            code = app(_arguments(), standalone_mode=False)
        finally:
            sys.stdout.flush()  # here, where a failure can still be told from success
    except PipelineError as error:
        _fail(*error.mistakes)
    except _UsageError as error:
        command = error.ctx.command_path if error.ctx else "python -m pipeline"
        _fail(*PipelineError(f"{error.format_message().rstrip('.')}: see `{command} --help`").mistakes)
    except BrokenPipeError:
        # The reader has seen enough. What is left over goes nowhere, or Python would complain of it at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except RuntimeError as error:
        if not str(error).startswith("Symlink loop"):  # so pathlib says it, until Python 3.13
            raise
        _fail(*PipelineError(f"{error}: {_REMEDIES[errno.ELOOP]}, and run again").mistakes)
    except OSError as error:
        if error.errno is None:
            raise
        # A rename fails because of the place that it leads to, which is the second name.
        where = error.filename2 or error.filename or "output"
        remedy = _REMEDIES.get(error.errno, "see what stands there")
        _fail(*PipelineError(f"{os.fsdecode(where)}: {error.strerror}: {remedy}, and run again").mistakes)
    else:
        sys.exit(code)


def _arguments() -> list[str]:
    """What stands after the program's name, or a wish for help.

    Raises:
        PipelineError: an argument is empty, as of a variable in a script that was not set. Each option would take it
            for something else: a folder for the current one, a profile or a row for the default.
    """
    # Handed over as they came. Left to itself, click on Windows takes *, ?, ~ and %NAME% for files and variables, even
    # in quotes: "is it a cat?" is a caption, and no command takes several files.
    arguments = sys.argv[1:] or ["--help"]
    if empty := [one for one in arguments if not one.strip() or (one.startswith("--") and one.endswith("="))]:
        place = arguments.index(empty[0]) + 1
        raise PipelineError(f"argument {place} of `{' '.join(arguments)}`: empty: write what is meant, or leave it out")
    return arguments


def _fail(*lines: str) -> None:
    for line in lines:
        print(line, file=sys.stderr)
    sys.exit(2)


@contextmanager
def resumable() -> Iterator[None]:
    """Ctrl-C ends long work with a word on how to go on, and the exit code that shells expect."""
    try:
        yield
    except KeyboardInterrupt:
        if Ranks.here().number == 0:
            print("stopped: run the same command again to go on", file=sys.stderr)
        # 128 and the number of SIGINT, as shells tell of a command that a signal ended.
        sys.exit(130)
