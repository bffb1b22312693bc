"""A small change of the results is a small change of the files: a reviewer can read it line by line."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from pipeline.data.samples import Sample, tabulate
from pipeline.evaluation.intervals import Resampling
from pipeline.evaluation.measurements import report_metrics, report_predictions
from pipeline.evaluation.outcomes import Origin, Outcome
from pipeline.results.names import headline_rows, row_id
from pipeline.results.schemas.metrics import Metrics
from pipeline.settings import Settings
from pipeline.site.build import build_site
from tests.compare.conftest import Git
from tests.site.conftest import with_site
from tests.site.fabricate import CATEGORIES, World

SAMPLES, CHOICES = 240, 12
PROSE = Path(__file__).parents[2] / "templates" / "prose"

CHARTS = (
    "acc", "agreement", "calibration", "categories_rn", "cleaned", "confusion_rn", "f1_macro", "f1_micro",
    "f1_weighted", "forest", "positions", "rn_eval", "shots",
)  # fmt: skip
"""Charts in which a pick of the row rn-8shot counts."""


def samples() -> list[Sample]:
    """Test samples with captions of their own."""
    return [
        Sample(
            id=f"s{n:04d}", label=CATEGORIES[n % 10], correct=n % CHOICES, image="", sha256="", width=1, height=1,
            choices=tuple(f"caption {choice} of {n}" for choice in range(CHOICES)), split="test",
            choice_labels=tuple(CATEGORIES[(n + choice - n % CHOICES) % 10] for choice in range(CHOICES)),
            choice_image_ids=tuple(f"i{n}-{choice}" for choice in range(CHOICES)),
        )
        for n in range(SAMPLES)
    ]  # fmt: skip


def evaluate(settings: Settings, perturbed: str | None = None) -> None:
    """Write metrics.json and predictions.json; one right pick of the row ``perturbed`` turns wrong."""
    tests = samples()
    correct = np.array([sample.correct for sample in tests])
    outcomes = []
    for backbone in settings.backbones:
        for shots, adapter in ((0, None), (8, "residual_dual")):
            model = row_id(backbone.id, shots, adapter)
            logits = np.random.default_rng([*model.encode()]).normal(size=(SAMPLES, CHOICES))
            logits[np.arange(SAMPLES), correct] += 3
            if model == perturbed:
                row = int((logits.argmax(1) == correct).argmax())
                logits[row, correct[row]] = -5
            origin = Origin(model, backbone.id, backbone.name, shots, adapter)
            draws = [logits.argmax(1) == correct] if shots else []
            outcomes.append(Outcome(origin, logits, correct, draw_right=draws))
    data = settings.docs / "data"
    table = tabulate(tests, CATEGORIES)
    report_metrics(
        table,
        outcomes,
        np.zeros((SAMPLES, CHOICES), dtype=bool),
        [],
        headline=headline_rows(settings.backbones, settings.training),
        how=Resampling(0.95, 2000, 42),
        bins=15,
        f1_note="",
    ).write(data)
    report_predictions(table, outcomes).write(data)


@pytest.fixture
def site(tmp_path: Path, git: Git) -> Settings:
    """A built and committed site of four rows."""
    settings = World(shots=(8,), adapters=("residual_dual",), test=SAMPLES).write(tmp_path)
    evaluate(settings)
    build_site(settings)
    git(tmp_path, "init")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-m", "results")
    return settings


def changed(settings: Settings, git: Git) -> dict[str, int]:
    """Changed lines by file."""
    git(settings.root, "add", "-A")
    lines = git(settings.root, "diff", "--cached", "--numstat").splitlines()
    counts = (line.split("\t") for line in lines)
    return {path.removeprefix("docs/"): int(added) for added, _, path in counts}


def test_building_and_evaluating_again_changes_nothing(site: Settings, git: Git) -> None:
    evaluate(site)
    build_site(site)
    assert changed(site, git) == {}


def test_the_title_changes_the_lines_that_show_it(site: Settings, git: Git) -> None:
    build_site(with_site(site, title="Another title"))
    # The browser's title and the heading; on the second page, the way back.
    assert changed(site, git) == {"index.html": 2, "hard-cases.html": 2}


def test_a_sentence_of_ones_own_changes_one_line(site: Settings, git: Git) -> None:
    own = site.root / "own" / "prose"
    own.mkdir(parents=True)
    told = (PROSE / "evaluation.md").read_text(encoding="utf-8")
    (own / "evaluation.md").write_text(told, encoding="utf-8")
    with_own = site.model_copy(update={"paths": site.paths.model_copy(update={"templates": own.parent})})
    with_own._root = site.root
    build_site(with_own)
    assert {path for path in changed(site, git) if path.endswith(".html")} == set()
    git(site.root, "commit", "-m", "my own prose")
    (own / "evaluation.md").write_text(told.rstrip() + " One more sentence.\n", encoding="utf-8")
    build_site(with_own)
    assert changed(site, git) == {"index.html": 1, "own/prose/evaluation.md": 1}


def test_one_prediction_changes_the_files_that_show_its_row(site: Settings, git: Git) -> None:
    evaluate(site, perturbed="rn-8shot")
    build_site(site)
    found = changed(site, git)
    assert set(found) == {
        "data/metrics.json", "data/predictions.json", "index.html", "tables/comparison.csv",
        *(f"{place}.{ending}" for chart in CHARTS for place, ending in (
            (f"plot/{chart}", "js"), (f"plot/{chart}", "json"), (f"tables/{chart}", "csv"),
        )),
    }  # fmt: skip
    assert found["data/predictions.json"] == 1
    # The row, its comparisons, its groups, its confusion, its errors, its positions, its calibration.
    assert found["data/metrics.json"] <= 14
    assert found["index.html"] <= 40
    assert max(lines for path, lines in found.items() if path.startswith(("plot/", "tables/"))) <= 3


def test_one_metric_changes_the_files_that_show_it(site: Settings, git: Git) -> None:
    data = site.docs / "data"
    metrics = Metrics.read(data)
    next(row for row in metrics.rows if row.model == "vit-8shot").f1_weighted = 0.123456
    metrics.write(data)
    build_site(site)
    assert changed(site, git) == {
        "data/metrics.json": 1,
        "index.html": 5,
        "plot/f1_weighted.js": 1,
        "plot/f1_weighted.json": 1,
        "plot/vit_eval.js": 1,
        "plot/vit_eval.json": 1,
        "tables/comparison.csv": 1,
        "tables/f1_weighted.csv": 1,
        "tables/vit_eval.csv": 1,
    }
