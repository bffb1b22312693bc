"""The first screen: the task as one picture with its captions, and the headline rows as dots with intervals."""

from __future__ import annotations

import math
from dataclasses import dataclass

from pipeline.results.schemas.hard_cases import CaseModel, HardCase
from pipeline.results.schemas.metrics import MetricsRow
from pipeline.site.run_results import Results
from pipeline.site.views.caption_contrast import differing
from pipeline.site.views.case_views import anchor
from pipeline.site.views.heat_map_views import row_name
from pipeline.site.views.number_links import pointer

CAPTIONS = 12
"""Candidates shown at most: with more, the right one, the pick and the likeliest others."""

DOTS = 12
"""Rows shown at most: with more, the most accurate ones."""

GRID = 0.01
"""The scale of the dots begins and ends at multiples of it."""


@dataclass(frozen=True)
class ExampleCaption:
    """A candidate of the example."""

    text: str
    right: bool
    picked: bool
    share: float
    """Its probability by the row shown."""
    pointer: str
    """Of the probability in hard_cases.json."""


@dataclass(frozen=True)
class TaskExample:
    """One sample of the results, as a model sees it: a picture, its captions, a pick."""

    case: HardCase
    anchor: str
    row: str
    """Name of the row whose pick is marked."""
    captions: list[ExampleCaption]
    left_out: int
    """Candidates that are not shown."""

    @property
    def solved(self) -> bool:
        """Whether the row picked the right caption."""
        return any(caption.right and caption.picked for caption in self.captions)


@dataclass(frozen=True)
class Dot:
    """A row's accuracy and interval, as places on a scale from 0 to 100."""

    row: MetricsRow
    pointer: str
    at: float
    low: float
    high: float


@dataclass(frozen=True)
class FirstScreen:
    """What a reader sees before anything else."""

    example: TaskExample | None
    """None in a run without hard cases."""
    dots: list[Dot]
    other_rows: int
    """Rows of the comparison table that have no dot here."""
    start: float
    """Accuracy at the left end of the scale."""
    end: float


def first_screen(results: Results, best: MetricsRow) -> FirstScreen:
    """The example is answered by ``best`` where the gallery shows it, else by the best row that it shows."""
    rows = foremost(results, best)
    # The scale is that of the rows shown, not 0 to 1: on that, rows a point apart are one dot.
    ends = [end for row in rows for end in row.judged_interval]
    start, end = math.floor(min(ends) / GRID) * GRID, math.ceil(max(ends) / GRID) * GRID
    # Rows that are all perfect have one end for both.
    span = max(end - start, GRID)

    def place(value: float) -> float:
        # A hundredth of a per cent is a tenth of a pixel on a wide screen: more digits would be lines of a diff and
        # nothing else.
        return round(100 * (value - start) / span, 2)

    dots = [
        Dot(
            row,
            pointer("rows", results.row_index[row.model]),
            place(row.judged_accuracy),
            *map(place, row.judged_interval),
        )
        for row in rows
    ]
    return FirstScreen(task_example(results, best), dots, len(results.metrics.rows) - len(rows), start, start + span)


def foremost(results: Results, best: MetricsRow) -> list[MetricsRow]:
    """What a reader compares first: each backbone before and after training, and the best row; in the table's order."""
    leading = [row for row in results.headline if row is best or row in results.leading]
    # The best row always stays, also where rounding ranks another one before it.
    most_accurate = sorted(leading, key=lambda row: (row is not best, -row.judged_accuracy))[:DOTS]
    return [row for row in leading if row in most_accurate]


def task_example(results: Results, best: MetricsRow) -> TaskExample | None:
    """A near miss: the row's pick is wrong, not true as well, and differs from the right caption in few words.

    Such a case shows in one look what is asked; where there is none, the hardest case stands in.
    """
    models = results.hard_cases.models
    shown = [model for model in models if model in results.row_index]
    if not results.hard_cases.cases or not shown:
        return None
    # The gallery holds the answers of a few rows only, and the best may not be among them.
    model = best.model if best.model in shown else max(shown, key=lambda name: results.row(name).judged_accuracy)
    column = models.index(model)
    index, case = min(enumerate(results.hard_cases.cases), key=lambda item: _closeness(item[1], item[1].models[column]))
    answer = case.models[column]
    return TaskExample(
        case=case,
        anchor=anchor(case.id),
        row=row_name(results, model),
        captions=[
            ExampleCaption(
                text=case.choices[place],
                right=place == case.correct,
                picked=place == answer.chosen,
                share=answer.probabilities[place],
                pointer=pointer("cases", index, "models", column, "probabilities", place),
            )
            for place in _shown_places(case, answer)
        ],
        # Said on the page: a reader must not take the captions shown for all that were asked.
        left_out=max(0, len(case.choices) - CAPTIONS),
    )


def _closeness(case: HardCase, answer: CaseModel) -> tuple[bool, bool, bool, float]:
    """Least for a plain mistake between captions of one category that are alike and close in probability."""
    right, picked = case.choices[case.correct], case.choices[answer.chosen]
    # Where no words are shared there is nothing to mark, and the eye finds no near miss.
    alike = any(stretch.differs for stretch in differing(right, picked))
    plain_mistake = answer.chosen != case.correct and not case.flagged
    same_category = case.choice_labels is not None and case.choice_labels[answer.chosen] == case.label
    # In this order of importance: whatever is alike or close, the example has to be a mistake.
    return not plain_mistake, not same_category, not alike, abs(answer.margin)


def _shown_places(case: HardCase, answer: CaseModel) -> list[int]:
    """The candidates to show, in their own order."""
    wanted = {case.correct, answer.chosen}
    order = sorted(range(len(case.choices)), key=lambda p: (p not in wanted, -answer.probabilities[p]))
    # Back in the order in which the model was asked: the likeliest first would give the answer away.
    return sorted(order[:CAPTIONS])
