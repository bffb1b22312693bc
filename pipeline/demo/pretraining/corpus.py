"""Pretraining pictures and captions, drawn once into arrays that both trainings read."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from pipeline.demo.figures.kinds import CATEGORIES
from pipeline.demo.language.captions import captions
from pipeline.demo.scenes.render import render
from pipeline.demo.scenes.worlds import PRETRAIN, compose
from pipeline.demo.workers import in_processes

SIDE = 192
"""Pixels along each side of a stored picture: a square from the centre, as CLIP's preprocessing cuts it."""
CAPTIONS = 6
"""Captions stored per picture."""
LENGTH = 40
"""Tokens kept of a caption; no caption is longer."""
CHUNK = 250
"""Pictures per job; a job is done wholly or again."""


@dataclass(frozen=True)
class Corpus:
    """n pictures, k captions each. Picture i shows category ``i % 10`` as its main one."""

    images: np.ndarray
    """(n, SIDE, SIDE, 3) uint8."""
    tokens: np.ndarray
    """(n, k, LENGTH) uint16, CLIP's tokens, zeros after the end-of-text token."""

    def __len__(self) -> int:
        return len(self.images)


def draw_corpus(
    folder: Path,
    *,
    count: int,
    seed: int,
    workers: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Corpus:
    """Draw ``count`` pictures of the pretraining world into ``folder``, which is for this corpus alone.

    What is there already is kept.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "done.npy").exists():
        _create(folder, count)
    done = np.lib.format.open_memmap(folder / "done.npy", mode="r+")
    jobs = [(folder, chunk, count, seed) for chunk in range(len(done)) if not done[chunk]]
    finished = len(done) - len(jobs)
    with closing(in_processes(_draw_chunk, jobs, workers)) as chunks:
        for chunk in chunks:
            done[chunk] = 1
            finished += 1
            if progress is not None:
                progress(min(finished * CHUNK, count), count)
    return Corpus(np.load(folder / "images.npy", mmap_mode="r"), np.load(folder / "tokens.npy", mmap_mode="r"))


def _create(folder: Path, count: int) -> None:
    """Empty arrays of the right size; the list of what is done comes last."""
    shapes = {"images": (count, SIDE, SIDE, 3), "tokens": (count, CAPTIONS, LENGTH), "done": (-(-count // CHUNK),)}
    types = {"images": np.uint8, "tokens": np.uint16, "done": np.uint8}
    for name, shape in shapes.items():
        part = folder / f"{name}.part"
        np.lib.format.open_memmap(part, mode="w+", dtype=types[name], shape=shape).flush()
        part.replace(folder / f"{name}.npy")


def _draw_chunk(job: tuple[Path, int, int, int]) -> int:
    from open_clip import SimpleTokenizer

    folder, chunk, count, seed = job
    tokenizer = SimpleTokenizer()
    images = np.lib.format.open_memmap(folder / "images.npy", mode="r+")
    tokens = np.lib.format.open_memmap(folder / "tokens.npy", mode="r+")
    for index in range(chunk * CHUNK, min((chunk + 1) * CHUNK, count)):
        scene = compose(PRETRAIN, CATEGORIES[index % len(CATEGORIES)], index // len(CATEGORIES), seed)
        images[index] = np.asarray(square(render(scene)[0], SIDE))
        for k, text in enumerate(captions(scene, PRETRAIN.voices, CAPTIONS)):
            row = [tokenizer.sot_token_id, *tokenizer.encode(text), tokenizer.eot_token_id]
            tokens[index, k, : len(row)] = row
    return chunk


def square(image: Image.Image, side: int) -> Image.Image:
    """The centre of ``image``, as CLIP's preprocessing sees it."""
    scale = side / min(image.size)
    image = image.resize((round(image.width * scale), round(image.height * scale)), Image.Resampling.BICUBIC)
    left, top = (image.width - side) // 2, (image.height - side) // 2
    return image.crop((left, top, left + side, top + side))
