"""Settings files: defaults, profiles, and messages that say what, where and what to do."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.errors import PipelineError
from pipeline.settings import Settings
from pipeline.settings.settings_file import load_settings
from pipeline.starter.starter import start_experiment

from ..experiments.small_worlds import write_features
from ..worlds import REPOSITORY

BASE = """\
profile: small
backbones: [{id: rn50, name: RN50, architecture: RN50-quickgelu, pretrained: openai}]
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "site_config.yaml"
    path.write_text(text)
    return path


def mistakes(folder: Path, text: str, profile: str | None = None) -> list[str]:
    with pytest.raises(PipelineError) as refused:
        load_settings(write(folder, text), profile)
    return [line.removeprefix(f"{folder}/") for line in refused.value.mistakes]


def test_the_coco_profile_is_the_documented_configuration() -> None:
    settings = load_settings(REPOSITORY / "site_config.yaml", "coco")
    training, dataset = settings.training, settings.dataset
    assert (training.epochs, training.batch_size, training.learning_rate) == (25, 32, 3e-4)
    assert (training.weight_decay, training.label_smoothing, training.dropout) == (0.01, 0.2, 0.6)
    assert (training.patience, training.min_delta, training.bottleneck_ratio) == (2, 0.002, 16)
    assert (training.shots, training.pool_per_class, training.seed) == ([8], 32, 42)
    assert (dataset.per_class, dataset.extra, dataset.distractors, dataset.same_class_distractors) == (
        1000,
        2000,
        11,
        2,
    )
    assert str(dataset.subset_file) == "coco_subset_images/coco_multimodal_subset.json"
    assert [(one.name, one.architecture) for one in settings.backbones] == [
        ("RN50", "RN50-quickgelu"),
        ("ViT-B/32", "ViT-B-32-quickgelu"),
    ]
    assert settings.device == "cuda"
    assert (settings.tracking.backend, settings.tracking.project) == ("wandb", "coco_caption_classification")
    assert settings.tracking.entity == "thailearncoding-ho-chi-minh-university-of-technology"


def test_a_profile_overlays_key_by_key(tmp_path: Path) -> None:
    text = BASE + "training: {epochs: 7, seed: 1}\nprofiles: {small: {training: {epochs: 3}}, other: {}}\n"
    path = write(tmp_path, text)
    assert load_settings(path).training.epochs == 3
    assert load_settings(path).training.seed == 1
    assert load_settings(path, "other").training.epochs == 7
    assert load_settings(path, device="cpu").device == "cpu"


def test_paths_start_at_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "deep").mkdir()
    path = write(tmp_path / "deep", BASE)
    monkeypatch.chdir(tmp_path)
    assert load_settings(Path("deep/site_config.yaml")).docs == tmp_path / "deep/docs"
    assert load_settings(path).path("/elsewhere") == Path("/elsewhere")


def test_every_mistake_is_reported_with_its_line(tmp_path: Path) -> None:
    text = BASE + "training:\n  epoch: 3\n  dropout: 1.5\nsite: {titel: x}\n"
    assert mistakes(tmp_path, text) == [
        "site_config.yaml:6: site.titel: unknown key: did you mean 'title'?",
        "site_config.yaml:5: training.dropout: input should be less than 1, got 1.5: correct it",
        "site_config.yaml:4: training.epoch: unknown key: did you mean 'epochs'?",
    ]


def test_mistakes_in_other_profiles_are_reported_too(tmp_path: Path) -> None:
    text = BASE + "profiles:\n  small: {}\n  big:\n    dataset: {sorce: coco}\n"
    assert mistakes(tmp_path, text) == ["site_config.yaml:6: dataset.sorce: unknown key: did you mean 'source'?"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("profile: a\nprofile: b\n", "site_config.yaml:2: not YAML: the key 'profile' stands here a second time"),
        ("profile: [a\n", "not YAML"),
        ("just words", "expected settings"),
        ("backbones: []\n", "profile: missing"),
        (BASE.replace("small", "smal") + "profiles: {small: {}}\n", "did you mean 'small'?"),
        (BASE + "backbones: []\n", "a second time"),
        ("profile: x\nbackbones: []\n", "backbones"),
        (
            BASE + "training: {shots: [], pool_per_class: 0, training_free: [distribution]}\n",
            "corrects by images",
        ),
        (BASE + "training: {shots: [9], pool_per_class: 8}\n", "raise it"),
        (BASE + "dataset: {source: coco}\n", "instances and captions and image_dir"),
        (BASE + "dataset: {classes: [cat, dog], distractors: 11}\n", "lower distractors"),
        (BASE + "dataset: {classes: [cat, cat]}\n", "more than once"),
    ],
)
def test_wrong_files_say_what_to_do(tmp_path: Path, text: str, words: str) -> None:
    assert words in "\n".join(mistakes(tmp_path, text))


def test_an_unknown_profile_names_the_nearest(tmp_path: Path) -> None:
    text = BASE + "profiles: {small: {}, coco: {}}\n"
    assert "did you mean 'coco'?" in mistakes(tmp_path, text, "cocoo")[0]


def written(folder: Path) -> Iterator[Settings]:
    """Settings of every kind: the project's own, those that `init` begins with, and features without a model."""
    for source in ("subset", "coco", "scenes"):
        start_experiment(folder / source, source)
        yield load_settings(folder / source / "site_config.yaml")
    yield load_settings(write_features(folder / "features"))
    for profile in ("demo", "coco"):
        yield load_settings(REPOSITORY / "site_config.yaml", profile)


def test_what_a_run_records_of_its_settings_is_read_as_the_same_settings(tmp_path: Path) -> None:
    """Every default is written out there, those too that a settings file may not name."""
    for settings in written(tmp_path):
        recorded = json.loads(json.dumps(settings.resolved()))
        assert Settings.recorded(recorded).resolved() == settings.resolved()
        del recorded["evaluation"]["slice_samples"]  # as before there was one
        assert Settings.recorded(recorded).resolved() == settings.resolved()


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match=r"nowhere\.yaml: not there"):
        load_settings(tmp_path / "nowhere.yaml")


def test_a_name_that_no_file_can_have_is_one_line(tmp_path: Path) -> None:
    settings = load_settings(write(tmp_path, BASE))
    with pytest.raises(PipelineError, match=r"^'a\\x00b': no path can hold a NUL character"):
        settings.path("a\0b")


def test_backbones_have_short_forms() -> None:
    short = ["ViT-B-32-quickgelu/openai", "ViT-B-16-SigLIP2/webli", "hf-hub:org/My-CLIP"]
    settings = Settings(profile="x", backbones=short)
    assert [(one.id, one.architecture, one.pretrained) for one in settings.backbones] == [
        ("vit_b_32_quickgelu_openai", "ViT-B-32-quickgelu", "openai"),
        ("vit_b_16_siglip2_webli", "ViT-B-16-SigLIP2", "webli"),
        ("my_clip", None, "hf-hub:org/My-CLIP"),
    ]
    assert settings.backbones[0].name == "ViT-B-32-quickgelu (openai)"


@pytest.mark.parametrize(
    ("entry", "name"),
    [
        ("local-dir:.", "local_dir"),
        ("local-dir:模型", "backbone"),
        (r"local-dir:C:\models\My CLIP" + "\\", "my_clip"),
        ("hf-hub:", "hf_hub"),  # which is refused by what it names, and not by what was made of it
    ],
)
def test_every_place_has_an_id(entry: str, name: str) -> None:
    (backbone,) = Settings(profile="x", backbones=[entry]).backbones
    assert backbone.id == name
    assert backbone.name
    assert backbone.architecture_name


@pytest.mark.parametrize("entry", ["ViT-B-32", "/openai", {"id": "x", "name": "X", "pretrained": "openai"}])
def test_a_short_form_that_is_none_is_refused(entry: object) -> None:
    with pytest.raises(ValueError, match=r"expected ARCHITECTURE/TAG|architecture: missing"):
        Settings(profile="x", backbones=[entry])


@pytest.mark.parametrize("device", ["auto", "cpu", "mps", "cuda", "cuda:3"])
def test_devices_have_names(device: str) -> None:
    assert Settings(profile="x", backbones=["a/b"], device=device).device == device
    with pytest.raises(ValueError, match="expected auto, cuda"):
        Settings(profile="x", backbones=["a/b"], device="tpu")
