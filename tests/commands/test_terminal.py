"""Terminals as they are: other encodings, readers that leave, streams that are closed, arguments that are no text."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.errors import visible

# Commands that say much and need nothing: each process costs a second.
LIGHT = "schema"


def shell(line: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """A line of bash in which PIPELINE is the command; its exit code is that of the command, not of a reader."""
    return subprocess.run(
        ["bash", "-c", f"PIPELINE() {{ '{sys.executable}' -m pipeline \"$@\"; }}; {line}"],
        cwd=cwd,
        env=os.environ | environment,
        capture_output=True,
        timeout=120,
    )


def test_a_reader_who_has_seen_enough_hears_no_complaint(tmp_path: Path) -> None:
    done = shell(f"set -o pipefail; PIPELINE {LIGHT} | head -1", tmp_path)
    assert done.stdout == b"{\n"
    assert done.stderr == b""
    few = shell("PIPELINE init mine | true; exit ${PIPESTATUS[0]}", tmp_path)
    assert few.returncode in (0, 1)  # whether the reader left first is up to the system
    assert few.stderr == b""
    assert (tmp_path / "mine/site_config.yaml").is_file()


@pytest.mark.parametrize("closed", [">&-", ">&- 2>&-", "<&- >&- 2>&-"])
def test_closed_streams_change_nothing_but_what_is_seen(tmp_path: Path, closed: str) -> None:
    """A file that is opened next would get the number of a closed stream, and everything that is printed."""
    done = shell(f"PIPELINE init mine {closed}", tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    written = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "mine").rglob("*") if path.is_file()}
    assert "site_config.yaml" in written
    assert not any("written" in text and "Next:" in text for text in written.values())
    assert shell(f"PIPELINE run-all --config nowhere {closed}", tmp_path).returncode == 2


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="no device that is always full")
def test_output_that_cannot_be_written_is_no_success(tmp_path: Path) -> None:
    done = shell(f"PIPELINE {LIGHT} > /dev/full", tmp_path)
    assert done.returncode == 2
    assert done.stderr.splitlines()[0].startswith(b"output: No space left on device: ")
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_a_terminal_of_another_encoding_shows_what_it_can(tmp_path: Path, encoding: str) -> None:
    done = shell(
        "PIPELINE init 'bär☃\n[bold]'; PIPELINE run-all --config '☃é.yaml'", tmp_path, PYTHONIOENCODING=encoding
    )
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    (line,) = done.stderr.decode(encoding).splitlines()
    assert line.endswith("not there: name your settings file with --config, or begin with `python -m pipeline init`")
    assert "r?\\n[bold]/site_config.yaml: written" in done.stdout.decode(encoding)
    assert (tmp_path / "bär☃\n[bold]/site_config.yaml").is_file()


@pytest.mark.skipif(sys.platform == "darwin", reason="its file names are always text")
@pytest.mark.slow
def test_arguments_that_are_no_text_are_shown_by_their_bytes(tmp_path: Path) -> None:
    done = shell(
        "PIPELINE build-site --config $'\\xff\\e[31m.yaml'; PIPELINE build-site --profile $'\\xfe'; "
        "PIPELINE diff $'\\xfd'; PIPELINE $'\\xfc'; PIPELINE init $'x\\xfb'",
        tmp_path,
    )
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr
    assert done.stderr.startswith(rb"\xff\x1b[31m.yaml: not there")
    assert b"x\\xfb/site_config.yaml: written" in done.stdout
    assert os.listdir(os.fsencode(tmp_path)) == [b"x\xfb"]


def test_what_a_terminal_would_obey_is_shown() -> None:
    assert visible("a\x1b[2Jb\x07\u202e\udcff\nc") == "a\\x1b[2Jb\\x07\\u202e\\xff\nc"
    assert visible("a\nb", lines=False) == "a\\nb"
