"""The adapters against their formulas in plain PyTorch; training many draws against training one."""

from __future__ import annotations

import pytest
import torch
from torch import nn
from torch.nn.functional import cross_entropy, normalize

from pipeline.clip.adapters.adapter import (
    ADAPTERS,
    LinearAnchor,
    ResidualDual,
    TrainedAdapter,
    compact,
    find_adapter,
    zero_shot_scores,
)
from pipeline.clip.adapters.blending import SHARES, best_share, fit_and_blend
from pipeline.clip.adapters.corrections import NEAREST, NEAREST_WEIGHT, normalised_scores
from pipeline.clip.adapters.fitting import fit
from pipeline.errors import PipelineError
from pipeline.settings import Training
from tests.evaluation.world import make_features

TRAINING = Training(shots=[1, 4], pool_per_class=8, epochs=6)
FEATURES = make_features()
LABELS = torch.arange(120) % 4


def draws(count: int, shots: int, seed: int = 0):
    """Support [D, 4k] and validation [D, 32 - 4k] of a pool of the first 32 samples."""
    generator = torch.Generator().manual_seed(seed)
    orders = [torch.stack([torch.randperm(8, generator=generator) * 4 + c for c in range(4)]) for _ in range(count)]
    support = torch.stack([order[:, :shots].flatten() for order in orders])
    return support, torch.stack([order[:, shots:].flatten() for order in orders])


def trained(adapter, gates, gamma=1.0):
    return TrainedAdapter(adapter, gates, epoch=1, best_accuracy=None, gamma=gamma)


def random_gates(adapter, width=32, seed=0):
    generator = torch.Generator().manual_seed(seed)
    fresh = adapter.initial(width, TRAINING, generator)
    shapes = {key: weight.shape for key, weight in fresh.items()}
    return {
        name: {key: torch.randn(shape, generator=generator) / 5 for key, shape in shapes.items()}
        for name in ("img_gate", "txt_gate")
    }


# ---------------------------------------------------------------- forms


@pytest.mark.parametrize(("width", "parameters"), [(512, 65_536), (1024, 262_144)])
def test_documented_parameter_counts(width, parameters):
    generator = torch.Generator().manual_seed(0)
    gates = {name: ResidualDual.initial(width, Training(), generator) for name in ("img_gate", "txt_gate")}
    assert trained(ResidualDual, gates).parameters == parameters


def test_residual_dual_is_the_sequential_module_of_its_state_dict():
    gates = random_gates(ResidualDual)

    class Gate(nn.Sequential):
        def forward(self, x):
            return x + super().forward(x)

    modules = {}
    for name, gate in gates.items():
        modules[name] = Gate(nn.Linear(32, 2, bias=False), nn.ReLU(), nn.Linear(2, 32, bias=False))
        modules[name].load_state_dict(gate)
    images, captions = FEATURES.images, FEATURES.captions
    oracle = 20 * normalize(modules["img_gate"](images), dim=-1) @ normalize(modules["txt_gate"](captions), dim=-1).T
    ours = trained(ResidualDual, gates)
    assert torch.allclose(ours.logits(images, captions, 20.0), oracle, atol=1e-5)
    assert torch.allclose(ours.scores(FEATURES), oracle.gather(1, FEATURES.choices), atol=1e-4)


@pytest.mark.parametrize("adapter", ADAPTERS.values())
def test_a_fresh_adapter_is_zero_shot(adapter):
    generator = torch.Generator().manual_seed(0)
    gates = {name: adapter.initial(32, TRAINING, generator) for name in ("img_gate", "txt_gate")}
    assert torch.allclose(trained(adapter, gates).scores(FEATURES), zero_shot_scores(FEATURES), atol=1e-5)


def test_no_share_of_the_adapter_is_zero_shot_exactly():
    nothing = trained(LinearAnchor, random_gates(LinearAnchor), gamma=0.0)
    assert torch.equal(nothing.scores(FEATURES), zero_shot_scores(FEATURES))


def test_blending_mixes_logits():
    gates = random_gates(LinearAnchor)
    half, whole = trained(LinearAnchor, gates, 0.5), trained(LinearAnchor, gates)
    expected = (zero_shot_scores(FEATURES) + whole.scores(FEATURES)) / 2
    assert torch.allclose(half.scores(FEATURES), expected, atol=1e-5)
    pairs = half.logits(FEATURES.images, FEATURES.captions, FEATURES.logit_scale)
    assert torch.allclose(pairs.gather(1, FEATURES.choices), expected, atol=1e-4)


def test_the_anchor_is_lambda_times_the_squared_distance_to_the_identity():
    weight = torch.eye(4).repeat(2, 1, 1)
    weight[1, 0, 1] = 3.0
    assert LinearAnchor.penalty({"weight": weight}, shots=2).tolist() == [0.0, 4.5]


def test_compact_keeps_scores_and_drops_unused_captions():
    few = compact(FEATURES.subset(torch.tensor([3, 50])))
    assert len(few.captions) == len(FEATURES.choices[[3, 50]].unique())
    assert torch.allclose(zero_shot_scores(few), zero_shot_scores(FEATURES)[[3, 50]])


def test_an_unknown_adapter_is_named_with_the_known_ones():
    with pytest.raises(PipelineError, match=r"'linear'.*residual_dual or linear_anchor"):
        find_adapter("linear")


# ---------------------------------------------------------------- training


@pytest.mark.parametrize("adapter", ADAPTERS.values())
def test_a_draw_is_the_same_in_any_company(adapter):
    support, validation = draws(4, 4)
    together = fit(adapter, FEATURES, support, validation, shots=4, training=TRAINING)
    for draw in (0, 3):
        rows = slice(draw, draw + 1)
        alone = fit(adapter, FEATURES, support[rows], validation[rows], shots=4, training=TRAINING, first_draw=draw)[0]
        assert alone.trained.epoch == together[draw].trained.epoch
        assert alone.history.train_loss == pytest.approx(together[draw].history.train_loss, abs=1e-5)
        for name, gate in alone.trained.gates.items():
            for key, weight in gate.items():
                assert torch.allclose(weight, together[draw].trained.gates[name][key], atol=1e-5)


def test_draws_differ_even_on_equal_support():
    support, _ = draws(1, 4)
    both = fit(ResidualDual, FEATURES, support.repeat(2, 1), None, shots=4, training=TRAINING)
    first, second = (one.trained.gates["img_gate"]["0.weight"] for one in both)
    assert not torch.allclose(first, second)


def test_training_twice_gives_equal_bytes():
    support, validation = draws(2, 4)
    runs = [fit(ResidualDual, FEATURES, support, validation, shots=4, training=TRAINING) for _ in range(2)]
    for one, other in zip(*runs, strict=True):
        assert one.history.train_loss == other.history.train_loss
        assert torch.equal(one.trained.gates["txt_gate"]["2.weight"], other.trained.gates["txt_gate"]["2.weight"])


def test_one_step_is_adamw_on_smoothed_cross_entropy():
    """Against autograd and torch.optim on a plain module, without dropout, one batch and one epoch."""
    training = Training(shots=[4], pool_per_class=8, epochs=1, batch_size=64, dropout=0.0, learning_rate=0.01)
    support, _ = draws(1, 4)
    ours = fit(ResidualDual, FEATURES, support, None, shots=4, training=training)[0]
    down = ours.trained.gates["img_gate"]["0.weight"]
    fresh_up = torch.zeros(32, 2, requires_grad=True)
    # W2 starts at zero, so W1 has no gradient in the first step and moves by weight decay alone.
    before = down / (1 - 0.01 * 0.01)
    rows = support[0]
    images = FEATURES.images[rows] + torch.relu(FEATURES.images[rows] @ before.T) @ fresh_up.T
    candidates = normalize(FEATURES.captions[FEATURES.choices[rows]], dim=-1)
    logits = 20 * (candidates @ normalize(images, dim=-1)[:, :, None])[:, :, 0]
    loss = cross_entropy(logits, FEATURES.correct[rows], label_smoothing=0.2)
    optimizer = torch.optim.AdamW([fresh_up], lr=0.01, weight_decay=0.01)
    loss.backward()
    optimizer.step()
    assert ours.history.train_loss == pytest.approx([loss.item()], abs=1e-5)
    assert torch.allclose(ours.trained.gates["img_gate"]["2.weight"], fresh_up.detach(), atol=1e-4)


def test_the_best_epoch_is_the_first_that_no_later_one_beats_by_min_delta():
    training = Training(shots=[4], pool_per_class=8, epochs=30, learning_rate=0.05, patience=3, min_delta=0.01)
    support, validation = draws(6, 4)
    for one in fit(ResidualDual, FEATURES, support, validation, shots=4, training=training):
        seen, best = one.history.validation_accuracy, one.trained
        assert seen[best.epoch - 1] == best.best_accuracy
        assert max(seen) <= best.best_accuracy + 0.01 + 1e-12
        assert len(seen) == min(30, best.epoch + 3)
        assert len(one.history.train_loss) == len(one.history.validation_loss) == len(seen)


def test_without_validation_every_epoch_is_run_and_the_last_is_kept():
    support, _ = draws(2, 4)
    for one in fit(ResidualDual, FEATURES, support, None, shots=4, training=TRAINING):
        assert one.trained.epoch == len(one.history.train_loss) == TRAINING.epochs
        assert one.trained.best_accuracy is None
        assert one.history.validation_accuracy == []


def test_linear_anchor_learns_what_the_support_shows():
    test = compact(FEATURES.subset(torch.arange(32, 120)))
    plain = (zero_shot_scores(test).argmax(1) == test.correct).double().mean()
    support, validation = draws(5, 4)
    training = TRAINING.model_copy(update={"epochs": 25})
    fitted = fit_and_blend(LinearAnchor, FEATURES, support, validation, shots=4, training=training, labels=LABELS)
    scores = [(one.trained.scores(test).argmax(1) == test.correct).double().mean() for one in fitted]
    assert sum(scores) / len(scores) > plain


# ---------------------------------------------------------------- the blend


def test_the_best_share_is_the_lowest_of_equals():
    plain, adapted = torch.tensor([[2.0, 0.0]]), torch.tensor([[4.0, 0.0]])
    assert best_share(plain, adapted, torch.tensor([0])) == (0.0, 1.0)
    # Right from a share of one half on, where the logits tie and the first wins; one fifth more is no better.
    share, accuracy = best_share(torch.tensor([[0.0, 1.0]]), torch.tensor([[1.0, 0.0]]), torch.tensor([0]))
    assert (share, accuracy) == (0.5, 1.0)


def test_a_harmful_adapter_is_not_used():
    plain, correct = torch.eye(4), torch.arange(4)
    assert best_share(plain, -plain * 10, correct) == (0.0, 1.0)


@pytest.mark.parametrize("shots", [2, 3, 4])
def test_without_validation_the_share_is_chosen_inside_the_support_set(shots):
    support, _ = draws(3, shots)
    fitted = fit_and_blend(LinearAnchor, FEATURES, support, None, shots=shots, training=TRAINING, labels=LABELS)
    assert all(one.trained.gamma in SHARES for one in fitted)
    assert all(one.trained.best_accuracy is None for one in fitted)
    # Nothing but the support is looked at: other samples may be anything.
    spoiled = FEATURES.images.clone()
    spoiled[[row for row in range(120) if row not in support]] = float("nan")
    again = fit_and_blend(
        LinearAnchor,
        type(FEATURES)(spoiled, FEATURES.captions, FEATURES.choices, FEATURES.correct, FEATURES.logit_scale),
        support,
        None,
        shots=shots,
        training=TRAINING,
        labels=LABELS,
    )
    assert [one.trained.gamma for one in again] == [one.trained.gamma for one in fitted]


def test_one_shot_without_validation_uses_half():
    support, _ = draws(2, 1)
    fitted = fit_and_blend(LinearAnchor, FEATURES, support, None, shots=1, training=TRAINING, labels=LABELS)
    assert [one.trained.gamma for one in fitted] == [0.5, 0.5]


# ---------------------------------------------------------------- rows without training


def test_training_free_rows_are_their_formulas():
    reference = normalize(FEATURES.images[:32], dim=-1)
    images, captions = normalize(FEATURES.images, dim=-1), normalize(FEATURES.captions, dim=-1)
    nearest = (captions @ reference.T).sort(dim=1, descending=True).values[:, :NEAREST].mean(1)
    expected = 20 * (images @ captions.T - NEAREST_WEIGHT * nearest)
    ours = normalised_scores("nearest_neighbour", FEATURES, FEATURES.images[:32])
    assert torch.allclose(ours, expected.gather(1, FEATURES.choices), atol=1e-4)
    # The full formula of distribution normalisation picks the same captions.
    centred = (images - reference.mean(0) / 2) @ (captions - captions.mean(0) / 2).T
    ours = normalised_scores("distribution", FEATURES, FEATURES.images[:32])
    assert torch.equal(ours.argmax(1), centred.gather(1, FEATURES.choices).argmax(1))
