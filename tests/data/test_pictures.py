"""Real files of every kind, read as a person sees them."""

from __future__ import annotations

import hashlib
import io
import os
import re
import struct
import tempfile
import zlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ExifTags, Image, ImageCms

from pipeline.data.digests import Digests
from pipeline.data.inspection import inspect_pictures
from pipeline.data.picture_decoding import FORMATS
from pipeline.data.picture_files import open_picture, publish_picture, safe_name
from pipeline.data.samples import Sample
from pipeline.errors import PipelineError
from pipeline.progress import Silent

from .worlds import make_settings

RED, WHITE = (254, 0, 0), (255, 255, 255)


def halves(mode: str, left: object, right: object) -> Image.Image:
    """A picture 16 wide and 8 high of two colours."""
    image = Image.new(mode, (16, 8), left)  # type: ignore[arg-type]
    image.paste(right, (8, 0, 16, 8))  # type: ignore[arg-type]
    return image


def colours(path: Path) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Of the middles of both halves, as read."""
    image = open_picture(path)
    assert image.mode == "RGB"
    pixels = np.asarray(image).astype(int)
    return tuple(pixels[4, 3]), tuple(pixels[4, 12])


def close(found: tuple[int, ...], wanted: tuple[int, ...], tolerance: int = 4) -> bool:
    return all(abs(one - other) <= tolerance for one, other in zip(found, wanted, strict=True))


def test_grey(tmp_path: Path) -> None:
    halves("L", 50, 200).save(tmp_path / "a.png")
    assert colours(tmp_path / "a.png") == ((50,) * 3, (200,) * 3)


@pytest.mark.parametrize(
    ("mode", "left", "right", "wanted"),
    [("L", 0, 255, 0.5), ("RGB", (0, 0, 0), (0, 255, 0), 0.29), ("I;16", 0, 65535, 0.5), ("1", 1, 1, 1.0)],
)
def test_brightness_is_remembered_by_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: str, left: object, right: object, wanted: float
) -> None:
    halves(mode, left, right).save(tmp_path / "a.png")
    digests = Digests(tmp_path / "digests.json")
    monkeypatch.setattr("pipeline.data.digests.RACY_NANOSECONDS", -(10**12))
    first = inspect_pictures([tmp_path / "a.png"], digests, Silent())
    assert (first[0].width, first[0].height, first[0].brightness) == (16, 8, pytest.approx(wanted, abs=0.011))
    digests.save()
    monkeypatch.setattr("pipeline.data.inspection.size_and_brightness", lambda content: pytest.fail("read again"))
    assert inspect_pictures([tmp_path / "a.png"], Digests(tmp_path / "digests.json"), Silent()) == first


def test_palette(tmp_path: Path) -> None:
    halves("RGB", RED, WHITE).quantize(4).save(tmp_path / "a.gif")
    assert colours(tmp_path / "a.gif") == (RED, WHITE)


def test_transparent_palette_colour_shows_white(tmp_path: Path) -> None:
    image = halves("P", 0, 1)
    image.putpalette([254, 0, 0, 0, 0, 90])
    image.save(tmp_path / "a.png", transparency=1)
    assert colours(tmp_path / "a.png") == (RED, WHITE)


@pytest.mark.parametrize(
    ("mode", "clear", "solid", "seen"),
    [("RGBA", (0, 0, 0, 0), (254, 0, 0, 255), RED), ("LA", (0, 0), (90, 255), (90, 90, 90))],
)
def test_transparency_shows_white(tmp_path: Path, mode: str, clear: object, solid: object, seen: tuple[int]) -> None:
    halves(mode, clear, solid).save(tmp_path / "a.png")
    assert colours(tmp_path / "a.png") == (WHITE, seen)


def test_half_transparent_is_mixed_with_white(tmp_path: Path) -> None:
    halves("RGBA", (0, 0, 0, 128), (0, 0, 0, 255)).save(tmp_path / "a.png")
    assert close(colours(tmp_path / "a.png")[0], (127, 127, 127))


def test_sixteen_bit_grey_is_scaled_not_clipped(tmp_path: Path) -> None:
    values = np.zeros((8, 16), dtype=np.uint16)
    values[:, :8], values[:, 8:] = 10_000, 50_000
    Image.fromarray(values).save(tmp_path / "a.png")
    assert colours(tmp_path / "a.png") == ((39,) * 3, (195,) * 3)


def test_cmyk_jpeg_has_its_colours(tmp_path: Path) -> None:
    halves("CMYK", (0, 255, 255, 0), (0, 0, 0, 0)).save(tmp_path / "a.jpg", quality=100, subsampling=0)
    left, right = colours(tmp_path / "a.jpg")
    assert close(left, (255, 0, 0))
    assert close(right, WHITE)


def test_cmyk_jpeg_of_adobe_is_not_read_inverted(tmp_path: Path) -> None:
    """Pillow writes Adobe's marker, and inverted values, as Photoshop does; ink on paper stays ink on paper."""
    halves("CMYK", (0, 0, 0, 255), (0, 0, 0, 0)).save(tmp_path / "a.jpg", quality=100)
    assert b"Adobe" in (tmp_path / "a.jpg").read_bytes()[:400]
    left, right = colours(tmp_path / "a.jpg")
    assert close(left, (0, 0, 0))
    assert close(right, WHITE)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_picture_is_turned_as_its_camera_says(tmp_path: Path, orientation: int) -> None:
    upright = Image.new("RGB", (16, 8), WHITE)
    upright.paste((0, 0, 200), (0, 0, 4, 4))  # blue marks the upper left corner
    undo = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # Pillow's transpositions that take "upright" to "as stored"
    stored = upright if orientation == 1 else upright.transpose(Image.Transpose(undo[orientation]))
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    stored.save(tmp_path / "a.jpg", exif=exif, quality=95, subsampling=0)
    seen = open_picture(tmp_path / "a.jpg")
    assert seen.size == (16, 8)
    assert close(seen.getpixel((1, 1)), (0, 0, 200), 12)  # type: ignore[arg-type]
    assert not close(seen.getpixel((14, 6)), (0, 0, 200), 12)  # type: ignore[arg-type]
    (inspected,) = inspect_pictures([tmp_path / "a.jpg"], Digests(tmp_path / "d.json"), Silent())
    assert (inspected.width, inspected.height) == (16, 8)


def test_first_frame_of_an_animation(tmp_path: Path) -> None:
    halves("RGB", RED, RED).save(tmp_path / "a.gif", save_all=True, append_images=[halves("RGB", WHITE, WHITE)])
    assert colours(tmp_path / "a.gif") == (RED, RED)


def broken(folder: Path) -> dict[str, str]:
    """Files that are no whole picture, with what is to be said of each."""
    noise = Image.fromarray(np.random.default_rng(0).integers(0, 255, (64, 64, 3), dtype=np.uint8))
    for name in ("cut.jpg", "cut.png"):
        noise.save(folder / name)
        content = (folder / name).read_bytes()
        (folder / name).write_bytes(content[: len(content) // 2])
    (folder / "empty.jpg").write_bytes(b"")
    (folder / "text.jpg").write_text("not a picture")
    (folder / "folder.jpg").mkdir()
    os.mkfifo(folder / "pipe.jpg")
    # Headers alone: what they claim is refused before anything is decoded.
    (folder / "bomb.jpg").write_bytes(_png_header(20_000, 20_000))
    (folder / "huge.jpg").write_bytes(_png_header(9_000, 12_000))
    (folder / "thread.jpg").write_bytes(_png_header(2, 1_000_000))
    Image.new("RGB", (1, 60_000)).save(folder / "line.jpg")
    for ending in ("dds", "spider", "sgi", "icns"):
        (folder / f"{ending}.jpg").write_bytes(_of_a_kind_nobody_uses(ending))
    return {
        "cut.jpg": "truncated",
        "cut.png": "truncated",
        "empty.jpg": "not a picture",
        "text.jpg": "not a picture",
        "folder.jpg": "cannot be read",
        "pipe.jpg": r"cannot be read \(no regular file\)",
        "bomb.jpg": "too large to decode safely",
        "huge.jpg": r"too large to decode safely \(9000 × 12000 pixels, at most 100 million\)",
        "thread.jpg": r"too large to decode safely \(2 × 1000000 pixels, one side at most 100 times the other\)",
        "line.jpg": r"too large to decode safely \(1 × 60000 pixels",
        **{f"{ending}.jpg": r"not a picture \(JPEG" for ending in ("dds", "spider", "sgi", "icns")},
        "missing.jpg": "not there",
    }


def _png_header(width: int, height: int) -> bytes:
    """A PNG that has no pixels, only its claim."""
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [struct.pack(">I", 13) + header + struct.pack(">I", zlib.crc32(header)), b"\0\0\0\0IDAT"]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def _of_a_kind_nobody_uses(ending: str) -> bytes:
    buffer = io.BytesIO()
    picture = Image.new("F" if ending == "spider" else "RGB", (64, 64))
    picture.save(buffer, ending.upper())
    return buffer.getvalue()


@settings(max_examples=150, deadline=None, derandomize=True)
@given(
    st.sampled_from(FORMATS),
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255)), min_size=1, max_size=6),
    st.booleans(),
)
def test_no_damage_ends_in_a_traceback(kind: str, changes: list[tuple[int, int]], cut: bool) -> None:
    """A few bytes of a small picture changed, or its end cut off: it opens, or one line says why not."""
    buffer = io.BytesIO()
    Image.fromarray(np.arange(16 * 12 * 3, dtype=np.uint8).reshape(12, 16, 3)).save(buffer, kind)
    content = bytearray(buffer.getvalue())
    for place, value in changes:
        content[place % len(content)] = value
    content = content[: changes[0][0] + 1] if cut else content
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "picture.jpg")
        path.write_bytes(content)
        said: list[str] = []
        try:
            said.append(open_picture(path).mode)
        except PipelineError as error:
            said += error.mistakes
        assert said == ["RGB"] or (len(said) == 1 and said[0].startswith(f"{path}: "))


def test_what_is_no_whole_picture_is_named(tmp_path: Path) -> None:
    for name, complaint in broken(tmp_path).items():
        with pytest.raises(PipelineError, match=rf"{name}: {complaint}"):
            open_picture(tmp_path / name)


def test_inspection_names_all_broken_pictures_and_writes_nothing(tmp_path: Path) -> None:
    wanted = broken(tmp_path)
    halves("RGB", RED, WHITE).save(tmp_path / "fine.jpg")
    digests = Digests(tmp_path / "digests.json")
    with pytest.raises(PipelineError) as caught:
        inspect_pictures([tmp_path / name for name in ("fine.jpg", *wanted)], digests, Silent(), missing="fetch it")
    assert len(caught.value.mistakes) == len(wanted)
    for mistake, (name, complaint) in zip(caught.value.mistakes, wanted.items(), strict=True):
        assert re.search(f"{name}: {complaint}", mistake)
    assert any("missing.jpg: not there: fetch it" in line for line in caught.value.mistakes)
    assert not (tmp_path / "digests.json").exists()


# ---------------------------------------------------------------- the page's copies


def sample_of(path: Path, size: tuple[int, int], identifier: str = "7") -> Sample:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return Sample(
        id=identifier, label="cat", choices=("a", "b"), correct=0, image=path.name, sha256=digest, width=size[0],
        height=size[1], boxes=((100.0, 50.0, 200.0, 100.0),), split="test", licence=("CC BY", "https://example.org"),
    )  # fmt: skip


def test_published_copies_are_small_whatever_the_picture(tmp_path: Path) -> None:
    noise = np.random.default_rng(0).integers(0, 255, (900, 1200, 3), dtype=np.uint8)
    exif = Image.Exif()
    exif[ExifTags.Base.Artist] = "somebody"
    Image.fromarray(noise).save(tmp_path / "a.jpg", exif=exif)
    settings = make_settings(tmp_path)
    picture = publish_picture(sample_of(tmp_path / "a.jpg", (1200, 900)), settings)
    files = [settings.docs / "images/7.jpg", settings.docs / "images/thumbs/7.jpg"]
    sizes = [Image.open(path).size for path in files]
    assert sizes == [(640, 480), (320, 240)]
    assert (picture.width, picture.height) == (640, 480)
    for path, largest in zip(files, (90_000, 40_000), strict=True):
        assert path.stat().st_size <= largest
        assert Image.open(path).info.get("progressive")
        assert not Image.open(path).getexif()
    before = [path.read_bytes() for path in files]
    publish_picture(sample_of(tmp_path / "a.jpg", (1200, 900)), settings)
    assert before == [path.read_bytes() for path in files]
    assert picture.boxes[0].model_dump() == pytest.approx(
        {"left": 100 / 1200, "top": 50 / 900, "width": 200 / 1200, "height": 100 / 900}
    )
    assert picture.licence == "CC BY"


def test_colour_profiles_are_not_carried_along(tmp_path: Path) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    halves("RGB", RED, WHITE).save(tmp_path / "a.jpg", icc_profile=profile)
    publish_picture(sample_of(tmp_path / "a.jpg", (16, 8)), make_settings(tmp_path))
    copy = Image.open(io.BytesIO((tmp_path / "docs/images/7.jpg").read_bytes()))
    assert "icc_profile" not in copy.info


def test_ids_become_file_names_that_never_meet() -> None:
    plain = ["397133", "a.b-c_d", "000000000139"]
    assert [safe_name(one) for one in plain] == plain
    odd = ["../../etc/passwd", "a/b", "a b", "a-b ", "A", "", ".", "..", "Ünï", "x" * 300, "\u202egpj", "a\\b", "con/"]
    names = [safe_name(one) for one in odd]
    assert len({name.lower() for name in names} | set(plain)) == len(odd) + len(plain)
    for name in names:
        assert "/" not in name
        assert "\\" not in name
        assert not name.startswith(".")
        assert len(name) < 110
    assert safe_name(names[0]) not in names
