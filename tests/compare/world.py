"""The worlds that are compared, and changes made to their files."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pipeline.results.form.row_writer import dumps
from pipeline.settings import Settings
from tests.fabricated import SmallWorld as World
from tests.fabricated.artifacts import write_checkpoint
from tests.fabricated.pictures import heat_map, save

__all__ = ["World", "edit", "first_case", "heat_map", "map_of", "picture_of", "read", "save", "write_checkpoint"]


def read(settings: Settings, kind: str) -> dict[str, Any]:
    """An artifact's plain data."""
    return dict(json.loads((settings.docs / "data" / f"{kind}.json").read_text(encoding="utf-8")))


def edit(settings: Settings, kind: str, change: Callable[[dict[str, Any]], None]) -> None:
    """Change an artifact's plain data in place."""
    value = read(settings, kind)
    change(value)
    (settings.docs / "data" / f"{kind}.json").write_text(dumps(value), encoding="utf-8")


def first_case(settings: Settings) -> str:
    """Id of the first hard case."""
    return str(read(settings, "hard_cases")["cases"][0]["id"])


def picture_of(settings: Settings, sample: str) -> Path:
    """The published picture of a hard case."""
    return settings.docs / f"images/pictures/{sample}.jpg"


def map_of(settings: Settings, sample: str) -> Path:
    """The zero-shot row's map of a hard case's right caption."""
    return settings.docs / f"images/maps/{sample}_rn-0shot_right.png"
