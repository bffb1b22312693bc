"""The prepared dataset: what ``prepare`` leaves behind for every later stage."""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from pipeline.data.samples import Aside, Sample, normalised
from pipeline.errors import PipelineError
from pipeline.evaluation.sample_table import SampleTable
from pipeline.ranks import PATIENCE, Ranks
from pipeline.results.files import write_bytes
from pipeline.results.schemas.dataset import CategoryCount
from pipeline.results.schemas.metrics import FalseNegative
from pipeline.settings import Settings

Indices = NDArray[np.int64]
"""Rows of ``Prepared.samples``."""


class Prepared(msgspec.Struct, frozen=True, kw_only=True):
    """Every sample with its split, by category and then in a seeded order."""

    samples: tuple[Sample, ...]
    categories: tuple[str, ...]
    """In the order of the settings; only those that have samples."""
    source: str
    description: str
    """One sentence on where the samples come from."""
    choice_categories_note: str
    """Why the categories of the choices are unknown; empty when they are known."""
    read_alike: dict[str, dict[str, str]] = {}
    """By backbone: candidates that its tokenizer makes another candidate of their sample, and a caption that stands for
    both."""
    asides: tuple[Aside, ...] = ()
    """Of each sample, in files since they were kept; not in the digest, since no model and no metric looks at them."""

    @property
    def test_rows(self) -> Indices:
        """The test set, [n] places among the samples, whatever the shots or the draw."""
        return self._rows("test")

    @property
    def pool_rows(self) -> Indices:
        """What is set aside from the test set, to learn from and to validate on: [p] places among the samples."""
        return self._rows("pool")

    def table(self, rows: Indices) -> SampleTable:
        """The samples ``rows`` [n] as arrays."""
        return as_table([self.samples[row] for row in rows], self.categories)

    def _rows(self, split: str) -> Indices:
        return np.array([row for row, sample in enumerate(self.samples) if sample.split == split], dtype=np.int64)

    @property
    def sha256(self) -> str:
        """Digest of all samples: image bytes, captions, splits; not of where the pictures lie."""
        # The same pictures in another folder are the same data.
        placeless = [msgspec.structs.replace(sample, image=None) for sample in self.samples]
        return hashlib.sha256(msgspec.json.encode([self.categories, placeless])).hexdigest()

    @property
    def licences(self) -> dict[tuple[str, str], int]:
        """Images by the name and address of their licence, most frequent first."""
        counts = Counter(sample.licence for sample in self.samples if sample.licence)
        return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))

    def category_counts(self) -> list[CategoryCount]:
        """Images per category and split, in the order of the categories."""
        pool = Counter(sample.label for sample in self.samples if sample.split == "pool")
        images = Counter(sample.label for sample in self.samples)
        return [
            CategoryCount(category=name, images=images[name], pool=pool[name], test=images[name] - pool[name])
            for name in self.categories
        ]

    def borrowed_distractors(self) -> int:
        """Wrong candidates of all samples that were written for an image of the other split.

        Where the image is not known, a caption is taken for that of a sample whose right caption has the same words.
        """
        split = {sample.id: sample.split for sample in self.samples}
        said: dict[str, set[str]] = {}
        for sample in self.samples:
            # Of both splits where two images have one caption: then it is borrowed from nobody.
            said.setdefault(normalised(sample.choices[sample.correct]), set()).add(sample.split)
        borrowed = 0
        for sample in self.samples:
            for place, caption in enumerate(sample.choices):
                if place == sample.correct:
                    continue
                if sample.choice_image_ids is None:
                    sides = said.get(normalised(caption), {sample.split})
                else:
                    sides = {split.get(sample.choice_image_ids[place], sample.split)}
                borrowed += sample.split not in sides
        return borrowed

    def save(self, settings: Settings) -> None:
        """Write ``prepared.json``, whole or not at all."""
        write_bytes(_path(settings), msgspec.json.encode(self))


def as_table(samples: Sequence[Sample], categories: Sequence[str]) -> SampleTable:
    """What an evaluation needs to know of ``samples``; categories that only they name come after ``categories``."""
    known = all(sample.choice_labels is not None for sample in samples)
    named = [sample.label for sample in samples]
    named += [label for sample in samples for label in sample.choice_labels or ()]
    # Captions may be of categories that no test image has: a confusion matrix needs a column for them.
    every = tuple(dict.fromkeys([*categories, *sorted(set(named))]))
    code = {category: number for number, category in enumerate(every)}
    choice_labels = [[code[label] for label in sample.choice_labels or ()] for sample in samples]
    objects = np.array([len(sample.boxes) for sample in samples], dtype=np.int64)
    # As wide as the widest: a table of no samples still has a shape.
    flagged = np.zeros((len(samples), max((len(sample.choices) for sample in samples), default=0)), dtype=bool)
    for row, sample in enumerate(samples):
        flagged[row, [choice for choice, _ in sample.true_distractors]] = True
    return SampleTable(
        ids=tuple(sample.id for sample in samples),
        categories=every,
        labels=np.array([code[sample.label] for sample in samples], dtype=np.int64),
        choice_labels=np.array(choice_labels, dtype=np.int64) if known and samples else None,
        correct=np.array([sample.correct for sample in samples], dtype=np.int64),
        # By content: two ids of one picture are one observation to every interval. Numbered as they come, so that
        # whoever has the published samples alone draws the same resamples.
        images=_numbered([sample.sha256 for sample in samples]),
        words=np.array([len(sample.choices[sample.correct].split()) for sample in samples], dtype=np.int64),
        objects=objects if objects.any() else None,
        flagged=flagged,
        false_negatives=tuple(
            FalseNegative(id=sample.id, choice=choice, reason=reason)
            for sample in samples
            for choice, reason in sample.true_distractors
        ),
    )


def _numbered(names: Sequence[str]) -> Indices:
    """[n] the number of each name, in the order of their first appearance."""
    numbers = {name: number for number, name in enumerate(dict.fromkeys(names))}
    return np.array([numbers[name] for name in names], dtype=np.int64)


def load_prepared(settings: Settings) -> Prepared:
    """The samples that ``prepare`` left behind.

    Raises:
        PipelineError: ``prepare`` has not run, or its result was damaged or written by another version.
    """
    path = _path(settings)
    # No look at what kind of file it is: the record of stages digested it before, and that refuses pipes and devices.
    again = f"run `python -m pipeline prepare --profile {settings.profile}`"
    try:
        return msgspec.json.decode(path.read_bytes(), type=Prepared)
    except FileNotFoundError:
        raise PipelineError(f"{path}: not there: {again}") from None
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise PipelineError(f"{path}: damaged, or of another version: {again} --force") from None


def load_prepared_by_all(settings: Settings) -> Prepared:
    """The samples, on every rank those that the first one prepared.

    Raises:
        PipelineError: as ``load_prepared``, or a rank sees others.
    """
    ranks = Ranks.here()
    if ranks.count == 1:
        return load_prepared(settings)
    meant = ranks.first(lambda: load_prepared(settings).sha256)

    def seen() -> Prepared:
        for patience in range(PATIENCE, -1, -1):
            with suppress(PipelineError):
                if (prepared := load_prepared(settings)).sha256 == meant:
                    return prepared
            if patience:
                time.sleep(1)
        raise PipelineError(
            f"{ranks.name}: {_path(settings)}: not what the first rank prepared: all machines must have paths.cache in "
            "common"
        )

    return ranks.each(seen)


def _path(settings: Settings) -> Path:
    return settings.work / "prepared.json"
