"""test_samples.json: what every test sample looks like, so that a page can open each of them."""

from __future__ import annotations

from pipeline.results.artifact import Artifact, Count, Part


class CandidateCaption(Part):
    """A caption that samples offer, once for all of them."""

    text: str
    category: str | None
    """Of the image that it was written for; None when unknown."""


class OpenSample(Part):
    """A sample to open; its answers are those of the same place in predictions.json."""

    id: str
    choices: list[Count]
    """Its candidates, as places among the captions."""
    thumbnail: str | None
    """Relative to docs/; None where the budget for thumbnails was used up."""
    width: Count | None
    """Of the thumbnail, in pixels."""
    height: Count | None


class SampleArchive(Artifact):
    """test_samples.json: every test sample, in the order of predictions.json."""

    kind = "test_samples"
    by_sample = True

    # Each once: samples offer each other's captions, and most of the file would be repetition.
    captions: list[CandidateCaption]
    samples: list[OpenSample]
