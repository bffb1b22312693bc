"""How often `diff` sees a change where there is none, and how often it finds one that is there.

Run: python benchmarks/diff_noise.py [REPORTS]

Experiments are drawn from a model with two crossed random effects: a sample's margin (the logit of the right caption
minus the best other one) is its own, plus a shift of each support draw, plus what that draw does to that sample. Under
each null the two sides differ by nothing that matters; under each effect they do.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parent.parent))

from pipeline.compare.assemble_report import compare
from pipeline.compare.inputs.revisions import Entry
from pipeline.compare.inputs.sides import Pair, Side
from pipeline.compare.report import Report
from pipeline.results.artifact import Artifact
from pipeline.results.form.row_writer import dumps
from pipeline.results.schemas.draws import DrawAnswers, Draws, as_bits
from pipeline.results.schemas.metrics import Metrics, MetricsRow
from pipeline.results.schemas.predictions import Prediction, Predictions
from pipeline.results.schemas.run import Run
from pipeline.settings import Backbone, Settings

SAMPLES, CHOICES, DRAWS = 1580, 12, 10
BACKBONES, SHOTS = ("rn", "vit"), (1, 2, 4, 8, 16)
# Of the demo: draws spread by about a point, and a tenth of the samples is near the edge.
BETWEEN_DRAWS, WITHIN_DRAWS = 0.15, 0.4
SETTINGS = Settings(
    profile="demo",
    backbones=[Backbone(id=name, name=name, architecture=name, pretrained="openai") for name in BACKBONES],
)

Margins = NDArray[np.float64]


@dataclass
class Experiment:
    """Margins of the released checkpoint and of the other draws, [D, n] by row; one draw for zero-shot rows."""

    rows: dict[str, Margins]
    seed: int = 42
    noise: dict[str, Margins] = field(default_factory=dict)
    """Factors [n] on the probabilities of a row."""


def experiment(random: np.random.Generator) -> Experiment:
    """Every backbone zero-shot and with five numbers of shots."""
    rows = {}
    for backbone in BACKBONES:
        margins = random.normal(1.8, 1.5, SAMPLES)
        rows[f"{backbone}-0shot"] = margins[None]
        rows |= {f"{backbone}-{k}shot": _draws(random, margins, k) for k in SHOTS}
    return Experiment(rows)


def _draws(random: np.random.Generator, margins: Margins, shots: int) -> Margins:
    """Draws of a few-shot row, whose mean is a little above zero-shot."""
    shift = 0.05 * shots**0.5 + random.normal(0, BETWEEN_DRAWS, (DRAWS, 1))
    return margins + shift + random.normal(0, WITHIN_DRAWS, (DRAWS, SAMPLES))


# ---------------------------------------------------------------- nulls and effects

Change = Callable[[Experiment, np.random.Generator], Experiment]


def probabilities_to_a_millionth(base: Experiment, random: np.random.Generator) -> Experiment:
    return replace(base, noise={row: random.normal(0, 1e-6, SAMPLES) for row in base.rows})


def another_machine(base: Experiment, random: np.random.Generator) -> Experiment:
    """Logits to 1e-5: what noise of 1e-6 on every feature makes of them at a scale of 100."""
    return replace(base, rows={row: each + random.normal(0, 1e-5, each.shape) for row, each in base.rows.items()})


def another_seed(base: Experiment, random: np.random.Generator) -> Experiment:
    rows = {}
    for row, margins in base.rows.items():
        backbone, _, shots = row.removesuffix("shot").partition("-")
        own = base.rows[f"{backbone}-0shot"][0]
        rows[row] = margins if shots == "0" else _draws(random, own, int(shots))
    return replace(base, rows=rows, seed=43)


def one_adapter_broken(base: Experiment, random: np.random.Generator) -> Experiment:
    return replace(base, rows=base.rows | {"rn-8shot": base.rows["rn-8shot"] - 1.0})


def one_adapter_broken_and_another_seed(base: Experiment, random: np.random.Generator) -> Experiment:
    return one_adapter_broken(another_seed(base, random), random)


def one_backbone_changed(base: Experiment, random: np.random.Generator) -> Experiment:
    moved = random.normal(-0.4, 0.5, SAMPLES)
    return replace(base, rows={row: each + moved * row.startswith("vit") for row, each in base.rows.items()})


def two_percent_wrong(base: Experiment, random: np.random.Generator) -> Experiment:
    margins = base.rows["vit-0shot"].copy()
    right = np.flatnonzero(margins[0] > 0)
    margins[0, random.choice(right, SAMPLES // 50, replace=False)] = -1.0
    return replace(base, rows=base.rows | {"vit-0shot": margins})


def two_percent_wrong_in_every_draw(base: Experiment, random: np.random.Generator) -> Experiment:
    margins = base.rows["vit-8shot"].copy()
    right = np.flatnonzero((margins > 0).all(axis=0))
    margins[:, random.choice(right, SAMPLES // 50, replace=False)] = -1.0
    return replace(base, rows=base.rows | {"vit-8shot": margins})


NULLS: tuple[Change, ...] = (probabilities_to_a_millionth, another_machine, another_seed)
EFFECTS: tuple[tuple[Change, str], ...] = (
    (one_adapter_broken, "rn-8shot"),
    (one_adapter_broken_and_another_seed, "rn-8shot"),
    (one_backbone_changed, "vit-0shot"),
    (two_percent_wrong, "vit-0shot"),
    (two_percent_wrong_in_every_draw, "vit-8shot"),
)


# ---------------------------------------------------------------- artifacts in memory


class Memory:
    """Artifacts that never were on a disk."""

    commit = None
    settings_file = None

    def __init__(self, name: str, artifacts: Iterator[Artifact]) -> None:
        self.name = name
        self._contents = {
            f"docs/data/{one.kind}.json": dumps({"schema": f"{one.kind}/{one.version}", **one.model_dump(mode="json")})
            for one in artifacts
        }
        self.files = {path: Entry(len(content), path, None) for path, content in self._contents.items()}

    def read(self, path: str) -> bytes:
        return self._contents[path].encode()

    def close(self) -> None:
        pass


def artifacts(found: Experiment) -> Iterator[Artifact]:
    """metrics.json, predictions.json and draws.json that follow from the margins, and run.json with the seed."""
    probability = {
        row: 1 / (1 + np.exp(-margins[0])) * (1 + found.noise.get(row, 0)) for row, margins in found.rows.items()
    }
    yield Predictions(
        models=list(found.rows),
        samples=[
            Prediction(
                id=f"s{n}",
                label="dog",
                correct=0,
                chosen=[int(margins[0, n] <= 0) for margins in found.rows.values()],
                probability=[float(probability[row][n]) for row in found.rows],
            )
            for n in range(SAMPLES)
        ],
    )
    yield Draws(
        rows=[
            DrawAnswers(model=row, draw=draw, right=as_bits(one > 0))
            for row, margins in found.rows.items()
            for draw, one in enumerate(margins)
            if len(margins) > 1
        ]
    )
    rows = [_row(row, margins, probability[row]) for row, margins in found.rows.items()]
    empty: dict[str, Any] = {
        name: [] for name, info in Metrics.model_fields.items() if str(info.annotation).startswith("list")
    }
    yield Metrics.model_validate(empty | {"chance": 1 / CHOICES, "confidence": 0.95, "f1_note": "", "rows": rows})
    yield Run(
        profile="demo", settings={"training": {"seed": found.seed}}, device="cpu", precision="fp32", python="3.11",
        packages={}, seeds={"training": found.seed}, data_sha256="d" * 64, backbones=[], checkpoints=[],
    )  # fmt: skip


def _row(row: str, margins: Margins, probability: Margins) -> dict[str, Any]:
    accuracies = (margins > 0).mean(axis=1)
    few = len(accuracies) > 1
    made_up: dict[str, Any] = {
        name: 0.5 if info.annotation is float else 0 if info.annotation is int else None
        for name, info in MetricsRow.model_fields.items()
        if info.is_required()
    }
    return made_up | {
        "model": row, "backbone": row.partition("-")[0], "name": row, "shots": 8 * few,
        "mode": "Few-shot" if few else "Zero-shot", "samples": SAMPLES, "accuracy": accuracies[0],
        "accuracy_interval": (0, 1), "f1_micro": accuracies[0], "draws": len(accuracies) if few else 0,
        "draw_accuracy": accuracies.tolist() if few else [], "accuracy_mean": accuracies.mean() if few else None,
        "accuracy_sd": accuracies.std(ddof=1) if few else None, "nll": -np.log(probability).mean(),
    }  # fmt: skip


def report(base: Experiment, head: Experiment) -> Report:
    """What `diff` says of the two."""
    return compare(Pair(Side(Memory("base", artifacts(base))), Side(Memory("head", artifacts(head)))), SETTINGS)


# ---------------------------------------------------------------- what it comes to


def verdicts(found: Report, row: str | None = None) -> set[str]:
    """Of one row, or of all."""
    return {change.verdict for change in found.metrics if row in (None, change.model)}


def main(reports: int) -> int:
    started, good = time.perf_counter(), True
    print(f"{reports} reports each, of {len(BACKBONES) * (1 + len(SHOTS))} rows and {SAMPLES} samples")
    for number, null in enumerate(NULLS):
        alarms = passed = untouched = 0
        lines: Counter[str] = Counter()
        for turned, found in _reports(null, number, reports):
            alarms += bool(verdicts(found) & {"regression", "improvement"})
            passed += found.gate.passed
            untouched += not turned
            lines["the same to rounding" if found.same_to_rounding else found.headline] += 1
            # Nothing but rounding is one line, always; and a single pick that turned is not called rounding.
            good &= found.same_to_rounding == (not turned) or null is another_seed
        good &= alarms <= 0.05 * reports + 2 * (0.05 * 0.95 * reports) ** 0.5
        print(
            f"null {null.__name__}: {alarms / reports:.1%} with a regression or improvement, gate passes "
            f"{passed / reports:.1%}; no pick of any draw turned in {untouched / reports:.1%}"
        )
        for line, count in lines.most_common(4):
            print(f"    {count / reports:6.1%} {line}")
    for number, (effect, row) in enumerate(EFFECTS):
        seen = [found for _, found in _reports(effect, 10 + number, max(1, reports // 4))]
        hits = sum("regression" in verdicts(found, row) for found in seen)
        stopped = sum(not found.gate.passed for found in seen)
        good &= hits >= 0.9 * len(seen)
        print(f"effect {effect.__name__}: found {hits / len(seen):.1%}, gate stops {stopped / len(seen):.1%}")
    print(f"{time.perf_counter() - started:.0f} s")
    return 0 if good else 1


def _reports(change: Change, number: int, reports: int) -> Iterator[tuple[bool, Report]]:
    """Whether any pick of any draw turned out otherwise, and what `diff` says."""
    for trial in range(reports):
        random = np.random.default_rng([number, trial])
        base = experiment(random)
        head = change(base, random)
        turned = any(((head.rows[row] > 0) != (margins > 0)).any() for row, margins in base.rows.items())
        yield turned, report(base, head)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 200))
