"""Every test sample, for the explorer's script and as CSV: answers from predictions.json, captions from the archive."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.errors import PipelineError
from pipeline.results.form.row_writer import round_significant
from pipeline.results.schemas.predictions import Prediction
from pipeline.results.schemas.test_samples import OpenSample, SampleArchive
from pipeline.site.charts.chart_table import to_csv
from pipeline.site.run_results import Results
from pipeline.site.views.heat_map_views import row_name


def archive_data(results: Results, archive: SampleArchive) -> dict[str, Any]:
    """The archive as the explorer reads it: lists instead of mappings, since there may be many thousands."""
    columns = _shown_columns(results)
    return {
        # Each caption once: as distractors they come again and again, and the file would be several times as large.
        "captions": [[caption.text, caption.category or ""] for caption in archive.captions],
        "samples": [
            [
                answer.id,
                answer.label,
                answer.correct,
                opened.choices,
                opened.thumbnail and [opened.thumbnail, opened.width, opened.height],
                [answer.chosen[column] for column in columns],
                # Three digits, which every machine agrees on; predictions.json has the others.
                [round_significant(answer.probability[column], 3) for column in columns],
                answer.confidence and [answer.confidence[column] for column in columns],
                *([results.alike[answer.id]] if answer.id in results.alike else []),
            ]
            for answer, opened in _joined(results, archive)
        ],
    }


def archive_csv(results: Results, archive: SampleArchive) -> str:
    """What each row shown made of each test sample."""
    columns = _shown_columns(results)
    names = [row_name(results, model) for model in results.hard_cases.models]
    header = ["Sample", "Category", "Right caption"]
    for name in names:
        header += [f"{name}: pick", f"{name}: p(right)"]
    if results.alike:
        header.append("Candidates read the same to")
    rows = []
    for answer, opened in _joined(results, archive):
        texts = [archive.captions[place].text for place in opened.choices]
        cells: list[str | float | int | None] = [answer.id, answer.label, texts[answer.correct]]
        for column in columns:
            chosen = answer.chosen[column]
            cells += ["right" if chosen == answer.correct else texts[chosen], answer.probability[column]]
        if results.alike:
            cells.append(", ".join(results.alike.get(answer.id, [])))
        rows.append(cells)
    return to_csv(header, rows)


def _shown_columns(results: Results) -> list[int]:
    """Places in predictions.json of the rows that the galleries show."""
    return [results.predictions.models.index(model) for model in results.hard_cases.models]


def _joined(results: Results, archive: SampleArchive) -> Iterator[tuple[Prediction, OpenSample]]:
    answers, samples = results.predictions.samples, archive.samples
    # Joined by place, since several samples may show one picture and so share an id.
    if [answer.id for answer in answers] != [opened.id for opened in samples]:
        raise PipelineError(
            "data/test_samples.json: its samples are not those of predictions.json: run `python -m pipeline hard-cases`"
        )
    return zip(answers, samples, strict=True)
