"""Files that end badly, each through the commands that it is for: one line, little time and memory, nothing executed.

ODD_INPUTS may name a folder of such files; the same kinds are made here too.
"""

from __future__ import annotations

import io
import os
import pickle
import shutil
import struct
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import torch
import yaml
from PIL import Image

from pipeline.errors import LONGEST
from tests.commands.test_bad_input import own_pictures
from tests.experiments.small_worlds import write_features
from tests.invocation import Outcome, invoke
from tests.worlds import contents

SECONDS, MEGABYTES = 10, 600
SENTINEL = Path("/tmp/odd-file-was-run")


class Hostile:
    def __reduce__(self) -> tuple[Any, tuple[str]]:
        return os.system, (f"touch {SENTINEL}",)


# ---------------------------------------------------------------- the files


def saved(picture: Image.Image, form: str, **options: Any) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, form, **options)
    return buffer.getvalue()


def png(width: int, height: int, *more: bytes) -> bytes:
    """The beginning of a PNG that claims a size, and further chunks."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(chunk(one[:4], one[4:]) for one in more)


def torch_saved(value: Any) -> bytes:
    buffer = io.BytesIO()
    torch.save(value, buffer)
    return buffer.getvalue()


def nested(depth: int) -> dict[str, Any]:
    """So few objects stand for two to the power of ``depth``."""
    inside: dict[str, Any] = {}
    for _ in range(depth):
        inside = {"a": inside, "b": inside}
    return inside


def zipped(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(f"x/{name.replace('_', '.')}", content)
    return buffer.getvalue()


RGB = Image.new("RGB", (64, 48), "teal")
POINTER = b"version https://git-lfs.github.com/spec/v1\n"

MADE: dict[str, Callable[[], bytes]] = {
    # Formats that Pillow knows and nobody uses for photos; one starts a program, others are broken decoders.
    "figure.spider": lambda: saved(RGB.convert("F"), "SPIDER"),
    "cut.dds": lambda: saved(RGB, "DDS")[:-900],
    "page.eps": lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n" + b"(/tmp/odd-file-was-run) (w) file\n",
    "icon.icns": lambda: saved(RGB.resize((64, 64)), "ICNS"),
    "deep.sgi": lambda: saved(RGB, "SGI"),
    "targa.tga": lambda: saved(RGB, "TGA"),
    "drawing.svg": lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "film.avif": lambda: b"\0\0\0\x20ftypavif\0\0\0\0avifmif1miaf" + bytes(200),
    # Sizes that would take gigabytes.
    "header.png": lambda: png(20_000, 20_000),
    "large.png": lambda: png(2**31 - 1, 2**31 - 1, b"IDAT" + zlib.compress(bytes(1000))),
    "thin.png": lambda: saved(Image.new("1", (2, 1_000_000)), "PNG"),
    "thin.jpg": lambda: saved(Image.new("L", (1, 65_000)), "JPEG"),
    "screen.gif": lambda: b"GIF89a\xff\xff\xff\xff\0\0\0,\0\0\0\0\xff\xff\xff\xff\0\2\2L\1\0;",
    "plain.ppm": lambda: b"P6 99999 99999 255\n" + bytes(100),
    "map.bmp": lambda: b"BM" + struct.pack("<IIIIiiHHIIiiII", 54, 0, 54, 40, 60_000, -60_000, 1, 24, 0, 0, 1, 1, 0, 0),
    "text.png": lambda: png(64, 48, b"zTXtk\0\0" + zlib.compress(bytes(10**8)), b"IDAT"),
    "empty.jpg": lambda: b"",
    # Weights and checkpoints.
    "empty.pt": lambda: b"",
    "int-keys.pt": lambda: torch_saved({0: torch.zeros(2), 1: torch.ones(2)}),
    "list.pt": lambda: torch_saved([torch.zeros(2)] * 3),
    "stride.pt": lambda: torch_saved({"w": torch.zeros(1).expand(10**11)}),
    "hostile.pt": lambda: pickle.dumps(Hostile()),
    "hostile-zip.pt": lambda: zipped(data_pkl=pickle.dumps(Hostile()), version=b"3"),
    "bomb.pt": lambda: zipped(data_pkl=bytes(10**8), version=b"3"),
    "header.safetensors": lambda: struct.pack("<Q", 2**62) + b"{}",
    "pointer.pth": lambda: POINTER,
    "pointer-size.pth": lambda: POINTER + b"oid sha256:zz\nsize 99999999999999999999\n",
    "nested.pth": lambda: torch_saved(nested(40)),
    "deep.pth": lambda: b"\x80\x02" + b"]" * 100_000 + b"a" * 99_999 + b".",
}

FOLDER = os.environ.get("ODD_INPUTS")
GIVEN = sorted(path.name for path in Path(FOLDER).iterdir() if path.suffix != ".md") if FOLDER else []


@pytest.fixture(params=[*MADE, *(f"given: {name}" for name in GIVEN)])
def odd(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """One of the files."""
    name = request.param.removeprefix("given: ")
    path = tmp_path / "odd" / name
    path.parent.mkdir()
    if name == request.param:
        path.write_bytes(MADE[name]())
    else:
        assert FOLDER
        shutil.copyfile(Path(FOLDER) / name, path)
    return path


# ---------------------------------------------------------------- the commands


@contextmanager
def bounded() -> Iterator[None]:
    """Little time and memory are taken inside, and nothing is executed."""
    status, reset = Path("/proc/self/status"), Path("/proc/self/clear_refs")
    if reset.exists():
        reset.write_text("5")  # the peak begins anew
    before, started = _peak(status), time.process_time()
    yield
    assert time.process_time() - started < SECONDS
    assert _peak(status) - before < MEGABYTES
    assert not SENTINEL.exists()


def _peak(status: Path) -> float:
    """Megabytes that this process has had at most."""
    lines = status.read_text().splitlines() if status.exists() else []
    return sum(int(line.split()[1]) / 1000 for line in lines if line.startswith("VmHWM"))


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An experiment on six pictures, prepared: what is loaded once is loaded."""
    config = own_pictures(tmp_path_factory.mktemp("world"))
    done = invoke("prepare", "--config", config)
    assert done.returncode == 0, done.stderr
    return config


def refused(done: Outcome, name: str) -> None:
    assert done.returncode == 2, done.stdout + done.stderr
    (line,) = done.mistakes
    assert name in line
    assert len(line) <= LONGEST


@pytest.mark.slow
def test_as_a_picture_of_the_data(world: Path, odd: Path) -> None:
    place = world.parent / "pictures/3.jpg"
    whole = place.read_bytes()
    shutil.copyfile(odd, place)
    before = contents(world.parent)
    try:
        with bounded():
            done = invoke("prepare", "--config", world)
        refused(done, "pictures/3.jpg")
        assert contents(world.parent) == before
    finally:
        place.write_bytes(whole)


@pytest.mark.slow
def test_as_the_picture_that_captions_are_ranked_for(world: Path, odd: Path) -> None:
    before = contents(world.parent) | contents(odd.parent)
    for name in (odd, odd.with_name("mine.jpg")):
        if name != odd:
            shutil.copyfile(odd, name)
            before = contents(world.parent) | contents(odd.parent)
        with bounded():
            done = invoke("predict", name, "a cat", "a dog", "--config", world)
        refused(done, name.name)
        assert contents(world.parent) | contents(odd.parent) == before


@pytest.mark.slow
def test_as_weights(world: Path, odd: Path) -> None:
    config = world.with_name("weights.yaml")
    settings = yaml.safe_load(world.read_text())
    settings["backbones"][0]["pretrained"] = str(odd)
    config.write_text(yaml.safe_dump(settings))
    with bounded():
        done = invoke("extract", "--config", config)
    refused(done, odd.name)
    assert list(odd.parent.iterdir()) == [odd]


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Results with a checkpoint: features computed elsewhere, so that it takes a second."""
    config = write_features(tmp_path_factory.mktemp("finished") / "experiment")
    done = invoke("run-all", "--config", config)
    assert done.returncode == 0, done.stderr
    shutil.copytree(config.parent, config.parent.parent / "head")
    return config


@pytest.mark.slow
def test_as_a_checkpoint_that_is_compared(finished: Path, odd: Path) -> None:
    head = finished.parent.parent / "head"
    shutil.copyfile(odd, head / "models/best_far_2shot.pth")
    with bounded():
        done = invoke("diff", finished.parent, head, "--config", finished)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert "best_far_2shot.pth" in done.stdout
