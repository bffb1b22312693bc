"""Two sides in, one report out."""

from __future__ import annotations

import os
from collections.abc import Iterator

from pipeline.compare.answer_changes import ConclusionChange
from pipeline.compare.file_changes import FileChange
from pipeline.compare.findings.checkpoint_changes import checkpoint_changes
from pipeline.compare.findings.curve_changes import curve_changes, presence
from pipeline.compare.findings.flips import flips
from pipeline.compare.findings.image_changes import picture_changes
from pipeline.compare.findings.provenance import provenance
from pipeline.compare.findings.rounding import same_artifacts, same_judgements, same_parameters, same_pictures
from pipeline.compare.findings.thumbnails import sample_thumbnails, with_thumbnails
from pipeline.compare.findings.timing_changes import timing_changes
from pipeline.compare.inputs.gate_rules import gate_rules
from pipeline.compare.inputs.joining import join
from pipeline.compare.inputs.revisions import same
from pipeline.compare.inputs.sides import Pair, Side
from pipeline.compare.report import Report
from pipeline.compare.summary import headline, notes
from pipeline.compare.verdicts.gate import judge
from pipeline.compare.verdicts.map_score_changes import leading_method_changes, map_score_changes
from pipeline.compare.verdicts.metric_changes import metric_changes
from pipeline.results.form.row_writer import dumps
from pipeline.results.parts import is_part
from pipeline.settings import Settings

# Other packages or another device may well leave every result the same to rounding.
NO_RESULT = ("environment",)


def compare(pair: Pair, settings: Settings) -> Report:
    """Everything that differs between the two sides, with the digits that are written: every form shows the same."""
    found = _compared(pair, settings)
    # Before the headline, which says it; and after everything else, of which it is made.
    found.same_to_rounding = _same_to_rounding(pair, found)
    found.headline = headline(found)
    # Through its own file form: what Markdown and HTML show has then the digits that the JSON form has.
    written = dumps({"schema": f"{Report.kind}/{Report.version}", **found.model_dump(mode="json")})
    return Report.parse(written.encode(), "the report")


def _compared(pair: Pair, settings: Settings) -> Report:
    joined = join(pair)
    rules = gate_rules(pair, settings)
    metrics = metric_changes(pair, joined, settings.evaluation)
    turned = flips(pair, joined)
    files = list(_files(pair))
    curves, curves_unchanged = curve_changes(pair)
    return Report(
        base=pair.base.facts(),
        head=pair.head.facts(),
        repository=_repository(settings),
        docs=settings.paths.docs.as_posix(),
        headline="",
        identical=not files,
        same_to_rounding=False,
        confidence=settings.evaluation.confidence,
        notes=[*notes(pair, joined, metrics, settings.evaluation.confidence), *rules.notes],
        provenance=provenance(pair),
        samples=joined.facts if joined else None,
        metrics=metrics,
        conclusions=list(_conclusions(pair)),
        flips=turned,
        thumbnails=sample_thumbnails(pair, turned),
        curves=curves,
        curves_unchanged=curves_unchanged,
        pictures=list(with_thumbnails(pair, picture_changes(pair))),
        map_scores=map_score_changes(pair, joined, settings.evaluation),
        leading_methods=leading_method_changes(pair),
        checkpoints=checkpoint_changes(pair),
        timings=timing_changes(pair, rules.base.timing_tolerance),
        files=files,
        gate=judge(metrics, rules, pair),
    )


def _same_to_rounding(pair: Pair, report: Report) -> bool:
    """Whether files differ, but no pick and no figure by more than its noise floor."""
    samples = report.samples
    return (
        any(file.path.startswith("docs/data/") for file in report.files)
        and samples is not None
        and not (samples.only_base or samples.only_head or samples.altered)
        and all(change.verdict == "unchanged" for change in report.metrics)
        and all(change.verdict == "unchanged" for change in report.map_scores)
        and all(change.group in NO_RESULT for change in report.provenance)
        and not (report.flips or report.conclusions or report.curves or report.leading_methods)
        and not (pair.head.nonsense or pair.head.contradictions)
        and same_judgements(pair)
        and same_pictures(report.pictures)
        and same_parameters(report.checkpoints)
        and same_artifacts(pair, report.files)
    )


def _repository(settings: Settings) -> str:
    """Address of the settings' repository, else of the one that a GitHub workflow runs in."""
    address = settings.site.repository or ""
    # A workflow knows where it runs: links work there without a setting.
    if not address and (name := os.environ.get("GITHUB_REPOSITORY")):
        address = f"{os.environ.get('GITHUB_SERVER_URL', 'https://github.com')}/{name}"
    # As people copy it from git; links go on behind the bare name.
    return address.rstrip("/").removesuffix(".git")


def _files(pair: Pair) -> Iterator[FileChange]:
    base, head = pair.base.source, pair.head.source
    # A part is a piece of an artifact, which is compared as a whole, however it was cut.
    for path in sorted(path for path in {*base.files, *head.files} if not is_part(path)):
        before, after = base.files.get(path), head.files.get(path)
        if not (before and after and same(base, head, path)):
            yield FileChange(path=path, presence=presence(before, after))


def _conclusions(pair: Pair) -> Iterator[ConclusionChange]:
    """Verdicts of the evaluation itself that turned out otherwise."""
    base, head = _verdicts(pair.base), _verdicts(pair.head)
    for model, baseline in dict.fromkeys([*head, *base]):
        before, after = base.get((model, baseline)), head.get((model, baseline))
        if before != after:
            yield ConclusionChange(model=model, baseline=baseline, base=before, head=after)


def _verdicts(side: Side) -> dict[tuple[str, str], str]:
    comparisons = side.metrics.comparisons if side.metrics else []
    # Told, and not judged again: these are the evaluation's own words on either side.
    return {(item.model, item.baseline): item.verdict for item in comparisons}
