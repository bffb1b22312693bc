"""The maps that the page shows: of each sample, by every row, of the right caption and of the picked one.

Shapes: ``c`` candidates, ``d`` feature width, ``s`` × ``w`` pixels of the model's input.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import partial

import numpy as np

from pipeline.clip.adapters.checkpoint_files import load_released
from pipeline.clip.backbones.loading import LoadedBackbone
from pipeline.clip.explanations.attribution import single
from pipeline.clip.explanations.kept_arrays import Arrays, Job, KeptArrays
from pipeline.clip.explanations.methods import maps_of
from pipeline.clip.explanations.scored_maps import SCORING_VERSION
from pipeline.clip.features.features import Features
from pipeline.clip.rows import head
from pipeline.data.picture_files import open_picture
from pipeline.data.samples import Sample
from pipeline.evaluation.sample_table import Array
from pipeline.progress import Advance
from pipeline.results.names import Row
from pipeline.results.schemas.attention import MapMethod
from pipeline.settings import Settings

Picks = Mapping[tuple[str, str], int]
"""The candidate that a row picked, by model and sample."""


class MapDrawer:
    """Maps of some samples by all methods of one backbone, computed once.

    Args:
        samples: those to draw, n.
        features: of these samples, in their order.
        key: digest of what made the features: weights, architecture, preprocessing.
    """

    def __init__(
        self,
        settings: Settings,
        backbone: LoadedBackbone,
        methods: tuple[MapMethod, ...],
        rows: Sequence[Row],
        samples: Sequence[Sample],
        features: Features,
        key: str,
        picks: Picks,
    ) -> None:
        self.settings, self.backbone, self.methods, self.rows = settings, backbone, methods, rows
        self.features, self.key, self.picks = features, key, picks
        width, device = backbone.facts.embed_dim, backbone.device
        self.adapters = {row.model: load_released(row, settings.root, width, device) for row in rows}
        self.kept = KeptArrays(settings.work / "drawn_maps")
        jobs = [self._job(place, sample) for place, sample in enumerate(samples)]
        self.jobs = dict(zip((sample.id for sample in samples), jobs, strict=True))

    def compute(self, advance: Advance) -> None:
        """Compute all maps, or of several ranks this one's; ``advance`` is told of samples."""
        self.kept.share(list(self.jobs.values()), advance)

    def maps(self, sample: Sample, row: Row) -> dict[int, dict[str, Array]]:
        """The maps [s, w] of the captions that a row is asked about, by candidate and method."""
        found = self.kept.get(self.jobs[sample.id])
        return {
            choice: {method: found[_name(row, choice, method)] for method in self.methods}
            for choice in self._choices(sample, row)
        }

    def forget_others(self) -> None:
        """Let go of maps of other samples and other adapters, which nobody will ask for."""
        self.kept.keep_only(self.jobs.values(), f"{self.backbone.settings.id}-")

    def _choices(self, sample: Sample, row: Row) -> list[int]:
        return sorted({self.picks[row.model, sample.id], sample.correct})

    def _job(self, place: int, sample: Sample) -> Job:
        rows = [[row.model, self._checkpoint(row), self._choices(sample, row)] for row in self.rows]
        captions = self.features.captions[self.features.choices[place]]
        facts = [
            SCORING_VERSION, self.key, list(self.methods), sample.sha256, rows, self.backbone.logit_scale,
            hashlib.sha256(captions.numpy().tobytes()).hexdigest(),
        ]  # fmt: skip
        digest = hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:24]
        return Job(f"{self.backbone.settings.id}-{digest}", 1, partial(self._draw, place, sample))

    def _checkpoint(self, row: Row) -> str | None:
        # By content: trained anew to the same weights, an adapter has the same maps.
        path = row.checkpoint and self.settings.root / row.checkpoint
        return hashlib.sha256(path.read_bytes()).hexdigest() if path else None

    def _draw(self, place: int, sample: Sample) -> Arrays:
        assert sample.image is not None, "a backbone that maps are drawn of has pictures"
        # By its digest: a map over a picture that was exchanged since would explain another one's answer.
        pixels = self.backbone.preprocess(open_picture(self.settings.path(sample.image), sample.sha256))
        captions = self.features.captions[self.features.choices[place]].to(self.backbone.device)
        found: Arrays = {}
        for row in self.rows:
            logits = head(self.adapters[row.model], captions, self.backbone.logit_scale)
            for choice in self._choices(sample, row):
                heats = maps_of(self.backbone, self.methods, pixels[None], single(logits, choice))
                found |= {_name(row, choice, method): heat[0].numpy() for method, heat in heats.items()}
        return {name: heat.astype(np.float32) for name, heat in found.items()}


def _name(row: Row, choice: int, method: str) -> str:
    return f"{row.model}-{choice}-{method}"
