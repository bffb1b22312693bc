"""Wrong input: one clear line for each mistake, exit code 2, and nothing changed on disk."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path
from typing import Any

import pytest
import torch
import yaml
from PIL import Image

from pipeline.errors import LONGEST, MOST_LINES, hint
from tests.invocation import invoke
from tests.worlds import contents, write_experiment

CAPTIONS = [f"caption number {number}" for number in range(5)]


def refused(config: Path, *arguments: str | Path) -> list[str]:
    """The lines that a command says on stderr when it refuses its input."""
    before = contents(config.parent)
    done = invoke(*arguments, "--config", config)
    assert done.returncode == 2, (done.returncode, done.stderr)
    assert contents(config.parent) == before
    return [line for line in done.stderr.splitlines() if not line.startswith(("  ", "prepare: ", "extract: "))]


def own_pictures(folder: Path, count: int = 6, **changes: Any) -> Path:
    """An experiment on a metadata file of the user's own; changes go to its settings."""
    (folder / "pictures").mkdir(parents=True, exist_ok=True)
    records = []
    for number in range(count):
        Image.new("RGB", (80, 60), (40 * number, 90, 120)).save(folder / f"pictures/{number}.jpg")
        label = "cat" if number % 2 else "dog"
        records.append({"image_id": number, "true_label": label, "choices": CAPTIONS, "ground_truth_idx": number % 5})
    (folder / "records.json").write_text(json.dumps(records))
    dataset = {"source": "subset", "subset_file": "records.json", "image_dir": "pictures", "distractors": 4}
    base = {
        "profile": "own",
        "backbones": [
            {"id": "vit", "name": "ViT", "architecture": "demo_vit", "pretrained": "weights/demo_vit.safetensors"}
        ],
        "training": {"shots": [], "pool_per_class": 0},
        "extraction": {"workers": 0},
    }
    return write_experiment(folder, base, **{"dataset": dataset, **changes})


def test_unknown_settings_name_the_nearest_known_one(tmp_path: Path) -> None:
    config = own_pictures(tmp_path, training={"shots": [], "pool_per_class": 0, "epoch": 3}, trainign={"seed": 1})
    lines = refused(config, "run-all")
    assert len(lines) == 2
    assert any("training.epoch: unknown key: did you mean 'epochs'?" in line for line in lines)
    assert any("trainign: unknown key: did you mean 'training'?" in line for line in lines)
    assert all(line.startswith(f"{config}:") for line in lines)


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("vit-b-32-QuickGELU", "did you mean 'ViT-B-32-quickgelu'?"),
        ("RN5O", "did you mean 'RN50'?"),
        ("giraffe", "known are RN50, ViT-B-32-quickgelu, 日本"),
        ("日木", "known are RN50, ViT-B-32-quickgelu, 日本"),
        ("", "known are RN50, ViT-B-32-quickgelu, 日本"),
        ("RN50" * 10**6, "known are RN50, ViT-B-32-quickgelu, 日本"),
    ],
    ids=lambda value: value[:20],
)
def test_a_hint_names_what_was_meant_or_what_there_is(word: str, said: str) -> None:
    assert hint(word, ["RN50", "ViT-B-32-quickgelu", "日本"]) == said


def test_a_hint_at_a_thousand_names_ends() -> None:
    said = hint("?", (f"number {number}" for number in range(1000)))
    assert said.startswith("known are number 0, number 1, ")
    assert said.endswith("…")
    assert len(said) < LONGEST


def test_coco_without_its_data_says_what_to_run(tmp_path: Path) -> None:
    dataset = {
        "source": "coco",
        "instances": "annotations/i.json",
        "captions": "annotations/c.json",
        "image_dir": "x",
        "distractors": 11,
    }
    lines = refused(own_pictures(tmp_path, dataset=dataset), "run-all")
    assert all("python -m pipeline fetch-coco" in line for line in lines)
    assert any("annotations/i.json" in line for line in lines)


def test_all_missing_and_broken_pictures_are_listed(tmp_path: Path) -> None:
    config = own_pictures(tmp_path)
    (tmp_path / "pictures/1.jpg").unlink()
    whole = (tmp_path / "pictures/2.jpg").read_bytes()
    (tmp_path / "pictures/2.jpg").write_bytes(whole[: len(whole) * 2 // 3])
    (tmp_path / "pictures/4.jpg").write_text("not a picture")
    lines = refused(config, "run-all")
    assert len(lines) == 3
    for name, words in {"1.jpg": "not there", "2.jpg": "truncated", "4.jpg": "not a picture"}.items():
        assert any(name in line and words in line for line in lines), (name, lines)


@pytest.mark.parametrize(
    ("records", "words"),
    [
        ({"a": 1}, ["expected a list"]),
        ([], ["list"]),
        ([{"image_id": 1, "true_label": "cat"}], ["record 0", "choices", "ground_truth_idx"]),
        (
            [{"image_id": 1, "true_label": "cat", "choices": CAPTIONS[:3], "ground_truth_idx": 0}],
            ["record 0", "3", "5"],
        ),
        (
            [{"image_id": 1, "true_label": "cat", "choices": CAPTIONS, "ground_truth_idx": 5}],
            ["record 0", "ground_truth_idx", "5"],
        ),
    ],
)
def test_a_metadata_file_of_the_wrong_shape(tmp_path: Path, records: Any, words: list[str]) -> None:
    config = own_pictures(tmp_path)
    (tmp_path / "records.json").write_text(json.dumps(records))
    text = "\n".join(refused(config, "prepare"))
    assert "records.json" in text
    for word in words:
        assert word in text


def test_a_pool_that_a_category_cannot_fill(tmp_path: Path) -> None:
    config = own_pictures(tmp_path, count=5, training={"shots": [1], "pool_per_class": 3})
    lines = refused(config, "prepare")
    assert len(lines) == 1
    assert "cat" in lines[0]
    assert "pool_per_class" in lines[0]


def test_weights_that_are_not_there(tmp_path: Path) -> None:
    config = own_pictures(tmp_path)
    text = config.read_text().replace("demo_vit.safetensors", "nowhere.pt")
    config.write_text(text)
    assert "nowhere.pt" in refused(config, "run-all")[0]


def test_weights_of_another_architecture(tmp_path: Path) -> None:
    config = own_pictures(tmp_path)
    config.write_text(config.read_text().replace("architecture: demo_vit", "architecture: demo_rn"))
    lines = refused(config, "run-all")
    assert len(lines) == 1
    assert "weights of another architecture than demo_rn" in lines[0]


def test_a_file_that_is_no_weights(tmp_path: Path) -> None:
    config = own_pictures(tmp_path)
    (tmp_path / "weights/demo_vit.safetensors").write_bytes(b"nothing of the kind")
    assert "not a weights file" in refused(config, "run-all")[0]


@pytest.mark.skipif(torch.cuda.is_available(), reason="there is a GPU")
def test_cuda_without_a_gpu(tmp_path: Path) -> None:
    config = own_pictures(tmp_path)
    (line,) = refused(config, "run-all", "--device", "cuda")
    assert "no CUDA device" in line
    assert "--device cpu" in line


def test_a_disk_that_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "somewhere")

    monkeypatch.setattr(os, "fsync", full)
    (line,) = refused(own_pictures(tmp_path), "prepare")
    assert line.startswith("somewhere: No space left on device: free some space")


def test_settings_of_every_kind_of_wrong_are_reported_together(tmp_path: Path) -> None:
    config = tmp_path / "site_config.yaml"
    config.write_text(
        yaml.safe_dump(
            {
                "profile": "a",
                "device": "gpu",
                "backbones": [
                    {"id": "RN 50", "name": "x", "architecture": "RN50", "pretrained": "openai"},
                    {"id": "rn50", "name": "x", "architecture": "RN50"},
                ],
                "training": {"shots": [8], "pool_per_class": 4},
                "dataset": {"source": "subset"},
            }
        )
    )
    lines = refused(config, "run-all")
    for words in ("device", "backbones.0.id", "backbones.1: pretrained", "pool_per_class", "subset_file"):
        assert any(words in line for line in lines), words


LONG = "x" * 100_000


@pytest.mark.parametrize(
    "arguments",
    [
        [LONG],
        ["run-all", f"--{LONG}"],
        ["run-all", "--device", LONG],
        ["run-all", "--profile", LONG],
        ["run-all", "--config", LONG],
        ["serve", "--port", LONG],
        ["export", LONG],
        ["diff", "--format", LONG, "."],
        ["diff", LONG],
        ["diff", ".", LONG],
        ["diff", ".", "--output", LONG],
        ["history", LONG],
        ["predict", LONG, "a", "b"],
        ["predict", "pictures/1.jpg", "a", "b", "--model", LONG],
        ["predict", "pictures/1.jpg", "a", "b", "--heatmap", LONG],
        ["predict", "pictures/1.jpg", LONG, LONG],
        ["init", LONG],
    ],
    ids=lambda arguments: " ".join(one[:12] for one in arguments),
)
def test_the_longest_argument_makes_one_short_line(tmp_path: Path, arguments: list[str]) -> None:
    own_pictures(tmp_path)
    done = invoke(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    (line,) = done.mistakes
    assert len(line) <= LONGEST


@pytest.mark.parametrize(
    "arguments",
    [
        ["diff", ""],
        ["diff", ".", ""],
        ["diff", "HEAD", " "],
        ["history", ""],
        ["run-all", "--profile", ""],
        ["run-all", "--profile="],
        ["run-all", "--device", ""],
        ["predict", "pictures/1.jpg", "a", "b", "--model", ""],
        ["predict", "pictures/1.jpg", "a", ""],
        ["build-site", "--config", ""],
        ["init", ""],
    ],
    ids=" ".join,
)
def test_what_is_empty_is_named_and_taken_for_nothing_else(tmp_path: Path, arguments: list[str]) -> None:
    """As a script has it whose variable was not set."""
    own_pictures(tmp_path)
    before = contents(tmp_path)
    done = invoke(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    (line,) = done.mistakes
    place = next(n for n, one in enumerate(arguments, 1) if not one.strip() or one.endswith("="))
    assert line.startswith(f"argument {place} of ")
    assert contents(tmp_path) == before


MANY = [f"value {number}" for number in range(100_000)]


@pytest.mark.slow
@pytest.mark.parametrize(
    "records",
    [
        [{"image_id": MANY, "true_label": "cat", "choices": CAPTIONS, "ground_truth_idx": 0}],
        [{"image_id": 1, "true_label": MANY, "choices": CAPTIONS, "ground_truth_idx": 0}],
        [{"image_id": 1, "true_label": "cat", "choices": MANY, "ground_truth_idx": 0}],
        [{"image_id": 1, "true_label": "cat", "choices": [MANY] * 5, "ground_truth_idx": 0}],
        [{"image_id": 1, "true_label": "cat", "choices": CAPTIONS, "ground_truth_idx": MANY}],
        [{"image_id": LONG, "true_label": "cat", "choices": CAPTIONS, "ground_truth_idx": 0}],
        [{"image_id": 1, "true_label": "cat", "choices": CAPTIONS, "ground_truth_idx": 0, "file_name": LONG}],
        [{"image_id": 1, "true_label": "cat", "choices": CAPTIONS, "ground_truth_idx": 0, "choice_labels": MANY}],
        [{"image_id": number} for number in range(100_000)],
        [{"image_id": f"../{number}", "true_label": "cat", "choices": CAPTIONS, "ground_truth_idx": 0}
         for number in range(100_000)],
        [{"image_id": number, "true_label": "cat", "choices": CAPTIONS, "ground_truth_idx": 0}
         for number in [0, *range(6, 20_000)]],
        dict.fromkeys(MANY, 1),
    ],
)  # fmt: skip
def test_a_hundred_thousand_values_make_few_short_lines(tmp_path: Path, records: Any) -> None:
    config = own_pictures(tmp_path)
    (tmp_path / "records.json").write_text(json.dumps(records))
    lines = refused(config, "prepare")
    assert 1 <= len(lines) <= MOST_LINES + 1
    assert max(map(len, lines)) <= LONGEST
