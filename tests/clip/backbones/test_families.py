"""Every family of CLIP, shrunk: features, logits and maps against open_clip's own calls."""

from __future__ import annotations

import json
from pathlib import Path

import open_clip
import pytest
import torch
from open_clip.transform import PreprocessCfg, image_transform_v2
from torch.nn.functional import normalize

from pipeline.clip.backbones.loading import LoadedBackbone, check_backbone, load_backbone
from pipeline.clip.explanations.methods import IMAGE_ONLY, caption_map, methods_of
from pipeline.clip.features.encoding import encode_captions, encode_images
from pipeline.clip.rows import head
from pipeline.data.picture_files import open_picture
from pipeline.settings import Settings

from ..tiny import TEXT
from .families import FAMILIES, WORDS, Family, seen_by, write_family
from .test_against_openai import draw_pictures

pytestmark = pytest.mark.slow

CPU = torch.device("cpu")
CAPTIONS = ["a dog", "the red cat sleeps on a train", "two bear", " ".join(WORDS * 3), "zebra"]


def experiment(family: Family, folder: Path, **changes: object) -> Settings:
    settings = Settings(profile="x", backbones=[{**write_family(family, folder), **changes}], device="cpu")
    settings._root = folder
    return settings


@pytest.fixture(scope="module", params=FAMILIES, ids=lambda family: family.name)
def family(request: pytest.FixtureRequest) -> Family:
    return request.param


@pytest.fixture(scope="module")
def loaded(family: Family, tmp_path_factory: pytest.TempPathFactory) -> LoadedBackbone:
    folder = tmp_path_factory.mktemp(family.name)
    settings = experiment(family, folder)
    check_backbone(settings, settings.backbones[0])
    return load_backbone(settings, settings.backbones[0], CPU)


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return draw_pictures(tmp_path_factory.mktemp("pictures"), 3)


def test_logits_are_open_clips_own_at_full_length(loaded: LoadedBackbone, pictures: list[Path]) -> None:
    name = loaded.facts.architecture
    theirs = open_clip.create_model(name, pretrained=None, pretrained_text=False).eval()
    weights = Path(json.loads(loaded.settings.model_dump_json())["pretrained"])
    theirs.load_state_dict(torch.load(weights_of(loaded, weights)))
    transform = image_transform_v2(PreprocessCfg(**theirs.visual.preprocess_cfg), is_train=False)
    with torch.inference_mode():
        images = theirs.encode_image(torch.stack([transform(open_picture(path)) for path in pictures]), normalize=True)
        captions = theirs.encode_text(open_clip.get_tokenizer(name)(CAPTIONS), normalize=True)
        expected = theirs.logit_scale.exp() * images @ captions.T

    ours = torch.cat([batch.features for batch in encode_images(loaded, pictures, batch_size=2, workers=0)])
    texts = torch.empty(len(CAPTIONS), loaded.facts.embed_dim)
    for batch in encode_captions(loaded, CAPTIONS, batch_size=2):
        texts[batch.rows] = batch.features
    logits = loaded.logit_scale * normalize(ours, dim=-1) @ normalize(texts, dim=-1).T
    assert expected.std() > 0.01
    torch.testing.assert_close(logits, expected, atol=1e-4, rtol=0)


def weights_of(loaded: LoadedBackbone, name: Path) -> Path:
    """Where ``write_family`` put the weights: beside the configuration that open_clip knows."""
    (folder,) = [
        path.parent for path in open_clip.factory._MODEL_CONFIG_PATHS if path.stem == loaded.facts.architecture
    ]
    return folder / name


def test_facts_are_read_from_the_tower(family: Family, loaded: LoadedBackbone) -> None:
    facts = loaded.facts
    assert facts.kind == family.kind
    assert facts.parameters == facts.vision_parameters + facts.text_parameters
    assert facts.vision_layers
    assert facts.vision_width
    assert facts.text_layers == 2
    assert facts.text_width == 32
    assert facts.text_heads == 2
    assert facts.pooling in ("class token", "average", "attention")
    assert facts.logit_bias == family.more.get("init_logit_bias")


@pytest.mark.parametrize(
    ("trunk", "side", "kind"), [("crossvit_9_240", 240, "hierarchical"), ("hrnet_w18_small", 64, "hierarchical")]
)
def test_towers_of_several_branches_are_described_and_have_maps(
    trunk: str, side: int, kind: str, tmp_path: Path
) -> None:
    # CrossViT ends in a list of token grids, and HRNet's stages are a method: neither is like any tower above.
    settings = experiment(Family("fam_other", seen_by(trunk, side=side), TEXT, kind, ""), tmp_path)
    check_backbone(settings, settings.backbones[0])
    loaded = load_backbone(settings, settings.backbones[0], CPU)
    assert loaded.facts.kind == kind
    assert methods_of(loaded) in (("gradcam",), ("occlusion",))


@pytest.mark.slow
def test_each_caption_has_a_map_of_its_own(family: Family, loaded: LoadedBackbone, pictures: list[Path]) -> None:
    methods = methods_of(loaded)
    assert methods[0] == family.method
    generator = torch.Generator().manual_seed(3)
    logits = head(None, torch.randn(6, loaded.facts.embed_dim, generator=generator), loaded.logit_scale)
    pixels = loaded.preprocess(open_picture(pictures[0]))
    for method in (one for one in methods if one not in IMAGE_ONLY):
        maps = [caption_map(loaded, pixels, logits, choice, method) for choice in range(6)]
        for heat in maps:
            assert heat.shape == loaded.input_size
            assert 0 <= float(heat.min()) <= float(heat.max()) <= 1
        lit = [heat for heat in maps if heat.any()]
        assert len(lit) >= 2, method
        assert not any(torch.allclose(one, other, atol=1e-3) for n, one in enumerate(lit) for other in lit[:n]), method
