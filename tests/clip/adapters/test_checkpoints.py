"""Released checkpoints: the form of the contract, equal bytes, and one clear line for what does not fit."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace

import pytest
import torch

from pipeline.clip.adapters.adapter import TrainedAdapter
from pipeline.clip.adapters.checkpoint_files import load_checkpoint, load_draws, save_checkpoint, save_draws
from pipeline.clip.adapters.known_adapters import ADAPTERS
from pipeline.clip.adapters.linear_anchor import LinearAnchor
from pipeline.clip.adapters.residual_dual import ResidualDual
from pipeline.errors import PipelineError
from pipeline.settings import Training
from tests.clip.adapters.test_adapters import LEARNED, draws, lesson, random_gates
from tests.evaluation.world import make_features

FEATURES = make_features()


def make(adapter, accuracy=0.75, seed=0):
    if adapter not in LEARNED:
        support, _ = draws(1, 2, seed)
        gates = adapter.fit(lesson(support, None, 2), Training())[0].trained.gates
        return TrainedAdapter(adapter, gates, epoch=4, best_accuracy=accuracy)
    gamma = 0.3 if adapter.blended else 1.0
    return TrainedAdapter(adapter, random_gates(adapter, seed=seed), epoch=4, best_accuracy=accuracy, gamma=gamma)


@pytest.mark.parametrize("adapter", ADAPTERS.values())
@pytest.mark.parametrize("accuracy", [0.75, None])
def test_what_is_loaded_is_what_was_saved(tmp_path, adapter, accuracy):
    saved = make(adapter, accuracy)
    save_checkpoint(tmp_path / "a.pth", saved)
    loaded = load_checkpoint(tmp_path / "a.pth", 32)
    assert (loaded.adapter, loaded.epoch, loaded.best_accuracy, loaded.gamma) == (
        adapter,
        4,
        accuracy,
        saved.gamma,
    )
    assert torch.equal(loaded.scores(FEATURES), saved.scores(FEATURES))


@pytest.mark.parametrize("adapter", ADAPTERS.values())
def test_equal_weights_give_equal_bytes(tmp_path, adapter):
    save_checkpoint(tmp_path / "a.pth", make(adapter))
    save_checkpoint(tmp_path / "elsewhere/b.pth", make(adapter))
    assert (tmp_path / "a.pth").read_bytes() == (tmp_path / "elsewhere/b.pth").read_bytes()


def test_the_documented_adapter_has_the_keys_of_the_contract(tmp_path):
    save_checkpoint(tmp_path / "a.pth", make(ResidualDual))
    plain = torch.load(tmp_path / "a.pth", weights_only=True)
    assert set(plain) == {"epoch", "best_acc", "img_gate", "txt_gate"}
    assert [list(plain[gate]) for gate in ("img_gate", "txt_gate")] == [["0.weight", "2.weight"]] * 2


def test_a_published_checkpoint_loads_as_it_is(tmp_path):
    """As other code writes it: ordered state dicts, half precision, and an accuracy that is a tensor."""
    gates = random_gates(ResidualDual)
    plain = {"epoch": 7, "best_acc": torch.tensor(0.9), "optimizer": {}}
    plain |= {name: OrderedDict((key, w.half()) for key, w in gate.items()) for name, gate in gates.items()}
    torch.save(plain, tmp_path / "best.pth")
    loaded = load_checkpoint(tmp_path / "best.pth", 32)
    assert (loaded.adapter, loaded.epoch, loaded.gamma) == (ResidualDual, 7, 1.0)
    assert loaded.best_accuracy == pytest.approx(0.9)
    assert torch.allclose(loaded.scores(FEATURES), make(ResidualDual).scores(FEATURES), atol=0.1)


def written(path, change):
    plain = {"epoch": 1, "best_acc": 0.5, **random_gates(ResidualDual)}
    change(plain)
    torch.save(plain, path)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda plain: plain.pop("txt_gate"), "lacks txt_gate"),
        (lambda plain: plain["img_gate"].pop("2.weight"), "img_gate has 0.weight"),
        (lambda plain: plain.update(img_gate=3), "img_gate is not a state dict"),
        (lambda plain: plain.update(img_gate={"0.weight": 3}), "0.weight is a int"),
        (lambda plain: plain["img_gate"]["0.weight"].fill_(float("nan")), "0.weight holds values that are no real"),
        (
            lambda plain: plain["txt_gate"].update({"2.weight": torch.zeros(1).as_strided((10**6, 10**6), (0, 0))}),
            "fewer",
        ),
        (lambda plain: plain.update(epoch="last"), "epoch is no number"),
        (lambda plain: plain.update(best_acc=[1]), "best_acc is no number"),
        (lambda plain: plain.update(gamma=float("inf")), "gamma is no number"),
        (lambda plain: plain["txt_gate"].update({"2.weight": torch.zeros(5, 2)}), "shapes in txt_gate do not fit"),
    ],
)
def test_other_contents_are_refused_in_one_line(tmp_path, change, message):
    written(tmp_path / "a.pth", change)
    with pytest.raises(PipelineError, match=message) as caught:
        load_checkpoint(tmp_path / "a.pth", 32)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("number", [-1, 10**6])
def test_a_neighbour_that_is_no_row_is_refused(tmp_path, number):
    bilinear = make(ADAPTERS["hub_bilinear"])
    bilinear.gates["txt_gate"]["nearest"][3] = number
    save_checkpoint(tmp_path / "a.pth", bilinear)
    with pytest.raises(PipelineError, match="shapes in txt_gate do not fit"):
        load_checkpoint(tmp_path / "a.pth", 32)


def test_another_kind_of_adapter_in_a_rows_place_is_refused(tmp_path):
    written(tmp_path / "a.pth", lambda plain: None)
    assert load_checkpoint(tmp_path / "a.pth", 32, "residual_dual").adapter is ResidualDual
    with pytest.raises(PipelineError, match="holds a residual_dual adapter where linear_anchor is wanted"):
        load_checkpoint(tmp_path / "a.pth", 32, "linear_anchor")


def test_a_checkpoint_of_another_width_names_both(tmp_path):
    written(tmp_path / "a.pth", lambda plain: None)
    with pytest.raises(PipelineError, match=r"width 32.*width 512"):
        load_checkpoint(tmp_path / "a.pth", 512)


@pytest.mark.parametrize("content", [b"", b"not a checkpoint", b"PK\x03\x04 torn", b"\x80\x02}q\x00."])
def test_foreign_bytes_are_refused(tmp_path, content):
    (tmp_path / "a.pth").write_bytes(content)
    with pytest.raises(PipelineError, match="not a checkpoint") as caught:
        load_checkpoint(tmp_path / "a.pth", 32)
    assert len(caught.value.mistakes) == 1


def test_code_in_a_checkpoint_is_not_run(tmp_path):
    class Trap:
        def __reduce__(self):
            return (open, (str(tmp_path / "sprung"), "w"))

    torch.save({"epoch": Trap()}, tmp_path / "a.pth")
    with pytest.raises(PipelineError, match="not a checkpoint"):
        load_checkpoint(tmp_path / "a.pth", 32)
    assert not (tmp_path / "sprung").exists()


def test_a_missing_checkpoint_says_what_makes_it(tmp_path):
    with pytest.raises(PipelineError, match="pipeline train"):
        load_checkpoint(tmp_path / "a.pth", 32)


@pytest.mark.parametrize("adapter", ADAPTERS.values())
def test_draws_come_back_in_order(tmp_path, adapter):
    saved = [replace(make(adapter, accuracy, seed), epoch=seed) for seed, accuracy in enumerate([0.5, None, 0.7])]
    save_draws(tmp_path / "draws.safetensors", saved)
    loaded = load_draws(tmp_path / "draws.safetensors", adapter)
    assert [(one.epoch, one.best_accuracy, one.gamma) for one in loaded] == [
        (one.epoch, one.best_accuracy, one.gamma) for one in saved
    ]
    for one, other in zip(loaded, saved, strict=True):
        assert torch.equal(one.scores(FEATURES), other.scores(FEATURES))
    with pytest.raises(PipelineError, match="pipeline train"):
        load_draws(tmp_path / "missing.safetensors", LinearAnchor)
