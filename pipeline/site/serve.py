"""The built site on localhost, built again when something it is made of changes."""

from __future__ import annotations

import gzip
import io
import sys
import threading
import time
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, BinaryIO

from pipeline.errors import PipelineError
from pipeline.progress import Reporter, Terminal
from pipeline.results.files import FolderBusy
from pipeline.results.workspace import hold_docs
from pipeline.settings import Settings
from pipeline.site.build import build_site
from pipeline.site.render_site import INDEX
from pipeline.site.resources import static_folders, template_folders

COMPRESSED = {".html", ".css", ".js", ".json", ".svg", ".csv"}

State = dict[Path, tuple[int, int]]
"""Time and size of files."""


def serve(settings: Settings, port: int = 8000, watch: bool = False, reporter: Reporter | None = None) -> None:
    """Serve docs/ on localhost until Ctrl-C.

    Args:
        port: 0 takes a free one.
        watch: build now, and again whenever templates, prose, static files or artifacts change; while another command
            writes there, the site is served as it is, and built when that one ends.

    Raises:
        PipelineError: there is no site yet, or the port is taken.
    """
    terminal: Reporter = Terminal() if reporter is None else reporter
    seen: State = {}
    if watch:
        try:
            seen = state(settings)
            build_site(settings, terminal)
        except FolderBusy as busy:
            if not (settings.docs / INDEX).is_file():
                raise
            terminal.note(f"{busy}; the site is built then")
            seen = {}
    if not (settings.docs / INDEX).is_file():
        raise PipelineError(f"{settings.paths.docs / INDEX}: not there: run `python -m pipeline build-site`")
    with make_server(settings.docs, port) as server:
        terminal.note(f"http://localhost:{server.server_address[1]}/ (Ctrl-C ends it)")
        if watch:
            threading.Thread(target=watch_forever, args=(settings, terminal, seen), daemon=True).start()
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            terminal.note("")


def make_server(folder: Path, port: int) -> ThreadingHTTPServer:
    """A server of a folder that only this machine can reach."""
    try:
        # Not 0.0.0.0: what is not yet published is nobody else's on the network.
        return _Server(("127.0.0.1", port), partial(_Handler, directory=str(folder)))
    except OSError as error:
        raise PipelineError(f"port {port}: {error.strerror}: name another with --port") from None


class _Server(ThreadingHTTPServer):
    """A reader who leaves before a file has arrived is no error."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(SimpleHTTPRequestHandler):
    """Compressed as hosts of static pages do it; never cached, so that a reload shows the latest build; quiet."""

    timeout = 60

    def do_GET(self) -> None:
        path = self._found()
        if path and path.suffix in COMPRESSED and "gzip" in self.headers.get("Accept-Encoding", ""):
            self._send_compressed(path)
        else:
            super().do_GET()

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """As the base class has it, for what may be served."""
        if self._found():
            return super().send_head()
        self.send_error(HTTPStatus.NOT_FOUND, "File not found")
        return None

    def _found(self) -> Path | None:
        """The file or folder asked for; None for names that none can have, pipes, and links out of the site."""
        try:
            path = Path(self.translate_path(self.path))
            if path.is_dir() and self.path.partition("?")[0].endswith("/") and (path / INDEX).exists():
                path /= INDEX
            inside = path.resolve(strict=True).is_relative_to(Path(self.directory).resolve())
            return path if inside and (path.is_file() or path.is_dir()) else None
        except (OSError, ValueError, RuntimeError):  # the last one for links in a circle
            return None

    def _send_compressed(self, path: Path) -> None:
        content = gzip.compress(path.read_bytes(), compresslevel=5, mtime=0)
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *arguments: Any) -> None:
        pass


def watch_forever(settings: Settings, reporter: Reporter, seen: State, interval: float = 0.5) -> None:
    """Build again on every change since ``seen``; a mistake is reported, and the next change tries again."""
    # Polling a few hundred files twice a second costs nothing, sees network drives too, and spares every install
    # the compiled package that watching them by the system's own events would bring.
    while True:
        time.sleep(interval)
        seen = rebuild_if_changed(settings, seen, reporter)


def rebuild_if_changed(settings: Settings, seen: State, reporter: Reporter) -> State:
    """Build when the files differ from ``seen``; returns how they are now."""
    now = state(settings)
    if now == seen:
        return seen
    names = sorted(path.name for path in now.keys() | seen.keys() if now.get(path) != seen.get(path))
    try:
        with hold_docs(settings):
            reporter.note(f"changed: {', '.join(names)}")
            build_site(settings, reporter)
    except FolderBusy:
        return seen  # a run is at work: the next look tries again
    except PipelineError as error:
        reporter.note(str(error))
    return now


def state(settings: Settings) -> State:
    """What the site is made of, as it lies on disk now."""
    folders = [*template_folders(settings), *static_folders(settings), settings.docs / "data"]
    files = (path for folder in folders for path in folder.rglob("*") if path.is_file())
    return {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in files}
