"""What can be said about the noise of a row's metrics, and why some must not be compared at all."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.compare.inputs.joining import Joined, disagrees
from pipeline.compare.inputs.sides import Pair
from pipeline.compare.verdicts.noise import Tested, accuracy_test, draws_test, log_loss_test
from pipeline.results.catalogue import BY_FIELD
from pipeline.results.schemas.metrics import MetricsRow
from pipeline.settings import Evaluation


@dataclass(frozen=True)
class Evidence:
    """Of one row on both sides."""

    tests: dict[str, Tested] = field(default_factory=dict)
    """By metric, where values per sample or per draw allow one."""
    blocked: dict[str, str] = field(default_factory=dict)
    """By metric: why it must not be compared."""
    otherwise: str = ""
    """Why all metrics without a test must not be compared."""

    def why_not(self, metric: str) -> str:
        """Why a metric must not be compared; empty when it may."""
        return self.blocked.get(metric, "" if metric in self.tests else self.otherwise)


def gather(
    model: str, base: MetricsRow, head: MetricsRow, joined: Joined | None, pair: Pair, how: Evaluation
) -> Evidence:
    """Test what can be tested of a row."""
    reason = _unpaired(model, joined, pair)
    if joined is None or reason:
        return Evidence(otherwise=reason)
    answers = joined.answers(model)
    accuracy = accuracy_test(*answers, how)
    # Micro F1 is accuracy by its definition here.
    found = {"accuracy": accuracy, "f1_micro": accuracy, "nll": log_loss_test(*answers, how)}
    if not joined.all_common:
        # Only what is paired sample by sample can do without the others.
        return Evidence(_there(found), otherwise="measured on test samples that are not all the same")
    blocked = {
        metric: "metrics.json and predictions.json disagree on its change"
        for metric, test in found.items()
        if test and _contradicts(getattr(base, metric), getattr(head, metric), test, BY_FIELD[metric].floor)
    }
    draws = draws_test(base.draw_accuracy, head.draw_accuracy, how, paired=_same_draws(pair))
    return Evidence(_there({**found, "accuracy_mean": draws}), blocked)


def _unpaired(model: str, joined: Joined | None, pair: Pair) -> str:
    """Why a row's predictions cannot be paired; empty when they can."""
    if joined is None:
        return "no predictions.json on a side"
    if joined.facts.reason:
        return joined.facts.reason
    if model not in joined.models():
        return "the row's predictions are missing on a side"
    for word, side in (("base", pair.base), ("head", pair.head)):
        if disagrees(side, model):
            return f"metrics.json and predictions.json of {word} disagree on its accuracy"
    return ""


def _contradicts(base: float | None, head: float | None, test: Tested, floor: float) -> bool:
    """Whether two reported values changed by another amount than the samples behind them."""
    # An average of many rounded values may be off by a little more than one of them.
    return base is not None and head is not None and abs(head - base - test.difference) > max(2 * floor, 1e-4)


def _same_draws(pair: Pair) -> bool:
    runs = [side.run for side in (pair.base, pair.head) if side.run]
    return len({(run.data_sha256, run.seeds.get("training")) for run in runs}) == 1


def _there(tests: dict[str, Tested | None]) -> dict[str, Tested]:
    return {metric: test for metric, test in tests.items() if test}
