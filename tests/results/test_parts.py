"""Artifacts that are too large for one file: the same results, page and comparisons, and nothing that hides in them."""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil
import subprocess
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pipeline.compare.assemble_report import compare
from pipeline.compare.inputs.revisions import open_source, work_tree
from pipeline.compare.inputs.sides import Pair, Side
from pipeline.errors import PipelineError
from pipeline.progress import Silent
from pipeline.results.files import hold
from pipeline.results.parts import whole, write_in_parts
from pipeline.results.schemas.draws import DrawAnswers, Draws
from pipeline.results.schemas.predictions import Predictions
from pipeline.runner.stage_runner import run_stages
from pipeline.settings import Settings, Site
from pipeline.settings.settings_file import load_settings
from pipeline.site.build import build_site
from pipeline.site.check import check_site
from tests.experiments.small_worlds import write_features
from tests.fabricated import SmallWorld
from tests.worlds import contents

pytestmark = pytest.mark.slow

TINY = Site(largest_file_mb=0.004)
KINDS = ("metrics", "predictions", "draws", "validation", "test_samples", "slices")


def publish(root: Path, site: Site, **world: Any) -> Settings:
    settings = SmallWorld(**world).write(root, site=site)
    build_site(settings)
    return settings


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return publish(tmp_path_factory.mktemp("plain"), Site())


@pytest.fixture(scope="module")
def compact(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return publish(tmp_path_factory.mktemp("compact"), TINY)


def unpacked(data: Path, kind: str) -> bytes:
    """As anybody reads it: the parts in the order of their names, through gunzip."""
    return b"".join(gzip.decompress(path.read_bytes()) for path in sorted(data.glob(f"{kind}-*.json.gz")))


def test_the_parts_are_the_file_and_every_page_is_the_same(plain: Settings, compact: Settings) -> None:
    data, whole_data = compact.docs / "data", plain.docs / "data"
    in_parts = [kind for kind in KINDS if '"parts"' in (data / f"{kind}.json").read_text()]
    assert {"metrics", "predictions", "draws", "validation", "test_samples"} <= set(in_parts)
    for kind in in_parts:
        assert unpacked(data, kind) == (whole_data / f"{kind}.json").read_bytes()
    assert all(path.stat().st_size <= 4000 for path in data.glob("*.gz"))
    others = {f"data/{kind}.json" for kind in in_parts} | {".manifest"}
    ours, theirs = contents(compact.docs), contents(plain.docs)
    assert {name for name in ours if ours[name] != theirs.get(name) and not name.endswith(".gz")} == others
    assert ours.keys() - theirs.keys() == {name for name in ours if name.endswith(".gz")}
    # What the page's own check has to say of both, files that are larger than the tiny limit apart.
    over = [line for line in check_site(compact) if "over the budget of 4,000" not in line]
    assert over == check_site(plain)


def test_a_site_without_its_list_of_files_knows_its_parts(compact: Settings, tmp_path: Path) -> None:
    shutil.copytree(compact.docs, tmp_path / "docs")
    (tmp_path / "docs/.manifest").unlink()
    settings = compact.model_copy()
    settings._root = tmp_path
    build_site(settings)
    assert contents(tmp_path / "docs") == contents(compact.docs)


def test_equal_results_in_two_forms_are_no_change(plain: Settings, compact: Settings) -> None:
    for base, head in ((plain.root, compact.root), (compact.root, plain.root)):
        report = between(plain, base, head)
        assert [file.path for file in report.files] == ["docs/.manifest"]
        assert report.samples is not None
        assert report.samples.common == report.samples.base == report.samples.head > 0


def between(settings: Settings, base: Path | str, head: Path | str):
    sources = open_source(settings, str(base)), open_source(settings, str(head))
    try:
        return compare(Pair(Side(sources[0]), Side(sources[1])), settings)
    finally:
        for source in sources:
            source.close()


def test_a_base_in_git_and_a_head_in_another_form_pair_their_samples(tmp_path: Path) -> None:
    settings = publish(tmp_path, TINY)
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "base"]):
        subprocess.run(
            ["git", "-c", "user.name=a", "-c", "user.email=a@b", "-c", "commit.gpgsign=false", *command],
            cwd=tmp_path, check=True,
        )  # fmt: skip
    shutil.rmtree(tmp_path / "docs")
    SmallWorld(seed=7, picks={"rn-8shot": {0: False, 1: False}}).write(tmp_path)
    base, head = open_source(settings, "HEAD"), work_tree(settings)
    report = compare(Pair(Side(base), Side(head)), settings)
    base.close()
    assert report.samples is not None
    assert report.samples.common == report.samples.base == report.samples.head
    assert report.flips
    assert not any(file.path.endswith(".gz") for file in report.files)


def test_another_form_leaves_no_stale_file(compact: Settings, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(compact.docs / "data", data)
    (data / "predictions-notes.json.gz").write_bytes(b"somebody else's")
    found = Predictions.read(data)
    found.samples = found.samples[::-1]
    found.write(data, largest=4000)
    (data / "predictions-notes.json.gz").unlink()
    assert [sample["id"] for sample in json.loads(unpacked(data, "predictions"))["samples"]] == [
        sample.id for sample in found.samples
    ]
    (data / "predictions-notes.json.gz").write_bytes(b"somebody else's")
    found.write(data, largest=50_000_000)
    assert {path.name for path in data.glob("predictions*")} == {"predictions-notes.json.gz", "predictions.json"}
    assert Predictions.read(data) == found


def test_parts_of_somebody_else_are_left_alone(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    draws = Draws(rows=[DrawAnswers(model="a", draw=0, right="01" * 40)])
    stranger = docs / "data" / f"draws-001-{'0' * 16}.json.gz"
    stranger.parent.mkdir(parents=True)
    stranger.write_bytes(b"not ours")
    with hold(docs, earlier=lambda folder: []):
        draws.write(docs / "data", largest=100)
        draws.write(docs / "data")
    assert stranger.read_bytes() == b"not ours"
    assert {path.name for path in stranger.parent.iterdir()} == {"draws.json", stranger.name}


@given(st.lists(st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"]), max_size=30), max_size=40),
       st.integers(1000, 1100))  # fmt: skip
def test_any_text_comes_back(lines: list[str], largest: int) -> None:
    import tempfile

    text = "\n".join(lines).encode()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "draws.json"
        write_in_parts(path, "draws/2", [text.decode()], largest)
        assert whole(path.read_bytes(), str(path), lambda name: path.with_name(name).read_bytes()) == text


def test_a_run_knows_its_parts_and_leaves_none_when_the_limit_is_raised(tmp_path: Path) -> None:
    plain = yaml.safe_load(write_features(tmp_path).read_text())
    small, large = (
        load_settings(write_yaml(tmp_path / f"{name}.yaml", plain | {"site": {"largest_file_mb": limit}}))
        for name, limit in (("small", 0.003), ("large", 50))
    )
    data = small.docs / "data"
    assert "evaluate" in run_stages(small, Silent())
    build_site(small)
    written = sorted(path.name for path in data.glob("*.gz"))
    assert {name.split("-")[0] for name in written} >= {"predictions", "draws"}
    assert {f"data/{name}" for name in written} <= set((small.docs / ".manifest").read_text().splitlines())
    first = b"".join((data / name).read_bytes() for name in written)
    # Nothing to do again; a part that is gone is a result that is gone.
    assert run_stages(small, Silent()) == []
    (data / written[0]).unlink()
    assert written[0].startswith("draws-")
    assert "evaluate" in run_stages(small, Silent())
    assert b"".join((data / name).read_bytes() for name in written) == first
    texts = {kind: unpacked(data, kind) for kind in ("predictions", "draws")}
    assert "evaluate" in run_stages(large, Silent())
    assert list(data.glob("*.gz")) == []
    assert {kind: (data / f"{kind}.json").read_bytes() for kind in texts} == texts
    build_site(large)
    assert not any(name.endswith(".gz") for name in (small.docs / ".manifest").read_text().splitlines())


def write_yaml(path: Path, plain: dict[str, Any]) -> Path:
    path.write_text(yaml.safe_dump(plain))
    return path


# ---------------------------------------------------------------- what is refused


def listing(data: Path) -> dict[str, Any]:
    return dict(json.loads((data / "predictions.json").read_text()))


def lie_of_its_size(data: Path) -> None:
    """A part that unpacks to a hundred megabytes, and says that it has a thousand bytes."""
    listed = listing(data)
    (data / listed["parts"][0]["file"]).write_bytes(gzip.compress(bytes(100_000_000), mtime=0))
    listed["parts"][0]["bytes"] = 1000
    (data / "predictions.json").write_text(json.dumps(listed))


def bomb(data: Path) -> None:
    """Parts of a megabyte in all that unpack to a gigabyte, and say so."""
    listed, tenth = listing(data), bytes(100_000_000)
    packed, digest = gzip.compress(tenth, mtime=0), hashlib.sha256(5 * tenth).hexdigest()
    listed["parts"] = [
        {"file": f"predictions-00{number}-{digest[:16]}.json.gz", "bytes": 500_000_000, "sha256": digest}
        for number in (1, 2)
    ]
    for part in listed["parts"]:
        (data / part["file"]).write_bytes(5 * packed)  # gzip's files may follow each other in one
    (data / "predictions.json").write_text(json.dumps(listed))


def claim_everything(data: Path) -> None:
    listed = listing(data)
    listed["parts"][0]["bytes"] = 10**15
    (data / "predictions.json").write_text(json.dumps(listed))


def lead_elsewhere(data: Path) -> None:
    listed = listing(data)
    listed["parts"][0]["file"] = "../../secret-001-0000000000000000.json.gz"
    (data / "predictions.json").write_text(json.dumps(listed))


def repeat(data: Path) -> None:
    listed = listing(data)
    listed["parts"] *= 2
    (data / "predictions.json").write_text(json.dumps(listed))


def lose(data: Path) -> None:
    (data / listing(data)["parts"][-1]["file"]).unlink()


def damage(data: Path) -> None:
    path = data / listing(data)["parts"][0]["file"]
    path.write_bytes(path.read_bytes()[:-20])


def exchange(data: Path) -> None:
    first, second = (part["file"] for part in listing(data)["parts"][:2])
    shutil.copy(data / second, data / first)


def add_a_field(data: Path) -> None:
    listed = listing(data) | {"more": 1}
    (data / "predictions.json").write_text(json.dumps(listed))


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (lie_of_its_size, "is not what was written"),
        (bomb, "would have more than"),
        (claim_everything, "would have more than"),
        (lead_elsewhere, "is no part of it"),
        (repeat, "lists a part twice"),
        (lose, "is not there"),
        (damage, "is damaged"),
        (exchange, "is not what was written"),
        (add_a_field, "no list of parts"),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_parts_that_are_not_as_written_are_one_line(
    compact: Settings, tmp_path: Path, harm: Callable[[Path], None], said: str
) -> None:
    shutil.copytree(compact.docs, tmp_path / "docs")
    settings = compact.model_copy()
    settings._root = tmp_path
    harm(tmp_path / "docs/data")
    tracemalloc.start()
    with pytest.raises(PipelineError) as caught:
        build_site(settings)
    assert len(caught.value.mistakes) == 1
    assert said in caught.value.mistakes[0]
    with pytest.raises(PipelineError, match=said):
        Side(open_source(settings, str(tmp_path)))
    assert Side(open_source(settings, str(tmp_path)), forgiving=True).predictions is None
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20_000_000


@pytest.mark.parametrize("answers", ["1" * 40_000, "10" * 20_000, ""])
def test_what_packs_better_than_any_results_is_read_again(tmp_path: Path, answers: str) -> None:
    draws = Draws(rows=[DrawAnswers(model="a", draw=draw, right=answers) for draw in range(3)])
    draws.write(tmp_path, largest=len(answers) or 100)
    assert list(tmp_path.glob("*.gz"))
    assert Draws.read(tmp_path) == draws


def test_a_line_that_no_file_can_hold_is_named(tmp_path: Path) -> None:
    noise = hashlib.shake_256(b"").digest(3000).hex()
    with pytest.raises(PipelineError, match=r"draws-002-.*site\.largest_file_mb"):
        Draws(rows=[DrawAnswers(model="a", draw=0, right=noise)]).write(tmp_path, largest=500)
