"""The metadata file that source coco writes, for others to read and for source subset."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from pipeline.data.datasets.records import Record, dump_records
from pipeline.errors import PipelineError
from pipeline.results.files import write_text
from pipeline.settings import Settings


def write_subset_file(records: Sequence[Record], settings: Settings) -> None:
    """Write ``dataset.subset_file`` when it is set; a file of somebody else's is left alone.

    Raises:
        PipelineError: a file of other content is there, and this project did not write it.
    """
    if settings.dataset.subset_file is None:
        return
    path = settings.path(settings.dataset.subset_file)
    text = dump_records(records)
    digest = hashlib.sha256(text.encode()).hexdigest()
    mark = _mark(path, settings)
    if path.exists():
        present = hashlib.sha256(path.read_bytes()).hexdigest()
        if present not in (digest, _written(mark)):
            raise PipelineError(
                f"{path}: holds other samples than the settings ask for, and was not written by this command: "
                "move it away, name another dataset.subset_file, or read it with dataset.source subset"
            )
    # In this order: killed in between, the file is what is asked for, and the next run leaves it as it is.
    write_text(path, text)
    write_text(mark, digest + "\n")


def _written(mark: Path) -> str | None:
    """Digest of the file as this project last wrote it."""
    try:
        return mark.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None


def _mark(path: Path, settings: Settings) -> Path:
    return settings.work / f"{path.name}.sha256"
