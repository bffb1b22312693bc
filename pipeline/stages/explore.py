"""What the data looks like: categories, captions, and some pairs to look at."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.data.picture_files import publish_picture
from pipeline.data.prepared import Prepared, load_prepared
from pipeline.data.samples import Sample
from pipeline.data.splits import seeded_key
from pipeline.progress import Reporter
from pipeline.results.schemas.eda import CaptionLength, Eda, SampledPair
from pipeline.settings import Settings

PAIRS_PER_CATEGORY = 2


def run(settings: Settings, reporter: Reporter) -> None:
    """Write eda.json and publish the pictures of its sampled pairs."""
    import pandas as pd

    prepared = load_prepared(settings)
    samples = pd.DataFrame(
        {
            "words": [len(sample.choices[sample.correct].split()) for sample in prepared.samples],
            "objects": [len(sample.boxes) for sample in prepared.samples],
            # Where only features are here, nothing is known of the pictures' sizes.
            "ratio": [round(s.width / s.height, 1) if s.height else None for s in prepared.samples],
        }
    )
    # By length and not by count: the artifact reads as the axis of a chart.
    words = samples["words"].value_counts().sort_index()
    # Sources without boxes have 0 everywhere: unknown, which is not the same as none.
    objects = samples["objects"][samples["objects"] > 0].value_counts().sort_index()
    ratios = samples["ratio"].value_counts().sort_index()
    chosen = list(_pairs(prepared, settings.dataset.seed))
    with reporter.task("Publishing pictures", len(chosen)) as advance:
        pairs = []
        for sample in chosen:
            pairs.append(_pair(sample, settings))
            advance(1)
    Eda(
        distribution=prepared.category_counts(),
        caption_lengths=[CaptionLength(words=length, captions=n) for length, n in words.to_dict().items()],
        object_counts=[{"objects": count, "images": n} for count, n in objects.to_dict().items()],
        aspect_ratios=[{"ratio": ratio, "images": n} for ratio, n in ratios.to_dict().items()],
        pairs=pairs,
    ).write(settings.docs / "data")


def _pairs(prepared: Prepared, seed: int) -> Iterator[Sample]:
    """Seeded samples of every category."""
    for category in prepared.categories:
        own = [sample for sample in prepared.samples if sample.label == category]
        # By keys of their ids: one sample more in a category displaces at most one of its pairs.
        yield from sorted(own, key=lambda sample: seeded_key(seed, "pair", sample.id))[:PAIRS_PER_CATEGORY]


def _pair(sample: Sample, settings: Settings) -> SampledPair:
    picture = publish_picture(sample, settings)
    return SampledPair(
        id=sample.id,
        category=sample.label,
        caption=sample.choices[sample.correct],
        image=picture.image,
        width=picture.width,
        height=picture.height,
        image_url=sample.image_url,
    )
