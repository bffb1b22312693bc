"""Heat maps for the samples that the page shows: where each model looked, and for which caption."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

import torch
from torch import Tensor

from pipeline.clip.adapters.checkpoint_files import load_released
from pipeline.clip.backbones.loading import LoadedBackbone, load_backbone
from pipeline.clip.backbones.precision import FP32
from pipeline.clip.device import be_deterministic, pick_device
from pipeline.clip.explanations.attribution import Logits, rollout
from pipeline.clip.explanations.heatmaps import as_png, score_boxes
from pipeline.clip.explanations.methods import caption_map, method_of
from pipeline.clip.features.feature_store import load_features
from pipeline.clip.rows import find_row, head
from pipeline.data.picture_files import open_picture, publish_picture, safe_name
from pipeline.data.prepared import Prepared, load_prepared
from pipeline.data.samples import Sample
from pipeline.progress import Reporter
from pipeline.results.files import write_bytes
from pipeline.results.names import Row
from pipeline.results.schemas.attention import Attention, AttentionSample, HeatMap
from pipeline.results.schemas.predictions import Predictions
from pipeline.results.schemas.shown_samples import ShownSamples
from pipeline.settings import Backbone, Settings

Method = Literal["gradcam", "rollout", "relevance", "occlusion"]
MapRole = Literal["right", "picked", "image only"]


def run(settings: Settings, reporter: Reporter) -> None:
    """Draw the maps of the attention gallery and of the hardest cases; writes attention.json."""
    be_deterministic(settings.training.seed)
    data = settings.docs / "data"
    prepared, shown, predictions = load_prepared(settings), ShownSamples.read(data), Predictions.read(data)
    # A correction adds to each caption what no pixel moves: its map would be zero-shot's once more.
    rows = [row for row in (find_row(settings, model) for model in shown.models) if row.shots or row.adapter is None]
    gallery = [predictions.samples[place].id for place in shown.explained]
    hardest = [case.id for case in shown.cases][: settings.explain.hard_cases]
    by_id = {sample.id: sample for sample in prepared.samples}
    blind = [backbone for backbone in settings.backbones if backbone.features]
    for backbone in blind:
        reporter.note(
            f"explain: no maps of {backbone.name}: its features were computed elsewhere, and maps need the model"
        )
    if len(blind) == len(settings.backbones):
        gallery, hardest = [], []
    wanted = [by_id[name] for name in dict.fromkeys([*gallery, *hardest])]
    picks = _picks(predictions, rows)
    maps: list[HeatMap] = []
    with reporter.task("Drawing heat maps", len(wanted) * len(rows)) as advance:
        for backbone in settings.backbones:
            mine = [row for row in rows if row.backbone == backbone]
            if not wanted or not mine or backbone.features:
                continue
            explainer = _Explainer(settings, prepared, backbone, mine)
            for sample in wanted:
                for row in mine:
                    maps += explainer.explain(sample, row, picks[row.model, sample.id])
                    advance(1)
    samples = [
        AttentionSample(
            id=sample.id,
            label=sample.label,
            correct=sample.correct,
            choices=list(sample.choices),
            picture=publish_picture(sample, settings),
            outcome={row.model: picks[row.model, sample.id] == sample.correct for row in rows},
        )
        for sample in map(by_id.__getitem__, gallery)
    ]
    Attention(samples=samples, maps=maps).write(data)


def _picks(predictions: Predictions, rows: Sequence[Row]) -> dict[tuple[str, str], int]:
    """What each row picked for each sample."""
    columns = {row.model: predictions.models.index(row.model) for row in rows}
    return {
        (model, sample.id): sample.chosen[column] for model, column in columns.items() for sample in predictions.samples
    }


class _Explainer:
    """One loaded backbone, its stored caption features, and the adapters of its rows."""

    def __init__(self, settings: Settings, prepared: Prepared, backbone: Backbone, rows: Sequence[Row]) -> None:
        self.settings = settings
        self.backbone: LoadedBackbone = load_backbone(settings, backbone, pick_device(settings), FP32)
        self.method = method_of(self.backbone)
        self.features = load_features(settings, backbone, prepared)
        self.place = {sample.id: number for number, sample in enumerate(prepared.samples)}
        self.adapters = {row.model: load_released(row, settings.root, self.backbone.facts.embed_dim) for row in rows}

    def explain(self, sample: Sample, row: Row, picked: int) -> Iterator[HeatMap]:
        """Maps of the right caption and of the picked one; of the image alone once, where attention is known."""
        assert sample.image is not None
        pixels = self.backbone.preprocess(open_picture(self.settings.path(sample.image), sample.sha256))
        logits = self._head(sample, row)
        roles: dict[int, MapRole] = {picked: "picked", sample.correct: "right"}
        for choice in sorted(roles):
            heat = caption_map(self.backbone, pixels, logits, choice, self.method)
            yield self._map(sample, row, heat, self.method, choice, roles[choice])
        if row.shots == 0 and self.method == "relevance":
            yield self._map(sample, row, rollout(self.backbone, pixels).cpu(), "rollout", None, "image only")

    def _head(self, sample: Sample, row: Row) -> Logits:
        captions = self.features.captions[self.features.choices[self.place[sample.id]]]
        adapter = self.adapters[row.model]
        device = self.backbone.device
        return head(adapter.to(device) if adapter else None, captions.to(device), self.backbone.logit_scale)

    def _map(
        self, sample: Sample, row: Row, heat: Tensor, method: Method, choice: int | None, role: MapRole
    ) -> HeatMap:
        values = heat.to(torch.float32).numpy()
        geometry = self.backbone.preprocess.geometry(sample.width, sample.height)
        suffix = method if choice is None else f"{method}-{choice}"
        image = f"images/maps/{safe_name(sample.id)}-{row.model}-{suffix}.png"
        write_bytes(self.settings.docs / image, as_png(values, geometry))
        scores = score_boxes(values, sample.boxes, geometry)
        return HeatMap(
            sample=sample.id,
            backbone=row.backbone.id,
            model=row.model,
            method=method,
            caption=None if choice is None else sample.choices[choice],
            choice=choice,
            role=role,
            image=image,
            energy_in_boxes=scores.energy_in_boxes,
            box_area=scores.box_area,
            pointing_hit=scores.pointing_hit,
        )
