"""Names of the user's own choosing, as a reader finds them."""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.site.build import build_site
from tests.site.fabricate import World


def test_a_name_with_an_ampersand_is_escaped_once(tmp_path: Path) -> None:
    settings = World().write(tmp_path)
    for path in (settings.docs / "data").glob("*.json"):
        path.write_text(path.read_text(encoding="utf-8").replace("Demo ResNet", "R&D <1>"), encoding="utf-8")
    build_site(settings)
    page = (settings.docs / "index.html").read_text(encoding="utf-8")
    assert "R&amp;D &lt;1&gt;: accuracy by category" in page
    assert "&amp;amp;" not in page
    assert "&amp;lt;" not in page


def test_texts_name_no_share_that_the_settings_may_change(tmp_path: Path) -> None:
    world = World()
    asked = world.settings(tmp_path).evaluation.model_copy(update={"confidence": 0.9})
    settings = world.write(tmp_path, evaluation=asked)
    build_site(settings)
    for name in ("index.html", "hard-cases.html"):
        page = (settings.docs / name).read_text(encoding="utf-8")
        assert not re.search(r"(?<![\d.:])95(?:[ \u00a0\u202f]?%| percent)", page)
