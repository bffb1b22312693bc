"""Complete, valid artifacts made up from a seed, so that the page can be tested without a run."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw

from pipeline.results.schemas.attention import Attention, AttentionSample, HeatMap
from pipeline.results.schemas.curves import Curve, Curves
from pipeline.results.schemas.dataset import CategoryCount, DatasetFacts, Licence
from pipeline.results.schemas.eda import CaptionLength, Eda, SampledPair
from pipeline.results.schemas.hard_cases import CaseModel, HardCase, HardCases
from pipeline.results.schemas.metrics import (
    Calibration,
    CalibrationBin,
    Comparison,
    Confusion,
    ErrorKinds,
    FalseNegative,
    GroupAccuracy,
    Metrics,
    MetricsRow,
    PositionBias,
)
from pipeline.results.schemas.pictures import Box, Picture
from pipeline.results.schemas.predictions import Prediction, Predictions
from pipeline.results.schemas.run import BackboneFacts, Fingerprint, Run
from pipeline.results.schemas.test_samples import CandidateCaption, OpenSample, SampleArchive
from pipeline.results.schemas.timings import StageTime, Step, TimingRow, Timings
from pipeline.settings import Backbone, Dataset, Settings, Training

HOSTILE = (
    "<script>alert('caption')</script>",
    "</script><img src=x onerror=alert(1)>",
    "quotes \" and ' and `backticks` & ampersands",
    "شخص يركب حصانا على الشاطئ",
    "a dog 🐕 and a cat 🐈‍⬛ on a sofa {{ 7 * 7 }} {% raw %}",
    "line separators \u2028 and \u2029 and a\ttab",
    "word " * 99 + "end.",
    "Unbrokenwordthatnobodyeverwroteinacaptionbutastrangercouldwriteintooursforthefunofit" * 3,
)
CATEGORIES = ("bear", "zebra", "elephant", "giraffe", "horse", "dog", "cat", "airplane", "train", "person")


@dataclass
class World:
    """What to make up."""

    shots: tuple[int, ...] = (1, 2, 4, 8, 16)
    adapters: tuple[str, ...] = ("residual_dual", "linear_anchor")
    test: int = 400
    cases: int = 30
    attention: int = 4
    backbones: int = 2
    source: str = "scenes"
    untrained: bool = False
    f1: bool = True
    hostile: bool = False
    seed: int = 0

    def settings(self, root: Path) -> Settings:
        """Settings of a run in the folder ``root``."""
        coco = {"instances": "i.json", "captions": "c.json", "image_dir": "images", "subset_file": "s.json"}
        settings = Settings(
            profile="demo",
            dataset=Dataset(source=self.source, **({} if self.source == "scenes" else coco)),  # type: ignore[arg-type]
            backbones=[
                Backbone(id="rn", name="Demo ResNet", architecture="demo_rn", pretrained="models/rn.safetensors"),
                Backbone(id="vit", name="Demo ViT", architecture="demo_vit", pretrained="models/vit.safetensors"),
            ][: self.backbones],
            training=Training(
                shots=list(self.shots), adapters=list(self.adapters), pool_per_class=32 if self.shots else 0
            ),
        )
        settings._root = root
        return settings

    def write(self, root: Path) -> Settings:
        """Write artifacts and pictures under ``root``/docs; returns the settings they claim."""
        settings = self.settings(root)
        _Writer(self, settings).write()
        return settings


class _Writer:
    def __init__(self, world: World, settings: Settings) -> None:
        self.world, self.settings = world, settings
        self.random = random.Random(world.seed)
        self.docs = settings.docs
        self.rows = [
            (backbone, shots, adapter, 0.08 if world.untrained else self._accuracy(index, shots, adapter))
            for index, backbone in enumerate(settings.backbones)
            for shots, adapter in [(0, None), *((k, name) for k in world.shots for name in world.adapters)]
        ]
        self.models = [self._model(*row[:3]) for row in self.rows]

    def write(self) -> None:
        data = self.docs / "data"
        for artifact in (
            self._run(),
            self._dataset(),
            self._eda(),
            self._curves(),
            self._metrics(),
            self._predictions(),
            self._attention(),
            self._hard_cases(),
            self._archive(),
            self._timings(),
        ):
            artifact.write(data)

    @staticmethod
    def _accuracy(index: int, shots: int, adapter: str | None) -> float:
        gain = {None: 0.0, "residual_dual": -0.004, "linear_anchor": 0.006}.get(adapter, 0.002) * shots**0.5
        return min(0.98, 0.90 + 0.02 * index + gain)

    @staticmethod
    def _model(backbone: Backbone, shots: int, adapter: str | None) -> str:
        suffix = f"-{adapter}" if adapter not in (None, "residual_dual") else ""
        return f"{backbone.id}-{shots}shot{suffix}"

    def _caption(self, label: str) -> str:
        if self.world.hostile:
            return self.random.choice(HOSTILE)
        place = self.random.choice(("on a beach", "near the trees", "under a grey sky", "beside a red barn"))
        return f"a {self.random.choice(('small', 'large', 'brown', 'white'))} {label} {place}"

    def _interval(self, value: float, n: int) -> tuple[float, float]:
        half = 1.96 * (max(value * (1 - value), 1e-4) / n) ** 0.5
        return (max(0.0, value - half), min(1.0, value + half))

    def _picture(self, name: str) -> Picture:
        width, height = self.random.choice(((480, 360), (360, 480), (480, 320)))
        for folder, scale in (("pictures", 1), ("thumbs", 2)):
            path = self.docs / "images" / folder / f"{name}.jpg"
            path.parent.mkdir(parents=True, exist_ok=True)
            image = Image.new("RGB", (width // scale, height // scale), self._colour())
            box = [width // 4 // scale, height // 4 // scale, width * 3 // 4 // scale, height * 3 // 4 // scale]
            ImageDraw.Draw(image).ellipse(box, fill=self._colour())
            image.save(path, quality=80)
        return Picture(
            image=f"images/pictures/{name}.jpg",
            thumbnail=f"images/thumbs/{name}.jpg",
            width=width,
            height=height,
            image_url=None,
            licence="CC0",
            boxes=[Box(left=0.25, top=0.25, width=0.5, height=0.5)],
        )

    def _colour(self) -> tuple[int, int, int]:
        return tuple(self.random.randrange(40, 216) for _ in range(3))  # type: ignore[return-value]

    def _map(
        self, sample: str, backbone: str, model: str, method: str, role: str, choice: int | None, caption: str | None
    ) -> HeatMap:
        name = f"{sample}_{model}_{role.replace(' ', '-')}"
        path = self.docs / "images" / "maps" / f"{name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        image = Image.new("RGBA", (48, 36), (0, 0, 0, 0))
        x, y = self.random.randrange(36), self.random.randrange(24)
        ImageDraw.Draw(image).ellipse([x, y, x + 12, y + 12], fill=(230, 60, 30, 200))
        image.save(path)
        return HeatMap(
            sample=sample,
            backbone=backbone,
            model=model,
            method=method,
            caption=caption,
            choice=choice,  # type: ignore[arg-type]
            role=role,
            image=f"images/maps/{name}.png",
            energy_in_boxes=self.random.random(),  # type: ignore[arg-type]
            box_area=0.25,
            pointing_hit=self.random.random() < 0.6,
        )

    # ------------------------------------------------------------ the artifacts

    def _run(self) -> Run:
        facts = {
            "rn": {
                "kind": "resnet",
                "vision_layers": [3, 4, 6, 3],
                "vision_width": 64,
                "patch_size": None,
                "embed_dim": 1024,
            },
            "vit": {"kind": "vit", "vision_layers": 12, "vision_width": 768, "patch_size": 32, "embed_dim": 512},
        }
        return Run(
            profile="demo",
            settings=self.settings.resolved(),
            device="cpu",
            precision="fp32",
            python="3.11.9",
            packages={"torch": "2.14.1", "open_clip_torch": "3.3.0"},
            seeds={"dataset": 42, "training": 42},
            data_sha256="d" * 64,
            backbones=[
                BackboneFacts(
                    id=b.id,
                    name=b.name,
                    architecture=b.architecture,
                    pretrained=b.pretrained,
                    weights_sha256="e" * 64,
                    untrained=self.world.untrained,
                    image_size=224,
                    parameters=102_007_137,
                    activation="QuickGELU",
                    logit_scale=100.0,
                    text_width=512,
                    text_layers=12,
                    text_heads=8,
                    context_length=77,
                    mean=[0.48, 0.46, 0.41],
                    std=[0.27, 0.26, 0.28],
                    interpolation="bicubic",
                    **facts[b.id],  # type: ignore[arg-type]
                )
                for b in self.settings.backbones
            ],
            checkpoints=[
                Fingerprint(name=f"models/best_{b.id}_{k}shot.pth", sha256="f" * 64, bytes=525_000)
                for b in self.settings.backbones
                for k in self.world.shots
            ],
        )

    def _counts(self) -> list[CategoryCount]:
        pool = 32 if self.world.shots else 0
        each = self.world.test // len(CATEGORIES)
        return [CategoryCount(category=c, images=each + pool, pool=pool, test=each) for c in CATEGORIES]

    def _dataset(self) -> DatasetFacts:
        counts = self._counts()
        return DatasetFacts(
            source=self.world.source,
            description="Pictures drawn by the project itself.",
            samples=sum(c.images for c in counts),
            test=self.world.test,
            pool=sum(c.pool for c in counts),
            pool_per_class=counts[0].pool,
            choices=12,
            same_class_distractors=2,
            distinct_captions=4321,
            borrowed_distractors=0,
            choice_categories_known=self.world.f1,
            choice_categories_note=""
            if self.world.f1
            else "the subset file does not say which category a caption is of",
            categories=counts,
            licences=[Licence(name="CC0", url="https://creativecommons.org/publicdomain/zero/1.0/", images=10)],
        )

    def _eda(self) -> Eda:
        pairs = []
        for n, label in enumerate(CATEGORIES):
            picture = self._picture(f"pair{n}")
            pairs.append(
                SampledPair(
                    id=f"pair{n}",
                    category=label,
                    caption=self._caption(label),
                    image=picture.thumbnail,
                    width=picture.width // 2,
                    height=picture.height // 2,
                    image_url=None,
                )
            )
        return Eda(
            distribution=self._counts(),
            caption_lengths=[CaptionLength(words=w, captions=400 - 30 * abs(w - 10)) for w in range(6, 16)],
            object_counts=[{"objects": n, "images": 300 // n} for n in range(1, 7)],
            aspect_ratios=[{"ratio": r, "images": n} for r, n in ((0.7, 90), (1.0, 40), (1.3, 200), (1.5, 120))],
            pairs=pairs,
        )

    def _curves(self) -> Curves:
        rows = []
        for backbone, shots, adapter, accuracy in self.rows:
            for draw in range(10 if shots else 0):
                length = self.random.randrange(5, 14)
                ramp = [accuracy - 0.1 / (e + 1) + self.random.gauss(0, 0.004) for e in range(length)]
                rows.append(
                    Curve(
                        model=self._model(backbone, shots, adapter),
                        backbone=backbone.id,
                        adapter=adapter or "",
                        shots=shots,
                        draw=draw,
                        best_epoch=max(range(length), key=ramp.__getitem__) + 1,
                        train_loss=[1.2 + 1 / (e + 1) for e in range(length)],
                        train_accuracy=[min(1.0, r + 0.03) for r in ramp],
                        validation_loss=[1.3 + 1 / (e + 1) for e in range(length)],
                        validation_accuracy=ramp,
                        validation_f1_macro=ramp if self.world.f1 else [None] * length,
                    )
                )
        return Curves(rows=rows)

    def _row(self, model: str, backbone: Backbone, shots: int, adapter: str | None, accuracy: float) -> MetricsRow:
        f1 = accuracy if self.world.f1 else None
        draws = [accuracy + self.random.gauss(0, 0.005) for _ in range(10)] if shots else []
        return MetricsRow(
            model=model,
            backbone=backbone.id,
            name=backbone.name,
            shots=shots,
            mode="Few-shot" if shots else "Zero-shot",
            adapter=adapter,
            samples=self.world.test,
            accuracy=accuracy,
            accuracy_interval=self._interval(accuracy, self.world.test),
            f1_macro=f1 and f1 - 0.001,
            f1_micro=f1,
            f1_weighted=f1 and f1 - 0.0005,
            draws=len(draws),
            draw_accuracy=draws,
            accuracy_mean=sum(draws) / 10 if draws else None,
            accuracy_sd=0.005 if draws else None,
            mrr=min(1.0, accuracy + 0.04),
            top3=min(1.0, accuracy + 0.06),
            nll=0.4,
            brier=0.15,
            ece=0.05,
            temperature=1.3,
            nll_scaled=0.35,
            brier_scaled=0.14,
            ece_scaled=0.02,
            cleaned_accuracy=min(1.0, accuracy + 0.004),
            support_images=10 * shots,
            validation_images=10 * (32 - shots) if shots else 0,
            unlabelled_images=0,
            parameters=65_536 if shots else 0,
            checkpoint=f"models/best_{backbone.id}_{shots}shot.pth" if shots else None,
            gamma=None,
        )

    def _comparison(self, model: str, baseline: str, difference: float, draws: list[float]) -> Comparison:
        n = self.world.test
        only = max(0, round(difference * n)) + 5
        interval = (difference - 0.018, difference + 0.018)
        verdict = "better" if interval[0] > 0 else "worse" if interval[1] < 0 else "no evidence of a difference"
        return Comparison(
            model=model,
            baseline=baseline,
            samples=n,
            difference=difference,
            interval=interval,
            p_value=0.001 if abs(difference) > 0.018 else 0.4,
            only_model=only,
            only_baseline=only - round(difference * n),
            both=int(n * 0.85),
            neither=int(n * 0.05),
            verdict=verdict,
            draw_differences=draws,  # type: ignore[arg-type]
        )

    def _metrics(self) -> Metrics:
        rows = [self._row(m, *row) for m, row in zip(self.models, self.rows, strict=True)]
        zero = {row.backbone: row for row in rows if not row.shots}
        comparisons = [
            self._comparison(
                row.model,
                zero[row.backbone].model,
                row.accuracy - zero[row.backbone].accuracy,
                [d - zero[row.backbone].accuracy for d in row.draw_accuracy],
            )
            for row in rows
            if row.shots
        ]
        half = len(rows) // self.world.backbones
        for row, other in zip(rows, rows[half:], strict=False):
            comparisons.append(self._comparison(other.model, row.model, other.accuracy - row.accuracy, []))
        return Metrics(
            chance=1 / 12,
            confidence=0.95,
            f1_note="" if self.world.f1 else "the categories of the choices are unknown",
            rows=rows,
            comparisons=comparisons,
            groups=self._groups(rows),
            confusion=[self._confusion(m) for m in self.models],
            errors=[
                ErrorKinds(
                    model=m,
                    errors=40,
                    same_category=15,
                    cross_category=25,
                    same_category_share=0.375,
                    chance_share=2 / 11,
                )
                for m in self.models
            ],
            positions=[
                PositionBias(model=m, picked=[33 + i % 3 for i in range(12)], correct=[33] * 12, p_value=0.61)
                for m in self.models
            ],
            calibration=[
                Calibration(
                    model=m,
                    scaled=scaled,
                    bins=[
                        CalibrationBin(
                            low=i / 15,
                            high=(i + 1) / 15,
                            samples=10 * (i > 3),
                            confidence=(i + 0.5) / 15 if i > 3 else None,
                            accuracy=min(1.0, (i + 0.5) / 15 + (0.02 if scaled else 0.08)) if i > 3 else None,
                        )
                        for i in range(15)
                    ],
                )
                for m in self.models
                for scaled in (False, True)
            ],
            false_negatives=[FalseNegative(id="case0", choice=3, reason="equal caption")],
        )

    def _groups(self, rows: list[MetricsRow]) -> list[GroupAccuracy]:
        values = {"category": CATEGORIES, "caption length": ("6-8", "9-11", "12+"), "objects": ("1", "2", "3+")}
        return [
            GroupAccuracy(
                model=row.model,
                group=group,
                value=value,
                samples=40,  # type: ignore[arg-type]
                accuracy=(share := min(1.0, max(0.0, row.accuracy + self.random.gauss(0, 0.03)))),
                interval=self._interval(share, 40),
                f1=share if self.world.f1 and group == "category" else None,
            )
            for row in rows
            for group, options in values.items()
            for value in options
        ]

    def _confusion(self, model: str) -> Confusion:
        size = len(CATEGORIES)
        counts = [[38 if i == j else self.random.randrange(2) for j in range(size)] for i in range(size)]
        return Confusion(model=model, categories=list(CATEGORIES), counts=counts, right=[36] * size)

    def _predictions(self) -> Predictions:
        samples = []
        for n in range(self.world.test):
            correct = self.random.randrange(12)
            chosen = [correct if self.random.random() < row[3] else (correct + 1) % 12 for row in self.rows]
            share = [0.8 if c == correct else 0.2 for c in chosen]
            label = CATEGORIES[n % len(CATEGORIES)]
            samples.append(Prediction(id=f"case{n}", label=label, correct=correct, chosen=chosen, probability=share))
        return Predictions(models=self.models, samples=samples)

    def _headline(self) -> list[tuple[str, str]]:
        k = 8 if 8 in self.world.shots else max(self.world.shots, default=0)
        return [(m, r[0].id) for m, r in zip(self.models, self.rows, strict=True) if r[1] in (0, k)]

    def _attention(self) -> Attention:
        samples, maps = [], []
        for n in range(self.world.attention):
            label = CATEGORIES[n]
            choices = [self._caption(label) for _ in range(12)]
            samples.append(
                AttentionSample(
                    id=f"look{n}",
                    label=label,
                    correct=2,
                    choices=choices,
                    picture=self._picture(f"look{n}"),
                    outcome={model: n % 2 == 0 for model, _ in self._headline()},
                )
            )
            maps += self._maps(f"look{n}", choices, n % 2 == 0)
        for n in range(min(self.world.cases, 6)):
            maps += self._maps(f"case{n}", ["a caption"] * 12, False)
        return Attention(samples=samples, maps=maps)

    def _maps(self, sample: str, choices: list[str], right: bool) -> list[HeatMap]:
        maps = []
        for model, backbone in self._headline()[::2]:
            method = "gradcam" if backbone == "rn" else "relevance"
            maps.append(self._map(sample, backbone, model, method, "right", 2, choices[2]))
            if not right:
                maps.append(self._map(sample, backbone, model, method, "picked", 5, choices[5]))
        maps.append(self._map(sample, "vit", "vit-0shot", "rollout", "image only", None, None))
        return maps

    def _hard_cases(self) -> HardCases:
        models = [m for m, _ in self._headline()]
        kinds = ["all wrong", "some wrong", "ambiguous", "false negative"]
        kinds[2:2] = ["fixed", "broken"] if self.world.shots else []
        cases = []
        for n in range(self.world.cases):
            label = CATEGORIES[n % len(CATEGORIES)]
            correct = self.random.randrange(12)
            answers = [self._answer(m, correct, (n + i) % 3 == 0) for i, m in enumerate(models)]
            cases.append(
                HardCase(
                    id=f"case{n}",
                    label=label,
                    correct=correct,
                    choices=[self._caption(label) for _ in range(12)],
                    choice_labels=[self.random.choice(CATEGORIES) for _ in range(12)],
                    kinds=[kinds[n % len(kinds)]],  # type: ignore[list-item]
                    flagged=[3] if n % 6 == 5 else [],
                    margin=min(answer.margin for answer in answers),
                    picture=self._picture(f"case{n}"),
                    models=answers,
                )
            )
        return HardCases(models=models, cases=cases)

    def _archive(self) -> SampleArchive:
        """Captions by sample; the hard cases' own thumbnails, and none for the others."""
        captions = [CandidateCaption(text=f"caption {n} of {self._caption('dog')}", category="dog") for n in range(40)]
        return SampleArchive(
            captions=captions,
            samples=[
                OpenSample(
                    id=f"case{n}",
                    choices=[(n + place) % 40 for place in range(12)],
                    thumbnail=f"images/thumbs/case{n}.jpg" if n < self.world.cases else None,
                    width=240 if n < self.world.cases else None,
                    height=180 if n < self.world.cases else None,
                )
                for n in range(self.world.test)
            ],
        )

    def _answer(self, model: str, correct: int, right: bool) -> CaseModel:
        chosen = correct if right else (correct + self.random.randrange(1, 12)) % 12
        weights = [self.random.random() * 0.3 for _ in range(12)]
        weights[chosen] = max(weights) + 0.2 + self.random.random()
        shares = [w / sum(weights) for w in weights]
        best = max(s for i, s in enumerate(shares) if i != correct)
        return CaseModel(model=model, chosen=chosen, margin=shares[correct] - best, probabilities=shares)

    def _timings(self) -> Timings:
        steps = ("decode", "image", "captions", "head")
        return Timings(
            device="cpu",
            head_device="cpu",
            threads=2,
            workers=2,
            rows=[
                TimingRow(
                    model=m,
                    samples=self.world.test,
                    seconds=10.0,
                    ms_per_sample=10_000 / self.world.test,
                    steps=[Step(step=s, seconds=x) for s, x in zip(steps, (2.0, 5.0, 2.8, 0.2), strict=True)],  # type: ignore[arg-type]
                )
                for m in self.models
            ],
            stages=[StageTime(stage=s, seconds=n + 0.5) for n, s in enumerate(("prepare", "extract", "train"))],
        )
