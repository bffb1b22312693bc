"""A tower that forgets and remembers."""

from __future__ import annotations

from contextlib import suppress

import pytest
import torch

from pipeline.clip.explanations.shuffled_weights import parameters_of, shuffled

from ..tiny import tiny_backbone


@pytest.mark.parametrize("architecture", ["tiny_rn", "tiny_vit"])
def test_a_tower_forgets_within_and_remembers_afterwards(tmp_path, architecture):
    backbone = tiny_backbone(tmp_path, architecture)
    picture = torch.randn(1, 3, *backbone.input_size, generator=torch.Generator().manual_seed(1))
    before = backbone.features_of(picture)
    kept = {name: one.clone() for name, one in backbone.model.visual.named_parameters()}
    found = []
    for scope in ("head", "all"):
        with suppress(RuntimeError), shuffled(backbone, scope, seed=3):
            found.append(backbone.features_of(picture))
            for name, one in backbone.model.visual.named_parameters():
                assert torch.equal(one.flatten().sort().values, kept[name].flatten().sort().values), name
            raise RuntimeError("in the middle of it")
        assert torch.equal(before, backbone.features_of(picture))
    assert not any(torch.allclose(before, other, rtol=0.1) for other in found)
    assert not torch.allclose(*found, rtol=0.1)


@pytest.mark.parametrize(("architecture", "head"), [("tiny_rn", "attnpool"), ("tiny_vit", "proj")])
def test_the_head_is_what_follows_the_last_block(tmp_path, architecture, head):
    visual = tiny_backbone(tmp_path, architecture).model.visual
    own = {id(one) for one in parameters_of(visual, "head")}
    names = {name for name, one in visual.named_parameters() if id(one) in own}
    assert any(name.startswith(head) for name in names)
    assert not any("layer" in name or "resblocks" in name or "conv1" in name for name in names)
    assert len(own) < len(parameters_of(visual, "all"))
