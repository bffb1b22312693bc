"""Damaged repositories, hostile files, artifacts without sense: the report is made, or one line says why not."""

from __future__ import annotations

import io
import json
import pickle
import struct
import zipfile
import zlib
from collections import OrderedDict
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import torch
from hypothesis import HealthCheck, given
from hypothesis import settings as bounded
from hypothesis import strategies as st
from PIL import Image

from pipeline.compare.diff import diff
from pipeline.compare.findings.image_changes import MOST_PIXELS, UnreadablePicture, decode
from pipeline.compare.findings.tensors import Unreadable, read_tensors
from pipeline.compare.inputs.revisions import open_source
from pipeline.errors import PipelineError
from pipeline.settings import Settings
from tests.compare.conftest import Compare
from tests.compare.world import World, first_case, map_of, picture_of
from tests.conftest import Git
from tests.scripts.test_scripts import BASE, MERGE, check_harmless, written

FORMS = ("markdown", "json", "html")


@pytest.fixture
def repository(tmp_path: Path, git: Git) -> Settings:
    """Two commits, of two seeds."""
    git(tmp_path, "init")
    for seed in (1, 2):
        settings = World(seed=seed).write(tmp_path)
        git(tmp_path, "add", "-A")
        git(tmp_path, "commit", "-m", "run")
    return settings


def blob(root: Path, git: Git, path: str) -> Path:
    """The file that holds an object of the last commit."""
    found = git(root, "rev-parse", f"HEAD:{path}")
    return root / ".git" / "objects" / found[:2] / found[2:]


@pytest.mark.parametrize("damage", ["missing", "empty", "cut", "noise"])
@pytest.mark.parametrize(
    "path",
    ["docs/data/predictions.json", "docs/images/maps/{map}", "models/best_rn_8shot.pth", "docs/data/dataset.json"],
)
def test_a_missing_or_damaged_object_is_noted_and_the_rest_is_compared(
    repository: Settings, git: Git, compared: Compare, path: str, damage: str
) -> None:
    root = repository.root
    # Every kind of file has changed, so that its content is asked for.
    picture = map_of(repository, first_case(repository))
    picture.write_bytes(picture.read_bytes() + b"more")
    git(root, "commit", "-am", "another map")
    path = path.format(map=picture.name)
    file = blob(root, git, path)
    file.chmod(0o644)
    content = file.read_bytes()
    if damage == "missing":
        file.unlink()
    else:
        file.write_bytes({"empty": b"", "cut": content[: len(content) // 2], "noise": b"\x00\x01" * 40}[damage])
    report = compared(repository, "HEAD~2", "HEAD")
    assert report.metrics
    told = " ".join([*report.notes, *(item.reason for item in (*report.pictures, *report.checkpoints))])
    assert "git cannot read object" in told
    assert "docs/data/metrics.json" in {item.path for item in report.files}


@pytest.mark.parametrize(
    ("revision", "words"),
    [
        ("^HEAD", "it names no single commit"),
        ("HEAD~1..HEAD", "nor a git revision"),
        ("x" * 5000, "no name of a revision"),
        ("HEAD\0", "no name of a revision"),
        ("a\nb", "nor a git revision"),
        ("HEAD:docs", "nor a git revision"),
        ("--output=/tmp/x", "nor a git revision"),
    ],
)
def test_what_is_no_revision_is_one_short_line(repository: Settings, revision: str, words: str) -> None:
    with pytest.raises(PipelineError, match=words) as caught:
        open_source(repository, revision)
    assert len(caught.value.mistakes) == 1
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 600


def test_attributes_of_a_commit_neither_hide_nor_change_its_files(
    repository: Settings, git: Git, compared: Compare
) -> None:
    """What `git archive` would obey."""
    root = repository.root
    (root / ".gitattributes").write_text("docs/data/metrics.json export-ignore\ndocs/note.txt export-subst\n")
    (root / "docs/note.txt").write_text("$Format:%H$\n")
    git(root, "add", "-A")
    git(root, "commit", "-m", "attributes")
    assert compared(repository, "HEAD").identical
    assert compared(repository, "HEAD", str(root)).metrics


def test_a_pointer_without_an_object_id_stands_for_itself(tmp_path: Path, compared: Compare) -> None:
    World().write(tmp_path / "base")
    settings = World().write(tmp_path / "head")
    path = settings.models / "best_rn_8shot.pth"
    for text in (
        "version https://git-lfs.github.com/spec/v1\n",
        "version https://git-lfs.github.com/spec/v1\nsize 3\n",
    ):
        path.write_text(text)
        found = compared(settings, tmp_path / "base").checkpoints[0]
        assert found.head_bytes == len(text)
        assert "Git LFS" in found.reason


def test_pictures_kept_elsewhere_say_so(tmp_path: Path, compared: Compare) -> None:
    World().write(tmp_path / "base")
    settings = World().write(tmp_path / "head")
    pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{'0' * 64}\nsize 5\n"
    picture_of(settings, first_case(settings)).write_text(pointer)
    assert compared(settings, tmp_path / "base").pictures[0].reason == (
        "cannot be decoded: kept in Git LFS: the picture is not in the repository"
    )


# ---------------------------------------------------------------- pictures and parameters


def header(width: int, height: int) -> bytes:
    """A PNG that claims a size and holds nothing."""
    body = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in ((b"IHDR", body), (b"IDAT", b""), (b"IEND", b""))
    )


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (header(20_000, 20_000), "pixels are too many|DecompressionBomb"),
        (header(MOST_PIXELS + 1, 1), "pixels are too many"),
        (header(10, 10), "broken"),
        (b"DDS " + b"\0" * 200, "no picture in one of the formats"),
        (b"", "no picture in one of the formats"),
    ],
)
def test_a_picture_is_bounded_before_it_is_decoded(content: bytes, words: str) -> None:
    with pytest.raises(UnreadablePicture, match=words):
        decode(content)


def test_a_thin_picture_is_small_work(tmp_path: Path, compared: Compare) -> None:
    World().write(tmp_path / "base")
    settings = World().write(tmp_path / "head")
    Image.new("RGB", (2, 50_000)).save(picture_of(settings, first_case(settings)))
    found = compared(settings, tmp_path / "base").pictures[0]
    assert found.mean_difference is not None
    assert "2 × 50000" in found.reason


def test_a_tensor_that_repeats_one_number_is_refused(tmp_path: Path) -> None:
    torch.save({"w": torch.zeros(1).expand(10**11)}, tmp_path / "c.pth")
    with pytest.raises(Unreadable, match="repeats its storage"):
        read_tensors("c.pth", (tmp_path / "c.pth").read_bytes())


def test_many_tensors_of_one_storage_are_refused(tmp_path: Path) -> None:
    shared = torch.zeros(100_000)
    torch.save({f"w{number}": shared for number in range(100)}, tmp_path / "c.pth")
    with pytest.raises(Unreadable, match="share their storage"):
        read_tensors("c.pth", (tmp_path / "c.pth").read_bytes())


def test_dictionaries_nested_to_a_trillion_are_refused() -> None:
    inner: dict[str, Any] = {}
    for _ in range(40):
        inner = {"a": inner, "b": inner}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("c/data.pkl", pickle.dumps(OrderedDict(inner)))
    with pytest.raises(Unreadable, match="entries"):
        read_tensors("c.pth", stream.getvalue())


@bounded(max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_damage_to_a_checkpoint_or_picture_is_named(tmp_path: Path, data: st.DataObject) -> None:
    if not (tmp_path / "c.pth").exists():
        torch.save({"gate": {"w": torch.randn(4, 4)}}, tmp_path / "c.pth")
        Image.new("RGBA", (16, 16), (1, 2, 3, 4)).save(tmp_path / "p.png")
    for name, read, failure in (
        ("c.pth", lambda content: read_tensors("c.pth", content), Unreadable),
        ("p.png", decode, UnreadablePicture),
    ):
        content = bytearray((tmp_path / name).read_bytes())
        for _ in range(data.draw(st.integers(1, 4))):
            content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
        del content[data.draw(st.integers(0, len(content))) :]
        with suppress(failure):
            read(bytes(content))


# ---------------------------------------------------------------- artifacts and reports

ODD = st.sampled_from(
    [
        None,
        True,
        -1,
        0,
        10**6,
        10**30,
        1.5,
        -0.0,
        1e308,
        "",
        "x",
        "\u202e<b>@octocat",
        "../../x",
        [],
        {},
        [[]],
        "\ud800",
    ]
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place of plain data."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, item in items for place in places(item, (*path, key)))]


def spoiled(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    """Plain data with another value at one place."""
    if not path:
        return new
    if isinstance(value, dict):
        return {key: spoiled(item, path[1:], new) if key == path[0] else item for key, item in value.items()}
    return [spoiled(item, path[1:], new) if number == path[0] else item for number, item in enumerate(value)]


@pytest.fixture(scope="module")
def two_runs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Settings, Path]:
    """Small ones: settings of head, and base's folder."""
    root = tmp_path_factory.mktemp("runs")
    World(samples=30, seed=1, cases=2, attention=1).write(root / "base")
    return World(samples=30, seed=2, cases=2, attention=1).write(root / "head"), root / "base"


@pytest.mark.slow
@bounded(max_examples=120, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_no_artifact_ends_in_a_traceback(two_runs: tuple[Settings, Path], data: st.DataObject) -> None:
    settings, base = two_runs
    path = data.draw(st.sampled_from(sorted((settings.docs / "data").glob("*.json"))))
    kept = path.read_bytes()
    value = json.loads(kept)
    for _ in range(data.draw(st.integers(1, 3))):
        value = spoiled(value, data.draw(st.sampled_from(places(value))), data.draw(ODD))
    try:
        path.write_text(json.dumps(value))
        for form in FORMS:
            output = base.parent / f"report.{form}"
            with suppress(PipelineError):
                assert diff(settings, str(base), form=form, gate=True, output=output) in (0, 1)  # type: ignore[arg-type]
    finally:
        path.write_bytes(kept)


@bounded(max_examples=100, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_no_report_of_a_stranger_harms_or_stops_the_comment(
    two_runs: tuple[Settings, Path], data: st.DataObject
) -> None:
    settings, base = two_runs
    path = base.parent / "stranger.json"
    if not path.exists():
        diff(settings, str(base), form="json", output=path)
    value = json.loads(path.read_text())
    value["base"]["commit"], value["head"]["commit"] = BASE, MERGE
    text = st.text(st.sampled_from("@#&;:/.<>![]()`|*_-~\\\u200b\u202e\nghw0a"), max_size=30)
    for _ in range(data.draw(st.integers(1, 8))):
        value = spoiled(value, data.draw(st.sampled_from(places(value))), data.draw(ODD | text))
    said = written(base.parent, json.dumps(value))
    check_harmless(said)
