"""Pretraining: one command, restartable anywhere, the same weights every time."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import open_clip
import pytest
import torch
from safetensors import safe_open
from safetensors.torch import load_file, save

from pipeline import MODEL_CONFIGS
from pipeline.demo.pretraining import corpus as drawing
from pipeline.demo.pretraining import pretrain as pretraining
from pipeline.demo.pretraining.batches import LEFT, RIGHT, Batches
from pipeline.demo.pretraining.corpus import Corpus, draw_corpus
from pipeline.demo.pretraining.learner import Learner, Plan
from pipeline.demo.pretraining.pretrain import PICTURES, default_plans, pretrain
from pipeline.errors import PipelineError
from pipeline.progress import Silent
from pipeline.results.files import hold
from tests.worlds import REPOSITORY, contents

pytestmark = pytest.mark.slow

PLAN = Plan("demo_vit", steps=4, batch=8, warmup=2)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return draw_corpus(tmp_path_factory.mktemp("corpus"), count=40, seed=1, workers=1)


@pytest.fixture(autouse=True)
def _one_thread() -> Iterator[None]:
    """Sums in one order."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def test_an_interrupted_training_ends_with_the_same_weights(corpus, tmp_path):
    straight = Learner(PLAN, corpus, seed=5)
    straight.train(tmp_path / "straight.pt")
    first = Learner(PLAN, corpus, seed=5)
    first.model.train()
    for _ in range(2):
        first.advance()
    first.save(tmp_path / "halves.pt")
    second = Learner(PLAN, corpus, seed=99)
    second.batches.seed = 5
    second.train(tmp_path / "halves.pt")
    wanted, got = straight.weights(), second.weights()
    assert wanted.keys() == got.keys()
    assert all(torch.equal(wanted[name], got[name]) for name in wanted)


@pytest.mark.slow
def test_training_learns_something(corpus):
    learner = Learner(Plan("demo_vit", steps=30, batch=8, warmup=2, word_dropout=0.0), corpus, seed=5)
    learner.model.train()
    losses = [learner.advance() for _ in range(30)]
    assert np.mean(losses[-5:]) < np.mean(losses[:5]) - 0.1


def test_mirrored_pictures_swap_left_and_right(corpus):
    batches = Batches(corpus, 5, size=40, categories=(10, 4), side=128, word_dropout=0.0)
    words = open_clip.SimpleTokenizer()
    assert (words.decode([LEFT]).strip(), words.decode([RIGHT]).strip()) == ("left", "right")
    assert batches.mirrored[LEFT] == RIGHT
    assert batches.mirrored[RIGHT] == LEFT
    images, rows, ends = batches.draw(0)
    assert images.shape == (40, 3, 128, 128)
    assert rows.shape == (40, int(ends.max()) + 1)
    assert torch.isfinite(images).all()


def test_compact_reading_equals_open_clip_s(corpus):
    learner = Learner(PLAN, corpus, seed=5)
    learner.model.eval()
    tokens = torch.from_numpy(corpus.tokens[:6, 0].astype(np.int64))
    rows = torch.from_numpy(learner.batches.row_of[tokens.numpy()])
    mine = learner.read(rows, tokens.argmax(1))
    whole = open_clip.create_model("demo_vit").eval()
    whole.load_state_dict({name: value.float() for name, value in learner.weights().items()})
    padded = torch.zeros(6, 77, dtype=torch.long)
    padded[:, : tokens.shape[1]] = tokens
    torch.testing.assert_close(mine, whole.encode_text(padded), atol=2e-3, rtol=2e-3)


def test_a_corpus_is_completed_not_redrawn(tmp_path, monkeypatch):
    monkeypatch.setattr(drawing, "CHUNK", 25)
    whole = draw_corpus(tmp_path, count=30, seed=2, workers=1)
    images, tokens = np.array(whole.images), np.array(whole.tokens)
    done = np.lib.format.open_memmap(tmp_path / "done.npy", mode="r+")
    drawn = np.lib.format.open_memmap(tmp_path / "images.npy", mode="r+")
    assert done.tolist() == [1, 1]
    done[1], drawn[25:] = 0, 0
    seen: list[tuple[int, int]] = []
    again = draw_corpus(tmp_path, count=30, seed=2, workers=1, progress=lambda n, total: seen.append((n, total)))
    assert seen == [(30, 30)]
    assert np.array_equal(again.images, images)
    assert np.array_equal(again.tokens, tokens)


@pytest.mark.slow
def test_command_writes_weights_that_open_clip_loads(tmp_path):
    plan = Plan("demo_vit", 2, batch=8)
    with hold(tmp_path / "models", earlier=lambda _: ()):
        pretrain(tmp_path / "models", tmp_path / "cache", Silent(), seed=3, pictures=20, plans=[plan])
    assert sorted(contents(tmp_path / "models")) == [".manifest", "demo_vit.safetensors"]
    assert (tmp_path / "models/.manifest").read_text() == "demo_vit.safetensors\n"
    open_clip.add_model_config(MODEL_CONFIGS)
    path = tmp_path / "models/demo_vit.safetensors"
    open_clip.create_model("demo_vit", pretrained=str(path))
    assert made_by(path) == f"{plan} on 20 pictures, seed 3"
    assert list((tmp_path / "cache/pretrain").iterdir()) == []


def test_weights_of_somebody_else_stay_and_those_of_an_earlier_training_count_as_ours(tmp_path):
    models, plan = tmp_path / "models", Plan("demo_vit", 2, batch=8)
    models.mkdir()
    for foreign in (b"mine", save({"a": torch.zeros(1)})):
        (models / "demo_vit.safetensors").write_bytes(foreign)
        with hold(models, earlier=lambda _: ()), pytest.raises(PipelineError, match="in the way"):
            pretrain(models, tmp_path / "cache", Silent(), pictures=20, plans=[plan])
        assert (models / "demo_vit.safetensors").read_bytes() == foreign
    assert not (tmp_path / "cache").exists()
    shutil.copy(REPOSITORY / "models/demo_vit.safetensors", models)
    with hold(models, earlier=lambda _: ()), pytest.MonkeyPatch.context() as patch:
        patch.setattr(pretraining, "_learn", lambda *arguments: None)
        pretrain(models, tmp_path / "cache", Silent(), pictures=20, plans=[plan])
    assert (models / ".manifest").read_text() == "demo_vit.safetensors\n"


def made_by(path: Path) -> str:
    with safe_open(path, "pt") as file:
        (value,) = file.metadata().values()
    return value


@pytest.mark.parametrize("plan", default_plans(), ids=lambda plan: plan.architecture)
def test_committed_weights_come_from_the_plan(plan):
    path = Path(__file__).parents[2] / "models" / f"{plan.architecture}.safetensors"
    _, _, facts = made_by(path).partition("(")  # what the class was called then does not matter
    assert f"Plan({facts}" == f"{plan} on {PICTURES} pictures, seed 42"


@pytest.mark.parametrize("architecture", ["demo_rn", "demo_vit"])
def test_committed_weights_fit_their_architecture(architecture):
    path = Path(__file__).parents[2] / "models" / f"{architecture}.safetensors"
    assert path.stat().st_size <= 16 * 2**20
    open_clip.add_model_config(MODEL_CONFIGS)
    model = open_clip.create_model(architecture, pretrained=str(path))
    stored = load_file(path)
    assert {name: value.shape for name, value in model.state_dict().items()} == {n: v.shape for n, v in stored.items()}
    assert all(value.dtype == torch.float16 for value in stored.values() if value.is_floating_point())
    size = np.atleast_1d(model.visual.image_size)[0]
    assert size // (32 if architecture == "demo_rn" else 16) >= 6, "heat maps would be too coarse"
