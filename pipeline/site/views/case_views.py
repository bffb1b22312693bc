"""The hard cases: for the plain page, and as data for the explorer's script."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from pipeline.results.form.row_writer import round_significant
from pipeline.results.labels import adapter_label, shots_label
from pipeline.results.schemas.hard_cases import CASE_KINDS, CaseKind, HardCase
from pipeline.site.run_results import Results
from pipeline.site.views.caption_contrast import Stretch, differing
from pipeline.site.views.failures.error_slices import slice_groups
from pipeline.site.views.heat_map_views import RowMaps, by_row, maps_by_sample, row_name


@dataclass(frozen=True)
class Rival:
    """The wrong caption that stands strongest against the right one, and the words that tell them apart."""

    place: int
    picked: bool
    """Whether any row picked it."""
    right: list[Stretch]
    wrong: list[Stretch]

    @property
    def sign(self) -> str:
        """A mark before the caption that needs no colour."""
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
    maps: list[RowMaps]
    rival: Rival


@dataclass(frozen=True)
class ShownRow:
    """A row of the galleries, with names of two lengths."""

    model: str
    name: str
    short: str


@dataclass(frozen=True)
class CaseGallery:
    """All hard cases, hardest first."""

    cases: list[CaseView]
    rows: list[ShownRow]
    kinds: list[tuple[CaseKind, str, int]]
    """Kind, its label and how many cases carry it; none without a case."""
    all_samples: int
    """Test samples that the explorer can open besides; 0 in results that do not hold them."""


def case_gallery(results: Results) -> CaseGallery:
    """What the section, the plain page and the explorer show."""
    # Once for the gallery: looked up case by case, all maps would be walked through for each of them.
    maps = maps_by_sample(results)
    cases = results.hard_cases.cases
    views = [
        CaseView(
            case,
            index,
            anchor(case.id),
            [CASE_KINDS[kind] for kind in case.kinds],
            by_row(maps.get(case.id, [])),
            rival(case),
        )
        for index, case in enumerate(cases)
    ]
    counted = [(kind, label, sum(kind in case.kinds for case in cases)) for kind, label in CASE_KINDS.items()]
    rows = [ShownRow(model, row_name(results, model), _short(results, model)) for model in results.hard_cases.models]
    # A filter that finds nothing is no help to a reader.
    kinds = [(kind, label, number) for kind, label, number in counted if number]
    return CaseGallery(views, rows, kinds, len(results.openable.samples) if results.openable else 0)


def anchor(identifier: str) -> str:
    """An id as part of an HTML id: other characters become their code in hexadecimal."""
    # The underscore is such a character too, so that no two ids share an anchor.
    # Ids are strangers' text: quotes, spaces or slashes would end the attribute or lead elsewhere.
    return re.sub(r"[^A-Za-z0-9.-]", lambda match: f"_{ord(match[0]):x}_", identifier)


def rival(case: HardCase) -> Rival:
    """The wrong candidate that most rows picked; among equals, the one that rows find likeliest."""
    wrong = [place for place in range(len(case.choices)) if place != case.correct]
    picks = {place: sum(model.chosen == place for model in case.models) for place in wrong}
    # max keeps the first of equals, so the choice is the same in every build.
    place = max(wrong, key=lambda one: (picks[one], sum(model.probabilities[one] for model in case.models)))
    right, other = case.choices[case.correct], case.choices[place]
    return Rival(place, picks[place] > 0, differing(right, other), differing(other, right))


def _short(results: Results, model: str) -> str:
    if model not in results.row_index:
        return model
    row = results.row(model)
    return f"{row.name} {shots_label(row.shots)} {adapter_label(row.adapter)}".strip()


# ---------------------------------------------------------------- for the explorer


def explorer_data(results: Results) -> dict[str, Any]:
    """The gallery as the explorer's script reads it: the artifact's fields, short of what it does not show."""
    gallery = case_gallery(results)
    return {
        "kinds": CASE_KINDS,
        "models": [{"model": row.model, "name": row.name, "short": row.short} for row in gallery.rows],
        "cases": [_case_data(view) for view in gallery.cases],
        "groups": [group.ids for group in slice_groups(results)],
    }


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
        "tied": case.tied,
        # Three digits are what a reader sees; more would double a file that a phone has to fetch.
        "margin": round_significant(case.margin, 3),
        "picture": [case.picture.image, case.picture.thumbnail, case.picture.width, case.picture.height],
        "url": case.picture.image_url,
        "models": [
            # Lists, not mappings: keys that come with every row of every case would be most of the file.
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
        "maps": [
            [m.row, m.method, m.map.role, m.map.choice, m.map.image]
            for group in view.maps
            for m in (group.lead, *group.others)
        ],
    }
