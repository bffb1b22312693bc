"""metrics.json: every figure of the evaluation."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from pydantic import Field

from pipeline.results.artifact import (
    Approximate,
    ApproximateInterval,
    ApproximateShare,
    Artifact,
    Count,
    Interval,
    Migration,
    Part,
    Share,
    WholePercent,
)


class MetricsRow(Part):
    """One row of the comparison table. Accuracy is "picked the right caption" by the released checkpoint."""

    model: str
    """<backbone id>-<k>shot, with -<adapter> or -<normalisation> appended for other recipes."""
    backbone: str
    name: str
    shots: Count
    mode: Literal["Zero-shot", "Few-shot"]
    adapter: str | None
    """Of training.adapters or training.training_free; None for plain zero-shot."""
    samples: Count
    accuracy: Share
    accuracy_interval: Interval
    """Wilson's. Like the intervals below, it is the released checkpoint's; a figure and its interval are None together,
    and intervals are None in files of before they were known."""
    f1_macro: Share | None
    f1_micro: Share | None
    f1_weighted: Share | None
    draws: Count
    """Support draws behind the mean; 0 where nothing was drawn."""
    draw_accuracy: list[Share]
    accuracy_mean: Share | None
    accuracy_sd: float | None
    accuracy_mean_interval: Interval | None = None
    """Over draws from this pool crossed with images; None where nothing was drawn, or only once."""
    mrr: Share
    top3: Share
    nll: Approximate
    # What follows from logits is known to three digits, on any machine; what is counted, as accuracy, exactly.
    brier: Approximate
    ece: Approximate
    temperature: Approximate | None
    """Divides the logits; fitted on validation images. None without them, or when they do not determine it."""
    nll_scaled: Approximate | None
    brier_scaled: Approximate | None
    ece_scaled: Approximate | None
    cleaned_accuracy: Share | None
    """Picks of a flagged distractor counted as right."""
    support_images: Count
    """Labelled images the row was trained on, over all categories."""
    validation_images: Count
    """Labelled images that chose its epoch or blend."""
    unlabelled_images: Count
    """Images of the pool that a hub correction looks at; of their captions hub_bilinear knows only the set."""
    parameters: Count
    """Trainable parameters."""
    checkpoint: str | None
    """Path relative to the settings file."""
    # Defaults from here on: files of before lack these fields, and are read as they are.
    gamma: float | None = None
    """Blend with zero-shot of linear_anchor: 0 is zero-shot exactly."""
    f1_macro_interval: Interval | None = None
    """Bootstrap over images, and what the ends of the accuracy's interval would make of the figure; so too those below
    without another word."""
    f1_micro_interval: Interval | None = None
    """That of accuracy."""
    f1_weighted_interval: Interval | None = None
    mrr_interval: Interval | None = None
    top3_interval: Interval | None = None
    """Wilson's, as for any proportion."""
    cleaned_accuracy_interval: Interval | None = None
    """Wilson's."""
    nll_interval: ApproximateInterval | None = None
    brier_interval: ApproximateInterval | None = None
    ece_interval: ApproximateInterval | None = None
    """Likewise; its lower end is lower by what chance adds to the gaps of all bins at most."""
    nll_scaled_interval: ApproximateInterval | None = None
    """The temperature taken as given."""
    brier_scaled_interval: ApproximateInterval | None = None
    ece_scaled_interval: ApproximateInterval | None = None

    @property
    def judged(self) -> Literal["accuracy", "accuracy_mean"]:
        """Field of the accuracy that speaks for the row: its mean over draws where there are several, since one draw
        may be lucky; else the released checkpoint's."""
        return "accuracy" if self.accuracy_mean_interval is None else "accuracy_mean"

    @property
    def judged_accuracy(self) -> float:
        """See ``judged``."""
        # Zero is for the type alone: where there is an interval of the mean, there is a mean.
        return self.accuracy if self.accuracy_mean_interval is None else self.accuracy_mean or 0.0

    @property
    def judged_interval(self) -> Interval:
        """See ``judged``."""
        return self.accuracy_mean_interval or self.accuracy_interval


# The artifact lists its comparisons in this order of families.
Family = Literal["against zero-shot", "between headline rows"]
Verdict = Literal["better", "worse", "no evidence of a difference"]


class Comparison(Part):
    """A row against another on the same samples, paired; over all support draws of a row that has several."""

    model: str
    baseline: str
    samples: Count
    difference: float
    """Accuracy of ``model`` minus that of ``baseline``, each its mean over draws."""
    interval: Interval
    """Of this comparison alone, when other images and other draws from this pool were possible."""
    p_value: float
    """Two-sided, of this comparison alone: from draws crossed with images; McNemar's exact test without draws."""
    p_adjusted: float | None = None
    """By Holm within the family, times the number of families; what the verdict goes by. None in files of before."""
    family: Family | None = None
    detectable: float | None = None
    """The smallest true difference that this comparison alone would find in four of five test sets."""
    released_difference: float | None = None
    """Between the released checkpoints."""
    # All four cells, so that McNemar's test can be done again from this file alone.
    only_model: Count
    """Samples that only the released checkpoint of ``model`` got right; likewise below."""
    only_baseline: Count
    both: Count
    neither: Count
    verdict: Verdict
    draw_differences: list[float]
    """Per support draw; empty where nothing was drawn."""


GroupKind = Literal["category", "caption length", "objects"]


class GroupAccuracy(Part):
    """Accuracy in a group of test samples."""

    model: str
    group: GroupKind
    # Text, for numbers too: a group may be "3–4".
    value: str
    samples: Count
    accuracy: Share
    interval: Interval
    f1: Share | None


class Confusion(Part):
    """counts[i][j]: samples of categories[i] for which a caption of categories[j] was picked, rightly or wrongly."""

    model: str
    categories: list[str]
    counts: list[list[Count]]
    # A list beside the square: whether a pick of the own category was the right caption is not in it.
    right: list[Count]
    """Per category: right picks, so that counts[i][i] - right[i] are same-category errors."""


class ErrorKinds(Part):
    """A row's wrong picks: captions of the sample's own category, or of others."""

    model: str
    errors: Count
    same_category: Count
    cross_category: Count
    same_category_share: Share | None
    chance_share: Share
    """Share of same-category distractors among all distractors."""
    same_category_share_interval: Interval | None = None
    """Wilson's, over the errors; None without any, and in files of before, like the intervals that come below."""


class PositionBias(Part):
    """How often each answer position was picked and was right; a chi-square test of wrong picks."""

    model: str
    picked: list[Count]
    correct: list[Count]
    p_value: float | None
    """None when a position expects fewer than 5 wrong picks: the test's approximation does not hold."""


class CalibrationBin(Part):
    """Picks with a confidence in (low, high]; None for the means of an empty bin."""

    low: float
    high: float
    samples: Count
    confidence: WholePercent | None
    """Mean of those that predictions.json publishes."""
    accuracy: Share | None
    interval: Interval | None = None
    """Wilson's, of the accuracy; None in an empty bin."""


class Calibration(Part):
    """How often a row's picks of each confidence were right."""

    model: str
    scaled: bool
    """After the one temperature fitted on validation."""
    bins: list[CalibrationBin]


TruthReason = Literal["equal caption", "caption of the same image", "verified positive"]
"""How a distractor is known to be true; a verified positive is one that people, or a drawing, bear out."""


class FalseNegative(Part):
    """A distractor that is true of the image."""

    id: str
    choice: Count
    reason: TruthReason


class CandidateAccuracy(Part):
    """Accuracy with fewer candidates: over all ways of leaving distractors out."""

    model: str
    candidates: list[Count]
    accuracy: list[Share]
    # For each number of candidates; their curve is no band that holds at all of them together.
    interval: list[Interval]
    """As those of the rows' figures."""


class RiskCoverage(Part):
    """Errors among the samples that a row is surest of; picks of equal confidence are taken in together."""

    model: str
    coverage: list[Share]
    """Share of the samples answered."""
    risk: list[ApproximateShare]
    """Share of wrong picks among them; which are of equal confidence is known to its published digits alone."""
    area: Approximate
    """Mean risk over all coverages: 0 for a row whose errors are all less sure than its right picks, and few."""
    area_interval: ApproximateInterval | None = None
    """As those of the rows' figures."""


class RedrawnAccuracy(Part):
    """Accuracy among other distractors: right captions of other test samples, of the categories that they replace."""

    model: str
    redraws: Count
    accuracy: ApproximateShare
    """Mean over the redraws, likewise below; draws.json holds each.

    Among hundreds of thousands of picks some hang on the last digit of a logit: only the first digits are everybody's.
    """
    interval: ApproximateInterval
    """In which at least the confidence's share of all redraws lies, and their mean."""
    baseline: str | None
    """The backbone's zero-shot row; None for that row itself."""
    difference: Approximate | None
    difference_interval: ApproximateInterval | None


class HalfAccuracy(Part):
    """Of the categories on one side."""

    tested_on: list[str]
    samples: int
    accuracy: float
    baseline_accuracy: float
    interval: Interval | None = None
    """Of the difference, in this half alone."""


class UnseenAccuracy(Part):
    """A recipe on categories that its adapters never saw: fitted on half of them, tested on the other, both ways."""

    model: str
    baseline: str
    """The backbone's zero-shot row, on the same samples."""
    draws: int
    accuracy: float
    """Mean over draws and all samples."""
    difference: float
    interval: Interval
    p_value: float
    p_adjusted: float
    """Holm over the rows that were tried, times the families of comparisons and one."""
    verdict: Verdict
    accuracy_interval: Interval | None = None
    """Over draws crossed with images."""
    # Both halves beside their mean: a recipe may carry over to one and fail the other.
    halves: list[HalfAccuracy]


def _unadjusted(plain: dict[str, Any]) -> dict[str, Any]:
    """From 1 to 2: comparisons were of the released checkpoints alone, and each was judged as if it were the only."""
    comparisons = [one | {"released_difference": one["difference"]} for one in plain["comparisons"]]
    # What was not measured then is empty now: nothing is computed while migrating, or old files would change.
    return plain | {"comparisons": comparisons, "ties": [], "candidates": [], "risk_coverage": []}


def _redraws_elsewhere(plain: dict[str, Any]) -> dict[str, Any]:
    """From 3 to 4: what each redraw got right stands in draws.json."""
    told = [dict(one) for one in plain.get("redrawn", [])]
    return plain | {"redrawn": [{"redraws": len(one.pop("right"))} | one for one in told]}


class Metrics(Artifact):
    """metrics.json: every figure of the evaluation."""

    kind = "metrics"
    # By its false negatives alone: half a million of them are more than one file may have.
    by_sample = True
    version = 6
    # To 3 and to 5 only fields with defaults came. The number rose since older code refuses fields that it does not
    # know. To 6 no field came: intervals follow by other formulas, and whoever computes them again has to know.
    migrations: ClassVar[dict[int, Migration]] = {
        1: _unadjusted,
        2: lambda plain: plain,
        3: _redraws_elsewhere,
        4: lambda plain: plain,
        5: lambda plain: plain,
    }

    chance: Share
    confidence: Share
    f1_note: str
    """Why F1 is not available, when it is not: a sentence without its full stop."""
    rows: list[MetricsRow]
    comparisons: list[Comparison]
    ties: list[list[str]] = Field(default_factory=list)
    """Groups of rows no two of which can be told apart, by Holm over all pairs of rows; a row may be in several."""
    groups: list[GroupAccuracy]
    confusion: list[Confusion]
    errors: list[ErrorKinds]
    positions: list[PositionBias]
    calibration: list[Calibration]
    """Of the leading rows; it follows from predictions.json for any other."""
    candidates: list[CandidateAccuracy] = Field(default_factory=list)
    """Of the headline rows."""
    risk_coverage: list[RiskCoverage] = Field(default_factory=list)
    """Of the headline rows."""
    redrawn: list[RedrawnAccuracy] = Field(default_factory=list)
    """Of the headline rows; empty where it was not tried, like the next."""
    unseen: list[UnseenAccuracy] = Field(default_factory=list)
    false_negatives: list[FalseNegative]
