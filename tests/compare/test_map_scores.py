"""Scores of heat maps of two runs, paired image by image."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.stats import ttest_rel

from pipeline.compare.answer_changes import MapScoreChange
from pipeline.compare.forms.markdown import markdown
from pipeline.compare.report import Report
from pipeline.results.labels import METHODS
from tests.compare.conftest import Compare
from tests.compare.world import World, edit


def change(report: Report, score: str, method: str = "gradcam") -> MapScoreChange:
    return next(one for one in report.map_scores if (one.backbone, one.method, one.score) == ("rn", method, score))


def test_better_maps_are_told_from_the_same_ones(tmp_path: Path, compared: Compare) -> None:
    World(attention=1).write(tmp_path / "base")
    settings = World(map_gain=0.1, attention=1).write(tmp_path / "head")
    report = compared(settings, tmp_path / "base")
    found = change(report, "faithfulness")
    assert (found.verdict, found.images) == ("better", 60)
    assert found.difference == pytest.approx(0.1, abs=0.02)
    assert found.interval
    assert found.interval[0] <= 0.1 <= found.interval[1]
    assert change(report, "energy_in_boxes").verdict == "better"
    assert change(report, "faithfulness", "gradcam_fine").verdict == "unchanged"
    assert change(report, "faithfulness", "random").verdict == "unchanged"
    assert not report.same_to_rounding
    assert "| rn | element-wise Grad-CAM | insertion − deletion | ▲ better |" in markdown(report)
    turned = compared(World(attention=1).settings(tmp_path / "base"), tmp_path / "head")
    assert change(turned, "faithfulness").verdict == "worse"


def test_noise_is_called_noise(tmp_path: Path, compared: Compare) -> None:
    base = World(attention=1).write(tmp_path / "base")
    head = World(attention=1).write(tmp_path / "head")
    chance = np.random.default_rng(0)

    def shake(plain: dict[str, Any]) -> None:
        for row in plain["sample_scores"]:
            row["deletion_blur"] = [value and value + chance.normal(0, 0.02) for value in row["deletion_blur"]]

    edit(head, "attention", shake)
    found = change(compared(head, tmp_path / "base"), "faithfulness")
    assert found.verdict == "within noise"
    sides = [json.loads((one.docs / "data/attention.json").read_text())["sample_scores"] for one in (base, head)]
    before, after = (
        [
            (row["insertion_blur"][0] - row["deletion_blur"][0] + row["insertion_mean"][0] - row["deletion_mean"][0])
            / 2
            for row in rows
        ]
        for rows in sides
    )
    assert found.difference == pytest.approx(np.mean(after) - np.mean(before), abs=1e-5)
    assert found.p_adjusted is not None
    assert found.p_adjusted >= ttest_rel(after, before).pvalue - 1e-6


def test_other_images_are_left_out(tmp_path: Path, compared: Compare) -> None:
    World(samples=60, attention=1).write(tmp_path / "base")
    settings = World(samples=60, missing=20, attention=1).write(tmp_path / "head")
    found = change(compared(settings, tmp_path / "base"), "faithfulness")
    assert found.images == 40
    assert found.verdict == "within noise"
    assert found.difference == 0
    assert "both sides scored" in found.reason


def test_a_method_that_is_new_or_gone_is_named(tmp_path: Path, compared: Compare) -> None:
    World(attention=1).write(tmp_path / "base")
    settings = World(attention=1).write(tmp_path / "head")

    def rename(plain: dict[str, Any]) -> None:
        for row in plain["sample_scores"]:
            row["methods"][1] = "occlusion"

    edit(settings, "attention", rename)
    report = compared(settings, tmp_path / "base")
    assert change(report, "faithfulness", "occlusion").verdict == "new"
    assert change(report, "faithfulness", "gradcam_fine").verdict == "vanished"


def test_runs_of_before_had_no_scores(tmp_path: Path, compared: Compare) -> None:
    base = World(attention=1).write(tmp_path / "base")
    path = base.docs / "data/attention.json"
    plain = json.loads(path.read_text())
    old = {"schema": "attention/2", "samples": plain["samples"], "maps": plain["maps"]}
    path.write_text(json.dumps(old))
    settings = World(attention=1).write(tmp_path / "head")
    report = compared(settings, tmp_path / "base")
    assert {one.verdict for one in report.map_scores} == {"new"}
    assert all(one.base is None and one.head is not None for one in report.map_scores)


def test_lists_that_are_too_short_are_no_scores(tmp_path: Path, compared: Compare) -> None:
    World(attention=1).write(tmp_path / "base")
    settings = World(attention=1).write(tmp_path / "head")

    def cut(plain: dict[str, Any]) -> None:
        for row in plain["sample_scores"]:
            row["deletion_blur"] = row["deletion_blur"][:1]

    edit(settings, "attention", cut)
    report = compared(settings, tmp_path / "base")
    assert change(report, "faithfulness", "gradcam_fine").verdict == "vanished"


def test_another_leading_method_is_named(tmp_path: Path, compared: Compare) -> None:
    base = World(attention=1).write(tmp_path / "base")
    settings = World(attention=1).write(tmp_path / "head")
    assert compared(settings, tmp_path / "base").leading_methods == []
    verdicts = json.loads((base.docs / "data/attention.json").read_text())["verdicts"]
    before = next(one["leading"] for one in verdicts if one["backbone"] == "rn")
    after = {"gradcam": "gradcam_fine", "gradcam_fine": "gradcam"}[before]

    def turn(plain: dict[str, Any]) -> None:
        next(one for one in plain["verdicts"] if one["backbone"] == "rn")["leading"] = after

    edit(settings, "attention", turn)
    report = compared(settings, tmp_path / "base")
    (found,) = report.leading_methods
    assert (found.backbone, found.base, found.head) == ("rn", before, after)
    assert not report.same_to_rounding
    assert f"rn: {METHODS[after]}, before {METHODS[before]}." in markdown(report)
