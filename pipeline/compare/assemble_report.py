"""Two sources in, one report out."""

from __future__ import annotations

import os
from collections.abc import Iterator

from pipeline.compare.findings.checkpoint_changes import checkpoint_changes, false_claims
from pipeline.compare.findings.curve_changes import curve_changes, presence
from pipeline.compare.findings.flips import flips
from pipeline.compare.findings.image_changes import picture_changes
from pipeline.compare.findings.provenance import provenance
from pipeline.compare.findings.thumbnails import sample_thumbnails, with_thumbnails
from pipeline.compare.findings.timing_changes import timing_changes
from pipeline.compare.inputs.joining import Joined, join
from pipeline.compare.inputs.revisions import same
from pipeline.compare.inputs.sides import Pair, Side
from pipeline.compare.report import ConclusionChange, FileChange, MetricChange, ModelFlips, Report
from pipeline.compare.verdicts.gate import judge
from pipeline.compare.verdicts.metric_changes import metric_changes
from pipeline.results.artifact import dumps
from pipeline.results.number_formats import counted
from pipeline.settings import Settings

TIMINGS = "docs/data/timings.json"
# From so many tests on, a reader should be told that some are significant by chance.
MANY = 5


def compare(pair: Pair, settings: Settings) -> Report:
    """Everything that differs between the two sides, with the digits that are written: every form shows the same."""
    found = _compared(pair, settings)
    written = dumps({"schema": f"{Report.kind}/{Report.version}", **found.model_dump(mode="json")})
    return Report.parse(written.encode(), "the report")


def _compared(pair: Pair, settings: Settings) -> Report:
    joined = join(pair)
    metrics = metric_changes(pair, joined, settings.evaluation)
    turned = flips(pair, joined)
    files = list(_files(pair))
    curves, curves_unchanged = curve_changes(pair)
    return Report(
        base=pair.base.facts(),
        head=pair.head.facts(),
        repository=_repository(settings),
        docs=settings.paths.docs.as_posix(),
        headline=_headline(files, metrics, turned),
        identical=not files,
        confidence=settings.evaluation.confidence,
        notes=list(_notes(pair, joined, metrics, settings.evaluation.confidence)),
        provenance=provenance(pair),
        samples=joined.facts if joined else None,
        metrics=metrics,
        conclusions=list(_conclusions(pair)),
        flips=turned,
        thumbnails=sample_thumbnails(pair, turned),
        curves=curves,
        curves_unchanged=curves_unchanged,
        pictures=list(with_thumbnails(pair, picture_changes(pair))),
        checkpoints=checkpoint_changes(pair),
        timings=timing_changes(pair, settings.gate.timing_tolerance),
        files=files,
        gate=judge(metrics, settings.gate),
    )


def _repository(settings: Settings) -> str:
    """Address of the settings' repository, else of the one that a GitHub workflow runs in."""
    address = settings.site.repository or ""
    if not address and (name := os.environ.get("GITHUB_REPOSITORY")):
        address = f"{os.environ.get('GITHUB_SERVER_URL', 'https://github.com')}/{name}"
    return address.rstrip("/").removesuffix(".git")


def _files(pair: Pair) -> Iterator[FileChange]:
    base, head = pair.base.source, pair.head.source
    for path in sorted({*base.files, *head.files}):
        before, after = base.files.get(path), head.files.get(path)
        if not (before and after and same(base, head, path)):
            yield FileChange(path=path, presence=presence(before, after))


def _headline(files: list[FileChange], metrics: list[MetricChange], turned: list[ModelFlips]) -> str:
    if not files:
        return "Nothing changed."
    rows = {change.model: change for change in metrics if change.metric == "accuracy"}
    counts = [
        (sum(change.verdict == verdict for change in rows.values()), word)
        for verdict, word in (
            ("regression", "worse"),
            ("vanished", "vanished"),
            ("improvement", "better"),
            ("within noise", "within noise"),
            ("not comparable", "not comparable"),
            ("new", "new"),
        )
    ]
    broken = {flip.id for row in turned for flip in row.broken}
    fixed = {flip.id for row in turned for flip in row.fixed}
    said = [f"{number} {word}" for number, word in counts if number]
    if said:
        flipped = f" {counted(len(broken), 'sample')} broke and {len(fixed):,} got fixed." if broken or fixed else ""
        return f"Accuracy of {counted(len(rows), 'row')}: {', '.join(said)}.{flipped}"
    if [file.path for file in files] == [TIMINGS]:
        return "Nothing changed but timings."
    return "No row's accuracy changed."


def _notes(pair: Pair, joined: Joined | None, metrics: list[MetricChange], confidence: float) -> Iterator[str]:
    for side in (pair.base, pair.head):
        for name in side.facts().missing:
            yield f"{side.source.name} has no {name}: what it would say is missing here."
        yield from (f"{claim}." for claim in false_claims(side))
    base, head = pair.base.run, pair.head.run
    if base and head and base.data_sha256 != head.data_sha256:
        yield (
            "The data or its split changed: samples are joined by id, label and right answer, and may differ in "
            "picture or captions."
        )
    samples = joined.facts if joined else None
    if samples and samples.reason:
        yield f"Rows cannot be paired: {samples.reason}."
    elif samples and joined and not joined.all_common:
        yield (
            f"Rows are paired on {samples.common:,} common samples; {len(samples.only_base):,} are only in base, "
            f"{len(samples.only_head):,} only in head, and {len(samples.altered):,} are not the same."
        )
    tests = sum(
        change.metric == "accuracy" and change.interval is not None and change.verdict != "unchanged"
        for change in metrics
    )
    if tests >= MANY:
        yield (
            f"{tests} rows were tested one by one at {confidence:.0%} confidence: where nothing is different at "
            f"all, about {tests * (1 - confidence):.1f} of them say otherwise."
        )


def _conclusions(pair: Pair) -> Iterator[ConclusionChange]:
    """Verdicts of the evaluation itself that turned out otherwise."""
    base, head = _verdicts(pair.base), _verdicts(pair.head)
    for model, baseline in dict.fromkeys([*head, *base]):
        before, after = base.get((model, baseline)), head.get((model, baseline))
        if before != after:
            yield ConclusionChange(model=model, baseline=baseline, base=before, head=after)


def _verdicts(side: Side) -> dict[tuple[str, str], str]:
    comparisons = side.metrics.comparisons if side.metrics else []
    return {(item.model, item.baseline): item.verdict for item in comparisons}
