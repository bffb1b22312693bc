"""The adapters against their formulas in plain PyTorch; training many draws against training one."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch
from torch import nn
from torch.nn.functional import cross_entropy, normalize

from pipeline.clip.adapters.adapter import Lesson, TrainedAdapter, zero_shot_scores
from pipeline.clip.adapters.blending import SHARES, best_share
from pipeline.clip.adapters.corrections import NEAREST, NEAREST_WEIGHT
from pipeline.clip.adapters.fitting import fit
from pipeline.clip.adapters.hub_bilinear import RIDGE, HubBilinear
from pipeline.clip.adapters.known_adapters import ADAPTERS, check_adapters, find_adapter
from pipeline.clip.adapters.learned_map import LearnedMap
from pipeline.clip.adapters.linear_anchor import LinearAnchor
from pipeline.clip.adapters.residual_dual import ResidualDual, ResidualDualAllEpochs
from pipeline.errors import PipelineError
from pipeline.settings import Training
from tests.evaluation.world import make_features

TRAINING = Training(shots=[1, 4], pool_per_class=8, epochs=6)
FEATURES = make_features()
LABELS = torch.arange(120) % 4
POOL = FEATURES.subset(torch.arange(32))
LEARNED = [adapter for adapter in ADAPTERS.values() if issubclass(adapter, LearnedMap)]


def lesson(support, validation, shots, features=FEATURES):
    return Lesson(features, LABELS[: len(features)], support, validation, shots)


def corrected(name):
    """A training-free row, fitted on the pool."""
    return ADAPTERS[name].fit(lesson(torch.empty(1, 0, dtype=torch.int64), None, 0, POOL), TRAINING)[0].trained


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


@pytest.mark.parametrize("adapter", LEARNED)
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
    few = FEATURES.subset(torch.tensor([3, 50])).compact()
    assert len(few.captions) == len(FEATURES.choices[[3, 50]].unique())
    assert torch.allclose(zero_shot_scores(few), zero_shot_scores(FEATURES)[[3, 50]])


def test_an_unknown_adapter_is_named_with_the_known_ones():
    with pytest.raises(PipelineError, match=r"'linear'.*residual_dual or .*linear_anchor or hub_bilinear"):
        find_adapter("linear")


# ---------------------------------------------------------------- training


@pytest.mark.parametrize("adapter", LEARNED)
def test_a_draw_is_the_same_in_any_company(adapter):
    support, validation = draws(4, 4)
    together = fit(adapter, lesson(support, validation, 4), TRAINING)
    for draw in (0, 3):
        rows = slice(draw, draw + 1)
        alone = fit(adapter, lesson(support[rows], validation[rows], 4), TRAINING, first_draw=draw)[0]
        assert alone.trained.epoch == together[draw].trained.epoch
        assert alone.history.train_loss == pytest.approx(together[draw].history.train_loss, abs=1e-5)
        for name, gate in alone.trained.gates.items():
            for key, weight in gate.items():
                assert torch.allclose(weight, together[draw].trained.gates[name][key], atol=1e-5)


def test_draws_differ_even_on_equal_support():
    support, _ = draws(1, 4)
    both = fit(ResidualDual, lesson(support.repeat(2, 1), None, 4), TRAINING)
    first, second = (one.trained.gates["img_gate"]["0.weight"] for one in both)
    assert not torch.allclose(first, second)


def test_training_twice_gives_equal_bytes():
    support, validation = draws(2, 4)
    runs = [fit(ResidualDual, lesson(support, validation, 4), TRAINING) for _ in range(2)]
    for one, other in zip(*runs, strict=True):
        assert one.history.train_loss == other.history.train_loss
        assert torch.equal(one.trained.gates["txt_gate"]["2.weight"], other.trained.gates["txt_gate"]["2.weight"])


def test_one_step_is_adamw_on_smoothed_cross_entropy():
    """Against autograd and torch.optim on a plain module, without dropout, one batch and one epoch."""
    training = Training(shots=[4], pool_per_class=8, epochs=1, batch_size=64, dropout=0.0, learning_rate=0.01)
    support, _ = draws(1, 4)
    ours = fit(ResidualDual, lesson(support, None, 4), training)[0]
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
    for one in fit(ResidualDual, lesson(support, validation, 4), training):
        seen, best = [one.history.untrained_accuracy, *one.history.validation_accuracy], one.trained
        assert seen[best.epoch] == best.best_accuracy
        assert max(seen) <= best.best_accuracy + 0.01 + 1e-12
        assert len(seen) - 1 == min(30, best.epoch + 3)
        assert len(one.history.train_loss) == len(one.history.validation_loss) == len(seen) - 1


def test_where_no_epoch_helps_on_validation_zero_shot_is_kept():
    """Support images that belong to other captions: whatever is learned of them is wrong."""
    support, validation = draws(3, 4)
    correct = FEATURES.correct.clone()
    correct[:32] = (correct[:32] + 1) % 6
    correct[validation] = FEATURES.correct[validation]
    for draw in range(3):
        mislabelled = replace(FEATURES, correct=correct.clone())
        mislabelled.correct[validation[draw]] = FEATURES.correct[validation[draw]]
        mislabelled.correct[support[draw]] = (FEATURES.correct[support[draw]] + 1) % 6
        rows = slice(draw, draw + 1)
        training = Training(shots=[4], pool_per_class=8, epochs=10, learning_rate=0.05)
        one = fit(ResidualDual, lesson(support[rows], validation[rows], 4, mislabelled), training)[0]
        assert one.trained.epoch == 0
        assert one.trained.best_accuracy == one.history.untrained_accuracy
        assert torch.equal(one.trained.scores(FEATURES), zero_shot_scores(FEATURES))


def test_all_epochs_is_the_documented_adapter_without_its_early_stopping():
    support, validation = draws(2, 4)
    stopped, whole = (fit(kind, lesson(support, None, 4), TRAINING) for kind in (ResidualDual, ResidualDualAllEpochs))
    for one, other in zip(stopped, whole, strict=True):  # without validation there is nothing to stop on
        assert one.history.train_loss == other.history.train_loss
    for one in fit(ResidualDualAllEpochs, lesson(support, validation, 4), TRAINING):
        assert one.trained.epoch == TRAINING.epochs == len(one.history.validation_accuracy)


def test_without_validation_every_epoch_is_run_and_the_last_is_kept():
    support, _ = draws(2, 4)
    for one in fit(ResidualDual, lesson(support, None, 4), TRAINING):
        assert one.trained.epoch == len(one.history.train_loss) == TRAINING.epochs
        assert one.trained.best_accuracy is None
        assert one.history.validation_accuracy == []


def test_linear_anchor_learns_what_the_support_shows():
    test = FEATURES.subset(torch.arange(32, 120)).compact()
    plain = (zero_shot_scores(test).argmax(1) == test.correct).double().mean()
    support, validation = draws(5, 4)
    training = TRAINING.model_copy(update={"epochs": 25})
    fitted = LinearAnchor.fit(lesson(support, validation, 4), training)
    scores = [(one.trained.scores(test).argmax(1) == test.correct).double().mean() for one in fitted]
    assert sum(scores) / len(scores) > plain


# ---------------------------------------------------------------- the blend


def test_the_best_share_has_the_least_log_loss():
    generator = torch.Generator().manual_seed(0)
    plain, adapted = torch.randn(40, 6, generator=generator), 3 * torch.randn(40, 6, generator=generator)
    correct = (plain + adapted).argmax(1)
    losses = {share: cross_entropy((1 - share) * plain + share * adapted, correct).item() for share in SHARES}
    share, accuracy = best_share(plain, adapted, correct)
    assert losses[share] == min(losses.values())
    blend = (1 - share) * plain + share * adapted
    assert accuracy == pytest.approx((blend.argmax(1) == correct).double().mean().item())


def test_equal_losses_take_the_lowest_share_and_a_harmful_adapter_is_not_used():
    plain, correct = torch.eye(4), torch.arange(4)
    assert best_share(plain, plain, correct) == (0.0, 1.0)
    assert best_share(plain, -plain * 10, correct) == (0.0, 1.0)


@pytest.mark.parametrize("shots", [2, 3, 4])
def test_without_validation_the_share_is_chosen_inside_the_support_set(shots):
    support, _ = draws(3, shots)
    fitted = LinearAnchor.fit(lesson(support, None, shots), TRAINING)
    assert all(one.trained.gamma in SHARES for one in fitted)
    assert all(one.trained.best_accuracy is None for one in fitted)
    # Nothing but the support is looked at: other samples may be anything.
    spoiled = FEATURES.images.clone()
    spoiled[[row for row in range(120) if row not in support]] = float("nan")
    again = LinearAnchor.fit(lesson(support, None, shots, replace(FEATURES, images=spoiled)), TRAINING)
    assert [one.trained.gamma for one in again] == [one.trained.gamma for one in fitted]


def test_one_shot_without_validation_uses_half():
    support, _ = draws(2, 1)
    fitted = LinearAnchor.fit(lesson(support, None, 1), TRAINING)
    assert [one.trained.gamma for one in fitted] == [0.5, 0.5]


# ---------------------------------------------------------------- rows without training


def test_training_free_rows_are_their_formulas():
    reference = normalize(POOL.images, dim=-1)
    images, captions = normalize(FEATURES.images, dim=-1), normalize(FEATURES.captions, dim=-1)
    nearest = (captions @ reference.T).sort(dim=1, descending=True).values[:, :NEAREST].mean(1)
    expected = 20 * (images @ captions.T - NEAREST_WEIGHT * nearest)
    assert torch.allclose(
        corrected("nearest_neighbour").scores(FEATURES), expected.gather(1, FEATURES.choices), atol=1e-4
    )
    soft = (20 * captions @ reference.T).exp().mean(1).log() / 2
    expected = 20 * images @ captions.T - soft
    assert torch.allclose(
        corrected("inverse_softmax").scores(FEATURES), expected.gather(1, FEATURES.choices), atol=1e-4
    )
    # The full formula of distribution normalisation picks the same captions.
    centred = (images - reference.mean(0) / 2) @ (captions - captions.mean(0) / 2).T
    ours = corrected("distribution").scores(FEATURES)
    assert torch.equal(ours.argmax(1), centred.gather(1, FEATURES.choices).argmax(1))


@pytest.mark.parametrize("name", ["nearest_neighbour", "distribution", "inverse_softmax"])
def test_training_free_rows_read_no_label(name):
    lied = replace(POOL, correct=(POOL.correct + 1) % 6)
    empty = torch.empty(1, 0, dtype=torch.int64)
    again = ADAPTERS[name].fit(lesson(empty, None, 0, lied), TRAINING)[0].trained
    assert torch.equal(again.scores(FEATURES), corrected(name).scores(FEATURES))
    assert again.parameters == 0


@pytest.mark.parametrize("name", list(ADAPTERS))
def test_features_are_mapped_some_at_a_time_as_all_together(name, monkeypatch):
    adapter = ADAPTERS[name]
    support = draws(1, 4)[0] if adapter.needs_labels else torch.empty(1, 0, dtype=torch.int64)
    row = adapter.fit(lesson(support, None, 4 if adapter.needs_labels else 0, POOL), TRAINING)[0].trained
    together = row.scores(FEATURES)
    monkeypatch.setattr("pipeline.clip.adapters.adapter.ROWS_AT_ONCE", 7)
    assert torch.allclose(row.scores(FEATURES), together, atol=1e-4)


# ---------------------------------------------------------------- the recommended adapter


def test_hub_bilinear_minimises_its_loss_over_whole_matrices():
    """Against gradient descent on V itself, d × d and without factors, and the formulas written out."""
    support, _ = draws(1, 4)
    ours = HubBilinear.fit(lesson(support, None, 4, POOL), TRAINING)[0].trained
    rows, own = support[0], POOL.choices[torch.arange(32), POOL.correct]
    images = normalize(POOL.images, dim=-1).double()
    captions = normalize(POOL.captions, dim=-1).double()
    share = (10 * images @ captions[own].T).exp().mean(1).log() / 2
    steps = images - images[[max((a @ b, j) for j, b in enumerate(images) if j != i)[1] for i, a in enumerate(images)]]
    covariance = steps.T @ steps / (2 * len(steps))

    def hub(captions):
        spread = torch.stack([100 * t @ covariance @ t for t in captions])
        return (10 * captions @ images.T - share).exp().mean(1).log() + spread / 2

    bias = hub(captions)
    base = 20 * images[rows] @ captions[own[rows]].T - bias[own[rows]]
    x, t = images[rows], captions[own[rows]]
    centred = x - x.mean(0), t - t.mean(0)
    v = torch.zeros(32, 32, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([v], max_iter=500, tolerance_grad=1e-10, line_search_fn="strong_wolfe")

    def loss():
        optimizer.zero_grad()
        fitting = cross_entropy(base + centred[0] @ v @ centred[1].T, torch.arange(16), reduction="sum")
        total = fitting + RIDGE / 2 * v.square().sum()
        total.backward()
        return total

    optimizer.step(loss)
    everything = normalize(FEATURES.images, dim=-1).double(), normalize(FEATURES.captions, dim=-1).double()
    expected = 20 * everything[0] @ everything[1].T - hub(everything[1])
    expected = expected + (everything[0] - x.mean(0)) @ v.detach() @ (everything[1] - t.mean(0)).T
    assert torch.allclose(ours.scores(FEATURES).double(), expected.gather(1, FEATURES.choices), atol=1e-3)
    pairs = ours.logits(FEATURES.images, FEATURES.captions, 20.0)
    assert torch.allclose(pairs.gather(1, FEATURES.choices), ours.scores(FEATURES), atol=1e-4)


def test_hub_bilinear_reads_labels_of_its_support_alone():
    """Who is paired with whom among the other images of the pool changes nothing; the set of captions is known."""
    support, _ = draws(1, 2)
    rest = torch.tensor([row for row in range(32) if row not in support])
    choices = POOL.choices.clone()
    own = choices[torch.arange(32), POOL.correct]
    choices[rest, POOL.correct[rest]] = own[rest.roll(1)]
    swapped = replace(POOL, choices=choices)
    one, other = (HubBilinear.fit(lesson(support, None, 2, pool), TRAINING)[0].trained for pool in (POOL, swapped))
    assert torch.allclose(one.scores(FEATURES), other.scores(FEATURES), atol=1e-4)


def test_a_pool_of_one_image_has_no_spread():
    alone = POOL.subset(torch.tensor([0]))
    trained = HubBilinear.fit(lesson(torch.tensor([[0]]), None, 1, alone), TRAINING)[0].trained
    offset = 10 * normalize(alone.images, dim=-1) @ normalize(alone.captions[alone.choices[0, alone.correct]], dim=-1).T
    bias = 10 * normalize(FEATURES.captions, dim=-1) @ normalize(alone.images, dim=-1)[0] - offset.item() / 2
    expected = 20 * normalize(FEATURES.images, dim=-1) @ normalize(FEATURES.captions, dim=-1).T - bias
    assert torch.allclose(trained.scores(FEATURES), expected.gather(1, FEATURES.choices), atol=1e-4)


def test_equal_captions_in_the_support_are_no_mistakes_of_each_other():
    support, _ = draws(1, 4)
    twins = replace(POOL, captions=POOL.captions.clone(), choices=POOL.choices.clone())
    own = POOL.choices[torch.arange(32), POOL.correct]
    first, second = support[0][:2]
    twins.choices[second, POOL.correct[second]] = own[first]
    trained = HubBilinear.fit(lesson(support, None, 4, twins), TRAINING)[0].trained
    assert all(torch.isfinite(weight).all() for gate in trained.gates.values() for weight in gate.values())


@pytest.mark.parametrize("shots", [1, 4])
def test_the_recommended_adapter_learns_what_the_support_shows(shots):
    test = FEATURES.subset(torch.arange(32, 120)).compact()
    support, _ = draws(5, shots)
    scores = [one.trained.scores(test) for one in HubBilinear.fit(lesson(support, None, shots, POOL), TRAINING)]
    losses = [cross_entropy(each, test.correct).item() for each in scores]
    assert sum(losses) / 5 < cross_entropy(zero_shot_scores(test), test.correct).item()


def test_an_adapter_without_labels_belongs_elsewhere():
    with pytest.raises(PipelineError) as caught:
        check_adapters(["inverse_softmax", "linear"])
    assert len(caught.value.mistakes) == 2
    assert "training.training_free" in caught.value.mistakes[0]
