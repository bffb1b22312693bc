"""What readers take away: LaTeX, model cards, citations, statements; read back by those who will read them."""

from __future__ import annotations

import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

import pytest
import torch
import yaml
from huggingface_hub import ModelCard
from huggingface_hub.repocard_data import eval_results_to_model_index, model_index_to_eval_results
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import PipelineError
from pipeline.results.labels import row_label
from pipeline.settings import Settings
from pipeline.site.build import build_site
from pipeline.site.check import check_site
from pipeline.site.exports.exports import exported
from pipeline.site.exports.latex import MARKS, latex_table, latex_text
from pipeline.site.exports.model_card import released
from pipeline.site.markup import read_markup
from pipeline.site.read_results import read_results
from pipeline.site.render_site import render_site
from tests.fabricated import World
from tests.invocation import invoke
from tests.worlds import REPOSITORY


def text_of(settings: Settings, what: str, model: str | None = None) -> str:
    """The one text of an export."""
    (text,) = exported(settings, what, model).values()
    return text


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A run with untidy names."""
    root = tmp_path_factory.mktemp("exports")
    settings = World(samples=30, cases=2, attention=0, shots=(2, 8)).write(root)
    site = settings.site.model_copy(
        update={
            "title": "50 % of $x_1$ & #2 {é} ☃ \\end{document}",
            "authors": ["Lovelace, Ada", "The Analytical Group"],
            "licence": "CC-BY-4.0",
            "repository": "https://example.org/repository",
        }
    )
    changed = settings.model_copy(update={"site": site})
    changed._root = settings.root
    return changed


# ---------------------------------------------------------------- LaTeX


def test_the_table_has_every_row_with_its_figures_and_verdict(settings: Settings) -> None:
    text = text_of(settings, "latex")
    results = read_results(settings.docs / "data")
    body = text.partition(r"\midrule")[2].partition(r"\bottomrule")[0]
    lines = [line for line in body.strip().splitlines() if line != r"\addlinespace"]
    assert len(lines) == len(results.metrics.rows)
    for line, row in zip(lines, results.metrics.rows, strict=True):
        cells = [cell.strip() for cell in line.removesuffix(r"\\").split(" & ")]
        low, high = row.judged_interval
        assert len(cells) == 7
        assert cells[2:4] == [f"{100 * row.judged_accuracy:.1f}", f"[{100 * low:.1f}, {100 * high:.1f}]"]
        found = results.against_zero_shot(row)
        assert cells[6] == (MARKS[found[1].verdict] if found else "")


def balanced(text: str) -> bool:
    """Braces, environments and dollars close, as TeX reads them."""
    plain = re.sub(r"\\[\\{}$&#%_]", "", re.sub(r"(?<!\\)%.*", "", text))
    depth = 0
    for character in plain:
        depth += {"{": 1, "}": -1}.get(character, 0)
        assert depth >= 0
    return depth == 0 and plain.count("$") % 2 == 0


def test_the_document_closes_whatever_the_names_hold(settings: Settings) -> None:
    text = text_of(settings, "latex")
    assert text.isascii() or all(ord(character) < 0x180 for character in text)
    assert balanced(text)
    begun, ended = (re.findall(rf"\\{word}{{([a-z]+)}}", text) for word in ("begin", "end"))
    assert begun == ["document", "table", "tabular"]
    assert ended == ["tabular", "table", "document"]
    assert r"50 \% of \$x\_1\$ \& \#2 \{é\} {[}U+2603{]} \textbackslash{}end\{document\}" in text


UNTIDY = (
    r"100 % & co_#1 $x^2$ ~ \ {a} <b> | `c`",
    'Ünïcödé Łódź ß ﬁ № 模型 🐕 عربي −1 × 2 … “q” "r"',
    "[2cm] begins a line",  # as the length of a space would
    "* begins a line",
)


@given(st.text(max_size=40))
def test_any_text_is_latex_text(text: str) -> None:
    shown = latex_text(text)
    assert balanced(shown)
    assert "\n" not in shown
    assert not re.search(r"(?<!\\)[#&%_]", shown)
    assert all(ord(character) < 0x180 for character in shown)


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="no TeX here")
@pytest.mark.parametrize("name", UNTIDY)
@pytest.mark.parametrize("times", [1, 20])
def test_the_document_compiles(settings: Settings, tmp_path: Path, name: str, times: int) -> None:
    results = read_results(settings.docs / "data")
    for row in results.metrics.rows:
        row.name = name
    results.metrics.rows *= times
    (tmp_path / "table.tex").write_text(latex_table(settings, results), encoding="utf-8")
    done = subprocess.run(
        ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "table.tex"],
        cwd=tmp_path,
        capture_output=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout[-2000:]
    log = (tmp_path / "table.log").read_text(encoding="latin-1")
    assert "too large" not in log, "a part of it would be cut off"
    pages = int(re.search(r"Output written on table.pdf \((\d+) page", log)[1])  # type: ignore[index]
    assert (pages > 1) == (times > 1)


# ---------------------------------------------------------------- cards


def test_the_hub_reads_the_metrics_of_every_card(settings: Settings) -> None:
    results = read_results(settings.docs / "data")
    assert released(results)
    for row in released(results):
        card = ModelCard(text_of(settings, "model-card", row.model))
        assert card.data.license == "cc-by-4.0"
        assert card.data.model_name == row.model
        told = {(one.metric_name, one.metric_value) for one in card.data.eval_results}
        assert ("Accuracy", row.accuracy) in told
        assert ("Macro F1", row.f1_macro) in told
        assert {one.dataset_split for one in card.data.eval_results} == {"test"}
        for heading in ("## Data", "## Results", "## Limits", "## Loading it", "## How to make these results again"):
            assert heading in card.text
        assert f"--model {row.model}" in card.text


def test_every_committed_checkpoint_has_a_card_that_the_hub_reads(tmp_path: Path) -> None:
    done = invoke("export", "model-card", "--output", tmp_path / "cards", cwd=REPOSITORY)
    assert done.returncode == 0, done.stderr
    results = read_results(REPOSITORY / "docs/data")
    rows = {f"{row.model}.md": row for row in results.metrics.rows if row.checkpoint}
    assert {path.name for path in (tmp_path / "cards").iterdir()} == rows.keys()
    for name, row in rows.items():
        card = ModelCard.load(tmp_path / "cards" / name)
        index = card.data.to_dict()["model-index"]
        model, found = model_index_to_eval_results(index)
        assert model == row.model
        assert eval_results_to_model_index(model, found) == index, "nothing of it is lost on the hub"
        assert {one.metric_type: one.metric_value for one in found}["accuracy"] == row.accuracy
        assert all(isinstance(one.metric_value, float) and one.dataset_name for one in found)
        assert card.data.library_name == "open_clip"
        assert row.checkpoint in card.text
        used = card.text.split("## Data")[1].split("Licence of the checkpoint")[0]
        assert ("uses no labels" in used) == (row.support_images == 0)
        assert (f"trained on {row.support_images:,} labelled" in used) == (row.support_images > 0)
        assert (f"{row.validation_images:,} more labelled" in used) == (row.validation_images > 0)
        assert (f"{row.unlabelled_images:,} pictures of the pool, without" in used) == (row.unlabelled_images > 0)


def test_a_card_of_nobody_names_those_that_there_are(settings: Settings) -> None:
    with pytest.raises(PipelineError, match=r"model 'x': no released checkpoint: known are .*-8shot"):
        text_of(settings, "model-card", "x")


def test_the_five_lines_load_the_committed_checkpoint(monkeypatch: pytest.MonkeyPatch) -> None:
    done = invoke("export", "model-card", "--model", "demo_vit-8shot-hub_bilinear", cwd=REPOSITORY)
    assert done.returncode == 0, done.stderr
    (code,) = re.findall(r"```python\n(.*?)```", done.stdout, re.DOTALL)
    assert len(code.splitlines()) == 5
    monkeypatch.chdir(REPOSITORY)
    width = int(re.search(r", (\d+), ", code)[1])  # type: ignore[index]
    names = {
        "image_features": torch.randn(2, width),
        "caption_features": torch.randn(3, width),
        "logit_scale": 100.0,
    }
    exec(code, names)
    assert names["scores"].shape == (2, 3)  # type: ignore[attr-defined]


# ---------------------------------------------------------------- on the page


def test_the_page_offers_what_the_command_exports(settings: Settings) -> None:
    results = read_results(settings.docs / "data")
    made = render_site(settings, results)
    for what in ("latex", "citation", "reproducibility"):
        ((name, text),) = exported(settings, what).items()
        assert made[f"exports/{name}"] == text.encode()
    cards = {f"exports/cards/{name}": text.encode() for name, text in exported(settings, "model-card").items()}
    assert len(cards) == len(released(results)) > 2
    assert {name: made[name] for name in made if name.startswith("exports/cards/")} == cards
    shown = read_markup(made["downloads.html"].decode()).links
    assert {name for name in made if name.startswith(("exports/", "plot/")) and not name.endswith(".js")} <= set(shown)
    rows = re.findall(r'<tr><th scope="row">.*?</tr>', made["downloads.html"].decode(), re.S)
    assert len(rows) == len(cards)
    for row, card, line in zip(released(results), cards, rows, strict=True):
        assert row_label(row) in unescape(line)
        assert f'href="{card}"' in line
        assert str(row.checkpoint) in line
    assert {"exports/table.tex", "downloads.html", "downloads.html#cards"} <= set(
        read_markup(made["index.html"].decode()).links
    )


def test_what_a_run_has_not_is_not_offered(tmp_path: Path) -> None:
    settings = World(samples=30, cases=2, attention=0, shots=()).write(tmp_path)
    made = render_site(settings, read_results(settings.docs / "data"))
    assert [name for name in made if name.startswith("exports/")] == ["exports/table.tex", "exports/REPRODUCIBILITY.md"]
    assert "model cards" not in made["downloads.html"].decode()


def test_a_stale_export_is_found_and_one_of_no_row_goes(tmp_path: Path) -> None:
    settings = World(samples=30, cases=2, attention=0, shots=(8,)).write(tmp_path)
    build_site(settings)
    table = settings.docs / "exports/table.tex"
    table.write_text("by hand", encoding="utf-8")
    assert check_site(settings) == ["exports/table.tex: stale: run `python -m pipeline build-site`"]
    build_site(settings)
    assert check_site(settings) == []
    fewer = World(samples=30, cases=2, attention=0, shots=()).write(tmp_path)
    build_site(fewer)
    assert not (settings.docs / "exports/cards").exists()


# ---------------------------------------------------------------- how to cite, how to do it again


def test_the_citation_has_what_the_format_demands(settings: Settings) -> None:
    found = yaml.safe_load(text_of(settings, "citation"))
    assert {"cff-version", "message", "title", "authors"} <= found.keys()
    assert found["cff-version"] == "1.2.0"
    assert found["authors"] == [
        {"family-names": "Lovelace", "given-names": "Ada"},
        {"name": "The Analytical Group"},
    ]
    assert (found["title"], found["license"]) == (settings.site.title, "CC-BY-4.0")
    assert found["repository-code"] == settings.site.repository
    assert isinstance(found["version"], str)


def test_without_authors_there_is_nobody_to_cite(tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match=r"site\.authors: missing"):
        text_of(World().settings(tmp_path), "citation")


def test_the_statement_names_what_made_the_results(settings: Settings) -> None:
    text = text_of(settings, "reproducibility")
    run = read_results(settings.docs / "data").run
    for part in (run.python, run.data_sha256, *(one.sha256 for one in run.checkpoints)):
        assert part in text
    assert all(f"{name}=={version}" in text for name, version in run.packages.items())


def test_an_export_goes_into_a_file_and_over_nothing_of_the_experiment(tmp_path: Path) -> None:
    made = World(samples=30, cases=2, attention=0, shots=(8,)).write(tmp_path)
    config = tmp_path / "site_config.yaml"
    config.write_text(yaml.safe_dump(made.model_dump(mode="json", exclude_unset=True)))
    refused = invoke("export", "latex", "--output", tmp_path / "docs/table.tex", "--config", config)
    assert refused.returncode == 2
    assert "lies in paths.docs" in refused.stderr
    done = invoke("export", "latex", "--output", tmp_path / "table.tex", "--config", config)
    assert (done.returncode, done.stdout) == (0, "")
    assert (tmp_path / "table.tex").read_text(encoding="utf-8") == text_of(made, "latex")
