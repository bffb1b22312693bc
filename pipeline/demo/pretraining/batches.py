"""Batches for contrastive learning: batch number s is the same in every run."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import open_clip
import torch
from torch import Tensor
from torch.nn import functional as F

from pipeline.demo.figures.kinds import CATEGORIES
from pipeline.demo.pretraining.corpus import Corpus

LEFT, RIGHT = (open_clip.SimpleTokenizer().encode(word)[0] for word in ("left", "right"))
UNSEEN = 0
"""Row of the compact embedding for words that pretraining never shows; it stays zero."""
_TOKENS = 2**16
"""More than CLIP has."""


class Batch(NamedTuple):
    """b pictures, each with one caption of at most l tokens."""

    images: Tensor
    """(b, 3, side, side), normalised."""
    rows: Tensor
    """(b, l) rows of the compact embedding."""
    ends: Tensor
    """(b) places of the end-of-text token."""


class Batches:
    """Draws batches from a corpus. ``vocabulary``: the tokens that occur, one row of the embedding each."""

    def __init__(
        self,
        corpus: Corpus,
        seed: int,
        *,
        size: int,
        categories: tuple[int, ...],
        side: int,
        word_dropout: float,
        device: str = "cpu",
    ) -> None:
        """``size`` pictures of ``side`` pixels a batch, from as many categories as ``categories`` says in turn."""
        self.corpus, self.seed, self.device = corpus, seed, device
        self.size, self.categories, self.side, self.word_dropout = size, categories, side, word_dropout
        self.vocabulary = np.unique(corpus.tokens)
        self.row_of = np.full(_TOKENS, UNSEEN, np.int64)
        self.row_of[self.vocabulary] = np.arange(len(self.vocabulary))
        self.mirrored = np.arange(_TOKENS)
        self.mirrored[[LEFT, RIGHT]] = RIGHT, LEFT
        mean, std = open_clip.OPENAI_DATASET_MEAN, open_clip.OPENAI_DATASET_STD
        self._mean, self._std = (torch.tensor(v, device=device).view(1, 3, 1, 1) * 255 for v in (mean, std))

    def draw(self, step: int) -> Batch:
        """The batch of ``step``; every other picture mirrored, with left and right swapped in its caption."""
        rng = np.random.default_rng((self.seed, step))
        picks = self._pick(rng, self.categories[step % len(self.categories)])
        tokens = self.corpus.tokens[picks, rng.integers(self.corpus.tokens.shape[1], size=len(picks))].astype(np.int64)
        images = torch.from_numpy(self.corpus.images[np.sort(picks)][np.argsort(np.argsort(picks))])
        images = self._look(images.to(self.device).permute(0, 3, 1, 2), rng)
        flipped = rng.random(len(picks)) < 0.5
        images[flipped] = images[flipped].flip(-1)
        tokens[flipped] = self.mirrored[tokens[flipped]]
        ends = tokens.argmax(1)
        rows = self._forget(self.row_of[tokens[:, : ends.max() + 1]], ends, rng)
        images = images.contiguous(memory_format=torch.channels_last)
        return Batch(images, torch.from_numpy(rows).to(self.device), torch.from_numpy(ends).to(self.device))

    def _pick(self, rng: np.random.Generator, categories: int) -> np.ndarray:
        """Places of the batch's pictures in the corpus, equally many of each category, none too few."""
        kinds = rng.choice(len(CATEGORIES), categories, replace=False)
        each = -(-self.size // categories)
        there = len(self.corpus) // len(CATEGORIES)
        return np.concatenate([rng.choice(there, each, replace=there < each) * len(CATEGORIES) + k for k in kinds])

    def _forget(self, rows: np.ndarray, ends: np.ndarray, rng: np.random.Generator) -> np.ndarray:
        """Some words become the unseen one; the first and the end-of-text token stay."""
        drop = rng.random(rows.shape) < self.word_dropout
        drop[:, 0] = False
        drop[np.arange(len(rows)), ends] = False
        rows[drop] = UNSEEN
        return rows

    def _look(self, images: Tensor, rng: np.random.Generator) -> Tensor:
        """A crop shared by the batch at the model's size, in a light of each picture's own, normalised."""
        whole = images.shape[-1]
        side = int(rng.integers(int(whole * 0.86), whole + 1))
        top, left = rng.integers(0, whole - side + 1, size=2)
        cut = images[:, :, top : top + side, left : left + side].float()
        if side != self.side:
            cut = F.interpolate(cut, size=(self.side, self.side), mode="bilinear", antialias=self.side < side)
        glow = rng.uniform(0.8, 1.15, (len(images), 1, 1, 1)) * rng.uniform(0.93, 1.07, (len(images), 3, 1, 1))
        lit = cut * torch.from_numpy(glow.astype(np.float32)).to(self.device)
        return lit.clamp(0, 255).sub(self._mean).div(self._std)
