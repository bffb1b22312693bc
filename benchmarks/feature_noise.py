"""How many published lines another machine would change: noise on every stored feature, and all that follows from them.

    python benchmarks/feature_noise.py [site_config.yaml] [--noise 1e-6] [--seeds 1]

Takes a finished experiment, copies it, multiplies every feature by 1 + N(0, noise), and runs again what comes after
extraction: training, evaluation, the map of samples, slices, the gallery of hard cases and the page. Then counts the
lines that differ from those of the same stages run without noise, and says what `diff` makes of the two. Heat maps are
drawn from pictures, not from stored features: they stay.
"""

from __future__ import annotations

import argparse
import difflib
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path
from unittest.mock import patch

import torch

sys.path.insert(0, str(Path(__file__).parent.parent))

from pipeline.clip.features.feature_store import load_features
from pipeline.clip.features.features import Features
from pipeline.compare.assemble_report import compare
from pipeline.compare.inputs.revisions import open_source, work_tree
from pipeline.compare.inputs.sides import Pair, Side
from pipeline.progress import Silent
from pipeline.settings import Settings
from pipeline.settings.settings_file import load_settings
from pipeline.site.build import build_site
from pipeline.stages import evaluate, find_slices, generalise, hard_cases, map_samples, train


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", nargs="?", type=Path, default=Path("site_config.yaml"))
    parser.add_argument("--noise", type=float, default=1e-6)
    parser.add_argument("--seeds", type=int, default=1)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        quiet = run_again(chosen.config, Path(folder) / "quiet", lambda features: features)
        for seed in range(chosen.seeds):
            noisy = run_again(chosen.config, Path(folder) / f"noisy{seed}", Noise(chosen.noise, seed))
            report(seed, quiet.docs, noisy.docs)
            print(f"  diff: {told(quiet, noisy)}", flush=True)


class Noise:
    """Relative noise on every number of a backbone's features."""

    def __init__(self, size: float, seed: int) -> None:
        self.size, self.generator = size, torch.Generator().manual_seed(seed)
        self.known: dict[int, Features] = {}

    def __call__(self, features: Features) -> Features:
        """The same noise on the same features, for whichever stage asks: a machine stores them once."""
        # Image features as they lie on disk tell the backbones apart.
        key = hash(features.images.numpy().tobytes())
        if key not in self.known:
            images, captions = (self._noisy(each) for each in (features.images, features.captions))
            self.known[key] = replace(features, images=images, captions=captions)
        return self.known[key]

    def _noisy(self, x: torch.Tensor) -> torch.Tensor:
        return x * (1 + self.size * torch.randn(x.shape, generator=self.generator))


def run_again(config: Path, folder: Path, change: Callable[[Features], Features]) -> Settings:
    """Copy the experiment, run its stages after extraction on changed features; returns the copy's settings."""
    shutil.copytree(config.parent, folder, ignore=shutil.ignore_patterns(".git", ".venv"))
    settings = load_settings(folder / config.name)

    # What is measured in seconds is no result: both pages show the same.
    timings = (settings.docs / "data/timings.json").read_bytes()

    def changed(*arguments: object) -> Features:
        return change(load_features(*arguments))  # type: ignore[arg-type]

    with ExitStack() as patches:
        for stage in (train, generalise, evaluate, map_samples):
            patches.enter_context(patch.object(stage, "load_features", changed))
        for each in (train, generalise, evaluate, map_samples, find_slices, hard_cases):
            each.run(settings, Silent())
    (settings.docs / "data/timings.json").write_bytes(timings)
    build_site(settings)
    return settings


def told(quiet: Settings, noisy: Settings) -> str:
    """The report in one line, and what the gate says."""
    with ExitStack() as stack:
        base, head = open_source(quiet, str(quiet.root)), work_tree(noisy)
        stack.callback(base.close)
        stack.callback(head.close)
        found = compare(Pair(Side(base), Side(head)), noisy)
    picks = [(row.model, len(row.broken), len(row.fixed), row.repicked) for row in found.flips]
    verdicts = Counter(change.verdict for change in found.metrics)
    return f"{found.headline} Gate {'passes' if found.gate.passed else 'fails'}; {dict(verdicts)}; picks {picks}"


def report(seed: int, quiet: Path, noisy: Path) -> None:
    files = sorted(path.relative_to(quiet) for path in quiet.rglob("*") if path.suffix in (".json", ".csv", ".html"))
    print(f"seed {seed}")
    for name in files:
        before, after = ((side / name).read_text(encoding="utf-8").splitlines() for side in (quiet, noisy))
        if before != after:
            changed = list(changes(before, after))
            print(f"  {name}: {len(changed)} of {len(before)} lines ({len(changed) / len(before):.2%})")
            for told in changed[:2]:
                print(f"      {told[:150]}")


def changes(before: list[str], after: list[str]) -> Iterator[str]:
    """What every line that changed says otherwise."""
    for kind, start, end, first, last in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            # Of a line that came or went there is no other one, and its length is all that is told.
            for old, new in zip_longest(before[start:end], after[first:last], fillvalue=""):
                words = zip_longest(old.split(), new.split(), fillvalue="")
                yield " ".join(f"{was}→{now}" for was, now in words if was != now)


if __name__ == "__main__":
    main()
