"""Stored features: found again by content, computed once, safe against what happens to files."""

from __future__ import annotations

import hashlib
import tracemalloc
from pathlib import Path

import numpy as np
import pytest
import torch
from torch.utils._python_dispatch import TorchDispatchMode

from pipeline.clip.features import feature_store
from pipeline.clip.features.encoding import (
    Encoded,
    behind,
    caption_batches,
    default_workers,
    encode_captions,
    encode_images,
)
from pipeline.clip.features.feature_file import ComputedRows, encode_file
from pipeline.clip.features.feature_store import FeatureStore, store_key
from pipeline.errors import PipelineError
from pipeline.results.conditions import Conditions, Versions, together

from ..backbones.test_against_openai import draw_pictures
from ..tiny import random_weights, tiny_backbone, tiny_settings


def encoded(first: int, count: int) -> Encoded:
    rows = list(range(first, first + count))
    return Encoded(rows, torch.tensor(rows, dtype=torch.float32)[:, None].repeat(1, 3), 0.5, 1.5)


def nothing(steps: int) -> None:
    pass


@pytest.fixture
def store(tmp_path: Path) -> FeatureStore:
    return FeatureStore(tmp_path / "store")


HERE = Conditions("a CPU", 2, 0, Versions("3.11", {"torch": "2.4"}))
# The first is 32 zero bytes, and the last ends with some: no digest is shortened.
KEYS = [f"{number:064x}" for number in range(5)] + [f"{5 << 100:064x}"]
NEW = "f" * 64


def test_features_come_back_by_key_in_any_order(store: FeatureStore) -> None:
    store.fill("images", KEYS, [encoded(0, 4), encoded(4, 2)], nothing, HERE)
    again = FeatureStore(store.folder)
    for one in (store, again):
        assert one.load("images", [KEYS[5], KEYS[0]]).tolist() == [[5, 5, 5], [0, 0, 0]]
        assert one.missing("images", [*KEYS, NEW, NEW]) == [NEW]
        assert one.missing("captions", KEYS[:1]) == KEYS[:1]


def test_seconds_are_shared_out_by_row(store: FeatureStore) -> None:
    store.fill("images", KEYS, [encoded(0, 4), encoded(4, 2)], nothing, HERE)
    assert store.seconds("images", KEYS) == pytest.approx((1.0, 3.0))
    assert store.seconds("images", KEYS[:3]) == pytest.approx((0.5, 1.5))


def test_an_interruption_keeps_finished_batches(store: FeatureStore) -> None:
    def interrupted():
        yield encoded(0, 4)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.fill("images", KEYS, interrupted(), nothing, HERE)
    assert store.missing("images", KEYS) == KEYS[4:]


def test_a_damaged_file_counts_as_missing(tmp_path: Path) -> None:
    settings = tiny_settings(tmp_path, "tiny_vit")
    store = FeatureStore.open(settings, settings.backbones[0])
    store.fill("images", KEYS, [encoded(0, 6)], nothing, HERE)
    (path,) = store.folder.glob("*.safetensors")
    path.write_bytes(path.read_bytes()[:40])
    again = FeatureStore.open(settings, settings.backbones[0])
    assert again.missing("images", KEYS) == KEYS
    with pytest.raises(PipelineError, match="run `python -m pipeline extract`"):
        again.load("images", KEYS)


def test_flipped_bits_are_found_and_their_rows_computed_again(tmp_path: Path) -> None:
    settings = tiny_settings(tmp_path, "tiny_vit")
    store = FeatureStore.open(settings, settings.backbones[0])
    store.fill("images", KEYS, [encoded(0, 6)], nothing, HERE)
    (path,) = store.folder.glob("*.safetensors")
    content = bytearray(path.read_bytes())
    content[-6 * 32 - 3] ^= 0x10  # of a feature: the keys come last
    path.write_bytes(content)
    again = FeatureStore.open(settings, settings.backbones[0])
    with pytest.raises(PipelineError, match="damaged on disk, and removed: run the same command again"):
        again.load("images", KEYS)
    path.write_bytes(content)
    verified = FeatureStore.open(settings, settings.backbones[0], verify=True)
    assert verified.missing("images", KEYS) == KEYS
    assert not path.exists()


def test_stored_features_say_what_made_them(store: FeatureStore) -> None:
    gpu = Conditions("a GPU", 8, 4, Versions("3.12", {"torch": "2.5"}))
    store.fill("images", KEYS[:2], [encoded(0, 2)], nothing, HERE)
    store.fill("images", KEYS[2:], [encoded(0, 4)], nothing, gpu)
    assert store.conditions(store.files("images", KEYS)) == [gpu, HERE]
    assert store.conditions(store.files("images", KEYS[:1])) == [HERE]
    assert together([gpu.versions, HERE.versions]) == Versions("3.12, 3.11", {"torch": "2.5, 2.4"})


def test_small_files_are_merged_and_nothing_is_lost(store: FeatureStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feature_store, "SECONDS_BETWEEN_FILES", -1.0)
    keys = [hashlib.sha256(bytes([number])).hexdigest() for number in range(30)]
    other = Conditions("a GPU", 8, 4, Versions("3.12", {"torch": "2.5"}))
    store.fill("images", keys[:20], [encoded(first, 1) for first in range(20)], nothing, HERE)
    store.fill("images", keys[20:], [encoded(first, 2) for first in range(0, 10, 2)], nothing, other)
    store.fill("captions", keys[:1], [encoded(0, 1)], nothing, HERE)
    before = store.load("images", keys), store.seconds("images", keys[3:25])
    assert len(store.files("images", keys)) == 25
    store.compact()
    for one in (store, FeatureStore(store.folder, verify=True)):
        assert len(list(store.folder.glob("*.safetensors"))) == 2
        assert torch.equal(one.load("images", keys), before[0])
        assert one.seconds("images", keys[3:25]) == pytest.approx(before[1])
        assert one.conditions(one.files("images", keys)) == [HERE, other]
    assert store.load("captions", keys[:1]).tolist() == [[0, 0, 0]]


def test_merged_files_are_no_larger_than_they_may_be(store: FeatureStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feature_store, "SECONDS_BETWEEN_FILES", -1.0)
    keys = [hashlib.sha256(bytes([number])).hexdigest() for number in range(40)]
    store.fill("images", keys, [encoded(first, 1) for first in range(40)], nothing, HERE)
    (one, *_) = store.folder.glob("*.safetensors")
    monkeypatch.setattr(feature_store, "MERGED_BYTES", 10 * one.stat().st_size)
    store.compact()
    sizes = [path.stat().st_size for path in store.folder.glob("*.safetensors")]
    assert 4 <= len(sizes) <= 4 + feature_store.MOST_SMALL_FILES
    assert max(sizes) <= feature_store.MERGED_BYTES
    assert torch.equal(FeatureStore(store.folder).load("images", keys)[:, 0], torch.arange(40.0))


def test_a_file_merged_by_another_process_is_said_to_be_gone(store: FeatureStore) -> None:
    store.fill("images", KEYS, [encoded(0, 6)], nothing, HERE)
    (path,) = store.folder.glob("*.safetensors")
    path.unlink()
    with pytest.raises(PipelineError, match="gone while it was in use: run the same command again"):
        store.load("images", KEYS)


def test_keys_whose_short_codes_are_equal_are_told_apart(store: FeatureStore) -> None:
    # The code is the exclusive or of four words: their order does not show.
    twins = ["1" * 16 + "0" * 48, "0" * 16 + "1" * 16 + "0" * 32, "0" * 48 + "1" * 16]
    store.fill("images", twins[:2], [encoded(0, 2)], nothing, HERE)
    assert store.load("images", [twins[1], twins[0], twins[1]])[:, 0].tolist() == [1, 0, 1]
    assert store.missing("images", twins) == twins[2:]


def test_opening_takes_memory_by_file_not_by_key(tmp_path: Path) -> None:
    """A quarter of a million rows in one file; only what is asked for is looked up."""
    rows = 250_000
    keys = torch.arange(rows * 4, dtype=torch.int64).view(torch.uint8).numpy().view("S32")
    checksum, content = encode_file(keys, torch.zeros(rows, 8), [ComputedRows(rows, 1.0, 1.0, HERE)])
    (tmp_path / f"images-{checksum}.safetensors").write_bytes(content)
    asked = keys[[7, rows - 1]].view(np.uint8).tobytes().hex()
    tracemalloc.start()
    opened = FeatureStore(tmp_path)
    assert tracemalloc.get_traced_memory()[1] < 200_000
    tracemalloc.reset_peak()
    assert opened.load("images", [asked[:64], asked[64:]]).shape == (2, 8)
    # Codes and places of the file's keys while it is searched, and no more than that.
    assert tracemalloc.get_traced_memory()[1] < 100 * rows
    tracemalloc.stop()


class Made(TorchDispatchMode):
    """Bytes of every tensor that is made within, by where it lies."""

    def __init__(self) -> None:
        super().__init__()
        self.bytes: dict[int, int] = {}

    def __torch_dispatch__(self, operation, types, arguments=(), named=None):
        made = operation(*arguments, **(named or {}))
        if isinstance(made, torch.Tensor):
            self.bytes[made.data_ptr()] = max(made.nbytes, self.bytes.get(made.data_ptr(), 0))
        return made


def test_loading_holds_the_features_once(store: FeatureStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feature_store, "ROWS_AT_ONCE", 50)
    rows, width = 900, 64
    keys = [f"{number:064x}" for number in range(rows)]
    for first in range(0, rows, 300):
        some = Encoded(list(range(first, first + 300)), torch.full((300, width), float(first)), 0.0, 0.0)
        store.fill("images", keys, [some], nothing, HERE)
    with Made() as made:
        found = store.load("images", keys[::-1])
    assert found[:, 0].tolist() == [600.0] * 300 + [300.0] * 300 + [0.0] * 300
    # Mapped files are nobody's memory, and no larger than they lie on disk.
    *others, whole = sorted(made.bytes.values())
    assert whole == found.nbytes
    assert others[-1] <= found.nbytes / 3


def test_a_picture_replaced_since_it_was_digested_is_not_encoded(tmp_path: Path) -> None:
    loaded = tiny_backbone(tmp_path, "tiny_rn")
    paths = draw_pictures(tmp_path, 3)
    digests = [hashlib.sha256(path.read_bytes()).hexdigest() for path in paths]
    paths[1].write_bytes(paths[0].read_bytes())
    for workers in (0, 1):
        with pytest.raises(PipelineError) as caught:
            list(encode_images(loaded, paths, batch_size=3, workers=workers, digests=digests))
        (line,) = caught.value.mistakes
        assert line.startswith(f"{paths[1]}: another picture than when it was prepared")


def test_a_batch_is_waited_for_when_the_next_one_is_under_way() -> None:
    begun: list[int] = []

    def work():
        for number in range(4):
            begun.append(number)
            yield number

    seen = [(number, len(begun)) for number in behind(work(), 1)]
    assert seen == [(0, 2), (1, 3), (2, 4), (3, 4)]
    begun.clear()
    assert [(number, len(begun)) for number in behind(work(), 0)] == [(0, 1), (1, 2), (2, 3), (3, 4)]


def test_the_key_follows_weights_and_precision_only(tmp_path: Path) -> None:
    settings = tiny_settings(tmp_path, "tiny_vit")
    (backbone,) = settings.backbones
    key = store_key(settings, backbone)
    assert store_key(settings, backbone.model_copy(update={"name": "Another"})) == key
    half = settings.model_copy(update={"precision": "bf16"})
    half._root = tmp_path
    assert store_key(half, backbone) != key
    torch.save(random_weights("tiny_vit", seed=1), tmp_path / "other.pt")
    assert store_key(settings, backbone.model_copy(update={"pretrained": "other.pt"})) != key


def test_batches_are_sorted_by_length_and_complete() -> None:
    lengths = torch.tensor([9, 3, 7, 3, 5])
    assert caption_batches(lengths, 2) == [[1, 3], [4, 2], [0]]


@pytest.mark.parametrize("workers", [0, 2])
def test_workers_change_no_feature(tmp_path: Path, workers: int) -> None:
    loaded = tiny_backbone(tmp_path, "tiny_rn")
    paths = draw_pictures(tmp_path, 5)
    batches = list(encode_images(loaded, paths, batch_size=2, workers=workers))
    assert [batch.rows for batch in batches] == [[0, 1], [2, 3], [4]]
    alone = torch.cat([b.features for b in encode_images(loaded, paths, batch_size=1, workers=0)])
    torch.testing.assert_close(torch.cat([batch.features for batch in batches]), alone, atol=1e-4, rtol=1e-4)


def test_no_captions_are_no_batches(tmp_path: Path) -> None:
    assert list(encode_captions(tiny_backbone(tmp_path, "tiny_vit"), [], batch_size=4)) == []


def test_there_is_a_worker_at_least() -> None:
    assert 1 <= default_workers() <= 8


@pytest.mark.parametrize("precision", ["bf16", "fp16"])
def test_lower_precision_stays_close(tmp_path: Path, precision: str) -> None:
    from pipeline.clip.backbones.loading import load_backbone

    paths = draw_pictures(tmp_path, 2)
    features = {}
    for name in ("fp32", precision):
        settings = tiny_settings(tmp_path, "tiny_vit").model_copy(update={"precision": name})
        settings._root = tmp_path
        loaded = load_backbone(settings, settings.backbones[0], torch.device("cpu"))
        features[name] = next(encode_images(loaded, paths, batch_size=2, workers=0)).features
    assert features[precision].dtype == torch.float32
    cosine = torch.nn.functional.cosine_similarity(features["fp32"], features[precision])
    assert cosine.min() > 0.999
    assert not torch.equal(features["fp32"], features[precision])


@pytest.mark.cuda
@pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a CUDA device")
def test_cuda_features_are_the_cpus(tmp_path: Path) -> None:
    from pipeline.clip.backbones.loading import load_backbone

    paths = draw_pictures(tmp_path, 3)
    settings = tiny_settings(tmp_path, "tiny_vit")
    rows = []
    for device in ("cpu", "cuda"):
        loaded = load_backbone(settings, settings.backbones[0], torch.device(device))
        rows.append(next(encode_images(loaded, paths, batch_size=3, workers=1)).features)
    torch.testing.assert_close(rows[0], rows[1], atol=1e-2, rtol=1e-2)
