"""A row under other conditions than those of its test set: on categories it has not seen, and among other distractors.

What rows answered there is kept with a run's work, from the stage that asks to the one that measures.

Shapes: ``D`` support draws, ``n`` test samples, ``d`` feature width.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import msgspec
import numpy as np
import torch
from torch.nn.functional import normalize

from pipeline.clip.adapters.adapter import TrainedAdapter, candidate_scores, zero_shot_vectors
from pipeline.clip.adapters.fitting import few_threads
from pipeline.clip.adapters.known_adapters import find_adapter
from pipeline.clip.adapters.lessons import Pool
from pipeline.clip.features.features import Features
from pipeline.data.prepared import Prepared
from pipeline.errors import PipelineError
from pipeline.evaluation.answer_views import Redraws
from pipeline.evaluation.outcomes import Outcome
from pipeline.evaluation.sample_table import Array, every_other
from pipeline.results.files import write_bytes
from pipeline.results.names import Row
from pipeline.results.schemas.draws import as_bits, from_bits
from pipeline.settings import Training

# Images whose similarities to all captions are held at a time: of COCO's 11,640, 12 MB.
CHUNK = 256


class UnseenCategories:
    """Adapters that saw images of one half of the categories, asked about the other half; and the reverse.

    Args:
        features: of all samples of one backbone.
        asked: of the test set, on the device to measure.
        draws: support draws, at most.
    """

    def __init__(self, features: Features, asked: Features, prepared: Prepared, training: Training, draws: int) -> None:
        self.asked, self.training, self.draws = asked, training, draws
        labels = np.array([prepared.samples[row].label for row in prepared.test_rows])
        device = asked.images.device
        halves = ((seen, np.flatnonzero(~np.isin(labels, seen))) for seen in every_other(tuple(prepared.categories)))
        # Of a small test set all samples may be of one half: then there is nobody to ask of the other.
        self.parts = [
            (Pool(features, prepared, training, device, seen), torch.from_numpy(members))
            for seen, members in halves
            if len(members)
        ]

    def right(self, row: Row) -> Array:
        """Right or wrong [D, n] of a trained row's recipe: each sample by an adapter that never saw its category."""
        assert row.adapter is not None
        adapter, answers = find_adapter(row.adapter), []
        for pool, members in self.parts:
            lesson = pool.lesson(adapter, row.shots, self.draws)
            with few_threads(pool.features.width):
                fitted = adapter.fit(lesson, self.training)
            asked = self.asked.subset(members.to(self.asked.images.device))
            answers.append(torch.stack([asked.picks(one.trained.scores(asked)) == asked.correct for one in fitted]))
        # Every sample is in exactly one part, so all places are filled.
        right = torch.empty(len(answers[0]), len(self.asked), dtype=torch.bool)
        for (_, members), each in zip(self.parts, answers, strict=True):
            right[:, members] = each.cpu()
        return np.asarray(right.numpy())


@torch.no_grad()
def redrawn_right(released: TrainedAdapter | None, asked: Features, redraws: Redraws) -> Array:
    """[R] how many samples are right among other distractors, by redraw.

    Args:
        released: the row's adapter, on the device of ``asked``; None for CLIP as it came.
    """
    # As many pairs as there are, or as are asked about: what is fewer. The first grow with the square of the samples.
    if len(asked) <= redraws.pairs:
        return np.asarray(redraws.right(rivals(released, asked)).sum(axis=1))
    own = asked.choices.gather(1, asked.correct[:, None])
    right = replace(asked, choices=own, correct=torch.zeros_like(asked.correct)).compact()
    captions_of = right.choices[:, 0]
    device = asked.images.device
    images, captions = zero_shot_vectors(right) if released is None else released.vectors(right)
    counts = []
    for picked in redraws:
        among = replace(right, choices=captions_of[torch.from_numpy(picked).to(device)], correct=asked.correct)
        counts.append(int((among.picks(candidate_scores(images, captions, among)) == among.correct).sum()))
    return np.array(counts)


@torch.no_grad()
def rivals(released: TrainedAdapter | None, asked: Features) -> Array:
    """[n, n] int8: the sign of the score of sample j's right caption less that of i's own one, on the image of i.

    -1 for captions that read the same to the model: they beat nobody.

    Args:
        released: the row's adapter, on the device of ``asked``; None for CLIP as it came.
    """
    own = asked.choices.gather(1, asked.correct[:, None])[:, 0]
    captions = asked.captions[own]
    signs = []
    for start in range(0, len(asked), CHUNK):
        images = asked.images[start : start + CHUNK]
        if released is None:
            logits = asked.logit_scale * normalize(images, dim=-1) @ normalize(captions, dim=-1).T
        else:
            logits = released.logits(images, captions, asked.logit_scale)
        mine = torch.arange(start, start + len(images), device=images.device)
        against = torch.sign(logits - logits.gather(1, mine[:, None])).to(torch.int8)
        signs.append(against.masked_fill(own[mine][:, None] == own[None, :], -1).cpu())
    return np.asarray(torch.cat(signs).numpy())


# ---------------------------------------------------------------- from stage to stage

ELSEWHERE = "elsewhere.json"


class Elsewhere(msgspec.Struct, frozen=True):
    """What one row answered elsewhere."""

    redrawn: list[int] | None
    """[R] how many of the test samples are right among redrawn distractors; None where that was not tried."""
    unseen: list[str] | None
    """[D] a digit for each test sample, 1 for right: by adapters that saw no image of its category; None likewise."""

    @classmethod
    def of(cls, redrawn: Array | None, unseen: Array | None) -> Elsewhere:
        """Of counts [R] and of right or wrong [D, n]."""
        return cls(
            None if redrawn is None else redrawn.tolist(),
            None if unseen is None else [as_bits(draw) for draw in unseen],
        )

    def beside(self, outcome: Outcome) -> Outcome:
        """The row's answers to the test set with these beside them."""
        return replace(
            outcome,
            redrawn=None if self.redrawn is None else np.array(self.redrawn, dtype=int),
            unseen=None if self.unseen is None else np.array([from_bits(draw) for draw in self.unseen]),
        )


def write_elsewhere(work: Path, rows: dict[str, Elsewhere]) -> None:
    """Keep the answers of ``rows``, by model."""
    write_bytes(work / ELSEWHERE, msgspec.json.encode(rows))


def read_elsewhere(work: Path) -> dict[str, Elsewhere]:
    """As they were kept; a row that was not asked is missing.

    Raises:
        PipelineError: no row was asked yet.
    """
    try:
        return msgspec.json.decode((work / ELSEWHERE).read_bytes(), type=dict[str, Elsewhere])
    except FileNotFoundError:
        raise PipelineError(f"{work / ELSEWHERE}: not there: run `python -m pipeline generalise` first") from None
