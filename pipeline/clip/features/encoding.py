"""Pictures and captions through a frozen backbone, each once, in batches whose make-up never changes.

A batch's make-up can move the last digits of a feature. Work is therefore cut into batches before anything is
computed, and an interrupted run goes on at a batch's edge: it ends with the very same features.
"""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import torch
from torch import Tensor
from torch.utils.data import DataLoader, Dataset

from pipeline.clip.backbones.loading import LoadedBackbone, runs_channels_last
from pipeline.clip.device import Stopwatch, copied, telling_what_is_missing
from pipeline.clip.features.texts import encode_cut, needed_lengths
from pipeline.data.picture_files import open_picture
from pipeline.errors import PipelineError
from pipeline.ranks import Ranks

T = TypeVar("T")


@dataclass(frozen=True)
class Encoded:
    """One batch: rows of its input, and the features of each."""

    rows: list[int]
    features: Tensor
    """[b, d] float32 on the CPU, raw."""
    waited: float
    """Seconds until the input was there: decoding that the model could not hide."""
    computed: float
    """Seconds in the model."""

    def __post_init__(self) -> None:
        # Half precision overflows at 65,504; what is no number here would be an answer like any other later on.
        if not self.features.isfinite().all():
            raise PipelineError(
                "backbones: a backbone gives features that are no numbers: set precision: fp32, or name other weights"
            )


class Pictures(Dataset[Tensor | PipelineError]):
    """Pictures [3, s, w] uint8, as the model wants them.

    What is wrong with one is given, since raised in a worker it would lose its form.
    """

    def __init__(self, paths: Sequence[Path], digests: Sequence[str] | None, backbone: LoadedBackbone) -> None:
        # No model: on Windows and macOS workers are spawned, and all that is here is pickled to each of them.
        self.paths, self.digests, self.preprocess = list(paths), digests, backbone.preprocess

    def __len__(self) -> int:
        return len(self.paths)

    def __getitem__(self, row: int) -> Tensor | PipelineError:
        try:
            return self.preprocess.pixels(open_picture(self.paths[row], self.digests[row] if self.digests else None))
        except PipelineError as error:
            return error


def collate(pictures: list[Tensor | PipelineError]) -> tuple[Tensor | None, list[str]]:
    """Pictures [b, 3, s, w], or everything that is wrong with them."""
    mistakes = [line for one in pictures if isinstance(one, PipelineError) for line in one.mistakes]
    good = [one for one in pictures if isinstance(one, Tensor)]
    return (None if mistakes else torch.stack(good)), mistakes


def default_workers() -> int:
    """Processes that decode pictures: as many as cores that are this rank's, at most 8."""
    return max(1, min((os.cpu_count() or 1) // Ranks.here().beside, 8))


def encode_images(
    backbone: LoadedBackbone,
    paths: Sequence[Path],
    *,
    batch_size: int,
    workers: int,
    digests: Sequence[str] | None = None,
) -> Iterator[Encoded]:
    """Encode picture files; the next batches are decoded in ``workers`` processes while the model runs.

    On a GPU the next batch is handed over before the features of this one are waited for.

    Args:
        digests: SHA-256 that each file must have.

    Yields:
        One ``Encoded`` per ``batch_size`` paths, in order.

    Raises:
        PipelineError: pictures cannot be read, or are others than those that were digested.
    """
    cuda = backbone.device.type == "cuda"
    loader = DataLoader(
        Pictures(paths, digests, backbone),
        batch_size=batch_size,
        # Never more processes than batches: each takes a moment to start.
        num_workers=min(workers, -(-len(paths) // batch_size)),
        # Only pinned memory can be copied while the GPU computes.
        pin_memory=cuda,
        collate_fn=collate,
    )
    started, first = time.perf_counter(), 0
    # A GPU works on while it is handed the next batch, whose copy then overlaps this one's pass.
    for launched, watch in behind(_launched(backbone, loader), 1 if cuda else 0):
        features, computed = finite(launched.cpu(), backbone), watch.seconds()
        # Of a GPU, the pass went on while the next batch was decoded: only what goes beyond the pass was waiting.
        waited = max(0.0, time.perf_counter() - started - computed)
        yield Encoded(list(range(first, first + len(features))), features, waited, computed)
        first += len(features)
        started = time.perf_counter()


def _launched(
    backbone: LoadedBackbone, loader: Iterable[tuple[Tensor | None, list[str]]]
) -> Iterator[tuple[Tensor, Stopwatch]]:
    """Each batch's features, on which a GPU may still be at work, and the watch that knows how long."""
    # Bytes are a quarter of what floats are to carry; they become floats on the device where that gives the same.
    on_device = backbone.preprocess.is_exact_on(backbone.device)
    for pictures, mistakes in loader:
        if pictures is None:
            raise PipelineError.of(mistakes)
        there = copied(pictures if on_device else backbone.preprocess.normalised(pictures), backbone.device)
        with Stopwatch(backbone.device) as watch:
            features = encode_pixels(backbone, backbone.preprocess.normalised(there) if on_device else there)
        yield features, watch


def behind(items: Iterable[T], count: int) -> Iterator[T]:
    """The items in their order, each only when ``count`` more have been begun."""
    waiting: deque[T] = deque()
    for item in items:
        waiting.append(item)
        if len(waiting) > count:
            yield waiting.popleft()
    yield from waiting


@torch.inference_mode()
def encode_pixels(backbone: LoadedBackbone, pictures: Tensor) -> Tensor:
    """Preprocessed pictures [b, 3, height, width] → raw features [b, d] float32; a GPU may still be at work on them."""
    if runs_channels_last(backbone.model):
        pictures = pictures.contiguous(memory_format=torch.channels_last)
    with telling_what_is_missing(backbone.device), backbone.precision.context(backbone.device):
        # Out of the towers' arithmetic at once: all that follows compares in fp32.
        return backbone.features_of(pictures).float()


def caption_batches(lengths: Tensor, batch_size: int) -> list[list[int]]:
    """Rows of captions, shortest first, in batches: each is cut to its longest, so likes go together.

    Args:
        lengths: [m] int64, tokens of each caption that reach its features.
    """
    # Stable, so that equal lengths keep their order: another make-up of batches would move last digits.
    order = torch.argsort(lengths, stable=True).tolist()
    return [order[start : start + batch_size] for start in range(0, len(order), batch_size)]


def caption_lengths(backbone: LoadedBackbone, captions: Sequence[str]) -> list[int]:
    """Tokens of each caption that reach its features."""
    return needed_lengths(backbone.model, backbone.tokenize(list(captions))).tolist() if captions else []


def encode_captions(backbone: LoadedBackbone, captions: Sequence[str], *, batch_size: int) -> Iterator[Encoded]:
    """Encode captions in length-sorted batches, each cut to its longest.

    Yields:
        One ``Encoded`` per batch, shortest captions first.
    """
    started = time.perf_counter()
    # All before the first batch, since batches go by length. Numbers are small: a million captions of 77 are 600 MB.
    tokens = backbone.tokenize(list(captions)) if captions else torch.zeros(0, 1, dtype=torch.int64)
    lengths = needed_lengths(backbone.model, tokens)
    # Shortest first, so that the largest batch comes last: if memory is short, all others are done by then.
    for rows in caption_batches(lengths, batch_size):
        # Cut to the longest: tokens after it reach no feature, and most of the 77 are such.
        batch = tokens[rows, : int(lengths[rows].max())]
        arrived = time.perf_counter()
        features = encode_tokens(backbone, batch.to(backbone.device)).cpu()
        finished = time.perf_counter()
        yield Encoded(rows, features, arrived - started, finished - arrived)
        started = time.perf_counter()


@torch.inference_mode()
def encode_tokens(backbone: LoadedBackbone, tokens: Tensor) -> Tensor:
    """Tokens [b, l] → raw features [b, d] float32, l the context length or what ``needed_lengths`` leaves of it."""
    with telling_what_is_missing(backbone.device), backbone.precision.context(backbone.device):
        return finite(encode_cut(backbone.model, tokens).float(), backbone)


def finite(features: Tensor, backbone: LoadedBackbone) -> Tensor:
    """The features [b, d], all of them numbers.

    Raises:
        PipelineError: some are not: 16 bits end at 65,504.
    """
    if features.isfinite().all():
        return features
    raise PipelineError(
        f"backbones.{backbone.settings.id}: features that are no numbers, in {backbone.precision.name}: "
        "set precision: fp32"
    )
