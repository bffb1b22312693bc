"""What the page says of its own maps follows from their scores."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from pipeline.site.build import build_site
from tests.site.fabricate import World


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    settings = World(backbones=2).write(tmp_path_factory.mktemp("scored"))
    build_site(settings)
    return settings.docs


def words(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page))


def verdict_of(page: str, backbone: str) -> str:
    found = re.search(rf'data-backbone="{backbone}">(.*?)</p>', page, re.S)
    assert found
    return words(found[1])


def test_the_sentence_names_the_best_method_and_those_that_chance_reaches(built: Path) -> None:
    page = (built / "index.html").read_text(encoding="utf-8")
    vit, rn = verdict_of(page, "vit"), verdict_of(page, "rn")
    assert "by evidence, of the methods that answer a caption: relevance propagation." in vit
    assert "Every method is better than chance." in vit
    assert "does not destroy those of attention rollout" in vit
    assert "no evidence that it is more faithful than" in rn
    assert "No evidence of being better than chance: " in rn


def test_every_score_of_the_table_stands_in_the_artifact(built: Path) -> None:
    assert 'href="attention.html#scores"' in (built / "index.html").read_text(encoding="utf-8")
    page = (built / "attention.html").read_text(encoding="utf-8")
    table = page[page.index("<table") : page.index('id="maps"')]
    scores = json.loads((built / "data/attention.json").read_text())["scores"]
    for row in scores:
        for name in ("faithfulness", "energy_in_boxes", "all_shuffled"):
            if row[name] is not None:
                assert f'title="{row[name]["value"]}"' in table
    for control in ("random map", "centre prior", "box oracle"):
        assert words(table).count(control) == 2
    assert "Seconds for a picture" in table


def test_untrained_weights_are_said_to_mean_nothing(tmp_path: Path) -> None:
    settings = World(untrained=True).write(tmp_path)
    build_site(settings)
    page = (settings.docs / "index.html").read_text(encoding="utf-8")
    assert page.count("scores of its maps mean nothing") == 2


def test_results_without_scores_have_a_page_all_the_same(tmp_path: Path) -> None:
    settings = World().write(tmp_path)
    path = settings.docs / "data/attention.json"
    plain = json.loads(path.read_text())
    path.write_text(json.dumps({"schema": "attention/2", "samples": plain["samples"], "maps": plain["maps"]}))
    build_site(settings)
    page = (settings.docs / "index.html").read_text(encoding="utf-8")
    assert "Can these maps be trusted?" not in page
    assert "How to read these maps" in page
