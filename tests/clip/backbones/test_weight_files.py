"""Files that call themselves weights: read as data, refused with the reason, and never run."""

from __future__ import annotations

import io
import json
import pickle
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from clip.model import CLIP
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from pipeline.clip.backbones.torchscript import read_torchscript
from pipeline.clip.backbones.weights import read_weights
from pipeline.errors import PipelineError
from pipeline.settings import Backbone, Settings

pytestmark = pytest.mark.filterwarnings("ignore:.*torch.jit:FutureWarning", "ignore:.*torch.jit:DeprecationWarning")


def read(path: Path) -> dict[str, Tensor]:
    """The state dict that a weights file holds."""
    backbone = Backbone(id="v", name="V", architecture="ViT-B-32-quickgelu", pretrained=path.name)
    made = Settings(profile="x", backbones=[backbone])
    made._root = path.parent
    return read_weights(made, backbone).state


def refusal(path: Path) -> str:
    """The one line that says why a file is refused."""
    with pytest.raises(PipelineError) as caught:
        read(path)
    (line,) = caught.value.mistakes
    assert path.name in line
    assert "\n" not in line
    return line


# ---------------------------------------------------------------- TorchScript


@pytest.fixture(scope="module")
def traced(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small CLIP of OpenAI's own code, archived as they archive theirs."""
    torch.manual_seed(0)
    model = CLIP(
        embed_dim=32, image_resolution=64, vision_layers=(1, 1, 1, 1), vision_width=8, vision_patch_size=None,
        context_length=77, vocab_size=500, transformer_width=64, transformer_heads=1, transformer_layers=2,
    ).eval()  # fmt: skip
    path = tmp_path_factory.mktemp("traced") / "clip.pt"
    torch.jit.trace(model, (torch.randn(2, 3, 64, 64), torch.randint(1, 400, (2, 77)))).save(path)
    return path


def test_an_archive_read_as_data_holds_what_torch_would_load(traced: Path) -> None:
    expected = dict(torch.jit.load(traced).state_dict())
    found = read_torchscript(traced)
    assert found.keys() == expected.keys()
    assert all(torch.equal(found[name], expected[name]) for name in expected)


def test_half_precision_and_views_of_one_storage(tmp_path: Path) -> None:
    class Holder(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            whole = torch.arange(12, dtype=torch.float16).reshape(3, 4)
            self.whole, self.part = torch.nn.Parameter(whole), torch.nn.Parameter(whole.T[1:3])
            self.register_buffer("none", torch.empty(0))
            self.numbers = [1, 2]

        def forward(self, x: Tensor) -> Tensor:
            return x + self.numbers[0]

    torch.jit.script(Holder()).save(tmp_path / "a.pt")
    expected = torch.jit.load(tmp_path / "a.pt").state_dict()
    found = read_torchscript(tmp_path / "a.pt")
    assert found.keys() == expected.keys()
    assert all(torch.equal(found[name], expected[name]) for name in expected)


def test_what_an_archive_would_do_when_loaded_is_not_done(tmp_path: Path) -> None:
    """``torch.from_file`` with ``shared`` makes a file: enough to do harm while weights are looked at."""

    class Hostile(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.w = torch.nn.Parameter(torch.zeros(2))

        @torch.jit.export
        def __getstate__(self) -> tuple[Tensor, bool]:
            return self.w, self.training

        @torch.jit.export
        def __setstate__(self, state: tuple[Tensor, bool]) -> None:
            self.w = torch.from_file("made-by-weights", True, 4)
            self.training = state[1]

        def forward(self, x: Tensor) -> Tensor:
            return x

    torch.jit.script(Hostile()).save(tmp_path / "hostile.pt")
    before = set(Path.cwd().iterdir())
    assert "its own way of being loaded" in refusal(tmp_path / "hostile.pt")
    assert set(Path.cwd().iterdir()) == before


class Touch:
    """Pickled, it names a function to call."""

    def __reduce__(self) -> tuple[Any, tuple[str]]:
        import os

        return os.system, ("touch made-by-weights",)


def archive(path: Path, content: bytes, *, script: bool = True, **more: bytes) -> Path:
    """A zip with ``content`` for its pickle."""
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("a/data.pkl", content)
        made.writestr("a/version", b"3\n")
        if script:
            made.writestr("a/code/__torch__.py", b"")
        for name, extra in more.items():
            made.writestr(f"a/data/{name}", extra)
    return path


@pytest.mark.parametrize("script", [True, False])
def test_a_pickle_that_names_a_function_calls_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    refusal(archive(tmp_path / "h.pt", pickle.dumps(Touch(), protocol=2), script=script))
    assert not (tmp_path / "made-by-weights").exists()


def module_pickle(body: bytes) -> bytes:
    """A pickle of one module whose attributes ``body`` sets."""
    return b"\x80\x02c__torch__\nM\n)\x81}" + body + b"b."


def test_modules_within_modules_without_end_are_refused(tmp_path: Path) -> None:
    pickled = b"\x80\x02c__torch__\nM\n)\x81}bq\x00"
    for level in range(1, 41):
        twice = b"".join(b"X" + struct.pack("<I", 1) + name + b"h" + bytes([level - 1]) for name in (b"a", b"b"))
        pickled += b"c__torch__\nM\n)\x81}(" + twice + b"ubq" + bytes([level])
    assert "modules" in refusal(archive(tmp_path / "n.pt", pickled + b"."))


def test_a_tensor_that_repeats_one_number_without_end_is_refused(tmp_path: Path) -> None:
    huge = torch.zeros(1).as_strided((100_000, 1_000_000), (0, 0))
    torch.save({"w": huge}, tmp_path / "stride.pt")
    assert (tmp_path / "stride.pt").stat().st_size < 2000
    assert "stores fewer" in refusal(tmp_path / "stride.pt")
    rebuild = b"ctorch._utils\n_rebuild_tensor_v2\n((X\x07\x00\x00\x00storagectorch\nFloatStorage\n"
    rebuild += b"X\x01\x00\x00\x000X\x03\x00\x00\x00cpuK\x01tQK\x00(J\x00\xe1\xf5\x05M\x10't(K\x00K\x00t\x89}tR"
    path = archive(tmp_path / "script.pt", module_pickle(b"(X\x01\x00\x00\x00w" + rebuild + b"u"), **{"0": b"\0" * 4})
    assert "a tensor claims 1,000,000,000,000 numbers" in refusal(path)


# ---------------------------------------------------------------- state dicts


def compressed(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("a/data.pkl", b"\0" * 50_000_000)


def overlapping(path: Path) -> None:
    """An archive whose directory names one stored megabyte a thousand times."""
    torch.save({"w": torch.zeros(250_000)}, path)
    content = path.read_bytes()
    start = content.index(b"PK\x01\x02")
    end = content.rindex(b"PK\x05\x06")
    with zipfile.ZipFile(path) as made:
        entry = next(one for one in made.infolist() if one.file_size >= 1_000_000)
    first = content.index(b"PK\x01\x02", start)
    records = []
    at = first
    while content[at : at + 4] == b"PK\x01\x02":
        name, extra, comment = struct.unpack("<HHH", content[at + 28 : at + 34])
        records.append(content[at : at + 46 + name + extra + comment])
        at += 46 + name + extra + comment
    (record,) = (one for one in records if entry.filename.encode() in one)
    directory = b"".join([*records, *[record] * 1000])
    tail = bytearray(content[end:])
    tail[8:12] = struct.pack("<HH", len(records) + 1000, len(records) + 1000)
    tail[12:20] = struct.pack("<II", len(directory), start)
    path.write_bytes(content[:start] + directory + bytes(tail))


REFUSED: dict[str, tuple[Callable[[Path], Any], str]] = {
    "empty": (lambda path: path.write_bytes(b""), "it is empty"),
    "text": (lambda path: path.write_text("nothing of the kind"), "no archive of torch.save"),
    "int keys": (lambda path: torch.save({1: torch.zeros(2)}, path), "one is called 1"),
    "tuple keys": (lambda path: torch.save({("a", 1): torch.zeros(2)}, path), "one is called ('a', 1)"),
    "a list": (lambda path: torch.save([torch.zeros(2)], path), "not a list"),
    "a number": (lambda path: torch.save({"w": 3}, path), "w is a int"),
    "nested": (lambda path: torch.save({"a": {"w": torch.zeros(2)}}, path), "a is a dict"),
    "quantised": (
        lambda path: torch.save({"w": torch.quantize_per_tensor(torch.zeros(3), 0.1, 0, torch.qint8)}, path),
        "w is quantised",
    ),
    "sparse": (lambda path: torch.save({"w": torch.eye(3).to_sparse()}, path), "w is sparse"),
    "meta": (lambda path: torch.save({"w": torch.zeros(3, device="meta")}, path), "w is on no device"),
    "nan": (lambda path: torch.save({"w": torch.tensor([1.0, float("nan")])}, path), "hold NaN or infinity, e.g. w"),
    "infinite": (lambda path: torch.save({"w": torch.tensor([float("inf")])}, path), "hold NaN or infinity, e.g. w"),
    "complex": (lambda path: torch.save({"w": torch.zeros(2, dtype=torch.complex64)}, path), "w holds values"),
    "eight bits": (
        lambda path: torch.save({"w": torch.zeros(2).to(torch.float8_e5m2)}, path),
        "w is float8_e5m2: save",
    ),
    "no sign": (
        lambda path: torch.save({"w": torch.zeros(2).to(torch.uint16)}, path),
        "w is uint16: save it as float32",
    ),
    "scale": (lambda path: torch.save({"logit_scale": torch.tensor(1000.0)}, path), "logit scale of e^1000"),
    "bomb": (compressed, "compressed"),
    "overlap": (overlapping, "more than its own size"),
    "old form": (
        lambda path: torch.save({"w": torch.zeros(2)}, path, _use_new_zipfile_serialization=False),
        "no archive of torch.save",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_state_dict_is_refused_with_the_reason(tmp_path: Path, case: str) -> None:
    make, words = REFUSED[case]
    path = tmp_path / "w.pt"
    make(path)
    assert words in refusal(path)


@pytest.mark.parametrize("content", [b"", b"\x08", struct.pack("<Q", 2**60) + b"{}", b"{}"])
def test_broken_safetensors_are_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "w.safetensors").write_bytes(content)
    assert "not a weights file" in refusal(tmp_path / "w.safetensors")


def test_not_a_number_in_safetensors_is_refused(tmp_path: Path) -> None:
    from safetensors.torch import save_file

    save_file({"w": torch.tensor([float("nan")])}, tmp_path / "w.safetensors")
    assert "hold NaN or infinity, e.g. w" in refusal(tmp_path / "w.safetensors")


def test_a_file_that_cannot_be_read_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import pipeline.clip.backbones.weights as weights

    torch.save({"w": torch.zeros(2)}, tmp_path / "w.pt")

    def unreadable(path: Path) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(weights, "_read", unreadable)
    assert "cannot be read (Permission denied)" in refusal(tmp_path / "w.pt")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A small file of each form."""
    from safetensors.torch import save

    state = {"a.weight": torch.arange(6.0).reshape(2, 3), "b": torch.ones(2)}
    plain = io.BytesIO()
    torch.save(state, plain)

    class Linear(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.w = torch.nn.Parameter(torch.ones(2))

        def forward(self, x: Tensor) -> Tensor:
            return x * self.w

    path = tmp_path_factory.mktemp("whole") / "s.pt"
    torch.jit.script(Linear()).save(path)
    return {"w.pt": plain.getvalue(), "s.pt": path.read_bytes(), "w.safetensors": save(state)}


@settings(max_examples=150, deadline=None, derandomize=True)
@given(data=st.data())
def test_damaged_files_are_weights_or_one_line(
    tmp_path_factory: pytest.TempPathFactory, whole: dict[str, bytes], data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(sorted(whole)))
    content = bytearray(whole[name])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at] = data.draw(st.integers(0, 255))
    cut = data.draw(st.one_of(st.just(len(content)), st.integers(0, len(content))))
    path = tmp_path_factory.mktemp("damaged") / name
    path.write_bytes(bytes(content[:cut]))
    try:
        state = read(path)
    except PipelineError as error:
        said = error.mistakes
    else:
        said = ("read",)
        assert all(isinstance(value, Tensor) for value in state.values())
    assert len(said) == 1
    assert "\n" not in said[0]


def test_the_header_of_safetensors_may_not_overstate(tmp_path: Path) -> None:
    header = json.dumps({"w": {"dtype": "F32", "shape": [10**12], "data_offsets": [0, 4 * 10**12]}}).encode()
    (tmp_path / "w.safetensors").write_bytes(struct.pack("<Q", len(header)) + header + b"\0" * 4)
    assert "not a weights file" in refusal(tmp_path / "w.safetensors")
