"""Weights and repositories that cannot serve: one line, before anything runs."""

from __future__ import annotations

import json
from pathlib import Path

import open_clip
import pytest
import torch

from pipeline.clip.backbones import architectures, downloads
from pipeline.clip.backbones.loading import check_backbone, load_backbone
from pipeline.errors import PipelineError
from pipeline.settings import Settings

from ..tiny import TEXT, VISION, WIDTH, random_weights, tiny_settings


def refusal(settings: Settings, **changes: str | None) -> str:
    with pytest.raises(PipelineError) as caught:
        check_backbone(settings, settings.backbones[0].model_copy(update=changes))
    (line,) = caught.value.mistakes
    assert "\n" not in line
    return line


def test_weights_with_nan(tmp_path: Path) -> None:
    settings = tiny_settings(tmp_path, "tiny_vit")
    state = random_weights("tiny_vit")
    state["visual.proj"][0, 0] = float("nan")
    torch.save(state, tmp_path / "nan.pt")
    assert "1 of" in (line := refusal(settings, pretrained="nan.pt"))
    assert "NaN or infinity, e.g. visual.proj" in line


@pytest.mark.parametrize("suffix", ["pt", "safetensors"])
def test_half_a_file(tmp_path: Path, suffix: str) -> None:
    from safetensors.torch import save_file

    settings = tiny_settings(tmp_path, "tiny_vit")
    save_file(
        {key: value.contiguous() for key, value in random_weights("tiny_vit").items()}, tmp_path / "w.safetensors"
    )
    whole = (tmp_path / ("w.safetensors" if suffix == "safetensors" else "tiny_vit.pt")).read_bytes()
    (tmp_path / f"half.{suffix}").write_bytes(whole[: len(whole) // 2])
    assert "not a weights file, or only a part of one" in refusal(settings, pretrained=f"half.{suffix}")


def test_a_tag_of_another_architecture_says_whose_it_is(tmp_path: Path) -> None:
    settings = Settings(profile="x", backbones=["ViT-B-32/webli"])
    settings._root = tmp_path
    assert "it is a tag of ViT-B-16-SigLIP" in refusal(settings)


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("401 Client Error. Access to model org/x is restricted", "is gated on the Hugging Face hub"),
        (
            "Cannot find the requested files in the disk cache and outgoing traffic has been disabled",
            "could not be down",
        ),
        (
            "404 Client Error. Repository Not Found for url: x. If it is private or gated, log in",
            "is not on the Hugging",
        ),
        ("404 Client Error. Entry Not Found for url: x/open_clip_config.json.", "correct the name, or set HF_TOKEN"),
        (
            "Repo id must be in the form 'repo_name' or 'namespace/repo_name': 'a/b/c'.",
            "is not on the Hugging Face hub",
        ),
    ],
)
def test_a_hub_that_gives_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, message: str, words: str) -> None:
    def withheld(*_: object, **__: object) -> str:
        raise FileNotFoundError(f"Failed to download file. Last error: {message}\nmore\nlines")

    monkeypatch.setattr(downloads, "download_pretrained_from_hf", withheld)
    settings = Settings(profile="x", backbones=["hf-hub:org/x"])
    settings._root = tmp_path
    assert words in refusal(settings)


def test_a_hub_that_does_not_answer_is_asked_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    # A port that nobody listens on refuses at once; the library alone would try it for half a minute, for each file.
    monkeypatch.setattr(downloads.constants, "ENDPOINT", "http://127.0.0.1:9")
    monkeypatch.setattr(downloads.constants, "HF_HUB_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(downloads.constants, "HF_HUB_OFFLINE", False)
    asked = []
    session = downloads.get_session()
    monkeypatch.setattr(downloads, "get_session", lambda: asked.append(1) or session)
    settings = Settings(profile="x", backbones=["hf-hub:org/x", "hf-hub:org/y"])
    settings._root = tmp_path
    for backbone in settings.backbones:
        with pytest.raises(PipelineError, match=r"could not be downloaded .* http://127.0.0.1:9 does not answer"):
            check_backbone(settings, backbone)
    assert asked == [1]
    assert not downloads.constants.HF_HUB_OFFLINE
    assert capfd.readouterr().err == ""


def test_a_missing_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(architectures, "find_spec", lambda name: None)
    with pytest.raises(PipelineError, match=r"pip install 'clip-caption-dashboard\[huggingface\]'"):
        architectures.build_tokenizer(
            architectures.Architecture("ViT-B-16-SigLIP", open_clip.get_model_config("ViT-B-16-SigLIP"), "x", "x"),
            "here",
        )


def repository(folder: Path) -> None:
    folder.mkdir()
    model = {"embed_dim": WIDTH, "quick_gelu": True, "vision_cfg": VISION["tiny_vit"], "text_cfg": TEXT}
    preprocess = {"resize_mode": "squash", "interpolation": "bilinear", "mean": [0.5] * 3, "std": [0.5] * 3}
    (folder / "open_clip_config.json").write_text(json.dumps({"model_cfg": model, "preprocess_cfg": preprocess}))


def test_a_repository_on_this_machine_brings_architecture_weights_and_preprocessing(tmp_path: Path) -> None:
    tiny_settings(tmp_path, "tiny_vit")
    repository(tmp_path / "repo")
    torch.save(random_weights("tiny_vit"), tmp_path / "repo/open_clip_pytorch_model.bin")
    settings = Settings(profile="x", backbones=["local-dir:repo"])
    settings._root = tmp_path
    check_backbone(settings, settings.backbones[0])
    loaded = load_backbone(settings, settings.backbones[0], torch.device("cpu"))
    assert (loaded.facts.architecture, loaded.facts.resize_mode, loaded.facts.mean) == ("repo", "squash", [0.5] * 3)
    assert loaded.tokenize(["a dog"]).shape == (1, 77)


@pytest.mark.parametrize(
    ("part", "change", "words"),
    [
        ("preprocess_cfg", {"fill_color": [9, 9, 200]}, "fill_color: expected a grey level"),
        ("preprocess_cfg", {"fill_color": "red"}, "fill_color: expected a grey level"),
        ("preprocess_cfg", {"fill_color": 300}, "fill_color: expected a grey level"),
        ("preprocess_cfg", {"mean": [0.5, 0.5]}, "mean: expected three numbers, got [0.5, 0.5]"),
        ("preprocess_cfg", {"mean": "abc"}, "mean: expected three numbers"),
        ("preprocess_cfg", {"std": [0, 1, 1]}, "std: expected three numbers above 0"),
        ("preprocess_cfg", {"mode": "L"}, "pictures are RGB here"),
        ("preprocess_cfg", [1], "preprocess_cfg holds no keys"),
        ("model_cfg", {"text_cfg": None}, "text_cfg without keys"),
        ("model_cfg", {"embed_dim": "32"}, "embed_dim: expected a number, got '32'"),
        ("model_cfg", {"text_cfg": {**TEXT, "context_length": "x"}}, "context_length: expected a number"),
        ("model_cfg", {"text_cfg": {**TEXT, "tokenizer_kwargs": {"clean": "foo"}}}, "the tokenizer of repo: it cannot"),
        ("model_cfg", {"text_cfg": {**TEXT, "tokenizer_kwargs": [1]}}, "the tokenizer of repo: it cannot"),
    ],
)
def test_a_description_that_asks_for_what_there_is_not(tmp_path: Path, part: str, change: object, words: str) -> None:
    assert words in refusal(described(tmp_path, part, change))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"size": 96}, {"image_size": 64, "input_size": None}),  # as open_clip, which goes by the tower
        ({"size": "64"}, {"image_size": 64, "input_size": None}),
        ({"fill_color": [9, 9, 9], "resize_mode": "longest"}, {"fill_color": 9, "resize_mode": "longest"}),
        ({"mean": 0.5, "std": [0.25]}, {"mean": [0.5] * 3, "std": [0.25] * 3}),
    ],
)
def test_a_description_that_says_it_in_another_way(tmp_path: Path, change: object, words: dict[str, object]) -> None:
    settings = described(tmp_path, "preprocess_cfg", change)
    check_backbone(settings, settings.backbones[0])
    loaded = load_backbone(settings, settings.backbones[0], torch.device("cpu"))
    assert {name: getattr(loaded.facts, name) for name in words} == words


def described(folder: Path, part: str, change: object) -> Settings:
    """A repository whose description is changed in one part."""
    tiny_settings(folder, "tiny_vit")
    repository(folder / "repo")
    torch.save(random_weights("tiny_vit"), folder / "repo/open_clip_pytorch_model.bin")
    path = folder / "repo/open_clip_config.json"
    content = json.loads(path.read_text())
    content[part] = {**content[part], **change} if isinstance(change, dict) else change
    path.write_text(json.dumps(content))
    settings = Settings(profile="x", backbones=["local-dir:repo"])
    settings._root = folder
    return settings


def test_a_repository_without_weights_or_description(tmp_path: Path) -> None:
    repository(tmp_path / "repo")
    settings = Settings(profile="x", backbones=["local-dir:repo"])
    settings._root = tmp_path
    assert "0 weights files" in refusal(settings)
    (tmp_path / "repo/open_clip_config.json").unlink()
    assert "open_clip_config.json: cannot be read" in refusal(settings)
