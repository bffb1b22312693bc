"""`build-site --check`: silent when docs/ is what it should be, one line for each thing that is not."""

from __future__ import annotations

import json

import pytest

from pipeline.settings import Settings
from pipeline.site import check as rules
from pipeline.site.build import build_site
from pipeline.site.check import check_site
from pipeline.site.markup import read_markup
from tests.site.conftest import Build, with_site


def test_fresh_site_is_fine(demo: Settings) -> None:
    assert check_site(demo) == []


def test_stale_missing_and_unused_files_are_named(build: Build) -> None:
    settings = build()
    (settings.docs / "index.html").write_text("edited by hand")
    (settings.docs / "plot/acc.json").unlink()
    (settings.docs / "plot/other.json").write_text("{}")
    with (settings.docs / ".manifest").open("a") as file:
        file.write("plot/other.json\n")
    thumbnail = json.loads((settings.docs / "data/hard_cases.json").read_text())["cases"][0]["picture"]["thumbnail"]
    (settings.docs / thumbnail).unlink()
    assert [line.partition(": ")[::2] for line in check_site(settings)] == [
        ("index.html", "stale: run `python -m pipeline build-site`"),
        ("plot/acc.json", "missing: run `python -m pipeline build-site`"),
        ("plot/other.json", "nothing on the site uses it: run `python -m pipeline build-site`"),
        (
            thumbnail,
            "missing, though data/hard_cases.json names it: run `python -m pipeline run-all`",
        ),
        ("hard-cases.html", f"link to {thumbnail}: no such file"),
        ("index.html", f"link to {thumbnail}: no such file"),
    ]
    assert (settings.docs / "index.html").read_text() == "edited by hand"


def test_settings_that_results_do_not_match_are_named(build: Build) -> None:
    settings = build()
    changed = settings.model_copy(update={"training": settings.training.model_copy(update={"epochs": 3})})
    changed._root = settings.root
    assert check_site(changed) == [
        "data/run.json: made with training.epochs = 25, the settings say 3: run `python -m pipeline run-all`"
    ]


def test_title_alone_is_stale_but_no_mismatch(build: Build) -> None:
    changed = with_site(build(), title="Another")
    assert {line.split(":")[0] for line in check_site(changed)} == {
        "index.html",
        "attention.html",
        "hard-cases.html",
        "tables.html",
    }


@pytest.mark.parametrize(
    ("budget", "message"),
    [
        ("PAGE_BYTES", "the page before a chart is in view"),
        ("SCRIPT_BYTES", "the page's own scripts"),
        ("THUMBNAIL_BYTES", "images/thumbs/case"),
        ("SITE_BYTES", "the whole site"),
    ],
)
def test_broken_budgets_are_named(demo: Settings, monkeypatch: pytest.MonkeyPatch, budget: str, message: str) -> None:
    monkeypatch.setattr(rules, budget, 10)
    assert [line for line in check_site(demo) if line.startswith(message)]


def test_dead_links_anchors_pointers_handlers_and_foreign_files_are_named(build: Build) -> None:
    settings = build()
    own = settings.root / "mine" / "sections"
    own.mkdir(parents=True)
    (own / "dataset.html").write_text(
        '<a href="#nowhere">a</a><a href="data/metrics.json#/rows/999">b</a><a href="gone.html">c</a>'
        '<img src="https://example.org/x.png" onload="go()"><p id="eda"></p>'
    )
    changed = settings.model_copy(update={"paths": settings.paths.model_copy(update={"templates": "mine"})})
    changed._root = settings.root
    build_site(changed)
    assert check_site(changed) == [
        "index.html: inline event handler onload of <img>: add a listener in a script instead",
        "index.html: loads https://example.org/x.png from elsewhere: keep a copy in static/",
        "index.html: two elements share the id 'eda': give each its own",
        "index.html: picture https://example.org/x.png without width and height: the page would jump when it loads",
        "index.html: link to #nowhere: nothing there has that name",
        "index.html: link to data/metrics.json#/rows/999: nothing there has that name",
        "index.html: link to gone.html: no such file",
    ]


def test_policy_allows_only_what_the_pages_use(demo: Settings) -> None:
    for name in ("index.html", "hard-cases.html"):
        policy = read_markup((demo.docs / name).read_text()).policy
        assert policy.startswith("default-src 'none'")
        assert "http" not in policy
        assert "unsafe-eval" not in policy
        assert "script-src 'self';" in policy
