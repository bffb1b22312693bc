"""`python -m pipeline history`: rows over releases from git's objects, and their page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.compare.assemble_history import write_history
from pipeline.compare.findings.renaming import with_names
from pipeline.compare.inputs.revisions import open_source
from pipeline.compare.inputs.sides import Side
from pipeline.errors import PipelineError
from pipeline.progress import Silent
from pipeline.results.schemas.history import ReleaseHistory
from pipeline.settings import Settings
from pipeline.site.build import build_site
from pipeline.site.check import check_site
from tests.compare.world import World, edit, read
from tests.conftest import Git

WORLDS = {
    "v1": World(seed=1, checkpoints=False),
    "v2": World(seed=1, checkpoints=False, accuracy={"rn-8shot": 0.3}),
    "v3": World(seed=1, checkpoints=False, shots=(4,)),
}


@pytest.fixture
def project(tmp_path: Path, git: Git) -> Settings:
    """Three releases: the adapter breaks in the second and is gone from the third."""
    root = tmp_path / "project"
    root.mkdir()
    git(root, "init")
    for tag, world in WORLDS.items():
        settings = world.write(root)
        git(root, "add", "-A")
        git(root, "commit", "-m", f"Release {tag}")
        git(root, "tag", tag)
    return settings


def traced(settings: Settings, *revisions: str) -> ReleaseHistory:
    write_history(settings, revisions, Silent())
    return ReleaseHistory.read(settings.docs / "data")


def verdicts(history: ReleaseHistory, step: int) -> dict[str, str]:
    return {row.model: row.verdict for row in history.steps[step].rows}


def test_rows_are_followed_judged_and_missed(project: Settings) -> None:
    history = traced(project)
    assert [one.name for one in history.releases] == ["v1", "v2", "v3"]
    assert history.unread == []
    assert verdicts(history, 0) == {"rn-0shot": "unchanged", "rn-8shot": "regression"}
    assert verdicts(history, 1) == {"rn-0shot": "unchanged", "rn-8shot": "vanished", "rn-4shot": "new"}
    courses = {row.model: [point.release for point in row.points] for row in history.rows}
    assert courses == {"rn-0shot": [0, 1, 2], "rn-4shot": [2], "rn-8shot": [0, 1]}
    assert history.rows[-1].points[0].accuracy == pytest.approx(0.85, abs=0.05)
    assert history.steps[1].counts["settings"] > 0


def test_the_work_tree_is_read_and_not_touched(project: Settings, git: Git) -> None:
    World(seed=2, checkpoints=False).write(project.root)
    status = git(project.root, "status", "--porcelain")
    before = git(project.root, "rev-parse", "HEAD"), (project.root / ".git/index").read_bytes()
    history = traced(project, "v2", "v1")
    after = git(project.root, "rev-parse", "HEAD"), (project.root / ".git/index").read_bytes()
    assert after == before
    assert [one.name for one in history.releases] == ["v2", "v1", "work tree"]
    assert history.releases[-1].commit is None
    assert history.steps[-1].changes
    added = set(git(project.root, "status", "--porcelain").splitlines()) - set(status.splitlines())
    assert added <= {"?? docs/data/history.json", "?? docs/.manifest", "M docs/.manifest"}


def test_without_tags_the_commits_that_changed_the_results_count(project: Settings, git: Git) -> None:
    for tag in WORLDS:
        git(project.root, "tag", "-d", tag)
    (project.root / "notes.txt").write_text("nothing to do with results")
    git(project.root, "add", "notes.txt")
    git(project.root, "commit", "-m", "Notes")
    git(project.root, "tag", "of-no-results", git(project.root, "hash-object", "-w", "notes.txt").strip())
    history = traced(project)
    assert [one.subject for one in history.releases] == ["Release v1", "Release v2", "Release v3"]
    assert all(one.commit and one.commit.startswith(one.name) for one in history.releases)


def test_what_cannot_be_read_is_named_and_the_rest_is_told(project: Settings, git: Git) -> None:
    edit(project, "metrics", lambda plain: plain.update(schema="metrics/99"))
    git(project.root, "add", "-A")
    git(project.root, "commit", "-m", "From the future")
    git(project.root, "tag", "v4")
    World(seed=2, checkpoints=False).write(project.root)
    edit(project, "predictions", lambda plain: plain["samples"][0]["chosen"].pop())
    history = traced(project, "v1", "nowhere", "v4", "v2")
    assert [one.name for one in history.releases] == ["v1", "v2", "work tree"]
    reasons = {one.name: one.reason for one in history.unread}
    assert "newer version" in reasons["v4"]
    assert "no commit of this clone" in reasons["nowhere"]
    assert "predictions.json is missing" in history.steps[-1].note
    assert any("one answer for" in note for note in history.notes)
    (project.docs / "data/metrics.json").unlink()
    with pytest.raises(PipelineError) as error:
        write_history(project, ["nowhere"], Silent())
    assert any("nowhere" in line for line in error.value.mistakes)


def test_outside_a_repository_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    with pytest.raises(PipelineError, match="a history is read from the commits of a repository"):
        write_history(World().write(tmp_path / "run"), [], Silent())


def test_a_shallow_clone_tells_as_far_as_it_reaches(project: Settings, tmp_path: Path, git: Git) -> None:
    git(tmp_path, "clone", "--depth", "2", "--no-tags", project.root.as_uri(), "clone")
    settings = WORLDS["v3"].settings(tmp_path / "clone")
    history = traced(settings)
    assert [one.subject for one in history.releases] == ["Release v2", "Release v3"]
    assert "shallow" in history.notes[0]


def rename(settings: Settings, old: str, new: str) -> None:
    """Call a row otherwise, in every artifact that compares it."""

    def rows(plain: dict[str, Any]) -> None:
        for row in plain["rows"]:
            row["model"] = new if row["model"] == old else row["model"]

    edit(settings, "metrics", rows)
    edit(settings, "draws", rows)
    edit(settings, "predictions", lambda p: p.update(models=[new if one == old else one for one in p["models"]]))


@pytest.mark.parametrize("clue", ["recipe", "answers"])
def test_a_renamed_row_is_one_row(project: Settings, clue: str) -> None:
    WORLDS["v2"].write(project.root)
    rename(project, "rn-8shot", "rn-8shot-by_another_name")
    if clue == "recipe":  # and other answers
        edit(project, "predictions", lambda p: [one.update(chosen=[0] * 2) for one in p["samples"]])
    else:  # and another recipe
        edit(project, "metrics", lambda p: p["rows"][1].update(adapter="by_another_name"))
    history = traced(project, "v1", "v2")
    assert [(one.earlier, one.model) for one in history.steps[1].renamed] == [("rn-8shot", "rn-8shot-by_another_name")]
    course = next(row for row in history.rows if row.model == "rn-8shot-by_another_name")
    assert [point.model for point in course.points] == ["rn-8shot", "rn-8shot", "rn-8shot-by_another_name"]
    assert "vanished" not in verdicts(history, 1).values()
    if clue == "answers":
        assert verdicts(history, 1)["rn-8shot-by_another_name"] == "unchanged"


@pytest.mark.parametrize(
    "change",
    [
        lambda value: value["comparisons"][0].update(only_model=399),
        lambda value: value["unseen"][0].update(accuracy=0.25),
        lambda value: value["redrawn"][1].update(accuracy=0.25),
    ],
)
def test_a_renamed_row_is_checked_wherever_it_stands(tmp_path: Path, change: Any) -> None:
    settings = World(checkpoints=False).write(tmp_path)
    side = Side(open_source(settings, str(tmp_path)))
    assert with_names(side, {"rn-8shot": "other"}).contradictions == []
    edit(settings, "metrics", change)
    renamed = with_names(Side(open_source(settings, str(tmp_path))), {"rn-8shot": "other"})
    assert {row.model for row in renamed.metrics.rows if renamed.metrics} == {"rn-0shot", "other"}
    assert [one.model for one in renamed.contradictions] == ["other"]


def test_earlier_versions_of_artifacts_are_read(project: Settings, git: Git) -> None:
    def as_version_1(plain: dict[str, Any]) -> None:
        plain["schema"] = "metrics/1"
        for name in ("ties", "candidates", "risk_coverage", "redrawn", "unseen"):
            del plain[name]
        for row in plain["rows"]:
            row.pop("accuracy_mean_interval")

    WORLDS["v1"].write(project.root)
    edit(project, "metrics", as_version_1)
    git(project.root, "add", "-A")
    git(project.root, "commit", "-m", "As it was written long ago")
    history = traced(project, "HEAD", "v1")
    trained = next(row for row in history.rows if row.model == "rn-8shot")
    assert [point.interval is None for point in trained.points] == [True, False]
    assert trained.points[0].accuracy == trained.points[1].accuracy
    assert set(verdicts(history, 0).values()) == {"unchanged"}


def test_the_page_shows_every_release_and_the_check_knows_when_it_ends_too_early(project: Settings) -> None:
    traced(project)
    build_site(project)
    page = (project.docs / "history.html").read_text(encoding="utf-8")
    assert page.count('<article class="step">') == 2
    assert ">▼<" in page
    assert "Release v2" in page
    assert 'href="history.html"' in (project.docs / "index.html").read_text(encoding="utf-8")
    assert "rn-8shot" in (project.docs / "tables/history.csv").read_text(encoding="utf-8")
    assert check_site(project) == []
    plain = read(project, "metrics")
    plain["rows"][0]["parameters"] = 123  # which no other artifact tells
    edit(project, "metrics", lambda kept: kept.update(plain))
    assert any("run `python -m pipeline history`" in line for line in check_site(project))
    (project.docs / "data/history.json").unlink()
    build_site(project)
    assert not (project.docs / "history.html").exists()
