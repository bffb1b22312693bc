"""The pages that show the drawn worlds."""

from __future__ import annotations

import pytest
from PIL import Image

from pipeline.demo import contact_sheet
from pipeline.errors import PipelineError


@pytest.mark.slow
def test_two_pages_are_written(tmp_path, monkeypatch):
    monkeypatch.setattr(contact_sheet, "ATTEMPTS", 5)
    paths = contact_sheet.contact_sheet(tmp_path / "sheet")
    assert [path.name for path in paths] == ["settings.png", "captions.png"]
    for path in paths:
        with Image.open(path) as page:
            assert len(page.convert("RGB").getcolors(2**24)) > 500


def test_an_unwritable_folder_is_explained(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(PipelineError, match="choose another folder"):
        contact_sheet.contact_sheet(tmp_path / "file")


@pytest.mark.parametrize("name", ["settings.png", "captions.png"])
def test_nobodys_picture_is_drawn_over(tmp_path, name):
    (tmp_path / name).write_text("mine")
    with pytest.raises(PipelineError, match=f"{name}: there already"):
        contact_sheet.contact_sheet(tmp_path)
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [(name, "mine")]
