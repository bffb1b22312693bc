"""The page in a real browser."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.compare.assemble_history import write_history
from pipeline.progress import Silent
from pipeline.settings import Settings
from pipeline.site.build import build_site
from tests.site.fabricate import HOSTILE, World

pytest.importorskip("playwright.sync_api")
from playwright.sync_api import Browser

from tests.site.browsing import chromium, launched, served, violations, visit

pytestmark = [
    pytest.mark.slow,
    pytest.mark.browser,
    pytest.mark.skipif(chromium() is None, reason="needs the system's Chromium"),
]

OPENED = ".note, #chart-objects details, .hero details, footer details"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as started:
        yield started


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    world = World(hostile=True, samples=500, untrained=True, shots=(8,), cases=400, attention=3)
    settings = world.write(tmp_path_factory.mktemp("hostile"))
    build_site(settings)
    return settings


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site with a few of everything: audits take long on large pages."""
    failing = {place: place % 3 == 0 for place in range(1, 400, 10)}  # two thirds of a category
    world = World(
        shots=(4, 8), adapters=("residual_dual",), cases=8, attention=2, slice_samples=8, picks={"rn-0shot": failing}
    )
    settings = replace(world, accuracy={"rn-8shot": 0.4}).write(tmp_path_factory.mktemp("small"))
    for arguments in (["init", "--quiet"], ["add", "docs/data"], ["commit", "--quiet", "-m", "Before <b>it</b>"]):
        identity = ["-c", "user.name=t", "-c", "user.email=t@example.org"]
        subprocess.run(["git", "-C", str(settings.root), *identity, *arguments], check=True)
    settings = world.write(settings.root)
    write_history(settings, [], Silent())
    build_site(settings)
    with served(settings.docs) as address:
        yield address


@pytest.fixture(scope="module")
def addresses(demo: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The same site at the root of a server, below a folder, and as a file."""
    parent = tmp_path_factory.mktemp("pages")
    shutil.copytree(demo.docs, parent / "repo")
    with served(demo.docs) as root, served(parent) as pages:
        yield {"/": root, "/repo/": f"{pages}repo/", "file": (demo.docs / "index.html").as_uri()}


def hard_cases(settings: Settings) -> dict[str, Any]:
    """What the gallery shows, in its order."""
    return artifact(settings, "hard_cases")


def artifact(settings: Settings, name: str) -> dict[str, Any]:
    return dict(json.loads((settings.docs / f"data/{name}.json").read_text(encoding="utf-8")))


def outside(settings: Settings) -> str:
    """Id of a test sample that the gallery does not show."""
    shown = {case["id"] for case in hard_cases(settings)["cases"]}
    return next(name for n in range(377, 0, -1) if (name := f"case{n}") not in shown)


def index(settings: Settings) -> str:
    return (settings.docs / "index.html").as_uri()


@pytest.mark.parametrize(("place", "width", "theme"), [("/repo/", 390, "dark"), ("file", 1440, "light")])
def test_everything_is_drawn_and_nothing_complains(
    browser: Browser, addresses: dict[str, str], place: str, width: int, theme: str
) -> None:
    with visit(browser, addresses[place], width, theme) as reader:
        assert not any("plotly" in url for url in reader.requests), "Plotly loads before a chart is near"
        reader.read_all()
        assert reader.page.locator("[data-plot] .main-svg").count() > 20
        assert reader.complaints == []
        assert sum("plotly" in url for url in reader.requests) == 1
        assert {url.split(":")[0] for url in reader.requests} <= {addresses[place].split(":")[0], "data", "blob"}
        home = addresses[place].removesuffix("index.html")
        assert all(url.startswith((home, "data:", "blob:")) for url in reader.requests)
        assert reader.page.evaluate("window.shifts") <= 0.02
        assert reader.page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("width", "theme"), [(390, "dark"), (1440, "light")])
def test_accessible(browser: Browser, small: str, width: int, theme: str) -> None:
    with visit(browser, small, width, theme) as reader:
        page = reader.page
        reader.read_all()
        page.evaluate(f"for (const item of document.querySelectorAll('{OPENED}')) item.open = true")
        assert violations(page) == []
        page.locator(".case a").first.click()
        page.locator("dialog[open]").wait_for()
        assert violations(page, "dialog") == []


@pytest.mark.parametrize(
    ("name", "theme"), [("hard-cases", "light"), ("attention", "dark"), ("tables", "light"), ("history", "dark")]
)
def test_plain_pages_are_accessible(browser: Browser, small: str, name: str, theme: str) -> None:
    with visit(browser, f"{small}{name}.html", 390, theme) as reader:
        assert violations(reader.page) == []
        assert reader.complaints == []
        assert reader.page.evaluate("document.documentElement.scrollWidth") <= 390


def test_history_is_drawn_without_scripts(browser: Browser, small: str) -> None:
    with visit(browser, f"{small}history.html", scripts=False) as reader:
        page = reader.page
        drawing = page.get_by_role("img", name="Demo ResNet 8-shot")
        assert drawing.is_visible()
        assert "work tree" in (drawing.get_attribute("aria-label") or "")
        assert page.locator(".sign").all_text_contents() == ["▲"]
        assert page.get_by_text("Before <b>it</b>").count() == 0  # the first of two releases has no step before it
        assert page.locator("table").first.is_visible()


def test_a_groups_link_filters_the_explorer_and_its_pictures_open(browser: Browser, small: str) -> None:
    with visit(browser, f"{small}#slices") as reader:
        page = reader.page
        group = page.locator(".slice").first
        size = int(group.locator("small").inner_text().split()[0])
        group.locator("a[data-group]").first.click()
        reader.wait_until("document.querySelector('.count').textContent.includes('of 400 samples')")
        assert page.url.endswith("#explorer")
        shown = int(page.locator(".count").inner_text().split()[0])
        assert 0 < shown < size
        page.locator(".filters [name=model]").select_option("")
        assert page.locator(".count").inner_text().startswith(f"{size} of 400")
        group.locator("a[data-case]").first.click()
        page.locator("dialog[open]").wait_for()
        assert "#case-" in page.url
        assert reader.complaints == []


@pytest.mark.parametrize(("width", "theme"), [(1440, "dark"), (390, "light")])
def test_the_map_answers_to_pointer_and_keys(browser: Browser, small: str, width: int, theme: str) -> None:
    with visit(browser, small, width, theme) as reader:
        page = reader.page
        reader.page.wait_for_timeout(300)
        assert not any("map.js" in url for url in reader.requests)
        page.locator("#map").scroll_into_view_if_needed()
        reader.wait_until("document.querySelector('[data-map]').dataset.drawn !== undefined")
        canvas = page.locator(".map canvas")
        canvas.scroll_into_view_if_needed()
        assert page.locator(".map-key li").count() == 10
        box = canvas.bounding_box()
        assert box
        page.mouse.move(box["x"] + 9, box["y"] + 9)
        page.mouse.down()
        page.mouse.move(box["x"] + box["width"] - 2, box["y"] + box["height"] - 2, steps=3)
        page.mouse.up()
        # Every third of 400 samples is on the map, and a box around all of them holds them all.
        assert page.locator(".map-said p").inner_text().startswith("134 of 134 samples selected")
        cells = page.locator(".map-said tbody tr").first.locator("td").all_inner_texts()
        assert cells[0].split(" (")[0] == cells[1]
        assert violations(page, ".map") == []
        page.locator(".map [name=colour]").select_option("0")
        assert page.locator(".map-key li").all_inner_texts() == ["● right", "◆ wrong"]
        assert page.locator(".map-said p").count() == 0
        page.locator(".map [name=drag]").select_option("lasso")
        canvas.scroll_into_view_if_needed()
        box = canvas.bounding_box()
        assert box
        page.mouse.move(box["x"] + 9, box["y"] + 9)  # its corners are round
        page.mouse.down()
        for across, down in ((1, 0), (1, 1), (0.5, 0.5)):  # the upper right half
            page.mouse.move(box["x"] + across * (box["width"] - 2), box["y"] + down * (box["height"] - 2))
        page.mouse.up()
        assert 0 < int(page.locator(".map-said p").inner_text().split()[0]) < 134
        canvas.focus()
        page.keyboard.press("ArrowRight")
        first = page.locator(".map-tip b").inner_text()
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("ArrowDown")
        assert page.locator(".map-tip b").inner_text() != first
        page.keyboard.press(" ")
        for _ in range(4):
            page.keyboard.press("ArrowDown")
            page.keyboard.press("ArrowRight")
        page.keyboard.press(" ")
        assert "samples selected" in page.locator(".map-said p").inner_text()
        sample = page.locator(".map-tip b").inner_text().split("· ")[1]
        page.keyboard.press("Enter")
        page.locator("dialog[open]").wait_for()
        assert page.url.endswith(f"#case-{sample}")
        assert reader.complaints == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_hostile_captions_are_text(browser: Browser, hostile: Settings) -> None:
    shown_case = hard_cases(hostile)["cases"][3]["id"]
    with visit(browser, f"{index(hostile)}#case-{shown_case}", 390) as reader:
        page = reader.page
        page.locator("dialog[open]").wait_for()
        shown = page.locator("dialog bdi").all_inner_texts()
        assert set(shown) & {HOSTILE[0], HOSTILE[1], HOSTILE[2]}
        page.keyboard.press("Escape")
        reader.read_all()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.goto(index(hostile).replace("index.html", "hard-cases.html"))
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        assert reader.complaints == []


def test_of_four_hundred_cases_a_list_of_three_hundred_scrolls(browser: Browser, hostile: Settings) -> None:
    with visit(browser, f"{index(hostile)}#hard-cases") as reader:
        cases = reader.page.locator(".cases")
        reader.wait_until("document.querySelectorAll('.case').length === 300")
        assert "the first 300 are listed" in reader.page.locator("#hard-cases").inner_text()
        # Cards outside the view are laid out only when they come near it: hundreds cost no more than a screenful.
        assert cases.locator(".case").first.evaluate("card => getComputedStyle(card).contentVisibility") == "auto"
        cases.evaluate("list => list.scrollBy(0, 24000)")
        reader.wait_until("document.querySelector('.cases').scrollTop > 5000")


@pytest.mark.parametrize("fragment", ["hard-cases", "case-{}"])
def test_deep_links_load_no_chart_on_the_way(
    browser: Browser, demo: Settings, addresses: dict[str, str], fragment: str
) -> None:
    fragment = fragment.format(hard_cases(demo)["cases"][3]["id"])
    with visit(browser, f"{addresses['/']}#{fragment}", motion="no-preference") as reader:
        reader.wait_until("document.querySelectorAll('.case').length === 30")
        reader.page.wait_for_timeout(500)
        assert [url for url in reader.requests if "plot" in url] == []
        assert reader.page.evaluate("scrollY > 5000") == (fragment == "hard-cases")


def test_without_scripts_everything_is_there(browser: Browser, demo: Settings, addresses: dict[str, str]) -> None:
    first = hard_cases(demo)["cases"][0]["id"]
    with visit(browser, addresses["/"], 390, scripts=False) as reader:
        page = reader.page
        assert page.locator("tr.more").first.is_visible()
        assert page.locator("[data-plot]").first.is_hidden()
        assert page.locator(".explorer .filters").is_hidden()
        assert page.locator(".map").is_hidden()
        assert page.locator("[data-theme-switch]").first.is_hidden()
        page.locator("#chart-objects details.numbers summary").click()
        assert page.locator("#chart-objects table").is_visible()
        page.locator(".case a").first.click()
        page.wait_for_url(f"**/hard-cases.html#case-{first}")
        assert page.locator(f"#case-{first} table").is_visible()


def test_filters_search_and_sort(browser: Browser, demo: Settings, addresses: dict[str, str]) -> None:
    broken = sum("broken" in case["kinds"] for case in hard_cases(demo)["cases"])
    assert 0 < broken < 30
    with visit(browser, f"{addresses['file']}#hard-cases") as reader:
        page = reader.page
        reader.wait_until("document.querySelectorAll('.case').length === 30")
        page.locator(".filters [name=kind]").select_option("broken")
        assert page.locator(".case").count() == broken
        assert page.locator(".count").inner_text() == f"{broken} of 30 cases"
        page.locator(".filters [name=kind]").select_option("")
        page.locator(".filters [name=category]").select_option("zebra")
        assert set(page.locator(".case b").all_inner_texts()) == {"zebra"}
        page.locator(".filters [name=category]").select_option("")
        page.get_by_label("Search id").fill("nowhere to be found")
        assert page.locator(".case").count() == 0
        page.get_by_label("Search id").fill("")
        order = "links => links.map((link) => link.hash)"
        before = page.locator(".case a").evaluate_all(order)
        page.get_by_label("Sort by").select_option("confidence")
        after = page.locator(".case a").evaluate_all(order)
        assert sorted(after) == sorted(before)
        assert after != before


def test_a_map_opens_at_full_width_beside_that_of_the_picked_caption(browser: Browser, small: str) -> None:
    with visit(browser, f"{small}#attention", 390) as reader:
        page = reader.page
        figure = page.locator(".look figure[data-rival]").first
        figure.locator("a.stack").click()
        page.locator("dialog[open]").wait_for()
        captions = page.locator("dialog .caption").all_inner_texts()
        assert captions == [figure.get_attribute("data-caption"), figure.get_attribute("data-rival-caption")]
        assert [caption[0] for caption in captions] == ["✓", "✗"]
        sources = page.locator("dialog .heat").evaluate_all("all => all.map((one) => one.getAttribute('src'))")
        assert sources[1] == figure.get_attribute("data-rival") != sources[0]
        page.locator("dialog input[type=range]").press("Home")
        assert page.locator("dialog .heat").first.evaluate("heat => getComputedStyle(heat).opacity") == "0"
        assert violations(page, "dialog") == []
        page.keyboard.press("Escape")
        assert page.locator("dialog").count() == 0
        assert reader.complaints == []


def test_every_test_sample_can_be_found_and_opened(browser: Browser, demo: Settings, addresses: dict[str, str]) -> None:
    models, sample = hard_cases(demo)["models"], outside(demo)
    with visit(browser, f"{addresses['/']}#hard-cases") as reader:
        page = reader.page
        reader.wait_until("document.querySelectorAll('.case').length === 30")
        assert not any("samples.js" in url for url in reader.requests)
        page.locator(".filters [name=samples]").select_option("all")
        reader.wait_until("document.querySelector('.count').textContent.startsWith('400 samples')")
        assert page.locator(".case").count() == 300
        page.get_by_label("Search id").fill(sample)
        assert page.locator(".case").count() == 1
        page.locator(".case a").click()
        page.locator("dialog[open]").wait_for()
        rows = page.locator("dialog tbody tr")
        assert rows.count() == 12 + 1
        assert page.locator("dialog td.picked").count() == len(models)
        predictions = artifact(demo, "predictions")
        answer = next(one for one in predictions["samples"] if one["id"] == sample)
        for column, model in enumerate(models):
            told = [rows.nth(row).locator("td").nth(column).inner_text() for row in range(13)]
            shares = [float(text.strip("✓✗ picked\n")) for text in told if text]
            place = predictions["models"].index(model)
            wrong = answer["chosen"][place] != answer["correct"]
            expected = [answer["probability"][place]] + [answer["confidence"][place]] * wrong
            assert sorted(shares[:-1]) == pytest.approx(sorted(100 * share for share in expected), abs=0.051)
            assert sum(shares) == pytest.approx(100, abs=0.2)
        assert page.locator("dialog tr.right td").count() == len(models)
        page.keyboard.press("Escape")
        page.get_by_label("Search id").fill("photo 37")
        # Among the captions that cards show, which are the right one and one that a row picked.
        expected = sum("photo 37" in one.choices[one.correct] for one in World().tests)
        assert page.locator(".case").count() == expected
        assert reader.complaints == []


def test_link_to_a_sample_outside_the_gallery_opens_it(
    browser: Browser, demo: Settings, addresses: dict[str, str]
) -> None:
    with visit(browser, f"{addresses['file']}#case-{outside(demo)}") as reader:
        reader.page.locator("dialog[open]").wait_for()
        assert outside(demo) in reader.page.locator("#viewer-title").inner_text()
        assert reader.page.locator(".filters [name=samples]").input_value() == "all"


def test_permalink_keys_and_focus(browser: Browser, demo: Settings, addresses: dict[str, str]) -> None:
    this, following = (case["id"] for case in hard_cases(demo)["cases"][3:5])
    with visit(browser, f"{addresses['/repo/']}#case-{this}") as reader:
        page = reader.page
        page.locator("dialog[open]").wait_for()
        assert page.locator("dialog tr.right").count() == 1
        assert page.locator("dialog td.picked").count() == len(hard_cases(demo)["models"])
        assert page.locator("dialog tbody tr").count() == 12
        page.keyboard.press("ArrowRight")
        assert page.url.endswith(f"#case-{following}")
        page.keyboard.press("ArrowLeft")
        page.locator("dialog input[type=range]").press("Home")
        assert page.locator("dialog .viewer-body").evaluate("box => box.style.getPropertyValue('--heat')") == "0"
        page.keyboard.press("Escape")
        assert page.locator("dialog[open]").count() == 0
        assert page.evaluate("document.activeElement.hash") == f"#case-{this}"


def test_keyboard_alone_operates_the_page(browser: Browser, small: str) -> None:
    with visit(browser, small) as reader:
        page = reader.page
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
        wanted, reached = {"theme", "more", "sort", "details", "filter", "opacity", "case"}, set()
        for _ in range(600):
            page.keyboard.press("Tab")
            reached.add(
                page.evaluate(
                    """() => { const at = document.activeElement;
                    return at.closest('[data-theme-switch]') ? 'theme' : at.closest('[data-more]') ? 'more'
                    : at.closest('th') && at.matches('button') ? 'sort' : at.matches('summary') ? 'details'
                    : at.matches('.filters select') ? 'filter' : at.matches('input[type=range]') ? 'opacity'
                    : at.matches('.case a') ? 'case' : ''; }"""
                )
            )
            if wanted <= reached:
                break
        assert wanted <= reached
        page.locator(".case a").first.focus()
        page.keyboard.press("Enter")
        page.locator("dialog[open]").wait_for()


def test_table_sorts_and_unfolds(browser: Browser, addresses: dict[str, str]) -> None:
    with visit(browser, addresses["/"]) as reader:
        page = reader.page
        page.locator("[data-more]").click()
        assert page.locator("#comparison-table tbody tr:visible").count() == 22
        head = page.locator("#comparison-table th", has_text="Accuracy")
        for direction in ("descending", "ascending"):
            head.locator("button").click()
            assert head.get_attribute("aria-sort") == direction
            values = page.locator("#comparison-table tbody tr td:nth-child(4)").evaluate_all(
                "cells => cells.map((cell) => Number(cell.dataset.sort))"
            )
            assert values == sorted(values, reverse=direction == "descending")


def test_theme_switch_repaints_charts_and_is_remembered(browser: Browser, addresses: dict[str, str]) -> None:
    with visit(browser, addresses["/"]) as reader:
        page = reader.page
        page.locator("#chart-distribution").scroll_into_view_if_needed()
        page.locator("#chart-distribution [data-drawn]").wait_for()
        ink = "document.querySelector('#chart-distribution .xtick text').style.fill"
        before = page.evaluate(ink)
        page.locator("[data-theme-switch]").first.click()
        reader.wait_until(f"{ink} !== '{before}'")
        page.reload()
        assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_print_shows_tables_in_black_on_white(browser: Browser, addresses: dict[str, str], tmp_path: Path) -> None:
    with visit(browser, addresses["/"], theme="dark") as reader:
        reader.page.emulate_media(media="print")
        assert reader.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        assert reader.page.locator("#chart-objects table").is_visible()
        assert reader.page.locator(".toc").is_hidden()
        reader.page.emulate_media(media="screen")
        reader.page.locator("#chart-distribution").scroll_into_view_if_needed()
        reader.page.locator("#chart-distribution [data-drawn]").wait_for()
        ink = "document.querySelector('#chart-distribution .xtick text').style.fill"
        reader.page.evaluate(f"addEventListener('beforeprint', () => {{ window.printed = {ink}; }})")
        screen = reader.page.evaluate(ink)
        assert len(reader.page.pdf()) > 50_000
        assert reader.page.evaluate("window.printed") == "rgb(86, 96, 105)"  # --muted of the light theme
        assert reader.page.evaluate(ink) == screen


@pytest.mark.parametrize("place", ["#hard-cases", "#case-case1"])
def test_a_deep_link_loads_no_chart_on_the_way(browser: Browser, addresses: dict[str, str], place: str) -> None:
    with visit(browser, f"{addresses['/']}index.html{place}") as reader:
        reader.wait_until("document.querySelectorAll('.case').length > 0")
        reader.page.wait_for_timeout(500)
        assert [url for url in reader.requests if "/plot/" in url or "plotly" in url] == []
