"""Groups of samples on which rows do worse than elsewhere, each once for all the rows that fail there."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.results.schemas.slices import ErrorSlice
from pipeline.results.schemas.test_samples import OpenSample
from pipeline.site.run_results import Results
from pipeline.site.views.heat_map_views import row_name

PICTURES = 6
"""Of a group, at most."""


@dataclass(frozen=True)
class SlicedRow:
    """A row that does worse in a group."""

    name: str
    place: int
    """In slices.json."""
    slice: ErrorSlice
    column: int | None
    """Of the row in the explorer; None where it does not show it."""

    @property
    def inside(self) -> float:
        """Accuracy in the group, in the half that confirms it."""
        return self._share("samples", "right")

    @property
    def outside(self) -> float:
        """Accuracy of the half's other samples."""
        return self._share("others", "others_right")

    def _share(self, samples: str, right: str) -> float:
        half = self.slice.confirmed
        # Of the half that confirms: in the searched half the group was chosen for looking bad.
        return float(getattr(half, right) / max(1, getattr(half, samples)))


@dataclass
class SliceGroup:
    """A group, and the rows that do worse in it."""

    title: str
    ids: list[str]
    pictures: list[OpenSample]
    """Wrong answers of the first of the rows, as far as thumbnails are there."""
    rows: list[SlicedRow] = field(default_factory=list)


def slice_groups(results: Results) -> list[SliceGroup]:
    """The confirmed groups, the surest first; none in results from before groups were searched."""
    groups: dict[tuple[str, str], SliceGroup] = {}
    for place, one in enumerate(results.slices.slices if results.slices else []):
        # By the group's words: rows may fail in one group together, and it is shown once.
        key = (one.about, one.value)
        if key not in groups:
            answers = [results.predictions.samples[sample] for sample in one.samples]
            groups[key] = SliceGroup(_title(one), [answer.id for answer in answers], _pictures(results, one))
        shown = results.hard_cases.models
        column = shown.index(one.model) if one.model in shown else None
        groups[key].rows.append(SlicedRow(row_name(results, one.model), place, one, column))
    return list(groups.values())


def _title(one: ErrorSlice) -> str:
    """The group in words: Category zebra; Captions with “snow”; Brightness of the picture: at most 0.31."""
    if one.about == "category":
        return f"Category {one.value}"
    if one.about == "word of the caption":
        return f"Captions with “{one.value}”"
    about = one.about.removeprefix("field ")
    return f"{about[:1].upper()}{about[1:]}: {one.value}"


def _pictures(results: Results, one: ErrorSlice) -> list[OpenSample]:
    """The samples of a group that its row answers wrongly and a reader can see."""
    if results.archive is None:
        return []
    column = results.predictions.models.index(one.model)
    answers, opened = results.predictions.samples, results.archive.samples
    # Mistakes only, since a group is shown for them; without a picture there is nothing to see.
    wrong = [place for place in one.samples if answers[place].chosen[column] != answers[place].correct]
    return [opened[place] for place in wrong if opened[place].thumbnail][:PICTURES]
