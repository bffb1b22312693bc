"""From the dataset's files to samples with their splits, every picture checked."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from pipeline.data.assemble import assemble
from pipeline.data.datasets.records import write_subset_file
from pipeline.data.datasets.registry import load_source
from pipeline.data.digests import Digests
from pipeline.data.prepared import Prepared
from pipeline.progress import Reporter
from pipeline.results.schemas.dataset import DatasetFacts, Licence
from pipeline.results.workspace import check_pictures
from pipeline.settings import Settings


def run(settings: Settings, reporter: Reporter) -> None:
    """Write prepared.json and dataset.json, and the metadata file that the settings ask for.

    Raises:
        PipelineError: something is wrong with the data; then nothing is written.
    """
    digests = Digests.of(settings)
    source = load_source(settings, reporter)
    prepared = assemble(source, settings, digests, reporter)
    # Before anything is written: a build could write its copies over the pictures that it reads.
    check_pictures(settings, (Path(sample.image) for sample in prepared.samples if sample.image))
    if settings.dataset.source == "coco":
        write_subset_file(source.records, settings)
    # Tokenizers come with torch, which whoever only imports the stage should not wait for.
    from pipeline.clip.features.seen_captions import captions_as_seen

    # Before saving: whether two captions are one to a model is a fact of the samples to every later stage.
    seen, alike = captions_as_seen(settings, prepared.samples, reporter)
    prepared = replace(prepared, read_alike=alike)
    prepared.save(settings)
    facts = _facts(prepared, settings)
    facts.captions_seen = seen
    facts.write(settings.docs / "data")
    if facts.borrowed_distractors:
        wrong = facts.samples * (facts.choices - 1)
        share = facts.borrowed_distractors / wrong
        reporter.note(
            f"prepare: {facts.borrowed_distractors} of {wrong} distractors ({share:.1%}) were written for images of "
            "the other split: what is trained on comes back in the test"
        )
    digests.save()


def _facts(prepared: Prepared, settings: Settings) -> DatasetFacts:
    counts = prepared.category_counts()
    samples = prepared.samples
    return DatasetFacts(
        source=prepared.source,
        description=prepared.description,
        samples=len(samples),
        test=sum(count.test for count in counts),
        pool=sum(count.pool for count in counts),
        pool_per_class=settings.training.pool_per_class,
        choices=len(samples[0].choices),
        same_class_distractors=_same_class_distractors(prepared),
        borrowed_distractors=prepared.borrowed_distractors(),
        distinct_captions=len({caption for sample in samples for caption in sample.choices}),
        choice_categories_known=not prepared.choice_categories_note,
        choice_categories_note=prepared.choice_categories_note,
        categories=counts,
        licences=[Licence(name=name, url=url, images=images) for (name, url), images in prepared.licences.items()],
    )


def _same_class_distractors(prepared: Prepared) -> int | None:
    """Distractors of the sample's own category, where all samples have as many and that is known."""
    counts = {
        None if sample.choice_labels is None else sample.choice_labels.count(sample.label) - 1
        for sample in prepared.samples
    }
    # One value for all, or none: a mean would be the number of no sample.
    return counts.pop() if len(counts) == 1 else None
