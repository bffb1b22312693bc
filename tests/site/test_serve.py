"""The site on localhost, and its rebuilding."""

from __future__ import annotations

import gzip
import queue
import threading
import urllib.request

import pytest
from filelock import FileLock

from pipeline.errors import PipelineError
from pipeline.results.files import LOCK, WRITING, FolderBusy
from pipeline.settings import Settings
from pipeline.site import serve as serving
from pipeline.site.serve import make_server, rebuild_if_changed, serve, state
from tests.site.conftest import Build
from tests.site.fabricate import World


class Notes(list):
    def note(self, text: str) -> None:
        self.append(text)


def test_serves_the_site_to_this_machine_only(demo: Settings) -> None:
    with make_server(demo.docs, 0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        assert server.server_address[0] == "127.0.0.1"
        with urllib.request.urlopen(f"http://127.0.0.1:{server.server_address[1]}/") as answer:
            assert b"Model comparison" in answer.read()
            assert answer.headers["Cache-Control"] == "no-store"
        request = urllib.request.Request(
            f"http://127.0.0.1:{server.server_address[1]}/static/plotly.min.js", headers={"Accept-Encoding": "gzip"}
        )
        with urllib.request.urlopen(request) as answer:
            assert gzip.decompress(answer.read()) == (demo.docs / "static/plotly.min.js").read_bytes()
        server.shutdown()


def test_taken_port_is_a_clear_line(demo: Settings) -> None:
    with make_server(demo.docs, 0) as server, pytest.raises(PipelineError, match=r"port \d+: .*--port"):
        make_server(demo.docs, server.server_address[1])


def test_no_site_yet_is_a_clear_line(tmp_path) -> None:
    with pytest.raises(PipelineError, match="build-site"):
        serve(World().settings(tmp_path), 0)


def test_watching_builds_again_and_survives_mistakes(build: Build) -> None:
    settings = build()
    own = settings.root / "mine"
    own.mkdir()
    settings = settings.model_copy(update={"paths": settings.paths.model_copy(update={"templates": "mine"})})
    settings._root = build().root
    notes = Notes()
    seen = state(settings)
    assert rebuild_if_changed(settings, seen, notes) == seen
    assert notes == []
    (own / "hero.html").write_text("{{ nothing.here }}")
    seen = rebuild_if_changed(settings, seen, notes)
    assert notes[0] == "changed: hero.html"
    assert "hero.html:1" in notes[1]
    (own / "hero.html").write_text("<header>A new start</header>")
    rebuild_if_changed(settings, seen, notes)
    assert "A new start" in (settings.docs / "index.html").read_text()


def at_work(settings: Settings) -> FileLock:
    """A run that another process has begun."""
    (settings.docs / WRITING).mkdir()
    return FileLock(settings.docs / WRITING / LOCK)


def test_a_change_during_a_run_is_built_after_it(build: Build) -> None:
    settings = build()
    (settings.docs / "index.html").write_text("an earlier page")
    notes = Notes()
    with at_work(settings):
        assert rebuild_if_changed(settings, {}, notes) == {}
    assert notes == []
    assert (settings.docs / "index.html").read_text() == "an earlier page"
    assert rebuild_if_changed(settings, {}, notes) == state(settings)
    assert "Model comparison" in (settings.docs / "index.html").read_text()


def test_watching_begins_with_what_is_there_while_a_run_is_at_work(
    build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings, notes = build(), Notes()
    watched: queue.Queue = queue.Queue()
    monkeypatch.setattr(serving, "watch_forever", lambda settings, reporter, seen: watched.put(seen))

    def leave(server: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(serving._Server, "serve_forever", leave)
    with at_work(settings):
        serve(settings, 0, watch=True, reporter=notes)
        assert "another command is writing there" in notes[0]
        assert watched.get(timeout=10) == {}  # so that the first look after the run builds
        (settings.docs / "index.html").unlink()
        with pytest.raises(FolderBusy):
            serve(settings, 0, watch=True, reporter=notes)
    serve(settings, 0, watch=True, reporter=notes)
    assert watched.get(timeout=10) == state(settings)
