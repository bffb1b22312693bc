"""The command: compare two sets of artifacts, write the report, apply the gate."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path

from pipeline.compare.assemble_report import compare
from pipeline.compare.forms.forms import ReportForm, render_report
from pipeline.compare.inputs.revisions import ArtifactSource, open_source, work_tree
from pipeline.compare.inputs.sides import Pair, Side
from pipeline.compare.report import Report
from pipeline.compare.verdicts.gate import check_rules
from pipeline.errors import PipelineError, one_line
from pipeline.results.files import write_text
from pipeline.results.workspace import check_output
from pipeline.settings import Settings


def diff(
    settings: Settings,
    base: str,
    head: str | None = None,
    *,
    form: ReportForm = "markdown",
    output: Path | None = None,
    gate: bool = False,
) -> int:
    """Compare two sets of artifacts and say what changed.

    Args:
        base, head: git revisions or folders of artifacts; head is the settings' own folders when None.
        output: a file for the report; the standard output when None.
        gate: apply the settings' rules, and say on the standard error which fail.

    Returns:
        The exit code: 1 when the gate says no.

    Raises:
        PipelineError: base or head is no set of artifacts, or one that cannot be read, or the report would go over a
            file of the experiment.
    """
    # Before the comparison, which may take minutes: a wrong place should be told at once.
    if output is not None:
        check_output(settings, output)
    report = write_reports(settings, base, head, {form: output})
    if not gate:
        return 0
    for line in verdict_lines(report):
        # On the standard error: the report itself may be piped on, into a comment or another program.
        print(one_line(line), file=sys.stderr)
    return 0 if report.gate.passed else 1


def write_reports(settings: Settings, base: str, head: str | None, outputs: Mapping[ReportForm, Path | None]) -> Report:
    """Compare once and render several forms, each to a file or, when None, to the standard output."""
    # Before anything is read: a rule with a slip in it must not pass for one that holds.
    check_rules(settings.gate)
    with ExitStack() as stack:
        before = open_source(settings, base)
        stack.callback(before.close)
        after = open_source(settings, head) if head is not None else work_tree(settings)
        stack.callback(after.close)
        _check_outputs(outputs.values(), (before, after))
        report = compare(Pair(Side(before), Side(after)), settings)
    # One comparison, several forms: they cannot contradict each other.
    for form, path in outputs.items():
        rendered = render_report(form, report, settings)
        if path is None:
            sys.stdout.write(rendered)
        else:
            write_text(path, rendered)
    return report


def _check_outputs(outputs: Iterable[Path | None], sources: Iterable[ArtifactSource]) -> None:
    """See that no report goes over a file that is compared.

    Raises:
        PipelineError: one would.
    """
    compared = {Path(entry.place).resolve() for source in sources if source.commit is None
                for entry in source.files.values()}  # fmt: skip
    for path in outputs:
        if path is not None and path.resolve() in compared:
            # Written over, the artifact would be lost, and the next comparison would be with a report.
            raise PipelineError(f"{path}: one of the files that are compared: name another file for the report")


def verdict_lines(report: Report) -> list[str]:
    """What the gate says, a line each."""
    gate = report.gate
    if gate.rules:
        what = ", ".join(change.what for change in gate.rules)
        return [f"gate: head changes {what}: the rules of base were applied", *_result_lines(report)]
    return _result_lines(report)


def _result_lines(report: Report) -> list[str]:
    gate = report.gate
    if gate.passed:
        return ["gate: nothing changed" if report.identical else f"gate: passed, {gate.checked} checks"]
    failures = [f"gate: {failure.message}" for failure in gate.failures]
    return [*failures, f"gate: failed, {len(failures)} of {gate.checked} checks"]
