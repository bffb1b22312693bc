"""Rows of metrics.json: their figures follow from what the row answered, and what they say of images from the data."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from pipeline.evaluation.consistency.leaf_differences import differing_leaves
from pipeline.evaluation.consistency.published_answers import PublishedAnswers
from pipeline.evaluation.consistency.published_run import Contradiction, PublishedRun
from pipeline.evaluation.row_figures import figures
from pipeline.evaluation.sample_table import Array
from pipeline.evaluation.statistics import TEMPERATURES, softmax
from pipeline.evaluation.sums import Sums
from pipeline.results.names import row_id
from pipeline.results.schemas.metrics import Metrics, MetricsRow

OF_DRAWS = ("draws", "draw_accuracy", "accuracy_mean", "accuracy_sd")
TENTHS = 0.02
"""How far a temperature may move, as a share of it, when the logits that it is fitted on are written in tenths."""
HALF_A_TENTH = 0.05
"""What a logit of validation.json may be rounded by."""


def row_contradictions(metrics: Metrics, answers: PublishedAnswers) -> Iterator[Contradiction]:
    """Figures of the comparison table, but for the intervals, that come out otherwise."""
    bins = max((len(one.bins) for one in metrics.calibration), default=0)
    known, step = [row for row in metrics.rows if row.model in answers.place], answers.rows_at_once
    for some in (known[start : start + step] for start in range(0, len(known), step)):
        outcomes = [answers.outcome(row.model) for row in some]
        found = figures(outcomes, answers.table, Sums(outcomes, answers.table, bins or 1))
        for row, fields in zip(some, found, strict=True):
            skipped = {name for name in fields if answers.unknown(name) or (name.startswith("ece") and not bins)}
            # In files of before draws.json may be missing, and the row's word stands.
            skipped |= set() if answers.tells_of_draws(row.model) else set(OF_DRAWS)
            # Whether or not the categories of the captions are known, which alone tell the other two.
            fields["f1_micro"] = None if row.f1_micro is None else fields["accuracy"]
            yield from _figures(row, {name: fields[name] for name in fields if name not in skipped}, answers)
    for row in metrics.rows:
        if not answers.tells_of_draws(row.model):
            yield from _over_draws(row)


def _figures(row: MetricsRow, follows: dict[str, object], answers: PublishedAnswers) -> Iterator[Contradiction]:
    # Of other samples nothing else can be said.
    if row.samples != follows["samples"]:
        yield Contradiction(row.model, "samples", row.samples, len(answers.samples))
        return

    def allowed(name: str, value: float) -> float:
        return answers.loss_rounding(row.model, name) if name.startswith(("nll", "brier")) else 0.0

    # Of the form itself: of a row with gaps it is not known how its figures are written.
    meant_row = MetricsRow.model_construct(**row.__dict__ | follows)
    for name, said, meant in differing_leaves(row, meant_row, allowed):
        # Files of before lack figures, and lack what figures follow from: neither is anything that they get wrong.
        if not (answers.of_before and None in (said, meant)):
            yield Contradiction(row.model, name, said, meant, source_of(name))


def source_of(name: str) -> str:
    """The file that a figure of a row, or its interval, follows from."""
    return "draws.json" if "draw" in name or name.startswith(OF_DRAWS) else "predictions.json"


def _over_draws(row: MetricsRow) -> Iterator[Contradiction]:
    """What a row's own accuracies by draw say of their mean."""
    accuracies = row.draw_accuracy
    follows = {
        "draws": len(accuracies),
        "accuracy_mean": float(np.mean(accuracies)) if accuracies else None,
        "accuracy_sd": float(np.std(accuracies, ddof=1)) if len(accuracies) > 1 else None,
    }
    # Made from rounded accuracies: of ten that are off by half a digit.
    for name, said, meant in differing_leaves(row, row.model_copy(update=follows), lambda *_: 2e-6):
        yield Contradiction(row.model, name, said, meant, "its draw_accuracy")


# ---------------------------------------------------------------- the first draw, and the data


def first_draws(answers: PublishedAnswers) -> Iterator[Contradiction]:
    """The released checkpoint is the first draw, of which predictions.json and draws.json both tell."""
    for model in answers.rows:
        drawn = answers.outcome(model).draw_right if model in answers.place else []
        # By sample: as shares, answers to other samples may look alike.
        if drawn and (otherwise := int((drawn[0] != answers.outcome(model).right).sum())):
            what = "number of samples that draw 0 answered otherwise"
            yield Contradiction(model, what, otherwise, 0, file="draws.json")


def row_names(metrics: Metrics) -> Iterator[Contradiction]:
    """Ids that say something else than the rows, and backbones without the row that others are held against."""
    for row in metrics.rows:
        if row.model != (meant := row_id(row.backbone, row.shots, row.adapter)):
            yield Contradiction(row.model, "model", row.model, meant, "its backbone, shots and adapter")
    for backbone in {row.backbone: None for row in metrics.rows}:
        if row_id(backbone, 0) not in {row.model for row in metrics.rows}:
            yield Contradiction(backbone, "number of zero-shot rows", 0, 1, "its other rows")


def row_facts(metrics: Metrics, published: PublishedRun) -> Iterator[Contradiction]:
    """What a row says of itself: how many images of the pool it has seen."""
    dataset = published.dataset
    for row in metrics.rows:
        facts: dict[str, tuple[object, ...]] = {"mode": ("Few-shot" if row.shots else "Zero-shot",)}
        if dataset:
            labelled = row.shots * len(dataset.categories)
            pool = dataset.pool_per_class * len(dataset.categories)
            facts |= {
                "support_images": (labelled,),
                # Some recipes validate, and some look at the pool without labels: all of it or none.
                "validation_images": (0, pool - labelled) if row.shots else (0,),
                "unlabelled_images": (0, pool) if row.adapter else (0,),
            }
        for name, possible in facts.items():
            if (said := getattr(row, name)) not in possible:
                yield Contradiction(row.model, name, said, str(possible[-1]), "dataset.json")


def temperatures(metrics: Metrics, published: PublishedRun) -> Iterator[Contradiction]:
    """That no other temperature has a smaller log loss, by the published logits."""
    validation = published.validation
    columns = {model: number for number, model in enumerate(validation.models)} if validation else {}
    for row in metrics.rows:
        if validation is None or row.model not in columns or row.temperature is None:
            continue
        behind = [sample.behind[columns[row.model]] for sample in validation.samples]
        gaps = [each for each in behind if each is not None]
        if len(gaps) < len(behind) or not gaps:
            yield Contradiction(row.model, "temperature", row.temperature, None, "validation.json")
            continue
        # Logits less that of the right caption; what reads the same to the model lies infinitely far below it.
        logits = -np.array([[0, *each] for each in gaps], dtype=np.float64) / 10
        # The loss is convex in 1 / T: its least is where the slope goes from falling to rising.
        near = TENTHS * max(1.0, row.temperature)
        above, below = (_slope(logits, 1 / max(row.temperature + step, 1e-6)) for step in (near, -near))
        # A search that ends at its own end found the loss still falling there.
        least, most = TEMPERATURES[0] * (1 + TENTHS), TEMPERATURES[1] * (1 - TENTHS)
        too_low = row.temperature <= 0 or (above[0] > above[1] and row.temperature < most)
        if too_low or (below[0] < -below[1] and row.temperature > least):
            follows = "higher" if too_low else "lower"
            yield Contradiction(row.model, "temperature", row.temperature, follows, "validation.json")


def _slope(logits: Array, inverse: float) -> tuple[float, float]:
    """Of the mean log loss of logits [v, c] times ``inverse``, the right candidate's being 0; and how far rounding
    them to tenths may have moved it: of a model whose logits lie that close together they tell little."""
    shares = softmax(logits * inverse)
    # Nothing times minus infinity is no number, and such a candidate adds nothing.
    finite = np.where(np.isfinite(logits), logits, 0.0)
    means = (shares * finite).sum(axis=1, keepdims=True)
    # The slope's derivative by a logit l is share · (1 + (l - mean) / T).
    moved = HALF_A_TENTH * (shares * (1 + inverse * np.abs(finite - means))).sum(axis=1)
    return float(means.mean()), float(moved.mean())
