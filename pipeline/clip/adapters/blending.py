"""How much of an adapter to use: the share γ in (1 - γ)·zero-shot + γ·adapted, chosen without the test set.

γ is the share with the least log loss. Accuracy on a few hundred images has many ties, and made γ noise.
"""

from __future__ import annotations

import math
from dataclasses import replace

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy

from pipeline.clip.adapters.adapter import Fitted, Lesson, zero_shot_scores
from pipeline.clip.adapters.fitting import fit
from pipeline.clip.adapters.learned_map import LearnedMap
from pipeline.clip.features.features import Features
from pipeline.settings import Training

SHARES = tuple(step / 10 for step in range(11))
FOLDS = 4

# One shot per category leaves nothing to hold out. Halfway is the share that Wortsman et al. 2022
# (https://arxiv.org/abs/2109.01903) recommend when there is no data to choose it on.
SHARE_WITHOUT_DATA = 0.5


def fit_and_blend(adapter: type[LearnedMap], lesson: Lesson, training: Training) -> list[Fitted]:
    """``fit``, and γ.

    With validation samples, γ is chosen on them. Without, it is chosen inside the support set by cross-validation:
    adapters trained on some of the shots are asked about the others.
    """
    fitted = fit(adapter, lesson, training)
    features, held_out = lesson.features, lesson.validation
    if held_out is not None:
        pairs = [_scores(one, features.subset(rows).compact()) for one, rows in zip(fitted, held_out, strict=True)]
        truth = [features.correct[rows] for rows in held_out]
    elif lesson.shots == 1:
        return [_blended(one, SHARE_WITHOUT_DATA, None) for one in fitted]
    else:
        pairs, truth = _cross_validated(adapter, lesson, training)
    shares = [best_share(*pair, correct) for pair, correct in zip(pairs, truth, strict=True)]
    return [
        _blended(one, share, accuracy if held_out is not None else None)
        for one, (share, accuracy) in zip(fitted, shares, strict=True)
    ]


def best_share(plain: Tensor, adapted: Tensor, correct: Tensor) -> tuple[float, float]:
    """The share γ with the least log loss on logits [n, c] of both, and its accuracy there; the lowest of equals."""
    left_out = plain.isneginf()  # twins of the right caption; 0 × infinity would be no number
    # In float64: of shares that are nearly as good, rounding would choose.
    blends = [
        ((1 - share) * plain.double() + share * adapted.double()).masked_fill(left_out, -math.inf) for share in SHARES
    ]
    losses = [cross_entropy(blend, correct).item() for blend in blends]
    # index finds the first of equals, which is the lowest share.
    best = losses.index(min(losses))
    return SHARES[best], blends[best].argmax(1).eq(correct).double().mean().item()


def _blended(one: Fitted, share: float, accuracy: float | None) -> Fitted:
    return replace(one, trained=replace(one.trained, gamma=share, best_accuracy=accuracy))


def _scores(one: Fitted, features: Features) -> tuple[Tensor, Tensor]:
    return features.without_twins(zero_shot_scores(features)), features.without_twins(one.trained.scores(features))


def _cross_validated(
    adapter: type[LearnedMap], lesson: Lesson, training: Training
) -> tuple[list[tuple[Tensor, Tensor]], list[Tensor]]:
    """Zero-shot and adapted logits of every draw's support samples, each from an adapter that did not see it."""
    support, shots = lesson.support, lesson.shots
    numbers = torch.stack([_shot_numbers(lesson.labels[rows]) for rows in support])
    # By number of the shot, so that each fold has as many of every category.
    folds = min(FOLDS, shots)
    pairs: list[list[tuple[Tensor, Tensor]]] = [[] for _ in support]
    truth: list[list[Tensor]] = [[] for _ in support]
    for fold in range(folds):
        held_out = numbers % folds == fold
        seen = torch.stack([rows[~out] for rows, out in zip(support, held_out, strict=True)])
        left = sum(number % folds != fold for number in range(shots))
        fitted = fit(adapter, replace(lesson, support=seen, shots=left), training)
        for draw, (one, rows, out) in enumerate(zip(fitted, support, held_out, strict=True)):
            asked = lesson.features.subset(rows[out]).compact()
            pairs[draw].append(_scores(one, asked))
            truth[draw].append(asked.correct)
    return (
        [(torch.cat([a for a, _ in parts]), torch.cat([b for _, b in parts])) for parts in pairs],
        [torch.cat(parts) for parts in truth],
    )


def _shot_numbers(labels: Tensor) -> Tensor:
    """[s] how many samples of the same category come before each one."""
    same = labels[:, None] == labels[None, :]
    return same.tril(-1).sum(1)
