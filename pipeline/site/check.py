"""What `build-site --check` says: files that are stale, budgets that are broken, links that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from pydantic import ValidationError

from pipeline.results.earlier import earlier_site
from pipeline.results.files import WRITING
from pipeline.results.manifest import Manifest
from pipeline.results.schemas.history import content_digest
from pipeline.results.schemas.run import Run
from pipeline.settings import Settings
from pipeline.site.build import leftovers, named_files, told_otherwise
from pipeline.site.markup import Markings, read_markup
from pipeline.site.read_results import read_results
from pipeline.site.render_site import INDEX, Files, render_site
from pipeline.site.run_results import Results
from pipeline.site.views.number_links import resolve

# 2.4 seconds of a line that carries a megabit a second.
PAGE_BYTES = 300_000
SCRIPT_BYTES = 30_000
THUMBNAIL_BYTES = 40_000
SITE_BYTES = 25_000_000

WITH_SAMPLES = ("data/", "gallery/samples.js", "tables/test_samples.csv")
"""What grows with the test samples, and what no page loads before a reader asks for it."""

RESULT_KEYS = ("dataset", "backbones", "training", "evaluation", "explain", "precision")
"""Settings that results depend on; the others only say where files lie and what the page shows."""


def check_site(settings: Settings) -> list[str]:
    """What is wrong with docs/, one line each: contradictions, stale, missing or unused files, budgets, links.

    Nothing is written.
    """
    results = read_results(settings.docs / "data")
    if results.contradictions:
        # No page can be right that is made from these.
        return list(map(told_otherwise, results.contradictions))
    # Built in memory by the very code that builds: a check of its own would have faults of its own.
    made = render_site(settings, results)
    pages = {name: read_markup(made[name].decode()) for name in sorted(made) if name.endswith(".html")}
    return [
        *_mismatches(settings, results.run),
        *_outdated_history(results),
        *_stale(settings, made, results),
        *_missing_pictures(settings.docs, results),
        *_budgets(settings, made, pages, results),
        *(line for name, page in pages.items() for line in _conduct(name, page)),
        *(line for name, page in pages.items() for line in _dead_links(settings.docs, name, pages, made, results)),
    ]


def _mismatches(settings: Settings, run: Run) -> Iterator[str]:
    """Settings that changed since the artifacts were made; a key that is newer than they are had its default."""
    now = settings.resolved()
    try:
        # Through the settings' own defaults, so that a key which is newer than the results is no change.
        then = Settings.recorded(run.settings).resolved()
    except ValidationError as error:
        place = ".".join(map(str, error.errors()[0]["loc"]))
        what = f"settings.{place} is not what this version has there ({error.errors()[0]['msg']})"
        yield f"data/run.json: {what}: run `python -m pipeline run-all`"
        return
    for key in RESULT_KEYS:
        for place, before, after in _differences(then.get(key), now[key], key):
            change = f"made with {place} = {before!r}, the settings say {after!r}"
            yield f"data/run.json: {change}: run `python -m pipeline run-all`"


def _differences(before: Any, after: Any, place: str) -> Iterator[tuple[str, Any, Any]]:
    if isinstance(before, dict) and isinstance(after, dict):
        for key in dict.fromkeys([*before, *after]):
            yield from _differences(before.get(key), after.get(key), f"{place}.{key}")
    elif before != after:
        yield place, before, after


def _outdated_history(results: Results) -> Iterator[str]:
    """A history without the results of the page."""
    known = {one.metrics_sha256 for one in results.history.releases} if results.history else set()
    if results.history and content_digest(results.plain["metrics"]) not in known:
        yield "data/history.json: ends before the results in data/metrics.json: run `python -m pipeline history`"


def _stale(settings: Settings, made: Files, results: Results) -> Iterator[str]:
    for name in sorted(made):
        path = settings.docs / name
        if not path.is_file():
            yield f"{name}: missing: run `python -m pipeline build-site`"
        # Byte by byte, since builds are: the same results give the same pages on every machine.
        elif path.read_bytes() != made[name]:
            yield f"{name}: stale: run `python -m pipeline build-site`"
    manifest = Manifest(settings.docs, earlier_site)
    for name in sorted(leftovers(manifest, made, results)):
        yield f"{name}: nothing on the site uses it: run `python -m pipeline build-site`"
    present = {name for name in [*made, *named_files(results)] if (settings.docs / name).is_file()}
    if manifest.path.is_file() and (unlisted := sorted(present - manifest.names)):
        yield f"{manifest.path.name}: does not list {unlisted[0]}: run `python -m pipeline build-site`"
    if (settings.docs / WRITING).exists():
        yield f"{WRITING}: left by a command that was stopped, or still at work: run `python -m pipeline build-site`"


def _missing_pictures(docs: Path, results: Results) -> Iterator[str]:
    for name, origin in sorted(results.named_pictures.items()):
        if not (docs / name).is_file():
            yield f"{name}: missing, though data/{origin}.json names it: run `python -m pipeline run-all`"


# ---------------------------------------------------------------- budgets


def _budgets(settings: Settings, made: Files, pages: dict[str, Markings], results: Results) -> Iterator[str]:
    docs = settings.docs
    present = {path.relative_to(docs).as_posix(): path.stat().st_size for path in docs.rglob("*") if path.is_file()}
    sizes = present | {name: len(content) for name, content in made.items()}
    first = {INDEX, *pages[INDEX].loaded}
    yield from _over("the page before a chart is in view", sum(sizes.get(name, 0) for name in first), PAGE_BYTES)
    # Plotly and the map's script are loaded when they come into view.
    scripts = {name for page in pages.values() for name in page.loaded if name.endswith(".js") and name in made}
    yield from _over("the page's own scripts", sum(len(made[name]) for name in scripts), SCRIPT_BYTES)
    for name in sorted(results.thumbnails):
        if (docs / name).is_file():
            yield from _over(name, (docs / name).stat().st_size, THUMBNAIL_BYTES)
    site = sum(size for name, size in sizes.items() if not name.startswith(WITH_SAMPLES))
    yield from _over("the whole site", site, SITE_BYTES)
    for name, size in sorted(sizes.items()):
        yield from _over(name, size, settings.site.largest_file)


def _over(what: str, size: int, budget: int) -> Iterator[str]:
    if size > budget:
        yield f"{what}: {size:,} bytes, {size - budget:,} over the budget of {budget:,}"


# ---------------------------------------------------------------- what a page may not do


def _conduct(name: str, page: Markings) -> Iterator[str]:
    if not page.policy:
        yield f"{name}: no Content-Security-Policy: add the meta tag to its template"
    for handler in page.handlers:
        yield f"{name}: inline event handler {handler}: add a listener in a script instead"
    for address in page.foreign:
        yield f"{name}: loads {address} from elsewhere: keep a copy in static/"
    for identifier in page.repeated:
        yield f"{name}: two elements share the id {identifier!r}: give each its own"
    for source in page.unsized:
        yield f"{name}: picture {source} without width and height: the page would jump when it loads"


def _dead_links(docs: Path, name: str, pages: dict[str, Markings], made: Files, results: Results) -> Iterator[str]:
    for link in sorted({*pages[name].links, *pages[name].loaded}):
        path, _, fragment = link.partition("#")
        target = path or name
        if target not in made and not (docs / target).is_file():
            yield f"{name}: link to {link}: no such file"
        # Of numbers too: each links to a place in an artifact, and a moved field would leave it dangling.
        elif fragment and not _fragment_exists(target, fragment, pages, results):
            yield f"{name}: link to {link}: nothing there has that name"


def _fragment_exists(target: str, fragment: str, pages: dict[str, Markings], results: Results) -> bool:
    if target in pages:
        return unquote(fragment) in pages[target].ids
    # A fragment of JSON is a pointer; browsers ignore it, readers of the address do not.
    kind = target.removeprefix("data/").removesuffix(".json")
    try:
        resolve(results.plain[kind], unquote(fragment))
    except (KeyError, IndexError, ValueError, TypeError):
        return False
    return True
