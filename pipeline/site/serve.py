"""The built site on localhost, built again when something it is made of changes."""

from __future__ import annotations

import threading
import time
from pathlib import Path

from pipeline.errors import PipelineError
from pipeline.progress import Reporter, Terminal
from pipeline.results.files import FolderBusy
from pipeline.results.workspace import hold_docs
from pipeline.settings import Settings
from pipeline.site.build import build_site
from pipeline.site.local_server import Desk, make_server
from pipeline.site.render_site import INDEX
from pipeline.site.resources import static_folders, template_folders

State = dict[Path, tuple[int, int]]
"""Time and size of files."""


def serve(
    settings: Settings,
    port: int = 8000,
    watch: bool = False,
    reporter: Reporter | None = None,
    desk: Desk | None = None,
) -> None:
    """Serve docs/ on localhost until Ctrl-C.

    Args:
        port: 0 takes a free one.
        watch: build now, and again whenever templates, prose, static files or artifacts change; while another command
            writes there, the site is served as it is, and built when that one ends.
        desk: served beside the site, or alone where there is none yet.

    Raises:
        PipelineError: there is nothing to serve yet, or the port is taken.
    """
    terminal: Reporter = Terminal() if reporter is None else reporter
    seen: State = {}
    if watch:
        try:
            # Before the build: what changes while it runs is seen at the next look.
            seen = state(settings)
            build_site(settings, terminal)
        except FolderBusy as busy:
            if not (settings.docs / INDEX).is_file():
                raise
            terminal.note(f"{busy}; the site is built then")
            seen = {}
    built = (settings.docs / INDEX).is_file()
    if not built and desk is None:
        raise PipelineError(f"{settings.paths.docs / INDEX}: not there: run `python -m pipeline build-site`")
    with make_server(settings.docs, port, desk) as server:
        addresses = ["/"] * built + ([desk.address] if desk else [])
        places = " and ".join(f"http://localhost:{server.server_address[1]}{address}" for address in addresses)
        terminal.note(f"{places} (Ctrl-C ends it)")
        if watch:
            # As a daemon, so that Ctrl-C waits for no look and no build.
            threading.Thread(target=watch_forever, args=(settings, terminal, seen), daemon=True).start()
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            terminal.note("")


def watch_forever(settings: Settings, reporter: Reporter, seen: State, interval: float = 0.5) -> None:
    """Build again on every change since ``seen``; a mistake is reported, and the next change tries again.

    Args:
        interval: seconds between two looks.
    """
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
