"""A run that never took place: settings, answers, and every artifact that follows from them."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from pipeline.data.samples import Sample
from pipeline.evaluation.outcomes import Origin, Outcome
from pipeline.results.names import Row, all_rows, highlights
from pipeline.settings import Backbone, Dataset, Evaluation, Explain, Settings, Training
from tests.fabricated.answers import make_outcome
from tests.fabricated.samples import CATEGORIES, make_samples

POOL = 32
"""Samples set aside per category, where something is trained."""

BACKBONES = (
    Backbone(id="rn", name="Demo ResNet", architecture="demo_rn", pretrained="models/rn.safetensors"),
    Backbone(id="vit", name="Demo ViT", architecture="demo_vit", pretrained="models/vit.safetensors"),
    *(
        Backbone(id=f"vit{n}", name=f"Demo ViT {n}", architecture="demo_vit", pretrained=f"models/vit{n}.safetensors")
        for n in range(3, 12)
    ),
)


_MADE: dict[str, dict[str, bytes]] = {}


@dataclass
class World:
    """What to make up."""

    shots: tuple[int, ...] = (1, 2, 4, 8, 16)
    adapters: tuple[str, ...] = ("residual_dual", "linear_anchor")
    training_free: tuple[str, ...] = ()
    """Rows that correct by images of the pool."""
    samples: int = 400
    """Test samples, a multiple of ten; 30 at least, or some categories lack candidates."""
    slice_samples: int = 20
    """Of the settings: the smallest group that is searched."""
    missing: int = 0
    """Test samples that are left out, from the first on."""
    cases: int = 30
    """Hard cases in the gallery, at most."""
    attention: int = 4
    backbones: int = 2
    source: str = "scenes"
    untrained: bool = False
    """Random weights: all rows answer by chance."""
    f1: bool = True
    """Whether the categories of the candidates are known."""
    hostile: bool = False
    """Captions that try to break out of a page."""
    seed: int = 42
    """Of the training: zero-shot rows are the same for all."""
    accuracy: Mapping[str, float] = field(default_factory=dict)
    """About how often a row is right, by model, in place of the accuracy it would have."""
    picks: Mapping[str, dict[int, bool]] = field(default_factory=dict)
    """Answers that are given, by model and sample: right or wrong."""
    surer: float = 0.0
    """How much higher the logits of right answers of trained rows are."""
    map_gain: float = 0.0
    """How much more faithful the ResNet's maps are."""
    checkpoints: bool = False
    """Whether the checkpoints lie under models/; they take torch to write."""

    def settings(self, root: Path, **keys: Any) -> Settings:
        """Settings of a project in the folder ``root``; ``keys`` are sections in place of the world's own."""
        coco = {"instances": "i.json", "captions": "c.json", "image_dir": "images", "subset_file": "s.json"}
        dataset = {"source": self.source} | ({} if self.source == "scenes" else coco)
        own: dict[str, Any] = {
            "profile": "demo",
            "dataset": Dataset.model_validate(dataset),
            "backbones": list(BACKBONES[: self.backbones]),
            "training": Training(
                shots=list(self.shots),
                adapters=list(self.adapters),
                training_free=list(self.training_free),  # type: ignore[arg-type]
                pool_per_class=POOL if self.shots else 0,
                seed=self.seed,
            ),
            "evaluation": Evaluation(bootstrap=200, hard_cases=self.cases, slice_samples=self.slice_samples),
            "explain": Explain(samples=self.attention, hard_cases=6, scored=60 if self.attention else 0),
        }
        settings = Settings(**own | keys)
        settings._root = root.resolve()
        return settings

    def write(self, root: Path, **keys: Any) -> Settings:
        """Write artifacts and pictures under ``root``; returns the settings that they claim."""
        settings = self.settings(root, **keys)
        for name, content in self._files(keys).items():
            path = settings.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        return settings

    def _files(self, keys: dict[str, Any]) -> dict[str, bytes]:
        """Content by path; made once, since tests ask for the same few worlds a hundred times."""
        from tests.fabricated.artifacts import write_artifacts

        if (world := repr((self, keys))) not in _MADE:
            with tempfile.TemporaryDirectory() as folder:
                write_artifacts(self, self.settings(Path(folder), **keys))
                found = [path for path in sorted(Path(folder).rglob("*")) if path.is_file()]
                _MADE[world] = {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}
        return _MADE[world]

    # ------------------------------------------------------------ what everything else follows from

    @cached_property
    def everything(self) -> list[Sample]:
        """The test samples, then the pool's."""
        pool = POOL if self.shots else 0
        return make_samples(self.samples, pool, known=self.f1, hostile=self.hostile)[self.missing :]

    @property
    def tests(self) -> list[Sample]:
        """The test samples."""
        return self.everything[: self.samples - self.missing]

    def outcomes(self, settings: Settings) -> list[Outcome]:
        """The answers of every row, in the order of the comparison table."""
        rows, headline = [self._outcome(row) for row in all_rows(settings)], set(highlights(settings).headline)
        return [_elsewhere(one) if one.origin.model in headline else one for one in rows]

    def _outcome(self, row: Row) -> Outcome:
        backbone, shots, adapter = row.backbone, row.shots, row.adapter
        held_out = (POOL - shots) * len(CATEGORIES) if self.shots else 0
        origin = Origin(
            row.model, backbone.id, backbone.name, shots, adapter, support_images=shots * len(CATEGORIES),
            validation_images=held_out if shots else 0, parameters=65_536 if shots else 0,
            unlabelled_images=POOL * len(CATEGORIES) if adapter and not shots else 0,
            checkpoint=row.checkpoint,
        )  # fmt: skip
        outcome = make_outcome(
            origin,
            np.array([sample.correct for sample in self.tests]),
            self.missing,
            self.accuracy.get(row.model, self._accuracy(row)),
            seed=self.seed,
            # Of the same samples for every row, whatever its own shots leave of the pool.
            validation=(POOL - max(self.shots)) * len(CATEGORIES) if self.shots else 0,
            picks=self.picks.get(row.model, {}),
        )
        return self._surer(outcome) if shots and self.surer else outcome

    def _accuracy(self, row: Row) -> float:
        if self.untrained:
            return 0.075
        gain = {"residual_dual": -0.004, "linear_anchor": 0.006}.get(row.adapter or "", 0.002) * row.shots**0.5
        return min(0.98, (0.92 if row.backbone.id == "vit" else 0.90) + gain)

    def _surer(self, outcome: Outcome) -> Outcome:
        logits = outcome.logits.copy()
        logits[outcome.right, outcome.correct[outcome.right]] += self.surer
        return replace(outcome, logits=logits)


def _elsewhere(outcome: Outcome) -> Outcome:
    """With answers among other distractors, and on unseen categories: about as right as on the test set."""
    dice = np.random.default_rng([*outcome.origin.model.encode()])
    ease = dice.random((3, len(outcome.right))) < 0.99
    return replace(
        outcome,
        redrawn=dice.binomial(len(outcome.right), float(outcome.right.mean()), size=200),
        unseen=outcome.right_by_draw[:3] & ease if outcome.origin.shots else None,
    )


@dataclass
class SmallWorld(World):
    """One backbone, zero-shot and one trained row: the least that can be compared."""

    shots: tuple[int, ...] = (8,)
    adapters: tuple[str, ...] = ("residual_dual",)
    backbones: int = 1
    cases: int = 6
    attention: int = 0
    checkpoints: bool = True

    def _accuracy(self, row: Row) -> float:
        return 0.85
