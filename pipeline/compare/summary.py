"""What a reader of a report must know first: one line, and what limits the rest."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.compare.answer_changes import MetricChange
from pipeline.compare.findings.checkpoint_changes import false_claims
from pipeline.compare.inputs.joining import Joined
from pipeline.compare.inputs.sides import Pair
from pipeline.compare.report import Report
from pipeline.results.number_formats import counted

MOST_TOLD = 40
"""Contradictions of one side: where the seed is another one, every interval is."""

TIMINGS = "docs/data/timings.json"


def headline(report: Report) -> str:
    """The report in one line."""
    if report.identical:
        return "Nothing changed."
    # Two equal runs differ in nothing else, so that is no change of results.
    if [file.path for file in report.files] == [TIMINGS]:
        return "Nothing changed but timings."
    if report.same_to_rounding:
        return "The same to rounding: no pick changed, and no figure by a digit that is known."
    # Accuracy speaks for the row; thirty metrics of twenty rows make no line that anybody reads.
    rows = {change.model: change for change in report.metrics if change.metric == "accuracy"}
    counts = [
        (sum(change.verdict == verdict for change in rows.values()), word)
        for verdict, word in (
            ("regression", "worse"),
            ("vanished", "vanished"),
            ("improvement", "better"),
            ("another checkpoint", "with another checkpoint"),
            ("within noise", "within noise"),
            ("no interval", "of unknown noise"),
            ("not comparable", "not comparable"),
            ("new", "new"),
        )
    ]
    said = [f"{number} {word}" for number, word in counts if number]
    broken = {flip.id for row in report.flips for flip in row.broken}
    fixed = {flip.id for row in report.flips for flip in row.fixed}
    if said:
        flipped = f" {counted(len(broken), 'sample')} broke and {len(fixed):,} got fixed." if broken or fixed else ""
        # Then it is other draws that answer otherwise, as one in a hundred thousand picks does on another machine.
        if report.samples and not report.samples.reason and not report.flips:
            flipped = " No pick of a released checkpoint changed."
        return f"Accuracy of {counted(len(rows), 'row')}: {', '.join(said)}.{flipped}"
    return "No row's accuracy changed."


def notes(pair: Pair, joined: Joined | None, metrics: list[MetricChange], confidence: float) -> Iterator[str]:
    """What a reader must know before believing the rest."""
    # First what is missing or false, then what limits a comparison of what is there.
    for side in (pair.base, pair.head):
        for name in side.facts().missing:
            yield f"{side.source.name} has no {name}: what it would say is missing here."
        yield from (f"{side.source.name}: {path}: {why}." for path, why in side.unreadable.items())
        yield from (f"{claim}." for claim in false_claims(side))
        # Base was head once, and was held to everything then.
        told = list(map(str, side.figure_contradictions))
        if side is pair.head:
            told = [*map(str, side.nonsense), *map(str, side.contradictions)]
        yield from (f"{side.source.name}: {each}." for each in told[:MOST_TOLD])
        if len(told) > MOST_TOLD:
            yield f"{side.source.name}: and {len(told) - MOST_TOLD} contradictions more."
    base, head = pair.base.run, pair.head.run
    if base and head and base.data_sha256 != head.data_sha256:
        yield (
            "The data or its split changed: samples are joined by id, label and right answer, and may differ in "
            "picture or captions."
        )
    samples = joined.facts if joined else None
    # One of the two: where nothing can be paired, how many samples are common is no matter.
    if samples and samples.reason:
        yield f"Rows cannot be paired: {samples.reason}."
    elif samples and joined and not joined.all_common:
        yield (
            f"Rows are paired on {samples.common:,} common samples; {len(samples.only_base):,} are only in base, "
            f"{len(samples.only_head):,} only in head, and {len(samples.altered):,} are not the same."
        )
    if another := sum(change.verdict == "another checkpoint" for change in metrics if change.metric == "accuracy"):
        yield (
            f"{counted(another, 'row')} stand on other support images: their released checkpoints differ by luck, and "
            "the mean over all draws, which is judged, did not move beyond noise."
        )
    # Without a single test there is no error rate to speak of.
    tested = {change.p_adjusted is not None for change in metrics}
    if True in tested:
        yield (
            f"Verdicts hold at {confidence:.0%} for the whole report: where nothing is different at all, "
            f"{1 - confidence:.0%} of such reports say otherwise anywhere."
        )
