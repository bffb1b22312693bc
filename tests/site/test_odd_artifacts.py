"""Artifacts that nobody's run wrote: each is refused by name before a page is made of it, and docs/ stays as it was."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given
from hypothesis import settings as bounded
from hypothesis import strategies as st

from pipeline.errors import LONGEST
from pipeline.site.read_results import read_results
from tests.compare.test_hostile import places, spoiled
from tests.invocation import invoke
from tests.site.fabricate import World
from tests.worlds import contents

Edit = Callable[[Any], Any]


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The settings file of a small site that is built."""
    root = tmp_path_factory.mktemp("odd")
    settings = World(samples=30, cases=2, attention=1, shots=(2, 8)).write(root)
    path = root / "site_config.yaml"
    path.write_text(yaml.safe_dump(settings.model_dump(mode="json", exclude_unset=True)), encoding="utf-8")
    built = invoke("build-site", "--config", path)
    assert built.returncode == 0, built.stderr
    checked = invoke("build-site", "--check", "--config", path)
    assert (checked.returncode, checked.stdout) == (0, "")
    return path


@pytest.fixture
def artifact(config: Path) -> Any:
    """Writes other content into an artifact; it is as before after the test."""
    kept: dict[Path, bytes] = {}

    def write(kind: str, content: bytes | Edit) -> None:
        path = config.parent / f"docs/data/{kind}.json"
        kept.setdefault(path, path.read_bytes())
        if not isinstance(content, bytes):
            plain = json.loads(kept[path])
            changed = content(plain)
            content = json.dumps(changed if isinstance(changed, dict) else plain).encode()
        path.write_bytes(content)

    yield write
    for path, content in kept.items():
        path.write_bytes(content)


def refused(config: Path, kind: str) -> str:
    """What both commands say of an artifact that they refuse."""
    before = contents(config.parent)
    said = set()
    for check in ([], ["--check"]):
        done = invoke("build-site", *check, "--config", config)
        assert done.returncode == 2, (done.stdout, done.stderr)
        assert all(len(line) <= LONGEST for line in done.mistakes)
        assert any(f"{kind}.json: " in line for line in done.mistakes), done.stderr
        said.add(done.stderr)
    assert contents(config.parent) == before
    (text,) = said
    return text


def first(field: str, **changes: Any) -> Edit:
    """Other values in the first entry of a list."""
    return lambda plain: plain[field][0].update(changes)


def without_last(field: str, key: str) -> Edit:
    return lambda plain: plain[field][0].update({key: plain[field][0][key][:-1]})


NONSENSE: dict[str, tuple[str, Edit, str]] = {
    "no rows": ("metrics", lambda plain: plain | {"rows": []}, "rows: there are none"),
    "a row twice": ("metrics", lambda plain: plain["rows"].append(plain["rows"][0]), "stands there more than once"),
    "a row of no backbone": ("metrics", first("rows", backbone="x"), "x is no backbone of run.json"),
    "a row of no samples": ("metrics", first("rows", samples=0), "samples: there are none"),
    "accuracy beyond 1": ("metrics", first("rows", accuracy=1.5), "less than or equal to 1"),
    "infinite loss": ("metrics", first("rows", nll=1e308 * 10), "not JSON"),
    "a negative count": ("metrics", first("rows", draws=-1), "greater than or equal to 0"),
    "an endless count": ("metrics", first("rows", parameters=10**30), "less than or equal to"),
    "a comparison of nobody": ("metrics", first("comparisons", baseline="x"), "comparisons: x is no row"),
    "a confusion that is not square": ("metrics", without_last("confusion", "counts"), "as many of each"),
    "a confusion without categories": ("metrics", first("confusion", categories=[]), "as many of each"),
    "candidates without accuracy": ("metrics", first("candidates", accuracy=[]), "as many of each"),
    "no models": ("predictions", lambda plain: plain | {"models": []}, "predictions.json"),
    "a model of nowhere": ("predictions", lambda plain: plain["models"].__setitem__(0, "x"), "x is no row"),
    "no samples": ("predictions", lambda plain: plain | {"samples": []}, "there are none"),
    "too few probabilities": ("predictions", without_last("samples", "probability"), "models"),
    "a right caption that is not there": ("predictions", first("samples", correct=99), "99 is beyond the last one"),
    "a pick that is not there": (
        "predictions",
        lambda plain: plain["samples"][0]["chosen"].__setitem__(0, 10**6),
        "1000000 is beyond the last one",
    ),
    "a sample twice": (
        "predictions",
        lambda plain: plain["samples"].__setitem__(1, plain["samples"][0]),
        "stands there more than once",
    ),
    "a case of one choice": (
        "hard_cases",
        first("cases", choices=["a"], correct=0, flagged=[], choice_labels=None),
        "a case has two at least",
    ),
    "a case of other rows": ("hard_cases", without_last("cases", "models"), "not those of the gallery"),
    "a case with too few probabilities": (
        "hard_cases",
        lambda plain: plain["cases"][0]["models"][0]["probabilities"].pop(),
        "as many of each",
    ),
    "a case whose right caption is not there": ("hard_cases", first("cases", correct=99), "beyond the last one"),
    "a map of nobody": ("attention", first("maps", model="x"), "maps: x is no row"),
    "an attention sample without choices": ("attention", first("samples", choices=[]), "beyond the last one"),
    "curves of several lengths": ("curves", without_last("rows", "train_loss"), "as many of each"),
    "a best epoch after the last": ("curves", first("rows", best_epoch=99), "beyond the last one"),
    "times of nobody": ("timings", first("rows", model="x"), "x is no row"),
    "times of no samples": ("timings", first("rows", samples=0), "samples: there are none"),
    "settings without what the page shows": ("run", lambda plain: plain | {"settings": {}}, "and the page shows it"),
    "no samples at all": ("dataset", lambda plain: plain | {"samples": 0}, "samples: there are none"),
    "draws of other samples": ("draws", first("rows", right="10"), "digits of 0 and 1"),
    "shown samples that are not there": ("shown_samples", first("cases", place=10**6), "beyond the last one"),
    "an archive of other samples": ("test_samples", first("samples", id="x"), "not those of predictions.json"),
    "an archive of captions that are not there": (
        "test_samples",
        lambda plain: plain["samples"][0]["choices"].__setitem__(0, 10**6),
        "beyond the last one",
    ),
    "one choice": ("dataset", lambda plain: plain | {"choices": 1}, "a sample has two at least"),
    "no categories": ("dataset", lambda plain: plain | {"categories": []}, "categories: there are none"),
    "schema 0": ("run", lambda plain: plain | {"schema": "run/0"}, "expected schema"),
    "a schema of a large number": ("run", lambda plain: plain | {"schema": "run/" + "9" * 5000}, "expected schema"),
    "a newer schema": ("predictions", lambda plain: plain | {"schema": "predictions/99"}, "update the project"),
    "another file's schema": ("run", lambda plain: plain | {"schema": "eda/1"}, "expected schema"),
}


@pytest.mark.slow
@pytest.mark.parametrize("case", NONSENSE)
def test_what_no_run_can_have_written_is_refused(config: Path, artifact: Any, case: str) -> None:
    kind, edit, words = NONSENSE[case]
    artifact(kind, edit)
    assert words in refused(config, kind)


RAW = {
    "empty": b"",
    "a brace": b"{",
    "null": b"null",
    "a list": b"[]",
    "deep lists": b"[" * 100_000,
    "deep objects": b'{"a":' * 100_000,
    "UTF-16": "{}".encode("utf-16"),
    "bytes that are no text": b'{"a": "\xff"}',
    "a number of 5,000 digits": b'{"schema": "run/2", "a": ' + b"9" * 5000 + b"}",
    "NaN": b'{"schema": NaN}',
    "an endless number": b'{"schema": "run/2", "a": 1e999}',
    "half a character": b'{"schema": "\\ud800"}',
}


@pytest.mark.parametrize("case", RAW)
@pytest.mark.parametrize("kind", ["run", "predictions"])
def test_what_is_no_artifact_is_said_in_one_line(config: Path, artifact: Any, kind: str, case: str) -> None:
    artifact(kind, RAW[case])
    assert len(refused(config, kind).splitlines()) == 1


def test_packages_of_any_name_are_on_the_page(config: Path, artifact: Any) -> None:
    artifact("run", lambda plain: plain["packages"].update({"a/b~c": "1.0", "<b>": "2"}))
    done = invoke("build-site", "--config", config)
    assert done.returncode == 0, done.stderr
    page = (config.parent / "docs/index.html").read_text(encoding="utf-8")
    assert "a/b~c" in page
    assert "<b>: " not in page
    assert invoke("build-site", "--check", "--config", config).stdout == ""


def test_control_characters_of_captions_are_symbols_on_the_page(config: Path, artifact: Any) -> None:
    """A browser shows nothing, or a box, for the characters themselves."""
    caption = "A dog\x07 with \x1b[31m a \x00 bone\x9b.\x7f \ud800 é 🐕"
    seen = "A dog␇ with ␛[31m a ␀ bone\ufffd.␡ \ufffd é 🐕"
    artifact("hard_cases", lambda plain: plain["cases"][0]["choices"].__setitem__(0, caption))
    artifact("test_samples", lambda plain: plain["captions"][0].update(text=caption))
    results = read_results(config.parent / "docs/data")
    assert results.hard_cases.cases[0].choices[0] == seen
    assert invoke("build-site", "--config", config).returncode == 0
    written = contents(config.parent / "docs", without=("plotly.min.js", "hard_cases.json", "test_samples.json"))
    texts = {name: text.decode() for name, text in written.items() if name.endswith((".html", ".js", ".csv"))}
    assert any("A dog␇" in text for name, text in texts.items() if name.endswith(".html"))
    assert not any(character in text for text in texts.values() for character in "\x00\x07\x1b\x7f\x9b")
    assert not any("\\u0007" in text or "\\u001b" in text for text in texts.values())


@pytest.mark.slow
@bounded(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_any_change_of_an_artifact_is_shown_or_refused(config: Path, data: st.DataObject) -> None:
    """Values of the right type, wherever: the page is made, or one line or more say why not."""
    path = data.draw(st.sampled_from(sorted((config.parent / "docs/data").glob("*.json"))))
    kept = path.read_bytes()
    value = json.loads(kept)
    for _ in range(data.draw(st.integers(1, 2))):
        place = data.draw(st.sampled_from(_one_of_each(value)))
        value = spoiled(value, place, data.draw(_like(_at(value, place))))
    try:
        path.write_text(json.dumps(value))
        done = invoke("build-site", "--check", "--config", config)
        assert done.returncode in (0, 1, 2)
        assert bool(done.mistakes) == (done.returncode == 2)
    finally:
        path.write_bytes(kept)


def _one_of_each(value: Any) -> list[tuple[Any, ...]]:
    """A place of every kind: lists have hundreds of alike ones."""
    return list({tuple("*" if isinstance(k, int) else k for k in place): place for place in places(value)}.values())


def _at(value: Any, place: tuple[Any, ...]) -> Any:
    for step in place:
        value = value[step]
    return value


def _like(value: Any) -> st.SearchStrategy[Any]:
    if isinstance(value, bool):
        return st.just(not value)
    if isinstance(value, int):
        return st.sampled_from([-1, 0, 1, 99, 10**6, 10**30])
    if isinstance(value, float):
        return st.sampled_from([-1.0, 0.0, 0.5, 2.0, 1e308])
    if isinstance(value, str):
        return st.sampled_from(["", "x", "a/b", "../x", "\x07", "rn-0shot", "<b>", "9" * 3000])
    if isinstance(value, list):
        return st.sampled_from([[], value[:1], value + value, value[::-1]])
    if isinstance(value, dict):
        return st.sampled_from([{}, {key: value[key] for key in list(value)[1:]}])
    return st.sampled_from([0, 0.5, "x", []])
