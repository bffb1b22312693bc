"""Real photos and full-size backbones, end to end. Runs when COCO_MINI names a folder with COCO's
instances.json, captions.json and images/."""

from __future__ import annotations

import os
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml
from PIL import Image

from pipeline.results.schemas.attention import Attention
from pipeline.results.schemas.dataset import DatasetFacts
from pipeline.results.schemas.hard_cases import HardCases
from pipeline.results.schemas.metrics import Metrics
from pipeline.results.schemas.run import Run
from pipeline.results.schemas.timings import Timings
from tests.invocation import invoke

from ..clip.backbones.openai_weights import ARCHITECTURES, random_model, save_weights

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif("COCO_MINI" not in os.environ, reason="COCO_MINI names no folder of photos"),
]

PHOTOS = {
    "bear": 4, "zebra": 2, "elephant": 3, "giraffe": 2, "horse": 2,
    "dog": 10, "cat": 3, "airplane": 3, "train": 4, "person": 62,
}  # fmt: skip


@pytest.fixture(scope="module")
def experiment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a config of its own: COCO's photos, RN50 and ViT-B/32 as initialised, one shot."""
    folder = tmp_path_factory.mktemp("photos")
    coco = Path(os.environ["COCO_MINI"]).resolve()
    ids = {"RN50": "rn50", "ViT-B/32": "vit_b32"}
    for name, short in ids.items():
        save_weights(random_model(name, lively=False), folder / f"{short}.pt")
    (folder / "site_config.yaml").write_text(
        yaml.safe_dump(
            {
                "profile": "photos",
                "dataset": {
                    "source": "coco",
                    "instances": str(coco / "instances.json"),
                    "captions": str(coco / "captions.json"),
                    "image_dir": str(coco / "images"),
                },
                "backbones": [
                    {"id": short, "name": name, "architecture": ARCHITECTURES[name], "pretrained": f"{short}.pt"}
                    for name, short in ids.items()
                ],
                "training": {"shots": [1], "pool_per_class": 1, "validation": "none", "draws": 2},
                "evaluation": {"bootstrap": 500, "hard_cases": 12},
                "explain": {"samples": 2, "hard_cases": 2, "scored": 3},
            }
        )
    )
    for command in ("prepare", "run-all"):
        done = invoke(command, "--config", folder / "site_config.yaml")
        assert done.returncode == 0, done.stderr
    return folder


def test_every_photo_has_its_category(experiment: Path) -> None:
    facts = DatasetFacts.read(experiment / "docs/data")
    assert {row.category: row.images for row in facts.categories} == PHOTOS
    assert (facts.samples, facts.test, facts.choices) == (95, 85, 12)
    assert sum(licence.images for licence in facts.licences) == 95


def test_random_weights_are_said_to_be_random(experiment: Path) -> None:
    data = experiment / "docs/data"
    assert all(backbone.untrained for backbone in Run.read(data).backbones)
    assert [backbone.activation for backbone in Run.read(data).backbones] == ["QuickGELU", "QuickGELU"]
    metrics = Metrics.read(data)
    assert {f"{backbone}-{shots}shot" for backbone in ("rn50", "vit_b32") for shots in (0, 1)} <= {
        row.model for row in metrics.rows
    }
    for row in metrics.rows:
        assert row.accuracy < 0.35
    assert "random" in _text(experiment / "docs/index.html").casefold()


def test_documented_adapters_have_the_documented_size(experiment: Path) -> None:
    rows = {row.model: row for row in Metrics.read(experiment / "docs/data").rows}
    assert rows["vit_b32-1shot"].parameters == 65_536
    assert rows["rn50-1shot"].parameters == 262_144


def test_the_dashboard_is_complete(experiment: Path) -> None:
    docs = experiment / "docs"
    page = (docs / "index.html").read_text()
    for section in ("dataset", "configuration", "eda", "architecture", "training", "evaluation", "attention"):
        assert f'id="{section}"' in page
    assert 'id="hard-cases"' in page
    pictures = set(re.findall(r'src="(images/[^"]+)"', page))
    assert len(pictures) > 20
    for picture in pictures:
        assert Image.open(docs / picture).size > (0, 0)
    assert {heat.method for heat in Attention.read(docs / "data").maps} == {
        "gradcam",
        "gradcam_fine",
        "rollout",
        "relevance",
        "grad_eclip",
    }
    assert HardCases.read(docs / "data").cases
    assert all(row.seconds > 0 for row in Timings.read(docs / "data").rows)


def _text(page: Path) -> str:
    """What a reader sees of a page."""
    parts: list[str] = []

    class Reader(HTMLParser):
        def handle_data(self, data: str) -> None:
            parts.append(data)

    Reader().feed(page.read_text())
    return " ".join(parts)
