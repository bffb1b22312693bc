"""The stages train, evaluate and hard-cases on a small world, from stored features to artifacts."""

from __future__ import annotations

import dataclasses
import json
import re

import numpy as np
import pytest
import torch

from pipeline.clip.adapters.checkpoint_files import load_checkpoint
from pipeline.errors import PipelineError
from pipeline.progress import Silent
from pipeline.results.conditions import Conditions, Versions
from pipeline.results.schemas.curves import Curves
from pipeline.results.schemas.hard_cases import HardCases
from pipeline.results.schemas.metrics import Metrics
from pipeline.results.schemas.predictions import Predictions
from pipeline.results.schemas.test_samples import SampleArchive
from pipeline.results.schemas.timings import Timings
from pipeline.settings import Training
from pipeline.stages import evaluate, generalise, hard_cases, train
from tests.evaluation.world import draw_pictures, make_features, make_prepared, make_settings

FEATURES = {"one": make_features(seed=0), "two": make_features(seed=0, noise=1.5)}
EXTRACTION = {"decode": 1.0, "image": 2.0, "captions": 0.5}


@pytest.fixture
def world(tmp_path, monkeypatch):
    """Settings and samples in a folder; features stand ready, as if extracted."""

    def build(folder="a", known=True, pool=8, **training):
        settings = make_settings(tmp_path / folder, pool_per_class=pool, **training)
        prepared = make_prepared(FEATURES["one"], known=known, pool_per_class=pool)
        prepared.save(settings)
        Conditions("cpu", 1, 0, Versions.now()).write(settings.work)
        return settings

    for stage in (train, generalise, evaluate):
        monkeypatch.setattr(stage, "load_features", lambda settings, backbone, prepared: FEATURES[backbone.id])
    monkeypatch.setattr(evaluate, "extraction_times", lambda *arguments: EXTRACTION)
    return build


def run(settings):
    for stage in (train, generalise, evaluate):
        stage.run(settings, Silent())
    return settings.docs / "data"


def test_every_row_can_be_counted_again_from_the_predictions(world):
    data = run(world(training_free=["nearest_neighbour", "distribution"]))
    metrics, predictions = Metrics.read(data), Predictions.read(data)
    of_one = [
        "one-0shot", "one-0shot-nearest_neighbour", "one-0shot-distribution",
        "one-1shot", "one-4shot", "one-1shot-linear_anchor", "one-4shot-linear_anchor",
    ]  # fmt: skip
    assert predictions.models == of_one + [model.replace("one", "two") for model in of_one]
    assert [row.model for row in metrics.rows] == predictions.models
    assert len(predictions.samples) == 120 - 32
    correct = np.array([sample.correct for sample in predictions.samples])
    chosen = np.array([sample.chosen for sample in predictions.samples])
    for column, row in enumerate(metrics.rows):
        assert row.accuracy == pytest.approx((chosen[:, column] == correct).mean(), abs=1e-6)
        assert row.f1_micro == row.accuracy
        assert row.draw_accuracy[:1] in ([], [row.accuracy])
    assert all(0 < probability <= 1 for sample in predictions.samples for probability in sample.probability)


@pytest.mark.slow
def test_noise_in_the_last_digits_of_features_changes_no_figure(world, monkeypatch):
    """Another machine stores features that are equal to about a millionth."""
    files, dice = [], torch.Generator().manual_seed(0)
    for noise in (0.0, 1e-6):
        noisy = {
            name: dataclasses.replace(
                each,
                images=each.images * (1 + noise * torch.randn(each.images.shape, generator=dice)),
                captions=each.captions * (1 + noise * torch.randn(each.captions.shape, generator=dice)),
            )
            for name, each in FEATURES.items()
        }
        for stage in (train, generalise, evaluate):
            monkeypatch.setattr(stage, "load_features", lambda settings, one, prepared, noisy=noisy: noisy[one.id])
        data = run(world(f"noise {noise}", adapters=["hub_bilinear", "residual_dual", "linear_anchor"]))
        files.append({path.name: path.read_text().splitlines() for path in data.glob("*.json")})
    before, after = files
    for name in ("metrics.json", "draws.json"):
        assert after[name] == before[name]
    # A probability may lie where it is rounded up here and down there: a few of the thousands do.
    numbers = [re.findall(r"[-\d.]+", "\n".join(side["predictions.json"])) for side in files]
    changed = sum(a != b for a, b in zip(*numbers, strict=True))
    assert changed < 0.002 * len(numbers[0])


def test_rows_say_what_they_used(world):
    data = run(world(training_free=["distribution"]))
    rows = {row.model: row for row in Metrics.read(data).rows}
    plain, few, anchor = rows["one-0shot"], rows["one-4shot"], rows["one-4shot-linear_anchor"]
    free = rows["one-0shot-distribution"]
    assert (plain.mode, plain.support_images, plain.validation_images, plain.checkpoint) == ("Zero-shot", 0, 0, None)
    assert (free.mode, free.adapter, free.unlabelled_images) == ("Zero-shot", "distribution", 32)
    assert (few.mode, few.support_images, few.validation_images, few.draws) == ("Few-shot", 16, 16, 3)
    assert (few.parameters, few.gamma, few.checkpoint) == (2 * 2 * 32 * 2, None, "models/best_one_4shot.pth")
    assert (anchor.parameters, anchor.checkpoint) == (2 * 32 * 32, "models/best_one_4shot_linear_anchor.pth")
    assert 0 <= anchor.gamma <= 1


def test_the_released_checkpoint_is_the_first_draws_whatever_it_scores(world):
    settings = world()
    data = run(settings)
    curves = Curves.read(data)
    for shots in (1, 4):
        released = load_checkpoint(settings.models / f"best_one_{shots}shot.pth", 32)
        first = next(
            c for c in curves.rows if (c.backbone, c.shots, c.adapter, c.draw) == ("one", shots, "residual_dual", 0)
        )
        assert released.epoch == first.best_epoch
        kept = [first.zero_shot_validation_accuracy, *first.validation_accuracy]
        assert released.best_accuracy == pytest.approx(kept[first.best_epoch], abs=1e-6)
        assert (first.validation_samples, first.steps_per_epoch) == (32 - 4 * shots, 1)


def test_curves_have_a_value_per_epoch(world):
    settings = world()
    train.run(settings, Silent())
    curves = Curves.read(settings.docs / "data")
    assert len(curves.rows) == 2 * 2 * 2 * 3
    for curve in curves.rows:
        lengths = {len(values) for _, values in curve if isinstance(values, list)}
        assert len(lengths) == 1
        assert curve.best_epoch <= lengths.pop()
        assert all(value is not None for value in curve.validation_f1_macro)


def test_two_runs_give_equal_bytes(world):
    first, second = run(world("a")), run(world("b"))
    for name in ("metrics.json", "predictions.json", "curves.json"):
        assert (first / name).read_bytes() == (second / name).read_bytes()
    for path in sorted((first.parents[1] / "models").iterdir()):
        assert path.read_bytes() == (second.parents[1] / "models" / path.name).read_bytes()


def test_more_draws_leave_the_first_ones_as_they_were(world):
    few, many = run(world("a", draws=2)), run(world("b", draws=4))
    for one, other in zip(Metrics.read(few).rows, Metrics.read(many).rows, strict=True):
        assert one.accuracy == other.accuracy
        assert one.draw_accuracy == other.draw_accuracy[:2]


def test_a_training_that_diverges_is_refused_before_anything_is_written(world):
    settings = world()
    vars(settings.training)["learning_rate"] = 1e30  # beyond what a settings file may say, so that it is sure to
    before = sorted(settings.root.rglob("*"))
    with pytest.raises(PipelineError, match=r"training\.learning_rate: residual_dual diverged in epoch 1 at 1e\+30"):
        train.run(settings, Silent())
    assert sorted(settings.root.rglob("*")) == before


def test_the_test_set_is_not_looked_at_while_training(world, monkeypatch):
    settings = world()
    train.run(settings, Silent())
    before = (settings.docs / "data/curves.json").read_bytes()
    spoiled = {}
    for name, features in FEATURES.items():
        images = features.images.clone()
        images[32:] = float("nan")
        spoiled[name] = type(features)(images, features.captions, features.choices, features.correct, 20.0)
    monkeypatch.setattr(train, "load_features", lambda settings, backbone, prepared: spoiled[backbone.id])
    train.run(settings, Silent())
    assert (settings.docs / "data/curves.json").read_bytes() == before


def test_a_zero_shot_run_trains_nothing(world):
    settings = world(shots=[], pool=0)
    data = run(settings)
    assert Curves.read(data).rows == []
    assert not settings.models.exists()
    metrics = Metrics.read(data)
    assert [row.model for row in metrics.rows] == ["one-0shot", "two-0shot"]
    assert {row.samples for row in metrics.rows} == {120}
    assert {row.temperature for row in metrics.rows} == {None}


def test_without_validation_no_other_labels_are_used(world):
    settings = world(validation="none")
    data = run(settings)
    for curve in Curves.read(data).rows:
        assert curve.best_epoch == len(curve.train_loss) == settings.training.epochs
        assert set(curve.validation_accuracy) == set(curve.validation_f1_macro) == {None}
    for row in Metrics.read(data).rows:
        assert (row.validation_images, row.temperature) == (0, None)


def test_unknown_categories_are_said_to_be_unknown(world):
    data = run(world(known=False))
    metrics = Metrics.read(data)
    assert {row.f1_macro for row in metrics.rows} == {None}
    assert metrics.f1_note == "The file does not name them"
    assert metrics.confusion == metrics.errors == []
    assert all(set(curve.validation_f1_macro) == {None} for curve in Curves.read(data).rows)


def test_times_are_those_of_extraction_and_the_head(world):
    data = run(world())
    timings = Timings.read(data)
    assert [row.model for row in timings.rows] == Predictions.read(data).models
    for row in timings.rows:
        steps = {step.step: step.seconds for step in row.steps}
        assert {name: steps[name] for name in EXTRACTION} == EXTRACTION
        assert steps["head"] > 0
        assert row.ms_per_sample == pytest.approx(1000 * row.seconds / row.samples, rel=1e-3)


def test_evaluating_what_was_not_trained_says_what_to_run(world):
    with pytest.raises(PipelineError, match="pipeline generalise"):
        evaluate.run(world(), Silent())


def test_rows_by_default_say_which_labels_and_which_images_they_used(world):
    """The training-free rows in their order; the recommended adapter, the documented one, and it without stopping."""
    defaults = Training()
    data = run(world(adapters=defaults.adapters, training_free=defaults.training_free, shots=[4, 8]))
    rows = {row.model: row for row in Metrics.read(data).rows if row.backbone == "one"}
    used = {
        model: (row.support_images, row.validation_images, row.unlabelled_images, row.draws)
        for model, row in rows.items()
    }
    assert used == {
        "one-0shot": (0, 0, 0, 0),
        "one-0shot-nearest_neighbour": (0, 0, 32, 0),
        "one-0shot-distribution": (0, 0, 32, 0),
        "one-0shot-inverse_softmax": (0, 0, 32, 0),
        "one-4shot-hub_bilinear": (16, 0, 32, 3),
        "one-8shot-hub_bilinear": (32, 0, 32, 1),  # all of the pool: nothing is drawn, nothing left to validate on
        "one-4shot": (16, 16, 0, 3),
        "one-8shot": (32, 0, 0, 1),
        "one-4shot-residual_dual_all_epochs": (16, 0, 0, 3),
        "one-8shot-residual_dual_all_epochs": (32, 0, 0, 1),
    }
    assert all((data.parents[1] / row.checkpoint).is_file() for row in rows.values() if row.adapter)
    assert {curve.best_epoch for curve in Curves.read(data).rows if curve.shots == 8} == {6}


class Notes(Silent):
    def __init__(self):
        self.said = []

    def note(self, text):
        self.said.append(text)


@pytest.mark.parametrize(
    ("training", "said"),
    [
        ({"min_delta": 0.002}, ["with up to 28 validation images, one more right is a gain of 0.0357"]),
        ({"min_delta": 0.05}, []),
        ({"min_delta": 0.0}, []),
        ({"min_delta": 0.002, "validation": "none"}, []),
    ],
)
def test_a_min_delta_below_one_validation_image_is_said_to_do_nothing(world, training, said):
    notes = Notes()
    train.run(world(**training), notes)
    assert len(notes.said) == len(said)
    assert all(part in whole for part, whole in zip(said, notes.said, strict=True))


def test_artifacts_hold_no_nan(world):
    data = run(world())
    for path in data.glob("*.json"):
        json.loads(path.read_text(), parse_constant=pytest.fail)


def test_hard_cases_show_every_candidate_of_every_shown_row(world):
    settings = world()
    data = run(settings)
    # What lies in docs/data is enough: nothing hidden beside it.
    for path in settings.work.rglob("*.safetensors"):
        path.unlink()
    draw_pictures(make_prepared(FEATURES["one"]), settings)
    hard_cases.run(settings, Silent())
    found, predictions = HardCases.read(data), Predictions.read(data)
    assert found.models == ["one-0shot", "one-4shot", "two-0shot", "two-4shot"]
    assert 0 < len(found.cases) <= settings.evaluation.hard_cases
    by_id = {sample.id: sample for sample in predictions.samples}
    for case in found.cases:
        assert len({len(case.choices), *(len(model.probabilities) for model in case.models)}) == 1
        for model in case.models:
            column = predictions.models.index(model.model)
            assert model.chosen == by_id[case.id].chosen[column]
            assert model.probabilities[case.correct] == pytest.approx(by_id[case.id].probability[column], rel=1e-4)
        assert (settings.docs / case.picture.thumbnail).is_file()
    again = (data / "hard_cases.json").read_bytes()
    hard_cases.run(settings, Silent())
    assert (data / "hard_cases.json").read_bytes() == again


def test_every_test_sample_can_be_opened_with_pictures_as_far_as_there_is_room(world):
    settings = world()
    data = run(settings)
    prepared = make_prepared(FEATURES["one"])
    draw_pictures(prepared, settings)
    hard_cases.run(settings, Silent())
    archive, answers = SampleArchive.read(data), Predictions.read(data)
    cases = {case.id: case for case in HardCases.read(data).cases}
    by_id = {sample.id: sample for sample in prepared.samples}
    assert [one.id for one in archive.samples] == [one.id for one in answers.samples]
    for one in archive.samples:
        assert [archive.captions[place].text for place in one.choices] == list(by_id[one.id].choices)
        assert one.thumbnail is not None
        assert (settings.docs / one.thumbnail).is_file()
        assert (one.thumbnail == cases[one.id].picture.thumbnail) if one.id in cases else "small" in one.thumbnail
    small = [one.thumbnail for one in archive.samples if one.id not in cases]
    size = max((settings.docs / path).stat().st_size for path in small)
    tight = settings.model_copy(
        update={"evaluation": settings.evaluation.model_copy(update={"thumbnails_kb": 3 * size // 1000})}
    )
    tight._root = settings.root
    hard_cases.run(tight, Silent())
    kept = [one for one in SampleArchive.read(data).samples if one.thumbnail and one.id not in cases]
    assert sum((settings.docs / one.thumbnail).stat().st_size for one in kept) <= 3 * size
    assert 0 < len(kept) < len(small)
    wrong = {one.id for one in answers.samples if any(pick != one.correct for pick in one.chosen)}
    assert {one.id for one in kept} <= wrong or wrong - cases.keys() <= {one.id for one in kept}


@pytest.mark.cuda
def test_a_gpu_gives_the_same_picks(world):
    if not torch.cuda.is_available():
        pytest.skip("no CUDA device")
    on_cpu = Predictions.read(run(world("a")))
    settings = world("b").model_copy(update={"device": "cuda"})
    on_gpu = Predictions.read(run(settings))
    agree = np.mean([a.chosen == b.chosen for a, b in zip(on_cpu.samples, on_gpu.samples, strict=True)])
    assert agree > 0.95
