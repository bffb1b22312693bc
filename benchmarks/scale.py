"""Time and peak memory of every step after encoding, by number of samples, and how both grow.

    python benchmarks/scale.py [--samples 1000 10000 100000 1000000] [--output benchmarks/scale.md]

Features are drawn: ten categories, five captions an image, twelve candidates a sample, as an experiment whose features
were computed elsewhere. Each step is the command that a person would run, in a process of its own. The exponents say
how time and memory grow between the last two sizes, beyond what the smallest one takes, which is mostly starting up: 1
is in proportion to the samples. Where the middle size takes next to nothing more, nothing is said.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import multiprocessing
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml

CATEGORIES = ("bear", "cat", "dog", "horse", "zebra", "train", "person", "giraffe", "airplane", "elephant")
CAPTIONS, CANDIDATES, WIDTH = 5, 12, 64
BLOCK = 10_000
"""Samples whose features are drawn at a time."""
# Below these, what a size takes beyond the smallest is noise.
LEAST_SECONDS, LEAST_MEGABYTES = 1.0, 20.0
ONE_THREAD = {"OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
STEPS = ("prepare", "extract", "train", "generalise", "evaluate", "explain", "find-slices", "hard-cases", "run-all",
         "build-site", "diff")  # fmt: skip
"""In their order, so that each finds those before it done; ``run-all`` is what is left: a few stages and the page."""


@dataclass(frozen=True)
class Cost:
    """What one step took."""

    seconds: float
    """Of processor time: who else is at work on the machine changes little."""
    megabytes: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--samples", type=int, nargs="+", default=[1000, 10_000, 100_000, 1_000_000])
    parser.add_argument("--output", type=Path, help="a file for the table")
    arguments = parser.parse_args()
    costs = {}
    for samples in arguments.samples:
        with tempfile.TemporaryDirectory() as folder:
            costs[samples] = measure(Path(folder), samples)
        # After each size: the last one takes hours, and may not come to its end.
        print(table := as_table(costs), flush=True)
        if arguments.output:
            arguments.output.write_text(table + "\n", encoding="utf-8")


def measure(folder: Path, samples: int) -> dict[str, Cost]:
    """The cost of each step on so many drawn samples."""
    # In a process of its own: a child's peak begins with its parent's.
    drawing = multiprocessing.get_context("spawn").Process(target=draw, args=(folder, samples))
    drawing.start()
    drawing.join()
    config = write_settings(folder)
    costs = {}
    for step in STEPS:
        arguments = ["--config", str(config)]
        if step == "diff":
            shutil.copytree(folder / "docs/data", folder / "before")
            arguments += [str(folder / "before"), "--output", str(folder / "report.md")]
        costs[step] = timed([sys.executable, "-m", "pipeline", step, *arguments])
        print(f"{samples:,}: {step}: {costs[step].seconds:.1f} s, {costs[step].megabytes:.0f} MB", file=sys.stderr)
    return costs


def timed(command: list[str]) -> Cost:
    """Run a command to its end, with one thread; its memory is that of its largest process."""
    process = subprocess.Popen(command, env=os.environ | ONE_THREAD, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert process.stderr is not None
    said = process.stderr.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(command)}: exit code {os.waitstatus_to_exitcode(status)}\n{said}")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1000)


def draw(folder: Path, samples: int) -> None:
    """embeddings/ and samples.json: images around the centre of their category, captions around their image."""
    rng = np.random.default_rng(0)
    labels = np.arange(samples) % len(CATEGORIES)
    centres = rng.normal(size=(len(CATEGORIES), WIDTH))
    (folder / "embeddings").mkdir()
    files = [
        np.lib.format.open_memmap(
            folder / f"embeddings/{kind}_embeddings.npy", "w+", np.float16, (samples * CAPTIONS, WIDTH)
        )
        for kind in ("image", "text")
    ]
    # Some at a time: this process is not what is measured, and a million would take more memory than any step.
    for start in range(0, samples, BLOCK):
        own = labels[start : start + BLOCK]
        images = (centres[own] + 2 * rng.normal(size=(len(own), WIDTH))).repeat(CAPTIONS, axis=0)
        rows = slice(start * CAPTIONS, start * CAPTIONS + len(images))
        files[0][rows], files[1][rows] = images, images + 4 * rng.normal(size=images.shape)
    texts = [f"a {CATEGORIES[labels[row // CAPTIONS]]}, number {row}" for row in range(samples * CAPTIONS)]
    with (folder / "embeddings/metadata.csv").open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["image_id", "caption"])
        rows.writerows((f"{row // CAPTIONS:012d}", text) for row, text in enumerate(texts))
    places = rng.integers(0, CANDIDATES, samples)
    with (folder / "samples.json").open("w", encoding="utf-8") as file:
        for sample in range(samples):
            others = (sample + 1 + rng.integers(0, samples - 1, CANDIDATES)) % samples
            choices = [texts[other * CAPTIONS + rng.integers(CAPTIONS)] for other in others]
            choices[places[sample]] = texts[sample * CAPTIONS]
            record = {"image_id": f"{sample:012d}", "true_label": CATEGORIES[labels[sample]], "choices": choices,
                      "ground_truth_idx": int(places[sample])}  # fmt: skip
            file.write(("[" if sample == 0 else ",\n") + json.dumps(record))
        file.write("]")


def write_settings(folder: Path) -> Path:
    """Every row that the project knows by default, on one backbone."""
    settings = {
        "profile": "scale",
        "dataset": {"source": "subset", "subset_file": "samples.json", "classes": list(CATEGORIES)},
        "backbones": [{"id": "drawn", "name": "Drawn", "features": "embeddings", "logit_scale": 100}],
        "training": {"shots": [8], "pool_per_class": 32, "draws": 10},
        # Time is in proportion to these too, and ten tell as much of how it grows as two hundred.
        "evaluation": {"redraws": 10},
        "device": "cpu",
    }
    path = folder / "site_config.yaml"
    path.write_text(yaml.safe_dump(settings), encoding="utf-8")
    return path


def as_table(costs: dict[int, dict[str, Cost]]) -> str:
    """Markdown: a row a step, its cost at each size, and the exponents between the last two."""
    sizes = list(costs)
    lines = ["| | " + " | ".join(f"{size:,}" for size in sizes) + " | exponent of time | of memory |"]
    lines.append("|---|" + "---|" * (len(sizes) + 2))
    for step in STEPS:
        each = [costs[size][step] for size in sizes]
        cells = [f"{one.seconds:.1f} s, {one.megabytes / 1000:.2f} GB" for one in each]
        cells.append(exponent(sizes, [one.seconds for one in each], LEAST_SECONDS))
        cells.append(exponent(sizes, [one.megabytes for one in each], LEAST_MEGABYTES))
        lines.append(f"| {step} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def exponent(sizes: list[int], costs: list[float], least: float) -> str:
    """Of the power of the size by which a cost grows, beyond that of the smallest size."""
    if len(sizes) < 3:
        return ""
    (low, middle, high), (start, less, more) = (each[:1] + each[-2:] for each in (sizes, costs))  # type: ignore[misc]
    if less - start < least:
        return "–"
    return f"{math.log((more - start) / (less - start)) / math.log((high - low) / (middle - low)):.2f}"


if __name__ == "__main__":
    main()
