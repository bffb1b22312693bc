"""Builds: the same bytes everywhere, small differences, nothing half written."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.errors import PipelineError
from pipeline.settings import Settings
from pipeline.site.build import build_site
from tests.site.conftest import Build, with_site
from tests.site.fabricate import World

REPOSITORY = Path(__file__).parents[2]


def contents(docs: Path) -> dict[str, bytes]:
    return {path.relative_to(docs).as_posix(): path.read_bytes() for path in sorted(docs.rglob("*")) if path.is_file()}


def changed_lines(before: bytes, after: bytes) -> int:
    old, new = before.splitlines(), after.splitlines()
    assert len(old) == len(new)
    return sum(a != b for a, b in zip(old, new, strict=True))


@pytest.mark.slow
def test_equal_under_other_hash_seed_time_zone_and_folder(build: Build, tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from tests.site.fabricate import World\n"
        "from pipeline.site.build import build_site\n"
        "build_site(World().write(Path(sys.argv[1])))\n"
        "assert 'torch' not in sys.modules, 'the site imports torch'\n"
    )
    environment = os.environ | {"PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo", "PYTHONPATH": str(REPOSITORY)}
    other = tmp_path / "other"
    subprocess.run([sys.executable, "-c", script, str(other)], cwd=tmp_path, env=environment, check=True)
    assert contents(other / "docs") == contents(build().docs)


def test_second_build_touches_nothing(build: Build) -> None:
    settings = build()
    before = {path: path.stat().st_mtime_ns for path in settings.docs.rglob("*")}
    build_site(settings)
    assert before == {path: path.stat().st_mtime_ns for path in settings.docs.rglob("*")}


def test_one_title_changes_one_line(build: Build) -> None:
    settings = build()
    before = contents(settings.docs)
    build_site(with_site(settings, titles={"eda": "A look at the data"}))
    after = contents(settings.docs)
    assert [name for name in after if after[name] != before[name]] == ["index.html"]
    assert changed_lines(before["index.html"], after["index.html"]) == 2  # the heading and its entry in the contents


def test_one_metric_changes_only_what_shows_it(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    # As if the one figure followed: no answers give another one of a row and leave all the others.
    monkeypatch.setattr("pipeline.site.run_results.contradictions", lambda published: [])
    settings = build()
    before = contents(settings.docs)
    path = settings.docs / "data/metrics.json"
    metrics = json.loads(path.read_text())
    metrics["rows"][3]["cleaned_accuracy"] = 0.5  # of a row that is folded away: no chart shows it
    path.write_text(json.dumps(metrics))
    build_site(settings)
    after = contents(settings.docs)
    assert [name for name in after if after[name] != before[name]] == [
        "data/metrics.json",
        "tables/comparison.csv",
        "tables.html",
    ]
    metrics["rows"][4]["temperature"] = 1.23
    path.write_text(json.dumps(metrics))
    build_site(settings)
    last = contents(settings.docs)
    assert [name for name in last if last[name] != after[name]] == [
        "data/metrics.json",
        "index.html",
        "tables/comparison.csv",
        "tables.html",
    ]
    assert changed_lines(after["index.html"], last["index.html"]) == 1


def test_missing_artifacts_are_listed_and_docs_left_alone(build: Build) -> None:
    settings = build()
    before = contents(settings.docs)
    (settings.docs / "data/eda.json").unlink()
    (settings.docs / "data/metrics.json").write_text("{")
    with pytest.raises(PipelineError) as caught:
        build_site(settings)
    assert [mistake.split(":")[0].rsplit("/")[-1] for mistake in caught.value.mistakes] == ["eda.json", "metrics.json"]
    after = contents(settings.docs)
    assert after["index.html"] == before["index.html"]
    assert after.keys() == before.keys() - {"data/eda.json"}


def test_a_value_that_a_template_misses_fails_the_build(build: Build) -> None:
    settings = build()
    own = settings.root / "mine" / "sections"
    own.mkdir(parents=True)
    (own / "dataset.html").write_text("<p>fine</p>\n{{ results.dataset.colour }}")
    changed = settings.model_copy(update={"paths": settings.paths.model_copy(update={"templates": "mine"})})
    changed._root = settings.root
    with pytest.raises(PipelineError, match=r"sections/dataset\.html:2: .*colour"):
        build_site(changed)


def test_no_dates_no_machine_paths(demo: Settings) -> None:
    for name, content in contents(demo.docs).items():
        if name != "static/plotly.min.js":
            assert str(demo.root).encode() not in content, name


@pytest.mark.slow
def test_a_thousand_cases_build(build: Build) -> None:
    settings = build(World(cases=1000, samples=1200, untrained=True, shots=(8,), adapters=("residual_dual",)))
    assert len((settings.docs / "index.html").read_bytes()) < 200_000
    assert (settings.docs / "hard-cases.html").read_text().count('<article class="full"') == 1000


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<p>\xff</p>", "is not UTF-8: save it as UTF-8"),
        (b"<p>\n{{ 1 + 'a' }}</p>", r"sections/dataset\.html:2: .*: correct the template"),
    ],
)
def test_a_template_of_ones_own_that_fails_is_one_line(tmp_path: Path, content: bytes, said: str) -> None:
    settings = World(samples=30, cases=1, attention=0, shots=()).write(tmp_path)
    own = settings.root / "mine" / "sections"
    own.mkdir(parents=True)
    (own / "dataset.html").write_bytes(content)
    changed = settings.model_copy(update={"paths": settings.paths.model_copy(update={"templates": "mine"})})
    changed._root = settings.root
    with pytest.raises(PipelineError, match=said) as caught:
        build_site(changed)
    assert len(caught.value.mistakes) == 1
