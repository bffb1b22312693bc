"""timings.json: seconds and milliseconds per sample, by step."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar, Literal

from pipeline.errors import PipelineError
from pipeline.results.artifact import Artifact, Count, Part


class Step(Part):
    step: Literal["decode", "image", "captions", "head"]
    seconds: float


class TimingRow(Part):
    model: str
    samples: Count
    seconds: float
    """End to end for the test set: the sum of the steps."""
    ms_per_sample: float
    steps: list[Step]


class StageTime(Part):
    stage: str
    seconds: float


class MapTime(Part):
    """What one picture's maps take, by all methods of the tower at once."""

    backbone: str
    methods: list[str]
    """Those that one pass forward and back gives together."""
    seconds: float


class Timings(Artifact):
    """timings.json: the only file that may differ between two equal runs."""

    kind = "timings"
    version = 3
    migrations: ClassVar = {
        1: lambda plain: {**plain, "head_device": plain.get("device")},
        2: lambda plain: {**plain, "maps": []},
    }

    device: str
    """What encoded pictures and captions, whenever that was."""
    head_device: str
    """What the head's seconds were measured on."""
    threads: Count
    """Of the processor, while encoding; likewise ``workers``."""
    workers: Count
    rows: list[TimingRow]
    stages: list[StageTime]
    maps: list[MapTime]


def known_map_times(data: Path) -> list[MapTime]:
    """Those that an earlier stage wrote into the folder ``data``; none where there are none, or they cannot be read."""
    try:
        return Timings.read(data).maps
    except PipelineError:
        return []
