"""Change told from noise: rounding, another seed, many rows; and rules that a change cannot write for itself."""

from __future__ import annotations

import math
import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from pipeline.compare.diff import diff
from pipeline.compare.forms.markdown import markdown
from pipeline.compare.inputs.joining import RowAnswers
from pipeline.compare.verdicts.evidence import Evidence
from pipeline.compare.verdicts.metric_changes import _adjusted, _Judge
from pipeline.compare.verdicts.noise import accuracy_test, draws_test
from pipeline.errors import PipelineError
from pipeline.evaluation.consistency.artifact_checks import contradictions
from pipeline.settings import Evaluation, GateRule
from pipeline.settings.settings_file import load_settings
from pipeline.site.read_results import read_results
from tests.compare.conftest import Compare
from tests.compare.test_gate import with_rules
from tests.compare.test_metrics import change
from tests.compare.world import World, edit
from tests.conftest import Git
from tests.fabricated.world import World as FabricatedWorld
from tests.scripts.test_scripts import CONFIG

HOW = Evaluation()


def shaken(value: Any, by: float, dice: random.Random) -> Any:
    """Plain data with noise on every float, as another machine would write it."""
    if isinstance(value, float):
        return value + dice.uniform(-by, by)
    if isinstance(value, dict):
        return {key: shaken(item, by, dice) for key, item in value.items()}
    return [shaken(item, by, dice) for item in value] if isinstance(value, list) else value


def shake(settings: Any, kind: str, *keys: str, by: float = 1e-6) -> None:
    dice = random.Random(kind)

    def change(value: dict[str, Any]) -> None:
        for row in value[next(key for key in ("rows", "samples") if key in value)]:
            row.update({key: shaken(row[key], by, dice) for key in keys})

    edit(settings, kind, change)


def test_nothing_but_rounding_is_one_line_curves_included(tmp_path: Path, compared: Compare) -> None:
    World().write(tmp_path / "base")
    settings = World(surer=1e-4).write(tmp_path / "head")
    shake(settings, "curves", "train_loss", "validation_loss", by=5e-4)
    report = compared(settings, tmp_path / "base")
    assert {"docs/data/predictions.json", "docs/data/curves.json"} <= {file.path for file in report.files}
    assert report.same_to_rounding
    assert report.headline.startswith("The same to rounding: no pick changed")
    assert {item.verdict for item in report.metrics} == {"unchanged"}
    assert report.curves == []
    assert "<details" not in markdown(report)
    assert report.gate.passed


@pytest.mark.parametrize(("redraws", "tenths", "same"), [(1, 1, True), (20, 0, False), (0, 2, False)])
def test_redraws_and_tenths_of_logits_hang_on_a_last_digit(
    tmp_path: Path, compared: Compare, redraws: int, tenths: int, same: bool
) -> None:
    """Among 200 redraws of every sample some pick always lies within rounding of another."""

    def tell(place: Path, more: int, behind: int) -> None:
        def redrawn(value: dict[str, Any]) -> None:
            value["redrawn"][0]["right"][0] += more

        def gap(value: dict[str, Any]) -> None:
            value["samples"][0]["behind"][0][0] += behind

        edit(World().settings(place), "draws", redrawn)
        edit(World().settings(place), "validation", gap)

    World().write(tmp_path / "base")
    settings = World().write(tmp_path / "head")
    tell(tmp_path / "head", redraws, tenths)
    report = compared(settings, tmp_path / "base")
    assert report.files
    assert report.same_to_rounding is same


@pytest.mark.parametrize(
    ("kind", "spoil"),
    [
        ("predictions", lambda value: value["samples"][0]["chosen"].__setitem__(0, 99)),
        ("predictions", lambda value: value["samples"][0]["probability"].__setitem__(0, 0.123)),
        ("curves", lambda value: value["rows"][0]["train_loss"].__setitem__(0, 3.0)),
        ("curves", lambda value: value["rows"][0].update(best_epoch=1)),
        ("dataset", lambda value: value.update(choices=13)),
        ("hard_cases", lambda value: value["cases"][0].update(label="wolf")),
    ],
)
def test_what_is_more_than_rounding_is_not_called_so(tmp_path: Path, compared: Compare, kind: str, spoil: Any) -> None:
    World().write(tmp_path / "base")
    settings = World().write(tmp_path / "head")
    edit(settings, kind, spoil)
    report = compared(settings, tmp_path / "base")
    assert not report.same_to_rounding
    assert not report.identical


def test_a_broken_adapter_is_found_under_another_seed_too(tmp_path: Path, compared: Compare) -> None:
    World(seed=1).write(tmp_path / "base")
    settings = World(seed=2, accuracy={"rn-8shot": 0.6}).write(tmp_path / "head")
    report = compared(settings, tmp_path / "base")
    assert change(report, "rn-8shot").verdict == "regression"
    assert not report.gate.passed


def test_one_draw_on_other_support_images_is_of_unknown_noise(tmp_path: Path, compared: Compare) -> None:
    def one_draw(value: dict[str, Any]) -> None:
        row = value["rows"][1]
        row.update(draws=1, draw_accuracy=[row["accuracy"]], accuracy_mean=row["accuracy"], accuracy_sd=None)

    World(seed=1).write(tmp_path / "base")
    settings = World(seed=2, accuracy={"rn-8shot": 0.6}).write(tmp_path / "head")
    for side in ("base", "head"):
        edit(World().settings(tmp_path / side), "metrics", one_draw)
    report = compared(settings, tmp_path / "base")
    found = change(report, "rn-8shot")
    assert (found.verdict, found.p_value) == ("no interval", None)
    assert "one draw does not show" in found.reason
    assert not report.gate.passed


def turned(broken: int, fixed: int, samples: int = 400) -> Evidence:
    """A zero-shot row of which so many samples broke and so many were fixed."""
    base = np.arange(samples) >= samples // 5
    head = base.copy()
    head[-broken:], head[:fixed] = False, True
    answers = [RowAnswers(np.where(right, 0, 1), right, np.full(samples, 0.5)) for right in (base, head)]
    return Evidence({"accuracy": accuracy_test(*answers, HOW)})


def test_many_rows_take_more_evidence_than_one() -> None:
    """Fifteen broken and three fixed samples of one row: a finding alone, and none among forty rows that moved."""
    for others, verdict in ((0, "regression"), (39, "within noise")):
        evidence = {"row": turned(15, 3)} | {f"row {number}": turned(9, 9) for number in range(others)}
        found = _Judge(evidence["row"], _adjusted(evidence), HOW).change("row", "accuracy", 0.8, 0.77)
        assert found.p_value == pytest.approx(stats.binomtest(3, 18).pvalue, rel=1e-4)
        assert found.p_adjusted == pytest.approx(found.p_value * len(evidence))
        assert found.verdict == verdict
        assert ("one of 40 tests" in found.reason) == (verdict == "within noise")


@given(
    st.integers(2, 12), st.integers(2, 12), st.integers(20, 20_000), st.integers(0, 20), st.integers(0, 20),
    st.booleans(),
)  # fmt: skip
def test_no_spread_over_draws_is_never_certain(
    before: int, after: int, samples: int, wrong: int, more: int, same_draws: bool
) -> None:
    base = np.full(before, (samples - wrong) / samples)
    head = np.full(after, (samples - wrong - min(more, samples - wrong)) / samples)
    found = draws_test(base, head, samples, HOW, same_draws=same_draws)
    assert found.p_value > 0
    low, high = found.interval
    assert low < found.difference < high or found.difference == 0
    # All that turned turned one way: the sign test is what the samples can say at most.
    assert found.p_value >= stats.binomtest(0, max(1, min(more, samples - wrong))).pvalue - 1e-12


def test_draws_are_judged_as_welch_judges_them_where_samples_are_many() -> None:
    dice = np.random.default_rng(0)
    base, head = dice.normal(0.80, 0.01, 10), dice.normal(0.82, 0.02, 10)
    found = draws_test(base, head, 10**9, HOW, same_draws=False)
    expected = stats.ttest_ind(head, base, equal_var=False)
    assert found.p_value == pytest.approx(expected.pvalue, rel=1e-3)
    assert found.interval == pytest.approx(expected.confidence_interval(0.95), rel=1e-3)
    paired = draws_test(base, head, 10**9, HOW, same_draws=True)
    assert paired.p_value == pytest.approx(stats.ttest_rel(head, base).pvalue, rel=1e-3)


# ---------------------------------------------------------------- results that contradict themselves


@pytest.mark.parametrize("field", ["accuracy", "f1_micro", "nll", "accuracy_mean", "samples", "draws"])
def test_a_figure_that_does_not_follow_is_found(tmp_path: Path, field: str) -> None:
    settings = World().write(tmp_path)
    data = settings.docs / "data"
    assert contradictions(read_results(data).published) == []
    by = 1 if field in ("samples", "draws", "nll") else -0.125  # a share stays one
    edit(settings, "metrics", lambda value: value["rows"][1].update({field: value["rows"][1][field] + by}))
    found = contradictions(read_results(data).published)
    assert [(one.model, one.metric) for one in found] == [("rn-8shot", field)]


@pytest.mark.parametrize(
    ("table", "changed", "metric"),
    [
        ("comparisons", {"verdict": "better"}, "verdict against"),
        ("comparisons", {"p_adjusted": 0.01}, "p_adjusted against"),
        ("unseen", {"verdict": "worse"}, "verdict on unseen categories"),
        ("unseen", {"accuracy": 0.99}, "accuracy on unseen categories"),
        ("redrawn", {"accuracy": 0.25}, "accuracy over redraws"),
    ],
)
def test_a_judgement_that_does_not_follow_is_found(
    tmp_path: Path, table: str, changed: dict[str, Any], metric: str
) -> None:
    settings = FabricatedWorld(samples=40, shots=(8,)).write(tmp_path)
    data = settings.docs / "data"
    assert contradictions(read_results(data).published) == []
    edit(settings, "metrics", lambda value: value[table][0].update(changed))
    found = contradictions(read_results(data).published)
    assert found[0].metric.startswith(metric)
    assert "metrics.json" in str(found[0])


@given(st.lists(st.floats(1e-12, 1.0), min_size=1, max_size=30))
def test_published_digits_never_contradict_the_log_loss(probabilities: list[float]) -> None:
    from pipeline.evaluation.consistency.published_answers import log_loss_roundings
    from pipeline.results.artifact import known_digits

    exact = -np.mean(np.log(probabilities))
    published = np.array([known_digits(value) for value in probabilities])
    follows = -np.mean(np.log(published))
    # The mean has digits of its own: half a step of three decimals.
    assert abs(known_digits(float(exact)) - follows) <= log_loss_roundings(published).mean() + 0.000501


# ---------------------------------------------------------------- rules


def test_rules_that_a_change_empties_still_hold_and_are_reported(
    tmp_path: Path, git: Git, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "site_config.yaml").write_text(CONFIG + "gate: {rules: {accuracy: {absolute: 0.01}}}\n")
    World().write(tmp_path)
    git(tmp_path, "init")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-m", "good")
    (tmp_path / "site_config.yaml").write_text(CONFIG + "gate: {rules: {}}\n")
    World(accuracy={"rn-8shot": 0.5}).write(tmp_path)
    git(tmp_path, "commit", "-am", "bad, and no rules")
    settings = load_settings(tmp_path / "site_config.yaml")
    assert settings.gate.rules == {}
    for head in ("HEAD", None):
        assert diff(settings, "HEAD^", head, gate=True, output=tmp_path / "report.md") == 1
        said = capsys.readouterr().err
        assert "gate: head changes gate.rules" in said
        assert "the rules of base were applied" in said
        assert "gate: rn-8shot: accuracy went from" in said
    assert "Rules of the gate that changed" in (tmp_path / "report.md").read_text()
    git(tmp_path, "checkout", "HEAD^", "--", "site_config.yaml", "docs", "models")
    assert diff(settings, "HEAD^", gate=True, output=tmp_path / "report.md") == 0


def test_a_rule_of_base_for_a_metric_that_is_gone_fails(tmp_path: Path, git: Git) -> None:
    (tmp_path / "site_config.yaml").write_text(CONFIG + "gate: {rules: {old_metric: {absolute: 0.01}}}\n")
    World().write(tmp_path)
    git(tmp_path, "init")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-m", "good")
    (tmp_path / "site_config.yaml").write_text(CONFIG)
    settings = load_settings(tmp_path / "site_config.yaml")
    assert diff(settings, "HEAD", gate=True, output=tmp_path / "report.md") == 1
    assert "old&#95;metric: base has a rule for it" in (tmp_path / "report.md").read_text().replace("old_", "old&#95;")


def test_directions_come_from_the_catalogue(tmp_path: Path) -> None:
    for base, head, code in ((1.0, 0.0, 1), (0.0, 1.0, 0)):
        World(surer=base).write(tmp_path / "base")
        settings = World(surer=head).write(tmp_path / "head")
        ruled = with_rules(settings, nll=GateRule(absolute=0.01))
        assert diff(ruled, str(tmp_path / "base"), gate=True, output=tmp_path / "report.md") == code
    with pytest.raises(PipelineError, match=r"gate\.rules\.ece\.direction: lower is better for ece"):
        diff(with_rules(settings, ece=GateRule(direction="higher")), str(tmp_path / "base"), gate=True)


def test_a_log_loss_that_moved_by_nothing_is_no_regression(tmp_path: Path, compared: Compare) -> None:
    """A paired test on +5e-8 can say p = 0.02: significance without size is noise."""
    World().write(tmp_path / "base")
    settings = World().write(tmp_path / "head")
    edit(
        settings,
        "predictions",
        lambda value: [
            row["probability"].__setitem__(0, row["probability"][0] * (1 - 1e-4)) for row in value["samples"]
        ],
    )
    found = change(compared(settings, tmp_path / "base"), "rn-0shot", "nll")
    assert found.verdict == "unchanged"
    assert found.interval is not None
    assert math.copysign(1, found.interval[0]) == math.copysign(1, found.interval[1])


@pytest.mark.parametrize(
    "edited",
    [
        lambda value: value["rows"][1]["accuracy_interval"].__setitem__(0, 0.1),
        lambda value: value["ties"].pop(),
        lambda value: value["comparisons"][0].update(detectable=0.001),
    ],
)
def test_an_edited_interval_or_tie_is_not_the_same_to_rounding(tmp_path: Path, compared: Compare, edited: Any) -> None:
    World().write(tmp_path / "base")
    settings = World().write(tmp_path / "head")
    edit(settings, "metrics", edited)
    report = compared(settings, tmp_path / "base")
    assert not report.same_to_rounding
    assert "The same" not in report.headline
