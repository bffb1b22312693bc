"""Architectures of the user's own, from a file that the settings name."""

from __future__ import annotations

import json
from pathlib import Path

import open_clip
import pytest
import torch

from pipeline.clip.backbones.loading import load_backbone
from pipeline.errors import PipelineError
from pipeline.settings import Backbone, Settings

from ..tiny import TEXT, VISION, WIDTH, random_weights, tiny_settings


def own(folder: Path, name: str, config: object) -> Settings:
    """Settings whose one backbone has its architecture in ``folder/name``."""
    (folder / name).write_text(config if isinstance(config, str) else json.dumps(config))
    settings = Settings(
        profile="x", backbones=[Backbone(id="own", name="Own", architecture=name, pretrained="own.pt")], device="cpu"
    )
    settings._root = folder
    return settings


def config_of(name: str) -> dict[str, object]:
    return {"embed_dim": WIDTH, "quick_gelu": True, "vision_cfg": VISION[name], "text_cfg": TEXT}


def test_a_configuration_file_serves_as_architecture(tmp_path: Path) -> None:
    tiny_settings(tmp_path, "tiny_vit")
    torch.save(random_weights("tiny_vit"), tmp_path / "own.pt")
    settings = own(tmp_path, "My Model.v2.json", config_of("tiny_vit"))
    assert "My Model.v2" not in open_clip.list_models()
    loaded = load_backbone(settings, settings.backbones[0], torch.device("cpu"))
    assert (loaded.facts.architecture, loaded.facts.embed_dim) == ("My Model.v2", WIDTH)
    assert loaded.tokenize(["a dog"]).shape == (1, 77)


def test_a_configuration_that_changed_is_read_again(tmp_path: Path) -> None:
    tiny_settings(tmp_path, "tiny_vit")
    torch.save(random_weights("tiny_vit"), tmp_path / "own.pt")
    settings = own(tmp_path, "edited.json", config_of("tiny_rn"))
    with pytest.raises(PipelineError, match="weights of another architecture than edited"):
        load_backbone(settings, settings.backbones[0], torch.device("cpu"))
    settings = own(tmp_path, "edited.json", config_of("tiny_vit"))
    load_backbone(settings, settings.backbones[0], torch.device("cpu"))


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("broken.json", "{", "not JSON"),
        ("list.json", "[1]", "no open_clip configuration: embed_dim, vision_cfg, text_cfg missing"),
        ("half.json", '{"embed_dim": 8}', "no open_clip configuration: vision_cfg, text_cfg missing"),
        ("ViT-B-32.json", json.dumps(config_of("tiny_vit")), "another architecture is called ViT-B-32"),
    ],
)
def test_what_is_wrong_with_a_configuration_is_said(tmp_path: Path, name: str, content: str, words: str) -> None:
    settings = own(tmp_path, name, content)
    with pytest.raises(PipelineError, match=words) as caught:
        load_backbone(settings, settings.backbones[0], torch.device("cpu"))
    assert str(tmp_path / name) in str(caught.value)


def test_a_missing_configuration_is_named(tmp_path: Path) -> None:
    settings = own(tmp_path, "gone.json", "{}")
    (tmp_path / "gone.json").unlink()
    with pytest.raises(PipelineError, match=r"gone\.json: cannot be read \(No such file"):
        load_backbone(settings, settings.backbones[0], torch.device("cpu"))
