"""The schemas of docs/data/*.json, and the only code that reads or writes them.

A file is UTF-8 with a two-space indent, a stable order, floats of 6 significant digits, null and never
NaN, and a ``schema`` field "name/version". Every element of a list takes one line, so that a pull
request's diff shows the rows that changed. Files are written whole or not at all.
"""

from __future__ import annotations

import json
import math
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, ValidationError

from pipeline.errors import PipelineError

SIGNIFICANT_DIGITS = 6

Interval = tuple[float, float]
Migration = Callable[[dict[str, Any]], dict[str, Any]]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)


class Artifact(_Part):
    """One file of docs/data. Subclasses set ``kind`` and ``version``; a version bump adds a migration."""

    kind: ClassVar[str]
    version: ClassVar[int] = 1
    migrations: ClassVar[dict[int, Migration]] = {}
    """From the version named to the next one, on plain data."""

    @classmethod
    def path(cls, data: Path) -> Path:
        """Where the artifact lies in a folder of artifacts."""
        return data / f"{cls.kind}.json"

    def write(self, data: Path) -> Path:
        """Write the artifact into the folder ``data``, whole or not at all; returns its path."""
        path = self.path(data)
        write_text(path, dumps({"schema": f"{self.kind}/{self.version}", **self.model_dump(mode="json")}))
        return path

    @classmethod
    def read(cls, data: Path) -> Self:
        """Read the artifact from the folder ``data``.

        Raises:
            PipelineError: the file is missing, not JSON, of a newer schema, or of another shape.
        """
        path = cls.path(data)
        try:
            return cls.parse(path.read_bytes(), str(path))
        except FileNotFoundError:
            raise PipelineError(f"{path}: not there: run `python -m pipeline run-all` to make it") from None

    @classmethod
    def parse(cls, content: bytes, where: str) -> Self:
        """The artifact in ``content``; ``where`` names its origin in error messages."""
        try:
            plain = json.loads(content)
        except ValueError as error:
            raise PipelineError(f"{where}: not JSON ({error}): run the pipeline again to make it anew") from None
        name, _, number = str(plain.pop("schema", "") if isinstance(plain, dict) else "").partition("/")
        if name != cls.kind or not number.isdigit():
            raise PipelineError(f"{where}: expected schema {cls.kind}/{cls.version}: run the pipeline again")
        if int(number) > cls.version:
            raise PipelineError(
                f"{where}: written by a newer version (schema {name}/{number}, this one reads up to "
                f"{cls.kind}/{cls.version}): update the project"
            )
        for step in range(int(number), cls.version):
            plain = cls.migrations[step](plain)
        try:
            return cls.model_validate(plain)
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(map(str, first["loc"]))
            raise PipelineError(f"{where}: {place}: {first['msg']}: run the pipeline again") from None


# ---------------------------------------------------------------- the form of a file


def dumps(value: Any) -> str:
    """JSON text: mappings indented, each element of a list on a line of its own, short of scalars."""
    return _render(_clean(value), "") + "\n"


def _render(value: Any, indent: str) -> str:
    inner = indent + "  "
    if isinstance(value, dict) and value:
        rows = [f"{inner}{json.dumps(key)}: {_render(item, inner)}" for key, item in value.items()]
        return "{\n" + ",\n".join(rows) + f"\n{indent}}}"
    if isinstance(value, list) and any(isinstance(item, dict | list) for item in value):
        return "[\n" + ",\n".join(inner + _line(item) for item in value) + f"\n{indent}]"
    return _line(value)


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _clean(value: Any) -> Any:
    """Round floats; what is not a number becomes null, since JSON has no NaN and browsers refuse it."""
    if isinstance(value, float):
        return round_significant(value) if math.isfinite(value) else None
    if isinstance(value, dict):
        return {key: _clean(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(item) for item in value]
    return value


def round_significant(value: float, digits: int = SIGNIFICANT_DIGITS) -> float:
    """``value`` with so many significant digits: 0.123456789 → 0.123457."""
    return float(f"{value:.{digits}g}")


def write_text(path: Path, text: str) -> None:
    """Write a text file whole or not at all, leaving an equal one untouched."""
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: a temporary neighbour is renamed over it."""
    try:
        if path.stat().st_size == len(content) and path.read_bytes() == content:
            return
    except FileNotFoundError:
        pass
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


# ---------------------------------------------------------------- run.json


class Fingerprint(_Part):
    """What a file was when the run used it."""

    name: str
    sha256: str
    bytes: int


class BackboneFacts(_Part):
    """What was found when a backbone was loaded."""

    id: str
    name: str
    architecture: str
    pretrained: str
    weights_sha256: str
    untrained: bool
    """Every normalisation layer is still at its initial value: the weights are random."""
    kind: Literal["resnet", "vit"]
    embed_dim: int
    image_size: int
    parameters: int
    """All frozen parameters."""
    activation: str
    logit_scale: float
    vision_layers: list[int] | int
    vision_width: int
    patch_size: int | None
    text_width: int
    text_layers: int
    text_heads: int
    context_length: int
    mean: list[float]
    std: list[float]
    interpolation: str


class Run(Artifact):
    """run.json: what was run, on what, with what."""

    kind = "run"

    profile: str
    settings: dict[str, Any]
    device: str
    """Name of the device that computed the features."""
    precision: str
    python: str
    packages: dict[str, str]
    seeds: dict[str, int]
    data_sha256: str
    """Of all samples: image bytes, captions, split."""
    backbones: list[BackboneFacts]
    checkpoints: list[Fingerprint]
    """Trained adapters, by their paths relative to the settings file."""


# ---------------------------------------------------------------- dataset.json, eda.json


class CategoryCount(_Part):
    category: str
    images: int
    pool: int
    """Set aside: support shots first, the rest validation."""
    test: int


class Licence(_Part):
    name: str
    url: str
    images: int


class DatasetFacts(Artifact):
    """dataset.json: where the samples come from and how they are split."""

    kind = "dataset"

    source: str
    description: str
    samples: int
    test: int
    pool: int
    pool_per_class: int
    choices: int
    """Captions per sample, the right one included."""
    same_class_distractors: int | None
    distinct_captions: int
    choice_categories_known: bool
    choice_categories_note: str
    """Why the categories of the choices are unknown, when they are."""
    categories: list[CategoryCount]
    licences: list[Licence]


class CaptionLength(_Part):
    words: int
    captions: int


class SampledPair(_Part):
    id: str
    category: str
    caption: str
    image: str
    """Path relative to docs/."""
    width: int
    height: int
    image_url: str | None


class Eda(Artifact):
    """eda.json: what the data looks like."""

    kind = "eda"

    distribution: list[CategoryCount]
    caption_lengths: list[CaptionLength]
    """Right captions by number of words."""
    object_counts: list[dict[str, int]]
    """[{"objects": n, "images": m}]: annotated objects of the image's own category; empty when unknown."""
    aspect_ratios: list[dict[str, float]]
    """[{"ratio": width / height, "images": m}], rounded to one decimal."""
    pairs: list[SampledPair]


# ---------------------------------------------------------------- curves.json


class Curve(_Part):
    """One training run: one value per epoch in every list."""

    model: str
    backbone: str
    adapter: str
    shots: int
    draw: int
    best_epoch: int
    """Counted from 1; chosen on validation, or the last one without validation."""
    train_loss: list[float | None]
    train_accuracy: list[float | None]
    validation_loss: list[float | None]
    validation_accuracy: list[float | None]
    validation_f1_macro: list[float | None]


class Curves(Artifact):
    kind = "curves"

    rows: list[Curve]


# ---------------------------------------------------------------- metrics.json


class MetricsRow(_Part):
    """One row of the comparison table. Accuracy is "picked the right caption" by the released checkpoint."""

    model: str
    """<backbone id>-<k>shot, with -<adapter> or -<normalisation> appended for other recipes."""
    backbone: str
    name: str
    shots: int
    mode: Literal["Zero-shot", "Few-shot"]
    adapter: str | None
    """residual_dual, linear_anchor, nearest_neighbour, distribution; None for plain zero-shot."""
    samples: int
    accuracy: float
    accuracy_interval: Interval
    f1_macro: float | None
    f1_micro: float | None
    f1_weighted: float | None
    draws: int
    """Support draws behind the mean; 0 where nothing was drawn."""
    draw_accuracy: list[float]
    accuracy_mean: float | None
    accuracy_sd: float | None
    mrr: float
    top3: float
    nll: float
    brier: float
    ece: float
    temperature: float | None
    """Divides the logits; fitted on validation images. None without them, or when they do not determine it."""
    nll_scaled: float | None
    brier_scaled: float | None
    ece_scaled: float | None
    cleaned_accuracy: float | None
    """Picks of a flagged distractor counted as right."""
    support_images: int
    """Labelled images the row was trained on, over all categories."""
    validation_images: int
    """Labelled images that chose its epoch or blend."""
    unlabelled_images: int
    """Images of the pool that a training-free row normalises by; their captions are not used."""
    parameters: int
    """Trainable parameters."""
    checkpoint: str | None
    """Path relative to the settings file."""
    gamma: float | None = None
    """Blend with zero-shot of linear_anchor: 0 is zero-shot exactly."""


class Comparison(_Part):
    """A row against another on the same samples, paired."""

    model: str
    baseline: str
    samples: int
    difference: float
    """Accuracy of ``model`` minus that of ``baseline``."""
    interval: Interval
    p_value: float
    """McNemar's exact test, two-sided."""
    only_model: int
    """Samples that only ``model`` got right."""
    only_baseline: int
    both: int
    neither: int
    verdict: Literal["better", "worse", "no evidence of a difference"]
    draw_differences: list[float]
    """Per support draw; empty where nothing was drawn."""


class GroupAccuracy(_Part):
    """Accuracy in a group of test samples."""

    model: str
    group: Literal["category", "caption length", "objects"]
    value: str
    samples: int
    accuracy: float
    interval: Interval
    f1: float | None


class Confusion(_Part):
    """counts[i][j]: samples of categories[i] for which a caption of categories[j] was picked, rightly or wrongly."""

    model: str
    categories: list[str]
    counts: list[list[int]]
    right: list[int]
    """Per category: right picks, so that counts[i][i] - right[i] are same-category errors."""


class ErrorKinds(_Part):
    model: str
    errors: int
    same_category: int
    cross_category: int
    same_category_share: float | None
    chance_share: float
    """Share of same-category distractors among all distractors."""


class PositionBias(_Part):
    """How often each answer position was picked and was right; a chi-square test of wrong picks."""

    model: str
    picked: list[int]
    correct: list[int]
    p_value: float | None
    """None when a position expects fewer than 5 wrong picks: the test's approximation does not hold."""


class CalibrationBin(_Part):
    low: float
    high: float
    samples: int
    confidence: float | None
    accuracy: float | None


class Calibration(_Part):
    model: str
    scaled: bool
    """After the one temperature fitted on validation."""
    bins: list[CalibrationBin]


class FalseNegative(_Part):
    """A distractor that is true of the image."""

    id: str
    choice: int
    reason: Literal["equal caption", "caption of the same image", "verified positive"]
    """A verified positive is one that people, or in a drawn world the drawing, bear out."""


class Metrics(Artifact):
    """metrics.json: every figure of the evaluation."""

    kind = "metrics"

    chance: float
    confidence: float
    f1_note: str
    """Why F1 is not available, when it is not: a sentence without its full stop."""
    rows: list[MetricsRow]
    comparisons: list[Comparison]
    groups: list[GroupAccuracy]
    confusion: list[Confusion]
    errors: list[ErrorKinds]
    positions: list[PositionBias]
    calibration: list[Calibration]
    false_negatives: list[FalseNegative]


# ---------------------------------------------------------------- predictions.json


class Prediction(_Part):
    id: str
    label: str
    correct: int
    """Index of the right caption."""
    chosen: list[int]
    """Per model."""
    probability: list[float]
    """Of the right caption, per model."""


class Predictions(Artifact):
    """predictions.json: every test sample, by every row's released checkpoint."""

    kind = "predictions"

    models: list[str]
    samples: list[Prediction]


# ---------------------------------------------------------------- attention.json, hard_cases.json


class Box(_Part):
    """Of the sample's own category, as shares of the picture's width and height."""

    left: float
    top: float
    width: float
    height: float


class Picture(_Part):
    image: str
    """Path relative to docs/."""
    thumbnail: str
    width: int
    height: int
    image_url: str | None
    licence: str | None
    boxes: list[Box]


class HeatMap(_Part):
    """A map over a picture: the whole picture's aspect, transparent where the model saw nothing."""

    sample: str
    backbone: str
    model: str
    """The row whose picks it explains."""
    method: Literal["gradcam", "rollout", "relevance"]
    """gradcam: element-wise, a gradient for each place; rollout knows only the image."""
    caption: str | None
    """None: the method knows only the image."""
    choice: int | None
    """Index of the caption among the sample's candidates."""
    role: Literal["right", "picked", "image only"]
    image: str
    energy_in_boxes: float | None
    """Share of the map's energy inside the category's boxes, within what the model saw."""
    box_area: float | None
    """Share of what the model saw that the boxes cover: what a uniform map would score."""
    pointing_hit: bool | None
    """The map's peak lies in a box."""


class AttentionSample(_Part):
    id: str
    label: str
    correct: int
    choices: list[str]
    picture: Picture
    outcome: dict[str, bool]
    """Per explained row: was its pick right?"""


class Attention(Artifact):
    """attention.json: the heat maps under docs/images/."""

    kind = "attention"

    samples: list[AttentionSample]
    """The attention gallery; hard cases that have maps are described in hard_cases.json."""
    maps: list[HeatMap]


class CaseModel(_Part):
    model: str
    chosen: int
    margin: float
    """Probability of the right caption minus the largest other one."""
    probabilities: list[float]


CaseKind = Literal["all wrong", "some wrong", "fixed", "broken", "ambiguous", "false negative"]


class HardCase(_Part):
    id: str
    label: str
    correct: int
    choices: list[str]
    choice_labels: list[str] | None
    kinds: list[CaseKind]
    flagged: list[int]
    """Choices that may be true of the image as well."""
    margin: float
    """Smallest margin over the models."""
    picture: Picture
    models: list[CaseModel]


class HardCases(Artifact):
    """hard_cases.json: misclassified and ambiguous samples, hardest first."""

    kind = "hard_cases"

    models: list[str]
    """The rows shown."""
    cases: list[HardCase]


# ---------------------------------------------------------------- timings.json


class Step(_Part):
    step: Literal["decode", "image", "captions", "head"]
    seconds: float


class TimingRow(_Part):
    model: str
    samples: int
    seconds: float
    """End to end for the test set: the sum of the steps."""
    ms_per_sample: float
    steps: list[Step]


class StageTime(_Part):
    stage: str
    seconds: float


class Timings(Artifact):
    """timings.json: the only file that may differ between two equal runs."""

    kind = "timings"

    device: str
    threads: int
    workers: int
    rows: list[TimingRow]
    stages: list[StageTime]
