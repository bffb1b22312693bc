from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from pipeline.data.datasets.records import leads_out
from pipeline.data.digests import Digests
from pipeline.data.picture_decoding import decoded_size
from pipeline.data.prepared import load_prepared
from pipeline.errors import PipelineError
from pipeline.progress import Silent
from pipeline.results.schemas.dataset import DatasetFacts
from pipeline.results.schemas.eda import Eda
from pipeline.settings import COCO_CLASSES, Settings
from pipeline.stages import explore, prepare

from .worlds import CLASSES, coco_settings, make_settings, tree, write_json, write_world

COUNTS = dict.fromkeys(CLASSES, 6)


def run(settings: Settings) -> None:
    prepare.run(settings, Silent())


def fails(settings: Settings) -> tuple[str, ...]:
    """The lines of the failure, which changed nothing on disk."""
    before = tree(settings.root)
    with pytest.raises(PipelineError) as caught:
        run(settings)
    assert tree(settings.root) == before
    return caught.value.mistakes


class Notes(Silent):
    """Keeps what is said."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def note(self, text: str) -> None:
        self.lines.append(text)


@pytest.mark.parametrize("known", [True, False])
def test_a_side_with_too_little_borrows_from_the_other_and_it_is_counted(tmp_path: Path, known: bool) -> None:
    """One image of each category in the pool: its distractor of the same category can only be of the test set."""
    write_world(tmp_path, dict.fromkeys(CLASSES, 3), each=1)
    training = {"shots": [1], "pool_per_class": 1, "validation": "none"}
    settings = coco_settings(tmp_path, subset_file="subset.json", training=training)
    if not known:
        prepare.run(settings, Silent())
        records = json.loads((tmp_path / "subset.json").read_text())
        plain = [{k: v for k, v in one.items() if not k.startswith("choice_")} for one in records]
        write_json(tmp_path / "own.json", plain)
        dataset = {"source": "subset", "subset_file": "own.json", "image_dir": "images", "distractors": 3}
        settings = make_settings(tmp_path, dataset=dataset, training=training)
    prepare.run(settings, said := Notes())
    assert DatasetFacts.read(settings.docs / "data").borrowed_distractors == len(CLASSES)
    # No such backbone, so nobody says what it makes of the captions.
    assert [line for line in said.lines if "unknown to open_clip" not in line] == [
        "prepare: 4 of 36 distractors (11.1%) were written for images of the other split: what is trained on comes "
        "back in the test"
    ]


def test_a_dataset_file_from_before_borrowed_captions_were_counted_is_read(tmp_path: Path) -> None:
    write_world(tmp_path, COUNTS)
    run(settings := coco_settings(tmp_path))
    path = settings.docs / "data/dataset.json"
    plain = json.loads(path.read_text())
    del plain["borrowed_distractors"]
    write_json(path, plain | {"schema": "dataset/1"})
    facts = DatasetFacts.read(settings.docs / "data")
    assert (facts.samples, facts.borrowed_distractors) == (24, None)


def test_coco_becomes_samples_with_splits(tmp_path: Path) -> None:
    write_world(tmp_path, COUNTS)
    settings = coco_settings(tmp_path, subset_file="subset.json", training={"pool_per_class": 2, "shots": [1]})
    run(settings)
    prepared = load_prepared(settings)
    assert prepared.categories == CLASSES
    assert [sample.label for sample in prepared.samples] == [label for label in CLASSES for _ in range(6)]
    first = prepared.samples[0]
    assert first.image == f"images/{first.id}.jpg"
    assert (first.width, first.height) == (4, 3)
    assert first.licence == ("Free", "https://example.org/free")
    assert first.boxes == ((0.0, 0.0, 1.0, 2.0),)
    facts = DatasetFacts.read(settings.docs / "data")
    assert (facts.samples, facts.pool, facts.test, facts.choices) == (24, 8, 16, 4)
    assert facts.same_class_distractors == 1
    assert facts.choice_categories_known
    assert [(one.category, one.images, one.pool, one.test) for one in facts.categories] == [
        (label, 6, 2, 4) for label in CLASSES
    ]


def test_written_metadata_file_gives_the_same_samples_as_source_subset(tmp_path: Path) -> None:
    write_world(tmp_path, COUNTS)
    run(settings := coco_settings(tmp_path, subset_file="subset.json"))
    samples = load_prepared(settings).samples
    run(settings := coco_settings(tmp_path, subset_file="subset.json", source="subset"))
    assert load_prepared(settings).samples == samples


def test_two_runs_write_the_same_and_know_the_pictures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_world(tmp_path, COUNTS)
    run(settings := coco_settings(tmp_path))
    explore.run(settings, Silent())
    before = {name: content for name, content in tree(tmp_path).items() if "digests" not in name}
    for path in (tmp_path / "images").iterdir():
        os.utime(path, (1_000_000, 1_000_000))
    run(settings)
    explore.run(settings, Silent())
    assert before == {name: content for name, content in tree(tmp_path).items() if "digests" not in name}


def test_digest_of_the_data_follows_pictures_captions_and_splits_only(tmp_path: Path) -> None:
    write_world(tmp_path, COUNTS)
    run(settings := coco_settings(tmp_path))
    digest = load_prepared(settings).sha256
    (tmp_path / "images").rename(tmp_path / "elsewhere")
    run(settings := coco_settings(tmp_path, image_dir="elsewhere"))
    assert load_prepared(settings).sha256 == digest
    Image.new("RGB", (4, 3), "white").save(tmp_path / "elsewhere/1.jpg")
    run(settings)
    assert load_prepared(settings).sha256 != digest


def test_missing_annotation_files_say_how_to_get_them(tmp_path: Path) -> None:
    assert fails(coco_settings(tmp_path)) == tuple(
        f"{tmp_path}/{name}: not there: run `python -m pipeline fetch-coco --profile test` to download it"
        for name in ("instances.json", "captions.json")
    )


def test_all_missing_and_broken_pictures_are_listed(tmp_path: Path) -> None:
    write_world(tmp_path, COUNTS)
    (tmp_path / "images/1.jpg").unlink()
    (tmp_path / "images/8.jpg").write_bytes(b"")
    mistakes = fails(coco_settings(tmp_path))
    assert sorted(line.removeprefix(f"{tmp_path}/images/") for line in mistakes) == [
        "1.jpg: not there: run `python -m pipeline fetch-coco --profile test` to download what is missing",
        "8.jpg: not a picture (JPEG, PNG, WEBP, GIF, BMP, TIFF, PPM): replace it",
    ]


def test_a_folder_without_any_of_the_pictures_is_one_line(tmp_path: Path) -> None:
    write_world(tmp_path, COUNTS, pictures=False)
    assert fails(coco_settings(tmp_path)) == (
        f"{tmp_path}/images: none of the 24 pictures is there: "
        "run `python -m pipeline fetch-coco --profile test` to download what is missing",
    )


def test_categories_too_small_for_the_pool_are_listed(tmp_path: Path) -> None:
    write_world(tmp_path, COUNTS | {"dog": 3, "cat": 3})
    mistakes = fails(coco_settings(tmp_path, training={"pool_per_class": 4, "shots": [1]}))
    assert ["'cat' has 3" in mistakes[0], "'dog' has 3" in mistakes[1], len(mistakes)] == [True, True, 2]


def test_a_category_without_pictures_is_too_small_for_a_pool_and_else_left_out(tmp_path: Path) -> None:
    write_world(tmp_path, COUNTS | {"zebra": 0})
    (mistake,) = fails(coco_settings(tmp_path, training={"pool_per_class": 4, "shots": [1]}))
    assert "'zebra' has 0" in mistake
    run(settings := coco_settings(tmp_path))
    assert load_prepared(settings).categories == ("cat", "dog", "bear")


def test_metadata_file_of_somebody_else_is_not_overwritten(tmp_path: Path) -> None:
    write_world(tmp_path, COUNTS)
    (tmp_path / "subset.json").write_text("mine")
    (mistake,) = fails(coco_settings(tmp_path, subset_file="subset.json"))
    assert "subset.json: holds other samples" in mistake
    assert "move it away" in mistake
    (tmp_path / "subset.json").unlink()
    run(coco_settings(tmp_path, subset_file="subset.json"))
    ours = (tmp_path / "subset.json").read_bytes()
    run(coco_settings(tmp_path, subset_file="subset.json", seed=1))
    assert (tmp_path / "subset.json").read_bytes() != ours


def test_labels_of_a_metadata_file_follow_the_settings_then_the_alphabet(tmp_path: Path) -> None:
    (tmp_path / "images").mkdir()
    records = []
    for number, label in enumerate(("yak", "zebra", "ant", "dog")):
        Image.new("RGB", (4, 3)).save(tmp_path / f"images/{number}.jpg")
        records.append({"image_id": number, "true_label": label, "choices": ["x", "y"], "ground_truth_idx": 1})
    write_json(tmp_path / "subset.json", records)
    given = {"source": "subset", "subset_file": "subset.json", "image_dir": "images", "distractors": 1,
             "same_class_distractors": 0, "classes": ["cat", "dog", "zebra"]}  # fmt: skip
    run(settings := make_settings(tmp_path, dataset=given))
    assert load_prepared(settings).categories == ("dog", "zebra", "ant", "yak")
    facts = DatasetFacts.read(settings.docs / "data")
    assert facts.same_class_distractors is None
    assert "does not name the categories" in facts.choice_categories_note


def test_picture_named_by_its_id_serves(tmp_path: Path) -> None:
    """The documented metadata form names pictures ``<image_id>.jpg``, COCO pads the number with zeros."""
    write_world(tmp_path, COUNTS)
    content = json.loads((tmp_path / "instances.json").read_text())
    for image in content["images"]:
        image["file_name"] = f"{image['id']:012d}.jpg"
    write_json(tmp_path / "instances.json", content)
    run(settings := coco_settings(tmp_path))
    assert {Path(sample.image).stem for sample in load_prepared(settings).samples} == {str(n) for n in range(1, 25)}


@pytest.mark.parametrize(
    ("size", "boxes"), [((8, 6), ((0.0, 0.0, 2.0, 4.0),)), ((3, 4), ())], ids=["resized", "turned"]
)
def test_boxes_follow_a_resized_picture_and_leave_a_turned_one(
    tmp_path: Path, size: tuple[int, int], boxes: object
) -> None:
    write_world(tmp_path, COUNTS)
    Image.new("RGB", size).save(tmp_path / "images/1.jpg")
    run(settings := coco_settings(tmp_path))
    sample = next(sample for sample in load_prepared(settings).samples if sample.id == "1")
    assert sample.boxes == boxes


def test_explore_describes_and_publishes(tmp_path: Path) -> None:
    write_world(tmp_path, COUNTS)
    run(settings := coco_settings(tmp_path))
    explore.run(settings, Silent())
    eda = Eda.read(settings.docs / "data")
    assert [pair.category for pair in eda.pairs] == [label for label in CLASSES for _ in range(2)]
    assert [(one.words, one.captions) for one in eda.caption_lengths] == [(4, 24)]
    assert eda.object_counts == [{"objects": 1, "images": 24}]
    assert eda.aspect_ratios == [{"ratio": 1.3, "images": 24}]
    for pair in eda.pairs:
        assert decoded_size((settings.docs / pair.image).read_bytes()) == (pair.width, pair.height) == (4, 3)


def test_stages_before_prepare_say_so(tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match=r"prepared\.json: not there: run `python -m pipeline prepare"):
        explore.run(make_settings(tmp_path), Silent())


def test_scenes_are_drawn_once_and_read_like_photos(tmp_path: Path) -> None:
    dataset = {"source": "scenes", "per_class": 3, "extra": 10}
    run(settings := make_settings(tmp_path, dataset=dataset))
    prepared = load_prepared(settings)
    assert prepared.categories == COCO_CLASSES
    assert len(prepared.samples) == 40
    (world,) = settings.cache.glob("scenes-*")
    (world / "instances.json").touch()
    stamps = {path: path.stat().st_mtime_ns for path in world.rglob("*")}
    run(settings)
    assert stamps == {path: path.stat().st_mtime_ns for path in world.rglob("*")}
    (world / "captions.json").unlink()
    run(settings)
    assert load_prepared(settings) == prepared


def test_what_is_damaged_in_a_drawn_world_is_drawn_again(tmp_path: Path) -> None:
    """Nobody can copy or download it."""
    run(settings := make_settings(tmp_path, dataset={"source": "scenes", "per_class": 2, "extra": 0}))
    (world,) = settings.cache.glob("scenes-*")
    drawn = tree(world)
    whole = (world / "images/cat_00000.jpg").read_bytes()
    (world / "images/cat_00000.jpg").write_bytes(whole[: len(whole) // 2])
    (world / "images/dog_00001.jpg").write_bytes(b"not a picture")
    (world / "images/bear_00000.jpg").unlink()
    run(settings)
    assert tree(world) == drawn
    for name in ("instances.json", "captions.json", "verified.json"):
        (world / name).write_bytes((world / name).read_bytes()[:50])
    shutil.rmtree(world / "images")
    run(settings)
    assert tree(world) == drawn


@pytest.mark.skipif("COCO_MINI" not in os.environ, reason="COCO_MINI names no folder of photos")
def test_photos_give_the_documented_subset(tmp_path: Path) -> None:
    photos = Path(os.environ["COCO_MINI"])
    given = {"source": "coco", "image_dir": photos / "images", "instances": photos / "instances.json",
             "captions": photos / "captions.json"}  # fmt: skip
    run(settings := make_settings(tmp_path, dataset=given))
    facts = DatasetFacts.read(settings.docs / "data")
    assert facts.samples == facts.test == 95
    assert {one.category: one.images for one in facts.categories} == {
        "person": 62, "dog": 10, "bear": 4, "train": 4, "cat": 3, "elephant": 3, "airplane": 3, "zebra": 2,
        "giraffe": 2, "horse": 2,
    }  # fmt: skip
    assert facts.choices == 12
    assert sum(one.images for one in facts.licences) == 95


def test_neither_stage_needs_torch() -> None:
    code = "import sys, pipeline.stages.prepare, pipeline.stages.explore; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_digests_are_shared_by_all_that_ask(tmp_path: Path) -> None:
    settings = make_settings(tmp_path)
    assert Digests.of(settings) is Digests.of(settings)


def test_ids_that_no_file_can_have_are_named_and_fine_with_a_file_name(tmp_path: Path) -> None:
    write_world(tmp_path, dict.fromkeys(CLASSES, 1))
    plain = {"true_label": "cat", "choices": ["a", "b"], "ground_truth_idx": 0}
    ids = ("x" * 300, "nul\0", 1)
    write_json(tmp_path / "own.json", [plain | {"image_id": one} for one in ids])
    dataset = {"source": "subset", "subset_file": "own.json", "image_dir": "images", "distractors": 1}
    settings = make_settings(tmp_path, dataset=dataset | {"same_class_distractors": 0})
    assert fails(settings) == (
        "image 'nul\\x00': no file can have a NUL character in its name: give it another file_name",
    )
    write_json(tmp_path / "own.json", [plain | {"image_id": one} for one in (ids[0], 1)])
    (long,) = fails(settings)
    assert long.endswith(f"{'x' * 300}.jpg: cannot be read (File name too long): make it readable")
    write_json(tmp_path / "own.json", [plain | {"image_id": one, "file_name": "1.jpg"} for one in ids])
    run(settings)
    assert sorted(sample.id for sample in load_prepared(settings).samples) == sorted(map(str, ids))


OUTSIDE = (
    "../secret.jpg",
    "a/../../secret.jpg",
    "/etc/secret.jpg",
    "..\\secret.jpg",
    "C:\\secret.jpg",
    "\\\\host\\x.jpg",
)


@pytest.mark.parametrize("key", ["file_name", "image_id"])
@pytest.mark.parametrize("name", OUTSIDE)
def test_a_metadata_file_names_no_picture_outside_its_folder(tmp_path: Path, name: str, key: str) -> None:
    """Whoever sends metadata would have any file of this machine shown on the page."""
    write_world(tmp_path, COUNTS)
    run(settings := coco_settings(tmp_path, subset_file="subset.json"))
    shutil.copy(tmp_path / "images/2.jpg", tmp_path / "secret.jpg")
    records = json.loads((tmp_path / "subset.json").read_text())
    records[0].pop("file_name")
    records[0] |= {key: name, "choice_image_ids": None}
    write_json(tmp_path / "subset.json", records)
    (line,) = fails(coco_settings(tmp_path, subset_file="subset.json", source="subset"))
    assert "leads out of dataset.image_dir (images): put it there" in line
    assert repr(records[0]["image_id"]) in line
    # With COCO's own file, the image is left out and counted.
    instances = json.loads((tmp_path / "instances.json").read_text())
    instances["images"][0] |= {"file_name": name}
    write_json(tmp_path / "instances.json", instances)
    settings = coco_settings(tmp_path)
    prepare.run(settings, said := Notes())
    assert (
        "prepare: instances.json: 1 images whose file_name leads out of the folder of pictures, left out" in said.lines
    )
    assert len(load_prepared(settings).samples) == 23


def test_a_name_may_go_up_inside_the_folder(tmp_path: Path) -> None:
    assert not any(
        map(leads_out, ("1.jpg", "./1.jpg", "a/b.jpg", "a/../1.jpg", "..a.jpg", "a..b/c", "...", "ab:c.jpg"))
    )
    assert all(map(leads_out, OUTSIDE))


def test_links_out_of_the_folder_are_told_of(tmp_path: Path) -> None:
    write_world(tmp_path, COUNTS)
    (tmp_path / "images/1.jpg").rename(tmp_path / "elsewhere.jpg")
    (tmp_path / "images/1.jpg").symlink_to("../elsewhere.jpg")
    (tmp_path / "images/2.jpg").rename(tmp_path / "images/other.jpg")
    (tmp_path / "images/2.jpg").symlink_to("other.jpg")
    prepare.run(coco_settings(tmp_path), said := Notes())
    (line,) = [line for line in said.lines if "links" in line]
    assert line.startswith("prepare: 1 pictures are links that lead out of images (the first: images/1.jpg is ")
    # The folder itself may be one: everything in it is then where it belongs.
    (tmp_path / "pictures").symlink_to("images")
    (tmp_path / "images/1.jpg").unlink()
    (tmp_path / "elsewhere.jpg").rename(tmp_path / "images/1.jpg")
    prepare.run(coco_settings(tmp_path, image_dir="pictures"), said := Notes())
    assert not [line for line in said.lines if "links" in line]
