"""Other distractors and unseen categories: against what one would do by hand."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import numpy as np
import pytest
import torch

from pipeline.clip import generalisation
from pipeline.clip.adapters.adapter import Lesson
from pipeline.clip.adapters.known_adapters import find_adapter
from pipeline.clip.adapters.lessons import Pool
from pipeline.clip.generalisation import UnseenCategories, redrawn_right, rivals
from pipeline.evaluation.answer_views import Redraws
from pipeline.evaluation.sample_table import every_other
from pipeline.results.names import Row
from pipeline.settings import Backbone, Training
from tests.evaluation.world import CATEGORIES, make_features, make_prepared

CPU = torch.device("cpu")
TRAINING = Training(shots=[2], pool_per_class=8, draws=3, adapters=["linear_anchor"])


@pytest.fixture(scope="module")
def features():
    return make_features(120)


@pytest.fixture(scope="module")
def prepared(features):
    return make_prepared(features)


@pytest.fixture(scope="module")
def asked(features, prepared):
    return features.subset(torch.from_numpy(prepared.test_rows)).compact()


@pytest.fixture(scope="module")
def table(prepared):
    return prepared.table(prepared.test_rows)


def distractors_of(candidates, table):
    """[n, c - 1] of candidates [n, c]."""
    return np.array([np.delete(each, right) for each, right in zip(candidates, table.correct, strict=True)])


def test_redrawn_distractors_are_of_the_categories_that_they_replace(table) -> None:
    redraws = Redraws(table, 20, seed=1)
    own = np.arange(len(table.ids))
    wanted = [np.sort(np.delete(table.choice_labels[row], table.correct[row])) for row in own]
    for candidates in redraws:
        assert (candidates[own, table.correct] == own).all()
        # Each at the position of the distractor that it replaces.
        assert (table.labels[candidates] == table.choice_labels).all()
        picked = distractors_of(candidates, table)
        assert (picked != own[:, None]).all()
        assert all(len(set(each)) == len(each) for each in picked.tolist())
        assert (np.sort(table.labels[picked], axis=1) == wanted).all()
    every = np.stack(list(redraws))
    assert (every[0] != every[1]).any()
    assert (np.stack(list(Redraws(table, 20, seed=1))) == every).all()
    assert (next(iter(Redraws(table, 1, seed=2))) != every[0]).any()


def test_every_caption_of_a_category_comes_up_as_often(table) -> None:
    redraws = Redraws(table, 400, seed=0)
    for label in range(len(CATEGORIES)):
        every = np.stack([distractors_of(candidates, table) for candidates in redraws])
        counts = np.bincount(every.ravel(), minlength=len(table.ids))[table.labels == label]
        assert counts.std() / counts.mean() < 0.1


def test_samples_of_one_picture_are_no_distractors_of_each_other(table) -> None:
    """Where too few captions of other pictures are left, a distractor is left out: the sample itself stands there."""
    paired = replace(table, images=table.images // 8)
    own = np.arange(len(table.ids))[:, None]
    for candidates in Redraws(paired, 50, seed=0):
        picked = distractors_of(candidates, paired)
        assert ((paired.images[picked] != paired.images[own]) | (picked == own)).all()
        assert (picked == own).mean() < 0.1


def test_a_redraw_is_right_where_no_distractor_beats_the_own_caption(asked, table) -> None:
    redraws, against = Redraws(table, 5, seed=0), rivals(None, asked)
    images = torch.nn.functional.normalize(asked.images, dim=-1)
    own = asked.captions[asked.choices[torch.arange(len(asked)), asked.correct]]
    scores = (images @ torch.nn.functional.normalize(own, dim=-1).T).numpy()
    assert ((against > 0) == (scores > np.diag(scores)[:, None])).all()
    for candidates, right in zip(redraws, redraws.right(against), strict=True):
        for row, each in enumerate(candidates):
            assert right[row] == (scores[row, row] == scores[row, each].max())


@pytest.mark.parametrize("all_pairs", [True, False])
def test_equal_scores_fall_to_the_earlier_answer_among_redraws_as_everywhere(
    asked, table, monkeypatch, all_pairs
) -> None:
    """All captions score alike: the pick is the first candidate, and right where the right caption is that."""
    equal = replace(asked, captions=asked.captions[:1].expand_as(asked.captions))
    monkeypatch.setattr(Redraws, "pairs", len(asked) if all_pairs else 0)
    scores = torch.ones(len(asked), asked.choices.shape[1])
    first = int((equal.picks(scores) == equal.correct).sum())
    assert first == (table.correct == 0).sum() < len(asked)
    assert redrawn_right(None, equal, Redraws(table, 3, seed=0)).tolist() == [first] * 3


def test_rivals_of_an_adapter_are_those_of_its_own_logits(features, prepared, asked) -> None:
    adapter = find_adapter("linear_anchor")
    pool = Pool(features, prepared, TRAINING, CPU)
    trained = adapter.fit(pool.lesson(adapter, 2), TRAINING)[0].trained
    captions = asked.captions[asked.choices[torch.arange(len(asked)), asked.correct]]
    logits = trained.logits(asked.images, captions, asked.logit_scale).detach().numpy()
    assert ((rivals(trained, asked) > 0) == (logits > np.diag(logits)[:, None])).all()


@pytest.mark.parametrize("name", [None, "linear_anchor", "residual_dual"])
def test_many_samples_are_asked_about_their_distractors_alone(
    features, prepared, asked, table, name, monkeypatch
) -> None:
    """Pair by pair, the answers are those that all pairs give."""
    trained = None
    if name:
        adapter = find_adapter(name)
        pool = Pool(features, prepared, TRAINING, CPU)
        trained = replace(adapter.fit(pool.lesson(adapter, 2), TRAINING)[0].trained, gamma=0.4)
    redraws = Redraws(table, 6, seed=0)
    every = redraws.right(rivals(trained, asked)).sum(axis=1)
    with monkeypatch.context() as patch:
        patch.setattr(generalisation, "rivals", None)
        assert (redrawn_right(trained, asked, redraws) == every).all()
    monkeypatch.setattr(Redraws, "pairs", len(asked))
    monkeypatch.setattr(generalisation, "candidate_scores", None)
    assert (redrawn_right(trained, asked, redraws) == every).all()
    assert 0 < every.min() <= every.max() < len(asked)


def test_a_pool_of_some_categories_has_nothing_of_the_others(features, prepared) -> None:
    seen, unseen = every_other(tuple(prepared.categories))
    assert not set(seen) & set(unseen)
    pool = Pool(features, prepared, TRAINING, CPU, seen)
    adapter = find_adapter("linear_anchor")
    lesson: Lesson = pool.lesson(adapter, 2, draws=2)
    assert len(pool.features) == 8 * len(seen)
    assert lesson.support.shape == (2, 2 * len(seen))
    for places in (*lesson.support, *lesson.validation):
        assert {CATEGORIES[pool.table.labels[place]] for place in places.tolist()} == set(seen)
    for places, others in zip(lesson.support, lesson.validation, strict=True):
        assert not set(places.tolist()) & set(others.tolist())


def test_a_half_without_test_samples_is_not_asked(features, prepared) -> None:
    _, unseen = every_other(tuple(prepared.categories))
    rows = [row for row in prepared.test_rows if prepared.samples[row].label in unseen]
    keep = {*rows, *prepared.pool_rows.tolist()}
    samples = tuple(sample for row, sample in enumerate(prepared.samples) if row in keep)
    left = msgspec.structs.replace(prepared, samples=samples)
    some = features.subset(torch.tensor(sorted(keep)))
    asked = some.subset(torch.from_numpy(left.test_rows)).compact()
    row = Row(Backbone(id="b", name="B", architecture="a", pretrained="p"), 2, "linear_anchor", "x.pth", None)
    found = UnseenCategories(some, asked, left, TRAINING, draws=2).right(row)
    assert found.shape == (2, len(rows))
    assert 0 < found.mean() < 1


def test_each_sample_is_answered_by_an_adapter_that_never_saw_its_category(features, prepared, asked, table) -> None:
    row = Row(Backbone(id="b", name="B", architecture="a", pretrained="p"), 2, "linear_anchor", "x.pth", None)
    found = UnseenCategories(features, asked, prepared, TRAINING, draws=2).right(row)
    assert found.shape == (2, len(asked))
    adapter = find_adapter("linear_anchor")
    for seen in every_other(tuple(prepared.categories)):
        pool = Pool(features, prepared, TRAINING, CPU, seen)
        members = ~np.isin(np.array(table.categories)[table.labels], seen)
        for draw, one in enumerate(adapter.fit(pool.lesson(adapter, 2, draws=2), TRAINING)):
            right = (one.trained.scores(asked).argmax(1) == asked.correct).numpy()
            assert (found[draw, members] == right[members]).all()
