"""Parameters read without torch are torch's own, and a hostile file does nothing."""

from __future__ import annotations

import hashlib
import math
import os
import pickle
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from pipeline.compare.findings.checkpoint_changes import parameter_distance
from pipeline.compare.findings.tensors import Unreadable, read_tensors
from tests.compare.conftest import Compare
from tests.compare.world import World, write_checkpoint


@pytest.mark.parametrize(
    "dtype", [torch.float64, torch.float32, torch.float16, torch.bfloat16, torch.int64, torch.bool, torch.uint8]
)
def test_arrays_are_what_torch_saved(tmp_path: Path, dtype: torch.dtype) -> None:
    whole = (10 * torch.randn(6, 8)).to(dtype)
    saved = {"epoch": 1, "gate": {"0.weight": whole, "2.weight": whole.T[2:5, ::2]}, "none": torch.zeros(0, 3)}
    torch.save(saved, tmp_path / "c.pth")
    arrays = read_tensors("c.pth", (tmp_path / "c.pth").read_bytes())
    assert arrays.keys() == {"gate.0.weight", "gate.2.weight", "none"}
    for name, expected in (("gate.0.weight", whole), ("gate.2.weight", whole.T[2:5, ::2])):
        np.testing.assert_array_equal(arrays[name], expected.to(torch.float64).numpy())


def test_a_modules_state_and_its_parameters_are_read(tmp_path: Path) -> None:
    module = torch.nn.Sequential(torch.nn.Linear(3, 2), torch.nn.ReLU(), torch.nn.Linear(2, 3))
    torch.save({"state": module.state_dict(), "parameter": module[0].weight}, tmp_path / "m.pth")
    arrays = read_tensors("m.pth", (tmp_path / "m.pth").read_bytes())
    np.testing.assert_array_equal(arrays["state.2.bias"], module[2].bias.detach().numpy())
    np.testing.assert_array_equal(arrays["parameter"], module[0].weight.detach().numpy())


def test_safetensors_are_read(tmp_path: Path) -> None:
    save_file({"w": torch.arange(6.0).reshape(2, 3)}, tmp_path / "w.safetensors")
    arrays = read_tensors("w.safetensors", (tmp_path / "w.safetensors").read_bytes())
    np.testing.assert_array_equal(arrays["w"], np.arange(6.0).reshape(2, 3))


class Hostile:
    def __reduce__(self) -> tuple[Any, tuple[str]]:
        return os.system, ("touch /tmp/hostile-checkpoint-was-run",)


def test_a_hostile_pickle_runs_nothing(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "h.pth", "w") as archive:
        archive.writestr("h/data.pkl", pickle.dumps(Hostile()))
    with pytest.raises(Unreadable, match=r"names posix\.system, which no plain checkpoint needs"):
        read_tensors("h.pth", (tmp_path / "h.pth").read_bytes())
    assert not Path("/tmp/hostile-checkpoint-was-run").exists()


def test_a_compressed_archive_is_not_unpacked(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "z.pth", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("z/data.pkl", b"0" * 10_000_000)
    with pytest.raises(Unreadable, match="compressed"):
        read_tensors("z.pth", (tmp_path / "z.pth").read_bytes())


@pytest.mark.parametrize("size", [(4, 4), (1000, 1000), (-1, 2)])
def test_a_tensor_beyond_its_storage_is_refused(size: tuple[int, int]) -> None:
    from pipeline.compare.findings.tensors import _tensor

    storage = np.zeros(15, dtype="<f4")
    with pytest.raises(Unreadable, match="beyond its storage"):
        _tensor(storage, 0, size, (size[1], 1))


@pytest.mark.parametrize("content", [b"", b"not a checkpoint", b"\x80\x02}q\x00."])
def test_other_files_are_named_unreadable(content: bytes) -> None:
    for name in ("x.pth", "x.safetensors"):
        with pytest.raises(Unreadable):
            read_tensors(name, content)


def test_a_broken_archive_is_unreadable_at_every_cut(tmp_path: Path) -> None:
    torch.save({"w": torch.randn(8, 8)}, tmp_path / "c.pth")
    whole = (tmp_path / "c.pth").read_bytes()
    for cut in range(0, len(whole) - 1, 97):
        with pytest.raises(Unreadable):
            read_tensors("c.pth", whole[:cut])


def test_distance_is_euclidean_and_relative_to_base() -> None:
    base = {"a": np.array([3.0, 0.0]), "b": np.array([4.0])}
    head = {"a": np.array([3.0, 1.0]), "b": np.array([5.0])}
    found = parameter_distance(base, head)
    assert found.distance == pytest.approx(math.sqrt(2))
    assert found.relative == pytest.approx(math.sqrt(2) / 5)


def test_what_cannot_be_subtracted_is_named() -> None:
    base = {"gone": np.ones(1), "shape": np.ones((2, 3)), "nan": np.ones(2), "zero": np.zeros(2)}
    head = {"come": np.ones(1), "shape": np.ones((3, 2)), "nan": np.array([1.0, np.nan]), "zero": np.ones(2)}
    found = parameter_distance(base, head)
    assert found.tensors == [
        "come: new",
        "gone: vanished",
        "nan: holds values that are no numbers",
        "shape: 2 × 3 became 3 × 2",
    ]
    assert (found.distance, found.relative) == (pytest.approx(math.sqrt(2)), None)


def test_a_retrained_checkpoint_is_reported_with_size_hash_and_distance(tmp_path: Path, compared: Compare) -> None:
    World(seed=1).write(tmp_path / "base")
    settings = World(seed=2).write(tmp_path / "head")
    found = compared(settings, tmp_path / "base").checkpoints
    assert [item.name for item in found] == ["best_rn_8shot.pth"]
    content = (settings.models / "best_rn_8shot.pth").read_bytes()
    assert found[0].head_sha256 == hashlib.sha256(content).hexdigest()
    assert found[0].head_bytes == len(content)
    gates = [torch.load(tmp_path / side / "models/best_rn_8shot.pth") for side in ("base", "head")]
    expected = sum(
        float(((gates[1][gate][key] - gates[0][gate][key]) ** 2).sum())
        for gate in ("img_gate", "txt_gate")
        for key in ("0.weight", "2.weight")
    )
    assert found[0].distance == pytest.approx(math.sqrt(expected), rel=1e-5)


def test_without_the_files_the_hashes_of_the_run_are_compared(tmp_path: Path, compared: Compare) -> None:
    World(seed=1).write(tmp_path / "base")
    settings = World(seed=2).write(tmp_path / "head")
    (tmp_path / "base/models/best_rn_8shot.pth").unlink()
    found = compared(settings, tmp_path / "base").checkpoints[0]
    assert (found.presence, found.distance) == ("changed", None)
    assert "the file itself is not on both sides" in found.reason


def test_a_large_file_pointer_is_compared_by_what_it_says(tmp_path: Path, compared: Compare) -> None:
    World(seed=1).write(tmp_path / "base")
    settings = World(seed=1).write(tmp_path / "head")
    path = tmp_path / "base/models/best_rn_8shot.pth"
    content = path.read_bytes()
    pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:{}\nsize {}\n"
    path.write_text(pointer.format(hashlib.sha256(content).hexdigest(), len(content)))
    assert compared(settings, tmp_path / "base").checkpoints == []
    path.write_text(pointer.format("0" * 64, 5))
    found = compared(settings, tmp_path / "base").checkpoints[0]
    assert found.base_bytes == 5
    assert "Git LFS" in found.reason


def test_a_checkpoint_that_is_not_the_runs_is_noted(tmp_path: Path, compared: Compare) -> None:
    World(seed=1).write(tmp_path / "base")
    settings = World(seed=1).write(tmp_path / "head")
    write_checkpoint(settings.models / "best_rn_8shot.pth", seed=2)
    notes = compared(settings, tmp_path / "base").notes
    assert "work tree: models/best_rn_8shot.pth is not the file that run.json describes." in notes


def test_factors_in_another_basis_are_the_same_parameters() -> None:
    rng = np.random.default_rng(0)
    gates = {"img_gate": rng.normal(size=(6, 9)), "txt_gate": rng.normal(size=(6, 9))}
    base = {"txt_gate.reference": rng.normal(size=(4, 8))}
    base |= {f"{gate}.weight": both[:, 1:] for gate, both in gates.items()}
    base |= {f"{gate}.bias": both[:, 0] for gate, both in gates.items()}
    turn, _ = np.linalg.qr(rng.normal(size=(6, 6)))
    head = base | {name: turn @ value for name, value in base.items() if name != "txt_gate.reference"}
    assert parameter_distance(base, head).relative == pytest.approx(0, abs=1e-7)
    other = head | {"img_gate.weight": 1.1 * head["img_gate.weight"]}
    product = [
        gates["img_gate"].T @ gates["txt_gate"],
        np.diag([1.0, *[1.1] * 8]) @ gates["img_gate"].T @ gates["txt_gate"],
    ]
    moved = np.linalg.norm(product[1] - product[0])
    assert parameter_distance(base, other).distance == pytest.approx(moved)
    wider = base | {"img_gate.weight": np.ones((6, 5))}
    assert parameter_distance(base, wider).tensors == ["img_gate.weight: 6 × 8 became 6 × 5"]
