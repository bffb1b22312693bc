"""The whole experiment on features computed elsewhere, with and without pictures."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
import yaml
from PIL import Image

from pipeline.errors import PipelineError
from pipeline.prediction.predict import predict
from pipeline.progress import Silent, Terminal
from pipeline.results.schemas.attention import Attention
from pipeline.results.schemas.dataset import DatasetFacts
from pipeline.results.schemas.eda import Eda
from pipeline.results.schemas.hard_cases import HardCases
from pipeline.results.schemas.metrics import Metrics
from pipeline.results.schemas.predictions import Predictions
from pipeline.results.schemas.run import Run
from pipeline.runner.stage_runner import run_stages
from pipeline.settings import Settings
from pipeline.settings.settings_file import load_settings
from pipeline.site.build import build_site
from pipeline.site.check import check_site

from ..worlds import contents
from .coco500 import write_experiment
from .small_worlds import CHOICES, IMAGES, WIDTH, write_features


def run_all(config: Path) -> Settings:
    settings = load_settings(config)
    run_stages(settings, Silent())
    build_site(settings)
    return settings


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return run_all(write_features(tmp_path_factory.mktemp("elsewhere")))


def test_answers_are_those_of_the_features(finished: Settings) -> None:
    """Recomputed here from the files, with NumPy alone."""
    images = np.load(finished.root / "embeddings/image_embeddings.npy").astype(np.float64)
    captions = np.load(finished.root / "embeddings/text_embeddings.npy").astype(np.float64)
    images /= np.linalg.norm(images, axis=1, keepdims=True)
    captions /= np.linalg.norm(captions, axis=1, keepdims=True)
    records = {str(one["image_id"]): one for one in json.loads((finished.root / "samples.json").read_text())}
    predictions = Predictions.read(finished.docs / "data")
    zero = predictions.models.index("far-0shot")
    assert len(predictions.samples) == IMAGES - 12
    for sample in predictions.samples:
        record = records[sample.id]
        rows = [int(text.rsplit(" ", 1)[1]) for text in record["choices"]]
        logits = 30.0 * captions[rows] @ images[int(sample.id)]
        chances = np.exp(logits - logits.max())
        chances /= chances.sum()
        assert sample.chosen[zero] == int(logits.argmax())
        assert sample.probability[zero] == pytest.approx(chances[record["ground_truth_idx"]], abs=2e-3)


def test_galleries_have_captions_and_no_maps_and_the_page_says_why(finished: Settings) -> None:
    data = finished.docs / "data"
    assert Attention.read(data).maps == []
    assert len(HardCases.read(data).cases) == 6
    assert len(Eda.read(data).pairs) == 6
    (facts,) = Run.read(data).backbones
    assert (facts.kind, facts.embed_dim, facts.logit_scale, facts.parameters) == ("features", WIDTH, 30.0, None)
    page = (finished.docs / "index.html").read_text()
    assert "No maps of Far away" in page
    assert "features computed elsewhere" in page
    # No empty chart of times that nobody took.
    assert "What it costs" not in page
    # Nothing leads to maps that there are none of.
    assert "Attention maps</a>" not in page.split("<main")[1]
    assert page.count("images/no-picture.svg") >= 12
    assert list(finished.docs.glob("images/*")) == [finished.docs / "images/no-picture.svg"]
    assert not check_site(finished)


def test_the_share_of_borrowed_captions_is_on_the_page_and_whom_they_favour(finished: Settings) -> None:
    facts = DatasetFacts.read(finished.docs / "data")
    assert facts.borrowed_distractors
    share = 100 * facts.borrowed_distractors / (facts.samples * (CHOICES - 1))
    page = " ".join((finished.docs / "index.html").read_text().split())
    assert f"({share:.1f} %) were written for an image of the other side" in page
    assert "never meet" not in page
    assert re.search(r"rows that correct by these images \([^)]*inverse softmax[^)]*\) gain more here", page)


def test_a_second_run_does_nothing_and_other_features_are_taken_anew(tmp_path: Path) -> None:
    config = write_features(tmp_path)
    settings = run_all(config)
    before = contents(settings.docs)
    assert run_stages(settings, Silent()) == []
    assert contents(settings.docs) == before
    array = np.load(tmp_path / "embeddings/image_embeddings.npy")
    np.save(tmp_path / "embeddings/image_embeddings.npy", array[::-1])
    done = run_stages(settings, Silent())
    assert {"extract", "train", "evaluate"} <= set(done)
    accuracy = {row.model: row.accuracy for row in Metrics.read(settings.docs / "data").rows}
    assert accuracy["far-0shot"] < json.loads(before["data/metrics.json"])["rows"][0]["accuracy"]


def test_pictures_are_shown_where_they_are(tmp_path: Path) -> None:
    config = write_features(tmp_path, image_dir="pictures")
    (tmp_path / "pictures").mkdir()
    for number in range(IMAGES):
        Image.new("RGB", (40, 30), (7 * number, 90, 90)).save(tmp_path / f"pictures/{number}.jpg")
    settings = run_all(config)
    assert not (settings.docs / "images/no-picture.svg").exists()
    assert len(list(settings.docs.glob("images/*.jpg"))) >= 6


def test_what_the_features_lack_is_named_in_one_go(tmp_path: Path) -> None:
    config = write_features(tmp_path)
    records = json.loads((tmp_path / "samples.json").read_text())
    records[0]["image_id"], records[1]["choices"][0] = 999, "another caption"
    (tmp_path / "samples.json").write_text(json.dumps(records))
    with pytest.raises(PipelineError) as caught:
        run_stages(load_settings(config), Silent())
    assert [line.partition("embeddings: ")[2].partition(": compute")[0] for line in caught.value.mistakes] == [
        "no features of 1 images: '999'",
        "no features of 1 captions: 'another caption'",
    ]


def notes_of(config: Path) -> list[str]:
    """What a run notes."""
    told: list[str] = []

    class Listening(Silent):
        def note(self, text: str) -> None:
            told.append(text)

    run_stages(load_settings(config), Listening())
    return told


def test_images_with_the_very_feature_of_another_are_told(tmp_path: Path) -> None:
    config = write_features(tmp_path)
    images = np.load(tmp_path / "embeddings/image_embeddings.npy")
    images[10:14] = images[10]
    np.save(tmp_path / "embeddings/image_embeddings.npy", images)
    assert any(line.startswith("extract: Far away: 3 images have the very feature") for line in notes_of(config))


def test_features_that_tell_no_caption_from_another_are_refused(tmp_path: Path) -> None:
    """The right caption stands first in every sample, as in many people's files: the first of equals would be right."""
    config = write_features(tmp_path)
    captions = np.load(tmp_path / "embeddings/text_embeddings.npy")
    np.save(tmp_path / "embeddings/text_embeddings.npy", np.repeat(captions[:1], len(captions), axis=0))
    records = json.loads((tmp_path / "samples.json").read_text())
    for record in records:
        right, choices = record["ground_truth_idx"], record["choices"]
        choices[0], choices[right], record["ground_truth_idx"] = choices[right], choices[0], 0
    (tmp_path / "samples.json").write_text(json.dumps(records))
    with pytest.raises(PipelineError, match="far-0shot: scores all candidates of a sample alike, in all of them"):
        run_stages(load_settings(config), Silent())


def test_samples_that_equal_scores_decide_are_counted_and_told(tmp_path: Path) -> None:
    config = write_features(tmp_path)
    captions = np.load(tmp_path / "embeddings/text_embeddings.npy")
    captions[::2] = captions[0]
    np.save(tmp_path / "embeddings/text_embeddings.npy", captions)
    told = notes_of(config)
    assert any(
        re.match(r"evaluate: far-0shot: in \d+ of 24 test samples several candidates have", line) for line in told
    )


def test_a_picture_of_ones_own_needs_the_model(finished: Settings, tmp_path: Path) -> None:
    Image.new("RGB", (8, 8)).save(tmp_path / "own.png")
    with pytest.raises(PipelineError, match="needs the model itself: name a row of another backbone"):
        predict(finished, tmp_path / "own.png", ["a", "b"], model=None, heatmap=None, reporter=Terminal())


@pytest.mark.parametrize(
    ("backbone", "words"),
    [
        ({"features": "f", "architecture": "RN50"}, "features stand instead of architecture: leave out either"),
        ({"architecture": "RN50"}, "pretrained: missing"),
        ({}, "architecture and pretrained: missing: add it, or name a folder of features"),
        (
            {"architecture": "RN50", "pretrained": "openai"},
            "image_dir for b; set it, or give each",
        ),
        ({"architecture": "RN50", "pretrained": "openai", "logit_scale": 5}, "a model brings its own"),
        ({"features": "f", "logit_scale": 0}, "logit_scale: input should be greater than 0"),
    ],
)
def test_settings_that_do_not_fit_together_are_named(tmp_path: Path, backbone: dict[str, Any], words: str) -> None:
    path = tmp_path / "site_config.yaml"
    dataset = {"source": "subset", "subset_file": "s.json"}
    path.write_text(
        yaml.safe_dump({"profile": "p", "dataset": dataset, "backbones": [{"id": "b", "name": "B", **backbone}]})
    )
    with pytest.raises(PipelineError) as caught:
        load_settings(path)
    assert words in " ".join(caught.value.mistakes)


# ---------------------------------------------------------------- real features


@pytest.mark.slow
@pytest.mark.skipif("REAL_CLIP" not in os.environ, reason="REAL_CLIP names no folder of real features")
def test_a_dashboard_of_real_features_by_one_settings_file(tmp_path: Path) -> None:
    """500 photos by OpenAI's ViT-B/16: with 11 distractors, six of the own topic, zero-shot picks 86 to 87 % right."""
    settings = run_all(write_experiment(tmp_path, Path(os.environ["REAL_CLIP"], "coco500").resolve()))
    rows = {row.model: row for row in Metrics.read(settings.docs / "data").rows}
    assert 0.83 < rows["vit_b16-0shot"].accuracy < 0.92
    assert {row.shots for row in rows.values()} == {0, 1, 4, 8}
    facts = DatasetFacts.read(settings.docs / "data")
    assert (facts.samples, facts.test, facts.choices) == (500, 420, 12)
    page = (settings.docs / "index.html").read_text()
    assert "No maps of ViT-B/16" in page
    assert len(HardCases.read(settings.docs / "data").cases) == 40
    assert not check_site(settings)
    assert torch.load(settings.models / "best_vit_b16_8shot.pth", weights_only=True)["img_gate"]
