"""timings.json: seconds and milliseconds per sample, by step."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar, Literal

from pipeline.results.artifact import Artifact, Count, Part
from pipeline.results.files import write_text


class Step(Part):
    """One step on a sample's way to an answer: seconds for the whole test set."""

    # As a sample meets them; rows of one backbone share all but the last.
    step: Literal["decode", "image", "captions", "head"]
    seconds: float


class TimingRow(Part):
    """What one row takes for the test set."""

    model: str
    samples: Count
    seconds: float
    """End to end for the test set: the sum of the steps."""
    # Beside the seconds, since two runs may have test sets of different sizes.
    ms_per_sample: float
    steps: list[Step]


class StageTime(Part):
    """Seconds that a stage took when it was last done."""

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


# ---------------------------------------------------------------- from stage to record


def map_times_file(work: Path) -> Path:
    """Where they are kept with a run's work: the stage that measures rows may run again without the one of maps."""
    return work / "map_times.json"


def keep_map_times(work: Path, times: Iterable[MapTime]) -> None:
    """Keep what the maps took, for the record of the run."""
    write_text(map_times_file(work), json.dumps([one.model_dump() for one in times]))


def kept_map_times(work: Path) -> list[MapTime]:
    """As they were kept; none where no maps were made."""
    try:
        kept = json.loads(map_times_file(work).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return []
    return [MapTime.model_validate(one) for one in kept]
