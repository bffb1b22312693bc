"""The parts of a report that speak of answers: samples joined and flipped, figures and verdicts that moved."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from pipeline.results.artifact import Interval, Part

ChangeVerdict = Literal[
    "regression",
    "vanished",
    "improvement",
    "no interval",
    "not comparable",
    "new",
    "another checkpoint",
    "within noise",
    "unchanged",
]
"""Most important first."""


class SampleJoin(Part):
    """Test samples of the two sides, joined by id."""

    base: int
    head: int
    common: int
    """In both, with the same label and the same candidates as far as the artifacts show them."""
    only_base: list[str]
    only_head: list[str]
    altered: list[str]
    """In both, with another label, another right answer or other captions."""
    reason: str
    """Why the common samples must not be compared; empty when they may."""


class MetricChange(Part):
    """One metric of one row of the comparison table."""

    model: str
    metric: str
    base: float | None
    head: float | None
    difference: float | None = None
    """Head minus base: over ``samples`` where there is an interval, of the two values otherwise."""
    interval: Interval | None = None
    p_value: float | None = None
    """For this difference alone."""
    p_adjusted: float | None = None
    """Among all the tests of this report (Holm 1979); None where the values behind it did not change."""
    samples: int | None = None
    """Values behind the interval: common samples, or draws where nothing else is known of them."""
    verdict: ChangeVerdict
    reason: str = ""
    # Else a new row would be told once for each of its metrics.
    whole_row: bool = False
    """The row itself is only on one side."""


class ConclusionChange(Part):
    """A row's verdict against its baseline that turned out otherwise."""

    model: str
    baseline: str
    base: str | None
    head: str | None


class MapScoreChange(Part):
    """One score of one method's heat maps, for one backbone."""

    backbone: str
    method: str
    score: Literal["faithfulness", "energy_in_boxes", "pointing", "rival_correlation", "all_shuffled"]
    base: float | None
    """Mean over the images that the side scored."""
    head: float | None
    difference: float | None = None
    """Head minus base, over the images that both sides scored."""
    interval: Interval | None = None
    """Paired bootstrap over these images."""
    p_adjusted: float | None = None
    """Paired t test, among all such tests of this report (Holm 1979)."""
    images: int = 0
    verdict: Literal["worse", "vanished", "better", "not comparable", "new", "within noise", "unchanged"]
    reason: str = ""


class Flip(Part):
    """A sample that one side got right and the other wrong."""

    id: str
    label: str
    probability_base: float | None
    """Of the right caption."""
    probability_head: float | None
    right: str | None
    """The right caption, where an artifact holds it."""
    picked: str | None
    """The wrong caption: picked by head when the sample broke, by base when it was fixed."""
    picture: str | None
    """Path relative to docs/."""


class ModelFlips(Part):
    """The samples that one row got right on one side only."""

    model: str
    broken: list[Flip]
    """Those with captions and picture first, then by the change of probability."""
    fixed: list[Flip]
    # No accuracy moves by these, so they are counted and not listed.
    repicked: int
    """Wrong on both sides, with another caption."""


@dataclass
class FlippedSample:
    """A sample that flipped, with the rows in which it did."""

    flip: Flip
    rows: list[tuple[str, Flip]] = field(default_factory=list)


def flipped_samples(flips: list[ModelFlips], *, broken: bool) -> list[FlippedSample]:
    """One for each sample; those with captions and a picture first, since they say more."""
    found: dict[str, FlippedSample] = {}
    for row in flips:
        for flip in row.broken if broken else row.fixed:
            found.setdefault(flip.id, FlippedSample(flip)).rows.append((row.model, flip))
    # A stable sort: samples that say as much stay in the order of the rows that they flipped in.
    return sorted(found.values(), key=lambda one: (one.flip.picked is None, one.flip.picture is None, -len(one.rows)))


class LeadingMethodChange(Part):
    """A backbone whose galleries show the maps of another method first."""

    backbone: str
    base: str
    """The method; see ``MapVerdict``."""
    head: str
