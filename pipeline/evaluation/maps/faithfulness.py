"""What the scores of many maps allow one to say: means with intervals, paired contrasts, and a verdict per backbone.

Shapes: ``n`` images. A score is [n], NaN for an image that has none.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, cast, get_args

import numpy as np

from pipeline.evaluation.intervals import Resampling, bootstrap_intervals
from pipeline.evaluation.sample_table import Array
from pipeline.evaluation.significance.crossed import by_image
from pipeline.evaluation.significance.multiple_testing import holm, verdict
from pipeline.results.schemas.attention import (
    Contrast,
    ControlMap,
    Estimate,
    MapMethod,
    MapScores,
    MapVerdict,
    SampleMapScores,
)

SCORES = (
    "deletion_blur", "insertion_blur", "deletion_mean", "insertion_mean", "energy_in_boxes", "pointing",
    "rival_correlation", "head_shuffled", "all_shuffled",
)  # fmt: skip
"""What is measured of every map; the rest follows."""

CONTROLS: tuple[ControlMap, ...] = get_args(ControlMap)

# A map has survived when its ranks still share a quarter of their variance with what they were.
SURVIVES = 0.5

MapRole = Literal["caption", "image only", "control"]


@dataclass(frozen=True)
class MeasuredMaps:
    """The maps of all scored images of one backbone, by method."""

    backbone: str
    model: str
    samples: Sequence[str]
    """[n] ids."""
    right: Array
    """[n] whether the row answers the image rightly."""
    box_area: Array
    """[n] share of the view that the boxes cover; NaN without a box in view."""
    scores: Mapping[str, Mapping[str, Array]]
    """[n] by method, best guess first, and name of ``SCORES``."""
    image_only: frozenset[str] = frozenset({"rollout"})
    clusters: Array | None = None
    """[n] the image of each sample, when an image occurs in several."""

    def role(self, method: str) -> MapRole:
        """What a method's maps may speak for."""
        if method in CONTROLS:
            return "control"
        return "image only" if method in self.image_only else "caption"

    def faithfulness(self, method: str) -> Array:
        """[n] insertion minus deletion, mean of both ways to take places away."""
        one = self.scores[method]
        return faithfulness(*(one[name] for name in SCORES[:4]))


def faithfulness(deletion_blur: Array, insertion_blur: Array, deletion_mean: Array, insertion_mean: Array) -> Array:
    """[n] insertion minus deletion, mean of both ways to take places away: -1 to 1, 0 in the mean for blind maps.

    The four are areas [n] under probabilities: RISE's causal metrics (Petsiuk et al. 2018), one minus the other.
    """
    return np.asarray((insertion_blur - deletion_blur + insertion_mean - deletion_mean) / 2)


@dataclass
class _Means:
    """Means over images that are asked for one by one and resampled together, so that all share their resamples."""

    how: Resampling
    columns: list[Array] = field(default_factory=list)

    def ask(self, score: Array) -> int | None:
        """A ticket for the mean of a score [n]; None where fewer than two images have one."""
        # Of one image there is no spread to resample.
        if np.isfinite(score).sum() < 2:
            return None
        self.columns.append(score)
        return len(self.columns) - 1

    def estimates(self) -> list[Estimate]:
        if not self.columns:
            return []
        table = np.stack(self.columns, axis=1)
        known = np.isfinite(table)
        totals = np.concatenate([np.where(known, table, 0.0), known], axis=1)
        # All means in one call, and so of the same resamples: contrasts of methods stay paired.
        intervals = bootstrap_intervals(totals, _means, self.how)
        # Less its bias, an end can lie beyond the least or the largest value, where no mean can.
        intervals = np.clip(intervals.T, np.nanmin(table, axis=0), np.nanmax(table, axis=0)).T
        images = known.sum(axis=0)
        return [
            Estimate(value=float(value), interval=(float(low), float(high)), images=int(count))
            for value, (low, high), count in zip(_means(totals.sum(axis=0)), intervals, images, strict=True)
        ]


def _means(sums: Array) -> Array:
    """Sums and counts [..., 2q] → means [..., q]."""
    values, counts = np.split(sums, 2, axis=-1)
    # A resample may miss the few images that have a score.
    return np.asarray(values / np.maximum(counts, 1))


def mean_of(score: Array, how: Resampling) -> Estimate | None:
    """The mean of one score [n] with its interval; None where fewer than two images have one."""
    means = _Means(how)
    return None if means.ask(score) is None else means.estimates()[0]


def paired_p_value(differences: Array, clusters: Array | None = None) -> float:
    """Two-sided p-value of a mean difference of zero, by Student's t (1908) over images; NaN are left out.

    Args:
        differences: [n], one for each sample.
        clusters: [n] the image of each sample, where several show one.
    """
    # The distribution alone: scipy.stats, which has the whole test, takes seconds to import.
    from scipy.special import stdtr

    known = np.isfinite(differences)
    values = by_image(differences[None, known], None if clusters is None else clusters[known])[0]
    if len(values) < 2:
        return 1.0
    error = float(values.std(ddof=1)) / math.sqrt(len(values))
    # All differences are equal: without any there is nothing to find, else chance cannot be it.
    if error == 0:
        return 1.0 if values[0] == 0 else 0.0
    return float(2 * stdtr(len(values) - 1, -abs(float(values.mean()) / error)))


# ---------------------------------------------------------------- one backbone


def report_maps(measured: MeasuredMaps, how: Resampling) -> tuple[list[MapScores], MapVerdict]:
    """Scores of every method with intervals, and what they allow one to say of the backbone."""
    means = _Means(replace(how, images=measured.clusters))
    asked = {method: _asked(measured, method, means) for method in measured.scores}
    # Before the pairs are made: they hold the leading method against its rivals.
    leading = _leading(measured)
    pairs = list(_pairs(measured, leading))
    differences = [measured.faithfulness(one) - measured.faithfulness(other) for one, other in pairs]
    tickets = [means.ask(difference) for difference in differences]
    area = means.ask(measured.box_area)
    found = means.estimates()
    # Among the contrasts of this backbone: what the page says of another is another question.
    p_values = holm(np.array([paired_p_value(difference, measured.clusters) for difference in differences]))
    contrasts: dict[str, list[Contrast]] = {method: [] for method in measured.scores}
    for (one, other), ticket, p_value in zip(pairs, tickets, p_values, strict=True):
        if ticket is not None:
            contrasts[one].append(_contrast(other, found[ticket], float(p_value), how))
    rows = [
        MapScores(
            backbone=measured.backbone,
            model=measured.model,
            method=cast(MapMethod, method),
            role=measured.role(method),
            contrasts=contrasts[method],
            **{name: None if ticket is None else found[ticket] for name, ticket in asked[method].items()},
        )
        for method in measured.scores
    ]
    return rows, _verdict(measured, rows, leading, None if area is None else found[area])


def _asked(measured: MeasuredMaps, method: str, means: _Means) -> dict[str, int | None]:
    scores = {name: measured.scores[method][name] for name in SCORES}
    scores["faithfulness"] = measured.faithfulness(method)
    scores["energy_over_area"] = scores["energy_in_boxes"] - measured.box_area
    return {name: means.ask(score) for name, score in scores.items()}


def _leading(measured: MeasuredMaps) -> str:
    """The most faithful method that explains a caption; the one that suits the tower where none was measured."""
    own = [method for method in measured.scores if measured.role(method) == "caption"]
    # max keeps the first of equals, the one that suits the tower by itself.
    # -2 is below every score: what was not measured leads only where nothing was.
    return max(own, key=lambda method: float(np.nan_to_num(np.nanmean(measured.faithfulness(method)), nan=-2.0)))


def _pairs(measured: MeasuredMaps, leading: str) -> Iterator[tuple[str, str]]:
    """Which methods are contrasted: each with the controls, and the leading one with its rivals."""
    methods = [method for method in measured.scores if method not in CONTROLS]
    for method in methods:
        yield from ((method, control) for control in ("random", "centre"))
    yield from ((leading, other) for other in methods if other != leading)


def _contrast(other: str, found: Estimate, p_value: float, how: Resampling) -> Contrast:
    return Contrast(
        other=cast(MapMethod, other),
        difference=found.value,
        interval=found.interval,
        p_adjusted=p_value,
        verdict=verdict(found.value, p_value, confidence=how.confidence),
    )


def _verdict(measured: MeasuredMaps, rows: list[MapScores], leading: str, area: Estimate | None) -> MapVerdict:
    won = {(row.method, one.other) for row in rows for one in row.contrasts if one.verdict == "better"}
    methods = [row for row in rows if row.role != "control"]
    rivals = [row.method for row in methods if row.role == "caption" and row.method != leading]
    tied = [method for method in rivals if (leading, method) not in won]

    def not_above(control: str) -> list[MapMethod]:
        return [cast(MapMethod, row.method) for row in methods if (row.method, control) not in won]

    shuffled = {row.method: row.all_shuffled for row in methods if row.all_shuffled}
    return MapVerdict(
        backbone=measured.backbone,
        model=measured.model,
        images=len(measured.samples),
        answered=float(np.mean(measured.right)),
        box_area=area,
        leading=cast(MapMethod, leading),
        by_evidence=not tied and (leading, "random") in won,
        tied=cast(list[MapMethod], tied),
        no_better_than_random=not_above("random"),
        no_better_than_centre=not_above("centre"),
        destroyed=[cast(MapMethod, name) for name, one in shuffled.items() if one.interval[1] < SURVIVES],
        surviving=[cast(MapMethod, name) for name, one in shuffled.items() if one.interval[0] > SURVIVES],
    )


def report_samples(measured: MeasuredMaps) -> list[SampleMapScores]:
    """The scores of every image, so that two runs can be paired."""
    methods = list(measured.scores)
    return [
        SampleMapScores(
            sample=sample,
            backbone=measured.backbone,
            right=bool(measured.right[place]),
            box_area=_number(measured.box_area[place]),
            methods=cast(list[MapMethod | ControlMap], methods),
            **{name: [_number(measured.scores[method][name][place]) for method in methods] for name in SCORES},
        )
        for place, sample in enumerate(measured.samples)
    ]


def _number(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
