"""How many images there are, by category and split."""

from __future__ import annotations

from collections import Counter

from pipeline.data.prepared import Prepared
from pipeline.results.schemas.dataset import CategoryCount


def category_counts(prepared: Prepared) -> list[CategoryCount]:
    """Images per category and split, in the order of the categories."""
    pool = Counter(sample.label for sample in prepared.samples if sample.split == "pool")
    images = Counter(sample.label for sample in prepared.samples)
    return [
        CategoryCount(category=name, images=images[name], pool=pool[name], test=images[name] - pool[name])
        for name in prepared.categories
    ]
