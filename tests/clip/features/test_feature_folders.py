"""Features computed elsewhere: two layouts, matched by image id and wording."""

from __future__ import annotations

import csv
import os
import pickle
import struct
import time
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet
import pytest

from pipeline.clip.features.feature_folders import FeatureFolder, FoundFeatures
from pipeline.clip.features.feature_layouts import files_of
from pipeline.data.samples import ImageIds
from pipeline.errors import PipelineError

ROWS = [
    ("000000000007", "A dog, running."),
    ("000000000007", 'A "brown" dog'),
    ("12", "Two\nlines  of text"),
    ("000", "ein Hund läuft"),
]
WIDTH = 6


def features(kind: str) -> Any:
    """Row i holds i + 1, negative for captions; the two rows of one image are equal."""
    sign = 1 if kind == "images" else -1
    numbers = [1, 1, 3, 4] if kind == "images" else [1, 2, 3, 4]
    return np.repeat(sign * np.array(numbers, np.float32)[:, None], WIDTH, 1)


def plain(folder: Path, *, dtype: Any = np.float32, rows: Any = ROWS, columns: Any = ("image_id", "caption")) -> Path:
    folder.mkdir(exist_ok=True)
    np.save(folder / "image_embeddings.npy", features("images").astype(dtype))
    np.save(folder / "text_embeddings.npy", features("captions").astype(dtype))
    with (folder / "metadata.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([columns, *rows])
    return folder


def clip_retrieval(folder: Path, named: str = "image_path") -> Path:
    """Two parts of two rows, numbered so that their names sort the other way round."""
    for part, rows in ((9, slice(0, 2)), (10, slice(2, 4))):
        for name, kind in (("img_emb", "images"), ("text_emb", "captions")):
            (folder / name).mkdir(parents=True, exist_ok=True)
            np.save(folder / name / f"{name}_{part}.npy", features(kind)[rows].astype(np.float16))
        (folder / "metadata").mkdir(exist_ok=True)
        ids = [f"/data/val2017/{one}.jpg" if named == "image_path" else one for one, _ in ROWS[rows]]
        table = pa.table({named: ids, "caption": [text for _, text in ROWS[rows]], "other": [1, 2]})
        pyarrow.parquet.write_table(table, folder / "metadata" / f"metadata_{part}.parquet")
    return folder


def taken(found: FoundFeatures) -> Any:
    return np.concatenate(list(found.blocks()))


@pytest.mark.parametrize(
    "make",
    [
        plain,
        lambda folder: plain(folder, dtype=np.float16),
        clip_retrieval,
        lambda folder: clip_retrieval(folder, "key"),
        lambda folder: clip_retrieval(folder, "image_id"),
    ],
    ids=["fp32", "fp16", "image_path", "key", "image_id"],
)
def test_rows_are_found_by_id_and_wording(tmp_path: Path, make: Any) -> None:
    opened = FeatureFolder.open(make(tmp_path / "features"))
    assert opened.width == WIDTH
    images = taken(opened.find_images(["0", "7", "000000000012", "7"]))
    assert images.dtype == np.float32
    assert images[:, 0].tolist() == [4, 1, 3, 1]
    captions = taken(
        opened.find_captions(["ein Hund läuft", "Two lines of text", 'A "brown" dog', " A dog,  running. "])
    )
    assert captions[:, WIDTH - 1].tolist() == [-4, -3, -2, -1]


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    opened = FeatureFolder.open(plain(tmp_path / "features"))
    with pytest.raises(PipelineError, match=r"no features of 7 images: '20', .*'24' and 2 more: compute them too"):
        opened.find_images(["7", *map(str, range(20, 27))])
    with pytest.raises(PipelineError, match="no features of 1 captions: 'A dog running': "):
        opened.find_captions(["A dog running", "A dog, running."])


@pytest.mark.parametrize("bad", [0.0, np.nan, np.inf, 1e30, 1e-30])
def test_features_that_are_none_are_refused_where_they_are_needed(tmp_path: Path, bad: float) -> None:
    folder = plain(tmp_path / "features")
    array = features("images")
    array[3] = bad
    np.save(folder / "image_embeddings.npy", array)
    assert taken(FeatureFolder.open(folder).find_images(["12"])).shape == (1, WIDTH)
    with pytest.raises(PipelineError, match=r"features of 1 images are zero, no numbers, or .*, the first of '000'"):
        FeatureFolder.open(folder).find_images(["12", "000"])


def test_one_name_with_two_features_is_refused(tmp_path: Path) -> None:
    """Rows of the arrays that have moved against those of the table look just so."""
    folder = plain(tmp_path / "features")
    moved = np.roll(features("images"), 1, axis=0)
    np.save(folder / "image_embeddings.npy", moved)
    with pytest.raises(PipelineError, match=r"rows with image_id '0+7' have different features \(one is row 1"):
        FeatureFolder.open(folder).find_images(["7"])
    # In another batch, or in half precision, the last digits are others.
    np.save(folder / "image_embeddings.npy", features("images") * [[1], [1.004], [1], [1]])
    with pytest.raises(PipelineError, match="float64"):
        FeatureFolder.open(folder)
    np.save(folder / "image_embeddings.npy", (features("images") * [[1], [1.004], [1], [1]]).astype(np.float32))
    assert taken(FeatureFolder.open(folder).find_images(["7"]))[0, 0] == 1


def test_an_id_is_text_and_a_number_only_where_that_names_one_image(tmp_path: Path) -> None:
    rows = [("7", "a"), ("7", "b"), ("007", "c"), ("0aB", "d")]
    opened = FeatureFolder.open(plain(tmp_path / "features", rows=rows))
    assert taken(opened.find_images(["007", "7", "0aB"]))[:, 0].tolist() == [3, 1, 4]
    with pytest.raises(PipelineError, match=r"equal as numbers \(image 7: 007 and 7\).*: write them there as they are"):
        opened.find_images(["0007"])
    with pytest.raises(PipelineError, match="no features of 1 images: 'aB'"):
        opened.find_images(["aB"])
    # The one row is that of the sample written like it, and the other sample has none; nor when it is asked alone.
    opened = FeatureFolder.open(plain(tmp_path / "one", rows=[("007", "a"), ("007", "b"), ("1", "c"), ("2", "d")]))
    assert taken(opened.find_images(["7"]))[:, 0].tolist() == [1]
    for asked in (["7", "007"], ["7"]):
        with pytest.raises(PipelineError, match="no features of 1 images: '7'"):
            opened.find_images(asked, ImageIds(["7", "007"]))


@pytest.mark.parametrize("space", ["\u00a0", "\u2003", "\x0b", "\u2028", "\x1c", "\x85"])
def test_any_space_and_any_composition_of_accents_will_do(tmp_path: Path, space: str) -> None:
    rows = [*ROWS[:3], ("000", f" ein{space}{space}Hund l\u0061\u0308uft{space}")]
    opened = FeatureFolder.open(plain(tmp_path / "features", rows=rows))
    for wanted in (rows[3][1], "ein Hund l\u00e4uft"):
        assert taken(opened.find_captions([wanted]))[0, 0] == -4


@pytest.mark.parametrize("kind", [">f2", ">f4"])
def test_bytes_in_the_other_order_are_the_same_numbers(tmp_path: Path, kind: str) -> None:
    opened = FeatureFolder.open(plain(tmp_path / "features", dtype=kind))
    assert taken(opened.find_images(["12"]))[0].tolist() == [3] * WIDTH


def test_an_image_is_named_by_its_file_with_either_kind_of_slash(tmp_path: Path) -> None:
    folder = clip_retrieval(tmp_path / "features")
    paths = [r"C:\data.set\000000000007.jpg", r"D:\other/000000000007.final.png"]
    table = pa.table({"image_path": paths, "caption": ["a", "b"]})
    pyarrow.parquet.write_table(table, folder / "metadata/metadata_9.parquet")
    opened = FeatureFolder.open(folder)
    assert taken(opened.find_images(["7", "000000000007.final"]))[:, 0].tolist() == [1, 1]


def test_a_part_without_rows_is_left_out(tmp_path: Path) -> None:
    folder = clip_retrieval(tmp_path / "features")
    for name in ("img_emb", "text_emb"):
        np.save(folder / name / f"{name}_11.npy", np.empty((0, WIDTH), np.float32))
    table = pa.table({"image_path": pa.array([], pa.string()), "caption": pa.array([], pa.string())})
    pyarrow.parquet.write_table(table, folder / "metadata/metadata_11.parquet")
    assert len(FeatureFolder.open(folder).parts) == 2


def test_two_parts_with_one_number_are_named(tmp_path: Path) -> None:
    folder = clip_retrieval(tmp_path / "features")
    np.save(folder / "img_emb/other_009.npy", features("images"))
    with pytest.raises(PipelineError, match=r"other_009.npy: part 9, as img_emb_9.npy is"):
        FeatureFolder.open(folder)


def test_captions_that_are_no_texts_are_named(tmp_path: Path) -> None:
    folder = clip_retrieval(tmp_path / "features")
    table = pa.table({"image_path": ["7.jpg", "8.jpg"], "caption": [["a", "b"], ["c"]]})
    pyarrow.parquet.write_table(table, folder / "metadata/metadata_9.parquet")
    with pytest.raises(PipelineError, match=r"caption is of type list<.*: expected one text in each row"):
        FeatureFolder.open(folder).find_captions(["a"])


def _drop(name: str) -> Any:
    return lambda folder: (folder / name).unlink()


def _save(name: str, array: Any) -> Any:
    return lambda folder: np.save(folder / name, array, allow_pickle=True)


def _archive(name: str) -> Any:
    def write(folder: Path) -> None:
        with (folder / name).open("wb") as file:
            np.savez(file, features("captions"))

    return write


@pytest.mark.parametrize(
    ("make", "damage", "words"),
    [
        (plain, _drop("image_embeddings.npy"), r"image_embeddings\.npy: not there"),
        (plain, _drop("metadata.csv"), "neither metadata.csv with image_embeddings.npy"),
        (plain, _save("text_embeddings.npy", features("captions")[:3]), "4 rows, and text_embeddings.npy has 3"),
        (plain, _save("text_embeddings.npy", features("captions")[:, :4]), r"different widths \(4, 6\)"),
        (plain, _save("text_embeddings.npy", np.zeros((4, 6), np.int8)), r"int8 of shape \[4, 6\]: expected fp16 or"),
        (plain, _save("text_embeddings.npy", np.zeros(4, np.float32)), r"shape \[4\]"),
        (plain, _save("text_embeddings.npy", np.array([{}], object)), r"no \.npy array"),
        (plain, lambda folder: (folder / "text_embeddings.npy").write_bytes(b""), r"no \.npy array"),
        (plain, _archive("text_embeddings.npy"), r"no \.npy array \(several arrays in an archive\)"),
        (plain, lambda folder: plain(folder, rows=ROWS[:2]), r"metadata\.csv: 2 rows, and image_embeddings.npy has 4"),
        (plain, lambda folder: plain(folder, columns=("id", "text")), "expected a table with image_id and caption"),
        (plain, lambda folder: (folder / "metadata.csv").write_bytes(b"\xff\xfei\0"), r"metadata\.csv: cannot be read"),
        (plain, lambda folder: (folder / "metadata.csv").write_bytes(b""), r"metadata\.csv: cannot be read"),
        (
            lambda folder: plain(folder, rows=[(*row, "") for row in ROWS], columns=("image_id", "caption", "caption")),
            lambda folder: None,
            r"metadata\.csv: has several columns caption: leave one",
        ),
        (clip_retrieval, _drop("text_emb/text_emb_10.npy"), "text_emb: no part 10"),
        (clip_retrieval, _drop("metadata/metadata_9.parquet"), "metadata: no part 9"),
        (
            lambda folder: clip_retrieval(folder, "url"),
            lambda folder: None,
            "expected caption and one of",
        ),
        (lambda folder: folder / "none", lambda folder: None, "no folder"),
    ],
)
def test_a_folder_of_another_form_is_named(tmp_path: Path, make: Any, damage: Any, words: str) -> None:
    folder = make(tmp_path / "features")
    damage(folder)
    with pytest.raises(PipelineError, match=words) as caught:
        FeatureFolder.open(folder).find_images(["7"])
    assert all(str(tmp_path) in line for line in caught.value.mistakes)


def test_a_million_rows_open_at_once(tmp_path: Path) -> None:
    """Sparse files: what is not written takes no room and is never read."""
    rows = 1_000_000
    for name in ("image_embeddings.npy", "text_embeddings.npy"):
        array = np.lib.format.open_memmap(tmp_path / name, mode="w+", dtype=np.float16, shape=(rows, 512))
        array[rows - 1] = 2
        del array
    with (tmp_path / "metadata.csv").open("w") as file:
        file.write("image_id,caption\n")
        file.writelines(f"{row},caption {row}\n" for row in range(rows))
    started = time.perf_counter()
    opened = FeatureFolder.open(tmp_path)
    assert time.perf_counter() - started < 1
    assert taken(opened.find_images([f"{rows - 1:012d}"])).tolist() == [[2] * 512]
    assert taken(opened.find_captions([f"caption {rows - 1}"]))[0, 0] == 2
    assert [file.name for file in files_of(tmp_path)] == [
        "image_embeddings.npy", "metadata.csv", "text_embeddings.npy",
    ]  # fmt: skip


def header(shape: tuple[int, ...], kind: str = "<f4") -> bytes:
    """The beginning of a .npy file that claims what it likes."""
    text = repr({"descr": kind, "fortran_order": False, "shape": shape}).encode().ljust(117) + b"\n"
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(text)) + text


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no array",
        header((10**12, WIDTH)),
        header((2**63, 2**63)),
        header((-1, WIDTH)),
        header((4, WIDTH), "O"),
        header((4,) * 60),
        b"\x93NUMPY\x01\x00" + struct.pack("<H", 50) + b"__import__('os').system('touch was-run')".ljust(49) + b"\n",
        b"\x93NUMPY\x01\x00" + struct.pack("<H", 9000) + b"(" * 9000,
        b"\x93NUMPY\x02\x00" + struct.pack("<I", 2**31),
        pickle.dumps([1, 2]),
    ],
)
def test_what_is_no_array_is_one_line_and_runs_nothing(
    tmp_path: Path, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = plain(tmp_path / "features")
    (folder / "image_embeddings.npy").write_bytes(content)
    with pytest.raises(PipelineError) as refused:
        FeatureFolder.open(folder)
    (line,) = refused.value.mistakes
    assert line.startswith(f"{folder}/image_embeddings.npy: no .npy array (")
    assert "unsafe" not in line
    assert [path.name for path in tmp_path.iterdir()] == ["features"]


@pytest.mark.parametrize("name", ["image_embeddings.npy", "metadata.csv"])
def test_a_pipe_among_the_features_is_not_waited_for(tmp_path: Path, name: str) -> None:
    folder = plain(tmp_path / "features")
    (folder / name).unlink()
    os.mkfifo(folder / name)
    with pytest.raises(PipelineError, match="no regular file"):
        FeatureFolder.open(folder).find_images(["7"])
