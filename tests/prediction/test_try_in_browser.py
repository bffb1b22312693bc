"""The local page in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.prediction.try_page import TryPage
from pipeline.settings import Settings

pytest.importorskip("playwright.sync_api")
from playwright.sync_api import Browser, Page

from tests.site.browsing import chromium, launched, served, violations, visit

from ..worlds import contents
from .conftest import drawn

pytestmark = [
    pytest.mark.slow,
    pytest.mark.browser,
    pytest.mark.skipif(chromium() is None, reason="needs the system's Chromium"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as started:
        yield started


@pytest.fixture(scope="module")
def address(experiment: Settings) -> Iterator[str]:
    with served(experiment.docs, TryPage(experiment)) as root:
        yield f"{root}try/"


def chances(page: Page) -> dict[str, float]:
    """Captions and their probabilities, as the page shows them."""
    rows = page.locator("#answer .choices li")
    return {
        row.locator("bdi").inner_text(): float(row.locator("[data-chance]").get_attribute("data-chance") or "")
        for row in rows.all()
    }


@pytest.mark.parametrize(("width", "theme"), [(390, "dark"), (1440, "light")])
def test_a_picture_and_a_caption_of_ones_own(
    browser: Browser, address: str, experiment: Settings, tmp_path: Path, width: int, theme: str
) -> None:
    (tmp_path / "mine.jpg").write_bytes(drawn("JPEG"))
    before = contents(experiment.root)
    with visit(browser, address, width, theme) as reader:
        page = reader.page
        assert violations(page) == []
        page.get_by_label("1. A picture").set_input_files(tmp_path / "mine.jpg")
        assert page.get_by_alt_text("The picture to ask about").get_attribute("src").startswith("blob:")  # type: ignore[union-attr]
        own = "A brown ball & <b>a blue sky</b>."
        words = page.get_by_label("2. Captions, one a line")
        offered = words.input_value().split("\n")
        words.fill("\n".join([own, *offered[1:]]))
        page.get_by_label("3. Who is asked").select_option("demo_vit-0shot")
        # From the last field on by keyboard alone.
        page.get_by_label("3. Who is asked").press("Tab")
        page.keyboard.press("Enter")
        page.locator("#answer .choices").wait_for()
        found = chances(page)
        assert len(found) == 12
        assert own in found
        assert sum(found.values()) == pytest.approx(1, abs=1e-4)
        assert list(found.values()) == sorted(found.values(), reverse=True)
        reader.wait_until("document.querySelector('.heat').naturalWidth > 0")
        slider = page.get_by_label("Heat map", exact=True)
        slider.focus()
        page.keyboard.press("Home")
        assert page.evaluate("getComputedStyle(document.querySelector('.heat')).opacity") == "0"
        page.locator("#answer summary").click()
        assert violations(page) == []
        assert reader.complaints == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        home = address.removesuffix("try/")
        assert all(url.startswith((home, "data:", f"blob:{home}")) for url in reader.requests)
    assert contents(experiment.root) == before


def test_a_mistake_is_said_in_place(browser: Browser, address: str, tmp_path: Path) -> None:
    (tmp_path / "mine.jpg").write_text("not a picture")
    with visit(browser, address) as reader:
        page = reader.page
        page.get_by_label("1. A picture").set_input_files(tmp_path / "mine.jpg")
        page.get_by_role("button", name="Rank the captions").click()
        assert "not a picture" in page.get_by_role("alert").inner_text()
        assert page.get_by_role("button", name="Rank the captions").is_enabled()
        assert page.get_by_label("2. Captions, one a line").input_value()


def test_dropping_a_picture(browser: Browser, address: str) -> None:
    with visit(browser, address) as reader:
        page = reader.page
        page.evaluate(
            """bytes => {
                const dataTransfer = new DataTransfer();
                dataTransfer.items.add(new File([new Uint8Array(bytes)], "mine.png", { type: "image/png" }));
                document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
            }""",
            list(drawn()),
        )
        assert page.evaluate("document.getElementById('picture').files[0].name") == "mine.png"
        page.get_by_role("button", name="Rank the captions").click()
        page.locator("#answer .choices").wait_for()
        assert page.locator("#answer em").count() == 0, "no caption is known to be right"


def test_without_scripts(browser: Browser, address: str) -> None:
    with visit(browser, address, scripts=False) as reader:
        page, hostile = reader.page, "</textarea><script>alert(1)</script>"
        words = page.get_by_label("2. Captions, one a line")
        words.fill(f"{words.input_value()}\n{hostile}")
        page.get_by_role("button", name="Rank the captions").click()
        page.locator("#answer .choices").wait_for()
        assert sum(chances(page).values()) == pytest.approx(1, abs=1e-4)
        assert hostile in chances(page)
        assert words.input_value().endswith(hostile)
        assert page.locator("#answer em").inner_text() == "right"
        assert page.locator("#answer .heat").is_visible()
