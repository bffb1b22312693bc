"""Verdicts: what is a regression, what is noise, and what must not be compared at all."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest

from pipeline.compare.answer_changes import MetricChange
from pipeline.compare.report import Report
from pipeline.errors import PipelineError
from tests.compare.conftest import Compare
from tests.compare.world import World, edit, first_case, read


def change(report: Report, model: str, metric: str = "accuracy") -> MetricChange:
    """One metric of one row."""
    return next(item for item in report.metrics if (item.model, item.metric) == (model, metric))


def test_another_training_seed_is_another_checkpoint(tmp_path: Path, compared: Compare) -> None:
    World(seed=1).write(tmp_path / "base")
    settings = World(seed=2).write(tmp_path / "head")
    report = compared(settings, tmp_path / "base")
    few = change(report, "rn-8shot")
    assert few.verdict == "another checkpoint"
    assert few.interval
    assert few.interval[0] <= 0 <= few.interval[1]
    assert few.reason.startswith("over all 10 draws, from 0.8")
    assert change(report, "rn-8shot", "nll").verdict == "another checkpoint"
    assert not {"regression", "improvement"} & {item.verdict for item in report.metrics}
    assert any("stand on other support images" in note for note in report.notes)
    assert change(report, "rn-0shot").verdict == "unchanged"
    assert report.gate.passed
    assert ("training.seed", 1, 2) in [(item.what, item.base, item.head) for item in report.provenance]


def test_calibration_errors_of_other_bins_are_another_measure(tmp_path: Path, compared: Compare) -> None:
    """Of more bins they are larger, whatever was answered: neither better nor worse."""
    World(seed=1).write(tmp_path / "base")
    settings = World(seed=1).write(tmp_path / "head")

    predictions = read(settings, "predictions")

    def of_five_bins(model: str, end: str) -> float:
        column, samples = predictions["models"].index(model), predictions["samples"]
        gaps = [0.0] * 5
        for sample in samples:
            confidence = sample[f"confidence{end}"][column]
            gaps[math.ceil(5 * confidence) - 1] += confidence - (sample["chosen"][column] == sample["correct"])
        return sum(map(abs, gaps)) / len(samples)

    def rebinned(metrics: dict[str, Any]) -> None:
        for table in metrics["calibration"]:
            table["bins"] = table["bins"][:5]
        for row in metrics["rows"]:
            row |= {f"ece{end}": of_five_bins(row["model"], end) for end in ("", "_scaled") if row[f"ece{end}"]}

    edit(settings, "metrics", rebinned)
    report = compared(settings, tmp_path / "base")
    found = change(report, "rn-0shot", "ece")
    assert (found.verdict, found.reason) == ("not comparable", "made of 15 bins, then of 5: another measure")
    assert change(report, "rn-0shot", "brier").verdict == "unchanged"


def test_a_broken_adapter_is_a_regression_with_its_broken_samples(tmp_path: Path, compared: Compare) -> None:
    World(seed=1).write(tmp_path / "base")
    settings = World(seed=1, accuracy={"rn-8shot": 0.4}).write(tmp_path / "head")
    report = compared(settings, tmp_path / "base")
    few = report.metrics[0]
    assert (few.model, few.metric, few.verdict) == ("rn-8shot", "accuracy", "regression")
    means = [
        read(World().settings(tmp_path / side), "metrics")["rows"][1]["accuracy_mean"] for side in ("base", "head")
    ]
    assert few.difference == pytest.approx(means[1] - means[0], abs=1e-5)  # over all draws
    row = report.flips[0]
    assert len(row.broken) - len(row.fixed) == round((few.base - few.head) * 400)  # type: ignore[operator]
    assert few.p_value is not None
    assert few.p_value < 1e-6
    assert not report.gate.passed
    assert report.headline.startswith("Accuracy of 2 rows: 1 worse. ")


def test_one_perturbed_prediction_is_one_broken_sample(tmp_path: Path, compared: Compare) -> None:
    perfect = {"rn-8shot": 1.0}
    sample = first_case(World(accuracy=perfect).write(tmp_path / "base"))
    broken = {"rn-8shot": {int(sample.removeprefix("case")): False}}
    settings = World(accuracy=perfect, picks=broken).write(tmp_path / "head")
    report = compared(settings, tmp_path / "base")
    assert {file.path for file in report.files} >= {"docs/data/metrics.json", "docs/data/predictions.json"}
    assert [flip.id for flip in report.flips[0].broken] == [sample]
    assert report.flips[0].fixed == []
    assert change(report, "rn-8shot").verdict == "within noise"
    flip = report.flips[0].broken[0]
    assert flip.right
    assert flip.picked
    assert flip.right != flip.picked
    assert flip.picture == f"images/thumbs/{sample}.jpg"


def test_pairing_uses_only_the_samples_that_both_have(tmp_path: Path, compared: Compare) -> None:
    World(samples=300).write(tmp_path / "base")
    settings = World(samples=300, missing=50).write(tmp_path / "head")
    report = compared(settings, tmp_path / "base")
    assert report.samples
    assert (report.samples.base, report.samples.head, report.samples.common) == (300, 250, 250)
    assert report.samples.only_base[:2] == ["case0", "case1"]
    assert any("paired on 250 common samples" in note for note in report.notes)
    assert change(report, "rn-8shot").samples == 250
    for metric in ("f1_macro", "accuracy_mean"):
        found = change(report, "rn-8shot", metric)
        assert (found.verdict, found.interval) == ("not comparable", None)
        assert found.reason == "measured on test samples that are not all the same"


def test_no_common_samples_is_not_comparable(tmp_path: Path, compared: Compare) -> None:
    World().write(tmp_path / "base")
    settings = World().write(tmp_path / "head")

    def rename(value: dict[str, Any]) -> None:
        for sample in value["samples"]:
            sample["id"] = f"x{sample['id']}"

    edit(settings, "predictions", rename)
    report = compared(settings, tmp_path / "base")
    few = change(report, "rn-8shot")
    assert (few.verdict, few.reason) == ("not comparable", "no common samples")
    assert report.flips == []


def test_candidates_drawn_anew_are_not_comparable(tmp_path: Path, compared: Compare) -> None:
    World().write(tmp_path / "base")
    settings = World().write(tmp_path / "head")

    def shuffle(value: dict[str, Any]) -> None:
        for number, sample in enumerate(value["samples"]):
            if number % 12:
                sample["correct"] = (sample["correct"] + 1) % 12

    edit(settings, "predictions", shuffle)
    few = change(compared(settings, tmp_path / "base"), "rn-8shot")
    assert few.verdict == "not comparable"
    assert "366 of 400 shared samples have another label or other candidates" in few.reason


def test_a_changed_label_or_caption_leaves_the_sample_out_by_name(tmp_path: Path, compared: Compare) -> None:
    World().write(tmp_path / "base")
    settings = World().write(tmp_path / "head")
    shuffled = first_case(settings)
    other = "case7" if shuffled != "case7" else "case8"
    edit(settings, "predictions", lambda value: value["samples"][int(other[4:])].update(label="wolf"))
    edit(settings, "hard_cases", lambda value: value["cases"][0]["choices"].reverse())
    report = compared(settings, tmp_path / "base")
    assert report.samples
    assert sorted(report.samples.altered) == sorted([shuffled, other])
    assert change(report, "rn-8shot").samples == 398


def test_vanished_and_new_rows_are_named(tmp_path: Path, compared: Compare) -> None:
    World().write(tmp_path / "base")
    settings = World(shots=(16,)).write(tmp_path / "head")
    report = compared(settings, tmp_path / "base")
    assert change(report, "rn-8shot").verdict == "vanished"
    assert change(report, "rn-16shot").verdict == "new"
    assert not report.gate.passed
    assert "rn-8shot: accuracy vanished: it was" in report.gate.failures[0].message


@pytest.mark.parametrize("metric", ["f1_macro", "nll", "accuracy"])
def test_a_value_that_is_no_number_is_named_not_skipped(tmp_path: Path, compared: Compare, metric: str) -> None:
    World().write(tmp_path / "base")
    settings = World().write(tmp_path / "head")
    edit(settings, "metrics", lambda value: value["rows"][1].update({metric: None}))
    found = change(compared(settings, tmp_path / "base"), "rn-8shot", metric)
    assert (found.verdict, found.head) == ("vanished", None)
    assert "not a number" in found.reason


def test_a_probability_that_is_no_number_leaves_that_sample_out_of_the_log_loss(
    tmp_path: Path, compared: Compare
) -> None:
    World(seed=1).write(tmp_path / "base")
    settings = World(seed=1, accuracy={"rn-8shot": 0.7}).write(tmp_path / "head")
    sides = [read(World().settings(tmp_path / side), "predictions")["samples"] for side in ("base", "head")]
    # Of the sample whose probability moved least, or metrics.json would rightly be said to tell another story.
    moves = [abs(math.log(new["probability"][1] / old["probability"][1])) for old, new in zip(*sides, strict=True)]
    quiet = moves.index(min(moves))
    edit(settings, "predictions", lambda value: value["samples"][quiet]["probability"].__setitem__(1, None))
    found = change(compared(settings, tmp_path / "base"), "rn-8shot", "nll")
    assert found.samples == 399


def test_metrics_that_their_predictions_contradict_are_not_comparable(tmp_path: Path, compared: Compare) -> None:
    World().write(tmp_path / "base")
    settings = World().write(tmp_path / "head")
    edit(settings, "metrics", lambda value: value["rows"][1].update(accuracy=0.99))
    found = change(compared(settings, tmp_path / "base"), "rn-8shot")
    assert found.verdict == "not comparable"
    assert found.reason == "metrics.json and predictions.json of head disagree on its accuracy"


@pytest.mark.parametrize("metric", ["nll", "f1_micro"])
def test_a_metric_that_moved_without_its_samples_is_not_comparable(
    tmp_path: Path, compared: Compare, metric: str
) -> None:
    World().write(tmp_path / "base")
    settings = World().write(tmp_path / "head")
    edit(settings, "metrics", lambda value: value["rows"][1].update({metric: 0.99}))
    report = compared(settings, tmp_path / "base")
    found = change(report, "rn-8shot", metric)
    assert (found.verdict, found.interval) == ("not comparable", None)
    assert found.reason == f"metrics.json and predictions.json of head disagree on its {metric}"
    assert not report.gate.passed
    assert f"{metric} is 0.99 in metrics.json, and" in report.gate.failures[0].message
    assert change(report, "rn-8shot").verdict == "unchanged"


def test_predictions_with_an_answer_missing_are_refused_by_name(tmp_path: Path, compared: Compare) -> None:
    World().write(tmp_path / "base")
    settings = World().write(tmp_path / "head")
    edit(settings, "predictions", lambda value: value["samples"][3]["chosen"].pop())
    with pytest.raises(PipelineError, match=r"sample case3 does not have one answer for each of the 2 models"):
        compared(settings, tmp_path / "base")


def test_a_metric_without_values_per_sample_says_why_it_has_no_interval(tmp_path: Path, compared: Compare) -> None:
    World(seed=1).write(tmp_path / "base")
    settings = World(seed=1, accuracy={"rn-8shot": 0.5}).write(tmp_path / "head")
    found = change(compared(settings, tmp_path / "base"), "rn-8shot", "cleaned_accuracy")
    assert (found.verdict, found.interval) == ("no interval", None)
    assert found.reason == "no artifact holds its values per sample"


def test_lower_is_better_for_losses(tmp_path: Path, compared: Compare) -> None:
    World().write(tmp_path / "base")
    settings = World(surer=1.0).write(tmp_path / "head")
    found = change(compared(settings, tmp_path / "base"), "rn-8shot", "nll")
    assert found.verdict == "improvement"
    assert found.difference is not None
    assert found.difference < 0


def test_a_missing_artifact_is_noted(tmp_path: Path, compared: Compare) -> None:
    World().write(tmp_path / "base")
    settings = World().write(tmp_path / "head")
    (settings.docs / "data" / "predictions.json").unlink()
    report = compared(settings, tmp_path / "base")
    assert report.head.missing == ["predictions.json"]
    assert "work tree has no predictions.json: what it would say is missing here." in report.notes
    assert change(report, "rn-8shot").verdict == "not comparable"


def test_a_conclusion_that_turned_is_reported(tmp_path: Path, compared: Compare) -> None:
    World().write(tmp_path / "base")
    settings = World().write(tmp_path / "head")
    comparison = {
        "model": "rn-8shot", "baseline": "rn-0shot", "samples": 400, "difference": 0.0, "interval": [0, 0],
        "p_value": 1.0, "only_model": 0, "only_baseline": 0, "both": 400, "neither": 0, "draw_differences": [],
    }  # fmt: skip
    for folder, verdict in (("base", "better"), ("head", "no evidence of a difference")):
        edit(
            World().settings(tmp_path / folder),
            "metrics",
            lambda value, verdict=verdict: value.update(comparisons=[comparison | {"verdict": verdict}]),  # type: ignore[misc]
        )
    turned = compared(settings, tmp_path / "base").conclusions
    assert [(item.model, item.base, item.head) for item in turned] == [
        ("rn-8shot", "better", "no evidence of a difference")
    ]


def test_timings_are_apart_and_tolerated(tmp_path: Path, compared: Compare) -> None:
    World().write(tmp_path / "base")
    settings = World().write(tmp_path / "head")
    edit(settings, "timings", lambda value: value["rows"][0].update(ms_per_sample=26.0))
    edit(settings, "timings", lambda value: value["rows"][1].update(ms_per_sample=50.0))
    report = compared(settings, tmp_path / "base")
    assert [item.verdict for item in report.timings] == ["equal within tolerance", "slower"]
    assert report.headline == "Nothing changed but timings."
    assert report.gate.passed
    edit(settings, "timings", lambda value: value.update(device="another"))
    report = compared(settings, tmp_path / "base")
    assert {item.verdict for item in report.timings} == {"not comparable"}


def test_curves_of_another_course_are_listed_by_draw(tmp_path: Path, compared: Compare) -> None:
    World(seed=1).write(tmp_path / "base")
    settings = World(seed=1).write(tmp_path / "head")
    edit(settings, "curves", lambda value: value["rows"][1]["train_loss"].__setitem__(2, None))
    report = compared(settings, tmp_path / "base")
    assert [(item.model, item.draw) for item in report.curves] == [("rn-8shot", 1)]
    assert report.curves_unchanged == len(read(settings, "curves")["rows"]) - 1
    assert report.curves[0].head
    assert report.curves[0].head.gaps == 1
