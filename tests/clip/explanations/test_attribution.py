"""Maps answer for the caption they are asked about, and rest on the attention that the model really pays."""

from __future__ import annotations

import pytest
import torch
from pytorch_grad_cam import GradCAMElementWise

from pipeline.clip.explanations.attention_maps import rollout
from pipeline.clip.explanations.attribution import single, why_this
from pipeline.clip.explanations.methods import caption_map, maps_of, methods_of
from pipeline.clip.explanations.recorded_attention import recorded_attention
from pipeline.clip.rows import head

from ..tiny import VISION, WIDTH, tiny_backbone


@pytest.fixture(params=["tiny_rn", "tiny_vit"])
def backbone(request, tmp_path):
    return tiny_backbone(tmp_path, request.param)


def noise(size):
    return torch.randn(3, size, size, generator=torch.Generator().manual_seed(1))


@pytest.fixture
def picture():
    return noise(64)


@pytest.fixture
def captions():
    return torch.randn(12, WIDTH, generator=torch.Generator().manual_seed(2))


def test_two_captions_give_two_maps(backbone, captions):
    size = backbone.facts.image_size
    picture = noise(size)
    logits = head(None, captions, backbone.logit_scale)
    maps = [caption_map(backbone, picture, logits, choice) for choice in range(4)]
    for number, one in enumerate(maps):
        assert one.shape == (size, size)
        assert float(one.min()) >= 0
        assert float(one.max()) in (0.0, 1.0)
        for other in maps[number + 1 :]:
            assert not torch.allclose(one, other, atol=0.05)


def test_the_head_decides_the_map(backbone, captions):
    picture = noise(backbone.facts.image_size)
    plain = caption_map(backbone, picture, head(None, captions, backbone.logit_scale), 0)
    turned = caption_map(backbone, picture, head(None, captions.flip(1), backbone.logit_scale), 0)
    assert not torch.allclose(plain, turned, atol=0.05)


def test_rollout_knows_only_the_image(tmp_path, picture):
    backbone = tiny_backbone(tmp_path, "tiny_vit")
    first, second, turned = rollout(backbone, torch.stack([picture, picture, picture.flip(2)]))
    torch.testing.assert_close(first, second, atol=1e-5, rtol=0)
    assert not torch.allclose(first, turned, atol=0.05)


def test_explicit_attention_is_the_models_own(tmp_path):
    backbone = tiny_backbone(tmp_path, "tiny_vit")
    for block in backbone.model.visual.transformer.resblocks:
        x = torch.randn(2, 17, 64)
        with recorded_attention() as recorded:
            ours, _ = block.attn(x, x, x, need_weights=False)
        theirs, expected = block.attn(x, x, x, need_weights=True, average_attn_weights=False)
        torch.testing.assert_close(ours, theirs, atol=1e-5, rtol=1e-4)
        torch.testing.assert_close(recorded[0].weights, expected, atol=1e-6, rtol=1e-4)


def test_recording_changes_no_feature_and_leaves_nothing_behind(tmp_path, picture):
    backbone = tiny_backbone(tmp_path, "tiny_vit")
    before = backbone.model.encode_image(picture[None])
    with recorded_attention() as steps:
        within = backbone.model.encode_image(picture[None])
    assert len(steps) == 3
    torch.testing.assert_close(before, within, atol=1e-5, rtol=1e-4)
    assert torch.equal(before, backbone.model.encode_image(picture[None]))
    assert len(steps) == 3


def test_rollout_against_its_definition(tmp_path, picture):
    """Row-normalised (attention + identity), multiplied block by block, written out with plain loops."""
    backbone = tiny_backbone(tmp_path, "tiny_vit")
    with recorded_attention() as steps:
        backbone.model.encode_image(picture[None])
    joint = torch.eye(17)
    for step in steps:
        residual = step.weights[0].mean(0) + torch.eye(17)
        joint = (residual / residual.sum(-1, keepdim=True)) @ joint
    grid = joint[0, 1:].reshape(4, 4)
    (ours,) = rollout(backbone, picture[None])
    peak = divmod(int(ours.argmax()), 64)
    assert (peak[0] // 16, peak[1] // 16) == divmod(int(grid.argmax()), 4)


def test_relevance_against_its_definition(tmp_path, picture, captions):
    """The ViT written out once more with plain matrix products, its attention's gradients by backward()."""
    backbone = tiny_backbone(tmp_path, "tiny_vit")
    visual = backbone.model.visual
    x = visual.conv1(picture[None]).reshape(1, 64, -1).transpose(1, 2)
    x = torch.cat([visual.class_embedding[None, None], x], dim=1) + visual.positional_embedding
    x = visual.ln_pre(x)
    attentions = []
    for block in visual.transformer.resblocks:
        q, k, v = (block.ln_1(x) @ block.attn.in_proj_weight.T + block.attn.in_proj_bias).split(64, dim=-1)
        heads = []
        for number in range(2):
            columns = slice(32 * number, 32 * number + 32)
            weights = torch.softmax(q[0, :, columns] @ k[0, :, columns].T / 32**0.5, dim=-1)
            heads.append(weights.requires_grad_(True) if not weights.requires_grad else weights)
            heads[-1].retain_grad()
            attentions.append(heads[-1])
        mixed = torch.cat([heads[n] @ v[0, :, 32 * n : 32 * n + 32] for n in range(2)], dim=-1)
        x = x + mixed @ block.attn.out_proj.weight.T + block.attn.out_proj.bias
        x = x + block.mlp(block.ln_2(x))
    feature = torch.nn.functional.normalize(visual.ln_post(x)[:, 0] @ visual.proj, dim=-1)
    logits = backbone.logit_scale * (feature @ torch.nn.functional.normalize(captions, dim=-1).T)[0]
    (logits[3] - torch.cat([logits[:3], logits[4:]]).max()).backward()
    relevance = torch.eye(17)
    for first, second in zip(attentions[::2], attentions[1::2], strict=True):
        step = ((first * first.grad).clamp(min=0) + (second * second.grad).clamp(min=0)) / 2
        relevance = relevance + step.detach() @ relevance
    grid = relevance[0, 1:].reshape(1, 1, 4, 4)
    expected = torch.nn.functional.interpolate(grid, size=(64, 64), mode="bilinear")[0, 0]
    expected = (expected - expected.min()) / (expected.max() - expected.min())

    ours = caption_map(backbone, picture, head(None, captions, backbone.logit_scale), 3)
    torch.testing.assert_close(ours, expected, atol=1e-3, rtol=1e-3)


def test_gradcam_against_its_definition(tmp_path, captions):
    """Activations of the last stage but one times their own gradients, rectified, summed over channels."""
    backbone = tiny_backbone(tmp_path, "tiny_rn")
    visual = backbone.model.visual
    picture = noise(128)
    activations = visual.layer3(visual.layer2(visual.layer1(visual.stem(picture[None]))))
    logits = head(None, captions, backbone.logit_scale)
    compared = 0
    for choice in range(12):
        activations = activations.detach().requires_grad_(True)
        score = why_this(logits(visual.attnpool(visual.layer4(activations))), choice)
        (gradients,) = torch.autograd.grad(score, activations)
        grid = (gradients * activations.detach()).relu().sum(1, keepdim=True)
        if not grid.any():
            continue
        grid = (grid - grid.min()) / (grid.max() - grid.min())
        expected = torch.nn.functional.interpolate(grid, size=(128, 128), mode="bilinear")[0, 0]
        expected = (expected - expected.min()) / (expected.max() - expected.min())
        torch.testing.assert_close(caption_map(backbone, picture, logits, choice), expected, atol=1e-3, rtol=0)
        compared += 1
    assert compared > 3


def test_a_finer_gradcam_is_the_same_a_stage_earlier(tmp_path, captions):
    """By the library's own hooks and its own arithmetic."""
    backbone = tiny_backbone(tmp_path, "tiny_rn")
    picture, logits = noise(128), head(None, captions, backbone.logit_scale)
    model = torch.nn.Module()
    model.visual = backbone.model.visual
    model.forward = lambda pixels: logits(model.visual(pixels))[None]
    for method, stage in (("gradcam", "layer3"), ("gradcam_fine", "layer2")):
        ours = caption_map(backbone, picture, logits, 2, method)
        layer = getattr(model.visual, stage)[-1]
        with GradCAMElementWise(model=model, target_layers=[layer]) as cam:
            heat = cam(picture[None].requires_grad_(True), targets=[lambda scores: why_this(scores, 2)])
        assert ours.any()
        torch.testing.assert_close(ours, torch.from_numpy(heat[0]), atol=2e-3, rtol=0)


def test_grad_eclip_against_its_definition(tmp_path, picture, captions):
    """The last block written out: gradient of what the class token gathered, times values, times loosened attention."""
    backbone = tiny_backbone(tmp_path, "tiny_vit")
    visual = backbone.model.visual
    x = visual.conv1(picture[None]).reshape(1, 64, -1).transpose(1, 2)
    x = visual.ln_pre(torch.cat([visual.class_embedding[None, None], x], dim=1) + visual.positional_embedding)
    for block in visual.transformer.resblocks[:-1]:
        x = block(x)
    block = visual.transformer.resblocks[-1]
    q, k, v = (block.ln_1(x) @ block.attn.in_proj_weight.T + block.attn.in_proj_bias)[0].split(64, dim=-1)
    heads = [slice(32 * number, 32 * number + 32) for number in range(2)]
    gathered = torch.cat([torch.softmax(q[:, one] @ k[:, one].T / 32**0.5, dim=-1) @ v[:, one] for one in heads], -1)
    gathered = gathered.detach().requires_grad_(True)
    y = x + gathered[None] @ block.attn.out_proj.weight.T + block.attn.out_proj.bias
    y = y + block.mlp(block.ln_2(y))
    feature = torch.nn.functional.normalize(visual.ln_post(y)[:, 0] @ visual.proj, dim=-1)
    logits = backbone.logit_scale * (feature @ torch.nn.functional.normalize(captions, dim=-1).T)[0]
    (logits[3] - torch.cat([logits[:3], logits[4:]]).max()).backward()
    likeness = torch.nn.functional.cosine_similarity(q[:1], k[1:])
    likeness = (likeness - likeness.min()) / (likeness.max() - likeness.min())
    grid = (gathered.grad[0] * v[1:] * likeness[:, None]).sum(-1).clamp(min=0).reshape(1, 1, 4, 4)
    expected = torch.nn.functional.interpolate(grid, size=(64, 64), mode="bilinear")[0, 0]
    expected = (expected - expected.min()) / (expected.max() - expected.min())
    ours = caption_map(backbone, picture, head(None, captions, backbone.logit_scale), 3, "grad_eclip")
    torch.testing.assert_close(ours, expected.detach(), atol=1e-3, rtol=1e-3)


def test_many_pictures_have_the_maps_that_each_has_alone(backbone, captions):
    size = backbone.facts.image_size
    pictures = torch.stack([noise(size), noise(size).flip(1), noise(size).flip(2)])
    target = single(head(None, captions, backbone.logit_scale), 1)
    methods = methods_of(backbone)
    together = maps_of(backbone, methods, pictures, target)
    assert list(together) == list(methods)
    for number, picture in enumerate(pictures):
        for method, heat in maps_of(backbone, methods, picture[None], target).items():
            torch.testing.assert_close(together[method][number], heat[0], atol=2e-3, rtol=0)


def test_the_target_is_why_this_and_not_that():
    logits = torch.tensor([3.0, 5.0, 4.0])
    assert [float(why_this(logits, choice)) for choice in range(3)] == [-2.0, 1.0, -1.0]
    assert why_this(logits.expand(3, 3), torch.arange(3)).tolist() == [-2.0, 1.0, -1.0]


def test_frozen_parameters_keep_no_gradient(backbone, captions):
    picture = noise(backbone.facts.image_size)
    caption_map(backbone, picture, head(None, captions, backbone.logit_scale), 0)
    assert all(parameter.grad is None for parameter in backbone.model.parameters())
    assert not backbone.model.training


@pytest.mark.parametrize("pool_type", ["tok", "avg"])
def test_maps_rest_on_the_queries_that_are_pooled(tmp_path, picture, captions, pool_type, monkeypatch):
    """Of an attention pool's five queries the first one is the feature, or the mean of the others is."""
    pool = {"attentional_pool": True, "attn_pooler_queries": 5, "attn_pooler_heads": 2, "pool_type": pool_type}
    monkeypatch.setitem(VISION, f"pooled_{pool_type}", VISION["tiny_vit"] | pool)
    backbone = tiny_backbone(tmp_path, f"pooled_{pool_type}")
    logits = head(None, captions, backbone.logit_scale)
    queries = backbone.model.visual.attn_pool.query

    def seen():
        maps = maps_of(backbone, methods_of(backbone), picture[None], single(logits, 0))
        return backbone.features_of(picture[None]).detach(), torch.cat(list(maps.values()))

    def moved(rows):
        kept = queries.data.clone()
        queries.data[rows] += torch.randn(kept[rows].shape, generator=torch.Generator().manual_seed(3))
        found = seen()
        queries.data.copy_(kept)
        return found

    feature, maps = seen()
    idle, pooled = (slice(1, 5), slice(0, 1)) if pool_type == "tok" else (slice(0, 1), slice(1, 5))
    torch.testing.assert_close(moved(idle), (feature, maps))
    other, others = moved(pooled)
    assert not torch.allclose(other, feature, atol=1e-3)
    assert not torch.allclose(others, maps, atol=1e-3)
