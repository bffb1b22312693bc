"""Tables of results that changed: metrics, conclusions, samples, trainings."""

from __future__ import annotations

from pipeline.compare.answer_changes import Flip, MetricChange
from pipeline.compare.file_changes import CurveSummary
from pipeline.compare.forms.report_text import if_known, interval, number
from pipeline.compare.forms.table_cells import Link, ReportCell, ReportTable, mark
from pipeline.compare.report import Report
from pipeline.results.labels import METHODS
from pipeline.results.number_formats import counted, probability, signed

SCORES_OF_MAPS = {
    "faithfulness": "insertion − deletion",
    "energy_in_boxes": "energy in boxes",
    "pointing": "peak in a box",
    "rival_correlation": "right and rival caption",
    "all_shuffled": "all weights shuffled",
}

METRIC_NUMBERS = frozenset({2, 3, 4, 5, 6, 7, 8})
"""Columns to align right."""
_FLIP_COLUMNS = ["Row", "Sample", "Category", "p(right)", "Right caption", "Wrong pick"]


def accuracy_table(report: Report) -> ReportTable:
    """Every row whose accuracy is not the same to rounding."""
    all_rows = [change for change in report.metrics if change.metric == "accuracy"]
    rows = [_metric_row(change) for change in all_rows if change.verdict != "unchanged"]
    # Counted, not listed: a row that stayed is no change, and still part of the answer.
    same = len(all_rows) - len(rows)
    intro = "" if report.identical or not same else f"Unchanged in {counted(same, 'row')}."
    return ReportTable("accuracy", "Accuracy", _metric_columns(report), rows, "evaluation", True, intro, METRIC_NUMBERS)


def other_metrics_table(report: Report) -> ReportTable:
    """The same of all other metrics."""
    rows: list[list[ReportCell]] = []
    for change in report.metrics:
        # That a whole row is new or gone stands in the table of accuracy, once.
        of_interest = change.verdict != "unchanged" and not change.whole_row
        if change.metric != "accuracy" and of_interest:
            model, *others = _metric_row(change)
            rows.append([model, change.metric, *others])
    columns = ["Row", "Metric", *_metric_columns(report)[1:]]
    # One column more stands before them.
    numbers = frozenset(column + 1 for column in METRIC_NUMBERS)
    return ReportTable("metrics", "Other metrics", columns, rows, "evaluation", False, "", numbers)


def _metric_columns(report: Report) -> list[str]:
    between = f"{report.confidence:.0%} interval"
    return ["Row", "Verdict", "Base", "Head", "Difference", between, "p", "p, Holm", "Pairs", "Note"]


def _metric_row(change: MetricChange) -> list[ReportCell]:
    return [
        change.model, mark(change.verdict), number(change.base), number(change.head),
        if_known(change.difference, signed), if_known(change.interval, interval),
        if_known(change.p_value, probability), if_known(change.p_adjusted, probability),
        f"{change.samples:,}" if change.samples else "", change.reason,
    ]  # fmt: skip


def conclusions_table(report: Report) -> ReportTable:
    """Verdicts of the page that would now be others."""
    rows: list[list[ReportCell]] = [
        [change.model, change.baseline, change.base or "not compared", change.head or "not compared"]
        for change in report.conclusions
    ]
    columns = ["Row", "Against", "Was", "Is now"]
    return ReportTable("conclusions", "Conclusions that turned out otherwise", columns, rows, "evaluation", True)


def samples_table(report: Report) -> ReportTable:
    """Test samples that only one side has, or that are not the same."""
    samples = report.samples
    if samples is None:
        return ReportTable("samples", "Test samples", [], [])
    rows: list[list[ReportCell]] = [
        [word, key]
        for word, keys in (
            ("altered", samples.altered), ("only in base", samples.only_base), ("only in head", samples.only_head),
        )
        for key in keys
    ]  # fmt: skip
    return ReportTable("samples", "Test samples that are not the same", ["", "Sample"], rows, "dataset")


def flips_table(report: Report) -> ReportTable:
    """How many samples each row broke and fixed."""
    rows: list[list[ReportCell]] = [
        [row.model, f"{len(row.broken):,}", f"{len(row.fixed):,}", f"{row.repicked:,}"] for row in report.flips
    ]
    columns = ["Row", "Broke", "Fixed", "Wrong in another way"]
    return ReportTable("flips", "Samples that flipped", columns, rows, "hard-cases", True, "", frozenset({1, 2, 3}))


def broken_table(report: Report) -> ReportTable:
    """Samples that a row no longer gets right."""
    rows = [_flip_row(row.model, flip) for row in report.flips for flip in row.broken]
    return ReportTable("broken", "Broken samples", _FLIP_COLUMNS, rows, "hard-cases", False, "", frozenset({3}))


def fixed_table(report: Report) -> ReportTable:
    """Samples that a row now gets right."""
    rows = [_flip_row(row.model, flip) for row in report.flips for flip in row.fixed]
    return ReportTable("fixed", "Fixed samples", _FLIP_COLUMNS, rows, "hard-cases", False, "", frozenset({3}))


def _flip_row(model: str, flip: Flip) -> list[ReportCell]:
    before, after = (if_known(each, probability) for each in (flip.probability_base, flip.probability_head))
    # A link where a picture was published: one look says more than both captions.
    sample: ReportCell = Link(flip.id, flip.picture) if flip.picture else flip.id
    return [model, sample, flip.label, f"{before} → {after}", flip.right or "", flip.picked or ""]


def curves_table(report: Report) -> ReportTable:
    """Trainings that went another way."""
    rows: list[list[ReportCell]] = [
        [change.model, str(change.draw), mark(change.presence), _curve(change.base), _curve(change.head)]
        for change in report.curves
    ]
    intro = f"{counted(report.curves_unchanged, 'run')} unchanged." if rows else ""
    return ReportTable("curves", "Training curves", ["Row", "Draw", "", "Base", "Head"], rows, "training", False, intro)


def _curve(summary: CurveSummary | None) -> str:
    if summary is None:
        return ""
    # A missing value is news of its own: the loss of that epoch was no number.
    gaps = f", {counted(summary.gaps, 'value')} missing" if summary.gaps else ""
    return (
        f"{counted(summary.epochs, 'epoch')}, best {summary.best_epoch}: "
        f"validation {number(summary.best_accuracy)}, last loss {number(summary.last_loss)}{gaps}"
    )


def map_scores_table(report: Report) -> ReportTable:
    """Scores of heat maps that are not the same."""
    rows: list[list[ReportCell]] = [
        [
            change.backbone, METHODS.get(change.method, change.method), SCORES_OF_MAPS[change.score],
            mark(change.verdict), number(change.base), number(change.head), if_known(change.difference, signed),
            if_known(change.interval, interval), if_known(change.p_adjusted, probability),
            f"{change.images:,}" if change.images else "", change.reason,
        ]
        for change in report.map_scores
        if change.verdict != "unchanged"
    ]  # fmt: skip
    between = f"{report.confidence:.0%} interval"
    columns = ["Backbone", "Method", "Score", "Verdict", "Base", "Head", "Difference", between, "p, Holm", "Images"]
    numbers = frozenset(range(4, 10))
    shown_first = (
        f"{change.backbone}: {METHODS.get(change.head, change.head)}, before {METHODS.get(change.base, change.base)}"
        for change in report.leading_methods
    )
    intro = f"Galleries show another method's maps first. {'; '.join(shown_first)}." if report.leading_methods else ""
    return ReportTable(
        "map-scores", "Scores of heat maps", [*columns, "Note"], rows, "attention", bool(intro), intro, numbers
    )
