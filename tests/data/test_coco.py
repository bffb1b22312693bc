from __future__ import annotations

import gzip
import json
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.data.datasets.coco_index import index_captions, index_instances
from pipeline.data.datasets.coco_sampling import build_records
from pipeline.errors import PipelineError

from .worlds import coco_settings, write_json

CATEGORIES = [{"id": 7, "name": "cat"}, {"id": 3, "name": "dog"}, {"id": 9, "name": "kite"}]


def write_instances(path: Path, annotations: list[tuple[int, int]]) -> Path:
    images = [{"id": n, "file_name": f"{n}.jpg", "width": 4, "height": 3, "license": 2} for n in (1, 2, 3)]
    boxes = [
        {"image_id": image, "category_id": category, "bbox": [n, 0, 1, 1]}
        for n, (image, category) in enumerate(annotations)
    ]
    content = {"images": images, "annotations": boxes, "categories": CATEGORIES, "licenses": [{"id": 2, "name": "L"}]}
    write_json(path, content)
    return path


def test_image_belongs_to_the_first_class_it_shows_with_that_class_boxes(tmp_path: Path) -> None:
    path = write_instances(tmp_path / "i.json", [(1, 3), (1, 7), (2, 3), (1, 7), (3, 9)])
    cats_first = index_instances(path, ["cat", "dog"])
    assert {n: image.label for n, image in cats_first.items()} == {1: "cat", 2: "dog"}
    assert cats_first[1].boxes == ((1, 0, 1, 1), (3, 0, 1, 1))
    assert cats_first[1].licence == ("L", "")
    assert index_instances(path, ["dog", "cat"])[1].label == "dog"


def odd_instances(path: Path) -> Path:
    """What other people's programs write: COCO's own tools take most of it, and some are plainly slips."""
    images = [
        {"id": "1", "file_name": "1.jpg", "width": 4.0, "height": 3, "license": ""},
        {"id": 2.0, "file_name": "2.jpg", "width": -4, "height": 3, "license": "2"},
        {"id": 2, "file_name": "again.jpg", "width": 4, "height": 3},
        {"id": [1], "file_name": "x.jpg"},
        {"id": 5, "file_name": "5.jpg", "width": None, "height": None, "license": 2},
    ]
    boxes = [[0, 0, 1, 0], [0, 0, -1, 1], [0, 0, 1e308, 1], [], [1, 2, 3, 4]]
    annotations: list[object] = [{"image_id": "1", "category_id": 7, "bbox": box} for box in boxes]
    annotations += [{"image_id": 2, "category_id": 8.0, "bbox": [0, 0, 2, 2], "iscrowd": 1}]
    annotations += [{"image_id": 5, "category_id": "3"}, "nonsense"]
    licences = [{"id": 2, "name": "L", "url": None}, {"id": "", "name": "of nobody"}]
    categories = [*CATEGORIES, {"id": 8, "name": "cat"}]
    write_json(path, {"images": images, "annotations": annotations, "categories": categories, "licenses": licences})
    return path


def test_what_is_unusable_is_counted_and_the_rest_used(tmp_path: Path) -> None:
    odd: Counter[str] = Counter()
    images = index_instances(odd_instances(tmp_path / "i.json"), ["cat", "dog"], odd)
    assert {n: (one.label, one.file_name, one.boxes) for n, one in images.items()} == {
        1: ("cat", "1.jpg", ((1, 2, 3, 4),)),
        2: ("cat", "2.jpg", ()),  # a crowd shows cats, and is no box of one
        5: ("dog", "5.jpg", ()),
    }
    assert [images[n].licence for n in (1, 2, 5)] == [None, ("L", ""), ("L", "")]
    assert (images[2].width, images[5].height) == (0, 0)
    assert {what.partition(" (")[0]: number for what, number in odd.items()} == {
        "images of another form": 1,
        "annotations of another form": 1,
        "licenses of another form": 1,
        "categories that share a name": 1,
        "images whose id another has, left out": 1,
        "boxes without four numbers, or without width and height": 5,
    }


def test_ids_may_be_words_as_coco_tools_have_them(tmp_path: Path) -> None:
    images = [{"id": f"img_{n}", "file_name": f"{n}.jpg"} for n in range(8)] + [{"id": "8", "file_name": "8.jpg"}]
    annotations = [
        {"image_id": n if n == 8 else f"img_{n}", "category_id": "c" if n % 2 else "d", "bbox": [0, 0, 1, 1]}
        for n in range(9)
    ]
    captions = [{"image_id": one["id"], "caption": f"Caption {one['file_name']}."} for one in images]
    categories = [{"id": "c", "name": "cat"}, {"id": "d", "name": "dog"}]
    write_json(tmp_path / "instances.json", {"images": images, "annotations": annotations, "categories": categories})
    write_json(tmp_path / "captions.json", {"annotations": captions})
    odd: Counter[str] = Counter()
    found = index_instances(tmp_path / "instances.json", ["cat", "dog"], odd)
    assert {n: one.label for n, one in found.items()} == {
        **{f"img_{n}": "cat" if n % 2 else "dog" for n in range(8)},
        8: "dog",
    }
    assert not odd
    said = index_captions(tmp_path / "captions.json", found)
    assert said["img_3"] == ["Caption 3.jpg."]
    dataset = coco_settings(tmp_path, classes=["cat", "dog"], distractors=2, same_class_distractors=1).dataset
    records = build_records(found, said, dataset)
    assert {record.image_id for record in records} == {*found}
    assert all(record.choice_image_ids[record.ground_truth_idx] == record.image_id for record in records)


PARTS = ("images", "annotations", "categories", "licenses")
KEYS = ("id", "image_id", "category_id", "bbox", "iscrowd", "file_name", "width", "license", "name")
VALUES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4) | st.just([]) | st.just({})


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.sampled_from(PARTS), st.sampled_from(KEYS), VALUES), max_size=5))
def test_no_instances_file_ends_in_a_traceback(changes: list[tuple[str, str, object]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = write_instances(Path(folder, "i.json"), [(1, 3), (1, 7), (2, 3)])
        content = json.loads(path.read_text())
        for place, key, value in changes:
            content[place][0][key] = value
        path.write_text(json.dumps(content))
        try:
            images = index_instances(path, ["cat", "dog"])
        except PipelineError:
            return
        assert all(len(box) == 4 and box[2] > 0 and box[3] > 0 for one in images.values() for box in one.boxes)


def test_captions_are_those_of_the_images_on_one_line(tmp_path: Path) -> None:
    images = index_instances(write_instances(tmp_path / "i.json", [(1, 7)]), ["cat"])
    rows = [{"image_id": 1, "caption": "A cat \n sits.\n"}, {"image_id": 2, "caption": "x"},
            {"image_id": 1, "caption": "  "}]  # fmt: skip
    write_json(tmp_path / "c.json", {"annotations": rows})
    assert index_captions(tmp_path / "c.json", images) == {1: ["A cat sits."]}


def test_every_unknown_class_is_named_with_the_nearest(tmp_path: Path) -> None:
    path = write_instances(tmp_path / "i.json", [])
    with pytest.raises(PipelineError) as caught:
        index_instances(path, ["cat", "dgo", "kitten"])
    assert len(caught.value.mistakes) == 2
    assert "no category 'dgo': did you mean 'dog'?" in caught.value.mistakes[0]
    assert "'kitten'" in caught.value.mistakes[1]


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "damaged or not JSON"),
        (b'{"images": [{"id": 1, ', "damaged or not JSON"),
        (b"[]", "not a COCO instances file"),
        (b'{"annotations": []}', "not a COCO instances file"),
        (b'{"images": [{"id": 1, "file_name": "\xff"}]}', "damaged or not JSON"),
    ],
)
def test_what_is_no_instances_file_is_said_to_be_none(tmp_path: Path, content: bytes, complaint: str) -> None:
    (tmp_path / "i.json").write_bytes(content)
    with pytest.raises(PipelineError, match=complaint):
        index_instances(tmp_path / "i.json", ["cat"])


def test_missing_file_says_how_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match=r"i\.json: not there: run .* fetch-coco"):
        index_instances(tmp_path / "i.json", ["cat"])


DEEP = "[" * 100_000 + "]" * 100_000


@pytest.mark.parametrize("content", [DEEP, f'{{"images": {DEEP}}}', '{"x": ' * 100_000, "9" * 100_000, "", "null", "{"])
def test_what_is_no_annotations_file_is_one_line(tmp_path: Path, content: str) -> None:
    path = tmp_path / "annotations.json"
    path.write_text(content)
    for read in (lambda: index_instances(path, ["cat"]), lambda: index_captions(path, {})):
        with pytest.raises(PipelineError) as refused:
            read()
        (line,) = refused.value.mistakes
        assert line.startswith(f"{path}: ")


@pytest.mark.parametrize(
    "wrap",
    [
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("utf-16"),
        lambda text: gzip.compress(text.encode(), mtime=0),
    ],
    ids=["byte-order mark", "UTF-16", "gzip"],
)
def test_annotations_in_other_wrappings(tmp_path: Path, wrap: Callable[[str], bytes]) -> None:
    path = write_instances(tmp_path / "i.json", [(1, 3), (2, 7)])
    expected = index_instances(path, ["cat", "dog"])
    path.write_bytes(wrap(path.read_text()))
    assert index_instances(path, ["cat", "dog"]) == expected
