"""Pictures with heat maps, as the attention section and the hard cases show them."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.results.labels import METHODS, row_label
from pipeline.results.schemas.attention import AttentionSample, HeatMap
from pipeline.site.page_bounds import ROW_MAPS
from pipeline.site.run_results import Results
from pipeline.site.views.map_score_views import ESTIMATES, ScoredBackbone, scored_backbones

ROLES = {"right": "right caption", "picked": "picked caption", "image only": "image only"}


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

    @property
    def sign(self) -> str:
        """A mark for the caption that it explains; none for a map of the image alone."""
        return {"right": "✓", "picked": "✗"}.get(self.map.role, "")


@dataclass(frozen=True)
class RowMaps:
    """The maps of one row over one picture: the first that the artifact has, the most faithful method's, leads."""

    row: str
    lead: MapView
    others: list[MapView]

    @property
    def rival(self) -> MapView | None:
        """The leading method's map of the caption that was picked instead: what a reader compares the lead with."""
        # Of the same method: maps of two methods differ for more reasons than the caption.
        return next((v for v in self.others if v.map.role == "picked" and v.method == self.lead.method), None)


@dataclass(frozen=True)
class SampleView:
    """A sample of the attention gallery with its maps."""

    sample: AttentionSample
    pointer: str
    anchor: str
    rows: list[RowMaps]
    leading: list[RowMaps]
    """The rows that the page itself shows: correcting similarities leaves a map what it was."""

    @property
    def picked(self) -> dict[str, list[str]]:
        """Captions that were picked instead of the right one, and the rows that did."""
        rows: dict[str, list[str]] = {}
        for group in self.rows:
            for caption in dict.fromkeys(view.map.caption for view in group.others if view.map.role == "picked"):
                if caption is not None:
                    rows.setdefault(caption, []).append(group.row)
        return rows


@dataclass(frozen=True)
class AttentionView:
    """What the section shows: how far its maps can be trusted, then the maps."""

    scored: list[ScoredBackbone]
    looks: list[SampleView]
    estimates: tuple[tuple[str, str, str], ...] = ESTIMATES


def attention_view(results: Results) -> AttentionView:
    """What the section and the page of all maps show."""
    return AttentionView(scored_backbones(results), sample_views(results))


def sample_views(results: Results) -> list[SampleView]:
    """The samples of the attention gallery."""
    maps = maps_by_sample(results)
    leading = {row_label(row) for row in results.leading}
    views = []
    for index, sample in enumerate(results.attention.samples):
        rows = by_row(maps.get(sample.id, []))
        # Results of other settings may have maps of none of the leading rows: then all are shown.
        first = [group for group in rows if group.row in leading] or rows
        views.append(SampleView(sample, f"/samples/{index}", f"look-{index}", rows, first[:ROW_MAPS]))
    return views


def by_row(maps: list[MapView]) -> list[RowMaps]:
    """Maps grouped by the row they explain; a map of the right caption leads where there is one."""
    grouped: dict[str, list[MapView]] = {}
    for view in maps:
        grouped.setdefault(view.row, []).append(view)
    groups = []
    for row, own in grouped.items():
        # The right caption's map asks of every row the same; what was picked differs from row to row.
        lead = next((view for view in own if view.map.role == "right"), own[0])
        groups.append(RowMaps(row, lead, [view for view in own if view is not lead]))
    return groups


def maps_by_sample(results: Results) -> dict[str, list[MapView]]:
    """Heat maps in the artifact's order, by the sample they lie over."""
    grouped: dict[str, list[MapView]] = {}
    for index, item in enumerate(results.attention.maps):
        view = MapView(
            map=item,
            pointer=f"/maps/{index}",
            # By its label and not its id: rows that read alike on the page are one group there.
            row=row_name(results, item.model),
            method=METHODS.get(item.method, item.method),
            role=ROLES[item.role],
        )
        grouped.setdefault(item.sample, []).append(view)
    return grouped


def row_name(results: Results, model: str) -> str:
    """Label of a row; the model's own id where metrics.json does not have it."""
    return row_label(results.row(model)) if model in results.row_index else model
