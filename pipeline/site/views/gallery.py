"""Pictures with heat maps: the attention viewer and the hard cases."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from pipeline.results.artifact import round_significant
from pipeline.results.schemas.attention import AttentionSample, HeatMap
from pipeline.results.schemas.hard_cases import HardCase
from pipeline.site.results import Results
from pipeline.site.views.caption_contrast import Run, differing
from pipeline.site.views.labels import KINDS, METHODS, adapter_label, row_label, shots_label

ROLES = {"right": "right caption", "picked": "picked caption", "image only": "image only"}


def anchor(identifier: str) -> str:
    """An id as part of an HTML id: other characters become their code in hexadecimal."""
    return re.sub(r"[^A-Za-z0-9.-]", lambda match: f"_{ord(match[0]):x}_", identifier)


@dataclass(frozen=True)
class MapView:
    """A heat map as the page shows it."""

    map: HeatMap
    pointer: str
    row: str
    method: str
    role: str

    @property
    def says(self) -> str:
        """Which caption it explains, in words."""
        return "image only: no caption enters" if self.map.caption is None else f"explains the {self.role}"


@dataclass(frozen=True)
class SampleView:
    """A sample of the attention gallery with its maps, grouped by the row they explain."""

    sample: AttentionSample
    pointer: str
    maps: list[MapView]

    @property
    def picked(self) -> dict[str, list[str]]:
        """Captions that were picked instead of the right one, and the rows that did."""
        rows: dict[str, list[str]] = {}
        for view in self.maps:
            if view.map.role == "picked" and view.map.caption is not None:
                rows.setdefault(view.map.caption, []).append(view.row)
        return rows


def attention_views(results: Results) -> list[SampleView]:
    maps = maps_by_sample(results)
    return [
        SampleView(sample, f"/samples/{index}", maps.get(sample.id, []))
        for index, sample in enumerate(results.attention.samples)
    ]


def maps_by_sample(results: Results) -> dict[str, list[MapView]]:
    """Heat maps in the artifact's order, by the sample they lie over."""
    grouped: dict[str, list[MapView]] = {}
    for index, item in enumerate(results.attention.maps):
        view = MapView(
            map=item,
            pointer=f"/maps/{index}",
            row=row_name(results, item.model),
            method=METHODS.get(item.method, item.method),
            role=ROLES[item.role],
        )
        grouped.setdefault(item.sample, []).append(view)
    return grouped


def row_name(results: Results, model: str) -> str:
    """Label of a row; the model's own id where metrics.json does not have it."""
    return row_label(results.row(model)) if model in results.row_index else model


@dataclass(frozen=True)
class Rival:
    """The wrong caption that stands strongest against the right one, and the words that tell them apart."""

    place: int
    picked: bool
    """Whether any row picked it."""
    right: list[Run]
    wrong: list[Run]

    @property
    def sign(self) -> str:
        return "✗" if self.picked else "≈"

    @property
    def says(self) -> str:
        """What the sign means, in words."""
        return "picked instead" if self.picked else "nearly picked"


@dataclass(frozen=True)
class CaseView:
    """A hard case as the plain page shows it."""

    case: HardCase
    index: int
    anchor: str
    kinds: list[str]
    maps: list[MapView]
    rival: Rival


def case_views(results: Results) -> list[CaseView]:
    maps = maps_by_sample(results)
    return [
        CaseView(
            case, index, anchor(case.id), [KINDS.get(k, k) for k in case.kinds], maps.get(case.id, []), rival_of(case)
        )
        for index, case in enumerate(results.hard_cases.cases)
    ]


def rival_of(case: HardCase) -> Rival:
    """The wrong candidate that most rows picked; among equals, the one that rows find likeliest."""
    wrong = [place for place in range(len(case.choices)) if place != case.correct]
    picks = {place: sum(model.chosen == place for model in case.models) for place in wrong}
    place = max(wrong, key=lambda one: (picks[one], sum(model.probabilities[one] for model in case.models)))
    right, other = case.choices[case.correct], case.choices[place]
    return Rival(place, picks[place] > 0, differing(right, other), differing(other, right))


def kind_counts(results: Results) -> list[tuple[str, str, int]]:
    """Kind, its label and how many cases carry it, in the order of KINDS."""
    cases = results.hard_cases.cases
    counted = [(kind, label, sum(kind in case.kinds for case in cases)) for kind, label in KINDS.items()]
    return [item for item in counted if item[2]]


def models_data(results: Results) -> list[dict[str, str]]:
    """The rows of the explorer, with names of two lengths."""
    return [
        {"model": model, "name": row_name(results, model), "short": _short(results, model)}
        for model in results.hard_cases.models
    ]


def _short(results: Results, model: str) -> str:
    if model not in results.row_index:
        return model
    row = results.row(model)
    return f"{row.name} {shots_label(row.shots)} {adapter_label(row.adapter)}".strip()


def cases_data(results: Results) -> list[dict[str, Any]]:
    """The cases as the explorer's script reads them: the artifact's fields, short of what it does not show."""
    return [_case_data(view) for view in case_views(results)]


def _case_data(view: CaseView) -> dict[str, Any]:
    case = view.case
    return {
        "id": case.id,
        "anchor": view.anchor,
        "label": case.label,
        "correct": case.correct,
        "choices": case.choices,
        "labels": case.choice_labels or [],
        "kinds": case.kinds,
        "flagged": case.flagged,
        "margin": round_significant(case.margin, 3),
        "picture": [case.picture.image, case.picture.thumbnail, case.picture.width, case.picture.height],
        "url": case.picture.image_url,
        "models": [
            [model.chosen, round_significant(model.margin, 3), [round(p, 4) for p in model.probabilities]]
            for model in case.models
        ],
        "rival": {
            "place": view.rival.place,
            "sign": view.rival.sign,
            "says": view.rival.says,
            "right": view.rival.right,
            "wrong": view.rival.wrong,
        },
        "maps": [[m.row, m.method, m.map.role, m.map.choice, m.map.image] for m in view.maps],
    }
