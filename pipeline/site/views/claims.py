"""What the page says about the results in words: never more than the verdicts of the paired tests."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.results.artifact import Interval
from pipeline.results.labels import row_label
from pipeline.results.number_formats import p_value, points, probability
from pipeline.results.schemas.metrics import Comparison, ErrorKinds, MetricsRow
from pipeline.site.run_results import Results
from pipeline.site.views.number_links import pointer

NO_EVIDENCE = "no evidence of a difference"
RIVALS = 3
"""Backbones that the best one is held against in words; the chart of differences has the others."""
SYMBOLS = {"better": "▲", "worse": "▼", NO_EVIDENCE: "≈"}


@dataclass(frozen=True)
class ComparisonInWords:
    """One paired comparison in words."""

    tone: str
    """better, worse, same or unknown: for the colour; the words say it too."""
    text: str
    numbers: str = ""
    """Difference, interval and p-value in words; empty when nothing was tested."""
    source: str = ""
    """JSON pointer of the comparison in metrics.json."""


def in_words(results: Results, row: MetricsRow, other: MetricsRow) -> ComparisonInWords:
    """How ``row`` compares with ``other``, whichever way round the test was made."""
    # Each pair is tested once, whichever of the two came first among the rows.
    found = results.comparison(row.model, other.model)
    sign = 1
    if found is None:
        found, sign = results.comparison(other.model, row.model), -1
    if found is None:
        return ComparisonInWords("unknown", f"not tested against {row_label(other)}")
    index, item = found
    # Mirrored, better is worse; that there is no evidence reads the same both ways.
    word = item.verdict if sign > 0 else {"better": "worse", "worse": "better"}.get(item.verdict, item.verdict)
    # Never "equal": the test found no difference, which is not to have shown that there is none.
    tone = "same" if word == NO_EVIDENCE else word
    relation = "no evidence of a difference from" if tone == "same" else f"{word} than"
    numbers = _numbers(results, item, sign)
    return ComparisonInWords(tone, f"{relation} {row_label(other)}", numbers, pointer("comparisons", index))


def _numbers(results: Results, item: Comparison, sign: int) -> str:
    # Turned round, the lower end becomes the upper one.
    low, high = sorted(sign * end for end in item.interval)
    level = f"{100 * results.metrics.confidence:g} %"
    return (
        f"{points(sign * item.difference)} points, {level} interval {points(low)} to {points(high)}, "
        f"{evidence_of(item)}"
    )


def evidence_of(item: Comparison) -> str:
    """Both p-values in words: of the comparison alone, and among its family and the other one."""
    alone = p_value(item.p_value)
    return alone if item.p_adjusted is None else f"{alone}, {probability(item.p_adjusted)} among all comparisons"


def covers_chance(results: Results, row: MetricsRow) -> bool:
    """The row's interval contains what guessing would give."""
    low, high = row.judged_interval
    # Guessing is a point and not a row: no pair was tested, and the row's own interval has to say it.
    return low <= results.metrics.chance <= high


@dataclass(frozen=True)
class Standing:
    """The best of some rows, and whether that is distinguishable."""

    row: MetricsRow
    pointer: str
    """Of the row in metrics.json."""
    verdicts: list[ComparisonInWords]
    chance: bool
    equals: int = 0
    """Other rows of the same accuracy, where it was the highest of several."""


def best_overall(results: Results) -> Standing:
    """The headline row of highest accuracy against the next best one, and against its zero-shot row."""
    # By the mean over draws where there are several: the best of many single draws is mostly luck.
    ranked = sorted(results.headline, key=lambda row: -row.judged_accuracy)
    best = ranked[0]
    equals = sum(row.judged_accuracy == best.judged_accuracy for row in ranked[1:])
    return replace(_standing(results, best, ranked[1:2]), equals=equals)


def best_zero_shot(results: Results) -> Standing:
    """The best backbone without training, against those that come next."""
    ranked = sorted(results.zero_shot.values(), key=lambda row: -row.judged_accuracy)
    return _standing(results, ranked[0], ranked[1 : 1 + RIVALS])


def best_few_shot(results: Results) -> Standing | None:
    """The best trained headline row against its own zero-shot row."""
    trained = [row for row in results.headline if row.shots]
    if not trained:
        return None
    # Chosen by the mean over draws, and so the sentence's verdict is about the mean, too.
    best = max(trained, key=lambda row: row.judged_accuracy)
    zero = results.zero_shot.get(best.backbone)
    return _standing(results, best, [zero] if zero else [])


def _standing(results: Results, row: MetricsRow, others: list[MetricsRow]) -> Standing:
    return Standing(
        row=row,
        pointer=pointer("rows", results.row_index[row.model]),
        verdicts=[in_words(results, row, other) for other in others],
        chance=covers_chance(results, row),
    )


@dataclass(frozen=True)
class WeakestCategory:
    """The category that a row does worst in."""

    name: str
    pointer: str
    """Of its accuracy in metrics.json."""
    interval: Interval


@dataclass(frozen=True)
class Claims:
    """All that the page says of the results in words."""

    best: Standing
    zero_shot: Standing
    few_shot: Standing | None
    at_chance: list[MetricsRow]
    """Headline rows that guessing could equal."""
    weakest: WeakestCategory | None
    """Of the best row, where there are several categories."""
    errors: str | None
    """JSON pointer to the kinds of the best row's errors, if they could be told."""
    errors_interval: Interval | None
    """Of the share within the picture's own category; None in results of before."""


def claims_of(results: Results) -> Claims:
    """What may be said of a run."""
    best = best_overall(results)
    place, errors = same_category_errors(results, best.row)
    return Claims(
        best=best,
        zero_shot=best_zero_shot(results),
        few_shot=best_few_shot(results),
        at_chance=[row for row in results.headline if covers_chance(results, row)],
        weakest=weakest_category(results, best.row),
        errors=place,
        errors_interval=errors.same_category_share_interval if errors else None,
    )


def weakest_category(results: Results, row: MetricsRow) -> WeakestCategory | None:
    """The category of lowest accuracy; None where a row has just one, or is as accurate for all."""
    own = [
        (group.accuracy, index, group)
        for index, group in enumerate(results.metrics.groups)
        if group.model == row.model and group.group == "category"
    ]
    if len({accuracy for accuracy, _, _ in own}) < 2:
        return None
    # Of equals the earlier one, by its index: the sentence is the same in every build.
    _, index, group = min(own, key=lambda one: one[:2])
    return WeakestCategory(group.value, pointer("groups", index, "accuracy"), group.interval)


def same_category_errors(results: Results, row: MetricsRow) -> tuple[str, ErrorKinds] | tuple[None, None]:
    """What is known of a row's errors, if their kinds could be told, and its JSON pointer."""
    for index, item in enumerate(results.metrics.errors):
        if item.model == row.model and item.same_category_share is not None:
            return pointer("errors", index), item
    return None, None
