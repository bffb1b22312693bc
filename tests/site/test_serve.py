"""The site on localhost, and its rebuilding."""

from __future__ import annotations

import gzip
import os
import queue
import socket
import threading
import urllib.request
from collections.abc import Iterator

import pytest
from filelock import FileLock

from pipeline.errors import PipelineError
from pipeline.results.files import LOCK, WRITING, FolderBusy
from pipeline.settings import Settings
from pipeline.site import local_server
from pipeline.site import serve as serving
from pipeline.site.local_server import make_server
from pipeline.site.serve import rebuild_if_changed, serve, state
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


@pytest.fixture(scope="module")
def odd_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, int]]:
    """Where a server of a folder with unusual files listens."""
    root = tmp_path_factory.mktemp("served")
    (root / "secret.json").write_text("secret")
    docs = root / "docs"
    (docs / "data").mkdir(parents=True)
    (docs / "index.html").write_text("hello")
    (docs / "data/run.json").write_text("{}")
    (docs / "loop.json").symlink_to("loop.json")
    (docs / "out.json").symlink_to("../secret.json")
    os.mkfifo(docs / "pipe.json")
    with make_server(docs, 0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[0], server.server_address[1]
        server.shutdown()


LONG, MANY = "x" * 5000, "A: b\r\n" * 200
REQUESTS = {
    "GET /%00 HTTP/1.1": 404,
    "GET /%00.json HTTP/1.1\r\nAccept-Encoding: gzip": 404,
    "HEAD /%00 HTTP/1.1": 404,
    "GET /data/%00/ HTTP/1.1": 404,
    "GET /?%00 HTTP/1.1": 200,
    f"GET /{LONG} HTTP/1.1": 404,
    f"GET /{'x' * 70_000} HTTP/1.1": 414,
    f"GET /{'a/' * 3000} HTTP/1.1": 404,
    "GET /%ff%fe HTTP/1.1": 404,
    "GET /\xff HTTP/1.1": 404,
    "GET /../secret.json HTTP/1.1": 404,
    "GET /%2e%2e/secret.json HTTP/1.1": 404,
    "GET /..%2fsecret.json HTTP/1.1": 404,
    "GET /..%5csecret.json HTTP/1.1": 404,
    "GET //etc/passwd HTTP/1.1": 404,
    "GET http://example.org/ HTTP/1.1": 404,
    "GET /out.json HTTP/1.1": 404,
    "GET /loop.json HTTP/1.1": 404,
    "GET /pipe.json HTTP/1.1": 404,
    "GET /pipe.json HTTP/1.1\r\nAccept-Encoding: gzip": 404,
    "GET /data/run.json/ HTTP/1.1": 404,
    "GET /data/run.json HTTP/1.1": 200,
    "GET / HTTP/1.1\r\nIf-Modified-Since: Sun, 99 Foo 99999 99:99:99 GMT": 200,
    "POST / HTTP/1.1\r\nContent-Length: 99999999999": 501,
    f"GET / HTTP/1.1\r\n{MANY}": 431,
    "GET / HTTP/1.1\r\nHost: example.org": 403,
    "GET / HTTP/1.1\r\nHost: example.org:8000": 403,
    "GET / HTTP/1.1\r\nHost: localhost.example.org": 403,
    "GET / HTTP/1.1\r\nHost: 127.0.0.1.example.org": 403,
    "GET / HTTP/1.1\r\nHost: 0.0.0.0:8000": 403,
    "GET / HTTP/1.1\r\nHost: 10.0.0.1": 403,
    "GET / HTTP/1.1\r\nHost:": 403,
    "GET / HTTP/1.1\r\nHost: localhost\r\nHost: example.org": 403,
    "HEAD / HTTP/1.1\r\nHost: example.org": 403,
    "POST / HTTP/1.1\r\nHost: example.org": 403,
    "GET / HTTP/1.1\r\nHost: localhost": 200,
    "GET / HTTP/1.1\r\nHost: LocalHost:9000": 200,
    "GET / HTTP/1.1\r\nHost: 127.0.0.1:8000": 200,
    "GET / HTTP/1.1\r\nHost: [::1]:8000": 200,
    "GET / HTTP/9.9": 505,
    "GET": 400,
    "\x00\xff": 400,
}


@pytest.mark.parametrize("request_line", REQUESTS, ids=lambda line: repr(line)[1:60])
def test_odd_requests_are_answered(
    odd_folder: tuple[str, int], capfd: pytest.CaptureFixture[str], request_line: str
) -> None:
    with socket.create_connection(odd_folder, timeout=10) as connection:
        connection.sendall(request_line.encode("latin-1") + b"\r\n\r\n")
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    status = REQUESTS[request_line]
    # Requests too old or too broken to have a version are answered with the page alone.
    assert answer.startswith(f"HTTP/1.0 {status} ".encode()) or f"Error code: {status}".encode() in answer
    assert b"secret" not in answer.partition(b"\r\n\r\n")[2].replace(b"secret.json", b"")
    assert "Traceback" not in capfd.readouterr().err


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

    monkeypatch.setattr(local_server._Server, "serve_forever", leave)
    with at_work(settings):
        serve(settings, 0, watch=True, reporter=notes)
        assert "another command is writing there" in notes[0]
        assert watched.get(timeout=10) == {}  # so that the first look after the run builds
        (settings.docs / "index.html").unlink()
        with pytest.raises(FolderBusy):
            serve(settings, 0, watch=True, reporter=notes)
    serve(settings, 0, watch=True, reporter=notes)
    assert watched.get(timeout=10) == state(settings)
