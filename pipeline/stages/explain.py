"""Heat maps: how far each method's can be trusted, and those of the samples that the page shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

import torch
from torch import Tensor

from pipeline.clip.adapters.checkpoint_files import load_released
from pipeline.clip.backbones.loading import LoadedBackbone, load_backbone
from pipeline.clip.backbones.precision import FP32
from pipeline.clip.device import be_deterministic, pick_device
from pipeline.clip.explanations.attribution import single
from pipeline.clip.explanations.heatmaps import as_png, score_boxes
from pipeline.clip.explanations.methods import IMAGE_ONLY, maps_of, methods_of
from pipeline.clip.explanations.scored_maps import MapScorer
from pipeline.clip.features.feature_store import load_features, store_key
from pipeline.clip.rows import find_row, head
from pipeline.data.picture_files import open_picture, publish_picture, safe_name
from pipeline.data.prepared import Prepared, load_prepared
from pipeline.data.samples import Sample
from pipeline.data.splits import seeded_key
from pipeline.evaluation.intervals import Resampling
from pipeline.evaluation.maps.faithfulness import MeasuredMaps, report_maps, report_samples
from pipeline.evaluation.maps.perturbation import FRACTIONS
from pipeline.progress import Reporter
from pipeline.results.files import write_bytes
from pipeline.results.names import Row, row_id
from pipeline.results.schemas.attention import Attention, AttentionSample, HeatMap, MapMethod
from pipeline.results.schemas.predictions import Predictions
from pipeline.results.schemas.shown_samples import ShownSamples
from pipeline.results.schemas.timings import MapTime, Timings
from pipeline.settings import Backbone, Settings

MapRole = Literal["right", "picked", "image only"]


def run(settings: Settings, reporter: Reporter) -> None:
    """Score every method's maps, and draw those of the attention gallery and the hardest cases; writes attention.json.

    Drawn first is the method that the scores of its backbone found best.
    """
    be_deterministic(settings.training.seed)
    data = settings.docs / "data"
    prepared, shown, predictions = load_prepared(settings), ShownSamples.read(data), Predictions.read(data)
    seeing = [backbone for backbone in settings.backbones if not backbone.features]
    for backbone in settings.backbones:
        if backbone.features:
            reporter.note(
                f"explain: no maps of {backbone.name}: its features were computed elsewhere, and maps need the model"
            )
    # A correction adds to each caption what no pixel moves: its map would be zero-shot's once more.
    rows = [row for row in (find_row(settings, model) for model in shown.models) if row.shots or row.adapter is None]
    gallery = [predictions.samples[place].id for place in shown.explained] if seeing else []
    hardest = [case.id for case in shown.cases][: settings.explain.hard_cases] if seeing else []
    by_id = {sample.id: sample for sample in prepared.samples}
    picks = _picks(predictions, rows)
    found = Attention(
        samples=[_look(settings, by_id[name], rows, picks) for name in gallery],
        maps=[],
        fractions=list(FRACTIONS),
        scores=[],
        verdicts=[],
        sample_scores=[],
    )
    times = []
    wanted = [by_id[name] for name in dict.fromkeys([*gallery, *hardest])]
    for backbone in seeing if wanted or settings.explain.scored else []:
        explainer = _Explainer(settings, prepared, backbone, [row for row in rows if row.backbone == backbone])
        if settings.explain.scored:
            times.append(explainer.score(found, reporter))
        with reporter.task(f"Drawing heat maps of {backbone.name}", len(wanted)) as advance:
            for sample in wanted:
                found.maps += explainer.explain(sample, picks, leading=sample.id not in gallery)
                advance(1)
    found.write(data)
    timings = Timings.read(data)
    timings.maps = times
    timings.write(data)


def _picks(predictions: Predictions, rows: Sequence[Row]) -> dict[tuple[str, str], int]:
    """What each row picked for each sample."""
    columns = {row.model: predictions.models.index(row.model) for row in rows}
    return {
        (model, sample.id): sample.chosen[column] for model, column in columns.items() for sample in predictions.samples
    }


def _look(
    settings: Settings, sample: Sample, rows: Sequence[Row], picks: dict[tuple[str, str], int]
) -> AttentionSample:
    return AttentionSample(
        id=sample.id,
        label=sample.label,
        correct=sample.correct,
        choices=list(sample.choices),
        picture=publish_picture(sample, settings),
        outcome={row.model: picks[row.model, sample.id] == sample.correct for row in rows},
    )


class _Explainer:
    """One loaded backbone, its stored caption features, and the adapters of its rows."""

    def __init__(self, settings: Settings, prepared: Prepared, backbone: Backbone, rows: Sequence[Row]) -> None:
        self.settings, self.prepared, self.rows = settings, prepared, rows
        self.backbone: LoadedBackbone = load_backbone(settings, backbone, pick_device(settings), FP32)
        self.methods = methods_of(self.backbone)
        self.leading = self.methods[0]
        self.features = load_features(settings, backbone, prepared)
        self.place = {sample.id: number for number, sample in enumerate(prepared.samples)}
        self.adapters = {row.model: load_released(row, settings.root, self.backbone.facts.embed_dim) for row in rows}

    # ------------------------------------------------------------ scores

    def score(self, found: Attention, reporter: Reporter) -> MapTime:
        """Score the maps of the zero-shot row, and let the best method lead; adds to ``found``."""
        places = self._scored_places()
        identifier, name = self.backbone.settings.id, self.backbone.settings.name
        samples = [self.prepared.samples[place] for place in places]
        features = self.features.subset(torch.tensor(places, dtype=torch.int64))
        key = store_key(self.settings, self.backbone.settings)
        scorer = MapScorer(self.settings, self.backbone, samples, features, key)
        with reporter.task(f"Scoring heat maps of {name}", 3 * len(samples)) as advance:
            measured, seconds = scorer.measure(row_id(identifier, 0), advance)
        self._report(found, measured)
        return MapTime(backbone=identifier, methods=list(self.methods), seconds=seconds)

    def _report(self, found: Attention, measured: MeasuredMaps) -> None:
        how = self.settings.evaluation
        scores, verdict = report_maps(measured, Resampling(how.confidence, how.bootstrap, how.seed))
        found.scores += scores
        found.verdicts.append(verdict)
        found.sample_scores += report_samples(measured)
        self.leading = verdict.leading

    def _scored_places(self) -> list[int]:
        """Test samples by chance: right and wrong answers as they come. More of them begin with the same ones."""
        seed, samples = self.settings.evaluation.seed, self.prepared.samples
        order = sorted(
            self.prepared.test_rows.tolist(), key=lambda place: seeded_key(seed, "scored maps", samples[place].id)
        )
        return order[: self.settings.explain.scored]

    # ------------------------------------------------------------ pictures

    def explain(self, sample: Sample, picks: dict[tuple[str, str], int], *, leading: bool) -> Iterator[HeatMap]:
        """Every row's maps of the right caption and of the picked one, by the leading method first.

        Args:
            leading: by that method alone.
        """
        assert sample.image is not None
        # By its digest: a map over a picture that was exchanged since would explain another one's answer.
        pixels = self.backbone.preprocess(open_picture(self.settings.path(sample.image), sample.sha256))
        for row in self.rows:
            roles: dict[int, MapRole] = {picks[row.model, sample.id]: "picked", sample.correct: "right"}
            maps = {choice: self._maps(sample, row, pixels, choice) for choice in sorted(roles)}
            others = [method for method in self.methods if method != self.leading and not leading]
            for method in (self.leading, *others):
                if method not in IMAGE_ONLY:
                    for choice, heats in maps.items():
                        yield self._map(sample, row, heats[method], method, choice, roles[choice])
                elif row.shots == 0:
                    yield self._map(sample, row, maps[sample.correct][method], method, None, "image only")

    def _maps(self, sample: Sample, row: Row, pixels: Tensor, choice: int) -> dict[str, Tensor]:
        """The maps [s, w] of one caption by every method."""
        captions = self.features.captions[self.features.choices[self.place[sample.id]]]
        adapter, device = self.adapters[row.model], self.backbone.device
        logits = head(adapter.to(device) if adapter else None, captions.to(device), self.backbone.logit_scale)
        found = maps_of(self.backbone, self.methods, pixels[None], single(logits, choice))
        return {method: heat[0] for method, heat in found.items()}

    def _map(
        self, sample: Sample, row: Row, heat: Tensor, method: MapMethod, choice: int | None, role: MapRole
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
