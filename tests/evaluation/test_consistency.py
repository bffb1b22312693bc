"""No published number can be changed by more than its rounding without a word: neither by the page nor by the gate."""

from __future__ import annotations

import json
import math
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from pipeline.data.samples import Sample
from pipeline.errors import PipelineError
from pipeline.evaluation.consistency.artifact_checks import contradictions
from pipeline.evaluation.consistency.published_run import PublishedRun
from pipeline.evaluation.consistency.recomputation import GIVEN
from pipeline.evaluation.consistency.soundness import nonsense
from pipeline.results.artifact import Artifact, known_digits
from pipeline.results.form.row_writer import dumps
from pipeline.settings import Evaluation
from pipeline.site.read_results import read_results
from tests.compare.test_hostile import places, spoiled
from tests.fabricated.world import SmallWorld, World

CHECKED = ("metrics", "predictions", "draws", "shown", "hard_cases", "slices", "validation", "dataset", "eda")
"""Artifacts that tell of the same answers, by their place in ``PublishedRun``; curves, timings, heat maps and the map
of the test set follow from weights and clocks."""

SOURCE = "what others follow from; one sample's share of a mean is less than the mean's last digit"
DATA = "of the data set, most of which is not published"

NOT_DERIVABLE = {
    **{f"metrics: rows.*.{name}": GIVEN[name] for name in ("gamma", "parameters")},
    "metrics: false_negatives.*.choice": "known from the data set; it counts where a row picked it",
    "predictions: samples.*.objects": "known from the data set; what is counted is its group",
    "predictions: samples.*.probability.*": SOURCE,
    "predictions: samples.*.confidence.*": SOURCE,
    "predictions: samples.*.brier.*": SOURCE,
    "predictions: samples.*.probability_scaled.*": SOURCE,
    "predictions: samples.*.confidence_scaled.*": SOURCE,
    "predictions: samples.*.brier_scaled.*": SOURCE,
    "draws: redrawn.*.right.*": SOURCE,
    "validation: samples.*.behind.*.*": SOURCE,
    "slices: groups": "how many were searched depends on facts of the data that are not published",
    "dataset: distinct_captions": DATA,
    "dataset: same_class_distractors": DATA,
    "dataset: borrowed_distractors": DATA,
    "dataset: licences.*.images": DATA,
    "dataset: captions_seen.*.tokens": DATA,
    "dataset: captions_seen.*.cut": DATA,
    "eda: caption_lengths.*.words": DATA,
    "eda: object_counts.*.objects": DATA,
    "eda: object_counts.*.images": DATA,
    "eda: aspect_ratios.*.ratio": DATA,
    "eda: aspect_ratios.*.images": DATA,
    "eda: pairs.*.width": "of a picture's file",
    "eda: pairs.*.height": "of a picture's file",
    "hard_cases: cases.*.picture": "of a picture's file",
}
"""Kinds of numbers that no other file of docs/data determines, and why."""

ROUNDED = {"nll": 0.05, "brier": 0.005, "temperature": 0.5, "confidence": 0.011}
"""What a figure may be off by where it is made of rounded ones; others are known to their own digits."""


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> PublishedRun:
    """Small, with a group that fails, rows of every kind, and a temperature."""
    failing = dict.fromkeys(range(0, 120, 10), False)
    world = World(
        samples=120, shots=(8,), adapters=("residual_dual",), training_free=("inverse_softmax",), cases=6, attention=1,
        slice_samples=4, picks={"rn-0shot": failing},
    )  # fmt: skip
    evaluation = Evaluation(bootstrap=100, hard_cases=6, slice_samples=4, calibration_bins=5)
    settings = world.write(tmp_path_factory.mktemp("run"), evaluation=evaluation)
    published = read_results(settings.docs / "data").published
    assert refused(published) == []
    assert published.slices
    assert published.slices.slices
    return published


def refused(published: PublishedRun) -> list[str]:
    """What the page and the gate say."""
    return list(map(str, nonsense(published))) or list(map(str, contradictions(published)))


def kind_of(name: str, place: tuple[Any, ...]) -> str:
    return f"{name}: {'.'.join('*' if isinstance(step, int) else step for step in place)}"


def at(value: Any, place: tuple[Any, ...]) -> Any:
    for step in place:
        value = value[step]
    return value


def numbers(published: PublishedRun) -> dict[str, list[tuple[Any, ...]]]:
    """Every place with a number in the checked artifacts, by its kind."""
    found: dict[str, list[tuple[Any, ...]]] = {}
    for name in CHECKED:
        plain = plain_of(published, name)
        for place in places(plain):
            if isinstance(at(plain, place), int | float) and not isinstance(at(plain, place), bool):
                found.setdefault(kind_of(name, place), []).append(place)
    return found


def plain_of(published: PublishedRun, name: str) -> dict[str, Any]:
    """As the file has it."""
    artifact: Artifact = getattr(published, name)
    schema = {"schema": f"{artifact.kind}/{artifact.version}"}
    return dict(json.loads(dumps(schema | artifact.model_dump(mode="json"))))


def changed(value: float, place: tuple[Any, ...]) -> Iterator[float]:
    """Other values, each more than rounding away."""
    if isinstance(value, int):
        yield from (value + 1, value - 1)
        return
    name = next(step for step in reversed(place) if isinstance(step, str))
    figure = name.removesuffix("_interval").removesuffix("_scaled")
    # Figures from logits have three decimals, or two digits where that is more; the others six.
    few = abs(value) >= 0.01 or not value
    last = (0.001 if few else 10.0 ** (math.floor(math.log10(abs(value))) - 1)) if known_digits(value) == value else 0
    step = max(ROUNDED.get(figure, 2e-5 * abs(value)), 2.1 * last)
    yield from (value - step, value + step)


def found_out(published: PublishedRun, name: str, plain: dict[str, Any], place: tuple[Any, ...], value: float) -> bool:
    """Whether the artifact with another number is refused."""
    kind = type(getattr(published, name))
    try:
        edited = kind.parse(json.dumps(spoiled(plain, place, value)).encode(), name)
    except PipelineError:
        return True
    return bool(refused(replace(published, **{name: edited})))


def missed(published: PublishedRun, kinds: dict[str, list[tuple[Any, ...]]], dice: random.Random) -> list[str]:
    """Of a number of each kind, by chance, those that can be changed without a word."""
    found, plain = [], {name: plain_of(published, name) for name in CHECKED}
    for kind, where in kinds.items():
        name, place = kind.partition(":")[0], dice.choice(where)
        was = at(plain[name], place)
        value = dice.choice(list(changed(was, place)))
        if not found_out(published, name, plain[name], place, value):
            found.append(f"{kind} {place}: {was} became {value}")
    return found


def is_derivable(kind: str) -> bool:
    return not any(kind == known or kind.startswith(f"{known}.") for known in NOT_DERIVABLE)


def test_no_number_of_any_kind_can_be_changed_without_a_word(run: PublishedRun) -> None:
    kinds = {kind: where for kind, where in numbers(run).items() if is_derivable(kind)}
    assert len(kinds) > 100
    assert missed(run, kinds, random.Random(0)) == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1, 11))
def test_nor_can_any_other(run: PublishedRun, seed: int) -> None:
    kinds = {kind: where for kind, where in numbers(run).items() if is_derivable(kind)}
    assert missed(run, kinds, random.Random(seed)) == []


def test_every_reason_is_about_something_that_is_there(run: PublishedRun) -> None:
    # Of blended rows and of tokenizers, which this run has none of.
    known = {*numbers(run), "metrics: rows.*.gamma"} | {
        f"dataset: captions_seen.*.{name}" for name in ("tokens", "cut")
    }
    for kind in NOT_DERIVABLE:
        assert any(one == kind or one.startswith(f"{kind}.") for one in known), kind


class SharedPictures(World):
    """Every picture in two samples, one after the other, but for the first."""

    @property
    def tests(self) -> list[Sample]:
        return [
            msgspec.structs.replace(sample, sha256=f"{(place + 1) // 2:064x}")
            for place, sample in enumerate(super().tests)
        ]


def test_samples_that_share_a_picture_are_checked_as_such(tmp_path: Path) -> None:
    world = SharedPictures(samples=120, shots=(8,), adapters=("residual_dual",), attention=0, cases=0)
    published = read_results(world.write(tmp_path).docs / "data").published
    assert published.predictions
    assert published.predictions.same_picture == [[place, place + 1] for place in range(1, 119, 2)]
    assert refused(published) == []
    # As if each sample had a picture of its own, of which there would be more to see.
    alone = published.predictions.model_copy(update={"same_picture": []})
    told = refused(replace(published, predictions=alone))
    assert any("accuracy_interval" in line for line in told)


@pytest.mark.parametrize("accuracy", [0.0, 1.0])
def test_rows_without_a_wrong_answer_or_a_right_one_pass(tmp_path: Path, accuracy: float) -> None:
    """Of answers that are made up only the logits know, which are not published."""
    world = SmallWorld(samples=60, accuracy={"rn-0shot": 0.5, "rn-8shot": accuracy}, checkpoints=False)
    published = read_results(world.write(tmp_path).docs / "data").published
    assert refused(published) == []
    assert published.metrics
    rows = [row.model_copy(update={"top3_interval": (0.25, 0.75)}) for row in published.metrics.rows]
    edited = published.metrics.model_copy(update={"rows": rows})
    assert any("rn-8shot: top3_interval" in line for line in refused(replace(published, metrics=edited)))


def test_many_samples_are_resampled_less_often_and_pass(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A million would take minutes: then an end of an interval is known to what other resamples make of it."""
    world = World(samples=400, shots=(8,), attention=0, cases=0)
    published = read_results(world.write(tmp_path).docs / "data").published
    monkeypatch.setattr("pipeline.evaluation.consistency.recomputation.MOST_WEIGHTS", 1)
    assert refused(published) == []
    assert published.metrics
    rows = [row.model_copy(update={"mrr_interval": (0.0, 1.0)}) for row in published.metrics.rows]
    edited = published.metrics.model_copy(update={"rows": rows})
    assert "mrr_interval[0]" in refused(replace(published, metrics=edited))[0]


def test_the_published_results_pass() -> None:
    assert refused(read_results(Path(__file__).parents[2] / "docs" / "data").published) == []
