"""HTTP downloads that survive bad connections: retried, resumed, and never half there under their final name.

urllib3 connects, pools and retries; resuming is ours, since pooch, the usual choice, begins a broken file anew.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import urllib3
from urllib3 import exceptions

from pipeline.progress import Reporter

MEBIBYTE = 1 << 20
# Connections that broke in the middle of a file and brought nothing new, before it is given up.
FRUITLESS = 5


class DownloadFailed(Exception):
    """One address could not be downloaded; says why."""


class Downloader:
    """Connections to one server, kept and shared by threads."""

    def __init__(self, base_url: str, connections: int, *, backoff: float = 0.5) -> None:
        """``backoff``: seconds to wait before the second retry, doubled for each one after."""
        retries = urllib3.Retry(
            total=5,
            backoff_factor=backoff,
            backoff_max=20,
            status_forcelist=(408, 429, 500, 502, 503, 504),
            # The last answer is kept, and with it the status that the message names.
            raise_on_status=False,
        )
        self.backoff = backoff
        # Identity, since the size of a compressed body says nothing of the file's, and its middle cannot be asked for.
        self.headers = {"User-Agent": "clip-caption-dashboard", "Accept-Encoding": "identity"}
        # The reading is that of a piece, not of the body: a large file may take its hours.
        timeout = urllib3.Timeout(connect=10, read=30)
        address = urlsplit(base_url)
        # urllib3 leaves proxies to its caller; these are the system's own settings, no_proxy among them.
        proxy = getproxies().get(address.scheme)
        self.http: urllib3.PoolManager
        if proxy and not proxy_bypass(address.hostname or ""):
            self.http = urllib3.ProxyManager(proxy, maxsize=connections, retries=retries, timeout=timeout)
        else:
            self.http = urllib3.PoolManager(maxsize=connections, retries=retries, timeout=timeout)

    def content(self, url: str) -> bytes:
        """The body at an address; a body cut short is asked for again.

        Raises:
            DownloadFailed: the address does not answer, or not with what is asked for.
        """
        try:
            response = self.http.request("GET", url, headers=self.headers)
        except exceptions.HTTPError as error:
            raise DownloadFailed(_reason(error)) from None
        _expect(response, 200)
        return response.data

    def file(self, url: str, target: Path, description: str, reporter: Reporter) -> None:
        """Download a large file; what an earlier call left in ``<target>.part`` is not downloaded again.

        Raises:
            DownloadFailed: as ``content``.
        """
        part = _Part(target)
        with reporter.task(f"{description} (MiB)", self._size(url) // MEBIBYTE) as advance:
            advance(part.size // MEBIBYTE)
            fruitless = 0
            while True:
                before = part.size
                if self._append(url, part, advance):
                    break
                # Not a number of attempts: a poor line that brings something each time gets there.
                fruitless = 0 if part.size > before else fruitless + 1
                if fruitless == FRUITLESS:
                    raise DownloadFailed("the connection keeps breaking")
                time.sleep(self.backoff * fruitless)
        part.finish()

    def _size(self, url: str) -> int:
        try:
            response = self.http.request("HEAD", url, headers=self.headers)
        except exceptions.HTTPError as error:
            raise DownloadFailed(_reason(error)) from None
        _expect(response, 200)
        return int(response.headers.get("Content-Length") or 0)

    def _append(self, url: str, part: _Part, advance: Callable[[int], None]) -> bool:
        """Ask for the rest of a file; says whether all of it has come."""
        start = part.size
        # If-Range: where the file has changed since, the server sends all of it instead of a rest that does not fit.
        wanted = {"Range": f"bytes={start}-", "If-Range": part.version} if start and part.version else {}
        try:
            response = self.http.request("GET", url, headers=self.headers | wanted, preload_content=False)
        except exceptions.HTTPError as error:
            raise DownloadFailed(_reason(error)) from None
        try:
            if response.status == 416:  # nothing lies beyond what is here: it may be whole, or of another version
                part.restart()
                return False
            _expect(response, 200, 206)
            # Some servers ignore Range, and some proxies answer with another one.
            if response.status == 200 or not _starts_at(response, start):
                advance(-(start // MEBIBYTE))
                part.restart()
                if response.status == 206:
                    return False
            # Before the first byte: a part without its version could never be gone on with.
            part.version = _version(response)
            with part.path.open("ab") as file:
                # read1 hands on what has come; stream() would lose up to a chunk when the connection breaks.
                while chunk := response.read1(MEBIBYTE):
                    file.write(chunk)
                    advance((file.tell() // MEBIBYTE) - ((file.tell() - len(chunk)) // MEBIBYTE))
        except exceptions.HTTPError:
            return False
        finally:
            response.close()
        return True


class _Part:
    """A file under way, beside what the server calls its version, so that two versions are never joined."""

    def __init__(self, target: Path) -> None:
        self.target = target
        self.path = target.with_name(f"{target.name}.part")
        self._version_file = target.with_name(f"{target.name}.part.version")
        target.parent.mkdir(parents=True, exist_ok=True)

    @property
    def size(self) -> int:
        """Bytes that have come."""
        return self.path.stat().st_size if self.path.exists() else 0

    @property
    def version(self) -> str:
        """Empty when the server did not name one: then a rest cannot be asked for."""
        return self._version_file.read_text(encoding="utf-8") if self._version_file.exists() else ""

    @version.setter
    def version(self, value: str) -> None:
        self._version_file.write_text(value, encoding="utf-8")

    def restart(self) -> None:
        self.path.unlink(missing_ok=True)
        self._version_file.unlink(missing_ok=True)

    def finish(self) -> None:
        # The file first: what is left by a kill in between is a version of nothing, which the next part replaces.
        os.replace(self.path, self.target)
        self._version_file.unlink(missing_ok=True)


def _expect(response: urllib3.BaseHTTPResponse, *statuses: int) -> None:
    if response.status not in statuses:
        raise DownloadFailed(f"HTTP {response.status} {response.reason or ''}".strip())


def _starts_at(response: urllib3.BaseHTTPResponse, start: int) -> bool:
    found = re.match(r"bytes (\d+)-", response.headers.get("Content-Range", ""))
    return found is not None and int(found[1]) == start


def _version(response: urllib3.BaseHTTPResponse) -> str:
    """What If-Range accepts: a strong ETag, or else the date."""
    etag = response.headers.get("ETag", "")
    # A weak tag, W/, promises the same meaning and not the same bytes (RFC 9110, 8.8.1).
    return etag if etag.startswith('"') else response.headers.get("Last-Modified", "")


def _reason(error: BaseException) -> str:
    cause = error.reason if isinstance(error, exceptions.MaxRetryError) and error.reason else error
    if isinstance(cause, exceptions.NameResolutionError):
        return "the server's name is not known: is there a network?"
    if isinstance(cause, exceptions.NewConnectionError):
        return "no connection"
    if isinstance(cause, exceptions.TimeoutError):
        return "no answer in time"
    if isinstance(cause, exceptions.ProtocolError):
        return "the connection broke"
    return str(cause)
