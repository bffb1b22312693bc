"""Every family of CLIP, shrunk to test size, through one whole run to a page with its maps."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pytest
import yaml
from PIL import Image

from pipeline.progress import Silent
from pipeline.results.schemas.attention import Attention
from pipeline.results.schemas.metrics import Metrics
from pipeline.results.schemas.predictions import Predictions
from pipeline.results.schemas.run import Run
from pipeline.runner.stage_runner import run_stages
from pipeline.settings.settings_file import load_settings
from pipeline.site.build import build_site

from ..clip.backbones.families import FAMILIES, write_family
from ..clip.backbones.test_against_openai import draw_pictures

pytestmark = pytest.mark.slow

ANIMALS = ("dog", "cat")
DEEDS = ("runs", "sleeps on a train", "and a bear", "in the red train", "and the zebra runs", "on two")


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished run of all families over twelve pictures of two categories."""
    folder = tmp_path_factory.mktemp("families")
    captions = [f"a {animal} {deed}" for deed in DEEDS for animal in ANIMALS]
    samples = [
        {
            "image_id": path.stem,
            "file_name": path.name,
            "true_label": ANIMALS[number % 2],
            "choices": [captions[(number + step) % len(captions)] for step in (0, 3, 5, 8)],
            "ground_truth_idx": 0,
        }
        for number, path in enumerate(draw_pictures(folder, len(captions)))
    ]
    (folder / "subset.json").write_text(json.dumps(samples))
    settings = {
        "profile": "families",
        "dataset": {
            "source": "subset",
            "subset_file": "subset.json",
            "image_dir": ".",
            "classes": list(ANIMALS),
            "distractors": 3,
            "same_class_distractors": 0,
        },
        "backbones": [write_family(family, folder) for family in FAMILIES],
        "training": {
            "shots": [1],
            "pool_per_class": 1,
            "draws": 1,
            "adapters": ["linear_anchor"],
            "training_free": ["inverse_softmax"],
        },
        "evaluation": {"bootstrap": 100, "hard_cases": 4},
        "explain": {"samples": 1, "hard_cases": 1, "scored": 2},
        "extraction": {"workers": 0},
        "device": "cpu",
    }
    (folder / "site_config.yaml").write_text(yaml.safe_dump(settings))
    loaded = load_settings(folder / "site_config.yaml")
    run_stages(loaded, Silent())
    build_site(loaded)
    return folder


def test_every_family_has_its_rows_and_answers(finished: Path) -> None:
    data = finished / "docs/data"
    expected = [f"{family.name}-{row}" for family in FAMILIES for row in ("0shot", "0shot-inverse_softmax", "1shot-x")]
    expected = [name.replace("1shot-x", "1shot-linear_anchor") for name in expected]
    assert [row.model for row in Metrics.read(data).rows] == expected
    chosen = np.array([sample.chosen for sample in Predictions.read(data).samples])
    assert chosen.shape == (10, len(expected))
    assert {facts.id for facts in Run.read(data).backbones} == {family.name for family in FAMILIES}


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_every_family_has_maps_by_its_method(finished: Path, family) -> None:
    maps = [one for one in Attention.read(finished / "docs/data").maps if one.backbone == family.name]
    of_captions = [one for one in maps if one.caption is not None]
    methods = {one.method for one in of_captions}
    assert family.method in methods
    assert methods - {family.method} <= {"gradcam_fine", "grad_eclip"}  # a finer stage; where a class token gathers
    assert {one.model for one in of_captions} == {f"{family.name}-0shot", f"{family.name}-1shot-linear_anchor"}
    # Where attention is known, its rollout stands beside them.
    assert any(one.method == "rollout" for one in maps) == (family.method == "relevance")
    pictures = [np.asarray(Image.open(finished / "docs" / one.image)) for one in of_captions]
    assert any(len(np.unique(picture)) > 8 for picture in pictures), "no map has a shape"


def test_the_page_shows_every_family(finished: Path) -> None:
    page = (finished / "docs/index.html").read_text(encoding="utf-8")
    sections = dict(re.findall(r'<section[^>]*id="([\w-]+)"[^>]*>(.*?)</section>', page, re.DOTALL))
    attention = (finished / "docs/attention.html").read_text(encoding="utf-8")
    # Of so many, the sections show some at length and lead to the rest.
    rest = {"architecture": "backbones.html", "evaluation": "tables.html"}
    for section, more in rest.items():
        assert more in sections[section]
        sections[section] += (finished / "docs" / more).read_text(encoding="utf-8")
    for family in FAMILIES:
        for section in ("configuration", *rest):
            assert family.name in sections[section], section
        assert f"{family.name}-0shot" in attention
    pages = attention + (finished / "docs/hard-cases.html").read_text(encoding="utf-8")
    for one in Attention.read(finished / "docs/data").maps:
        assert one.image in pages
