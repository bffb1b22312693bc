"""Report what a pull request changed in the results, in all three forms, and apply the gate.

Run: python scripts/report.py BASE HEAD FOLDER

Writes FOLDER/report.md, report.json and report.html, and adds the Markdown to the job's summary when a workflow
names one. Exits 0, 1 when the gate says no, or 2 when there is nothing to compare; report.md and report.json then
say why.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from pipeline import SETTINGS_FILE
from pipeline.compare.diff import verdict_lines, write_reports
from pipeline.compare.forms.forms import ReportForm
from pipeline.compare.forms.markdown import failure
from pipeline.compare.report import FailedReport
from pipeline.errors import PipelineError, print_anywhere
from pipeline.results.files import write_text
from pipeline.results.form.row_writer import dumps
from pipeline.settings.settings_file import load_settings


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base", help="git revision or folder of artifacts")
    parser.add_argument("head", help="git revision or folder of artifacts")
    parser.add_argument("folder", type=Path, help="where the reports go")
    parser.add_argument("--config", type=Path, default=Path(SETTINGS_FILE))
    given = parser.parse_args(arguments)
    print_anywhere()
    comment = given.folder / "report.md"
    forms: dict[ReportForm, Path | None] = {
        "markdown": comment, "json": given.folder / "report.json", "html": given.folder / "report.html",
    }  # fmt: skip
    try:
        report = write_reports(load_settings(given.config), given.base, given.head, forms)
    except PipelineError as error:
        failed = {"schema": f"{FailedReport.kind}/{FailedReport.version}", "mistakes": list(error.mistakes)}
        write_text(comment, failure(error.mistakes))
        write_text(given.folder / "report.json", dumps(failed))
        print(*error.mistakes, sep="\n", file=sys.stderr)
        code = 2
    else:
        print(*verdict_lines(report), sep="\n")
        code = 0 if report.gate.passed else 1
    if summary := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(summary).open("a", encoding="utf-8") as stream:
            stream.write(comment.read_text(encoding="utf-8"))
    return code


if __name__ == "__main__":
    sys.exit(main())
