"""A report as tables of plain text, most important first: what Markdown and HTML have in common."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.compare.forms import report_text as text
from pipeline.compare.report import CurveSummary, Flip, MetricChange, Report
from pipeline.results.labels import METHODS

MARKS = {
    "regression": "▼ regression",
    "vanished": "✕ vanished",
    "improvement": "▲ improvement",
    "within noise": "≈ within noise",
    "not comparable": "? not comparable",
    "no interval": "? no interval",
    "another checkpoint": "≈ another checkpoint",
    "new": "＋ new",
    "changed": "changed",
    "better": "▲ better",
    "worse": "▼ worse",
}

SCORES_OF_MAPS = {
    "faithfulness": "insertion − deletion",
    "energy_in_boxes": "energy in boxes",
    "pointing": "peak in a box",
    "rival_correlation": "right and rival caption",
    "all_shuffled": "all weights shuffled",
}


@dataclass(frozen=True)
class Link:
    """A cell that shows a file of docs/."""

    text: str
    path: str
    vanished: bool = False
    """The file is there at base only."""


ReportCell = str | Link


@dataclass(frozen=True)
class ReportTable:
    """One part of a report."""

    id: str
    title: str
    columns: list[str]
    rows: list[list[ReportCell]]
    section: str = ""
    """The section of the page that shows these results."""
    open: bool = False
    """Shown unfolded."""
    intro: str = ""
    numbers: frozenset[int] = field(default_factory=frozenset)
    """Columns to align right."""


def tables(report: Report) -> Iterator[ReportTable]:
    """The parts of a report that have something to say."""
    if report.same_to_rounding:
        return
    for table in (
        _rules(report),
        _provenance(report),
        _accuracy(report),
        _conclusions(report),
        _flips(report),
        _broken(report),
        _fixed(report),
        _other_metrics(report),
        _samples(report),
        _curves(report),
        _map_scores(report),
        _pictures(report),
        _checkpoints(report),
        _environment(report),
        _timings(report),
        _files(report),
    ):
        if table.rows or table.intro:
            yield table


def mark(word: str, reason: str = "") -> str:
    """A verdict with a sign that needs no colour, and its reason."""
    return f"{MARKS.get(word, word)}{f': {reason}' if reason else ''}"


def _provenance(report: Report) -> ReportTable:
    rows: list[list[ReportCell]] = [
        [change.group, change.what, text.fact(change.base), text.fact(change.head)]
        for change in report.provenance
        if change.group in ("settings", "data", "weights")
    ]
    intro = "" if rows or report.identical else "Settings, data and weights are the same on both sides."
    columns = ["", "What", "Base", "Head"]
    return ReportTable("made-of", "Settings, data and weights", columns, rows, "configuration", True, intro)


def _rules(report: Report) -> ReportTable:
    rows: list[list[ReportCell]] = [
        [change.what, text.fact(change.base), text.fact(change.head)] for change in report.gate.rules
    ]
    intro = "Those of base were applied." if rows else ""
    return ReportTable("rules", "Rules of the gate that changed", ["Rule", "Base", "Head"], rows, "", True, intro)


def _environment(report: Report) -> ReportTable:
    rows: list[list[ReportCell]] = [
        [change.group, change.what, text.fact(change.base), text.fact(change.head)]
        for change in report.provenance
        if change.group in ("rows", "environment")
    ]
    return ReportTable("environment", "How rows were made, packages, devices", ["", "What", "Base", "Head"], rows)


METRIC_NUMBERS = frozenset({2, 3, 4, 5, 6, 7, 8})


def _metric_columns(report: Report) -> list[str]:
    interval = f"{report.confidence:.0%} interval"
    return ["Row", "Verdict", "Base", "Head", "Difference", interval, "p", "p, Holm", "Pairs", "Note"]


def _metric_row(change: MetricChange) -> list[ReportCell]:
    return [
        change.model, mark(change.verdict), text.number(change.base), text.number(change.head),
        text.signed(change.difference), text.interval(change.interval), text.probability(change.p_value),
        text.probability(change.p_adjusted),
        f"{change.samples:,}" if change.samples else "", change.reason,
    ]  # fmt: skip


def _accuracy(report: Report) -> ReportTable:
    all_rows = [change for change in report.metrics if change.metric == "accuracy"]
    rows = [_metric_row(change) for change in all_rows if change.verdict != "unchanged"]
    same = len(all_rows) - len(rows)
    intro = "" if report.identical or not same else f"Unchanged in {text.count(same, 'row')}."
    return ReportTable("accuracy", "Accuracy", _metric_columns(report), rows, "evaluation", True, intro, METRIC_NUMBERS)


def _other_metrics(report: Report) -> ReportTable:
    rows: list[list[ReportCell]] = []
    for change in report.metrics:
        # That a whole row is new or gone stands in the table of accuracy, once.
        of_interest = change.verdict != "unchanged" and not change.whole_row
        if change.metric != "accuracy" and of_interest:
            model, *others = _metric_row(change)
            rows.append([model, change.metric, *others])
    columns = ["Row", "Metric", *_metric_columns(report)[1:]]
    numbers = frozenset(column + 1 for column in METRIC_NUMBERS)
    return ReportTable("metrics", "Other metrics", columns, rows, "evaluation", False, "", numbers)


def _conclusions(report: Report) -> ReportTable:
    rows: list[list[ReportCell]] = [
        [change.model, change.baseline, change.base or "not compared", change.head or "not compared"]
        for change in report.conclusions
    ]
    columns = ["Row", "Against", "Was", "Is now"]
    return ReportTable("conclusions", "Conclusions that turned out otherwise", columns, rows, "evaluation", True)


def _samples(report: Report) -> ReportTable:
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


def _flips(report: Report) -> ReportTable:
    rows: list[list[ReportCell]] = [
        [row.model, f"{len(row.broken):,}", f"{len(row.fixed):,}", f"{row.repicked:,}"] for row in report.flips
    ]
    columns = ["Row", "Broke", "Fixed", "Wrong in another way"]
    return ReportTable("flips", "Samples that flipped", columns, rows, "hard-cases", True, "", frozenset({1, 2, 3}))


def _broken(report: Report) -> ReportTable:
    rows = [_flip_row(row.model, flip) for row in report.flips for flip in row.broken]
    return ReportTable("broken", "Broken samples", _FLIP_COLUMNS, rows, "hard-cases", False, "", frozenset({3}))


def _fixed(report: Report) -> ReportTable:
    rows = [_flip_row(row.model, flip) for row in report.flips for flip in row.fixed]
    return ReportTable("fixed", "Fixed samples", _FLIP_COLUMNS, rows, "hard-cases", False, "", frozenset({3}))


_FLIP_COLUMNS = ["Row", "Sample", "Category", "p(right)", "Right caption", "Wrong pick"]


def _flip_row(model: str, flip: Flip) -> list[ReportCell]:
    before, after = text.probability(flip.probability_base), text.probability(flip.probability_head)
    sample: ReportCell = Link(flip.id, flip.picture) if flip.picture else flip.id
    return [model, sample, flip.label, f"{before} → {after}", flip.right or "", flip.picked or ""]


def _curves(report: Report) -> ReportTable:
    rows: list[list[ReportCell]] = [
        [change.model, str(change.draw), mark(change.presence), _curve(change.base), _curve(change.head)]
        for change in report.curves
    ]
    intro = f"{text.count(report.curves_unchanged, 'run')} unchanged." if rows else ""
    return ReportTable("curves", "Training curves", ["Row", "Draw", "", "Base", "Head"], rows, "training", False, intro)


def _curve(summary: CurveSummary | None) -> str:
    if summary is None:
        return ""
    gaps = f", {text.count(summary.gaps, 'value')} missing" if summary.gaps else ""
    return (
        f"{text.count(summary.epochs, 'epoch')}, best {summary.best_epoch}: "
        f"validation {text.number(summary.best_accuracy)}, last loss {text.number(summary.last_loss)}{gaps}"
    )


def _map_scores(report: Report) -> ReportTable:
    rows: list[list[ReportCell]] = [
        [
            change.backbone, METHODS.get(change.method, change.method), SCORES_OF_MAPS[change.score],
            mark(change.verdict), text.number(change.base), text.number(change.head), text.signed(change.difference),
            text.interval(change.interval), text.probability(change.p_adjusted),
            f"{change.images:,}" if change.images else "", change.reason,
        ]
        for change in report.map_scores
        if change.verdict != "unchanged"
    ]  # fmt: skip
    interval = f"{report.confidence:.0%} interval"
    columns = ["Backbone", "Method", "Score", "Verdict", "Base", "Head", "Difference", interval, "p, Holm", "Images"]
    numbers = frozenset(range(4, 10))
    return ReportTable("map-scores", "Scores of heat maps", [*columns, "Note"], rows, "attention", numbers=numbers)


def _pictures(report: Report) -> ReportTable:
    rows: list[list[ReportCell]] = []
    for change in report.pictures:
        numbers = []
        if change.correlation is not None:
            numbers.append(f"map correlation {change.correlation:.3f}")
        if change.mean_difference is not None:
            numbers.append(f"pixels differ by {change.mean_difference:.2%}")
        rows.append(
            [
                Link(change.path, change.path, change.presence == "vanished"),
                change.kind,
                mark(change.presence),
                "; ".join(numbers),
                change.reason,
            ]
        )
    columns = ["File", "", "", "How far apart", "Note"]
    return ReportTable("pictures", "Pictures and heat maps", columns, rows, "attention")


def _checkpoints(report: Report) -> ReportTable:
    rows: list[list[ReportCell]] = []
    for item in report.checkpoints:
        moved = "" if item.distance is None else f"{item.distance:.4g}"
        if item.relative is not None:
            moved += f" ({_share(item.relative)} the norm)"
        sizes = " → ".join(filter(None, (text.size(item.base_bytes), text.size(item.head_bytes))))
        hashes = " → ".join(value[:8] for value in (item.base_sha256, item.head_sha256) if value)
        notes = "; ".join(filter(None, (item.reason, *item.tensors)))
        rows.append([item.name, mark(item.presence), sizes, hashes, moved, notes])
    columns = ["File", "", "Size", "SHA-256", "Parameters moved by", "Note"]
    return ReportTable("checkpoints", "Checkpoints and weights", columns, rows, "", False, "", frozenset({4}))


def _share(relative: float) -> str:
    return f"{relative:.2%} of" if relative < 1 else f"{relative:.1f} ×"


def _timings(report: Report) -> ReportTable:
    rows: list[list[ReportCell]] = [
        [
            change.model, "" if change.base is None else f"{change.base:.3f}",
            "" if change.head is None else f"{change.head:.3f}",
            "" if change.ratio is None else f"× {change.ratio:.2f}", mark(change.verdict, change.reason),
        ]
        for change in report.timings
        if change.verdict != "equal within tolerance"
    ]  # fmt: skip
    columns = ["Row", "Base, ms per sample", "Head", "Ratio", ""]
    return ReportTable("timings", "Timings (no result)", columns, rows, "evaluation", False, "", frozenset({1, 2, 3}))


def _files(report: Report) -> ReportTable:
    rows: list[list[ReportCell]] = [[change.path, mark(change.presence)] for change in report.files]
    return ReportTable("files", "Files", ["File", ""], rows)
