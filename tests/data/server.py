"""A server on this machine that answers like COCO's, or as badly as a test wants."""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Answers:
    """What is served, and what goes wrong on the way."""

    files: dict[str, bytes]
    url: str = ""
    etag: str = '"one"'
    ranges: bool = True
    """Answer requests for the rest of a file."""
    statuses: dict[str, list[int]] = field(default_factory=dict)
    """Answers to the first requests of a path, before the file is served."""
    always: dict[str, int] = field(default_factory=dict)
    """Answers to every request of a path."""
    cut_after: dict[str, list[int]] = field(default_factory=dict)
    """Bytes sent before the connection drops, for the first requests of a path."""
    requests: Counter[str] = field(default_factory=Counter)
    sent: Counter[str] = field(default_factory=Counter)
    """Bytes per path."""


@contextmanager
def serving(answers: Answers) -> Iterator[Answers]:
    """Serve on a free port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *args: object) -> None:
            pass

        def do_HEAD(self) -> None:
            self.send_response(200 if self.path in answers.files else 404)
            self.send_header("Content-Length", str(len(answers.files.get(self.path, b""))))
            self.end_headers()

        def do_GET(self) -> None:
            path = self.path
            answers.requests[path] += 1
            scripted = answers.statuses.get(path, [])
            status = answers.always.get(path) or (scripted.pop(0) if scripted else 200)
            if status != 200 or path not in answers.files:
                self._nothing(404 if status == 200 else status)
                return
            content = answers.files[path]
            start = self._start(len(content))
            if start:
                self.send_response(206)
                self.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
            else:
                self.send_response(200)
            body = content[start:]
            self.send_header("Content-Length", str(len(body)))
            self.send_header("ETag", answers.etag)
            self.end_headers()
            if answers.cut_after.get(path):
                body = body[: answers.cut_after[path].pop(0)]
                self.close_connection = True
            with suppress(ConnectionError):
                self.wfile.write(body)
            answers.sent[path] += len(body)

        def _start(self, size: int) -> int:
            """First byte asked for, when the client's part is of the same version."""
            asked = re.match(r"bytes=(\d+)-", self.headers.get("Range", ""))
            if not asked or not answers.ranges or self.headers.get("If-Range") not in (None, answers.etag):
                return 0
            return min(int(asked[1]), size)

        def _nothing(self, status: int) -> None:
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    answers.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield answers
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
