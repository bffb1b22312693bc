"""Which images become samples, and which captions stand against the right one.

Every choice follows from seeded digests of ids, never from a position in a list: an image that is added or removed
moves no choice but those that it takes part in.

Images of the pool and of the test set lend each other no captions, so that nothing a model is trained on comes back in
the test. Only where one side of a category has too little of its own does the other lend; ``prepare`` says how often.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.data.datasets.coco_index import CocoImage, ImageId
from pipeline.data.datasets.records import Record, RecordLicence
from pipeline.data.samples import normalised
from pipeline.data.splits import choose_pool, seeded_key
from pipeline.errors import PipelineError
from pipeline.settings import Dataset


def select_images(images: Sequence[CocoImage], settings: Dataset) -> list[CocoImage]:
    """``per_class`` images of every class at most, then ``extra`` more from what is left; by class, then seeded."""
    seed = settings.seed
    ordered = sorted(images, key=lambda image: seeded_key(seed, "image", image.id))
    chosen: list[CocoImage] = []
    left: list[CocoImage] = []
    for label in settings.classes:
        own = [image for image in ordered if image.label == label]
        chosen += own[: settings.per_class]
        left += own[settings.per_class :]
    # Another purpose, so that the extra images do not begin with the categories' next ones.
    left.sort(key=lambda image: seeded_key(seed, "extra", image.id))
    chosen += left[: settings.extra]
    rank = {label: place for place, label in enumerate(settings.classes)}
    return sorted(chosen, key=lambda image: (rank[image.label], seeded_key(seed, "image", image.id)))


def build_records(
    images: Mapping[ImageId, CocoImage],
    captions: Mapping[ImageId, list[str]],
    settings: Dataset,
    pool_per_class: int = 0,
) -> list[Record]:
    """The records of a subset: selected images, each with its candidate captions in a seeded order.

    Args:
        images: by id, each with its category.
        captions: of each image; images without any are passed over.
        pool_per_class: images of each category that are set aside from the test set.

    Raises:
        PipelineError: no image is left, a category is too small for its pool, or has too few captions to choose
            distractors from.
    """
    # Before they are selected: an image without captions takes no other's place.
    usable = [image for image in images.values() if captions.get(image.id)]
    chosen = select_images(usable, settings)
    if not chosen:
        raise PipelineError(
            "dataset: no image shows any of dataset.classes and has captions: do the two files belong together?"
        )
    ids = {label: [str(image.id) for image in chosen if image.label == label] for label in settings.classes}
    captioner = _Captioner(chosen, captions, settings, choose_pool(ids, pool_per_class, settings.seed))
    return [captioner.record(image) for image in chosen]


@dataclass(frozen=True)
class _Choice:
    caption: str
    image: CocoImage


@dataclass
class _Candidates:
    """The choices of one sample so far, no two of which say the same."""

    choices: list[_Choice]
    said: set[str]

    def take(self, choice: _Choice) -> bool:
        # What reads the same is the same answer, however it is written.
        words = normalised(choice.caption)
        if words in self.said:
            return False
        self.said.add(words)
        self.choices.append(choice)
        return True


class _Captioner:
    """Chooses captions from the selected images only, which keeps the number of distinct captions small."""

    def __init__(
        self, images: Sequence[CocoImage], captions: Mapping[ImageId, list[str]], settings: Dataset, pool: set[str]
    ) -> None:
        self.captions, self.settings, self.pool = captions, settings, pool
        self.groups: dict[tuple[str, bool], list[CocoImage]] = {}
        """Images by category and whether they are of the pool."""
        for image in images:
            self.groups.setdefault((image.label, self._in_pool(image)), []).append(image)
        # Digests of all images once, as arrays: drawing distractors sample by sample would digest them a thousand
        # times.
        self.keys = {group: _keys(settings.seed, own) for group, own in self.groups.items()}

    def _in_pool(self, image: CocoImage) -> bool:
        return str(image.id) in self.pool

    def _sides(self, image: CocoImage) -> tuple[bool, bool]:
        """Whose captions an image may get: its own side's, and the other's for what is lacking."""
        own = self._in_pool(image)
        return own, not own

    def record(self, image: CocoImage) -> Record:
        right = self._captions(image, image)[0]
        # What any of the image's own captions says would be no distractor, but a second right answer.
        candidates = _Candidates([right], {normalised(text) for text in self.captions[image.id]})
        self._take_same(image, candidates)
        self._take_others(image, candidates)
        # Shuffled, or the right caption would always stand first.
        order = sorted(candidates.choices, key=lambda choice: self._order_key(image, choice))
        return Record(
            image_id=image.id,
            true_label=image.label,
            choices=[choice.caption for choice in order],
            # Found after the shuffle; choices are told apart by their image as well as by their words.
            ground_truth_idx=order.index(right),
            choice_labels=[choice.image.label for choice in order],
            choice_image_ids=[choice.image.id for choice in order],
            file_name=image.file_name,
            width=image.width,
            height=image.height,
            image_url=image.url,
            license=RecordLicence(*image.licence) if image.licence else None,
            boxes=list(image.boxes),
        )

    def _order_key(self, image: CocoImage, choice: _Choice) -> bytes:
        return seeded_key(self.settings.seed, f"order/{image.id}", f"{choice.image.id}/{choice.caption}")

    def _take_same(self, image: CocoImage, candidates: _Candidates) -> None:
        """Distractors of the image's own category: of distinct images first, then more of the same ones."""
        wanted = 1 + self.settings.same_class_distractors
        if len(candidates.choices) == wanted:
            return
        for side in self._sides(image):
            # An image's second caption only when all its neighbours have given one: distractors should differ.
            spare: list[_Choice] = []
            for other in self._preferred(image, image.label, side):
                choices = iter(self._captions(other, image))
                if any(map(candidates.take, choices)) and len(candidates.choices) == wanted:
                    return
                spare += choices
            for choice in spare:
                if candidates.take(choice) and len(candidates.choices) == wanted:
                    return
        raise PipelineError(
            f"dataset: category {image.label!r} has too few captions to give image {image.id} "
            f"{self.settings.same_class_distractors} distractors of other images: lower same_class_distractors, "
            f"raise per_class, or leave {image.label!r} out of classes"
        )

    def _take_others(self, image: CocoImage, candidates: _Candidates) -> None:
        """Distractors of distinct other categories."""
        wanted = 1 + self.settings.distractors
        labels = [label for label in dict.fromkeys(label for label, _ in self.groups) if label != image.label]
        # Each image has an order of its own: else the first categories would lend to everybody.
        labels.sort(key=lambda label: seeded_key(self.settings.seed, f"category/{image.id}", label))
        for label in labels:
            if len(candidates.choices) == wanted:
                return
            preferred = (other for side in self._sides(image) for other in self._preferred(image, label, side))
            # any stops at the first that is taken: one caption of each category.
            any(candidates.take(choice) for other in preferred for choice in self._captions(other, image))
        if len(candidates.choices) < wanted:
            raise PipelineError(
                f"dataset: image {image.id} ({image.label}) needs "
                f"{self.settings.distractors - self.settings.same_class_distractors} distractors from distinct other "
                f"categories, and only {len(labels)} have images with captions: lower distractors, or name more classes"
            )

    def _captions(self, image: CocoImage, sample: CocoImage) -> list[_Choice]:
        """The captions of ``image`` in the order that ``sample`` prefers."""
        purpose = f"caption/{sample.id}/{image.id}"
        ordered = sorted(self.captions[image.id], key=lambda text: seeded_key(self.settings.seed, purpose, text))
        return [_Choice(text, image) for text in ordered]

    def _preferred(self, sample: CocoImage, label: str, in_pool: bool) -> Iterator[CocoImage]:
        """Other images of a category, on one side, in the order that ``sample`` prefers.

        Rendezvous hashing (Thaler and Ravishankar 1998): the lowest score of (sample, image) comes first. A generator
        seeded for each sample would be plainer, but one image more in its list would give every sample other captions.
        """
        images = self.groups.get((label, in_pool), [])
        if not images:
            return
        scores = _mix(self.keys[label, in_pool] ^ _mix(_keys(self.settings.seed, [sample])))
        for _ in range(len(images)):
            best = int(scores.argmin())
            # Out of the race: all but the first few are never asked for, so sorting them all would be for nothing.
            scores[best] = np.iinfo(np.uint64).max
            if images[best].id != sample.id:
                yield images[best]


def _keys(seed: int, images: Sequence[CocoImage]) -> NDArray[np.uint64]:
    keys = b"".join(seeded_key(seed, "partner", image.id)[:8] for image in images)
    # Little-endian by name, or a machine of the other kind would choose other captions.
    return np.frombuffer(keys, dtype="<u8").astype(np.uint64)


def _mix(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """splitmix64's finaliser (Steele et al. 2014): every input bit reaches every output bit."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))
