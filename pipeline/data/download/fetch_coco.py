"""COCO from its own server: the annotation files, then just the pictures of the configured subset."""

from __future__ import annotations

from pipeline.data.datasets.registry import load_source
from pipeline.data.digests import Digests
from pipeline.data.download.annotations import fetch_annotations
from pipeline.data.download.http import Downloader
from pipeline.data.download.subset_images import fetch_pictures
from pipeline.errors import PipelineError
from pipeline.progress import Reporter
from pipeline.settings import Settings

CONNECTIONS = 12


def fetch(settings: Settings, reporter: Reporter, *, backoff: float = 0.5) -> None:
    """Download what a coco profile lacks; what is there and whole is left alone.

    Args:
        backoff: seconds before a failed request is repeated for the second time, doubled for each one after.

    Raises:
        PipelineError: the profile is no coco profile, or addresses that failed, one line each. Running again goes on.
    """
    if settings.dataset.source != "coco":
        raise PipelineError(
            f"profile {settings.profile!r}: its dataset.source is {settings.dataset.source!r}, and only 'coco' is "
            "downloaded: name a coco profile with --profile"
        )
    downloader = Downloader(settings.dataset.coco_url, CONNECTIONS, backoff=backoff)
    digests = Digests.of(settings)
    fetch_annotations(settings, downloader, digests, reporter)
    source = load_source(settings, reporter)
    fetch_pictures(settings, source.records, downloader, digests, reporter)
    digests.save()
    reporter.note(f"COCO is there: {len(source.records)} pictures in {settings.dataset.image_dir}")
