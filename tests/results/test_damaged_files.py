"""Every file that a finished run keeps, damaged: the next run makes it again, or says in one line what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.data.digests import Digests
from pipeline.errors import LONGEST, PipelineError
from pipeline.progress import Silent
from pipeline.runner import stage_state
from pipeline.runner.stage_runner import run_stages
from pipeline.settings import Settings
from pipeline.settings.settings_file import load_settings
from pipeline.site.build import build_site
from tests.experiments.small_worlds import write_features, write_pictures
from tests.results.killing import Tree, restore, tree

pytestmark = pytest.mark.slow

DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "a flipped bit": lambda content: _flipped(content, len(content) // 2),
    "a flipped bit near the end": lambda content: _flipped(content, len(content) - 3),
    "cut": lambda content: content[: len(content) // 2],
    "empty": lambda content: b"",
    "another content": lambda content: b"{}",
    "too deep": lambda content: b"[" * 100_000 + b"]" * 100_000,
}

# A list of files whose lines are damaged names fewer as ours: what it lacks is refused, never deleted.
NOT_KEPT = (".manifest", "timings.json", "state.json", "digests.json")


def _flipped(content: bytes, place: int) -> bytes:
    return content[:place] + bytes([content[place] ^ 4]) + content[place + 1 :]


def features(folder: Path) -> Settings:
    return load_settings(write_features(folder / "experiment"))


def pictures(folder: Path) -> Settings:
    return write_pictures(folder / "experiment")


@pytest.fixture(scope="module", params=[features, pictures])
def finished(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Settings, Tree]:
    settings = request.param(tmp_path_factory.mktemp("finished"))
    run_stages(settings, Silent())
    return settings, tree(settings.root)


def kinds(settings: Settings, whole: Tree) -> dict[str, str]:
    """A file of every kind that commands write, by its folder and ending; artifacts each for itself.

    Without pictures that no artifact names, which the next build deletes.
    """
    found: dict[str, str] = {}
    artifacts = b"".join(content or b"" for place, content in whole.items() if place.endswith(".json"))
    for place in sorted(place for place, content in whole.items() if content):
        path = Path(place).relative_to(settings.root)
        named = "images" not in path.parts or path.relative_to("docs").as_posix().encode() in artifacts
        if path.parts[0] in ("docs", "models", ".cache") and named:
            found.setdefault(str(path if path.suffix == ".json" else path.parent / path.suffix), place)
    return found


def published(settings: Settings, whole: Tree) -> dict[str, bytes | None]:
    return {
        place: content
        for place, content in whole.items()
        if Path(place).name not in NOT_KEPT and Path(place).is_relative_to(settings.docs)
    }


@pytest.mark.slow
@pytest.mark.parametrize("turn", range(2))
def test_no_damage_is_believed(finished: tuple[Settings, Tree], turn: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each kind of file by two kinds of damage, in turn: all pairs would take minutes and tell no more."""
    settings, whole = finished
    digest = stage_state.package_digest()
    monkeypatch.setattr(stage_state, "package_digest", lambda: digest)
    names = list(DAMAGES)
    for number, (kind, place) in enumerate(kinds(settings, whole).items()):
        restore(settings.root, whole)
        content, damage = whole[place], names[(number + 3 * turn) % len(names)]
        assert content
        Path(place).write_bytes(DAMAGES[damage](content))
        Digests._open.clear()
        try:
            run_stages(settings, Silent())
        except PipelineError as error:
            (line,) = error.mistakes
            assert Path(place).name in line or Path(place).parent.name in line, (kind, damage)
            assert len(line) <= LONGEST
            continue
        assert published(settings, tree(settings.root)) == published(settings, whole), (kind, damage)


def test_a_build_says_which_artifact_is_damaged(finished: tuple[Settings, Tree]) -> None:
    settings, whole = finished
    for kind, place in kinds(settings, whole).items():
        if not kind.startswith("docs/data/"):
            continue
        for damage in ("cut", "empty", "another content", "too deep"):
            restore(settings.root, whole)
            Path(place).write_bytes(DAMAGES[damage](whole[place] or b""))
            with pytest.raises(PipelineError) as refused:
                build_site(settings)
            assert any(Path(place).name in line for line in refused.value.mistakes), (kind, damage)
