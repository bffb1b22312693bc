"""A row under other conditions than those of its test set: on categories it has not seen, and among other distractors.

Shapes: ``D`` support draws, ``n`` test samples, ``d`` feature width.
"""

from __future__ import annotations

import numpy as np
import torch
from torch.nn.functional import normalize

from pipeline.clip.adapters.adapter import TrainedAdapter
from pipeline.clip.adapters.fitting import few_threads
from pipeline.clip.adapters.known_adapters import find_adapter
from pipeline.clip.adapters.lessons import Pool
from pipeline.clip.features.features import Features
from pipeline.data.prepared import Prepared
from pipeline.evaluation.sample_table import Array
from pipeline.results.names import Row
from pipeline.settings import Training

# Images whose similarities to all captions are held at a time: of COCO's 11,640, 12 MB.
CHUNK = 256


def halves(categories: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Every other category, so that kinds that stand together in a data set's order are on both sides."""
    return categories[::2], categories[1::2]


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
        self.parts = [
            (Pool(features, prepared, training, device, seen), torch.from_numpy(np.flatnonzero(~np.isin(labels, seen))))
            for seen in halves(tuple(prepared.categories))
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
        right = torch.empty(len(answers[0]), len(self.asked), dtype=torch.bool)
        for (_, members), each in zip(self.parts, answers, strict=True):
            right[:, members] = each.cpu()
        return np.asarray(right.numpy())


@torch.no_grad()
def rivals(released: TrainedAdapter | None, asked: Features) -> Array:
    """[n, n] booleans: whether the right caption of sample j beats sample i's own one on the image of i.

    Captions that read the same to the model beat nobody.

    Args:
        released: the row's adapter; None for CLIP as it came.
    """
    own = asked.choices.gather(1, asked.correct[:, None])[:, 0]
    captions = asked.captions[own]
    beaten = []
    for start in range(0, len(asked), CHUNK):
        images = asked.images[start : start + CHUNK]
        if released is None:
            logits = asked.logit_scale * normalize(images, dim=-1) @ normalize(captions, dim=-1).T
        else:
            logits = released.to(images.device).logits(images, captions, asked.logit_scale)
        mine = torch.arange(start, start + len(images), device=images.device)
        better = logits > logits.gather(1, mine[:, None])
        beaten.append((better & (own[mine][:, None] != own[None, :])).cpu())
    return np.asarray(torch.cat(beaten).numpy())
