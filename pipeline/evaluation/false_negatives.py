"""Distractors that are true of the image: wrong only on paper."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec
import numpy as np

from pipeline.data.caption_text import normalised
from pipeline.data.samples import Sample
from pipeline.demo.language.truth import true_of
from pipeline.demo.scenes.scene import Scene
from pipeline.errors import PipelineError
from pipeline.evaluation.sample_table import Array
from pipeline.results.schemas.metrics import FalseNegative

VerifiedPositives = Mapping[str, frozenset[str]]
"""Normalised captions that people found true of an image, by the image's id without leading zeros."""


def find_false_negatives(samples: Sequence[Sample], verified: VerifiedPositives) -> Iterator[tuple[int, FalseNegative]]:
    """Flagged distractors with the row of their sample (an image may occur in several) and the plainest reason."""
    for row, sample in enumerate(samples):
        right = normalised(sample.choices[sample.correct])
        positives = verified.get(_bare(sample.id), frozenset())
        for choice, caption in enumerate(sample.choices):
            if choice == sample.correct:
                continue
            if normalised(caption) == right:
                yield row, FalseNegative(id=sample.id, choice=choice, reason="equal caption")
            elif sample.choice_image_ids and _bare(sample.choice_image_ids[choice]) == _bare(sample.id):
                yield row, FalseNegative(id=sample.id, choice=choice, reason="caption of the same image")
            elif normalised(caption) in positives:
                yield row, FalseNegative(id=sample.id, choice=choice, reason="verified positive")


def flags(samples: Sequence[Sample], found: Sequence[tuple[int, FalseNegative]]) -> Array:
    """[n, c] booleans: the flagged distractors of each sample."""
    mask = np.zeros((len(samples), max((len(sample.choices) for sample in samples), default=0)), dtype=bool)
    for row, one in found:
        mask[row, one.choice] = True
    return mask


def _bare(image_id: str) -> str:
    """COCO's image ids with and without leading zeros name the same image."""
    return image_id.lstrip("0") or "0"


def drawn_positives(samples: Sequence[Sample], scenes: Mapping[str, Scene]) -> VerifiedPositives:
    """Candidates that the demo's drawings bear out, each having been written for another drawing.

    Args:
        scenes: what the pictures show, by image id.
    """
    return {
        _bare(sample.id): frozenset(
            normalised(caption)
            for caption, origin in zip(sample.choices, sample.choice_image_ids or (), strict=False)
            if origin != sample.id and true_of(caption, scenes[origin], scenes[sample.id])
        )
        for sample in samples
    }


# ---------------------------------------------------------------- eccv-caption


class _Caption(msgspec.Struct, gc=False):
    id: int
    caption: str


class _Captions(msgspec.Struct):
    annotations: list[_Caption]


def verified_positives(samples: Sequence[Sample], captions: Path | None) -> VerifiedPositives:
    """Captions that eccv-caption's annotators found true of the samples' images.

    The package names COCO captions by their annotation ids, for 1,261 images of the validation split of 2014
    (Chun et al. 2022, https://arxiv.org/abs/2204.03359) and, from CxC, for 5,000. COCO's captions file resolves the
    ids to text; without it, or without the optional package, nothing is known here.
    """
    if captions is None or not captions.is_file():
        return {}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about ujson, which it does not need
            from eccv_caption import Metrics
    except ImportError:
        return {}
    known = Metrics()
    ids: dict[str, set[int]] = {}
    for sample in samples:
        if (bare := _bare(sample.id)).isdigit():
            image = int(bare)
            found = {*known.eccv_gts["i2t"].get(image, ()), *known.cxc_gts["i2t"].get(image, ())}
            if found:
                ids[bare] = found
    if not ids:
        return {}
    try:
        rows = msgspec.json.decode(captions.read_bytes(), type=_Captions).annotations
    except msgspec.DecodeError as error:
        raise PipelineError(f"{captions}: not COCO's captions file ({error}): download it again") from None
    text = {row.id: row.caption for row in rows}
    return {
        image: frozenset(normalised(text[number]) for number in found if number in text) for image, found in ids.items()
    }
