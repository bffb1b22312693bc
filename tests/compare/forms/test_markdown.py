"""The comment: within GitHub's limit, folded, linked, and deaf to what captions try."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from markdown import markdown as rendered

from pipeline.compare.forms.markdown import LIMIT, MARKER, markdown
from pipeline.compare.forms.report_links import Links
from pipeline.compare.forms.report_text import escaped, one_line
from pipeline.compare.report import Report
from tests.compare.conftest import Compare
from tests.compare.world import World, edit, map_of, read

HOSTILE = [
    "<script>alert(1)</script>",
    "</details></details><img src=x onerror=alert(1)>",
    "pipes | and || `code` ``` fences",
    "hello @octocat and @org/team, see #1, owner/repo#2, GH-3",
    "[link](https://evil.example) ![img](https://evil.example/x.png) https://evil.example www.evil.example",
    "# heading\n\n- list\n> quote\n\n---\n***bold*** ~~gone~~ _under_ $math$ \\| \\",
    "\u202eright to left\u202c and \u2066isolate\u2069 and \x00\x1b[31m controls",
    "<!-- comment --> &lt;b&gt; &amp; \"quotes\" 'single'",
    "word " * 200,
]


def published(report: Report, **changes: str) -> Report:
    """The report as if its sides were commits of a repository on GitHub."""
    sides = {
        "base": report.base.model_copy(update={"commit": "b" * 40}),
        "head": report.head.model_copy(update={"commit": "c" * 40}),
    }
    return report.model_copy(update={"repository": "https://github.com/Owner/name"} | sides | changes)


def test_the_marker_comes_first_and_equal_inputs_say_nothing_changed(tmp_path: Path, compared: Compare) -> None:
    settings = World().write(tmp_path / "run")
    text = markdown(compared(settings, tmp_path / "run"))
    assert text.startswith(MARKER)
    assert "**Nothing changed.**" in text
    assert "<details" not in text


@pytest.mark.slow
def test_a_large_report_is_cut_to_the_limit_and_says_what_was_left_out(tmp_path: Path, compared: Compare) -> None:
    many = World(samples=1000, shots=tuple(range(1, 12)), checkpoints=False)
    many.write(tmp_path / "base")
    broken = {f"rn-{k}shot": 0.3 for k in many.shots}
    settings = replace(many, accuracy=broken).write(tmp_path / "head")
    report = compared(settings, tmp_path / "base")
    text = markdown(report)
    assert len(text) <= LIMIT
    broken = sum(len(row.broken) for row in report.flips)
    assert broken > 5_000
    said = re.search(r"Left out to fit a comment: ([\d,]+) rows", text)
    assert said
    assert int(said[1].replace(",", "")) > 5_000
    assert re.search(r"… and [\d,]+ more\.", text)
    assert text.count("<details") == text.count("</details>")


def test_every_table_is_folded_and_well_formed(tmp_path: Path, compared: Compare) -> None:
    World(seed=1).write(tmp_path / "base")
    settings = World(seed=2, accuracy={"rn-8shot": 0.5}).write(tmp_path / "head")
    text = markdown(compared(settings, tmp_path / "base"))
    for block in re.findall(r"<details.*?</details>", text, re.DOTALL):
        lines = [line for line in block.splitlines() if line.startswith("|")]
        # A pipe too many or too few would break the table apart.
        assert len({line.count("|") for line in lines}) <= 1


@pytest.mark.parametrize("caption", HOSTILE)
def test_captions_stay_text(tmp_path: Path, compared: Compare, caption: str) -> None:
    World(accuracy={"rn-8shot": 1.0}).write(tmp_path / "base")
    settings = World(accuracy={"rn-8shot": 0.0}).write(tmp_path / "head")

    def spoil(value: dict[str, Any]) -> None:
        for case in value["cases"]:
            case["choices"] = [caption] * 12
            case["label"] = caption

    for folder in ("base", "head"):
        edit(World().settings(tmp_path / folder), "hard_cases", spoil)
    text = markdown(compared(settings, tmp_path / "base"))
    assert "<script" not in text
    assert "<img" not in text
    assert not re.search(r"[@#]\w", text.replace("&#", ""))
    assert "https://" not in text
    assert text.count("<details") == text.count("</details>")


@pytest.mark.parametrize("caption", HOSTILE)
def test_escaped_text_renders_as_itself(caption: str) -> None:
    cell = escaped(caption)
    assert "|" not in cell
    assert "\n" not in cell
    page = rendered(cell)
    assert not re.search(r"<(?!/?p>)", page)
    import html

    shown = html.unescape(re.sub(r"</?p>", "", page)).replace("\u200b", "")
    assert shown == one_line(caption)


def test_models_and_numbers_stay_readable() -> None:
    assert escaped("demo_rn-8shot: +0.0123, 95% interval (−0.1 to 0.2)") == (
        "demo_rn-8shot: +0.0123, 95% interval (−0.1 to 0.2)"
    )


def test_other_scripts_and_emoji_survive() -> None:
    for text in ("شخص يركب حصانا", "एक घोड़ा", "🐈‍⬛ and 👩‍👩‍👧", "naïve café"):
        assert escaped(text) == text


def test_links_lead_to_the_page_and_to_pictures_of_the_right_commit(tmp_path: Path, compared: Compare) -> None:
    cases = read(World(accuracy={"rn-8shot": 1.0}).write(tmp_path / "base"), "hard_cases")["cases"]
    broken, other = (case["id"] for case in cases[:2])
    picks = {"rn-8shot": {int(broken.removeprefix("case")): False}}
    settings = World(accuracy={"rn-8shot": 1.0}, picks=picks).write(tmp_path / "head")
    gone = map_of(settings, other)
    gone.unlink()
    text = markdown(published(compared(settings, tmp_path / "base")))
    assert 'href="https://owner.github.io/name/#hard-cases"' in text
    assert f'href="https://github.com/Owner/name/raw/{"c" * 40}/docs/images/thumbs/{broken}.jpg"' in text
    assert f'src="https://github.com/Owner/name/raw/{"c" * 40}/docs/images/thumbs/{broken}.jpg" width="96"' in text
    assert f"/raw/{'b' * 40}/docs/images/maps/{gone.name}" in text


def test_a_word_in_a_caption_leads_to_no_other_commit(tmp_path: Path, compared: Compare) -> None:
    World(accuracy={"rn-8shot": 1.0}).write(tmp_path / "base")
    settings = World(accuracy={"rn-8shot": 0.0}).write(tmp_path / "head")

    def spoil(value: dict[str, Any]) -> None:
        for case in value["cases"]:
            case["choices"] = [f"{number}: the dog vanished" for number in range(12)]

    for folder in ("base", "head"):
        edit(World().settings(tmp_path / folder), "hard_cases", spoil)
    text = markdown(published(compared(settings, tmp_path / "base")))
    told = [line for line in text.splitlines() if "the dog vanished" in line and "/raw/" in line]
    assert told
    assert not [line for line in told if f"/raw/{'b' * 40}/" in line]


@pytest.mark.parametrize(
    ("repository", "page"),
    [
        ("https://github.com/Owner/name", "https://owner.github.io/name/"),
        ("https://github.com/owner/owner.github.io", "https://owner.github.io/"),
        ("https://git.example.org/owner/name", ""),
        ("", ""),
    ],
)
def test_the_published_page_is_known_on_github(repository: str, page: str) -> None:
    assert Links(repository).page == page
