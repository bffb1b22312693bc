"""fetch-coco against a server on this machine that drops connections, fails, and cuts answers short."""

from __future__ import annotations

import hashlib
import io
import subprocess
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from pipeline.data.digests import Digests
from pipeline.data.download import subset_images as fetch_pictures
from pipeline.data.download.fetch_coco import fetch
from pipeline.data.download.http import Downloader, DownloadFailed
from pipeline.errors import PipelineError
from pipeline.progress import Silent
from pipeline.settings import Settings
from pipeline.stages import prepare

from .server import Answers, serving
from .worlds import CLASSES, coco_settings, make_settings, picture, tree, write_world

ARCHIVE = "/annotations/annotations_trainval2017.zip"
PICTURES = 4 * len(CLASSES)
NAMES = {"instances": "annotations/instances_train2017.json", "captions": "annotations/captions_train2017.json"}


def jpeg(number: int) -> bytes:
    buffer = io.BytesIO()
    picture(number).resize((64, 48)).save(buffer, "JPEG")
    return buffer.getvalue()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Answers]:
    """COCO's server, in small: the archive with other members too, and one picture more than is wanted."""
    made = tmp_path / "made"
    made.mkdir()
    write_world(made, dict.fromkeys(CLASSES, 4), pictures=False)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(made / "instances.json", "annotations/instances_train2017.json")
        archive.write(made / "captions.json", "annotations/captions_train2017.json")
        archive.writestr("annotations/person_keypoints_train2017.json", "{}" * 1000)
    files = {ARCHIVE: buffer.getvalue()} | {f"/train2017/{n}.jpg": jpeg(n) for n in range(1, PICTURES + 2)}
    with serving(Answers(files)) as answers:
        yield answers


@pytest.fixture
def settings(tmp_path: Path, server: Answers) -> Settings:
    (tmp_path / "run").mkdir()
    return coco_settings(tmp_path / "run", coco_url=server.url, **NAMES)


def run(settings: Settings) -> None:
    Digests._open.clear()  # as in a new process
    fetch(settings, Silent(), backoff=0)


def fails(settings: Settings) -> tuple[str, ...]:
    with pytest.raises(PipelineError) as caught:
        run(settings)
    return caught.value.mistakes


def test_everything_that_prepare_needs_comes_and_nothing_else(settings: Settings, server: Answers) -> None:
    run(settings)
    prepare.run(settings, Silent())
    assert {name for name in tree(settings.root) if not name.startswith((".cache", "docs"))} == {
        *NAMES.values(), "annotations/SHA256SUMS", "images/SHA256SUMS",
        *(f"images/{n}.jpg" for n in range(1, PICTURES + 1)),
    }  # fmt: skip
    assert (settings.root / "images/3.jpg").read_bytes() == server.files["/train2017/3.jpg"]


def test_what_is_there_is_not_asked_for_again(settings: Settings, server: Answers) -> None:
    run(settings)
    before = tree(settings.root)
    server.requests.clear()
    run(settings)
    assert not server.requests
    assert tree(settings.root) == before


def test_checksums_are_those_that_sha256sum_checks(settings: Settings) -> None:
    run(settings)
    for folder in ("images", "annotations"):
        subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=settings.root / folder, check=True)


def test_dropped_connections_are_resumed_where_they_broke(settings: Settings, server: Answers) -> None:
    size = len(server.files[ARCHIVE])
    server.cut_after[ARCHIVE] = [size // 3, size // 3]
    server.cut_after["/train2017/2.jpg"] = [10, 0]
    run(settings)
    assert server.sent[ARCHIVE] == size
    assert server.requests[ARCHIVE] == 3
    assert server.requests["/train2017/2.jpg"] == 3


def test_an_interrupted_archive_is_resumed_by_the_next_run(settings: Settings, server: Answers) -> None:
    server.cut_after[ARCHIVE] = [500, *[0] * 20]
    (mistake,) = fails(settings)
    assert mistake == f"{server.url}{ARCHIVE}: the connection keeps breaking: run the same command again to go on"
    part = settings.cache / "annotations_trainval2017.zip.part"
    assert part.stat().st_size == 500
    server.cut_after.clear()
    run(settings)
    assert server.sent[ARCHIVE] == len(server.files[ARCHIVE])
    assert not list(settings.cache.glob("annotations*"))


@pytest.mark.parametrize("change", ["another version", "no ranges"])
def test_parts_of_two_versions_are_never_joined(settings: Settings, server: Answers, change: str) -> None:
    server.cut_after[ARCHIVE] = [500, *[0] * 20]
    fails(settings)
    server.cut_after.clear()
    if change == "no ranges":
        server.ranges = False
    else:
        server.etag = '"two"'
    run(settings)
    assert (settings.root / NAMES["instances"]).is_file()


def test_a_part_longer_than_the_file_is_thrown_away(tmp_path: Path, server: Answers) -> None:
    target = tmp_path / "x.zip"
    target.with_name("x.zip.part").write_bytes(b"x" * 10_000_000)
    target.with_name("x.zip.part.version").write_text(server.etag)
    Downloader(server.url, 1, backoff=0).file(server.url + ARCHIVE, target, "x", Silent())
    assert target.read_bytes() == server.files[ARCHIVE]


def test_passing_failures_are_tried_again(settings: Settings, server: Answers) -> None:
    server.statuses["/train2017/1.jpg"] = [500, 503, 429]
    server.statuses[ARCHIVE] = [502]
    run(settings)
    assert (settings.root / "images/1.jpg").is_file()


def test_lasting_failures_are_listed_and_the_rest_comes(settings: Settings, server: Answers) -> None:
    server.always = {"/train2017/1.jpg": 404, "/train2017/2.jpg": 500}
    server.files["/train2017/3.jpg"] = server.files["/train2017/3.jpg"][:-300]
    server.files["/train2017/4.jpg"] = b"<html>"
    assert fails(settings) == (
        f"{server.url}/train2017/1.jpg: HTTP 404 Not Found",
        f"{server.url}/train2017/2.jpg: HTTP 500 Internal Server Error",
        f"{server.url}/train2017/3.jpg: what came is truncated",
        f"{server.url}/train2017/4.jpg: what came is not a picture",
        f"{settings.root}/images: {PICTURES - 4} of {PICTURES} pictures are there: "
        "run the same command again for the rest",
    )
    server.always.clear()
    server.files |= {f"/train2017/{n}.jpg": jpeg(n) for n in (3, 4)}
    server.requests.clear()
    run(settings)
    assert sorted(server.requests) == [f"/train2017/{n}.jpg" for n in (1, 2, 3, 4)]


def test_missing_archive_is_named(settings: Settings, server: Answers) -> None:
    del server.files[ARCHIVE]
    assert fails(settings) == (f"{server.url}{ARCHIVE}: HTTP 404 Not Found: run the same command again to go on",)


def test_no_server_is_said_in_one_line(tmp_path: Path) -> None:
    settings = coco_settings(tmp_path, coco_url="http://127.0.0.1:9", **NAMES)
    assert fails(settings) == (f"http://127.0.0.1:9{ARCHIVE}: no connection: run the same command again to go on",)


def test_damaged_archive_is_thrown_away(settings: Settings, server: Answers) -> None:
    whole = server.files[ARCHIVE]
    server.files[ARCHIVE] = whole[:200] + bytes(50) + whole[250:]
    (mistake,) = fails(settings)
    assert "annotations_trainval2017.zip: damaged" in mistake
    assert not list(settings.root.rglob("*.json")), "no half-written annotation file"
    server.files[ARCHIVE] = whole
    run(settings)


def test_file_that_the_archive_lacks_is_named(tmp_path: Path, server: Answers) -> None:
    settings = coco_settings(tmp_path, coco_url=server.url, **NAMES | {"captions": "annotations/c.json"})
    (mistake,) = fails(settings)
    assert "COCO's archive has no c.json, only captions_train2017.json, instances_train2017.json" in mistake


def test_pictures_of_the_users_own_stay_as_long_as_they_decode(settings: Settings, server: Answers) -> None:
    images = settings.root / "images"
    images.mkdir()
    Image.new("RGB", (8, 6)).save(images / "1.jpg")
    own = (images / "1.jpg").read_bytes()
    (images / "2.jpg").write_bytes(own[:-5] * 0)
    (images / "3.jpg").write_bytes(server.files["/train2017/3.jpg"][:-300])
    run(settings)
    assert (images / "1.jpg").read_bytes() == own
    assert "/train2017/1.jpg" not in server.requests
    assert (images / "2.jpg").read_bytes() == server.files["/train2017/2.jpg"]
    assert (images / "3.jpg").read_bytes() == server.files["/train2017/3.jpg"]


def test_downloaded_files_that_changed_are_downloaded_again(settings: Settings, server: Answers) -> None:
    run(settings)
    rotten = bytearray(server.files["/train2017/5.jpg"])
    rotten[-30] ^= 1
    (settings.root / "images/5.jpg").write_bytes(rotten)
    (settings.root / NAMES["captions"]).write_text("[]")
    server.requests.clear()
    run(settings)
    assert sorted(server.requests) == [ARCHIVE, "/train2017/5.jpg"]
    assert (settings.root / "images/5.jpg").read_bytes() == server.files["/train2017/5.jpg"]


def test_a_server_that_only_fails_is_given_up_soon(
    settings: Settings, server: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch_pictures, "GIVE_UP", 3)
    monkeypatch.setattr(fetch_pictures, "THREADS", 1)
    server.always = {f"/train2017/{n}.jpg": 404 for n in range(1, PICTURES + 1)}
    mistakes = fails(settings)
    assert len(mistakes) == 4
    assert sum(server.requests[f"/train2017/{n}.jpg"] for n in range(1, PICTURES + 1)) < 8


def test_many_failures_are_summed_up(settings: Settings, server: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch_pictures, "MOST_LINES", 2)
    server.always = {f"/train2017/{n}.jpg": 404 for n in range(1, PICTURES + 1)}
    mistakes = fails(settings)
    assert len(mistakes) == 4
    assert mistakes[2] == f"and {PICTURES - 2} more"


def test_interrupt_keeps_what_came_and_begins_no_more(
    settings: Settings, server: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch_pictures, "THREADS", 1)
    download = fetch_pictures._download
    begun = threading.Semaphore(3)

    def interrupted(*args: object) -> object:
        if not begun.acquire(blocking=False):
            raise KeyboardInterrupt
        return download(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(fetch_pictures, "_download", interrupted)
    with pytest.raises(KeyboardInterrupt):
        run(settings)
    pictures = sorted((settings.root / "images").glob("*.jpg"))
    assert len(pictures) == 3
    listed = (settings.root / "images/SHA256SUMS").read_text().splitlines()
    assert listed == sorted(
        (f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}" for path in pictures),
        key=lambda line: line.split()[1],
    )


def test_paths_out_of_the_folder_are_left_out(settings: Settings, server: Answers) -> None:
    content = zipfile.ZipFile(io.BytesIO(server.files[ARCHIVE]))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in content.namelist():
            archive.writestr(name, content.read(name).replace(b'"1.jpg"', b'"../1.jpg"'))
    server.files[ARCHIVE] = buffer.getvalue()
    run(settings)
    assert not (settings.root / "1.jpg").exists()
    assert len(list((settings.root / "images").glob("*.jpg"))) == PICTURES - 1


def test_other_sources_have_nothing_to_fetch(tmp_path: Path) -> None:
    assert "name a coco profile" in fails(make_settings(tmp_path))[0]


def test_content_of_a_missing_page(server: Answers) -> None:
    with pytest.raises(DownloadFailed, match="HTTP 404"):
        Downloader(server.url, 1, backoff=0).content(server.url + "/nothing")
