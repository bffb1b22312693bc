"""Every artifact of a made-up run, from its answers."""

from __future__ import annotations

import hashlib
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from pipeline.data.prepared import as_table
from pipeline.data.samples import Aside, Sample
from pipeline.evaluation.intervals import Resampling
from pipeline.evaluation.maps.faithfulness import CONTROLS, SCORES, MeasuredMaps, report_maps, report_samples
from pipeline.evaluation.maps.perturbation import FRACTIONS
from pipeline.evaluation.measurements import evaluate
from pipeline.evaluation.outcomes import Outcome
from pipeline.results.artifact import Artifact
from pipeline.results.names import highlights
from pipeline.results.schemas.attention import Attention, AttentionSample, HeatMap
from pipeline.results.schemas.curves import Curve, Curves
from pipeline.results.schemas.dataset import CategoryCount, DatasetFacts, Licence
from pipeline.results.schemas.eda import CaptionLength, Eda, SampledPair
from pipeline.results.schemas.hard_cases import CaseModel, HardCase, HardCases
from pipeline.results.schemas.predictions import Predictions
from pipeline.results.schemas.run import BackboneFacts, Fingerprint, Run
from pipeline.results.schemas.sample_map import MapDirections, MapPoint, SampleMap
from pipeline.results.schemas.shown_samples import ShownCase, ShownSamples
from pipeline.results.schemas.test_samples import SampleArchive
from pipeline.results.schemas.timings import MapTime, StageTime, Step, TimingRow, Timings
from pipeline.settings import Settings
from pipeline.stages.find_slices import find_slices
from pipeline.stages.hard_cases import describe_case, make_archive
from tests.fabricated.pictures import heat_map, publish, save
from tests.fabricated.samples import CATEGORIES, CHOICES
from tests.fabricated.world import World

NOTE = "The subset file does not say which category a caption is of."
"""Why categories of the candidates are unknown, where they are."""

METHODS = {"rn": ("gradcam", "gradcam_fine"), "vit": ("relevance", "grad_eclip", "rollout")}
"""Of the maps, by backbone."""

STEPS = {"decode": 2.0, "image": 5.0, "captions": 2.8, "head": 0.2}


def write_artifacts(world: World, settings: Settings) -> None:
    """Write docs/data and the pictures that it names, and checkpoints where the world has them."""
    outcomes = world.outcomes(settings)
    found = evaluated(world, settings, outcomes)
    shown = next(one for one in found if isinstance(one, ShownSamples))
    artifacts = (
        _run(world, settings, outcomes),
        _dataset(world),
        _eda(world, settings),
        _curves(world, outcomes),
        *found,
        _attention(world, settings, outcomes, shown),
        HardCases(models=shown.models, cases=[_hard_case(world, settings, shown, case) for case in shown.cases]),
        _archive(world, settings, shown),
        find_slices(
            world.tests,
            [Aside(brightness=(place % 50) / 50) for place in range(len(world.tests))],
            next(one for one in found if isinstance(one, Predictions)),
            highlights(settings).leading,
            settings.evaluation,
        ),
        _sample_map(world, settings),
        _timings(world, settings, outcomes),
    )
    for artifact in artifacts:
        artifact.write(settings.docs / "data", largest=settings.site.largest_file)


def evaluated(world: World, settings: Settings, outcomes: list[Outcome]) -> tuple[Artifact, ...]:
    """What follows from the answers, by the project's own evaluation."""
    return evaluate(
        outcomes,
        as_table(world.tests, CATEGORIES),
        highlights(settings),
        settings.evaluation,
        explained=settings.explain.samples,
        f1_note=NOTE,
        validation=[f"held{number}" for number in range(len(outcomes[0].behind or ()))],
    )


# ---------------------------------------------------------------- the data


def _counts(world: World) -> list[CategoryCount]:
    images = Counter(sample.label for sample in world.everything)
    tests = Counter(sample.label for sample in world.tests)
    return [
        CategoryCount(category=name, images=images[name], pool=images[name] - tests[name], test=tests[name])
        for name in CATEGORIES
    ]


def _dataset(world: World) -> DatasetFacts:
    samples = world.everything
    licences = Counter(sample.licence for sample in samples if sample.licence)
    return DatasetFacts(
        source=world.source,
        description="Pictures drawn by the project itself.",
        samples=len(samples),
        test=len(world.tests),
        pool=len(samples) - len(world.tests),
        pool_per_class=(len(samples) - len(world.tests)) // len(CATEGORIES),
        choices=CHOICES,
        same_class_distractors=2,
        borrowed_distractors=sum(_borrowed(sample) for sample in samples),
        distinct_captions=len({caption for sample in samples for caption in sample.choices}),
        choice_categories_known=world.f1,
        choice_categories_note="" if world.f1 else NOTE,
        categories=_counts(world),
        licences=[Licence(name=name, url=url, images=images) for (name, url), images in licences.items()],
    )


def _borrowed(sample: Sample) -> int:
    """Candidates that were written for an image of the other split."""
    own = "case" if sample.split == "test" else "pool"
    return sum(not name.startswith(own) for name in sample.choice_image_ids or ())


def _eda(world: World, settings: Settings) -> Eda:
    samples = world.everything
    words = Counter(len(sample.choices[sample.correct].split()) for sample in samples)
    objects = Counter(len(sample.boxes) for sample in samples)
    ratios = Counter(round(sample.width / sample.height, 1) for sample in samples)
    return Eda(
        distribution=_counts(world),
        caption_lengths=[CaptionLength(words=length, captions=words[length]) for length in sorted(words)],
        object_counts=[{"objects": number, "images": objects[number]} for number in sorted(objects)],
        aspect_ratios=[{"ratio": ratio, "images": ratios[ratio]} for ratio in sorted(ratios)],
        pairs=[_pair(settings, sample) for sample in samples[: len(CATEGORIES)]],
    )


def _pair(settings: Settings, sample: Sample) -> SampledPair:
    picture = publish(settings.docs, sample)
    return SampledPair(
        id=sample.id, category=sample.label, caption=sample.choices[sample.correct], image=picture.image,
        width=picture.width, height=picture.height, image_url=None,
    )  # fmt: skip


# ---------------------------------------------------------------- the run


def _run(world: World, settings: Settings, outcomes: list[Outcome]) -> Run:
    resolved = settings.resolved()
    del resolved["site"], resolved["gate"]
    return Run(
        profile="demo",
        settings=resolved,
        device="cpu",
        precision="fp32",
        python="3.11.9",
        packages={"torch": "2.14.1", "open_clip_torch": "3.3.0"},
        seeds={"dataset": 42, "training": world.seed, "evaluation": 42},
        data_sha256="d" * 64,
        backbones=list(_backbones(world, settings)),
        checkpoints=list(_checkpoints(world, settings, outcomes)),
    )


def _backbones(world: World, settings: Settings) -> Iterator[BackboneFacts]:
    towers = {
        "rn": {"kind": "resnet", "vision_layers": [3, 4, 6, 3], "vision_width": 64, "patch_size": None},
        "vit": {"kind": "vit", "vision_layers": 12, "vision_width": 768, "patch_size": 32},
    }
    for backbone in settings.backbones:
        yield BackboneFacts.model_validate(
            {
                "id": backbone.id, "name": backbone.name, "architecture": backbone.architecture,
                "pretrained": backbone.pretrained, "weights_sha256": "e" * 64, "untrained": world.untrained,
                "image_size": 224, "parameters": 102_007_137, "activation": "QuickGELU", "logit_scale": 100.0,
                "embed_dim": 512, "text_width": 512, "text_layers": 12, "text_heads": 8, "context_length": 77,
                "mean": [0.48, 0.46, 0.41], "std": [0.27, 0.26, 0.28], "interpolation": "bicubic",
            }
            | towers["rn" if backbone.id == "rn" else "vit"]
        )  # fmt: skip


def _checkpoints(world: World, settings: Settings, outcomes: list[Outcome]) -> Iterator[Fingerprint]:
    for outcome in outcomes:
        if name := outcome.origin.checkpoint:
            content = b"kept elsewhere"
            if world.checkpoints:
                write_checkpoint(settings.path(name), world.seed)
                content = settings.path(name).read_bytes()
            yield Fingerprint(name=name, sha256=hashlib.sha256(content).hexdigest(), bytes=len(content))


def write_checkpoint(path: Path, seed: int) -> None:
    """A checkpoint of the documented form."""
    import torch

    path.parent.mkdir(parents=True, exist_ok=True)
    generator = torch.Generator().manual_seed(seed)
    gate = {"0.weight": torch.randn(4, 16, generator=generator), "2.weight": torch.randn(16, 4, generator=generator)}
    torch.save({"epoch": 3, "best_acc": 0.9, "img_gate": gate, "txt_gate": gate}, path)


def _curves(world: World, outcomes: list[Outcome]) -> Curves:
    return Curves(
        rows=[
            _curve(world, outcome, draw) for outcome in outcomes for draw in range(len(outcome.draw_right))
        ]
    )  # fmt: skip


def _curve(world: World, outcome: Outcome, draw: int) -> Curve:
    """A course that ends where the draw's accuracy is."""
    origin = outcome.origin
    chance = random.Random(f"{world.seed} {origin.model} {draw}")
    length = chance.randrange(5, 14)
    last = outcome.draw_accuracies()[draw]
    course = [max(0.0, last - 0.1 / (epoch + 1) + chance.gauss(0, 0.004)) for epoch in range(length)]
    return Curve(
        model=origin.model,
        backbone=origin.backbone,
        adapter=origin.adapter or "",
        shots=origin.shots,
        draw=draw,
        best_epoch=max(range(length), key=course.__getitem__) + 1,
        steps_per_epoch=-(-origin.support_images // 32),
        validation_samples=origin.validation_images,
        zero_shot_validation_accuracy=course[0],
        train_loss=[1.2 + 1 / (epoch + 1) for epoch in range(length)],
        train_accuracy=[min(1.0, value + 0.03) for value in course],
        validation_loss=[1.3 + 1 / (epoch + 1) for epoch in range(length)],
        validation_accuracy=list(course),
        validation_f1_macro=list(course) if world.f1 else [None] * length,
    )


def _timings(world: World, settings: Settings, outcomes: list[Outcome]) -> Timings:
    seconds = sum(STEPS.values())
    rows = [
        TimingRow(
            model=outcome.origin.model,
            samples=len(world.tests),
            seconds=seconds,
            ms_per_sample=1000 * seconds / len(world.tests),
            steps=[Step.model_validate({"step": step, "seconds": part}) for step, part in STEPS.items()],
        )
        for outcome in outcomes
    ]
    stages = [StageTime(stage=stage, seconds=n + 0.5) for n, stage in enumerate(("prepare", "extract", "train"))]
    maps = [MapTime(backbone=one.id, methods=list(methods_of(one.id)), seconds=0.012) for one in settings.backbones]
    return Timings(device="cpu", head_device="cpu", threads=2, workers=2, rows=rows, stages=stages, maps=maps)


# ---------------------------------------------------------------- the galleries


def _hard_case(world: World, settings: Settings, shown: ShownSamples, case: ShownCase) -> HardCase:
    sample = world.tests[case.place]
    answers = [
        CaseModel(model=model, chosen=int(np.argmax(shares)), margin=margin, probabilities=shares)
        for model, margin, shares in zip(shown.models, case.margins, case.probabilities, strict=True)
    ]
    return describe_case(sample, case, answers, publish(settings.docs, sample))


def _archive(world: World, settings: Settings, shown: ShownSamples) -> SampleArchive:
    """Every test sample to open; the hard cases with their thumbnails."""
    pictures = {case.id: publish(settings.docs, world.tests[case.place]) for case in shown.cases}
    thumbnails = {
        identifier: (picture.thumbnail, picture.width // 2, picture.height // 2)
        for identifier, picture in pictures.items()
    }
    return make_archive(world.tests, thumbnails)


def _sample_map(world: World, settings: Settings) -> SampleMap:
    """Every third sample, categories beside each other."""
    chance = np.random.default_rng(world.seed)
    backbones = [backbone.id for backbone in settings.backbones]
    points = []
    for place, sample in list(enumerate(world.tests))[::3]:
        middle = CATEGORIES.index(sample.label) / len(CATEGORIES) - 0.5
        where = np.clip(middle + chance.normal(0, 0.1, (len(backbones), 4)), -1, 1)
        points.append(MapPoint(sample=place, positions=where.tolist()))
    return SampleMap(
        total=len(world.tests),
        maps=[MapDirections(backbone=backbone, explained=(0.25, 0.125)) for backbone in backbones],
        points=points,
    )


def _attention(world: World, settings: Settings, outcomes: list[Outcome], shown: ShownSamples) -> Attention:
    explained = [one for one in outcomes if one.origin.model in shown.models]
    mapped = [*shown.explained, *(case.place for case in shown.cases[: settings.explain.hard_cases])]
    scored = settings.backbones if settings.explain.scored else ()
    measured = [measured_maps(world, backbone.id, settings) for backbone in scored]
    how = Resampling.of(settings.evaluation)
    reports = [report_maps(one, how) for one in measured]
    return Attention(
        fractions=list(FRACTIONS),
        scores=[row for rows, _ in reports for row in rows],
        verdicts=[verdict for _, verdict in reports],
        sample_scores=[row for one in measured for row in report_samples(one)],
        samples=[_looked_at(settings, world.tests[place], place, explained) for place in shown.explained],
        maps=[
            heat for place in dict.fromkeys(mapped) for heat in _maps(settings, world.tests[place], place, explained)
        ],
    )


def methods_of(backbone: str) -> tuple[str, ...]:
    """Of further backbones too, which are numbered: vit3."""
    return METHODS[backbone.rstrip("0123456789")]


def measured_maps(world: World, backbone: str, settings: Settings) -> MeasuredMaps:
    """Scores of made-up maps: those of attention lie on what the model goes by, the others know little of it."""
    images = world.samples
    rng = np.random.default_rng(len(backbone))
    area, ease, right = rng.uniform(0.1, 0.4, images), rng.normal(0, 0.1, images), rng.random(images) < 0.9
    gains = {"relevance": 0.25, "grad_eclip": 0.12, "rollout": 0.08, "gradcam": 0.01 + world.map_gain}
    # Whatever test samples are left out, the others keep their scores.
    kept = slice(world.missing, world.missing + min(settings.explain.scored, len(world.tests)))
    scores = {}
    for method in (*methods_of(backbone), *CONTROLS):
        gain = gains.get(method, 0.0)
        own = {name: np.full(images, np.nan) for name in SCORES}
        for fill in ("blur", "mean") if method != "boxes" else ():
            own[f"deletion_{fill}"] = np.clip(0.5 - gain / 2 + ease + rng.normal(0, 0.1, images), 0, 1)
            own[f"insertion_{fill}"] = np.clip(0.5 + gain / 2 + ease + rng.normal(0, 0.1, images), 0, 1)
        own["energy_in_boxes"] = np.ones(images) if method == "boxes" else np.clip(area + gain, 0, 1)
        own["pointing"] = (rng.random(images) < own["energy_in_boxes"]).astype(float)
        if method not in CONTROLS:
            own["head_shuffled"] = np.clip(rng.normal(0.4, 0.2, images), -1, 1)
            own["all_shuffled"] = np.clip(rng.normal(0.7 if method == "rollout" else 0.1, 0.2, images), -1, 1)
        if method not in (*CONTROLS, "rollout"):
            own["rival_correlation"] = np.clip(rng.normal(0.2, 0.2, images), -1, 1)
        scores[method] = {name: values[kept] for name, values in own.items()}
    return MeasuredMaps(
        backbone=backbone,
        model=f"{backbone}-0shot",
        samples=[sample.id for sample in world.tests[: len(area[kept])]],
        right=right[kept],
        box_area=area[kept],
        scores=scores,
    )


def _looked_at(settings: Settings, sample: Sample, place: int, explained: list[Outcome]) -> AttentionSample:
    return AttentionSample(
        id=sample.id,
        label=sample.label,
        correct=sample.correct,
        choices=list(sample.choices),
        picture=publish(settings.docs, sample),
        outcome={one.origin.model: bool(one.right[place]) for one in explained},
    )


def _maps(settings: Settings, sample: Sample, place: int, explained: list[Outcome]) -> Iterator[HeatMap]:
    """Maps of the right caption and, where another was picked, of that one; rollout once per ViT."""
    for one in explained:
        model, backbone = one.origin.model, one.origin.backbone
        wanted = {"right": sample.correct} | ({} if one.right[place] else {"picked": int(one.chosen[place])})
        for role, choice in wanted.items():
            method = "gradcam" if backbone == "rn" else "relevance"
            yield _map(settings, sample, model, backbone, method, role, choice)
    if len(settings.backbones) > 1:
        yield _map(settings, sample, "vit-0shot", "vit", "rollout", "image only", None)


def _map(
    settings: Settings, sample: Sample, model: str, backbone: str, method: str, role: str, choice: int | None
) -> HeatMap:
    name = f"images/maps/{sample.id}_{model}_{role.replace(' ', '-')}.png"
    chance = random.Random(name)
    size = (sample.width, sample.height)
    save(settings.docs / name, heat_map(chance.randrange(size[0]), chance.randrange(size[1]), size))
    return HeatMap.model_validate(
        {
            "sample": sample.id, "backbone": backbone, "model": model, "method": method, "role": role,
            "choice": choice, "caption": None if choice is None else sample.choices[choice], "image": name,
            "energy_in_boxes": chance.random(), "box_area": 0.25, "pointing_hit": chance.random() < 0.6,
        }
    )  # fmt: skip
