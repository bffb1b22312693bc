"""COCO from its own server: the annotation files, then just the pictures of the configured subset."""

from __future__ import annotations

import hashlib
import os
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from pipeline.data.datasets.registry import load_source
from pipeline.data.digests import Digests, read_checksums, write_checksums
from pipeline.data.download.http import Downloader, DownloadFailed
from pipeline.data.download.subset_images import fetch_pictures
from pipeline.errors import PipelineError
from pipeline.progress import Reporter
from pipeline.settings import COCO_URL, Settings

CONNECTIONS = 12
ARCHIVE = "annotations_trainval2017.zip"
# As GluonCV's download scripts have it; the server offers neither https nor checksums.
ARCHIVE_SHA1 = "8551ee4bb5860311e79dace7e79cb91e432e78b3"


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
    _fetch_annotations(settings, downloader, digests, reporter)
    # After the annotations: which pictures are the subset's follows from them.
    source = load_source(settings, reporter)
    fetch_pictures(settings, source.records, downloader, digests, reporter)
    digests.save()
    reporter.note(f"COCO is there: {len(source.records)} pictures in {settings.dataset.image_dir}")


# ---------------------------------------------------------------- annotation files: two members of one archive


def _fetch_annotations(settings: Settings, downloader: Downloader, digests: Digests, reporter: Reporter) -> None:
    """Put the instances and captions files in their places, unless they are there and whole.

    A file that is there but was not downloaded by this command is the user's own, and stays.
    """
    assert settings.dataset.instances is not None
    assert settings.dataset.captions is not None
    wanted = [settings.path(path) for path in (settings.dataset.instances, settings.dataset.captions)]
    # Both files lie in one archive: it is fetched once, if either is lacking.
    absent = [path for path in wanted if not _is_whole(path, digests)]
    if not absent:
        return
    archive = settings.cache / ARCHIVE
    url = f"{settings.dataset.coco_url.rstrip('/')}/annotations/{ARCHIVE}"
    if not archive.is_file():
        try:
            downloader.file(url, archive, "Downloading annotations", reporter)
        except DownloadFailed as error:
            raise PipelineError(f"{url}: {error}: run the same command again to go on") from None
    # A mirror may pack its archive anew; then the members' own checksums have to do.
    if settings.dataset.coco_url == COCO_URL:
        _check_archive(archive)
    for path in absent:
        _extract(archive, path, reporter)
    archive.unlink()


def _is_whole(path: Path, digests: Digests) -> bool:
    if not path.is_file():
        return False
    recorded = read_checksums(path.parent).get(path.name)
    return recorded is None or recorded == digests.digest(path)


def _check_archive(archive: Path) -> None:
    with archive.open("rb") as file:
        found = hashlib.file_digest(file, "sha1").hexdigest()
    if found != ARCHIVE_SHA1:
        archive.unlink()
        raise PipelineError(
            f"{archive}: SHA-1 is {found}, not the {ARCHIVE_SHA1} that is known of COCO's archive; it was deleted: "
            "run the same command again, or put the annotation files in their places yourself"
        )


def _extract(archive: Path, target: Path, reporter: Reporter) -> None:
    """Write the member of the target's name; its CRC is checked on the way."""
    part = target.with_name(f".{target.name}.part")
    try:
        with zipfile.ZipFile(archive) as content:
            member = _member(content, target)
            target.parent.mkdir(parents=True, exist_ok=True)
            digest = hashlib.sha256()
            size = content.getinfo(member).file_size
            with (
                reporter.task(f"Unpacking {target.name} (MiB)", size >> 20) as advance,
                content.open(member) as source,
                part.open("wb") as file,
            ):
                while chunk := source.read(1 << 20):
                    file.write(chunk)
                    digest.update(chunk)
                    advance(1)
        # Under its name only when whole: a killed command leaves no half a file that looks like one.
        os.replace(part, target)
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        archive.unlink()
        raise PipelineError(f"{archive}: damaged ({error}), and deleted: run the same command again") from None
    finally:
        part.unlink(missing_ok=True)
    write_checksums(target.parent, read_checksums(target.parent) | {target.name: digest.hexdigest()})


def _member(content: zipfile.ZipFile, target: Path) -> str:
    names = [name for name in content.namelist() if name.endswith(".json")]
    for name in names:
        if PurePosixPath(name).name == target.name:
            return name
    known = ", ".join(sorted(PurePosixPath(name).name for name in names))
    raise PipelineError(
        f"{target}: COCO's archive has no {target.name}, only {known}: name one of these in dataset.instances and "
        "dataset.captions"
    )
