"""Worlds that tests are built on do not contradict themselves, and neither do the published results."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.fabricated import SmallWorld, World
from tests.fabricated.agreement import disagreements

PUBLISHED = Path(__file__).parents[2] / "docs" / "data"


@pytest.mark.parametrize(
    "world",
    [
        World(),
        World(f1=False, shots=(), adapters=()),
        World(untrained=True, cases=100),
        World(hostile=True, shots=(4,), adapters=("residual_dual",)),
        SmallWorld(accuracy={"rn-8shot": 1.0}, picks={"rn-8shot": {3: False}}, checkpoints=False),
        SmallWorld(missing=50, surer=1.0, checkpoints=False),
    ],
)
def test_a_made_up_world_agrees_with_itself(tmp_path: Path, world: World) -> None:
    assert disagreements(world.write(tmp_path).docs / "data") == []


def test_the_published_results_agree_with_themselves() -> None:
    assert disagreements(PUBLISHED) == []


@pytest.mark.parametrize(
    ("kind", "place"),
    [
        ("metrics", ("rows", 1, "accuracy")),
        ("metrics", ("rows", 1, "f1_micro")),
        ("metrics", ("rows", 1, "nll")),
        ("metrics", ("rows", 1, "accuracy_mean")),
        ("metrics", ("comparisons", 0, "only_model")),
        ("metrics", ("comparisons", 0, "difference")),
        ("metrics", ("groups", 2, "accuracy")),
        ("metrics", ("errors", 1, "same_category")),
        ("metrics", ("positions", 0, "picked", 3)),
        ("metrics", ("confusion", 0, "counts", 1, 1)),
        ("hard_cases", ("cases", 0, "models", 1, "probabilities", 3)),
        ("dataset", ("test",)),
        ("eda", ("caption_lengths", 0, "captions")),
        ("hard_cases", ("cases", 0, "margin")),
        ("hard_cases", ("cases", 0, "models", 0, "chosen")),
        ("timings", ("rows", 0, "seconds")),
    ],
)
def test_a_figure_that_does_not_follow_is_named(tmp_path: Path, kind: str, place: tuple[str | int, ...]) -> None:
    data = SmallWorld(checkpoints=False).write(tmp_path).docs / "data"
    path = data / f"{kind}.json"
    plain = json.loads(path.read_text(encoding="utf-8"))
    *way, last = place
    inner = plain
    for step in way:
        inner = inner[step]
    inner[last] += 1 if isinstance(inner[last], int) else 0.05
    path.write_text(json.dumps(plain), encoding="utf-8")
    assert disagreements(data)
