from __future__ import annotations

import codecs
import gzip
import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as bounded
from hypothesis import strategies as st
from PIL import Image

from pipeline.data.datasets.subset import Subset, read_subset
from pipeline.errors import PipelineError
from pipeline.progress import Silent
from pipeline.settings import Settings
from pipeline.stages import prepare

from .worlds import make_settings, tree, write_json


def record(**changes: Any) -> dict[str, Any]:
    plain = {"image_id": 1, "true_label": "cat", "choices": ["a cat", "a dog", "a bear"], "ground_truth_idx": 0}
    return {key: value for key, value in (plain | changes).items() if value != "leave out"}


def subset_settings(root: Path, **dataset: Any) -> Settings:
    given = {"source": "subset", "subset_file": "subset.json", "image_dir": "images", "distractors": 2,
             "same_class_distractors": 0, "classes": ["cat", "dog"]}  # fmt: skip
    return make_settings(root, dataset=given | dataset)


def read(root: Path, content: Any, **dataset: Any) -> Subset:
    write_json(root / "subset.json", content)
    return read_subset(subset_settings(root, **dataset))


def mistakes(root: Path, content: Any) -> tuple[str, ...]:
    with pytest.raises(PipelineError) as caught:
        read(root, content)
    assert all(line.startswith(f"{root}/subset.json: ") for line in caught.value.mistakes)
    return tuple(line.removeprefix(f"{root}/subset.json: ") for line in caught.value.mistakes)


def test_records_of_the_documented_form_are_read(tmp_path: Path) -> None:
    content = [record(), record(image_id="b/7", image_url="https://example.org/7", split="train", note={"x": 1})]
    subset = read(tmp_path, content)
    assert [one.image_id for one in subset.records] == [1, "b/7"]
    assert subset.records[1].image_url == "https://example.org/7"
    assert "does not name the categories" in subset.note


@pytest.mark.parametrize(
    "write",
    [
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("utf-16"),
        lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"),
        lambda text: gzip.compress(text.encode()),
        lambda text: "\r\n".join(json.dumps(one) for one in json.loads(text)).encode() + b"\n\n",
        lambda text: gzip.compress("\n".join(json.dumps(one) for one in json.loads(text)).encode("utf-16")),
    ],
    ids=["byte-order mark", "UTF-16", "UTF-16 the other way", "gzip", "JSON lines", "all at once"],
)
def test_the_same_records_in_other_wrappings(tmp_path: Path, write: Any) -> None:
    content = [record(), record(image_id="é")]
    expected = read(tmp_path, content).records
    (tmp_path / "subset.json").write_bytes(write(json.dumps(content, ensure_ascii=False)))
    assert read_subset(subset_settings(tmp_path)).records == expected


ODD_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=4)
    | st.sampled_from(["\x00", "\u202e", "x" * 300, "../../x", "/etc/passwd", "\U0001f415", "1", "", " "]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=2),
    max_leaves=4,
)
FIELDS = (
    "image_id", "true_label", "choices", "ground_truth_idx", "choice_labels", "choice_image_ids", "file_name",
    "image_url", "width", "height", "license", "boxes", "note",
)  # fmt: skip


@bounded(max_examples=100, deadline=None, derandomize=True)
@given(
    changes=st.lists(st.dictionaries(st.sampled_from(FIELDS), ODD_VALUES, max_size=3), min_size=1, max_size=4),
    damage=st.none() | st.tuples(st.integers(0, 400), st.binary(max_size=3)),
)
def test_any_metadata_file_is_read_or_refused_line_by_line(
    tmp_path_factory: pytest.TempPathFactory, changes: list[dict[str, Any]], damage: tuple[int, bytes] | None
) -> None:
    """To the end of prepare: what was read becomes samples, or is named."""
    root = tmp_path_factory.getbasetemp() / "fuzzed"
    (root / "images").mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (4, 3)).save(root / "images/1.jpg")
    content = json.dumps([record(file_name="1.jpg") | {"image_id": n} | odd for n, odd in enumerate(changes)]).encode()
    if damage:
        content = content[: damage[0]] + damage[1] + content[damage[0] + 1 :]
    (root / "subset.json").write_bytes(content)
    before = tree(root)
    said: tuple[str, ...] = ("read",)
    try:
        prepare.run(subset_settings(root), Silent())
        shutil.rmtree(root / "docs")
    except PipelineError as error:
        said = error.mistakes
    assert said
    assert not any(character in line for line in said for character in "\n\r\0\x1b")
    shutil.rmtree(root / ".cache", ignore_errors=True)
    assert tree(root) == before


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\x1f\x8bnot gzip", "not JSON (damaged gzip"),
        (gzip.compress(b"[]" * 50, mtime=0)[:20], "not JSON (damaged gzip"),
        (b"\xff\xfe[", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"\0", "not JSON"),
        (b'{"image_id": 1}\n{"image_id":', "not JSON"),
    ],
)
def test_what_is_no_metadata_file_is_said_in_one_line(tmp_path: Path, content: bytes, words: str) -> None:
    (tmp_path / "subset.json").write_bytes(content)
    with pytest.raises(PipelineError) as caught:
        read_subset(subset_settings(tmp_path))
    (line,) = caught.value.mistakes
    assert words in line


def test_pipes_and_folders_are_no_metadata_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "subset.json")
    with pytest.raises(PipelineError, match=r"subset\.json: cannot be read \(no regular file\)"):
        read_subset(subset_settings(tmp_path))
    (tmp_path / "subset.json").unlink()
    (tmp_path / "subset.json").mkdir()
    with pytest.raises(PipelineError, match=r"subset\.json: cannot be read \(Is a directory\)"):
        read_subset(subset_settings(tmp_path))


def test_fields_that_mean_something_else_elsewhere_are_ignored(tmp_path: Path) -> None:
    foreign = {"license": 3, "width": "640px", "boxes": {"cat": 1}, "height": None}
    (one,) = read(tmp_path, [record(**foreign)]).records
    assert (one.license, one.width, one.height, one.boxes) == (None, None, None, None)


def test_other_fields_are_kept_where_they_name_a_group(tmp_path: Path) -> None:
    others = {
        "weather": "fog",
        "iso": 200,
        "indoors": False,
        "notes": "x" * 101,
        "tags": ["a"],
        "extra": "own",
        "none": None,
    }
    subset = read(tmp_path, [record(**others, width="wide"), record(image_id=2)])
    assert subset.records[0].extra == {"weather": "fog", "iso": 200, "indoors": False, "extra": "own"}
    assert subset.records[1].extra is None


def test_named_categories_of_choices_are_taken(tmp_path: Path) -> None:
    subset = read(tmp_path, [record(choice_labels=["cat", "dog", "bear"], choice_image_ids=[1, "x", 3])])
    assert subset.note == ""
    assert subset.records[0].choice_labels == ["cat", "dog", "bear"]


@pytest.mark.parametrize(
    ("changes", "mistake"),
    [
        ({"image_id": "leave out"}, "image_id: missing: add it"),
        ({"true_label": "leave out"}, "true_label: missing: add it"),
        ({"choices": "leave out"}, "choices: missing: add it"),
        ({"ground_truth_idx": "leave out"}, "ground_truth_idx: missing: add it"),
        ({"image_id": 1.5}, "image_id: expected a number or a text, got 1.5"),
        ({"image_id": True}, "image_id: expected a number or a text, got True"),
        ({"image_id": " "}, "image_id: expected a number or a text, got ' '"),
        ({"true_label": 3}, "true_label: expected a category, got 3"),
        ({"choices": "a cat"}, "choices: expected a list of captions, got a text"),
        ({"choices": ["a", "b"]}, "choices: expected 3 captions (dataset.distractors and the right one), got 2"),
        ({"choices": ["a", " ", "c"]}, "choices[1]: expected a caption, got ' '"),
        ({"choices": ["a", "b", None]}, "choices[2]: expected a caption, got None"),
        ({"ground_truth_idx": 3}, "ground_truth_idx: expected a number from 0 to 2, got 3"),
        ({"ground_truth_idx": -1}, "ground_truth_idx: expected a number from 0 to 2, got -1"),
        ({"ground_truth_idx": True}, "ground_truth_idx: expected a number from 0 to 2, got True"),
        ({"ground_truth_idx": "0"}, "ground_truth_idx: expected a number from 0 to 2, got '0'"),
        ({"choice_labels": ["cat"]}, "choice_labels: expected 3 of them, one per choice, got 1"),
        ({"choice_labels": ["dog", "cat", "bear"]}, "choice_labels[0]: 'dog' is not true_label, 'cat'"),
        ({"file_name": 7}, "file_name: expected `str | null`, got `int`"),
    ],
)
def test_every_mistake_names_record_and_field(tmp_path: Path, changes: dict[str, Any], mistake: str) -> None:
    (found,) = mistakes(tmp_path, [record(image_id=0), record(**changes)])
    assert found.startswith(f"record 1: {mistake}")


def test_an_image_twice_is_named_with_both_records(tmp_path: Path) -> None:
    (found,) = mistakes(tmp_path, [record(), record(image_id=2), record(image_id="1")])
    assert found == "record 2: image_id: '1' is that of record 0 too: keep one record per image"


def test_many_mistakes_are_summed_up(tmp_path: Path) -> None:
    found = mistakes(tmp_path, ["text", *(record(image_id=n, true_label=None) for n in range(30))])
    assert found[0] == "record 0: expected an object, got a text: give it its fields"
    assert len(found) == 21
    assert found[-1] == "and 11 more mistakes like these"


@pytest.mark.parametrize(
    ("content", "mistake"),
    [({"images": []}, "expected a list of records, got an object"), ([], "the list of records is empty")],
)
def test_what_is_no_list_is_refused(tmp_path: Path, content: Any, mistake: str) -> None:
    assert mistakes(tmp_path, content)[0].startswith(mistake)


def test_what_is_no_json_is_refused(tmp_path: Path) -> None:
    given = {"source": "subset", "subset_file": "subset.json", "image_dir": "images"}
    settings = make_settings(tmp_path, dataset=given)
    with pytest.raises(PipelineError, match=r"subset\.json: not there"):
        read_subset(settings)
    (tmp_path / "subset.json").write_bytes(b"[{")
    with pytest.raises(PipelineError, match=r"subset\.json: not JSON"):
        read_subset(settings)


# ---------------------------------------------------------------- looked up in COCO's captions


def write_coco(root: Path, captions: list[tuple[int, str]]) -> None:
    images = [{"id": n, "file_name": f"{n}.jpg", "width": 4, "height": 3} for n in range(1, 5)]
    shown = [(1, 0), (2, 1), (3, 0), (4, 2)]
    boxes = [{"image_id": n, "category_id": category, "bbox": [0, 0, 1, 1]} for n, category in shown]
    categories = [{"id": n, "name": name} for n, name in enumerate(("cat", "dog", "kite"))]
    write_json(root / "instances.json", {"images": images, "annotations": boxes, "categories": categories})
    write_json(root / "captions.json", {"annotations": [{"image_id": n, "caption": text} for n, text in captions]})


COCO = {"instances": "instances.json", "captions": "captions.json"}


def test_categories_and_images_of_choices_are_found(tmp_path: Path) -> None:
    write_coco(tmp_path, [(2, "A  DOG."), (3, "a bear"), (1, "a cat")])
    subset = read(tmp_path, [record()], **COCO)
    assert subset.note == ""
    assert subset.records[0].choice_labels == ["cat", "dog", "cat"]
    assert subset.records[0].choice_image_ids == [1, 2, 3]


def test_a_choice_that_was_also_written_for_the_image_itself_is_its_own(tmp_path: Path) -> None:
    write_coco(tmp_path, [(2, "a dog"), (1, "a dog"), (3, "a bear")])
    subset = read(tmp_path, [record(image_id="000000000001")], **COCO)
    assert subset.records[0].choice_labels == ["cat", "cat", "cat"]
    assert subset.records[0].choice_image_ids == ["000000000001", "000000000001", 3]


@pytest.mark.parametrize(
    ("captions", "reason"),
    [
        ([(2, "a dog")], "1 are not in the captions file"),
        ([(2, "a dog"), (2, "a bear"), (3, "a bear")], "1 belong to images of several categories"),
        ([(2, "a dog"), (4, "a bear")], "1 belong to images that show none of the classes"),
    ],
)
def test_unknown_choices_leave_all_unknown_and_say_why(
    tmp_path: Path, captions: list[tuple[int, str]], reason: str
) -> None:
    write_coco(tmp_path, captions)
    subset = read(tmp_path, [record()], **COCO)
    assert subset.records[0].choice_labels is None
    assert reason in subset.note
