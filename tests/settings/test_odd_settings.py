"""Settings that are wrong, odd or hostile: one line each that says what and where, quickly, and nothing is done."""

from __future__ import annotations

import os
import sys
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as bounded
from hypothesis import strategies as st

from pipeline import cli
from pipeline.errors import LONGEST, PipelineError
from pipeline.settings.settings_file import load_settings

BACKBONE = "backbones: [{id: rn50, name: RN50, architecture: RN50-quickgelu, pretrained: openai}]\n"
BASE = "profile: mine\n" + BACKBONE

BOMB = (
    BASE
    + "site:\n  links: &a0 {x: y}\n"
    + "".join(f"p{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))
)


def one_line(text: str) -> bool:
    """No break and no control character, so that a terminal shows one line and does nothing else."""
    return len(text.splitlines()) == 1 and not any(unicodedata.category(c) in ("Cc", "Cs") for c in text)


def said(folder: Path, text: str | bytes, profile: str | None = None) -> list[str]:
    """The lines that refuse a settings file."""
    path = folder / "site_config.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    started = time.process_time()
    with pytest.raises(PipelineError) as refused:
        load_settings(path, profile)
    assert time.process_time() - started < 20
    for line in refused.value.mistakes:
        assert one_line(line)
        assert len(line) <= LONGEST
    return [line.removeprefix(f"{folder}/") for line in refused.value.mistakes]


WRONG = {
    # YAML 1.1's traps
    "yes for a number": (BASE + "training: {epochs: yes}", "training.epochs: expected a number, got the text 'yes'"),
    "true for a number": (BASE + "training: {epochs: true}", "training.epochs: expected a number, got true"),
    "octal": (BASE + "training: {epochs: 010}", "training.epochs: expected a number, got the text '010'"),
    "sexagesimal": (BASE + "training: {epochs: 1:30}", "training.epochs: expected a number, got the text '1:30'"),
    "true among shots": (BASE + "training: {shots: [true]}", "training.shots: expected a number, got true"),
    # values that do not go together
    "few resamples": (
        BASE + "evaluation: {confidence: 0.999, bootstrap: 1000}",
        "evaluation: bootstrap: 1000 resamples reach no interval of 0.999: ask for 2000 at least",
    ),
    # values that are none
    "infinite rate": (BASE + "training: {learning_rate: .inf}", "training.learning_rate: input should be a finite"),
    "no rate": (BASE + "training: {learning_rate: .nan}", "training.learning_rate: input should be a finite"),
    "tag": (BASE + "training: {epochs: !!int abc}", "site_config.yaml:3: 'abc' is no int"),
    "code": (
        BASE + "site: {title: !!python/object/apply:os.system [x]}",
        "the tag tag:yaml.org,2002:python/object",
    ),
    "unknown tag": (BASE + "site: {title: !mine x}", "the tag !mine is not known here"),
    # keys
    "unknown key of a rule": (BASE + "gate: {rules: {accuracy: {absolut: 1}}}", "did you mean 'absolute'?"),
    "a list for a key": (BASE + "? [a, b]\n: 1\n", "site_config.yaml:3: a key has to be a word"),
    "twice": (BASE + "site: {title: a, title: b}", "the key 'title' stands here a second time"),
    "merging words": (BASE + "site: {<<: words}", "<< merges mappings, and this is none"),
    "profile of a list": ("profile: [a]\n" + BACKBONE, "profile: expected a name, got ['a']"),
    "no keys": (BASE + "gate: {rules: [accuracy]}", "gate.rules: expected `key: value` lines, got ['accuracy']"),
    "nothing": (BASE + "training:", "training: expected `key: value` lines, got None"),
    "no path": (BASE + "paths: {docs: [a]}", "paths.docs: expected a path, got ['a']"),
    "profiles of a profile": (BASE + "profiles: {mine: {profiles: {}}}", "a profile holds no profiles: move them up"),
    "no profiles": (BASE + "profiles: false", "expected profiles by name, got False"),
    "no settings": (BASE + "profiles: {mine: 0}", "expected settings, got 0"),
    "a mark of bytes inside": (BASE + "\ufeffsite: {title: x}", "\\ufeffsite: unknown key"),
    "merging oneself": (BASE + "site: &s {<<: [*s]}", "the alias holds itself"),
    "a key by its alias": (BASE + "site: {&a title: x}\ntraining: {*a : 1}", "training.title: unknown key"),
    "another document": (BASE + "---\nprofile: other", "not YAML"),
    "nobody's device": (BASE + 'device: "cpu\\n"', "device: expected auto, cuda, cuda:N, mps or cpu"),
    "a name of spaces": (BASE.replace("name: RN50", 'name: "  "'), "backbones.0.name"),
    "a name of two lines": (BASE.replace("name: RN50", 'name: "RN\\u202850"'), "backbones.0.name"),
    "a class of nothing": (BASE + "dataset: {classes: [a, ''], distractors: 2}", "dataset.classes.1"),
    "many values": (BASE + f"dataset: {{classes: [{'cat, ' * 19_000}]}}", "names cat more than once: name each once"),
    "many more": (BASE + f"training: {{shots: [{'1, ' * 19_000}]}}", "list should have at most 100 items"),
    "profile of a number": ("profile: 7\n" + BACKBONE, "profile: expected a name, got 7: put it in quotes"),
    # twice
    "adapters": (BASE + "training: {adapters: [residual_dual, residual_dual]}", "names residual_dual more than once"),
    "corrections": (BASE + "training: {training_free: [distribution, distribution]}", "names distribution more than"),
    "sections": (BASE + "site: {sections: [eda, eda]}", "names eda more than once"),
    # bounds
    "draws": (BASE + "training: {draws: 10000000}", "training.draws: input should be less than or equal to 1000,"),
    "bootstrap": (BASE + "evaluation: {bootstrap: 1000000000000}", "evaluation.bootstrap: input should be less than"),
    "seed": (BASE + "training: {seed: 18446744073709551616}", "training.seed: input should be less than or equal to"),
    "digits": (BASE + f"training: {{seed: {'9' * 5000}}}", "site_config.yaml:3: a number of 5,000 digits: shorten it"),
    "depth": (BASE + "site: " + "[" * 100_000 + "]" * 100_000, "nested deeper than 50 levels"),
    "some depth": (BASE + "site: " + "[" * 60 + "]" * 60, "nested deeper than 50 levels"),
    "bomb": (BOMB, "more than 20,000 values, with aliases written out"),
    "self": (BASE + "site: &s {links: *s}", "the alias holds itself"),
    "size": (BASE + "# " + "x" * 1_000_001, "larger than 1 MB"),
    "long values": (BASE + f"device: {'x' * 100_000}", "device"),
    "long keys": (BASE + f"? {'k' * 100_000}\n: 1\n", "unknown key"),
    # text
    "half a character": (BASE + 'site: {title: "\\ud800"}', "holds the character U+D800"),
    "nul in a path": (BASE + 'paths: {docs: "a\\0b"}', "site_config.yaml:3: holds the character U+0000"),
    "escape in a title": (BASE + 'site: {title: "\\e[31m"}', "holds the character U+001B"),
    "lines in a name": (BASE.replace("name: RN50", 'name: "RN\\n50"'), "backbones.0.name"),
    "utf-16": (BASE.encode("utf-16"), "not UTF-8 text"),
    "nul": (BASE.encode() + b"\0", "not YAML"),
    # addresses
    "half a bracket": (BASE + "dataset: {coco_url: 'http://[::1'}", "dataset.coco_url: expected an address such as"),
    "an address of two lines": (BASE + 'dataset: {coco_url: "http://a\\nb"}', "dataset.coco_url: expected an address"),
    "an address with a quote": (BASE + "site: {repository: 'https://a.b/\"onload=x'}", "site.repository: expected an"),
    "an address with a tab": (BASE + 'site: {links: {x: "java\\tscript:alert(1)"}}', "expected an address"),
    "an address of nothing": (BASE + "site: {links: {x: ''}}", "site.links.x: expected an address, got nothing"),
    "script": (BASE + "site: {links: {source: 'javascript:alert(1)'}}", "site.links.source: expected an address"),
    "disguised script": (BASE + "site: {links: {source: 'JaVaScRiPt:alert(1)'}}", "expected an address"),
    "data": (BASE + "site: {repository: 'data:text/html,x'}", "site.repository: expected an address"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_said_in_one_line(tmp_path: Path, case: str) -> None:
    text, words = WRONG[case]
    (line,) = dict.fromkeys(said(tmp_path, text))
    assert words in line


def test_words_mean_what_people_mean(tmp_path: Path) -> None:
    path = tmp_path / "site_config.yaml"
    path.write_text(
        "\ufeff"
        + BASE
        + "site: {title: 2026-02-30, tagline: 010, links: {page: ../index.html, mail: 'mailto:a@example.org'}}\n"
        + "training: {learning_rate: 3e-4, weight_decay: 1e-2}\n"
        + "evaluation: {<<: {seed: 9}, bootstrap: 0x64}\n",
        encoding="utf-8",
    )
    found = load_settings(path)
    assert (found.site.title, found.site.tagline) == ("2026-02-30", "010")
    assert (found.training.learning_rate, found.training.weight_decay) == (3e-4, 1e-2)
    assert (found.evaluation.seed, found.evaluation.bootstrap) == (9, 100)


def test_a_key_of_ones_own_wins_over_a_merged_one(tmp_path: Path) -> None:
    path = tmp_path / "site_config.yaml"
    path.write_text(
        BASE + "evaluation: &e {seed: 1, hard_cases: 3}\nprofiles: {mine: {evaluation: {<<: *e, seed: 2}}}\n"
    )
    assert (load_settings(path).evaluation.seed, load_settings(path).evaluation.hard_cases) == (2, 3)


def test_the_only_profile_may_be_named(tmp_path: Path) -> None:
    """As the README's own example, and the hints that say --profile, have it."""
    path = tmp_path / "site_config.yaml"
    path.write_text(BASE)
    assert load_settings(path, "mine").profile == "mine"
    assert "profile 'other' is not one of mine" in said(tmp_path, BASE, "other")[0]


def test_places_that_are_no_settings_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "loop").symlink_to("loop")
    os.mkfifo(tmp_path / "pipe")
    for place, words in {
        ".": "is a folder",
        "file/x": "Not a directory",
        "loop": "Too many levels of symbolic links",
        "pipe": "no regular file",
        "x" * 5000: "File name too long",
        "nul\0": "no name of a file",
        "nowhere": "not there",
    }.items():
        with pytest.raises(PipelineError, match=words) as refused:
            load_settings(tmp_path / place)
        assert len(refused.value.mistakes) == 1
        assert one_line(refused.value.mistakes[0])


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> None:
    """A command in this process."""
    monkeypatch.setattr(sys, "argv", ["pipeline", *arguments])
    cli.main()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ("site: {sections: [budget]}", "site.sections: budget: no such section"),
        ("paths: {templates: nowhere}", "paths.templates: nowhere: no such folder"),
        ("paths: {static: nowhere}", "paths.static: nowhere: no such folder"),
    ],
)
def test_a_page_that_cannot_be_built_is_found_before_any_stage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], more: str, words: str
) -> None:
    (tmp_path / "site_config.yaml").write_text(BASE + more)
    with pytest.raises(SystemExit) as stopped:
        run(monkeypatch, "run-all", "--config", str(tmp_path / "site_config.yaml"))
    assert stopped.value.code == 2
    errors = capsys.readouterr().err.splitlines()
    assert len(errors) == 1
    assert words in errors[0]
    assert [path.name for path in tmp_path.iterdir()] == ["site_config.yaml"]


def test_a_mistake_stays_one_line_whatever_it_repeats() -> None:
    (line,) = PipelineError("a\nb\x1b[31m\u2028\ud800" + "x" * 10_000).mistakes
    assert one_line(line)
    assert line.startswith("a\\nb\\x1b[31m\\u2028\\ud800")
    assert len(line) <= LONGEST


WORDS = (
    "site", "training", "gate", "rules", "profiles", "backbones", "shots", "seed", "draws", "yes", "010", ".inf", "<<",
    "*a", "&a ", "!!int ", "!x ", "~", "|", ">", "- ", "? ", "[", "]", "{", "}", ": ", ", ", "\n", "\n  ", '"', "'",
)  # fmt: skip
PIECES = st.one_of(st.sampled_from(WORDS), st.text(max_size=4), st.integers().map(str))


@bounded(max_examples=200, deadline=None, derandomize=True)
@given(text=st.lists(PIECES, max_size=25).map("".join), below=st.booleans())
def test_any_text_is_settings_or_lines_that_say_why_not(
    tmp_path_factory: pytest.TempPathFactory, text: str, below: bool
) -> None:
    path = tmp_path_factory.getbasetemp() / "fuzzed.yaml"
    path.write_bytes((BASE * below + text).encode("utf-8", "surrogatepass"))
    try:
        load_settings(path)
    except PipelineError as error:
        said = error.mistakes
    else:
        said = ("read",)
    assert said
    assert all(one_line(line) for line in said)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
KEYS = (
    "site", "paths", "dataset", "training", "extraction", "evaluation", "explain", "gate", "references", "device",
    "precision", "profiles", "tracking",
)  # fmt: skip


@bounded(max_examples=200, deadline=None, derandomize=True)
@given(document=st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=4))
def test_any_values_are_settings_or_lines_that_say_why_not(
    tmp_path_factory: pytest.TempPathFactory, document: dict[str, object]
) -> None:
    import yaml

    path = tmp_path_factory.getbasetemp() / "fuzzed.yaml"
    path.write_text(yaml.safe_dump({"profile": "mine"} | document, allow_unicode=True), encoding="utf-8")
    with pytest.raises(PipelineError) as refused:  # there are no backbones, whatever else there is
        load_settings(path)
    assert all(one_line(line) for line in refused.value.mistakes)
