"""Several processes at one run: the same bytes as one, however many there are and whatever happens to them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import torch
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pipeline.clip.device import pick_device
from pipeline.clip.features.feature_store import load_features
from pipeline.data.prepared import load_prepared
from pipeline.errors import PipelineError
from pipeline.ranks import Ranks
from pipeline.settings.settings_file import load_settings

from ..clip.backbones.openai_weights import ARCHITECTURES, random_model, save_weights
from ..worlds import write_experiment
from .launching import run
from .small_worlds import write_run


def features(config: Path) -> dict[str, torch.Tensor]:
    settings = load_settings(config)
    prepared = load_prepared(settings)
    found = {}
    for backbone in settings.backbones:
        some = load_features(settings, backbone, prepared)
        found |= {f"{backbone.id} images": some.images, f"{backbone.id} captions": some.captions}
    return found


def equal(some: dict[str, torch.Tensor], others: dict[str, torch.Tensor]) -> bool:
    return some.keys() == others.keys() and all(torch.equal(some[name], others[name]) for name in some)


@pytest.fixture(scope="module")
def alone(start, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Extraction by a single process."""
    config = write_run(tmp_path_factory.mktemp("alone"))
    codes, logs = run(start, config.parent, 1, "extract", "--config", config)
    assert codes == [0], logs
    return config


@pytest.mark.parametrize("count", [2, 3])
@pytest.mark.slow
def test_any_number_of_ranks_gives_the_same_features(start, alone: Path, tmp_path: Path, count: int) -> None:
    config = write_run(tmp_path)
    codes, logs = run(start, tmp_path, count, "extract", "--config", config)
    assert codes == [0] * count, logs
    assert equal(features(config), features(alone))
    # One bar, or in a log its one line: the first rank's.
    assert logs[0].count("tiny_vit: pictures (48)") == 1
    assert logs[1:] == [""] * (count - 1)
    assert not list(tmp_path.rglob(".writing"))
    # A run alone finds nothing left to do.
    assert run(start, tmp_path, 1, "extract", "--config", config)[1] == ["prepare: up to date\nextract: up to date\n"]


def fail_in_the_second_batch() -> None:
    """Harm for a rank: its second batch of pictures cannot be read."""
    in_its_second_batch(lambda: (_ for _ in ()).throw(PipelineError("pictures/9.jpg: damaged: replace it")))


def die_in_the_second_batch() -> None:
    in_its_second_batch(lambda: os.kill(os.getpid(), signal.SIGKILL))


def in_its_second_batch(harm) -> None:
    """Let something happen to this process; what came before is in files."""
    from pipeline.clip.features import encoding, feature_store

    whole, batches = encoding.encode_pixels, []

    def counting(*arguments):
        batches.append(arguments)
        if len(batches) == 2:
            harm()
        return whole(*arguments)

    feature_store.SECONDS_BETWEEN_FILES = 0
    encoding.encode_pixels = counting


@pytest.mark.slow
def test_a_mistake_that_one_rank_finds_is_said_once_by_the_first(start, alone: Path, tmp_path: Path) -> None:
    config = write_run(tmp_path)
    codes, logs = run(start, tmp_path, 2, "extract", "--config", config, harms={1: fail_in_the_second_batch})
    assert codes == [2, 2]
    assert logs[0].splitlines()[-1] == "pictures/9.jpg: damaged: replace it"
    assert logs[1] == ""
    with pytest.raises(PipelineError, match="no features for 16 images"):
        features(config)
    assert run(start, tmp_path, 3, "extract", "--config", config)[0] == [0, 0, 0]
    assert equal(features(config), features(alone))


@pytest.mark.slow
def test_the_death_of_a_rank_is_told_and_another_number_goes_on(start, alone: Path, tmp_path: Path) -> None:
    config = write_run(tmp_path)
    codes, logs = run(start, tmp_path, 3, "extract", "--config", config, harms={2: die_in_the_second_batch})
    assert codes == [2, 2, -signal.SIGKILL]
    for number in (0, 1):
        last = logs[number].splitlines()[-1]
        assert last.startswith(f"rank {number} of 3: another rank is gone: what it had stored is kept: run the same")
    assert run(start, tmp_path, 2, "extract", "--config", config)[0] == [0, 0]
    assert equal(features(config), features(alone))


@pytest.mark.slow
def test_features_that_do_not_arrive_are_named_by_rank(start, tmp_path: Path) -> None:
    config = write_run(tmp_path)
    codes, logs = run(start, tmp_path, 2, "extract", "--config", config, harms={0: see_little, 1: store_elsewhere})
    assert codes == [2, 2]
    images, captions = logs[0].splitlines()[-2:]
    assert "24 of the 24 images of rank 1 of 2 are not in" in images
    assert "captions of rank 1 of 2 are not in" in captions
    assert not list(tmp_path.rglob("extraction.json"))


def see_little() -> None:
    """For the first rank: no patience with a file system that is slow."""
    from pipeline.clip.features import filling

    filling.PATIENCE = 0


def store_elsewhere() -> None:
    """A machine with a folder of its own under the same name."""
    from pipeline.clip.features import feature_store

    feature_store.write_bytes = lambda path, content: path.parent.mkdir(parents=True, exist_ok=True)
    feature_store.FeatureStore._open = lambda self, path, verify=False: None


@pytest.mark.slow
def test_torchrun_starts_them(alone: Path, tmp_path: Path) -> None:
    config = write_run(tmp_path)
    launcher = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2"]
    done = subprocess.run(
        [*launcher, "-m", "pipeline", "extract", "--config", str(config)], capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    assert equal(features(config), features(alone))


@pytest.mark.slow
@pytest.mark.skipif("COCO_MINI" not in os.environ, reason="COCO_MINI names no folder of photos")
@pytest.mark.parametrize("name", ["ViT-B/32", "RN50"])
def test_full_size_towers_give_the_same_bytes_on_photos(start, tmp_path: Path, name: str) -> None:
    coco = Path(os.environ["COCO_MINI"]).resolve()
    save_weights(random_model(name, lively=False), tmp_path / "weights.pt")
    dataset = {"instances": "instances.json", "captions": "captions.json", "image_dir": "images"}
    weights = {"architecture": ARCHITECTURES[name], "pretrained": str(tmp_path / "weights.pt")}
    found = []
    for count in (1, 2, 3):
        settings = {
            "profile": "photos",
            "dataset": {"source": "coco", **{key: str(coco / place) for key, place in dataset.items()}},
            "backbones": [{"id": "full", "name": name, **weights}],
            "training": {"shots": [], "pool_per_class": 0},
            "extraction": {"batch_size": 16, "workers": 1},
        }
        config = tmp_path / str(count) / "site_config.yaml"
        config.parent.mkdir()
        config.write_text(yaml.safe_dump(settings))
        codes, logs = run(start, config.parent, count, "extract", "--config", config)
        assert codes == [0] * count, logs
        found.append(features(config))
    assert equal(found[0], found[1])
    assert equal(found[0], found[2])


# ---------------------------------------------------------------- who does what


@given(st.integers(0, 200), st.integers(1, 40), st.integers(1, 9))
def test_batches_are_dealt_out_whole_and_evenly(items: int, size: int, count: int) -> None:
    cut = [tuple(range(items))[start : start + size] for start in range(0, items, size)]
    dealt = [Ranks(number, count).batches(range(items), size) for number in range(count)]
    again = [[tuple(mine[start : start + size]) for start in range(0, len(mine), size)] for mine in dealt]
    assert sorted(batch for rank in again for batch in rank) == cut
    assert max(map(len, again)) - min(map(len, again)) <= 1


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({}, Ranks()),
        ({"RANK": "0", "WORLD_SIZE": "1", "LOCAL_RANK": "0", "LOCAL_WORLD_SIZE": "1"}, Ranks()),
        ({"RANK": "5", "WORLD_SIZE": "8", "LOCAL_RANK": "1", "LOCAL_WORLD_SIZE": "4"}, Ranks(5, 8, 1, 4)),
        ({"SLURM_PROCID": "3", "SLURM_STEP_NUM_TASKS": "4", "SLURM_LOCALID": "1"}, Ranks(3, 4, 1, 1)),
        (
            {
                "SLURM_PROCID": "5",
                "SLURM_STEP_NUM_TASKS": "7",
                "SLURM_LOCALID": "1",
                "SLURM_STEP_TASKS_PER_NODE": "2(x3),1",
                "SLURM_NODEID": "2",
            },
            Ranks(5, 7, 1, 2),
        ),
        # In a batch script that srun did not start.
        ({"SLURM_PROCID": "0", "SLURM_NTASKS": "4", "SLURM_LOCALID": "0"}, Ranks()),
    ],
)
def test_launchers_say_who_is_who(variables: dict[str, str], expected: Ranks) -> None:
    assert Ranks.here(variables) == expected


def test_each_rank_of_a_machine_has_a_gpu_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = load_settings(write_experiment(tmp_path))
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 2)
    for name, value in {"RANK": "5", "WORLD_SIZE": "8", "LOCAL_RANK": "1"}.items():
        monkeypatch.setenv(name, value)
    assert pick_device(settings) == torch.device("cuda:1")
    assert pick_device(settings.model_copy(update={"device": "cuda:0"})) == torch.device("cuda:0")
    monkeypatch.setenv("LOCAL_RANK", "2")
    with pytest.raises(PipelineError, match="no more ranks than there are GPUs"):
        pick_device(settings)


def test_a_rank_without_an_address_says_what_to_do() -> None:
    said = "rank 1 of 2: MASTER_ADDR and MASTER_PORT do not say"
    with pytest.raises(PipelineError, match=said), Ranks(1, 2).meeting():
        pass
