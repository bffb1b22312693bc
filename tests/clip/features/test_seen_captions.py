"""Captions as tokenizers leave them: cut ones and candidates that are one and the same to the model."""

from __future__ import annotations

from pathlib import Path

import open_clip
import pytest

from pipeline.clip.features.seen_captions import captions_as_seen, look_at
from pipeline.data.samples import Sample
from pipeline.progress import Silent
from pipeline.settings import Settings

from ..backbones.families import FAMILIES, WORDS, write_family

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
    first, second = captions_as_seen(settings, samples, Listening())
    assert (first.cut, first.tied, first.tokens) == (2, ["twins", "cut"], 77)
    assert (second.cut, second.tied) == (2, ["twins", "cut"])
    assert "2 of 6 captions were cut at 77 tokens; 2 samples have candidates that the model cannot" in notes[0]
