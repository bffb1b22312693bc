"""Heat maps: how far each method's can be trusted, and those of the samples that the page shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Literal

import torch

from pipeline.clip.backbones.loading import LoadedBackbone, load_backbone
from pipeline.clip.backbones.precision import FP32
from pipeline.clip.device import be_deterministic, pick_device
from pipeline.clip.explanations.drawn_maps import MapDrawer
from pipeline.clip.explanations.heatmaps import as_png, score_boxes
from pipeline.clip.explanations.methods import IMAGE_ONLY
from pipeline.clip.explanations.scored_maps import MapScorer
from pipeline.clip.features.feature_store import load_features, store_key
from pipeline.clip.features.features import Features
from pipeline.clip.rows import find_row
from pipeline.data.picture_files import publish_picture, safe_name
from pipeline.data.prepared import Prepared, load_prepared_by_all
from pipeline.data.samples import Sample
from pipeline.data.splits import seeded_key
from pipeline.evaluation.intervals import Resampling
from pipeline.evaluation.maps.faithfulness import report_maps, report_samples
from pipeline.evaluation.maps.perturbation import FRACTIONS
from pipeline.evaluation.sample_table import Array
from pipeline.progress import Reporter
from pipeline.ranks import Ranks
from pipeline.results.files import write_bytes
from pipeline.results.names import Row, row_id
from pipeline.results.schemas.attention import Attention, AttentionSample, HeatMap, MapMethod
from pipeline.results.schemas.predictions import Predictions
from pipeline.results.schemas.shown_samples import ShownSamples
from pipeline.results.schemas.timings import MapTime, keep_map_times
from pipeline.settings import Backbone, Settings

MapRole = Literal["right", "picked", "image only"]


@dataclass(frozen=True)
class _Plan:
    """What is to be drawn, as the first rank reads it from the results and tells the others."""

    models: list[str]
    """Rows whose maps are shown."""
    gallery: list[str]
    """Samples of the attention gallery, by id."""
    hardest: list[str]
    picks: dict[tuple[str, str], int]
    """Of these rows and samples."""

    @property
    def samples(self) -> list[str]:
        return list(dict.fromkeys([*self.gallery, *self.hardest]))


def run(settings: Settings, reporter: Reporter) -> None:
    """Score every method's maps, and draw those of the attention gallery and the hardest cases; writes attention.json.

    Drawn first is the method that the scores of its backbone found best. Every rank of a run computes its share of the
    maps and their scores; the first puts them together.
    """
    be_deterministic(settings.training.seed)
    ranks = Ranks.here()
    prepared = load_prepared_by_all(settings)
    plan = ranks.first(lambda: _plan(settings))
    seeing = [backbone for backbone in settings.backbones if not backbone.features]
    for backbone in settings.backbones:
        if backbone.features:
            reporter.note(
                f"explain: no maps of {backbone.name}: its features were computed elsewhere, and maps need the model"
            )
    by_id = {sample.id: sample for sample in prepared.samples}
    found = Attention(samples=[], maps=[], fractions=list(FRACTIONS), scores=[], verdicts=[], sample_scores=[])
    times: list[MapTime] = []
    # What the first rank does alone, it does while the others wait: its mistakes are theirs.
    ranks.first(lambda: found.samples.extend(_look(settings, by_id[name], plan) for name in plan.gallery))
    for backbone in seeing if plan.samples or settings.explain.scored else []:
        explainer = ranks.each(partial(_Explainer, settings, prepared, backbone, plan))
        explainer.compute(reporter)
        ranks.first(partial(explainer.report, plan, found, times))
    ranks.first(lambda: _write(settings, found, times))


def _write(settings: Settings, found: Attention, times: list[MapTime]) -> None:
    data = settings.docs / "data"
    found.write(data)
    keep_map_times(settings.work, times)


def _plan(settings: Settings) -> _Plan:
    data = settings.docs / "data"
    shown, predictions = ShownSamples.read(data), Predictions.read(data)
    # A correction adds to each caption what no pixel moves: its map would be zero-shot's once more.
    rows = [row for row in (find_row(settings, model) for model in shown.models) if row.shots or row.adapter is None]
    seeing = any(not backbone.features for backbone in settings.backbones)
    explained = shown.explained if seeing else []
    hardest = shown.cases[: settings.explain.hard_cases] if seeing else []
    return _Plan(
        models=[row.model for row in rows],
        gallery=[predictions.samples[place].id for place in explained],
        hardest=[case.id for case in hardest],
        picks={
            (row.model, predictions.samples[place].id): predictions.samples[place].chosen[column]
            for row, column in ((row, predictions.models.index(row.model)) for row in rows)
            for place in [*explained, *(case.place for case in hardest)]
        },
    )


def _look(settings: Settings, sample: Sample, plan: _Plan) -> AttentionSample:
    return AttentionSample(
        id=sample.id,
        label=sample.label,
        correct=sample.correct,
        choices=list(sample.choices),
        picture=publish_picture(sample, settings),
        outcome={model: plan.picks[model, sample.id] == sample.correct for model in plan.models},
    )


class _Explainer:
    """One loaded backbone: the scores of its maps, and the maps of its rows."""

    def __init__(self, settings: Settings, prepared: Prepared, backbone: Backbone, plan: _Plan) -> None:
        self.settings, self.prepared = settings, prepared
        # In fp32 whatever the settings say: small gradients are zero in 16 bits.
        self.backbone: LoadedBackbone = load_backbone(settings, backbone, pick_device(settings), FP32)
        features, key = load_features(settings, backbone, prepared), store_key(settings, backbone)
        places = {sample.id: place for place, sample in enumerate(prepared.samples)}

        def part(wanted: list[int]) -> tuple[list[Sample], Features]:
            return [prepared.samples[place] for place in wanted], features.subset(
                torch.tensor(wanted, dtype=torch.int64)
            )

        self.scorer = MapScorer(settings, self.backbone, *part(self._scored_places()), key)
        self.methods, self.leading = self.scorer.methods, self.scorer.methods[0]
        rows = [find_row(settings, model) for model in plan.models]
        self.rows = [row for row in rows if row.backbone.id == backbone.id]
        self.drawn, asked = part([places[name] for name in plan.samples])
        self.drawer = MapDrawer(settings, self.backbone, self.methods, self.rows, self.drawn, asked, key, plan.picks)

    def compute(self, reporter: Reporter) -> None:
        """Compute this rank's share of scores and maps, and wait for the others'."""
        name, scored = self.backbone.settings.name, len(self.scorer.samples)
        if scored:
            # Three times each: its scores, and its maps by the tower with the head shuffled and with all of it
            # shuffled.
            with reporter.task(f"Scoring heat maps of {name}", 3 * scored) as advance:
                self.scorer.compute(advance)
        with reporter.task(f"Drawing heat maps of {name}", len(self.drawn)) as advance:
            self.drawer.compute(advance)

    def report(self, plan: _Plan, found: Attention, times: list[MapTime]) -> None:
        """Put together what all ranks computed; adds to ``found`` and to ``times``."""
        if self.scorer.samples:
            self._score(found, times)
        found.maps += self._draw(plan)
        self.drawer.forget_others()

    # ------------------------------------------------------------ scores

    def _score(self, found: Attention, times: list[MapTime]) -> None:
        """The scores of the zero-shot row's maps, by which the best method leads."""
        identifier = self.backbone.settings.id
        measured, seconds = self.scorer.measured(row_id(identifier, 0))
        scores, verdict = report_maps(measured, Resampling.of(self.settings.evaluation))
        found.scores += scores
        found.verdicts.append(verdict)
        found.sample_scores += report_samples(measured)
        self.leading = verdict.leading
        times.append(MapTime(backbone=identifier, methods=list(self.methods), seconds=seconds))

    def _scored_places(self) -> list[int]:
        """Test samples by chance: right and wrong answers as they come. More of them begin with the same ones."""
        seed, samples = self.settings.evaluation.seed, self.prepared.samples
        # By keys of their ids, not by place: a sample more displaces one, and runs can be paired image by image.
        order = sorted(
            self.prepared.test_rows.tolist(), key=lambda place: seeded_key(seed, "scored maps", samples[place].id)
        )
        return order[: self.settings.explain.scored]

    # ------------------------------------------------------------ pictures

    def _draw(self, plan: _Plan) -> Iterator[HeatMap]:
        """Every row's maps of the right caption and of the picked one, by the leading method first.

        Samples outside the gallery have maps by the leading method alone.
        """
        for sample in self.drawn:
            methods = [self.leading]
            if sample.id in plan.gallery:
                methods += [method for method in self.methods if method != self.leading]
            for row in self.rows:
                maps = self.drawer.maps(sample, row)
                # A right pick is both at once: the role that comes later in the mapping, right, stays.
                roles: dict[int, MapRole] = {plan.picks[row.model, sample.id]: "picked", sample.correct: "right"}
                for method in methods:
                    if method not in IMAGE_ONLY:
                        for choice, heats in maps.items():
                            yield self._map(sample, row, heats[method], method, choice, roles[choice])
                    # It knows no caption, and no adapter changes the picture's way through the tower.
                    elif row.shots == 0:
                        yield self._map(sample, row, maps[sample.correct][method], method, None, "image only")

    def _map(
        self, sample: Sample, row: Row, values: Array, method: MapMethod, choice: int | None, role: MapRole
    ) -> HeatMap:
        """Write a map [s, w] as a picture."""
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
