"""Loading backbones: frozen, in eval mode, with the right weights, activation and preprocessing."""

from __future__ import annotations

from pathlib import Path

import open_clip
import pytest
import torch

from pipeline.clip.backbones.loading import is_untrained, load_backbone
from pipeline.clip.backbones.weights import read_weights
from pipeline.errors import PipelineError
from pipeline.settings import Backbone, Settings

from ..tiny import random_weights, tiny_backbone, tiny_settings

CPU = torch.device("cpu")


def test_frozen_and_in_eval_mode(tmp_path: Path) -> None:
    for name in ("tiny_rn", "tiny_vit"):
        loaded = tiny_backbone(tmp_path, name)
        assert not any(module.training for module in loaded.model.modules())
        assert not any(parameter.requires_grad for parameter in loaded.model.parameters())


def test_folding_batch_norms_changes_no_feature(tmp_path: Path) -> None:
    loaded = tiny_backbone(tmp_path, "tiny_rn")
    plain = open_clip.create_model("tiny_rn", pretrained=None).eval()
    plain.load_state_dict(random_weights("tiny_rn"))
    picture = torch.randn(2, 3, 128, 128)
    assert not any(isinstance(module, torch.nn.BatchNorm2d) for module in loaded.model.modules())
    torch.testing.assert_close(loaded.model.encode_image(picture), plain.encode_image(picture), atol=1e-5, rtol=1e-4)


def test_encoding_moves_no_statistics(tmp_path: Path) -> None:
    loaded = tiny_backbone(tmp_path, "tiny_rn")
    before = {name: value.clone() for name, value in loaded.model.state_dict().items()}
    loaded.model.encode_image(torch.randn(4, 3, 128, 128) * 5)
    assert all(torch.equal(value, before[name]) for name, value in loaded.model.state_dict().items())


@pytest.mark.parametrize("name", ["tiny_rn", "tiny_vit"])
def test_random_weights_are_told_from_trained_ones(tmp_path: Path, name: str) -> None:
    tiny_settings(tmp_path, name)
    model = open_clip.create_model(name, pretrained=None)
    assert is_untrained(model)
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-4)
    size = 128 if name == "tiny_rn" else 64
    image, text, scale = model(torch.randn(2, 3, size, size), torch.randint(1, 400, (2, 77)))
    (scale * image @ text.T).diagonal().sum().backward()
    optimizer.step()
    assert not is_untrained(model)


def test_a_torchscript_archive_loads(tmp_path: Path) -> None:
    settings = tiny_settings(tmp_path, "tiny_vit")

    class Holder(torch.nn.Module):
        def __init__(self, state: dict[str, torch.Tensor]) -> None:
            super().__init__()
            self.value = torch.nn.Parameter(state["logit_scale"])

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            return x * self.value

    torch.jit.script(Holder(random_weights("tiny_vit"))).save(tmp_path / "archive.pt")
    weights = read_weights(settings, settings.backbones[0].model_copy(update={"pretrained": "archive.pt"}))
    assert list(weights.state) == ["value"]
    assert weights.quick_gelu is True


@pytest.mark.parametrize("wrapped", [False, True])
def test_the_forms_of_a_state_dict(tmp_path: Path, wrapped: bool) -> None:
    settings = tiny_settings(tmp_path, "tiny_vit")
    state = {f"module.{key}": value for key, value in random_weights("tiny_vit").items()}
    torch.save({"state_dict": state, "epoch": 3} if wrapped else state, tmp_path / "tiny_vit.pt")
    load_backbone(settings, settings.backbones[0], CPU)


def test_openais_extra_entries_need_quickgelu(tmp_path: Path) -> None:
    (tmp_path / "ViT-B-32.pt").write_bytes(b"")
    torch.save({"input_resolution": torch.tensor(224)}, tmp_path / "w.pt")
    backbone = Backbone(id="v", name="V", architecture="ViT-B-32", pretrained="w.pt")
    settings = Settings(profile="x", backbones=[backbone])
    settings._root = tmp_path
    with pytest.raises(PipelineError, match="set architecture: ViT-B-32-quickgelu"):
        load_backbone(settings, backbone, CPU)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"architecture": "RN51"}, "unknown to open_clip: did you mean 'RN50'?"),
        ({"architecture": "vit-b-32-QuickGELU"}, "did you mean 'ViT-B-32-quickgelu'?"),
        ({"architecture": "x"}, "unknown to open_clip: run `python -m pipeline models`"),
        ({"pretrained": "nowhere.pt"}, "neither a file nor a tag"),
    ],
)
def test_wrong_backbones_say_what_to_do(tmp_path: Path, change: dict[str, str], words: str) -> None:
    settings = tiny_settings(tmp_path, "tiny_vit")
    with pytest.raises(PipelineError, match=words):
        load_backbone(settings, settings.backbones[0].model_copy(update=change), CPU)


def test_a_tag_that_cannot_be_downloaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def offline(tag: object) -> None:
        raise OSError("no network")

    monkeypatch.setattr(open_clip, "download_pretrained", offline)
    backbone = Backbone(id="v", name="V", architecture="ViT-B-32-quickgelu", pretrained="openai")
    settings = Settings(profile="x", backbones=[backbone])
    settings._root = tmp_path
    with pytest.raises(PipelineError, match=r"could not be downloaded \(no network\): connect"):
        load_backbone(settings, backbone, CPU)


def test_facts_are_the_models_own(tmp_path: Path) -> None:
    facts = tiny_backbone(tmp_path, "tiny_vit").facts
    assert (facts.kind, facts.embed_dim, facts.image_size, facts.patch_size) == ("vit", 32, 64, 16)
    assert facts.activation == "QuickGELU"
    assert facts.logit_scale == pytest.approx(30, rel=1e-4)
    assert not facts.untrained
