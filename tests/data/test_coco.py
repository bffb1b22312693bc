from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.data.datasets.coco_index import index_captions, index_instances
from pipeline.errors import PipelineError

from .worlds import write_json

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
    assert "no category 'dgo': nearest are dog" in caught.value.mistakes[0]
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
