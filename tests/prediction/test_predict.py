"""Ranking captions for one picture, with trained rows and with published checkpoints."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image, ImageDraw

from pipeline.errors import PipelineError
from pipeline.prediction.predict import predict
from pipeline.progress import Terminal
from pipeline.results.schemas.attention import Attention, MapVerdict
from pipeline.settings import Settings
from pipeline.settings.settings_file import load_settings

from ..worlds import write_experiment

CAPTIONS = ["A zebra in a meadow.", "A steam train in the snow.", "Two bears at night."]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings(write_experiment(tmp_path / "experiment"))


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    image = Image.new("RGB", (300, 200), "skyblue")
    ImageDraw.Draw(image).ellipse((80, 60, 200, 180), fill="saddlebrown")
    image.save(tmp_path / "mine.png")
    return tmp_path / "mine.png"


def checkpoint(settings: Settings, width: int) -> Path:
    """A checkpoint of the published form, by hand."""
    torch.manual_seed(3)
    gate = {"0.weight": torch.randn(width // 16, width), "2.weight": torch.randn(width, width // 16)}
    path = settings.models / "best_demo_rn_2shot.pth"
    path.parent.mkdir(exist_ok=True)
    torch.save({"epoch": 3, "best_acc": 0.5, "img_gate": gate, "txt_gate": gate}, path)
    return path


def test_zero_shot_ranks_and_draws(settings: Settings, picture: Path, capsys: pytest.CaptureFixture[str]) -> None:
    chances = predict(settings, picture, CAPTIONS, model="demo_vit-0shot", heatmap=None, reporter=Terminal())
    assert sum(chances) == pytest.approx(1, abs=1e-5)
    shown, told = capsys.readouterr()
    assert "by relevance propagation" in told
    for whose in ("Its", "A random map's"):
        found = re.search(whose + r" score: insertion (\S+) minus deletion (\S+) is ([+−]\S+)", told)
        assert found, told
        insertion, deletion, apart = (float(number.replace("−", "-")) for number in found.groups())
        assert 0 <= min(insertion, deletion) <= max(insertion, deletion) <= 1
        assert apart == pytest.approx(insertion - deletion, abs=0.0011)
    best = CAPTIONS[int(np.argmax(chances))]
    assert shown.index(best) == min(shown.index(caption) for caption in CAPTIONS)
    assert f"{max(chances):.4f}" in shown
    with Image.open(picture.with_name("mine.heatmap.png")) as drawn:
        assert drawn.size == (300, 200)
        difference = np.abs(np.asarray(drawn, dtype=int) - np.asarray(Image.open(picture), dtype=int))
        assert difference.max() > 20
        assert difference[:, :30].max() == 0  # the model saw the centre square only


def test_the_map_is_by_the_method_that_scores_found_best(
    settings: Settings, picture: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    verdict = MapVerdict(
        backbone="demo_vit", model="demo_vit-0shot", images=9, answered=1.0, box_area=None, leading="grad_eclip",
        by_evidence=True, tied=[], no_better_than_random=[], no_better_than_centre=[], destroyed=[], surviving=[],
    )  # fmt: skip
    Attention(samples=[], maps=[], fractions=[], scores=[], verdicts=[verdict], sample_scores=[]).write(
        settings.docs / "data"
    )
    predict(settings, picture, CAPTIONS, model="demo_vit-0shot", heatmap=None, reporter=Terminal())
    assert "by Grad-ECLIP" in capsys.readouterr().err


def test_a_published_checkpoint_changes_the_answer(settings: Settings, picture: Path, tmp_path: Path) -> None:
    checkpoint(settings, 128)
    zero = predict(settings, picture, CAPTIONS, model="demo_rn-0shot", heatmap=tmp_path / "a.png", reporter=Terminal())
    few = predict(settings, picture, CAPTIONS, model="demo_rn-2shot", heatmap=tmp_path / "b.png", reporter=Terminal())
    assert max(abs(a - b) for a, b in zip(zero, few, strict=True)) > 1e-3
    assert (tmp_path / "b.png").is_file()


def test_a_checkpoint_of_another_width_is_refused(settings: Settings, picture: Path) -> None:
    path = checkpoint(settings, 512)
    with pytest.raises(PipelineError, match=r"width 512.*width 128"):
        predict(settings, picture, CAPTIONS, model="demo_rn-2shot", heatmap=None, reporter=Terminal())
    assert path.is_file()
    assert not picture.with_name("mine.heatmap.png").exists()


@pytest.mark.parametrize(
    ("model", "captions", "words"),
    [
        ("demo_rn-9shot", CAPTIONS, "did you mean"),
        ("demo_rn-1shot", CAPTIONS, "no such checkpoint: run `python -m pipeline train`"),
        (None, CAPTIONS[:1], "two or more"),
        (None, [CAPTIONS[0]] * 2, "different"),
    ],
)
def test_wrong_questions(settings: Settings, picture: Path, model: str | None, captions: list[str], words: str) -> None:
    with pytest.raises(PipelineError, match=words):
        predict(settings, picture, captions, model=model, heatmap=None, reporter=Terminal())


def test_a_picture_that_is_not_there(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match=r"nowhere\.jpg"):
        predict(settings, tmp_path / "nowhere.jpg", CAPTIONS, model=None, heatmap=None, reporter=Terminal())


@pytest.mark.parametrize("how", ["the same", "a link", "another file"])
def test_a_heat_map_goes_over_no_file_of_the_users(settings: Settings, picture: Path, tmp_path: Path, how: str) -> None:
    target = {"the same": picture, "a link": tmp_path / "link.png", "another file": tmp_path / "notes.txt"}[how]
    if how == "a link":
        target.symlink_to(picture)
    if how == "another file":
        target.write_text("mine")
    before = target.read_bytes()
    with pytest.raises(PipelineError, match="name another"):
        predict(settings, picture, CAPTIONS, model="demo_vit-0shot", heatmap=target, reporter=Terminal())
    assert target.read_bytes() == before


def test_a_heat_map_replaces_an_earlier_one(settings: Settings, picture: Path) -> None:
    predict(settings, picture, CAPTIONS, model="demo_vit-0shot", heatmap=None, reporter=Terminal())
    drawn = picture.with_name("mine.heatmap.png").read_bytes()
    predict(settings, picture, CAPTIONS[::-1], model="demo_rn-0shot", heatmap=None, reporter=Terminal())
    assert picture.with_name("mine.heatmap.png").read_bytes() != drawn
