"""Whose a file is: builds and runs replace and delete their own, and nobody else's."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from pipeline.errors import PipelineError
from pipeline.results.files import WRITING, hold, write_bytes
from pipeline.results.manifest import NAME, Manifest
from pipeline.results.workspace import check_folders, check_pictures, check_places
from pipeline.settings import Settings
from pipeline.site.build import build_site
from pipeline.site.check import check_site
from pipeline.site.read_results import read_results
from pipeline.site.render_site import render_site
from tests.experiments.small_worlds import write_features
from tests.invocation import invoke
from tests.site.conftest import Build
from tests.site.fabricate import World
from tests.worlds import contents, write_experiment

FOLDERS = ("images", "plot", "static", "tables", "gallery", "notes", ".")


def with_paths(settings: Settings, section: str = "paths", **changes: object) -> Settings:
    changed = settings.model_copy(
        update={section: getattr(settings, section).model_copy(update={k: Path(str(v)) for k, v in changes.items()})}
    )
    changed._root = settings.root
    return changed


def test_files_of_the_users_stay_in_every_folder_of_the_site(build: Build) -> None:
    settings = build()
    mine = {f"{folder}/mine.{kind}": b"mine" for folder in FOLDERS for kind in ("jpg", "json", "js")}
    for name, content in mine.items():
        write_bytes(settings.docs / name, content)
    build_site(settings)
    assert {name: (settings.docs / name).read_bytes() for name in mine} == mine
    assert check_site(settings) == []


def test_what_a_build_wrote_goes_when_nothing_needs_it(build: Build) -> None:
    settings = build()
    assert (settings.docs / "hard-cases.html").is_file()
    before = set(contents(settings.docs))
    fewer = settings.model_copy(
        update={"site": settings.site.model_copy(update={"sections": ["dataset", "evaluation", "training"]})}
    )
    fewer._root = settings.root
    build_site(fewer)
    gone = before - set(contents(settings.docs))
    assert {"hard-cases.html", "gallery/cases.js"} <= gone
    assert [path.name for path in (settings.docs / "gallery").iterdir()] == ["map.js"]  # of the section evaluation
    assert "hard-cases.html" not in (settings.docs / NAME).read_text().splitlines()


def test_the_list_is_what_is_there_in_order(build: Build) -> None:
    settings = build()
    listed = (settings.docs / NAME).read_text().splitlines()
    assert listed == sorted(listed)
    results = read_results(settings.docs / "data")
    made = {*render_site(settings, results), *results.named_pictures}
    assert set(listed) >= made | {f"data/{kind}.json" for kind in results.plain}
    assert all((settings.docs / name).is_file() for name in listed)


@pytest.mark.parametrize("name", ["index.html", "static/site.css", "plot/acc.json"])
def test_a_foreign_file_in_the_way_is_named_and_nothing_is_written(tmp_path: Path, name: str) -> None:
    settings = World().write(tmp_path)
    foreign = settings.docs / name
    foreign.parent.mkdir(parents=True, exist_ok=True)
    foreign.write_text("mine")
    before = contents(tmp_path)
    with pytest.raises(PipelineError, match=f"{name}: in the way"):
        build_site(settings)
    assert contents(tmp_path) == before


@pytest.mark.parametrize("folder", ["images", "images/thumbs", "plot"])
def test_nothing_is_written_or_deleted_through_a_link(build: Build, folder: str) -> None:
    settings = build()
    photos = settings.root / "photos"
    shutil.move(settings.docs / folder, photos)
    (settings.docs / folder).symlink_to(photos)
    before = contents(photos)
    if folder == "plot":
        with pytest.raises(PipelineError, match=r"plot: leads to .*photos"):
            build_site(settings)
    else:
        fewer = World(cases=2, attention=1).write(settings.root / "fewer")
        for path in (fewer.docs / "data").iterdir():
            shutil.copy(path, settings.docs / "data")
        build_site(settings)
    assert contents(photos) == before


def test_a_list_from_elsewhere_leads_out_of_no_folder(build: Build, tmp_path: Path) -> None:
    settings = build()
    victim = tmp_path / "victim.txt"
    victim.write_text("mine")
    with (settings.docs / NAME).open("a") as file:
        file.write(f"plot/../../victim.txt\n{victim}\n<<<<<<< HEAD\n\n")
    build_site(settings)
    assert victim.read_text() == "mine"
    assert check_site(settings) == []


# ---------------------------------------------------------------- sites of earlier versions


def test_a_site_without_a_list_builds_and_loses_what_it_no_longer_needs(build: Build) -> None:
    settings = build()
    (settings.docs / NAME).unlink()
    old = settings.docs / "plot/old.json"
    old.write_text("{}")
    old.with_suffix(".js").write_text('dashboard.figure("old", {});\n')
    (settings.docs / "tables/old.csv").write_text("a,b\n")
    (settings.docs / "static/old.css").write_text("p {}")
    index = settings.docs / "index.html"
    index.write_text(index.read_text().replace("static/site.css", "static/old.css"))
    mine = settings.docs / "images/mine.jpg"
    mine.write_bytes(b"mine")
    (settings.docs / "plot/mine.json").write_text("{}")
    build_site(settings)
    names = set(contents(settings.docs))
    assert {"images/mine.jpg", "plot/mine.json"} <= names
    assert not {name for name in names if "old" in name}
    assert check_site(settings) == []


def test_a_folder_of_somebody_elses_site_is_not_taken_for_ours(tmp_path: Path) -> None:
    settings = World().write(tmp_path)
    (settings.docs / "data/run.json").write_text('{"schema": "another/1"}')
    (settings.docs / "index.html").write_text('<script src="static/site.css"></script>')
    assert "index.html" not in Manifest(settings.docs, lambda _: ()).names
    with pytest.raises(PipelineError):
        build_site(settings)
    assert (settings.docs / "index.html").read_text().startswith("<script")


def test_trained_adapters_of_earlier_versions_are_known_by_their_digest(tmp_path: Path) -> None:
    from hashlib import sha256

    from pipeline.results.earlier import earlier_checkpoints

    settings = World().write(tmp_path)
    path = settings.docs / "data/run.json"
    run = json.loads(path.read_text())
    names = [entry["name"] for entry in run["checkpoints"]][:2]
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())
    run["checkpoints"][0]["sha256"] = sha256(names[0].encode()).hexdigest()
    path.write_text(json.dumps(run))
    assert [f"models/{name}" for name in earlier_checkpoints(settings)] == names[:1]


# ---------------------------------------------------------------- folders that overlap


def test_folders_apart_are_fine(tmp_path: Path) -> None:
    check_folders(World().settings(tmp_path))


@pytest.mark.parametrize(
    ("section", "key", "value", "named"),
    [
        ("paths", "docs", ".", "settings file"),
        ("paths", "docs", "..", "settings file"),
        ("paths", "cache", "docs/.cache", "paths.cache"),
        ("paths", "docs", ".cache/site", "paths.cache"),
        ("paths", "docs", "models", "paths.models"),
        ("paths", "docs", "models/site", "paths.models"),
        ("paths", "models", "docs/models", r"paths\.models.* lies in paths\.docs"),
        ("paths", "models", ".cache/models", "paths.models"),
        ("paths", "cache", "models", "paths.cache"),
        ("paths", "templates", "docs/templates", "paths.templates"),
        ("paths", "static", "docs/static", "paths.static"),
        ("dataset", "image_dir", "docs/images", "dataset.image_dir"),
        ("dataset", "image_dir", "docs", "dataset.image_dir"),
        ("dataset", "subset_file", "docs/data/subset.json", "dataset.subset_file"),
    ],
)
def test_overlapping_folders_are_refused(tmp_path: Path, section: str, key: str, value: str, named: str) -> None:
    settings = with_paths(World(source="coco").settings(tmp_path), section, **{key: value})
    with pytest.raises(PipelineError, match=named):
        check_folders(settings)


@pytest.mark.parametrize("command", ["run-all", "prepare", "build-site", "pretrain-demo"])
def test_a_command_refuses_them_before_it_begins(tmp_path: Path, command: str) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.html").write_text("mine")
    config = write_experiment(tmp_path, paths={"models": "docs/models"})
    before = contents(tmp_path)
    done = invoke(command, "--config", config)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "paths.models" in done.stderr
    assert contents(tmp_path) == before


def test_links_that_lead_into_each_other_are_refused(tmp_path: Path) -> None:
    settings = with_paths(World(source="coco").settings(tmp_path), "dataset", image_dir="photos")
    (tmp_path / "docs/images").mkdir(parents=True)
    (tmp_path / "photos").symlink_to(tmp_path / "docs/images")
    with pytest.raises(PipelineError, match=r"dataset\.image_dir"):
        check_folders(settings)


def test_a_build_refuses_overlapping_folders_before_it_touches_them(tmp_path: Path) -> None:
    settings = World().write(tmp_path)
    shutil.move(settings.docs / "data", tmp_path / "data")
    shutil.rmtree(settings.docs)
    for name in ("images/a.jpg", "static/b.js"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("mine")
    before = contents(tmp_path)
    with pytest.raises(PipelineError, match=r"paths\.docs"):
        build_site(with_paths(settings, docs="."))
    assert contents(tmp_path) == before


def test_a_picture_that_a_record_names_in_docs_is_refused(tmp_path: Path) -> None:
    settings = World().settings(tmp_path)
    (tmp_path / "docs/images").mkdir(parents=True)
    (tmp_path / "pictures").symlink_to(tmp_path / "docs/images")
    check_pictures(settings, [Path("photos/1.jpg")])
    for name in ("docs/images/1.jpg", "pictures/1.jpg"):
        with pytest.raises(PipelineError, match=r"1\.jpg: lies in paths\.docs"):
            check_pictures(settings, [Path(name)])


def test_a_checkpoint_of_the_users_is_named_before_a_run_begins(tmp_path: Path) -> None:
    settings = World().write(tmp_path)
    published = settings.models / "best_rn_8shot.pth"
    published.parent.mkdir()
    published.write_bytes(b"downloaded")
    check_places(settings, [])
    with pytest.raises(PipelineError, match=r"best_rn_8shot\.pth: in the way"):
        check_places(settings, [published])
    assert published.read_bytes() == b"downloaded"


# ---------------------------------------------------------------- one writer at a time


def test_a_folder_that_another_process_holds_is_refused(build: Build) -> None:
    from filelock import FileLock

    settings = build()
    (settings.docs / WRITING).mkdir()
    lock = FileLock(settings.docs / WRITING / "lock")
    with lock, pytest.raises(PipelineError, match="another command is writing there"):
        build_site(settings)
    build_site(settings)
    assert not (settings.docs / WRITING).exists()


def test_holding_again_inside_and_one_after_another(tmp_path: Path) -> None:
    for number in range(3):
        with hold(tmp_path / "docs", earlier=lambda _: ()) as outer:
            with hold(tmp_path / "docs") as inner:
                assert inner is outer
            write_bytes(tmp_path / "docs/a/b", b"%d" % number)
    assert contents(tmp_path) == {"docs/.manifest": b"a/b\n", "docs/a/b": b"2"}


def test_files_beside_a_held_folder_are_made_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with hold(tmp_path / "work"), monkeypatch.context() as patch:
        patch.setattr(os, "fsync", killed)
        patch.setattr(Path, "unlink", lambda *_, **__: None)  # as a killed process leaves it
        with pytest.raises(KeyboardInterrupt):
            write_bytes(tmp_path / "subset.json", b"[]")
        assert list(contents(tmp_path)) == [
            "work/.writing/" + name for name in sorted(os.listdir(tmp_path / "work" / WRITING))
        ]
    with hold(tmp_path / "work"):
        pass
    assert not contents(tmp_path)


def test_a_hold_leaves_no_folder_where_nothing_was_written(tmp_path: Path) -> None:
    with hold(tmp_path / "some/where", earlier=lambda _: ()):
        pass
    assert not os.listdir(tmp_path)


@pytest.mark.slow
def test_what_a_killed_command_left_is_named_and_goes(build: Build) -> None:
    settings = build()
    before = contents(settings.docs)
    (settings.docs / WRITING).mkdir()
    (settings.docs / WRITING / ".index.html.x1y2").write_text("half")
    (settings.docs / WRITING / "lock").touch()
    assert [line.split(":")[0] for line in check_site(settings)] == [WRITING]
    build_site(settings)
    assert contents(settings.docs) == before
    assert check_site(settings) == []


@pytest.mark.slow
def test_folders_that_are_links_stay_links_and_what_they_lead_to_is_written(tmp_path: Path) -> None:
    """As people have them whose disk for results is another one."""
    config = write_features(tmp_path / "experiment")
    for name in ("docs", "models", ".cache"):
        (tmp_path / f"other {name}").mkdir()
        (config.parent / name).symlink_to(f"../other {name}")
    (tmp_path / "other docs/mine.txt").write_text("mine")
    for command in ("run-all", "run-all", "build-site"):
        done = invoke(command, "--config", config)
        assert done.returncode == 0, done.stderr
    assert invoke("build-site", "--check", "--config", config).returncode == 0
    assert all((config.parent / name).is_symlink() for name in ("docs", "models", ".cache"))
    assert (tmp_path / "other docs/mine.txt").read_text() == "mine"
    assert (tmp_path / "other docs/index.html").is_file()
    assert not list(tmp_path.rglob(WRITING))
