from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path

import pytest

from pipeline.data.digests import Digests


@pytest.fixture
def settled(tmp_path: Path) -> Path:
    """A file that was last changed a while ago."""
    path = tmp_path / "weights"
    path.write_bytes(b"weights")
    return path


def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the clock stand an hour on, so that files just written count as old."""
    ahead = time.time_ns() + 3600 * 10**9
    monkeypatch.setattr(time, "time_ns", lambda: ahead)


def test_unchanged_file_is_not_read_again(settled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    later(monkeypatch)
    first = Digests(tmp_path / "digests.json")
    digest = first.digest(settled)
    assert digest == hashlib.sha256(b"weights").hexdigest()
    first.save()
    second = Digests(tmp_path / "digests.json")
    monkeypatch.setattr(hashlib, "file_digest", lambda *args: pytest.fail("read again"))
    assert second.digest(settled) == digest


def test_changed_file_is_read_again_even_with_its_old_time(
    settled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later(monkeypatch)
    digests = Digests(tmp_path / "digests.json")
    old = digests.digest(settled)
    status = settled.stat()
    time.sleep(0.02)
    settled.write_bytes(b"WEIGHTS")
    os.utime(settled, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert digests.digest(settled) != old


def test_file_changed_a_moment_ago_is_not_remembered(settled: Path, tmp_path: Path) -> None:
    digests = Digests(tmp_path / "digests.json")
    digests.digest(settled)
    assert digests.recall(settled) is None


def test_files_that_are_gone_are_forgotten(settled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    later(monkeypatch)
    digests = Digests(tmp_path / "digests.json")
    digests.digest(settled)
    settled.unlink()
    digests.save()
    assert str(settled) not in (tmp_path / "digests.json").read_text()


@pytest.mark.parametrize("content", [b"", b"[]", b'{"files": {"a": 1}}', b"\xff"])
def test_damaged_memory_counts_as_empty(settled: Path, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "digests.json").write_bytes(content)
    assert Digests(tmp_path / "digests.json").digest(settled)
