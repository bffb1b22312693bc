"""metrics.json: every figure of the evaluation."""

from __future__ import annotations

from typing import Literal

from pipeline.results.artifact import Approximate, Artifact, Interval, Part


class MetricsRow(Part):
    """One row of the comparison table. Accuracy is "picked the right caption" by the released checkpoint."""

    model: str
    """<backbone id>-<k>shot, with -<adapter> or -<normalisation> appended for other recipes."""
    backbone: str
    name: str
    shots: int
    mode: Literal["Zero-shot", "Few-shot"]
    adapter: str | None
    """Of training.adapters or training.training_free; None for plain zero-shot."""
    samples: int
    accuracy: float
    accuracy_interval: Interval
    f1_macro: float | None
    f1_micro: float | None
    f1_weighted: float | None
    draws: int
    """Support draws behind the mean; 0 where nothing was drawn."""
    draw_accuracy: list[float]
    accuracy_mean: float | None
    accuracy_sd: float | None
    mrr: float
    top3: float
    nll: Approximate
    brier: Approximate
    ece: Approximate
    temperature: Approximate | None
    """Divides the logits; fitted on validation images. None without them, or when they do not determine it."""
    nll_scaled: Approximate | None
    brier_scaled: Approximate | None
    ece_scaled: Approximate | None
    cleaned_accuracy: float | None
    """Picks of a flagged distractor counted as right."""
    support_images: int
    """Labelled images the row was trained on, over all categories."""
    validation_images: int
    """Labelled images that chose its epoch or blend."""
    unlabelled_images: int
    """Images of the pool that a hub correction looks at; of their captions hub_bilinear knows only the set."""
    parameters: int
    """Trainable parameters."""
    checkpoint: str | None
    """Path relative to the settings file."""
    gamma: float | None = None
    """Blend with zero-shot of linear_anchor: 0 is zero-shot exactly."""


class Comparison(Part):
    """A row against another on the same samples, paired."""

    model: str
    baseline: str
    samples: int
    difference: float
    """Accuracy of ``model`` minus that of ``baseline``."""
    interval: Interval
    p_value: float
    """McNemar's exact test, two-sided."""
    only_model: int
    """Samples that only ``model`` got right."""
    only_baseline: int
    both: int
    neither: int
    verdict: Literal["better", "worse", "no evidence of a difference"]
    draw_differences: list[float]
    """Per support draw; empty where nothing was drawn."""


class GroupAccuracy(Part):
    """Accuracy in a group of test samples."""

    model: str
    group: Literal["category", "caption length", "objects"]
    value: str
    samples: int
    accuracy: float
    interval: Interval
    f1: float | None


class Confusion(Part):
    """counts[i][j]: samples of categories[i] for which a caption of categories[j] was picked, rightly or wrongly."""

    model: str
    categories: list[str]
    counts: list[list[int]]
    right: list[int]
    """Per category: right picks, so that counts[i][i] - right[i] are same-category errors."""


class ErrorKinds(Part):
    model: str
    errors: int
    same_category: int
    cross_category: int
    same_category_share: float | None
    chance_share: float
    """Share of same-category distractors among all distractors."""


class PositionBias(Part):
    """How often each answer position was picked and was right; a chi-square test of wrong picks."""

    model: str
    picked: list[int]
    correct: list[int]
    p_value: float | None
    """None when a position expects fewer than 5 wrong picks: the test's approximation does not hold."""


class CalibrationBin(Part):
    low: float
    high: float
    samples: int
    confidence: Approximate | None
    accuracy: float | None


class Calibration(Part):
    model: str
    scaled: bool
    """After the one temperature fitted on validation."""
    bins: list[CalibrationBin]


TruthReason = Literal["equal caption", "caption of the same image", "verified positive"]
"""How a distractor is known to be true; a verified positive is one that people, or a drawing, bear out."""


class FalseNegative(Part):
    """A distractor that is true of the image."""

    id: str
    choice: int
    reason: TruthReason


class Metrics(Artifact):
    """metrics.json: every figure of the evaluation."""

    kind = "metrics"

    chance: float
    confidence: float
    f1_note: str
    """Why F1 is not available, when it is not: a sentence without its full stop."""
    rows: list[MetricsRow]
    comparisons: list[Comparison]
    groups: list[GroupAccuracy]
    confusion: list[Confusion]
    errors: list[ErrorKinds]
    positions: list[PositionBias]
    calibration: list[Calibration]
    false_negatives: list[FalseNegative]
