"""Where artifacts may come from: folders of three kinds, and revisions of repositories of several shapes."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from pipeline.compare.diff import diff
from pipeline.compare.inputs.revisions import open_source, same, work_tree
from pipeline.errors import PipelineError
from pipeline.settings import Paths
from tests.compare.conftest import Compare
from tests.compare.world import World
from tests.conftest import Git


@pytest.fixture
def repository(tmp_path: Path, git: Git) -> Path:
    """A repository with two runs: tag `first` has seed 1, the tip seed 2."""
    root = tmp_path / "project"
    root.mkdir()
    git(root, "init")
    for seed, tag in ((1, "first"), (2, "second")):
        World(seed=seed).write(root)
        git(root, "add", "-A")
        git(root, "commit", "-m", tag)
        git(root, "tag", tag)
    return root


@pytest.mark.parametrize("below", [".", "docs", "docs/data"])
def test_a_folder_may_be_the_project_its_docs_or_its_data(tmp_path: Path, compared: Compare, below: str) -> None:
    settings = World().write(tmp_path / "run")
    report = compared(settings, tmp_path / "run" / below)
    assert report.identical
    assert report.headline == "Nothing changed."


def test_a_copy_of_just_the_data_has_no_pictures_or_checkpoints_to_compare(tmp_path: Path, compared: Compare) -> None:
    settings = World().write(tmp_path / "run")
    shutil.copytree(settings.docs / "data", tmp_path / "kept")
    report = compared(settings, tmp_path / "kept")
    assert {change.verdict for change in report.metrics} == {"unchanged"}
    assert report.pictures == []
    assert report.checkpoints == []


def test_revisions_are_read_from_git_and_the_work_tree_is_left_alone(repository: Path, git: Git) -> None:
    settings = World().settings(repository)
    (repository / "docs/data/metrics.json").write_text("half written")
    (repository / "untracked.txt").write_text("mine")
    before = git(repository, "status", "--porcelain")
    assert diff(settings, "first", "second", output=repository.parent / "report.md") == 0
    assert git(repository, "status", "--porcelain") == before


def test_a_revision_and_a_folder_with_the_same_content_are_the_same(repository: Path, compared: Compare) -> None:
    settings = World().settings(repository)
    assert compared(settings, "second").identical
    assert not compared(settings, "first").identical
    assert compared(settings, "HEAD", "second").identical


def test_head_is_the_work_tree_when_not_named(repository: Path, compared: Compare) -> None:
    World(seed=3).write(repository)
    report = compared(World().settings(repository), "second")
    assert report.head.name == "work tree"
    assert report.base.commit
    assert report.head.commit is None


def test_the_project_may_lie_below_the_repository(tmp_path: Path, git: Git, compared: Compare) -> None:
    root = tmp_path / "mono" / "experiments" / "clip"
    settings = World(seed=1).write(root)
    git(tmp_path / "mono", "init")
    git(tmp_path / "mono", "add", "-A")
    git(tmp_path / "mono", "commit", "-m", "run")
    World(seed=2).write(root)
    report = compared(settings, "HEAD")
    assert "docs/data/metrics.json" in {file.path for file in report.files}
    assert [change.presence for change in report.checkpoints] == ["changed"]


def test_folders_may_have_other_names(tmp_path: Path, git: Git, compared: Compare) -> None:
    elsewhere = {"paths": Paths(docs=Path("site/public"), models=Path("weights"))}
    settings = World(seed=1).write(tmp_path, **elsewhere)
    git(tmp_path, "init")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-m", "run")
    World(seed=2).write(tmp_path, **elsewhere)
    report = compared(settings, "HEAD")
    assert [change.name for change in report.checkpoints] == ["best_rn_8shot.pth"]
    assert compared(settings, tmp_path).identical
    assert compared(settings, tmp_path / "site/public").identical


def test_an_existing_folder_of_artifacts_wins_over_a_revision_of_that_name(
    repository: Path, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = World().settings(repository)
    git(repository, "branch", "kept")
    World(seed=9).write(repository / "kept")
    monkeypatch.chdir(repository)
    assert open_source(settings, "kept").commit is None
    shutil.rmtree(repository / "kept")
    assert open_source(settings, "kept").commit


def test_the_message_names_both_attempts(repository: Path, tmp_path: Path) -> None:
    settings = World().settings(repository)
    with pytest.raises(PipelineError, match=r"nowhere: neither a folder of artifacts .no such folder. nor a git rev"):
        open_source(settings, "nowhere")
    (tmp_path / "empty").mkdir()
    with pytest.raises(PipelineError, match=r"holds no data/.*json of a run"):
        open_source(settings, str(tmp_path / "empty"))
    with pytest.raises(PipelineError, match=r"nor a git revision"):
        open_source(settings, "--all")


def test_outside_a_repository_the_message_says_so(tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match=r"nor a git revision .not a git repository"):
        open_source(World().settings(tmp_path), "main")


def test_a_revision_without_artifacts_is_refused(repository: Path, git: Git) -> None:
    git(repository, "rm", "-rq", "docs")
    git(repository, "commit", "-m", "no results")
    with pytest.raises(PipelineError, match=r"HEAD: the revision has no artifacts in docs/data: name one that"):
        open_source(World().settings(repository), "HEAD")
    with pytest.raises(PipelineError, match=r"run-all"):
        work_tree(World().settings(repository))


def test_a_newer_schema_is_refused_by_name(repository: Path, git: Git) -> None:
    path = repository / "docs/data/metrics.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"schema": "metrics/99"}))
    git(repository, "commit", "-am", "from the future")
    settings = World().settings(repository)
    with pytest.raises(PipelineError, match=r"HEAD: docs/data/metrics.json: written by a newer version"):
        diff(settings, "HEAD", "first")


def test_odd_file_names_and_links_are_listed_as_git_has_them(repository: Path, git: Git) -> None:
    odd = repository / "docs" / 'a "quoted" näme\twith tab.txt'
    odd.write_text("x")
    Path(os.fsdecode(os.fsencode(repository / "docs") + b"/not-utf8-\xff.txt")).write_text("x")
    (repository / "docs" / "link").symlink_to("data")
    git(repository, "add", "-A")
    git(repository, "commit", "-m", "odd")
    settings = World().settings(repository)
    base, head = open_source(settings, "HEAD"), work_tree(settings)
    assert base.files.keys() == head.files.keys()
    assert all(same(base, head, path) for path in base.files)
    assert "docs/not-utf8-\\xff.txt" in base.files
    base.close()
