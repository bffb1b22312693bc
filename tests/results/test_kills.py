"""Killed at any step, a build goes on to the same bytes and leaves nothing over; the page leads nowhere dead."""

from __future__ import annotations

import shutil
from functools import lru_cache
from pathlib import Path

import pytest

from pipeline.results.files import WRITING
from pipeline.settings import Settings
from pipeline.site import build
from pipeline.site.build import build_site
from pipeline.site.markup import read_markup
from pipeline.site.read_results import read_results
from pipeline.site.render_site import render_site
from tests.results.killing import Killer, killed_everywhere
from tests.site.conftest import with_site
from tests.site.fabricate import World
from tests.worlds import contents


def dead_links(docs: Path) -> list[str]:
    """Files that the pages standing there name, and that are not there."""
    found = []
    for name in ("index.html", "hard-cases.html"):
        if (docs / name).is_file():
            targets = named_by((docs / name).read_text(encoding="utf-8"))
            found += [f"{name}: {target}" for target in targets if not (docs / target).is_file()]
    return found


@lru_cache(maxsize=8)
def named_by(markup: str) -> set[str]:
    page = read_markup(markup)
    return {link.partition("#")[0] for link in (*page.links, *page.loaded)} - {""}


def smaller(world: World, settings: Settings) -> None:
    """Artifacts of a smaller world in the place of those that are there."""
    other = world.write(settings.root / "smaller")
    for path in (other.docs / "data").iterdir():
        shutil.copy(path, settings.docs / "data")
    shutil.rmtree(settings.root / "smaller")


def test_a_build_killed_at_every_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From one site to another that has fewer pictures, charts and tables: files come, change and go."""
    settings = World(backbones=2, shots=(1, 8), cases=3, attention=2).write(tmp_path)
    settings = with_site(settings, sections=["dataset", "attention", "hard-cases"])
    build_site(settings)
    smaller(World(backbones=1, shots=(8,), adapters=("residual_dual",), cases=1, attention=1), settings)
    results = read_results(settings.docs / "data")
    made = render_site(settings, results)
    made["static/plotly.min.js"] = b"// stands for four megabytes"
    named = named_by(made["index.html"].decode()) | named_by(made["hard-cases.html"].decode())
    made = {name: made[name] for name in made if name in named or not name.startswith(("plot/", "tables/"))}
    monkeypatch.setattr(build, "render_site", lambda settings, results: made)
    killer = Killer(monkeypatch)

    def after() -> None:
        assert dead_links(settings.docs) == []

    kills = killed_everywhere(killer, lambda: build_site(settings), after)
    assert kills > 20
    assert dead_links(settings.docs) == []
    assert not (settings.docs / WRITING).exists()
    left = contents(settings.docs)
    assert not [name for name in left if name.split("/")[-1].startswith(".") and name not in (".manifest", ".nojekyll")]
    assert {name: left[name] for name in made} == made
    assert {name for name in left if name.split("/")[0] in ("plot", "tables", "gallery", "static")} <= made.keys()
