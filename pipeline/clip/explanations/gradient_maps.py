"""Where a tower with stages looks: maps from the gradients of what its stages give.

Shapes as in ``attribution``; ``k`` channels.
"""

from __future__ import annotations

from typing import Any

import torch
from pytorch_grad_cam import GradCAMElementWise
from torch import Tensor, nn

from pipeline.clip.backbones.loading import LoadedBackbone
from pipeline.clip.explanations.attribution import Target, over_input


def elementwise_gradcams(backbone: LoadedBackbone, pictures: Tensor, target: Target) -> dict[str, Tensor]:
    """Element-wise Grad-CAM on the last stage but one of OpenAI's ResNets, and on the finer one before it.

    Grad-CAM (Selvaraju et al. 2017) weights a channel of the last stage by its mean gradient, which suits networks
    that end in average pooling. CLIP's ResNets end in attention pooling: its gradients differ from place to place, and
    it can gather what it needs at any place of the last stage, corners included. So each place keeps its own gradient,
    relu(gradient ⊙ activation) summed over channels, which holds its ground in earlier and finer stages too (LayerCAM,
    Jiang et al. 2021).

    Args:
        pictures: [b, 3, s, w], preprocessed.

    Returns:
        [b, s, w] in 0..1 by method; all zero when nothing speaks for the caption.
    """
    visual = backbone.model.visual
    # In the order of the pass, in which grad-cam keeps what it sees.
    stages = {"gradcam_fine": visual.layer2[-1], "gradcam": visual.layer3[-1]}
    with torch.enable_grad(), GradCAMElementWise(_Features(backbone), list(stages.values())) as cam:
        seen = cam.activations_and_grads
        # The frozen parameters ask for no gradient, so the pixels must, or there is no graph to follow back.
        # One pass back for all stages; the library's own call would mix their maps into one.
        target(seen(pictures.to(backbone.device).requires_grad_(True))).sum().backward()
        parts = zip(stages.items(), seen.activations, seen.gradients, strict=True)
        heats = {
            method: cam.get_cam_image(pictures, stage, None, outputs.numpy(), gradients.numpy(), eigen_smooth=False)
            for (method, stage), outputs, gradients in parts
        }
    return {method: over_input(backbone, torch.from_numpy(heats[method])) for method in reversed(stages)}


class _Features(nn.Module):
    """Pictures to raw features, as a module that grad-cam can hook into."""

    def __init__(self, backbone: LoadedBackbone) -> None:
        super().__init__()
        self.model, self.features_of = backbone.model, backbone.features_of

    def forward(self, pictures: Tensor) -> Tensor:
        return self.features_of(pictures)


def gradcam_before_pooling(backbone: LoadedBackbone, pictures: Tensor, target: Target) -> dict[str, Tensor]:
    """Grad-CAM on what timm's towers pool, after the norm that stands before pooling in some of them.

    Earlier outputs, the stages' own included, mostly run into a LayerNorm. It undoes their scale, so gradient and
    activation are orthogonal there at every place, and for and against a caption cannot be told apart. Averages hand
    every place the same gradient, and relu(Σ gradient ⊙ activation) over channels is Grad-CAM itself; after attention
    pooling the rectifier stands inside the sum, as for OpenAI's ResNets.

    Args:
        pictures: [b, 3, s, w], preprocessed.

    Returns:
        [b, s, w] in 0..1, as ``gradcam``.
    """
    visual = backbone.model.visual
    with torch.enable_grad():
        pooled_from = visual.trunk.forward_features(pictures.to(backbone.device).requires_grad_(True))
        score = target(visual.head(visual.trunk.forward_head(pooled_from)))
        (gradient,) = torch.autograd.grad(score.sum(), pooled_from)
    votes = gradient * pooled_from.detach()
    channels = channel_axis(votes[0], visual)
    assert channels is not None, "methods.methods_of gives this method to towers with a feature map only"
    channels += 1  # behind the pictures
    heat = votes.relu().sum(channels) if backbone.facts.pooling == "attention" else votes.sum(channels).relu()
    return {"gradcam": over_input(backbone, heat)}


def channel_axis(places: Tensor, visual: Any) -> int | None:
    """Which axis of a feature map [k, h, w] or [h, w, k] holds the channels; None where neither has their number."""
    found = [axis for axis in (0, 2) if places.dim() == 3 and places.shape[axis] == visual.trunk.num_features]
    if len(found) == 2:
        return 2 if getattr(visual.trunk, "output_fmt", "NCHW") == "NHWC" else 0
    return found[0] if found else None
