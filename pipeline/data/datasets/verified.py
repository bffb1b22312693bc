"""Captions known to be true of images that they were not written for: as a file says, or the package eccv-caption.

The file is a JSON object of captions by image id, ``{"17": ["A brown dog on the grass.", ...], ...}``; it may name
images and captions that no sample has.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from pipeline.data.datasets.json_files import read_json
from pipeline.data.samples import ImageIds, Sample, TrueDistractor, normalised
from pipeline.errors import PipelineError

VerifiedPositives = Mapping[str, frozenset[str]]
"""Normalised captions that are true of an image, by the image's id."""


def read_verified(path: Path) -> VerifiedPositives:
    """What a file of verified captions says.

    Raises:
        PipelineError: the file is missing or of another form.
    """
    try:
        captions = msgspec.convert(read_json(path), dict[str, list[str]])
    except OSError as error:
        raise PipelineError(
            f"{path}: cannot be read ({error.strerror}): put the verified captions there, or leave out dataset.verified"
        ) from None
    except ValueError as error:
        raise PipelineError(f"{path}: not lists of captions by image id ({error}): correct it") from None
    # By what they say: a distractor with another full stop is as true.
    return {image: frozenset(map(normalised, texts)) for image, texts in captions.items()}


def joined(one: VerifiedPositives, other: VerifiedPositives) -> VerifiedPositives:
    """What either knows."""
    return {image: one.get(image, frozenset()) | other.get(image, frozenset()) for image in {**one, **other}}


def of_samples(known: VerifiedPositives, ids: ImageIds) -> VerifiedPositives:
    """The same by the ids of the samples; what is known of other images is left out."""
    found: dict[str, frozenset[str]] = {}
    for image, texts in known.items():
        if (sample := ids.meant(image)) is not None:
            found[sample] = found.get(sample, frozenset()) | texts
    return found


# ---------------------------------------------------------------- eccv-caption


class _Caption(msgspec.Struct, gc=False):
    id: int
    caption: str


class _Captions(msgspec.Struct):
    annotations: list[_Caption]


def eccv_positives(image_ids: Iterable[str], captions: Path | None) -> VerifiedPositives:
    """Captions that eccv-caption's annotators found true of COCO images.

    The package names COCO captions by their annotation ids, for 1,261 images of the validation split of 2014
    (Chun et al. 2022, https://arxiv.org/abs/2204.03359) and, from CxC, for 5,000. COCO's captions file resolves the
    ids to text; without it, or without the optional package, nothing is known here.

    Raises:
        PipelineError: the captions file is none.
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
    # Both: the one asked people about what models found, the other about captions of similar images.
    eccv, cxc = known.eccv_gts["i2t"], known.cxc_gts["i2t"]
    # The package has whole numbers for keys; ids that are words are no COCO images.
    numbers = {image: int(image) for image in image_ids if image.isdecimal()}
    found = {image: {*eccv.get(number, ()), *cxc.get(number, ())} for image, number in numbers.items()}
    found = {image: ids for image, ids in found.items() if ids}
    if not found:
        return {}
    try:
        rows = msgspec.json.decode(captions.read_bytes(), type=_Captions).annotations
    except msgspec.DecodeError as error:
        raise PipelineError(f"{captions}: not COCO's captions file ({error}): download it again") from None
    # Of 600,000 captions a few thousand are asked for, and only those are normalised.
    wanted = set().union(*found.values())
    text = {row.id: normalised(row.caption) for row in rows if row.id in wanted}
    return {image: frozenset(text[number] for number in ids if number in text) for image, ids in found.items()}


def true_distractors(sample: Sample, verified: VerifiedPositives) -> Iterator[TrueDistractor]:
    """The sample's distractors that are right as well, each with the plainest reason.

    Args:
        verified: by the ids of the samples, see ``of_samples``.
    """
    right = normalised(sample.choices[sample.correct])
    positives = verified.get(sample.id, frozenset())
    for choice, caption in enumerate(sample.choices):
        if choice == sample.correct:
            continue
        # The plainest reason first: equal words need nobody to have looked at the picture.
        if normalised(caption) == right:
            yield choice, "equal caption"
        elif sample.choice_image_ids and sample.choice_image_ids[choice] == sample.id:
            yield choice, "caption of the same image"
        elif normalised(caption) in positives:
            yield choice, "verified positive"
