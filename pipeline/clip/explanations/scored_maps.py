"""The maps of many images of one backbone, scored; what is done is kept, so that an interrupted run goes on.

Images are scored in blocks: their maps by every method from one pass forward and back, every map's deletion and
insertion, its energy and its peak. Then the tower's weights are shuffled, once for each scope, and all maps made anew.
A block's scores lie in the cache under a key of everything that changes them, so that more images, or another run with
the same ones, use them again.

Shapes: ``n`` images, ``m`` methods, ``b`` images of a block, ``g`` cells of a coarse map's side.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import normalize

from pipeline.clip.backbones.loading import LoadedBackbone
from pipeline.clip.explanations.attribution import Target, why_this
from pipeline.clip.explanations.heatmaps import boxes_in_view
from pipeline.clip.explanations.kept_arrays import Arrays, Job, KeptArrays
from pipeline.clip.explanations.methods import IMAGE_ONLY, maps_of, methods_of
from pipeline.clip.explanations.perturbing import Head, Perturbed
from pipeline.clip.explanations.shuffled_weights import SCOPES, Scope, shuffled
from pipeline.clip.features.features import Features
from pipeline.data.picture_files import open_picture
from pipeline.data.samples import Sample
from pipeline.evaluation.maps.control_maps import box_oracle, centre_prior, random_map
from pipeline.evaluation.maps.faithfulness import CONTROLS, SCORES, MeasuredMaps
from pipeline.evaluation.maps.map_scores import energy_inside, on_grid, peak_inside, rank_correlation
from pipeline.evaluation.maps.perturbation import first_places
from pipeline.evaluation.sample_table import Array
from pipeline.progress import Advance
from pipeline.ranks import Ranks
from pipeline.settings import Settings

# Part of every key: raise it when a map, a score or the form of a block changes.
SCORING_VERSION = 2

BLOCK = 8
"""Images that are held, with all their maps, at a time."""


@dataclass(frozen=True)
class Candidates:
    """What the scored images are asked: their features' captions, and which two maps are compared."""

    captions: Tensor
    """[n, c, d], raw."""
    correct: Tensor
    """[n]."""
    rival: Tensor
    """[n] the wrong caption that is picked, or would be next."""
    right: Array
    """[n] whether the right caption is picked."""
    twins: Tensor
    """[n, c] candidates that the model cannot tell from the right one: no wrong answers, and out of every count."""

    @classmethod
    def of(cls, features: Features) -> Candidates:
        """Of zero-shot CLIP on stored features."""
        captions = features.captions[features.choices]
        logits = cosine_logits(features.images, captions)
        wrong = features.without_twins(logits).scatter(1, features.correct[:, None], float("-inf"))
        right = (features.picks(logits) == features.correct).numpy()
        return cls(captions, features.correct, wrong.argmax(dim=1), right, features.twins)


def cosine_logits(images: Tensor, captions: Tensor, scale: float = 1.0) -> Tensor:
    """Raw features [b, d] and [b, c, d] → logits [b, c] of zero-shot CLIP."""
    return scale * (normalize(captions, dim=-1) @ normalize(images.float(), dim=-1)[..., None])[..., 0]


class MapScorer:
    """Scores the maps of one backbone's zero-shot row.

    Args:
        samples: those to score, n.
        features: of these samples, in their order.
        key: digest of what made the features: weights, architecture, preprocessing.
    """

    def __init__(
        self, settings: Settings, backbone: LoadedBackbone, samples: Sequence[Sample], features: Features, key: str
    ) -> None:
        self.settings, self.backbone, self.samples = settings, backbone, samples
        self.seed = settings.evaluation.seed
        self.asked = Candidates.of(features)
        self.methods = methods_of(backbone)
        self.rows = [*self.methods, *CONTROLS]
        self.key = key
        self.kept = KeptArrays(settings.work / "map_scores")

    def compute(self, advance: Advance) -> None:
        """Compute all scores, or of several ranks this one's; ``advance`` is told of images, three times each."""
        self.kept.share(self.score_jobs, advance)
        for scope in SCOPES:
            jobs = self._sanity_jobs(scope)
            # Weights are shuffled once for all blocks of this rank, and not where all is done.
            lacking = any(self.kept.read(job) is None for job in Ranks.here().batches(jobs, 1))
            with shuffled(self.backbone, scope, self.seed) if lacking else nullcontext():
                self.kept.share(jobs, advance)

    def measured(self, model: str) -> tuple[MeasuredMaps, float]:
        """All scores, and the seconds that one image's maps took, once they are computed."""
        blocks = [self.kept.get(job) for job in self.score_jobs]
        scores = np.concatenate([block["scores"] for block in blocks], axis=2)
        for scope in SCOPES:
            after = [self.kept.get(job)["scores"][:, 0] for job in self._sanity_jobs(scope)]
            scores[: len(self.methods), SCORES.index(f"{scope}_shuffled")] = np.concatenate(after, axis=1)
        measured = MeasuredMaps(
            backbone=self.backbone.settings.id,
            model=model,
            samples=[sample.id for sample in self.samples],
            right=self.asked.right,
            box_area=np.concatenate([block["box_area"] for block in blocks]),
            scores={name: dict(zip(SCORES, own, strict=True)) for name, own in zip(self.rows, scores, strict=True)},
            image_only=frozenset(IMAGE_ONLY),
            clusters=np.unique([sample.sha256 for sample in self.samples], return_inverse=True)[1],
        )
        # The first block warms up.
        later = blocks[1:] or blocks
        images = sum(block["scores"].shape[2] for block in later)
        return measured, float(sum(block["seconds"] for block in later)) / max(1, images)

    @cached_property
    def score_jobs(self) -> list[Job]:
        """Blocks of images, cut before they are dealt out: their scores are the same by any number of ranks."""
        return [self._job("scores", rows, partial(self._score, rows)) for rows in self._blocks()]

    def _sanity_jobs(self, scope: Scope) -> list[Job]:
        own = zip(self._blocks(), self.score_jobs, strict=True)
        return [self._job(scope, rows, partial(self._sanity, rows, scores)) for rows, scores in own]

    def _blocks(self) -> list[list[int]]:
        places = list(range(len(self.samples)))
        return [places[start : start + BLOCK] for start in range(0, len(places), BLOCK)]

    def _job(self, what: str, rows: list[int], make: Callable[[], Arrays]) -> Job:
        return Job(f"{self.backbone.settings.id}-{what}-{self._digest(rows)}", len(rows), make)

    # ------------------------------------------------------------ one block

    def _score(self, rows: list[int]) -> Arrays:
        """What is kept of a block: ``scores`` [m + controls, len(SCORES), b], NaN where there is none, or not yet;
        ``coarse`` maps of the right caption [m, b, g, g]; ``box_area`` [b]; ``seconds`` for all maps of the right
        caption."""
        pictures = self._pictures(rows)
        started = time.perf_counter()
        heats = maps_of(self.backbone, self.methods, pictures, self._target(rows, self.asked.correct))
        seconds = time.perf_counter() - started
        rivals = maps_of(self.backbone, self.methods, pictures, self._target(rows, self.asked.rival))
        asked = Perturbed(self.backbone, self._head(rows), pictures, self.asked.correct[rows])
        inside = [self._inside(row, pictures.shape[-2:]) for row in rows]
        scores = np.full((len(self.rows), len(SCORES), len(rows)), np.nan)
        # Kept in single precision, so used in single precision: a resumed run ranks the same numbers.
        coarse: dict[str, list[Array]] = {
            method: [on_grid(heat).astype(np.float32) for heat in heats[method].numpy()] for method in self.methods
        }
        for number, name in enumerate(self.rows):
            maps = heats[name].numpy() if name in heats else self._control(name, rows, inside)
            self._score_one(scores[number], name, maps, rows, inside, asked)
            if name in rivals and name not in IMAGE_ONLY:
                pairs = zip(coarse[name], rivals[name].numpy(), strict=True)
                scores[number, SCORES.index("rival_correlation")] = [
                    rank_correlation(own, on_grid(rival)) for own, rival in pairs
                ]
        area = np.array([float(one.mean()) if one.any() else np.nan for one in inside])
        return {
            "scores": scores,
            "coarse": np.array([coarse[method] for method in self.methods]),
            "box_area": area,
            "seconds": np.array(seconds),
        }

    def _score_one(
        self, scores: Array, name: str, maps: Array, rows: list[int], inside: list[Array], asked: Perturbed
    ) -> None:
        """Fill in what is known of one method's maps [b, s, w]: ``scores`` [len(SCORES), b]."""
        ranks = np.stack([first_places(heat, self._chance(row, name)) for heat, row in zip(maps, rows, strict=True)])
        for place, (heat, order, box) in enumerate(zip(maps, ranks, inside, strict=True)):
            scores[SCORES.index("energy_in_boxes"), place] = energy_inside(heat, box)
            scores[SCORES.index("pointing"), place] = peak_inside(heat, order, box)
        # The boxes say what energy can come to; as a map they have two levels, and chance would order the rest.
        if name != "boxes":
            for score, values in asked.areas(ranks).items():
                scores[SCORES.index(score)] = values

    def _control(self, name: str, rows: list[int], inside: list[Array]) -> Array:
        height, width = self.backbone.input_size
        if name == "random":
            return np.stack([random_map(height, width, self._chance(row, "map")) for row in rows])
        return np.stack([centre_prior(height, width) if name == "centre" else box_oracle(one) for one in inside])

    def _chance(self, row: int, purpose: str) -> np.random.Generator:
        """Chance of an image's own, whatever else is scored."""
        words = hashlib.sha256(f"{self.seed}/{purpose}/{self.samples[row].id}".encode()).digest()
        return np.random.default_rng(list(words))

    def _inside(self, row: int, shape: tuple[int, ...]) -> Array:
        sample = self.samples[row]
        return boxes_in_view(sample.boxes, self.backbone.preprocess.geometry(sample.width, sample.height), tuple(shape))

    def _pictures(self, rows: list[int]) -> Tensor:
        opened = []
        for sample in (self.samples[row] for row in rows):
            assert sample.image is not None, "a backbone that maps are drawn of has pictures"
            opened.append(self.backbone.preprocess(open_picture(self.settings.path(sample.image), sample.sha256)))
        return torch.stack(opened)

    def _head(self, rows: list[int]) -> Head:
        device = self.backbone.device
        captions, twins = self.asked.captions[rows].to(device), self.asked.twins[rows].to(device)

        def logits(images: Tensor, pictures: Tensor) -> Tensor:
            found = cosine_logits(images, captions[pictures.to(device)], self.backbone.logit_scale)
            return found.masked_fill(twins[pictures.to(device)], float("-inf"))

        return logits

    def _target(self, rows: list[int], choices: Tensor) -> Target:
        head, every = self._head(rows), torch.arange(len(rows))
        chosen = choices[rows].to(self.backbone.device)
        return lambda images: why_this(head(images, every), chosen)

    # ------------------------------------------------------------ sanity

    def _sanity(self, rows: list[int], own: Job) -> Arrays:
        """Rank correlations [m, 1, b] of a block's maps with those of the tower as it is now, its weights shuffled."""
        found = np.full((len(self.methods), 1, len(rows)), np.nan)
        heats = maps_of(self.backbone, self.methods, self._pictures(rows), self._target(rows, self.asked.correct))
        before_it = self.kept.read(own)
        # Never made anew here, where the weights are not the tower's own.
        assert before_it is not None, "scores come first"
        coarse = before_it["coarse"]
        for number, method in enumerate(self.methods):
            pairs = zip(coarse[number], heats[method].numpy(), strict=True)
            found[number, 0] = [rank_correlation(before, on_grid(after)) for before, after in pairs]
        return {"scores": found}

    # ------------------------------------------------------------ what is done already

    def _digest(self, rows: list[int]) -> str:
        """Of everything that changes the scores of these images."""
        asked = self.asked
        facts = [
            SCORING_VERSION, self.key, self.seed, self.rows,
            [[self.samples[row].id, self.samples[row].sha256, self.samples[row].boxes] for row in rows],
            [[int(asked.correct[row]), int(asked.rival[row])] for row in rows],
            hashlib.sha256(asked.captions[rows].numpy().tobytes()).hexdigest(),
        ]  # fmt: skip
        return hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:24]
