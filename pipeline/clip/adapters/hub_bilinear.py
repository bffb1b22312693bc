"""The recommended adapter: a hub correction by the pool, and a bilinear term learned from the shots.

Shapes: ``p`` samples of the pool, ``s`` support samples, ``m`` captions, ``d`` feature width, ``r`` rank; all features
are L2-normalised here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy, normalize

from pipeline.clip.adapters.adapter import Adapter, Fitted, Gate, Lesson, TrainedAdapter
from pipeline.clip.adapters.corrections import HUB_WEIGHT, log_mean_exp
from pipeline.settings import Training

# Of CLIP's own scale. At all of it a few images decide how close a caption lies to everything, and a pool has few.
SHARPNESS = 0.5
# Weight of ‖V‖²/2 against the summed loss. Gains hardly move between 0.03 and 0.3, on weak and on strong features.
RIDGE = 0.05
STEPS = 200


class HubBilinear(Adapter):
    """Logits τ·x·t + (x - x̄)ᵀ·V·(t - t̄) - b(t) for an image x and a caption t.

    The bias b is that of ``inverse_softmax`` at half of CLIP's scale, with two changes. One step of Sinkhorn's
    balancing (Cuturi 2013, https://arxiv.org/abs/1306.0895): an image of the pool that lies close to all captions says
    less about any one of them, so half its own log mean exp over the pool's captions is taken off first. And a kernel
    density instead of single points: the pool's images stand for all those that are not in it, each for a normal
    distribution around itself, whose covariance Σ is half the mean outer product of the differences between nearest
    neighbours; there, the mean of exp(τ·x·t) is exp(τ·x̂·t + τ²·tᵀ·Σ·t/2). Pairs are not used for it.

    V is learned from the shots: each image against the captions of all the others, with a ridge. Unlike a deeper
    adapter's, the loss is convex: one solution, no learning rate, no epoch to choose, no validation images. x̄ and t̄
    are the means of the shots.
    """

    name = "hub_bilinear"
    keys: ClassVar = {
        "img_gate": frozenset({"weight", "bias"}),
        "txt_gate": frozenset({"weight", "bias", "reference", "nearest", "offset"}),
    }
    uses_pool = True

    @classmethod
    def fit(cls, lesson: Lesson, training: Training) -> list[Fitted]:
        scale, own = lesson.features.logit_scale, lesson.own_captions
        images = normalize(lesson.features.images, dim=-1)
        captions = normalize(lesson.features.captions, dim=-1)
        # Each caption of the pool once, however many samples offer it; and none of the test set's.
        offset = HUB_WEIGHT * log_mean_exp(SHARPNESS * scale * images @ captions[own.unique()].T)
        pool = {"reference": images, "nearest": _nearest(images).float(), "offset": offset}
        corrected = scale * images @ captions.T - scale * _bias(pool, captions, scale)
        fitted = []
        for rows in lesson.support:
            shown = own[rows]
            image, caption = _bilinear(images[rows], captions[shown], corrected[rows][:, shown], shown)
            # V was learned on logits, and an adapter's dot products are multiplied by the scale.
            gates = {"img_gate": {key: part / scale for key, part in image.items()}, "txt_gate": caption | pool}
            fitted.append(Fitted(TrainedAdapter(cls, gates)))
        return fitted

    @classmethod
    def images(cls, gate: Gate, x: Tensor, logit_scale: float) -> Tensor:
        unit = normalize(x, dim=-1)
        return torch.cat([unit, unit @ gate["weight"].T + gate["bias"], torch.ones_like(unit[:, :1])], dim=1)

    @classmethod
    def captions(cls, gate: Gate, x: Tensor, logit_scale: float) -> Tensor:
        unit = normalize(x, dim=-1)
        bias = _bias(gate, unit, logit_scale)
        return torch.cat([unit, unit @ gate["weight"].T + gate["bias"], -bias[:, None]], dim=1)

    @classmethod
    def width(cls, name: str, gate: Gate) -> int | None:
        weight = gate["weight"]
        fits = weight.ndim == 2 and gate["bias"].shape == weight.shape[:1]
        if name == "txt_gate":
            fits = fits and gate["reference"].shape == (len(gate["offset"]), weight.shape[1])
            # Numbers of rows: out of range they would end in a traceback, or a crash of the GPU.
            nearest = gate["nearest"]
            fits = fits and nearest.shape == gate["offset"].shape
            fits = fits and bool(((nearest >= 0) & (nearest < len(nearest))).all())
        return weight.shape[1] if fits else None

    @classmethod
    def parameters(cls, gates: Mapping[str, Gate]) -> int:
        return len(gates["img_gate"]["weight"]) * len(gates["txt_gate"]["weight"])


def _bias(gate: Gate, captions: Tensor, logit_scale: float) -> Tensor:
    """What a caption's cosine loses, [m]."""
    logits = SHARPNESS * logit_scale * captions @ gate["reference"].T
    # tᵀ·Σ·t without Σ: the differences of logits are those of the images, times the caption.
    variance = (logits - logits[:, gate["nearest"].long()]).square().mean(1) / 2
    closeness = log_mean_exp(logits - gate["offset"]) + variance / 2
    return HUB_WEIGHT / SHARPNESS * closeness / logit_scale


def _nearest(images: Tensor) -> Tensor:
    """The nearest other image [p] of each of images [p, d]; of one alone, itself."""
    similarities = images @ images.T
    if len(images) > 1:
        similarities.fill_diagonal_(-torch.inf)
    return similarities.argmax(1)


def _bilinear(images: Tensor, captions: Tensor, base: Tensor, own: Tensor) -> tuple[Gate, Gate]:
    """V in factors: (x - x̄)ᵀ·V·(t - t̄) is the dot product of two affine maps, of the image and of the caption.

    Args:
        images: [s, d], with ``captions`` [s, d] their own.
        base: [s, s] logits that V is learned on top of.
        own: [s] numbers of the captions: equal ones are no mistake of each other.
    """
    equal = (own[:, None] == own[None, :]) & ~torch.eye(len(own), dtype=torch.bool, device=own.device)
    # In float64: near the minimum, L-BFGS compares losses that are equal to seven digits.
    base = base.double().masked_fill(equal, -torch.inf)
    centres = images.double().mean(0), captions.double().mean(0)
    left, right = _factors(images.double() - centres[0]), _factors(captions.double() - centres[1])
    core = _minimise(left[0], right[0], base)
    # Back from the basis of the shots, so that a checkpoint needs no basis beside it: [q, d] for either side.
    weights = core.T @ left[1], right[1]
    image, caption = (
        {"weight": weight.float().contiguous(), "bias": -(weight @ centre).float()}
        for weight, centre in zip(weights, centres, strict=True)
    )
    return image, caption


def _factors(x: Tensor) -> tuple[Tensor, Tensor]:
    """Coordinates [s, r] of rows [s, d] in an orthonormal basis [r, d] of their span: V outside of it would stay 0."""
    left, values, basis = torch.linalg.svd(x, full_matrices=False)
    return left * values, basis


def _minimise(left: Tensor, right: Tensor, base: Tensor) -> Tensor:
    """The core [r, q] of V with the least Σ cross-entropy(base + left·core·rightᵀ) + RIDGE/2·‖core‖²."""
    # From zero, the hub correction alone; the loss being convex, the start decides nothing but the time.
    core = torch.zeros(left.shape[1], right.shape[1], dtype=base.dtype, device=base.device, requires_grad=True)
    correct = torch.arange(len(base), device=base.device)
    optimizer = torch.optim.LBFGS([core], max_iter=STEPS, tolerance_grad=1e-7, line_search_fn="strong_wolfe")

    def loss() -> Tensor:
        optimizer.zero_grad()
        fit = cross_entropy(base + left @ core @ right.T, correct, reduction="sum")
        total = fit + RIDGE / 2 * core.square().sum()
        total.backward()
        return total

    optimizer.step(loss)
    return core.detach()
