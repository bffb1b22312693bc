"""What readers take away: LaTeX, model cards, citations, statements; read back by those who will read them."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import torch
import yaml
from huggingface_hub import ModelCard
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import PipelineError
from pipeline.settings import Settings
from pipeline.site.exports.exports import exported
from pipeline.site.exports.latex import MARKS, latex_text
from pipeline.site.exports.model_card import released
from pipeline.site.read_results import read_results
from tests.fabricated import World
from tests.invocation import invoke
from tests.worlds import REPOSITORY


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
    text = exported(settings, "latex")
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
    text = exported(settings, "latex")
    assert text.isascii() or all(ord(character) < 0x180 for character in text)
    assert balanced(text)
    begun, ended = (re.findall(rf"\\{word}{{([a-z]+)}}", text) for word in ("begin", "end"))
    assert begun == ["document", "table", "tabular"]
    assert ended == ["tabular", "table", "document"]
    assert r"50 \% of \$x\_1\$ \& \#2 \{é\} [U+2603] \textbackslash{}end\{document\}" in text


@given(st.text(max_size=40))
def test_any_text_is_escaped(text: str) -> None:
    shown = latex_text(text)
    assert balanced(shown)
    assert "\n" not in shown
    assert not re.search(r"(?<!\\)[#&%_]", shown)
    assert all(ord(character) < 0x180 for character in shown)


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="no TeX here")
def test_the_document_compiles(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "table.tex").write_text(exported(settings, "latex"), encoding="utf-8")
    done = subprocess.run(
        ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "table.tex"],
        cwd=tmp_path,
        capture_output=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout[-2000:]
    assert (tmp_path / "table.pdf").stat().st_size > 1000


# ---------------------------------------------------------------- cards


def test_the_hub_reads_the_metrics_of_every_card(settings: Settings) -> None:
    results = read_results(settings.docs / "data")
    assert released(results)
    for row in released(results):
        card = ModelCard(exported(settings, "model-card", row.model))
        assert card.data.license == "cc-by-4.0"
        assert card.data.model_name == row.model
        told = {(one.metric_name, one.metric_value) for one in card.data.eval_results}
        assert ("Accuracy", row.accuracy) in told
        assert ("Macro F1", row.f1_macro) in told
        assert {one.dataset_split for one in card.data.eval_results} == {"test"}
        for heading in ("## Data", "## Results", "## Limits", "## Loading it", "## How to make these results again"):
            assert heading in card.text
        assert f"--model {row.model}" in card.text


def test_a_card_of_nobody_names_those_that_there_are(settings: Settings) -> None:
    with pytest.raises(PipelineError, match=r"model 'x': no released checkpoint: known are .*-8shot"):
        exported(settings, "model-card", "x")


def test_the_five_lines_load_the_committed_checkpoint(monkeypatch: pytest.MonkeyPatch) -> None:
    done = invoke("export", "model-card", cwd=REPOSITORY)
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


# ---------------------------------------------------------------- how to cite, how to do it again


def test_the_citation_has_what_the_format_demands(settings: Settings) -> None:
    found = yaml.safe_load(exported(settings, "citation"))
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
        exported(World().settings(tmp_path), "citation")


def test_the_statement_names_what_made_the_results(settings: Settings) -> None:
    text = exported(settings, "reproducibility")
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
    assert (tmp_path / "table.tex").read_text(encoding="utf-8") == exported(made, "latex")
