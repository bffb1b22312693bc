"""How much of an adapter to use: the share γ in (1 - γ)·zero-shot + γ·adapted, chosen without the test set."""

from __future__ import annotations

from dataclasses import replace

import torch
from torch import Tensor

from pipeline.clip.adapters.adapter import Adapter, compact, zero_shot_scores
from pipeline.clip.adapters.fitting import Fitted, fit
from pipeline.clip.features.features import Features
from pipeline.settings import Training

SHARES = tuple(step / 10 for step in range(11))
FOLDS = 4

# One shot per category leaves nothing to hold out. Halfway is the share that Wortsman et al. 2022
# (https://arxiv.org/abs/2109.01903) recommend when there is no data to choose it on.
SHARE_WITHOUT_DATA = 0.5


def fit_and_blend(
    adapter: type[Adapter],
    features: Features,
    support: Tensor,
    validation: Tensor | None,
    *,
    shots: int,
    training: Training,
    labels: Tensor,
) -> list[Fitted]:
    """``fit``, and γ for adapters that blend.

    With validation samples, γ is the one with the best accuracy there. Without, it is chosen inside the support
    set by cross-validation: adapters trained on some of the shots are asked about the others.

    Args:
        labels: [n] category of every sample of ``features``.
    """
    fitted = fit(adapter, features, support, validation, shots=shots, training=training)
    if not adapter.blended:
        return fitted
    if validation is not None:
        pairs = [_scores(one, compact(features.subset(rows))) for one, rows in zip(fitted, validation, strict=True)]
        truth = [features.correct[rows] for rows in validation]
    elif shots == 1:
        return [_blended(one, SHARE_WITHOUT_DATA, None) for one in fitted]
    else:
        pairs, truth = _held_out(adapter, features, support, shots, training, labels)
    shares = [best_share(*pair, correct) for pair, correct in zip(pairs, truth, strict=True)]
    return [
        _blended(one, share, accuracy if validation is not None else None)
        for one, (share, accuracy) in zip(fitted, shares, strict=True)
    ]


def best_share(plain: Tensor, adapted: Tensor, correct: Tensor) -> tuple[float, float]:
    """The share γ with the best accuracy on logits [n, c] of both, and that accuracy; ties go to the lowest γ."""
    accuracies = [
        ((1 - share) * plain + share * adapted).argmax(1).eq(correct).double().mean().item() for share in SHARES
    ]
    best = max(accuracies)
    return SHARES[accuracies.index(best)], best


def _blended(one: Fitted, share: float, accuracy: float | None) -> Fitted:
    return replace(one, trained=replace(one.trained, gamma=share, best_accuracy=accuracy))


def _scores(one: Fitted, features: Features) -> tuple[Tensor, Tensor]:
    return zero_shot_scores(features), one.trained.scores(features)


def _held_out(
    adapter: type[Adapter], features: Features, support: Tensor, shots: int, training: Training, labels: Tensor
) -> tuple[list[tuple[Tensor, Tensor]], list[Tensor]]:
    """Zero-shot and adapted logits of every draw's support samples, each from an adapter that did not see it."""
    numbers = torch.stack([_shot_numbers(labels[rows]) for rows in support])
    folds = min(FOLDS, shots)
    pairs: list[list[tuple[Tensor, Tensor]]] = [[] for _ in support]
    truth: list[list[Tensor]] = [[] for _ in support]
    for fold in range(folds):
        held_out = numbers % folds == fold
        seen = torch.stack([rows[~out] for rows, out in zip(support, held_out, strict=True)])
        left = sum(number % folds != fold for number in range(shots))
        fitted = fit(adapter, features, seen, None, shots=left, training=training)
        for draw, (one, rows, out) in enumerate(zip(fitted, support, held_out, strict=True)):
            asked = compact(features.subset(rows[out]))
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
