"""The gate from outside: what it prints, and its exit code."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.compare.diff import diff
from pipeline.errors import PipelineError
from pipeline.settings import Gate, GateRule, Settings
from tests.compare.world import World, edit


def with_rules(settings: Settings, **rules: GateRule) -> Settings:
    """The settings with other rules."""
    changed = settings.model_copy(update={"gate": Gate(rules=rules)})
    changed._root = settings.root
    return changed


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """Runs the gate on two worlds; returns the exit code and what it said."""

    def go(base: World, head: World, *, change: Any = None, **rules: GateRule) -> tuple[int, str]:
        base.write(tmp_path / "base")
        settings = head.write(tmp_path / "head")
        if change:
            edit(settings, "metrics", change)
        if rules:
            settings = with_rules(settings, **rules)
        code = diff(settings, str(tmp_path / "base"), gate=True, output=tmp_path / "report.md")
        return code, capsys.readouterr().err

    return go


def test_equal_inputs_pass_and_say_so(run: Any) -> None:
    assert run(World(), World()) == (0, "gate: nothing changed\n")


def test_a_regression_fails_with_its_numbers(run: Any) -> None:
    code, said = run(World(), World(accuracy={"rn-8shot": 0.5}))
    assert code == 1
    assert "gate: rn-8shot: accuracy went from 0.8" in said
    assert "allowed are 0.005 (absolute tolerance); difference -0.3" in said
    assert "regression" in said
    assert said.endswith(" of 4 checks\n")


def test_noise_passes_unless_the_rule_says_otherwise(run: Any) -> None:
    base, head = World(seed=1), World(seed=1, accuracy={"rn-8shot": 0.846})
    strict = GateRule(absolute=0.0)
    assert run(base, head, accuracy=strict)[0] == 0
    code, said = run(base, head, accuracy=GateRule(absolute=0.0, fail_within_noise=True))
    assert code == 1
    assert "within noise" in said


def test_the_larger_allowance_holds(run: Any) -> None:
    base, head = World(), World(accuracy={"rn-8shot": 0.5})
    assert run(base, head, accuracy=GateRule(absolute=0.5))[0] == 0
    assert run(base, head, accuracy=GateRule(relative=0.5))[0] == 0
    code, said = run(base, head, accuracy=GateRule(absolute=0.01, relative=0.1))
    assert code == 1
    assert "relative tolerance" in said


def test_a_metric_that_vanished_fails_whatever_its_tolerance(run: Any) -> None:
    def gone(value: dict[str, Any]) -> None:
        value["rows"][1]["f1_macro"] = None

    code, said = run(World(), World(), change=gone, f1_macro=GateRule(absolute=1.0))
    assert code == 1
    assert "gate: rn-8shot: f1_macro vanished: it was 0.8" in said


def test_a_change_of_unknown_noise_is_held_to_its_tolerance(run: Any) -> None:
    worse = World(accuracy={"rn-8shot": 0.5})
    code, said = run(World(), worse, cleaned_accuracy=GateRule(absolute=0.01))
    assert code == 1
    assert "its noise is unknown: no artifact holds its values per sample" in said


def test_losses_may_be_ruled_too(run: Any) -> None:
    surer = World(surer=1.0)
    assert run(surer, World(), nll=GateRule(direction="lower", absolute=0.01))[0] == 1
    assert run(surer, World(), nll=GateRule(direction="lower", absolute=0.9))[0] == 0


def test_a_rule_for_no_metric_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    settings = with_rules(World().settings(tmp_path), acuracy=GateRule())
    with pytest.raises(PipelineError, match=r"gate\.rules\.acuracy: no metric .*did you mean 'accuracy'\?"):
        diff(settings, "nowhere", gate=True)


def test_json_on_the_standard_output_stays_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    World().write(tmp_path / "base")
    settings = World(accuracy={"rn-8shot": 0.5}).write(tmp_path / "head")
    assert diff(settings, str(tmp_path / "base"), form="json", gate=True) == 1
    report = json.loads(capsys.readouterr().out)
    assert report["schema"] == "diff/4"
    assert report["gate"]["passed"] is False


@pytest.mark.parametrize(
    ("kind", "left", "said"),
    [
        ("predictions", None, "gate: predictions.json vanished, or its samples"),
        ("predictions", "samples", "gate: predictions.json vanished, or its samples"),
        ("draws", None, "gate: draws.json vanished, or its draws of rn-8shot"),
        ("draws", "rows", "gate: draws.json vanished, or its draws of rn-8shot"),
    ],
)
def test_answers_that_figures_are_checked_by_may_not_vanish(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str, left: str | None, said: str
) -> None:
    World().write(tmp_path / "base")
    settings = World(accuracy={"rn-8shot": 0.95}).write(tmp_path / "head")
    if left is None:
        (settings.docs / f"data/{kind}.json").unlink()
    else:
        edit(settings, kind, lambda value: value.update({left: []}))
    assert diff(settings, str(tmp_path / "base"), gate=True, output=tmp_path / "report.md") == 1
    assert said in capsys.readouterr().err
    # The other way round nothing is lost.
    assert diff(settings, str(tmp_path / "head"), str(tmp_path / "base"), gate=True) in (0, 1)
    assert "vanished, or its" not in capsys.readouterr().err


def test_a_row_without_answers_fails(run: Any) -> None:
    def claimed(value: dict[str, Any]) -> None:
        value["rows"].append(value["rows"][1] | {"model": "rn-9shot", "shots": 9, "accuracy": 0.999})

    code, said = run(World(), World(), change=claimed)
    assert code == 1
    assert "gate: predictions.json: models: rn-9shot of metrics.json has no answers" in said


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda value: value["rows"][1]["accuracy_interval"].__setitem__(0, 0.1), "accuracy_interval[0] is 0.1 in"),
        (lambda value: value["ties"].pop(), "ties is null in metrics.json"),
        (lambda value: value["comparisons"][0].update(detectable=0.001), "detectable against rn-0shot is 0.001 in"),
        (lambda value: value["unseen"][0]["halves"][0].update(accuracy=0.5), "halves[0].accuracy on unseen categories"),
        (lambda value: value["comparisons"].append(value["comparisons"][0]), "number of entries against rn-0shot is 2"),
    ],
)
def test_what_the_page_is_refused_for_fails(run: Any, change: Any, words: str) -> None:
    code, said = run(World(), World(), change=change)
    assert code == 1
    assert f"gate: rn-8shot: {words}" in said or f"{words}" in said


def test_a_row_that_is_there_twice_fails(run: Any) -> None:
    code, said = run(World(), World(), change=lambda value: value["rows"].append(value["rows"][1]))
    assert code == 1
    assert "gate: metrics.json: rows: rn-8shot stands there more than once" in said
