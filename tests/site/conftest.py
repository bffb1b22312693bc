"""Sites built from made-up artifacts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.settings import Settings
from pipeline.site.build import build_site
from tests.site.fabricate import World
from tests.worlds import contents

Build = Callable[..., Settings]


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Makes up a world, builds its site and returns its settings."""

    def run(world: World | None = None, **site: object) -> Settings:
        settings = with_site((world or World()).write(tmp_path), **site)
        if (asked := repr((world, site))) not in _BUILT:
            build_site(settings)
            _BUILT[asked] = contents(settings.docs)
        for name, content in _BUILT[asked].items():
            path = settings.docs / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        return settings

    return run


_BUILT: dict[str, dict[str, bytes]] = {}
"""Sites by what was asked for: a build is the same in every folder, as tests of builds see for themselves."""


def with_site(settings: Settings, **changes: object) -> Settings:
    """The settings with other entries under ``site``."""
    changed = settings.model_copy(update={"site": settings.site.model_copy(update=changes)})
    changed._root = settings.root
    return changed


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A site that tests only read."""
    settings = World().write(tmp_path_factory.mktemp("demo"))
    build_site(settings)
    return settings
