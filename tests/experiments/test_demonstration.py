"""What the demo is there to show: in the committed results, and in a world of a seed that nobody chose models on."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.progress import Silent
from pipeline.results.schemas.attention import Attention
from pipeline.results.schemas.metrics import Metrics
from pipeline.results.schemas.run import Run
from pipeline.runner.stage_runner import run_stages
from pipeline.settings.settings_file import load_settings
from tests.worlds import REPOSITORY, TINY, write_experiment

FRESH = {
    "dataset": {"source": "scenes", "per_class": 80, "extra": 0, "seed": 271_828},
    "training": {"shots": [], "pool_per_class": 0},
    "explain": {"samples": 80, "hard_cases": 0, "scored": 60},
}


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Artifacts of both backbones, zero-shot, on pictures made for this test."""
    folder = tmp_path_factory.mktemp("fresh")
    settings = {key: TINY[key] for key in ("profile", "backbones")} | FRESH
    run_stages(load_settings(write_experiment(folder, settings)), Silent())
    return folder / "docs" / "data"


def check_zero_shot(data: Path) -> None:
    metrics = Metrics.read(data)
    rows = {row.backbone: row for row in metrics.rows if row.mode == "Zero-shot" and row.adapter is None}
    assert set(rows) == {"demo_rn", "demo_vit"}
    # About as often right as CLIP is on photographs; what is always right has nothing to teach.
    assert 0.80 < rows["demo_rn"].accuracy <= 0.95
    assert 0.72 <= rows["demo_vit"].accuracy <= 0.95
    for kinds in metrics.errors:
        if kinds.model in {row.model for row in rows.values()}:
            assert kinds.same_category_share is not None
            assert kinds.same_category_share >= 1.5 * kinds.chance_share


def check_heat_maps(data: Path) -> None:
    """Maps of the right caption gather on the animals, well beyond what an even map or a blind peak would."""
    for backbone in ("demo_rn", "demo_vit"):
        attention = Attention.read(data)
        maps = [one for one in attention.maps if one.backbone == backbone and one.role == "right"]
        maps = [one for one in maps if one.method == (attention.leading(backbone) or one.method)]
        scored = [one for one in maps if one.energy_in_boxes is not None and one.box_area is not None]
        area = sum(one.box_area or 0.0 for one in scored)
        assert len(scored) >= 0.9 * len(maps) > 0
        assert sum(one.energy_in_boxes or 0.0 for one in scored) >= 1.4 * area
        assert sum(bool(one.pointing_hit) for one in scored) >= 1.7 * area


@pytest.mark.skipif(Run.read(REPOSITORY / "docs/data").profile != "demo", reason="other results are published")
def test_the_committed_results_show_it() -> None:
    data = REPOSITORY / "docs" / "data"
    assert all(row.samples >= 1500 for row in Metrics.read(data).rows)
    check_zero_shot(data)
    check_heat_maps(data)


@pytest.mark.slow
def test_a_fresh_world_shows_it(fresh: Path) -> None:
    check_zero_shot(fresh)


@pytest.mark.slow
def test_heat_maps_lie_on_the_animals_of_a_fresh_world(fresh: Path) -> None:
    check_heat_maps(fresh)
