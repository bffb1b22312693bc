"""The HTML report: one file that asks for nothing and runs nothing."""

from __future__ import annotations

import re
import shutil
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from pipeline.compare.diff import diff
from pipeline.compare.forms.forms import render_report
from pipeline.compare.report import Report
from tests.compare.forms.test_markdown import HOSTILE
from tests.compare.world import World, edit, first_case, heat_map, map_of, save


class Tags(HTMLParser):
    """Start tags with their attributes, and the text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def report(tmp_path: Path, spoil: str = "") -> tuple[str, Tags]:
    """A report with a bit of everything."""
    World(seed=1).write(tmp_path / "base")
    settings = World(seed=2, accuracy={"rn-8shot": 0.5}).write(tmp_path / "head")
    save(map_of(settings, first_case(settings)), heat_map(60, 20))

    def hostile(value: dict[str, Any]) -> None:
        for case in value["cases"]:
            case["choices"] = [spoil] * 12

    if spoil:
        for folder in ("base", "head"):
            edit(World().settings(tmp_path / folder), "hard_cases", hostile)
    path = tmp_path / "report.html"
    assert diff(settings, str(tmp_path / "base"), form="html", output=path) == 0
    text = path.read_text(encoding="utf-8")
    tags = Tags()
    tags.feed(text)
    return text, tags


def test_nothing_is_fetched_and_nothing_runs(tmp_path: Path) -> None:
    text, tags = report(tmp_path)
    for tag, attributes in tags.tags:
        assert tag not in ("script", "link", "iframe", "object", "base")
        for name in ("src", "href"):
            assert (attributes.get(name) or "data:").startswith(("data:", "#"))
    assert not re.search(r"url\(|@import", text)
    assert "default-src 'none'" in text


def test_pictures_have_words_and_triples_have_three(tmp_path: Path) -> None:
    _, tags = report(tmp_path)
    pictures = [attributes for tag, attributes in tags.tags if tag == "img"]
    assert len(pictures) >= 3
    assert all(attributes.get("alt") for attributes in pictures)
    captions = [text for text in tags.text if text in ("before", "after", "difference")]
    assert captions[:3] == ["before", "after", "difference"]
    assert sum(tag == "svg" for tag, _ in tags.tags) >= 2


def test_hostile_captions_stay_text(tmp_path: Path) -> None:
    for number, caption in enumerate(HOSTILE):
        text, tags = report(tmp_path / str(number), caption)
        assert "script" not in {tag for tag, _ in tags.tags}
        assert not any(name.startswith("on") for _, attributes in tags.tags for name in attributes)
        assert "\u202e" not in text


def test_equal_inputs_give_a_page_that_says_so(tmp_path: Path) -> None:
    settings = World().write(tmp_path / "run")
    diff(settings, str(tmp_path / "run"), form="html", output=tmp_path / "r.html")
    assert "Nothing changed." in (tmp_path / "r.html").read_text()


def test_reports_are_reproducible(tmp_path: Path) -> None:
    first, _ = report(tmp_path)
    second, _ = report(tmp_path)
    assert first == second


def test_the_page_and_the_comment_are_made_from_the_json_alone(tmp_path: Path) -> None:
    made, _ = report(tmp_path)
    settings = World().settings(tmp_path / "head")
    diff(settings, str(tmp_path / "base"), form="json", output=tmp_path / "report.json")
    diff(settings, str(tmp_path / "base"), form="markdown", output=tmp_path / "report.md")
    kept = (tmp_path / "report.json").read_bytes()
    for side in ("base", "head"):
        shutil.rmtree(tmp_path / side)
    again = Report.parse(kept, "report.json")
    assert again.thumbnails
    assert any(change.difference for change in again.pictures)
    assert render_report("html", again, settings) == made
    assert render_report("markdown", again, settings) == (tmp_path / "report.md").read_text()
    assert render_report("json", again, settings).encode() == kept
