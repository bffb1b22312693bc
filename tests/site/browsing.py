"""A real browser on a built site: what it asked for, what it complained about, how much it jumped."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from pipeline.site.local_server import Desk, make_server

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]

WCAG = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
}

SHIFTS = """
window.shifts = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifts += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""


def chromium() -> str | None:
    """The system's browser, if there is one."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@contextmanager
def launched() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def served(folder: Path, desk: Desk | None = None) -> Iterator[str]:
    """The folder's address on a free port; a desk's is below it."""
    with make_server(folder, 0, desk) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


@dataclass
class Visit:
    """One reader's tab."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    """Console messages, failed requests, pop-ups."""
    requests: list[str] = field(default_factory=list)

    def read_all(self) -> None:
        """Scroll through the page and wait for every chart."""
        height = self.page.evaluate("document.documentElement.scrollHeight")
        for top in range(0, height, 500):
            self.page.evaluate(f"window.scrollTo({{ top: {top}, behavior: 'instant' }})")
            self.page.wait_for_timeout(25)
        # A chart is drawn when a reader stays with it.
        for place in range(self.page.locator("[data-plot]").count()):
            chart = f"document.querySelectorAll('[data-plot]')[{place}]"
            self.page.evaluate(f"{chart}.scrollIntoView({{ block: 'center', behavior: 'instant' }})")
            self.wait_until(f"'drawn' in {chart}.dataset")

    def wait_until(self, condition: str, seconds: float = 30) -> None:
        """Wait for a condition in the page; Playwright's own waiting needs eval, which the page's policy forbids."""
        end = time.monotonic() + seconds
        while not self.page.evaluate(condition):
            assert time.monotonic() < end, f"still not so after {seconds} s: {condition}"
            self.page.wait_for_timeout(50)


@contextmanager
def visit(
    browser: Browser,
    address: str,
    width: int = 1440,
    theme: str = "light",
    scripts: bool = True,
    motion: str = "reduce",
) -> Iterator[Visit]:
    """Open an address as a reader would."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=theme,  # type: ignore[arg-type]
        java_script_enabled=scripts,
        reduced_motion=motion,  # type: ignore[arg-type]
    )
    page = context.new_page()
    reader = Visit(page)
    page.on("console", lambda message: reader.complaints.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: reader.complaints.append(str(error)))
    page.on("requestfailed", lambda request: reader.complaints.append(f"failed: {request.url}"))
    page.on("dialog", lambda dialog: (reader.complaints.append(f"pop-up: {dialog.message}"), dialog.dismiss()))
    page.on("request", lambda request: reader.requests.append(request.url))
    if scripts:
        page.add_init_script(SHIFTS)
    page.goto(address, wait_until="load")
    yield reader
    context.close()


def violations(page: Page, within: str = "body") -> list[str]:
    """What axe-core finds, with the first element of each; the drawing inside a chart is one picture to a reader."""
    context = {"include": [[within]], "exclude": [[".main-svg"]]}
    found = Axe().run(page, context=context, options=WCAG).response["violations"]
    return [f"{item['id']}: {item['help']}: {item['nodes'][0]['html'][:200]}" for item in found]
