"""site_config.yaml as typed settings: the one place with defaults.

A settings file overlays the defaults below, and the chosen entry of ``profiles`` overlays the file.
Mappings merge key by key; lists and scalars replace. Relative paths are relative to the file.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    BeforeValidator,
    Field,
    PrivateAttr,
    ValidationInfo,
    model_validator,
)

from pipeline import SETTINGS_FILE
from pipeline.errors import PipelineError
from pipeline.settings_values import (
    LARGEST_SEED,
    RECORDED,
    Device,
    EachOnce,
    Identifier,
    Link,
    Name,
    NamedPath,
    SettingsPart,
    WebAddress,
    repeated_in,
    written_keys,
)

# In the documented order, which matters: a picture that shows several of them belongs to the first.
COCO_CLASSES = (
    "bear", "zebra", "elephant", "giraffe", "horse", "dog", "cat", "airplane", "train", "person",
)  # fmt: skip

# The server offers no https.
COCO_URL = "http://images.cocodataset.org"


class Site(SettingsPart):
    """What the page says about itself."""

    title: str = "COCO Caption Classification"
    """The page's title."""
    tagline: str = "Matching captions to pictures with CLIP, measured."
    """One sentence under the title."""
    # Addresses are checked here, since a page would turn javascript: into a link.
    links: dict[str, Link] = {}
    """Links in the page's header, by label."""
    repository: WebAddress | None = None
    """Address of the source repository; checkpoints on the page link into it."""
    branch: str = "main"
    """Branch that those links name."""
    authors: list[Name] = []
    """Who is to be cited: a person as "Family, Given", a group by its name."""
    licence: Annotated[str, Field(pattern=r"^[A-Za-z0-9.+-]+$", max_length=100)] | None = None
    """Of the results and the released checkpoints, by its SPDX identifier such as CC-BY-4.0."""
    sections: Annotated[list[str], EachOnce] | None = None
    """The page's sections, in this order; a section left out is not shown. All that the project has, in their own
    order, when not set. One of your own is a template sections/<id>.html or a text prose/<id>.md in
    `paths.templates`, and its id here."""
    # GitHub warns of files above 50 MB, and takes none above 100.
    largest_file_mb: float = Field(50, gt=0, le=2000)
    """Megabytes of a file that the site's host admits: results that grow with the samples, such as predictions.json,
    are written in compressed parts where they would have more."""
    titles: dict[str, str] = {}
    """Other titles for sections, by id; a section of your own takes its title from here."""

    @property
    def largest_file(self) -> int:
        """Bytes of a file, at most."""
        return int(1e6 * self.largest_file_mb)


class Paths(SettingsPart):
    """Folders, relative to the settings file."""

    docs: NamedPath = Path("docs")
    """The built site, with the artifacts in its data/ folder."""
    models: NamedPath = Path("models")
    """Weights of backbones and trained adapters."""
    cache: NamedPath = Path(".cache")
    """Everything that can be made again: features, prepared samples, drawn worlds."""
    templates: NamedPath | None = None
    """Your own templates and prose; the project's when not set."""
    static: NamedPath | None = None
    """Your own scripts and styles; the project's when not set."""


NEEDED_KEYS = {
    "subset": ("subset_file",),
    "coco": ("instances", "captions", "image_dir"),
}
"""What a source cannot do without, by its name."""
SAMPLED = ("scenes", "coco")
"""Sources whose candidates the project chooses: from other images of the category, and of distinct other categories."""


class Dataset(SettingsPart):
    """The samples: an image, its candidate captions, one of them right."""

    source: Literal["scenes", "subset", "coco"] = "scenes"
    """scenes: a drawn world; subset: your own metadata file; coco: built from COCO's annotations."""
    subset_file: NamedPath | None = None
    """The metadata file: read with source subset, written with source coco."""
    image_dir: NamedPath | None = None
    """Folder of the pictures; features computed elsewhere can do without."""
    instances: NamedPath | None = None
    """COCO's instances file."""
    captions: NamedPath | None = None
    """COCO's captions file."""
    verified: NamedPath | None = None
    """Captions known to be true of images that they were not written for, a JSON object {"<image id>": ["caption",
    ...]}: as distractors they are flagged, and cleaned accuracy counts them as right."""
    coco_url: WebAddress = COCO_URL
    """Where fetch-coco downloads from: COCO's server, or a mirror with the same paths."""
    classes: list[Name] = list(COCO_CLASSES)
    """Categories, in order: an image belongs to the first one it shows."""
    per_class: int = Field(1000, ge=1, le=1_000_000)
    """Images per category, at most."""
    extra: int = Field(2000, ge=0, le=10_000_000)
    """More images of the same categories, after per_class."""
    # Twelve candidates, as in the documented experiment: chance is one in twelve.
    distractors: int = Field(11, ge=1, le=99)
    """Wrong captions beside the right one."""
    same_class_distractors: int = Field(2, ge=0, le=99)
    """Wrong captions that come from other images of the same category."""
    seed: int = Field(42, ge=0, le=LARGEST_SEED)
    """Seed of every choice made while building the samples."""

    @model_validator(mode="after")
    def _check(self) -> Dataset:
        needed = NEEDED_KEYS.get(self.source, ())
        missing = [key for key in needed if getattr(self, key) is None]
        if missing:
            raise ValueError(f"source {self.source!r} needs {' and '.join(missing)}: set them")
        if self.same_class_distractors > self.distractors:
            raise ValueError(
                f"same_class_distractors ({self.same_class_distractors}) exceeds distractors "
                f"({self.distractors}): lower it"
            )
        if repeated := repeated_in(self.classes):
            raise ValueError(f"classes names {repeated} more than once: name each once")
        # Each of the others comes from a category of its own, so there must be as many.
        others = len(self.classes) - 1
        if self.source in SAMPLED and self.distractors - self.same_class_distractors > others:
            raise ValueError(
                f"{self.distractors - self.same_class_distractors} distractors from distinct other categories "
                f"need as many categories, and classes leaves {others}: lower distractors, raise "
                "same_class_distractors or add classes"
            )
        return self


REPOSITORIES = ("hf-hub:", "local-dir:")


class Backbone(SettingsPart):
    """A frozen CLIP model, or the features that one computed elsewhere."""

    id: Identifier
    """Short name used in files and rows: lower-case letters, digits, underscores; made from the rest when not set."""
    name: Name
    """Name shown on the page; made from the rest when not set."""
    architecture: str | None = None
    """An open_clip architecture (OpenAI's weights need the -quickgelu ones), or the path of a .json file that
    describes one of your own in open_clip's form; a repository's own when not set."""
    pretrained: str = ""
    """openai, another open_clip tag, the path of a weights file, or a repository in open_clip's form: hf-hub:ORG/NAME
    on the Hugging Face hub, local-dir:PATH on this machine."""
    features: NamedPath | None = None
    """Instead of both: a folder of features, as image_embeddings.npy, text_embeddings.npy and metadata.csv (image_id,
    caption) in aligned rows, or as clip-retrieval writes them."""
    # CLIP's training holds its own at 100 at most (Radford et al. 2021, section 2.5).
    logit_scale: float = Field(100.0, gt=0, le=1000)
    """CLIP's factor on the cosine similarities of features computed elsewhere; a model brings its own."""

    @model_validator(mode="after")
    def _check(self, info: ValidationInfo) -> Backbone:
        given = [key for key in ("architecture", "pretrained") if getattr(self, key)]
        if self.features and given:
            raise ValueError(f"features stand instead of {' and '.join(given)}: leave out either")
        if self.features:
            return self
        if not self.pretrained:
            missing = " and ".join(key for key in ("architecture", "pretrained") if key not in given)
            raise ValueError(f"{missing}: missing: add it, or name a folder of features")
        if self.architecture is None and not self.pretrained.startswith(REPOSITORIES):
            raise ValueError(f"architecture: missing: name the one that {self.pretrained} are weights of")
        # Asked for and ignored would be worse than refused.
        if "logit_scale" in written_keys(self, info):
            raise ValueError("logit_scale: a model brings its own: leave it out")
        return self

    @property
    def architecture_name(self) -> str:
        """The architecture as open_clip knows it: a file of one's own goes by its stem."""
        if self.architecture is None:
            return re.split("[/:]", self.pretrained.rstrip("/"))[-1]
        return Path(self.architecture).stem if self.architecture.endswith(".json") else self.architecture


def _long_form(value: Any) -> Any:
    """A backbone's mapping from its short form, ARCHITECTURE/TAG or a repository; id and name filled in."""
    if isinstance(value, str):
        architecture, _, tag = value.rpartition("/")
        if value.startswith(REPOSITORIES):
            value = {"pretrained": value}
        elif architecture and tag:
            value = {"architecture": architecture, "pretrained": tag}
        else:
            raise ValueError(f"expected ARCHITECTURE/TAG, hf-hub:ORG/NAME or local-dir:PATH, got {value!r}")
    if isinstance(value, dict) and isinstance(value.get("pretrained"), str):
        parts = [str(value["architecture"])] if value.get("architecture") else []
        tag = Path(re.split("[/:]", value["pretrained"].rstrip("/"))[-1]).stem
        words = re.sub("[^a-z0-9]+", "_", "_".join([*parts, tag]).lower()).strip("_")
        name = f"{parts[0]} ({tag})" if parts else tag
        # What was given stands; only what is missing is made.
        value = {"id": words, "name": name} | value
    return value


AnyBackbone = Annotated[Backbone, BeforeValidator(_long_form, json_schema_input_type=Backbone | str)]


class Training(SettingsPart):
    """Few-shot adapters; the defaults are the reference settings."""

    epochs: int = Field(25, ge=1, le=10_000)
    batch_size: int = Field(32, ge=1, le=65_536)
    # Bounds are wide: they catch slips of the pen, and leave experiments alone.
    learning_rate: float = Field(3e-4, gt=0, le=1_000)
    weight_decay: float = Field(0.01, ge=0, le=1_000)
    label_smoothing: float = Field(0.2, ge=0, lt=1)
    dropout: float = Field(0.6, ge=0, lt=1)
    patience: int = Field(2, ge=1, le=10_000)
    """Epochs without improvement on validation before training stops."""
    min_delta: float = Field(0.002, ge=0, le=1)
    """Smallest gain in validation accuracy that counts as an improvement. Below one validation image's share it
    does nothing: one image more is the smallest gain there is."""
    bottleneck_ratio: int = Field(16, ge=1, le=65_536)
    """Feature width divided by the adapter's hidden width."""
    # 0 is allowed and trains nothing: who lists it means the row that is always there.
    shots: list[Annotated[int, Field(ge=0, le=100_000)]] = Field([8], max_length=100)
    """Labelled images per category, one trained row each; 0, zero-shot, is always evaluated."""
    pool_per_class: int = Field(32, ge=0, le=100_000)
    """Images per category set aside from the test set: shots first, the rest is validation. With as many shots as
    the pool has, nothing is left to validate on, and that row is trained as under validation: none."""
    draws: int = Field(10, ge=1, le=1_000)
    """Support draws per row: how often the shots are drawn anew from the pool; once, where they are all of it."""
    validation: Literal["pool", "none"] = "pool"
    """pool: stop early on the rest of the pool; none: a fixed number of epochs, no other labels used."""
    adapters: Annotated[list[str], EachOnce] = ["hub_bilinear", "residual_dual", "residual_dual_all_epochs"]
    """Adapters to train: hub_bilinear (recommended), residual_dual (documented), residual_dual_all_epochs (the same
    without early stopping), linear_anchor. The page's galleries show the first."""
    training_free: Annotated[list[Literal["nearest_neighbour", "distribution", "inverse_softmax"]], EachOnce] = [
        "nearest_neighbour",
        "distribution",
        "inverse_softmax",
    ]
    """Rows without training or labels that correct similarities by the pool's images; none without a pool."""
    seed: int = Field(42, ge=0, le=LARGEST_SEED)

    @property
    def few_shots(self) -> list[int]:
        """The shot counts that train something, ascending, each once."""
        return sorted({k for k in self.shots if k > 0})

    def draws_of(self, shots: int) -> int:
        """Support draws of a row. Nothing is drawn where the shots are the whole pool."""
        return self.draws if shots < self.pool_per_class else 1

    @property
    def corrections(self) -> list[str]:
        """The training-free rows: all that are named, where there is a pool to correct by."""
        return list(self.training_free) if self.pool_per_class else []

    @model_validator(mode="after")
    def _check(self, info: ValidationInfo) -> Training:
        if not self.pool_per_class and self.training_free and "training_free" in written_keys(self, info):
            raise ValueError(
                f"training_free names {self.training_free[0]}, which corrects by images of the pool, and "
                "pool_per_class is 0: raise it, or leave the row out"
            )
        largest = max(self.few_shots, default=0)
        # Said of the settings, before any picture is looked at.
        if largest > self.pool_per_class:
            raise ValueError(
                f"shots names {largest}, but pool_per_class sets aside {self.pool_per_class} images: raise it"
            )
        return self


class Extraction(SettingsPart):
    """How features are computed."""

    batch_size: int = Field(32, ge=1, le=65_536)
    """Pictures per forward pass."""
    caption_batch_size: int = Field(64, ge=1, le=65_536)
    """Captions per forward pass."""
    workers: int | None = Field(None, ge=0, le=256)
    """Processes that decode pictures; as many as there are cores, at most 8, when not set."""


class Evaluation(SettingsPart):
    """What is reported, and how sure it is."""

    confidence: float = Field(0.95, gt=0.5, lt=1)
    """Coverage of every interval."""
    # The ends of a 95 % interval rest on its outer fortieth: of 2,000 resamples, 50 to each side.
    bootstrap: int = Field(2000, ge=100, le=100_000)
    """Resamples of the test images behind an interval."""
    # As Guo et al. 2017 have it, and most who report ECE since.
    calibration_bins: int = Field(15, ge=2, le=1_000)
    redraws: int = Field(200, ge=0, le=10_000)
    """How often the distractors of the test set are drawn anew; 0 leaves that out."""
    # Few, since each fits every recipe twice: once on either half of the categories.
    unseen_draws: int = Field(3, ge=0, le=1_000)
    """Support draws, at most, of the test on unseen categories: adapters see half of them, and are asked about the
    other half. 0 leaves that out."""
    hard_cases: int = Field(120, ge=0, le=10_000)
    """Cases in the gallery, at most."""
    thumbnails_kb: int = Field(1000, ge=0, le=1_000_000)
    """Room in docs/ for small pictures of test samples outside the galleries; the others open without one."""
    slice_samples: int = Field(20, ge=2, le=1_000_000)
    """Samples of either half of the test set that a group must have to be searched for more errors than elsewhere."""
    map_samples: int = Field(3000, ge=1, le=20_000)
    """Samples on the map of the test set; of more, a seeded sample."""
    seed: int = Field(42, ge=0, le=LARGEST_SEED)


class Explain(SettingsPart):
    """Heat maps."""

    samples: int = Field(8, ge=0, le=10_000)
    """Samples in the attention gallery, half of them wrong where there are as many."""
    hard_cases: int = Field(24, ge=0, le=10_000)
    """Hard cases that get heat maps too, from the top of the gallery."""
    scored: int = Field(200, ge=0, le=1_000_000)
    """Test images, chosen by chance, whose maps are scored for every backbone; 0 scores none. An image takes about a
    hundred passes: with a full-size model and no GPU, ten images are minutes."""


class Tracking(SettingsPart):
    """An experiment tracker that follows the run; it never stops it."""

    backend: Literal["none", "wandb"] = "none"
    project: str = "clip-caption-dashboard"
    entity: str | None = None


class GateRule(SettingsPart):
    """When a change of one metric fails `diff --gate`."""

    direction: Literal["higher", "lower"] | None = None
    """Which way is better; as the metric itself says when not set."""
    absolute: float = Field(0.0, ge=0, le=1_000_000)
    """How much worse a row may become."""
    relative: float = Field(0.0, ge=0, le=1_000_000)
    """How much worse as a share of the old value; the larger of the two allowances holds."""
    fail_within_noise: bool = False
    """Fail a change beyond the allowance even where the paired interval covers zero."""


class Gate(SettingsPart):
    """What `diff --gate` lets pass."""

    rules: dict[str, GateRule] = {
        # About half the width of a 95 % interval on the 11,640 test samples of the documented subset, at 90 % right.
        "accuracy": GateRule(absolute=0.005),
        "f1_macro": GateRule(absolute=0.02),
    }
    """By field of the rows of metrics.json. A metric that vanished fails, whatever its rule."""
    # Times of equal runs differ, most of all on a machine with other work.
    timing_tolerance: float = Field(0.25, ge=0, le=1_000_000)
    """Timings that differ by a smaller share are called equal; they never fail."""


class Reported(SettingsPart):
    """A row that somebody else reported."""

    name: Name
    shots: int = Field(ge=0, le=100_000)
    mode: Literal["Zero-shot", "Few-shot"]
    accuracy: float
    f1_macro: float | None = None
    f1_micro: float | None = None
    f1_weighted: float | None = None
    seconds: float | None = None
    ms_per_sample: float | None = None


class References(SettingsPart):
    """Reported results shown beside ours, marked as reported and not measured here."""

    source: str
    note: str = ""
    rows: list[Reported] = []


class Settings(SettingsPart):
    """Everything a run depends on."""

    profile: Name
    """Name of the profile these settings came from."""
    site: Site = Site()
    paths: Paths = Paths()
    dataset: Dataset = Dataset()
    backbones: list[AnyBackbone] = Field(min_length=1, max_length=100)
    training: Training = Training()
    extraction: Extraction = Extraction()
    evaluation: Evaluation = Evaluation()
    explain: Explain = Explain()
    tracking: Tracking = Tracking()
    gate: Gate = Gate()
    references: References | None = None
    device: Device = "auto"
    """Where models run: auto, cuda, cuda:N, mps (Apple's) or cpu; auto takes a GPU when there is one."""
    precision: Literal["auto", "fp32", "tf32", "fp16", "bf16"] = "auto"
    """Arithmetic of the frozen backbones: auto is fp16 on CUDA, as OpenAI's own code has it, and fp32 elsewhere; tf32
    is CUDA's rounded fp32. Stored features are fp32 all the same."""

    # No fields, since run.json has all fields and must tell nothing of this machine; copies of settings keep them.
    _root: Path = PrivateAttr(default=Path())
    _file: str = PrivateAttr(default=SETTINGS_FILE)

    @model_validator(mode="after")
    def _check(self) -> Settings:
        if repeated := repeated_in(backbone.id for backbone in self.backbones):
            raise ValueError(f"backbones share the id {repeated}: give each its own")
        seeing = [backbone.id for backbone in self.backbones if not backbone.features]
        if self.dataset.source == "subset" and self.dataset.image_dir is None and seeing:
            raise ValueError(
                f"dataset.image_dir: missing: source 'subset' needs image_dir for {', '.join(seeing)}; set it, or give "
                "each backbone its features"
            )
        return self

    @property
    def root(self) -> Path:
        """Folder of the settings file."""
        return self._root

    def path(self, relative: Path | str) -> Path:
        """A path of the settings, made absolute from the settings file's folder.

        Raises:
            PipelineError: it leads through links that lead to each other.
        """
        try:
            # Resolved, since folders are compared: two names of one place must not count as two.
            return (self._root / relative).resolve()
        except RuntimeError:
            raise PipelineError(f"{relative}: these links lead in a circle: name the place itself") from None

    @property
    def docs(self) -> Path:
        """``paths.docs``, absolute; likewise the next two."""
        return self.path(self.paths.docs)

    @property
    def models(self) -> Path:
        """``paths.models``."""
        return self.path(self.paths.models)

    @property
    def cache(self) -> Path:
        """``paths.cache``."""
        return self.path(self.paths.cache)

    @property
    def work(self) -> Path:
        """Intermediate results of this profile: prepared samples, trained draws.

        Two settings files that share a cache have each its own, whatever their profiles are called.
        """
        words = re.sub(r"[^\w-]", "_", self.profile)
        try:
            # Relative to the cache, so that an experiment moved with its cache finds its work again.
            file = os.path.relpath(self._root / self._file, self.cache)
        except ValueError:  # on another drive of Windows
            file = str(self._root / self._file)
        name = json.dumps([Path(file).as_posix(), self.profile])
        return self.cache / f"{words}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"

    @classmethod
    def recorded(cls, plain: dict[str, Any]) -> Settings:
        """The settings of a run, as ``resolved`` gave them; keys that are newer get their defaults.

        Raises:
            ValueError: they are those of another version.
        """
        return cls.model_validate(plain, context=RECORDED)

    def resolved(self) -> dict[str, Any]:
        """Plain data for run.json: paths as they were written, nothing of this machine."""
        return self.model_dump(mode="json")
