"""The pictures of a subset, many at a time, each checked before it gets its name."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Generator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from pipeline.data.datasets.records import Record, picture_name
from pipeline.data.digests import Digests, append_checksum, read_checksums, write_checksums
from pipeline.data.download.http import Downloader, DownloadFailed
from pipeline.data.picture_decoding import DAMAGED, complaint, decoded_size
from pipeline.errors import PipelineError
from pipeline.progress import Reporter
from pipeline.results.files import read_file, write_bytes
from pipeline.settings import COCO_URL, Settings

THREADS = 12
MOST_LINES = 20
# Failures in a row that mean the server or the network, not one picture.
GIVE_UP = 50


class _Wanted(NamedTuple):
    name: str
    """Relative to the folder of pictures."""
    path: Path
    url: str


def fetch_pictures(
    settings: Settings, records: Sequence[Record], downloader: Downloader, digests: Digests, reporter: Reporter
) -> None:
    """Download the records' pictures that are not there, or not whole.

    A picture whose digest is not the recorded one is downloaded again; one that was put there by somebody else stays
    as long as it decodes.

    Raises:
        PipelineError: one line for each address that failed, and how to go on.
    """
    assert settings.dataset.image_dir is not None
    folder = settings.path(settings.dataset.image_dir)
    wanted = [_wanted(record, folder, settings) for record in records]
    known = read_checksums(folder)
    missing = _missing(wanted, known, digests, reporter)
    if not missing:
        return
    failures = _download_all(missing, folder, downloader, reporter)
    if failures:
        there = sum(one.path.is_file() for one in wanted)
        # Some lines and a count: the first few show what is wrong, thousands hide it.
        more = len(failures) - MOST_LINES
        raise PipelineError(
            *failures[:MOST_LINES],
            *([f"and {more} more"] if more > 0 else []),
            f"{folder}: {there} of {len(wanted)} pictures are there: run the same command again for the rest",
        )


def _wanted(record: Record, folder: Path, settings: Settings) -> _Wanted:
    name = picture_name(record.image_id, record.file_name)
    base = settings.dataset.coco_url.rstrip("/")
    if record.image_url and record.image_url.startswith(COCO_URL + "/"):
        return _Wanted(name, folder / name, base + record.image_url.removeprefix(COCO_URL))
    split = re.search(r"(train|val|test)\d{4}", str(settings.dataset.instances))
    return _Wanted(name, folder / name, f"{base}/{split[0] if split else 'train2017'}/{name}")


def _missing(wanted: Sequence[_Wanted], known: dict[str, str], digests: Digests, reporter: Reporter) -> list[_Wanted]:
    with reporter.task("Checking pictures", len(wanted)) as advance, ThreadPoolExecutor() as pool:
        missing = []
        for one, whole in zip(wanted, pool.map(lambda one: _is_whole(one, known, digests), wanted), strict=True):
            if not whole:
                missing.append(one)
            advance(1)
    return missing


def _is_whole(one: _Wanted, known: dict[str, str], digests: Digests) -> bool:
    try:
        if one.name in known:
            return digests.digest(one.path) == known[one.name]
        # Somebody else's picture has no digest here; that it decodes is all that can be asked.
        decoded_size(read_file(one.path))
    except DAMAGED:
        return False
    return True


def _download_all(missing: Sequence[_Wanted], folder: Path, downloader: Downloader, reporter: Reporter) -> list[str]:
    """Download pictures and note their digests; gives what failed, one line each."""
    failures: list[str] = []
    in_a_row = 0
    try:
        with (
            reporter.task("Downloading pictures", len(missing)) as advance,
            closing(_downloads(missing, folder, downloader)) as arriving,
        ):
            for one, failure in arriving:
                if failure:
                    failures.append(f"{one.url}: {failure}")
                in_a_row = in_a_row + 1 if failure else 0
                if in_a_row == GIVE_UP:
                    break
                advance(1)
    finally:
        # Also when interrupted: digests were appended as pictures came, and are put in order now.
        if known := read_checksums(folder):
            write_checksums(folder, known)
    return sorted(failures)


def _downloads(
    missing: Sequence[_Wanted], folder: Path, downloader: Downloader
) -> Generator[tuple[_Wanted, DownloadFailed | None], None, None]:
    """Pictures as they come, with what went wrong; stopped early, it drops what has not begun."""
    pool = ThreadPoolExecutor(THREADS)
    try:
        jobs = {pool.submit(_download, one, folder, downloader): one for one in missing}
        for job in as_completed(jobs):
            yield jobs[job], job.result()
    finally:
        # What has begun is waited for, so that no picture is left half checked.
        pool.shutdown(cancel_futures=True)


def _download(one: _Wanted, folder: Path, downloader: Downloader) -> DownloadFailed | None:
    try:
        content = downloader.content(one.url)
        decoded_size(content)
    except DownloadFailed as failure:
        return failure
    except DAMAGED as error:
        return DownloadFailed(f"what came is {complaint(error).split(' (')[0].split(':')[0]}")
    # The picture before its digest: killed in between, it is checked by decoding, like anybody's.
    write_bytes(one.path, content)
    append_checksum(folder, one.name, hashlib.sha256(content).hexdigest())
    return None
