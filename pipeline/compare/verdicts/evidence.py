"""What can be said about the noise of a row's metrics, and why some must not be compared at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from pipeline.compare.inputs.joining import Joined
from pipeline.compare.inputs.sides import Pair
from pipeline.compare.verdicts.noise import Tested, accuracy_test, crossed_test, draws_test, log_loss_test
from pipeline.compare.verdicts.resampled import resampled_tests
from pipeline.results.schemas.metrics import MetricsRow
from pipeline.settings import Evaluation

OTHER_SAMPLES = "measured on test samples that are not all the same"
OTHER_DRAWS = "the released checkpoint stands on other support images, and no artifact holds this for each draw"
ONE_DRAW = "stands on other support images, and one draw does not show how much that moves"


@dataclass(frozen=True)
class Evidence:
    """Of one row on both sides."""

    tests: Mapping[str, Tested] = field(default_factory=dict)
    """By metric, where values per sample or per draw allow one."""
    blocked: Mapping[str, str] = field(default_factory=dict)
    """By metric: why it must not be compared."""
    otherwise: str = ""
    """Why all metrics without a test must not be compared."""
    another_checkpoint: str = ""
    """Why what the released checkpoint does says nothing of the method: its draws are other ones."""
    unknown: str = "no artifact holds its values per sample"
    """Why a metric without a test has none."""

    def why_not(self, metric: str) -> str:
        """Why a metric must not be compared; empty when it may."""
        return self.blocked.get(metric, "" if metric in self.tests else self.otherwise)


def gather(
    model: str, base: MetricsRow, head: MetricsRow, joined: Joined | None, pair: Pair, how: Evaluation
) -> Evidence:
    """Test what can be tested of a row.

    A row without draws is its checkpoint, and is paired by sample. A few-shot row is judged over its draws: when the
    two sides drew other support images, the released checkpoint is another one by luck alone.
    """
    reason = _unpaired(model, joined)
    if joined is None or reason:
        return Evidence(otherwise=reason)
    answers = joined.answers(model)
    accuracy: Tested | None = accuracy_test(*answers, how)
    loss = log_loss_test(*answers, how)
    bins = _bins(pair)
    figures = resampled_tests(*answers, how, bins[-1] if bins else how.calibration_bins)
    another, unknown = "", Evidence.unknown
    if base.draws and head.draws:
        # Settled once for the row: which tests it gets all hangs on it.
        same_draws = _same_draws(pair)
        if min(base.draws, head.draws) > 1 and joined.all_common:
            accuracy = _over_draws(model, base, head, joined, pair, how, same_draws)
            another = "" if same_draws else OTHER_DRAWS
        elif not same_draws:
            accuracy, unknown = None, ONE_DRAW
        if not same_draws:
            # These are of the released checkpoints, which stand on other images.
            loss, figures = None, {}
    # Micro F1 is accuracy by its definition here, and the mean over draws is what a few-shot row's accuracy is.
    found = figures | {"accuracy": accuracy, "f1_micro": accuracy, "nll": loss}
    if head.accuracy_mean is not None:
        found["accuracy_mean"] = accuracy
    tests = {metric: test for metric, test in found.items() if test}
    if not joined.all_common:
        # Only what is paired sample by sample can do without the others.
        paired = {name: test for name, test in tests.items() if name != "accuracy_mean"}
        return Evidence(paired, _otherwise_binned(bins), otherwise=OTHER_SAMPLES)
    blocked = _otherwise_binned(bins) | _contradicted(pair, model)
    return Evidence(tests, blocked, another_checkpoint=another, unknown=unknown)


def _over_draws(
    model: str, base: MetricsRow, head: MetricsRow, joined: Joined, pair: Pair, how: Evaluation, same_draws: bool
) -> Tested:
    """Over all draws: sample by sample where both sides kept that and in one order, else by their accuracies."""
    samples = len(joined.head)
    # Sample by sample says more than draw by draw: most of the spread is the samples'.
    before, after = (side.draws_right(model, samples) for side in (pair.base, pair.head))
    if before is not None and after is not None and joined.same_order and min(len(before), len(after)) > 1:
        return crossed_test(before, after, how, same_draws=same_draws and len(before) == len(after))
    old, new = (np.array(row.draw_accuracy, dtype=np.float64) for row in (base, head))
    return draws_test(old, new, samples, how, same_draws=same_draws)


def _unpaired(model: str, joined: Joined | None) -> str:
    """Why a row's predictions cannot be paired; empty when they can."""
    if joined is None:
        return "no predictions.json on a side"
    if joined.facts.reason:
        return joined.facts.reason
    return "" if model in joined.models() else "the row's predictions are missing on a side"


def _bins(pair: Pair) -> list[int]:
    """How many bins the calibration errors of either side are made of, as far as that is published: base, then head."""
    tables = [side.metrics.calibration for side in (pair.base, pair.head) if side.metrics]
    # As the files have it, not as the settings of whoever asks.
    return [len(table[0].bins) for table in tables if table]


def _otherwise_binned(bins: Sequence[int]) -> dict[str, str]:
    """Calibration errors of more bins are larger, whatever the answers are."""
    if len(set(bins)) < 2:
        return {}
    return dict.fromkeys(("ece", "ece_scaled"), f"made of {bins[0]} bins, then of {bins[1]}: another measure")


def _contradicted(pair: Pair, model: str) -> dict[str, str]:
    """By metric: on which side metrics.json and predictions.json tell two stories of a row."""
    return {
        found.metric: f"metrics.json and predictions.json of {word} disagree on its {found.metric}"
        for word, side in (("base", pair.base), ("head", pair.head))
        for found in side.figure_contradictions
        if found.model == model
    }


def _same_draws(pair: Pair) -> bool:
    """Whether draw d of both sides stands on the same support images, as far as run.json tells."""
    runs = [side.run for side in (pair.base, pair.head) if side.run]
    # Data and seed decide which images a draw takes. A side without run.json is believed to be like the other.
    return len({(run.data_sha256, run.seeds.get("training")) for run in runs}) <= 1
