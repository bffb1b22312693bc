"""The form of artifact files, and what happens to old, new, broken and interrupted ones."""

from __future__ import annotations

import json
import math
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from pipeline.errors import PipelineError
from pipeline.results.artifact import Artifact, known_digits
from pipeline.results.files import write_bytes
from pipeline.results.form.row_writer import LazyRows, dumps, round_significant
from pipeline.results.schemas.curves import Curve, Curves
from pipeline.results.schemas.metrics import Metrics
from pipeline.results.schemas.pictures import Picture
from pipeline.results.schemas.predictions import Prediction, Predictions
from pipeline.results.schemas.run import BackboneFacts
from tests.fabricated.world import World
from tests.worlds import contents

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**12), 10**12) | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=25,
)


def expected(value: Any) -> Any:
    """What a reader of the file should find."""
    if isinstance(value, float):
        return float(f"{value:.6g}") if math.isfinite(value) else None
    if isinstance(value, dict):
        return {key: expected(item) for key, item in value.items()}
    return [expected(item) for item in value] if isinstance(value, list) else value


@given(JSON)
def test_any_value_comes_back_rounded_and_without_nan(value: Any) -> None:
    text = dumps(value)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")

    def refuse(constant: str) -> None:
        raise AssertionError(constant)

    assert json.loads(text, parse_constant=refuse) == expected(value)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_six_digits_are_within_half_a_unit_of_the_sixth(value: float) -> None:
    assert round_significant(value) == pytest.approx(value, rel=5.0001e-6, abs=1e-300)


@given(st.floats(0, 1000))
def test_known_digits_are_three_decimals_or_two_digits(value: float) -> None:
    rounded = known_digits(value)
    assert rounded == pytest.approx(value, abs=0.00050001, rel=0)
    assert rounded == pytest.approx(value, rel=0.0500001)
    assert known_digits(rounded) == rounded
    assert len(str(rounded)) <= 8 or rounded < 0.01


def test_a_loss_that_is_no_number_is_null_and_shares_keep_their_digits(tmp_path: Path) -> None:
    run = Curve(
        model="m", backbone="b", adapter="a", shots=1, draw=0, best_epoch=1, train_loss=[math.nan, 1.23456],
        train_accuracy=[0.123456, None], validation_loss=[0.00098765, math.inf], validation_accuracy=[],
        validation_f1_macro=[], steps_per_epoch=3, validation_samples=240, zero_shot_validation_accuracy=None,
    )  # fmt: skip
    Curves(rows=[run]).write(tmp_path)
    row = json.loads((tmp_path / "curves.json").read_text())["rows"][0]
    assert row["train_loss"] == [None, 1.235]
    assert row["validation_loss"] == [0.00099, None]
    assert row["train_accuracy"] == [0.123456, None]


def test_each_row_takes_one_line() -> None:
    sample = Prediction(id="1", label="dog", correct=3, chosen=[3, 2], probability=[0.123456789, 0.5])
    text = dumps({"schema": "predictions/1", **Predictions(models=["a", "b"], samples=[sample, sample]).model_dump()})
    lines = text.splitlines()
    assert lines[1] == '  "schema": "predictions/1",'
    assert lines[2] == '  "models": ["a", "b"],'
    row = '{"id": "1", "label": "dog", "correct": 3, "chosen": [3, 2], "probability": [0.123, 0.5], "rank": null,'
    assert all(line.startswith(f"    {row}") for line in lines[6:8])


def test_rows_too_long_to_read_take_a_line_for_each_field() -> None:
    """One changed figure is one changed line, whose field a reviewer sees."""
    rows = [{"id": str(n), "probability": [n / 1000] * 300, "chosen": [1] * 5} for n in range(3)]
    text = dumps({"rows": rows})
    assert json.loads(text) == {"rows": rows}
    assert [line.strip().split(":")[0] for line in text.splitlines()[2:7]] == [
        "{", '"id"', '"probability"', '"chosen"', "},"
    ]  # fmt: skip
    other = dumps({"rows": [*rows[:2], rows[2] | {"chosen": [2] * 5}]})
    assert [a for a, b in zip(text.splitlines(), other.splitlines(), strict=True) if a != b] == [
        '      "chosen": [1, 1, 1, 1, 1]'
    ]


def test_a_file_comes_back_as_it_was_written(tmp_path: Path) -> None:
    written = Curves(rows=[])
    path = written.write(tmp_path)
    assert json.loads(path.read_text())["schema"] == "curves/2"
    assert Curves.read(tmp_path) == written


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'{"schema": "curves/3", "rows": []}', "written by a newer version"),
        (b'{"schema": "metrics/1", "rows": []}', "expected schema curves/2"),
        (b'{"rows": []}', "expected schema curves/2"),
        (b'{"schema": "curves/0", "rows": []}', "expected schema curves/2"),
        (b'{"schema": "curves/-1", "rows": []}', "expected schema curves/2"),
        (b'{"schema": "curves/2", "rows": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "not JSON"),
        (b'{"schema": "curves/2", "rows": ' + b"9" * 5000 + b"}", "not JSON"),
        (b'{"schema": "curves/2"', "not JSON"),
        (b'{"schema": "curves/2", "rows": [{}]}', "rows.0.model"),
        (b'{"schema": "curves/2", "rows": [], "more": 1}', "more"),
        (b"[]", "expected schema curves/2"),
    ],
)
def test_files_that_cannot_be_read_say_why(tmp_path: Path, content: bytes, words: str) -> None:
    (tmp_path / "curves.json").write_bytes(content)
    with pytest.raises(PipelineError) as refused:
        Curves.read(tmp_path)
    assert words in str(refused.value)
    assert "curves.json" in str(refused.value)


FILE = dumps({
    "schema": "predictions/4", "models": ["a"], "categories": [],
    "samples": [{"id": "é1", "label": "cat", "correct": 0, "chosen": [1], "probability": [0.25]}] * 2,
})  # fmt: skip
EDITS = ["", " ", "\n", ",", "}", "]", "[]", "{}", "null", "NaN", "1e999", "-", '"', '"x"', "[1]: ", "9" * 30, "\ufeff"]


@given(st.lists(st.tuples(st.integers(0, len(FILE)), st.integers(0, 3), st.sampled_from(EDITS)), max_size=3))
def test_reading_by_rows_and_as_a_whole_say_the_same(edits: list[tuple[int, int, str]]) -> None:
    """Of any file: one artifact, or one complaint. Read by rows is only what is as this version has it."""
    text = FILE
    for place, removed, put in edits:
        text = text[:place] + put + text[place + removed :]

    def read(how: Callable[[bytes, str], Predictions]) -> Predictions | str:
        try:
            return how(text.encode(), "here")
        except PipelineError as error:
            return str(error)

    assert read(Predictions.parse) == read(Predictions._parse)


def test_rows_that_are_made_as_they_are_written_give_the_same_file(tmp_path: Path) -> None:
    def some(start: int, stop: int) -> list[Prediction]:
        return [
            # The last one alone is too long for a line, and so decides for all.
            Prediction(id="s" * (1000 if place == 2500 else 3), label="cat", correct=0, chosen=[place], probability=[1])
            for place in range(start, stop)
        ]

    for number in (0, 1, 999, 1000, 2501):
        lazy = Predictions.with_lazy_rows(models=["a"], categories=[], samples=LazyRows(number, some))
        ready = Predictions(models=["a"], samples=some(0, number))
        for name, one in (("lazy", lazy), ("ready", ready)):
            one.write(tmp_path / name, largest=20_000)
        assert contents(tmp_path / "lazy") == contents(tmp_path / "ready")
        assert Predictions.read(tmp_path / "lazy") == ready
        assert lazy.samples[-1:] == ready.samples[-1:]


def test_a_missing_file_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match="run `python -m pipeline run-all`"):
        Curves.read(tmp_path)


def test_redraws_that_stood_among_the_metrics_are_counted(tmp_path: Path) -> None:
    """As metrics/3 had them: the count of each redraw beside their mean."""
    settings = World(samples=20, shots=(8,)).write(tmp_path)
    plain = json.loads((settings.docs / "data/metrics.json").read_text()) | {"schema": "metrics/3"}
    for one in plain["redrawn"]:
        one["right"] = [15, 16, 17]
        del one["redraws"]
    read = Metrics.parse(json.dumps(plain).encode(), "metrics.json")
    assert [one.redraws for one in read.redrawn] == [3] * len(plain["redrawn"]) != []


def test_metrics_of_before_some_intervals_were_kept_are_read(tmp_path: Path) -> None:
    settings = World(samples=20, shots=(8,)).write(tmp_path)
    plain = json.loads((settings.docs / "data/metrics.json").read_text()) | {"schema": "metrics/4"}
    for table, name in (("errors", "same_category_share_interval"), ("risk_coverage", "area_interval"),
                        ("unseen", "accuracy_interval")):  # fmt: skip
        assert plain[table]
        for one in plain[table]:
            del one[name]
    for half in (half for one in plain["unseen"] for half in one["halves"]):
        del half["interval"]
    read = Metrics.parse(json.dumps(plain).encode(), "metrics.json")
    assert (read.errors[0].same_category_share_interval, read.risk_coverage[0].area_interval) == (None, None)
    assert (read.unseen[0].accuracy_interval, read.unseen[0].halves[0].interval) == (None, None)


class Third(Artifact):
    kind = "third"
    version: ClassVar[int] = 3
    migrations: ClassVar = {
        1: lambda plain: {"names": [plain["name"]]},
        2: lambda plain: {"names": [name.upper() for name in plain["names"]]},
    }

    names: list[str]


def test_curves_of_before_steps_were_counted_are_read() -> None:
    row = '{"model": "m", "backbone": "b", "adapter": "a", "shots": 1, "draw": 0, "best_epoch": 1, '
    lists = ", ".join(f'"{name}": [0.5]' for name in ("train_loss", "train_accuracy", "validation_loss"))
    rest = ', "validation_accuracy": [0.5], "validation_f1_macro": [null]}'
    old = f'{{"schema": "curves/1", "rows": [{row}{lists}{rest}]}}'
    (curve,) = Curves.parse(old.encode(), "curves.json").rows
    assert (curve.best_epoch, curve.steps_per_epoch, curve.validation_samples) == (1, None, None)


def test_an_older_file_is_migrated_step_by_step() -> None:
    assert Third.parse(b'{"schema": "third/1", "name": "a"}', "x").names == ["A"]
    assert Third.parse(b'{"schema": "third/2", "names": ["b"]}', "x").names == ["B"]
    assert Third.parse(b'{"schema": "third/3", "names": ["c"]}', "x").names == ["c"]


def test_an_equal_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write_bytes(path, b"same")
    os.utime(path, ns=(1, 1))
    write_bytes(path, b"same")
    assert path.stat().st_mtime_ns == 1
    write_bytes(path, b"more")
    assert path.read_bytes() == b"more"


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    write_bytes(path, b"old")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError, match="No space"):
        write_bytes(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_metrics_and_predictions_of_version_1_are_still_read() -> None:
    comparison = {
        "model": "a-8shot", "baseline": "a-0shot", "samples": 10, "difference": 0.1, "interval": [0.0, 0.2],
        "p_value": 0.04, "only_model": 2, "only_baseline": 1, "both": 5, "neither": 2, "verdict": "better",
        "draw_differences": [0.1, 0.0],
    }  # fmt: skip
    lists = ("rows", "groups", "confusion", "errors", "positions", "calibration", "false_negatives")
    plain = {"schema": "metrics/1", "chance": 0.1, "confidence": 0.95, "f1_note": "", "comparisons": [comparison]}
    old = Metrics.parse(json.dumps(plain | {name: [] for name in lists}).encode(), "x")
    assert old.comparisons[0].released_difference == 0.1
    assert (old.comparisons[0].family, old.comparisons[0].p_adjusted, old.ties) == (None, None, [])
    sample = {"id": "1", "label": "dog", "correct": 3, "chosen": [3], "probability": [0.5]}
    content = json.dumps({"schema": "predictions/1", "models": ["a"], "samples": [sample]}).encode()
    assert Predictions.parse(content, "x").samples[0].rank is None


@pytest.mark.parametrize(
    "name", ["../../../evil", 'x");alert(1);("', "a/b", "", ".", "..", "a..b", "a b", "<b>", "x\n", "x" * 201]
)
def test_a_name_that_would_become_a_path_or_code_is_refused(name: str) -> None:
    content = {"schema": "predictions/2", "models": [name], "samples": []}
    with pytest.raises(PipelineError, match="is no name of a row"):
        Predictions.parse(json.dumps(content).encode(), "p")
    with pytest.raises(ValidationError) as refused:
        BackboneFacts.model_validate({"id": name})
    assert len(name) > 200 or ("id",) in {
        error["loc"] for error in refused.value.errors() if error["type"] != "missing"
    }


@pytest.mark.parametrize("path", ["../x.png", "/x.png", "images/../../x.png", "a\\..\\x.png", "javascript:x", "a//b"])
def test_a_path_that_leaves_docs_is_refused(path: str) -> None:
    with pytest.raises(ValueError, match="no path inside docs"):
        Picture(image=path, thumbnail="t.png", width=1, height=1, image_url=None, licence=None, boxes=[])


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "s3://bucket/x", " javascript:x"])
def test_only_addresses_of_the_web_are_published(address: str) -> None:
    picture = Picture(image="i.png", thumbnail="t.png", width=1, height=1, image_url=address, licence=None, boxes=[])
    assert picture.image_url == ""
