"""Drawn worlds on disk: bytes, boxes, format."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from pipeline.demo.figures.kinds import CATEGORIES
from pipeline.demo.language.captions import captions
from pipeline.demo.language.truth import true_of
from pipeline.demo.scenes.render import render
from pipeline.demo.scenes.world_files import SHARE, draw_world, is_complete
from pipeline.demo.scenes.worlds import EVALUATION, PRETRAIN, compose
from pipeline.errors import PipelineError
from tests.worlds import REPOSITORY

pytestmark = pytest.mark.slow


def _contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def _draw(folder: Path, number: int | dict[str, int] = 2, workers: int = 1) -> Path:
    draw_world(folder, world=EVALUATION, images_per_class=number, seed=3, workers=workers)
    return folder


@pytest.mark.parametrize("category", CATEGORIES)
@pytest.mark.parametrize("world", [EVALUATION, PRETRAIN], ids=lambda world: world.name)
def test_box_is_where_the_object_was_drawn(category, world):
    for index in range(4):
        scene = compose(world, category, index, seed=11)
        everything = set(range(len(scene.figures)))
        without, boxes = render(scene, hidden=everything)
        for k, (left, top, width, height) in enumerate(boxes):
            alone, _ = render(scene, hidden=everything - {k})
            seen = ImageChops.difference(alone, without).convert("L").point(lambda v: 255 if v > 3 else 0).getbbox()
            assert seen is not None, f"{scene.figures[k]} cannot be seen"
            assert seen[0] >= left - 1.5
            assert seen[1] >= top - 1.5
            assert seen[2] <= left + width + 1.5
            assert seen[3] <= top + height + 1.5
            area = (seen[2] - seen[0]) * (seen[3] - seen[1])
            assert area >= 0.8 * width * height, "the box is much larger than what was drawn"


@pytest.mark.parametrize("category", CATEGORIES)
def test_nobody_hides_behind_others(category):
    for index in range(6):
        scene = compose(EVALUATION, category, index, seed=12)
        everything = set(range(len(scene.figures)))
        whole, nothing = (render(scene, hidden=hidden, scale=1)[0] for hidden in ((), everything))
        for k in everything:
            alone, without = (render(scene, hidden=hidden, scale=1)[0] for hidden in (everything - {k}, {k}))
            assert _changed(whole, without) >= 0.25 * _changed(alone, nothing), scene.figures[k]


def _changed(one: Image.Image, other: Image.Image) -> int:
    """Pixels in which two pictures differ."""
    return sum(ImageChops.difference(one, other).convert("L").histogram()[4:])


def test_boxes_lie_inside_the_picture_and_have_a_size():
    for category in CATEGORIES:
        for index in range(12):
            scene = compose(EVALUATION, category, index, seed=5)
            for left, top, width, height in render(scene, scale=1)[1]:
                assert left >= 0
                assert top >= 0
                assert left + width <= scene.width + 0.01
                assert top + height <= scene.height + 0.01
                assert width * height >= 0.002 * scene.width * scene.height


def test_main_category_is_the_first_of_the_reference_order():
    for category in CATEGORIES:
        for index in range(30):
            shown = {figure.category for figure in compose(EVALUATION, category, index, seed=1).figures}
            assert min(shown, key=CATEGORIES.index) == category


@pytest.mark.slow
def test_same_bytes_whatever_the_workers(tmp_path):
    enough = 2 * SHARE // len(CATEGORIES) + 1
    one, two = (_draw(tmp_path / str(workers), enough, workers) for workers in (1, 2))
    assert _contents(one) == _contents(two)


def test_same_bytes_whatever_the_hash_seed(tmp_path):
    code = "import sys; from tests.demo.test_scenes import _draw; from pathlib import Path; _draw(Path(sys.argv[1]))"
    command = [sys.executable, "-c", code, str(tmp_path / "other")]
    subprocess.run(command, check=True, cwd=REPOSITORY, env={**os.environ, "PYTHONHASHSEED": "1"})
    assert _contents(tmp_path / "other") == _contents(_draw(tmp_path / "here"))


def test_a_picture_does_not_depend_on_how_many_are_drawn(tmp_path):
    few, many = _draw(tmp_path / "few", {"cat": 1}), _draw(tmp_path / "many", {"cat": 3, "dog": 2})
    assert (few / "images/cat_00000.jpg").read_bytes() == (many / "images/cat_00000.jpg").read_bytes()


def test_an_interrupted_world_is_completed(tmp_path):
    whole = _draw(tmp_path / "whole")
    partial = tmp_path / "partial"
    (partial / "images").mkdir(parents=True)
    kept = partial / "images/bear_00001.jpg"
    kept.write_bytes((whole / "images/bear_00001.jpg").read_bytes())
    before = kept.stat().st_mtime_ns
    assert _contents(_draw(partial)) == _contents(whole)
    assert kept.stat().st_mtime_ns == before


def test_annotations_are_in_coco_format(tmp_path):
    folder = _draw(tmp_path)
    instances = json.loads((folder / "instances.json").read_text())
    texts = json.loads((folder / "captions.json").read_text())
    assert [image["id"] for image in instances["images"]] == list(range(1, 21))
    assert instances["images"] == texts["images"]
    names = {category["id"]: category["name"] for category in instances["categories"]}
    assert set(names.values()) == set(CATEGORIES)
    for image in instances["images"]:
        with Image.open(folder / "images" / image["file_name"]) as picture:
            assert picture.size == (image["width"], image["height"])
        own = [a for a in instances["annotations"] if a["image_id"] == image["id"]]
        assert image["file_name"].split("_")[0] in {names[a["category_id"]] for a in own}
        assert sum(a["image_id"] == image["id"] for a in texts["annotations"]) == 5
    for annotation in instances["annotations"]:
        assert annotation["area"] == pytest.approx(annotation["bbox"][2] * annotation["bbox"][3], abs=0.01)
        assert annotation["iscrowd"] == 0


@pytest.mark.slow
def test_the_file_of_verified_captions_holds_what_other_drawings_bear_out(tmp_path):
    folder = _draw(tmp_path, {"bear": 40, "dog": 30})
    scenes = [compose(EVALUATION, "bear", k, seed=3) for k in range(40)]
    scenes += [compose(EVALUATION, "dog", k, seed=3) for k in range(30)]
    texts = [captions(scene, EVALUATION.voices) for scene in scenes]
    by_hand = {
        str(k): [text for j, other in enumerate(scenes) if j != k - 1 for text in texts[j] if true_of(text, other, one)]
        for k, one in enumerate(scenes, 1)
    }
    verified = json.loads((folder / "verified.json").read_text())
    assert {k: sorted(v) for k, v in verified.items()} == {k: sorted(v) for k, v in by_hand.items() if v}
    assert sum(map(len, verified.values())) > 50
    assert is_complete(folder)
    (folder / "verified.json").unlink()
    assert not is_complete(folder)


def test_progress_counts_every_picture(tmp_path):
    seen: list[tuple[int, int]] = []
    draw_world(tmp_path, world=EVALUATION, images_per_class={"dog": 3}, seed=1, workers=1,
               progress=lambda done, total: seen.append((done, total)))  # fmt: skip
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_unknown_category_and_unwritable_folder_are_explained(tmp_path):
    with pytest.raises(PipelineError, match="no category unicorn"):
        _draw(tmp_path, {"unicorn": 1})
    with pytest.raises(PipelineError, match="negative number of images for cat"):
        _draw(tmp_path, {"cat": -1})
    (tmp_path / "file").write_text("")
    with pytest.raises(PipelineError, match="cannot draw into"):
        _draw(tmp_path / "file")
