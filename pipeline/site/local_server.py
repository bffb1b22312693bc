"""A server that only this machine's own reader can use: of a folder, and of pages made on demand."""

from __future__ import annotations

import gzip
import io
import ipaddress
import re
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from pipeline.errors import PipelineError
from pipeline.site.render_site import INDEX

# Pictures and fonts are packed already: packing them again takes time and saves nothing.
COMPRESSED = {".html", ".css", ".js", ".json", ".svg", ".csv"}

MOST_BYTES = 32 * 1024 * 1024
"""Of a request's body: a photo as cameras write it, and its captions."""


@dataclass(frozen=True)
class Reply:
    """What a desk answers."""

    content: bytes
    type: str
    status: HTTPStatus = HTTPStatus.OK


class Desk(Protocol):
    """Makes pages on demand, below an address of its own."""

    address: str
    """Begins and ends with a slash."""

    def get(self, name: str, query: str) -> Reply | None:
        """What stands at a name below the address; None for nothing."""

    def post(self, content_type: str, body: bytes) -> Reply:
        """What a form sent there is answered; mistakes are part of the answer."""

    def refuse(self, reason: str, status: HTTPStatus) -> Reply:
        """The answer to a form that is not even read."""


def make_server(folder: Path, port: int, desk: Desk | None = None) -> ThreadingHTTPServer:
    """A server of a folder, and of a desk beside it, that only this machine can reach.

    Raises:
        PipelineError: the port is taken, or not ours to take.
    """
    try:
        # Not 0.0.0.0: what is not yet published is nobody else's on the network.
        return _Server(("127.0.0.1", port), partial(_Handler, directory=str(folder), desk=desk))
    except OSError as error:
        raise PipelineError(f"port {port}: {error.strerror}: name another with --port") from None


def is_this_machine(host: str) -> bool:
    """Whether a Host header names the loopback.

    The port does not matter: a tunnel may end at another one. The name does: any page on the web can have a name of its
    own lead to 127.0.0.1 (DNS rebinding), and would then be taken for ours by the reader's browser.
    """
    name = re.sub(r":\d*$", "", host).lower()
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name.removeprefix("[").removesuffix("]")).is_loopback
    except ValueError:
        return False


class _Server(ThreadingHTTPServer):
    """A reader who leaves before a file has arrived is no error."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.turn = threading.Lock()
        """Of whoever sends a form: one body in memory, and one answer in the making."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(SimpleHTTPRequestHandler):
    """Compressed as hosts of static pages do it; never cached, so that a reload shows the latest build; quiet."""

    # Seconds of a connection that says nothing: each holds a thread of its own.
    timeout = 60
    server: _Server

    def __init__(self, *arguments: Any, directory: str, desk: Desk | None) -> None:
        self.desk = desk
        super().__init__(*arguments, directory=directory)

    def parse_request(self) -> bool:
        """As the base class has it, for requests that a page of ours could have sent."""
        if not super().parse_request():
            return False
        # Browsers always name the host, and once; what does not is none that a foreign page could use.
        hosts = self.headers.get_all("Host", [])
        if len(hosts) > 1 or not all(map(is_this_machine, hosts)):
            self.send_error(HTTPStatus.FORBIDDEN, "This server answers to localhost alone")
            return False
        return True

    # ------------------------------------------------------------ files

    def do_GET(self) -> None:
        if self.desk is not None and self._asks(self.desk):
            return
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
        self._send(content, self.guess_type(str(path)), {"Content-Encoding": "gzip"})

    # ------------------------------------------------------------ the desk

    def _asks(self, desk: Desk) -> bool:
        """Answer what the desk answers; False for everything else."""
        path, _, query = self.path.partition("?")
        if path == desk.address.rstrip("/"):
            # To the slash, from which the relative addresses of the page count.
            self.send_response(HTTPStatus.MOVED_PERMANENTLY)
            self.send_header("Location", desk.address)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return True
        found = desk.get(path.removeprefix(desk.address), query) if path.startswith(desk.address) else None
        if found is not None:
            self._reply(found)
        return found is not None

    def do_POST(self) -> None:
        desk = self.desk
        if desk is None or self.path != desk.address:
            self.send_error(HTTPStatus.NOT_IMPLEMENTED, "Nothing is sent here")
            return
        # A browser says where a form stands; a foreign page's would have it read what only this machine has.
        if self.headers.get_all("Origin", []) != [f"http://{self.headers.get('Host')}"]:
            self._reply(desk.refuse("the form is not this page's: reload it", HTTPStatus.FORBIDDEN))
            return
        with self.server.turn:
            self._reply(self._read_and_answer(desk))

    def _read_and_answer(self, desk: Desk) -> Reply:
        length = self.headers.get("Content-Length", "")
        if not re.fullmatch(r"[0-9]{1,19}", length):
            return desk.refuse("the form does not say how long it is", HTTPStatus.LENGTH_REQUIRED)
        if int(length) > MOST_BYTES:
            # Read, or the browser would tell of a broken connection instead; up to a bound, since anyone can send on.
            self._skip(min(int(length), 8 * MOST_BYTES))
            reason = f"the picture has more than {MOST_BYTES >> 20} MiB: scale it down"
            return desk.refuse(reason, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        body = self.rfile.read(int(length))
        if len(body) < int(length):
            return desk.refuse("the form ended early: send it again", HTTPStatus.BAD_REQUEST)
        return desk.post(self.headers.get("Content-Type", ""), body)

    def _skip(self, length: int) -> None:
        while length > 0 and (part := self.rfile.read(min(length, 1 << 20))):
            length -= len(part)

    # ------------------------------------------------------------ answers

    def _reply(self, reply: Reply) -> None:
        # In no foreign page's frame, where a reader could be led to press a button of ours.
        self._send(reply.content, reply.type, {"X-Frame-Options": "DENY"}, reply.status)

    def _send(self, content: bytes, kind: str, headers: Mapping[str, str], status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(content)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        # Else a browser may take a text of captions for the page or the script that it looks like.
        self.send_header("X-Content-Type-Options", "nosniff")
        # No other page may show our pictures, or run our scripts of results.
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        super().end_headers()

    # A line for each file that is fetched would push away what builds have to say.
    def log_message(self, *arguments: Any) -> None:
        pass
