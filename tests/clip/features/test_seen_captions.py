"""Captions as tokenizers leave them: cut ones and candidates that are one and the same to the model."""

from __future__ import annotations

import json
from pathlib import Path

import open_clip
import pytest
import torch

from pipeline.clip.features.features import Features
from pipeline.clip.features.seen_captions import captions_as_seen, look_at
from pipeline.data.samples import Sample
from pipeline.evaluation.outcomes import Answers
from pipeline.progress import Silent
from pipeline.results.schemas.dataset import DatasetFacts
from pipeline.results.schemas.hard_cases import HardCases
from pipeline.results.schemas.metrics import Metrics
from pipeline.results.schemas.predictions import Predictions
from pipeline.runner.stage_runner import run_stages
from pipeline.settings import Settings

from ..backbones.families import FAMILIES, WORDS, write_family
from ..backbones.test_against_openai import draw_pictures
from ..tiny import tiny_settings

LONG = "a dog " * 60


def sample(name: str, *choices: str) -> Sample:
    return Sample(
        id=name, image=f"{name}.jpg", sha256=name, label="dog", choices=choices, correct=0, width=9, height=9,
        split="test",
    )  # fmt: skip


def test_captions_that_differ_only_where_they_are_cut_are_one_to_the_model() -> None:
    cut, tokens = look_at(open_clip.get_tokenizer("ViT-B-32"), ["a dog", LONG + "red", LONG + "blue"])
    assert cut == [False, True, True]
    assert tokens[1] == tokens[2] != tokens[0]


@pytest.mark.parametrize("length", [74, 75, 76])
def test_a_caption_is_cut_from_the_first_token_that_does_not_fit(length: int) -> None:
    # 77 tokens, two of them the start and the end of the text.
    assert look_at(open_clip.get_tokenizer("ViT-B-32"), ["dog " * length])[0] == [length > 75]


@pytest.mark.parametrize(("name", "ends"), [("fam_siglip", 1), ("fam_siglip2", 0), ("fam_roberta", 2)])
def test_the_same_of_tokenizers_from_hugging_face(tmp_path: Path, name: str, ends: int) -> None:
    family = next(family for family in FAMILIES if family.name == name)
    write_family(family, tmp_path)
    tokenize = open_clip.get_tokenizer(name)
    room = family.text["context_length"] - ends
    captions = [" ".join((WORDS * 3)[:length]) for length in (1, room - 1, room, room + 1, room + 2)]
    cut, tokens = look_at(tokenize, captions)
    assert cut == [False, False, False, True, True]
    # What was cut is what just fits, to the model.
    assert tokens[2] == tokens[3] == tokens[4]
    assert len(set(tokens)) == 3


@pytest.mark.parametrize("habit", ["left", "clips"])
def test_padding_need_not_stand_last(tmp_path: Path, habit: str) -> None:
    # On the left, as in decoders; or between a caption's end and a class token that always stands last, as in CLIPS.
    family = next(family for family in FAMILIES if family.name == "fam_roberta")
    write_family(family, tmp_path)
    room = family.text["context_length"] - (3 if habit == "clips" else 2)
    tokenize = open_clip.get_tokenizer("fam_roberta")
    tokenize.tokenizer.padding_side = "left" if habit == "left" else "right"
    tokenize.tokenizer_mode = habit
    tokenize.tokenizer.cls_token = "<unk>"
    captions = [" ".join((WORDS * 3)[:length]) for length in (1, room - 1, room, room + 1, room + 2)]
    assert look_at(tokenize, captions)[0] == [False, False, False, True, True]


def test_samples_with_twins_are_flagged_and_counted(tmp_path: Path) -> None:
    notes: list[str] = []

    class Listening(Silent):
        def note(self, text: str) -> None:
            notes.append(text)

    settings = Settings(profile="x", backbones=["ViT-B-32-quickgelu/openai", "RN50-quickgelu/openai"])
    settings._root = tmp_path
    samples = [
        sample("twins", "A dog &amp; a cat", "a dog & a cat"),
        sample("cut", LONG + "red", LONG + "blue"),
        sample("plain", "a dog", "a cat"),
    ]
    (first, second), alike = captions_as_seen(settings, samples, Listening())
    assert (first.cut, first.tied, first.tokens) == (2, ["twins", "cut"], 77)
    assert (second.cut, second.tied) == (2, ["twins", "cut"])
    same = {"a dog & a cat": "A dog &amp; a cat", LONG + "blue": LONG + "red"}
    assert alike == {first.backbone: same, second.backbone: same}
    assert "2 of 6 captions were cut at 77 tokens; 2 samples have candidates that the model cannot" in notes[0]


# To the tokenizer one caption: it unescapes entities, folds case and joins blanks.
SPELLINGS = ["a dog & a cat", "A dog &amp; a cat", "a  DOG &amp;amp; a cat"]


def test_whoever_picks_a_twin_of_the_right_caption_is_right(tmp_path: Path) -> None:
    """Two candidates, both the right one to the model: nobody can be wrong, or less than sure."""
    draw_pictures(tmp_path, 8)
    pictures = sorted(tmp_path.glob("*.*"))
    samples = [
        {
            "image_id": path.stem,
            "file_name": path.name,
            "true_label": ("dog", "cat")[number % 2],
            # The right one is the second: the first of equals would be a mistake.
            "choices": [SPELLINGS[number % 2], SPELLINGS[2]] if number != 7 else ["a bear", "a zebra"],
            "ground_truth_idx": 1,
        }
        for number, path in enumerate(pictures)
    ]
    settings = tiny_settings(
        tmp_path,
        "tiny_vit",
        dataset={
            "source": "subset",
            "subset_file": "subset.json",
            "image_dir": ".",
            "distractors": 1,
            "same_class_distractors": 0,
        },
        training={"shots": [1], "pool_per_class": 1, "draws": 1, "adapters": ["linear_anchor"]},
        evaluation={"bootstrap": 100, "hard_cases": 8},
    )
    (tmp_path / "subset.json").write_text(json.dumps(samples))
    run_stages(settings, Silent(), last="hard-cases")
    data = settings.docs / "data"
    facts = DatasetFacts.read(data)
    assert len(facts.captions_seen[0].tied) == facts.samples - 1 == 7
    answers = {one.id: one for one in Predictions.read(data).samples}
    plain = samples[7]["image_id"]
    for name, one in answers.items():
        if name != plain:
            assert set(one.chosen) == {one.correct}
            assert set(one.probability) == set(one.confidence or []) == {1}
            assert set(one.rank or []) == {1}
    for row in Metrics.read(data).rows:
        wrong = plain in answers and answers[plain].chosen[0] != 1
        assert row.accuracy == pytest.approx((len(answers) - wrong) / len(answers), abs=1e-5)
    for case in HardCases.read(data).cases:
        assert case.tied == ([] if case.id == plain else [0])


def test_twins_among_others_count_once() -> None:
    captions = torch.eye(4)
    # The right caption stands at 1; the one at 3 is its twin, those at 0 and 4 are each other's.
    features = Features(captions[:1], captions, torch.tensor([[2, 1, 3, 1, 2]]), torch.tensor([1]), 1.0)
    assert features.twins.tolist() == [[False, False, False, True, False]]
    scores = torch.tensor([[0.0, 1.0, 0.5, 1.1, 0.0]])
    assert features.picks(scores).tolist() == [1]
    answers = Answers(features.without_twins(scores).numpy(), features.correct.numpy())
    alone = Answers(scores[:, [0, 1, 2, 4]].numpy(), features.correct.numpy())
    assert answers.probability == pytest.approx(alone.probability)
    assert answers.log_loss == pytest.approx(alone.log_loss)
    assert answers.brier == pytest.approx(alone.brier)
