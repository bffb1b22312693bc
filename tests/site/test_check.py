"""`build-site --check`: silent when docs/ is what it should be, one line for each thing that is not."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from pipeline.errors import PipelineError
from pipeline.settings import Settings
from pipeline.site import check as rules
from pipeline.site.build import build_site
from pipeline.site.check import check_site
from pipeline.site.markup import read_markup
from tests.compare.world import edit
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
        "downloads.html",
        "exports/table.tex",
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


# ---------------------------------------------------------------- results that contradict themselves


def _told(build: Build, kind: str, spoil: Callable[[dict[str, Any]], None]) -> list[str]:
    """What the check says of an edited artifact; a build must refuse it too, and leave the page as it was."""
    settings = build()
    page = (settings.docs / "index.html").read_bytes()
    edit(settings, kind, spoil)
    told = check_site(settings)
    if told:
        with pytest.raises(PipelineError) as caught:
            build_site(settings)
        assert list(caught.value.mistakes) == told
    assert (settings.docs / "index.html").read_bytes() == page
    return told


def _first(table: str, **change: object) -> Callable[[dict[str, Any]], None]:
    return lambda value: value[table][1].update(change)


def _flip_bit(value: dict[str, Any]) -> None:
    bits = value["rows"][3]["right"]
    value["rows"][3]["right"] = ("0" if bits[0] == "1" else "1") + bits[1:]


def _swap_bits(value: dict[str, Any]) -> None:
    """As many right as before, and of other samples."""
    bits = value["rows"][0]["right"]
    place = next(place for place in range(len(bits)) if bits[place] != bits[place + 1])
    value["rows"][0]["right"] = bits[:place] + bits[place + 1] + bits[place] + bits[place + 2 :]


@pytest.mark.parametrize(
    ("kind", "spoil", "line"),
    [
        ("metrics", _first("rows", accuracy=0.99), "accuracy is 0.99 in metrics.json, and"),
        *(
            ("metrics", _first("rows", **{name: 0.123}), f"{name} is 0.123 in metrics.json, and")
            for name in (
                "f1_macro", "f1_weighted", "mrr", "top3", "nll", "brier", "ece", "nll_scaled", "ece_scaled",
                "accuracy_mean", "accuracy_sd",
            )
        ),
        ("metrics", _first("comparisons", difference=0.2), "difference against rn-0shot is 0.2 in metrics.json, and"),
        ("metrics", _first("comparisons", only_model=399), "only_model against rn-0shot is 399 in metrics.json, and"),
        ("metrics", lambda value: value["rows"][1]["accuracy_interval"].__setitem__(0, 0.1), "accuracy_interval[0] is"),
        ("metrics", lambda value: value["rows"][1]["f1_macro_interval"].__setitem__(1, 0.99), "f1_macro_interval[1]"),
        ("metrics", lambda value: value["ties"].pop(), "ties is null in metrics.json, and"),
        ("metrics", lambda value: value["ties"][0].pop(), "ties is"),
        ("metrics", lambda value: value["groups"].pop(), "number of entries of"),
        ("draws", _flip_bit, "draw_accuracy[3] is"),
        ("draws", lambda value: value["rows"].pop(), "draws is 10 in metrics.json, and 9 by draws.json"),
        ("draws", lambda value: value["rows"][0].update(right="1" * 400), "draw 0 answered otherwise is"),
        ("draws", _swap_bits, "number of samples that draw 0 answered otherwise is 2 in draws.json, and 0 by pred"),
        ("shown_samples", _first("cases", id="other"), "other: place is"),
        ("shown_samples", _first("cases", margins=[0.5] * 4), "margin is 0.5 in shown_samples.json, and"),
        ("shown_samples", _first("cases", probabilities=[[0.5] * 12] * 4), "probability is 0.5 in shown_samples.json"),
    ],
)  # fmt: skip
def test_results_that_contradict_each_other_make_no_page(
    build: Build, kind: str, spoil: Callable[[dict[str, Any]], None], line: str
) -> None:
    assert any(line in one for one in _told(build, kind, spoil))


def test_an_answer_that_was_edited_is_found_in_every_figure_that_follows_from_it(build: Build) -> None:
    def edited(value: dict[str, Any]) -> None:
        sample = value["samples"][0]
        sample["chosen"][0] = (sample["chosen"][0] + 1) % 12

    told = "\n".join(_told(build, "predictions", edited))
    assert "accuracy is" in told
    assert "only_baseline against rn-0shot" in told or "both against rn-0shot" in told


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("{", "not JSON"),
        ('{"schema": "predictions/99", "models": [], "samples": []}', "written by a newer version"),
        ('{"schema": "run/0"}', "expected schema predictions/"),
        ("[]", "expected schema predictions/"),
    ],
)
def test_predictions_that_cannot_be_read_are_refused(build: Build, content: str, line: str) -> None:
    settings = build()
    (settings.docs / "data/predictions.json").write_text(content)
    for refuse in (check_site, build_site):
        with pytest.raises(PipelineError) as caught:
            refuse(settings)
        assert len(caught.value.mistakes) == 1
        assert line in caught.value.mistakes[0]


@pytest.mark.parametrize("name", ["chosen", "probability", "rank", "confidence", "picked", "brier_scaled"])
def test_a_sample_without_an_answer_of_every_row_is_named(build: Build, name: str) -> None:
    settings = build()
    edit(settings, "predictions", lambda value: value["samples"][3][name].pop())
    with pytest.raises(PipelineError, match=r"sample .* does not have one answer for each of the 22 models"):
        check_site(settings)


def test_settings_are_compared_as_settings_whatever_is_newer_or_gone(build: Build) -> None:
    settings = build()
    edit(settings, "run", lambda value: value["settings"]["evaluation"].pop("slice_samples"))
    assert not [line for line in check_site(settings) if line.startswith("data/run.json")]
    edit(settings, "run", lambda value: value["settings"]["training"].update(seed=7))
    assert [line for line in check_site(settings) if line.startswith("data/run.json")] == [
        "data/run.json: made with training.seed = 7, the settings say 42: run `python -m pipeline run-all`"
    ]
    edit(settings, "run", lambda value: value["settings"]["training"].update(of_old="x"))
    (line,) = [line for line in check_site(settings) if line.startswith("data/run.json")]
    assert line.startswith("data/run.json: settings.training.of_old is not what this version has there (")
