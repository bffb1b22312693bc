"""Small, consistent sets of artifacts: metrics follow from predictions, so that a changed pick changes both."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
from PIL import Image

from pipeline.results.artifact import dumps
from pipeline.results.schemas.attention import Attention, HeatMap
from pipeline.results.schemas.curves import Curve, Curves
from pipeline.results.schemas.dataset import DatasetFacts
from pipeline.results.schemas.hard_cases import HardCase, HardCases
from pipeline.results.schemas.metrics import Metrics, MetricsRow
from pipeline.results.schemas.pictures import Picture
from pipeline.results.schemas.predictions import Prediction, Predictions
from pipeline.results.schemas.run import Fingerprint, Run
from pipeline.results.schemas.timings import TimingRow, Timings
from pipeline.settings import Backbone, Settings, Training

CATEGORIES = ("dog", "cat", "bear")
CHOICES = 12


@dataclass
class World:
    """What to make up; ``seed`` is that of the training."""

    samples: int = 400
    models: tuple[str, ...] = ("rn-0shot", "rn-8shot")
    seed: int = 42
    accuracy: dict[str, float] = field(default_factory=dict)
    gallery: int = 6

    def settings(self, root: Path, **keys: Any) -> Settings:
        """Settings of a project in the folder ``root``."""
        backbones = [Backbone(id="rn", name="RN", architecture="demo_rn", pretrained="models/rn.safetensors")]
        settings = Settings(profile="demo", backbones=backbones, training=Training(shots=[8], seed=self.seed), **keys)
        settings._root = root.resolve()
        return settings

    def write(self, root: Path, **keys: Any) -> Settings:
        """Write artifacts, pictures and a checkpoint below ``root``."""
        settings = self.settings(root, **keys)
        data = settings.docs / "data"
        predictions = self.predictions()
        self.pictures(settings.docs / "images")
        checkpoint = settings.models / "best_rn_8shot.pth"
        self.checkpoint(checkpoint)
        for artifact in (
            self.run(settings, checkpoint),
            self.dataset(),
            predictions,
            self.metrics(predictions),
            self.curves(),
            self.attention(),
            self.hard_cases(predictions),
            self.timings(),
        ):
            artifact.write(data)
        return settings

    # ------------------------------------------------------------ results

    def predictions(self) -> Predictions:
        """Zero-shot is the same for every seed; an adapter moves some picks, others with every seed."""
        shared = np.random.default_rng(0)
        correct = shared.integers(CHOICES, size=self.samples)
        ease = shared.random(self.samples)
        columns = [self._column(model, correct, ease) for model in self.models]
        return Predictions(
            models=list(self.models),
            samples=[
                Prediction(
                    id=f"s{n:05d}",
                    label=CATEGORIES[n % len(CATEGORIES)],
                    correct=int(correct[n]),
                    chosen=[int(chosen[n]) for chosen, _ in columns],
                    probability=[float(probability[n]) for _, probability in columns],
                )
                for n in range(self.samples)
            ],
        )

    def _column(self, model: str, correct: np.ndarray, ease: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        own = np.random.default_rng([self.seed, *model.encode()] if "0shot" not in model else 0)
        score = np.clip(ease + 0.05 * own.standard_normal(self.samples), 0.001, 0.999)
        right = score > 1 - self.accuracy.get(model, 0.85)
        wrong = (correct + 1 + own.integers(CHOICES - 1, size=self.samples)) % CHOICES
        probability = np.where(right, 0.5 + score / 2, score / 2)
        return np.where(right, correct, wrong), probability

    def metrics(self, predictions: Predictions) -> Metrics:
        """Metrics that follow from the predictions."""
        rows = [self._row(predictions, column) for column in range(len(predictions.models))]
        return Metrics.model_validate(
            {
                "chance": 1 / CHOICES, "confidence": 0.95, "f1_note": "", "comparisons": [], "groups": [],
                "confusion": [], "errors": [], "positions": [], "calibration": [], "false_negatives": [],
                "rows": rows,
            }
        )  # fmt: skip

    def _row(self, predictions: Predictions, column: int) -> dict[str, Any]:
        model = predictions.models[column]
        right = [sample.chosen[column] == sample.correct for sample in predictions.samples]
        probability = np.array([sample.probability[column] for sample in predictions.samples])
        accuracy = float(np.mean(right))
        few = "0shot" not in model
        noise = random.Random(self.seed)
        draws = [accuracy + noise.uniform(-0.01, 0.01) for _ in range(10)] if few else []
        # Made from the schema, so that a field added there needs no change here.
        row: dict[str, Any] = {
            name: 0.5 if info.annotation is float else 0 if info.annotation is int else None
            for name, info in MetricsRow.model_fields.items()
        }
        return row | {
            "model": model, "backbone": "rn", "name": "RN", "shots": 8 if few else 0,
            "mode": "Few-shot" if few else "Zero-shot", "adapter": "residual_dual" if few else None,
            "samples": len(right), "accuracy": accuracy, "accuracy_interval": (accuracy, accuracy),
            "f1_macro": accuracy - 0.01, "f1_micro": accuracy, "f1_weighted": accuracy, "draws": 10 if few else 0,
            "draw_accuracy": draws, "accuracy_mean": float(np.mean(draws)) if few else None,
            "nll": float(-np.log(probability).mean()),
            "checkpoint": "models/best_rn_8shot.pth" if few else None,
        }  # fmt: skip

    # ------------------------------------------------------------ what results are made of

    def run(self, settings: Settings, checkpoint: Path) -> Run:
        resolved = settings.resolved()
        del resolved["site"], resolved["gate"]
        import hashlib

        content = checkpoint.read_bytes()
        name = checkpoint.relative_to(settings.root).as_posix()
        return Run(
            profile="demo", settings=resolved, device="cpu", precision="fp32", python="3.11.2",
            packages={"torch": "2.14.1"}, seeds={"training": self.seed}, data_sha256="d" * 64, backbones=[],
            checkpoints=[Fingerprint(name=name, sha256=hashlib.sha256(content).hexdigest(), bytes=len(content))],
        )  # fmt: skip

    def dataset(self) -> DatasetFacts:
        return DatasetFacts(
            source="scenes", description="", samples=self.samples, test=self.samples, pool=0, pool_per_class=0,
            choices=CHOICES, same_class_distractors=2, distinct_captions=self.samples,
            borrowed_distractors=0, choice_categories_known=True,
            choice_categories_note="", categories=[], licences=[],
        )  # fmt: skip

    def curves(self) -> Curves:
        noise = random.Random(self.seed)
        loss = [2.0 / (epoch + 1) + noise.uniform(0, 0.1) for epoch in range(6)]
        accuracy = [0.8 + 0.01 * epoch + noise.uniform(0, 0.01) for epoch in range(6)]
        return Curves(
            rows=[
                Curve(
                    model=model, backbone="rn", adapter="residual_dual", shots=8, draw=draw, best_epoch=6,
                    train_loss=loss, train_accuracy=accuracy, validation_loss=loss, validation_accuracy=accuracy,
                    validation_f1_macro=accuracy, steps_per_epoch=3, validation_samples=240,
                    zero_shot_validation_accuracy=0.8,
                )
                for model in self.models
                if "0shot" not in model
                for draw in range(2)
            ]
        )  # fmt: skip

    def checkpoint(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        generator = torch.Generator().manual_seed(self.seed)
        gate = {
            "0.weight": torch.randn(4, 16, generator=generator),
            "2.weight": torch.randn(16, 4, generator=generator),
        }
        torch.save({"epoch": 3, "best_acc": 0.9, "img_gate": gate, "txt_gate": gate}, path)

    # ------------------------------------------------------------ pictures

    def pictures(self, folder: Path) -> None:
        for n in range(self.gallery):
            scene = np.random.default_rng(n).integers(0, 255, (6, 8, 3), dtype=np.uint8)
            save(folder / f"s{n:05d}.png", Image.fromarray(scene).resize((96, 72), Image.Resampling.BICUBIC))
            save(folder / f"s{n:05d}_map.png", heat_map(20 + 10 * n, 30))

    def _picture(self, n: int) -> Picture:
        image = f"images/s{n:05d}.png"
        return Picture(image=image, thumbnail=image, width=96, height=72, image_url=None, licence=None, boxes=[])

    def choices(self, n: int) -> list[str]:
        return [f"caption {number} of sample {n}" for number in range(CHOICES)]

    def attention(self) -> Attention:
        return Attention(
            samples=[],
            maps=[
                HeatMap(
                    sample=f"s{n:05d}", backbone="rn", model="rn-8shot", method="gradcam", caption=None, choice=None,
                    role="image only", image=f"images/s{n:05d}_map.png", energy_in_boxes=None, box_area=None,
                    pointing_hit=None,
                )
                for n in range(self.gallery)
            ],
        )  # fmt: skip

    def hard_cases(self, predictions: Predictions) -> HardCases:
        return HardCases(
            models=[],
            cases=[
                HardCase(
                    id=sample.id, label=sample.label, correct=sample.correct, choices=self.choices(n),
                    choice_labels=None, kinds=["ambiguous"], flagged=[], margin=0.0, picture=self._picture(n),
                    models=[],
                )
                for n, sample in enumerate(predictions.samples[: self.gallery])
            ],
        )  # fmt: skip

    def timings(self) -> Timings:
        rows = [
            TimingRow(model=model, samples=self.samples, seconds=4.0, ms_per_sample=10.0, steps=[])
            for model in self.models
        ]
        return Timings(device="cpu", head_device="cpu", threads=2, workers=2, rows=rows, stages=[])


def save(path: Path, image: Image.Image) -> None:
    """Write a picture, making its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    image.save(path)


def heat_map(x: float, y: float, size: tuple[int, int] = (96, 72)) -> Image.Image:
    """A red blob that fades into nothing around a point."""
    columns, rows = np.meshgrid(np.arange(size[0]), np.arange(size[1]))
    alpha = 255 * np.exp(-((columns - x) ** 2 + (rows - y) ** 2) / 300)
    pixels = np.zeros((size[1], size[0], 4), dtype=np.uint8)
    pixels[..., 0], pixels[..., 3] = 255, alpha.astype(np.uint8)
    return Image.fromarray(pixels)


def edit(settings: Settings, kind: str, change: Callable[[dict[str, Any]], None]) -> None:
    """Change an artifact's plain data in place."""
    path = settings.docs / "data" / f"{kind}.json"
    value = json.loads(path.read_text())
    change(value)
    path.write_text(dumps(value))


def pick(settings: Settings, world: World, sample: int, model: int, *, right: bool) -> None:
    """Change one pick of one row, and the metrics with it."""

    def change(value: dict[str, Any]) -> None:
        row = value["samples"][sample]
        row["chosen"][model] = row["correct"] if right else (row["correct"] + 1) % CHOICES

    edit(settings, "predictions", change)
    data = settings.docs / "data"
    world.metrics(Predictions.read(data)).write(data)
