"""Experiments small enough for tests: a drawn world of four categories, the demo's own backbones."""

from __future__ import annotations

import fnmatch
import re
import shutil
import signal
from pathlib import Path
from typing import Any

import yaml

REPOSITORY = Path(__file__).resolve().parent.parent

TINY: dict[str, Any] = {
    "profile": "tiny",
    "dataset": {
        "source": "scenes",
        "classes": ["bear", "zebra", "cat", "train"],
        "per_class": 10,
        "extra": 0,
        "distractors": 4,
        "same_class_distractors": 1,
    },
    "backbones": [
        {
            "id": "demo_rn",
            "name": "Demo ResNet",
            "architecture": "demo_rn",
            "pretrained": "weights/demo_rn.safetensors",
        },
        {
            "id": "demo_vit",
            "name": "Demo ViT",
            "architecture": "demo_vit",
            "pretrained": "weights/demo_vit.safetensors",
        },
    ],
    "training": {
        "shots": [1, 2],
        "pool_per_class": 4,
        "draws": 2,
        "epochs": 3,
        "adapters": ["residual_dual", "linear_anchor"],
    },
    "evaluation": {"bootstrap": 200, "hard_cases": 8},
    "explain": {"samples": 2, "hard_cases": 2, "scored": 3},
    "extraction": {"batch_size": 8, "caption_batch_size": 32, "workers": 1},
}


def write_experiment(folder: Path, settings: dict[str, Any] = TINY, **changes: Any) -> Path:
    """A folder with the demo's weights and a settings file; returns the file.

    Args:
        changes: sections merged over ``settings``.
    """
    weights = folder / "weights"
    weights.mkdir(parents=True, exist_ok=True)
    for name in ("demo_rn", "demo_vit"):
        if not (weights / f"{name}.safetensors").exists():
            shutil.copy(REPOSITORY / "models" / f"{name}.safetensors", weights)
    merged = dict(settings)
    for key, value in changes.items():
        merged[key] = {**merged.get(key, {}), **value} if isinstance(value, dict) else value
    path = folder / "site_config.yaml"
    path.write_text(yaml.safe_dump(merged, sort_keys=False), encoding="utf-8")
    return path


def take_interrupts() -> None:
    """For a child process: shells make what they start in the background deaf to Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def contents(folder: Path, *, without: tuple[str, ...] = ()) -> dict[str, bytes]:
    """Every file below a folder, by its path in it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in without
    }


def shows_times(name: str) -> bool:
    """Whether a file of docs/ may differ between equal runs: the README's own sentence says which do."""
    return any(fnmatch.fnmatch(name, pattern) for pattern in timed_files())


def timed_files() -> list[str]:
    """The patterns of that sentence, relative to docs/."""
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    (point,) = [one for one in re.split(r"\n(?=- |\n)", readme) if one.startswith("- Runs are seeded")]
    return [name.removeprefix("docs/") for name in re.findall(r"`([^`]+)`", point)]


def untimed(docs: Path) -> dict[str, bytes]:
    """Every file of a site that equal runs have in common."""
    return {name: content for name, content in contents(docs).items() if not shows_times(name)}
